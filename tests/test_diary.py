# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary's order: days in their months, and what is vague under headings of its own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library_ui import add, log
from moodboard.domain.dates import parse_edtf
from moodboard.domain.diary import DiaryQuery, Kind, Outline, outlined
from moodboard.domain.film import Watch
from moodboard.qt import diary_words
from moodboard.services import diary, films, watches


def _outline(*edtf: str) -> Outline:
    dated = sorted(edtf, key=lambda text: parse_edtf(text).sort_key or "", reverse=True)
    return outlined((number, text) for number, text in enumerate(dated, 1))


def _headings(outline: Outline) -> list[str]:
    return [diary_words.heading(section) for section in outline.sections]


def test_months_come_newest_first_and_the_unknown_last() -> None:
    outline = _outline("2016-03-12", "", "2016-05-01", "2015-12-31", "2016-03-01")
    assert _headings(outline) == ["May 2016", "March 2016", "December 2015", "date unknown"]
    assert [section.count for section in outline.sections] == [1, 2, 1, 1]


def test_what_is_vague_stands_under_a_heading_of_its_own() -> None:
    outline = _outline("2014", "2016-22", "2016-03", "2016-03-12", "../2013", "2003/2005", "199X")
    assert _headings(outline) == [
        "summer 2016",
        "March 2016",
        "some time in March 2016",
        "some time in 2014",
        "before 2014",
        "2003 – 2005",
        "some time in the 1990s",
    ]


def test_an_unsure_day_is_told_among_its_month_and_never_as_a_day() -> None:
    outline = _outline("2016-03-12~", "2016-03-12?", "2016-03-01/2016-03-10", "../2016-03-12")
    assert Kind.DAYS not in [section.kind for section in outline.sections]
    assert not any(outline.days)
    assert outline.counts(2016) == {}
    assert outline.on_day(date(2016, 3, 12)) == []


def test_about_a_year_stands_with_the_year() -> None:
    assert _headings(_outline("2014", "2014~", "2014?")) == ["some time in 2014"]


def test_of_two_that_begin_together_the_longer_stands_further_down() -> None:
    assert _headings(_outline("2014-01-05", "2014", "2014/2016", "2014-01")) == [
        "January 2014",
        "some time in January 2014",
        "some time in 2014",
        "2014 – 2016",
    ]


_EDTF = st.one_of(
    st.dates(date(1950, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    st.sampled_from(
        ["", "2014", "2016-22", "2016-03", "../2013", "2003/2005", "2016-03-12~", "199X", "2015/.."]
    ),
)


@given(st.lists(_EDTF, max_size=40))
def test_every_watch_stands_in_one_place_and_only_days_are_counted(said: list[str]) -> None:
    outline = _outline(*said)
    assert sorted(outline.ids) == list(range(1, len(said) + 1))
    assert sum(section.count for section in outline.sections) == len(said)
    sure = [text for text in said if parse_edtf(text).is_day]
    counted = {day: count for year in range(1950, 2031) for day, count in outline.counts(year).items()}
    assert sum(counted.values()) == len(sure)
    assert {day.isoformat() for day in counted} == set(sure)


def test_vague_watches_are_told_where_they_surely_lie() -> None:
    outline = _outline("2016-03", "2016-22", "2016", "2016-24", "2014/2016", "")
    inside = outline.vague_in(date(2016, 1, 1), date(2016, 12, 31))
    assert [section.date.edtf for section in inside] == ["2016-22", "2016-03", "2016"]


def test_a_calendar_tells_a_day_and_what_may_have_been_then() -> None:
    outline = _outline("2016-03-12", "2016-03-12", "2016-03", "2016-03-13")
    part = outline.excerpt(date(2016, 3, 12), outline.vague_in(date(2016, 3, 1), date(2016, 3, 31)))
    assert [(section.kind, section.count) for section in part.sections] == [(Kind.DAYS, 2), (Kind.MONTH, 1)]
    assert len(part.ids) == 3


# -- what the store answers


def test_rows_say_how_manieth_time_it_was(library: Path) -> None:
    her = add("Her", 2013, times=2)
    for said in ("2016-03-12", "before 2014", "2020"):
        log(her, said)
    watches.log_watch(Watch(her, parse_edtf("2018"), times=3))
    outline = diary.outline()
    told = [
        (row.watch.date.edtf, row.number, diary_words.how_manieth(row)) for row in diary.rows(outline.ids)
    ]
    assert told == [
        ("2020", 8, "8th time"),
        ("2018", 7, "×3"),
        ("2016-03-12", 4, "4th time"),
        ("../2013", 3, "3rd time"),
    ]


def test_of_an_unknown_date_nobody_knows_which_time_it_was(library: Path) -> None:
    log(add("Her"), "?")
    (row,) = diary.rows(diary.outline().ids)
    assert diary_words.how_manieth(row) == ""


def test_a_film_in_the_bin_is_not_in_the_diary(library: Path) -> None:
    her = add("Her")
    log(her, "2016-03-12")
    films.bin_film(her)
    assert not diary.outline().ids


@pytest.fixture
def three(library: Path) -> dict[int, str]:
    her, barley = add("Her"), add("Bärley")
    first = log(her, "2015-01-01").id
    again = watches.log_watch(Watch(her, parse_edtf("2016-03-12"), rating=9, note="Cried at the letter"))[
        0
    ].id
    vague = watches.log_watch(Watch(barley, parse_edtf("2016"), rating=4, people=("Zoë",)))[0].id
    return {first: "first", again: "again", vague: "vague"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (DiaryQuery(rewatches=True), {"again"}),
        (DiaryQuery(stars=8), {"again"}),
        (DiaryQuery(year=2016), {"again", "vague"}),
        (DiaryQuery(text="her"), {"first", "again"}),
        (DiaryQuery(text="barley"), {"vague"}),
        (DiaryQuery(text="letter cried"), {"again"}),
        (DiaryQuery(text="zoe"), {"vague"}),
        (DiaryQuery(text="her", stars=8), {"again"}),
        (DiaryQuery(text="nothing of it"), set()),
    ],
)
def test_the_diary_is_narrowed(three: dict[int, str], query: DiaryQuery, found: set[str]) -> None:
    assert {three[id_] for id_ in diary.outline(query).ids} == found
