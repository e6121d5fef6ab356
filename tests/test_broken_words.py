# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that people paste or mistype: none ends in a crash, none is taken for something else."""

from datetime import date
from pathlib import Path

import pytest

from moodboard.domain import dates
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.query import FilmQuery
from moodboard.domain.rating import parse_stars
from moodboard.services import boards, films, lines

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "edtf", "times"),
    [
        ("199X", "199X", 1),
        ("201x", "201X", 1),
        ("20XX", "20XX", 1),
        ("2016-22", "2016-22", 1),
        ("../2013", "../2013", 1),
        ("199X x2", "199X", 2),
        ("2014 12x", "2014", 12),
        ("2014x3", "2014", 3),
        ("before 2014 20x", "../2013", 20),
    ],
)
def test_edtf_may_be_typed_and_a_decade_is_not_a_number_of_times(said: str, edtf: str, times: int) -> None:
    when, how_often = dates.parse_said_times(said, TODAY)
    assert (when.edtf, how_often) == (edtf, times)


@pytest.mark.parametrize("said", ["nan", "inf", "-inf", "1e400", "", "0", "5.5"])
def test_what_is_no_number_of_stars_is_refused(said: str) -> None:
    with pytest.raises(KnownError):
        parse_stars(said)


@pytest.mark.parametrize("text", ["- " * 3000, "🎬 " * 3000, "x " * 3000, "a AND", 'NEAR("', '"', "*", "\0"])
def test_any_text_may_be_searched_for(library: Path, text: str) -> None:
    assert films.film_rows(FilmQuery(text=text)) == ()
    assert lines.find_lines(text) == ()
    assert films.suggest_titles(text) == ()


def test_letters_that_cannot_be_stored_are_refused_with_a_sentence(library: Path) -> None:
    with pytest.raises(KnownError, match="cannot be stored"):
        films.add_film(Film("half an emoji \ud83c"))
    with pytest.raises(KnownError):
        films.find_film("\udcff")
    assert films.count_films() == 0


def test_titles_hold_nothing_that_steers_a_terminal(library: Path) -> None:
    assert films.add_film(Film("a\x1b[31m\0 b\n c"))[0].title == "a[31m b c"
    assert boards.create_board("a\x07 b")[0].title == "a b"
    with pytest.raises(KnownError, match="needs a title"):
        films.add_film(Film("\x1b"))


def test_pictographs_are_words_and_a_mere_sign_is_looked_for_in_titles(library: Path) -> None:
    films.add_film(Film("Love & Basketball", notes="seen on a plane ♥ 🎬"))
    films.add_film(Film("Heat"))
    for text in ("♥", "🎬", "&"):
        assert [row.title for row in films.film_rows(FilmQuery(text=text))] == ["Love & Basketball"]
