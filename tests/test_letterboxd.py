# SPDX-License-Identifier: GPL-3.0-or-later
"""Letterboxd's exports: every trap that real files hold, and every row accounted for."""

from __future__ import annotations

import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letterboxd_files import (
    DIARY,
    FILM,
    HER,
    LIST,
    RATED,
    REVIEW,
    entry,
    review,
    table,
    whole_export,
    write,
    zipped,
)
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, FilmPage, Watch
from moodboard.domain.html_text import plain_text
from moodboard.domain.query import FilmQuery
from moodboard.services import films, importing, watches
from moodboard.services.importing import FileReport, ImportReport
from moodboard.services.importing.sources import Table
from moodboard.services.importing.tables import rows_of, survey
from moodboard.store import database

RAN = table(RATED, [["2024-01-01", "Ran", 1985, "", "4"]])
pytestmark = pytest.mark.usefixtures("library")


def bring(tmp_path: Path, **files: str | bytes) -> ImportReport:
    """Import files given by the name they have without ``.csv``."""
    folder = tmp_path / "export"
    write(folder, {f"{name.replace('__', '/')}.csv": content for name, content in files.items()})
    return importing.run([folder])


def film(said: str = "Her") -> FilmPage:
    return films.film_page(films.find_film(said).id)


def counts(report: ImportReport, kind: str) -> tuple[int, int, int, int, int]:
    file = next(file for file in report.files if file.kind == kind)
    assert accounted(file)
    return file.rows, file.added, file.updated, file.skipped, len(file.problems)


def accounted(file: FileReport) -> bool:
    return file.rows == file.added + file.updated + file.skipped + len(file.problems)


# The whole


@pytest.fixture(params=["zip", "nested zip", "folder"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    files = whole_export()
    if request.param == "folder":
        return write(tmp_path / "export", files)
    top = "letterboxd-ana/" if request.param == "nested zip" else ""
    return zipped(tmp_path / "export.zip", {top + name: content for name, content in files.items()})


def test_every_row_of_a_whole_export_is_accounted_for(export: Path) -> None:
    report = importing.run([export])
    rows = {file.kind: file.rows for file in report.files if "deleted" not in file.file}
    assert all(map(accounted, report.files)) and not report.problems
    assert rows["watched"] == 2 and rows["reviews"] == 2 and rows["list"] == 2 and rows["profile"] == 1
    totals = report.totals
    assert (totals.films, totals.watches, totals.ratings, totals.reviews, totals.lists) == (7, 6, 1, 2, 3)
    assert report.film_id == film("Her").film.id


def test_a_second_import_adds_nothing(export: Path) -> None:
    importing.run([export])
    again = importing.run([export])
    assert not any(file.added or file.updated or file.problems for file in again.files)
    assert again.import_id is None and len(importing.imports()) == 1


def test_a_dry_run_counts_the_same_and_writes_nothing(export: Path) -> None:
    dry = importing.run([export], dry_run=True)
    assert films.count_films() == 0 and not importing.imports()
    real = importing.run([export])
    assert [(f.file, f.rows, f.added, f.skipped) for f in dry.files] == [
        (f.file, f.rows, f.added, f.skipped) for f in real.files
    ]
    assert dry.totals == real.totals


def test_what_an_export_says_is_what_the_library_holds(export: Path) -> None:
    importing.run([export])
    page = film("Her")
    assert (page.film.rating, page.film.liked, page.film.letterboxd) == (9, True, HER)
    assert [(w.date.edtf, w.rating, w.rewatch, w.themes) for w in page.watches] == [
        ("2024-01-19", 10, True, ("theater", "with ana")),
        ("2016-07-02", 8, None, ()),
    ]
    assert page.watches[0].note == "Cried at the same place.\nAgain."
    assert page.watches[0].logged == "2024-01-20"


# The traps of the account export


def test_a_blank_rating_is_none_and_never_zero(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    assert film().watches[0].rating is None and film().film.rating is None


def test_a_rating_of_zero_is_reported_and_the_row_kept(tmp_path: Path) -> None:
    report = bring(tmp_path, diary=table(DIARY, [entry(1, rating="0")]))
    assert counts(report, "diary") == (1, 0, 0, 0, 1) and report.problems[0].line == 2
    assert film().watches[0].rating is None


def test_a_rewatch_is_kept_as_it_was_said(tmp_path: Path) -> None:
    rows = [entry(1, rewatch="Yes", day="2018-07-03"), entry(2, day="2019-07-03")]
    bring(tmp_path, diary=table(DIARY, rows))
    assert [watch.rewatch for watch in film().watches] == [None, True]
    assert film().row.earlier_watches == 0


def test_the_same_film_twice_on_one_day_is_two_watches(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1), entry(2)]))
    assert film().row.times_seen == 2


