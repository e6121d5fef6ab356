# SPDX-License-Identifier: GPL-3.0-or-later
"""Light, dark, as the system says; icons and the ring of focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moodboard.qt.settings import THEME, Settings
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.ui import icons, theme
from moodboard.ui.buttons import Button, Kind
from moodboard.ui.focus_ring import FocusRing


@pytest.fixture
def controller(qapp: QApplication) -> Iterator[theme.ThemeController]:
    made = theme.apply(qapp, "light")
    yield made
    made._settings = None
    made.set_mode("light")


def test_dark_mode_changes_tokens_and_palette(controller: theme.ThemeController, qtbot: QtBot) -> None:
    with qtbot.waitSignal(controller.changed) as changed:
        controller.set_mode("dark")
    assert changed.args == [DARK]
    assert theme.tokens() is DARK
    assert QApplication.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.ink)


def test_switch_goes_to_the_other(controller: theme.ThemeController) -> None:
    controller.switch()
    assert controller.tokens() is DARK
    controller.switch()
    assert controller.tokens() is LIGHT


def test_mode_is_remembered(controller: theme.ThemeController, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    controller.use_settings(settings)
    assert controller.mode() == "system"
    controller.set_mode("dark")
    settings.flush()
    assert Settings(tmp_path / "settings.ini").get(THEME) == "dark"


def test_a_bad_stored_mode_falls_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.set(THEME, "purple")
    assert settings.get(THEME) == "system"
    assert "purple" in caplog.text


def test_every_icon_is_drawn_in_its_colour(qapp: QApplication) -> None:
    for name in icons.names():
        image = icons.pixmap(name, "#ff0000", 16, 2.0).toImage()
        assert image.width() == 32
        inked = [
            image.pixelColor(x, y)
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked), name


def test_ring_follows_keys_and_not_the_mouse(controller: theme.ThemeController, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, button = QLineEdit(window), Button("Go", kind=Kind.FILL, parent=window)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(button.hasFocus)
    ring = controller.findChild(FocusRing)
    assert ring is not None
    overlay = ring.overlay()
    assert overlay is not None
    assert overlay.geometry().adjusted(4, 4, -4, -4) == button.geometry()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert ring.overlay() is None


def test_tooltip_of_a_button_is_its_accessible_name(qtbot: QtBot) -> None:
    button = Button(icon="plus", tip="Add a film")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Add a film"
    assert button.sizeHint().width() == 32


@pytest.mark.usefixtures("controller")
def test_a_number_stands_as_far_from_its_frame_as_words_do(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    number, words = QSpinBox(), QLineEdit()
    column.addWidget(number)
    column.addWidget(words)
    box.resize(200, 120)
    box.show()
    assert abs(number.lineEdit().x() - 9) <= 1
    assert number.lineEdit().geometry().right() <= number.width() - 8


def test_the_ring_goes_along_with_a_page_that_is_scrolled(
    controller: theme.ThemeController, qtbot: QtBot
) -> None:
    page, area = QWidget(), QScrollArea()
    qtbot.addWidget(area)
    first, last = QLineEdit(page), QLineEdit(page)
    first.move(10, 10)
    last.move(10, 700)
    page.resize(200, 800)
    area.setWidget(page)
    area.resize(240, 200)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(last.hasFocus)
    ring = controller.findChild(FocusRing)
    assert ring is not None and ring.overlay() is not None
    where = last.mapTo(area, QPoint(0, 0))
    assert ring.overlay().geometry().adjusted(4, 4, -4, -4).topLeft() == where
    area.verticalScrollBar().setValue(0)
    assert ring.overlay() is None  # scrolled away
    area.verticalScrollBar().setValue(800)
    assert ring.overlay() is not None


def test_the_entry_of_a_menu_that_has_the_keyboard_stands_out() -> None:
    for colours in (LIGHT, DARK):
        rule = theme.style_sheet(colours).split("QMenu::item:selected { background: ")[1]
        lit, ground = QColor(rule.partition(";")[0]), QColor(colours.raised)
        assert sum(abs(a - b) for a, b in zip(lit.getRgb(), ground.getRgb(), strict=True)) >= 20
