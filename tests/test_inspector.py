# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of tools under what is chosen."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, PinKind, Rect
from moodboard.services import films, lines, stills
from moodboard.services.pictures import take_in_file
from moodboard.ui.board import veil
from open_board import Make, make_page

__all__ = ["make_page"]


def still_on(
    it: SimpleNamespace, tmp_path: Path, x: float = 0.0, y: float = 0.0, colour: str = "orange"
) -> str:
    file = tmp_path / f"{colour}.png"
    Image.new("RGB", (320, 180), colour).save(file)
    (still,), _ = stills.add_stills([take_in_file(file)], it.film, [760.0])
    (pin,) = it.editor.add_stills([still], x, y)
    return pin


def test_it_stands_below_what_is_chosen(make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_note("a", 0, 0)
    it.canvas.set_view(BoardView(0, 0, 1.0))
    it.canvas.select((pin,))
    card, place = it.page.inspector.inspector, it.canvas.to_screen(it.editor.pins[pin].place.rect)
    assert card.isVisible()
    assert card.y() == round(place.bottom()) + 22
    assert card.x() == round(place.left()) - 4


def test_it_stands_above_when_there_is_no_room_below(make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_note("a", 0, 0)
    it.canvas.set_view(BoardView(0, -330, 1.0))
    it.canvas.select((pin,))
    place = it.canvas.to_screen(it.editor.pins[pin].place.rect)
    assert it.page.inspector.inspector.geometry().bottom() < place.top()


def test_it_hides_while_pins_move(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_note("a note to drag", 0, 0)
    it.canvas.set_view(BoardView(0, 0, 1.0))
    it.canvas.select((pin,))
    centre = it.canvas.to_screen(it.editor.pins[pin].place.rect).center().toPoint()
    qtbot.mousePress(it.canvas, Qt.MouseButton.LeftButton, pos=centre)
    qtbot.mouseMove(it.canvas, centre + QPoint(40, 0))
    qtbot.mouseMove(it.canvas, centre + QPoint(80, 0))
    assert not it.page.inspector.inspector.isVisible()
    qtbot.mouseRelease(it.canvas, Qt.MouseButton.LeftButton, pos=centre + QPoint(80, 0))
    assert it.page.inspector.inspector.isVisible()


def test_each_kind_has_its_tools(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pins = {
        "still": still_on(it, tmp_path),
        "line": it.editor.type_line("x", 400, 0),
        "note": it.editor.add_note("x", 400, 100),
        "frame": it.editor.add_frame("Phone", Rect(100, 100, 100, 200), "phone"),
    }
    tools = {}
    for kind, pin in pins.items():
        it.canvas.select((pin,))
        tools[kind] = list(it.page.inspector.inspector.buttons)
    assert tools["still"] == ["crop", "tone", "caption", "order", "remove", "more"]
    assert tools["line"] == ["type", "edit", "facts", "order", "remove", "more"]
    assert tools["note"] == ["type", "edit", "order", "remove", "more"]
    assert tools["frame"] == ["frame", "export", "remove", "more"]
    it.canvas.select(pins.values())
    assert list(it.page.inspector.inspector.buttons)[:2] == ["rows", "align"]


def test_a_drag_of_a_slider_is_one_undo_step(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pin = still_on(it, tmp_path)
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["tone"].click()
    slider = it.page.inspector.popover("tone").warmth.slider
    steps = it.editor.undo_stack.count()
    at = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
    for x in (10, 20, 30):
        qtbot.mouseMove(slider, at + QPoint(x, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 0))
    assert it.editor.pins[pin].style.tone.warmth > 0.2
    assert it.editor.undo_stack.count() == steps + 1
    it.book.action("edit.undo").trigger()
    assert it.editor.pins[pin].style.tone.warmth == 0


def test_greyscale_is_on_and_off(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pin = still_on(it, tmp_path)
    it.canvas.select((pin,))
    it.book.action("pin.greyscale").trigger()
    assert it.editor.pins[pin].style.tone.greyscale
    it.book.action("pin.greyscale").trigger()
    assert not it.editor.pins[pin].style.tone.greyscale


def test_escape_puts_a_popover_away(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    it.canvas.select((still_on(it, tmp_path),))
    it.page.inspector.inspector.buttons["caption"].click()
    popover = it.page.inspector.popover("caption")
    assert popover.isVisible()
    qtbot.keyClick(popover.words, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert it.canvas.selected()


def test_a_click_on_the_board_puts_a_popover_away(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    it.canvas.select((still_on(it, tmp_path),))
    it.page.inspector.inspector.buttons["tone"].click()
    qtbot.mousePress(it.canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 700))
    qtbot.mouseRelease(it.canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 700))
    assert not it.page.inspector.popover("tone").isVisible()


def test_own_words_become_the_caption(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pin = still_on(it, tmp_path)
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["caption"].click()
    popover = it.page.inspector.popover("caption")
    popover.choices["{timecode}"].click()
    assert it.editor.pins[pin].style.caption == "{timecode}"
    qtbot.keyClicks(popover.words, "the letter")
    qtbot.keyClick(popover.words, Qt.Key.Key_Return)
    assert it.editor.pins[pin].style.caption == "the letter"


def test_type_is_changed_and_the_place_follows(make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Stay on the line.", 0, 0)
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["type"].click()
    popover = it.page.inspector.popover("type")
    before = it.editor.pins[pin].place
    popover.size_of.setValue(72)
    popover.italic.click()
    popover.colours.colours.dots[1].click()
    style = it.editor.pins[pin].style.text
    assert (style.size, style.italic, style.colour) == (72.0, True, "#ffffff")
    assert it.editor.pins[pin].place.height > before.height * 1.5


def test_our_faces_come_first(make_page: Make) -> None:
    from moodboard.qt.families import families

    make_page()
    assert families()[:2] == ["Newsreader", "Hanken Grotesk"]


def test_who_says_a_line_is_written_down(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Stay on the line.", 0, 0)
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["facts"].click()
    popover = it.page.inspector.popover("facts")
    qtbot.keyClicks(popover.speaker, "Samantha")
    qtbot.keyClicks(popover.timecode, "0:58:46")
    qtbot.keyClicks(popover.feelings, "missing home, at night")
    qtbot.keyClick(popover.feelings, Qt.Key.Key_Return)
    (line,) = lines.lines_of_film(it.film)
    assert (line.speaker, line.timecode) == ("Samantha", 3526.0)
    assert set(line.feelings) == {"missing home", "at night"}
    assert not popover.isVisible()


def test_a_timecode_that_cannot_be_read_stays_with_a_sentence(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Stay on the line.", 0, 0)
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["facts"].click()
    popover = it.page.inspector.popover("facts")
    qtbot.keyClicks(popover.timecode, "in the middle")
    qtbot.keyClick(popover.timecode, Qt.Key.Key_Return)
    assert popover.isVisible()
    assert popover.problem.text() == "Write the time as 1:29:14, or leave it empty."
    qtbot.keyClick(popover.timecode, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_facts_say_the_timecode(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    it.canvas.select((still_on(it, tmp_path),))
    assert it.page.inspector.inspector.facts.words == "0:12:40"


def test_colours_come_from_a_still_and_are_copied_as_hex(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    it.canvas.select((still_on(it, tmp_path),))
    it.book.action("add.swatches").trigger()
    swatches = next(pin for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES)
    assert it.canvas.selected() == (swatches.uuid,)
    it.page.inspector.inspector.buttons["hex"].click()
    assert QGuiApplication.clipboard().text() == " ".join(swatches.colours)


def test_a_still_becomes_its_films_cover(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pin = still_on(it, tmp_path)
    it.canvas.select((pin,))
    it.page.inspector.do("cover")
    assert films.film(it.film).cover == it.editor.pins[pin].still


def test_chosen_pins_are_laid_in_rows_in_one_step(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pins = [still_on(it, tmp_path, 40 * n, 30 * n, c) for n, c in enumerate(("red", "blue", "lime"))]
    it.canvas.select(pins)
    steps = it.editor.undo_stack.count()
    it.page.inspector.inspector.buttons["rows"].click()
    places = [it.editor.pins[pin].place.rect for pin in pins]
    assert not any(a.meets(b) for a in places for b in places if a is not b)
    assert it.editor.undo_stack.count() == steps + 1


def test_a_frame_is_named_and_reshaped(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_frame("Phone", Rect(0, 0, 117, 253.2), "phone")
    it.canvas.select((pin,))
    it.page.inspector.inspector.buttons["frame"].click()
    popover = it.page.inspector.popover("frame")
    popover.preset.setCurrentIndex(popover.preset.findData("square"))
    popover.preset.activated.emit(popover.preset.currentIndex())
    place = it.editor.pins[pin].place
    assert place.width == pytest.approx(place.height)
    popover.name.selectAll()
    qtbot.keyClicks(popover.name, "For the wall")
    qtbot.keyClick(popover.name, Qt.Key.Key_Return)
    assert it.editor.pins[pin].text == "For the wall"


def test_a_frame_asks_to_be_exported(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_frame("Phone", Rect(0, 0, 117, 253.2), "phone")
    it.canvas.select((pin,))
    with qtbot.waitSignal(it.page.export_requested) as asked:
        it.page.inspector.inspector.buttons["export"].click()
    assert asked.args == [pin]


def test_tone_stands_beside_the_picture_that_it_changes(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    pin = still_on(it, tmp_path)
    it.editor.place({pin: replace(it.editor.pins[pin].place, width=320.0, height=180.0)})
    for y in (-330, -200, 0):
        it.canvas.set_view(BoardView(0, y, 1.0))
        it.canvas.select((pin,))
        it.page.inspector.open_popover("tone")
        seen = it.canvas.to_screen(it.editor.pins[pin].place.rect).toAlignedRect()
        seen.translate(it.canvas.mapTo(it.page, QPoint(0, 0)))
        assert not it.page.inspector.popover("tone").geometry().intersects(seen)
        it.page.inspector.close_popovers()


def test_a_picture_looked_at_closely_leaves_the_title_free_of_its_tools(
    make_page: Make, tmp_path: Path
) -> None:
    it = make_page()
    it.canvas.motion = 0
    pin = still_on(it, tmp_path)
    it.editor.place({pin: replace(it.editor.pins[pin].place, height=900.0)})
    it.canvas.select((pin,))
    it.canvas.fit_selection()
    place = it.canvas.to_screen(it.editor.pins[pin].place.rect)
    assert it.page.inspector.inspector.y() > place.bottom()
    assert round(place.top()) >= veil.HEIGHT


def test_tab_walks_round_inside_a_popover(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    it.canvas.select((still_on(it, tmp_path),))
    it.page.inspector.open_popover("tone")
    popover = it.page.inspector.popover("tone")
    visited = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(12):
            qtbot.keyClick(QApplication.focusWidget(), key)
            visited.append(QApplication.focusWidget())
    assert all(popover.isAncestorOf(widget) for widget in visited)
    assert len(set(visited)) > 6
    qtbot.keyClick(visited[-1], Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_it_stands_beside_the_title_rather_than_on_it(make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_frame("All", Rect(0, 0, 700, it.canvas.height()), "phone")
    it.canvas.set_view(BoardView(it.canvas.width() / 2 - 40, it.canvas.height() / 2 - 80, 1.0))
    it.canvas.select((pin,))
    card = it.page.inspector.inspector
    assert card.isVisible() and card.y() < it.page.header.geometry().bottom()
    assert not card.geometry().intersects(it.page.header.geometry())
    assert not card.geometry().intersects(it.page.tools.geometry())