def test_orphaned_rows_have_no_address_and_come_in_once_each(tmp_path: Path) -> None:
    rows = [entry(None, "Soulmates", 2020, "3.5"), entry(None, "Soulmates", 2020, "3.5")]
    report = bring(tmp_path, orphaned__diary=table(DIARY, rows))
    assert counts(report, "diary")[:2] == (2, 2) and film("Soulmates").row.watches == 2
    assert counts(bring(tmp_path), "diary") == (2, 0, 0, 2, 0)


def test_an_orphaned_review_joins_its_orphaned_diary_row(tmp_path: Path) -> None:
    bring(
        tmp_path,
        orphaned__diary=table(DIARY, [entry(None, "Soulmates", 2020)]),
        orphaned__reviews=table(REVIEW, [review("Fine.", None, name="Soulmates", year="2020")]),
    )
    assert [watch.note for watch in film("Soulmates").watches] == ["Fine."]


def test_an_entry_that_lost_its_address_is_still_the_same_watch(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, rating="4")]))
    report = bring(tmp_path, diary=table(DIARY, []), orphaned__diary=table(DIARY, [entry(None, rating="4")]))
    assert report.totals.watches == 0 and film().row.watches == 1


def test_a_dated_review_without_a_diary_row_is_a_watch(tmp_path: Path) -> None:
    bring(tmp_path, reviews=table(REVIEW, [review("Well.", 7)]))
    assert [(w.date.edtf, w.note) for w in film().watches] == [("2024-01-19", "Well.")]


def test_an_undated_review_is_a_watch_of_unknown_date(tmp_path: Path) -> None:
    bring(tmp_path, reviews=table(REVIEW, [review("Well.", 7, day="", rating="4")]))
    assert [(w.date.is_known, w.note, w.rating) for w in film().watches] == [(False, "Well.", 8)]


def test_reviews_join_the_diary_in_whichever_import_they_come(tmp_path: Path) -> None:
    bring(tmp_path / "1", diary=table(DIARY, [entry(1)]))
    report = bring(tmp_path / "2", reviews=table(REVIEW, [review("Well.", 1)]))
    assert counts(report, "reviews")[:2] == (1, 1) and report.totals.reviews == 1
    assert [watch.note for watch in film().watches] == ["Well."]


def test_watched_without_a_diary_row_is_one_earlier_watch(tmp_path: Path) -> None:
    seen = table(FILM, [["2020-01-01", "Her", 2013, HER]])
    report = bring(tmp_path, watched=seen)
    assert counts(report, "watched") == (1, 1, 0, 0, 0)
    assert (film().row.times_seen, film().row.earlier_watches) == (1, 1)
    bring(tmp_path)
    assert film().row.times_seen == 1


def test_the_day_of_marking_is_not_the_day_of_watching(tmp_path: Path) -> None:
    bring(tmp_path, watched=table(FILM, [["2020-01-01", "Her", 2013, HER]]))
    assert film().row.last_watched is None


def test_a_watch_that_the_diary_tells_of_later_is_not_counted_twice(tmp_path: Path) -> None:
    bring(tmp_path, watched=table(FILM, [["2020-01-01", "Her", 2013, HER]]))
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    assert film().row.times_seen == 1
    bring(tmp_path, diary=table(DIARY, [entry(1), entry(2, rewatch="Yes", day="2024-02-02")]))
    assert film().row.times_seen == 2


