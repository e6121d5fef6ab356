# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint what plays over the board's picture at rest, and a small mark on what could."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QRegion

from moodboard.domain import transforms
from moodboard.domain.board import Crop, Pin, stacking_key
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.domain.tone import NEUTRAL
from moodboard.qt import paint
from moodboard.qt.board_layer import board_rect, device_rect
from moodboard.qt.board_view import TIE
from moodboard.qt.paint_look import PinSource
from moodboard.ui.board.canvas_hook import CanvasHook
from moodboard.ui.board.gestures import Gesture, Modifiers, MoveGesture

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.pictures.playing import PicturePlaying

MARK = 8.0
"""Radius of the mark on the screen."""
MARK_IN = 16.0
"""How far its middle lies inside the picture's lower left corner."""
MARK_FROM = 56.0
"""Screen pixels of a picture's shorter side below which it has no mark."""
AROUND = 256
"""Device pixels around the window for which what lies with a pin is painted ahead."""
_DISC, _SIGN = QColor(18, 14, 12, 165), QColor(250, 246, 240, 235)


class _Frames:
    """The board's words, and the frame that is due instead of any picture."""

    def __init__(self, source: PinSource, image: QImage) -> None:
        self._source, self._image = source, image

    def still(self, uuid: str) -> Still | None:
        """Return the still."""
        return self._source.still(uuid)

    def line(self, uuid: str) -> Line | None:
        """Return the line."""
        return self._source.line(uuid)

    def attribution(self, line: Line) -> str:
        """Return the words that name the line's source."""
        return self._source.attribution(line)

    def still_under(self, pin: Pin) -> Pin | None:
        """Return nothing: no words are painted here."""
        return None

    def caption(self, pin: Pin) -> str:
        """Return no words: those under the picture are painted already."""
        return ""

    def picture(
        self, still: Still, crop: Crop, device_width: float, device_height: float
    ) -> tuple[QImage, QRectF]:
        """Return the frame and its part for the crop."""
        width, height = self._image.width(), self._image.height()
        return self._image, QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)


@dataclass(frozen=True, slots=True)
class _Patch:
    """What lies behind and in front of a pin in a rectangle of device pixels; None where it is not needed."""

    key: tuple[float, int]
    rect: QRect
    below: QImage | None
    above: QImage | None


