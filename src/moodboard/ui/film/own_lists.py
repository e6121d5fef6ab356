# SPDX-License-Identifier: GPL-3.0-or-later
"""The own lists that a film stands on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.own_list import OwnList
from moodboard.qt.film_words import counted
from moodboard.ui.film.titled_rows import TitledRows


class FilmLists(TitledRows):
    """Rows of lists: a click opens one."""

    list_requested = Signal(str)
    """The uuid of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: tuple[OwnList, ...] = ()
        self.setAccessibleName(self.tr("Lists"))
        self.opened.connect(lambda number: self.list_requested.emit(self._lists[number].uuid))

    def show_lists(self, lists: tuple[OwnList, ...]) -> None:
        """Show these."""
        kept = self._lists[self.current].uuid if 0 <= self.current < len(self._lists) else ""
        self._lists = lists
        self.current = next((n for n, one in enumerate(lists) if one.uuid == kept), -1)

    def row_count(self) -> int:
        """How many lists it stands on."""
        return len(self._lists)

    def row_words(self, number: int) -> tuple[str, str]:
        """The list's name, and how many films stand on it."""
        own = self._lists[number]
        films = counted(own.films, self.tr("{n} film"), self.tr("{n} films"))
        return own.name, self.tr("{films}, ranked").format(films=films) if own.ranked else films