def test_earlier_watches_of_the_person_are_never_lowered(tmp_path: Path) -> None:
    films.add_film(Film("Her", 2013, earlier_watches=9))
    bring(tmp_path, watched=table(FILM, [["d", "Her", 2013, HER]]), diary=table(DIARY, [entry(1)]))
    assert (film().row.times_seen, film().row.earlier_watches) == (10, 9)


def test_the_current_rating_is_that_of_ratings_csv(tmp_path: Path) -> None:
    bring(
        tmp_path,
        ratings=table(RATED, [["2024-01-01", "Her", 2013, HER, "4.5"]]),
        diary=table(DIARY, [entry(1, rating="3")]),
    )
    assert film().film.rating == 9


def test_without_ratings_csv_the_newest_dated_watch_rates_the_film(tmp_path: Path) -> None:
    rows = [entry(1, rating="3", day="2020-01-01"), entry(2, rating="5", day="2022-01-01"), entry(3, day="")]
    bring(tmp_path, diary=table(DIARY, rows))
    assert film().film.rating == 10


def test_a_film_without_a_year_is_a_film(tmp_path: Path) -> None:
    bring(tmp_path, watchlist=table(FILM, [["2025-02-08", "Heat 2", "", "https://boxd.it/DErS"]]))
    assert film("Heat 2").film.year is None and film("Heat 2").film.watchlist


def test_an_announced_film_gets_its_year_later(tmp_path: Path) -> None:
    bring(tmp_path, watchlist=table(FILM, [["2025-02-08", "Heat 2", "", "https://boxd.it/DErS"]]))
    bring(tmp_path, watchlist=table(FILM, [["2025-02-08", "Heat 2", 2027, "https://boxd.it/DErS"]]))
    assert film("Heat 2").film.year == 2027 and films.count_films() == 1


@pytest.mark.parametrize(
    "title", ["Paris, Texas", 'Maggie Simpson in "The Longest Daycare"', "WALL·E", "花樣年華", "زیر درختان"]
)
def test_titles_of_all_scripts_and_marks_come_in_whole(tmp_path: Path, title: str) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, title, 1984)]))
    assert films.film_rows(FilmQuery())[0].title == title


def test_titles_are_one_whatever_their_case_and_composition(tmp_path: Path) -> None:
    films.add_film(Film("Amélie", 2001))
    bring(tmp_path, diary=table(DIARY, [entry(1, "AME\u0301LIE", 2001)]))
    assert films.count_films() == 1


def test_two_films_of_one_title_and_year_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    rows = [["d", "Twin", 2020, "https://boxd.it/a"], ["d", "Twin", 2020, "https://boxd.it/b"]]
    bring(tmp_path, watchlist=table(FILM, rows))
    assert films.count_films() == 2


def test_a_renamed_film_is_the_same_film(tmp_path: Path) -> None:
    bring(tmp_path, watched=table(FILM, [["d", "Untitled", 2013, HER]]))
    bring(
        tmp_path,
        watched=table(FILM, [["d", "Her", 2013, HER]]),
        diary=table(DIARY, [entry(1), entry(2, day="2024-02-02")]),
    )
    assert films.count_films() == 1 and film("Untitled").row.watches == 2


def test_tags_are_themes_in_their_order(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, tags="on a plane, did not finish, On A Plane")]))
    assert film().watches[0].themes == ("on a plane", "did not finish")


def test_a_date_that_is_none_is_reported_and_the_words_kept(tmp_path: Path) -> None:
    report = bring(tmp_path, diary=table(DIARY, [entry(1, day="2024-13-45", rating="4")]))
    assert counts(report, "diary") == (1, 0, 0, 0, 1) and "2024-13-45" in report.problems[0].reason
    watch = film().watches[0]
    assert (watch.date.is_known, watch.date.said, watch.rating) == (False, "2024-13-45", 8)
    assert counts(bring(tmp_path), "diary") == (1, 0, 0, 0, 1) and film().row.watches == 1


def test_days_far_back_and_after_their_logging_are_kept(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, day="1996-05-01"), entry(2, day="2024-01-21")]))
    assert [watch.date.edtf for watch in film().watches] == ["2024-01-21", "1996-05-01"]


