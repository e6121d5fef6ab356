# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows out of a table's bytes: encoding and delimiter found out, broken rows told from whole ones.

A table is read twice, once for its encoding and once for its rows, and never held whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from moodboard.domain.letterboxd import column_name, is_list_header, is_list_meta_header
from moodboard.services.importing.sources import Table, UnreadableError

CHUNK = 256 * 1024
LONGEST_FIELD = 4 * 1024**2
MOST_REREAD = 64 * 1024**2
"""Letters that are read again in one file for quotation marks that never close."""
_NUL_RATIO = 0.2
# What never has a line break in it: one that has was swallowed by an open quotation mark.
_ONE_LINE = frozenset((
    "date", "name", "title", "year", "letterboxduri", "url", "rating", "rating10", "rewatch", "watcheddate",
    "position", "imdbid", "tmdbid", "directors", "const", "yourrating", "daterated", "created", "modified",
    "watchedat", "addedat", "userrating", "mediaid", "startdate", "enddate", "originaltitle", "titletype",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it begins on, and its cells."""

    line: int
    cells: list[str]
    broken: str = ""
    """Why it cannot be trusted, empty when it can."""


def survey(table: Table) -> tuple[str, int]:
    """Return the codec's name and about how many lines; raises UnreadableError for a table without text."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    strict, total, nuls, odd_nuls, lines, head = True, 0, 0, 0, 0, b""
    try:
        with table.open() as stream:
            while chunk := stream.read(CHUNK):
                head = head or chunk[:4]
                if nul_count := chunk.count(0):
                    nuls += nul_count
                    odd_nuls += chunk[(total + 1) % 2 :: 2].count(0)
                total += len(chunk)
                lines += chunk.count(b"\n")
                if strict:
                    strict = _decodes(utf8, chunk)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise UnreadableError(f"It cannot be read ({error}). Export it again.") from error
    if not total:
        raise UnreadableError("It is empty. Export it again.")
    if nuls == total:
        raise UnreadableError("It holds no text: it is all NUL bytes. Export it again, or download it again.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif nuls > total * _NUL_RATIO and odd_nuls in (0, nuls):
        encoding = "utf-16-le" if odd_nuls else "utf-16-be"
    else:
        encoding = "utf-8-sig" if strict and _decodes(utf8, b"", final=True) else "cp1252"
    return encoding, lines + 1


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(first_line: str) -> str:
    """Return what stands between the header's cells."""
    outside = "".join(first_line.split('"')[::2])
    counts = {mark: outside.count(mark) for mark in (",", ";", "\t")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def rows_of(
    table: Table, encoding: str, delimiter: str = "", repair: Callable[[str], str] | None = None
) -> Iterator[Row]:
    """Yield the records; blank lines are none. Raises UnreadableError where the bytes end too early.

    ``repair`` mends lines as a program is known to have spoilt them.
    """
    with table.open() as stream:
        # cp1252 leaves five bytes without a letter: those become U+FFFD rather than cost the file.
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        try:
            yield from _Reader(text, delimiter, repair).rows()
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise UnreadableError(f"It breaks off here ({error}). Export it again.") from error


class _Lines:
    """Physical lines that can be given again from the second line of a record on."""

    def __init__(self, text: io.TextIOWrapper, repair: Callable[[str], str] | None) -> None:
        self._text = text
        self._repair = repair
        self._again: deque[str] = deque()
        self.of_record: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST_FIELD)
        if self._repair is not None:
            line = self._repair(line)
        if not line:
            self.ended = True
            raise StopIteration
        self.of_record.append(line)
        return line

    def begin(self) -> None:
        self.of_record = []
        self.ended = False

    def put_back(self, line: str) -> None:
        """Let a line that was only looked at be read again."""
        self._again.appendleft(line)
        self.begin()

    def give_again(self) -> None:
        """Let all lines of this record but its first be read once more."""
        self._again.extendleft(reversed(self.of_record[1:]))
        self.of_record = self.of_record[:1]


class _Reader:
    def __init__(self, text: io.TextIOWrapper, delimiter: str, repair: Callable[[str], str] | None) -> None:
        self._lines = _Lines(text, repair)
        self._delimiter = delimiter
        self._line = 1
        self._width = 0
        self._reread = 0
        self._one_line: list[int] = []

    def rows(self) -> Iterator[Row]:
        """Yield the records; one that swallowed later lines by an open quotation mark gives them back."""
        csv.field_size_limit(LONGEST_FIELD)
        while True:
            cells, broken = self._record()
            if cells is None:
                return
            line, length = self._line, len(self._lines.of_record)
            if broken and length > 1 and self._reread < MOST_REREAD:
                self._reread += sum(map(len, self._lines.of_record))
                self._lines.give_again()
                cells, length = self._lines.of_record[0].rstrip("\r\n").split(self._delimiter), 1
            self._line += length
            if any(cell.strip() for cell in cells):
                yield _without_nuls(Row(line, cells, broken))

    def _record(self) -> tuple[list[str] | None, str]:
        lines = self._lines
        lines.begin()
        if not self._delimiter:
            first = next(lines, None)
            if first is None:
                return None, ""
            self._delimiter = delimiter_of(first)
            lines.put_back(first)
        try:
            cells = next(csv.reader(lines, delimiter=self._delimiter))
        except StopIteration:
            return None, ""
        except csv.Error as error:
            return [""] if not lines.of_record else [lines.of_record[0]], f"It cannot be read ({error})."
        if lines.ended:
            return cells, "A quotation mark opens here and never closes."
        if len(lines.of_record) > 1 and self._swallowed(cells):
            return cells, "A quotation mark is missing here."
        if len(cells) > 1:
            self._width = len(cells)
            self._learn(cells)
        return cells, ""

    def _learn(self, cells: Sequence[str]) -> None:
        """Take note of a header's columns; a list has two headers."""
        if not self._one_line or is_list_header(cells) or is_list_meta_header(cells):
            names = [column_name(cell) for cell in cells]
            self._one_line = [place for place, name in enumerate(names) if name in _ONE_LINE]

    def _swallowed(self, cells: Sequence[str]) -> bool:
        """Tell whether a record over several lines holds rows that are others'."""
        if self._width and len(cells) > self._width:
            return True
        return any("\n" in cells[place].strip() for place in self._one_line if place < len(cells))


def _without_nuls(row: Row) -> Row:
    if not any("\0" in cell for cell in row.cells):
        return row
    cells = [cell.replace("\0", "") for cell in row.cells]
    if any(cell.strip() for cell in cells):
        return Row(row.line, cells, row.broken)
    return Row(row.line, cells, "It holds no text, only NUL bytes.")
