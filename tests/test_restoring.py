# SPDX-License-Identifier: GPL-3.0-or-later
"""A library brought back from its ZIP: whole or not at all, and what was there is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film
from moodboard.domain.query import FilmQuery
from moodboard.services import check, films, library, library_export, restoring, sample, window_lock


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a library with the sample in it; no library is open."""
    library.open_library(tmp_path / "mine")
    sample.add_sample()
    library_export.export(tmp_path / "mine.zip")
    library.close_library()
    return tmp_path / "mine.zip"


def test_restoring_over_a_library_keeps_what_was_there(backup: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    library.open_library(theirs)
    films.add_film(Film("Mine"))
    library.close_library()
    kept = restoring.restore(backup, theirs).kept
    assert kept is not None
    library.open_library(theirs)
    assert films.find_film("Her") and check.check().ok
    library.close_library()
    (theirs / "library.db").write_bytes(kept.read_bytes())
    library.open_library(theirs)
    assert films.find_film("Mine")
    library.close_library()


def test_pictures_of_what_was_there_stay_for_its_backup(backup: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    library.open_library(empty)
    library_export.export(tmp_path / "empty.zip")
    library.close_library()
    restoring.restore(backup, empty)
    restored = restoring.restore(tmp_path / "empty.zip", empty)
    library.open_library(empty)
    assert library.is_empty() and len(list(empty.glob("pictures/*/*.jpg"))) == 17
    assert check.check().ok
    assert restored.kept is not None
    restored.kept.unlink()
    assert len(check.check().problems) == 17
    library.close_library()


def test_a_damaged_library_is_replaced_and_kept(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "library.db").write_bytes(b"SQLite format 3\0 and nothing more")
    kept = restoring.restore(backup, folder).kept
    assert kept is not None and kept.read_bytes().endswith(b"nothing more")
    library.open_library(folder)
    assert films.find_film("Her")
    library.close_library()


def test_restore_refuses_while_a_window_is_open(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    code = (
        "import sys, pathlib; from PySide6.QtCore import QCoreApplication, QLockFile;"
        f"lock = QLockFile({str(folder / 'lock')!r}); lock.setStaleLockTime(0); assert lock.tryLock(0);"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as window:
        assert window.stdout is not None and window.stdout.readline() == "held\n"
        with pytest.raises(KnownError, match="Close its window"):
            restoring.restore(backup, folder)
        window.kill()
    restoring.restore(backup, folder)  # a lock that a crash left is in nobody's way
    assert not (folder / "lock").exists()


def test_no_window_opens_while_a_library_is_restored(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QLockFile;"
        f"lock = QLockFile({str(tmp_path / 'lock')!r}); lock.setStaleLockTime(0); print(lock.tryLock(0))"
    )
    with window_lock.held(tmp_path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_restore_refuses_while_another_program_has_the_library(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "busy"
    code = (
        "import sys, pathlib; from moodboard.services import library, films;"
        f"library.open_library(pathlib.Path({str(folder)!r})); films.count_films();"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(KnownError, match="Another Moodboard"):
            restoring.restore(backup, folder)
        other.kill()


def test_a_cancelled_restore_changes_nothing(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine2"
    library.open_library(folder)
    films.add_film(Film("Mine"))
    library.close_library()

    def stop(done: int, total: int) -> None:
        if done > total * 0.6:
            raise CancelledError

    with pytest.raises(CancelledError):
        restoring.restore(backup, folder, stop)
    library.open_library(folder)
    assert films.count_films() == 1 and check.check().ok and not (folder / restoring.STAGE).exists()
    library.close_library()


@pytest.mark.skipif(os.name == "nt", reason="killed by a signal")
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8, 0.99])
def test_killed_in_the_middle_it_leaves_a_whole_library(backup: Path, tmp_path: Path, share: float) -> None:
    folder = tmp_path / "mine2"
    library.open_library(folder)
    films.add_film(Film("Mine"))
    library.close_library()
    code = (
        "import os, pathlib, signal; from moodboard.services import restoring\n"
        "def stop(done, total):\n"
        f"    if done >= total * {share}: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"restoring.restore(pathlib.Path({str(backup)!r}), pathlib.Path({str(folder)!r}), stop)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    library.open_library(folder)
    titles = {row.title for row in films.film_rows(FilmQuery())}
    assert (titles == {"Mine"} or "Her" in titles) and check.check().ok
    library.close_library()
    restoring.restore(backup, folder)
    library.open_library(folder)
    assert films.find_film("Her") and check.check().ok
    library.close_library()
