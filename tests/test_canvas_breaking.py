# SPDX-License-Identifier: GPL-3.0-or-later
"""What a canvas withstands: far places, pins without a size, pins that cannot be painted, boards that go."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPainterPath
from pytestqt.qtbot import QtBot

from moodboard.domain import reaching
from moodboard.domain.board import BoardView, Pin, PinKind, Place, Rect
from moodboard.domain.changes import Changes
from moodboard.domain.edits import BoardEdit
from moodboard.domain.grouping import members
from moodboard.domain.line import Line
from moodboard.qt import paint_words, text_cache
from moodboard.qt.board_layer import Layer
from moodboard.qt.board_task import Task
from moodboard.qt.paint_ground import WindowGround
from moodboard.qt.paint_still import fill_with_picture
from moodboard.qt.text_setting import Mark, laid
from moodboard.services import boards, lines
from moodboard.ui.board import composing
from open_board import Make, make_page

__all__ = ["make_page"]
FAR = st.floats(allow_nan=True, allow_infinity=True)


@pytest.fixture
def it(make_page: Make) -> Iterator[SimpleNamespace]:
    """An empty board on a page."""
    yield make_page()


def is_near(place: Place) -> bool:
    rect = place.rect
    return rect.x >= -1e7 and rect.y >= -1e7 and rect.right <= 1e7 + 1 and rect.bottom <= 1e7 + 1


# -- far away ------------------------------------------------------------------------------------------


@given(FAR, FAR, FAR, FAR, FAR)
def test_whatever_is_asked_for_pins_stay_within_reach(
    x: float, y: float, width: float, height: float, turn: float
) -> None:
    near = reaching.nearer(Pin("a", PinKind.NOTE, Place(x, y, width, height, turn))).place
    assert is_near(near) and near.width > 0 and near.height > 0


def test_a_pin_within_reach_is_left_alone() -> None:
    pin = Pin("a", PinKind.DRAWING, Place(-1e7, 5, 300, 0, 45))
    assert reaching.stay_near({"a": pin}, BoardEdit(after=(pin,))).is_empty


def test_a_huge_pin_keeps_its_proportions_and_its_type_scales_along() -> None:
    pin = Pin("a", PinKind.LINE, Place(0, 0, 4e7, 1e7))
    near = reaching.nearer(pin)
    assert near.place.width == 4 * near.place.height == 1e7
    assert near.style.text.size == pin.style.text.size / 4


def test_a_group_moved_out_of_reach_stays_around_its_members(it: SimpleNamespace) -> None:
    inner = it.editor.group([it.editor.add_note("one", 0, 0), it.editor.add_note("two", 300, 0)])
    outer = it.editor.group([inner, it.editor.add_note("three", 0, 300)])
    it.editor.move([outer], 3e7, 0)
    for group in (inner, outer):
        own = it.editor.bounds([pin.uuid for pin in members(it.editor.pins.values())[group]])
        assert it.editor.pins[group].place.rect == own
        assert is_near(it.editor.pins[group].place)


def test_nobody_looks_farther_than_pixels_can_be_counted(it: SimpleNamespace) -> None:
    it.canvas.set_view(BoardView(1e12, -1e12, 16.0))
    assert not it.canvas.grab().isNull()
    assert it.canvas.view().x == 2e7 and it.canvas.view().y == -2e7


def test_colours_wider_than_qt_can_count_are_painted(qtbot: QtBot) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(16, 16)
    strip = Pin("a", PinKind.SWATCHES, Place(-5e8, -5e8, 1e9, 1e9), colours=("#ff0000",))
    paint_words.paint_swatches(painter, strip)
    painter.end()
    assert image.pixelColor(10, 10).name() == "#ff0000"


# -- nothing to see ------------------------------------------------------------------------------------


def test_a_turned_picture_without_a_size_is_not_divided_by(it: SimpleNamespace) -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    fill_with_picture(painter, QPainterPath(), QRectF(3, 3, 0, 0), image.copy(), QRectF(0, 0, 20, 20))
    painter.end()


# -- what cannot be painted ----------------------------------------------------------------------------


def test_a_pin_that_cannot_be_painted_is_told_once_and_the_others_are_shown(
    qtbot: QtBot, it: SimpleNamespace
) -> None:
    tried: list[str] = []

    def paint(painter: QPainter, pins: object, scale: float, hurried: bool) -> None:
        for pin in pins:  # type: ignore[attr-defined]
            tried.append(pin.text)
            if pin.text == "bad":
                raise RuntimeError("cannot be painted")

    pins = [Pin(name, PinKind.NOTE, Place(0, 0, 9, 9), text=name) for name in ("bad", "good")]
    rect = QRect(0, 0, 9, 9)
    task = Task(Layer(rect, 1.0), rect, pins, WindowGround(it.canvas.ground), False)
    with pytest.raises(RuntimeError):
        task.run(paint, 0.0)
    assert not task.image.paintingActive()
    while not task.run(paint, 0.0):
        pass
    assert tried == ["bad", "good"]


# -- many and long -------------------------------------------------------------------------------------


def test_more_pins_than_a_composition_holds_are_not_composed(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "MOST", 2)
    for n in range(3):
        it.editor.add_note(f"note {n}", n * 300, 0)
    before = dict(it.editor.pins)
    it.book.action("arrange.compose").trigger()
    assert it.editor.pins == before
    assert "up to 2 pins" in it.page.bar.words


def test_links_behind_letters_beyond_the_first_plane_stand_where_their_words_are(qtbot: QtBot) -> None:
    style = Pin("a", PinKind.NOTE, Place(0, 0, 1, 1)).style.text
    made = laid("\U0001f600 here", style, 0.0, (Mark(2, 6, link=0),))
    plain = laid("\U0001f600 here", style, 0.0)
    assert len(made.links) == 1
    assert made.links[0].x + made.links[0].width == pytest.approx(plain.natural_width, abs=2)


def test_each_row_keeps_its_own_links_and_bold_words(qtbot: QtBot) -> None:
    words = " ".join(f"word{n}" for n in range(60))
    marks = tuple(
        Mark(words.index(f"word{n} "), words.index(f"word{n} ") + len(f"word{n}"), bold=n % 2 == 0, link=n)
        for n in range(0, 59, 3)
    )
    style = Pin("a", PinKind.NOTE, Place(0, 0, 1, 1)).style.text
    made = laid(words, style, 500.0, marks)
    assert len(made.lines) > 3
    assert [link.number for link in made.links] == list(range(0, 59, 3))
    for line in made.lines:
        bold = [line.words[s.start : s.end] for s in line.stretches if s.bold]
        assert all(each.startswith("word") and not int(each[4:]) % 2 for each in bold)


def test_of_long_words_only_the_newest_are_kept() -> None:
    made: list[str] = []

    @text_cache.text_cache(100)
    def make(words: str) -> int:
        made.append(words)
        return len(words)

    long = ["x" * 2000 + str(n) for n in range(40)]
    for words in (*long, "short", long[-1], "short", long[0]):
        make(words)
    assert made == [*long, "short", long[0]]


# -- boards that go ------------------------------------------------------------------------------------


def test_words_being_typed_are_kept_when_the_board_is_binned_elsewhere(it: SimpleNamespace) -> None:
    it.page.words.begin_new(PinKind.NOTE, 10, 10)
    it.page.words.words.insertPlainText("nearly lost")
    boards.bin_board(it.board.id)
    it.events.publish(Changes(everything=True), None)
    assert it.page.board_id == 0 and not it.page.words.is_active
    boards.restore_board(it.board.id)
    assert [pin.text for pin in boards.open_board(it.board.id).pins] == ["nearly lost"]


def test_what_a_lock_keeps_off_the_board_has_no_name(it: SimpleNamespace) -> None:
    editor = it.editor
    editor.lock_board(True)
    assert editor.add_strip(["#336699"], 0, 0) == editor.add_note("no", 0, 0) == ""
    assert editor.type_line("no", 0, 0) == editor.add_frame("No", Rect(0, 0, 9, 9)) == ""
    assert editor.pins == {}


def test_lines_of_the_library_stay_off_a_locked_board(it: SimpleNamespace) -> None:
    line = lines.add_line(Line("", "We met before.", it.film))[0]
    it.editor.lock_board(True)
    it.page.pin_lines([line.uuid, line.uuid])
    assert it.editor.pins == {}
    assert "locked" in it.page.bar.words


def test_a_book_is_not_pasted_as_a_line(it: SimpleNamespace) -> None:
    QGuiApplication.clipboard().setText("word " * 5000)
    it.book.action("edit.paste").trigger()
    assert it.editor.pins == {} and "25,000 letters" in it.page.bar.words
    it.page.words.begin_new(PinKind.NOTE, 0, 0)
    it.page.words.words.paste()
    assert len(it.page.words.words.toPlainText()) == 20_000
    it.page.words.finish(False)
