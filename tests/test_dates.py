# SPDX-License-Identifier: GPL-3.0-or-later
"""Vague dates: what people write is understood, kept and said back."""

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moodboard.domain.dates import (
    UNKNOWN,
    VagueDate,
    full,
    ordinal,
    other_order,
    parse_edtf,
    parse_said,
    parse_said_times,
    spoken,
    tonight,
)
from moodboard.domain.errors import KnownError

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("today", "2026-11-21"),
        ("Tonight", "2026-11-21"),
        ("yesterday", "2026-11-20"),
        ("last night", "2026-11-20"),
        ("last friday", "2026-11-20"),
        ("last Saturday", "2026-11-14"),
        ("3 days ago", "2026-11-18"),
        ("a week ago", "2026-11-14~"),
        ("3 weeks ago", "2026-10-31~"),
        ("two months ago", "2026-09"),
        ("2 years ago", "2024"),
        ("2016", "2016"),
        ("2016-03", "2016-03"),
        ("2016-03-12", "2016-03-12"),
        ("20160312", "2016-03-12"),
        ("12 Mar 2016", "2016-03-12"),
        ("Sat, 12th of March, 2016", "2016-03-12"),
        ("Mar 12, 2016", "2016-03-12"),
        ("March 2016", "2016-03"),
        ("12/03/2016", "2016-03-12"),
        ("03/25/2016", "2016-03-25"),
        ("12.3.16", "2016-03-12"),
        ("5 may", "2026-05-05"),
        ("24 december", "2025-12-24"),
        ("march", "2026-03"),
        ("december", "2025-12"),
        ("summer 2016", "2016-22"),
        ("in the summer of 2016", "2016-22"),
        ("fall 2016", "2016-23"),
        ("autumn 2016", "2016-23"),
        ("last summer", "2026-22"),
        ("2010s", "201X"),
        ("the 90s", "199X"),
        ("the nineties", "199X"),
        ("early 2010s", "2010/2013"),
        ("end of 2016", "2016-09/2016-12"),
        ("before 2014", "../2013"),
        ("before March 2014", "../2014-02"),
        ("before 12 March 2014", "../2014-03-11"),
        ("after 2003", "2004/.."),
        ("since 2003", "2003/.."),
        ("between 2003 and 2005", "2003/2005"),
        ("between 2005 and 2003", "2003/2005"),
        ("2003-2005", "2003/2005"),
        ("2003–05", "2003/2005"),
        ("march 2012 to june 2013", "2012-03/2013-06"),
        ("Christmas 2008", "2008-12-24/2008-12-26"),
        ("Halloween 2008", "2008-10-31"),
        ("around 2011", "2011~"),
    ],
)
def test_words_become_edtf(said: str, edtf: str) -> None:
    assert parse_said(said, TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("some time in March", "2026-03"),
        ("sometime last year", "2025"),
        ("the other day", "2026-11-14/2026-11-20"),
        ("a few days ago", "2026-11-15/2026-11-19"),
        ("a couple of weeks ago", "2026-10-31/2026-11-07"),
        ("several years ago", "2018/2023"),
        ("5 or 6 years ago", "2020/2021"),
        ("a decade ago", "2016~"),
        ("half a year ago", "2026-05"),
        ("2 hours ago", "2026-11-21"),
        ("late last night", "2026-11-20"),
        ("monday last week", "2026-11-09"),
        ("the year before last", "2024"),
        ("two summers ago", "2025-22"),
        ("earlier this year", "2026-01-01/2026-11-21"),
        ("mid-december", "2025-12-11/2025-12-20"),
        ("late last year", "2025-09/2025-12"),
        ("late summer 2016", "2016-08"),
        ("winter 2015/16", "2015-24"),
        ("summer holidays 2014", "2014-22"),
        ("new year's eve 1999", "1999-12-31"),
        ("nye 1999", "1999-12-31"),
        ("easter 2015", "2015-04-03/2015-04-06"),
        ("good friday 2016", "2016-03-25"),
        ("thanksgiving 2014", "2014-11-27"),
        ("first half of 2014", "2014-01/2014-06"),
        ("first half of the 90s", "1990/1994"),
        ("Q3 2014", "2014-07/2014-09"),
        ("20th century", "19XX"),
        ("2016-W10", "2016-03-07/2016-03-13"),
        ("week 10 of 2016", "2016-03-07/2016-03-13"),
        ("2016-W10-6", "2016-03-12"),
        ("spring or summer 2012", "2012-03/2012-08"),
        ("between march and may 2014", "2014-03/2014-05"),
        ("november to february 2014", "2013-11/2014-02"),
        ("1-5 march 2014", "2014-03-01/2014-03-05"),
        ("mar-may 2014", "2014-03/2014-05"),
        ("2014/15", "2014/2015"),
        ("2014 or earlier", "../2014"),
        ("2014 or later", "2014/.."),
        ("not before 2014", "2014/.."),
        ("2014ish", "2014~"),
        ("2014 or so", "2014~"),
        ("maybe 2014", "2014?"),
        ("2014, I think", "2014?"),
        ("summer 2014?", "2014-22?"),
        ("12 Mar 2016?", "2016-03-12?"),
        ("maybe around 2014", "2014%"),
        ("2016-03-12T20:15:00", "2016-03-12"),
        ("12 Mar 2016 at 8pm", "2016-03-12"),
        ("12/3", "2026-03-12"),
        ("24.12.", "2025-12-24"),
        ("the 25th", "2026-10-25"),
        ("12mar2016", "2016-03-12"),
        ("~2014", "2014~"),
        ("19XX", "19XX"),
    ],
)
def test_what_else_people_type_is_understood(said: str, edtf: str) -> None:
    assert parse_said(said, TODAY).edtf == edtf


