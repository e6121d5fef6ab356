# SPDX-License-Identifier: GPL-3.0-or-later
"""Words on the page: the command for their type, and the way out through a note's links."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from moodboard.domain import note_markup
from moodboard.domain.board import Pin, PinKind
from moodboard.qt.paint_words import NOTE_PADDING_X, NOTE_PADDING_Y
from moodboard.qt.text_note import note_of
from moodboard.ui.board.board_actions import at_now
from moodboard.ui.board.canvas_hook import CanvasHook
from moodboard.ui.board.gestures import Gesture

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.page import BoardPage

_MOST_LINKS = 6
_LONGEST = 48


def link_at(pin: Pin, x: float, y: float) -> str:
    """Return the address of a note's link at a board point, empty for none."""
    if pin.kind is not PinKind.NOTE or "://" not in pin.text:
        return ""
    place = pin.place
    cx, cy = place.rect.centre
    angle = math.radians(-place.turn)
    dx, dy = x - cx, y - cy
    left = cx + dx * math.cos(angle) - dy * math.sin(angle) - place.x - NOTE_PADDING_X
    top = cy + dx * math.sin(angle) + dy * math.cos(angle) - place.y - NOTE_PADDING_Y
    made = note_of(pin.text, pin.style.text, max(1.0, place.width - 2 * NOTE_PADDING_X))
    return next((link.address for link in made.links if link.rect.contains(left, top)), "")


def open_link(address: str) -> bool:
    """Open an address of the web; anything else is left alone."""
    safe = note_markup.address_of(address)
    return bool(safe) and QDesktopServices.openUrl(QUrl(safe, QUrl.ParsingMode.TolerantMode))


class _LinkPress(Gesture):
    """A press with Ctrl on a link; opens it when it is let go there."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, address: str) -> None:
        super().__init__(canvas, at)
        self._address = address

    def finish(self) -> None:
        if not self.is_running:
            open_link(self._address)


class _Links(CanvasHook):
    """Ctrl and a click open a link."""

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        if modifiers != Qt.KeyboardModifier.ControlModifier:
            return None
        point = canvas.to_board(at)
        pin = canvas.scene.at(*point, canvas.zoom())
        address = link_at(pin, *point) if pin is not None else ""
        return _LinkPress(canvas, at, address) if address else None


class _Elsewhere(CanvasHook):
    """A click on the ground takes the caret there, while nothing is written at the place offered."""

    def __init__(self, page: BoardPage) -> None:
        self._page = page

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        kind = self._page.words.unplaced
        if kind is None or modifiers or canvas.pin_at(at) is not None:
            return None
        self._page.adding.words_at(kind, *canvas.to_board(at))
        return Gesture(canvas, at)  # the rest of the click does nothing


class WritingPart(QObject):
    """Connects the commands about words."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        page.canvas.hooks += [_Links(), _Elsewhere(page)]
        page.book.connect_handler("words.type", at_now(page, self.open_type))
        page.book.connect_handler("words.open_link", self.open_first)
        page.menus.pin_entries.append(self._add_entries)

    def open_type(self) -> None:
        """Open the popover of type for the chosen lines and notes."""
        page = self._page
        chosen = [pin.uuid for pin in page.verbs.chosen if pin.kind in (PinKind.LINE, PinKind.NOTE)]
        if not chosen:
            page.bar.tell(self.tr("Choose a line or a note first."))
            return
        if len(chosen) < len(page.verbs.chosen):
            page.canvas.select(chosen)
        page.inspector.open_popover("type")

    def open_first(self) -> None:
        """Open the first link of the chosen note."""
        for pin in self._page.verbs.chosen:
            for address in note_markup.links_of(pin.text) if pin.kind is PinKind.NOTE else ():
                open_link(address)
                return
        self._page.bar.tell(self.tr("There is no link in what you chose."))

    def _add_entries(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        words = [pin for pin in pins if pin.kind in (PinKind.LINE, PinKind.NOTE)]
        if not words:
            return
        menu.addSeparator()
        menu.addAction(self._page.book.action("words.type"))
        links = [link for pin in words if pin.kind is PinKind.NOTE for link in note_markup.links_of(pin.text)]
        for address in links[:_MOST_LINKS]:
            shown = address.split("://", 1)[1].rstrip("/")
            shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
            entry = menu.addAction(self.tr("Open {address}").format(address=shown.replace("&", "&&")))
            entry.setToolTip(self.tr("Ctrl and a click on the link open it too"))
            entry.triggered.connect(lambda _=False, address=address: open_link(address))
