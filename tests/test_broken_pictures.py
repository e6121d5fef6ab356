# SPDX-License-Identifier: GPL-3.0-or-later
"""Odd files and jobs that were killed leave a whole library, and a sentence."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from moodboard.domain.errors import KnownError
from moodboard.services import intake, pictures, pictures_files, stills
from moodboard.services.check import check
from moodboard.store import database


def a_picture(shade: int = 90) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), (shade, 40, 60)).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_pipe_is_refused_and_not_waited_for(library: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(KnownError, match=r"pipe\.jpg is not a file"):
        pictures.read_file(tmp_path / "pipe.jpg")


def test_a_folder_that_cannot_be_looked_into_is_a_problem(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "shots" / "closed"
    closed.mkdir(parents=True)
    (tmp_path / "shots" / "a.png").write_bytes(a_picture())
    walk = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return walk(path)

    monkeypatch.setattr(os, "scandir", refusing)
    done = intake.take_in([tmp_path / "shots"])
    assert [problem.file for problem in done.problems] == [closed]
    assert len(done.stills) == 1


def test_a_file_left_between_the_disk_and_the_rows_does_not_make_the_library_broken(library: Path) -> None:
    taken = pictures.take_in_bytes(a_picture(), "shot.png")
    assert check().ok
    assert check(repair=True).ok
    assert not pictures.original(taken.picture).exists()
    assert not pictures_files.unconfirmed(library)


def test_a_file_left_by_a_killed_job_serves_when_the_picture_comes_again(library: Path) -> None:
    pictures.take_in_bytes(a_picture(), "shot.png")
    stills.add_stills([pictures.take_in_bytes(a_picture(), "shot.png")], None)
    assert not pictures_files.unconfirmed(library)
    assert check(repair=True).repaired == ()


def test_a_picture_is_confirmed_only_when_its_row_is_kept_for_good(library: Path) -> None:
    taken = pictures.take_in_bytes(a_picture(), "shot.png")
    with database.write():
        stills.add_stills([taken], None)
        assert pictures_files.unconfirmed(library)
    stills.add_stills([taken], None)
    assert not pictures_files.unconfirmed(library)


def test_a_picture_that_cannot_be_read_is_not_called_changed(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stills.add_stills([pictures.take_in_bytes(a_picture(), "shot.png")], None)

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read" in check().problems[0]
