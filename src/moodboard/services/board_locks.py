# SPDX-License-Identifier: GPL-3.0-or-later
"""Which boards are locked: kept beside the boards, for a lock is no change of what lies on one."""

from __future__ import annotations

from moodboard.store import boards, database, settings


def is_locked(board_id: int) -> bool:
    """Tell whether a board is locked."""
    with database.read():
        board = boards.by_id(board_id, binned=True)
        return board is not None and bool(settings.get(_name(board.uuid)))


def set_locked(board_id: int, locked: bool) -> None:
    """Lock a board, or unlock it."""
    with database.write():
        board = boards.by_id(board_id, binned=True)
        if board is not None:
            settings.put(_name(board.uuid), "1" if locked else "")


def _name(uuid: str) -> str:
    return f"board locked {uuid}"
