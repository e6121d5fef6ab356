# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue made of IMDb's files, which may be anything."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

import catalogue_files as files
from catalogue_files import found
from moodboard.domain.catalogue import Table
from moodboard.domain.errors import KnownError
from moodboard.services import catalogue, check, films, library_export
from moodboard.store import catalogue as store
from moodboard.store import catalogue_making


@pytest.fixture
def made(library: Path, tmp_path: Path) -> Path:
    """A catalogue of a few films; the library's folder."""
    catalogue.index(files.some(tmp_path / "imdb"))
    return library


# Making


def test_titles_alone_suffice(library: Path, tmp_path: Path) -> None:
    report = catalogue.index(files.some(tmp_path)[:1])
    assert report.status.films == 7 and report.read == (Table.BASICS,) and not report.problems
    assert catalogue.suggest("harbour exp")[0].directors == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2), (2, 0, 1), (0, 2, 1)])
def test_files_may_come_one_at_a_time_in_any_order(
    library: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    paths = files.some(tmp_path)
    for number in order:
        catalogue.index([paths[number]])
    assert found("harbour")[:2] == ["The Harbour", "Harbour"]
    assert catalogue.suggest("harbour exp")[0].directors == ("Lam Wai",)
    assert catalogue.suggest("the harbour")[0].directors == ("Ana Voss", "Ilse Brandt")
    assert set(catalogue.status().tables) == {Table.BASICS, Table.CREW, Table.NAMES}


def test_a_folder_unpacked_files_and_other_names_do_as_well(library: Path, tmp_path: Path) -> None:
    for path in files.some(tmp_path / "a"):
        shutil.move(path, tmp_path / "a" / f"download {path.name}")
    files.write(tmp_path / "a", "title.basics", files.BASICS, [files.title(1, "Unpacked")], packed=False)
    files.write(tmp_path / "a", "title.akas", "titleId\tordering\ttitle", ["tt1\t1\tx"])
    os.utime(tmp_path / "a" / "download title.basics.tsv.gz", (1, 1))
    catalogue.index([tmp_path / "a"])
    assert found("unpacked") == ["Unpacked"]  # the newer of two


def test_a_newer_file_takes_the_place_of_the_older(made: Path, tmp_path: Path) -> None:
    newer = files.write(
        tmp_path / "new", "title.basics", files.BASICS, [files.title(12, "The Harbour Again")]
    )
    catalogue.index([newer])
    assert found("harbour") == ["The Harbour Again"]
    assert catalogue.suggest("harbour")[0].directors == ("Ana Voss", "Ilse Brandt")


def test_the_same_files_again_change_nothing(made: Path, tmp_path: Path) -> None:
    before = (made / store.FILE).stat().st_ino
    assert catalogue.index([tmp_path / "imdb"]).read == ()
    assert (made / store.FILE).stat().st_ino == before


def test_columns_may_be_in_another_order_and_more_than_known(library: Path, tmp_path: Path) -> None:
    header = "primaryTitle\ttconst\tsomething\ttitleType"
    catalogue.index([files.write(tmp_path, "x", header, ["Barley\ttt0000001\tnew\tmovie"])])
    assert found("bar") == ["Barley"]


def test_rows_that_cannot_be_read_are_counted_and_the_others_kept(library: Path, tmp_path: Path) -> None:
    rows = [files.title(1, "Barley"), "tt2\tmovie", "", "garbage", files.title(3, "Road"), "\\N\tmovie\tx\tx"]
    report = catalogue.index([files.write(tmp_path, "title.basics", files.BASICS, rows)])
    assert report.unreadable == 3 and report.status.films == 2


def test_windows_line_ends_a_byte_order_mark_and_no_last_line_end_are_fine(
    library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "title.basics.tsv"
    file.write_bytes(
        (
            "\ufeff" + files.BASICS + "\r\n" + files.title(1, "Barley") + "\r\n" + files.title(2, "Road")
        ).encode()
    )
    catalogue.index([file])
    assert found("barley") == ["Barley"] and found("road") == ["Road"]


def test_titles_are_taken_without_what_steers_a_terminal(library: Path, tmp_path: Path) -> None:
    catalogue.index([files.write(tmp_path, "b", files.BASICS, [files.title(1, "Bar\x1b[31mley\x00")])])
    assert found("bar") == ["Bar[31mley"]


def test_progress_never_goes_back_and_ends_whole(library: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    catalogue.index(files.some(tmp_path), lambda done, total: steps.append((done, total)))
    assert [done for done, _total in steps] == sorted(done for done, _total in steps)
    assert steps[-1][0] == steps[-1][1] and len({total for _done, total in steps}) == 1


# What may go wrong


def test_a_file_cut_short_is_a_sentence_and_leaves_the_old_catalogue(made: Path, tmp_path: Path) -> None:
    rows = [files.title(number, f"Barley {number}") for number in range(1, 3000)]
    file = files.write(tmp_path / "cut", "title.basics", files.BASICS, rows)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(KnownError, match=r"title\.basics\.tsv\.gz is damaged or was not downloaded whole"):
        catalogue.index([file])
    assert found("harbour exp") == ["Harbour Express"] and not found("barley")


def test_damage_in_the_middle_of_a_side_table_costs_only_that_table(library: Path, tmp_path: Path) -> None:
    paths = files.some(tmp_path)
    data = bytearray(paths[1].read_bytes())
    data[-6] ^= 0xFF
    paths[1].write_bytes(data)
    report = catalogue.index(paths)
    assert report.status.films == 7 and "title.crew.tsv.gz is damaged" in report.problems[0]
    assert report.status.tables == (Table.BASICS, Table.NAMES)


def test_a_damaged_new_table_leaves_the_one_there_was(made: Path, tmp_path: Path) -> None:
    basics = files.write(
        tmp_path / "n", "title.basics", files.BASICS, [files.title(11, "Harbour Express II")]
    )
    crew = files.write(tmp_path / "n", "title.crew", files.CREW, [files.crew(11, 8)] * 500)
    crew.write_bytes(crew.read_bytes()[:-9])
    assert len(catalogue.index([basics, crew]).problems) == 1
    assert catalogue.suggest("harbour")[0].directors == ("Lam Wai",)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("letter.txt", b"Dear Ana,\nthe sea is calm.\n", "is none of IMDb’s tables"),
        ("title.akas.tsv", b"titleId\tordering\ttitle\n", "is IMDb’s title.akas, which is not needed"),
        ("empty.tsv", b"", "is empty"),
        ("page.tsv.gz", b"<html>404</html>", "is none of IMDb’s tables"),
        ("noise.tsv.gz", b"\x1f\x8b" + bytes(range(200)), "damaged or was not downloaded whole"),
        ("endless.tsv", b"x" * 3_000_000, "is none of IMDb’s tables"),
    ],
)
def test_a_wrong_file_is_a_sentence(library: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KnownError, match=said):
        catalogue.index([tmp_path / name])
    assert not (library / store.PART).exists() and not (library / store.FILE).exists()


def test_a_missing_file_and_a_folder_without_tables_are_sentences(library: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nowhere.tsv.gz", tmp_path / "empty"):
        with pytest.raises(KnownError):
            catalogue.index([path])


def test_a_row_that_never_ends_is_a_sentence(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "title.basics.tsv"
    file.write_bytes(files.BASICS.encode() + b"\n" + b"x" * 5_000_000)
    with pytest.raises(KnownError, match="one of its rows never ends"):
        catalogue.index([file])


def test_a_file_of_noise_under_a_right_first_row_is_not_taken(made: Path, tmp_path: Path) -> None:
    file = files.write(tmp_path / "n", "title.basics", files.BASICS, ["noise"] * 50)
    with pytest.raises(KnownError, match="most of its rows"):
        catalogue.index([file])
    assert found("harbour exp") == ["Harbour Express"]


def test_a_full_disk_is_a_sentence_and_gives_its_room_back(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_making, "MOST_PAGES", 60)
    rows = [files.title(number, f"Barley {number} {'x' * 90}") for number in range(1, 5000)]
    with pytest.raises(KnownError, match="The disk is full"):
        catalogue.index([files.write(tmp_path / "n", "title.basics", files.BASICS, rows)])
    assert not list(made.glob("catalogue-new.db*")) and found("harbour exp") == ["Harbour Express"]


def test_two_at_a_time_is_a_sentence(library: Path, tmp_path: Path) -> None:
    paths = files.some(tmp_path)
    with catalogue_making.Making(library, lambda: None), pytest.raises(KnownError, match="already"):
        catalogue.index(paths)
    assert catalogue.index(paths).status.films == 7


def test_a_broken_catalogue_is_said_once_and_made_anew(made: Path, tmp_path: Path) -> None:
    store.close()
    (made / store.FILE).write_bytes(b"no database" * 500)
    assert catalogue.suggest("harbour") == ()
    with pytest.raises(KnownError, match="Make it again"):
        catalogue.status()
    assert catalogue.index([tmp_path / "imdb"]).status.films == 7


def test_a_broken_half_made_one_is_begun_anew(library: Path, tmp_path: Path) -> None:
    (library / store.PART).write_bytes(b"no database" * 500)
    assert catalogue.index(files.some(tmp_path)).status.films == 7


def test_removed_it_is_gone_and_films_stay(made: Path) -> None:
    film, _ = catalogue.add_film(catalogue.suggest("harbour exp")[0])
    assert catalogue.remove() and not catalogue.remove()
    assert not list(made.glob("catalogue*")) and catalogue.suggest("harbour") == ()
    assert films.film(film.id).imdb == "tt0000011"


def test_check_and_backup_know_nothing_of_it(made: Path, tmp_path: Path) -> None:
    assert check.check().ok
    library_export.export(tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as archive:
        assert not [name for name in archive.namelist() if "catalogue" in name]
