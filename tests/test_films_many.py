# SPDX-License-Identifier: GPL-3.0-or-later
"""Many films edited at once, and taken back to exactly what they were."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library_ui import add, log
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.services import films, films_many, watches
from moodboard.services.films_many import Done
from moodboard.store import database, facets, search
from moodboard.store import films as store

_DAY = parse_edtf("2026-05-03")


def _three() -> list[int]:
    ids = [add("Her", 2013, times=2, rating=10), add("Barley", 2017), add("Snow, Later", 1996, rating=3)]
    film = films.film(ids[1])
    films.edit_film(Film(**_plain(film) | {"themes": ("rain", "night"), "watchlist": True}))
    log(ids[0], "3 May 2020")
    return ids


def _plain(film: Film) -> dict[str, object]:
    return {name: getattr(film, name) for name in Film.__dataclass_fields__}


def _state() -> list[tuple[object, ...]]:
    """Everything there is of films, watches and themes, and the words they are found by."""
    tables = ("film", "watch", "theme", "film_theme", "facet", "facet_value")
    with database.read():
        found = [row for table in tables for row in database.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
        words = database.rows("SELECT * FROM film_search ORDER BY rowid")
        return found + [tuple(str(value).split() for value in row) for row in words]


_EDITS: dict[str, Callable[[list[int]], Done]] = {
    "stars": lambda ids: films_many.rate(ids, 7),
    "no stars": lambda ids: films_many.rate(ids, None),
    "heart": lambda ids: films_many.set_heart(ids, True),
    "watchlist": lambda ids: films_many.set_watchlist(ids, True),
    "off the watchlist": lambda ids: films_many.set_watchlist(ids, False),
    "year": lambda ids: films_many.set_year(ids, 1999),
    "directors": lambda ids: films_many.set_directors(ids, ["Agnes  Hollow", "Ida Rook"]),
    "a theme that is there": lambda ids: films_many.add_theme(ids, "Rain"),
    "a new theme": lambda ids: films_many.add_theme(ids, "trains"),
    "without a theme": lambda ids: films_many.remove_theme(ids, "rain"),
    "watches": lambda ids: films_many.log_on(ids, _DAY, 2),
    "bin": lambda ids: films_many.put_in_bin(ids),
}


@pytest.mark.parametrize("name", _EDITS)
def test_undo_brings_back_exactly_what_was_there(library: Path, name: str) -> None:
    ids = _three()
    before = _state()
    changes, undo = _EDITS[name](ids)
    assert changes and _state() != before
    assert undo()
    assert _state() == before


@pytest.mark.parametrize("name", _EDITS)
def test_what_is_kept_with_the_films_stays_true(library: Path, name: str) -> None:
    _EDITS[name](_three())
    with database.read():
        assert store.drifted() == []
        assert facets.drifted() == []
        assert search.drift() == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.sampled_from(sorted(_EDITS)), min_size=1, max_size=6))
def test_any_edits_undone_in_turn_leave_nothing_behind(library: Path, steps: list[str]) -> None:
    ids = [row.id for row in films.film_rows(FilmQuery(sort=FilmSort.TITLE))] or _three()
    before = _state()
    undos = [_EDITS[step](ids)[1] for step in steps]
    for undo in reversed(undos):
        undo()
    assert _state() == before


def test_films_that_have_it_already_are_left_alone(library: Path) -> None:
    her, barley = add("Her", rating=8), add("Barley")
    changes, _undo = films_many.rate([her, barley], 8)
    assert changes.films == {barley}


def test_stars_given_together_count_from_now_on(library: Path) -> None:
    her = add("Her")
    watches.log_watch(Watch(her, _DAY, rating=4))
    films_many.rate([her], 9)
    assert films.film(her).rating == 9
    watches.log_watch(Watch(her, parse_edtf("2026-06-01"), rating=6))
    assert films.film(her).rating == 6


def test_logging_takes_films_off_the_watchlist_and_undo_puts_them_on_again(library: Path) -> None:
    her = films.add_film(Film("Her", watchlist=True))[0].id
    _changes, undo = films_many.log_on([her], _DAY)
    assert not films.film(her).watchlist and films.film_row(her).times_seen == 1
    undo()
    assert films.film(her).watchlist and films.film_row(her).times_seen == 0


def test_logging_again_with_the_same_names_brings_the_same_watches(library: Path) -> None:
    her = add("Her")
    _changes, undo = films_many.log_on([her], _DAY, uuids=["a" * 32])
    undo()
    films_many.log_on([her], _DAY, uuids=["a" * 32])
    assert [watch.uuid for watch in watches.watches_of(her)] == ["a" * 32]


def test_a_year_that_makes_one_film_of_two_is_refused_whole(library: Path) -> None:
    ids = [add("Her", 2013), add("Her", 2014), add("Barley", 2017)]
    with pytest.raises(KnownError, match=r"Her \(1999\)"):
        films_many.set_year(ids, 1999)
    assert [films.film(film).year for film in ids] == [2013, 2014, 2017]


@pytest.mark.parametrize(
    "edit",
    [
        lambda ids: films_many.rate(ids, 11),
        lambda ids: films_many.set_year(ids, 12),
        lambda ids: films_many.add_theme(ids, "  "),
        lambda ids: films_many.log_on(ids, _DAY, 0),
    ],
)
def test_what_makes_no_sense_is_a_sentence(library: Path, edit: Callable[[list[int]], Done]) -> None:
    with pytest.raises(KnownError):
        edit([add("Her")])


def test_a_new_theme_is_found_by_search_and_by_its_name(library: Path) -> None:
    films_many.add_theme([add("Her"), add("Barley")], "trains")
    assert films.count_films(FilmQuery(text="trains")) == 2
    assert films.facet_values(Facet.THEME, "tra")[0].films == 2


def test_very_many_are_told_as_everything(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films_many, "NAMED_AT_MOST", 1)
    changes, _undo = films_many.set_heart([add("Her"), add("Barley")], True)
    assert changes.everything


def test_runs_of_rows_are_films_in_the_order_of_the_list(library: Path) -> None:
    for title in "EDCBA":
        add(title)
    by_title = FilmQuery(sort=FilmSort.TITLE)
    found = films_many.ids_in(by_title, [(0, 1), (4, 4)])
    assert [films.film(film).title for film in found] == ["A", "B", "E"]


def test_a_title_is_found_from_where_one_is_and_then_from_the_top(library: Path) -> None:
    for title in ("Barley", "The Blue Room", "Bus", "Corridor"):
        add(title)
    by_title = FilmQuery(sort=FilmSort.TITLE)
    assert films_many.titled_from(by_title, "b") == 0
    assert films_many.titled_from(by_title, "b", after=0) == 1
    assert films_many.titled_from(by_title, "b", after=2) == 0
    assert films_many.titled_from(by_title, "the bl") == 1
    assert films_many.titled_from(by_title, "x") is None


def test_a_title_outside_the_filters_is_not_found(library: Path) -> None:
    add("Barley")
    asked = FilmQuery(filters=FilmFilters().marking(FilmMark.WATCHLIST, True))
    assert films_many.titled_from(asked, "b") is None
