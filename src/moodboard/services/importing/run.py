# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring files in: find out what they are, go through them in small batches, say what became of each row."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.letterboxd import NOT_KEPT, READING_ORDER, Kind, is_deleted
from moodboard.services import library
from moodboard.services.importing.boards import import_boards, is_board
from moodboard.services.importing.letterboxd import LetterboxdImport, Said
from moodboard.services.importing.pictures import import_pictures
from moodboard.services.importing.reading import ListHead, Record, Sheet, look_over, records_of
from moodboard.services.importing.report import FileReport, ImportReport
from moodboard.services.importing.sources import Refused, UnreadableError, tables_of
from moodboard.services.importing.workspace import Workspace
from moodboard.store import changes, database, imports

Report = Callable[[int, int], None]

ROWS_AT_ONCE = 20
SECONDS_AT_ONCE = 0.01
SHARE = 0.1
"""Of the time a batch took, how much is left to other writers after it, in other processes too."""
NOT_KEPT_REASON = "not kept"
DELETED_REASON = "deleted on Letterboxd"


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def run(
    paths: Sequence[Path], *, dry_run: bool = False, report: Report = silent, with_deleted: bool = False
) -> ImportReport:
    """Import the files, folders and ZIPs; ``dry_run`` gives the same counts and changes nothing.

    ``report(n, total)`` is called between batches, and may raise CancelledError: whole batches stay,
    and importing again completes them.
    """
    done = ImportReport(dry_run=dry_run)
    if any(is_board(path) for path in paths):
        _boards(paths, done, report)
        return done
    with ExitStack() as stack:
        sheets = _sheets(paths, stack, done)
        if any(sheet.kind is not Kind.UNKNOWN for sheet in sheets):
            _letterboxd(paths, sheets, done, report, with_deleted)
            return done
        import_pictures(paths, done, report)
        if not done.files:
            names = ", ".join(path.name or str(path) for path in paths)
            raise KnownError(
                f"There is nothing in {names} that Moodboard can import: give a Letterboxd export "
                "(its ZIP, folder or one of its CSV files), a folder of pictures, or a board of BeeRef or "
                "PureRef."
            )
        return done


