# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole library out into one file, and back: nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library_worlds import World, build, everything, worlds
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.query import FilmQuery
from moodboard.services import (
    board_locks,
    boards,
    check,
    films,
    importing,
    library,
    library_archive,
    library_export,
    restoring,
    sample,
    watches,
)
from moodboard.store import database, library_rows, tables
from moodboard.store.pins import style_from_json

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "library.json"}


def rewritten(path: Path, to: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write a copy of a ZIP with other bytes in it."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(to, "w") as other:
        for name in archive.namelist():
            data = change(name, archive.read(name))
            if data is not None:
                other.writestr(name, data)
    return to


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a library with the sample in it; no library is open."""
    library.open_library(tmp_path / "mine")
    sample.add_sample()
    library_export.export(tmp_path / "mine.zip")
    library.close_library()
    return tmp_path / "mine.zip"


# Nothing is lost


def test_every_table_goes_along_or_is_known_to_stay() -> None:
    out = {sheet.name for sheet in library_rows.sheets()}
    assert out | library_rows.LEFT_OUT == {table._meta.table_name for table in tables.TABLES}


def test_a_restored_library_writes_the_very_same_file(backup: Path, tmp_path: Path) -> None:
    restored = restoring.restore(backup, tmp_path / "new")
    assert not restored.problems and restored.kept is None and restored.pictures == 17
    library.open_library(tmp_path / "new")
    library_export.export(tmp_path / "again.zip")
    whole = check.check()
    library.close_library()
    assert members(tmp_path / "again.zip") == members(backup) and whole.ok


@SLOW
@given(world=worlds())
def test_any_library_comes_back_as_it_was(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("world")
    library.open_library(folder / "mine")
    build(world)
    before = everything()
    library_export.export(folder / "x.zip")
    library.close_library()
    restoring.restore(folder / "x.zip", folder / "restored")
    library.open_library(folder / "restored")
    assert everything() == before and check.check().ok
    library.close_library()
    library.open_library(folder / "merged")
    report = importing.run([folder / "x.zip"])
    assert not report.problems and everything() == before and check.check().ok
    again = importing.run([folder / "x.zip"])
    assert again.import_id is None and everything() == before
    if report.import_id:
        importing.undo(report.import_id)
    assert library.is_empty() and check.check().ok
    library.close_library()


def test_the_bin_the_settings_and_imports_come_along(tmp_path: Path) -> None:
    library.open_library(tmp_path / "mine")
    export = tmp_path / "diary.csv"
    export.write_text("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
                      "2024-01-01,Her,2013,https://boxd.it/a1,4,,,2024-01-01\n")  # fmt: skip
    importing.run([export])
    gone, _ = films.add_film(Film("Gone"))
    films.bin_film(gone.id)
    board, _ = boards.create_board("Mood")
    board_locks.set_locked(board.id, True)
    library_export.export(tmp_path / "x.zip")
    library.close_library()
    restoring.restore(tmp_path / "x.zip", tmp_path / "new")
    library.open_library(tmp_path / "new")
    assert films.restore_film(gone.id) and board_locks.is_locked(board.id)
    importing.undo(importing.imports()[0].id)
    assert [row.title for row in films.film_rows(FilmQuery())] == ["Gone"]
    library.close_library()


def test_letters_of_all_kinds_come_back(library: Path, tmp_path: Path) -> None:
    title = 'NUL\0, "quotes",\r\nrow 2; ‏עברית عربي 🎬 =1+1  \u2028'
    with database.write():
        database.rows("INSERT INTO setting (name, value) VALUES ('odd', ?)", (title,))
    library_export.export(tmp_path / "x.zip")
    restored = tmp_path / "new"
    from moodboard.services import library as service

    service.close_library()
    restoring.restore(tmp_path / "x.zip", restored)
    service.open_library(restored)
    with database.read():
        assert database.rows("SELECT value FROM setting WHERE name = 'odd'") == [(title,)]


# The file


def test_each_table_is_json_and_pictures_are_their_own_bytes(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        page = json.loads(archive.read("library.json"))
        told = {name: len(json.loads(archive.read(f"tables/{name}.json"))) for name in page["tables"]}
        pictures = [one for one in archive.infolist() if one.filename.startswith("pictures/")]
    assert page["moodboard library"] == 1 and told == page["tables"] and told["film"] == 9
    assert len(pictures) == 17 and all(one.compress_type == zipfile.ZIP_STORED for one in pictures)


def test_a_cancelled_backup_leaves_no_file(library: Path, tmp_path: Path) -> None:
    sample.add_sample()

    def stop(_done: int, _total: int) -> None:
        raise CancelledError

    for write in (library_export.export, library_export.export_csv):
        (tmp_path / "out").mkdir(exist_ok=True)
        with pytest.raises(CancelledError):
            write(tmp_path / "out" / "x.zip", stop)
        assert not list((tmp_path / "out").iterdir())


def test_a_missing_picture_is_told_and_the_rest_is_written(library: Path, tmp_path: Path) -> None:
    sample.add_sample()
    next(library.glob("pictures/*/*.jpg")).unlink()
    done = library_export.export(tmp_path / "x.zip")
    assert len(done.missing) == 1 and done.pictures == 16


def test_a_backup_goes_into_no_folder_that_is_not_there(library: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no folder"):
        library_export.export(tmp_path / "nowhere" / "x.zip")


# Plain CSV


def test_plain_csv_has_one_file_a_table_and_films_by_name(library: Path, tmp_path: Path) -> None:
    film, _ = films.add_film(Film('Comma, "quote"', 2013, directors=("A. B.", "C, D")))
    watches.log_watch(Watch(film.id, note="two\r\nrows 🎬"))
    done = library_export.export_csv(tmp_path / "csv")
    text = (tmp_path / "csv" / "watch.csv").read_bytes().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (row["film_title"], row["film_year"], row["note"]) == (film.title, "2013", "two\r\nrows 🎬")
    assert {path.stem for path in (tmp_path / "csv").iterdir()} == set(done.rows)


def test_plain_csv_goes_into_a_zip_too_and_over_nothing(library: Path, tmp_path: Path) -> None:
    library_export.export_csv(tmp_path / "x.zip")
    assert "film.csv" in zipfile.ZipFile(tmp_path / "x.zip").namelist()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    with pytest.raises(KnownError, match="there already"):
        library_export.export_csv(tmp_path / "full")


# Hostile files


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("film", {"uuid": "f", "title": ""}),
        ("film", {"uuid": "f", "title": "x", "year": "2013"}),
        ("film", {"uuid": "f", "title": "x", "rating_own": 11}),
        ("film", {"uuid": "f", "title": "x", "runtime": 10**30}),
        ("film", {"uuid": "f", "title": "\ud800"}),
        ("watch", {"uuid": "w", "film": None}),
        ("watch", {"uuid": "w", "film": "f", "edtf": "2024-13-45"}),
        ("watch", {"uuid": "w", "film": "f", "times": 0}),
        ("still", {"uuid": "s", "picture": "x", "width": 0, "height": 1}),
        ("pin", {"uuid": "p", "board": "b", "kind": "bomb", "x": 0, "y": 0, "width": 1, "height": 1}),
        ("pin", {"uuid": "p", "board": "b", "kind": "note", "x": 1e300, "y": 0, "width": 1, "height": 1}),
        ("pin", {"uuid": "p", "board": "b", "kind": "still", "x": 0, "y": 0, "width": 1, "height": 1}),
        ("film", None),
        ("film", [1]),
        ("theme", {"uuid": "t"}),
    ],
)
def test_a_row_that_is_none_is_refused(table: str, row: Any) -> None:
    with pytest.raises(ValueError, match=r"\bits?\b"):
        library_rows.checked(library_rows.sheet(table), row)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@given(ANYTHING)
def test_any_style_is_one_that_boards_can_read(style: Any) -> None:
    pin = {"uuid": "p", "board": "b", "kind": "note", "x": 0, "y": 0, "width": 1, "height": 1}
    try:
        row = library_rows.checked(
            library_rows.sheet("pin"), pin | {"style": {"opacity": style, "text": style}}
        )
    except ValueError:
        return
    assert isinstance(style_from_json(row["style"]).opacity, float | int)


def test_a_damaged_or_cut_file_is_one_sentence(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    no_page = rewritten(
        backup, tmp_path / "no.zip", lambda name, data: b"[]" if name == "library.json" else data
    )
    for data in (whole[: len(whole) // 2], b"PK\x03\x04", b"", no_page.read_bytes()):
        (tmp_path / "bad.zip").write_bytes(data)
        with pytest.raises(KnownError):
            restoring.restore(tmp_path / "bad.zip", tmp_path / "new")
    assert not (tmp_path / "new" / "library.db").exists()


def test_a_table_that_breaks_off_restores_nothing(backup: Path, tmp_path: Path) -> None:
    cut = rewritten(
        backup, tmp_path / "cut.zip", lambda name, data: data[:-200] if name == "tables/watch.json" else data
    )
    with pytest.raises(KnownError, match="damaged"):
        restoring.restore(cut, tmp_path / "new")
    assert not (tmp_path / "new" / "library.db").exists()


def test_a_file_of_a_newer_program_is_refused(backup: Path, tmp_path: Path) -> None:
    newer = rewritten(
        backup, tmp_path / "newer.zip", lambda _name, data: data.replace(b'"0001_initial"', b'"9999_later"')
    )
    with pytest.raises(KnownError, match="newer"):
        restoring.restore(newer, tmp_path / "new")


def test_names_lead_nowhere_else(backup: Path, tmp_path: Path) -> None:
    climbing = rewritten(
        backup,
        tmp_path / "bad.zip",
        lambda name, data: data.replace(b'"pictures/', b'"../../pictures/') if "still" in name else data,
    )
    restored = restoring.restore(climbing, tmp_path / "new")
    assert restored.rows["still"] == 0 and restored.rows["film"] == 9
    assert not (tmp_path.parent / "pictures").exists()


def test_a_picture_with_other_bytes_is_left_out_and_told(backup: Path, tmp_path: Path) -> None:
    other = rewritten(
        backup, tmp_path / "bad.zip", lambda name, data: b"no" if name.endswith(".jpg") else data
    )
    restored = restoring.restore(other, tmp_path / "new")
    assert restored.pictures < 17 and len(restored.problems) == 17 - restored.pictures
    assert all("damaged" in problem for problem in restored.problems)


def test_only_our_zips_are_taken_for_libraries(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("diary.csv", "Date,Name")
    assert library_archive.is_library(backup)
    assert not library_archive.is_library(tmp_path / "other.zip")
    assert not library_archive.is_library(tmp_path)
