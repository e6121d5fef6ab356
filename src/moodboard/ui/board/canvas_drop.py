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
    QImageIOHandler,
    QImageReader,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from moodboard.domain import arrange
from moodboard.domain.board import Rect
from moodboard.domain.film_file import SUFFIXES as FILMS
from moodboard.domain.suffixes import EXPORTS, SUBTITLES, SUFFIXES, TEXTS
from moodboard.qt.carried import LINES_MIME as LINES
from moodboard.qt.carried import STILLS_MIME as STILLS
from moodboard.ui.board import handles
from moodboard.ui.board.canvas_picture import CanvasPicture
from moodboard.ui.board.writing.words_field import MOST_WORDS

PINS = "application/x-moodboard-pins"
OUT = "application/x-moodboard-out"
"""Marks what was dragged out of this window: it is not taken in again when it comes back."""
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
NOT_LAID = (*SUFFIXES, *EXPORTS, *TEXTS, *FILMS, *SUBTITLES, ".gz")
"""Files of these are imported or played; they are no pictures for this board."""
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
    addresses_dropped = Signal(list, float, float)
    """Addresses of pictures on the web, or ``data:`` ones that hold theirs."""
    stills_dropped = Signal(list, float, float)
    lines_dropped = Signal(list, float, float)
    both_dropped = Signal(list, list, float, float)
    """Stills and lines that were dragged together."""

    too_long = Signal(int)
    """So many letters were to be pasted as a line: more than one can be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._drop_ratios: list[float] = []
        self._drop_line = False
        self._drop_lands_free = False
        """Whether it will be laid where there is room, as pictures from outside are."""
        self._drop_at: tuple[float, float] | None = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        locked = self.editor.board is None or self.editor.is_board_locked
        if locked or mime.hasFormat(OUT) or not can_take(mime):
            event.ignore()
            return
        self._drop_ratios, self._drop_line = self._ratios_of(mime), mime.hasFormat(LINES)
        self._drop_line = self._drop_line and not mime.hasFormat(STILLS)
        self._drop_lands_free = not mime.hasFormat(STILLS)
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
        if self.editor.board is None or mime is None or not self.editor.may_change():
            return
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        x, y = self.to_board(at) if self.underMouse() else self.centre()
        if mime.hasFormat(PINS):
            self.select_new(self.editor.paste_pins(bytes(mime.data(PINS).data()), x, y))
        elif not self._take(mime, x, y) and mime.hasText():
            words = mime.text()
            if len(words) > MOST_WORDS:
                self.too_long.emit(len(words))
            else:
                self.select_new((self.editor.type_line(words, x, y),))

    def select_new(self, uuids: tuple[str, ...]) -> None:
        """Choose pins that have just come; the canvas that has a selection does."""

    def _take(self, mime: QMimeData, x: float, y: float) -> bool:
        if mime.hasFormat(STILLS) and mime.hasFormat(LINES):
            self.both_dropped.emit(_names(mime, STILLS), _names(mime, LINES), x, y)
        elif mime.hasFormat(STILLS):
            self.stills_dropped.emit(_names(mime, STILLS), x, y)
        elif mime.hasFormat(LINES):
            self.lines_dropped.emit(_names(mime, LINES), x, y)
        elif paths := local_files(mime):
            self.files_dropped.emit(paths, x, y)
        elif (picture := picture_of(mime)) is not None:
            self.image_dropped.emit(picture, x, y)
        elif addresses := addresses_of(mime):
            self.addresses_dropped.emit(addresses, x, y)
        else:
            return False
        return True

    def _ratios_of(self, mime: QMimeData) -> list[float]:
        if mime.hasFormat(STILLS):
            known = self.editor.known_stills(_names(mime, STILLS))
            return [still.ratio for still in known]
        ratios = []
        files = local_files(mime)
        pictures = [path for path in files if not path.casefold().endswith(NOT_LAID)]
        if files and not pictures:
            return []  # boards and exports: the window asks about them
        for number, path in enumerate(pictures):
            looked_at = number < MOST_LOOKED_AT and Path(path).is_file()
            ratios.append(_ratio_of(path) if looked_at else USUAL_RATIO)
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
        if not self._drop_lands_free:
            return self.editor.laid_out(self._drop_ratios, x, y)
        taken = [pin.place.bounds for pin in self.editor.own_pins()]
        return arrange.dropped(self._drop_ratios, (x, y), taken)

    def paint_drop(self, painter: QPainter) -> None:
        """Paint where what hovers would land, in its final size."""
        rects = self.drop_rects()
        if rects:
            handles.paint_drop(painter, rects, self._viewport, self.tokens)


def _ratio_of(path: str) -> float:
    """Return a picture file's width over its height, as it is shown: a camera may have turned it."""
    reader = QImageReader(path)
    size = reader.size()
    if not size.isValid() or not size.height() or not size.width():
        return USUAL_RATIO
    lying = QImageIOHandler.Transformation.TransformationRotate90
    ratio = size.width() / size.height()
    return 1 / ratio if reader.transformation() & lying else ratio


def can_take(mime: QMimeData) -> bool:
    """Tell whether the canvas can make something of it."""
    return (
        mime.hasFormat(STILLS)
        or mime.hasFormat(LINES)
        or mime.hasImage()
        or any(mime.hasFormat(kind) for kind in PICTURE_TYPES)
        or bool(local_files(mime))
        or bool(addresses_of(mime))
    )


def local_files(mime: QMimeData) -> list[str]:
    """Return the paths of files and folders on this machine."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def addresses_of(mime: QMimeData) -> list[str]:
    """Return where the pictures are that a browser dragged or copied: shown ones rather than links.

    Words with a picture among them are words.
    """
    from moodboard.domain import web_address

    words = mime.text().strip() if mime.hasFormat("text/plain") else ""
    holds_picture = words.startswith("data:image/") and len(words.split(None, 1)) == 1
    # Some say an address in plain letters beside it, with spaces: "…/a shot.jpg".
    repeated = words in {url.toString() for url in mime.urls()} if words and mime.hasUrls() else False
    if words and not (holds_picture or repeated or web_address.addresses_in(words)):
        return []
    if mime.hasHtml() and (shown := web_address.picture_in_html(mime.html())):
        return [shown]
    if mime.hasUrls():
        rows = "\n".join(bytes(url.toEncoded().data()).decode("ascii", "replace") for url in mime.urls())
        return web_address.addresses_in(rows)
    return [words] if holds_picture else web_address.addresses_in(words)


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
