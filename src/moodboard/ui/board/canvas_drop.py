# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dropped on the canvas or pasted: stills, lines, files and pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageReader,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Rect
from moodboard.ui.board import handles
from moodboard.ui.board.canvas_picture import CanvasPicture

STILLS = "application/x-moodboard-stills"
PINS = "application/x-moodboard-pins"
LINES = "application/x-moodboard-lines"
PICTURE_TYPES = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/gif",
    "image/tiff",
    "image/bmp",
)
"""Bytes of these are taken as they come, the best first, before Qt would decode them."""
MOST_LOOKED_AT = 24
"""So many dropped files are looked into for their shape; it is done while the hand still moves."""
USUAL_RATIO = 16 / 9
LINE_SHAPE = (320.0, 48.0)


class CanvasDrop(CanvasPicture):
    """Take in what is dropped or pasted, and say so; the page makes pins of it."""

    files_dropped = Signal(list, float, float)
    """Paths as text, and the board point."""
    image_dropped = Signal(object, float, float)
    """A picture file's bytes, or a QImage when there are none."""
    stills_dropped = Signal(list, float, float)
    lines_dropped = Signal(list, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._drop_ratios: list[float] = []
        self._drop_line = False
        self._drop_at: tuple[float, float] | None = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if self.editor.board is None or not can_take(mime):
            event.ignore()
            return
        self._drop_ratios, self._drop_line = self._ratios_of(mime), mime.hasFormat(LINES)
        self._show_drop(event.position())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._show_drop(event.position())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        x, y = self.to_board(event.position())
        self._show_drop(None)
        if self._take(event.mimeData(), x, y):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paste(self) -> None:
        """Lay what is in the clipboard under the pointer, or on the middle when that is elsewhere."""
        mime = QGuiApplication.clipboard().mimeData()
        if self.editor.board is None or mime is None:
            return
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        x, y = self.to_board(at) if self.underMouse() else self.centre()
        if mime.hasFormat(PINS):
            self.select_new(self.editor.paste_pins(bytes(mime.data(PINS).data()), x, y))
        elif not self._take(mime, x, y) and mime.hasText():
            self.select_new((self.editor.type_line(mime.text(), x, y),))

    def select_new(self, uuids: tuple[str, ...]) -> None:
        """Choose pins that have just come; the canvas that has a selection does."""

    def _take(self, mime: QMimeData, x: float, y: float) -> bool:
        if mime.hasFormat(STILLS):
            self.stills_dropped.emit(_names(mime, STILLS), x, y)
        elif mime.hasFormat(LINES):
            self.lines_dropped.emit(_names(mime, LINES), x, y)
        elif paths := local_files(mime):
            self.files_dropped.emit(paths, x, y)
        elif (picture := picture_of(mime)) is not None:
            self.image_dropped.emit(picture, x, y)
        else:
            return False
        return True

    def _ratios_of(self, mime: QMimeData) -> list[float]:
        if mime.hasFormat(STILLS):
            known = self.editor.known_stills(_names(mime, STILLS))
            return [still.ratio for still in known]
        ratios = []
        for number, path in enumerate(local_files(mime)):
            size = QImageReader(path).size() if number < MOST_LOOKED_AT and Path(path).is_file() else None
            if size is not None and size.isValid() and size.height() > 0:
                ratios.append(size.width() / size.height())
            else:
                ratios.append(USUAL_RATIO)
        return ratios or ([] if mime.hasFormat(LINES) else [USUAL_RATIO])

    def _show_drop(self, at: QPointF | None) -> None:
        self._drop_at = None if at is None else self.to_board(at)
        self.update()

    def drop_rects(self) -> list[Rect]:
        """Return where what hovers would land."""
        if self._drop_at is None:
            return []
        x, y = self._drop_at
        if self._drop_line:
            width, height = LINE_SHAPE
            return [Rect(x - width / 2, y - height / 2, width, height)]
        return self.editor.laid_out(self._drop_ratios, x, y)

    def paint_drop(self, painter: QPainter) -> None:
        """Paint where what hovers would land, in its final size."""
        rects = self.drop_rects()
        if rects:
            handles.paint_drop(painter, rects, self._viewport, self.tokens)


def can_take(mime: QMimeData) -> bool:
    """Tell whether the canvas can make something of it."""
    return (
        mime.hasFormat(STILLS)
        or mime.hasFormat(LINES)
        or mime.hasImage()
        or any(mime.hasFormat(kind) for kind in PICTURE_TYPES)
        or bool(local_files(mime))
    )


def local_files(mime: QMimeData) -> list[str]:
    """Return the paths of files and folders on this machine."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def picture_of(mime: QMimeData) -> bytes | QImage | None:
    """Return the bytes of a picture file, else the picture itself."""
    for kind in PICTURE_TYPES:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return data
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _names(mime: QMimeData, kind: str) -> list[str]:
    return bytes(mime.data(kind).data()).decode("utf-8", "replace").split()
