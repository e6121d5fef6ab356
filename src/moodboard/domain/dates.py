# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as vague as memory: EDTF text, its earliest and latest day, and the words as they were said."""

from moodboard.domain.date_spoken import full, spoken
from moodboard.domain.date_words import parse_said, parse_said_times, tonight
from moodboard.domain.edtf import UNKNOWN, VagueDate, parse_edtf

__all__ = [
    "UNKNOWN",
    "VagueDate",
    "full",
    "parse_edtf",
    "parse_said",
    "parse_said_times",
    "spoken",
    "tonight",
]
