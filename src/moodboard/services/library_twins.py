# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rows of another library are here already though their uuids differ."""

from __future__ import annotations

import json
from collections.abc import Iterable

from moodboard.store import load, merging
from moodboard.store.library_rows import Row, Sheet

_PIN_NAMES = {"still": "still", "line": "line", "watch": "watch"}
"""Columns of a pin that name rows of other tables."""


class Twins:
    """The names that rows of the other library have here."""

    def __init__(self) -> None:
        self._mine: dict[tuple[str, str], str] = {}
        self._claimed: set[str] = set()
        self._both: set[str] = set()

    def learn(self, films: Iterable[str]) -> None:
        """Take note of the other library's films: what is in both is nobody else's twin."""
        some: list[str] = []
        for uuid in films:
            some.append(uuid)
            if len(some) == 500:
                self._both |= set(load.existing("film", some))
                some = []
        self._both |= set(load.existing("film", some))

    def alias(self, table: str, theirs: str, mine: str) -> None:
        """Say that two rows are the same."""
        self._mine[table, theirs] = mine
        self._claimed.add(mine)

    def name_of(self, table: str, theirs: str) -> str:
        """Return what a row of the other library is called here."""
        return self._mine.get((table, theirs), theirs)

    def rename(self, sheet: Sheet, row: Row) -> None:
        """Let a row name others as they are called here."""
        if not self._mine:
            return
        for column in sheet.columns:
            if column.to and row[column.name]:
                row[column.name] = self.name_of(column.to, row[column.name])
        if sheet.name in ("pin", "still", "line"):
            row["watch"] = self.name_of("watch", row["watch"])
        elif sheet.name == "film" and row["cover"]:
            row["cover"] = self.name_of("still", row["cover"])

    def twin(self, sheet: Sheet, row: Row) -> str:
        """Return the row here that is the same, empty for none; each is the same as one only."""
        found = {
            "film": self._film,
            "watch": self._watch,
            "still": self._still,
            "line": self._line,
            "film_list": self._list,
        }.get(sheet.name)
        if found is None:
            return ""
        return next((uuid for uuid in found(row) if uuid not in self._claimed), "")

    def _film(self, row: Row) -> list[str]:
        if row["binned"]:
            return []
        return [uuid for uuid in merging.film_twins(row) if uuid not in self._both]

    def _watch(self, row: Row) -> list[str]:
        if row["source"]:
            same = merging.by_source("watch", [row["source"]])
            if same:
                return list(same.values())
        if row["film"] not in self._claimed or len(row["edtf"]) != 10:
            return []
        said = (row["edtf"], row["rating"], row["note"])
        return [uuid for uuid, _film, *own in merging.watches_of([row["film"]]) if tuple(own) == said]

    def _still(self, row: Row) -> list[str]:
        shown = merging.stills_of([row["picture"]])
        return [uuid for uuid, _picture, film in shown if film == row["film"]]

    def _line(self, row: Row) -> list[str]:
        if not row["film"] or row["binned"]:
            return []
        said = merging.lines_of([row["film"]])
        return [uuid for uuid, _film, text in said if text == row["text"]]

    @staticmethod
    def _list(row: Row) -> list[str]:
        return list(merging.by_source("film_list", [row["source"]]).values()) if row["source"] else []


def renamed_pins(pins: list[Row], names: dict[str, str]) -> None:
    """Give pins other uuids, and each other by them."""
    for pin in pins:
        for column in ("uuid", "frame", "twin", "group_of"):
            pin[column] = names.get(pin[column], pin[column])
        if pin["drawing"]:
            drawing = json.loads(pin["drawing"])
            for end in ("start", "end"):
                if drawing.get(end):
                    drawing[end] = names.get(drawing[end], drawing[end])
            pin["drawing"] = json.dumps(drawing, ensure_ascii=False, sort_keys=True)
