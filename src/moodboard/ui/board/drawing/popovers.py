# SPDX-License-Identifier: GPL-3.0-or-later
"""The popovers of a drawing's look: of the drawings chosen, and of the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moodboard.domain import attaching
from moodboard.domain.board import Pin
from moodboard.domain.drawing import CLOSED
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.drawing.look import DrawLook, changed, look_of
from moodboard.ui.board.drawing.style_panel import StylePanel
from moodboard.ui.board.pin_popover import PinPopover, palette_of_board
from moodboard.ui.buttons import ghost_button
from moodboard.ui.card import Popover

_COLOURS = 5
_WIDTH = 292


def restyled(editor: BoardEditor, pins: list[Pin], name: str, value: object, label: str) -> None:
    """Change one thing of the drawings' look, as one undo step."""
    editor.change([_changed(pin, name, value) for pin in pins], label)


def _changed(pin: Pin, name: str, value: object) -> Pin:
    return replace(pin, drawing=changed(pin.drawing, name, value)) if pin.drawing is not None else pin


class DrawingPopover(PinPopover):
    """Every control is one undo step."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Drawing"), _WIDTH)
        self.panel = StylePanel(self)
        self.detach = ghost_button(self.tr("Let the ends go of their pins"), "detach")
        self.column.addWidget(self.panel)
        self.column.addWidget(self.detach)
        self.panel.changed.connect(self._on_changed)
        self.detach.clicked.connect(self._on_detach)

    def fill(self, pin: Pin) -> None:
        if pin.drawing is None:
            return
        drawings = [other.drawing for other in self.pins if other.drawing is not None]
        self.panel.show_look(
            look_of(pin.drawing),
            palette_of_board(self.editor, _COLOURS),
            fills=any(drawing.shape in CLOSED for drawing in drawings),
            heads=any(drawing.is_linear for drawing in drawings),
        )
        self.detach.setVisible(any(drawing.is_attached for drawing in drawings))
        self.adjustSize()

    def _on_changed(self, name: str, value: object) -> None:
        if not self._filling:
            restyled(self.editor, self.pins, name, value, self.tr("Change drawing"))

    def _on_detach(self) -> None:
        detached(self.editor, self.pins, self.tr("Detach"))


def detached(editor: BoardEditor, pins: list[Pin], label: str) -> None:
    """Let the ends of these drawings go of their pins; they stay where they are."""
    after = [
        replace(pin, drawing=attaching.without(pin.drawing, (pin.drawing.start, pin.drawing.end)))
        for pin in pins
        if pin.drawing is not None
    ]
    editor.change(after, label)


class LookPopover(Popover):
    """How the next drawing will look."""

    def __init__(self, parent: QWidget, tell: Callable[[str, object], object]) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("How drawings look"))
        self.panel = StylePanel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.panel)
        self.panel.changed.connect(tell)

    def show_look(self, look: DrawLook, editor: BoardEditor) -> None:
        """Show the look that is set."""
        self.panel.show_look(look, palette_of_board(editor, _COLOURS), fills=True, heads=True)
        self.adjustSize()
