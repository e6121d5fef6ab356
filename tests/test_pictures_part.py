# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures on the board page: inside their frames, playing, and on their way to other programs."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from moodboard.domain import transforms
from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, PinStyle
from moodboard.services import pictures
from moving_pictures import COLOURS
from open_board import Make, make_page
from pictures_board import PLACE, hold, it, pin, set_crop
from test_canvas import ALT, CTRL
from test_paint import close

__all__ = ["it", "make_page"]


# -- inside the frame ------------------------------------------------------------------------------


def test_v_and_a_drag_push_the_picture_inside_its_frame(it: SimpleNamespace) -> None:
    set_crop(it, Crop(0.25, 0.25, 0.5, 0.5))
    hold(it, Qt.Key.Key_V)
    it.hand.drag(it.hand.at(200, 380), QPointF(-64, -36))
    hold(it, Qt.Key.Key_V, False)
    assert pin(it).place == PLACE
    assert (pin(it).crop.x, pin(it).crop.y) == pytest.approx((0.35, 0.35))
    assert it.editor.undo_stack.count() == 1
    it.editor.undo_stack.undo()
    assert pin(it).crop == Crop(0.25, 0.25, 0.5, 0.5)
    it.hand.drag(it.hand.at(200, 380), QPointF(-64, -36))  # without the key it moves again
    assert pin(it).place != PLACE


def test_v_and_the_wheel_enlarge_it_there_as_one_step(it: SimpleNamespace) -> None:
    hold(it, Qt.Key.Key_V)
    for _ in range(3):
        it.hand.wheel(it.hand.at(260, 390), 1)
    assert pin(it).place == PLACE
    assert pin(it).crop.width == pytest.approx(1 / 1.2**3)
    assert pin(it).crop.x == pytest.approx((1 - pin(it).crop.width) / 2)
    it.editor.undo_stack.undo()
    assert pin(it).crop == WHOLE


def test_c_and_a_drag_crop_at_once(it: SimpleNamespace) -> None:
    it.canvas.select(())
    hold(it, Qt.Key.Key_C)
    it.hand.drag(it.hand.at(180, 345), QPointF(160, 90))
    hold(it, Qt.Key.Key_C, False)
    assert not it.canvas.is_cropping
    place, crop = pin(it).place, pin(it).crop
    assert (place.x, place.y, place.width, place.height) == pytest.approx((180, 345, 160, 90))
    assert (crop.x, crop.y, crop.width, crop.height) == pytest.approx((0.25, 0.25, 0.5, 0.5))
    it.editor.undo_stack.undo()
    assert (pin(it).crop, pin(it).place) == (WHOLE, PLACE)


def test_the_crop_key_begins_and_ends_and_a_drag_under_it_draws(it: SimpleNamespace, qtbot: QtBot) -> None:
    QTest.keyClick(it.canvas, Qt.Key.Key_C)
    assert it.canvas.is_cropping
    QTest.keyClick(it.canvas, Qt.Key.Key_C)
    assert not it.canvas.is_cropping
    QTest.keyPress(it.canvas, Qt.Key.Key_C)
    it.hand.drag(it.hand.at(110, 310), QPointF(100, 50))
    QTest.keyRelease(it.canvas, Qt.Key.Key_C)
    assert not it.canvas.is_cropping
    assert (pin(it).place.width, pin(it).place.height) == pytest.approx((100, 50))


def test_the_wheel_enlarges_in_crop_mode_and_ctrl_zooms_the_board(it: SimpleNamespace) -> None:
    it.canvas.begin_crop(it.uuid)
    it.hand.wheel(it.hand.at(260, 390), 1)
    assert it.canvas.zoom() == 1.0
    it.hand.wheel(it.hand.at(260, 390), 1, CTRL)
    assert it.canvas.zoom() == pytest.approx(1.2)
    it.canvas.end_crop()
    assert pin(it).crop.width == pytest.approx(1 / 1.2)
    assert pin(it).place == PLACE


