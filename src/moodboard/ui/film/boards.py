# SPDX-License-Identifier: GPL-3.0-or-later
"""The boards of a film: those about it, and those that have something of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from moodboard.qt.carried import LINES_MIME, STILLS_MIME, is_ours, uuids
from moodboard.qt.film_words import counted
from moodboard.services.film_pages import FilmBoard
from moodboard.ui.film.titled_rows import TitledRows


class FilmBoards(TitledRows):
    """Rows of boards: a click opens one, shots and lines can be dropped on one."""

    board_requested = Signal(int)
    dropped = Signal(int, list, list)
    """A board, and the uuids of stills and lines to lay on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boards: tuple[FilmBoard, ...] = ()
        self.setAccessibleName(self.tr("Boards"))
        self.setAcceptDrops(True)
        self.opened.connect(lambda number: self.board_requested.emit(self._boards[number].id))

    def show_boards(self, boards: tuple[FilmBoard, ...]) -> bool:
        """Show these; True when they have to be laid anew."""
        if boards == self._boards:
            return False
        kept = self._boards[self.current].id if 0 <= self.current < len(self._boards) else 0
        self._boards = boards
        self.current = next((n for n, board in enumerate(boards) if board.id == kept), -1)
        return True

    def boards(self) -> tuple[FilmBoard, ...]:
        """What is shown."""
        return self._boards

    def row_count(self) -> int:
        """How many boards it has."""
        return len(self._boards)

    def row_words(self, number: int) -> tuple[str, str]:
        """Its title, and how much lies on it."""
        board = self._boards[number]
        return board.title, self._facts(board)

    def _facts(self, board: FilmBoard) -> str:
        pins = counted(board.pins, self.tr("{n} pin"), self.tr("{n} pins"))
        return pins if board.is_own else self.tr("{pins}, some of this film").format(pins=pins)

    # -- dropping ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take shots and lines."""
        if is_ours(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which board they would lie."""
        self._aim(self.at(event.position().toPoint()))
        event.setAccepted(self._aimed >= 0)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Lay them on the board under the pointer."""
        number = self.at(event.position().toPoint())
        self._aim(-1)
        if number >= 0:
            event.acceptProposedAction()
            data = event.mimeData()
            self.dropped.emit(self._boards[number].id, uuids(data, STILLS_MIME), uuids(data, LINES_MIME))

    def _aim(self, number: int) -> None:
        if number != self._aimed:
            self._aimed = number
            self.update()

    def carried(self, numbers: Sequence[int]) -> None:
        """Boards stay where they are."""
