# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the film catalogue: IMDb's files in, films in the order in which they are likely meant out."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from moodboard.domain.catalogue import WEIGHTS, CatalogueReport, Table
from moodboard.domain.errors import KnownError
from moodboard.domain.ids import utc_now
from moodboard.services import library
from moodboard.services.catalogue_blocks import FAR, Reader
from moodboard.services.catalogue_reading import BrokenFileError, TableFile, table_files
from moodboard.store import catalogue as store
from moodboard.store.catalogue_making import Making

Report = Callable[[int, int], None]

_FILLED_AT_ONCE = 50_000
_BYTES_A_FILM = 70
"""Of packed title.basics; the indexing of a film takes about as long as reading so many."""


def index(paths: Sequence[Path], report: Report) -> CatalogueReport:
    """Make the catalogue of these files and folders; tables not given come from the one that is there.

    The old catalogue works until the new one is whole. Stopped, it goes on there the next time.
    """
    files, problems = table_files(paths)
    if not files:
        raise KnownError(problems[0] if problems else "Choose the files of IMDb first.")
    if _is_same(files):
        return CatalogueReport(store.status(library.folder()), problems=tuple(problems))
    progress = _Progress(files, report)
    with Making(library.folder(), progress.again) as making:
        read: list[Table] = []
        _forget_strangers(making, files)
        for table in Table:
            try:
                if table not in files:
                    _take_over(making, table)
                elif _read_in(making, files[table], progress):
                    read.append(table)
            except BrokenFileError as error:
                problems.append(str(error))
                making.clear(table)
                _take_over(making, table)
        if not read:
            raise KnownError(problems[-1])
        _work_out(making, progress)
        done = making.sources()
        making.finish(utc_now())
    return CatalogueReport(
        store.status(library.folder()),
        tuple(read),
        sum(done[table].rows for table in read),
        sum(done[table].unreadable for table in read),
        tuple(problems),
    )


def _is_same(files: dict[Table, TableFile]) -> bool:
    """Tell whether the catalogue was made of these very files."""
    known = store.sources(library.folder() / store.FILE)
    return all(table in known and known[table].is_same_file(file.source()) for table, file in files.items())


def _forget_strangers(making: Making, files: dict[Table, TableFile]) -> None:
    """Drop what a stopped making had read of other files, and what was chosen by it."""
    known = making.sources()
    newer = False
    for table in Table:
        if table not in known:
            continue
        given = table in files
        same = given and known[table].is_same_file(files[table].source())
        if newer or (given and not same) or (not given and not known[table].done):
            making.clear(table)
            # Which people are kept depends on the crews, and these on the titles.
            newer = newer or table in (Table.BASICS, Table.CREW)


def _take_over(making: Making, table: Table) -> None:
    if table not in making.sources():
        making.carry(table)


def _read_in(making: Making, file: TableFile, progress: _Progress) -> bool:
    """Read a table from where it was left; True once it is in."""
    source = making.sources().get(file.table, file.source())
    if not source.done:
        if not source.offset:
            making.clear(file.table)
        reader = Reader(making, file, source)
        for block in file.blocks(source.offset):
            reader.take(block)
            progress.read(file, block.read)
        reader.finish()
    progress.read(file, file.size)
    return True


def _work_out(making: Making, progress: _Progress) -> None:
    """Number the films by how likely they are meant, and index their titles."""
    making.rank(_score(making))
    count = making.films()
    filled = -1
    while filled < count:
        before, filled = filled, making.fill(_FILLED_AT_ONCE)
        progress.fill(filled, count)
        if filled == before:
            break
    making.merge()


def _score(making: Making) -> Callable[..., float]:
    """Return how likely a film is meant: by its votes, else by how many people are known for it."""
    voted = Table.RATINGS in making.sources()
    packed = making.note("known")
    known = array("H", zlib.decompress(packed) if packed else b"")

    def score(number: int, kind: int, *rest: int | None) -> float:
        year, runtime, adult, votes, directed = rest
        people = known[number] if number < len(known) else 0
        fame = (votes or 0) + people / FAR if voted else people
        told = (runtime is not None) * 2 + bool(directed) + (year is not None)
        return WEIGHTS[kind] * (1.0 + fame) + told / 2 - (1e9 if adult else 0.0)

    return score


class _Progress:
    """How far it is, in bytes of the files; indexing counts as so many more."""

    def __init__(self, files: dict[Table, TableFile], report: Report) -> None:
        self._report = report
        self._sizes = {table: file.size for table, file in files.items()}
        self._read: dict[Table, int] = {}
        self._reading = sum(self._sizes.values())
        basics = self._sizes.get(Table.BASICS)
        packed = store.count(library.folder() / store.FILE) * _BYTES_A_FILM if basics is None else basics
        self._total = self._reading + max(1, packed)
        self._done = 0

    def read(self, file: TableFile, upto: int) -> None:
        """So far was the file read."""
        self._read[file.table] = max(self._read.get(file.table, 0), min(upto, file.size))
        self._say(sum(self._read.values()))

    def fill(self, films: int, count: int) -> None:
        """So many titles are indexed."""
        share = films / count if count else 1.0
        self._say(self._reading + int((self._total - self._reading) * share))

    def again(self) -> None:
        """Say the same once more: whoever listens may stop it."""
        self._report(self._done, self._total)

    def _say(self, done: int) -> None:
        self._done = max(self._done, min(done, self._total))
        self.again()