def test_uncropping_leaves_what_is_seen_where_it_is(it: SimpleNamespace) -> None:
    set_crop(it, Crop(0.0, 0.25, 0.5, 0.5), flip_x=True)
    it.book.action("pin.uncrop").trigger()
    place = pin(it).place
    assert pin(it).crop == WHOLE
    # mirrored, the left half of the file is the right half of what is seen
    assert (place.x, place.y, place.width, place.height) == pytest.approx((-220, 210, 640, 360))
    it.editor.undo_stack.undo()
    assert pin(it).crop == Crop(0.0, 0.25, 0.5, 0.5)
    it.canvas.begin_crop(it.uuid)
    it.book.action("pin.uncrop").trigger()
    it.canvas.end_crop()
    assert pin(it).crop == WHOLE


SHARES = st.floats(0.05, 1.0)


@given(
    SHARES, SHARES, st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 10), st.booleans(), st.booleans(),
    st.floats(-180, 180),
)  # fmt: skip
def test_zooming_inside_never_leaves_the_picture_nor_distorts_it(
    w: float, h: float, fx: float, fy: float, factor: float, flip_x: bool, flip_y: bool, turn: float
) -> None:
    crop = Crop(fx * (1 - w), fy * (1 - h), w, h)
    still = Pin(
        "p", PinKind.STILL, replace(PLACE, turn=turn), crop=crop, style=PinStyle(flip_x=flip_x, flip_y=flip_y)
    )
    made = transforms.zoomed_inside(still, factor, *transforms.point_on(still.place, fx, fy))
    assert made.x >= 0 and made.y >= 0
    assert made.x + made.width <= 1 + 1e-9 and made.y + made.height <= 1 + 1e-9
    assert made.width / made.height == pytest.approx(w / h)


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.booleans(), st.floats(-180, 180)
)
def test_a_drawn_crop_shows_what_was_drawn_around(
    x1: float, y1: float, x2: float, y2: float, flip: bool, turn: float
) -> None:
    still = Pin("p", PinKind.STILL, replace(PLACE, turn=turn), style=PinStyle(flip_x=flip))
    corners = [transforms.point_on(still.place, x, y) for x, y in ((x1, y1), (x2, y2))]
    made = transforms.cropped_to(still, *corners)
    back = transforms.whole_place(made)
    assert (back.x, back.y, back.width, back.height) == pytest.approx(
        (PLACE.x, PLACE.y, PLACE.width, PLACE.height), abs=1e-6
    )
    assert made.place.width >= transforms.LEAST_SIDE - 1e-9
    assert made.place.width >= abs(x2 - x1) * PLACE.width - 1e-6


# -- looks -----------------------------------------------------------------------------------------


def test_alt_and_the_wheel_change_the_opacity_as_one_step(it: SimpleNamespace) -> None:
    for _ in range(4):
        it.hand.wheel(it.hand.at(200, 380), -1, ALT)
    assert pin(it).style.opacity == pytest.approx(0.8)
    assert it.canvas.zoom() == 1.0
    it.editor.undo_stack.undo()
    assert pin(it).style.opacity == 1.0
    it.hand.wheel(it.hand.at(200, 380), 1, ALT)
    assert pin(it).style.opacity == 1.0


def test_the_popover_changes_opacity_corner_and_hairline(it: SimpleNamespace) -> None:
    it.page.inspector.inspector.buttons["tone"].click()
    popover = it.page.inspector.popover("tone")
    popover.corner.slider.setValue(24)
    popover.opacity.slider.setValue(40)
    popover.hairline.click()
    assert (pin(it).style.corner, pin(it).style.opacity, pin(it).style.hairline) == (24.0, 0.4, True)
    it.editor.undo_stack.undo()
    it.editor.undo_stack.undo()
    assert (pin(it).style.opacity, pin(it).style.hairline) == (1.0, False)
    assert popover.corner.slider.value() == 24
    it.editor.undo_stack.undo()
    assert pin(it).style == PinStyle()


def test_all_pictures_turn_grey_and_back_in_one_step_each(it: SimpleNamespace) -> None:
    other = it.editor.add_stills([it.still], 700, 300)[0]
    it.editor.undo_stack.clear()
    it.book.action("pin.greyscale_all").trigger()
    assert all(it.editor.pins[uuid].style.tone.greyscale for uuid in (it.uuid, other))
    it.book.action("pin.greyscale_all").trigger()
    assert not any(it.editor.pins[uuid].style.tone.greyscale for uuid in (it.uuid, other))
    it.editor.undo_stack.undo()
    it.editor.undo_stack.undo()
    assert not any(it.editor.pins[uuid].style.tone.greyscale for uuid in (it.uuid, other))
    assert it.editor.undo_stack.index() == 0


