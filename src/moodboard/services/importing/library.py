# SPDX-License-Identifier: GPL-3.0-or-later
"""Another library's ZIP as an import: counted table by table, listed, and taken back like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.ids import utc_now
from moodboard.services import library, library_archive
from moodboard.services.importing.report import FileReport, ImportReport, Problem
from moodboard.store import changes, database, imports

if TYPE_CHECKING:
    from moodboard.services.library_merge import Merge, Merged

Report = Callable[[int, int], None]
_COUNTED = {
    "film": "films",
    "watch": "watches",
    "film_list": "lists",
    "line": "lines",
    "still": "stills",
    "board": "boards",
}


def import_library(paths: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Take one library in; a cancel leaves whole batches, and importing again completes them."""
    from moodboard.services.library_merge import Merge

    if len(paths) > 1:
        raise KnownError("A library comes in by itself. Give its ZIP and nothing else.")
    with library_archive.opened(paths[0]) as archive:
        run_id = 0
        if not done.dry_run:
            if not library.is_empty():
                library.backup("before-import")
            with database.write(job=True):
                run_id = imports.begin(imports.LIBRARY, paths[0].name, utc_now())
        merge = Merge(archive, run_id, done.dry_run, report)
        try:
            if done.dry_run:
                merge.all()
            else:
                with imports.not_waiting_for_the_disk():
                    merge.all()
        finally:
            _close(merge, run_id, done, archive.name)


def _close(merge: Merge, run_id: int, done: ImportReport, name: str) -> None:
    """Write down what came, also after a stop: it stands, and can be taken back."""
    done.files = [_file(merged, name) for merged in merge.done if merged.rows]
    for merged in merge.done:
        if merged.table in _COUNTED:
            setattr(done.totals, _COUNTED[merged.table], merged.added)
    came = any(merged.added or merged.updated for merged in merge.done)
    if not run_id:
        return
    with database.write(job=True):
        if not came:
            imports.forget(run_id)
            return
        files = [
            {part: getattr(file, part) for part in ("file", "kind", "rows", "added", "updated", "skipped")}
            | {"problems": len(file.problems)}
            for file in done.files
        ]
        imports.finish(run_id, files, asdict(done.totals))
        done.changes = changes.record(Changes(everything=True))
    done.import_id = run_id
    with database.read():
        done.film_id = imports.most_seen(merge.films)


def _file(merged: Merged, name: str) -> FileReport:
    path = f"{name}/{merged.table}.json"
    file = FileReport(path, imports.LIBRARY, merged.rows, merged.added, merged.updated)
    file.skipped = merged.skipped.total()
    file.reasons = merged.skipped
    file.problems = [Problem(path, line, reason) for line, reason in merged.problems]
    file.conflicts = [Problem(path, line, said) for line, said in merged.conflicts]
    return file
