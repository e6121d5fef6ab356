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
        ("a week ago", "2026-11-14"),
        ("3 weeks ago", "2026-10-31"),
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
    assert full(parse_said("3 weeks ago", TODAY)) == "31 Oct 2026"


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
