# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar through the film, used with the mouse and the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from film_clips import make
from moodboard.qt.glimpses import Glimpses, SmallPicture
from moodboard.qt.tokens import DARK
from moodboard.ui.capture.glimpse_card import GlimpseCard
from moodboard.ui.capture.seek_bar import INSET, SeekBar


@pytest.fixture
def bar(qtbot: QtBot) -> SeekBar:
    host = QWidget()
    host.resize(600, 60)
    made = SeekBar(host)
    made.setGeometry(0, 0, 416, 36)
    made.set_duration(400.0)
    qtbot.addWidget(host)
    host.show()
    made.host = host  # type: ignore[attr-defined]  # kept as long as the bar
    return made


def _x(bar: SeekBar, seconds: float) -> QPoint:
    return QPoint(round(bar.x_of(seconds)), 17)


def test_times_and_places_belong_together(bar: SeekBar) -> None:
    assert bar.x_of(0.0) == INSET
    assert bar.x_of(400.0) == 416 - INSET
    for seconds in (0.0, 1.0, 133.3, 399.0, 400.0):
        assert bar.seconds_at(bar.x_of(seconds)) == pytest.approx(seconds)
    assert bar.seconds_at(-50) == 0.0
    assert bar.seconds_at(5000) == 400.0


def test_a_drag_scrubs_and_letting_go_is_exact(bar: SeekBar, qtbot: QtBot) -> None:
    scrubbed: list[float] = []
    gone: list[float] = []
    bar.scrubbed.connect(scrubbed.append)
    bar.go_requested.connect(gone.append)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=_x(bar, 100))
    qtbot.mouseMove(bar, _x(bar, 200))
    assert gone == []
    bar.set_at(5.0)  # the film that still shows an old frame does not take the knob away
    assert bar.at() == pytest.approx(200, abs=1)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=_x(bar, 300))
    assert scrubbed[0] == pytest.approx(100, abs=1)
    assert scrubbed[-1] == pytest.approx(200, abs=1)
    assert gone == [pytest.approx(300, abs=1)]


def test_a_click_on_a_diamond_goes_to_its_very_frame(bar: SeekBar, qtbot: QtBot) -> None:
    bar.set_marks((120.041,))
    with qtbot.waitSignal(bar.go_requested) as told:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(120.041)) + 2, 8))
    assert told.args == [120.041]


def test_the_pointer_previews_without_going_anywhere(bar: SeekBar, qtbot: QtBot) -> None:
    gone: list[float] = []
    bar.go_requested.connect(gone.append)
    with qtbot.waitSignal(bar.pointed) as told:
        qtbot.mouseMove(bar, _x(bar, 250))
    assert told.args is not None
    assert told.args[0] == pytest.approx(250, abs=1)
    assert gone == []


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        (Qt.Key.Key_Right, 205.0),
        (Qt.Key.Key_Left, 195.0),
        (Qt.Key.Key_PageUp, 260.0),
        (Qt.Key.Key_PageDown, 140.0),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 400.0),
    ],
)
def test_the_keyboard_goes_through_the_film(bar: SeekBar, qtbot: QtBot, key: Qt.Key, seconds: float) -> None:
    bar.set_at(200.0)
    with qtbot.waitSignal(bar.go_requested) as told:
        qtbot.keyClick(bar, key)
    assert told.args == [seconds]


def test_keys_that_come_quickly_add_up(bar: SeekBar, qtbot: QtBot) -> None:
    gone: list[float] = []
    bar.go_requested.connect(gone.append)
    for _press in range(3):
        qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert gone == [5.0, 10.0, 15.0]


def test_the_wheel_goes_on_and_back(bar: SeekBar, qtbot: QtBot) -> None:
    bar.set_at(100.0)
    place = QPointF(200, 17)
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(bar.go_requested) as told:
        QApplication.sendEvent(bar, turn)
    assert told.args == [105.0]


def test_a_reader_is_told_the_value_and_the_time(bar: SeekBar) -> None:
    bar.set_at(61.0)
    value = QAccessible.queryAccessibleInterface(bar).valueInterface()
    assert value.currentValue() == 61_000
    assert value.maximumValue() == 400_000
    assert bar.accessibleDescription() == "0:01:01 of 0:06:40"


def test_ticks_stand_where_cuts_are_as_they_are_found(bar: SeekBar) -> None:
    bar.set_cuts([100.0], 120.0)
    first = bar.grab().toImage()
    bar.set_cuts([100.0, 300.0], 320.0)
    both = bar.grab().toImage()
    ground = first.pixelColor(round(bar.x_of(300.0)), 27)
    assert first.pixelColor(round(bar.x_of(100.0)), 27) != ground
    assert both.pixelColor(round(bar.x_of(300.0)), 27) != ground


def test_the_track_is_filled_as_far_as_one_is(bar: SeekBar) -> None:
    bar.set_at(200.0)
    shown = bar.grab().toImage()
    assert shown.pixelColor(round(bar.x_of(100.0)), 17) == QColor(DARK.accent)
    assert shown.pixelColor(round(bar.x_of(300.0)), 17) != QColor(DARK.accent)


def test_without_a_length_there_is_nowhere_to_go(bar: SeekBar, qtbot: QtBot) -> None:
    bar.set_duration(0.0)
    with qtbot.assertNotEmitted(bar.go_requested):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(200, 17))


def test_of_many_glances_the_newest_is_answered_last(qtbot: QtBot, tmp_path: Path) -> None:
    glimpses = Glimpses()
    glimpses.set_file(make(tmp_path / "film.mkv"))
    made: list[SmallPicture] = []
    glimpses.glanced.connect(made.append)
    for step in range(40):
        glimpses.glance(step / 20, 96)
    qtbot.waitUntil(lambda: bool(made) and made[-1].wanted == pytest.approx(39 / 20), timeout=10_000)
    assert len(made) < 40
    assert made[-1].image.width() == 96
    glimpses.stop()


def test_a_scene_waits_but_is_not_lost(qtbot: QtBot, tmp_path: Path) -> None:
    glimpses = Glimpses()
    glimpses.set_file(make(tmp_path / "film.mkv"))
    scenes: list[SmallPicture] = []
    glimpses.scene_made.connect(scenes.append)
    for wanted in (0.0, 0.5, 1.0):
        glimpses.scene(wanted, 64)
    glimpses.glance(1.5, 64)
    qtbot.waitUntil(lambda: len(scenes) == 3, timeout=10_000)
    assert [scene.wanted for scene in scenes] == [0.0, 0.5, 1.0]
    glimpses.stop()


def test_a_file_that_cannot_be_read_gives_no_glimpse_and_no_noise(qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mkv"
    bad.write_bytes(b"no film at all")
    glimpses = Glimpses()
    made: list[SmallPicture] = []
    glimpses.glanced.connect(made.append)
    glimpses.set_file(bad)
    glimpses.glance(0.0, 96)
    glimpses.set_file(make(tmp_path / "film.mkv"))
    glimpses.glance(0.0, 96)
    qtbot.waitUntil(lambda: bool(made), timeout=10_000)
    assert len(made) == 1
    glimpses.stop()


def test_the_card_stays_inside_and_has_the_films_shape(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(500, 400)
    qtbot.addWidget(host)
    card = GlimpseCard(host)
    card.set_ratio(2.39)
    card.show_at(10.0, QPoint(2, 300))
    assert card.geometry().left() == 8
    assert card.geometry().bottom() < 300
    card.show_at(10.0, QPoint(499, 300))
    assert card.geometry().right() <= 492
