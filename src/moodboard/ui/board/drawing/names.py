# SPDX-License-Identifier: GPL-3.0-or-later
"""What drawings are called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from moodboard.domain.board import Pin
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.drawing_names import shape_name

_translate = QCoreApplication.translate
_LONGEST = 40


def drawing_name(pin: Pin, editor: BoardEditor, name_of: Callable[[Pin, BoardEditor], str]) -> str:
    """Return what a screen reader says of a drawing: an arrow says what it connects."""
    drawing = pin.drawing
    if drawing is None:
        return _translate("board", "Drawing")
    what = shape_name(drawing.shape)
    start, end = editor.pins.get(drawing.start), editor.pins.get(drawing.end)
    one = _short(name_of(start, editor)) if start is not None else ""
    other = _short(name_of(end, editor)) if end is not None else ""
    if one and other:
        return _translate("board", "{what} from {one} to {other}").format(what=what, one=one, other=other)
    if one:
        return _translate("board", "{what} from {one}").format(what=what, one=one)
    if other:
        return _translate("board", "{what} to {other}").format(what=what, other=other)
    return what


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
