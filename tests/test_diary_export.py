# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary as Letterboxd imports it, and as our own importer reads it again."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library_worlds import NAMES, TITLES, WORDS
from moodboard.cli.main import main
from moodboard.domain import letterboxd_import
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.html_text import plain_text
from moodboard.domain.query import FilmQuery
from moodboard.services import diary_export, films, importing, library, watches

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def log(film: Film, day: str = "", **more: object) -> None:
    watches.log_watch(replace(Watch(film.id, parse_edtf(day)), **more))  # type: ignore[arg-type]


def add(title: str, **more: object) -> Film:
    return films.add_film(replace(Film(title), **more))[0]  # type: ignore[arg-type]


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def exported(folder: Path, people: bool = False) -> list[dict[str, str]]:
    diary_export.export_diary(folder / "d.csv", people=people)
    return rows(folder / "d.csv")


def test_one_row_a_watch_with_all_that_letterboxd_takes(library: Path, tmp_path: Path) -> None:
    film = add("Her", year=2013, directors=("Spike Jonze",), imdb="tt1798709", tmdb=152601,
               letterboxd="https://boxd.it/5YhE")  # fmt: skip
    log(film, "2014-01-19", rating=8, note="Too bright", themes=("theater", "with ana"))
    log(film, "2015-01-19", rating=10)
    first, second = exported(tmp_path)
    assert first == {
        "LetterboxdURI": "https://boxd.it/5YhE", "tmdbID": "152601", "imdbID": "tt1798709", "Title": "Her",
        "Year": "2013", "Directors": "Spike Jonze", "Rating10": "8", "WatchedDate": "2014-01-19",
        "Rewatch": "", "Tags": "theater, with ana", "Review": "Too bright",
    }  # fmt: skip
    assert (second["WatchedDate"], second["Rewatch"], second["Rating10"]) == ("2015-01-19", "true", "10")
    assert '"theater, with ana"' in (tmp_path / "d.csv").read_text()
    assert (tmp_path / "d.csv").read_bytes().count(b"\r\n") == 3


def test_only_days_are_dates(library: Path, tmp_path: Path) -> None:
    film = add("Her")
    for said in ("2016", "2016-03", "2016-22", "../2014", "2003/2005", "", "2016-03-12"):
        log(film, said)
    found = [row["WatchedDate"] for row in exported(tmp_path)]
    assert sorted(found) == [""] * 6 + ["2016-03-12"]


def test_several_times_in_one_are_one_row_and_no_first_time(library: Path, tmp_path: Path) -> None:
    log(add("Her"), "../2014", times=3)
    assert [row["Rewatch"] for row in exported(tmp_path)] == ["true"]


def test_what_was_said_of_a_rewatch_is_said_again(library: Path, tmp_path: Path) -> None:
    film = add("Her")
    log(film, "2014-01-01", rewatch=True)
    log(film, "2015-01-01", rewatch=False)
    assert [row["Rewatch"] for row in exported(tmp_path)] == ["true", "false"]


def test_films_seen_or_rated_without_a_watch_have_a_row(library: Path, tmp_path: Path) -> None:
    add("Seen", earlier_watches=2)
    add("Rated", rating=7)
    add("Neither", watchlist=True)
    binned = add("Binned", rating=7)
    films.bin_film(binned.id)
    found = {(row["Title"], row["Rating10"], row["WatchedDate"]) for row in exported(tmp_path)}
    assert found == {("Seen", "", ""), ("Rated", "7", "")}


def test_the_films_own_rating_has_the_last_word(library: Path, tmp_path: Path) -> None:
    film = add("Her")
    log(film, "2014-01-01", rating=6)
    films.edit_film(replace(films.film(film.id), rating=10))
    assert [row["Rating10"] for row in exported(tmp_path)] == ["6", "10"]


def test_companions_stay_home_unless_asked_for(library: Path, tmp_path: Path) -> None:
    log(add("Her"), "2014-01-01", people=("Ana",), where="the Rex", medium="35 mm", finished=False)
    assert exported(tmp_path)[0]["Tags"] == ""
    assert exported(tmp_path, people=True)[0]["Tags"] == "with Ana, the Rex, 35 mm, did not finish"


def test_parts_stay_below_a_megabyte_and_repeat_the_header(library: Path, tmp_path: Path) -> None:
    film = add("Her")
    for number in range(30):
        log(film, f"2014-01-{number % 28 + 1:02}", note=f"{number} " + "ü" * 40_000)
    done = diary_export.export_diary(tmp_path / "d.csv")
    assert [path.name for path in done.files] == ["d.csv", "d-2.csv", "d-3.csv"]
    assert all(path.stat().st_size < 1_000_000 for path in done.files)
    parts = [rows(path) for path in done.files]
    assert sum(map(len, parts)) == 30 and all(part[0]["Title"] == "Her" for part in parts)