def _boards(paths: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Bring other programs' boards in; they come by themselves, so that each import is one thing."""
    others = [path for path in paths if not is_board(path)]
    if others:
        raise KnownError(
            f"{others[0].name or others[0]} is no board, and boards come in by themselves. "
            "Give one kind of thing at a time."
        )
    for path in paths:
        if not path.exists():
            raise KnownError(f"{path} is not there.")
        if not path.is_file():
            raise KnownError(f"{path} is not a file. Give the board's own file.")
    import_boards(paths, done, report)


def _sheets(paths: Sequence[Path], stack: ExitStack, done: ImportReport) -> list[Sheet]:
    """Look all tables over; those that cannot be read are in the report already."""
    sheets: list[Sheet] = []
    for table in tables_of(paths, stack):
        if isinstance(table, Refused):
            _unreadable(done, table.path, table.reason)
            continue
        try:
            sheet = look_over(table)
        except UnreadableError as error:
            # Only .csv promises rows; a README.txt among pictures is nobody's loss.
            if table.path.casefold().endswith(".csv"):
                _unreadable(done, table.path, str(error))
            continue
        if sheet.kind is not Kind.UNKNOWN:
            sheets.append(sheet)
        elif table.path.casefold().endswith(".csv"):
            reason = "Its columns are not those of a Letterboxd file; nothing was taken from it."
            _unreadable(done, table.path, reason, Kind.UNKNOWN)
    order = {kind: number for number, kind in enumerate(READING_ORDER)}
    return sorted(sheets, key=lambda sheet: (order.get(sheet.kind, 99), is_deleted(sheet.table.path)))


def _unreadable(done: ImportReport, path: str, reason: str, kind: Kind = Kind.UNREADABLE) -> None:
    file = FileReport(path, kind.value)
    file.problem(0, reason)
    done.files.append(file)


def _letterboxd(
    paths: Sequence[Path], sheets: list[Sheet], done: ImportReport, report: Report, with_deleted: bool
) -> None:
    moment = datetime.now(UTC)
    now, after = (
        at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        for at in (moment, moment + timedelta(microseconds=1))
    )
    run_id = 0
    if not done.dry_run:
        if not library.is_empty():
            library.backup("before-import")
        with database.write(job=True):
            run_id = imports.begin("letterboxd", ", ".join(path.name or str(path) for path in paths), now)
    with database.read():
        space = Workspace(now, after, done.dry_run, run_id)
    work = _Work(space, done, report, sum(sheet.lines for sheet in sheets))
    try:
        with imports.not_waiting_for_the_disk():
            for sheet in sheets:
                work.go_through(sheet, with_deleted)
            work.settle()
    finally:
        # Also after a stop: what came in stands, and can be taken back.
        if run_id and not space.altered_anything:
            with database.write(job=True):
                imports.forget(run_id)
    done.files.sort(key=lambda file: file.file)
    if run_id and space.altered_anything:
        _finish(run_id, done)
    if not done.dry_run:
        with database.read():
            done.film_id = imports.most_seen(work.importer.seen)


def _finish(run_id: int, done: ImportReport) -> None:
    files = [
        {name: getattr(file, name) for name in ("file", "kind", "rows", "added", "updated", "skipped")}
        | {"problems": len(file.problems)}
        for file in done.files
    ]
    done.import_id = run_id
    done.changes = Changes(everything=True)
    with database.write(job=True):
        imports.finish(run_id, files, asdict(done.totals))
        changes.record(done.changes)


class _Work:
    """Go through the sheets in batches short enough for a person's own change to come in between."""

    def __init__(self, space: Workspace, done: ImportReport, report: Report, lines: int) -> None:
        self._space = space
        self._done = done
        self._report = report
        self._lines = lines
        self._before = 0
        self.importer = LetterboxdImport(space, done.totals)

    def go_through(self, sheet: Sheet, with_deleted: bool) -> None:
        """Apply one table, and count its rows."""
        file = FileReport(sheet.table.path, sheet.kind.value)
        self._done.files.append(file)
        reason = NOT_KEPT_REASON if sheet.kind in NOT_KEPT else ""
        if is_deleted(sheet.table.path) and not with_deleted:
            reason = DELETED_REASON
        head = ListHead()
        records = records_of(sheet, head)
        try:
            if reason:
                for record in records:
                    self._count_only(record, file, reason)
            else:
                self._batches(sheet, file, self._understood(sheet, file, head, records))
        except UnreadableError as error:
            file.problem(0, str(error))
        self._before += sheet.lines
        self._report(min(self._before, self._lines), self._lines)

    @staticmethod
    def _count_only(record: Record, file: FileReport, reason: str) -> None:
        if record.cells is None:
            file.problem(record.line, record.fault)
        else:
            file.skip(reason)

    def _understood(
        self, sheet: Sheet, file: FileReport, head: ListHead, records: Iterator[Record]
    ) -> Iterator[Said]:
        refusal: str | None = None
        if sheet.kind is Kind.LIST:
            # The head is read before the first row comes, and a list without films is a list too.
            first = next(records, None)
            with self._transaction():
                refusal = self.importer.begin_list(sheet.table.path, head.cells)
                self._space.flush()
            records = _chained(first, records)
        for record in records:
            if record.cells is None or refusal:
                self._count_only(record, file, refusal or "")
                continue
            said = self.importer.understand(sheet.kind, sheet.table.path, record.line, record.cells)
            if isinstance(said, str):
                file.problem(record.line, said)
            else:
                yield said

    def _batches(self, sheet: Sheet, file: FileReport, rows: Iterator[Said]) -> None:
        waiting: deque[Said] = deque()
        while True:
            while len(waiting) < ROWS_AT_ONCE and (row := next(rows, None)) is not None:
                waiting.append(row)
            if not waiting:
                return
            last = waiting[0].line
            started = time.monotonic()
            with self._transaction():
                self._space.load([row.film for row in waiting], [row.source for row in waiting])
                while waiting and time.monotonic() - started < SECONDS_AT_ONCE:
                    said = waiting.popleft()
                    last = said.line
                    self.importer.apply(sheet.kind, said, file)
                self._space.flush()
            self._breathe(self._before + last, started)

    def settle(self) -> None:
        """Give the films that are only marked as watched their earlier watch."""
        waiting = deque(self.importer.watched)
        while waiting:
            started = time.monotonic()
            batch = [waiting.popleft() for _ in range(min(ROWS_AT_ONCE, len(waiting)))]
            with self._transaction():
                self._space.load_ids(film_id for film_id, _file in batch)
                for film_id, file in batch:
                    self.importer.settle(film_id, file)
                self._space.flush()
            self._breathe(self._lines, started)

    def _transaction(self) -> AbstractContextManager[None]:
        return database.read() if self._space.dry else database.write(job=True)

    def _breathe(self, line: int, started: float) -> None:
        self._report(min(line, self._lines), self._lines)
        if not self._space.dry:
            time.sleep(min(0.01, SHARE * (time.monotonic() - started)))


def _chained(first: Record | None, rest: Iterator[Record]) -> Iterator[Record]:
    if first is not None:
        yield first
        yield from rest
