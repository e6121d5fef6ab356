# SPDX-License-Identifier: GPL-3.0-or-later
"""Names by which films are found stay right whatever is done, and are offered as they are mostly written."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moodboard.domain.edtf import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.domain.film_filters import Facet, FilmFilters
from moodboard.domain.query import FilmQuery
from moodboard.services import check, film_merging, films, films_many, library, watches
from moodboard.store import database, facets, search, upgrade
from new_library import open_new


def said(facet: Facet, text: str = "") -> list[tuple[str, int]]:
    return [(value.name, value.films) for value in films.facet_values(facet, text)]


def log(film: Film, *people: str, **facts: str) -> Watch:
    return watches.log_watch(Watch(film.id, people=people, where=facts.get("where", "")))[0]


def with_ana(ana: str = "Ana") -> FilmQuery:
    return FilmQuery(filters=FilmFilters(people=(ana,)))


def test_a_name_is_offered_as_it_is_mostly_written(library: Path) -> None:
    for number, name in enumerate(["Ana", "ana", "Ana", "Ben"]):
        log(films.add_film(Film(f"Film {number}"))[0], name)
    assert said(Facet.WITH) == [("Ana", 3), ("Ben", 1)]
    assert films.count_films(with_ana("ANA")) == 3


def test_names_are_offered_by_the_beginning_of_any_word(library: Path) -> None:
    film, _ = films.add_film(Film("Her", directors=("Chloë Marsh", "Theo Vann")))
    log(film, where="Cinema Marsano")
    assert said(Facet.DIRECTOR, "mar") == [("Chloë Marsh", 1)]
    assert said(Facet.DIRECTOR, "chloe m") == [("Chloë Marsh", 1)]
    assert said(Facet.DIRECTOR, "arsh") == []
    assert said(Facet.WHERE, "mars") == [("Cinema Marsano", 1)]


def test_films_in_the_bin_do_not_count(library: Path) -> None:
    one, two = (films.add_film(Film(title))[0] for title in ("Her", "Zoo"))
    log(one, "Ana"), log(two, "Ana")
    films.bin_film(one.id)
    assert said(Facet.WITH) == [("Ana", 1)]
    assert films.count_films(with_ana()) == len(films.film_rows(with_ana())) == 1
    log(one, "Ben")
    assert said(Facet.WITH, "b") == []
    films.restore_film(one.id)
    assert said(Facet.WITH) == [("Ana", 2), ("Ben", 1)]


def test_themes_of_watches_and_of_many_films_are_found(library: Path) -> None:
    one, two = (films.add_film(Film(title))[0] for title in ("Her", "Zoo"))
    watches.log_watch(Watch(one.id, themes=("rain",)))
    films_many.add_theme([two.id], "Rain")
    assert said(Facet.THEME)[0][1] == 2
    films_many.remove_theme([two.id], "rain")
    assert said(Facet.THEME) == [("rain", 1)]


Step = Callable[[st.DataObject, list[int]], None]


def _film(data: st.DataObject, ids: list[int]) -> None:
    directors = data.draw(st.sampled_from([(), ("Ana Lind",), ("ana lind", "Theo Vann")]))
    ids.append(
        films.add_film(Film(f"Film {len(ids)}", directors=directors, notes="words" * (len(ids) % 2)))[0].id
    )


def _log(data: st.DataObject, ids: list[int]) -> None:
    if ids:
        watches.log_watch(
            Watch(
                data.draw(st.sampled_from(ids)),
                parse_edtf(data.draw(st.sampled_from(["", "2014", "2020-01-02"]))),
                people=data.draw(st.sampled_from([(), ("Ana",), ("ana", "Ben")])),
                where=data.draw(st.sampled_from(["", "home", "Home "])),
                medium=data.draw(st.sampled_from(["", "Blu-ray"])),
                finished=data.draw(st.booleans()),
                themes=data.draw(st.sampled_from([(), ("rain",), ("Rain", "trains")])),
                note=data.draw(st.sampled_from(["", "cried"])),
            )
        )


def _all_watches(ids: list[int]) -> list[Watch]:
    return [watch for id_ in ids for watch in watches.watches_of(id_)]


def _edit(data: st.DataObject, ids: list[int]) -> None:
    if seen := _all_watches(ids):
        watch = data.draw(st.sampled_from(seen))
        other = data.draw(st.sampled_from(ids))
        watches.edit_watch(replace(watch, film_id=other, people=("Ben",), note="", themes=(), finished=True))


def _remove(data: st.DataObject, ids: list[int]) -> None:
    if seen := _all_watches(ids):
        watch = data.draw(st.sampled_from(seen))
        watches.remove_watch(watch.uuid)
        if data.draw(st.booleans()):
            watches.restore_watch(watch)


def _bin(data: st.DataObject, ids: list[int]) -> None:
    if ids:
        id_ = data.draw(st.sampled_from(ids))
        films.bin_film(id_)
        if data.draw(st.booleans()):
            films.restore_film(id_)


def _alter(data: st.DataObject, ids: list[int]) -> None:
    alive = [id_ for id_ in ids if films.position_of(id_, FilmQuery()) is not None]
    if alive:
        film = films.film(data.draw(st.sampled_from(alive)))
        films.edit_film(replace(film, directors=("Theo Vann",), themes=("rain",), title=f"{film.title}!"))


def _many(data: st.DataObject, ids: list[int]) -> None:
    alive = [id_ for id_ in ids if films.position_of(id_, FilmQuery()) is not None]
    if alive:
        films_many.add_theme(alive, data.draw(st.sampled_from(["rain", "Snow"])))
        films_many.set_directors(alive[:1], ["Ana Lind"])
        films_many.log_on(alive[-1:], parse_edtf("2021"))


def _merge(data: st.DataObject, ids: list[int]) -> None:
    alive = [id_ for id_ in ids if films.position_of(id_, FilmQuery()) is not None]
    if len(alive) > 1:
        _changes, before = film_merging.merge(alive[0], alive[1])
        if data.draw(st.booleans()):
            film_merging.undo_merge(before)


STEPS: tuple[Step, ...] = (_film, _log, _log, _edit, _remove, _bin, _alter, _many, _merge)


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_names_and_words_follow_every_change(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    open_new(tmp_path_factory.mktemp("facets"))
    try:
        ids: list[int] = []
        _film(data, ids)
        for step in data.draw(st.lists(st.sampled_from(STEPS), max_size=8)):
            step(data, ids)
        with database.read():
            assert facets.drifted() == []
            assert not facets.counts_drifted()
            assert search.drift() == 0
        assert check.check().ok
    finally:
        library.close_library()


def test_check_tells_and_mends_wrong_names(library: Path) -> None:
    film, _ = films.add_film(Film("Her", directors=("Theo Vann",)))
    log(film, "Ana")
    with database.write():
        database.rows("UPDATE facet SET fold = 'nobody' WHERE kind = 'with'")
        database.rows("UPDATE facet_value SET films = 7 WHERE kind = 'director'")
    report = check.check()
    assert not report.ok
    assert any("Her" in problem for problem in report.problems)
    assert any("people, places" in problem for problem in report.problems)
    assert check.check(repair=True).ok
    assert said(Facet.WITH) == [("Ana", 1)]
    assert said(Facet.DIRECTOR) == [("Theo Vann", 1)]


def test_check_mends_titles_and_words_that_cannot_be_found(library: Path) -> None:
    film, _ = films.add_film(Film("Her", notes="rain"))
    watches.log_watch(Watch(film.id, note="cried"))
    with database.write():
        database.rows("DELETE FROM title_search")
        database.rows("DELETE FROM written_search WHERE rowid < 0")
    assert any("cannot be searched" in problem for problem in check.check().problems)
    assert check.check(repair=True).ok


def test_an_older_library_gets_its_names_words_and_orders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    shutil.copytree(upgrade.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__", "000[4-9]*"))
    folder = tmp_path / "old"
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", steps)
        library.open_library(folder)
        library.close_library()
    _fill_old(folder / "library.db")
    library.open_library(folder)
    try:
        assert said(Facet.WITH) == [("Ana", 1)]
        assert said(Facet.DIRECTOR) == [("Theo Vann", 1)]
        assert said(Facet.THEME) == [("rain", 1)]
        with database.read():
            assert facets.drifted() == [] and not facets.counts_drifted() and search.drift() == 0
            row = database.rows("SELECT unfinished, undated FROM film ORDER BY id")
        assert row == [(1, 1), (0, 0)]
    finally:
        library.close_library()


def _fill_old(file: Path) -> None:
    with sqlite3.connect(file) as db:
        for number, binned in ((1, None), (2, "2024-01-01T00:00:00Z")):
            film: dict[str, object] = {
                "uuid": f"f{number}",
                "title": f"F {number}",
                "directors": '["Theo Vann"]',
                "binned": binned,
            }
            _insert(db, "film", film)
        watch = {"uuid": "w1", "film_id": 1, "people": '["Ana", "ana"]', "venue": "home", "note": "cried"}
        _insert(db, "watch", watch | {"finished": 0, "sort_key": None})
        _insert(db, "theme", {"uuid": "t1", "name": "rain", "fold": "rain"})
        db.execute("INSERT INTO film_search (rowid, title) SELECT id, title FROM film")
        _insert(db, "watch_theme", {"watch_id": 1, "theme_id": 1})
    db.close()


def _insert(db: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    blank: dict[str, object] = {
        name: ("" if kind == "TEXT" else 0) if needed else None
        for _id, name, kind, needed, _default, key in columns
        if not key
    }
    values = blank | row
    marks = ",".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({','.join(values)}) VALUES ({marks})", list(values.values()))
