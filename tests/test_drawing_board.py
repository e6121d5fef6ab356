# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawing on a board with the mouse and the keyboard."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from moodboard.domain import attaching, strokes
from moodboard.domain.board import BoardView, Pin, PinKind, Place, Rect
from moodboard.domain.drawing import Shape
from moodboard.services import boards
from moodboard.ui.board import handles
from moodboard.ui.board.accessible import name_of
from moodboard.ui.board.drawing.part import DrawingPart
from open_board import Make, make_page
from test_canvas import ALT, CTRL, SHIFT, Hand

__all__ = ["make_page"]

Key = Qt.Key


class Desk(SimpleNamespace):
    """A page, a hand on its canvas, and what is drawn."""

    def drawings(self) -> list[Pin]:
        return [pin for pin in self.editor.own_pins() if pin.kind is PinKind.DRAWING]

    def last(self) -> Pin:
        return self.drawings()[-1]

    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return strokes.ends_of(self.last())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def draw(self, key: Qt.Key, x: float, y: float, dx: float, dy: float, keys: Qt.KeyboardModifier) -> Pin:
        self.key(key)
        self.hand.drag(self.hand.at(x, y), QPointF(dx, dy), keys)
        return self.last()


NO = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk(make_page: Make) -> Desk:
    it = make_page()
    it.canvas.set_view(BoardView(500, 400, 1.0))
    part = next(part for part in it.page.parts if isinstance(part, DrawingPart))
    return Desk(**vars(it), hand=Hand(it.canvas, it.editor), part=part)


def put_note(desk: Desk, x: float, y: float, words: str = "A note") -> str:
    uuid = desk.editor.add_note(words, x, y)
    pin = replace(desk.editor.pins[uuid], place=Place(x, y, 160, 90))
    desk.editor.change([pin], "")
    desk.editor.undo_stack.clear()
    return str(uuid)


def undone_and_redone(desk: Desk) -> None:
    """Check that all of the undo stack goes back and forth exactly, in memory and on disk."""
    stack, after = desk.editor.undo_stack, dict(desk.editor.pins)
    steps = stack.index()
    seen = [after]
    for _ in range(steps):
        stack.undo()
        seen.append(dict(desk.editor.pins))
    for before in reversed(seen[:-1]):
        stack.redo()
        assert desk.editor.pins == before
    assert {pin.uuid: pin for pin in boards.open_board(desk.board.id).pins} == after


def test_the_tools_are_hidden_until_called(desk: Desk) -> None:
    assert desk.part._bar is None
    desk.key(Key.Key_D)
    assert desk.part.bar.isVisible()
    desk.key(Key.Key_D)
    assert not desk.part.bar.isVisible()


def test_esc_in_the_bar_puts_it_away_and_gives_the_keyboard_back(desk: Desk) -> None:
    desk.key(Key.Key_P)
    desk.part.bar.widths[4.0].setFocus()
    QTest.keyClick(desk.part.bar.widths[4.0], Key.Key_Escape)
    assert not desk.part.bar.isVisible() and desk.canvas.tool is None
    assert not desk.book.action("draw.bar").isChecked()


def test_a_letter_takes_a_tool_and_v_or_esc_puts_it_down(desk: Desk) -> None:
    for key, shape in ((Key.Key_A, Shape.ARROW), (Key.Key_L, Shape.LINE), (Key.Key_P, Shape.PEN)):
        desk.key(key)
        assert desk.canvas.tool is desk.part.tool(shape)
        assert desk.part.bar.tools[shape].isChecked()
    desk.key(Key.Key_V)
    assert desk.canvas.tool is None and desk.part.bar.choose.isChecked()
    desk.key(Key.Key_B)
    desk.key(Key.Key_Escape)
    assert desk.canvas.tool is None and desk.part.bar.isVisible()


def test_an_arrow_drawn_is_chosen_and_the_tool_put_down(desk: Desk) -> None:
    pin = desk.draw(Key.Key_A, 200, 200, 120, 60, NO)
    assert desk.ends() == (pytest.approx((200, 200)), pytest.approx((320, 260)))
    assert desk.canvas.tool is None and desk.canvas.selected() == (pin.uuid,)
    assert pin.drawing is not None and pin.drawing.colour == "" and pin.drawing.width == 2
    undone_and_redone(desk)


