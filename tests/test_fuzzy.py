# SPDX-License-Identifier: GPL-3.0-or-later
"""Which film is meant by a few letters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library_ui import add
from moodboard.domain.film import Film
from moodboard.domain.fuzzy import Kind, TitleHeap, edits_between, match
from moodboard.services import films
from moodboard.services.finding import TitleFinder


@pytest.mark.parametrize(
    ("typed", "title", "kind"),
    [
        ("godfather", "The Godfather", Kind.WHOLE),
        ("the godfather", "The Godfather", Kind.WHOLE),
        ("godf", "The Godfather", Kind.BEGINS),
        ("lord rings", "The Lord of the Rings", Kind.IN_ORDER),
        ("rings lord", "The Lord of the Rings", Kind.ANY_ORDER),
        ("amelie", "Amélie", Kind.WHOLE),
        ("lotr", "The Lord of the Rings", Kind.INITIALS),
        ("tlotr", "The Lord of the Rings", Kind.INITIALS),
        ("eeaao", "Everything Everywhere All at Once", Kind.INITIALS),
        ("godfahter", "The Godfather", Kind.NEAR),
        ("interstelar", "Interstellar", Kind.NEAR),
        ("intrestel", "Interstellar", Kind.NEAR),
        ("spiderman", "Spider-Man", Kind.NEAR),
        ("god father", "The Godfather", Kind.NEAR),
        ("schindlers", "Schindler’s List", Kind.BEGINS),
    ],
)
def test_a_title_answers_what_was_typed(typed: str, title: str, kind: Kind) -> None:
    found = match(typed, title)
    assert found is not None and found.kind is kind


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("her", "Amélie"),
        ("cat", "Cut"),
        ("banana", "The Godfather"),
        ("papr", "April"),
        ("", "Her"),
        ("xy", "X Y Z"),
    ],
)
def test_another_title_does_not(typed: str, title: str) -> None:
    assert match(typed, title) is None


@pytest.mark.parametrize(
    ("typed", "title", "letters"),
    [
        ("rings lo", "The Lord of the Rings", ["Lo", "Rings"]),
        ("lotr", "The Lord of the Rings", ["L", "o", "t", "R"]),
        ("amel", "Amélie", ["Amél"]),
        ("godfahter", "The Godfather", ["Godfather"]),
    ],
)
def test_the_letters_that_answered_are_told(typed: str, title: str, letters: list[str]) -> None:
    found = match(typed, title)
    assert found is not None
    assert [title[start:end] for start, end in found.spans] == letters


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("abcd", "abdc", 1),
        ("abcd", "abd", 1),
        ("abcd", "abxcd", 1),
        ("abcd", "axyd", 2),
        ("abcd", "zzzz", None),
    ],
)
def test_wrong_letters_are_counted_a_swap_as_one(one: str, other: str, edits: int | None) -> None:
    assert edits_between(one, other, 2) == edits


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_letters_are_safe_to_compare(typed: str, title: str) -> None:
    found = match(typed, title)
    for start, end in found.spans if found is not None else ():
        assert 0 <= start < end <= len(title)


_LETTERS = st.text("abcdefghij", min_size=6, max_size=12)


@given(st.lists(_LETTERS, min_size=1, max_size=30, unique=True), st.data())
def test_one_wrong_letter_never_hides_a_title(titles: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(titles))
    place = data.draw(st.integers(0, len(wanted) - 1))
    typed = wanted[:place] + "z" + wanted[place + 1 :]
    heap = TitleHeap([(title, number) for number, title in enumerate(titles)])
    assert titles.index(wanted) in heap.near(typed)


@pytest.fixture
def finder(library: Path) -> TitleFinder:
    for title, year in (
        ("Her", 2013),
        ("Hereditary", 2018),
        ("The Godfather", 1972),
        ("The Godfather", 1990),
    ):
        films.add_film(Film(title, year))
    films.add_film(Film("Spirited Away", 2001, original_title="Sen to Chihiro no kamikakushi"))
    add("Brothers", 2009, times=3)
    found = TitleFinder()
    found.warm()
    return found


def _titles(finder: TitleFinder, typed: str) -> list[str]:
    return [f"{one.row.title} {one.row.year}" for one in finder.find(typed)]


def test_what_it_begins_with_comes_before_what_holds_it(finder: TitleFinder) -> None:
    assert _titles(finder, "her")[:2] == ["Her 2013", "Hereditary 2018"]


def test_a_year_tells_films_of_one_title_apart(finder: TitleFinder) -> None:
    assert _titles(finder, "godfather 1990") == ["The Godfather 1990"]
    assert _titles(finder, "godfahter 1990") == ["The Godfather 1990"]


def test_the_original_title_finds_a_film_and_is_told(finder: TitleFinder) -> None:
    (found,) = finder.find("chihiro")
    assert (found.row.title, found.also) == ("Spirited Away", "Sen to Chihiro no kamikakushi")


def test_a_mistyped_title_is_found_once_all_titles_are_read(finder: TitleFinder) -> None:
    assert _titles(finder, "spirtied awya") == ["Spirited Away 2001"]
    assert not TitleFinder().find("spirtied awya")


def test_nothing_typed_offers_the_last_seen(finder: TitleFinder) -> None:
    assert _titles(finder, "")[0] == "Brothers 2009"


def test_a_binned_film_is_not_offered(finder: TitleFinder) -> None:
    films.bin_film(films.find_film("Her").id)
    finder.warm()
    assert "Her 2013" not in _titles(finder, "her")
