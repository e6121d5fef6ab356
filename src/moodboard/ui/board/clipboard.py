# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy pins: as pins for another board, as words, and as one picture for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaType, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from moodboard.domain.board import PinKind
from moodboard.domain.errors import KnownError
from moodboard.domain.note_markup import plain
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui import theme
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.canvas_drop import PINS

if TYPE_CHECKING:
    from moodboard.domain.export import ExportRequest

_IMAGE = "application/x-qt-image"


class PinsMime(QMimeData):
    """Pins for another board at once; the picture of them only when a program asks for it."""

    def __init__(self, pins: bytes, words: str, request: ExportRequest) -> None:
        super().__init__()
        self._request = request
        self._image: QImage | None = None
        self.setData(PINS, pins)
        if words:
            self.setText(words)

    def formats(self) -> list[str]:
        return [*super().formats(), _IMAGE]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype == _IMAGE or super().hasFormat(mimetype)

    def retrieveData(self, mimetype: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mimetype == _IMAGE:
            return self.picture()
        return super().retrieveData(mimetype, preferred)

    def picture(self) -> QImage:
        """Return the pins as one picture, painted once."""
        from moodboard.qt.board_painter import copied_image

        if self._image is None:
            try:
                self._image = copied_image(self._request)
            except (KnownError, OSError):
                self._image = QImage()  # the board was binned since: there is nothing to show
        return self._image


class BoardClipboard(QObject):
    """What goes from a board to the clipboard."""

    def __init__(self, editor: BoardEditor, canvas: BoardCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._canvas = canvas

    def copy(self) -> None:
        """Copy what is chosen."""
        chosen = self._canvas.selected()
        pins = self._editor.chosen(self._editor.with_contents(chosen))
        if not pins:
            return
        words = "\n\n".join(
            plain(pin.text) if pin.kind is PinKind.NOTE else self._editor.text_of(pin.uuid)
            for pin in pins
            if pin.kind in (PinKind.LINE, PinKind.NOTE)
        )
        only = pins[0] if len(chosen) == 1 and pins[0].kind is PinKind.FRAME else None
        from moodboard.domain.export import ExportRequest

        request = ExportRequest(
            self._editor.board_id,
            pins=() if only is not None else tuple(self._editor.with_contents(chosen)),
            frame=only.uuid if only is not None else "",
            palettes=True,
            notes=True,
            dark=theme.tokens().dark,
        )
        mime = PinsMime(self._editor.to_clipboard(chosen), words, request)
        QGuiApplication.clipboard().setMimeData(mime)

    def cut(self) -> None:
        """Copy what is chosen and take it off the board, frames with what lies in them."""
        self.copy()
        self._editor.remove(self._editor.with_contents(self._canvas.selected()), self.tr("Cut"))

    def let_go(self) -> None:
        """Leave plain data behind: a picture can no longer be painted once the library is closed."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData()
        if isinstance(mime, PinsMime):
            plain = QMimeData()
            plain.setData(PINS, mime.data(PINS))
            if mime.hasText():
                plain.setText(mime.text())
            clipboard.setMimeData(plain)
