# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures leave the board: dragged out as files, copied as files, copied as one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QDrag, QGuiApplication, QImage, QPainter, QPixmap

from moodboard.domain.board import WHOLE, PinKind
from moodboard.qt.jobs import Job, Report
from moodboard.ui import theme
from moodboard.ui.board.canvas_drop import PINS
from moodboard.ui.board.canvas_hook import CanvasHook
from moodboard.ui.board.words import counted

if TYPE_CHECKING:
    from moodboard.domain.export import ExportRequest
    from moodboard.domain.still import Still
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.page import BoardPage

THUMB = 132.0
"""Pixels of the longer side of what hangs at the pointer."""
_STACKED = 3
FINE = 2.0
"""Pixels for each board unit of what is copied as one picture."""
MARGIN = 48
"""Pixels around it, for the shadows."""
_STEP = 7


class PictureCarrying(QObject, CanvasHook):
    """What goes from the board to other programs."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._job: Job | None = None

    # -- as files --------------------------------------------------------------------------------

    def chosen(self) -> list[tuple[Still, str]]:
        """Return the chosen pins' stills with their films, in the order of choosing."""
        editor = self._page.editor
        found = [
            editor.stills[pin.still]
            for pin in editor.chosen(editor.leaves(self._page.canvas.selected()))
            if pin.kind is PinKind.STILL and pin.still in editor.stills
        ]
        return [(still, editor.films.get(still.film_id or 0, "")) for still in found]

    def carries_out(self, canvas: BoardCanvas) -> bool:
        return bool(self.chosen())

    def carry_out(self, canvas: BoardCanvas) -> None:
        """Let the chosen pictures' files hang at the pointer until they are dropped somewhere."""
        from moodboard.ui.board.pictures.files import FilesMime

        stills = self.chosen()
        drag = QDrag(canvas)
        drag.setMimeData(FilesMime(stills))
        drag.setPixmap(self._pixmap(canvas, [still for still, _ in stills]))
        drag.setHotSpot(QPoint(-12, -12))
        drag.exec(Qt.DropAction.CopyAction)

    def _pixmap(self, canvas: BoardCanvas, stills: list[Still]) -> QPixmap:
        """Return the first pictures, lying on each other."""
        shown = stills[:_STACKED]
        side = round(THUMB) + _STEP * (len(shown) - 1)
        ratio = canvas.devicePixelRatioF()
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.92)
        for n, still in reversed(tuple(enumerate(shown))):
            width = THUMB * min(1.0, still.ratio)
            rect = QRectF(n * _STEP, n * _STEP, width, width / still.ratio)
            source = canvas.pictures
            found = source.picture(still, WHOLE, rect.width(), rect.height()) if source else None
            if found is not None:
                painter.drawImage(rect, *found)
            else:
                painter.fillRect(rect, QColor(still.average))
        painter.end()
        return made

    def copy_files(self) -> None:
        """Put the chosen pictures' files into the clipboard, for a folder or a message."""
        from moodboard.ui.board.pictures.files import FilesMime

        stills = self.chosen()
        if stills:
            mime = QMimeData()  # a plain one: the clipboard outlives the program's own
            mime.setUrls(FilesMime(stills).links())
            QGuiApplication.clipboard().setMimeData(mime)
            count = len(mime.urls())
            self._page.bar.tell(counted(count, self.tr("{n} file copied."), self.tr("{n} files copied.")))

    # -- as one picture --------------------------------------------------------------------------

    def copy_picture(self, clear: bool = False) -> None:
        """Paint the chosen pins as one picture on the board's background, or on none, and copy that."""
        page = self._page
        chosen = page.canvas.selected()
        if not chosen or self._job is not None:
            return
        request = self._request(chosen, clear)
        pins = page.editor.to_clipboard(chosen)

        def work(_report: Report) -> tuple[QImage, bytes]:
            from moodboard.qt.board_painter import copied_image

            image = copied_image(request)
            return image, _png(image)

        job = self._job = Job(work)
        job.succeeded.connect(lambda made: self._on_painted(made, pins))
        job.failed.connect(page.bar.tell)
        job.finished.connect(self._on_finished)
        page.jobs.start(job)

    def _request(self, chosen: tuple[str, ...], clear: bool) -> ExportRequest:
        """Ask for twice the size at 100 %; for a still alone without a margin and no softer than its file."""
        editor = self._page.editor
        pins, bounds = editor.chosen(chosen), editor.bounds(chosen)
        assert bounds is not None
        margin, width = MARGIN, round(bounds.width * FINE) + 2 * MARGIN
        if len(pins) == 1 and pins[0].kind is PinKind.STILL and not pins[0].place.turn % 360:
            still = editor.stills.get(pins[0].still)
            own = still.width * pins[0].crop.width if still is not None else 0
            margin, width = 0, round(max(bounds.width * FINE, own))
        from moodboard.domain.export import ExportRequest

        return ExportRequest(
            self._page.board_id,
            pins=chosen,
            palettes=True,
            notes=True,
            width=max(1, width),
            margin=margin,
            background=None if clear else "",
            dark=theme.tokens().dark,
        )

    def _on_painted(self, made: object, pins: bytes) -> None:
        assert isinstance(made, tuple)
        image, png = made
        mime = QMimeData()
        mime.setData(PINS, QByteArray(pins))
        mime.setData("image/png", QByteArray(png))
        mime.setImageData(image)
        QGuiApplication.clipboard().setMimeData(mime)
        self._page.bar.tell(
            self.tr("Copied as one picture, {width} × {height} pixels.").format(
                width=image.width(), height=image.height()
            )
        )

    def _on_finished(self) -> None:
        self._job = None


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
