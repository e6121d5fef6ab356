# SPDX-License-Identifier: GPL-3.0-or-later
"""films with filters, search and smart on the command line."""

import json
import shutil
from pathlib import Path

import pytest

from moodboard.cli.main import main
from moodboard.services import films, library, sample


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sampled") / "lib"
    library.open_library(folder)
    sample.add_sample()
    library.close_library()
    return folder


@pytest.fixture
def folder(sampled: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(sampled, tmp_path / "lib"))


def asked(capsys: pytest.CaptureFixture[str], folder: str, *typed: str) -> list[str]:
    assert main(["--library", folder, "films", "--json", *typed]) == 0
    return [film["title"] for film in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["--with", "ana"], ["Window Seat", "Her"]),
        (["--decade", "2010s", "--sort", "year"], ["Tides for Two", "Barley", "Her"]),
        (["--from-year", "1995", "--to-year", "2001", "--sort", "year"], ["Umbrella Weather", "Snow, Later"]),
        (["--min-times", "9"], ["Window Seat", "Her"]),
        (["--max-rating", "3.5", "--min-times", "2"], ["Barley"]),
        (["--director", "Spike Jonze", "--has", "lines"], ["Her"]),
        (["--sort", "rewatches", "--reverse", "--limit", "1"], ["The Blue Apartment"]),
    ],
)
def test_filters_are_flags(
    capsys: pytest.CaptureFixture[str], folder: str, typed: list[str], wanted: list[str]
) -> None:
    assert asked(capsys, folder, *typed) == wanted


def test_a_smart_list_is_saved_used_renamed_and_binned(
    capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    asked(capsys, folder, "--with", "Ana", "--save", "With Ana")
    assert asked(capsys, folder, "--smart", "with ana", "--min-times", "12") == ["Her"]
    assert main(["--library", folder, "smart", "With Ana", "--rename", "Us", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["name"], told["films"], told["asks"]) == ("Us", 2, "With Ana")
    assert main(["--library", folder, "smart", "Us", "--bin"]) == 0
    assert main(["--library", folder, "films", "--smart", "Us"]) == 1
    assert "No smart list is called 'Us'" in capsys.readouterr().err


def test_search_prints_every_kind(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    assert main(["--library", folder, "search", "snow"]) == 0
    printed = capsys.readouterr().out
    assert "Films (1)\n  Snow, Later (1996)" in printed and "Your words" in printed
    assert main(["--library", folder, "search", "know how", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["lines"]["total"] >= 1
    (start, length) = found["lines"]["found"][0]["match"]
    assert found["lines"]["found"][0]["text"][start : start + length].lower() == "know"


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    assert main(["--library", folder, "search", "zzzz"]) == 0
    assert capsys.readouterr().out == "Nothing was found.\n"


@pytest.mark.parametrize("typed", [["--decade", "2013"], ["--min-times", "-1"], ["--has", "moon"]])
def test_wrong_flags_are_usage(folder: str, typed: list[str]) -> None:
    assert main(["--library", folder, "films", *typed]) == 2


def test_the_sample_has_names_to_choose_from(folder: str) -> None:
    from moodboard.domain.film_filters import Facet

    library.open_library(Path(folder))
    assert films.facet_values(Facet.WITH, "an")[0].name.lower() == "ana"
    library.close_library()
