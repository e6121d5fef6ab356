# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of layers at the right edge of the board; it stays away until it is called."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import ui_font
from moodboard.qt.layers_model import LayersModel
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.board.layers.list_view import LayerList
from moodboard.ui.buttons import ghost_button, tip_of
from moodboard.ui.card import Card

WIDTH = 260
EDGE = 12
"""Pixels between the panel and the edges of the board."""


class LayersPanel(Card):
    """A heading, the list, and one sentence while there is nothing in it."""

    closed = Signal()
    """A wish to be put away."""

    def __init__(self, parent: QWidget, editor: BoardEditor, thumbs: Thumbs | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Layers"))
        self.model = LayersModel(editor, self)
        self.list = LayerList(self.model, editor, thumbs, self)
        self.close_button = ghost_button("", "close", tip_of(self.tr("Close"), "Esc"), self)
        self.close_button.set_compact(28)
        self._empty = QLabel(self.tr("Nothing lies on this board yet."), self)
        self._empty.setFont(ui_font("body"))
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.list.left.connect(self.closed)
        self.model.renamed.connect(editor.call)
        self.list.hide_wished.connect(editor.hide)
        self.list.lock_wished.connect(editor.lock)
        self.list.remove_wished.connect(lambda uuids: editor.remove(uuids))
        self.list.order_wished.connect(editor.put_into)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved):
            signal.connect(self._show_empty)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Layers"), self)
        heading.setFont(ui_font("body-strong"))
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 6, 0)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 6)
        column.setSpacing(4)
        column.addLayout(row)
        self._empty.setContentsMargins(14, 4, 14, 0)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)

    def _show_empty(self) -> None:
        self._empty.setVisible(not self.model.rowCount())

    def call(self) -> None:
        """Show it, with the list as it is now."""
        self.model.set_on(True)
        self._show_empty()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Hide it; the list rests."""
        self.hide()
        self.model.set_on(False)

    def place(self, width: int, top: int, bottom: int) -> None:
        """Stand at the right edge of a board of that width."""
        self.setGeometry(width - WIDTH - EDGE, top, WIDTH, max(120, bottom - top - EDGE))
