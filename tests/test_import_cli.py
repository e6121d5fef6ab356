# SPDX-License-Identifier: GPL-3.0-or-later
"""import and imports on the command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from command_line import said_here as moodboard
from letterboxd_files import DIARY, FILM, HER, entry, table, whole_export, write, zipped

FILE_KEYS = {"file", "kind", "rows", "added", "updated", "skipped", "problems"}
TOTALS = {"films", "watches", "ratings", "reviews", "lists", "lines", "stills", "boards"}


def test_import_prints_what_became_of_every_row(tmp_path: Path) -> None:
    file = zipped(tmp_path / "e.zip", whole_export())
    done = moodboard("import", file, "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0 and not done.stderr
    assert set(report["totals"]) == TOTALS and report["totals"]["watches"] == 6
    for row in report["files"]:
        assert set(row) == FILE_KEYS
        assert row["rows"] == row["added"] + row["updated"] + row["skipped"] + len(row["problems"])


def test_a_problem_has_file_line_and_reason(tmp_path: Path) -> None:
    write(tmp_path, {"diary.csv": table(DIARY, [entry(1, rating="9")])})
    report = json.loads(moodboard("import", tmp_path / "diary.csv", "--json").stdout)
    problem = report["files"][0]["problems"][0]
    assert set(problem) == {"file", "line", "reason"} and problem["line"] == 2


def test_hearts_alone_are_not_nothing_new(tmp_path: Path) -> None:
    moodboard(
        "import", zipped(tmp_path / "e.zip", {"watched.csv": table(FILM, [["2020-01-01", "Her", 2013, HER]])})
    )
    said = moodboard(
        "import",
        zipped(tmp_path / "f.zip", {"likes/films.csv": table(FILM, [["2020-01-01", "Her", 2013, HER]])}),
    ).stdout
    assert "1 row told more of what is here" in said and "Nothing new" not in said


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    file = zipped(tmp_path / "e.zip", whole_export())
    assert "Would add 7 films" in moodboard("import", file, "--dry-run").stdout
    assert json.loads(moodboard("films", "--json").stdout) == []


def test_imports_are_listed_and_taken_back(tmp_path: Path) -> None:
    moodboard("import", zipped(tmp_path / "e.zip", whole_export()))
    runs = json.loads(moodboard("imports", "--json").stdout)
    assert [(run["kind"], run["source"], run["films"]) for run in runs] == [("letterboxd", "e.zip", 7)]
    assert "taken back: 7 films" in moodboard("import", "--undo", runs[0]["id"]).stdout
    assert json.loads(moodboard("films", "--json").stdout) == []
    again = moodboard("import", "--undo", runs[0]["id"])
    assert again.returncode == 1 and len(again.stderr.splitlines()) == 1


def test_what_cannot_be_read_is_one_line_and_exit_1(tmp_path: Path) -> None:
    write(tmp_path / "e", {"diary.csv": b"\0" * 100})
    for path in (tmp_path / "e", tmp_path / "nowhere.zip"):
        done = moodboard("import", path)
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done


def test_wrong_usage_is_exit_2(tmp_path: Path) -> None:
    for words in (["import"], ["import", "--undo", "x"], ["import", tmp_path, "--undo", "1"]):
        done = moodboard(*words)
        assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done


def test_ctrl_c_stops_with_130_and_whole_batches(tmp_path: Path) -> None:
    rows = [entry(n, f"Film {n}") for n in range(30_000)]
    write(tmp_path, {"diary.csv": table(DIARY, rows)})
    program = (
        "import os, signal, sys\n"
        # A shell starts what runs behind it with the signal ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from moodboard.cli import importing, main\n"
        "show = importing._Progress.show\n"
        "def stop(self, done, total):\n"
        "    if done > 200: os.kill(os.getpid(), signal.SIGINT)\n"
        "importing._Progress.show = stop\n"
        f"sys.exit(main.main(['import', {str(tmp_path / 'diary.csv')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 130 and done.stderr.count("\n") == 1 and signal.SIGINT
    assert 0 < len(json.loads(moodboard("films", "--json").stdout)) < 30_000
    assert moodboard("check").returncode == 0


def test_any_table_comes_in_by_a_mapping(tmp_path: Path) -> None:
    write(tmp_path, {"mine.csv": "Film,Seen\nHer,19/01/2024\n"})
    refused = moodboard("import", tmp_path / "mine.csv")
    assert refused.returncode == 1 and "title=Film,date=Seen" in refused.stdout + refused.stderr
    said = moodboard("import", tmp_path / "mine.csv", "--map", "title=Film,date=Seen", "--json")
    assert json.loads(said.stdout)["totals"]["watches"] == 1
    assert moodboard("import", tmp_path / "mine.csv", "--map", "colour=Film").returncode == 1


def test_an_unsure_film_is_listed_and_answered(tmp_path: Path) -> None:
    moodboard("add", "Her", "--year", 2014)
    history = "title,year,tmdbId,imdbId,watchedAt\nHer,2013,152601,,2024-01-19\n"
    file = write(tmp_path, {"history.csv": history}) / "history.csv"
    (unsure,) = json.loads(moodboard("import", file, "--dry-run", "--json").stdout)["unsure"]
    assert [film["year"] for film in unsure["candidates"]] == [2014]
    moodboard("import", file, "--answer", f"{unsure['key']}=new")
    assert len(json.loads(moodboard("films", "--json").stdout)) == 2


def test_a_report_is_saved_as_words_and_as_a_table(tmp_path: Path) -> None:
    file = write(tmp_path, {"diary.csv": table(DIARY, [entry(1, rating="9")])}) / "diary.csv"
    moodboard("import", file, "--dry-run", "--report", tmp_path / "r.txt")
    moodboard("import", file, "--report", tmp_path / "r.csv")
    assert "line 2: '9' is not a rating" in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert "problem," in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_each_service_says_how_to_get_its_export() -> None:
    assert "Export" in moodboard("import", "--help-service", "letterboxd").stdout
    assert moodboard("import", "--help-service", "nobody").returncode == 1
