# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of the window are built from."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.jobs import JobRunner
from moodboard.qt.settings import Settings
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.actions import ActionBook
from moodboard.ui.library.verbs import LibraryVerbs
from moodboard.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of the program that a page acts through."""

    window: MainWindow
    book: ActionBook
    events: Events
    history: History
    jobs: JobRunner
    thumbs: Thumbs
    settings: Settings
    verbs: LibraryVerbs
