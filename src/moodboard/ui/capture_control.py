# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to the capture page: its button, a film, a dropped file; the page is made with the first."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from moodboard.domain.film_file import SUFFIXES
from moodboard.domain.suffixes import SUBTITLES
from moodboard.qt.jobs import Job, Report
from moodboard.services import film_files
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import CAPTURE, FILM

if TYPE_CHECKING:
    from moodboard.ui.capture.capture_page import CapturePage


_HEAVY = (
    "moodboard.services.video.survey",
    "moodboard.services.video.frames",
    "moodboard.services.capturing",
)
"""What the page needs that takes longest to load, and needs no window."""


class CaptureControl(QObject):
    """Lead to the page, and let the window's top bar go with it."""

    place_requested = Signal(int, list, list)
    """Stills and lines (uuids) for a board; 0 is the open one."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._window, self._pages = parts.window, parts.window.pages
        self._page: CapturePage | None = None
        self._waiting: list[Callable[[], object]] = []
        """What is wanted of the page while what it needs is loaded."""
        self._pages.offer(CAPTURE, self._make)
        self._pages.shown.connect(self._on_shown)
        connect = parts.book.connect_handler
        connect("capture.open", self.open)
        connect("capture.choose", self.choose)
        connect("capture.done", self.done)

    def page(self) -> CapturePage:
        """The page, made now when it was not yet."""
        self._pages.page(CAPTURE)
        assert self._page is not None
        return self._page

    def open(self) -> None:
        """Show the page with the chosen film's file; while the page is shown, ask for a file."""
        if self._pages.name() == CAPTURE:
            self.choose()
            return
        self._when_ready(self._open)

    def _open(self) -> None:
        film_id = self._parts.verbs.chosen_film()
        # A film without a file of its own does not take away the one that is open.
        is_open = self._page is not None and self._page.session.file is not None
        keeps = is_open and film_id is not None and not film_files.of_film(film_id)
        self._go(None if keeps else film_id)

    def open_file(self, path: Path, seconds: float | None = None) -> None:
        """Show a film file, at a time when one is told."""
        self._when_ready(partial(self._show_file, path, seconds))

    def open_at(self, kept_uuid: str, seconds: float) -> bool:
        """Show a file that is known at a time; False when it is forgotten."""
        if film_files.by_uuid(kept_uuid) is None:
            return False
        self._when_ready(partial(self._show_known, kept_uuid, seconds))
        return True

    def choose(self) -> None:
        """Ask for a film file."""
        self._when_ready(self._choose)

    def done(self) -> None:
        """Leave what lies over the page, or the page."""
        if self._page is not None and self._pages.name() == CAPTURE:
            self._page.commands.done()

    def take(self, paths: Sequence[Path]) -> list[Path]:
        """Open what is a film file, or subtitles on the page; what is neither comes back."""
        here = self._pages.name() == CAPTURE
        films = [path for path in paths if path.suffix.casefold() in SUFFIXES and not path.is_dir()]
        words = [path for path in paths if path.suffix.casefold() in SUBTITLES]
        if here:
            words += [path for path in paths if path.suffix.casefold() == ".txt"]
        if not films and not words:
            return list(paths)
        # Words dropped on a film's page are of that film, and go with its file where one is known.
        on_film = self._pages.name() == FILM and not films
        film_id = self._parts.verbs.chosen_film() if on_film else None
        self._when_ready(partial(self._take, film_id, [*films, *words]))
        return [path for path in paths if path not in films and path not in words]

    def is_shown(self) -> bool:
        """Whether the page is shown: the ways in of an empty library do not hide it."""
        return self._pages.name() == CAPTURE

    def close(self) -> None:
        """The program ends: let go of the file."""
        if self._page is not None:
            self._page.leave()

    def _show_file(self, path: Path, seconds: float | None) -> None:
        self._go()
        self.page().files.open(path, seconds)

    def _show_known(self, kept_uuid: str, seconds: float) -> None:
        if self.page().open_at(kept_uuid, seconds):
            self._go()

    def _choose(self) -> None:
        self._go()
        self.page().files.choose()

    def _take(self, film_id: int | None, files: list[Path]) -> None:
        self._go(film_id)
        self.page().take_files(files)

    def _when_ready(self, act: Callable[[], object]) -> None:
        """Act at once, or the first time when what the page needs was loaded, beside the window."""
        if all(name in sys.modules for name in _HEAVY) and not self._waiting:
            act()
            return
        self._waiting.append(act)
        if len(self._waiting) == 1:
            job = Job(_load)
            job.finished.connect(self._on_loaded)
            self._parts.jobs.start(job)

    def _on_loaded(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _go(self, film_id: int | None = None) -> None:
        self._window.show_first_run(False)
        self._pages.go(CAPTURE, film_id)

    def _make(self) -> Page:
        from moodboard.ui.capture.capture_page import CapturePage

        page = CapturePage(self._parts)
        page.title_changed.connect(self._window.top_bar.title.set_words)
        page.full_changed.connect(self._on_full)
        page.place_requested.connect(self.place_requested)
        self._page = page
        return page

    def _on_full(self, full: bool) -> None:
        self._window.top_bar.setVisible(not full)

    def _on_shown(self, name: str) -> None:
        if self._page is not None and name != CAPTURE and self._page.is_full():
            self._page.set_full(False)


def _load(_report: Report) -> None:
    for name in _HEAVY:
        importlib.import_module(name)
