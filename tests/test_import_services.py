# SPDX-License-Identifier: GPL-3.0-or-later
"""Movary, Simkl, Yamtrack, Ryot, TMDB, Kinopoisk, Netflix, Watcharr, MediaTracker and Kodi."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from import_tools import again_adds_nothing, bring, bring_json, counts, days, page, titles, told
from letterboxd_files import write, zipped
from moodboard.domain.imports.movary import repaired
from moodboard.services import films, importing

pytestmark = pytest.mark.usefixtures("library")
HISTORY = "title,year,tmdbId,imdbId,watchedAt,comment,location"


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


# Movary


def test_movarys_repeated_rows_are_as_many_watches(tmp_path: Path) -> None:
    body = f"{HISTORY}\nHer,2013,152601,,2024-01-19,so quiet,home\nHer,2013,152601,,2024-01-19,,\n"
    bring(tmp_path, "history.csv", body)
    seen = page("Her").watches
    assert days(seen) == ["2024-01-19", "2024-01-19"]
    assert sorted(watch.note for watch in seen) == ["", "so quiet"] and {w.where for w in seen} == {
        "",
        "home",
    }
    again_adds_nothing(tmp_path, "history.csv")


def test_movarys_three_files_come_together(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "history.csv": "title,year,tmdbId,imdbId,watchedAt\nHer,2013,152601,tt1798709,\n",
        "ratings.csv": "title,year,tmdbId,imdbId,userRating\nHer,2013,152601,tt1798709,9\nRan,1985,1,,0\n",
        "watchlist.csv": "title,year,tmdbId,imdbId,addedAt\nRan,1985,1,tt0089881,2024-01-01 10:00:00\n",
    }
    report = told(importing.run([write(tmp_path / "movary", files)]))
    her, ran = page("Her"), page("Ran")
    assert (her.film.rating, days(her.watches)) == (9, [""]) and not report.problems
    assert (ran.film.watchlist, ran.film.rating, ran.film.imdb) == (True, None, "tt0089881")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            '"Maggie Simpson in "The Longest Daycare"",2012,116440,tt2175842,2016-01-02',
            'Maggie Simpson in "The Longest Daycare"',
        ),
        ('"Say "Hello, World"",2012,116440,tt2175842,2016-01-02', 'Say "Hello, World"'),
        ('"Her",2013,152601,tt1798709,2016-01-02', "Her"),
        ('"Maggie in ""The Daycare""",2012,1,tt2175842,2016-01-02', 'Maggie in "The Daycare"'),
    ],
)
def test_movarys_old_titles_keep_their_quotation_marks(line: str, title: str, tmp_path: Path) -> None:
    report = bring(tmp_path, "history.csv", f"title,year,tmdbId,imdbId,watchedAt\n{line}\n")
    assert not report.problems and titles() == [title]


def test_a_mended_line_is_not_mended_again() -> None:
    line = '"A "B, C" D",2012,1,tt2175842,2016-01-02\n'
    assert repaired(repaired(line)) == repaired(line) != line


# Simkl

SIMKL = {
    "shows": [{"status": "watching", "show": {"title": "Lost", "ids": {"simkl": 1}}}],
    "anime": [
        {
            "status": "completed",
            "anime_type": "movie",
            "last_watched_at": "2020-02-02T12:00:00Z",
            "show": {"title": "Akira", "year": 1988, "ids": {"simkl": 2, "tmdb": "149"}},
        }
    ],
    "movies": [
        {
            "status": "completed",
            "last_watched_at": "2019-05-01T23:30:00Z",
            "user_rating": 8,
            "memo": {"text": "rain"},
            "movie": {
                "title": "Her",
                "year": 2013,
                "ids": {"simkl": 3, "imdb": "tt1798709", "tmdb": "152601"},
            },
        },
        {
            "status": "completed",
            "is_rewatch": True,
            "rewatch_id": 55,
            "rewatch_status": "completed",
            "last_watched_at": "2021-05-01T10:00:00Z",
            "user_rating": None,
            "movie": {"title": "Her", "year": 2013, "ids": {"simkl": 3, "tmdb": "152601"}},
        },
        {"status": "plantowatch", "movie": {"title": "Ran", "year": 1985, "ids": {"simkl_id": 4}}},
        {
            "status": "dropped",
            "last_watched_at": "2018-01-01T10:00:00Z",
            "movie": {"title": "Tag", "year": 2018, "ids": {"simkl": 5}},
        },
        {
            "status": "completed",
            "last_watched_at": None,
            "movie": {"title": "Heat", "year": 1995, "ids": {"simkl": 6}},
        },
    ],
}


