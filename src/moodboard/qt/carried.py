# SPDX-License-Identifier: GPL-3.0-or-later
"""What a drag inside the program carries: the uuids of shots and of lines, one a row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

STILLS_MIME = "application/x-moodboard-stills"
LINES_MIME = "application/x-moodboard-lines"


def put(data: QMimeData, mime: str, uuids: Iterable[str]) -> None:
    """Let a drag carry these."""
    data.setData(mime, QByteArray("\n".join(uuids).encode()))


def is_ours(data: QMimeData) -> bool:
    """Tell whether shots or lines of the library are dragged."""
    return data.hasFormat(STILLS_MIME) or data.hasFormat(LINES_MIME)


def uuids(data: QMimeData, mime: str) -> list[str]:
    """Return the uuids that a drag carries."""
    return [one for one in bytes(data.data(mime).data()).decode().split("\n") if one]
