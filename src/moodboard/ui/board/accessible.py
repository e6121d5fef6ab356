# SPDX-License-Identifier: GPL-3.0-or-later
"""The board for screen readers: a list whose entries are the pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleEvent

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.line import format_timecode
from moodboard.qt.board_editor import BoardEditor

if TYPE_CHECKING:
    from moodboard.ui.board.canvas_keys import CanvasKeys

_translate = QCoreApplication.translate


def name_of(pin: Pin, editor: BoardEditor) -> str:
    """Return what a screen reader says of a pin."""
    if pin.kind is PinKind.STILL:
        return _still_name(pin, editor)
    if pin.kind is PinKind.LINE:
        return editor.text_of(pin.uuid)
    if pin.kind is PinKind.NOTE:
        return _translate("board", "Note: {words}").format(words=pin.text)
    if pin.kind is PinKind.SWATCHES:
        return _translate("board", "Colours: {colours}").format(colours=", ".join(pin.colours))
    return _translate("board", "Frame {name}").format(name=pin.text)


def _still_name(pin: Pin, editor: BoardEditor) -> str:
    still = editor.stills.get(pin.still)
    film = editor.films.get(still.film_id, "") if still and still.film_id is not None else ""
    at = format_timecode(still.timecode) if still else None
    name = (
        _translate("board", "Still from {film}").format(film=film) if film else _translate("board", "Still")
    )
    return f"{name}, {at}" if at else name


def tell_focus(canvas: CanvasKeys, uuid: str) -> None:
    """Tell screen readers which pin the keyboard is on."""
    pin = canvas.editor.pins.get(uuid)
    if pin is None:
        return
    canvas.setAccessibleDescription(name_of(pin, canvas.editor))
    QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.Focus))
