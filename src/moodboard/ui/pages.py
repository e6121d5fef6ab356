# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the window: which is shown, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from moodboard.ui.page import Page

BOARDS = "boards"
FILMS = "films"
FILM = "film"
DIARY = "diary"
CAPTURE = "capture"
CAPTURE = "capture"
TAB_OF = {FILM: FILMS}
"""Pages that stand under another one's tab."""
_WAY_BACK = 50

Place = tuple[str, int | str | None]


class Pages(QStackedWidget):
    """Show one page at a time; each is made when it is first asked for."""

    shown = Signal(str)
    """The name of the page that is shown now."""

    def __init__(self, workspace: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._makers: dict[str, Callable[[], Page]] = {}
        self._made: dict[str, Page] = {}
        self._back: list[Place] = []
        self._name = BOARDS
        self.addWidget(workspace)

    def offer(self, name: str, make: Callable[[], Page]) -> None:
        """Let a page be asked for by its name."""
        self._makers[name] = make

    def names(self) -> tuple[str, ...]:
        """All pages there are."""
        return (BOARDS, *self._makers)

    def name(self) -> str:
        """The page that is shown."""
        return self._name

    def tab(self) -> str:
        """The tab that the page that is shown stands under."""
        return TAB_OF.get(self._name, self._name)

    def current(self) -> Page | None:
        """The page that is shown, None for the boards'."""
        return self._made.get(self._name)

    def page(self, name: str) -> Page:
        """Return a page, made now when it was not yet."""
        if name not in self._made:
            page = self._makers[name]()
            self._made[name] = page
            self.addWidget(page)
        return self._made[name]

    def go(self, name: str, subject: int | str | None = None) -> bool:
        """Show a page, about the subject if it takes one; False when that is gone."""
        here = self._here()
        if not self._show(name, subject):
            return False
        if here != self._here():
            self._back = [*self._back[-_WAY_BACK:], here]
        return True

    def back(self) -> bool:
        """Show what was shown before; False when nothing was."""
        while self._back:
            name, subject = self._back.pop()
            if self._show(name, subject):
                return True
        return False

    def chosen_films(self) -> tuple[int, ...]:
        """The films that commands are about on the page that is shown; none on the boards' page."""
        page = self.current()
        return page.chosen_films() if page is not None else ()

    def all_chosen_films(self) -> tuple[int, ...]:
        """Every one of them, for what is done to many at once."""
        page = self.current()
        return page.all_chosen_films() if page is not None else ()

    def _here(self) -> Place:
        page = self.current()
        return self._name, page.subject() if page is not None else None

    def _show(self, name: str, subject: int | str | None) -> bool:
        page = None if name == BOARDS else self.page(name)
        if page is not None and subject is not None and not page.show_subject(subject):
            return False
        moved = name != self._name
        held = self._holds_focus()
        self._name = name
        self.setCurrentWidget(page if page is not None else self._workspace)
        if page is not None and (moved or held):
            page.take_focus()
        self.shown.emit(name)
        return True

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is None or self.isAncestorOf(focus)
