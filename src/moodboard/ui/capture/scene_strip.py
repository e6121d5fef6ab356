# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten scenes around where one is: shots of the pass, or moments every few seconds where it has not been."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.tokens import DARK

if TYPE_CHECKING:
    from moodboard.services.video.keeping import Survey

SCENES = 10
REACH = 2
"""Pixels around the pictures: the ring lies there."""
PICTURE = 44
WIDTH = 194
"""Pixels wide that a picture is made."""
_GAP = 6.6
_BEFORE = 4
_EVERY = 6.0
"""Seconds between two scenes where no pass has been."""
_DIM = 0.62
_KEPT = 120
_A_MOMENT = 0.001


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the strip."""

    at: float
    """Where a click goes."""
    picture_at: float
    plate: str = DARK.raised
    jpeg: bytes = b""


def scenes_around(survey: Survey, seconds: float, duration: float) -> tuple[tuple[Scene, ...], int]:
    """Return ten scenes around a time, and which of them is on; fewer in a short film."""
    begins = [shot.at for shot in survey.shots]
    known = survey.complete or (seconds + _EVERY <= survey.reached and len(begins) > 1)
    if known and begins:
        here = max(0, bisect_right(begins, seconds + _A_MOMENT) - 1)
        first = max(0, min(here - _BEFORE, len(begins) - SCENES))
        shots = survey.shots[first : first + SCENES]
        return tuple(Scene(s.at, s.picture_at, s.average or DARK.raised, s.jpeg) for s in shots), here - first
    count = int(duration // _EVERY) + 1
    here = min(int(seconds // _EVERY), count - 1)
    first = max(0, min(here - _BEFORE, count - SCENES))
    times = [n * _EVERY for n in range(first, min(first + SCENES, count))]
    return tuple(Scene(at, at) for at in times), here - first


class SceneStrip(QWidget):
    """Show the scenes; a click or Enter goes to one."""

    go_requested = Signal(float)
    picture_wanted = Signal(float, int)
    """A picture of this time, so many pixels wide, is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenes: tuple[Scene, ...] = ()
        self._current = -1
        self._chosen = -1
        self._hovered = -1
        self._pictures: OrderedDict[float, QImage] = OrderedDict()
        self._asked: set[float] = set()
        self.setFixedHeight(PICTURE + 2 * REACH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setProperty("ownFocusRing", True)
        self.setAccessibleName(self.tr("Scenes around"))

    def show_scenes(self, scenes: tuple[Scene, ...], current: int) -> None:
        """Show these; the current one is ringed."""
        if scenes == self._scenes and current == self._current:
            return
        if scenes != self._scenes:
            self._scenes, self._chosen, self._hovered = scenes, -1, -1
            for scene in scenes:
                self._fetch(scene)
        self._current = current
        self._describe()
        self.update()

    def scenes(self) -> tuple[Scene, ...]:
        """What is shown."""
        return self._scenes

    def current(self) -> int:
        """Which one is on, -1 for none."""
        return self._current

    def set_picture(self, wanted: float, image: QImage) -> None:
        """Take a picture that was asked for."""
        self._asked.discard(wanted)
        self._keep(wanted, image)
        self.update()

    def has_picture(self, number: int) -> bool:
        """Whether a scene's picture is there."""
        return self._scenes[number].picture_at in self._pictures

    def forget(self) -> None:
        """Another film: no picture is of use any more."""
        self._pictures.clear()
        self._asked.clear()
        self._scenes, self._current, self._chosen = (), -1, -1
        self.update()

    def _fetch(self, scene: Scene) -> None:
        if scene.picture_at in self._pictures:
            self._pictures.move_to_end(scene.picture_at)
        elif scene.jpeg:
            image = QImage.fromData(scene.jpeg)
            if not image.isNull():
                self._keep(scene.picture_at, image)
        elif scene.picture_at not in self._asked:
            self._asked.add(scene.picture_at)
            self.picture_wanted.emit(scene.picture_at, WIDTH)

    def _keep(self, at: float, image: QImage) -> None:
        if image.width() > WIDTH:
            image = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        self._pictures[at] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)

    # Places

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(600, PICTURE + 2 * REACH)

    def place_of(self, number: int) -> QRectF:
        """Return where a scene's picture lies."""
        room = self.width() - 2 * REACH
        width = (room - (SCENES - 1) * _GAP) / SCENES
        left = round(REACH + number * (width + _GAP))
        right = round(REACH + number * (width + _GAP) + width)
        return QRectF(left, REACH, right - left, PICTURE)

    def _number_at(self, x: float) -> int:
        for number in range(len(self._scenes)):
            if self.place_of(number).adjusted(-3, 0, 3, 0).contains(x, REACH + 1):
                return number
        return -1

    # Mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes there."""
        number = self._number_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.go_requested.emit(self._scenes[number].at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The scene under the pointer is bright, and its time is told."""
        number = self._number_at(event.position().x())
        if number != self._hovered:
            self._hovered = number
            self.setToolTip(said_clock(self._scenes[number].at) if number >= 0 else "")
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """All are dim again but the one that is on."""
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose, Enter or Space goes there."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if plain and step is not None and self._scenes:
            begin = self._chosen if self._chosen >= 0 else self._current
            self._chosen = min(max(begin + step, 0), len(self._scenes) - 1)
            self._describe()
            self.update()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._scenes:
            self._chosen = 0 if key == Qt.Key.Key_Home else len(self._scenes) - 1
            self._describe()
            self.update()
        elif plain and self._chosen >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.go_requested.emit(self._scenes[self._chosen].at)
        else:
            event.ignore()

    def focusOutEvent(self, _event: QEvent) -> None:
        """Choosing is over."""
        self._chosen = -1
        self.update()

    def focusInEvent(self, _event: QEvent) -> None:
        """Choosing begins at the scene that is on."""
        self._chosen = self._current
        self.update()

    def _describe(self) -> None:
        number = self._chosen if self._chosen >= 0 else self._current
        if 0 <= number < len(self._scenes):
            words = self.tr("Scene at {at}").format(at=said_clock(self._scenes[number].at))
            if words != self.accessibleDescription():
                self.setAccessibleDescription(words)

    # Paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim pictures, the current one bright in a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, scene in enumerate(self._scenes):
            place = self.place_of(number)
            bright = number in (self._current, self._hovered, self._chosen)
            painter.setOpacity(1.0 if bright else _DIM)
            image = self._pictures.get(scene.picture_at)
            if image is None:
                painter.fillRect(place, QColor(scene.plate))
            else:
                painter.drawImage(place, image, _cropped(image, place))
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 0 <= self._current < len(self._scenes):
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRoundedRect(self.place_of(self._current).adjusted(-1, -1, 1, 1), 2, 2)
        if self.hasFocus() and 0 <= self._chosen < len(self._scenes):
            place = self.place_of(self._chosen)
            if self._chosen == self._current:  # within the ring of the scene that is on
                painter.setPen(QPen(QColor(DARK.window), 2))
                painter.drawRect(place.adjusted(1, 1, -1, -1))
                place = place.adjusted(3, 3, -3, -3)
            painter.setPen(QPen(QColor(DARK.ink), 2))
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 2, 2)


def _cropped(image: QImage, place: QRectF) -> QRectF:
    """Return the middle part of a picture that fills a place."""
    wanted = place.width() / place.height()
    width, height = float(image.width()), float(image.height())
    if width / height > wanted:
        return QRectF((width - height * wanted) / 2, 0, height * wanted, height)
    return QRectF(0, (height - width / wanted) / 2, width, width / wanted)
