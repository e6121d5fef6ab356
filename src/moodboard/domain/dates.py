# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as vague as memory: EDTF text, its earliest and latest day, and the words as they were said."""

from moodboard.domain.date_spoken import full, ordinal, spoken
from moodboard.domain.date_words import other_order, parse_said, parse_said_times, tonight
from moodboard.domain.edtf import UNKNOWN, VagueDate, parse_edtf

__all__ = [
    "UNKNOWN",
    "VagueDate",
    "full",
    "ordinal",
    "other_order",
    "parse_edtf",
    "parse_said",
    "parse_said_times",
    "spoken",
    "tonight",
]
