# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts over the library and over a year."""

import pytest

from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.services import boards, films, lines, watches
from moodboard.services.stats import Rewatched, stats

pytestmark = pytest.mark.usefixtures("library")


def add(title: str, *days: str, earlier: int = 0, times: int = 1) -> int:
    film, _changes = films.add_film(Film(title, earlier_watches=earlier))
    for day in days:
        watches.log_watch(Watch(film.id, parse_edtf(day), times=times))
    return film.id


def test_an_empty_library_counts_nothing() -> None:
    nothing = stats()
    assert (nothing.films, nothing.times_seen, nothing.rewatches, nothing.most_rewatched) == (0, 0, 0, ())


def test_everything_is_counted() -> None:
    film = add("Her", "2016", "2017-03-12", "", earlier=9)
    add("Barley", "2016", times=3)
    add("Snow")
    lines.add_line(Line("", "Stay.", film))
    boards.create_board("Board")
    found = stats()
    assert (found.films, found.watches, found.times_seen, found.rewatches) == (3, 4, 15, 13)
    assert (found.shots, found.lines, found.boards) == (0, 1, 1)
    assert found.most_rewatched == (Rewatched("Her", 12), Rewatched("Barley", 3))


def test_a_year_counts_what_lies_within_it() -> None:
    add("Her", "2016-03-12", "2016-22", "2016/2017", "../2016", "2017")
    add("Barley", "2016", "2016")
    add("Snow", "2015", "2017")
    found = stats(2016)
    assert (found.films, found.watches, found.times_seen) == (2, 4, 4)
    # "Before 2017" stands at the end of 2016, so Her was first seen in March; of Barley one was the first.
    assert found.rewatches == 2
    assert found.most_rewatched == (Rewatched("Barley", 2), Rewatched("Her", 2))
    assert (found.lines, found.boards) == (0, 0)


def test_binned_films_do_not_count() -> None:
    films.bin_film(add("Her", "2016"))
    assert stats().times_seen == stats(2016).times_seen == 0
