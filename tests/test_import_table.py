# SPDX-License-Identifier: GPL-3.0-or-later
"""Anybody's CSV: what its columns are guessed to mean, and what comes of it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_tools import again_adds_nothing, bring, counts, days, page, titles
from moodboard.domain.errors import KnownError
from moodboard.domain.imports.days import order_of, read_day
from moodboard.domain.imports.mapping import Column, Mapping, Means, guess_mapping, parse_mapping, written
from moodboard.services import films, importing, library
from moodboard.services.importing import Options

HEADER = ["Film", "Year", "Seen on", "Stars", "With whom", "Where", "Notes"]
ROWS = [
    ["Her", "2013", "19/01/2024", "4.5", "Ana; Ben", "the Rex", "quiet"],
    ["Ran", "1985", "03/02/2024", "5", "", "", ""],
]


def body(header: list[str], rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue()


def test_columns_are_guessed_by_their_names() -> None:
    mapping = guess_mapping(HEADER, ROWS)
    assert mapping.columns == {
        Column.TITLE: "Film",
        Column.YEAR: "Year",
        Column.DATE: "Seen on",
        Column.RATING: "Stars",
        Column.PEOPLE: "With whom",
        Column.WHERE: "Where",
        Column.NOTES: "Notes",
    }
    assert (mapping.scale, mapping.day_first) == (5, True)


def test_german_columns_are_guessed_with_whom_too() -> None:
    header = ["Filmtitel", "Jahr", "Gesehen am", "Bewertung", "Mit wem", "Ort", "Kommentar"]
    rows = [["Das Leben", "2006", "05/06/2019", "8,5", "Ana", "Kino", "schön"]]
    columns = guess_mapping(header, rows).columns
    assert columns[Column.PEOPLE] == "Mit wem" and len(columns) == len(header)


def test_columns_are_guessed_by_what_stands_in_them() -> None:
    rows = [["Her", "2013", "1/19/2024", "9", "tt1798709"], ["Ran", "1985", "3/2/2024", "10", "tt0089881"]]
    mapping = guess_mapping(["A", "B", "C", "D", "E"], rows)
    assert mapping.columns == {
        Column.IMDB: "E",
        Column.YEAR: "B",
        Column.DATE: "C",
        Column.RATING: "D",
        Column.TITLE: "A",
    }
    assert (mapping.scale, mapping.day_first) == (10, False)


@pytest.mark.parametrize(
    ("name", "cells", "scale"),
    [
        ("Rating", ["4.5", "3"], 5),
        ("Rating", ["8", "3"], 10),
        ("Rating10", ["4", "3"], 10),
        ("Score", ["85", "7"], 100),
        ("Score", ["85 %"], 100),
        ("Note", ["4/5"], 5),
        ("Stars", ["★★★½"], 5),
        ("Rating", [], 10),
    ],
)
def test_the_scale_is_guessed(name: str, cells: list[str], scale: int) -> None:
    assert guess_mapping(["Title", name], [["A", cell] for cell in cells] or [["A", ""]]).scale == scale


def test_a_mapping_is_written_as_it_is_read() -> None:
    said = "title=Film,date=Seen on,rating=Stars,scale=5,days=month-first,rows=watchlist"
    mapping = parse_mapping(said)
    assert parse_mapping(written(mapping)) == mapping
    assert (mapping.scale, mapping.day_first, mapping.means) == (5, False, Means.WATCHLIST)


@pytest.mark.parametrize("said", ["title", "colour=Red", "scale=7", "days=tomorrow", "rows=all", "title="])
def test_a_mapping_that_cannot_be_meant_is_refused(said: str) -> None:
    with pytest.raises(KnownError):
        parse_mapping(said)


@pytest.mark.usefixtures("library")
def test_an_unknown_table_is_told_with_a_guess_and_read_when_one_agrees(tmp_path: Path) -> None:
    report = bring(tmp_path, "mine.csv", body(HEADER, ROWS))
    assert (
        films.count_films() == 0
        and "title=Film"
        in report.guessed["mine.csv" if "mine.csv" in report.guessed else next(iter(report.guessed))]
    )
    report = bring(tmp_path, "mine.csv", body(HEADER, ROWS), guess=True)
    (watch,) = page("Her").watches
    assert (watch.date.edtf, watch.rating, watch.people, watch.where) == (
        "2024-01-19",
        9,
        ("Ana", "Ben"),
        "the Rex",
    )
    assert watch.note == "quiet" and days(page("Ran").watches) == ["2024-02-03"]
    assert importing.run([tmp_path / "mine.csv"], options=Options(guess=True)).import_id is None


@pytest.mark.usefixtures("library")
def test_a_mapping_reads_any_columns(tmp_path: Path) -> None:
    mapping = parse_mapping("title=A,date=B,rating=C,scale=100,rewatch=D,tags=E,times=F,liked=G")
    rows = [
        ["Her (2013)", "Jan 19, 2024", "85", "ja", "imax|with ana", "3", "♥"],
        ["Ran", "", "70", "", "", "2", ""],
    ]
    report = bring(tmp_path, "x.csv", body(list("ABCDEFG"), rows, ";"), mapping=mapping)
    her, ran = page("Her"), page("Ran")
    assert (her.film.year, her.film.liked, her.row.times_seen) == (2013, True, 3)
    watch = her.watches[0]
    assert (watch.date.edtf, watch.rating, watch.rewatch, watch.medium) == ("2024-01-19", 9, True, "IMAX")
    assert (ran.film.rating, ran.row.times_seen, counts(report, "table")[1]) == (7, 2, 2)


@pytest.mark.usefixtures("library")
def test_a_column_that_is_not_there_is_said(tmp_path: Path) -> None:
    report = bring(tmp_path, "x.csv", body(["A"], [["Her"]]), mapping=parse_mapping("title=Film"))
    assert "no column “Film”" in report.problems[0].reason and report.nothing_readable


@pytest.mark.usefixtures("library")
def test_rows_of_wishes_are_a_watchlist(tmp_path: Path) -> None:
    bring(tmp_path, "x.csv", body(["Film"], [["Her"]]), mapping=parse_mapping("title=Film,rows=watchlist"))
    assert page("Her").film.watchlist and not page("Her").row.times_seen


@pytest.mark.usefixtures("library")
def test_a_cell_that_means_nothing_is_told_and_the_row_comes(tmp_path: Path) -> None:
    rows = [["Her", "someday", "11", "perhaps"]]
    mapping = parse_mapping("title=A,date=B,rating=C,scale=5,rewatch=D")
    report = bring(tmp_path, "x.csv", body(list("ABCD"), rows), mapping=mapping)
    reason = report.problems[0].reason
    assert "someday" in reason and "11" in reason and "perhaps" in reason
    assert page("Her").watches[0].date.said == "someday"


# Dates


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("2024-01-19", "2024-01-19"),
        ("19.01.2024", "2024-01-19"),
        ("09.09.2009, 15:34", "2009-09-09"),
        ("19 Jan 2024", "2024-01-19"),
        ("January 19, 2024 8:15 PM", "2024-01-19"),
        ("20240119", "2024-01-19"),
        ("2016", "2016"),
        ("summer 2016", "2016-22"),
        ("1/2/24", "2024-02-01"),
        ("", ""),
    ],
)
def test_dates_are_read_as_tables_write_them(said: str, edtf: str) -> None:
    found = read_day(said, True)
    assert found is not None and found.edtf == edtf


@pytest.mark.parametrize("said", ["yesterday", "last night", "99/99/2024", "soon", "12345"])
def test_words_that_depend_on_today_are_no_date_of_a_table(said: str) -> None:
    assert read_day(said, True) is None


@given(
    st.lists(st.dates(date(1970, 1, 2), date(2069, 12, 31)), min_size=1), st.booleans(), st.sampled_from("/-")
)
def test_the_order_of_days_is_told_by_the_file_or_not_at_all(
    dates: list[date], day_first: bool, mark: str
) -> None:
    form = f"%d{mark}%m{mark}%Y" if day_first else f"%m{mark}%d{mark}%Y"
    cells = [day.strftime(form) for day in dates]
    order = order_of(cells)
    assert order in (day_first, None)
    if order is not None:
        found = [read_day(cell, order) for cell in cells]
        assert [known and known.edtf for known in found] == [day.isoformat() for day in dates]


@pytest.fixture(scope="module")
def any_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


TITLES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf", "Mn"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=20,
).filter(lambda title: title.strip() and title == " ".join(title.split()))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(TITLES, min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_dialect_and_encoding_brings_the_same_films(
    any_library: Path, titles_said: list[str], delimiter: str, quoting: int, end: str, encoding: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    start = date(2020, 1, 1)
    writer.writerow(["Film", "Seen"])
    writer.writerows(
        (title, (start + timedelta(number)).isoformat()) for number, title in enumerate(titles_said)
    )
    path = any_library / "any.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    library.open_library(any_library / "library")
    try:
        dry = importing.run(
            [path],
            dry_run=True,
            options=Options(mapping=Mapping({Column.TITLE: "Film", Column.DATE: "Seen"})),
        )
        assert not dry.problems
        assert dry.totals.watches == len(titles_said)
    finally:
        library.close_library()


@pytest.mark.usefixtures("library")
def test_a_table_that_comes_again_adds_nothing(tmp_path: Path) -> None:
    bring(tmp_path, "n.csv", "Title,Date\nHer,2024-01-19\nHer,2024-01-19\n")
    assert len(page("Her").watches) == 2 and titles() == ["Her"]
    again_adds_nothing(tmp_path, "n.csv")
