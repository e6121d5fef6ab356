# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole library as one file that another Moodboard takes in, or as plain CSV for any program."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from moodboard import __version__
from moodboard.domain import library_file
from moodboard.domain.ids import utc_now
from moodboard.domain.library_file import Manifest
from moodboard.services import library
from moodboard.services.writing import new_folder, written_whole
from moodboard.store import dump
from moodboard.store.dump import Snapshot
from moodboard.store.library_rows import Sheet, sheets

Report = Callable[[int, int], None]
_PIECE = 1 << 20
_LEVEL = 3
"""Of packing: rows come out half a per cent larger than with 6, in half the time."""
_A_PICTURE = 50
"""Steps of progress: as long as so many rows."""
_STEPS = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    rows: dict[str, int]
    pictures: int = 0
    missing: tuple[str, ...] = ()
    """Pictures that are not in the library folder any more, so they could not go along."""


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


class _Progress:
    """Say how far it is, some hundred rows at a time; also where a cancel comes in."""

    def __init__(self, report: Report, total: int) -> None:
        self._report, self._total, self._done, self._told = report, total, 0, 0

    def step(self, by: int = 1) -> None:
        self._done += by
        if self._done - self._told >= _STEPS or by > 1:
            self._told = self._done
            self._report(min(self._done, self._total), self._total)


def export(to: Path, report: Report = _silent) -> Exported:
    """Write everything into one ZIP. A cancel (``report`` raises) leaves no file behind."""
    with written_whole(to) as unfinished, _packing(unfinished) as archive:
        counts: dict[str, int] = {}
        with dump.snapshot() as moment:
            pictures = moment.pictures()
            total = sum(map(moment.count, sheets())) + _A_PICTURE * len(pictures)
            progress = _Progress(report, total)
            for sheet in sheets():
                with archive.open(library_file.table_name(sheet.name), "w", force_zip64=True) as file:
                    counts[sheet.name] = _write_rows(file, moment, sheet, progress)
        missing = []
        for name in pictures:
            if not _add_picture(archive, name):
                missing.append(name)
            progress.step(_A_PICTURE)
        there = len(pictures) - len(missing)
        manifest = Manifest(utc_now(), __version__, tuple(dump.steps()), counts, there)
        archive.writestr(library_file.MANIFEST, library_file.written(manifest))
    report(total, total)
    return Exported(counts, there, tuple(missing))


def _packing(unfinished: Path) -> zipfile.ZipFile:
    """Open a ZIP whose members are packed, except those that are given as a ZipInfo."""
    return zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)


def _write_rows(file: IO[bytes], moment: Snapshot, sheet: Sheet, progress: _Progress) -> int:
    count = 0
    file.write(b"[")
    for row in moment.rows(sheet):
        words = json.dumps(row, ensure_ascii=False)
        file.write((",\n" if count else "\n").encode() + words.encode())
        count += 1
        progress.step()
    file.write(b"\n]\n")
    return count


def _add_picture(archive: zipfile.ZipFile, name: str) -> bool:
    """Copy one original in as it is; False when it is gone. Nothing outside the library goes along."""
    if not library_file.is_picture(name):
        return False
    try:
        original = (library.folder() / name).open("rb")
    except FileNotFoundError:
        return False
    with original, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
        while piece := original.read(_PIECE):
            member.write(piece)
    return True


# Plain CSV


def export_csv(to: Path, report: Report = _silent) -> Exported:
    """Write one CSV for each table: into a ZIP when ``to`` is called so, else into a new folder."""
    if to.suffix.casefold() == ".zip":
        with written_whole(to) as unfinished, _packing(unfinished) as archive:

            @contextmanager
            def member(name: str) -> Iterator[IO[bytes]]:
                with archive.open(name, "w", force_zip64=True) as file:
                    yield file

            return _write_tables(member, report)
    with new_folder(to) as draft:
        return _write_tables(lambda name: (draft / name).open("wb"), report)


def _write_tables(opened: Callable[[str], Any], report: Report) -> Exported:
    counts: dict[str, int] = {}
    with dump.snapshot() as moment:
        total = sum(map(moment.count, sheets()))
        progress = _Progress(report, total)
        films = moment.films()
        for sheet in sheets():
            with opened(f"{sheet.name}.csv") as raw:
                counts[sheet.name] = _write_csv(raw, moment, sheet, films, progress)
    report(total, total)
    return Exported(counts)


def _write_csv(
    raw: IO[bytes],
    moment: Snapshot,
    sheet: Sheet,
    films: dict[str, tuple[str, int | None]],
    progress: _Progress,
) -> int:
    named = [column.name for column in sheet.columns if column.to == "film"]
    head = [*(["id"] if sheet.has_id else []), *(column.name for column in sheet.columns)]
    head += ["themes"] if sheet.of is not None else []
    # The mark at the beginning lets spreadsheets see that these are UTF-8.
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([*head, *(f"{name}_{part}" for name in named for part in ("title", "year"))])
    count = 0
    for row in moment.rows(sheet):
        titles = [part for name in named for part in films.get(row[name] or "", ("", None))]
        writer.writerow([*(_cell(row[name]) for name in head), *map(_cell, titles)])
        count += 1
        progress.step()
    text.flush()
    text.detach()
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(part, str) and ";" not in part for part in value):
        return "; ".join(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value
