# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command palette offers, and what happens to what is chosen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.palette import Offer
from moodboard.qt.settings import LAST_USED, Settings
from moodboard.services import boards, films
from moodboard.ui.actions import ACTIONS, ActionBook, menu_words, words_of

if TYPE_CHECKING:
    from moodboard.ui.palette import Palette

_REMEMBERED = 12
_MOST_FILMS = 12
_SELF = "app.palette"


class PaletteControl(QObject):
    """Open the palette over a window; actions run at once, the rest is wished for."""

    film_requested = Signal(int)
    board_requested = Signal(int)

    def __init__(self, window: QWidget, book: ActionBook, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._book, self._settings = window, book, settings
        self._palette: Palette | None = None
        book.connect_handler(_SELF, self.open)

    def open(self) -> None:
        """Show it, or put it away when it is there."""
        palette = self.palette()
        if palette.isVisible():
            palette.close_popover()
        else:
            palette.ask([*self._actions(), *_boards()], self._recent(), film_offers)

    def palette(self) -> Palette:
        """Return the palette, made when it is first needed."""
        if self._palette is None:
            from moodboard.ui.palette import Palette

            self._palette = Palette(self._window)
            self._palette.chosen.connect(self._on_chosen)
        return self._palette

    def _actions(self) -> list[Offer]:
        return [
            Offer(
                "action",
                spec.id,
                words_of(spec),
                menu_words(spec.menu),
                self._book.shortcut(spec.id),
                self._book.why_not(spec.id),
            )
            for spec in ACTIONS
            if spec.id != _SELF
        ]

    def _recent(self) -> list[str]:
        try:
            stored = json.loads(self._settings.get(LAST_USED) or "[]")
        except ValueError:
            return []
        return [str(key) for key in stored] if isinstance(stored, list) else []

    def _on_chosen(self, offer: Offer) -> None:
        recent = [offer.key, *(key for key in self._recent() if key != offer.key)][:_REMEMBERED]
        self._settings.set(LAST_USED, json.dumps(recent))
        number = int(offer.key.partition(":")[2]) if offer.kind != "action" else 0
        if offer.kind == "film":
            self.film_requested.emit(number)
        elif offer.kind == "board":
            self.board_requested.emit(number)
        else:
            self._book.action(offer.key).trigger()


def _boards() -> list[Offer]:
    word = QCoreApplication.translate("palette", "Board")
    return [Offer("board", f"board:{row.id}", row.title, row.film or word) for row in boards.list_boards()]


def film_offers(typed: str) -> Sequence[Offer]:
    """Return the films that the library finds, by their title here or the original one."""
    return [
        Offer(
            "film",
            f"film:{row.id}",
            row.title,
            str(row.year or ""),
            f"×{row.times_seen}" if row.times_seen else "",
            is_found=True,
        )
        for row in films.suggest_titles(typed, _MOST_FILMS)
    ]
