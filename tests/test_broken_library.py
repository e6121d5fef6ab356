# SPDX-License-Identifier: GPL-3.0-or-later
"""A library folder that something happened to: a sentence with a way on, and nothing made worse."""

from pathlib import Path

import pytest

from moodboard.domain.errors import DamagedError, KnownError
from moodboard.domain.film import Film
from moodboard.services import films, library
from moodboard.services.check import check
from moodboard.store import database


def spoil(folder: Path, start: int, end: int) -> None:
    file = folder / "library.db"
    data = bytearray(file.read_bytes())
    data[start:end] = b"\xaa" * len(data[start:end])
    file.write_bytes(data)


def filled(folder: Path) -> None:
    library.open_library(folder)
    with database.write():
        for number in range(400):
            films.add_film(Film(f"film {number}", notes="n" * 200))
    library.daily_backup()
    library.close_library()


def test_a_damaged_file_names_the_backup_to_bring_back(tmp_path: Path) -> None:
    filled(tmp_path)
    spoil(tmp_path, 4096, 1 << 30)
    with pytest.raises(DamagedError, match=r"backups.library-.*\.db"):
        library.open_library(tmp_path)


def test_damage_further_in_is_a_problem_of_the_check_and_not_a_crash(tmp_path: Path) -> None:
    filled(tmp_path)
    size = (tmp_path / "library.db").stat().st_size
    spoil(tmp_path, size // 2, size // 2 + 40_000)
    library.open_library(tmp_path)
    assert not check().ok
    report = check(repair=True)
    assert not report.ok and "backups" in report.problems[0]
    library.close_library()


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("")
    with pytest.raises(KnownError, match="backups is not a folder"):
        library.open_library(tmp_path)
