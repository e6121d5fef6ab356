# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of importing other services' files share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from moodboard.domain.film import FilmPage, Watch
from moodboard.domain.query import FilmQuery
from moodboard.services import films, importing
from moodboard.services.importing import FileReport, ImportReport, Options


def bring(tmp_path: Path, name: str, content: str | bytes, **options: Any) -> ImportReport:
    """Write one file and import it; every row must be accounted for."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return told(importing.run([path], options=Options(**options)))


def bring_json(tmp_path: Path, name: str, value: object, **options: Any) -> ImportReport:
    """Write one JSON file and import it."""
    return bring(tmp_path, name, json.dumps(value), **options)


def told(report: ImportReport) -> ImportReport:
    """Return the report, in which no row may be missing."""
    assert all(map(accounted, report.files))
    return report


def accounted(file: FileReport) -> bool:
    return file.rows == file.added + file.updated + file.skipped + len(file.problems)


def counts(report: ImportReport, kind: str = "") -> tuple[int, int, int, int, int]:
    """Return rows, added, updated, skipped and problems of the file of a kind."""
    file = next(file for file in report.files if kind in ("", file.kind))
    return file.rows, file.added, file.updated, file.skipped, len(file.problems)


def page(said: str) -> FilmPage:
    return films.film_page(films.find_film(said).id)


def titles() -> list[str]:
    """Return the titles of all films, sorted."""
    return sorted(row.title for row in films.film_rows(FilmQuery()))


def days(watches: Iterable[Watch]) -> list[str]:
    """Return the days of watches, oldest first, empty for an unknown one."""
    return sorted(watch.date.edtf for watch in watches)


def again_adds_nothing(tmp_path: Path, name: str) -> None:
    """Import a file that was imported before: nothing may come of it."""
    again = told(importing.run([tmp_path / name]))
    assert again.import_id is None, again
    assert not any(file.added or file.updated for file in again.files)