def test_simkls_backup_comes_in_with_its_rewatches(tmp_path: Path) -> None:
    zipped(tmp_path / "SimklBackup.zip", {"SimklBackup.json": json.dumps(SIMKL)})
    report = told(importing.run([tmp_path / "SimklBackup.zip"]))
    her = page("Her")
    assert [(w.date.edtf, w.rewatch, w.note) for w in her.watches] == [
        ("2021-05-01", True, ""),
        ("2019-05-02", None, "rain"),
    ]
    assert (her.film.rating, her.film.tmdb) == (8, 152601)
    assert page("Ran").film.watchlist and not page("Tag").watches[0].finished
    assert page("Heat").film.earlier_watches == 1 and days(page("Akira").watches) == ["2020-02-02"]
    assert counts(report, "simkl") == (7, 6, 0, 1, 0)
    again_adds_nothing(tmp_path, "SimklBackup.zip")


def test_simkls_table_is_read(tmp_path: Path) -> None:
    header = "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB"
    body = f"{header}\n3,Her,movie,2013,completed,,2019-05-01,8,,,152601,\n1,Lost,tv,2004,watching,,,,,,,\n"
    report = bring(tmp_path, "simkl.csv", body)
    assert days(page("Her").watches) == ["2019-05-01"] and counts(report) == (2, 1, 0, 1, 0)


# Yamtrack

YAMTRACK = (
    "media_id,source,media_type,title,image,season_number,episode_number,score,progress,status,start_date,"
    "end_date,notes,progressed_at"
)


def test_yamtracks_rows_are_watches_with_ratings_rounded_and_told(tmp_path: Path) -> None:
    rows = [
        '"152601","tmdb","movie","Her","","","","8.5","1","Completed","","2024-01-19 23:30+01:00","rain",""',
        '"152601","tmdb","movie","Her","","","","9.0","1","Completed","","2025-01-19","",""',
        '"11645","tmdb","movie","Ran","","","","","0","Planning","","","",""',
        '"12","tmdb","movie","Tag","","","","2.0","1","Dropped","2020-01-02","","",""',
        '"4607","tmdb","tv","Lost","","","","","1","In progress","","","",""',
    ]
    report = bring(tmp_path, "yamtrack.csv", "\n".join([YAMTRACK, *rows]))
    assert [(w.date.edtf, w.rating) for w in page("Her").watches] == [("2025-01-19", 9), ("2024-01-19", 9)]
    assert page("Ran").film.watchlist and not page("Tag").watches[0].finished
    assert report.files[0].remarks == {"a rating was rounded to half a star": 1} and not report.problems
    again_adds_nothing(tmp_path, "yamtrack.csv")


def test_the_lists_of_yamtracks_fork_are_kept(tmp_path: Path) -> None:
    header = f"row_type,{YAMTRACK},list_uid,list_name,list_item_date_added"
    row = "list_item,152601,tmdb,movie,Her,,,,,,,,,,,u1,Rainy days,2024-01-01"
    report = bring(tmp_path, "yamtrack.csv", f"{header}\n{row}\n")
    assert report.totals.lists == 1 and report.totals.films == 1 and not page("Her").watches


# Ryot

RYOT = {
    "workouts": [{"name": "run"}],
    "metadata": [
        {
            "lot": "movie",
            "source": "tmdb",
            "identifier": "152601",
            "source_id": "Her",
            "collections": ["Watchlist", "Rainy days", "Owned"],
            "seen_history": [
                {"ended_on": "2024-01-19", "progress": "100"},
                {"started_on": "2020-01-01", "progress": "40"},
            ],
            "reviews": [
                {"rating": "90", "review": {"date": "2024-01-20T10:00:00Z", "text": "quiet"}, "comments": []},
                {"rating": "60", "review": {"date": "2020-01-20T10:00:00Z", "text": None}},
            ],
        },
        {"lot": "movie", "source": "tmdb", "identifier": "11645", "source_id": "11645", "seen_history": [{}]},
        {"lot": "show", "source": "tmdb", "identifier": "4607"},
        "nonsense",
    ],
}


def test_ryots_export_comes_in(tmp_path: Path) -> None:
    report = bring_json(tmp_path, "ryot.json", RYOT)
    her = page("Her")
    assert [(w.date.edtf, w.finished) for w in her.watches] == [("2024-01-19", True), ("2020-01-01", False)]
    assert (her.film.rating, her.film.notes, her.film.watchlist, her.film.tmdb) == (9, "quiet", True, 152601)
    assert page("TMDB 11645").film.tmdb == 11645 and report.totals.lists == 1
    assert counts(report, "ryot") == (4, 1, 0, 1, 2)
    again_adds_nothing(tmp_path, "ryot.json")


# Others


def test_tmdbs_ratings_and_watchlist_are_read(tmp_path: Path) -> None:
    header = (
        "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated"
    )
    body = f"{header}\n152601,tt1798709,movie,Her,2013-12-18,,,7.8,8.5,2024-01-19\n7,,tv,Lost,,,,8,9,\n"
    report = bring(tmp_path, "ratings.csv", body)
    her = page("Her")
    assert (her.film.rating, her.film.year, her.row.times_seen, counts(report)[3]) == (9, 2013, 1, 1)
    bring(tmp_path, "watchlist.csv", f"{header}\n11645,,movie,Ran,1985-06-01,,,8,,\n")
    assert page("Ran").film.watchlist and not page("Ran").row.times_seen


