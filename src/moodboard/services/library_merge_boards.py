# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of another library: each comes whole, with its pins, or not at all."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from itertools import groupby, islice

from moodboard.domain.ids import new_uuid
from moodboard.services.library_merge import KEPT, REMOVED, THERE, Merge, Merged
from moodboard.services.library_twins import renamed_pins
from moodboard.store import imports, load, merging
from moodboard.store.library_rows import Row, sheet

MOST_PINS = 100_000
"""On one board; five times what the canvas is made for."""
_SAME_BOARD = ("title", "film", "background")


def merge_boards(merge: Merge) -> None:
    """Bring the boards; the pins lie in the file in the order of their boards."""
    _Boards(merge).all()


class _Boards:
    def __init__(self, merge: Merge) -> None:
        self._merge = merge
        self._board, self._pin = sheet("board"), sheet("pin")
        self._boards = merge.begin(self._board)
        self._pins = merge.begin(self._pin)

    def all(self) -> None:
        with self._merge.transaction():
            gone = merging.gone(imports.BOARD, "board")
        waiting: dict[str, tuple[int, Row]] = {}
        for line, row in self._merge.checked(self._board, self._boards):
            waiting.setdefault(row["uuid"], (line, row))
        for uuid, pins in self._by_board():
            found = waiting.pop(uuid, None)
            if found is None:
                for line, _pin in pins:
                    self._pins.problem(line, "Its board did not come; it was left out.")
            elif uuid in gone:
                self._skip(pins, REMOVED)
            else:
                self._bring(found[0], found[1], pins)
        for uuid, (line, row) in waiting.items():
            if uuid in gone:
                self._skip([], REMOVED)
            else:
                self._bring(line, row, [])

    def _by_board(self) -> Iterator[tuple[str, list[tuple[int, Row]]]]:
        rows = self._merge.checked(self._pin, self._pins)
        for uuid, pins in groupby(rows, lambda one: str(one[1]["board"])):
            yield uuid, self._not_too_many(pins)

    def _not_too_many(self, pins: Iterator[tuple[int, Row]]) -> list[tuple[int, Row]]:
        kept = list(islice(pins, MOST_PINS))
        for line, _pin in pins:
            self._pins.problem(line, f"There are more than {MOST_PINS:,} pins on its board.")
        return kept

    def _skip(self, pins: list[tuple[int, Row]], reason: str) -> None:
        self._boards.skip(reason)
        _skip_all(self._pins, len(pins), reason)

    def _bring(self, line: int, row: Row, pins: list[tuple[int, Row]]) -> None:
        started = time.monotonic()
        with self._merge.transaction():
            self._decide(line, row, pins)
        self._merge.breathe(1 + len(pins), started)

    def _decide(self, line: int, row: Row, pins: list[tuple[int, Row]]) -> None:
        mine = load.stored(self._board, [row["uuid"]]).get(row["uuid"])
        if mine is None:
            self._add(row, pins)
            return
        laid = load.pins_of([row["uuid"]]).get(row["uuid"], [])
        said = [pin for _line, pin in pins]
        if _shape(self._pin.taken, laid) == _shape(self._pin.taken, said) and all(
            mine[name] == row[name] for name in _SAME_BOARD
        ):
            self._skip(pins, THERE)
        elif mine["binned"] or row["changed"] <= mine["changed"]:
            self._skip(pins, KEPT)
        else:
            self._beside(line, row, pins)

    def _beside(self, line: int, row: Row, pins: list[tuple[int, Row]]) -> None:
        """Let a board that was changed there later come beside the one that is here."""
        changed = str(row["changed"])
        second = _name(row["uuid"], changed)
        if load.existing("board", [second]):
            self._skip(pins, THERE)
            return
        title = f"{row['title']} ({changed[:10]})"
        self._boards.conflicts.append(
            (line, f"{row['title']}: changed in both. What is here stays, the other comes as {title}.")
        )
        names = {pin["uuid"]: _name(pin["uuid"], changed) for _line, pin in pins}
        renamed_pins([pin for _line, pin in pins], names)
        for _line, pin in pins:
            pin["board"] = second
        self._add(row | {"uuid": second, "title": title, "title_fold": title.casefold()}, pins)

    def _add(self, row: Row, pins: list[tuple[int, Row]]) -> None:
        merge, laid = self._merge, [pin for _line, pin in pins]
        lost = merge.loader.missing(self._pin, laid, merge.coming | {row["uuid"]})
        for place, table in lost.items():
            self._pins.problem(pins[place][0], f"Its {table} did not come; it was left out.")
        laid = [pin for place, pin in enumerate(laid) if place not in lost]
        merge.loader.missing(self._board, [row], merge.coming)
        self._boards.rows += 1
        self._boards.added += 1
        self._pins.rows += len(laid)
        self._pins.added += len(laid)
        if merge.dry:
            merge.coming.add(row["uuid"])
            return
        if load.existing("pin", (pin["uuid"] for pin in laid)):
            renamed_pins(laid, {pin["uuid"]: new_uuid() for pin in laid})
        merge.loader.insert(self._board, [row])
        for start in range(0, len(laid), 500):
            merge.loader.insert(self._pin, laid[start : start + 500])
        stored = load.stored(self._board, [row["uuid"]])[row["uuid"]]
        mark = load.mark_of(self._board, stored, load.pins_of([row["uuid"]]).get(row["uuid"], ()))
        merge.note(imports.BOARD, [(row["uuid"], {"is": mark})])


def _skip_all(merged: Merged, count: int, reason: str) -> None:
    for _ in range(count):
        merged.skip(reason)


def _shape(columns: tuple[object, ...], pins: list[Row]) -> list[tuple[object, ...]]:
    names = [getattr(column, "name", "") for column in columns]
    return sorted((tuple(pin[name] for name in names) for pin in pins), key=repr)


def _name(uuid: str, changed: str) -> str:
    """Return the same new name whenever the same board comes again."""
    return hashlib.blake2b(f"{uuid} {changed}".encode(), digest_size=16).hexdigest()
