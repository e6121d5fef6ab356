# SPDX-License-Identifier: GPL-3.0-or-later
"""A watched folder: each picture once and when it is whole, over closings, vanished folders and claims."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.qt.jobs import JobRunner
from moodboard.qt.screenshot_folder import ScreenshotFolder
from moodboard.qt.settings import SCREENSHOTS_ON
from moodboard.services import films, stills
from moodboard.services.screenshot_looks import PATIENCE, REST, FolderLooks
from moodboard.ui.dialogs.screenshots_dialog import ScreenshotsDialog
from moodboard.ui.screenshots_control import ScreenshotsControl
from moodboard.wiring import Program


def picture(file: Path, number: int = 0) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 36), (number * 20 % 256, 60, 90)).save(file)
    return file


# -- looking ---------------------------------------------------------------------------------------


@pytest.fixture
def looks(tmp_path: Path) -> FolderLooks:
    """A folder with one old picture that was seen."""
    picture(tmp_path / "shots" / "old.png")
    made = FolderLooks(tmp_path / "shots", tmp_path / "memory.txt")
    assert made.look(0).arrived == ()
    return made


def rested(looks: FolderLooks, at: float) -> list[str]:
    """Look twice, as far apart as a file has to rest."""
    looks.look(at)
    return [path.name for path in looks.look(at + REST).arrived]


def test_what_was_there_is_left_alone_and_what_comes_is_told_once(looks: FolderLooks) -> None:
    picture(looks.folder / "new.png")
    assert looks.look(1).waiting
    assert [path.name for path in looks.look(1 + REST).arrived] == ["new.png"]
    assert rested(looks, 50) == []


def test_a_picture_half_written_waits_until_it_is_whole(looks: FolderLooks) -> None:
    whole = picture(looks.folder.parent / "whole.png").read_bytes()
    (looks.folder / "slow.png").write_bytes(whole[:60])
    assert rested(looks, 1) == [] and looks.look(2).waiting
    (looks.folder / "slow.png").write_bytes(whole)
    assert rested(looks, 3) == ["slow.png"]


def test_a_picture_that_stays_broken_is_given_up(looks: FolderLooks) -> None:
    (looks.folder / "broken.png").write_bytes(b"no picture at all")
    looks.look(1)
    assert not looks.look(2 + PATIENCE).waiting and rested(looks, 60) == []


def test_drafts_count_when_they_get_their_name(looks: FolderLooks) -> None:
    for name in ("a.png.part", ".b.png", "c.tmp"):
        (looks.folder / name).write_bytes((looks.folder / "old.png").read_bytes())
    assert rested(looks, 1) == []
    (looks.folder / "a.png.part").rename(looks.folder / "a.png")
    assert rested(looks, 40) == ["a.png"]


def test_many_come_in_the_order_they_were_written(looks: FolderLooks) -> None:
    for number in range(30):
        made = picture(looks.folder / f"s{29 - number}.png", number)
        os.utime(made, (1_700_000_000 + number, 1_700_000_000 + number))
    assert rested(looks, 1) == [f"s{29 - number}.png" for number in range(30)]


def test_what_came_while_the_program_was_closed_is_found(looks: FolderLooks) -> None:
    picture(looks.folder / "at night.png")
    again = FolderLooks(looks.folder, looks.folder.parent / "memory.txt")
    assert rested(again, 1) == ["at night.png"]
    assert rested(FolderLooks(looks.folder, looks.folder.parent / "memory.txt"), 1) == []


def test_another_folder_begins_with_what_is_there(looks: FolderLooks) -> None:
    picture(looks.folder.parent / "other" / "x.png")
    other = FolderLooks(looks.folder.parent / "other", looks.folder.parent / "memory.txt")
    assert rested(other, 1) == []


def test_a_folder_that_vanished_goes_on_where_it_was(looks: FolderLooks) -> None:
    away = looks.folder.rename(looks.folder.parent / "away")
    assert looks.look(1).gone
    picture(away / "meanwhile.png")
    away.rename(looks.folder)
    assert rested(looks, 2) == ["meanwhile.png"]


def test_folders_inside_are_looked_into(looks: FolderLooks) -> None:
    picture(looks.folder / "Her (2013)" / "mpv-shot0001.png")
    assert rested(looks, 1) == ["mpv-shot0001.png"]


def test_a_memory_that_is_rubbish_is_begun_anew(looks: FolderLooks) -> None:
    (looks.folder.parent / "memory.txt").write_bytes(b"\xff\xfe\x00rubbish")
    assert rested(FolderLooks(looks.folder, looks.folder.parent / "memory.txt"), 1) == []


# -- watching --------------------------------------------------------------------------------------


@pytest.fixture
def watched(qtbot: QtBot, tmp_path: Path) -> Iterator[ScreenshotFolder]:
    """An empty folder that is watched."""
    (tmp_path / "shots").mkdir()
    jobs = JobRunner()
    made = ScreenshotFolder(jobs, tmp_path / "memory.txt")
    made.watch(tmp_path / "shots", fresh=True)
    qtbot.waitUntil(lambda: (tmp_path / "memory.txt").exists())
    yield made
    made.stop()
    jobs.stop_all()


def test_a_new_picture_is_told_by_itself(watched: ScreenshotFolder, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(watched.arrived, timeout=9000) as came:
        picture(tmp_path / "shots" / "new.png")
    assert came.args == [tmp_path / "shots" / "new.png"]


def test_who_claims_the_pictures_gets_them_alone(
    watched: ScreenshotFolder, qtbot: QtBot, tmp_path: Path
) -> None:
    mine: list[Path] = []
    told: list[Path] = []
    receiver = mine.append
    watched.arrived.connect(told.append)
    watched.claim(receiver)
    picture(tmp_path / "shots" / "one.png", 1)
    qtbot.waitUntil(lambda: len(mine) == 1, timeout=9000)
    watched.release(receiver)
    assert not watched.is_claimed
    picture(tmp_path / "shots" / "two.png", 2)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=9000)
    assert [path.name for path in mine] == ["one.png"] and [path.name for path in told] == ["two.png"]


def test_a_folder_that_goes_and_comes_is_said(
    watched: ScreenshotFolder, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(watched.gone, timeout=9000):
        (tmp_path / "shots").rename(tmp_path / "away")
        watched.look()
    with qtbot.waitSignal(watched.back, timeout=9000):
        (tmp_path / "away").rename(tmp_path / "shots")
        watched.look()
    with qtbot.waitSignal(watched.arrived, timeout=9000):
        picture(tmp_path / "shots" / "again.png")


# -- keeping ---------------------------------------------------------------------------------------


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    films.add_film(Film("Her", year=2013))
    made = Program()
    made.settings.set(SCREENSHOTS_ON, False)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def control_of(program: Program) -> ScreenshotsControl:
    return program.film_files.screenshots


def said(program: Program) -> str:
    return program.board_page.bar.words or program.pane.bar.words()


def test_a_shot_that_came_is_kept_and_told_with_its_way_back(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    control = control_of(program)
    control.folder.arrived.emit(picture(tmp_path / "Her-01.29.14.250.png"))
    words = "A shot from Her at 1:29:14 was kept."
    qtbot.waitUntil(lambda: said(program) == words, timeout=9000)
    her = films.find_film("Her").id
    assert [shot.timecode for shot in stills.stills_of_film(her)] == [5354.25]
    program.history.undo()
    assert stills.stills_of_film(her) == ()
    program.history.redo()
    assert len(stills.stills_of_film(her)) == 1


def test_several_that_came_together_are_one_sentence_and_one_undo(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(3):
        file = picture(tmp_path / f"Her-00.00.1{number}.png", number)
        control_of(program).folder.arrived.emit(file)
    qtbot.waitUntil(lambda: said(program) == "3 shots from Her were kept.", timeout=9000)
    program.history.undo()
    assert stills.stills_of_film(films.find_film("Her").id) == ()


def test_pictures_that_tell_nothing_are_left_alone_when_that_was_wanted(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "shots").mkdir()
    control_of(program).watch(tmp_path / "shots", told_only=True)
    control_of(program).folder.arrived.emit(picture(tmp_path / "desktop.png", 1))
    control_of(program).folder.arrived.emit(picture(tmp_path / "Her-00.00.10.png", 2))
    her = films.find_film("Her").id
    qtbot.waitUntil(lambda: len(stills.stills_of_film(her)) == 1, timeout=9000)
    assert stills.stills_of_film(None) == ()


def test_watching_is_off_until_it_is_chosen_and_stays_on_over_a_restart(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    control = control_of(program)
    control.start()
    assert control.folder.folder is None
    (tmp_path / "shots").mkdir()
    control.watch(tmp_path / "shots")
    assert control.folder.folder == tmp_path / "shots" and program.settings.get(SCREENSHOTS_ON)
    control.folder.stop()
    control.start()
    assert control.folder.folder == tmp_path / "shots"
    control.stop_watching()
    assert control.folder.folder is None and not program.settings.get(SCREENSHOTS_ON)


def test_the_dialog_offers_folders_and_says_what_is_missing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ScreenshotsDialog((tmp_path,), None, False)
    qtbot.addWidget(dialog)
    assert dialog.folder() == tmp_path and dialog.stop_button.isHidden()
    with qtbot.waitSignal(dialog.watch_requested) as asked:
        dialog.keep()
    assert asked.args == [tmp_path, False]
    empty = ScreenshotsDialog((), None, False)
    qtbot.addWidget(empty)
    empty.keep()
    assert empty.error() == "Choose a folder first."


def test_a_folder_that_vanishes_and_comes_back_is_told(program: Program, tmp_path: Path) -> None:
    folder = control_of(program).folder
    folder.gone.emit(str(tmp_path / "shots"))
    assert said(program) == "The folder “shots” is gone. What it holds is kept once it is back."
    folder.back.emit(str(tmp_path / "shots"))
    assert said(program) == "The folder “shots” is back, and watched again."
