# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a change on a board takes to be on disk: one edit, its commit and its fsync."""

from __future__ import annotations

from dataclasses import replace

from common import empty_library, show, timed
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit, change_of
from moodboard.domain.ids import new_uuid
from moodboard.services import boards


def main() -> None:
    """Move one pin among 5,000 and print what the transaction takes."""
    with empty_library():
        pins = tuple(
            Pin(new_uuid(), PinKind.NOTE, Place(n % 70 * 220, n // 70 * 80, 200, 60), text=f"Note {n}")
            for n in range(5_000)
        )
        board, _changes = boards.create_board("Bench", None, pins)
        moved = [pins[0]]

        def move() -> None:
            pin = replace(moved[0], place=replace(moved[0].place, x=moved[0].place.x + 1))
            edit: BoardEdit = change_of([moved[0]], [pin])
            boards.apply_edit(board.id, edit)
            moved[0] = pin

        show("a moved pin among 5,000 on disk", timed(move, 60), "<= 50")
        show("5,000 notes read from disk", timed(lambda: boards.open_board(board.id)), "")


if __name__ == "__main__":
    main()
