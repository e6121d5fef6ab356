# SPDX-License-Identifier: GPL-3.0-or-later
"""The rewatch story: numbering, folding, rhythm, and where each watch stands on the axis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.dates import parse_said_times
from moodboard.domain.film import Watch, times_seen
from moodboard.domain.rewatch_axis import MarkKind, curve, nearest, placed, rewatch_axis
from moodboard.domain.rewatch_story import (
    Every,
    rhythm,
    runs,
    said_gap,
    span_words,
    stars_and_words,
    story,
)

TODAY = date(2026, 11, 22)


def watch(said: str, rating: int | None = None, note: str = "", **known: object) -> Watch:
    """A watch on a date as people say it, known by these words."""
    vague, times = parse_said_times(said, TODAY)
    return Watch(1, vague, times, rating, note, uuid=said, **known)  # type: ignore[arg-type]


def newest_first(*watches: Watch) -> tuple[Watch, ...]:
    """In the order of a film's page."""
    return tuple(sorted(watches, key=lambda one: one.date.sort_key or "", reverse=True))


def steady(count: int, days: int, first: date = date(2025, 7, 6), rating: int | None = 10) -> list[Watch]:
    """Watches at one distance."""
    return [watch((first + timedelta(days=days * n)).isoformat(), rating) for n in range(count)]


def told(*watches: Watch, earlier: int = 0) -> list[str]:
    """The numbers of the rows."""
    return [row.numbers for row in story(newest_first(*watches), earlier)]


HER = (
    watch("19 Jan 2014", 8, "Didn’t understand it yet."),
    watch("summer 2016", 9, "Too bright for the first reel."),
    watch("before 2020 x3", 9),
    *steady(5, 77),
    watch("15 Aug 2026", 10, "One earphone."),
    watch("31 Oct 2026", 10, "She fell asleep."),
)


def test_a_steady_run_without_notes_is_one_row_as_the_look_has_it() -> None:
    rows = story(newest_first(*HER), 0)
    assert [row.numbers for row in rows] == ["12", "11", "6–10", "3–5", "2", "1", ""]
    assert rows[2].every == Every(11, "week")
    assert span_words(rows[2].watches) == "Jul 2025 – May 2026"


def test_earlier_times_come_first_in_the_count_and_last_in_the_list() -> None:
    assert told(watch("2 May 2020"), earlier=4) == ["5", "1–4"]
    assert told(watch("2 May 2020"), earlier=1) == ["2", "1"]


def test_a_watch_of_unknown_date_counts_before_dated_ones() -> None:
    assert [row.numbers for row in story((watch("2 May 2020"), watch("?")), 0)][:2] == ["2", "1"]


def test_first_and_newest_watch_keep_rows_of_their_own() -> None:
    assert told(*steady(6, 30)) == ["6", "2–5", "1", ""]


def test_two_alike_are_no_run() -> None:
    assert told(*steady(4, 30)) == ["4", "3", "2", "1", ""]


def test_a_note_a_rating_or_a_broken_rhythm_ends_a_run() -> None:
    plain = steady(7, 30)
    noted = [*plain[:3], watch("4 Oct 2025", 10, "A note."), *plain[4:]]
    assert "2–6" not in told(*noted)
    rated = [*plain[:3], watch(plain[3].uuid, 4), *plain[4:]]
    assert "2–6" not in told(*rated)
    late = [*plain[:3], *steady(4, 300, date(2026, 1, 1))]
    assert "2–6" not in told(*late)


def test_a_run_is_unfolded_by_any_of_its_watches() -> None:
    watches = newest_first(*HER)
    inside = runs(watches, HER[5].uuid)
    assert len(inside) == 5
    assert [row.numbers for row in story(watches, 0, {HER[5].uuid})][2:7] == ["10", "9", "8", "7", "6"]
    assert runs(watches, HER[0].uuid) == frozenset()


def test_the_usual_gap_needs_four_dated_watches() -> None:
    assert rhythm(steady(3, 70)) is None
    assert rhythm([*steady(3, 70), watch("?"), watch("before 2014")]) is None
    assert rhythm(steady(4, 70)) == Every(10, "week")


def test_gaps_are_said_in_the_unit_that_people_use() -> None:
    assert said_gap(1) == Every(1, "day")
    assert said_gap(77) == Every(11, "week")
    assert said_gap(274) == Every(9, "month")
    assert said_gap(731) == Every(2, "year")


def test_side_by_side_has_what_was_rated_or_written_the_oldest_first() -> None:
    bare, rated, noted = watch("2001"), watch("2002", 7), watch("2003", None, "So that is it.")
    assert stars_and_words(newest_first(bare, rated, noted)) == (rated, noted)


