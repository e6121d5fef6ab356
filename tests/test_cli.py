# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command: answers, JSON, errors of one line, exit codes; as processes: no Qt, no lost letter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from command_line import said_by_process
from command_line import said_here as moodboard

FILM_KEYS = {
    "id", "title", "year", "directors", "rating", "times_seen", "watches", "earlier_watches",
    "first_watched", "last_watched", "shots", "lines",
}  # fmt: skip
WATCH_KEYS = {"date", "said", "times", "rating", "rewatch", "with", "where", "medium", "note", "themes"}


def answer(*words: object) -> object:
    done = moodboard(*words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(code: int, *words: object) -> str:
    done = moodboard(*words)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (code, 1, ""), done
    return done.stderr


@pytest.fixture
def her() -> None:
    moodboard("add", "Her", "--year", "2013", "--director", "Spike Jonze")


@pytest.mark.usefixtures("her")
def test_films_lists_what_was_added() -> None:
    films = answer("films")
    assert isinstance(films, list) and set(films[0]) == FILM_KEYS
    assert (films[0]["title"], films[0]["year"], films[0]["directors"]) == ("Her", 2013, ["Spike Jonze"])
    assert films[0]["rating"] is None and films[0]["last_watched"] is None
    assert "Her (2013)" in moodboard("films").stdout


@pytest.mark.usefixtures("her")
def test_adding_a_film_twice_says_so_and_adds_nothing() -> None:
    again = moodboard("add", "her", "--year", "2013")
    assert again.returncode == 0 and "there already" in again.stdout
    films = answer("films")
    assert isinstance(films, list) and len(films) == 1


def test_films_are_sorted_searched_and_limited() -> None:
    for title, year in (("Ran", 1985), ("Amélie", 2001), ("Barley", 2017)):
        moodboard("add", title, "--year", year)
    assert [film["title"] for film in answer("films", "--sort", "title")] == ["Amélie", "Barley", "Ran"]
    assert [film["title"] for film in answer("films", "--sort", "year", "--limit", "1")] == ["Barley"]
    assert [film["title"] for film in answer("films", "amelie")] == ["Amélie"]


@pytest.mark.usefixtures("her")
def test_a_watch_is_logged_in_ones_own_words_and_said_back() -> None:
    done = moodboard("watch", "Her", "--on", "before 2014 x3", "--rating", "4,5", "--with", "Ana")
    assert "×3" in done.stdout and "before 2014" in done.stdout and "★★★★½" in done.stdout
    logged = answer("watch", "Her (2013)", "--on", "2024-01-19", "--where", "the Rex", "--medium", "35 mm")
    assert isinstance(logged, dict) and logged["date"] == "2024-01-19" and logged["times_seen"] == 4
    film = answer("film", "her")
    assert isinstance(film, dict) and all(set(watch) == WATCH_KEYS for watch in film["watches"])
    assert [(w["date"], w["times"], w["rating"], w["with"]) for w in film["watches"]] == [
        ("2024-01-19", 1, None, []),
        ("../2013", 3, 4.5, ["Ana"]),
    ]


@pytest.mark.usefixtures("her")
def test_lines_are_kept_and_found_by_words_and_feeling() -> None:
    moodboard(
        "line", "Her", "Me too, now we know how.", "--by", "Samantha", "--at", "1:29:14", "--feeling", "calm"
    )
    moodboard("line", "Her", "Another.")
    found = answer("lines", "--feeling", "calm")
    assert isinstance(found, list) and set(found[0]) == {"id", "text", "speaker", "film", "at", "feelings"}
    assert (found[0]["film"], found[0]["at"], found[0]["speaker"]) == ("Her", "1:29:14", "Samantha")
    assert len(found) == 1 and found == answer("lines", "know how")


@pytest.mark.usefixtures("her")
def test_pictures_are_pinned_on_a_board_that_is_made_for_them(tmp_path: Path) -> None:
    for number in range(3):
        Image.new("RGB", (64, 36), (number * 90, 40, 40)).save(tmp_path / f"{number}.png")
    assert (
        "3 pictures"
        in moodboard("pin", "Now we know how", tmp_path / "0.png", tmp_path, "--film", "Her").stdout
    )
    boards = answer("boards")
    assert isinstance(boards, list)
    assert set(boards[0]) == {"id", "title", "film", "pins", "frames", "created", "changed"}
    assert (boards[0]["title"], boards[0]["film"], boards[0]["pins"]) == ("Now we know how", "Her", 3)
    refused(1, "pin", "Empty", tmp_path / "nothing.png")
    (tmp_path / "none").mkdir()
    refused(1, "pin", "Empty", tmp_path / "none")
    assert len(boards) == len(answer("boards"))  # type: ignore[arg-type]


@pytest.mark.usefixtures("her")
def test_stats_count() -> None:
    moodboard("watch", "Her", "--on", "2024-01-19 x2")
    stats = answer("stats")
    keys = {"films", "watches", "times_seen", "rewatches", "shots", "lines", "boards", "most_rewatched"}
    assert isinstance(stats, dict) and set(stats) == keys and stats["times_seen"] == 2
    assert stats["most_rewatched"] == [{"title": "Her", "times_seen": 2}]
    assert answer("stats", "--year", "1999")["watches"] == 0  # type: ignore[index,call-overload]
    assert "times seen" in moodboard("stats").stdout


def test_check_says_whether_everything_is_whole() -> None:
    assert answer("check") == {"ok": True, "problems": []}
    assert moodboard("check").stdout == "Everything is whole.\n"


def test_the_sample_comes_once_and_goes_whole() -> None:
    assert moodboard("sample").returncode == 0
    first = answer("stats")
    assert "already" in moodboard("sample").stdout and answer("stats") == first
    moodboard("sample", "--remove")
    assert answer("films") == [] and answer("boards") == []


def test_what_is_not_there_is_one_line_and_exit_1() -> None:
    assert "Nope" in refused(1, "film", "Nope")
    refused(1, "watch", "Nope")
    refused(1, "line", "Nope", "words")


def test_an_ambiguous_title_lists_the_candidates() -> None:
    for year in (1990, 2017):
        moodboard("add", "It", "--year", year)
    said = refused(1, "film", "It")
    assert "1990" in said and "2017" in said
    assert answer("film", "It (1990)")["year"] == 1990  # type: ignore[index,call-overload]


@pytest.mark.usefixtures("her")
@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["watch"],
        ["watch", "Her", "--rating", "4.2"],
        ["films", "--sort", "mood"],
        ["films", "--limit", "0"],
        ["add", " "],
        ["line", "Her", "x", "--at", "1:99:99"],
        ["films", "--nope"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(words: list[str]) -> None:
    refused(2, *words)


@pytest.mark.parametrize(("code", "words"), [(0, ["films"]), (1, ["film", "Her"]), (2, ["frobnicate"])])
def test_the_process_ends_with_the_code_and_one_line(code: int, words: list[str]) -> None:
    done = said_by_process(*words)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, min(code, 1)), done


@pytest.mark.usefixtures("her")
def test_words_that_are_no_date_change_nothing() -> None:
    refused(1, "watch", "Her", "--on", "the day the sky fell")
    assert answer("film", "Her")["watches"] == []  # type: ignore[index,call-overload]


def test_the_library_may_be_named_before_or_after_the_command(tmp_path: Path) -> None:
    moodboard("--library", tmp_path / "a", "add", "Her")
    moodboard("add", "Ran", "--library", tmp_path / "a")
    films = json.loads(moodboard("films", "--json", f"--library={tmp_path / 'a'}").stdout)
    assert {film["title"] for film in films} == {"Her", "Ran"} and answer("films") == []


def test_version_and_help() -> None:
    assert moodboard("--version").stdout.startswith("moodboard ")
    helped = moodboard("--help").stdout
    assert "examples:" in helped and "letterboxd" in helped.lower()
    assert "--feeling" in moodboard("line", "--help").stdout


def test_letters_that_the_output_cannot_hold_stop_no_answer() -> None:
    moodboard("add", "花樣年華 ★")
    done = said_by_process("films", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0 and not done.stderr
    listed = said_by_process("films", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(listed.stdout)[0]["title"] == "花樣年華 ★"


def test_a_reader_that_has_seen_enough_hears_no_complaint() -> None:
    moodboard("sample")
    command = [sys.executable, "-m", "moodboard", "lines", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""


@pytest.mark.usefixtures("her")
@pytest.mark.parametrize(
    "words",
    [
        ["films"],
        ["film", "Her"],
        ["watch", "Her"],
        ["lines"],
        ["boards"],
        ["stats"],
        ["check"],
        ["imports"],
        ["sample"],
    ],
)
def test_commands_other_than_export_import_no_qt(words: list[str]) -> None:
    program = (
        "import sys; from moodboard.__main__ import main\n"
        f"code = main({words!r})\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))]\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("her")
def test_reading_commands_need_no_pillow_and_no_zips() -> None:
    program = (
        "import sys; from moodboard.__main__ import main; main(['films'])\n"
        "assert not {'PIL', 'zipfile', 'numpy', 'moodboard.services.importing'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "way"), [("page.html", "moodboard export"), ("board.txt", ".moodboard")])
def test_send_writes_no_board_under_the_name_of_something_else(
    library: Path, tmp_path: Path, name: str, way: str
) -> None:
    moodboard("sample", "--library", library)
    told = moodboard("send", "Now we know how", tmp_path / name, "--library", library)
    assert told.returncode == 1
    assert way in told.stderr
    assert not (tmp_path / name).exists()
