# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports: Letterboxd's exports, pictures and other programs' boards; each can be taken back whole."""

from moodboard.services.importing.report import (
    FileReport,
    ImportReport,
    ImportRun,
    Problem,
    Totals,
    UndoReport,
)
from moodboard.services.importing.run import run
from moodboard.services.importing.undoing import imports_made as imports
from moodboard.services.importing.undoing import undo

__all__ = [
    "FileReport",
    "ImportReport",
    "ImportRun",
    "Problem",
    "Totals",
    "UndoReport",
    "imports",
    "run",
    "undo",
]
