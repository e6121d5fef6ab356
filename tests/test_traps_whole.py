# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports as a whole: out and in without loss, stopped anywhere, on a full disk, out of hostile files."""

from __future__ import annotations

import json
import struct
import tracemalloc
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_tools import accounted, bring, days, page, titles
from letterboxd_files import DIARY, FILM, HER, REVIEW, entry, review, table, whole_export, write, zipped
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.imports.days import order_of, read_day
from moodboard.domain.query import FilmQuery
from moodboard.services import check, diary_export, films, importing, library, library_export, watches
from moodboard.services.importing import Options
from moodboard.store import database

SLOW = settings(
    max_examples=12, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck)
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\"',;<&😀"),
    max_size=30,
)
TAGS = st.sampled_from(["theater", "with ana", "imax", "fell asleep", "à deux", "rain; snow", "first-watch"])
ROWS = st.lists(
    st.tuples(
        st.integers(0, 3), st.dates(date(1888, 1, 1)).map(str) | st.just(""),
        st.sampled_from(["", "0.5", "3", "4.5", "5"]),
        st.sampled_from(["", "Yes"]), st.lists(TAGS, max_size=3, unique=True), WORDS,
    ),
    min_size=1, max_size=8,
)  # fmt: skip
Row = tuple[int, str, str, str, list[str], str]
NAMES = ("Her", 'Maggie in "The Longest Daycare"', "Paris, Texas", "おくりびと – …")


def export_of(folder: Path, rows: list[Row]) -> Path:
    """Write a Letterboxd export of these watches, with a heart, a wish and a rating of its own."""
    said = [
        [
            "2024-01-20", NAMES[film], 2000 + film, f"https://boxd.it/e{number}", rating, rewatch, words,
            ", ".join(tags), day,
        ]
        for number, (film, day, rating, rewatch, tags, words) in enumerate(rows)
    ]  # fmt: skip
    return write(
        folder,
        {
            "reviews.csv": table(REVIEW, said),
            "likes/films.csv": table(FILM, [["2020-01-01", NAMES[0], 2000, HER]]),
            "watchlist.csv": table(FILM, [["2020-01-01", "Heat 2", "", "https://boxd.it/h2"]]),
            "watched.csv": table(FILM, [["2020-01-01", "Ran", 1985, "https://boxd.it/ran"]]),
        },
    )


def told(by_day_only: bool = False) -> Counter[object]:
    """Return what the library says of its watches: their day, stars, flags, words and tags."""
    found: Counter[object] = Counter()
    for row in films.film_rows(FilmQuery()):
        for watch in watches.watches_of(row.id):
            if by_day_only and not watch.date.is_known and not watch.note:
                continue  # without a day and words Letterboxd takes it for a mark only
            seen = (row.title, row.year, watch.date.edtf, watch.rating, watch.note)
            fields = (
                watch.rewatch, tuple(sorted(watch.themes)), watch.people, watch.where, watch.medium,
                watch.cut, watch.finished, watch.liked, watch.times, watch.date.said,
            )  # fmt: skip
            found[seen if by_day_only else (*seen, *fields)] += 1
    return found


def flags() -> set[tuple[object, ...]]:
    rows = films.film_rows(FilmQuery())
    pages = [films.film_page(row.id).film for row in rows]
    return {
        (f.title, f.year, f.liked, f.watchlist, f.rating, row.times_seen)
        for f, row in zip(pages, rows, strict=True)
    }


@SLOW
@given(rows=ROWS)
def test_what_came_in_goes_out_in_three_ways_and_comes_back_the_same(
    rows: list[Row], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    library.open_library(folder / "mine")
    report = importing.run([export_of(folder / "in", rows)])
    assert not report.problems and all(map(accounted, report.files))
    before, flagged, plain = told(), flags(), told(by_day_only=True)
    library_export.export(folder / "whole.zip")
    library_export.export_csv(folder / "tables")
    diary_export.export_diary(folder / "letterboxd.csv")
    library.close_library()
    for name in ("whole.zip", "tables", "letterboxd.csv"):
        library.open_library(folder / f"from {name}")
        paths = [folder / name]
        if name == "tables":
            paths = [folder / name / "watch.csv", folder / name / "film.csv"]
        again = importing.run(paths, options=Options(guess=True))
        assert not again.problems, again.problems
        if name == "letterboxd.csv":
            assert told(by_day_only=True) == plain
        else:
            assert told() == before and flags() == flagged
        library.close_library()


@SLOW
@given(rows=ROWS, at=st.integers(0, 12))
def test_stopped_anywhere_and_brought_again_it_is_whole(
    rows: list[Row], at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stop")
    export = export_of(folder / "in", rows)
    library.open_library(folder / "straight")
    importing.run([export])
    wanted = told(), flags()
    library.close_library()
    library.open_library(folder / "stopped")
    calls = iter(range(10_000))

    def stop(_done: int, _total: int) -> None:
        if next(calls) == at:
            raise CancelledError

    try:
        importing.run([export], report=stop)
    except CancelledError:
        assert check.check().ok
        importing.run([export])
    assert (told(), flags()) == wanted and check.check().ok
    library.close_library()


@pytest.mark.usefixtures("library")
def test_a_full_disk_is_a_sentence_and_what_came_stands(tmp_path: Path) -> None:
    rows = [entry(n, f"Film {n}", 1950 + n % 70, "4") for n in range(400)]
    export = write(tmp_path / "e", {"diary.csv": table(DIARY, rows)})
    with database.read():
        pages = database.rows("PRAGMA page_count")[0][0]
        database.rows(f"PRAGMA max_page_count = {pages + 12}")
        with pytest.raises(KnownError, match="disk is full"):
            importing.run([export])
        database.rows("PRAGMA max_page_count = 1000000")
    assert films.count_films() < 400 and check.check().ok
    importing.run([export])
    assert films.count_films() == 400 and check.check().ok


@pytest.mark.usefixtures("library")
def test_a_long_history_does_not_lie_in_memory_when_a_newer_export_comes(tmp_path: Path) -> None:
    rows = [
        entry(n, f"Film {n % 200}", 1950, tags="theater, rain", day=f"20{n % 20:02}-01-01")
        for n in range(2500)
    ]
    bring(tmp_path, "diary.csv", table(DIARY, rows))
    path = tmp_path / "reviews.csv"
    path.write_text(table(REVIEW, [review("new", "x")]))
    importing.run([path], dry_run=True)
    tracemalloc.start()
    importing.run([path])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_500_000


# Hostile and broken files


def test_a_ziped_history_that_is_hostile_is_sentences(tmp_path: Path, library: Path) -> None:
    diary: str | bytes = table(DIARY, [entry(1)])
    names = ["../climbs/diary.csv", "/etc/diary.csv", "C:\\diary.csv", "a/../../diary.csv"]
    report = importing.run(
        [zipped(tmp_path / "climb.zip", {"diary.csv": diary} | dict.fromkeys(names, diary))]
    )
    assert len(report.problems) == 4 and titles() == ["Her"]
    assert not (tmp_path / "climbs").exists()


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.95])
def test_a_zip_that_was_cut_off_is_one_sentence(tmp_path: Path, library: Path, cut: float) -> None:
    whole = zipped(tmp_path / "x.zip", whole_export()).read_bytes()
    broken = tmp_path / "letterboxd-ana.zip"
    broken.write_bytes(whole[: int(len(whole) * cut)])
    with pytest.raises(KnownError, match="not a whole ZIP"):
        importing.run([broken])
    assert library.exists() and films.count_films() == 0


