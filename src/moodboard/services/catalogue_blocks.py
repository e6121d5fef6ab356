# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of one of IMDb's files into a catalogue under way: which are kept, and in what blocks."""

from __future__ import annotations

import time
import zlib
from array import array
from collections.abc import Iterable, Iterator

from moodboard.domain.catalogue import Table
from moodboard.domain.imdb_tables import crew_row, person_row, title_row, votes_row
from moodboard.services.catalogue_reading import Block, BrokenFileError, TableFile
from moodboard.store.catalogue import Source
from moodboard.store.catalogue_making import NEEDS, Making

FAR = 65_535
"""So many people known for a film are counted, and not more."""
_HIGHEST = 60_000_000
"""Titles above this number are not counted for: IMDb is far from it, a broken file is not."""
_BLOCK = 1 << 24  # bytes of a file, unpacked, after which it is noted how far it was read
_ROWS = 20_000  # kept in one transaction; letting go of many more is felt in the window
_BREATH = 0.0002  # seconds between two pieces: the window is drawn by the same interpreter


class Numbers:
    """A set of many whole numbers, a bit each."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._bits = bytearray()
        self._others: set[int] = set()
        for number in numbers:
            if number >= _HIGHEST:
                self._others.add(number)
                continue
            at = number >> 3
            if at >= len(self._bits):
                self._bits.extend(bytes(max(1 << 16, at - len(self._bits) + 1)))
            self._bits[at] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        at = number >> 3
        return (at < len(self._bits) and bool(self._bits[at] >> (number & 7) & 1)) or number in self._others


class Reader:
    """Take a table's rows, keep those of films and of who directed them."""

    def __init__(self, making: Making, file: TableFile, source: Source) -> None:
        self._making = making
        self._columns = file.columns
        self._table = file.table
        self._name = file.path.name
        self._source = source._replace(done=False)
        self._kept: list[tuple[object, ...]] = []
        self._noted = self._source
        self._known = array("H")
        self._wanted: Numbers | None = None
        if self._table is Table.NAMES:
            packed = making.note("known") if source.offset else None
            self._known.frombytes(zlib.decompress(packed) if packed else b"")
        needed = NEEDS.get(self._table)
        if needed is not None and needed in making.sources():
            self._wanted = Numbers(making.numbers(needed))

    def take(self, block: Block) -> None:
        """Read a block; every so often what was read is kept."""
        unreadable = 0
        add = self._kept.extend
        for row in block.rows:
            try:
                add(self._rows_of(row.rstrip(b"\r")))
            except ValueError:
                unreadable += bool(row.strip())
        old = self._source
        self._source = old._replace(
            offset=block.end if block.rows else old.offset,
            rows=old.rows + len(block.rows),
            unreadable=old.unreadable + unreadable,
        )
        if self._source.offset - self._noted.offset >= self._block():
            self._keep()
        elif len(self._kept) >= _ROWS:
            # Not yet noted, these would be read a second time: a row that is there is written over.
            self._making.add(self._table, self._noted, self._kept)
            self._kept = []
        time.sleep(_BREATH)

    def finish(self) -> None:
        """Keep the rest; the table is whole."""
        if self._source.rows and self._source.unreadable > self._source.rows // 2:
            raise BrokenFileError(f"{self._name} is not as IMDb writes it: most of its rows cannot be read.")
        self._source = self._source._replace(done=True)
        self._keep()

    def _block(self) -> int:
        # With the names, the counts of all films are kept each time.
        return _BLOCK * 8 if self._table is Table.NAMES else _BLOCK

    def _keep(self) -> None:
        known = zlib.compress(self._known.tobytes(), 1) if self._table is Table.NAMES else None
        self._making.add(self._table, self._source, self._kept, known)
        self._kept = []
        self._noted = self._source

    def _rows_of(self, row: bytes) -> Iterable[tuple[object, ...]]:
        if self._table is Table.BASICS:
            title = title_row(self._columns, row)
            return () if title is None else (title,)
        if self._table is Table.CREW:
            return self._crew_of(row)
        if self._table is Table.NAMES:
            return self._person_of(row)
        votes = votes_row(self._columns, row)
        return (votes,) if self._wanted is None or votes[0] in self._wanted else ()

    def _crew_of(self, row: bytes) -> Iterator[tuple[object, ...]]:
        number, people = crew_row(self._columns, row)
        if people and (self._wanted is None or number in self._wanted):
            yield from ((number, place, person) for place, person in enumerate(people))

    def _person_of(self, row: bytes) -> Iterable[tuple[object, ...]]:
        person = person_row(self._columns, row)
        for title in person.known_for:
            if title < _HIGHEST:
                self._count(title)
        wanted = person.directs if self._wanted is None else person.number in self._wanted
        return ((person.number, person.name),) if wanted and person.name else ()

    def _count(self, title: int) -> None:
        if title >= len(self._known):
            self._known.frombytes(bytes(2 * (title + (1 << 20) - len(self._known))))
        if self._known[title] < FAR:
            self._known[title] += 1
