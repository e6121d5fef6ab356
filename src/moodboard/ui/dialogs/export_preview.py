# SPDX-License-Identifier: GPL-3.0-or-later
"""The left half of the export dialog: what will be drawn, to be looked at and put right by hand."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.export import ExportPlan
from moodboard.domain.ground import mean_of, parse
from moodboard.qt import shadows
from moodboard.qt.export_preview import PreviewPainter, Thumbnails, reduced
from moodboard.qt.fonts import ui_font
from moodboard.qt.paint_ground import brush_of
from moodboard.ui import theme

_AROUND = 44
_HANDLE = 9.0
_SMALLEST = 24.0
_PRINT = 150
_BLEED_MM = 3.0
_NUDGE = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ExportPreview(QWidget):
    """Shows a plan with the real painter, small; in a refit its pins can be moved and scaled."""

    moved = Signal(str, object)
    """A pin's uuid, as the plan has it, and its new place."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ExportPlan | None = None
        self._image: QImage | None = None
        self._note = ""
        self._editable = False
        self._chosen = ""
        self._grip: tuple[str, QPointF, Place] | None = None
        self._painter = PreviewPainter(thumbnails, self)
        self._painter.painted.connect(self._on_painted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Preview"))

    def sizeHint(self) -> QSize:
        """Half of the dialog."""
        return QSize(520, 660)

    def set_plan(self, plan: ExportPlan | None, editable: bool = False, note: str = "") -> None:
        """Show a plan; ``note`` is said in its place when there is none."""
        self._plan, self._editable, self._note = plan, editable, note
        if plan is None or self._chosen not in {pin.uuid for pin in plan.pins}:
            self._chosen = ""
        if plan is None:
            self._image = None
            self._painter.stop()
        self.repaint_plan()
        self.setToolTip(
            self.tr("Drag a picture or a line to move it, its corner to scale it") if editable else ""
        )

    def plan(self) -> ExportPlan | None:
        """The plan that is shown."""
        return self._plan

    def small_plan(self) -> ExportPlan | None:
        """The plan as it is painted here, in device pixels."""
        if self._plan is None:
            return None
        return reduced(self._plan, round(self.sheet().width() * self.devicePixelRatioF()))

    def repaint_plan(self) -> None:
        """Paint it anew: the plan, the size or the pictures have changed."""
        small = self.small_plan()
        if small is not None:
            self._painter.start(small)
        self.update()

    def stop(self) -> None:
        """Paint nothing any more."""
        self._painter.stop()

    def image(self) -> QImage | None:
        """What was painted last."""
        return self._image

    def sheet(self) -> QRectF:
        """Where the picture lies in the widget."""
        if self._plan is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        factor = min(room.width() / self._plan.width, room.height() / self._plan.height)
        width, height = max(1.0, self._plan.width * factor), max(1.0, self._plan.height * factor)
        x, y = room.center().x() - width / 2, room.center().y() - height / 2
        return QRectF(round(x), round(y), round(width), round(height))

    def rect_of(self, uuid: str) -> QRectF:
        """Where a pin is seen in the widget."""
        pin = self._pin(uuid)
        return self._to_widget(pin.place) if pin is not None else QRectF()

    def choose(self, uuid: str) -> None:
        """Choose a pin of the layout."""
        self._chosen = uuid if self._editable else ""
        pin = self._pin(self._chosen)
        self.setAccessibleDescription(pin.text or pin.kind.value if pin is not None else "")
        self.update()

    def chosen(self) -> str:
        """The uuid of the chosen pin."""
        return self._chosen

    def _pin(self, uuid: str) -> Pin | None:
        pins = self._plan.pins if self._plan is not None else ()
        return next((pin for pin in pins if pin.uuid == uuid), None)

    def _unit(self) -> float:
        """Return how many of the widget's pixels a unit of the layout has."""
        assert self._plan is not None
        return self.sheet().width() / self._plan.width * self._plan.scale

    def _to_widget(self, place: Place) -> QRectF:
        assert self._plan is not None
        sheet, unit, origin = self.sheet(), self._unit(), self._plan.origin
        x, y = sheet.x() + (place.x - origin[0]) * unit, sheet.y() + (place.y - origin[1]) * unit
        return QRectF(x, y, place.width * unit, place.height * unit)

    def _on_painted(self, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint it in the new size."""
        super().resizeEvent(event)
        self.repaint_plan()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet on the canvas, the clock's guide, the chosen pin."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.canvas))
        if self._plan is None:
            painter.setFont(ui_font("lead"))
            painter.setPen(QColor(tokens.ink_2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(64, 0, -64, 0), flags, self._note)
            return
        sheet = self.sheet()
        shadow = shadows.shadow_painter(shadows.float_shadow(tokens), 0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = sheet.toRect()
        shadow.paint(painter, box.x(), box.y(), box.width(), box.height())
        if self._plan.background is None:
            _paint_chequers(painter, sheet)
        else:
            painter.fillRect(sheet, brush_of(parse(self._plan.background), sheet))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._image)
        self._paint_guide(painter, sheet)
        self._paint_chosen(painter)

    def _paint_guide(self, painter: QPainter, sheet: QRectF) -> None:
        assert self._plan is not None
        if self._plan.dpi >= _PRINT:
            self._paint_bleed(painter, sheet)
        if not self._plan.clear_top:
            return
        factor = sheet.width() / self._plan.width
        margin = max(6.0, self._plan.margin * factor)
        height = self._plan.clear_top * factor - 1.6 * margin
        box = QRectF(sheet.x() + margin, sheet.y() + margin, sheet.width() - 2 * margin, height)
        if height < 20:
            return
        self._take_guide_pen(painter)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(ui_font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("kept clear for the clock"))

    def _take_guide_pen(self, painter: QPainter) -> None:
        """Take a dashed pen that can be seen on the plan's ground."""
        ink = QColor(theme.tokens().ink_3)
        ground = self._plan.background if self._plan is not None else None
        if ground and QColor(mean_of(ground)).lightnessF() < 0.4:
            ink = QColor("#BDADA0")
        pen = QPen(ink, 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def bleed(self) -> float:
        """Return how many widget pixels at the edges a printer may cut off; 0 when it is not for paper."""
        if self._plan is None or self._plan.dpi < _PRINT:
            return 0.0
        return _BLEED_MM / 25.4 * self._plan.dpi * self.sheet().width() / self._plan.width

    def _paint_bleed(self, painter: QPainter, sheet: QRectF) -> None:
        by = self.bleed()
        self._take_guide_pen(painter)
        painter.drawRect(sheet.adjusted(by, by, -by, -by))
        painter.setFont(ui_font("small"))
        room = QRectF(sheet.x(), sheet.bottom() + 6, sheet.width(), 20)
        painter.setPen(QColor(theme.tokens().ink_3))
        words = self.tr("What lies beyond the dashes may be cut off")
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_chosen(self, painter: QPainter) -> None:
        if not self._pin(self._chosen):
            return
        tokens = theme.tokens()
        rect = self.rect_of(self._chosen).adjusted(-3, -3, 3, 3)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        painter.setBrush(QColor(tokens.raised))
        for corner in _corners(rect).values():
            half = _HANDLE / 2
            painter.drawRect(QRectF(corner.x() - half, corner.y() - half, _HANDLE, _HANDLE))

    def _under(self, at: QPointF) -> str:
        for pin in reversed(self._plan.pins if self._plan is not None else ()):
            if self._to_widget(pin.place).contains(at):
                return pin.uuid
        return ""

    def _corner_under(self, at: QPointF) -> str:
        if not self._pin(self._chosen):
            return ""
        rect = self.rect_of(self._chosen).adjusted(-3, -3, 3, 3)
        near = {name: (corner - at).manhattanLength() for name, corner in _corners(rect).items()}
        name = min(near, key=lambda each: near[each])
        return name if near[name] <= _HANDLE + 3 else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a pin, take it or its corner."""
        if not self._editable or event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        corner = self._corner_under(at)
        if not corner:
            self.choose(self._under(at))
        pin = self._pin(self._chosen)
        self._grip = (corner or "all", at, pin.place) if pin is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or scale what was taken."""
        if self._grip is None:
            if self._editable:
                self.setCursor(_cursor(self._corner_under(event.position()), self._under(event.position())))
            return
        grip, start, place = self._grip
        delta = (event.position() - start) / self._unit()
        moved = _dragged(place, grip, delta)
        self._show_moved(self._chosen, moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep where it is now."""
        grip, self._grip = self._grip, None
        pin = self._pin(self._chosen)
        if grip is not None and pin is not None and pin.place != grip[2]:
            self.moved.emit(pin.uuid, pin.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows nudge the chosen pin; the full stop and the comma go through them."""
        step = _NUDGE.get(Qt.Key(event.key()))
        pin = self._pin(self._chosen)
        if step is not None and pin is not None:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            place = replace(pin.place, x=pin.place.x + step[0] * far, y=pin.place.y + step[1] * far)
            self._show_moved(pin.uuid, place)
            self.moved.emit(pin.uuid, place)
        elif event.key() in (Qt.Key.Key_Period, Qt.Key.Key_Comma) and self._editable and self._plan:
            uuids = [each.uuid for each in self._plan.pins]
            at = uuids.index(self._chosen) if self._chosen in uuids else -1
            self.choose(uuids[(at + (1 if event.key() == Qt.Key.Key_Period else -1)) % len(uuids)])
        else:
            super().keyPressEvent(event)

    def _show_moved(self, uuid: str, place: Place) -> None:
        assert self._plan is not None
        pins = tuple(_placed(pin, place) if pin.uuid == uuid else pin for pin in self._plan.pins)
        self._plan = replace(self._plan, pins=pins)
        self.repaint_plan()


def _placed(pin: Pin, place: Place) -> Pin:
    ratio = place.width / pin.place.width
    style = pin.style
    if pin.kind in (PinKind.LINE, PinKind.NOTE) and not math.isclose(ratio, 1):
        text = replace(style.text, size=style.text.size * ratio, tracking=style.text.tracking * ratio)
        style = replace(style, text=text)
    return replace(pin, place=place, style=style)


def _corners(rect: QRectF) -> dict[str, QPointF]:
    return {
        "tl": rect.topLeft(),
        "tr": rect.topRight(),
        "bl": rect.bottomLeft(),
        "br": rect.bottomRight(),
    }


def _dragged(place: Place, grip: str, delta: QPointF) -> Place:
    """Return the place moved, or scaled in its own ratio from the opposite corner."""
    if grip == "all":
        return replace(place, x=place.x + delta.x(), y=place.y + delta.y())
    across = delta.x() * (1 if grip[1] == "r" else -1)
    down = delta.y() * (1 if grip[0] == "b" else -1)
    wider = (
        across if abs(across) * place.height > abs(down) * place.width else down * place.width / place.height
    )
    width = max(_SMALLEST, place.width + wider)
    height = place.height * width / place.width
    x = place.x if grip[1] == "r" else place.x + place.width - width
    y = place.y if grip[0] == "b" else place.y + place.height - height
    return replace(place, x=x, y=y, width=width, height=height)


def _cursor(corner: str, pin: str) -> Qt.CursorShape:
    if corner:
        falling = corner in ("tl", "br")
        return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor
    return Qt.CursorShape.OpenHandCursor if pin else Qt.CursorShape.ArrowCursor


def _paint_chequers(painter: QPainter, sheet: QRectF) -> None:
    tokens = theme.tokens()
    painter.fillRect(sheet, QColor(tokens.raised))
    painter.save()
    painter.setClipRect(sheet)
    colour = QColor(tokens.line)
    for row in range(math.ceil(sheet.height() / 10)):
        for column in range(row % 2, math.ceil(sheet.width() / 10), 2):
            painter.fillRect(QRectF(sheet.x() + column * 10, sheet.y() + row * 10, 10, 10), colour)
    painter.restore()
