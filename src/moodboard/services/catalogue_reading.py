# SPDX-License-Identifier: GPL-3.0-or-later
"""IMDb's files, packed or not, read block by block; they are large, and may be anything."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from moodboard.domain.catalogue import Table
from moodboard.domain.errors import KnownError
from moodboard.domain.imdb_tables import Columns, columns_of, other_table
from moodboard.store.catalogue import Source

_AT_ONCE = 1 << 18  # bytes; taking them apart holds the interpreter for less than a millisecond
_LONGEST_ROW = 1 << 20
_PACKED = b"\x1f\x8b"
_TROUBLE = (EOFError, zlib.error, gzip.BadGzipFile)


class BrokenFileError(KnownError):
    """A file ends too early or holds what it cannot."""


class Block(NamedTuple):
    """Whole rows of a file."""

    rows: list[bytes]
    end: int
    """Where they end in the unpacked file."""
    read: int
    """How far the file itself was read, in bytes."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file that holds one of the tables."""

    path: Path
    columns: Columns
    size: int
    changed: int

    @property
    def table(self) -> Table:
        """Which of the tables it holds."""
        return self.columns.table

    def source(self) -> Source:
        """Return it as the catalogue notes it, nothing read yet."""
        return Source(self.size, self.changed)

    def blocks(self, start: int) -> Iterator[Block]:
        """Read its rows from ``start`` on; the first row of all is left out."""
        try:
            with self.path.open("rb", buffering=0) as raw, _unpacked(raw) as stream:
                yield from self._blocks(raw, stream, start)
        except _TROUBLE as trouble:
            raise self._broken() from trouble
        except OSError as error:
            raise BrokenFileError(f"{self.path.name} cannot be read: {error.strerror or error}.") from error

    def _blocks(self, raw: io.FileIO, stream: BinaryIO, start: int) -> Iterator[Block]:
        at = 0
        while at < start:  # a packed file has no other way to its middle
            skipped = len(stream.read(min(_AT_ONCE, start - at)))
            if not skipped:
                raise self._broken()
            at += skipped
            yield Block([], at, raw.tell())
        rest = b""
        while chunk := stream.read(_AT_ONCE):
            rows = (rest + chunk).split(b"\n")
            rest = rows.pop()
            if len(rest) > _LONGEST_ROW:
                raise BrokenFileError(f"{self.path.name} is damaged: one of its rows never ends.")
            if not at and rows:
                at += len(rows.pop(0)) + 1
            at += sum(map(len, rows)) + len(rows)
            if rows:
                yield Block(rows, at, raw.tell())
        if rest and at:
            yield Block([rest], at + len(rest), raw.tell())

    def _broken(self) -> BrokenFileError:
        return BrokenFileError(
            f"{self.path.name} is damaged or was not downloaded whole. Get it again, and try once more."
        )


def table_files(paths: Iterable[Path]) -> tuple[dict[Table, TableFile], list[str]]:
    """Return the tables found in the files and folders, and what is wrong with the others.

    Of two files of one table the newer is taken.
    """
    found: dict[Table, TableFile] = {}
    problems: list[str] = []
    for path in _files(paths):
        try:
            file = _looked_at(path)
        except KnownError as error:
            problems.append(str(error))
            continue
        other = found.get(file.table)
        if other is None or other.changed < file.changed:
            found[file.table] = file
    return found, problems


def holds_table(path: Path) -> bool:
    """Tell whether a dropped file is one of the tables, or a folder with one."""
    if path.is_dir():
        return any(holds_table(one) for one in sorted(path.glob("*.tsv*"))[:8] if one.is_file())
    try:
        return columns_of(_first_row(path)) is not None
    except KnownError:
        return False


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(one for one in path.rglob("*.tsv*") if one.is_file())
        known = [one for one in inside if holds_table(one)]
        if not known:
            raise KnownError(f"There is none of IMDb’s tables in {path.name}. Needed is title.basics.tsv.gz.")
        yield from known


def _looked_at(path: Path) -> TableFile:
    first = _first_row(path)
    columns = columns_of(first)
    if columns is None:
        other = other_table(first)
        if other:
            raise KnownError(f"{path.name} is IMDb’s {other}, which is not needed. Give title.basics.tsv.gz.")
        raise KnownError(
            f"{path.name} is none of IMDb’s tables. Needed are title.basics.tsv.gz and, for the directors, "
            "title.crew.tsv.gz and name.basics.tsv.gz."
        )
    stat = path.stat()
    return TableFile(path, columns, stat.st_size, stat.st_mtime_ns)


def _first_row(path: Path) -> bytes:
    try:
        with path.open("rb", buffering=0) as raw, _unpacked(raw) as stream:
            row = stream.readline(_LONGEST_ROW)
    except _TROUBLE as trouble:
        raise KnownError(
            f"{path.name} is damaged or was not downloaded whole. Get it again, and try once more."
        ) from trouble
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror or error}.") from error
    if not row.strip():
        raise KnownError(f"{path.name} is empty. Get it again, and try once more.")
    return row


def _unpacked(raw: io.FileIO) -> BinaryIO:
    """Return the file's content; packed or not is seen by its first bytes, whatever it is called."""
    packed = raw.read(2) == _PACKED
    raw.seek(0)
    # Not buffered itself: ``raw`` is asked how far the file was read.
    return cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(raw, _AT_ONCE)) if packed else raw)
