# SPDX-License-Identifier: GPL-3.0-or-later
"""Quirks of the other services' exports, on files shaped as those programs write them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from import_tools import again_adds_nothing, bring, bring_json, counts, days, page, titles, told
from letterboxd_files import write, zipped
from moodboard.services import importing
from moodboard.store import database

pytestmark = pytest.mark.usefixtures("library")

AT = "2024-01-01T00:00:00Z"
HER: dict[str, Any] = {"title": "Her", "year": 2013, "ids": {"trakt": 5, "imdb": "tt1798709", "tmdb": 152601}}
RAN: dict[str, Any] = {"title": "Ran", "year": None, "ids": {"trakt": 6, "imdb": None, "tmdb": 11645}}


@pytest.fixture(autouse=True)
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


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


# Trakt


def trakt(tmp_path: Path, files: dict[str, Any]) -> importing.ImportReport:
    content: dict[str, str | bytes] = {name: json.dumps(value) for name, value in files.items()}
    return told(importing.run([zipped(tmp_path / "trakt.zip", content)]))


def seen(number: int, at: str, movie: dict[str, Any] = HER) -> dict[str, Any]:
    return {"id": number, "watched_at": at, "action": "scrobble", "type": "movie", "movie": movie}


def test_every_part_of_a_long_history_comes_and_days_of_marking_in_bulk_are_kept(tmp_path: Path) -> None:
    bulk = "2016-02-03T05:00:00.000Z"
    many = [dict(HER, title=f"Film {n}", ids={"trakt": 100 + n}) for n in range(30)]
    numbers = (1, 2, 10, 29)
    files: dict[str, Any] = {f"watched-history-{n}.json": [seen(n, bulk, many[n])] for n in numbers}
    files["_errors.json"] = []
    files["user-stats.json"] = {"movies": {"plays": 9}}
    report = trakt(tmp_path, files)
    assert len(titles()) == 4 and all(days(page(title).watches) == ["2016-02-03"] for title in titles())
    assert not report.problems


def test_a_year_and_numbers_that_are_null_cost_nothing(tmp_path: Path) -> None:
    bare = {
        "title": "Nobody knows",
        "year": None,
        "ids": {"trakt": 7, "imdb": None, "tmdb": None, "slug": None},
    }
    report = trakt(tmp_path, {"watched-history.json": [seen(1, "2020-01-01T12:00:00Z", bare)]})
    assert not report.problems and page("Nobody knows").film.year is None


def test_all_that_people_write_on_trakt_is_kept(tmp_path: Path) -> None:
    files = {
        "ratings-movies.json": [
            {"rated_at": "2026-08-19T23:59:59.000Z", "rating": 5, "type": "movie", "movie": HER}
        ],
        "comments-movies.json": [
            {"type": "movie", "movie": HER, "comment": {"id": 1, "comment": "A [spoiler]x[/spoiler] review"}}
        ],
        "notes-movies.json": [{"type": "movie", "movie": HER, "note": {"id": 2, "notes": "with ana"}}],
        "lists-watchlist.json": [
            {"rank": 1, "listed_at": AT, "notes": "ana says so", "type": "movie", "movie": RAN}
        ],
        "lists-favorites.json": [
            {"rank": 1, "listed_at": AT, "notes": "always", "type": "movie", "movie": HER}
        ],
        "lists-lists.json": [
            {"name": "Again", "description": "A second look", "privacy": "private", "item_count": 1,
             "created_at": "2021-03-02T10:15:00Z", "ids": {"trakt": 4242, "slug": "again"}},
            {"name": "Empty", "description": "Nothing yet", "privacy": "private", "item_count": 0,
             "ids": {"trakt": 4243, "slug": "empty"}},
        ],
        "lists-list-4242-again.json": [
            {"rank": 3, "listed_at": AT, "notes": "slowly", "type": "movie", "movie": RAN},
            {"rank": 4, "listed_at": "2024-01-01T00:00:00Z", "type": "show", "show": {"title": "X"}},
        ],
        "comments-lists.json": [{"type": "list", "list": {"name": "Z"}, "comment": {"comment": "nice"}}],
    }  # fmt: skip
    report = trakt(tmp_path, files)
    her = page("Her").film
    assert her.liked and her.rating == 5
    assert set(her.notes.split("\n\n")) == {"A [spoiler]x[/spoiler] review", "with ana", "always"}
    assert page("Ran").film.watchlist and page("Ran").film.notes == "ana says so"
    assert lists() == {"Again": "A second look", "Empty": "Nothing yet"}
    assert on_list("Again") == [("Ran", 3, "slowly")]
    reasons = {reason for file in report.files for reason in file.reasons}
    assert "words about a list or a person, which have no place here" in reasons
    assert importing.run([tmp_path / "trakt.zip"]).import_id is None


def test_a_list_is_one_in_both_layouts(tmp_path: Path) -> None:
    named = [{"name": "Again", "description": "", "privacy": "private", "item_count": 1,
              "ids": {"trakt": 4242, "slug": "again"}}]  # fmt: skip
    rows = [{"rank": 1, "listed_at": "2024-01-01T00:00:00Z", "type": "movie", "movie": RAN}]
    trakt(tmp_path, {"lists-lists.json": named, "lists-list-4242-again.json": rows})
    report = trakt(tmp_path, {"ana/lists/lists.json": named, "ana/lists/again.json": rows})
    assert report.import_id is None and list(lists()) == ["Again"]


def test_one_file_of_traktexport_is_read_with_its_favourites(tmp_path: Path) -> None:
    value = {
        "type": "full", "username": "ana", "followers": [], "following": [], "settings": {"user": {}},
        "likes": [],
        "lists": [{"name": "Mine", "description": "words", "privacy": "private", "item_count": 0,
                   "ids": {"trakt": 9, "slug": "mine"}}],
        "recommendations": [
            {"rank": 1, "listed_at": AT, "notes": "the best", "type": "movie", "movie": HER}
        ],
        "collection": [{"collected_at": "2020-01-01T00:00:00Z", "movie": RAN}],
        "watched": [{"plays": 3, "last_watched_at": "2024-01-20T01:00:00Z", "movie": HER}],
        "history": [seen(1, "2024-01-20T01:00:00.000Z"), seen(2, "1970-01-01T00:00:00.000Z")],
        "stats": {"movies": {"plays": 3}},
    }  # fmt: skip
    report = bring_json(tmp_path, "dump.json", value)
    her = page("Her")
    assert titles() == ["Her"] and not report.problems
    assert days(her.watches) == ["", "2024-01-19"] and her.film.earlier_watches == 1
    assert her.film.liked and her.film.notes == "the best" and lists() == {"Mine": "words"}


TABLES = {
    "watched_movies.csv": "TraktId,ImdbId,TmdbId,Slug,Title,Year,WatchedAt,Plays\n"
    "5,tt1798709,152601,her-2013,Her,2013,2024-01-20T01:00:00.000Z,3\n",
    "rated_movies.csv": "Title,Year,ImdbId,TmdbId,TraktId,Slug,RatedAt,Rating\n"
    "Her,2013,tt1798709,152601,5,her-2013,2024-01-20T01:00:00.000Z,9\n",
    "watchlisted_movies.csv": "Title,Year,ImdbId,TmdbId,TraktId,Slug,WatchlistedAt,Rank\n"
    "Ran,1985,,11645,6,ran-1985,2024-01-20T01:00:00.000Z,1\n",
    "collected_movies.csv": "TraktId,ImdbId,TmdbId,Slug,Title,Year,CollectedAt\n"
    "7,,1,x,Owned,1999,2020-01-01\n",
    "rated_shows.csv": "Title,Year,ImdbId,TmdbId,TvdbId,TraktId,Slug,RatedAt,Rating\n"
    "Show,2000,,1,2,8,s,2020-01-01,9\n",
    "watched_episodes.csv": "ShowTraktId,ShowTitle,ShowYear,Episode,Season,Plays,WatchedAt\n"
    "8,S,2000,1,1,1,2020-01-01\n",
}


def test_tables_that_traktrater_flattened_are_no_other_services(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = dict(TABLES)
    report = told(importing.run([write(tmp_path / "tables", content)]))
    her = page("Her")
    assert titles() == ["Her", "Ran"] and not report.problems
    assert days(her.watches) == ["2024-01-19"] and her.film.earlier_watches == 2 and her.film.rating == 9
    assert page("Ran").film.watchlist
    assert importing.run([tmp_path / "tables"]).import_id is None


def test_trakts_own_table_is_read(tmp_path: Path) -> None:
    header = "imdb_id,tmdb_id,type,title,watched_at,watchlisted_at,rating,rated_at"
    bring(
        tmp_path,
        "trakt.csv",
        f"{header}\ntt1798709,,movie,Her,2024-01-20T01:00:00Z,,9,\n,8,show,S,2020-01-01,,,\n",
    )
    assert (
        titles() == ["Her"] and days(page("Her").watches) == ["2024-01-19"] and page("Her").film.rating == 9
    )


# An evening that two services put on two days


DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"


def diary(tmp_path: Path, *said: str, **answers: Any) -> importing.ImportReport:
    rows = "".join(f"{day},Her,2013,https://boxd.it/{day},4,,,{day}\n" for day in said)
    path = tmp_path / "diary.csv"
    path.write_text(DIARY + rows)
    return told(importing.run([path], **answers))


def history(tmp_path: Path, *said: str, **answers: Any) -> importing.ImportReport:
    path = tmp_path / "watched-history.json"
    path.write_text(json.dumps([seen(n, at) for n, at in enumerate(said, 1)]))
    return told(importing.run([path], **answers))


NIGHT, EVENING = "2024-01-20T06:30:00.000Z", "2024-01-21T02:00:00.000Z"
"""Half past one in the night of the 20th, and nine in its evening, in New York."""


def test_a_watch_past_midnight_is_the_evening_of_the_diary_and_that_is_asked(tmp_path: Path) -> None:
    diary(tmp_path, "2024-01-19")
    tried = importing.run([tmp_path / "diary.csv"], dry_run=True)
    assert not tried.unsure
    report = history(tmp_path, NIGHT)
    (unsure,) = report.unsure
    assert unsure.of_watch and unsure.taken == "same" and unsure.title == "Her, 20 Jan 2024"
    assert [one.title for one in unsure.candidates] == ["Her, 19 Jan 2024"]
    assert days(page("Her").watches) == ["2024-01-19"]
    assert "taken for the first of these: Her, 19 Jan 2024" in importing.report_text(report)
    again_adds_nothing(tmp_path, "watched-history.json")


def test_it_is_the_same_the_other_way_round(tmp_path: Path) -> None:
    history(tmp_path, NIGHT)
    (unsure,) = diary(tmp_path, "2024-01-19").unsure
    assert unsure.taken == "same" and len(page("Her").watches) == 1 and page("Her").watches[0].rating == 8


def test_a_watch_of_the_evening_is_another_one_unless_one_says_otherwise(tmp_path: Path) -> None:
    diary(tmp_path, "2024-01-19")
    tried = history(tmp_path, EVENING, dry_run=True)
    (unsure,) = tried.unsure
    assert unsure.taken == "new" and tried.totals.watches == 1
    report = history(tmp_path, EVENING, answers={unsure.key: "same"})
    assert report.totals.watches == 0 and days(page("Her").watches) == ["2024-01-19"]
    again_adds_nothing(tmp_path, "watched-history.json")


@pytest.mark.parametrize(
    ("answer", "there"), [("new", ["2024-01-19", "2024-01-20"]), ("skip", ["2024-01-19"])]
)
def test_what_one_says_of_a_watch_is_done(tmp_path: Path, answer: str, there: list[str]) -> None:
    diary(tmp_path, "2024-01-19")
    (unsure,) = history(tmp_path, NIGHT, dry_run=True).unsure
    history(tmp_path, NIGHT, answers={unsure.key: answer})
    assert days(page("Her").watches) == there


def test_two_evenings_that_both_services_tell_stay_two_in_any_order(tmp_path: Path) -> None:
    diary(tmp_path, "2024-01-19", "2024-01-20")
    evenings = ("2024-01-21T01:00:00.000Z", "2024-01-20T01:00:00.000Z")
    assert not history(tmp_path, *evenings).unsure
    assert days(page("Her").watches) == ["2024-01-19", "2024-01-20"]


def test_the_night_waits_for_the_row_that_tells_its_own_day(tmp_path: Path) -> None:
    diary(tmp_path, "2024-01-19")
    report = history(tmp_path, NIGHT, "2024-01-20T01:00:00.000Z")  # the newest first, as Trakt writes
    assert not report.unsure and days(page("Her").watches) == ["2024-01-19", "2024-01-20"]


def test_an_import_with_such_a_watch_is_taken_back_whole(tmp_path: Path) -> None:
    diary(tmp_path, "2024-01-19")
    report = history(tmp_path, NIGHT, EVENING)
    assert report.import_id is not None and len(page("Her").watches) == 2
    importing.undo(report.import_id)
    (watch,) = page("Her").watches
    assert watch.date.edtf == "2024-01-19" and not importing.run([tmp_path / "diary.csv"]).import_id


# IMDb


def test_imdbs_table_of_2017_and_blank_cells_of_series(tmp_path: Path) -> None:
    header = "Const,Your Rating,Date Added,Title,Title Type,Directors,IMDb Rating,Runtime (mins),Year,Genres,"
    header += "Num Votes"
    rows = "tt1798709,9,2017-11-08,Her,movie,Spike Jonze,8,126,2013,Drama,1\ntt1,8,,Show,tvSeries,,,,,,\n"
    report = bring(tmp_path, "ratings.csv", f"{header}\n{rows}", rated_as_watched=True)
    assert titles() == ["Her"] and days(page("Her").watches) == ["2017-11-08~"] and not report.problems


def test_the_same_film_twice_on_imdbs_list_stands_there_once(tmp_path: Path) -> None:
    header = "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    header += "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated"
    row = 'tt1798709,2024-01-01,2024-01-01,"my, words",Lei,Her,https://imdb.com/title/tt1798709,Film,8,126,2013,'
    row += "Dramma,1,2013-12-18,Spike Jonze,,"
    report = bring(tmp_path, "list.csv", f"{header}\n1,{row}\n2,{row}\n")
    assert on_list("list") == [("Lei", 1, "my, words")] and counts(report) == (2, 1, 0, 1, 0)
    again_adds_nothing(tmp_path, "list.csv")


# Simkl


def test_simkls_table_says_days_as_in_europe_with_a_clock(tmp_path: Path) -> None:
    header = "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB"
    rows = "9,Her,movie,2013,completed,,03-12-2023 21:50:41,7,wept,,152601,tt1798709\n"
    rows += (
        "10,Ran,movie,1985,plantowatch,,,,,,11645,\n11,S,tv show,2016,watching,S03E04,2024-06-20,9,,7,4,tt1\n"
    )
    report = bring(tmp_path, "simkl.csv", f"{header}\n{rows}")
    (watch,) = page("Her").watches
    assert (watch.date.edtf, watch.note, page("Her").film.rating) == ("2023-12-03", "wept", 7)
    assert page("Ran").film.watchlist and titles() == ["Her", "Ran"] and not report.problems


# Movary


def test_movarys_watchlist_without_the_cell_of_the_year(tmp_path: Path) -> None:
    content = (
        'title,year,tmdbId,imdbId,addedAt\nHer,152601,tt1798709,2023-03-04\n"Ran, 2",11645,,2023-03-04\n'
    )
    report = bring(tmp_path, "watchlist.csv", content)
    her = page("Her").film
    assert (her.tmdb, her.imdb, her.year, her.watchlist) == (152601, "tt1798709", None, True)
    assert titles() == ["Her", "Ran, 2"] and not report.problems


def test_a_movary_watch_without_a_day_is_kept_with_its_words(tmp_path: Path) -> None:
    content = 'title,year,tmdbId,imdbId,watchedAt,comment,location\nHer,2013,152601,,,"so ""good""",home\n'
    bring(tmp_path, "history.csv", content)
    (watch,) = page("Her").watches
    assert not watch.date.is_known and (watch.note, watch.where) == ('so "good"', "home")


