# SPDX-License-Identifier: GPL-3.0-or-later
"""Each quirk that was counted in real Letterboxd exports, on files made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from import_tools import accounted, again_adds_nothing, counts, days, page, titles, told
from letterboxd_files import DIARY, FILM, HER, LIST, RATED, REVIEW, entry, review, table, write, zipped
from moodboard.domain.film import FilmPage
from moodboard.domain.html_text import plain_text
from moodboard.services import importing
from moodboard.services.importing import ImportReport, Options
from moodboard.store import database

PROFILE = (
    "Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,Favorite Films"
)


pytestmark = pytest.mark.usefixtures("library")


def bring(tmp_path: Path, files: dict[str, str | bytes], **options: object) -> ImportReport:
    folder = write(tmp_path / "export", files)
    return told(importing.run([folder], options=Options(**options)))  # type: ignore[arg-type]


def lists() -> dict[str, str]:
    with database.read():
        return dict(database.rows("SELECT name, description FROM film_list ORDER BY id"))


def on_list(name: str) -> list[tuple[str, int, str]]:
    sql = (
        "SELECT film.title, position, note FROM film_list_entry AS entry JOIN film ON film.id = film_id"
        " JOIN film_list ON film_list.id = entry.film_list_id WHERE name = ? ORDER BY position"
    )
    with database.read():
        return database.rows(sql, [name])


# Rows as they stand in real exports


ROWS: list[tuple[list[object], str, int | None, bool | None, tuple[str, ...]]] = [
    (
        ["2024-01-20", "Tag", 2018, "https://boxd.it/5AAAcn", "", "Yes", "theater", "2018-07-03"],
        "2018-07-03", None, True, ("theater",),
    ),
    (
        ["2021-10-02", "Tag", 2018, "https://boxd.it/2aBBVL", "5", "",
         "theater, with ana, with noor, the rex",
         "2021-10-01"],
        "2021-10-01", 10, None, ("theater", "with ana", "with noor", "the rex"),
    ),
    (["1999-01-01", "Tag", 2018, "boxd.it/o", "0.5", "", "", "1996-05-01"], "1996-05-01", 1, None, ()),
    (["2024-01-19", "Tag", 2018, "https://boxd.it/tz", "4", "", "", "2024-01-20"], "2024-01-20", 8, None, ()),
    (["2024-01-19", "Tag", 2018, "https://boxd.it/fu", "4", "", "", "2041-02-03"], "2041-02-03", 8, None, ()),
]  # fmt: skip


@pytest.mark.parametrize(("row", "day", "rating", "rewatch", "tags"), ROWS)
def test_rows_of_real_diaries(
    tmp_path: Path,
    row: list[object],
    day: str,
    rating: int | None,
    rewatch: bool | None,
    tags: tuple[str, ...],
) -> None:
    assert not bring(tmp_path, {"diary.csv": table(DIARY, [row])}).problems
    (watch,) = page("Tag").watches
    assert (watch.date.edtf, watch.rating, watch.rewatch) == (day, rating, rewatch)
    assert set(tags) <= set(watch.themes) and (watch.people == ("ana", "noor")) == ("with ana" in tags)


def test_six_watches_keep_their_own_stars_and_tags(tmp_path: Path) -> None:
    said = ["4.5", "4.5", "4.5", "5", "5", "5"]
    tags = ["theater, laser", "", "", "", "on a plane", "in office, background movie, did not finish"]
    rows = [
        entry(n, rating=said[n], tags=tags[n], day=f"202{n}-01-01", rewatch="Yes" if n else "")
        for n in range(6)
    ]
    bring(tmp_path, {"diary.csv": table(DIARY, rows)})
    seen = sorted(page("Her").watches, key=lambda watch: watch.date.sort_key or "")
    assert [watch.rating for watch in seen] == [9, 9, 9, 10, 10, 10]
    assert "laser" in seen[0].themes and not seen[5].finished and "background movie" in seen[5].themes


def test_the_same_evening_twice_and_a_review_alone_are_all_there(tmp_path: Path) -> None:
    diary = [entry(1, day="2025-11-15"), entry(2, day="2025-11-15")]
    reviews = [review("again at once", 2, day="2025-11-15"), review("a double", 3, day="2025-11-15")]
    files: dict[str, str | bytes] = {"diary.csv": table(DIARY, diary), "reviews.csv": table(REVIEW, reviews)}
    bring(tmp_path, files)
    assert len(page("Her").watches) == 3


def test_the_same_address_twice_is_one_watch(tmp_path: Path) -> None:
    bring(tmp_path, {"diary.csv": table(DIARY, [entry(1), entry(1), entry(1, rating="4")])})
    (watch,) = page("Her").watches
    assert watch.rating == 8


def test_a_first_row_marked_rewatch_and_later_ones_that_are_not_are_kept_so(tmp_path: Path) -> None:
    rows = [entry(1, day="2020-01-01", rewatch="Yes"), entry(2, day="2021-01-01")]
    bring(tmp_path, {"diary.csv": table(DIARY, rows)})
    found = page("Her")
    assert found.film.at_least
    assert {watch.date.edtf: watch.rewatch for watch in found.watches} == {
        "2020-01-01": True,
        "2021-01-01": None,
    }


def test_a_diary_film_that_is_missing_from_watched_comes_and_watched_ones_without_diary_too(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {
        "watched.csv": table(FILM, [["2020-01-01", "Ran", 1985, "https://boxd.it/ran"]]),
        "diary.csv": table(DIARY, [entry(None, "Soulmates", 2020)]),
    }
    bring(tmp_path, files)
    assert titles() == ["Ran", "Soulmates"] and page("Ran").film.earlier_watches == 1
    assert not page("Ran").watches and len(page("Soulmates").watches) == 1


def test_episodes_that_stand_as_films_are_films(tmp_path: Path) -> None:
    name = 'Black Mirror: "San Junipero", part · 3 – …'
    bring(tmp_path, {"diary.csv": table(DIARY, [entry(1, name, 2016)])})
    assert titles() == [name]


# What people wrote


def test_nine_thousand_letters_over_lines_come_whole(tmp_path: Path) -> None:
    words = "\r\n".join(f"line {number}, “said”; {'x' * 80}" for number in range(95))
    bring(tmp_path, {"reviews.csv": table(REVIEW, [review(words, 1)])})
    assert page("Her").watches[0].note == words.replace("\r\n", "\n") and len(words) > 9000


def test_quotations_that_never_close_and_italics_that_open_twice_lose_no_word(tmp_path: Path) -> None:
    words = (
        "".join(f"<blockquote>said {n}\r\n<i>x{n}<i> " for n in range(1203)) + "</blockquote>&#39;end&quot;"
    )
    text = plain_text(words)
    assert "<" not in text and "'end\"" in text
    assert all(f"said {n}\n" in f"{text}\n" and f"x{n}" in text for n in range(1203))


def test_attributes_in_single_quotes_and_plain_quotations_are_read(tmp_path: Path) -> None:
    said = "<a href='https://example.org/a'>here</a>\n> they said\nthat"
    assert plain_text(said) == "here (https://example.org/a)\n> they said\nthat"


def test_a_profiles_favourites_are_a_list_and_its_words_are_kept(tmp_path: Path) -> None:
    row = ["2015-01-01", "ana", "", "", "a@example.org", "", "", "<b>Films</b>\r\nand more", "She / her",
           f"{HER}, https://boxd.it/ran, https://boxd.it/gone"]  # fmt: skip
    films = [["2020-01-01", "Her", 2013, HER], ["2020-01-01", "Ran", 1985, "https://boxd.it/ran"]]
    files: dict[str, str | bytes] = {"profile.csv": table(PROFILE, [row]), "watched.csv": table(FILM, films)}
    report = bring(tmp_path, files)
    assert lists() == {"Favourite films": "Films\nand more"}
    assert on_list("Favourite films") == [("Her", 1, ""), ("Ran", 2, "")]
    (problem,) = report.problems
    assert "boxd.it/gone" in problem.reason
    again = importing.run([tmp_path / "export"])
    assert again.import_id is None and len(on_list("Favourite films")) == 2


def test_every_comment_is_kept_and_a_newer_export_adds_the_new_ones(tmp_path: Path) -> None:
    rows = [
        ["2020-01-01", "https://boxd.it/x", "yes,\r\n<i>so<i> true"],
        ["2020-01-02", "https://boxd.it/y", "no"],
    ]
    bring(tmp_path, {"comments.csv": table("Date,Content,Comment", rows)})
    first = lists()["Comments on Letterboxd"]
    assert "2020-01-01, https://boxd.it/x\nyes,\nso true" in first and first.endswith("no")
    newer = [*rows, ["2020-01-03", "https://boxd.it/z", "later"]]
    report = bring(tmp_path, {"comments.csv": table("Date,Content,Comment", newer)})
    assert counts(report) == (3, 1, 0, 2, 0)
    assert lists()["Comments on Letterboxd"] == f"{first}\n\n2020-01-03, https://boxd.it/z\nlater"
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert lists()["Comments on Letterboxd"] == first


def test_links_that_were_liked_are_counted_and_said_not_to_be_kept(tmp_path: Path) -> None:
    links = table("Date,Content", [["2020-01-01", "https://boxd.it/y"]])
    report = bring(tmp_path, {"likes/reviews.csv": links, "likes/lists.csv": links})
    assert [file.reasons for file in report.files] == [{"not kept": 1}] * 2


def test_deleted_and_orphaned_reviews_and_lists_wait_until_they_are_asked_for(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "deleted/reviews.csv": table(REVIEW, [review("gone", 1, day="")]),
        "deleted/lists/old.csv": LIST + "2020-01-01,Old,,https://boxd.it/l,\r\n\r\nPosition,Name,Year,URL,"
        f"Description\r\n1,Her,2013,{HER},\r\n",
        "deleted/comments.csv": table("Date,Content,Comment", [["2020-01-01", "https://boxd.it/x", "mine"]]),
        "orphaned/reviews.csv": table(REVIEW, [review("still here", None, name="Soulmates")]),
    }
    bring(tmp_path, files)
    assert titles() == ["Soulmates"] and not lists()
    bring(tmp_path, files, with_deleted=True)
    assert titles() == ["Her", "Soulmates"] and set(lists()) == {"Old", "Comments on Letterboxd"}


# Lists


def a_list(name: str, url: str, rows: str, words: str = "", tags: str = "") -> str:
    head = f'2024-04-23,{name},"{tags}",{url},"{words}"'
    return f"{LIST}{head}\r\n\r\nPosition,Name,Year,URL,Description\r\n{rows}"


def test_lists_of_one_name_and_of_none_that_a_file_can_have_stay_apart(tmp_path: Path) -> None:
    rows = f"1,Her,2013,{HER},\r\n"
    files: dict[str, str | bytes] = {
        "lists/best.csv": a_list("Best", "https://boxd.it/1", rows),
        "lists/best-1.csv": a_list("Best", "https://boxd.it/2", rows),
        "lists/null-35233908.csv": a_list("…", "https://boxd.it/3", rows),
    }
    report = bring(tmp_path, files)
    with database.read():
        assert sorted(database.rows("SELECT name FROM film_list")) == [("Best",), ("Best",), ("…",)]
    assert report.totals.lists == 3


def test_words_about_a_list_and_each_film_come_with_html_tags_and_lines(tmp_path: Path) -> None:
    rows = f'1,Her,2013,{HER},"<p>it’s <em>that</em>\r\nscene</p>"\r\n10,Ran,1985,https://boxd.it/ran,\r\n'
    words = "Position, I mean\r\n<b>Year</b>\r\n\r\nPosition,odd"
    bring(tmp_path, {"lists/l.csv": a_list("L", "https://boxd.it/l", rows, words, "2024, ranking")})
    assert lists() == {"L": "Position, I mean\nYear\n\nPosition,odd"}
    assert on_list("L") == [("Her", 1, "it’s that\nscene"), ("Ran", 10, "")]


def test_a_film_twice_on_a_list_keeps_both_notes_and_comes_once(tmp_path: Path) -> None:
    rows = f"1,Her,2013,{HER},first\r\n2,Her,2013,{HER},second\r\n3,Her,2013,{HER},\r\n"
    files: dict[str, str | bytes] = {"lists/l.csv": a_list("L", "https://boxd.it/l", rows)}
    bring(tmp_path, files)
    assert on_list("L") == [("Her", 1, "first\n\nsecond")]
    assert importing.run([tmp_path / "export"]).import_id is None


def test_newer_words_about_a_list_are_taken_over_and_ones_own_stay(tmp_path: Path) -> None:
    rows = f"1,Her,2013,{HER},\r\n"
    bring(tmp_path, {"lists/l.csv": a_list("L", "https://boxd.it/l", rows, "old")})
    bring(tmp_path, {"lists/l.csv": a_list("L", "https://boxd.it/l", rows, "new")})
    assert lists() == {"L": "new"}
    with database.write():
        database.rows("UPDATE film_list SET description = 'mine'")
    bring(tmp_path, {"lists/l.csv": a_list("L", "https://boxd.it/l", rows, "newest")})
    assert lists() == {"L": "mine"}


# Files as they come


def test_a_zip_with_a_folder_around_all_a_macs_shadow_and_backslashes(tmp_path: Path) -> None:
    top = "letterboxd-ana-2024-01-20-11-20-utc"
    files: dict[str, str | bytes] = {
        f"{top}/diary.csv": table(DIARY, [entry(1)]),
        f"{top}\\likes\\films.csv": table(FILM, [["2020-01-01", "Ran", 1985, "https://boxd.it/ran"]]),
        f"{top}/deleted/diary.csv": table(DIARY, [entry(9, "Gone")]),
        f"__MACOSX/{top}/._diary.csv": b"\0\5\x16\7" * 20,
        f"{top}/.DS_Store": b"\0\0\0\1Bud1",
    }
    report = told(importing.run([zipped(tmp_path / "export.zip", files)]))
    assert titles() == ["Her", "Ran"] and page("Ran").film.liked and not report.problems


def test_ten_files_of_nothing_but_nuls_are_ten_sentences_and_the_rest_comes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"lists/{n}.csv": b"\0" * 5000 for n in range(10)}
    report = bring(tmp_path, files | {"diary.csv": table(DIARY, [entry(1)])})
    assert len(report.problems) == 10 and all("NUL" in problem.reason for problem in report.problems)
    assert titles() == ["Her"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings_of_programs_that_save_anew(tmp_path: Path, end: str, encoding: str) -> None:
    content = table(DIARY, [entry(1, "Amélie – “x”", tags="à deux"), entry(2, day="2024-02-01")], end=end)
    bring(tmp_path, {"diary.csv": content.encode(encoding)})
    assert titles() == ["Amélie – “x”", "Her"] and page("Amélie – “x”").watches[0].themes == ("à deux",)


@pytest.mark.parametrize(
    ("style", "delimiter"),
    [("{d:02}/{m:02}/{y}", ";"), ("{m}/{d}/{y}", ","), ("{d}.{m}.{y}", "\t"), ("{y}/{m:02}/{d:02}", ";")],
)
def test_days_that_a_spreadsheet_wrote_anew_are_those_days(
    tmp_path: Path, style: str, delimiter: str
) -> None:
    said = [(2021, 3, 5), (2021, 3, 25), (2021, 12, 1)]
    rows = [
        entry(n, day=style.format(y=y, m=m, d=d), logged=style.format(y=y, m=m, d=d), rating="4,5")
        for n, (y, m, d) in enumerate(said)
    ]
    report = bring(tmp_path, {"diary.csv": table(DIARY, rows, delimiter=delimiter)})
    assert days(page("Her").watches) == ["2021-03-05", "2021-03-25", "2021-12-01"] and not report.problems
    assert page("Her").watches[0].rating == 9


def test_the_order_of_days_is_told_by_rows_that_are_sorted(tmp_path: Path) -> None:
    rows = [entry(m, day=f"{m}/{d}/2021") for m, d in ((1, 9), (2, 3), (3, 8), (4, 2), (5, 7), (6, 1))]
    report = bring(tmp_path, {"diary.csv": table(DIARY, rows)})
    assert days(page("Her").watches)[0] == "2021-01-09" and not report.files[0].remarks


def test_days_that_nothing_tells_are_read_day_first_and_that_is_said_and_can_be_changed(
    tmp_path: Path,
) -> None:
    content: dict[str, str | bytes] = {"diary.csv": table(DIARY, [entry(1, day="05/03/2021")])}
    report = bring(tmp_path, content)
    assert days(page("Her").watches) == ["2021-03-05"] and sum(report.files[0].remarks.values()) == 1
    assert report.import_id is not None
    importing.undo(report.import_id)
    bring(tmp_path, content, day_first=False)
    assert days(page("Her").watches) == ["2021-05-03"]


def test_blank_cells_as_programs_write_them_are_blank(tmp_path: Path) -> None:
    row = ["2024-01-20", "Her", "2013.0", "https://boxd.it/1", "nan", "", "", "NaN"]
    report = bring(tmp_path, {"diary.csv": table(f",{DIARY}", [["0", *row]])})
    found = page("Her")
    assert not report.problems and found.film.year == 2013
    assert found.watches[0].rating is None and not found.watches[0].date.is_known


def test_days_that_are_no_film_watchers_are_told_and_the_row_kept(tmp_path: Path) -> None:
    rows = [entry(1, day="-2021-01-01"), entry(2, day="2021-02-30"), entry(3, day="0000-00-00")]
    report = bring(tmp_path, {"diary.csv": table(DIARY, rows)})
    assert len(page("Her").watches) == 3 and len(report.problems) == 3
    assert all(watch.date.said and not watch.date.is_known for watch in page("Her").watches)


# Letterboxd's import format


IMPORT = "LetterboxdURI,tmdbID,imdbID,Title,Year,Directors,Rating,Rating10,WatchedDate,Rewatch,Tags,Review"


def imported(tmp_path: Path, header: str, *rows: list[object]) -> tuple[ImportReport, FilmPage]:
    report = bring(tmp_path, {"letterboxd.csv": table(header, rows)})
    return report, page("Her")


def test_all_columns_of_the_import_format_mean_what_they_say(tmp_path: Path) -> None:
    row = [
        "",
        152601,
        "tt1798709",
        "Her",
        2013,
        "Spike Jonze",
        "",
        9,
        "2024-01-19",
        "true",
        "theater",
        "<b>!</b>",
    ]
    report, found = imported(tmp_path, IMPORT, row)
    (watch,) = found.watches
    assert not report.problems and (found.film.tmdb, found.film.imdb) == (152601, "tt1798709")
    assert (watch.rating, watch.rewatch, watch.themes, watch.note) == (9, True, ("theater",), "!")
    again_adds_nothing(tmp_path / "export", "letterboxd.csv")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("WatchedDate,Title,Year,tmdbID,Rating10", ["2024-01-19", "Her", 2013, 152601, 0]),
        ("Title,Year,Rating10,WatchedDate", ["Her", 2013, "", "2024-01-19"]),
        (
            "Title,Year,Rating10,Rewatch,imdbID,WatchedDate",
            ["Her", 2013, "0", "false", "1798709", "2024-01-19"],
        ),
        (
            "imdbID,WatchedDate,Title",
            ["https://www.imdb.com/title/tt1798709/", "2024-01-19T22:10:00Z", "Her"],
        ),
        ("tmdbID,Title,WatchedDate,Rating", ["movie/152601", "Her", "2024-01-19", ""]),
    ],
)
def test_what_other_programs_write_of_the_import_format(
    tmp_path: Path, header: str, row: list[object]
) -> None:
    report, found = imported(tmp_path, header, row)
    (watch,) = found.watches
    assert not report.problems and watch.date.edtf == "2024-01-19" and watch.rating is None
    assert "imdbID" not in header or found.film.imdb == "tt1798709"
    assert "tmdbID" not in header or found.film.tmdb == 152601


def test_a_watch_of_the_import_format_comes_again_with_more_and_is_completed(tmp_path: Path) -> None:
    imported(tmp_path, "Title,Year,WatchedDate", ["Her", 2013, "2024-01-19"])
    row = ["Her", 2013, "2024-01-19", "4.5", "wept"]
    _, found = imported(tmp_path, "Title,Year,WatchedDate,Rating,Review", row)
    (watch,) = found.watches
    assert (watch.rating, watch.note) == (9, "wept")


def test_ratings_alone_mark_as_seen_and_rate(tmp_path: Path) -> None:
    bring(tmp_path, {"ratings.csv": table(RATED, [["2020-01-01", "Her", 2013, HER, "3.5"]])})
    assert page("Her").film.rating == 7


def both(tmp_path: Path, files: dict[str, str | bytes]) -> tuple[ImportReport, ImportReport]:
    """Return a trial and the real one."""
    folder = write(tmp_path / "export", files)
    tried = importing.run([folder], dry_run=True)
    done = importing.run([folder])
    assert all(map(accounted, tried.files))
    return tried, done


def test_a_trial_of_words_and_lists_counts_as_the_real_one(tmp_path: Path) -> None:
    comments = [["2020-01-01", "https://boxd.it/x", "yes"], ["2020-01-02", "https://boxd.it/x", "no"]]
    tried, done = both(
        tmp_path,
        {
            "comments.csv": table("Date,Content,Comment", comments),
            "lists/l.csv": a_list(
                "L", "https://boxd.it/l", f"1,Her,2013,{HER},a\r\n2,Her,2013,{HER},b\r\n", "w"
            ),
            "diary.csv": table(DIARY, [entry(1)]),
        },
    )
    assert tried.totals == done.totals and [counts(tried, f.kind) for f in tried.files] == [
        counts(done, f.kind) for f in done.files
    ]
