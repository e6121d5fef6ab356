# SPDX-License-Identifier: GPL-3.0-or-later
"""Touchpads, touch screens and wheels push and zoom the board as hands expect."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.domain.board import NOTE_STYLE, Rect
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
