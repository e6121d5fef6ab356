# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and folders of pictures as an import: counted, listed and taken back like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.ids import utc_now
from moodboard.domain.letterboxd import Kind
from moodboard.domain.shot_names import EXTRAS
from moodboard.domain.still import Still
from moodboard.services.importing.report import FileReport, ImportReport
from moodboard.store import database, imports, stills

Report = Callable[[int, int], None]
THERE = "there already"
NOT_PICTURES = frozenset({".csv", ".tsv", ".txt", ".zip", ".json", ".xml", ".nfo", ""})


def import_pictures(paths: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Take the pictures in; leaves the report as it was when there are none."""
    from moodboard.services import intake  # Pillow comes with it; a Letterboxd export needs none

    given = [path for path in paths if path.is_dir() or path.suffix.casefold() not in NOT_PICTURES]
    _take(given, intake.pictures_under(given), done, report)


def import_thumbs(paths: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Take in the stills that Kodi keeps beside the films whose nfo files came in, as of those films."""
    given = [path for path in paths if path.is_dir()]
    folders = sorted(
        place for path in given for name in EXTRAS for place in path.rglob(name) if place.is_dir()
    )
    if folders:
        from moodboard.services import intake

        _take(given, intake.pictures_under(folders), done, report)


def _take(given: Sequence[Path], files: Sequence[Path], done: ImportReport, report: Report) -> None:
    from moodboard.services import intake

    if not files:
        return
    if done.dry_run:
        _try(given, files, done, report)
        return
    with database.read():
        last = imports.last_still()
    run_id = done.import_id
    if run_id is None:
        with database.write(job=True):
            names = ", ".join(path.name or str(path) for path in given)
            run_id = imports.begin("pictures", names, utc_now())
    new: set[str] = set()

    def kept(shown: tuple[Still, ...], changes: Changes) -> None:
        with database.write(job=True):
            fresh = imports.stills_since(last, [still.uuid for still in shown]) - new
            trail = [imports.Item(imports.STILL, uuid) for uuid in sorted(fresh)]
            trail += [imports.Item(imports.LINE, uuid) for uuid in sorted(changes.lines)]
            imports.note(run_id, trail)
        new.update(fresh)

    try:
        taken = intake.take_in(files, report=report, kept=kept)
    finally:
        if not new and done.import_id is None:
            with database.write(job=True):
                imports.forget(run_id)
    broken = {problem.file: problem.reason for problem in taken.problems}
    _count(given, files, broken, len(new), done)
    done.changes |= taken.changes
    if new:
        done.import_id = run_id
        with database.write(job=True):
            imports.finish(run_id, [_plain(file) for file in done.files[:-1]], asdict(done.totals))


def _plain(file: FileReport) -> dict[str, object]:
    counts = {name: getattr(file, name) for name in ("file", "kind", "rows", "added", "updated", "skipped")}
    return counts | {"problems": len(file.problems)}


def _try(given: Sequence[Path], files: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Read every picture, and keep none."""
    from moodboard.services import pictures

    broken: dict[Path, str] = {}
    fresh: set[str] = set()
    for number, file in enumerate(files, start=1):
        try:
            incoming = pictures.read_file(file)
        except KnownError as error:
            broken[file] = str(error)
        else:
            picture = incoming.taken.picture
            pictures.discard(incoming)
            with database.read():
                if not stills.of_pictures([picture]):
                    fresh.add(picture)
        report(number, len(files))
    _count(given, files, broken, len(fresh), done)


def _count(
    given: Sequence[Path], files: Sequence[Path], broken: dict[Path, str], added: int, done: ImportReport
) -> None:
    names = ", ".join(path.name or str(path) for path in given)
    counted = FileReport(names, Kind.PICTURES.value)
    for file in files:
        if file in broken:
            counted.problem(0, broken[file])
    for number in range(len(files) - len(broken)):
        if number < added:
            counted.add()
        else:
            counted.skip(THERE)
    done.totals.stills += added
    done.files.append(counted)
