# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches and what they make of their film."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.dates import UNKNOWN, parse_edtf
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film, FilmRow, Watch, earlier_for_total, times_seen
from moodboard.services import films, watches


@pytest.fixture
def her(library: Path) -> int:
    """Put one film into the library; its id."""
    return films.add_film(Film("Her", 2013))[0].id


def seen(film_id: int, edtf: str, rating: int | None = None, **values: object) -> Watch:
    watch = replace(Watch(film_id, parse_edtf(edtf), rating=rating), **values)  # type: ignore[arg-type]
    return watches.log_watch(watch)[0]


def row(film_id: int) -> FilmRow:
    return films.film_row(film_id)


def test_a_watch_comes_back_as_it_was_logged(her: int) -> None:
    whole = Watch(
        her, parse_edtf("2016-22", "that summer"), 3, 9, "Cried", True, ("Ana", "Noor"), "Rex", "35 mm",
        "director's", False, True, ("rain",), "boxd.it/x",
    )  # fmt: skip
    stored, changes = watches.log_watch(whole)
    assert replace(stored, id=0, uuid="", logged="") == whole
    assert watches.watches_of(her) == (stored,)
    assert changes.films == {her}


def test_second_watch_on_same_day_is_kept(her: int) -> None:
    seen(her, "2016-03-12")
    seen(her, "2016-03-12")
    assert row(her).times_seen == 2


def test_an_entry_counts_for_its_times(her: int) -> None:
    seen(her, "../2019", times=3)
    seen(her, "2020")
    assert (row(her).times_seen, row(her).watches) == (4, 2)


def test_newest_come_first_and_unknown_dates_last(her: int) -> None:
    for edtf in ("2016", "", "2020-01-01", "../2010"):
        seen(her, edtf)
    assert [watch.date.edtf for watch in watches.watches_of(her)] == ["2020-01-01", "2016", "../2010", ""]


def test_rating_the_newest_watch_rates_the_film(her: int) -> None:
    seen(her, "2016", 8)
    seen(her, "2020", 10)
    seen(her, "2010", 2)
    seen(her, "", 3)
    assert row(her).rating == 10


def test_a_rating_set_by_itself_stays_until_a_newer_watch_is_rated(her: int) -> None:
    seen(her, "2016", 8)
    films.edit_film(replace(films.film(her), rating=6))
    seen(her, "2010", 2)
    seen(her, "2020")
    assert row(her).rating == 6
    seen(her, "2021", 9)
    assert row(her).rating == 9


def test_an_old_watch_rated_late_leaves_the_rating_alone(her: int) -> None:
    films.edit_film(replace(films.film(her), rating=6))
    seen(her, "2020")
    old = seen(her, "2010")
    watches.edit_watch(replace(old, rating=3))
    assert row(her).rating == 6


def test_the_only_rating_there_is_speaks_for_the_film(her: int) -> None:
    seen(her, "", 7)
    assert row(her).rating == 7


def test_removing_a_watch_gives_back_the_rating_before(her: int) -> None:
    films.edit_film(replace(films.film(her), rating=6))
    watch = seen(her, "2021", 9)
    watches.remove_watch(watch.uuid)
    assert row(her).rating == 6
    watches.restore_watch(watch)
    assert row(her).rating == 9
    assert watches.watches_of(her)[0].uuid == watch.uuid


def test_restoring_twice_is_restoring_once(her: int) -> None:
    watch = seen(her, "2021")
    watches.remove_watch(watch.uuid)
    watches.restore_watch(watch)
    assert not watches.restore_watch(watch)
    assert row(her).times_seen == 1


def test_a_rating_taken_off_a_watch_leaves_the_film(her: int) -> None:
    watch = seen(her, "2021", 9)
    watches.edit_watch(replace(watch, rating=None))
    assert row(her).rating is None


def test_a_watch_takes_the_film_off_the_watchlist_and_taking_it_back_puts_it_on(library: Path) -> None:
    film, _changes = films.add_film(Film("Snow", watchlist=True))
    first = seen(film.id, "2020")
    second = seen(film.id, "2021")
    assert not row(film.id).watchlist
    watches.remove_watch(second.uuid)
    assert not row(film.id).watchlist
    watches.remove_watch(first.uuid)
    assert row(film.id).watchlist


def test_a_watch_may_move_to_another_film(her: int) -> None:
    other, _changes = films.add_film(Film("Him"))
    watch = seen(her, "2021", 9)
    changes = watches.edit_watch(replace(watch, film_id=other.id))
    assert changes.films == {her, other.id}
    assert (row(her).times_seen, row(other.id).times_seen, row(other.id).rating) == (0, 1, 9)


def test_a_corrected_date_moves_the_watch(her: int) -> None:
    watch = seen(her, "2021")
    watches.edit_watch(replace(watch, date=parse_edtf("2011")))
    assert row(her).last_watched == parse_edtf("2011")


@pytest.mark.parametrize("wrong", [{"times": 0}, {"rating": 0}, {"rating": 11}, {"film_id": 99}])
def test_what_no_watch_has_is_refused(her: int, wrong: dict[str, int]) -> None:
    with pytest.raises(KnownError):
        watches.log_watch(replace(Watch(her), **wrong))  # type: ignore[arg-type]
    assert row(her).times_seen == 0


def test_a_watch_that_is_gone_is_said(her: int) -> None:
    with pytest.raises(NotFoundError):
        watches.remove_watch("nowhere")


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(0, 500))
def test_typed_total_is_reached_whenever_it_can_be(times: list[int], total: int) -> None:
    logged = tuple(Watch(1, UNKNOWN, times=n) for n in times)
    assert times_seen(logged, earlier_for_total(total, logged)) == max(total, sum(times))