def test_shift_keeps_lines_level_and_alt_draws_from_the_middle(desk: Desk) -> None:
    desk.draw(Key.Key_L, 200, 200, 120, 9, SHIFT)
    assert desk.ends()[1] == pytest.approx((320, 200))
    desk.draw(Key.Key_L, 200, 400, 50, 20, ALT)
    assert desk.ends() == (pytest.approx((150, 380)), pytest.approx((250, 420)))


def test_shift_makes_squares_and_circles(desk: Desk) -> None:
    assert desk.draw(Key.Key_B, 200, 200, 120, 60, SHIFT).place == Place(200, 200, 120, 120)
    desk.key(Key.Key_E)
    desk.hand.drag(desk.hand.at(500, 500), QPointF(30, 60), ALT)
    assert desk.last().place == Place(470, 440, 60, 120)


def test_the_pen_stays_in_the_hand_and_its_stroke_is_thinned(desk: Desk) -> None:
    desk.key(Key.Key_P)
    hand = desk.hand
    for row in (200, 300):
        hand.press(hand.at(100, row))
        for n in range(1, 101):
            hand.go(hand.at(100 + 3 * n, row + 40 * math.sin(n / 16)))
        hand.let_go(hand.at(400, row))
    assert desk.canvas.tool is desk.part.tool(Shape.PEN)
    assert len(desk.drawings()) == 2 and desk.editor.undo_stack.count() == 2
    for pin, row in zip(desk.drawings(), (200, 300), strict=True):
        assert pin.drawing is not None and 4 < len(pin.drawing.points) < 40
        assert strokes.is_hit(pin, 100 + 3 * 25, row + 40 * math.sin(25 / 16), 1.5)
    undone_and_redone(desk)


def test_a_dot_of_the_pen_can_be_seen_and_hit(desk: Desk) -> None:
    desk.key(Key.Key_P)
    desk.hand.click(desk.hand.at(300, 300))
    desk.key(Key.Key_V)
    desk.hand.click(desk.hand.at(302, 301))
    assert desk.canvas.selected() == (desk.last().uuid,)


def test_an_end_drawn_over_a_pin_is_attached_to_it(desk: Desk) -> None:
    a, b = put_note(desk, 100, 100), put_note(desk, 500, 100)
    desk.key(Key.Key_A)
    desk.hand.press(desk.hand.at(180, 145))
    desk.hand.go(desk.hand.at(400, 140))
    assert desk.canvas.shown_target is None
    desk.hand.go(desk.hand.at(580, 145))
    assert desk.canvas.shown_target.uuid == b
    desk.hand.let_go(desk.hand.at(580, 145))
    drawing = desk.last().drawing
    assert (drawing.start, drawing.end) == (a, b)
    assert desk.ends() == (pytest.approx((266, 145)), pytest.approx((494, 145)))
    assert desk.canvas.shown_target is None
    undone_and_redone(desk)


def test_ctrl_leaves_an_end_free_and_a_line_on_one_picture_is_not_attached(desk: Desk) -> None:
    put_note(desk, 100, 100)
    put_note(desk, 500, 100)
    assert not desk.draw(Key.Key_A, 180, 145, 400, 0, CTRL).drawing.is_attached
    assert not desk.draw(Key.Key_L, 120, 120, 100, 40, NO).drawing.is_attached


def test_arrows_follow_their_pins_while_these_are_dragged(desk: Desk) -> None:
    a, b = put_note(desk, 100, 100), put_note(desk, 500, 100)
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    hand = desk.hand
    hand.press(hand.at(580, 145))
    hand.go(hand.at(580, 345), CTRL)
    shown = desk.canvas.in_air(arrow)
    assert shown != arrow and desk.editor.pins[arrow.uuid] == arrow
    hand.let_go(hand.at(580, 345), CTRL)
    assert desk.editor.pins[arrow.uuid] == shown
    assert desk.editor.pins[b].place.y == 300
    desk.editor.undo_stack.undo()
    assert desk.editor.pins[arrow.uuid] == arrow
    desk.editor.undo_stack.redo()
    assert desk.editor.pins[a].place.y == 100
    undone_and_redone(desk)


def test_scaling_and_turning_a_pin_takes_its_arrow_along(desk: Desk) -> None:
    rect = desk.draw(Key.Key_B, 100, 100, 160, 90, NO)
    put_note(desk, 500, 100)
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    desk.canvas.select((rect.uuid,))
    corner = handles.handle_point(rect.place, (1, 1), desk.canvas.viewport)
    desk.hand.press(corner)
    desk.hand.go(corner + QPointF(80, 45))
    shown = desk.canvas.in_air(arrow)
    assert strokes.ends_of(shown)[0][0] > 300
    desk.hand.let_go(corner + QPointF(80, 45))
    assert desk.editor.pins[arrow.uuid] == shown
    desk.page.verbs.turn(90)
    assert desk.editor.pins[arrow.uuid] != shown
    undone_and_redone(desk)


