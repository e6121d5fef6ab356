# SPDX-License-Identifier: GPL-3.0-or-later
"""From a shot, a line or a film to its file: there, moved away, unknown; and the film page's own list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from film_page_ui import keep_line, keep_shots
from moodboard.domain.film import Film
from moodboard.domain.kept_file import KeptFile
from moodboard.services import boards, film_files, films, intake, stills
from moodboard.ui import messages
from moodboard.ui.film.film_page import FilmPage
from moodboard.ui.pages import BOARDS, CAPTURE
from moodboard.wiring import Program


class Asked:
    """Notes what the capture page is asked to open."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def open_at(self, kept: str, seconds: float) -> bool:
        self.asked.append((kept, seconds))
        return True


@dataclass
class Scene:
    """The program with a film, two shots of it and a line; what the capture page was asked for."""

    program: Program
    page: Asked
    film: int
    shots: list[str]
    line: str
    folder: Path
    offered: list[Path] = field(default_factory=list)
    """What the file dialog answers."""

    def bar(self) -> str:
        current = self.program.window.pages.current()
        return current.bar.words() if current is not None else self.program.board_page.bar.words

    def click_way(self) -> None:
        """Click the link beside the sentence on the board."""
        self.program.board_page.bar.ways[0].click()

    def keep_file(self, name: str, there: bool = True) -> KeptFile:
        path = self.folder / name
        if there:
            path.write_bytes(b"film")
        film_files.found([(path, self.film)])
        kept = film_files.for_path(path)
        assert kept is not None
        return kept


@pytest.fixture
def scene(qtbot: QtBot, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    film = films.add_film(Film("Her", year=2013))[0].id
    board, _changes = boards.create_board("Her", film)
    shots = keep_shots(film, tmp_path, 2)
    line = keep_line(film, "The window is mine.", 300.0).uuid
    boards.apply_edit(board.id, intake.pin_pictures(board.id, list(stills.stills(shots).values())))
    program = Program()
    qtbot.addWidget(program.window)
    page = Asked()
    monkeypatch.setattr(program.pages.capture.page(), "open_at", page.open_at)
    with qtbot.waitExposed(program.window):
        program.show()
    program.open_board(board.id)
    made = Scene(program, page, film, shots, line, tmp_path)

    def choose(_parent: object, _title: str, _filters: Sequence[str] = (), _folder: str = "") -> list[Path]:
        return made.offered

    monkeypatch.setattr(messages, "choose_files", choose)
    yield made
    program.close()


def choose_first_pin(scene: Scene) -> None:
    page = scene.program.board_page
    pin = next(pin for pin in page.editor.own_pins() if pin.still == scene.shots[0])
    page.canvas.select((pin.uuid,))
    page.canvas.setFocus()


def test_o_on_a_shot_of_the_board_opens_its_film_there(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv")
    choose_first_pin(scene)
    QTest.keyClick(scene.program.board_page.canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 60.0)])
    assert scene.program.window.pages.name() == CAPTURE


def test_a_line_opens_its_film_where_it_is_said(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv")
    scene.program.pane.tray.line_film_requested.emit(scene.line)
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 300.0)])


def test_o_in_the_tray_opens_the_chosen_shots_film(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv")
    scene.program.pane.choose_film(scene.film)
    shots = scene.program.pane.tray.shot_list
    shots.setFocus()
    shots.setCurrentIndex(shots.model().index(1, 0))
    QTest.keyClick(shots, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 120.0)])


def test_the_file_a_shot_was_taken_from_comes_before_others(scene: Scene, qtbot: QtBot) -> None:
    scene.keep_file("Her - another cut.mkv")
    kept = scene.keep_file("Her.mkv")
    shot = intake.take_in([Path(_picture(scene.folder / "Her.mkv-00.10.00.000.png"))]).stills[0]
    assert shot.film_file == kept.uuid
    scene.program.film_files.open_film.still(shot.uuid)
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 600.0)])


def _picture(file: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (64, 36), (1, 2, 3)).save(file)
    return file


def test_a_file_that_went_away_is_said_and_found_again(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv", there=False)
    scene.program.film_files.open_film.still(scene.shots[0])
    qtbot.waitUntil(lambda: scene.bar() == "Her.mkv is not where it was.")
    assert scene.page.asked == []
    moved = scene.folder / "elsewhere.mkv"
    moved.write_bytes(b"film")
    scene.offered = [moved]
    scene.click_way()
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 60.0)])
    again = film_files.by_uuid(kept.uuid)
    assert again is not None and Path(again.path) == moved