def test_words_too_long_for_any_part_are_cut_and_told(library: Path, tmp_path: Path) -> None:
    log(add("Her"), "2014-01-01", note="🎬 & " * 300_000)
    done = diary_export.export_diary(tmp_path / "d.csv")
    assert done.shortened == ("Her",) and (tmp_path / "d.csv").stat().st_size < 1_000_000
    assert rows(tmp_path / "d.csv")[0]["Review"].endswith("…")


def test_parts_of_an_earlier_export_are_told(library: Path, tmp_path: Path) -> None:
    (tmp_path / "d-2.csv").touch()
    assert diary_export.export_diary(tmp_path / "d.csv").left_over == (tmp_path / "d-2.csv",)


def test_a_cancel_leaves_no_part(library: Path, tmp_path: Path) -> None:
    log(add("Her"), "2014-01-01")
    (tmp_path / "out").mkdir()

    def stop(done: int, total: int) -> None:
        if done == total:
            raise CancelledError

    with pytest.raises(CancelledError):
        diary_export.export_diary(tmp_path / "out" / "d.csv", stop)
    assert not list((tmp_path / "out").iterdir())


def test_a_folder_that_is_not_there_is_a_sentence(library: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no folder"):
        diary_export.export_diary(tmp_path / "no" / "d.csv")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Tom & Jerry, Q&A, 5 < 6 <3", "Tom & Jerry, Q&A, 5 < 6 <3"),
        ("a <b>bold</b> word", "a &lt;b>bold&lt;/b> word"),
        ("&copy is &amp;", "&amp;copy is &amp;amp;"),
        ("Said\n\n> Now\n> we\n\nso", "Said\r\n\r\n<blockquote>Now\r\nwe</blockquote>\r\n\r\nso"),
    ],
)  # fmt: skip
def test_words_are_what_letterboxd_will_read_as_these_words(note: str, said: str) -> None:
    assert letterboxd_import.review(note) == said
    assert plain_text(said) == note


@given(WORDS)
def test_any_words_read_back_are_the_same(words: str) -> None:
    note = "\n".join(plain_text(words.replace("&", "+").replace("<", "-")).split("\n"))
    for text in (note, f"{note} <b>x & y &lt; <3"):
        assert plain_text(letterboxd_import.review(text)) == plain_text(
            text.replace("&", "&amp;").replace("<", "&lt;")
        )


@SLOW
@given(
    seen=st.lists(
        st.tuples(
            st.integers(0, 2), st.dates(date(1900, 1, 1)), st.none() | st.integers(1, 10), WORDS, NAMES,
            st.none() | st.booleans(),
        ),
        max_size=6,
    ),
    titles=st.lists(TITLES, min_size=3, max_size=3),
)  # fmt: skip
def test_our_own_importer_reads_the_same_watches(
    seen: list[tuple[int, object, int | None, str, tuple[str, ...], bool | None]],
    titles: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("diary")
    library.open_library(folder / "mine")
    made = [add(f"{title} {number}", year=2000 + number) for number, title in enumerate(titles)]
    for place, day, rating, note, themes, rewatch in seen:
        log(made[place], str(day), rating=rating, note=plain_text(note), themes=themes, rewatch=rewatch)
    before = told()
    diary_export.export_diary(folder / "d.csv")
    library.close_library()
    library.open_library(folder / "other")
    report = importing.run([folder / "d.csv"]) if seen else None
    assert told() == before and not (report and report.problems)
    library.close_library()


def told() -> Counter[object]:
    """Return what the diary says; a rewatch that nothing was said of may be told by now."""
    return Counter(
        (
            " ".join(row.title.split()), row.year, row.rating, watch.date.edtf, watch.rating, watch.note,
            tuple(sorted(letterboxd_import.told_apart(watch.themes))),
        )
        for row in films.film_rows(FilmQuery())
        for watch in watches.watches_of(row.id)
    )  # fmt: skip


def test_the_command_line_writes_it(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log(add("Her"), "2014-01-01")
    assert main(["export-diary", str(tmp_path / "d.csv")]) == 0
    assert capsys.readouterr().out == f"Wrote 1 watch to {tmp_path / 'd.csv'}.\n"
    assert main(["export-diary", str(tmp_path / "d.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["watches"] == 1


def test_backup_and_restore_on_the_command_line(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("Her")
    assert main(["backup", str(tmp_path / "b.zip")]) == 0
    other = ["--library", str(tmp_path / "other")]
    assert main([*other, "restore", str(tmp_path / "b.zip")]) == 0
    assert main([*other, "restore", str(tmp_path / "b.zip"), "--json"]) == 0
    assert "before-restore" in capsys.readouterr().out
    assert main([*other, "films"]) == 0 and "Her" in capsys.readouterr().out
    assert main([*other, "export-library", str(tmp_path / "folder")]) == 1
    assert "--csv" in capsys.readouterr().err
    assert main([*other, "restore", str(tmp_path / "nothing.zip")]) == 1
    assert main([*other, "restore"]) == 2
