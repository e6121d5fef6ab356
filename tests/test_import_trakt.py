# SPDX-License-Identifier: GPL-3.0-or-later
"""Trakt's export: both layouts, local days, unknown dates, numbered parts, damage."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from import_tools import again_adds_nothing, bring_json, counts, days, page, told
from letterboxd_files import zipped
from moodboard.domain.imports import trakt
from moodboard.services import films, importing
from moodboard.services.importing.json_stream import elements_of
from moodboard.services.importing.sources import Table

pytestmark = pytest.mark.usefixtures("library")

DARK = {
    "ids": {"imdb": "tt0468569", "slug": "the-dark-knight-2008", "tmdb": 155, "trakt": 120},
    "year": 2008,
    "title": "The Dark Knight",
}
HER = {"ids": {"imdb": None, "tmdb": 152601, "trakt": 5}, "year": None, "title": "Her"}


@pytest.fixture(autouse=True)
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def seen(number: int, at: str, movie: dict[str, Any] = DARK) -> dict[str, Any]:
    return {"id": number, "watched_at": at, "action": "watch", "type": "movie", "movie": movie}


EPISODE = {
    "id": 9,
    "watched_at": "2020-01-01T00:00:00.000Z",
    "action": "watch",
    "type": "episode",
    "episode": {},
    "show": {},
}
FLAT = {
    "watched-history-1.json": [seen(1, "2014-04-05T15:27:00.000Z"), EPISODE],
    "watched-history-2.json": [seen(2, "2016-01-01T03:30:00.000Z"), seen(3, "1970-01-01T00:00:00.000Z", HER)],
    "watched-movies.json": [{"plays": 2, "last_watched_at": "2016-01-01T03:30:00.000Z", "movie": DARK}],
    "ratings-movies.json": [
        {"rated_at": "2026-08-19T23:59:59.000Z", "rating": 9, "type": "movie", "movie": DARK}
    ],
    "lists-watchlist.json": [
        {
            "rank": 1,
            "id": 4,
            "listed_at": "2020-01-01T00:00:00.000Z",
            "notes": None,
            "type": "movie",
            "movie": HER,
        }
    ],
    "lists-favorites.json": [
        {
            "rank": 1,
            "id": 4,
            "listed_at": "2020-01-01T00:00:00.000Z",
            "notes": "always",
            "type": "movie",
            "movie": DARK,
        }
    ],
    "lists-lists.json": [
        {
            "name": "Für Regen",
            "description": "quiet",
            "privacy": "public",
            "ids": {"trakt": 77, "slug": "fuer-regen"},
        }
    ],
    "lists-list-77-fuer-regen.json": [
        {
            "rank": 2,
            "id": 6,
            "listed_at": "2020-01-01T00:00:00.000Z",
            "notes": "yes",
            "type": "movie",
            "movie": HER,
        }
    ],
    "comments-movies.json": [
        {
            "id": 1,
            "created_at": "2020-01-01T00:00:00.000Z",
            "comment": "Loud.",
            "spoiler": False,
            "movie": DARK,
        }
    ],
    "hidden-movies.json": [],
    "user-profile.json": {"username": "ana"},
}


def archive(tmp_path: Path, files: dict[str, Any]) -> Path:
    return zipped(tmp_path / "trakt.zip", {name: json.dumps(value) for name, value in files.items()})


def test_the_whole_export_comes_in_and_comes_in_once(tmp_path: Path) -> None:
    report = told(importing.run([archive(tmp_path, FLAT)]))
    dark, her = page("The Dark Knight"), page("Her")
    assert not report.problems and report.totals.films == 2 and report.totals.watches == 3
    assert (dark.film.rating, dark.film.liked, dark.film.tmdb, dark.film.imdb) == (9, True, 155, "tt0468569")
    assert dark.film.notes == "Loud.\n\nalways" or dark.film.notes == "always\n\nLoud."
    assert her.film.watchlist and report.totals.lists == 1
    again_adds_nothing(tmp_path, "trakt.zip")


def test_a_late_evening_stays_on_its_own_day(tmp_path: Path) -> None:
    told(importing.run([archive(tmp_path, FLAT)]))
    assert days(page("The Dark Knight").watches) == ["2014-04-05", "2015-12-31"]


def test_1970_means_that_nobody_knows(tmp_path: Path) -> None:
    told(importing.run([archive(tmp_path, FLAT)]))
    assert [watch.date.is_known for watch in page("Her").watches] == [False]


def test_the_count_of_plays_adds_only_what_the_history_does_not_tell(tmp_path: Path) -> None:
    told(importing.run([archive(tmp_path, FLAT)]))
    assert page("The Dark Knight").row.times_seen == 2
    plays = [{"plays": 7, "last_watched_at": "2016-01-01T03:30:00.000Z", "movie": DARK}]
    bring_json(tmp_path, "watched-movies.json", plays)
    assert page("The Dark Knight").row.times_seen == 7
    assert days(page("The Dark Knight").watches) == ["2014-04-05", "2015-12-31"]


def test_a_last_play_is_no_watch_more_when_the_history_tells_of_all(tmp_path: Path) -> None:
    told(importing.run([archive(tmp_path, FLAT)]))
    plays = [{"plays": 2, "last_watched_at": "2016-01-01T03:30:00.000Z", "movie": DARK}]
    bring_json(tmp_path, "watched-movies.json", plays)
    assert page("The Dark Knight").row.times_seen == 2


def test_the_preview_shows_a_watch_once_though_the_count_tells_its_day_too(tmp_path: Path) -> None:
    history = FLAT["watched-history-1.json"]
    plays = [{"plays": 1, "last_watched_at": "2014-04-05T15:27:00.000Z", "movie": DARK}]
    files = {"watched-history-1.json": history, "watched-movies.json": plays}
    both = importing.run([archive(tmp_path, files)], dry_run=True, preview=True).preview
    alone = importing.run(
        [archive(tmp_path, {"watched-history-1.json": history})], dry_run=True, preview=True
    )
    assert both and both == alone.preview


def test_plays_without_a_history_are_earlier_watches_until_the_history_comes(tmp_path: Path) -> None:
    plays = [{"plays": 3, "last_watched_at": "2016-01-01T03:30:00.000Z", "movie": DARK}]
    bring_json(tmp_path, "watched-movies.json", plays)
    assert (page("The Dark Knight").row.times_seen, page("The Dark Knight").row.earlier_watches) == (3, 2)
    bring_json(tmp_path, "watched-history.json", FLAT["watched-history-1.json"])
    assert (page("The Dark Knight").row.times_seen, page("The Dark Knight").row.earlier_watches) == (3, 1)


def test_the_old_layout_says_the_same_with_folders(tmp_path: Path) -> None:
    old = {
        "ana/watched/history.json": FLAT["watched-history-1.json"],
        "ana/ratings/movies.json": FLAT["ratings-movies.json"],
        "ana/lists/watchlist.json": FLAT["lists-watchlist.json"],
        "ana/lists/rainy-days.json": FLAT["lists-list-77-fuer-regen.json"],
    }
    report = told(importing.run([archive(tmp_path, old)]))
    assert page("The Dark Knight").film.rating == 9 and page("Her").film.watchlist
    assert report.totals.lists == 1 and not report.problems


def test_parts_are_read_by_number_not_by_letters() -> None:
    names = [f"watched-history-{number}.json" for number in (10, 2, 1)]
    assert sorted(names, key=trakt.place_in_order) == [names[2], names[1], names[0]]


def test_names_of_old_dumps_are_known_too(tmp_path: Path) -> None:
    bring_json(tmp_path, "history_movies.json", [seen(1, "2014-04-05T15:27:00.000Z")])
    bring_json(tmp_path, "watchlist_movies.json", FLAT["lists-watchlist.json"])
    assert len(page("The Dark Knight").watches) == 1 and page("Her").film.watchlist


def test_trakts_own_import_format_is_read(tmp_path: Path) -> None:
    said = [
        {
            "imdb_id": "tt0468569",
            "type": "movie",
            "title": "The Dark Knight",
            "watched_at": "unknown",
            "rating": 8,
        },
        {"imdb_id": "tt1798709", "type": "movie", "title": "Her", "watchlisted_at": "2020-01-01T00:00:00Z"},
    ]
    bring_json(tmp_path, "import.json", said)
    dark = page("The Dark Knight")
    assert dark.film.rating == 8 and [watch.date.is_known for watch in dark.watches] == [False]
    assert page("Her").film.watchlist


def test_one_file_of_everything_is_read_by_its_parts(tmp_path: Path) -> None:
    said = {
        "username": "ana",
        "followers": [],
        "history": [seen(1, "2014-04-05T15:27:00.000Z")],
        "ratings": FLAT["ratings-movies.json"],
        "watchlist": FLAT["lists-watchlist.json"],
    }
    bring_json(tmp_path, "export.json", said)
    assert page("The Dark Knight").film.rating == 9 and page("Her").film.watchlist


def test_a_broken_entry_is_told_and_the_others_come(tmp_path: Path) -> None:
    rows = [json.dumps(seen(number, f"2014-04-{number:02}T15:27:00.000Z")) for number in (1, 2, 3)]
    rows[1] = rows[1].replace('"title":', '"title" "x":')
    (tmp_path / "watched-history.json").write_text("[\n" + ",\n".join(rows) + "\n]")
    report = told(importing.run([tmp_path / "watched-history.json"]))
    assert days(page("The Dark Knight").watches) == ["2014-04-01", "2014-04-03"]
    assert [(problem.line, "Entry 2" in problem.reason) for problem in report.problems] == [(3, True)]


def test_a_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    text = json.dumps([seen(number, f"2014-04-{number:02}T15:27:00.000Z") for number in range(1, 6)])
    (tmp_path / "watched-history.json").write_text(text[: text.index("2014-04-04")])
    report = told(importing.run([tmp_path / "watched-history.json"]))
    assert days(page("The Dark Knight").watches) == ["2014-04-01", "2014-04-02", "2014-04-03"]
    assert len(report.problems) >= 1


def test_nuls_and_words_are_no_json_and_harm_nothing_else(tmp_path: Path) -> None:
    files = {
        "watched-history.json": json.dumps(FLAT["watched-history-1.json"]),
        "ratings-movies.json": b"\0" * 99,
    }
    report = told(importing.run([zipped(tmp_path / "t.zip", files)]))  # type: ignore[arg-type]
    assert len(page("The Dark Knight").watches) == 1
    assert [problem.file for problem in report.problems] == ["ratings-movies.json"]


class Large(io.RawIOBase):
    """Forty megabytes that are made as they are read."""

    def __init__(self) -> None:
        self.pieces = iter([b"[", *[b'{"a": "' + b"x" * 4000 + b'"},'] * 10_000, b"{}]"])
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.rest = self.rest or next(self.pieces, b"")
        given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def test_an_element_is_held_and_not_the_file() -> None:
    tracemalloc.start()
    try:
        table = Table("x.json", 1, lambda: cast(BinaryIO, io.BufferedReader(Large(), 8192)))
        assert sum(1 for _ in elements_of(table, "utf-8")) == 10_001
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_series_are_skipped_and_said(tmp_path: Path) -> None:
    report = bring_json(tmp_path, "watched-history.json", [EPISODE, seen(1, "2014-04-05T15:27:00.000Z")])
    assert counts(report) == (2, 1, 0, 1, 0) and films.count_films() == 1
