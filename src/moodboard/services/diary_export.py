# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary in the format that Letterboxd imports, in parts small enough for it.

One row for each watch, the oldest first, so that the newest rating is the last that Letterboxd hears. A
date that is no day stays out, and Letterboxd then only marks the film as watched; a watch that stands
for several times is one row. A film without a watch that was seen or rated has a row without a date, and
so has one whose own rating is another than its newest watch says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from moodboard.domain import letterboxd_import
from moodboard.domain.film import Film, Watch
from moodboard.services.writing import written_whole
from moodboard.store import database, diary

Report = Callable[[int, int], None]
MOST_BYTES = 1_000_000
"""Letterboxd takes files up to one megabyte."""
_AT_ONCE = 200


@dataclass(slots=True)
class DiaryExport:
    """What was written."""

    files: tuple[Path, ...] = ()
    watches: int = 0
    undated: int = 0
    """Watches whose date is no day: they have a row without a date."""
    films: int = 0
    """Rows of films without a watch, or for their own rating."""
    shortened: tuple[str, ...] = ()
    """Films with words so long that no file could hold them whole."""
    left_over: tuple[Path, ...] = ()
    """Further parts of an earlier, longer export, which are still there."""


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def export_diary(to: Path, report: Report = _silent, *, people: bool = False) -> DiaryExport:
    """Write the diary to ``to``, and to ``to`` with -2, -3 … before its ending; all of them or none.

    ``people``: also with whom, where and on what, as tags: on Letterboxd everybody sees them.
    """
    done = DiaryExport()
    with ExitStack() as stack:
        parts = _Parts(to, stack)
        for film, watch, line in _lines(done, report, people):
            if not parts.write(line):
                assert watch is not None
                cut = replace(watch, note=_cut(watch.note))
                parts.write(letterboxd_import.row(film, cut, rewatch=watch.rewatch, tags=watch.themes))
                done.shortened += (film.title,)
    done.files = tuple(parts.files)
    done.left_over = tuple(_left_over(to, len(parts.files)))
    return done


def _lines(done: DiaryExport, report: Report, people: bool) -> Iterator[tuple[Film, Watch | None, str]]:
    for film, watch, before in _rows(report):
        tags: tuple[str, ...] = ()
        rewatch = None
        if watch is None:
            done.films += 1
        else:
            done.watches += 1
            done.undated += not watch.date.is_day
            tags = watch.themes + (letterboxd_import.as_tags(watch) if people else ())
            rewatch = letterboxd_import.is_rewatch(watch, before)
        yield film, watch, letterboxd_import.row(film, watch, rewatch=rewatch, tags=tags)


def _rows(report: Report) -> Iterator[tuple[Film, Watch | None, int]]:
    """Yield films and watches in the order of the diary, with how often each was seen before."""
    with database.read():
        order = diary.in_order()
        for start in range(0, len(order), _AT_ONCE):
            report(start, len(order))
            chunk = order[start : start + _AT_ONCE]
            films = diary.films([film for film, _watch, _before in chunk])
            watches = diary.watches_by_id([watch for _film, watch, _before in chunk if watch])
            for film, watch, before in chunk:
                yield films[film], watches[watch] if watch else None, before
        report(len(order), len(order))


class _Parts:
    """Files that fill up one after the other."""

    def __init__(self, to: Path, stack: ExitStack) -> None:
        self._to = to
        self._stack = stack
        self._head = letterboxd_import.header().encode()
        self._file: IO[bytes] | None = None
        self._size = 0
        self.files: list[Path] = []
        self._begin()

    def _begin(self) -> None:
        path = part_name(self._to, len(self.files) + 1)
        unfinished = self._stack.enter_context(written_whole(path))
        if self._file is not None:
            self._file.close()
        self._file = self._stack.enter_context(unfinished.open("wb"))
        self._file.write(self._head)
        self._size = len(self._head)
        self.files.append(path)

    def write(self, line: str) -> bool:
        """Write a line, into the next file when this one is full; False when none could hold it."""
        # Half an emoji cannot be stored, so there is none; replaced, should there be one all the same.
        data = line.encode("utf-8", "replace")
        if len(self._head) + len(data) >= MOST_BYTES:
            return False
        if self._size + len(data) >= MOST_BYTES:
            self._begin()
        assert self._file is not None
        self._file.write(data)
        self._size += len(data)
        return True


def part_name(to: Path, number: int) -> Path:
    """Return the name of a part: ``diary.csv``, ``diary-2.csv`` …"""
    return to if number == 1 else to.with_name(f"{to.stem}-{number}{to.suffix}")


def _left_over(to: Path, written: int) -> Iterator[Path]:
    number = written + 1
    while (part := part_name(to, number)).is_file():
        yield part
        number += 1


def _cut(note: str) -> str:
    """Return words that fit, whatever they are written with: a letter takes ten bytes at most."""
    return note[: MOST_BYTES // 12].rsplit(" ", 1)[0] + " …"
