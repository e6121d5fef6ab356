# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports: services' exports, tables, pictures and boards; each can be taken back whole."""

from moodboard.domain.imports.mapping import Column, Mapping, Means, guess_mapping, parse_mapping
from moodboard.domain.imports.said import NEW, SKIP, Answer, Options
from moodboard.services.importing.matching import Candidate, Match, Unsure
from moodboard.services.importing.offering import keep_lines
from moodboard.services.importing.report import (
    FileReport,
    ImportReport,
    ImportRun,
    LineOffered,
    PreviewRow,
    Problem,
    TableFound,
    Totals,
    UndoReport,
)
from moodboard.services.importing.run import run
from moodboard.services.importing.saving import report_csv, report_text, save_report
from moodboard.services.importing.undoing import imports_made as imports
from moodboard.services.importing.undoing import undo

__all__ = [
    "NEW",
    "SKIP",
    "Answer",
    "Candidate",
    "Column",
    "FileReport",
    "ImportReport",
    "ImportRun",
    "LineOffered",
    "Mapping",
    "Match",
    "Means",
    "Options",
    "PreviewRow",
    "Problem",
    "TableFound",
    "Totals",
    "UndoReport",
    "Unsure",
    "guess_mapping",
    "imports",
    "keep_lines",
    "parse_mapping",
    "report_csv",
    "report_text",
    "run",
    "save_report",
    "undo",
]
