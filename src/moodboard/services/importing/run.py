# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring files in: find out what they are, go through them in small batches, say what became of each row."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.imports.kinds import service_of
from moodboard.domain.imports.said import Answer, Options
from moodboard.domain.letterboxd import Kind
from moodboard.services import library, tag_rules
from moodboard.services.importing.boards import import_boards, is_board
from moodboard.services.importing.library import import_library
from moodboard.services.importing.offering import not_lines_yet
from moodboard.services.importing.pictures import import_pictures, import_thumbs
from moodboard.services.importing.previewing import Previewing
from moodboard.services.importing.reading import Sheet
from moodboard.services.importing.report import ImportReport
from moodboard.services.importing.sheets import sheets_of
from moodboard.services.importing.work import Work
from moodboard.services.importing.workspace import Workspace
from moodboard.services.library_archive import is_library
from moodboard.store import changes, database, imports

Report = Callable[[int, int], None]
_PLAIN = Options()


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def run(
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    report: Report = silent,
    with_deleted: bool = False,
    answers: Mapping[str, Answer] | None = None,
    options: Options = _PLAIN,
    preview: bool = False,
) -> ImportReport:
    """Import the files, folders and ZIPs; ``dry_run`` gives the same counts and changes nothing.

    ``report(n, total)`` is called between batches, and may raise CancelledError: whole batches stay,
    and importing again completes them. ``answers`` says of films that a report called unsure which they
    are: a film's id, ``new`` or ``skip`` by the key there. ``preview`` makes a trial tell each watch.
    """
    done = ImportReport(dry_run=dry_run)
    if any(is_library(path) for path in paths):
        import_library(paths, done, report)
        return done
    if any(is_board(path) for path in paths):
        _boards(paths, done, report)
        return done
    options = replace(options, with_deleted=with_deleted or options.with_deleted)
    started = time.monotonic()
    with ExitStack() as stack:
        sheets = sheets_of(paths, stack, done, options)
        if sheets:
            _history(paths, sheets, done, report, options, answers or {}, preview and dry_run)
            if any(sheet.kind is Kind.KODI for sheet in sheets):
                import_thumbs(paths, done, report)
            done.seconds = time.monotonic() - started
            return done
        import_pictures(paths, done, report)
        if not done.files:
            names = ", ".join(path.name or str(path) for path in paths)
            raise KnownError(
                f"There is nothing in {names} that Moodboard can import: give the export of a service "
                "(its ZIP, folder or one of its files), a table of films as CSV, a folder of pictures, or "
                "a board of BeeRef or PureRef."
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
            raise KnownError(f"{path} is not a file. Give the board’s own file.")
    import_boards(paths, done, report)


def _history(
    paths: Sequence[Path],
    sheets: list[Sheet],
    done: ImportReport,
    report: Report,
    options: Options,
    answers: Mapping[str, Answer],
    preview: bool,
) -> None:
    moment = datetime.now(UTC)
    now, after = (
        at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        for at in (moment, moment + timedelta(microseconds=1))
    )
    services = sorted({service_of(sheet.kind) for sheet in sheets})
    run_id = 0
    if not done.dry_run:
        if not library.is_empty():
            library.backup("before-import")
        with database.write(job=True):
            kind = services[0] if len(services) == 1 else "several"
            run_id = imports.begin(kind, ", ".join(path.name or str(path) for path in paths), now)
    with imports.not_waiting_for_the_disk():
        space = Workspace(now, after, done.dry_run, run_id, answers)
        rules = options.tag_rules if options.tag_rules is not None else tag_rules.rules()
        shown = Previewing(space) if preview else None
        work = Work(space, done, report, sum(sheet.lines for sheet in sheets), rules, shown)
        try:
            for sheet in sheets:
                work.go_through(sheet, options.with_deleted)
            work.settle()
        finally:
            space.close()
            # Also after a stop: what came in stands, and can be taken back.
            if run_id and not space.altered_anything:
                with database.write(job=True):
                    imports.forget(run_id)
    done.files.sort(key=lambda file: file.file)
    done.unsure = list(space.unsure.values())
    done.matches = list(space.matches.values())
    if run_id and space.altered_anything:
        _finish(run_id, done)
    if shown is not None:
        shown.put_into(done)
    with database.read():
        done.lines_offered = not_lines_yet(done.lines_offered)
        if not done.dry_run:
            done.film_id = imports.most_seen(work.seen)


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
