# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks of the open board: what is locked is not changed by hand, whoever asks for it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Signal

from moodboard.domain import locking
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.qt.board_keeper import BoardKeeper
from moodboard.services import board_locks
from moodboard.services.boards import OpenBoard

log = logging.getLogger(__name__)


class Refusal(StrEnum):
    """What stood in the way of an edit."""

    BOARD = "board"
    PINS = "pins"


class BoardLocks(BoardKeeper):
    """A board of which some, or everything, may be locked.

    Every edit passes ``push``, so the guard stands there; gestures ask ``may_change`` first, so that
    nothing seems to move that will not.
    """

    refused = Signal(str)
    """An edit came to nothing because of a lock: a ``Refusal``."""
    board_locked = Signal(bool)
    """The whole board was locked or unlocked."""

    def _forget(self) -> None:
        super()._forget()
        self._locked_board = False

    def _take(self, found: OpenBoard) -> None:
        super()._take(found)
        try:
            self._locked_board = board_locks.is_locked(found.board.id)
        except (KnownError, OSError) as error:
            log.warning("Whether the board is locked could not be read: %s", error)

    @property
    def is_board_locked(self) -> bool:
        """Whether nothing of the board may be changed by hand."""
        return self._locked_board

    def lock_board(self, locked: bool) -> None:
        """Lock the whole board, or unlock it; it is remembered."""
        if self.board is None or locked == self._locked_board:
            return
        self._locked_board = locked
        try:
            board_locks.set_locked(self.board_id, locked)
        except (KnownError, OSError) as error:
            log.warning("The lock of the board was not kept: %s", error)
        self.board_locked.emit(locked)

    def is_locked(self, uuid: str) -> bool:
        """Tell whether a pin is locked, itself or with its group."""
        return locking.is_locked(self.pins, uuid)

    def may_change(self, uuid: str = "") -> bool:
        """Tell whether a pin, or without a name the board, may be changed; say so when it may not."""
        if self._locked_board:
            self.refused.emit(Refusal.BOARD)
            return False
        if uuid and self.is_locked(uuid):
            self.refused.emit(Refusal.PINS)
            return False
        return True

    def unlocked(self, uuids: Iterable[str]) -> list[str]:
        """Return those of the pins that may be changed by hand."""
        if self._locked_board:
            return []
        return [uuid for uuid in uuids if uuid in self.pins and not self.is_locked(uuid)]

    def push(self, edit: BoardEdit, label: str, gesture: int | None = None) -> None:
        """Apply what locks allow of an edit; one that they leave nothing of is told as refused."""
        if self.board is None or edit.is_empty:
            return
        if self._locked_board:
            self.refused.emit(Refusal.BOARD)
            return
        allowed = locking.permitted(self.pins, edit)
        if allowed.is_empty:
            self.refused.emit(Refusal.PINS)
            return
        super().push(allowed, label, gesture)

    def set_background(self, colour: str, gesture: int | None = None) -> None:
        """Give the board another ground, unless it is locked."""
        if self.may_change():
            super().set_background(colour, gesture)

    def undo(self) -> None:
        """Take the last step back, unless the board is locked."""
        if self.may_change():
            self.undo_stack.undo()

    def redo(self) -> None:
        """Do the step again that was taken back, unless the board is locked."""
        if self.may_change():
            self.undo_stack.redo()
