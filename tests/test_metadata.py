# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts of a service: which fields they may fill, where each came from, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_boards import png, quarters
from moodboard.domain import metadata as rules
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.metadata import Candidate, FieldSource, Found, Service, State
from moodboard.services import (
    check,
    films,
    metadata,
    pictures,
    sample,
)
from moodboard.store import database

FOUND = Found(
    Service.TMDB, "Winter Letters", 2013, ("Ana Lake",), 126, "Vinterbrev", "tt0000007", 7, "/p.png"
)
COLUMNS = ("year", "directors", "runtime", "original_title", "imdb", "tmdb", "poster")


@pytest.fixture
def opened(library: Path) -> Path:
    """An open library's folder, under a name that the service's does not hide."""
    return library


def add(title: str = "Winter Letters", **facts: Any) -> int:
    return films.add_film(Film(title, **facts))[0].id


def poster(size: int = 40) -> str:
    return pictures.take_in_bytes(png(quarters(size, 60)), "poster").picture


def facts(film_id: int) -> dict[str, Any]:
    film = films.film(film_id)
    return {name: getattr(film, name) for name in COLUMNS}


def services(film_id: int) -> dict[str, str]:
    return {field: one.service.value for field, one in metadata.sources(film_id).items()}


def states(film: Film, found: Found, sources: dict[str, FieldSource] | None = None) -> dict[str, State]:
    return {row.field: row.state for row in rules.compared(film, found, sources or {})}


# -- the rule ----------------------------------------------------------------------------------------


def test_blank_fields_may_be_filled_own_words_may_not() -> None:
    told = states(Film("Winter Letters", 1999, runtime=126), FOUND)
    assert told["year"] is State.OWN
    assert told["runtime"] is State.SAME
    assert {told[name] for name in ("directors", "original_title", "imdb", "tmdb", "poster")} == {State.BLANK}


def test_what_a_service_said_before_may_be_brought_up_to_date() -> None:
    source = {"runtime": FieldSource(Service.IMDB, "2026-01-01T00:00:00Z")}
    assert states(Film("Winter Letters", runtime=120), FOUND, source)["runtime"] is State.SERVICE


def test_an_original_title_that_is_the_title_is_nothing_to_fill() -> None:
    film = Film("Winter Letters")
    assert states(film, replace(FOUND, original_title="winter  LETTERS"))["original_title"] is State.SAME


def test_the_poster_of_the_same_film_is_not_fetched_again() -> None:
    there = Film("Winter Letters", tmdb=7, poster="pictures/ab/abcdef.png")
    assert states(there, FOUND)["poster"] is State.SAME
    assert states(replace(there, tmdb=8), FOUND)["poster"] is State.OWN


@pytest.mark.parametrize(
    ("film", "found", "sure"),
    [
        (Film("Her", 2013), [("Her", 2013), ("Her", 1988)], "0"),
        (Film("Her", 2013), [("Her", 2014), ("Her", 1988)], "0"),
        (Film("Her", 2013), [("Her", 2012), ("Her", 2014)], None),
        (Film("Her", 2013), [("Her", 2013), ("Her", 2013)], None),
        (Film("Her", 2013), [("Her Smell", 2013)], None),
        (Film("Her", 2013), [("Her", None)], None),
        (Film("Her"), [("Her", 2013), ("Her Smell", 2018)], "0"),
        (Film("Her"), [("Her", 2013), ("Her", 1988)], None),
        (Film("Her", 2013), [], None),
        (Film("Spider-Woman: No Way", 2021), [("Spider Woman – No way", 2021)], "0"),
        (Film("Law & Order", 1953), [("Law and Order", 1953)], "0"),
        (Film("AMÉLIE", 2001), [("Amelie", 2001)], "0"),
        (Film("…", 2001), [("?!", 2001)], None),
    ],
)
def test_a_film_is_sure_by_title_and_year_only(
    film: Film, found: list[tuple[str, int | None]], sure: str | None
) -> None:
    candidates = [Candidate(Service.TMDB, str(n), title, year) for n, (title, year) in enumerate(found)]
    chosen = rules.sure_of(film, candidates)
    assert (chosen.key if chosen else None) == sure


def test_an_original_title_names_a_film_too() -> None:
    one = Candidate(Service.TMDB, "1", "Winter Letters", 2013, "Vinterbrev")
    assert rules.sure_of(Film("Vinterbrev", 2013), [one]) is one