@pytest.mark.parametrize("said", ["ages ago", "don’t remember", "dunno", "n/a"])
def test_no_memory_of_it_is_an_unknown_date(said: str) -> None:
    assert parse_said(said, TODAY) == UNKNOWN


@pytest.mark.parametrize(
    ("said", "way_on"),
    [("when I was 12", "Only you know"), ("as a kid", "Only you know"), ("tomorrow", "still to come")],
)
def test_what_nobody_else_can_know_is_said(said: str, way_on: str) -> None:
    with pytest.raises(KnownError, match=way_on):
        parse_said(said, TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "3 weeks ago",
        "a few days ago",
        "last week",
        "christmas 2008",
        "12 Mar 2016?",
        "about 12 Mar 2016",
        "2014",
    ],
)
def test_a_vague_date_is_no_day(said: str) -> None:
    assert not parse_said(said, TODAY).is_day


def test_figures_in_doubt_have_another_meaning() -> None:
    other = other_order("3/12/2016", TODAY, day_first=True)
    assert other is not None and other.edtf == "2016-03-12"
    assert other_order("13/3/2016", TODAY) is None
    assert other_order("3.12.2016", TODAY) is None
    assert other_order("3/3/2016", TODAY) is None
    assert other_order("banana", TODAY) is None


@pytest.mark.parametrize("said", ["", "  ", "?", "unknown"])
def test_nothing_said_is_unknown(said: str) -> None:
    assert parse_said(said, TODAY) == UNKNOWN


@pytest.mark.parametrize("said", ["banana", "hello 2016", "2016-02-30", "13/13/2016", "0000", "before"])
def test_what_is_no_date_gets_examples(said: str) -> None:
    with pytest.raises(KnownError, match="Try 2016, summer 2016 or before 2014"):
        parse_said(said, TODAY)


def test_month_comes_first_where_it_is_the_custom() -> None:
    assert parse_said("12/03/2016", TODAY, day_first=False).edtf == "2016-12-03"