def test_a_zip_whose_list_of_contents_lies_is_a_sentence(tmp_path: Path, library: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"diary.csv": table(DIARY, [entry(1)])})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<I", 700 * 1024**2)  # says that it unfolds to 700 MB
    path.write_bytes(data)
    (problem,) = importing.run([path]).problems
    assert "700 MB" in problem.reason


def test_a_bomb_is_not_unfolded(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("diary.csv", "w") as file:
            for _ in range(40):
                file.write(b"\n" * 1024**2)
        archive.writestr("reviews.csv", table(REVIEW, [review("still here", 1)]))
    report = importing.run([path])
    assert [problem.file for problem in report.problems] == ["diary.csv"] and titles() == ["Her"]


@pytest.mark.parametrize(
    "value",
    [
        {"movies": [{"status": "completed", "movie": {"title": ["Her"], "ids": 5}, "memo": 3}]},
        [{"watched_at": {"x": 1}, "type": "movie", "movie": {"title": "Her", "ids": []}}],
        [
            {
                "status": 5,
                "content": {"title": "Her", "tmdbId": "x", "release_date": []},
                "activity": {},
                "tags": 1,
            }
        ],
        {"metadata": [{"lot": "movie", "source": 3, "identifier": {}, "reviews": 7, "seen_history": "x"}]},
        {
            "seenHistory": [{"itemType": "movie", "title": "Her", "date": 1e300}],
            "lists": [{"items": [1], "createdAt": 1}],
        },
    ],
)
def test_values_of_the_wrong_kind_are_told_or_left_out(tmp_path: Path, library: Path, value: object) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(value))
    report = importing.run([path])
    assert all(map(accounted, report.files)) and check.check().ok


@SLOW
@given(
    data=st.binary(max_size=400), name=st.sampled_from(["a.csv", "b.json", "c.nfo", "watchlist.csv", "d.zip"])
)
def test_any_bytes_under_any_name_are_a_sentence_at_most(
    data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    library.open_library(folder / "mine")
    (folder / name).write_bytes(data)
    try:
        report = importing.run([folder / name], options=Options(guess=True))
        assert all(map(accounted, report.files))
    except KnownError as error:
        assert str(error)
    finally:
        library.close_library()


# Days


@given(days=st.lists(st.dates(), min_size=8, max_size=30).map(sorted), month_first=st.booleans())
def test_sorted_days_are_read_in_the_order_that_they_are_in(days: list[object], month_first: bool) -> None:
    style = "%m/%d/%Y" if month_first else "%d/%m/%Y"
    said = [f"{day:{style}}" for day in days if day.year >= 1000]  # type: ignore[attr-defined]
    order = order_of(said)
    read = [read_day(one, order is not False) for one in said]
    if order is not None:
        wanted = [day.isoformat() for day in days if day.year >= 1000]  # type: ignore[attr-defined]
        assert [one.edtf for one in read if one is not None] == wanted or order == month_first
    assert order is None or isinstance(order, bool)


@pytest.mark.parametrize(
    ("said", "day"),
    [("201X", "201X"), ("../2014", "../2014"), ("2003/2005", "2003/2005"), ("2016-22", "2016-22"),
     ("2024-01-19~", "2024-01-19~"), ("5/3", None), ("////", None), ("12-12-12-12", None)],
)  # fmt: skip
def test_vague_days_of_our_own_tables_are_read(said: str, day: str | None) -> None:
    found = read_day(said, True)
    assert (found.edtf if found is not None else None) == day


@pytest.mark.usefixtures("library")
def test_our_own_other_tables_are_no_films(tmp_path: Path) -> None:
    bring(tmp_path, "diary.csv", table(DIARY, [entry(1)]))
    library_export.export_csv(tmp_path / "tables")
    report = importing.run([tmp_path / "tables"], options=Options(guess=True), dry_run=True)
    assert report.totals.films == 0 and report.totals.watches == 0
    assert days(page("Her").watches) == ["2024-01-19"]
