# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue while a title is typed: what is found, in what order, and added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import catalogue_files as files
from catalogue_files import found
from moodboard.domain.catalogue import imdb_id, imdb_number, search_words, start_keys, with_year
from moodboard.domain.film import Film
from moodboard.domain.metadata import Service
from moodboard.services import catalogue, films
from moodboard.store import database, film_sources


@pytest.fixture
def made(library: Path, tmp_path: Path) -> Path:
    """A catalogue of a few films; the library's folder."""
    catalogue.index(files.some(tmp_path / "imdb"))
    return library


# Asking


def test_a_film_comes_with_all_its_facts(made: Path) -> None:
    (facts,) = catalogue.suggest("harbour exp")
    assert (facts.imdb, facts.title, facts.original_title) == (
        "tt0000011",
        "Harbour Express",
        "Gong Hoi sam lam",
    )
    assert (facts.year, facts.runtime, facts.directors) == (1994, 102, ("Lam Wai",))
    assert catalogue.facts("tt0000011") == facts


def test_directors_keep_their_order(made: Path) -> None:
    facts = catalogue.facts("tt0000012")
    assert facts is not None and facts.directors == ("Ana Voss", "Ilse Brandt")


def test_an_exact_title_comes_before_a_start_and_a_start_before_a_word_within(made: Path) -> None:
    assert found("harbour") == [
        "The Harbour",
        "Harbour",
        "Harbour Express",
        "Harbour Nights",
        "Letters from the Harbour",
    ]


def test_a_film_is_found_by_its_original_title_and_by_words_in_any_order(made: Path) -> None:
    assert found("gong hoi") == found("express harb") == ["Harbour Express"]


@pytest.mark.parametrize("typed", ["amelies umb", "AMÉLIE'S", "Amélie’s Umbrella", "umbrella amelies"])
def test_case_accents_and_apostrophes_do_not_matter(made: Path, typed: str) -> None:
    assert found(typed) == ["Amélie’s Umbrella"]


def test_scripts_without_spaces_are_found_by_a_sign(made: Path) -> None:
    assert found("雨") == found("日") == ["雨の日"]


@pytest.mark.parametrize("typed", ["harbour 1961", "The Harbour (1961)"])
def test_a_year_after_the_title_chooses_among_films_of_one_name(made: Path, typed: str) -> None:
    assert found(typed)[0] == "The Harbour"


def test_series_and_episodes_are_left_out_and_adult_films_come_last(made: Path) -> None:
    assert not found("episode of") and not found("harbour watch")
    assert found("harbour", 20).index("Harbour Nights") > found("harbour", 20).index("Harbour Express")


def test_without_a_catalogue_nothing_is_offered_and_nothing_fails(library: Path) -> None:
    assert catalogue.suggest("harbour") == () and catalogue.facts("tt0000011") is None
    assert catalogue.status().films == 0


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "NEAR(", "a AND", "^x", "-", "tt:", "'", "%", "\x00"])
def test_signs_of_the_search_language_are_harmless(made: Path, typed: str) -> None:
    assert isinstance(catalogue.suggest(typed), tuple)


def test_known_for_counts_say_which_film_is_meant(library: Path, tmp_path: Path) -> None:
    rows = [files.title(number, "Barley Road", 1950 + number) for number in (1, 2, 3)]
    people = [files.person(number, f"Person {number}", 2) for number in range(1, 9)]
    basics = files.write(tmp_path, "title.basics", files.BASICS, rows)
    catalogue.index([basics, files.write(tmp_path, "name.basics", files.NAMES, people)])
    assert catalogue.suggest("barley")[0].imdb == "tt0000002"


def test_votes_count_where_they_are_given(library: Path, tmp_path: Path) -> None:
    rows = [files.title(number, "Barley Road", 1950 + number) for number in (1, 2, 3)]
    basics = files.write(tmp_path, "title.basics", files.BASICS, rows)
    ratings = files.write(
        tmp_path, "title.ratings", files.RATINGS, ["tt0000003\t7.1\t90210", "tt0000009\t5\t1"]
    )
    catalogue.index([basics, ratings])
    assert catalogue.suggest("barley")[0].imdb == "tt0000003"


# Adding


def test_a_film_added_from_the_catalogue_has_its_facts_and_says_where_they_are_from(made: Path) -> None:
    film, _changes = catalogue.add_film(catalogue.suggest("harbour exp")[0])
    assert (film.imdb, film.year, film.runtime) == ("tt0000011", 1994, 102)
    assert (film.directors, film.original_title) == (("Lam Wai",), "Gong Hoi sam lam")
    with database.read():
        sources = film_sources.of_film(film.id)
    assert {source.service for source in sources.values()} == {Service.IMDB} and len(sources) == 5


def test_a_film_that_is_there_is_found_by_its_number_or_by_title_and_year(made: Path) -> None:
    facts = catalogue.suggest("harbour exp")[0]
    assert catalogue.film_in_library(facts) is None
    other, _ = films.add_film(Film("gong hoi sam lam", 1994))
    assert catalogue.film_in_library(facts) == other.id
    mine, _ = films.add_film(Film("My name for it", imdb="tt0000011"))
    assert catalogue.film_in_library(facts) == mine.id
    assert catalogue.add_film(facts)[0].id == mine.id and films.count_films() == 2


def test_another_film_of_one_title_and_year_is_not_taken_for_it(made: Path) -> None:
    films.add_film(Film("Harbour Express", 1994, imdb="tt7777777"))
    assert catalogue.film_in_library(catalogue.suggest("harbour exp")[0]) is None


# Folding and prefixes

_TITLES = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


@given(_TITLES)
def test_words_are_folded_once_and_for_all(title: str) -> None:
    words = search_words(title)
    assert search_words(" ".join(words)) == words
    assert search_words(title.upper().lower()) == search_words(title.upper().lower().lower())


@given(st.text(max_size=60))
def test_search_words_hold_nothing_that_the_search_language_knows(text: str) -> None:
    assert all(word.isalnum() for word in search_words(text))


@given(_TITLES)
def test_each_beginning_of_a_title_begins_its_start_key(title: str) -> None:
    words = search_words(title)
    for upto in range(1, len(words) + 1):
        assert start_keys(title)[0].startswith("".join(words[:upto])[:48])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(_TITLES, min_size=1, max_size=6, unique=True), data=st.data())
def test_every_title_is_found_by_each_of_its_beginnings(
    library: Path, tmp_path: Path, titles: list[str], data: st.DataObject
) -> None:
    kept = [title for title in titles if title.isprintable() and search_words(title)]
    rows = [files.title(number, title) for number, title in enumerate(kept, 1)]
    catalogue.remove()
    catalogue.index([files.write(tmp_path, "t", files.BASICS, rows)])
    for title in kept:
        words = search_words(title)
        whole = " ".join(words)
        upto = data.draw(st.integers(1, len(whole)))
        assert title in found(whole[:upto], 50)
        assert title in found(data.draw(st.sampled_from(words)), 50)


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("Her 2013", ("Her", 2013)),
        ("Her (2013)", ("Her", 2013)),
        ("2046", None),
        ("Her", None),
        ("Her 20", None),
    ],
)
def test_a_year_at_the_end_is_parted_from_the_title(typed: str, parted: tuple[str, int] | None) -> None:
    assert with_year(typed) == parted


@given(st.integers(0, 10**9))
def test_numbers_go_there_and_back(number: int) -> None:
    assert imdb_number(imdb_id(number)) == number
