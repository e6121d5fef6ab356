# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas under real mouse and key events: one undo step for each gesture."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, Crop, Pin, Rect
from moodboard.domain.transforms import point_on
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.thumbs import Thumbs
from moodboard.services import boards, stills
from moodboard.services.pictures import Taken
from moodboard.ui.board import accessible
from moodboard.ui.board.canvas import BoardCanvas

LEFT = Qt.MouseButton.LeftButton
MIDDLE = Qt.MouseButton.MiddleButton
NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Hand:
    """A hand on the canvas."""

    canvas: BoardCanvas
    editor: BoardEditor

    def at(self, x: float, y: float) -> QPointF:
        return self.canvas.viewport.to_screen(x, y)

    def send(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:
        QApplication.sendEvent(
            self.canvas, QMouseEvent(kind, at, self.canvas.mapToGlobal(at), button, held, keys)
        )

    def press(self, at: QPointF, keys: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        self.send(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def go(self, at: QPointF, keys: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        self.send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, keys)

    def let_go(self, at: QPointF, keys: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT) -> None:
        self.send(QEvent.Type.MouseButtonRelease, at, button, Qt.MouseButton.NoButton, keys)

    def drag(
        self, start: QPointF, way: QPointF, keys: Qt.KeyboardModifier = NO, button: Qt.MouseButton = LEFT
    ) -> None:
        self.press(start, keys, button)
        for share in (0.2, 0.6, 1.0):
            self.go(start + way * share, keys, button)
        self.let_go(start + way, keys, button)

    def click(self, at: QPointF, keys: Qt.KeyboardModifier = NO) -> None:
        self.press(at, keys)
        self.let_go(at, keys)

    def handle(self, uuid: str, fx: float, fy: float) -> QPointF:
        return self.at(*point_on(self.editor.pins[uuid].place, fx, fy))

    def wheel(self, at: QPointF, steps: float, keys: Qt.KeyboardModifier = NO) -> None:
        event = QWheelEvent(
            at, self.canvas.mapToGlobal(at), QPoint(), QPoint(0, round(120 * steps)),
            Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def pin(self, uuid: str) -> Pin:
        return self.editor.pins[uuid]


@pytest.fixture
def hand(qtbot: QtBot, library: Path) -> Iterator[Hand]:
    editor, thumbs, canvas = BoardEditor(), Thumbs(), BoardCanvas()
    qtbot.addWidget(canvas)
    canvas.motion = 0
    canvas.resize(800, 600)
    canvas.set_editor(editor, thumbs)
    editor.open(boards.create_board("Now we know how")[0].id)
    canvas.show()
    canvas.set_view(BoardView(400, 300, 1.0))
    yield Hand(canvas, editor)
    canvas.stop()
    thumbs.stop()


def put_still(hand: Hand, x: float, y: float, width: float = 160, height: float = 90) -> str:
    """Lay a still of exactly this place."""
    taken = Taken(
        f"pictures/aa/{x:.0f}{y:.0f}.png", 1600, 900, "#804020", ("#804020",), False, "", "a.png", True
    )
    uuid = hand.editor.add_stills(stills.add_stills([taken], None)[0], x, y)[0]
    pin = hand.pin(uuid)
    hand.editor.change([replace(pin, place=replace(pin.place, x=x, y=y, width=width, height=height))], "")
    hand.editor.undo_stack.clear()
    return uuid


def test_a_click_chooses_and_a_click_beside_lets_go(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.click(hand.at(150, 150))
    assert hand.canvas.selected() == (uuid,)
    hand.click(hand.at(700, 500))
    assert hand.canvas.selected() == ()


def test_shift_and_ctrl_add_and_take_away(hand: Hand) -> None:
    a, b = put_still(hand, 100, 100), put_still(hand, 400, 100)
    hand.click(hand.at(150, 150))
    hand.click(hand.at(450, 150), SHIFT)
    assert set(hand.canvas.selected()) == {a, b}
    hand.click(hand.at(150, 150), CTRL)
    assert hand.canvas.selected() == (b,)


def test_a_band_chooses_what_it_touches(hand: Hand) -> None:
    a, b = put_still(hand, 100, 100), put_still(hand, 400, 100)
    put_still(hand, 100, 400)
    hand.drag(hand.at(50, 60), QPointF(380, 90))
    assert set(hand.canvas.selected()) == {a, b}


def test_a_drag_moves_as_one_step_and_undo_takes_it_back(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.drag(hand.at(150, 150), QPointF(57, 33))
    assert (hand.pin(uuid).place.x, hand.pin(uuid).place.y) == (157, 133)
    assert hand.editor.undo_stack.count() == 1
    hand.editor.undo_stack.undo()
    assert (hand.pin(uuid).place.x, hand.pin(uuid).place.y) == (100, 100)


def test_nothing_is_written_before_the_hand_lets_go(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.press(hand.at(150, 150))
    hand.go(hand.at(250, 250))
    assert hand.pin(uuid).place.x == 100 and hand.editor.undo_stack.count() == 0
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    hand.let_go(hand.at(250, 250))
    assert hand.pin(uuid).place.x == 100 and hand.editor.undo_stack.count() == 0


def test_shift_locks_the_axis(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.press(hand.at(150, 150))
    hand.go(hand.at(260, 170), SHIFT)
    hand.let_go(hand.at(260, 170), SHIFT)
    assert (hand.pin(uuid).place.x, hand.pin(uuid).place.y) == (210, 100)


def test_neighbours_attract_at_the_gutter_and_ctrl_lets_them_not(hand: Hand) -> None:
    a = put_still(hand, 100, 100)
    put_still(hand, 400, 100)
    hand.drag(hand.at(150, 150), QPointF(123, 2))
    assert (hand.pin(a).place.x, hand.pin(a).place.y) == (226, 100)  # 400 - 14 - 160
    hand.editor.undo_stack.undo()
    hand.press(hand.at(150, 150))
    hand.go(hand.at(273, 152), CTRL)
    hand.let_go(hand.at(273, 152), CTRL)
    assert (hand.pin(a).place.x, hand.pin(a).place.y) == (223, 102)


def test_alt_drag_duplicates(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.drag(hand.at(150, 150), QPointF(300, 200), ALT)
    assert len(hand.editor.pins) == 2 and hand.pin(uuid).place.x == 100
    (copy,) = hand.canvas.selected()
    assert copy != uuid and hand.pin(copy).place.x == 400
    assert hand.editor.undo_stack.count() == 1


def test_a_corner_scales_keeping_the_ratio(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.click(hand.at(150, 150))
    hand.drag(hand.handle(uuid, 1, 1), QPointF(160, 90))
    place = hand.pin(uuid).place
    assert (place.x, place.y) == pytest.approx((100, 100))
    assert (place.width, place.height) == pytest.approx((320, 180))
    assert hand.editor.undo_stack.count() == 1


def test_alt_scales_from_the_centre(hand: Hand) -> None:
    uuid = put_still(hand, 200, 200)
    hand.click(hand.at(250, 250))
    hand.drag(hand.handle(uuid, 1, 1), QPointF(80, 45), ALT)
    assert hand.pin(uuid).place.rect.centre == pytest.approx((280, 245))
    assert hand.pin(uuid).place.width == pytest.approx(320)


def test_a_side_of_a_still_crops_at_the_same_scale(hand: Hand) -> None:
    uuid = put_still(hand, 200, 200)
    hand.click(hand.at(250, 250))
    hand.drag(hand.handle(uuid, 0, 0.5), QPointF(40, 0))
    pin = hand.pin(uuid)
    assert (pin.crop.x, pin.crop.width) == pytest.approx((0.25, 0.75))
    assert (pin.place.x, pin.place.width, pin.place.height) == pytest.approx((240, 120, 90))
    hand.drag(hand.handle(uuid, 0, 0.5), QPointF(-400, 0))
    assert hand.pin(uuid).crop.x == 0 and hand.pin(uuid).place.x == pytest.approx(200)


def test_a_side_of_a_line_wraps_it_and_a_corner_scales_its_type(hand: Hand) -> None:
    uuid = hand.editor.type_line("Me too, now we know how.", 100, 100)
    hand.canvas.select((uuid,))
    before = hand.pin(uuid)
    hand.drag(hand.handle(uuid, 1, 0.5), QPointF(-before.place.width / 2, 0))
    wrapped = hand.pin(uuid)
    assert wrapped.place.height > 1.9 * before.place.height
    assert wrapped.style.text.size == before.style.text.size
    hand.editor.undo_stack.undo()
    hand.drag(hand.handle(uuid, 1, 1), QPointF(before.place.width, before.place.height))
    scaled = hand.pin(uuid)
    assert scaled.style.text.size == pytest.approx(2 * before.style.text.size, rel=0.02)
    assert scaled.place.height == pytest.approx(2 * before.place.height, rel=0.05)


def test_ctrl_at_a_corner_turns_and_shift_goes_in_steps(hand: Hand) -> None:
    uuid = put_still(hand, 300, 250)
    hand.click(hand.at(350, 280))
    start = hand.handle(uuid, 1, 0)
    hand.press(start, CTRL)
    hand.go(start + QPointF(10, 40), CTRL | SHIFT)
    hand.let_go(start + QPointF(10, 40), CTRL | SHIFT)
    turn = hand.pin(uuid).place.turn
    assert turn > 0 and turn % 15 == pytest.approx(0)
    assert hand.pin(uuid).place.rect.centre == pytest.approx((380, 295))


def test_beyond_a_corner_a_drag_turns(hand: Hand) -> None:
    uuid = put_still(hand, 300, 250)
    hand.click(hand.at(350, 280))
    hand.drag(hand.handle(uuid, 1, 1) + QPointF(14, 14), QPointF(-60, 60))
    assert hand.pin(uuid).place.turn > 5


def test_several_scale_about_the_opposite_corner(hand: Hand) -> None:
    a, b = put_still(hand, 100, 100), put_still(hand, 300, 200)
    hand.canvas.select((a, b))
    hand.drag(hand.at(460, 290), QPointF(180, 95))
    assert hand.pin(a).place.rect == Rect(100, 100, pytest.approx(240), pytest.approx(135))
    assert (hand.pin(b).place.x, hand.pin(b).place.y) == pytest.approx((400, 250))
    assert hand.editor.undo_stack.count() == 1


def test_arrows_nudge_as_one_step(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.click(hand.at(150, 150))
    for _ in range(3):
        QTest.keyClick(hand.canvas, Qt.Key.Key_Right)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Down, SHIFT)
    assert (hand.pin(uuid).place.x, hand.pin(uuid).place.y) == (103, 110)
    assert hand.editor.undo_stack.count() == 1


def test_arrows_pan_with_nothing_chosen(hand: Hand) -> None:
    QTest.keyClick(hand.canvas, Qt.Key.Key_Right)
    assert hand.canvas.centre()[0] > 400


def test_the_wheel_keeps_the_board_point_under_the_pointer(hand: Hand) -> None:
    at = QPointF(613, 171)
    before = hand.canvas.to_board(at)
    for steps in (1, 2, -1, 3, -0.5):
        hand.wheel(at, steps)
        pixel = 1 / hand.canvas.view().zoom
        assert hand.canvas.to_board(at) == pytest.approx(before, abs=pixel)
    assert hand.canvas.view().zoom > 1


def test_shift_and_wheel_pan(hand: Hand) -> None:
    hand.wheel(QPointF(400, 300), -1, SHIFT)
    assert hand.canvas.view().zoom == 1 and hand.canvas.centre()[0] > 400


@pytest.mark.parametrize("way", ["middle", "space", "alt"])
def test_the_board_is_panned(hand: Hand, way: str) -> None:
    put_still(hand, 100, 100)
    if way == "middle":
        hand.drag(hand.at(150, 150), QPointF(50, 20), button=MIDDLE)
    elif way == "space":
        QTest.keyPress(hand.canvas, Qt.Key.Key_Space)
        hand.drag(hand.at(150, 150), QPointF(50, 20))
        QTest.keyRelease(hand.canvas, Qt.Key.Key_Space)
    else:
        hand.drag(hand.at(600, 500), QPointF(50, 20), ALT)
    assert hand.canvas.centre() == pytest.approx((350, 280))
    assert hand.editor.undo_stack.count() == 0


def test_tab_walks_the_pins_in_reading_order_and_then_goes_on(hand: Hand) -> None:
    last, first, second = put_still(hand, 100, 400), put_still(hand, 100, 100), put_still(hand, 400, 110)
    walked = []
    for _ in range(3):
        QTest.keyClick(hand.canvas, Qt.Key.Key_Tab)
        walked += hand.canvas.selected()
    assert walked == [first, second, last]
    QTest.keyClick(hand.canvas, Qt.Key.Key_Backtab)
    assert hand.canvas.selected() == (second,)
    assert not hand.canvas.focus_pin(2)


def test_tab_brings_the_pin_into_view(hand: Hand) -> None:
    uuid = put_still(hand, 5000, 5000)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Tab)
    shown = hand.canvas.to_screen(hand.pin(uuid).place.rect)
    assert hand.canvas.rect().contains(shown.toRect())


def test_enter_and_double_click_edit_words(hand: Hand, qtbot: QtBot) -> None:
    uuid = hand.editor.add_note("Night bus", 100, 100)
    hand.canvas.select((uuid,))
    with qtbot.waitSignal(hand.canvas.edit_text_requested) as asked:
        QTest.keyClick(hand.canvas, Qt.Key.Key_Return)
    assert asked.args == [uuid]
    with qtbot.waitSignal(hand.canvas.edit_text_requested):
        QTest.mouseDClick(hand.canvas, LEFT, NO, hand.at(150, 110).toPoint())


def test_a_double_click_on_a_still_looks_close_and_back(hand: Hand) -> None:
    put_still(hand, 100, 100)
    QTest.mouseDClick(hand.canvas, LEFT, NO, hand.at(150, 150).toPoint())
    assert hand.canvas.view().zoom > 2
    hand.canvas.fit_selection()
    assert hand.canvas.view() == BoardView(400, 300, 1.0)


def test_a_frame_is_held_at_its_edge_and_moves_what_is_in_it(hand: Hand) -> None:
    frame = hand.editor.add_frame("Phone", Rect(100, 100, 300, 400), "phone")
    inside = put_still(hand, 150, 150)
    hand.click(hand.at(350, 400))
    assert hand.canvas.selected() == ()
    hand.drag(hand.at(100, 300), QPointF(40, 0), CTRL)
    assert hand.canvas.selected() == (frame,)
    assert (hand.pin(frame).place.x, hand.pin(inside).place.x) == (140, 190)


def test_crop_mode_changes_the_frame_on_enter_only(hand: Hand) -> None:
    uuid = put_still(hand, 200, 200)
    hand.canvas.begin_crop(uuid)
    hand.drag(hand.handle(uuid, 1, 1), QPointF(-80, -45))
    assert hand.pin(uuid).crop.width == 1 and hand.canvas.is_cropping
    hand.drag(hand.at(220, 210), QPointF(-16, -9))
    QTest.keyClick(hand.canvas, Qt.Key.Key_Return)
    crop = hand.pin(uuid).crop
    assert (crop.x, crop.y, crop.width, crop.height) == pytest.approx((0.1, 0.1, 0.5, 0.5))
    assert hand.editor.undo_stack.count() == 1 and not hand.canvas.is_cropping


def test_the_frame_is_cropped_from_the_keyboard(hand: Hand) -> None:
    uuid = put_still(hand, 0, 0)
    hand.editor.undo_stack.clear()
    hand.canvas.begin_crop(uuid)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Return)
    pin = hand.pin(uuid)
    assert pin.crop.x == 0 and pin.crop.width < 1 and pin.crop.height == 1
    hand.canvas.begin_crop(uuid)
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(hand.canvas, Qt.Key.Key_Right, keys)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Return)
    assert hand.pin(uuid).crop.width == pytest.approx(1)


def test_a_crop_that_shows_the_same_is_no_step(hand: Hand) -> None:
    uuid = put_still(hand, 0, 0)
    hand.editor.crop(uuid, Crop(0.0, 0.0044, 1.0, 0.9956), hand.pin(uuid).place)
    hand.editor.undo_stack.clear()
    hand.canvas.begin_crop(uuid)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Right)
    QTest.keyClick(hand.canvas, Qt.Key.Key_Return)
    assert hand.editor.undo_stack.count() == 0


def test_escape_leaves_crop_mode_without_a_step(hand: Hand) -> None:
    uuid = put_still(hand, 200, 200)
    hand.canvas.select((uuid,))
    QTest.keyClick(hand.canvas, Qt.Key.Key_C)
    hand.drag(hand.handle(uuid, 1, 1), QPointF(-80, -45))
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    assert hand.pin(uuid).crop.width == 1 and hand.editor.undo_stack.count() == 0


def test_pins_taken_away_are_no_longer_chosen(hand: Hand) -> None:
    uuid = put_still(hand, 100, 100)
    hand.canvas.select((uuid,))
    hand.editor.remove([uuid])
    assert hand.canvas.selected() == ()


def test_each_pin_has_a_name_for_screen_readers(hand: Hand) -> None:
    line, note = hand.editor.type_line("Stay on the line.", 0, 0), hand.editor.add_note("Night bus", 0, 90)
    names = [
        accessible.name_of(hand.pin(uuid), hand.editor) for uuid in (line, note, put_still(hand, 0, 200))
    ]
    assert names == ["Stay on the line.", "Note: Night bus", "Still"]


def test_the_canvas_is_a_list_of_its_pins_in_reading_order(hand: Hand) -> None:
    below, above = hand.editor.add_note("below", 0, 300), hand.editor.add_note("above", 0, 0)
    board = QAccessible.queryAccessibleInterface(hand.canvas)
    assert board.role() == QAccessible.Role.List and board.childCount() == 2
    names = [board.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert names == ["Note: above", "Note: below"]
    hand.canvas.select((above,))
    assert board.child(0).state().selected and not board.child(1).state().selected
    gone = board.child(1)
    hand.editor.remove([below])
    assert board.childCount() == 1 and not gone.isValid()