def test_an_end_is_dragged_from_one_pin_to_another(desk: Desk) -> None:
    a, b, c = put_note(desk, 100, 100), put_note(desk, 500, 100), put_note(desk, 500, 400)
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    start, end = handles.end_points(arrow, desk.canvas.viewport)
    desk.hand.drag(end, desk.hand.at(580, 445) - end)
    drawing = desk.last().drawing
    assert (drawing.start, drawing.end) == (a, c)
    end = handles.end_points(desk.last(), desk.canvas.viewport)[1]
    desk.hand.drag(end, desk.hand.at(300, 600) - end)
    assert desk.last().drawing.end == "" and desk.ends()[1] == pytest.approx((300, 600))
    assert b in desk.editor.pins and start != end
    undone_and_redone(desk)


def test_esc_takes_back_an_end_under_way(desk: Desk) -> None:
    arrow = desk.draw(Key.Key_A, 200, 200, 120, 60, NO)
    end = handles.end_points(arrow, desk.canvas.viewport)[1]
    desk.hand.press(end)
    desk.hand.go(end + QPointF(90, 90))
    desk.key(Key.Key_Escape)
    desk.hand.let_go(end + QPointF(90, 90))
    assert desk.last() == arrow and desk.editor.undo_stack.count() == 1


def test_an_arrow_pushed_between_pins_that_cannot_go_farther_makes_no_step(desk: Desk) -> None:
    put_note(desk, 100, 100)
    put_note(desk, 500, 100)
    desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    count = desk.editor.undo_stack.count()
    for _ in range(30):
        desk.key(Key.Key_Right, SHIFT)
    assert desk.ends()[1] == pytest.approx((494, 145))
    before = desk.last()
    desk.canvas.stop_nudging()
    desk.key(Key.Key_Right, SHIFT)
    assert desk.last() == before and desk.editor.undo_stack.count() <= count + 1


def test_removing_a_pin_leaves_the_arrow_where_it_was(desk: Desk) -> None:
    _, b = put_note(desk, 100, 100), put_note(desk, 500, 100)
    desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    ends = desk.ends()
    desk.canvas.select((b,))
    desk.key(Key.Key_Delete)
    assert desk.last().drawing.end == "" and desk.ends() == (
        pytest.approx(ends[0]),
        pytest.approx(ends[1]),
    )
    undone_and_redone(desk)


def test_copies_keep_their_attachments_among_each_other(desk: Desk) -> None:
    a, b = put_note(desk, 100, 100), put_note(desk, 500, 100)
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    desk.canvas.select((a, b, arrow.uuid))
    desk.key(Key.Key_D, CTRL)
    copy = desk.last()
    assert copy.uuid != arrow.uuid
    assert {copy.drawing.start, copy.drawing.end} <= set(desk.canvas.selected())
    other, _ = boards.create_board("Another")
    data = desk.editor.to_clipboard((a, arrow.uuid))
    desk.page.open_board(other.id)
    pasted = [desk.editor.pins[uuid] for uuid in desk.editor.paste_pins(data, 0, 0)]
    drawing = next(pin.drawing for pin in pasted if pin.drawing is not None)
    assert drawing.start in {pin.uuid for pin in pasted} and drawing.end == ""


def test_chosen_pins_are_joined_by_arrows_from_the_keyboard(desk: Desk) -> None:
    a, b, c = put_note(desk, 100, 100), put_note(desk, 500, 100), put_note(desk, 500, 400)
    desk.canvas.select((a, b, c))
    desk.key(Key.Key_A, SHIFT)
    assert [(pin.drawing.start, pin.drawing.end) for pin in desk.drawings()] == [(a, b), (b, c)]
    assert desk.editor.undo_stack.count() == 1
    undone_and_redone(desk)


def test_enter_puts_a_shape_in_the_middle_of_the_view(desk: Desk) -> None:
    desk.key(Key.Key_B)
    desk.key(Key.Key_Return)
    assert desk.last().place.rect.centre == (500, 400) and desk.canvas.tool is None
    desk.book.action("draw.put_line").trigger()
    assert desk.ends() == ((400, 400), (600, 400))
    undone_and_redone(desk)


