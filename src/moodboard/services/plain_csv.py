# SPDX-License-Identifier: GPL-3.0-or-later
"""Write films, watches, lines, shots, lists, themes and boards as tables for any spreadsheet.

One folder, all files or none. UTF-8 with a mark at the beginning, by which spreadsheets see that it is;
what is in the bin stays home.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from moodboard.domain.dates import full, parse_edtf
from moodboard.domain.line import format_timecode
from moodboard.domain.plain_csv import TABLES, guarded, listed, stars, yes
from moodboard.services.writing import new_folder
from moodboard.store import dump
from moodboard.store.dump import Snapshot
from moodboard.store.library_rows import Row, sheet

Report = Callable[[int, int], None]
Cells = tuple[object, ...]
Named = dict[str | None, tuple[object, object]]
_STEPS = 500
_READ = ("film", "watch", "line", "still", "film_list", "film_list_entry", "theme", "board", "pin")


@dataclass(frozen=True, slots=True)
class Tables:
    """What was written: rows by the name of the table."""

    rows: dict[str, int]


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def export(to: Path, report: Report = _silent) -> Tables:
    """Write the tables into a new folder; a cancel (``report`` raises) leaves nothing behind."""
    with new_folder(to) as draft, dump.snapshot() as moment:
        writer = _Writer(moment, draft, report)
        return Tables({name: writer.write(name) for name in TABLES})


class _Writer:
    def __init__(self, moment: Snapshot, folder: Path, report: Report) -> None:
        self._moment, self._folder, self._report = moment, folder, report
        self._done = 0
        self._total = sum(moment.count(sheet(name)) for name in _READ)
        self._films: Named = {None: ("", "")}
        self._lists: dict[str, str] = {}
        self._inside = Counter(row["film_list"] for row in moment.rows(sheet("film_list_entry")))
        self._pins = Counter(row["board"] for row in moment.rows(sheet("pin")))
        self._themes: dict[str, Counter[str]] = {}

    def write(self, name: str) -> int:
        """Write one table; how many rows it has."""
        rows = {
            "films": self._films_rows,
            "watches": self._watches,
            "lines": self._lines,
            "shots": self._shots,
            "lists": self._lists_rows,
            "list_films": self._list_films,
            "themes": self._themes_rows,
            "boards": self._boards,
        }[name]
        count = 0
        with (self._folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(TABLES[name])
            for cells in rows():
                writer.writerow([guarded(one) if isinstance(one, str) else one for one in cells])
                count += 1
        return count

    def _rows(self, name: str) -> Iterator[Row]:
        """Yield what is not in the bin, and whose film is not."""
        for row in self._moment.rows(sheet(name)):
            self._done += 1
            if self._done % _STEPS == 0:
                self._report(self._done, self._total)
            is_here = "film" not in row or row["film"] in self._films
            if is_here and not row.get("binned"):
                yield row
                for theme in row.get("themes", ()):
                    self._themes.setdefault(theme, Counter())[name] += 1

    def _film_of(self, row: Row) -> tuple[object, object]:
        return self._films[row["film"]]

    def _films_rows(self) -> Iterator[Cells]:
        for row in self._rows("film"):
            self._films[row["uuid"]] = row["title"], row["year"]
            yield (
                row["title"], row["year"], row["original_title"], listed(row["directors"]), row["runtime"],
                stars(row["rating"]), yes(row["liked"]), yes(row["watchlist"]), row["times_seen"],
                row["earlier_watches"], row["first_edtf"], row["last_edtf"], listed(row["themes"]),
                row["notes"], row["letterboxd"], row["imdb"], row["tmdb"], row["added"], row["uuid"],
            )  # fmt: skip

    def _watches(self) -> Iterator[Cells]:
        for row in self._rows("watch"):
            yield (
                *self._film_of(row), row["edtf"], full(parse_edtf(row["edtf"])), row["said"], row["times"],
                stars(row["rating"]), listed(row["people"]), row["venue"], row["medium"], row["cut"],
                yes(row["finished"]), yes(row["liked"]), yes(row["rewatch"]), listed(row["themes"]),
                row["note"], row["logged"], row["uuid"],
            )  # fmt: skip

    def _lines(self) -> Iterator[Cells]:
        for row in self._rows("line"):
            at = format_timecode(row["timecode"]) or ""
            yield (*self._film_of(row), at, row["speaker"], row["text"], listed(row["themes"]), row["uuid"])

    def _shots(self) -> Iterator[Cells]:
        for row in self._rows("still"):
            yield (
                *self._film_of(row), format_timecode(row["timecode"]) or "", row["picture"], row["name"],
                row["width"], row["height"], listed(row["themes"]), row["uuid"],
            )  # fmt: skip

    def _lists_rows(self) -> Iterator[Cells]:
        for row in self._rows("film_list"):
            self._lists[row["uuid"]] = row["name"]
            yield (
                row["name"], row["description"], yes(row["ranked"]), self._inside[row["uuid"]],
                listed(row["tags"]), row["created"], row["uuid"],
            )  # fmt: skip

    def _themes_rows(self) -> Iterator[Cells]:
        for name in sorted(self._themes, key=str.casefold):
            used = self._themes[name]
            yield (name, used["film"], used["watch"], used["still"], used["line"])

    def _list_films(self) -> Iterator[Cells]:
        for row in self._rows("film_list_entry"):
            if row["film_list"] in self._lists:
                yield (self._lists[row["film_list"]], row["position"], *self._film_of(row), row["note"])

    def _boards(self) -> Iterator[Cells]:
        for row in self._rows("board"):
            pins = self._pins[row["uuid"]]
            named = self._film_of(row)
            yield (row["title"], *named, pins, row["created"], row["changed"], row["uuid"])
