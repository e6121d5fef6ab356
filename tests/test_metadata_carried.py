# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts of services on their way to another library and back: posters, sources, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foreign_boards import png, quarters
from letterboxd_files import DIARY, entry, table, write
from moodboard.domain.film import Film
from moodboard.domain.metadata import Found, Service
from moodboard.services import check, films, importing, library, library_export, metadata, pictures, restoring
from moodboard.store import database

FOUND = Found(
    Service.TMDB, "Winter Letters", 2013, ("Ana Lake",), 126, "Vinterbrev", "tt0000007", 7, "/p.png"
)
COLUMNS = ("year", "directors", "runtime", "original_title", "imdb", "tmdb", "poster")


def add(title: str = "Winter Letters", **facts: Any) -> int:
    return films.add_film(Film(title, **facts))[0].id


def poster(size: int = 40) -> str:
    return pictures.take_in_bytes(png(quarters(size, 60)), "poster").picture


def facts(film_id: int) -> dict[str, Any]:
    film = films.film(film_id)
    return {name: getattr(film, name) for name in COLUMNS}


def services(film_id: int) -> dict[str, str]:
    return {field: one.service.value for field, one in metadata.sources(film_id).items()}


@pytest.fixture
def exported(library: Path, tmp_path: Path) -> Iterator[Path]:
    """A library's file with a film that was filled in, its runtime typed by hand."""
    film_id = add()
    metadata.fill(film_id, FOUND, poster=poster())
    films.edit_film(replace(films.film(film_id), runtime=130))
    library_export.export(tmp_path / "x.zip")
    yield tmp_path / "x.zip"


def open_other(tmp_path: Path) -> None:
    library.close_library()
    library.open_library(tmp_path / "other")


def test_sources_and_posters_come_along_into_an_empty_library(exported: Path, tmp_path: Path) -> None:
    there, told = facts(films.find_film("Winter Letters").id), services(1)
    open_other(tmp_path)
    assert importing.run([exported]).import_id is not None
    film_id = films.find_film("Winter Letters").id
    assert (facts(film_id), services(film_id)) == (there, told)
    assert check.check().ok
    importing.run([exported])
    assert services(film_id) == told


def test_a_restored_library_has_sources_and_posters(exported: Path, tmp_path: Path) -> None:
    there, told = facts(1), services(1)
    library.close_library()
    restoring.restore(exported, tmp_path / "back")
    library.open_library(tmp_path / "back")
    assert (facts(1), services(1)) == (there, told)
    assert check.check().ok


def test_what_another_library_fills_in_keeps_its_source_and_own_words_stay_own(
    exported: Path, tmp_path: Path
) -> None:
    open_other(tmp_path)
    film_id = add(imdb="tt0000007", directors=("Me",))
    report = importing.run([exported])
    assert facts(film_id)["directors"] == ("Me",)
    assert services(film_id) == dict.fromkeys(("year", "original_title", "tmdb", "poster"), "tmdb")
    assert check.check().ok
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert (facts(film_id)["year"], facts(film_id)["poster"], services(film_id)) == (None, "", {})
    assert check.check().ok


def test_a_library_that_came_in_goes_with_its_posters(exported: Path, tmp_path: Path) -> None:
    open_other(tmp_path)
    report = importing.run([exported])
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert films.count_films() == 0
    assert check.check().ok
    with database.read():
        assert database.rows("SELECT * FROM film_source") == []


def test_a_poster_that_did_not_come_leaves_its_film(library: Path, tmp_path: Path) -> None:
    film_id = add()
    filled, _changes = metadata.fill(film_id, FOUND, poster=poster())
    (library / str(filled.after["poster"])).unlink()
    library_export.export(tmp_path / "x.zip")
    open_other(tmp_path)
    report = importing.run([tmp_path / "x.zip"])
    assert any("poster of Winter Letters is not in" in one.reason for one in report.problems)
    assert films.find_film("Winter Letters").poster == ""
    assert check.check().ok


def test_an_import_taken_back_takes_the_facts_of_its_films_along(library: Path, tmp_path: Path) -> None:
    report = importing.run([write(tmp_path / "x", {"diary.csv": table(DIARY, [entry(1)])})])
    film_id = films.find_film("Her").id
    metadata.fill(film_id, replace(FOUND, title="Her", year=None), poster=poster())
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert films.count_films() == 0, "facts of a service are nothing that a person built"
    assert check.check().ok