def test_words_are_kept_unless_they_are_iso() -> None:
    assert parse_said("Summer  2016", TODAY).said == "Summer 2016"
    assert parse_said("2016-03-12", TODAY).said == ""


def test_before_a_year_ends_with_the_year_before() -> None:
    vague = parse_said("before 2014", TODAY)
    assert (vague.earliest, vague.latest) == (None, date(2013, 12, 31))


def test_winter_said_in_january_began_in_december() -> None:
    assert parse_said("winter 2026", date(2026, 1, 20)).edtf == "2025-24"


def test_before_five_in_the_morning_it_is_still_tonight() -> None:
    assert tonight(datetime(2026, 11, 21, 4, 59)) == date(2026, 11, 20)
    assert tonight(datetime(2026, 11, 21, 5, 0)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("said", "edtf", "times"),
    [
        ("before 2014 x3", "../2013", 3),
        ("2010 ×2", "2010", 2),
        ("2012x4", "2012", 4),
        ("summer 2016 twice", "2016-22", 2),
        ("2010 three times", "2010", 3),
        ("x3", "", 3),
        ("2016", "2016", 1),
        ("twice in 2014", "2014", 2),
        ("3 times before 2014", "../2013", 3),
        ("x3 before 2014", "../2013", 3),
        ("2014 (x3)", "2014", 3),
        ("3 days ago", "2026-11-18", 1),
        ("2 weeks ago", "2026-11-07~", 1),
    ],
)
def test_how_often_is_said_with_the_date(said: str, edtf: str, times: int) -> None:
    vague, count = parse_said_times(said, TODAY)
    assert (vague.edtf, count) == (edtf, times)
    assert "x3" not in vague.said


def test_no_times_at_all_is_refused() -> None:
    with pytest.raises(KnownError):
        parse_said_times("2014 x0", TODAY)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-11-21", "today"),
        ("2026-11-20", "last night"),
        ("2026-11-17", "4 days ago"),
        ("2026-11-14", "a week ago"),
        ("2026-10-31", "3 weeks ago"),
        ("2026-10-20", "a month ago"),
        ("2026-01-15", "10 months ago"),
        ("2025-11-21", "a year ago"),
        ("2024-10-01", "2 years ago"),
        ("2026-09", "in September"),
        ("2024-09", "September 2024"),
        ("2024-21", "spring 2024"),
        ("2022-22", "summer 2022"),
        ("2014", "2014"),
        ("../2013", "before 2014"),
        ("2003/2005", "2003 – 2005"),
        ("201X", "2010s"),
        ("2011~", "about 2011"),
        ("", ""),
    ],
)
def test_the_list_says_it_as_a_person_would(edtf: str, words: str) -> None:
    assert spoken(parse_edtf(edtf), TODAY) == words


def test_vague_dates_are_said_as_they_were_said() -> None:
    assert spoken(parse_said("Christmas 2008", TODAY), TODAY) == "Christmas 2008"


def test_words_that_age_are_not_repeated() -> None:
    assert spoken(parse_said("last summer", TODAY), date(2030, 1, 1)) == "summer 2026"
    assert full(parse_said("3 weeks ago", TODAY)) == "about 31 Oct 2026"


@pytest.mark.parametrize(
    ("edtf", "words"), [("2026-10-31", "31 Oct 2026"), ("2016-22", "summer 2016"), ("2016-03", "March 2016")]
)
def test_dates_are_written_out(edtf: str, words: str) -> None:
    assert full(parse_edtf(edtf)) == words


