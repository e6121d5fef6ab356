# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of IMDb's tables: tab-separated UTF-8 without quotes, ``\\N`` for what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from moodboard.domain.catalogue import TITLE_TYPES, Table

_NOTHING = b"\\N"
_MOST_LETTERS = 500
_MOST_DIRECTORS = 12
_TYPES = {kind.value.encode(): place for place, kind in enumerate(TITLE_TYPES)}
_NEEDED = {
    Table.BASICS: ("tconst", "titleType", "primaryTitle"),
    Table.CREW: ("tconst", "directors"),
    Table.NAMES: ("nconst", "primaryName"),
    Table.RATINGS: ("tconst", "numVotes"),
}
_USED = {
    Table.BASICS: (
        *_NEEDED[Table.BASICS], "originalTitle", "isAdult", "startYear", "runtimeMinutes",
    ),
    Table.CREW: _NEEDED[Table.CREW],
    Table.NAMES: (*_NEEDED[Table.NAMES], "primaryProfession", "knownForTitles"),
    Table.RATINGS: _NEEDED[Table.RATINGS],
}  # fmt: skip
_OTHERS = {
    "titleId": "title.akas",
    "parentTconst": "title.episode",
    "job": "title.principals",
}


class TitleRow(NamedTuple):
    """One film of title.basics."""

    number: int
    type: int
    """Its place in ``TITLE_TYPES``."""
    title: str
    original: str | None
    year: int | None
    runtime: int | None
    adult: bool


class PersonRow(NamedTuple):
    """One person of name.basics."""

    number: int
    name: str
    directs: bool
    known_for: tuple[int, ...]


class Columns:
    """Where a table's columns are, by its first row: IMDb has moved and added some over the years."""

    def __init__(self, table: Table, header: Sequence[str]) -> None:
        self.table = table
        self.least = 1 + max(header.index(name) for name in _NEEDED[table])
        self._at = tuple(header.index(name) if name in header else -1 for name in _USED[table])

    def cells(self, row: bytes) -> list[bytes]:
        """Return the cells used, in the order of ``_USED``; raises ValueError for a row cut short."""
        parts = row.split(b"\t")
        if len(parts) < self.least:
            raise ValueError("too few columns")
        count = len(parts)
        return [parts[at] if 0 <= at < count else _NOTHING for at in self._at]


def columns_of(first_row: bytes) -> Columns | None:
    """Return which of the tables a file holds; None when it is none that is used."""
    header = _header(first_row)
    for table, needed in _NEEDED.items():
        if all(name in header for name in needed) and not any(name in header for name in _OTHERS):
            return Columns(table, header)
    return None


def other_table(first_row: bytes) -> str:
    """Return the name of a table of IMDb's that is not needed; empty for anything else."""
    header = _header(first_row)
    return next((name for column, name in _OTHERS.items() if column in header), "")


def _header(first_row: bytes) -> list[str]:
    text = first_row.decode("utf-8-sig", "replace")
    return [name.strip().strip('"') for name in text.split("\t")]


def title_row(columns: Columns, row: bytes) -> TitleRow | None:
    """Read a row of title.basics; None for what is no film. Raises ValueError for what is no row."""
    if b"\ttvEpisode\t" in row:  # three quarters of the table: not worth taking apart
        return None
    number, kind, title, original, adult, year, runtime = columns.cells(row)
    place = _TYPES.get(kind)
    if place is None:
        return None
    name = _words(title)
    if not name:
        raise ValueError("no title")
    first_name = "" if original == title else _words(original)
    return TitleRow(
        _number(number, b"tt"),
        place,
        name,
        first_name if first_name and first_name != name else None,
        _within(year, 1800, 2999),
        _within(runtime, 1, 5999),
        adult == b"1",
    )


def crew_row(columns: Columns, row: bytes) -> tuple[int, list[int]]:
    """Read a row of title.crew: the title's number and its directors' numbers."""
    number, directors = columns.cells(row)
    return _number(number, b"tt"), _numbers(directors, b"nm")[:_MOST_DIRECTORS]


def person_row(columns: Columns, row: bytes) -> PersonRow:
    """Read a row of name.basics."""
    number, name, professions, known = columns.cells(row)
    return PersonRow(
        _number(number, b"nm"), _words(name), b"director" in professions, tuple(_numbers(known, b"tt"))
    )


def votes_row(columns: Columns, row: bytes) -> tuple[int, int]:
    """Read a row of title.ratings: the title's number and how many voted."""
    number, votes = columns.cells(row)
    return _number(number, b"tt"), int(votes)


READERS: dict[Table, Callable[[Columns, bytes], object]] = {
    Table.BASICS: title_row,
    Table.CREW: crew_row,
    Table.NAMES: person_row,
    Table.RATINGS: votes_row,
}


def _number(said: bytes, letters: bytes) -> int:
    digits = said[2:]
    if said[:2] != letters or not 0 < len(digits) <= 12 or not digits.isdigit():
        raise ValueError("no such number")
    return int(digits)


def _numbers(said: bytes, letters: bytes) -> list[int]:
    if said in (_NOTHING, b""):
        return []
    return [_number(one, letters) for one in said.split(b",")]


def _within(said: bytes, least: int, most: int) -> int | None:
    if said.isdigit() and len(said) <= 4 and least <= int(said) <= most:
        return int(said)
    return None


def _words(said: bytes) -> str:
    if said == _NOTHING:
        return ""
    text = " ".join(said.decode("utf-8", "replace").split())
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isprintable())
    return text[:_MOST_LETTERS]
