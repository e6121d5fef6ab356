# SPDX-License-Identifier: GPL-3.0-or-later
"""Several services about one life: films matched, watches merged, the unsure told and answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from import_tools import bring, bring_json, days, page, told
from letterboxd_files import DIARY, FILM, RATED, REVIEW, entry, review, table, write
from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.domain.query import FilmQuery
from moodboard.services import films, importing, watches

pytestmark = pytest.mark.usefixtures("library")
MOVARY = "title,year,tmdbId,imdbId,watchedAt,comment,location"


def trakt(number: int, day: str, year: int | None = 2013, **ids: object) -> dict[str, object]:
    movie = {"title": "Her", "year": year, "ids": {"trakt": 5, **ids}}
    return {
        "id": number,
        "watched_at": f"{day}T12:00:00.000Z",
        "action": "watch",
        "type": "movie",
        "movie": movie,
    }


def letterboxd(tmp_path: Path, *rows: list[object]) -> None:
    told(importing.run([write(tmp_path / "lb", {"diary.csv": table(DIARY, rows)})]))


def test_one_watch_told_by_two_services_is_one_and_gets_what_was_missing(tmp_path: Path) -> None:
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19")])
    letterboxd(tmp_path, entry(1, rating="4.5", tags="with ana"))
    bring(tmp_path, "history.csv", f"{MOVARY}\nHer,2013,152601,tt1798709,2024-01-19,so quiet,the Rex\n")
    (watch,) = page("Her").watches
    assert (watch.rating, watch.people, watch.note, watch.where) == (9, ("ana",), "so quiet", "the Rex")
    assert films.count_films() == 1


def test_what_one_service_says_twice_for_a_day_is_twice(tmp_path: Path) -> None:
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19")])
    letterboxd(tmp_path, entry(1), entry(2))
    assert len(page("Her").watches) == 2
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19"), trakt(2, "2024-01-19")])
    assert len(page("Her").watches) == 2


def test_a_merged_watch_stays_merged_when_everything_comes_again(tmp_path: Path) -> None:
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19")])
    letterboxd(tmp_path, entry(1, rating="4"))
    assert importing.run([tmp_path / "lb"]).import_id is None
    assert importing.run([tmp_path / "history.json"]).import_id is None
    assert len(page("Her").watches) == 1


def test_a_merged_watch_that_was_removed_here_does_not_come_back(tmp_path: Path) -> None:
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19")])
    letterboxd(tmp_path, entry(1))
    watches.remove_watch(page("Her").watches[0].uuid)
    importing.run([tmp_path / "lb"])
    importing.run([tmp_path / "history.json"])
    assert not page("Her").watches


def test_taking_back_one_of_two_imports_leaves_what_the_other_tells(tmp_path: Path) -> None:
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19")])
    letterboxd(tmp_path, entry(1, rating="4"))
    newest, oldest = importing.imports()
    importing.undo(oldest.id)
    assert [(w.date.edtf, w.rating) for w in page("Her").watches] == [("2024-01-19", 8)]
    importing.undo(newest.id)
    importing.run([tmp_path / "history.json"])
    assert [(w.date.edtf, w.rating) for w in page("Her").watches] == [("2024-01-19", None)]


def test_an_import_with_fields_from_tags_is_taken_back_whole(tmp_path: Path) -> None:
    letterboxd(tmp_path, entry(1, tags="with ana, imax, fell asleep, theater"))
    importing.undo(importing.imports()[0].id)
    assert films.count_films() == 0


def test_ones_own_watch_of_that_day_is_that_watch(tmp_path: Path) -> None:
    film, _changes = films.add_film(Film("Her", 2013))
    watches.log_watch(Watch(film.id, parse_edtf("2024-01-19"), rating=9, note="mine"))
    letterboxd(tmp_path, entry(1, rating="3", tags="imax"))
    (watch,) = page("Her").watches
    assert (watch.rating, watch.note, watch.medium) == (9, "mine", "IMAX")


def test_what_two_services_rate_differently_stays_as_it_was_and_does_not_flap(tmp_path: Path) -> None:
    told(
        importing.run(
            [write(tmp_path / "lb", {"ratings.csv": table(RATED, [["2024-01-01", "Her", 2013, "", "4"]])})]
        )
    )
    rated = [
        {"rated_at": "2024-01-01T00:00:00Z", "rating": 6, "movie": {"title": "Her", "year": 2013, "ids": {}}}
    ]
    report = bring_json(tmp_path, "ratings-movies.json", rated)
    assert (
        page("Her").film.rating == 8
        and "another import says otherwise, which stays" in report.files[0].reasons
    )
    assert importing.run([tmp_path / "lb"]).import_id is None and page("Her").film.rating == 8


# Which film


def test_a_year_that_is_one_off_is_the_same_film_when_a_number_agrees(tmp_path: Path) -> None:
    films.add_film(Film("Her", 2014, tmdb=152601))
    report = bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19", tmdb=152601)])
    assert films.count_films() == 1 and not report.unsure
    assert [(match.film, match.how) for match in report.matches] == [("Her", "TMDB number")]


def test_a_year_that_is_one_off_without_a_number_is_unsure_and_can_be_answered(tmp_path: Path) -> None:
    near, _changes = films.add_film(Film("Her", 2014))
    path = tmp_path / "history.json"
    path.write_text(json.dumps([trakt(1, "2024-01-19", tmdb=152601)]))
    (unsure,) = importing.run([path], dry_run=True).unsure
    assert (unsure.title, unsure.year, unsure.line) == ("Her", 2013, 1)
    assert [film.answer for film in unsure.candidates] == [near.id] == [unsure.taken]
    assert importing.run([path], dry_run=True, answers={unsure.key: "skip"}).totals.watches == 0
    told(importing.run([path], answers={unsure.key: "new"}))
    assert films.count_films() == 2 and not films.film_page(near.id).watches
    assert importing.run([path]).import_id is None


def test_an_answer_is_remembered_for_the_next_export(tmp_path: Path) -> None:
    wanted, _changes = films.add_film(Film("Her", 2020))
    path = tmp_path / "table.csv"
    path.write_text("title,year,tmdbId,imdbId,watchedAt\nHer,2013,,,2024-01-19\n")
    told(importing.run([path], answers={"her|2013|||": wanted.id}))
    path.write_text("title,year,tmdbId,imdbId,watchedAt\nHer,2013,,,2024-01-19\nHer,2013,,,2025-01-19\n")
    report = told(importing.run([path]))
    assert films.count_films() == 1 and len(page("Her").watches) == 2 and not report.unsure


def test_different_numbers_are_different_films_of_one_title_and_year(tmp_path: Path) -> None:
    films.add_film(Film("Her", 2013, tmdb=1))
    bring_json(tmp_path, "history.json", [trakt(1, "2024-01-19", tmdb=152601)])
    assert films.count_films() == 2


def test_a_film_without_a_year_is_nearly_the_one_that_has_it(tmp_path: Path) -> None:
    told(
        importing.run(
            [
                write(
                    tmp_path / "lb",
                    {"watchlist.csv": table(FILM, [["2025-02-08", "Heat 2", "", "https://boxd.it/DErS"]])},
                )
            ]
        )
    )
    row = {
        "rank": 1,
        "listed_at": "2025-01-01T00:00:00Z",
        "movie": {"title": "Heat 2", "year": 2027, "ids": {"tmdb": 9}},
    }
    report = bring_json(tmp_path, "lists-watchlist.json", [row])
    film = page("Heat 2").film
    assert (film.year, film.tmdb, film.letterboxd) == (2027, 9, "https://boxd.it/DErS") and len(
        report.unsure
    ) == 1


def test_two_films_that_one_service_tells_apart_are_two_in_every_order(tmp_path: Path) -> None:
    letterboxd(tmp_path, entry(1, "Soulmates", 2019))
    letterboxd(tmp_path, entry(2, "Soulmates", 2020), entry(1, "Soulmates", 2019))
    assert films.count_films() == 2


def test_two_services_in_one_folder_come_in_as_one_import(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "all",
        {
            "letterboxd/diary.csv": table(DIARY, [entry(1)]),
            "trakt/watched-history.json": json.dumps([trakt(1, "2024-01-19", tmdb=152601)]),
        },
    )
    told(importing.run([folder]))
    assert [run.kind for run in importing.imports()] == ["several"] and len(page("Her").watches) == 1
    dry = importing.run([folder], dry_run=True)
    assert dry.totals.watches == 0


def test_a_dry_run_of_two_services_counts_as_the_real_one(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "all",
        {
            "lb/diary.csv": table(DIARY, [entry(1), entry(2), entry(3, day="2020-02-02")]),
            "watched-history.json": json.dumps(
                [trakt(1, "2024-01-19", tmdb=1), trakt(2, "2024-01-20", tmdb=1)]
            ),
            "watched-movies.json": json.dumps(
                [
                    {
                        "plays": 9,
                        "last_watched_at": "2024-01-20T12:00:00Z",
                        "movie": {"title": "Her", "year": 2013, "ids": {"tmdb": 1}},
                    }
                ]
            ),
        },
    )
    dry, real = importing.run([folder], dry_run=True), told(importing.run([folder]))
    assert dry.totals == real.totals and page("Her").row.times_seen == 9
    assert [(f.file, f.added, f.skipped) for f in dry.files] == [
        (f.file, f.added, f.skipped) for f in real.files
    ]


# Lines of reviews, and what the first watch does not tell


def test_quoted_parts_of_reviews_are_offered_and_the_chosen_ones_kept(tmp_path: Path) -> None:
    words = "Again: <blockquote>Sometimes I think.<blockquote> and <blockquote>The past.</blockquote> yes"
    files = {"reviews.csv": table(REVIEW, [review(words, 1)])}
    report = told(importing.run([write(tmp_path / "lb", files)]))  # type: ignore[arg-type]
    assert [line.text for line in report.lines_offered] == ["Sometimes I think.", "The past."]
    kept, changes = importing.keep_lines(report.lines_offered[:1], report.import_id)
    assert kept == 1 and changes.films and page("Her").row.lines == 1
    again = importing.run([tmp_path / "lb"])
    assert [line.text for line in again.lines_offered] == ["The past."]
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert not any(row.lines for row in films.film_rows(FilmQuery()))


def test_a_first_row_marked_rewatch_is_one_more_at_least_until_one_says_how_many(tmp_path: Path) -> None:
    letterboxd(tmp_path, entry(1, rewatch="Yes"), entry(2, rewatch="Yes", day="2025-01-01"))
    row = page("Her").row
    assert (row.times_seen, row.at_least) == (2, True) and page("Her").film.at_least
    films.set_times_seen(row.id, 2)
    assert not page("Her").row.at_least
    importing.run([tmp_path / "lb"])
    assert not page("Her").row.at_least


def test_an_earlier_watch_that_comes_later_ends_the_doubt(tmp_path: Path) -> None:
    letterboxd(tmp_path, entry(1, rewatch="Yes"))
    bring_json(tmp_path, "history.json", [trakt(1, "2014-01-19")])
    assert not page("Her").row.at_least and days(page("Her").watches) == ["2014-01-19", "2024-01-19"]