# Yamtrack


def test_yamtracks_table_before_it_knew_sources_and_with_repeats(tmp_path: Path) -> None:
    header = "media_id,media_type,title,image,score,progress,status,repeats,start_date,end_date,notes"
    row = '"152601","movie","Her","x","8.0","1","Completed","2","","2024-02-09","again"'
    bring(tmp_path, "yamtrack.csv", f"{header}\n{row}\n")
    her = page("Her")
    assert her.film.tmdb == 152601 and days(her.watches) == ["2024-02-09"] and her.film.earlier_watches == 2


def test_lists_and_tags_of_yamtracks_fork_are_kept(tmp_path: Path) -> None:
    header = (
        "row_type,media_id,source,media_type,title,original_title,score,status,notes,start_date,end_date,"
    )
    header += "release_datetime,list_uid,list_name,list_description,list_item_date_added,item_tags"
    rows = 'media,11645,tmdb,movie,Ran,乱,,Completed,,,2024-01-01,1985-06-01T00:00:00Z,,,,,"rain, with ana"\n'
    rows += "list_item,11645,tmdb,movie,Ran,乱,,,,,,1985-06-01,u1,Rain,for rain,2024-01-02T00:00:00Z,\n"
    report = bring(tmp_path, "floppy.csv", f"{header}\n{rows}")
    ran = page("Ran")
    assert (ran.film.original_title, ran.film.year) == ("乱", 1985) and lists() == {"Rain": "for rain"}
    assert "rain" in ran.watches[0].themes and ran.watches[0].people == ("ana",) and not report.problems


