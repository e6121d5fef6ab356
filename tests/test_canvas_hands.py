# SPDX-License-Identifier: GPL-3.0-or-later
"""Touchpads, touch screens and wheels push and zoom the board as hands expect."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.board import NOTE_STYLE, BoardView, PinKind, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.services import boards
from moodboard.ui.board.edge_pan import push_of
from open_board import make_page

NO = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


__all__ = ["make_page"]


@pytest.fixture
def touch() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def board(make_page: Callable[..., SimpleNamespace]) -> SimpleNamespace:
    page = make_page()
    page.uuid = page.editor.add_note("A note", 0, 0, NOTE_STYLE)
    page.canvas.select(())
    return page


def _touched(canvas: QWidget, touch: QPointingDevice) -> QTest.QTouchEventSequence:
    """Begin a touch event that is sent by ``commit`` alone, not once more when it is collected."""
    return QTest.touchEvent(canvas, touch, False)


def _wheel(board: SimpleNamespace, keys: Qt.KeyboardModifier, down: int = -120) -> None:
    at = QPointF(500, 400)
    event = QWheelEvent(
        at, board.canvas.mapToGlobal(at), QPoint(), QPoint(0, down), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(board.canvas, event)


def test_two_fingers_apart_zoom_in_and_what_lies_between_stays(
    board: SimpleNamespace, touch: QPointingDevice
) -> None:
    canvas = board.canvas
    middle = canvas.to_board(QPointF(500, 400))
    _touched(canvas, touch).press(0, QPoint(450, 400), canvas).press(1, QPoint(550, 400), canvas).commit()
    _touched(canvas, touch).move(0, QPoint(400, 400), canvas).move(1, QPoint(600, 400), canvas).commit()
    assert canvas.zoom() == pytest.approx(2.0)
    assert canvas.to_board(QPointF(500, 400)) == pytest.approx(middle)


def test_two_fingers_side_by_side_push_the_board(board: SimpleNamespace, touch: QPointingDevice) -> None:
    canvas, before = board.canvas, board.canvas.view()
    _touched(canvas, touch).press(0, QPoint(450, 400), canvas).press(1, QPoint(550, 400), canvas).commit()
    _touched(canvas, touch).move(0, QPoint(480, 430), canvas).move(1, QPoint(580, 430), canvas).commit()
    assert (canvas.view().x, canvas.view().y) == pytest.approx((before.x - 30, before.y - 30))
    assert canvas.zoom() == pytest.approx(before.zoom)


def test_one_finger_moves_a_pin(board: SimpleNamespace, touch: QPointingDevice) -> None:
    canvas, pin = board.canvas, board.editor.pins[board.uuid]
    view = canvas.view()
    at = canvas.viewport.to_screen(*pin.place.rect.centre).toPoint()
    _touched(canvas, touch).press(0, at, canvas).commit()
    _touched(canvas, touch).move(0, at + QPoint(60, 300), canvas).commit()
    _touched(canvas, touch).release(0, at + QPoint(60, 300), canvas).commit()
    assert board.editor.pins[board.uuid].place.x == pytest.approx(pin.place.x + 60, abs=8)
    assert canvas.view() == view


def test_one_finger_beside_the_pins_pushes_the_board(board: SimpleNamespace, touch: QPointingDevice) -> None:
    canvas, view = board.canvas, board.canvas.view()
    _touched(canvas, touch).press(0, QPoint(300, 500), canvas).commit()
    _touched(canvas, touch).move(0, QPoint(350, 500), canvas).commit()
    _touched(canvas, touch).release(0, QPoint(350, 500), canvas).commit()
    assert canvas.view().x == pytest.approx(view.x - 50)


def test_a_second_finger_takes_a_drag_back(board: SimpleNamespace, touch: QPointingDevice) -> None:
    canvas, pin = board.canvas, board.editor.pins[board.uuid]
    at = canvas.viewport.to_screen(*pin.place.rect.centre).toPoint()
    _touched(canvas, touch).press(0, at, canvas).commit()
    _touched(canvas, touch).move(0, at + QPoint(60, 0), canvas).commit()
    _touched(canvas, touch).stationary(0).press(1, at + QPoint(160, 0), canvas).commit()
    _touched(canvas, touch).release(0, at, canvas).release(1, at, canvas).commit()
    assert board.editor.pins[board.uuid].place == pin.place


def test_the_wheel_zooms_and_with_shift_or_both_it_pans(board: SimpleNamespace) -> None:
    canvas, view = board.canvas, board.canvas.view()
    _wheel(board, SHIFT)
    assert (canvas.view().x, canvas.view().y) == pytest.approx((view.x + 60, view.y))
    _wheel(board, SHIFT | CTRL)
    assert canvas.view().y == pytest.approx(view.y + 60)
    _wheel(board, NO)
    assert canvas.zoom() < view.zoom


def test_the_wheel_pans_when_asked_to_and_ctrl_zooms(board: SimpleNamespace) -> None:
    canvas, view = board.canvas, board.canvas.view()
    board.book.action("view.wheel_pans").trigger()
    _wheel(board, NO)
    assert canvas.view().y == pytest.approx(view.y + 60) and canvas.zoom() == view.zoom
    _wheel(board, CTRL)
    assert canvas.zoom() < view.zoom
    board.book.action("view.wheel_pans").trigger()


def _drag(board: SimpleNamespace, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    for kind, y in ((QEvent.Type.MouseButtonPress, 400), (QEvent.Type.MouseMove, 280)):
        at = QPointF(500, y)
        own = button if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        QApplication.sendEvent(
            board.canvas, QMouseEvent(kind, at, board.canvas.mapToGlobal(at), own, button, keys)
        )
    QTest.mouseRelease(board.canvas, button, keys, QPoint(500, 280))


def test_ctrl_and_the_middle_button_zoom_by_dragging(board: SimpleNamespace) -> None:
    _drag(board, Qt.MouseButton.MiddleButton, CTRL)
    assert board.canvas.zoom() == pytest.approx(2.0)


def test_z_held_zooms_by_dragging(board: SimpleNamespace) -> None:
    QTest.keyPress(board.canvas, Qt.Key.Key_Z)
    _drag(board, Qt.MouseButton.LeftButton, NO)
    QTest.keyRelease(board.canvas, Qt.Key.Key_Z)
    assert board.canvas.zoom() == pytest.approx(2.0)
    assert board.canvas.scene.lying_in(Rect(-1e4, -1e4, 2e4, 2e4))


def _native(board: SimpleNamespace, kind: Qt.NativeGestureType, value: float) -> None:
    at, pad = QPointF(500, 400), QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(
        kind, pad, 2, at, at, board.canvas.mapToGlobal(at), value, QPointF()
    )  # fmt: skip
    QApplication.sendEvent(board.canvas, event)


def test_a_pinch_on_the_touchpad_zooms_at_the_fingers(board: SimpleNamespace) -> None:
    canvas = board.canvas
    middle = canvas.to_board(QPointF(500, 400))
    _native(board, Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert canvas.zoom() == pytest.approx(1.5)
    assert canvas.to_board(QPointF(500, 400)) == pytest.approx(middle)


def _pen(
    board: SimpleNamespace, kind: QEvent.Type, at: QPointF, pointer: QPointingDevice.PointerType
) -> bool:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, pointer, QInputDevice.Capability.Position, 1, 3
    )
    event = QTabletEvent(
        kind, device, at, board.canvas.mapToGlobal(at), 0.5, 0, 0, 0, 0, 0, NO,
        Qt.MouseButton.LeftButton, held,
    )  # fmt: skip
    QApplication.sendEvent(board.canvas, event)
    return event.isAccepted()


def _drawn(board: SimpleNamespace) -> str:
    line = Drawing(Shape.LINE, ((0.0, 0.0), (1.0, 0.0)))
    pin = replace(board.editor.new_pin(PinKind.DRAWING, Rect(100, 200, 200, 1), 9), drawing=line)
    board.editor.add_pins([pin], "Draw")
    return str(pin.uuid)


def test_the_pens_point_is_left_to_qt_which_makes_a_mouse_of_it(board: SimpleNamespace) -> None:
    assert QApplication.testAttribute(Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTabletEvents)
    assert not _pen(board, QEvent.Type.TabletPress, QPointF(300, 300), QPointingDevice.PointerType.Pen)


def test_the_pens_eraser_wipes_drawings_in_one_step_and_nothing_else(board: SimpleNamespace) -> None:
    canvas, editor = board.canvas, board.editor
    drawn = _drawn(board)
    before, rubber = dict(editor.pins), QPointingDevice.PointerType.Eraser
    points = [canvas.to_screen(Rect(x, y, 0, 0)).topLeft() for x, y in ((200, 150), (200, 250), (10, 10))]
    assert _pen(board, QEvent.Type.TabletPress, points[0], rubber)
    for point in points[1:]:
        _pen(board, QEvent.Type.TabletMove, point, rubber)
    assert drawn in editor.pins
    _pen(board, QEvent.Type.TabletRelease, points[-1], rubber)
    assert set(before) - set(editor.pins) == {drawn}
    editor.undo()
    assert dict(editor.pins) == before


def test_escape_takes_the_eraser_back(board: SimpleNamespace) -> None:
    drawn, rubber = _drawn(board), QPointingDevice.PointerType.Eraser
    at = board.canvas.to_screen(Rect(200, 200, 0, 0)).topLeft()
    _pen(board, QEvent.Type.TabletPress, at, rubber)
    QTest.keyClick(board.canvas, Qt.Key.Key_Escape)
    _pen(board, QEvent.Type.TabletRelease, at, rubber)
    assert drawn in board.editor.pins and not board.canvas.gesture


def _mouse(board: SimpleNamespace, kind: QEvent.Type, at: QPointF) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    QApplication.sendEvent(
        board.canvas, QMouseEvent(kind, at, board.canvas.mapToGlobal(at), button, held, CTRL)
    )


def test_a_pin_held_at_the_edge_pushes_the_board_and_comes_along(board: SimpleNamespace) -> None:
    canvas, editor = board.canvas, board.editor
    before, place = canvas.view(), editor.pins[board.uuid].place
    start = canvas.to_screen(place.bounds).center()
    edge = QPointF(canvas.width() - 2, start.y())
    _mouse(board, QEvent.Type.MouseButtonPress, start)
    canvas.select((board.uuid,))
    _mouse(board, QEvent.Type.MouseMove, QPointF(start.x() + 40, start.y()))
    assert not canvas.edge_pan.is_running
    _mouse(board, QEvent.Type.MouseMove, edge)
    assert canvas.edge_pan.is_running
    for _ in range(20):
        canvas.edge_pan.step(0.02)
    pushed = canvas.view().x - before.x
    assert pushed > 100 and canvas.view().y == pytest.approx(before.y)
    _mouse(board, QEvent.Type.MouseButtonRelease, edge)
    assert not canvas.edge_pan.is_running
    moved = editor.pins[board.uuid].place.x - place.x
    assert moved == pytest.approx(edge.x() - start.x() + canvas.view().x - before.x, abs=1)


@pytest.mark.parametrize(
    ("at", "pressed", "way"),
    [(500, 500, 0), (0, 500, 1), (1000, 500, -1), (-90, 500, 1), (10, 5, 0), (1000, 990, -1)],
)
def test_the_edge_pushes_towards_itself_and_not_where_the_press_was(
    at: float, pressed: float, way: int
) -> None:
    push = push_of(at, 1000, pressed)
    assert (push > 0) - (push < 0) == way and abs(push) <= 1


def test_the_view_of_each_board_is_remembered(board: SimpleNamespace, qtbot: QtBot) -> None:
    page, canvas = board.page, board.canvas
    other, _made = boards.create_board("Another")
    canvas.set_view(BoardView(120.0, -40.0, 1.75))
    page.open_board(other.id)
    canvas.set_view(BoardView(5.0, 6.0, 0.5))
    page.open_board(board.board.id)
    assert canvas.view() == BoardView(120.0, -40.0, 1.75)
    page.open_board(other.id)
    assert canvas.view() == BoardView(5.0, 6.0, 0.5)
    page.close_board()
    assert boards.board_view(other.id) == BoardView(5.0, 6.0, 0.5)