def test_a_click_with_a_tool_puts_a_shape_of_a_usual_size(desk: Desk) -> None:
    desk.key(Key.Key_E)
    desk.hand.click(desk.hand.at(300, 300))
    assert desk.last().place.rect.centre == (300, 300) and desk.last().place.width > 100


def test_arrows_nudge_a_drawing(desk: Desk) -> None:
    desk.draw(Key.Key_L, 200, 200, 120, 60, NO)
    desk.key(Key.Key_Right)
    desk.key(Key.Key_Down, SHIFT)
    assert desk.ends()[0] == pytest.approx((201, 210))
    undone_and_redone(desk)


def test_an_unfilled_shape_lets_the_hand_through_to_what_lies_in_it(desk: Desk) -> None:
    note = put_note(desk, 300, 300)
    desk.draw(Key.Key_B, 250, 250, 300, 200, NO)
    desk.canvas.select(())
    desk.hand.click(desk.hand.at(350, 340))
    assert desk.canvas.selected() == (note,)


def test_a_band_takes_only_lines_that_it_touches(desk: Desk) -> None:
    line = desk.draw(Key.Key_L, 200, 200, 200, 200, NO)
    desk.canvas.select(())
    desk.hand.drag(desk.hand.at(330, 210), QPointF(60, 60))
    assert desk.canvas.selected() == ()
    desk.hand.drag(desk.hand.at(330, 210), QPointF(60, 150))
    assert desk.canvas.selected() == (line.uuid,)


def test_the_bar_sets_the_next_look_and_that_of_chosen_drawings(desk: Desk) -> None:
    desk.draw(Key.Key_L, 200, 200, 120, 60, NO)
    bar = desk.part.bar
    bar.widths[8.0].click()
    bar.dashed.click()
    assert desk.last().drawing.width == 8 and desk.last().drawing.dashed
    desk.part.set_look("fill", "#b0442d")
    pin = desk.draw(Key.Key_B, 500, 500, 120, 60, NO)
    assert (pin.drawing.width, pin.drawing.fill) == (8, "#b0442d")
    undone_and_redone(desk)


def test_the_inspector_changes_look_heads_and_attachment(desk: Desk) -> None:
    put_note(desk, 100, 100)
    desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    desk.key(Key.Key_Return)
    popover = desk.page.inspector.popover("drawing")
    assert popover.isVisible() and not popover.panel.fills.isVisible()
    popover.panel.heads["both"].click()
    popover.panel.colours.dots[2].click()
    assert desk.last().drawing.heads == "both" and desk.last().drawing.colour == "#b0442d"
    popover.panel.heads[""].click()
    assert desk.last().drawing.shape is Shape.LINE
    popover.detach.click()
    assert not desk.last().drawing.is_attached and not popover.detach.isVisible()
    undone_and_redone(desk)


def test_screen_readers_hear_what_an_arrow_joins(desk: Desk) -> None:
    put_note(desk, 100, 100, "The bus")
    put_note(desk, 500, 100, "The train")
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    assert name_of(arrow, desk.editor) == "Arrow from Note: The bus to Note: The train"
    line = desk.draw(Key.Key_L, 200, 500, 40, 40, NO)
    assert name_of(line, desk.editor) == "Drawn line"


def test_opening_another_board_puts_the_tool_down(desk: Desk, qtbot: QtBot) -> None:
    desk.key(Key.Key_P)
    other, _ = boards.create_board("Another")
    desk.page.open_board(other.id)
    assert desk.canvas.tool is None
    assert desk.part.bar.choose.isChecked()


def test_drawing_over_an_edge_of_a_frame_attaches_but_not_within_it(desk: Desk) -> None:
    frame = desk.editor.add_frame("Phone", Rect(400, 200, 300, 300))
    within = desk.draw(Key.Key_A, 200, 300, 350, 50, NO)
    assert within.drawing.end == ""
    edge = desk.draw(Key.Key_A, 200, 400, 201, 0, NO)
    assert edge.drawing.end == frame
    assert attaching.may_hold(desk.editor.pins[frame])


def test_nothing_is_drawn_on_a_locked_board_and_a_locked_arrow_has_no_handles(desk: Desk) -> None:
    arrow = desk.draw(Key.Key_A, 200, 200, 120, 60, NO)
    desk.editor.lock_board(True)
    desk.key(Key.Key_B)
    assert desk.canvas.tool is None
    end = handles.end_points(arrow, desk.canvas.viewport)[1]
    desk.hand.drag(end, QPointF(50, 50))
    assert desk.drawings() == [arrow]
    desk.editor.lock_board(False)


