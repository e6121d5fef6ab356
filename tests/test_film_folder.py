# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of films: told by names alone, unsure ones asked about, all remembered in short transactions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film
from moodboard.qt import plurals
from moodboard.qt.jobs import JobRunner
from moodboard.services import film_files, film_folder, films
from moodboard.services.film_folder import Doubt
from moodboard.ui.dialogs.film_folder_dialog import FilmFolderDialog

pytestmark = pytest.mark.usefixtures("library")


def file(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def add(title: str, year: int | None = None) -> int:
    return films.add_film(Film(title, year=year))[0].id


def test_names_and_folders_tell_films_and_nothing_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    her, paris = add("Her", 2013), add("Paris, Texas", 1984)
    one = file(tmp_path, "Her.2013.1080p.BluRay.mkv")
    two = file(tmp_path, "Paris, Texas (1984)/disc.mkv")
    stranger = file(tmp_path, "Nobody Knows (2004).mp4")
    for name in ("Her (2013)/extras/deleted.mkv", "Her-trailer.mp4", "show.S01E02.mkv", "notes.txt"):
        file(tmp_path, name)

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", refuse)
    found = film_folder.scan(tmp_path)
    assert found.sure == ((one, her), (two, paris)) and found.unknown == (stranger,)
    assert found.films == 2 and found.looked_at == 3


def test_a_name_of_several_films_is_not_guessed(tmp_path: Path) -> None:
    old, new = add("Suspiria", 1977), add("Suspiria", 2018)
    path = file(tmp_path, "Suspiria.mkv")
    assert film_folder.scan(tmp_path).unsure == (Doubt(path, (old, new)),)


def test_a_title_that_goes_on_behind_the_name_is_asked_about(tmp_path: Path) -> None:
    borat = add("Borat: Cultural Learnings", 2006)
    path = file(tmp_path, "Borat (2006).mkv")
    assert film_folder.scan(tmp_path).unsure == (Doubt(path, (borat,)),)


def test_what_was_found_is_remembered_and_what_was_said_before_stays(tmp_path: Path) -> None:
    her, other = add("Her", 2013), add("Other", 2000)
    mine, said = file(tmp_path, "Her.mkv"), file(tmp_path, "Her (2013).mkv")
    film_files.found([(said, other)])
    changes = film_folder.remember(film_folder.scan(tmp_path).sure)
    assert [Path(one.path) for one in film_files.of_film(her)] == [mine] and her in changes.films
    assert [Path(one.path) for one in film_files.of_film(other)] == [said]
    assert not film_folder.remember(film_folder.scan(tmp_path).sure)


def test_it_can_be_stopped_and_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    for number in range(100):
        file(tmp_path, f"film {number}.mkv")

    def stop(done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        film_folder.scan(tmp_path, stop)
    with pytest.raises(KnownError, match="cannot be looked into"):
        film_folder.scan(tmp_path / "gone")


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[FilmFolderDialog]:
    plurals.install()
    jobs = JobRunner()
    window = QWidget()
    qtbot.addWidget(window)
    yield FilmFolderDialog(jobs, "", window)
    jobs.stop_all()


def test_the_dialog_counts_asks_and_remembers(dialog: FilmFolderDialog, qtbot: QtBot, tmp_path: Path) -> None:
    her, new = add("Her", 2013), add("Suspiria", 2018)
    add("Suspiria", 1977)
    file(tmp_path, "Her.mkv")
    doubtful = file(tmp_path, "Suspiria.mkv")
    dialog.look(tmp_path)
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.keep_button.isEnabled())
    assert dialog.told.text().startswith("Here: the files of 1 film of your library. 1 file may be")
    (field,) = dialog.fields()
    assert field.currentData() is None and field.count() == 3
    field.setCurrentIndex(field.findData(new))
    with qtbot.waitSignal(dialog.remembered) as done:
        dialog.keep()
    assert done.args is not None and done.args[1] == 2
    assert len(film_files.of_film(her)) == 1
    assert [Path(one.path) for one in film_files.of_film(new)] == [doubtful]


def test_a_folder_without_films_says_so(dialog: FilmFolderDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    dialog.look(tmp_path / "empty")
    qtbot.waitUntil(lambda: dialog.told.text() == "There is no film file in this folder.")