def test_what_was_deleted_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    folder = write(tmp_path / "e", {"deleted/diary.csv": table(DIARY, [entry(1)])})
    assert counts(importing.run([folder]), "diary") == (1, 0, 0, 1, 0)
    assert counts(importing.run([folder], with_deleted=True), "diary") == (1, 1, 0, 0, 0)


def test_a_list_is_found_by_its_position_row(tmp_path: Path) -> None:
    report = bring(tmp_path, lists__rainy=whole_export()["lists/rainy.csv"])
    with database.read():
        names = database.rows("SELECT name, description, tags FROM film_list")
        notes = database.rows("SELECT position, note FROM film_list_entry ORDER BY position")
    assert counts(report, "list") == (2, 2, 0, 0, 0) and report.totals.lists == 1
    assert names == [("Rainy days", "For\nrain", '["rain", "quiet"]')] and notes == [(1, "yes"), (2, "")]


def test_a_list_without_its_first_line_and_words_over_lines_named_position(tmp_path: Path) -> None:
    text = (
        LIST.split("\r\n", 1)[1] + '2024-01-01,…,,https://boxd.it/l,"Her\r\nPosition,Name\r\n\r\nno"\r\n\r\n'
    )
    text += f"Position,Name,Year,URL,Description\r\n1,Her,2013,{HER},\r\n"
    report = bring(tmp_path, **{"lists__null-35233908": text})
    assert counts(report, "list") == (1, 1, 0, 0, 0) and films.count_films() == 1


def test_a_list_without_films_is_a_list(tmp_path: Path) -> None:
    text = LIST + "2024-01-01,Later,,https://boxd.it/l,\r\n\r\nPosition,Name,Year,URL,Description\r\n"
    assert bring(tmp_path, lists__later=text).totals.lists == 1


# The traps of files


def test_a_file_of_nul_bytes_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    report = bring(tmp_path, diary=b"\0" * 5000, ratings=table(RATED, [["d", "Her", 2013, HER, "4"]]))
    assert film().film.rating == 8
    assert [(p.file, p.line) for p in report.problems] == [("diary.csv", 0)]
    assert "NUL" in report.problems[0].reason and all(map(accounted, report.files))


def test_nul_bytes_at_the_end_cost_no_row(tmp_path: Path) -> None:
    report = bring(tmp_path, diary=table(DIARY, [entry(1)]).encode() + b"\0" * 100)
    assert film().row.watches == 1 and report.problems[0].line == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_found_out(tmp_path: Path, delimiter: str) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, tags="a, b, c", rating="4,5")], delimiter))
    assert film().watches[0].rating == 9 and film().watches[0].themes == ("a", "b", "c")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, "180° South", 2010)]).encode(encoding))
    assert films.film_rows(FilmQuery())[0].title == "180° South"


def test_dropped_and_reordered_columns_are_found_by_name(tmp_path: Path) -> None:
    text = table("Watched Date,Rating,Name", [["2024-01-19", "4", "Her"]])
    bring(tmp_path, diary=text)
    assert [(w.date.edtf, w.rating) for w in film().watches] == [("2024-01-19", 8)]


def test_a_row_too_short_is_reported_and_kept(tmp_path: Path) -> None:
    text = table(DIARY, [entry(1)[:5], entry(2, "Ran", 1985)])
    report = bring(tmp_path, diary=text)
    assert counts(report, "diary") == (2, 1, 0, 0, 1) and report.problems[0].line == 2
    assert film().row.watches == 1 and film("Ran").row.watches == 1


def test_a_row_too_long_is_reported_with_its_line(tmp_path: Path) -> None:
    text = f"{DIARY}\r\n2024-01-20,Paris, Texas,1984,https://boxd.it/e1,,,,2024-01-19\r\n"
    report = bring(tmp_path, diary=text + table(DIARY, [entry(2)]).split("\r\n", 1)[1])
    assert counts(report, "diary") == (2, 1, 0, 0, 1) and report.problems[0].line == 2
    assert films.count_films() == 1


