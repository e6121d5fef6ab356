# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the list of layers: how it stands, what it shows, its name, its lock and its eye."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.layers import Layer
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import ui_font
from moodboard.qt.layers_model import LAYER, PIN
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import Tokens
from moodboard.ui import icons, theme
from moodboard.ui.focus_ring import paint_ring

ROW = 32
STEP = 14
"""By how much each level stands further in."""
_LEFT, _CHEVRON, _THUMB, _BUTTON = 6, 16, 24, 26
_GAP = 8
_DIM = 0.45
_ICONS = {
    PinKind.STILL: "picture",
    PinKind.LINE: "line",
    PinKind.NOTE: "note",
    PinKind.SWATCHES: "swatches",
    PinKind.FRAME: "frame",
    PinKind.GROUP: "group",
    PinKind.DRAWING: "pen",
}

_Index = QModelIndex | QPersistentModelIndex


def chevron_rect(row: QRect, layer: Layer) -> QRect:
    """Return where a row is opened and closed."""
    return QRect(row.left() + _LEFT + layer.depth * STEP, row.top(), _CHEVRON, row.height())


def eye_rect(row: QRect) -> QRect:
    """Return where a row is hidden and shown."""
    return QRect(row.right() - 4 - _BUTTON, row.top(), _BUTTON, row.height())


def lock_rect(row: QRect) -> QRect:
    """Return where a row is locked and unlocked."""
    return eye_rect(row).translated(-_BUTTON, 0)


def name_rect(row: QRect, layer: Layer) -> QRect:
    """Return where a row's name stands."""
    left = chevron_rect(row, layer).right() + 1 + _THUMB + _GAP
    return QRect(left, row.top(), max(24, lock_rect(row).left() - left - 4), row.height())


class LayerDelegate(QStyledItemDelegate):
    """Paint rows, and lay the field over the name while it is typed."""

    def __init__(self, editor: BoardEditor, thumbs: Thumbs | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._thumbs = editor, thumbs
        self.keyboard = False
        """Whether the row that the keyboard is on wears a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        layer, pin = index.data(LAYER), index.data(PIN)
        if not isinstance(layer, Layer) or not isinstance(pin, Pin):
            return
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        tokens = theme.tokens()
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, row, state, tokens)
        if layer.hidden:
            painter.setOpacity(_DIM)
        if layer.holds:
            box = chevron_rect(row, layer)
            chevron = "chevron-down" if layer.is_open else "chevron-right"
            icons.paint(painter, chevron, _middle(box, 12), tokens.ink_2)
        self._paint_kind(painter, row, layer, pin, tokens)
        self._paint_name(painter, _room(row, layer, over), str(index.data()), tokens)
        painter.setOpacity(1.0)
        self._paint_buttons(painter, row, layer, pin, over, tokens)
        if self.keyboard and state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(row).adjusted(4, 1, -4, -1), tokens.accent, 6)
        painter.restore()

    def _paint_ground(self, painter: QPainter, row: QRect, state: QStyle.StateFlag, tokens: Tokens) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, QColor(tokens.soft))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), QColor(tokens.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, QColor(tokens.hover))

    def _paint_kind(self, painter: QPainter, row: QRect, layer: Layer, pin: Pin, tokens: Tokens) -> None:
        left = chevron_rect(row, layer).right() + 1
        box = QRectF(left, row.top() + (row.height() - _THUMB) / 2, _THUMB, _THUMB)
        if pin.kind is PinKind.STILL:
            self._paint_still(painter, box, pin)
        elif pin.kind is PinKind.SWATCHES and pin.colours:
            _paint_strips(painter, box.adjusted(2, 6, -2, -6), pin.colours)
        elif pin.kind is PinKind.GROUP and pin.style.background:
            path = QPainterPath()
            path.addRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)
            painter.fillPath(path, QColor(pin.style.background))
        else:
            icons.paint(painter, _ICONS[pin.kind], _middle(box.toRect(), 16), tokens.ink_2)

    def _paint_still(self, painter: QPainter, box: QRectF, pin: Pin) -> None:
        still = self._editor.stills.get(pin.still)
        if still is None:
            return
        image = self._thumbs.image(still.picture, 64) if self._thumbs is not None else None
        ratio = still.ratio * pin.crop.width / max(1e-6, pin.crop.height)
        width, height = (_THUMB, _THUMB / ratio) if ratio >= 1 else (_THUMB * ratio, _THUMB)
        shown = QRectF(
            box.center().x() - width / 2, box.center().y() - height / 2, max(2.0, width), max(2.0, height)
        )
        if image is None:
            painter.fillRect(shown, QColor(still.average))
            return
        across, down, crop = image.width(), image.height(), pin.crop
        part = QRectF(crop.x * across, crop.y * down, crop.width * across, crop.height * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, image, part)

    def _paint_name(self, painter: QPainter, box: QRect, name: str, tokens: Tokens) -> None:
        font = ui_font("body")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        metrics = QFontMetrics(font)
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        down = (box.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(box.left(), box.top() + down), words)

    def _paint_buttons(
        self, painter: QPainter, row: QRect, layer: Layer, pin: Pin, over: bool, tokens: Tokens
    ) -> None:
        """The eye and the lock are seen where they say something, and under the pointer."""
        for box, on, own, icon, off in (
            (lock_rect(row), layer.locked, pin.locked, "lock", "unlock"),
            (eye_rect(row), layer.hidden, pin.hidden, "eye-off", "eye"),
        ):
            if on or over:
                colour = tokens.ink if own else tokens.ink_2
                icons.paint(painter, icon if on else off, _middle(box, 16), colour, 1.0 if own else 0.6)

    # -- renaming --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        field = QLineEdit(parent)
        field.setProperty("compact", True)
        field.setFont(ui_font("body"))
        field.setAccessibleName(self.tr("Name"))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        row: QRect = option.rect
        layer = index.data(LAYER)
        if isinstance(layer, Layer):
            box = name_rect(row, layer)
            box.setRight(row.right() - 8)  # over all of the name that is painted below
            editor.setGeometry(box.adjusted(-6, 3, 0, -3))


def _room(row: QRect, layer: Layer, over: bool) -> QRect:
    """Return the room of a name: up to the buttons that are seen."""
    box = name_rect(row, layer)
    if not (over or layer.locked):
        box.setRight(eye_rect(row).left() - 4 if layer.hidden else row.right() - 12)
    return box


def _middle(box: QRect, size: int) -> QRectF:
    centre = QRectF(box).center()
    return QRectF(round(centre.x() - size / 2), round(centre.y() - size / 2), size, size)


def _paint_strips(painter: QPainter, box: QRectF, colours: tuple[str, ...]) -> None:
    each = box.width() / len(colours)
    for n, colour in enumerate(colours):
        painter.fillRect(QRectF(box.x() + n * each, box.y(), each + 0.5, box.height()), QColor(colour))