# Ryot


@pytest.mark.parametrize(("said", "best", "rating"), [("70", "95", 7), ("7", "10", 7), ("3.5", "5", 7)])
def test_ryots_ratings_count_as_far_as_the_best_of_the_file(
    tmp_path: Path, said: str, best: str, rating: int
) -> None:
    def film(title: str, number: str, given: str) -> dict[str, Any]:
        reviews = [{"rating": given, "review": {"text": f"on {title}", "date": "2024-01-01"},
                    "comments": [{"id": "1", "text": "still so"}]}]  # fmt: skip
        # fmt: off
        return {"lot": "movie", "source": "tmdb", "identifier": number, "source_id": title, "collections": [],
                "seen_history": [{"progress": "100", "ended_on": "2024-01-04"}], "reviews": reviews}
        # fmt: on

    bring_json(tmp_path, "ryot.json", {"metadata": [film("Her", "152601", said), film("Ran", "11645", best)]})
    assert page("Her").film.rating == rating and page("Her").film.notes == "on Her\n\nstill so"


# Watcharr


def watcharr(activity: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    content = {"id": 5, "tmdbId": 152601, "title": "Her", "type": "movie",
               "release_date": "2013-12-18T00:00:00Z", "imdb_id": "tt1798709", "runtime": 126}  # fmt: skip
    base = {"id": 1, "createdAt": "2024-06-08T12:51:09.869791Z", "deletedAt": None, "status": "FINISHED",
            "rating": 0, "thoughts": "", "content": content, "activity": activity}  # fmt: skip
    return base | more


def act(kind: str, at: str, data: str = "", **more: Any) -> dict[str, Any]:
    return {"id": 1, "watchedId": 1, "type": kind, "data": data, "createdAt": at} | more


WATCHARR: list[tuple[list[dict[str, Any]], list[str], int]] = [
    ([], [], 1),
    ([act("ADDED_WATCHED", "2024-06-08T17:00:00Z", '{"rating":0,"status":"FINISHED"}')], ["2024-06-08"], 0),
    ([act("ADDED_WATCHED", "2024-06-08T17:00:00Z", '{"status":"PLANNED"}'),
      act("STATUS_CHANGED", "2024-07-01T02:00:00Z", '"FINISHED"')], ["2024-06-30"], 0),
    ([act("IMPORTED_WATCHED", "2025-01-01T17:00:00Z", '{"status":"FINISHED"}', countAsPlay=True),
      act("IMPORTED_ADDED_WATCHED", AT, customDate="2020-05-05T12:00:00Z", countAsPlay=False),
      act("IMPORTED_ADDED_WATCHED", AT, customDate="2021-05-05T12:00:00Z", countAsPlay=True)],
     ["2020-05-05", "2021-05-05"], 0),
    ([act("IMPORTED_WATCHED", "2025-01-01T17:00:00Z", '{"status":"FINISHED"}', countAsPlay=True)], [], 1),
    ([act("STATUS_CHANGED", "2025-01-01T17:00:00Z", '"FINISHED"', countAsPlay=True),
      act("STATUS_CHANGED", "2025-01-02T17:00:00Z", '"FINISHED"', countAsPlay=False),
      act("RATING_CHANGED", "2025-01-02T17:00:00Z", "9", countAsPlay=False)], ["2025-01-01"], 0),
]  # fmt: skip


@pytest.mark.parametrize(("activity", "told_days", "earlier"), WATCHARR)
def test_watcharrs_plays_are_what_it_counts_itself(
    tmp_path: Path, activity: list[dict[str, Any]], told_days: list[str], earlier: int
) -> None:
    report = bring_json(tmp_path, "watcharr.json", [watcharr(activity)])
    her = page("Her")
    assert days(her.watches) == told_days and her.film.earlier_watches == earlier
    assert her.film.rating is None and not report.problems
    assert (her.film.imdb, her.film.tmdb, her.film.year, her.film.runtime) == ("tt1798709", 152601, 2013, 126)


def test_watcharrs_words_tags_and_what_is_no_film(tmp_path: Path) -> None:
    tags = [{"id": 1, "name": "Rainy days", "color": "#fff", "bgColor": "#000"}]
    game = {"id": 3, "status": "FINISHED", "rating": 9, "game": {"igdbId": 1, "name": "G"}, "activity": []}
    broken_off = [act("STATUS_CHANGED", "2024-08-02T20:00:00Z", '"DROPPED"')]
    value = [watcharr(broken_off, status="DROPPED", rating=3.5, thoughts="too\nlong", tags=tags), game]
    report = bring_json(tmp_path, "watcharr-export.json", value)
    (watch,) = page("Her").watches
    assert (
        not watch.finished and page("Her").film.notes == "too\nlong" and on_list("Rainy days")[0][0] == "Her"
    )
    assert counts(report) == (2, 1, 0, 1, 0)
    again_adds_nothing(tmp_path, "watcharr-export.json")


# MediaTracker


def test_mediatrackers_export_is_read_part_by_part(tmp_path: Path) -> None:
    her = {"itemType": "movie", "title": "Her", "releaseYear": 2013, "imdbId": "tt1798709", "tmdbId": 152601}
    ran = {"itemType": "movie", "title": "Ran", "releaseYear": 1985, "imdbId": None, "tmdbId": 11645}
    episode = {"itemType": "episode", "title": "S", "episode": {"episodeNumber": 1, "seasonNumber": 1}}
    value = {
        "meta": {"formatVersion": 1, "exportedAt": "2025-01-01T00:00:00Z"},
        "seenHistory": [her | {"date": "2024-01-20T01:00:00.000Z"}, her | {"date": None},
                        episode | {"date": "2024-01-01T00:00:00Z"}],
        "ratings": [her | {"date": "2024-01-20T01:00:00Z", "rating": 4.5, "review": "wept"}],
        "watchlist": [ran | {"addedAt": "2024-01-20T01:00:00Z"}],
        "lists": [{"name": "Rain", "description": "for rain", "createdAt": "2024-01-01T00:00:00Z",
                   "items": [ran | {"addedAt": "x"}, her, episode]}],
    }  # fmt: skip
    report = bring_json(tmp_path, "mediatracker.json", value)
    found = page("Her")
    assert days(found.watches) == ["", "2024-01-19"] and (found.film.rating, found.film.notes) == (9, "wept")
    assert page("Ran").film.watchlist and on_list("Rain") == [("Ran", 1, ""), ("Her", 2, "")]
    assert lists() == {"Rain": "for rain"} and titles() == ["Her", "Ran"] and not report.problems
    again_adds_nothing(tmp_path, "mediatracker.json")


def test_what_a_mediatracker_server_answers_is_read_too(tmp_path: Path) -> None:
    seen_at = 1705712400000
    value = [
        {"id": 1, "mediaType": "movie", "title": "Her", "releaseDate": "2013-12-18", "tmdbId": 152601,
         "seen": True, "lastSeenAt": seen_at, "onWatchlist": False, "userRating": {"rating": 4}},
        {"id": 2, "mediaType": "movie", "title": "Ran", "tmdbId": 11645, "seen": False, "onWatchlist": True,
         "userRating": None},
    ]  # fmt: skip
    bring_json(tmp_path, "items.json", value)
    assert days(page("Her").watches) == ["2024-01-19"] and page("Her").film.rating == 8
    assert page("Ran").film.watchlist and not page("Ran").watches


# Netflix, Kodi, days of no film


def test_netflixs_long_report_leaves_trailers_out(tmp_path: Path) -> None:
    header = "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,"
    header += "Latest Bookmark,Country"
    rows = "ana,2024-01-19 21:00:00,02:06:00,,Her,,TV,02:06:00,02:06:00,DE\n"
    rows += "ana,2024-01-18 21:00:00,00:01:00,,Ran,TEASER_TRAILER,TV,,,DE\n"
    rows += "ana,2024-01-17 21:00:00,00:40:00,,Show: Season 1: One (Episode 1),,TV,,,DE\n"
    report = bring(tmp_path, "ViewingActivity.csv", f"{header}\n{rows}")
    assert titles() == ["Her"] and days(page("Her").watches) == ["2024-01-19"]
    assert report.files[0].reasons["teaser trailer, not a film"] == 1


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (["1/19/24", "1/9/24"], "2024-01-19"),
        (["19/01/2024", "09/01/2024"], "2024-01-19"),
        (["19.1.2024", "9.1.2024"], "2024-01-19"),
        (["2024-01-19", "2024-01-09"], "2024-01-19"),
        ([f"{m}/{d}/24" for m, d in ((7, 1), (6, 9), (5, 2), (4, 8), (3, 1), (2, 11))], "2024-07-01"),
    ],
)
def test_netflix_by_locale(tmp_path: Path, rows: list[str], day: str) -> None:
    films = ["Her", *(f"Other {n}" for n in range(len(rows) - 1))]
    content = "Title,Date\n" + "".join(f'"{name}","{said}"\n' for name, said in zip(films, rows, strict=True))
    bring(tmp_path, "NetflixViewingHistory.csv", content)
    assert days(page("Her").watches) == [day]