def test_a_film_without_a_file_asks_which_it_is_and_remembers(scene: Scene, qtbot: QtBot) -> None:
    scene.program.film_files.open_film.still(scene.shots[0])
    assert scene.bar() == "Which file is “Her”?"
    path = scene.folder / "disc.mkv"
    path.write_bytes(b"film")
    scene.offered = [path]
    scene.click_way()
    qtbot.waitUntil(lambda: len(scene.page.asked) == 1)
    assert [Path(one.path) for one in film_files.of_film(scene.film)] == [path]
    assert scene.page.asked[0][1] == 60.0


def test_giving_the_dialog_up_leaves_all_as_it_was(scene: Scene) -> None:
    scene.program.film_files.open_film.still(scene.shots[0])
    scene.click_way()
    assert scene.page.asked == [] and film_files.of_film(scene.film) == ()


def test_a_shot_of_no_film_says_so(scene: Scene) -> None:
    stills.set_film([scene.shots[0]], None)
    scene.program.film_files.open_film.still(scene.shots[0])
    assert scene.bar().startswith("This shot belongs to no film yet.")


def test_a_film_opens_where_it_was_left(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv")
    film_files.set_place(kept.uuid, 1234.0)
    scene.program.pane.film_file_requested.emit(scene.film)
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 1234.0)])


def test_the_empty_tray_opens_the_film(scene: Scene, qtbot: QtBot) -> None:
    kept = scene.keep_file("Her.mkv")
    stills.bin_stills(scene.shots)
    tray = scene.program.pane.tray
    tray.show_film(scene.film)
    tray.open_film_button.click()
    qtbot.waitUntil(lambda: scene.page.asked == [(kept.uuid, 0.0)])


# -- the film's page -------------------------------------------------------------------------------


@pytest.fixture
def film_page(scene: Scene) -> FilmPage:
    scene.keep_file("Her.mkv")
    scene.program.pages.open_film(scene.film)
    page = scene.program.window.pages.current()
    assert isinstance(page, FilmPage)
    return page


def test_the_page_lists_the_files_and_a_click_opens_one(
    scene: Scene, film_page: FilmPage, qtbot: QtBot
) -> None:
    rows = film_page.view.files.rows
    assert rows.row_words(0) == ("Her.mkv", "not opened yet")
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.rects[0].center())
    qtbot.waitUntil(lambda: len(scene.page.asked) == 1)


def test_the_header_captures(scene: Scene, film_page: FilmPage, qtbot: QtBot) -> None:
    film_page.view.header.capture_button.click()
    qtbot.waitUntil(lambda: len(scene.page.asked) == 1)


def test_a_file_of_another_film_is_parted_and_undo_joins_it(
    scene: Scene, film_page: FilmPage, qtbot: QtBot
) -> None:
    rows = film_page.view.files.rows
    rows.other_film_requested.emit(rows.files()[0].uuid)
    qtbot.waitUntil(lambda: rows.isHidden())
    assert film_page.bar.words() == "Her.mkv is not this film."
    scene.program.history.undo()
    qtbot.waitUntil(lambda: not rows.isHidden())


def test_o_on_a_shot_and_a_line_of_the_page_opens_the_film(
    scene: Scene, film_page: FilmPage, qtbot: QtBot
) -> None:
    view = film_page.view
    view.shots.setFocus()
    view.shots.set_current(1)
    QTest.keyClick(view.shots, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: [at for _uuid, at in scene.page.asked] == [120.0])
    scene.program.pages.open_film(scene.film)
    view.lines.setFocus()
    view.lines.set_current(0)
    QTest.keyClick(view.lines, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: [at for _uuid, at in scene.page.asked] == [120.0, 300.0])


def test_the_choice_on_the_page_gives_a_file_that_was_another_films(
    scene: Scene, film_page: FilmPage, qtbot: QtBot
) -> None:
    other = films.add_film(Film("Paris, Texas", year=1984))[0].id
    path = scene.folder / "wrong.mkv"
    path.write_bytes(b"film")
    film_files.found([(path, other)])
    scene.offered = [path]
    film_page.view.files.choose.click()
    qtbot.waitUntil(lambda: len(scene.page.asked) == 1)
    assert film_files.of_film(other) == () and len(film_files.of_film(scene.film)) == 2
    scene.program.window.pages.go(BOARDS)
