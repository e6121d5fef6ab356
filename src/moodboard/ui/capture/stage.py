# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage: the film's picture on a ground that is dark in both themes, its words, the shutter's flash."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from moodboard.qt.fonts import SANS, make_font
from moodboard.qt.player import Shown
from moodboard.qt.settings import REDUCED_MOTION, Settings
from moodboard.qt.tokens import DARK

SHUTTER_MS = 90
_CALM_MS = 80
_WORDS = 23.0 / 430  # of the picture's height
_WORDS_ACROSS = 0.04  # of its width at most: high pictures are narrow
_SMALLEST, _LARGEST = 14, 46
_WORDS_UP = 0.0907  # of the picture's height, from its foot to the words' baseline
_LEADING = 1.3
_REACH = 14
"""Pixels around the words for their shadow."""
_SHADOW = QColor(10, 6, 4)


class Stage(QWidget):
    """Show one frame, as large as it fits, with the words said in it."""

    fit_changed = Signal(QSize)
    """How many pixels of the screen a picture may fill."""
    pressed = Signal()
    """A click on the picture."""
    double_pressed = Signal()
    wheel_turned = Signal(int)
    """Steps up (louder) or down."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._image: QImage | None = None
        self._words = ""
        self._shows_words = True
        self._shape: float | None = None
        self._laid: tuple[QPointF, QPixmap] | None = None
        self._flash = 0.0
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(SHUTTER_MS)
        self._glow.setStartValue(1.0)
        self._glow.setEndValue(0.0)
        self._glow.setEasingCurve(QEasingCurve.Type.InCubic)
        self._glow.valueChanged.connect(self._on_glow)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._on_calm)
        self._turned = 0
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Picture"))

    # What is shown

    def show_frame(self, shown: Shown) -> None:
        """Show a frame of the film."""
        self._image = shown.image
        self.update()

    def clear(self) -> None:
        """Show nothing: another film, or none."""
        self._image = None
        self.set_words("")
        self.update()

    def has_frame(self) -> bool:
        """Whether a frame is shown."""
        return self._image is not None and not self._image.isNull()

    def set_words(self, words: str) -> None:
        """Show these words over the picture; none when empty."""
        if words != self._words:
            self._words, self._laid = words, None
            self.setAccessibleDescription(words)
            self.update()

    def words(self) -> str:
        """What is said now."""
        return self._words

    def show_words(self, on: bool) -> None:
        """Switch the words on or off."""
        self._shows_words = on
        self.update()

    def set_shape(self, ratio: float | None) -> None:
        """Show every picture in this shape; None: in its own."""
        self._shape, self._laid = ratio, None
        self.update()

    def shutter(self) -> None:
        """Flash a hairline around the picture: something was pinned."""
        self._flash = 1.0
        self._glow.stop()
        if self._settings.get(REDUCED_MOTION):
            self._calm.start()
        else:
            self._glow.start()
        self.update()

    def is_flashing(self) -> bool:
        """Whether the hairline is seen."""
        return self._flash > 0.0

    def frame_rect(self) -> QRectF:
        """Where the picture lies."""
        room = QRectF(self.rect())
        if self._image is None or self._image.isNull():
            return room
        ratio = self._shape or self._image.width() / self._image.height()
        width = min(room.width(), room.height() * ratio)
        height = width / ratio
        return QRectF(round((room.width() - width) / 2), round((room.height() - height) / 2), width, height)

    def pixels(self) -> QSize:
        """How many pixels of the screen the stage has."""
        return self.size() * self.devicePixelRatioF()

    # Events

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """A picture may be larger now."""
        self._laid = None
        self.fit_changed.emit(self.pixels())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click plays or pauses."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two give the picture all the room; what the first one did is taken back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
            self.double_pressed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel makes it louder or softer, a notch a step."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / 120)
        if steps:
            self._turned -= steps * 120
            self.wheel_turned.emit(steps)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark ground, the picture, the words, the hairline."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(DARK.stage))
        if self._image is None or self._image.isNull():
            return
        place = self.frame_rect()
        exact, has = place.size() * self.devicePixelRatioF(), self._image.size()
        fits = abs(exact.width() - has.width()) < 1.5 and abs(exact.height() - has.height()) < 1.5
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
        painter.drawImage(place, self._image)
        if self._words and self._shows_words:
            self._paint_words(painter, place)
        if self._flash > 0:
            colour = QColor(255, 255, 255, round(255 * self._flash))
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        if self._laid is None:
            self._laid = self._lay_words(place)
        corner, drawn = self._laid
        painter.drawPixmap(place.topLeft() + corner, drawn)

    def _lay_words(self, place: QRectF) -> tuple[QPointF, QPixmap]:
        """Return the words with their shadow, drawn once for all frames they are on, and where they go."""
        size = min(place.height() * _WORDS, place.width() * _WORDS_ACROSS)
        font = make_font(SANS, min(max(size, _SMALLEST), _LARGEST), 400, hinted=False)
        path, lowest = _words_path(self._words, font, place.width() * 0.86, place.width() / 2)
        path.translate(0, round(place.height() * (1 - _WORDS_UP)) - lowest)
        room = path.boundingRect().toAlignedRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        path.translate(-room.left(), -room.top())
        ratio = self.devicePixelRatioF()
        made = QPixmap(room.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(0, 0, room.width(), room.height())
        for coarse, opacity in ((6, 1.0), (3, 0.8), (2, 0.35)):
            painter.setOpacity(opacity)
            painter.drawImage(whole.translated(0, 1), _blurred(path, room.size(), coarse))
        painter.setOpacity(1.0)
        painter.fillPath(path, QColor("#FFFDFA"))
        painter.end()
        return QPointF(room.topLeft()), made

    def _on_glow(self, value: object) -> None:
        self._flash = float(value)  # type: ignore[arg-type]
        self.update()

    def _on_calm(self) -> None:
        self._flash = 0.0
        self.update()


def _blurred(path: QPainterPath, size: QSize, coarse: int) -> QImage:
    """Return a dark, soft copy of words: drawn so many times smaller, it is blurred when drawn large."""
    image = QImage(size / coarse + QSize(1, 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / size.width(), image.height() / size.height())
    painter.fillPath(path, _SHADOW)
    painter.end()
    return image


def _words_path(words: str, font: QFont, widest: float, middle: float) -> tuple[QPainterPath, float]:
    """Return the outline of words, broken where they are too wide, and the last row's baseline."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # letters of variable fonts overlap themselves
    step = QFontMetricsF(font).height() * _LEADING / 1.25
    y = 0.0
    for paragraph in words.splitlines() or [""]:
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(widest)
            part = paragraph[row.textStart() : row.textStart() + row.textLength()].strip()
            width = QFontMetricsF(font).horizontalAdvance(part)
            path.addText(QPointF(middle - width / 2, y), font, part)
            y += step
        layout.endLayout()
    return path, y - step