@pytest.mark.parametrize(
    ("film", "field"),
    [
        (Film("Winter Letters", 2013), ""),
        (Film("Winter Letters", 2014, directors=("ana lake", "Ben Roe")), ""),
        (Film("Vinterbrev"), ""),
        (Film("Summer Letters"), "title"),
        (Film("Letters I love", tmdb=7), ""),
        (Film("Winter Letters", 2016), "year"),
        (Film("Winter Letters", imdb="tt0000008"), "imdb"),
        (Film("Winter Letters", tmdb=8), "tmdb"),
        (Film("Winter Letters", directors=("Ben Roe",)), "directors"),
    ],
)
def test_a_wrong_film_is_seen_by_what_disagrees(film: Film, field: str) -> None:
    assert rules.disagreement(film, FOUND) == field


# -- filling in, and back ------------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
def test_filling_in_tells_where_each_fact_came_from_and_keeps_ones_own() -> None:
    film_id = add(runtime=99)
    filled, changes = metadata.fill(film_id, FOUND, poster=poster())
    assert changes.films == {film_id}
    assert facts(film_id) == {
        "year": 2013, "directors": ("Ana Lake",), "runtime": 99, "original_title": "Vinterbrev",
        "imdb": "tt0000007", "tmdb": 7, "poster": filled.after["poster"],
    }  # fmt: skip
    assert services(film_id) == {name: "tmdb" for name in COLUMNS if name != "runtime"}
    assert films.film_row(film_id).poster == filled.after["poster"]
    assert check.check().ok


@pytest.mark.usefixtures("library")
def test_a_filled_film_is_found_by_what_was_filled_in() -> None:
    film_id = add()
    metadata.fill(film_id, FOUND)
    assert [row.id for row in films.suggest_titles("vinterbr")] == [film_id]
    assert films.find_film("Vinterbrev (2013)").id == film_id


@pytest.mark.usefixtures("library")
def test_ones_own_words_are_replaced_by_a_tick_only() -> None:
    film_id = add(runtime=99, year=1999)
    metadata.fill(film_id, FOUND, {"runtime"})
    assert (films.film(film_id).runtime, films.film(film_id).year) == (126, 1999)
    assert services(film_id) == {"runtime": "tmdb"}


@pytest.mark.usefixtures("library")
def test_a_field_edited_by_hand_is_ones_own() -> None:
    film_id = add()
    metadata.fill(film_id, FOUND)
    films.edit_film(replace(films.film(film_id), runtime=130))
    assert "runtime" not in services(film_id)
    assert services(film_id)["year"] == "tmdb"
    metadata.fill(film_id, FOUND)
    assert films.film(film_id).runtime == 130
    films.edit_film(replace(films.film(film_id), runtime=126))
    assert "runtime" not in services(film_id), "typed by hand, even when a service says the same"


@pytest.mark.usefixtures("library")
def test_a_field_written_by_another_way_is_ones_own() -> None:
    film_id = add()
    metadata.fill(film_id, FOUND)
    with database.write():
        database.rows("UPDATE film SET runtime = 130 WHERE id = ?", (film_id,))
    assert "runtime" not in services(film_id)


@pytest.mark.usefixtures("library")
def test_filling_in_is_taken_back_and_done_again() -> None:
    film_id = add(runtime=99)
    before = facts(film_id)
    filled, _changes = metadata.fill(film_id, FOUND, poster=poster())
    after, told = facts(film_id), services(film_id)
    assert metadata.take_back([filled]).films == {film_id}
    assert (facts(film_id), services(film_id)) == (before, {})
    assert check.check().ok
    metadata.fill_again([filled])
    assert (facts(film_id), services(film_id)) == (after, told)
    assert check.check().ok


@pytest.mark.usefixtures("library")
def test_taking_back_leaves_what_was_written_since() -> None:
    film_id = add()
    filled, _changes = metadata.fill(film_id, FOUND)
    films.edit_film(replace(films.film(film_id), runtime=130))
    metadata.take_back([filled])
    assert (films.film(film_id).runtime, films.film(film_id).year) == (130, None)


@pytest.mark.usefixtures("library")
def test_taking_back_gives_an_older_source_its_place_again() -> None:
    film_id = add()
    metadata.fill(film_id, Found(Service.IMDB, "Winter Letters", runtime=120))
    filled, _changes = metadata.fill(film_id, FOUND)
    assert (films.film(film_id).runtime, services(film_id)["runtime"]) == (126, "tmdb")
    metadata.take_back([filled])
    assert (films.film(film_id).runtime, services(film_id)["runtime"]) == (120, "imdb")


