# SPDX-License-Identifier: GPL-3.0-or-later
"""The chosen pins as the canvas asks for them at every mouse move and every paint, found out once."""

from __future__ import annotations

from collections.abc import Mapping

from moodboard.domain.board import Pin, Place
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board import handles


class Chosen:
    """What is chosen, true for one state of the board and of the choice: compare before use.

    With a board of thousands chosen as a whole, the box around it took longer than a frame.
    """

    def __init__(self, editor: BoardEditor, selection: Mapping[str, None]) -> None:
        self._of = editor, selection, editor.edition, editor.is_board_locked
        self.pins: list[Pin] = editor.chosen(selection)
        self.free: list[Pin] = editor.chosen(editor.unlocked(selection))
        """Those that are not locked."""
        self.box: Place | None = handles.box_of(self.pins)
        self.free_box: Place | None = (
            self.box if len(self.free) == len(self.pins) else handles.box_of(self.free)
        )

    def is_true(self, editor: BoardEditor, selection: Mapping[str, None]) -> bool:
        """Tell whether neither the board nor the choice is another one by now."""
        known, chosen, edition, locked = self._of
        same = known is editor and chosen is selection
        return same and edition == editor.edition and locked == editor.is_board_locked
