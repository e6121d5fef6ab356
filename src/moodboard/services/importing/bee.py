# SPDX-License-Identifier: GPL-3.0-or-later
"""Open a BeeRef board (.bee): its items, and the bytes of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moodboard.domain import bee
from moodboard.domain.errors import KnownError
from moodboard.services.importing.foreign import MOST_ITEMS, MOST_OF_ONE, Found, within_limits
from moodboard.store import foreign

_ITEMS = ("id", "type", "x", "y", "z", "scale", "rotation", "flip", "data", "filename")


@contextmanager
def opened(path: Path) -> Iterator[Found]:
    """Read the items; the pictures' bytes are read one by one while the file is open."""
    with foreign.opened(path, path.name) as file:
        if not {"id", "type"} <= file.columns("items"):
            raise KnownError(f"{path.name} is not a BeeRef board: it holds no items.")
        over = within_limits(path.name, file.count("items"))
        names: dict[int, str] = {}
        for row in file.rows("sqlar", ("item_id", "name"), MOST_ITEMS):
            if isinstance(row.get("item_id"), int):
                names[row["item_id"]] = str(row.get("name") or "")
        board = bee.board_of(file.rows("items", _ITEMS, MOST_ITEMS), names)
        board.left_out += over
        yield Found(board, lambda key: file.blob("sqlar", "item_id", key, "data", MOST_OF_ONE))