def test_a_locked_arrow_still_follows_its_pins(desk: Desk) -> None:
    put_note(desk, 100, 100)
    b = put_note(desk, 500, 100)
    arrow = desk.draw(Key.Key_A, 180, 145, 400, 0, NO)
    desk.editor.change([replace(arrow, locked=True)], "")
    desk.editor.move((b,), 0, 200)
    assert desk.ends()[1][1] > 145
    undone_and_redone(desk)


def test_the_canvas_paints_while_the_view_glides_and_a_target_is_shown(desk: Desk) -> None:
    note = put_note(desk, 300, 300)
    desk.key(Key.Key_A)
    desk.canvas.motion = 200
    desk.canvas.zoom_to(2.0)
    desk.canvas.show_target(desk.editor.pins[note])
    desk.canvas.grab()
    assert desk.canvas.shown_target is desk.editor.pins[note]
    desk.canvas.motion = 0
    desk.canvas.zoom_to(1.0)


def test_a_stroke_under_way_is_seen_and_follows_the_view(desk: Desk) -> None:
    desk.key(Key.Key_P)
    hand = desk.hand
    hand.press(hand.at(300, 300))
    hand.go(hand.at(400, 300))
    middle = hand.at(350, 300).toPoint()
    ratio = desk.canvas.devicePixelRatioF()
    seen = desk.canvas.grab().toImage().pixelColor(round(middle.x() * ratio), round(middle.y() * ratio))
    assert seen.name() == desk.canvas.tokens.ink.lower()
    desk.canvas.pan(0, 100)
    below = (
        desk.canvas.grab().toImage().pixelColor(round(middle.x() * ratio), round((middle.y() + 100) * ratio))
    )
    assert below.name() == desk.canvas.tokens.ink.lower()
    hand.let_go(hand.at(400, 300))


def test_esc_takes_back_a_stroke_and_keeps_the_pen(desk: Desk) -> None:
    desk.key(Key.Key_P)
    desk.hand.press(desk.hand.at(300, 300))
    desk.hand.go(desk.hand.at(400, 320))
    desk.key(Key.Key_Escape)
    desk.hand.let_go(desk.hand.at(400, 320))
    assert desk.drawings() == [] and desk.canvas.tool is desk.part.tool(Shape.PEN)


def test_shift_draws_a_straight_piece_with_the_pen(desk: Desk) -> None:
    desk.key(Key.Key_P)
    desk.hand.press(desk.hand.at(300, 300))
    for x in (340, 380, 400):
        desk.hand.go(desk.hand.at(x, 300 + x % 7), SHIFT)
    desk.hand.let_go(desk.hand.at(400, 300), SHIFT)
    points = strokes.points_of(desk.last())
    assert len(points) == 2 and points[1][1] == pytest.approx(300)


def test_a_rectangles_corner_is_free_and_shift_keeps_its_ratio(desk: Desk) -> None:
    rect = desk.draw(Key.Key_B, 200, 200, 100, 50, NO)
    corner = handles.handle_point(rect.place, (1, 1), desk.canvas.viewport)
    desk.hand.drag(corner, QPointF(40, 90))
    assert desk.last().place == Place(200, 200, 140, 140)
    desk.editor.undo_stack.undo()
    desk.hand.drag(corner, QPointF(100, 50), SHIFT)
    place = desk.last().place
    assert place.width / place.height == pytest.approx(2) and place.width == pytest.approx(200)
    desk.editor.undo_stack.undo()
    desk.hand.drag(corner, QPointF(10, 20), ALT)
    assert desk.last().place == Place(190, 180, 120, 90)
    undone_and_redone(desk)


def test_the_tools_of_what_is_chosen_keep_off_the_drawing_bar(desk: Desk) -> None:
    desk.canvas.set_view(BoardView(0, 0, 1))
    desk.editor.add_note("low", *desk.canvas.to_board(QPointF(300, desk.canvas.height() - 60)))
    desk.canvas.select([pin.uuid for pin in desk.editor.own_pins()])
    desk.key(Key.Key_D)
    part = desk.page.findChild(DrawingPart)
    assert part.bar.isVisible() and desk.page.inspector.inspector.isVisible()
    assert not part.bar.geometry().intersects(desk.page.inspector.inspector.geometry())
