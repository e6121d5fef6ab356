# SPDX-License-Identifier: GPL-3.0-or-later
"""The three ways in, and the window around them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from library_ui import Bench
from moodboard.ui import first_run_cards, theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.first_run import BAND, FirstRun
from moodboard.ui.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> FirstRun:
    theme.apply(qapp, "light")
    made = FirstRun()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def window(library: Path, qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    theme.apply(qapp, "light")
    bench = Bench(tmp_path)
    made = MainWindow(QWidget(), bench.pane, FirstRun(), ActionBook(qapp), bench.settings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    bench.thumbs.stop()


def test_a_film_is_added_by_its_title_alone(page: FirstRun, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.add_card, _LEFT, pos=QPoint(200, 40))
    qtbot.waitUntil(page.add_card.field.hasFocus)
    qtbot.keyClicks(page.add_card.field, "Her")
    with qtbot.waitSignal(page.film_add_requested) as asked:
        qtbot.keyClick(page.add_card.field, Qt.Key.Key_Return)
    assert asked.args == ["Her"]


def test_escape_closes_the_field(page: FirstRun, qtbot: QtBot) -> None:
    qtbot.keyClick(page.add_card, Qt.Key.Key_Return)
    assert page.add_card.field.isVisible()
    qtbot.keyClick(page.add_card.field, Qt.Key.Key_Escape)
    assert not page.add_card.field.isVisible()


def test_the_sample_is_one_click(page: FirstRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_requested):
        qtbot.mouseClick(page.sample_card, _LEFT)


def test_a_file_is_chosen(page: FirstRun, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_run_cards.messages, "choose_files", lambda *_args: [Path("letterboxd.zip")])
    with qtbot.waitSignal(page.import_requested) as asked:
        qtbot.mouseClick(page.drop_card.choose, _LEFT)
    assert asked.args == [[Path("letterboxd.zip")]]


def test_a_chip_tells_how_to_get_the_export(page: FirstRun, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.drop_card.letterboxd, _LEFT)
    assert "Export your data" in page.drop_card.words()


def test_narrow_puts_the_picture_above(page: FirstRun) -> None:
    page.resize(1000, 760)
    assert page.picture().geometry().height() == BAND
    page.resize(1440, 900)
    assert page.picture().width() == 744


def _dropped(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, _LEFT, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(20, 20), copy, data, _LEFT, none))


def test_the_whole_window_takes_a_drop(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.show_first_run(True)
    with qtbot.waitSignal(window.paths_dropped) as dropped:
        _dropped(window, tmp_path)
    assert dropped.args == [[tmp_path]]


def test_f4_hides_the_library_and_brings_it_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert not window.pane.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.pane.isVisible()


def test_search_opens_a_hidden_library(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.show_pane(False)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.pane.search.hasFocus)


def test_the_pane_is_as_wide_as_drawn(window: MainWindow) -> None:
    window.resize(1440, 900)
    assert window.pane.width() == 343
    assert window.board_page.width() == 1096


def test_sizes_are_remembered(window: MainWindow) -> None:
    window.show_pane(False)
    window.close()
    settings = window.settings()
    from moodboard.qt.settings import GEOMETRY, PANE_SHOWN

    assert settings.get(PANE_SHOWN) is False
    assert settings.get(GEOMETRY)


def test_theme_button_switches(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.top_bar.theme_button, _LEFT)
    assert theme.tokens().dark
    assert window.top_bar.theme_button.icon_name() == "sun"
    qtbot.mouseClick(window.top_bar.theme_button, _LEFT)
    assert not theme.tokens().dark
