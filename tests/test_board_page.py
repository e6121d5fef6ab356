# SPDX-License-Identifier: GPL-3.0-or-later
"""The board page under the hands of a person."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, Pin, PinKind, Place
from moodboard.domain.dates import VagueDate
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Watch
from moodboard.services import boards, films, stills, watches
from open_board import Make, make_page

__all__ = ["make_page"]


def picture(folder: Path, name: str, colour: str = "red", size: tuple[int, int] = (160, 90)) -> Path:
    file = folder / name
    Image.new("RGB", size, colour).save(file)
    return file


def drop(qtbot: QtBot, it: SimpleNamespace, *files: Path) -> None:
    with qtbot.waitSignal(it.page.intake.laid, timeout=20_000):
        it.page.intake.take_files(files, (300.0, 300.0))
    qtbot.waitUntil(lambda: not it.page.intake.is_busy)


def test_pictures_that_come_are_pinned_apart_and_chosen(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page()
    drop(
        qtbot,
        it,
        *(picture(tmp_path, f"{n}.png", colour) for n, colour in enumerate(("red", "blue", "lime"))),
    )
    pins = it.editor.own_pins()
    assert len(pins) == 3
    assert set(it.canvas.selected()) == {pin.uuid for pin in pins}
    assert not any(a.place.rect.meets(b.place.rect) for a in pins for b in pins if a is not b)
    assert {it.editor.stills[pin.still].film_id for pin in pins} == {it.film}


def test_a_second_drop_does_not_cover_the_first(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    drop(qtbot, it, picture(tmp_path, "a.png"))
    drop(qtbot, it, picture(tmp_path, "b.png", "blue"))
    a, b = it.editor.own_pins()
    assert not a.place.rect.meets(b.place.rect)


def test_a_file_that_is_no_picture_is_told_and_the_rest_goes_in(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page()
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"nothing")
    drop(qtbot, it, picture(tmp_path, "a.png"), bad)
    assert len(it.editor.own_pins()) == 1
    assert it.page.bar.words == "1 of 2 could not be read."
    assert [way.text() for way in it.page.bar.ways] == ["Show"]


def test_a_board_that_knows_no_film_asks_and_the_answer_counts_for_both(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page(film="")
    drop(qtbot, it, picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "blue"))
    assert it.page.bar.words == "Two shots. From which film?"
    qtbot.keyClicks(it.page.bar.field, "Window Seat")
    qtbot.keyClick(it.page.bar.field, Qt.Key.Key_Return)
    film = films.find_film("Window Seat")
    assert it.editor.board.film_id == film.id
    assert len(stills.stills_of_film(film.id)) == 2


def test_a_picture_in_the_clipboard_is_pasted(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(it.page.intake.laid, timeout=20_000):
        it.book.action("edit.paste").trigger()
    still = it.editor.stills[it.editor.own_pins()[0].still]
    assert (still.width, still.height) == (120, 80)
    qtbot.waitUntil(lambda: not it.page.intake.is_busy)


def test_words_in_the_clipboard_become_a_line(make_page: Make) -> None:
    it = make_page()
    QGuiApplication.clipboard().setText("Now we know how.")
    it.book.action("edit.paste").trigger()
    (pin,) = it.editor.own_pins()
    assert pin.kind is PinKind.LINE
    assert it.editor.text_of(pin.uuid) == "Now we know how."


def test_what_is_copied_is_pins_words_and_a_picture(make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Now we know how.", 0, 0)
    it.canvas.select((pin,))
    it.book.action("edit.copy").trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Now we know how."
    assert mime.hasImage()
    assert QImage(mime.imageData()).width() > 100
    it.book.action("edit.paste").trigger()
    assert len(it.editor.own_pins()) == 2


def test_undo_and_redo_are_offered_when_there_is_something(make_page: Make) -> None:
    it = make_page()
    assert not it.page.tools.undo.isEnabled()
    it.editor.add_note("a", 0, 0)
    assert it.page.tools.undo.isEnabled()
    it.page.tools.undo.click()
    assert not it.editor.own_pins()
    assert it.page.tools.redo.isEnabled()


def test_an_empty_board_says_what_to_do(make_page: Make) -> None:
    it = make_page()
    assert it.page.hint.words == "Drag a shot here, or paste a picture."
    assert it.page.hint.isVisible()
    it.editor.add_note("a", 0, 0)
    assert not it.page.hint.isVisible()


def test_the_view_is_remembered_for_each_board(make_page: Make) -> None:
    it = make_page()
    other, _ = boards.create_board("Another")
    it.canvas.set_view(BoardView(120, 40, 0.5))
    it.page.open_board(other.id)
    it.canvas.set_view(BoardView(0, 0, 2.0))
    it.page.open_board(it.board.id)
    assert it.canvas.view().zoom == pytest.approx(0.5)
    assert it.canvas.view().x == pytest.approx(120, abs=2)


def test_a_first_opening_shows_everything_but_never_above_100_per_cent(
    make_page: Make,
) -> None:
    it = make_page()
    note = Pin("n", PinKind.NOTE, Place(5000, 0, 100, 40), text="far")
    board, _ = boards.create_board("Far", None, (note,))
    it.page.open_board(board.id)
    assert it.canvas.view().zoom == pytest.approx(1.0)
    assert it.canvas.viewport.board.meets(note.place.rect)


def test_the_status_counts_pins_and_says_that_it_is_saved(make_page: Make) -> None:
    it = make_page()
    it.editor.add_note("a", 0, 0)
    assert it.page.header.status.words == "Her · 1 pin · saved a moment ago"


def test_the_header_grows_with_words_that_became_longer(make_page: Make) -> None:
    it = make_page()
    status = it.page.header.status
    status.show_facts("A film with a name that is far longer than the title of its board", 1, "")
    assert status.width() >= status.sizeHint().width()
    assert it.page.header.width() >= status.width()


def test_a_failed_save_is_told_and_tried_again(
    qtbot: QtBot, make_page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = make_page()

    def refuse(_board: int, _edit: BoardEdit) -> None:
        raise KnownError("The disk is full. Make room and try again.")

    with monkeypatch.context() as patch:
        patch.setattr(boards, "apply_edit", refuse)
        it.editor.add_note("a", 0, 0)
        assert it.page.header.status.words == "The disk is full. Make room and try again. Try again"
    status = it.page.header.status
    qtbot.mouseClick(status, Qt.MouseButton.LeftButton, pos=QPoint(status.sizeHint().width() - 12, 8))
    assert "saved" in status.words
    assert len(boards.open_board(it.board.id).pins) == 1


def test_a_title_is_renamed_in_place(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    title = it.page.header.title
    qtbot.mouseDClick(title, Qt.MouseButton.LeftButton, pos=QPoint(10, 15))
    assert title.is_renaming
    qtbot.keyClicks(title.field, "Twelve times")
    qtbot.keyClick(title.field, Qt.Key.Key_Return)
    assert boards.open_board(it.board.id).board.title == "Twelve times"
    it.book.action("edit.undo").trigger()
    assert boards.open_board(it.board.id).board.title == "Now we know how"


def watched(it: SimpleNamespace, years: tuple[int, ...]) -> list[str]:
    made = []
    for year in years:
        day = date(year, 3, 12)
        watch, changes = watches.log_watch(Watch(it.film, VagueDate(day.isoformat(), day, day)))
        it.events.publish(changes, None)
        made.append(watch.uuid)
    return made


def test_the_scrubber_fades_later_pins_and_editing_comes_back_to_now(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    first, second = watched(it, (2014, 2020))
    pins = [
        Pin(f"{n}", PinKind.NOTE, Place(0, 100 * n, 100, 40), text=f"{n}", watch=watch)
        for n, watch in enumerate((first, second))
    ]
    it.editor.push(BoardEdit(after=tuple(pins)), "two")
    scrubber = it.page.scrubber
    assert scrubber.axis.isVisible()
    assert scrubber.number == 2
    scrubber.axis.setFocus()
    qtbot.keyClick(scrubber.axis, Qt.Key.Key_Left)
    assert scrubber.number == 1
    qtbot.waitUntil(lambda: it.canvas._faded == {"1": 0.0})
    it.editor.add_note("new", 0, 300)
    assert scrubber.is_now
    assert it.canvas._faded == {}


def test_without_two_watches_only_the_zoom_is_shown(make_page: Make) -> None:
    it = make_page()
    it.editor.add_note("a", 0, 0)
    assert not it.page.scrubber.axis.isVisible()
    assert it.page.scrubber.zoom.isVisible()


def test_play_walks_from_the_first_watch_to_now(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    uuids = watched(it, (2014, 2016, 2020))
    pins = [
        Pin(f"{n}", PinKind.NOTE, Place(0, 100 * n, 100, 40), text=f"{n}", watch=watch)
        for n, watch in enumerate(uuids)
    ]
    it.editor.push(BoardEdit(after=tuple(pins)), "three")
    scrubber = it.page.scrubber
    scrubber._clock.setInterval(1)
    numbers: list[int] = []
    scrubber.number_changed.connect(numbers.append)
    scrubber.play_button.click()
    qtbot.waitUntil(lambda: not scrubber.is_playing)
    assert numbers == [1, 2, 3]


def test_the_zoom_control_shows_and_changes_the_zoom(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    zoom = it.page.scrubber.zoom
    it.canvas.set_view(BoardView(0, 0, 0.5))
    assert zoom.percent.text() == "50%"
    zoom.percent.click()
    qtbot.waitUntil(lambda: zoom.percent.text() == "100%")
    zoom.more.click()
    qtbot.waitUntil(lambda: zoom.percent.text() == "125%")


def test_a_frame_is_laid_around_the_board(make_page: Make) -> None:
    it = make_page()
    it.editor.add_note("a", 0, 0)
    it.page.tools.frame_requested.emit("phone")
    frame = next(pin for pin in it.editor.own_pins() if pin.kind is PinKind.FRAME)
    assert frame.style.preset == "phone"
    assert frame.place.height / frame.place.width == pytest.approx(2532 / 1170)
    assert it.canvas.selected() == (frame.uuid,)


def test_every_control_has_a_name(make_page: Make) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit

    it = make_page()
    controls = [
        control
        for kind in (QAbstractButton, QAbstractSlider, QLineEdit)
        for control in it.page.findChildren(kind)
        if not control.objectName().startswith("qt_")
    ]
    assert controls
    nameless = [c for c in controls if not c.accessibleName() and c.isVisibleTo(it.page)]
    assert not nameless


def test_every_action_of_the_board_has_a_handler(make_page: Make) -> None:
    from moodboard.ui.actions import ACTIONS

    it = make_page()
    ids = [spec.id for spec in ACTIONS if spec.id.split(".")[0] in ("board", "add", "edit", "pin")]
    assert [name for name in ids if not it.book.action(name).receivers("2triggered(bool)")] == []


def test_a_board_that_was_opened_opens_next_time_whatever_ended_this_one(make_page: Make) -> None:
    it = make_page()
    other, _ = boards.create_board("Another")
    it.page.open_board(other.id)
    assert boards.last_opened() == other.id
