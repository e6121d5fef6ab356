# SPDX-License-Identifier: GPL-3.0-or-later
"""Small images of posters that are not in the library yet; made off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

_LARGEST = 8_000
_FORMATS = (b"jpeg", b"jpg", b"png", b"webp")


def poster_image(data: bytes, size: QSize) -> QImage:
    """Return the poster no larger than ``size``; a null image for what is none, or claims to be huge."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    whole = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not whole.isValid():
        return QImage()
    if max(whole.width(), whole.height()) > _LARGEST:
        return QImage()
    reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
