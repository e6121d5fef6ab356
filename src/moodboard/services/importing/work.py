# SPDX-License-Identifier: GPL-3.0-or-later
"""Go through an import's files in batches short enough for a person's own change to come in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from moodboard.domain.imports.kinds import service_of
from moodboard.domain.imports.said import Broken, LeftOut, Options, RowSaid
from moodboard.domain.letterboxd import NOT_KEPT, Kind, is_deleted
from moodboard.domain.letterboxd_rows import FilmSaid
from moodboard.domain.tag_rules import TagRule
from moodboard.services.importing import readers
from moodboard.services.importing.applying import Applying
from moodboard.services.importing.keeping import ADDED, UPDATED, WatchKeeper
from moodboard.services.importing.letterboxd import LetterboxdImport, Said
from moodboard.services.importing.near_days import Waiting
from moodboard.services.importing.previewing import Previewing
from moodboard.services.importing.reading import ListHead, Record, Sheet, records_of, saved_anew
from moodboard.services.importing.report import FileReport, ImportReport, LineOffered
from moodboard.services.importing.sources import UnreadableError
from moodboard.services.importing.workspace import Workspace
from moodboard.store import database

Report = Callable[[int, int], None]

ROWS_AT_ONCE, FEWEST_AT_ONCE = 60, 5
SECONDS_AT_ONCE = 0.01
SHARE = 0.1
"""Of the time a batch took, how much is left to other writers after it, in other processes too."""
NOT_KEPT_REASON = "not kept"
DELETED_REASON = "deleted on Letterboxd"
MOST_OFFERED = 5000

_T = TypeVar("_T")
_Row = Said | tuple[str, RowSaid]
"""A row of Letterboxd's, or the file and the row of another service's."""


class Work:
    """One import under way."""

    def __init__(
        self,
        space: Workspace,
        done: ImportReport,
        report: Report,
        lines: int,
        rules: tuple[TagRule, ...],
        shown: Previewing | None = None,
    ) -> None:
        self._space = space
        self._shown = shown
        self._done = done
        self._report = report
        self._lines = lines
        self._before = 0
        self._rows = 0
        self._at_once = ROWS_AT_ONCE
        self._keeper = WatchKeeper(space, done, rules)
        self._letterboxd = LetterboxdImport(space, done.totals, self._keeper)
        self._others = Applying(space, done.totals, self._keeper)
        self._letterboxd.quoted = lambda film_id, row: self._offer(film_id, row.quotes, row.line)
        self._others.quoted = lambda film_id, row: self._offer(film_id, row.quotes, row.line)

    @property
    def seen(self) -> set[int]:
        """The films that the import has watches of."""
        return self._letterboxd.seen | self._others.seen

    def go_through(self, sheet: Sheet, with_deleted: bool) -> None:
        """Apply one table, and count its rows."""
        self._space.service = service_of(sheet.kind)
        self._space.file = sheet.table.path
        name = f"{1 + len(sheet.more)} nfo files" if sheet.more else sheet.table.path
        file = FileReport(name, sheet.kind.value)
        self._done.files.append(file)
        self._rows = 0
        try:
            if self._space.service == "letterboxd":
                self._letterboxd_sheet(sheet, file, with_deleted)
            else:
                self._batches(sheet, file, self._others_rows(sheet, file))
        except UnreadableError as error:
            file.problem(0, str(error))
        self._before += sheet.lines
        self._report(min(self._before, self._lines), self._lines)

    def _letterboxd_sheet(self, sheet: Sheet, file: FileReport, with_deleted: bool) -> None:
        reason = NOT_KEPT_REASON if sheet.kind in NOT_KEPT else ""
        if is_deleted(sheet.table.path) and not with_deleted:
            reason = DELETED_REASON
        head = ListHead()
        options = Options() if sheet.place is None else sheet.place.options
        sheet, is_guess = saved_anew(sheet, options)
        if is_guess:
            read = "the third of April" if options.else_day_first else "the fourth of March"
            file.remarks[f"days such as 3/4 were read as {read}; nothing here tells"] += 1
        records = records_of(sheet, head)
        if reason:
            for record in records:
                self._count_only(record, file, reason)
        else:
            self._batches(sheet, file, self._understood(sheet, file, head, records))

    @staticmethod
    def _count_only(record: Record, file: FileReport, reason: str) -> None:
        if record.cells is None:
            file.problem(record.line, record.fault)
        else:
            file.skip(reason)

    def _understood(
        self, sheet: Sheet, file: FileReport, head: ListHead, records: Iterator[Record]
    ) -> Iterator[_Row]:
        refusal: str | None = None
        if sheet.kind is Kind.LIST:
            # The head is read before the first row comes, and a list without films is a list too.
            first = next(records, None)
            with self._transaction():
                refusal = self._letterboxd.begin_list(sheet.table.path, head.cells)
                self._space.flush()
            records = _chained(first, records)
        for record in records:
            if record.cells is None or refusal:
                self._count_only(record, file, refusal or "")
                continue
            said = self._letterboxd.understand(sheet.kind, sheet.table.path, record.line, record.cells)
            if isinstance(said, str):
                file.problem(record.line, said)
            else:
                yield said

    def _others_rows(self, sheet: Sheet, file: FileReport) -> Iterator[_Row]:
        for line, path, said in readers.rows_of(sheet):
            if isinstance(said, Broken):
                file.problem(line, said.reason, path)
            elif isinstance(said, LeftOut):
                file.skip(said.reason)
            else:
                said.line = line
                yield path, self._others.understood(said, path or sheet.table.path)

    # Batches

    def _batches(self, sheet: Sheet, file: FileReport, rows: Iterator[_Row]) -> None:
        waiting: deque[_Row] = deque()
        broken: UnreadableError | None = None
        while True:
            try:
                while (
                    broken is None and len(waiting) < self._at_once and (row := next(rows, None)) is not None
                ):
                    waiting.append(row)
            except UnreadableError as error:
                broken = error  # what was read before the file broke off comes in
            if not waiting:
                if broken is not None:
                    raise broken
                return
            self._batch(sheet, file, waiting)

    def _batch(self, sheet: Sheet, file: FileReport, waiting: deque[_Row]) -> None:
        """Apply as many rows as there is time for; the next batch reads no more than that ahead."""
        started = time.monotonic()
        before = len(waiting)
        with self._transaction():
            self._space.load([_film(row) for row in waiting], [key for row in waiting for key in _keys(row)])
            began = time.monotonic()
            while waiting and time.monotonic() - began < SECONDS_AT_ONCE:
                self._apply(sheet, waiting.popleft(), file)
            self._space.flush()
        done = before - len(waiting)
        self._at_once = min(ROWS_AT_ONCE, max(FEWEST_AT_ONCE, done + done // 2))
        self._breathe(self._before + min(self._rows, sheet.lines), started)

    def _apply(self, sheet: Sheet, row: _Row, file: FileReport) -> None:
        before = file.added, file.updated, len(file.problems)
        waiting = len(self._keeper.waiting)
        self._apply_one(sheet, row, file)
        if self._shown is not None:
            now = file.added, file.updated, len(file.problems)
            names = ("new", "changed", "wrong")
            outcome = next((name for name, a, b in zip(names, before, now, strict=True) if a != b), "there")
            said = row if isinstance(row, Said) else row[1]
            self._shown.told(sheet.kind, said, sheet.table.path, outcome)
            if len(self._keeper.waiting) > waiting:
                self._keeper.waiting[-1].shown = (sheet.kind, said, sheet.table.path)

    def _apply_one(self, sheet: Sheet, row: _Row, file: FileReport) -> None:
        if isinstance(row, Said):
            self._space.line = self._rows = row.line
            self._letterboxd.apply(sheet.kind, row, file)
            return
        path, said = row
        self._space.line = said.line
        self._rows = max(self._rows + 1, said.line)
        self._others.apply(said, file, path)

    def settle(self) -> None:
        """Say what only all rows together tell."""
        with self._transaction():
            self._letterboxd.words.settle()
            self._space.flush()
        self._each(self._keeper.waiting, lambda waiting: waiting.film_id, self._settle_watch)
        self._each(
            self._letterboxd.watched, lambda pair: pair[0], lambda pair: self._letterboxd.settle(*pair)
        )
        counted = [pair for pair in self._others.counted.items() if pair[1] > 1]
        self._each(counted, lambda pair: pair[0], lambda pair: self._others.settle(*pair))

    def _settle_watch(self, waiting: Waiting) -> None:
        outcome = self._keeper.settle(waiting)
        if self._shown is not None and waiting.shown is not None and outcome in (ADDED, UPDATED):
            kind, said, path = waiting.shown
            self._shown.told(kind, said, path, "new" if outcome == ADDED else "changed")

    def _each(self, things: Iterable[_T], film_of: Callable[[_T], int], settle: Callable[[_T], None]) -> None:
        waiting = deque(things)
        while waiting:
            started = time.monotonic()
            batch = [waiting.popleft() for _ in range(min(ROWS_AT_ONCE, len(waiting)))]
            with self._transaction():
                self._space.load_ids(map(film_of, batch))
                for thing in batch:
                    settle(thing)
                self._space.flush()
            self._breathe(self._lines, started)

    def _offer(self, film_id: int, quotes: tuple[str, ...], line: int) -> None:
        """Offer what a review quotes as lines of its film."""
        state = self._space.find_by_id(film_id)
        if state is not None and len(self._done.lines_offered) < MOST_OFFERED:
            file = self._space.file
            self._done.lines_offered += [
                LineOffered(words, film_id, state.title, file, line) for words in quotes
            ]

    def _transaction(self) -> AbstractContextManager[None]:
        return database.read() if self._space.dry else database.write(job=True)

    def _breathe(self, line: int, started: float) -> None:
        self._report(min(line, self._lines), self._lines)
        if not self._space.dry:
            time.sleep(min(0.01, SHARE * (time.monotonic() - started)))


def _film(row: _Row) -> FilmSaid:
    return row.film if isinstance(row, Said) else row[1].film


def _keys(row: _Row) -> list[str]:
    return [row.source] if isinstance(row, Said) else [watch.key for watch in row[1].watches]


def _chained(first: Record | None, rest: Iterator[Record]) -> Iterator[Record]:
    if first is not None:
        yield first
        yield from rest