def test_an_open_quotation_mark_swallows_no_other_row(tmp_path: Path) -> None:
    lines = [f"2024-01-20,Film {n},2013,https://boxd.it/e{n},,,,2024-01-19" for n in range(5)]
    lines[1] = lines[1].replace("Film 1", '"Film 1')
    report = bring(tmp_path, diary="\r\n".join([DIARY, *lines, ""]))
    assert counts(report, "diary") == (5, 4, 0, 0, 1) and report.problems[0].line == 3


def test_two_open_quotation_marks_make_no_film_of_the_rows_between_them(tmp_path: Path) -> None:
    lines = [f"2024-01-20,Film {n},2013,https://boxd.it/e{n},,,,2024-01-19" for n in range(5)]
    for number in (1, 3):
        lines[number] = lines[number].replace("Film", '"Film')
    report = bring(tmp_path, diary="\r\n".join([DIARY, *lines, ""]))
    assert counts(report, "diary") == (5, 3, 0, 0, 2) and [p.line for p in report.problems] == [3, 5]


def test_line_numbers_count_the_lines_of_reviews(tmp_path: Path) -> None:
    rows = [review("one\r\ntwo\r\nthree", 1), review("bad", 2, rating="11")]
    report = bring(tmp_path, reviews=table(REVIEW, rows))
    assert report.problems[0].line == 5


def test_a_field_of_a_megabyte_comes_in(tmp_path: Path) -> None:
    bring(tmp_path, reviews=table(REVIEW, [review("word " * 200_000, 1)]))
    assert len(film().watches[0].note) == 999_999


def test_bare_line_feeds_are_lines(tmp_path: Path) -> None:
    bring(tmp_path, reviews=table(REVIEW, [review("one\ntwo", 1)], end="\n"))
    assert film().watches[0].note == "one\ntwo"


def test_a_row_without_a_title_is_reported(tmp_path: Path) -> None:
    assert counts(bring(tmp_path, diary=table(DIARY, [entry(1, "")])), "diary") == (1, 0, 0, 0, 1)


def test_the_kind_is_told_by_the_header_not_by_the_name(tmp_path: Path) -> None:
    report = bring(tmp_path, **{"my films (1)": table(DIARY, [entry(1)])})
    assert [file.kind for file in report.files] == ["diary"]


def test_files_of_other_programs_are_not_taken_for_letterboxds(tmp_path: Path) -> None:
    header = "Asin,Customer,Stars given,Shipped"
    report = importing.run([write(tmp_path / "e", {"ratings.csv": f"{header}\nB00,7,3,2013\n"})])
    assert report.nothing_readable and films.count_films() == 0


# ZIPs


def test_a_zip_that_climbs_out_is_not_followed(tmp_path: Path) -> None:
    files = {
        "../../diary.csv": table(DIARY, [entry(1)]),
        "ratings.csv": RAN,
    }
    report = importing.run([zipped(tmp_path / "e.zip", files)])
    assert films.count_films() == 1 and "leads out" in report.problems[0].reason


def test_a_zip_that_unfolds_to_gigabytes_is_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ratings.csv", RAN)
        with archive.open("diary.csv", "w") as member:
            for _ in range(20):
                member.write(b"0" * 1024**2)
    report = importing.run([tmp_path / "e.zip"])
    assert "unfold" in report.problems[0].reason and film("Ran").film.rating == 8


