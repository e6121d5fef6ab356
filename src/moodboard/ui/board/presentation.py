# SPDX-License-Identifier: GPL-3.0-or-later
"""Pin after pin on the whole screen, and nothing else on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from moodboard.domain import stacking
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.qt import paint
from moodboard.qt.board_pictures import BoardPictures
from moodboard.qt.paint_words import line_extent
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.ui.board import accessible
from moodboard.ui.board.canvas import BoardCanvas

EACH_MS = 10_000
"""How long each stays when they go by themselves."""
_POINTER_MS = 1_500
_AHEAD_MS = 80
_MARGIN = 0.12
"""Of the screen, around words; pictures go to its edges."""
_LEGIBLE = 2.5
_USUAL = (PinKind.STILL, PinKind.LINE)
_CHOSEN = (*_USUAL, PinKind.NOTE, PinKind.SWATCHES)
_NEXT = (
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


def slides(canvas: BoardCanvas) -> tuple[list[str], int]:
    """Return what is presented, and where to begin: what is chosen when it is several, else all.

    All are the stills and lines in reading order, beginning with the one that is chosen.
    """
    editor = canvas.editor
    chosen = {
        pin.uuid
        for pin in editor.chosen(editor.leaves(canvas.selected()))
        if pin.kind in _CHOSEN and pin.uuid in canvas.scene
    }
    order = stacking.reading_order(canvas.scene.all())
    if len(chosen) > 1:
        return [uuid for uuid in order if uuid in chosen], 0
    shown = [uuid for uuid in order if editor.pins[uuid].kind in _USUAL or uuid in chosen]
    return shown, next((n for n, uuid in enumerate(shown) if uuid in chosen), 0)


class Presentation(QWidget):
    """A window as large as the screen that shows one pin as large as it goes."""

    closed = Signal(str)
    """The uuid of the pin that was seen last."""

    def __init__(self, canvas: BoardCanvas, order: Sequence[str], first: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._canvas, self._editor = canvas, canvas.editor
        self._order, self._at = list(order), first
        self._on_board = False
        self._thumbs = canvas.thumbs
        self._pictures: BoardPictures | None = None
        if self._thumbs is not None:
            self._pictures = BoardPictures(self._editor, self._thumbs, self)
            self._pictures.arrived.connect(lambda _pictures: self.update())
        self._clock = QTimer(self, interval=EACH_MS)
        self._clock.timeout.connect(lambda: self.go(self._at + 1, around=True))
        self._pointer = QTimer(self, singleShot=True, interval=_POINTER_MS)
        self._pointer.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._fetch_ahead)
        self._editor.pins_changed.connect(self._on_pins_changed)
        self._editor.loaded.connect(self.close)

    def begin(self) -> None:
        """Show the first."""
        self.setGeometry(self._canvas.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pointer.start()
        self.go(self._at)

    @property
    def pin(self) -> Pin | None:
        """What is shown."""
        return self._editor.pins.get(self._order[self._at]) if self._order else None

    @property
    def is_playing(self) -> bool:
        """Whether they go by themselves."""
        return self._clock.isActive()

    def go(self, to: int, around: bool = False) -> None:
        """Show another; past the ends nothing happens, or it begins anew."""
        to = to % len(self._order) if around else min(max(to, 0), len(self._order) - 1)
        self._at = to
        if self._pictures is not None:
            self._pictures.new_view()
        if self._clock.isActive():
            self._clock.start()
        self._ahead.start()
        pin = self.pin
        name = accessible.name_of(pin, self._editor) if pin is not None else ""
        said = self.tr("{name}, {n} of {all}").format(name=name, n=to + 1, all=len(self._order))
        self.setAccessibleName(said)
        self.setWindowTitle(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def play(self, on: bool) -> None:
        """Let them go by themselves, or stay."""
        if on:
            self._clock.start()
        else:
            self._clock.stop()

    # -- painting --------------------------------------------------------------------------------

    @property
    def ground(self) -> str:
        """The colour behind: the dark of a stage, or the board's own."""
        return self._canvas.background if self._on_board else self._canvas.tokens.stage

    def _place_of(self, pin: Pin) -> tuple[Rect, float]:
        """Return what of the board is to fill the screen, and logical pixels for each of its units."""
        bounds = pin.place.bounds
        if pin.kind is PinKind.LINE and self._pictures is not None:
            below, _around = line_extent(pin, self._pictures)
            bounds = Rect(bounds.x, bounds.y, bounds.width, bounds.height + max(0.0, below))
        margin = 0.0 if pin.kind is PinKind.STILL else _MARGIN
        width, height = self.width() * (1 - 2 * margin), self.height() * (1 - 2 * margin)
        return bounds, min(width / max(1e-6, bounds.width), height / max(1e-6, bounds.height))

    def _staged(self, pin: Pin) -> Pin:
        """Return the pin as it is shown alone: without caption, its words to be read on the ground."""
        style = replace(pin.style, caption="", opacity=1.0, corner=0.0, hairline=False)
        own = style.text.colour
        if pin.kind is PinKind.LINE and own and paint.contrast(own, self.ground) < _LEGIBLE:
            style = replace(style, text=replace(style.text, colour=""))
        return replace(pin, style=style)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.ground))
        pin = self.pin
        if pin is None or self._pictures is None:
            return
        bounds, scale = self._place_of(pin)
        plain = paint.Look(LIGHT if self._on_board and not self._canvas.tokens.dark else DARK, shadows=False)
        look = paint.look_on(self.ground, replace(plain, scale=scale * self.devicePixelRatioF()))
        middle = QRectF(self.rect()).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(middle)
        painter.scale(scale, scale)
        painter.translate(-QPointF(*bounds.centre))
        paint.paint_pins(painter, [self._staged(pin)], self._pictures, look)

    def _fetch_ahead(self) -> None:
        """Ask for the pictures beside this one; what is shown is asked for last and so comes first."""
        if self._thumbs is None:
            return
        for at in (self._at - 1, self._at + 1, self._at):
            pin = self._editor.pins.get(self._order[at % len(self._order)])
            still = self._editor.stills.get(pin.still) if pin is not None else None
            if pin is None or still is None:
                continue
            scale = self._place_of(pin)[1] * self.devicePixelRatioF()
            across, down = pin.place.width / pin.crop.width, pin.place.height / pin.crop.height
            longest = min(scale * max(across, down), max(still.width, still.height))
            self._thumbs.sharp(still.picture, int(longest) + 1)

    # -- hands -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _NEXT:
            self.go(self._at + 1)
        elif key in _BACK:
            self.go(self._at - 1)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self._order) - 1)
        elif key == Qt.Key.Key_P:
            self.play(not self.is_playing)
        elif key == Qt.Key.Key_B:
            self._on_board = not self._on_board
            self.update()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.go(self._at + (-1 if event.button() == Qt.MouseButton.RightButton else 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._pointer.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if abs(event.angleDelta().y()) >= 60:
            self.go(self._at + (-1 if event.angleDelta().y() > 0 else 1))

    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    # -- what happens ----------------------------------------------------------------------------

    def _on_pins_changed(self, _uuids: object) -> None:
        self._order = [uuid for uuid in self._order if uuid in self._editor.pins]
        if self._order:
            self.go(self._at)
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        for timer in (self._clock, self._pointer, self._ahead):
            timer.stop()
        super().closeEvent(event)
        self.closed.emit(self._order[self._at] if self._order else "")
