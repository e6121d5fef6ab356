# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables for spreadsheets: readable, safe, whole or not at all, and read again without loss."""

import csv
import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.cli.main import main
from moodboard.domain import plain_csv as domain
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.services import films, importing, library, lines, plain_csv, watches
from moodboard.services.importing import Options


@pytest.fixture
def told(library: Path) -> Film:
    film, _ = films.add_film(
        Film("=SUM(A1)", 2013, ("A. B.", "C; D"), 126, notes="+ two\n- three", themes=("bus",), rating=9)
    )
    watches.log_watch(
        Watch(
            film.id, parse_edtf("2016-21"), 3, 9, "@home, “again”\nsecond row", True, ("Ana", "Jo; B"),
            "'-the Rex-", "35 mm", "uncut", False, True, ("rain",),
        )
    )  # fmt: skip
    watches.log_watch(Watch(film.id, parse_edtf("2024-02-29"), rating=8))
    lines.add_line(Line(new_uuid(), "-Now we know how.", film.id, "Samantha", 5354, ("calm",)))
    return film


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_are_words_that_people_read(told: Film, tmp_path: Path) -> None:
    plain_csv.export(tmp_path / "out")
    first, last = rows(tmp_path / "out", "watches")
    assert (first["EDTF"], first["Date"], first["Stars"], first["Finished"]) == (
        "2016-21",
        "spring 2016",
        "4.5",
        "no",
    )
    assert (last["EDTF"], last["Date"], last["Stars"], last["With"]) == ("2024-02-29", "29 Feb 2024", "4", "")
    assert rows(tmp_path / "out", "lines")[0]["At"] == "1:29:14"
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(domain.TABLES)


def test_it_is_rfc_4180_with_a_mark_that_says_utf_8(told: Film, tmp_path: Path) -> None:
    plain_csv.export(tmp_path / "out")
    data = (tmp_path / "out" / "watches.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfTitle,Year,EDTF") and data.count(b"\r\n") == 3
    assert '“again”\nsecond row"'.encode() in data


def test_no_cell_is_a_formula(told: Film, tmp_path: Path) -> None:
    plain_csv.export(tmp_path / "out")
    for name in domain.TABLES:
        for row in rows(tmp_path / "out", name):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text())
def test_what_is_guarded_comes_back(said: str) -> None:
    assert domain.unguarded(domain.guarded(said)) == said
    assert not domain.guarded(said).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_films_and_watches_come_back_the_same(told: Film, tmp_path: Path) -> None:
    before = films.film_page(told.id)
    plain_csv.export(tmp_path / "out")
    library.close_library()
    library.open_library(tmp_path / "other")
    report = importing.run(
        [tmp_path / "out" / "watches.csv", tmp_path / "out" / "films.csv"], options=Options(guess=True)
    )
    assert not report.problems
    after = films.film_page(films.find_film("=SUM(A1)").id)
    kept = ("title", "year", "rating", "directors", "notes", "liked", "watchlist")
    assert [getattr(after.film, name) for name in kept] == [getattr(before.film, name) for name in kept]
    kept = (
        "times",
        "rating",
        "note",
        "rewatch",
        "people",
        "where",
        "medium",
        "cut",
        "finished",
        "liked",
        "themes",
    )
    for mine, theirs in zip(before.watches, after.watches, strict=True):
        assert [getattr(mine, name) for name in kept] == [getattr(theirs, name) for name in kept]
        assert mine.date.edtf == theirs.date.edtf


@pytest.mark.parametrize("name", ["lines", "shots", "lists", "themes", "boards"])
def test_tables_that_hold_no_films_add_none(told: Film, tmp_path: Path, name: str) -> None:
    plain_csv.export(tmp_path / "out")
    library.close_library()
    library.open_library(tmp_path / "other")
    importing.run([tmp_path / "out" / f"{name}.csv"], options=Options(guess=True))
    assert films.count_films() == 0


def test_what_is_in_the_bin_stays_home(told: Film, tmp_path: Path) -> None:
    films.bin_film(told.id)
    assert not any(plain_csv.export(tmp_path / "out").rows.values())


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    told: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(plain_csv._Writer, "write", full)
    with pytest.raises(KnownError, match=r"disk of .* is full"):
        plain_csv.export(tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_a_cancel_leaves_nothing(told: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError

    monkeypatch.setattr(plain_csv, "_STEPS", 1)
    with pytest.raises(CancelledError):
        plain_csv.export(tmp_path / "out", stop)
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_a_folder_that_holds_something_is_left_alone(told: Film, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").touch()
    with pytest.raises(KnownError, match="there already"):
        plain_csv.export(tmp_path / "mine")


def test_the_command_says_what_it_wrote(
    told: Film, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library.close_library()
    assert main(["--library", str(tmp_path / "Moodboard"), "export-csv", str(tmp_path / "out")]) == 0
    assert "1 film, 2 watches, 1 line" in capsys.readouterr().out
