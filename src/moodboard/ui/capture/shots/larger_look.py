# SPDX-License-Identifier: GPL-3.0-or-later
"""A larger look at a shot of the contact sheet: its small picture at once, the frame itself soon after."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner, Report
from moodboard.qt.tokens import DARK
from moodboard.ui.capture.shots.sheet_model import SheetShot, said_length

_SOON_MS = 120
_CAPTION = 30
_KEYS = frozenset(
    (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_P),
    )
)


class LargerLook(QWidget):
    """Lies over the sheet; the arrows lead to the shots beside."""

    stepped = Signal(int)
    """One back or one on."""
    opened = Signal()
    """Enter: go there."""
    pin_requested = Signal()
    closed = Signal()

    def __init__(self, jobs: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path: Path | None = None
        self._shot: SheetShot | None = None
        self._image: QImage | None = None
        self._job: Job | None = None
        self._is_exact = False
        self._is_pinned = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusRing", True)
        self.setAccessibleName(self.tr("A larger look"))
        self.hide()

    @property
    def shot(self) -> SheetShot | None:
        """What is looked at."""
        return self._shot

    @property
    def is_exact(self) -> bool:
        """Whether the frame itself is shown, not the small picture."""
        return self._is_exact

    def show_shot(self, path: Path, shot: SheetShot, pinned: bool) -> None:
        """Look at a shot."""
        self._is_pinned = pinned
        if self._shot is None or shot.shot is not self._shot.shot or not self.isVisible():
            self._path, self._shot, self._is_exact = path, shot, False
            self._image = QImage.fromData(shot.shot.jpeg)
            self._drop()
            self._soon.start()
        self.setAccessibleDescription(self._words())
        self.show()
        self.raise_()
        self.update()

    def put_away(self) -> None:
        """Show the sheet again."""
        self._soon.stop()
        self._drop()
        self._image = None
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _read(self) -> None:
        path, shot = self._path, self._shot
        if path is None or shot is None:
            return
        at = shot.shot.picture_at
        longest = round(max(self.width(), self.height()) * self.devicePixelRatioF())

        def work(report: Report) -> QImage:
            from moodboard.services.video import looks
            from moodboard.services.video.frames import FrameReader

            with FrameReader(path) as reader:
                report(0, 1)
                frame = reader.at(at)
                report(1, 1)
                pixels = looks.pixels_of_raw(frame.raw, reader.file.pixel_ratio, frame.raw, longest)
            height, width = pixels.shape[:2]
            image = QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888)
            return image.convertToFormat(QImage.Format.Format_RGB32)

        job = self._job = Job(work)
        job.succeeded.connect(lambda image: self._on_read(job, image))
        self._jobs.start(job)

    def _on_read(self, job: Job, image: object) -> None:
        if job is self._job and isinstance(image, QImage):
            self._job, self._image, self._is_exact = None, image, True
            self.update()

    def _words(self) -> str:
        if self._shot is None:
            return ""
        words = [said_clock(self._shot.shot.at), said_length(self._shot.length)]
        if self._is_pinned:
            words.append(self.tr("pinned"))
        return " · ".join(words)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it is shown."""
        overrides = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and self._uses(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def _uses(self, event: QKeyEvent) -> bool:
        return Qt.Key(event.key()) in _KEYS and not event.modifiers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead on, Space and Esc close, Enter goes there, P pins."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.put_away()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_P and not event.modifiers():
            self.pin_requested.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click closes it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click closes it."""
        event.accept()
        self.put_away()

    def sizeHint(self) -> QSize:
        """As large as the sheet."""
        return QSize(640, 360)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture as large as there is room, its time below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.stage))
        image = self._image
        if image is None or image.isNull():
            return
        room = QRectF(0, 0, self.width(), self.height() - _CAPTION)
        scale = min(room.width() / image.width(), room.height() / image.height())
        wide, high = image.width() * scale, image.height() * scale
        place = QRectF((room.width() - wide) / 2, (room.height() - high) / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.setFont(ui_font("timecode"))
        painter.setPen(QColor(DARK.ink_2))
        painter.drawText(QPointF(place.left(), place.bottom() + 20), self._words())