def test_kinopoisk_keeps_both_titles(tmp_path: Path) -> None:
    body = 'id,nameEng,nameRus,rating,date,year,link\n1,Her,Она,9,"09.09.2009, 15:34",2013,https://x/film/1\n'
    bring(tmp_path, "votes.csv", body)
    assert (page("Она").film.original_title, page("Она").film.rating) == ("Her", 9)


def test_netflix_tells_its_order_of_days_by_one_past_the_twelfth(tmp_path: Path) -> None:
    body = 'Title,Date\n"Her","1/2/24"\n"Lost: Season 1: Pilot","1/20/24"\n"Mission: Impossible","1/20/24"\n'
    report = bring(tmp_path, "NetflixViewingHistory.csv", body)
    assert days(page("Her").watches) == ["2024-01-02"] and page("Her").watches[0].medium == "Netflix"
    assert len(page("Mission: Impossible").watches) == 1 and counts(report, "netflix") == (3, 2, 0, 1, 0)


def test_watcharr_and_mediatracker_are_read(tmp_path: Path) -> None:
    bring_json(
        tmp_path,
        "watcharr.json",
        [
            {
                "status": "FINISHED",
                "rating": 8,
                "thoughts": "yes",
                "content": {
                    "tmdbId": 152601,
                    "title": "Her",
                    "type": "movie",
                    "release_date": "2013-12-18T00:00:00Z",
                },
                "activity": [
                    {
                        "type": "ADDED_WATCHED",
                        "data": '{"status":"FINISHED"}',
                        "createdAt": "2024-01-19T12:00:00Z",
                    }
                ],
            },
            {"status": "PLANNED", "content": {"tmdbId": 11645, "title": "Ran", "type": "movie"}},
        ],
    )
    assert (days(page("Her").watches), page("Her").film.rating) == (["2024-01-19"], 8)
    assert page("Ran").film.watchlist
    bring_json(
        tmp_path,
        "mediatracker.json",
        [
            {
                "mediaType": "movie",
                "title": "Tag",
                "tmdbId": 3,
                "seen": [{"date": 1530619200000}, {"date": None}],
                "userRating": {"rating": 3.5, "review": "silly"},
            },
        ],
    )
    assert (days(page("Tag").watches), page("Tag").film.rating) == (["", "2018-07-03"], 7)


# Kodi

NFO = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<movie><title>Her</title><originaltitle>Her</originaltitle>"
    "<ratings><rating name='imdb'><value>8</value></rating></ratings><userrating>9</userrating>"
    "<uniqueid type='tmdb'>152601</uniqueid><uniqueid type='imdb' default='true'>tt1798709</uniqueid>"
    "<premiered>2013-12-18</premiered><director>Spike Jonze</director><runtime>126</runtime>"
    "<playcount>3</playcount><lastplayed>2024-01-19 22:10:00</lastplayed></movie>\nhttps://www.imdb.com/x\n"
)


def test_kodis_plays_are_the_last_watch_and_earlier_ones(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "films",
        {
            "Her (2013)/Her.nfo": NFO,
            "Her (2013)/poster.jpg": b"no picture",
            "Lost/tvshow.nfo": "<tvshow><title>Lost</title></tvshow>",
            "Odd/info.nfo": "a scene's ASCII art",
            "Bad/bad.nfo": "<movie><title>Ran</title>",
            "Ran/Ran.nfo": "<movie><title>Ran</title><year>1985</year><playcount>0</playcount></movie>",
        },
    )
    report = told(importing.run([folder]))
    her = page("Her")
    assert (days(her.watches), her.row.times_seen, her.film.rating) == (["2024-01-19"], 3, 9)
    assert (her.film.imdb, her.film.tmdb, her.film.runtime) == ("tt1798709", 152601, 126)
    assert [problem.file for problem in report.problems] == ["Bad/bad.nfo"]
    assert report.files[0].file == "4 nfo files"
    assert counts(report, "kodi") == (4, 2, 0, 1, 1) and not page("Ran").row.times_seen
    assert importing.run([folder]).import_id is None


def test_a_newer_play_count_adds_the_newer_watch(tmp_path: Path) -> None:
    bring(tmp_path, "Her.nfo", NFO)
    newer = NFO.replace("<playcount>3<", "<playcount>4<").replace("2024-01-19", "2025-02-02")
    bring(tmp_path, "Her.nfo", newer)
    assert (days(page("Her").watches), page("Her").row.times_seen) == (["2024-01-19", "2025-02-02"], 4)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<movie><title>&b;</title></movie>"
    report = bring(tmp_path, "x.nfo", bomb)
    assert films.count_films() == 0 and "entities" in report.problems[0].reason


def test_kodis_one_file_is_read_film_by_film(tmp_path: Path) -> None:
    body = NFO.partition("\n")[2].partition("\nhttps")[0]
    other = body.replace("Her", "Ran").replace("152601", "1").replace("tt1798709", "tt0089881")
    bring(
        tmp_path,
        "videodb.xml",
        f"<videodb>{body}{other}</videodb>",
    )
    assert films.count_films() == 2