class MovingPictures(CanvasHook):
    """Painted in the rectangles of the pins that play; nothing else is touched."""

    def __init__(self, playing: PicturePlaying, canvas: BoardCanvas) -> None:
        self._playing, self._canvas = playing, canvas
        self._patches: dict[str, _Patch] = {}
        self._marks: dict[str, tuple[float, float] | None] = {}
        self._marked: tuple[float, int] = (0.0, -1)
        playing.repaint.connect(self._on_due)
        playing.changed.connect(canvas.update)
        canvas.renderer.painted.connect(lambda _region: self._patches.clear())
        canvas.picture_rested.connect(playing.adapt)

    def _on_due(self, uuid: str) -> None:
        pin = self._canvas.editor.pins.get(uuid)
        if pin is not None:
            self._canvas.update(_screen_rect(self._canvas, self._canvas.in_air(pin)))

    # -- the canvas asks -------------------------------------------------------------------------

    def paint(self, canvas: BoardCanvas, painter: QPainter, exposed: QRect) -> None:
        if not self._playing.pins:
            return
        self._paint_frames(canvas, painter, exposed)
        self._paint_marks(canvas, painter, exposed)

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Modifiers) -> Gesture | None:
        uuid = self._mark_at(at) if not modifiers else None
        if uuid is None:
            return None
        meant = canvas.walk.meant(canvas.editor.pins[uuid]).uuid
        if meant not in canvas.selected():
            canvas.select((meant,))
        return _MarkGesture(canvas, at, uuid, self._playing)

    def cursor(self, canvas: BoardCanvas, at: QPointF) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self._mark_at(at) is not None else None

    # -- frames ----------------------------------------------------------------------------------

    def _paint_frames(self, canvas: BoardCanvas, painter: QPainter, exposed: QRect) -> None:
        animator = self._playing.animator
        if animator is None or canvas.pictures is None:
            return
        cropped = canvas.selected() if canvas.is_cropping else ()
        lifted, pins = canvas.renderer.lifted, canvas.editor.pins
        resting: list[tuple[Pin, QImage]] = []
        flying: list[tuple[Pin, QImage]] = []
        for uuid in animator.uuids:
            frame = animator.frame(uuid)
            if frame is None or uuid not in canvas.scene or uuid in cropped or uuid in canvas.faded:
                continue
            pin = canvas.in_air(pins[uuid])
            if _screen_rect(canvas, pin).intersects(exposed):
                (flying if uuid in lifted else resting).append((pin, frame.image))
                animator.seen(uuid)
        resting.sort(key=lambda each: stacking_key(each[0]))
        region = QRegion()
        for pin, image in resting:
            self._paint_resting(canvas, painter, pin, image)
            region += _screen_rect(canvas, pin)
        if lifted and not region.isEmpty():
            painter.save()
            painter.setClipRegion(region)
            canvas.paint_lifted(painter)
            painter.restore()
        for pin, image in flying:
            self._paint_pin(canvas, painter, pin, image)

    def _paint_resting(self, canvas: BoardCanvas, painter: QPainter, pin: Pin, image: QImage) -> None:
        patch = self._patch(canvas, pin, image)
        if patch is None:
            self._paint_pin(canvas, painter, pin, image)
            return
        ratio, origin = canvas.viewport.ratio, canvas.viewport.device.topLeft()
        at = patch.rect.topLeft() - origin
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setClipRect(QRect(at, patch.rect.size()))
        if patch.below is not None:
            ground = canvas.renderer.ground
            window = QRect(QPoint(), canvas.viewport.device.size())
            ground.draw_under(painter, QRect(at, patch.rect.size()).intersected(window), window)
            painter.drawImage(at, patch.below)
        painter.scale(ratio, ratio)
        self._paint_pin(canvas, painter, pin, image)
        painter.scale(1 / ratio, 1 / ratio)
        if patch.above is not None:
            painter.drawImage(at, patch.above)
        painter.restore()

    def _paint_pin(self, canvas: BoardCanvas, painter: QPainter, pin: Pin, image: QImage) -> None:
        assert canvas.pictures is not None
        style = replace(pin.style, tone=NEUTRAL, frame_at=0, caption="")  # its frames come in their tone
        look = canvas.look(canvas.viewport.scale, shadows=False)
        painter.save()
        painter.setTransform(canvas.viewport.transform(), True)
        paint.paint_pins(painter, [replace(pin, style=style)], _Frames(canvas.pictures, image), look)
        painter.restore()

    def _patch(self, canvas: BoardCanvas, pin: Pin, image: QImage) -> _Patch | None:
        """Return what has to be painted with the pin: nothing for one that is opaque and in front."""
        viewport = canvas.viewport
        key, whole = (viewport.scale, canvas.scene.version), device_rect(pin.place.bounds, viewport.scale)
        seen = whole.intersected(viewport.device)
        kept = self._patches.get(pin.uuid)
        if kept is None or kept.key != key or not kept.rect.contains(seen):
            rect = whole.intersected(viewport.device.adjusted(-AROUND, -AROUND, AROUND, AROUND))
            kept = self._patches[pin.uuid] = self._made(canvas, pin, image, key, rect)
        return None if kept.below is None and kept.above is None else kept

    def _made(
        self, canvas: BoardCanvas, pin: Pin, image: QImage, key: tuple[float, int], rect: QRect
    ) -> _Patch:
        pins = canvas.scene.painted_in(board_rect(rect, key[0]))
        pins = [each for each in pins if each.uuid not in canvas.renderer.lifted or each.uuid == pin.uuid]
        row = next((n for n, each in enumerate(pins) if each.uuid == pin.uuid), len(pins))
        below = above = None
        if image.hasAlphaChannel() or pin.style.opacity < 1:
            below = canvas.renderer.ground.begin(rect)
            self._paint_part(canvas, below, rect, key[0], pins[:row])
        if pins[row + 1 :]:
            above = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
            above.fill(0)
            self._paint_part(canvas, above, rect, key[0], pins[row + 1 :])
        return _Patch(key, rect, below, above)

    def _paint_part(
        self, canvas: BoardCanvas, image: QImage, rect: QRect, scale: float, pins: list[Pin]
    ) -> None:
        painter = QPainter(image)
        painter.translate(TIE - rect.x(), TIE - rect.y())
        painter.scale(scale, scale)
        canvas.paint_pins(painter, pins, scale, False)
        painter.end()

    # -- marks -----------------------------------------------------------------------------------

    def _paint_marks(self, canvas: BoardCanvas, painter: QPainter, exposed: QRect) -> None:
        room = exposed.adjusted(-12, -12, 12, 12)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for uuid in self._playing.pins:
            at = self._mark(uuid)
            if at is None or not room.contains(at.toPoint()) or uuid in canvas.renderer.lifted:
                continue
            painter.setBrush(_DISC)
            painter.drawEllipse(at, MARK, MARK)
            painter.setBrush(_SIGN)
            x, y = at.x() + 0.75, at.y()
            painter.drawPolygon(
                QPolygonF([QPointF(x - 2.75, y - 3.5), QPointF(x - 2.75, y + 3.5), QPointF(x + 3.25, y)])
            )
        painter.restore()

    def _mark(self, uuid: str) -> QPointF | None:
        """Return the middle of a pin's mark on the screen, None where it has none."""
        canvas, playing = self._canvas, self._playing
        if uuid not in canvas.scene or uuid in canvas.faded or playing.is_playing(uuid) or canvas.is_cropping:
            return None
        zoom, key = canvas.viewport.zoom, (canvas.viewport.zoom, canvas.scene.version)
        if key != self._marked:
            self._marks, self._marked = {}, key
        if uuid not in self._marks:
            place = canvas.editor.pins[uuid].place
            self._marks[uuid] = None
            if min(place.width, place.height) * zoom >= MARK_FROM:
                x, y = transforms.point_on(
                    place, MARK_IN / (place.width * zoom), 1 - MARK_IN / (place.height * zoom)
                )
                front = canvas.scene.at(x, y, zoom)
                if front is not None and front.uuid == uuid:  # else something lies on it
                    self._marks[uuid] = x, y
        at = self._marks[uuid]
        return None if at is None else canvas.viewport.to_screen(*at)

    def _mark_at(self, at: QPointF) -> str | None:
        for uuid in self._playing.pins:
            mark = self._mark(uuid)
            if mark is not None and (mark - at).manhattanLength() <= MARK + 3:
                return uuid
        return None


class _MarkGesture(MoveGesture):
    """A click on the mark plays; a drag from it moves the pin as from anywhere else."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, uuid: str, playing: PicturePlaying) -> None:
        super().__init__(canvas, at, uuid, copying=False, narrow=False)
        self._uuid, self._playing = uuid, playing

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        if not self.canvas.editor.is_board_locked:
            super().move(at, modifiers)

    def finish(self) -> None:
        if self.is_running:
            super().finish()
        else:
            self._playing.toggle_one(self._uuid)


def _screen_rect(canvas: BoardCanvas, pin: Pin) -> QRect:
    return canvas.to_screen(pin.place.bounds).adjusted(-1, -1, 1, 1).toAlignedRect()