def test_the_line_of_the_stars_breaks_where_there_are_none() -> None:
    assert curve([8, 9, None, 10]) == [[(0, 8), (1, 9)], [(3, 10)]]
    assert curve([None]) == []


def test_days_are_dots_and_doubt_is_as_long_as_it_is() -> None:
    axis = rewatch_axis(newest_first(*HER), TODAY, 2013)
    assert axis is not None
    kinds = [mark.kind for mark in axis.marks]
    assert kinds[:3] == [MarkKind.DAY, MarkKind.SPAN, MarkKind.BEFORE]
    summer = axis.marks[1]
    assert summer.start == axis.at(date(2016, 6, 1))
    assert summer.end == axis.at(date(2016, 8, 31))


def test_before_fades_back_to_the_films_own_year_and_since_to_today() -> None:
    axis = rewatch_axis([watch("before 2014")], TODAY, 2010)
    assert axis is not None
    assert axis.first < date(2010, 1, 1) <= axis.first + timedelta(days=365)
    since = rewatch_axis([watch("since 2014")], TODAY)
    assert since is not None and since.marks[0].kind is MarkKind.SINCE and since.marks[0].end == 1.0


def test_undated_watches_have_no_place_on_the_axis() -> None:
    assert rewatch_axis([watch("?")], TODAY) is None
    assert rewatch_axis([], TODAY) is None


def test_a_short_axis_names_months_and_a_long_one_thins_its_years() -> None:
    short = rewatch_axis([watch("12 Mar 2026")], TODAY)
    long = rewatch_axis([watch("1950"), watch("2 May 2020")], TODAY)
    assert short is not None and long is not None
    assert {tick.month for tick in short.ticks(1200, 48)} > {5, 6, 7}
    named = [tick for tick in long.ticks(1200, 48) if tick.is_named]
    assert all(b.at - a.at >= 48 / 1200 - 0.001 for a, b in pairwise(named))


def test_the_pointer_finds_a_dot_before_the_bar_under_it() -> None:
    axis = rewatch_axis([watch("2016"), watch("1 Jul 2016")], TODAY)
    assert axis is not None
    at = axis.at(date(2016, 7, 1))
    found = nearest(axis, at, 0.01)
    assert found is not None and axis.marks[found].kind is MarkKind.DAY
    assert nearest(axis, 0.9, 0.001) is None


SAID = st.one_of(
    st.dates(date(1930, 1, 1), TODAY).map(date.isoformat),
    st.integers(1930, 2026).map(str),
    st.integers(1931, 2026).map(lambda year: f"before {year}"),
    st.integers(1930, 2026).map(lambda year: f"since {year}"),
    st.integers(1930, 2026).map(lambda year: f"summer {year}"),
    st.just("?"),
)
WATCHES = st.lists(
    st.builds(
        lambda said, times, rating, note, n: Watch(
            1, parse_said_times(said, TODAY)[0], times, rating, note, uuid=f"{n}"
        ),
        SAID,
        st.integers(1, 4),
        st.one_of(st.none(), st.integers(1, 10)),
        st.sampled_from(("", "", "A word.")),
        st.uuids(),
    ),
    max_size=30,
)


@given(WATCHES, st.integers(0, 50))
def test_numbers_run_from_one_to_the_times_seen_without_a_gap(watches: list[Watch], earlier: int) -> None:
    told_watches = newest_first(*watches)
    rows = [row for row in reversed(story(told_watches, earlier)) if row.last]
    at = 0
    for row in rows:
        assert row.first == at + 1
        at = row.last
    assert at == times_seen(told_watches, earlier)
    assert [w for row in story(told_watches, earlier) for w in row.watches] == list(told_watches)


@given(WATCHES)
def test_every_dated_watch_stands_on_the_axis(watches: list[Watch]) -> None:
    axis = rewatch_axis(newest_first(*watches), TODAY)
    dated = {watch.uuid for watch in watches if watch.date.is_known}
    assert {mark.uuid for mark in axis.marks} == dated if axis is not None else not dated
    for mark in axis.marks if axis is not None else ():
        assert 0 <= mark.start <= mark.end <= 1


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 300)), max_size=20), st.floats(100, 1000))
def test_labels_never_touch_and_stay_inside(wanted: list[tuple[float, float]], width: float) -> None:
    found = placed(wanted, width, 10)
    spans = sorted((left, left + w[1]) for left, w in zip(found, wanted, strict=True) if left is not None)
    assert all(start >= 0 and end <= width + 1e-6 for start, end in spans)
    assert all(b[0] - a[1] >= 10 - 1e-6 for a, b in pairwise(spans))
