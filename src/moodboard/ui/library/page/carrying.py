# SPDX-License-Identifier: GPL-3.0-or-later
"""Films on their way from one place to another, in a drag."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QDrag, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_CHIP
from moodboard.ui import theme

FILMS_MIME = "application/x-moodboard-films"
"""JSON: the ids of films, in the order in which they stood."""


def carry(film_ids: Sequence[int]) -> QMimeData:
    """Return films as what a drag takes along."""
    data = QMimeData()
    data.setData(FILMS_MIME, json.dumps(list(film_ids)).encode())
    return data


def films_in(data: QMimeData) -> tuple[int, ...]:
    """Return the films that a drag brings; none when it brings something else, or nonsense."""
    try:
        found = json.loads(bytes(data.data(FILMS_MIME).data()))
    except (ValueError, UnicodeDecodeError):
        return ()
    if not isinstance(found, list):
        return ()
    return tuple(one for one in found if isinstance(one, int) and not isinstance(one, bool))


def start_drag(source: QWidget, film_ids: Sequence[int], words: str) -> None:
    """Drag films out of a list; what hangs on the pointer says how many."""
    drag = QDrag(source)
    drag.setMimeData(carry(film_ids))
    drag.setPixmap(_label(words, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-12, -8))
    drag.exec(Qt.DropAction.CopyAction)


def _label(words: str, ratio: float) -> QPixmap:
    tokens, font = theme.tokens(), ui_font("small-strong")
    width = round(QFontMetricsF(font).horizontalAdvance(words)) + 24
    made = QPixmap(round(width * ratio), round(2 * RADIUS_CHIP * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.chip))
    painter.drawRoundedRect(0, 0, width, 2 * RADIUS_CHIP, RADIUS_CHIP, RADIUS_CHIP)
    painter.setFont(font)
    painter.setPen(QColor(tokens.on_chip))
    painter.drawText(0, 0, width, 2 * RADIUS_CHIP, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return made
