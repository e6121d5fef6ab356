# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists, merging and the bin on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from moodboard.cli import main as cli
from moodboard.domain.film import Film
from moodboard.services import films, library


@pytest.fixture
def three(tmp_path: Path) -> None:
    """Put three films into the default library, and close it."""
    library.open_library(tmp_path / "Moodboard")
    for title in ("Her", "Hers", "Paris"):
        films.add_film(Film(title, earlier_watches=1))
    library.close_library()


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert cli.main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("three")
def test_a_list_is_made_filled_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    made = answer(capsys, "list", "Rainy", "--add", "Paris", "--add", "Her", "--note", "wet", "--ranked")
    assert [(one["title"], one["note"]) for one in made["films"]] == [("Paris", "wet"), ("Her", "wet")]
    assert made["ranked"] is True
    assert cli.main(["list", "Rainy", "--remove", "Paris"]) == 0
    assert "1.  Her  wet" in capsys.readouterr().out
    assert [(one["name"], one["films"]) for one in answer(capsys, "lists")] == [("Rainy", 1)]


@pytest.mark.usefixtures("three")
def test_a_list_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "Sunny"]) == 1
    assert "No list is called 'Sunny'" in capsys.readouterr().err


@pytest.mark.usefixtures("three")
def test_merging_makes_two_films_one_and_keeps_a_backup(capsys: pytest.CaptureFixture[str]) -> None:
    merged = answer(capsys, "merge", "Her", "Hers")
    assert merged["times_seen"] == 2 and Path(merged["backup"]).exists()
    assert len(answer(capsys, "films")) == 2
    assert cli.main(["merge", "Her", "Her"]) == 1


@pytest.mark.usefixtures("three")
def test_the_bin_is_listed_taken_from_and_emptied(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    library.open_library(tmp_path / "Moodboard")
    for title in ("Her", "Paris"):
        films.bin_film(films.find_film(title).id)
    library.close_library()
    there = answer(capsys, "bin")
    assert {one["title"] for one in there} == {"Her", "Paris"}
    her = next(one["id"] for one in there if one["title"] == "Her")
    assert [one["title"] for one in answer(capsys, "bin", "--take-out", her)] == ["Paris"]
    assert cli.main(["bin", "--take-out", "nothing"]) == 1
    assert answer(capsys, "bin", "--empty") == {"gone": 1, "stays": 0}
    assert {one["title"] for one in answer(capsys, "films")} == {"Her", "Hers"}
