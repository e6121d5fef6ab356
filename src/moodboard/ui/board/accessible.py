# SPDX-License-Identifier: GPL-3.0-or-later
"""The board for screen readers: a list whose entries are the pins."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from moodboard.domain import note_markup, stacking
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.line import format_timecode
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.colour_words import colour_words
from moodboard.ui.board.drawing.names import drawing_name
from moodboard.ui.board.words import counted

if TYPE_CHECKING:
    from moodboard.ui.board.canvas_keys import CanvasKeys

_translate = QCoreApplication.translate


def name_of(pin: Pin, editor: BoardEditor) -> str:
    """Return what a screen reader says of a pin."""
    name = pin.name or _name_of(pin, editor)
    if editor.is_locked(pin.uuid):
        return _translate("board", "{name}, locked").format(name=name)
    return name


def _name_of(pin: Pin, editor: BoardEditor) -> str:
    if pin.kind is PinKind.GROUP:
        return _group_name(pin, editor)
    if pin.kind is PinKind.STILL:
        return _still_name(pin, editor)
    if pin.kind is PinKind.LINE:
        return editor.text_of(pin.uuid)
    if pin.kind is PinKind.NOTE:
        return _translate("board", "Note: {words}").format(words=note_markup.plain(pin.text))
    if pin.kind is PinKind.SWATCHES:
        named = ", ".join(map(colour_words, pin.colours))
        return _translate("board", "Colours: {colours}").format(colours=named)
    if pin.kind is PinKind.DRAWING:
        return drawing_name(pin, editor, name_of)
    return _translate("board", "Frame {name}").format(name=pin.text)


def _group_name(pin: Pin, editor: BoardEditor) -> str:
    count = len(editor.leaves([pin.uuid]))
    pins = counted(count, _translate("board", "{n} pin"), _translate("board", "{n} pins"))
    if not pin.text:
        return _translate("board", "Group, {pins}").format(pins=pins)
    return _translate("board", "Group {name}, {pins}").format(name=pin.text, pins=pins)


def _still_name(pin: Pin, editor: BoardEditor) -> str:
    still = editor.stills.get(pin.still)
    film = editor.films.get(still.film_id, "") if still and still.film_id is not None else ""
    at = format_timecode(still.timecode) if still else None
    name = (
        _translate("board", "Still from {film}").format(film=film) if film else _translate("board", "Still")
    )
    return f"{name}, {at}" if at else name


class PinAccessible(QAccessibleInterface):
    """One pin for screen readers."""

    def __init__(self, canvas: CanvasKeys, uuid: str) -> None:
        super().__init__()
        self._canvas, self.uuid = canvas, uuid

    def isValid(self) -> bool:
        return isValid(self._canvas) and self.uuid in self._canvas.scene

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._canvas.window().windowHandle() if self.isValid() else None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._canvas)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        pin = self._canvas.editor.pins.get(self.uuid) if self.isValid() else None
        return name_of(pin, self._canvas.editor) if pin and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names come from the board."""

    def rect(self) -> QRect:
        pin = self._canvas.editor.pins.get(self.uuid) if self.isValid() else None
        if pin is None:
            return QRect()
        shown = self._canvas.to_screen(pin.place.bounds).toAlignedRect()
        return QRect(self._canvas.mapToGlobal(shown.topLeft()), shown.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        chosen = self._canvas.selected()
        state.focusable = True
        state.selectable = True
        state.selected = self.uuid in chosen
        state.focused = chosen == (self.uuid,) and self._canvas.hasFocus()
        return state


class BoardAccessible(QAccessibleWidget):
    """The canvas for screen readers: a list of pins in reading order."""

    def __init__(self, canvas: CanvasKeys) -> None:
        super().__init__(canvas, QAccessible.Role.List, canvas.accessibleName())
        self._canvas = canvas
        # Qt may ask for a pin at any later time: what was handed out once is kept, and says when
        # the pin has gone.
        self._pins: dict[str, PinAccessible] = {}
        self._order: list[str] = []
        self._version = -1

    def order(self) -> list[str]:
        """Return the pins' uuids in reading order."""
        scene = self._canvas.scene
        if self._version != scene.version:
            self._version, self._order = scene.version, stacking.reading_order(scene.all())
        return self._order

    def childCount(self) -> int:
        return len(self.order()) if isValid(self._canvas) else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not isValid(self._canvas) or not 0 <= index < len(self.order()):
            return None
        return self.of_pin(self.order()[index])

    def of_pin(self, uuid: str) -> PinAccessible:
        """Return a pin's object."""
        return self._pins.setdefault(uuid, PinAccessible(self._canvas, uuid))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        uuid = child.uuid if isinstance(child, PinAccessible) else ""
        return self.order().index(uuid) if uuid in self.order() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._canvas.mapFromGlobal(QPointF(x, y))
        pin = self._canvas.scene.at(*self._canvas.to_board(at), self._canvas.viewport.zoom)
        return self.of_pin(pin.uuid) if pin else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        chosen = self._canvas.selected()
        return self.of_pin(chosen[0]) if len(chosen) == 1 and self._canvas.hasFocus() else None


_boards: dict[int, BoardAccessible] = {}
_installed = False


def install(canvas: CanvasKeys) -> None:
    """Let screen readers see this canvas as a list of pins."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_made)
        _installed = True
    key = id(canvas)
    canvas.destroyed.connect(lambda: _boards.pop(key, None))


def _made(_key: str, what: QObject) -> QAccessibleInterface | None:
    if not getattr(what, "is_board_canvas", False):
        return None
    canvas = cast("CanvasKeys", what)
    return _boards.setdefault(id(canvas), BoardAccessible(canvas))


def tell_focus(canvas: CanvasKeys, uuid: str) -> None:
    """Tell screen readers which pin the keyboard is on."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    board = _boards.get(id(canvas))
    if board is not None and uuid in board.order():
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(board.order().index(uuid))
        QAccessible.updateAccessibility(event)


def tell_pins(canvas: CanvasKeys) -> None:
    """Tell screen readers that pins came or went."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.ObjectReorder))