def test_a_locked_zip_gets_a_sentence(tmp_path: Path) -> None:
    file = zipped(tmp_path / "e.zip", {"diary.csv": table(DIARY, [entry(1)])})
    raw = bytearray(file.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    file.write_bytes(raw)
    with pytest.raises(KnownError, match="password"):
        importing.run([file])


def test_a_broken_member_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    files = {
        "diary.csv": table(DIARY, [entry(n) for n in range(50)]),
        "ratings.csv": RAN,
    }
    with zipfile.ZipFile(tmp_path / "e.zip", "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    raw = bytearray((tmp_path / "e.zip").read_bytes())
    raw[raw.index(b"2024-01-20") + 3] ^= 1
    (tmp_path / "e.zip").write_bytes(raw)
    report = importing.run([tmp_path / "e.zip"])
    assert film("Ran").film.rating == 8 and report.problems[0].file == "diary.csv"


def test_half_a_zip_gets_a_sentence(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "w.zip", whole_export()).read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(KnownError, match="half"):
        importing.run([tmp_path / "half.zip"])


def test_nothing_to_import_is_said(tmp_path: Path) -> None:
    write(tmp_path / "e", {"notes.txt": "hello"})
    with pytest.raises(KnownError, match="nothing"):
        importing.run([tmp_path / "e"])


# Letterboxd's import format


def test_the_import_format_in_any_order_of_columns(tmp_path: Path) -> None:
    text = "WatchedDate,Title,Year,tmdbID,Rating10,Rewatch,Tags,Review,Directors\n"
    text += '2024-01-19,Her,2013,152601,9,true,"a, b",<b>Well</b>,Spike Jonze\n'
    report = bring(tmp_path, import_me=text)
    page = film()
    watch = page.watches[0]
    assert counts(report, "letterboxd-import") == (1, 1, 0, 0, 0)
    assert (page.film.tmdb, page.film.directors) == (152601, ("Spike Jonze",))
    assert (watch.rating, watch.rewatch, watch.themes, watch.note) == (9, True, ("a", "b"), "Well")


def test_the_import_format_without_a_date_marks_as_watched_and_rates(tmp_path: Path) -> None:
    bring(tmp_path, mine="Title,Year,Rating\nHer,2013,4.5\n")
    assert (film().row.times_seen, film().row.watches, film().film.rating) == (1, 0, 9)


def test_the_import_format_again_adds_nothing(tmp_path: Path) -> None:
    rows = ["Her,2013,2024-01-19,4,", "Her,2013,2024-01-19,5,", "Ran,1985,,,ok"]
    text = "\n".join(["Title,Year,WatchedDate,Rating,Review", *rows, ""])
    assert counts(bring(tmp_path, mine=text), "letterboxd-import")[:2] == (3, 3)
    assert counts(bring(tmp_path), "letterboxd-import") == (3, 0, 0, 3, 0)
    assert film().row.watches == 2


def test_the_import_format_of_a_watch_that_is_there_completes_it(tmp_path: Path) -> None:
    bring(tmp_path / "1", diary=table(DIARY, [entry(1)]))
    bring(tmp_path / "2", mine="Title,Year,WatchedDate,Review\nHer,2013,2024-01-19,Well.\n")
    assert [watch.note for watch in film().watches] == ["Well."]


def test_an_imdb_number_finds_the_film(tmp_path: Path) -> None:
    films.add_film(Film("Elle", 2013, imdb="tt1798709"))
    bring(tmp_path, mine="imdbID,Title,Year,WatchedDate\ntt1798709,Her,2013,2024-01-19\n")
    assert films.count_films() == 1


# Again, and what the person did meanwhile


def test_a_newer_export_adds_only_the_new(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    report = bring(tmp_path, diary=table(DIARY, [entry(1), entry(2, day="2024-05-05")]))
    assert counts(report, "diary") == (2, 1, 0, 1, 0)


def test_what_changed_on_letterboxd_is_taken_over(tmp_path: Path) -> None:
    for stars in "45":
        report = bring(
            tmp_path,
            diary=table(DIARY, [entry(1, rating=stars)]),
            ratings=table(RATED, [["d", "Her", 2013, HER, stars]]),
        )
    assert counts(report, "diary") == (1, 0, 1, 0, 0) and counts(report, "ratings") == (1, 0, 1, 0, 0)
    assert film().watches[0].rating == 10 and film().film.rating == 10


def test_a_watch_edited_by_the_person_is_not_overwritten(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1, rating="4")]))
    watches.edit_watch(replace(film().watches[0], rating=6, note="mine"))
    bring(tmp_path, diary=table(DIARY, [entry(1, rating="5")]), reviews=table(REVIEW, [review("theirs", 1)]))
    assert [(w.rating, w.note) for w in film().watches] == [(6, "mine")]