@pytest.mark.usefixtures("library")
def test_a_number_stays_with_the_film_that_has_it() -> None:
    other = add("Winter Letters, long cut", tmdb=7)
    film_id = add()
    rows = {row.field: row for row in metadata.compare(film_id, FOUND)}
    assert (rows["tmdb"].state, rows["tmdb"].of) == (State.TAKEN, "Winter Letters, long cut")
    metadata.fill(film_id, FOUND, set(COLUMNS))
    assert (films.film(film_id).tmdb, films.film(other).tmdb, films.film(film_id).year) == (None, 7, 2013)


@pytest.mark.usefixtures("library")
def test_a_year_that_would_make_two_films_one_is_refused_whole() -> None:
    add(year=2013)
    film_id = add()
    with pytest.raises(KnownError, match="in the library already"):
        metadata.fill(film_id, FOUND)
    assert facts(film_id)["runtime"] is None


@pytest.mark.usefixtures("library")
def test_a_film_that_is_gone_is_a_sentence() -> None:
    film_id = add()
    films.bin_film(film_id)
    with pytest.raises(KnownError, match="not in the library any more"):
        metadata.fill(film_id, FOUND)


@pytest.mark.usefixtures("library")
def test_films_without_facts_are_listed_once_a_service_and_again_when_renamed() -> None:
    whole = add("Whole", year=2000, directors=("A",), runtime=90)
    film_id = add()
    assert set(metadata.without(Service.TMDB)) == {whole, film_id}, "one lacks a poster, one all"
    metadata.fill(film_id, Found(Service.TMDB, "Winter Letters"))
    assert metadata.without(Service.TMDB) == [whole]
    assert film_id in metadata.without(Service.IMDB)
    films.edit_film(replace(films.film(film_id), title="Summer Letters"))
    assert film_id in metadata.without(Service.TMDB)


@pytest.mark.usefixtures("library")
def test_the_samples_films_are_not_looked_up_and_leave_with_their_posters() -> None:
    sample.add_sample()
    assert metadata.without(Service.TMDB) == []
    film_id = films.find_film("Her").id
    metadata.fill(film_id, Found(Service.TMDB, "Her", poster="/x"), {"poster"}, poster())
    sample.remove_sample()
    assert check.check().ok


VALUES = {
    "year": st.none() | st.sampled_from([1950, 2013]),
    "runtime": st.none() | st.sampled_from([90, 126]),
    "directors": st.sampled_from([(), ("Ana Lake",), ("Ben Roe", "Ana Lake")]),
    "original_title": st.sampled_from(["", "Vinterbrev"]),
    "imdb": st.sampled_from(["", "tt0000007", "tt0000008"]),
    "tmdb": st.none() | st.sampled_from([7, 8]),
}


@given(own=st.fixed_dictionaries(VALUES), told=st.fixed_dictionaries(VALUES))
def test_nothing_of_ones_own_is_ever_filled_over_unasked(own: dict[str, Any], told: dict[str, Any]) -> None:
    film = Film("Winter Letters", **own)
    for row in rules.compared(film, Found(Service.TMDB, "Winter Letters", **told), {}):
        assert not (row.may_fill and row.now)
        assert row.may_fill == (not row.now and bool(row.found))


# -- posters ----------------------------------------------------------------------------------------


def test_a_missing_poster_is_told_and_mended(opened: Path) -> None:
    film_id = add()
    filled, _changes = metadata.fill(film_id, FOUND, poster=poster())
    (opened / str(filled.after["poster"])).unlink()
    assert "the poster of 'Winter Letters'" in "".join(check.check().problems)
    assert check.check(repair=True).ok
    assert films.film(film_id).poster == ""


def test_a_poster_is_no_shot(opened: Path) -> None:
    film_id = add()
    metadata.fill(film_id, FOUND, poster=poster())
    assert (films.film_row(film_id).shots, films.film_row(film_id).cover) == (0, "")


def test_a_poster_that_was_taken_back_is_nobodys_and_put_away_by_a_repair(opened: Path) -> None:
    film_id = add()
    filled, _changes = metadata.fill(film_id, FOUND, poster=poster())
    metadata.take_back([filled])
    assert check.check().ok, "it is nothing to worry about"
    check.check(repair=True)
    assert not (opened / str(filled.after["poster"])).exists()
