# SPDX-License-Identifier: GPL-3.0-or-later
"""The board through its rewatches, as a film or a series of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from moodboard.ui import theme
from moodboard.ui.actions import Needs

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


class WalkingPart(QObject):
    """The command that exports what the scrubber plays."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        page.book.connect_handler("board.export_walk", self.export)
        page.scrubber.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        page.scrubber.addAction(page.book.action("board.export_walk"))
        page.scrubber.axis_changed.connect(self._on_axis)
        self._on_axis()

    def _on_axis(self) -> None:
        self._page.book.have(Needs.WALK, self._page.scrub.axis.is_worth_showing)

    def export(self) -> None:
        """Ask how, and export."""
        from moodboard.ui.dialogs.walk_dialog import WalkDialog

        page = self._page
        board = page.editor.board
        if board is None:
            return
        page.words.finish(True)
        page.editor.save()
        dark = theme.tokens().dark
        WalkDialog(board.id, board.title, page.scrub.axis, dark, page.window()).open()