# -- animated pictures -----------------------------------------------------------------------------


def seen(it: SimpleNamespace, x: float = 300, y: float = 340) -> str:
    """Return the colour that the canvas shows at a board point."""
    image = it.canvas.grab().toImage()
    return str(image.pixelColor(it.hand.at(x, y).toPoint()).name())


def wait_for_mark(it: SimpleNamespace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: it.part.playing.moves(it.uuid))


def test_an_animated_picture_is_marked_and_plays_by_its_mark(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    assert "play" in it.page.inspector.inspector.buttons
    it.hand.click(it.hand.at(116, 464))
    assert it.part.playing.is_playing(it.uuid)
    colours: set[str] = set()
    qtbot.waitUntil(lambda: colours.add(seen(it)) or {*COLOURS} <= colours)
    assert pin(it).style.frame_at == 0  # nothing is written while it plays
    assert it.editor.undo_stack.count() == 0


def test_shift_space_plays_and_holds_and_the_frame_stays(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    QTest.keyClick(it.canvas, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: seen(it) == COLOURS[2])
    it.book.action("pin.play").trigger()
    held = pin(it).style.frame_at
    assert seen(it) == COLOURS[held]
    if held:
        it.editor.undo_stack.undo()
        assert pin(it).style.frame_at == 0
        qtbot.waitUntil(lambda: close(seen(it), COLOURS[0]))  # from a thumbnail, a JPEG


def test_steps_in_a_row_are_one_undo_step(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    for expected in (1, 2):
        QTest.keyClick(it.canvas, Qt.Key.Key_Period)
        qtbot.waitUntil(lambda n=expected: pin(it).style.frame_at == n)
    qtbot.waitUntil(lambda: seen(it) == COLOURS[2])
    QTest.keyClick(it.canvas, Qt.Key.Key_Comma)
    qtbot.waitUntil(lambda: pin(it).style.frame_at == 1)
    assert it.editor.undo_stack.count() == 1
    it.editor.undo_stack.undo()
    assert pin(it).style.frame_at == 0


def test_the_board_itself_shows_the_held_frame(it: SimpleNamespace, qtbot: QtBot) -> None:
    it.editor.change([replace(pin(it), style=PinStyle(frame_at=3))], "")
    qtbot.waitUntil(lambda: close(seen(it), COLOURS[3]))
    assert it.part.playing.animator is None


def test_what_lies_in_front_stays_in_front_of_what_plays(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    note = it.editor.new_pin(PinKind.SWATCHES, PLACE.rect.grown(-60), colours=("#123456",))
    it.editor.add_pins([note], "")
    it.part.playing.play([it.uuid])
    qtbot.waitUntil(lambda: seen(it) == COLOURS[1])
    assert seen(it, 260, 390) == "#123456"


def test_crop_flip_and_corner_hold_while_it_plays(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    set_crop(it, Crop(0.25, 0.25, 0.5, 0.5), corner=48.0, flip_x=True)
    it.part.playing.play([it.uuid])
    qtbot.waitUntil(lambda: seen(it) == COLOURS[2])
    assert seen(it, 103, 303) not in COLOURS


def test_what_is_not_seen_does_not_go_on(it: SimpleNamespace, qtbot: QtBot) -> None:
    wait_for_mark(it, qtbot)
    it.part.playing.play([it.uuid])
    qtbot.waitUntil(lambda: seen(it) == COLOURS[1])
    it.window.hide()
    animator = it.part.playing.animator
    qtbot.waitUntil(lambda: not animator._timer.isActive())
    with qtbot.assertNotEmitted(animator.changed, wait=150):
        pass
    it.window.show()
    qtbot.waitSignal(animator.changed).wait()


def test_a_picture_that_cannot_move_is_not_asked_again(
    it: SimpleNamespace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_mark(it, qtbot)
    pictures.original(it.still.picture).write_bytes(b"GIF89a")
    it.part.playing.play([it.uuid])
    qtbot.waitUntil(lambda: not it.part.playing.moves(it.uuid))
    assert not it.part.playing.is_playing(it.uuid)


def test_nothing_that_moves_is_told(make_page: Make) -> None:
    it = make_page()
    it.book.action("pin.play_all").trigger()
    assert it.page.bar.isVisible()
