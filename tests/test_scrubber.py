# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the axis of watches under a board."""

from datetime import date
from itertools import pairwise

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.dates import VagueDate
from moodboard.domain.film import Watch
from moodboard.domain.scrubber import axis_of, labelled, nearest, number_word, ordinal, positions


def day(year: int) -> VagueDate:
    return VagueDate(f"{year}-03-12", date(year, 3, 12), date(year, 3, 12), str(year))


def pin(uuid: str, watch: str = "", frame: str = "") -> Pin:
    return Pin(uuid, PinKind.STILL, Place(0, 0, 10, 10), watch=watch, frame=frame)


FIRST, SECOND = Watch(1, day(2014), uuid="a"), Watch(1, day(2020), uuid="b")


def test_every_time_seen_has_a_tick() -> None:
    axis = axis_of(
        (Watch(1, VagueDate("../2010", None, date(2010, 12, 31)), times=3, uuid="x"), FIRST), 2, ()
    )
    assert [tick.number for tick in axis.ticks] == [1, 2, 3, 4, 5, 6]
    assert [tick.watch for tick in axis.ticks] == ["", "", "x", "x", "x", "a"]


def test_times_without_a_first_day_are_soft() -> None:
    before = Watch(1, VagueDate("../2010", None, date(2010, 12, 31)), uuid="x")
    assert [tick.is_soft for tick in axis_of((before, FIRST), 1, ()).ticks] == [True, True, False]


def test_an_undated_entry_stands_before_the_dated_ones() -> None:
    assert [tick.watch for tick in axis_of((FIRST, Watch(1, uuid="u")), 0, ()).ticks] == ["u", "a"]


def test_a_pin_counts_at_the_last_time_its_entry_stands_for() -> None:
    axis = axis_of((Watch(1, times=3, uuid="x"), FIRST), 0, (pin("p", "x"),))
    assert axis.made == {"p": 3}
    assert axis.number_of("x") == 3
    assert [tick.pins for tick in axis.ticks] == [0, 0, 1, 0]


def test_later_pins_are_those_made_after_the_tick() -> None:
    axis = axis_of((FIRST, SECOND), 0, (pin("p", "a"), pin("q", "b"), pin("unknown")))
    assert axis.later_than(1) == {"q"}
    assert axis.later_than(axis.now) == frozenset()


def test_a_pin_of_an_unknown_watch_never_fades() -> None:
    assert axis_of((FIRST, SECOND), 0, (pin("p", "gone"), pin("q"))).later_than(0) == frozenset()


def test_the_axis_is_worth_showing_once_pins_span_two_watches() -> None:
    assert not axis_of((FIRST, SECOND), 0, (pin("p", "a"), pin("q", "a"))).is_worth_showing
    assert axis_of((FIRST, SECOND), 0, (pin("p", "a"), pin("q", "b"))).is_worth_showing


def test_pins_of_a_refit_are_not_counted() -> None:
    assert axis_of((FIRST, SECOND), 0, (pin("p", "a", frame="f"),)).made == {}


def test_ticks_are_spread_from_end_to_end() -> None:
    assert positions(3, 10, 30) == (10, 20, 30)
    assert positions(1, 10, 30) == (30,)
    assert positions(0, 10, 30) == ()


def test_the_nearest_tick_is_taken() -> None:
    assert nearest(3, 10, 30, 16) == 2
    assert nearest(3, 10, 30, -99) == 1
    assert nearest(0, 10, 30, 5) == 0


def test_all_ticks_have_a_label_while_there_is_room() -> None:
    assert labelled(12, 716) == frozenset(range(1, 13))


def test_labels_thin_out_to_round_numbers_with_both_ends() -> None:
    numbers = sorted(labelled(60, 700))
    assert numbers[0] == 1
    assert numbers[-1] == 60
    gap = 700 / 59
    assert all((b - a) * gap >= 26 for a, b in pairwise(numbers))


def test_ordinals_read_as_spoken() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip


def test_numbers_are_words_up_to_twelve() -> None:
    assert [number_word(n) for n in (1, 10, 12, 13)] == ["one", "ten", "twelve", "13"]