@pytest.mark.parametrize("text", ["2016-13", "2016-3", "2005/2003", "1/2/3", "abc", "2016-02-30", "2016-25"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(KnownError):
        parse_edtf(text)


def test_before_stands_at_its_end_and_unknown_has_no_place() -> None:
    before, after, year, day = map(parse_edtf, ("../2013", "2004/..", "2016", "2016-03-12"))
    keys = [after.sort_key, before.sort_key, year.sort_key, day.sort_key]
    assert keys == sorted(key for key in keys if key is not None)
    assert UNKNOWN.sort_key is None


_VOCABULARY = """before after between and to the of in early late mid summer winter march 12 2016 2003 1999
'16 x3 christmas last this friday ago 3 weeks - / .. 201X 2010s , . ? ~ 31 feb 29 0 9999 eve new year's"""
_WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=7).map(" ".join)


@given(st.one_of(st.text(max_size=30), _WORDS), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans())
@example("İİİ x3", TODAY, True)
@example("before 0001", TODAY, True)
@example("after 9999", TODAY, True)
@example("winter 9999", TODAY, True)
@example("99999999999 years ago", TODAY, True)
def test_anything_typed_is_a_date_or_a_sentence(text: str, today: date, day_first: bool) -> None:
    try:
        vague, times = parse_said_times(text, today, day_first)
    except KnownError:
        return
    assert times >= 1
    _holds_together(vague, today)


def _holds_together(vague: VagueDate, today: date) -> None:
    if vague.earliest is not None and vague.latest is not None:
        assert vague.earliest <= vague.latest
    again = parse_edtf(vague.edtf)
    assert (again.earliest, again.latest) == (vague.earliest, vague.latest)
    assert bool(spoken(vague, today)) == bool(full(vague)) == vague.is_known


@given(st.dates(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_comes_back_as_it_was(day: date, today: date) -> None:
    vague = parse_said(day.isoformat(), today)
    assert (vague.earliest, vague.latest, vague.said) == (day, day, "")
    assert parse_said(full(vague), today).earliest == day


@given(st.text(alphabet="0123456789X-/.~?% ", max_size=22))
def test_any_edtf_like_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        vague = parse_edtf(text)
    except KnownError:
        return
    _holds_together(vague, TODAY)


_YEARS = st.integers(1000, 9998).map(str)
_MONTHS = st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12))
_SEASONS = st.builds("{}-{}".format, _YEARS, st.integers(21, 24))
_DAYS = st.dates(date(1000, 1, 1), date(9998, 1, 1)).map(date.isoformat)
_DECADES = st.integers(100, 998).map("{}X".format)
_CENTURIES = st.integers(10, 99).map("{}XX".format)
_ONE = st.builds(
    "{}{}".format, st.one_of(_YEARS, _MONTHS, _SEASONS, _DAYS, _DECADES, _CENTURIES), st.sampled_from("  ?~%")
)
_SPANS = st.one_of(
    st.builds("../{}".format, st.one_of(_YEARS, _MONTHS, _DAYS)),
    st.builds("{}/..".format, st.one_of(_YEARS, _MONTHS, _DAYS)),
    st.lists(_YEARS, min_size=2, max_size=2, unique=True).map(lambda ends: "/".join(sorted(ends))),
    st.lists(_MONTHS, min_size=2, max_size=2, unique=True).map(lambda ends: "/".join(sorted(ends))),
    st.lists(_DAYS, min_size=2, max_size=2, unique=True).map(lambda ends: "/".join(sorted(ends))),
)


@given(st.one_of(_ONE, _SPANS).map(str.strip), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_edtf_said_in_words_means_the_same_again(edtf: str, today: date) -> None:
    vague = parse_edtf(edtf)
    words = full(vague)
    again = parse_said(words, today)
    assert (again.earliest, again.latest) == (vague.earliest, vague.latest)
    assert full(again) == words
    assert again.is_day == vague.is_day


@given(_DAYS, _DAYS)
def test_days_sort_as_they_happened(one: str, other: str) -> None:
    keys = parse_edtf(one).sort_key, parse_edtf(other).sort_key
    assert sorted(key for key in keys if key) == [f"{day}/{day}" for day in sorted((one, other))]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (11, "11th"), (12, "12th"), (13, "13th"), (23, "23rd"), (111, "111th")],
)
def test_numbers_of_times_are_spoken(number: int, words: str) -> None:
    assert ordinal(number) == words
