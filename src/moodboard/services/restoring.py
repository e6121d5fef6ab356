# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring a whole library back from its ZIP.

Everything is built aside first, in a folder inside the library's, so that it is on the same disk. The
pictures then join those that are there: they are named by their content, so none stands in another's
way. Last the database is put in the place of the old one, in one step. Whoever is stopped or killed on
the way leaves the old library, or the new one. What was there before is kept in ``backups/``, and the
pictures that only it shows stay, so that it can be brought back too.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from moodboard.domain import library_file
from moodboard.domain.errors import KnownError
from moodboard.services import library, library_archive, pictures_files, window_lock
from moodboard.services.library_archive import Archive
from moodboard.store import database, load, swapping, upgrade
from moodboard.store.library_rows import LEFT_OUT_SETTINGS, Row, Sheet, checked, sheets

Report = Callable[[int, int], None]
STAGE = ".restoring"
_AT_ONCE = 500
_SPARE = 64 * 1024**2
"""Bytes that stay free on the disk."""
_A_PICTURE = 50


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(slots=True)
class Restored:
    """What came back."""

    rows: dict[str, int] = field(default_factory=dict)
    pictures: int = 0
    problems: list[str] = field(default_factory=list)
    """A sentence for each row and picture that could not come back."""
    kept: Path | None = None
    """The backup of what was there before."""


def restore(path: Path, folder: Path, report: Report = _silent) -> Restored:
    """Bring the library in ``path`` back into ``folder``; no library may be open in this process.

    A cancel (``report`` raises) changes nothing.
    """
    if library.is_open():
        raise KnownError("A library is open here. Close it first.")
    folder = folder.expanduser().absolute()
    with library_archive.opened(path) as archive:
        _refuse_newer(archive)
        _make_folder(folder)
        _refuse_full_disk(archive, folder)
        with window_lock.held(folder):
            return _Restoring(archive, folder, report).all()


def _refuse_newer(archive: Archive) -> None:
    if set(archive.manifest.steps) - set(upgrade.known_steps()):
        raise KnownError(f"{archive.name} was made by a newer Moodboard. Update the program, then try again.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"The library folder {folder} cannot be made: {error.strerror}. Choose another place."
        ) from error


def _refuse_full_disk(archive: Archive, folder: Path) -> None:
    there = sum(file.stat().st_size for file in (folder / library.PICTURES).glob("*/*") if file.is_file())
    needed = max(0, archive.bytes_of_pictures - there) + _SPARE
    if shutil.disk_usage(folder).free < needed:
        raise KnownError(
            f"The disk of {folder} has too little room: about {needed // 1024**2:,} MB are needed. "
            "Make room there, or restore into another folder."
        )


class _Restoring:
    """One way back."""

    def __init__(self, archive: Archive, folder: Path, report: Report) -> None:
        self._archive = archive
        self._folder = folder
        self._stage = folder / STAGE
        self._report = report
        self._done = 0
        self._pictures: list[str] = []
        self._result = Restored()
        self._total = 2 * archive.total + _A_PICTURE * archive.manifest.pictures

    def all(self) -> Restored:
        archive = self._archive
        archive.verify(lambda done, _total: self._report(done, self._total))
        self._done = archive.total
        shutil.rmtree(self._stage, ignore_errors=True)  # of one that was killed
        try:
            self._build()
            self._read_pictures()
            with swapping.alone(self._folder / library.DATABASE) as old:
                if old is not None:
                    self._keep_old(old)
                self._settle_pictures()
            swapping.replace(self._folder / library.DATABASE, self._stage / library.DATABASE)
            for picture in self._pictures:
                pictures_files.confirm(self._folder, picture)
        finally:
            shutil.rmtree(self._stage, ignore_errors=True)
        for name in (library.PICTURES, library.BACKUPS):
            (self._folder / name).mkdir(exist_ok=True)
        self._report(self._total, self._total)
        return self._result

    def _step(self, by: int) -> None:
        self._done += by
        self._report(min(self._done, self._total), self._total)

    # The rows

    def _build(self) -> None:
        library.open_library(self._stage)
        try:
            with database.write(job=True):
                loader = load.Loader(keep_ids=True)
                for sheet in sheets():
                    self._result.rows[sheet.name] = self._fill(loader, sheet)
                    self._step(0)
                load.refresh_all()
                self._pictures = load.pictures()
        finally:
            library.close_library()
        swapping.make_single(self._stage / library.DATABASE)

    def _fill(self, loader: load.Loader, sheet: Sheet) -> int:
        before = load.count(sheet)
        rows = iter(self._checked(sheet))
        while some := list(islice(rows, _AT_ONCE)):
            if sheet.name == "theme":
                for _line, row in some:
                    loader.theme(row["name"], row["uuid"])
            else:
                lost = loader.missing(sheet, [row for _line, row in some])
                for place, table in lost.items():
                    self._problem(sheet, some[place][0], f"its {table.replace('_', ' ')} is not there")
                loader.insert(sheet, [row for place, (_line, row) in enumerate(some) if place not in lost])
            self._step(len(some))
        return load.count(sheet) - before

    def _checked(self, sheet: Sheet) -> Iterator[tuple[int, Row]]:
        for line, said in self._archive.rows(sheet.name):
            try:
                row = checked(sheet, said)
                if sheet.name == "still" and not library_file.is_picture(row["picture"]):
                    raise ValueError("its picture has a name that leads elsewhere")
            except ValueError as error:
                self._problem(sheet, line, str(error))
                continue
            if sheet.name != "setting" or row["name"] not in LEFT_OUT_SETTINGS:
                yield line, row

    def _problem(self, sheet: Sheet, line: int, reason: str) -> None:
        self._result.problems.append(f"{sheet.name}.json, line {line}: {reason}; it was left out.")

    # The pictures

    def _read_pictures(self) -> None:
        """Write the pictures aside, those that are there whole already excepted."""
        for picture in self._pictures:
            if not pictures_files.is_whole(self._folder / picture):
                try:
                    draft = pictures_files.stream_draft(self._stage, self._archive.picture(picture))
                except pictures_files.NotKeptError:
                    raise  # the disk is full, or cannot be written to
                except KnownError as error:
                    self._result.problems.append(str(error))
                    continue
                target = self._stage / picture
                target.parent.mkdir(parents=True, exist_ok=True)
                draft.replace(target)
            self._result.pictures += 1
            self._step(_A_PICTURE)

    def _settle_pictures(self) -> None:
        for picture in self._pictures:
            draft = self._stage / picture
            if draft.exists():
                pictures_files.put(draft, self._folder / picture)

    # What was there

    def _keep_old(self, old: swapping.OldFile) -> None:
        backups = self._folder / library.BACKUPS
        backups.mkdir(exist_ok=True)
        kept = backups / f"before-restore-{datetime.now():%Y-%m-%d-%H%M%S-%f}.db"
        old.keep_copy(kept)
        self._result.kept = kept
        own = set(self._pictures)
        others = [
            name
            for one in (self._folder / library.PICTURES).glob("*/*")
            if (name := one.relative_to(self._folder).as_posix()) not in own and library_file.is_picture(name)
        ]
        if others:
            # They are not lost: the backup shows them.
            kept.with_suffix(pictures_files.OF_A_BACKUP).write_text("\n".join(others), encoding="ascii")