def test_kodis_first_day_of_the_calendar_is_no_day(tmp_path: Path) -> None:
    nfo = "<movie><title>Her</title><year>2013</year><playcount>2</playcount><userrating>0</userrating>"
    nfo += "<lastplayed>1601-01-01 00:00:00</lastplayed></movie>"
    report = bring(tmp_path, "her.nfo", nfo)
    assert not page("Her").watches and page("Her").film.earlier_watches == 2 and not report.problems


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "unknown", "NaT", None, ""])
def test_days_that_mean_none_are_none(tmp_path: Path, said: str | None) -> None:
    bring_json(tmp_path, "history.json", [seen(1, said)])  # type: ignore[arg-type]
    assert days(page("Her").watches) == [""]


def test_days_past_2038_and_in_words_of_a_browser_are_read(tmp_path: Path) -> None:
    browser = "Tue May 12 2026 18:38:35 GMT+0000 (Coordinated Universal Time)"
    content = f"Title,Date,Rating\nHer,{browser},5\nRan,2041-02-03,4\n"
    bring(tmp_path, "any.csv", content, guess=True)
    assert days(page("Her").watches) == ["2026-05-12"] and days(page("Ran").watches) == ["2041-02-03"]


def test_a_column_of_yes_and_no_is_no_date(tmp_path: Path) -> None:
    content = "Title,Watched,Watched on,Rating\nHer,Yes,2024-01-19,5\nRan,yes,2023-01-02,4\n"
    report = bring(tmp_path, "any.csv", content, guess=True)
    assert days(page("Her").watches) == ["2024-01-19"] and not report.problems


def test_a_table_that_counts_to_ten_is_not_letterboxds_format(tmp_path: Path) -> None:
    report = bring(tmp_path, "any.csv", "Title,Year,Rating\nHer,2013,9\nRan,1985,10\n", guess=True)
    assert page("Her").film.rating == 9 and not report.problems