def test_a_watch_removed_by_the_person_stays_away(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    watches.remove_watch(film().watches[0].uuid)
    assert counts(bring(tmp_path), "diary") == (1, 0, 0, 1, 0) and film().row.watches == 0


def test_a_film_in_the_bin_stays_there(tmp_path: Path) -> None:
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    films.bin_film(film().film.id)
    report = bring(tmp_path, diary=table(DIARY, [entry(1), entry(2, day="2024-05-05")]))
    assert counts(report, "diary") == (2, 0, 0, 2, 0) and films.count_films() == 0


def test_a_heart_taken_away_by_the_person_stays_away(tmp_path: Path) -> None:
    bring(tmp_path, likes__films=table(FILM, [["d", "Her", 2013, HER]]))
    films.edit_film(replace(film().film, liked=False))
    bring(tmp_path)
    assert not film().film.liked


def test_the_persons_own_rating_is_not_overwritten(tmp_path: Path) -> None:
    films.add_film(Film("Her", 2013, rating=10))
    report = bring(tmp_path, ratings=table(RATED, [["d", "Her", 2013, HER, "3"]]))
    assert counts(report, "ratings") == (1, 0, 0, 1, 0) and film().film.rating == 10


def test_the_persons_own_watch_stays_beside_the_imported_one(tmp_path: Path) -> None:
    added, _changes = films.add_film(Film("Her", 2013))
    watches.log_watch(Watch(added.id, note="mine"))
    bring(tmp_path, diary=table(DIARY, [entry(1)]))
    assert film().row.watches == 2


def test_a_stopped_import_leaves_whole_batches_and_the_next_completes_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "e", {"diary.csv": table(DIARY, [entry(n, f"Film {n}") for n in range(100)])})

    def stop(done: int, _total: int) -> None:
        if done > 50:
            raise CancelledError

    with pytest.raises(CancelledError):
        importing.run([folder], report=stop)
    assert 0 < films.count_films() < 100 and not importing.imports()[0].finished
    importing.run([folder])
    assert films.count_films() == 100


def test_progress_goes_forward_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = write(tmp_path / "e", whole_export())
    importing.run([folder], report=lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1][0] == told[-1][1]


def test_an_import_runs_on_another_thread_than_the_window(tmp_path: Path) -> None:
    folder = write(tmp_path / "e", whole_export())
    found: list[ImportReport] = []
    worker = threading.Thread(target=lambda: found.append(importing.run([folder])))
    worker.start()
    worker.join()
    assert found[0].totals.watches == film("Her").row.watches + 4


# Words and dialects


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("I <3 it, 5 < 6 and <Her>", "I <3 it, 5 < 6 and <Her>"),
        ("it&#39;s &quot;so&quot; &amp; <i>x<i> y", 'it\'s "so" & x y'),
        ("<blockquote>Me too<blockquote>Yes.", "> Me too\n\nYes."),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<script>alert(1)</script>fine", "fine"),
        ("see <a href='https://example.org/x'>this</a>", "see this (https://example.org/x)"),
        ("see <a href='https://letterboxd.com/film/her/'>Her</a>", "see Her"),
        ("&lt;b&gt;", "<b>"),
        ("<i>never closed", "never closed"),
    ],
)
def test_review_html_becomes_its_words(source: str, words: str) -> None:
    assert plain_text(source) == words


_CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20) | st.sampled_from(
    ['a "b"', "x,y;z\tw", "one\r\ntwo", "", '"', "é–花"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(_CELLS, min_size=3, max_size=3).filter(lambda row: any(c.strip() for c in row)), max_size=8
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    end=st.sampled_from(["\r\n", "\n"]),
)
def test_any_dialect_and_encoding_gives_the_same_cells(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, end: str
) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(table("Review,Bio,Comment", rows, delimiter, end).encode(encoding))
    asked = Table("t.csv", file.stat().st_size, lambda: file.open("rb"))
    found = [row.cells for row in rows_of(asked, survey(asked)[0])]
    assert found == [["Review", "Bio", "Comment"], *rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(data)
    try:
        importing.run([file], dry_run=True)
    except KnownError as error:
        assert str(error)
