# SPDX-License-Identifier: GPL-3.0-or-later
"""What kinds of drawings are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moodboard.domain.drawing import Shape

_translate = QCoreApplication.translate


def shape_name(shape: Shape) -> str:
    """Return what a kind of drawing is called."""
    return {
        Shape.ARROW: _translate("board", "Arrow"),
        Shape.LINE: _translate("board", "Drawn line"),
        Shape.PEN: _translate("board", "Pen stroke"),
        Shape.RECTANGLE: _translate("board", "Rectangle"),
        Shape.ELLIPSE: _translate("board", "Ellipse"),
    }[shape]
