# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging a watch now, without a dialog, and taking it back."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from library_ui import Bench, add, bench, log
from moodboard.domain.film import Watch
from moodboard.services import films, watches
from moodboard.ui.again import BarStars
from moodboard.ui.library.film_delegate import again_rect

_NIGHT = datetime(2026, 6, 2, 1, 30)


@pytest.fixture
def her(library: Path) -> int:
    film = add("Her", 2013, times=11)
    log(film, "2026-05-01")
    return film


def _seen(film_id: int) -> int:
    return films.film_row(film_id).times_seen


def _stars(made: Bench) -> BarStars:
    return made.pane.bar.findChildren(BarStars)[-1]


def test_again_logs_tonight_and_is_undone(her: int, qtbot: QtBot, tmp_path: Path) -> None:
    with bench(qtbot, tmp_path) as made:
        made.verbs.again.set_clock(lambda: _NIGHT)
        made.verbs.log_again(her)
        assert watches.watches_of(her)[0].date.edtf == "2026-06-01"
        assert made.pane.bar.words() == "Logged “Her” again, the 13th time."
        qtbot.mouseClick(made.pane.bar.undo_button(), Qt.MouseButton.LeftButton)
        assert _seen(her) == 12
        made.verbs.history.redo()
        assert _seen(her) == 13


def test_the_stars_of_the_bar_take_the_keyboard_after_a_key(her: int, qtbot: QtBot, tmp_path: Path) -> None:
    with bench(qtbot, tmp_path) as made:
        made.pane.film_list.choose(her)
        made.pane.film_list.setFocus()
        made.verbs.log_again()
        stars = _stars(made)
        assert QApplication.focusWidget() is stars
        qtbot.keyClick(stars, Qt.Key.Key_4)
        qtbot.keyClick(stars, Qt.Key.Key_Right)
        assert watches.watches_of(her)[0].rating == 9
        qtbot.keyClick(stars, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is made.pane.film_list
        made.verbs.history.undo()
        assert _seen(her) == 12
        made.verbs.history.redo()
        assert watches.watches_of(her)[0].rating == 9


def test_a_key_that_means_no_stars_goes_where_the_keyboard_was(
    her: int, qtbot: QtBot, tmp_path: Path
) -> None:
    add("Barley", 2017)
    with bench(qtbot, tmp_path) as made:
        made.pane.film_list.choose(her)
        made.pane.film_list.setFocus()
        made.verbs.log_again()
        qtbot.keyClick(_stars(made), Qt.Key.Key_End)
        assert QApplication.focusWidget() is made.pane.film_list
        assert made.pane.film_list.currentIndex().row() == made.pane.model.rowCount() - 1


def test_again_on_a_row_logs_without_taking_the_keyboard(her: int, qtbot: QtBot, tmp_path: Path) -> None:
    with bench(qtbot, tmp_path) as made:
        listed, viewport = made.pane.film_list, made.pane.film_list.viewport()
        film = made.pane.model.film_at(0)
        assert film is not None and film.id == her
        point = again_rect(listed.visualRect(made.pane.model.index(0, 0)), film).center()
        _move(viewport, point)
        assert "at once" in viewport.toolTip()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
        assert _seen(her) == 13
        assert not isinstance(QApplication.focusWidget(), BarStars)


def test_a_film_never_seen_offers_no_again_on_its_row(library: Path, qtbot: QtBot, tmp_path: Path) -> None:
    add("Her", 2013)
    with bench(qtbot, tmp_path) as made:
        film = made.pane.model.film_at(0)
        assert film is not None
        point = again_rect(made.pane.film_list.visualRect(made.pane.model.index(0, 0)), film).center()
        qtbot.mouseClick(made.pane.film_list.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert _seen(film.id) == 0


def test_again_takes_the_film_off_the_watchlist_and_undo_puts_it_back(
    library: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    from dataclasses import replace

    film = add("Her", 2013)
    films.edit_film(replace(films.film(film), watchlist=True))
    with bench(qtbot, tmp_path) as made:
        made.verbs.log_again(film)
        assert not films.film(film).watchlist
        made.verbs.history.undo()
        assert films.film(film).watchlist


def test_the_pin_under_the_keyboard_is_meant_before_the_pane(her: int, qtbot: QtBot, tmp_path: Path) -> None:
    barley = add("Barley", 2017)
    with bench(qtbot, tmp_path) as made:
        made.pane.film_list.choose(her)
        assert made.verbs.meant_film() == her
        made.verbs.film_of_board = lambda: (barley, her)
        assert made.verbs.meant_film() == barley
        made.pane.film_list.choose(None)
        made.verbs.film_of_board = lambda: (None, barley)
        assert made.verbs.meant_film() == barley


def test_again_of_a_film_that_is_gone_is_a_sentence(library: Path, qtbot: QtBot, tmp_path: Path) -> None:
    with bench(qtbot, tmp_path) as made:
        made.verbs.log_again(999)
        assert "no film" in made.pane.bar.words()


def _move(widget: object, point: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(point),
        QPointF(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


def test_a_watch_logged_so_says_nothing_else(her: int, qtbot: QtBot, tmp_path: Path) -> None:
    with bench(qtbot, tmp_path) as made:
        made.verbs.log_again(her)
        watch = watches.watches_of(her)[0]
        assert (watch.rating, watch.note, watch.times) == (None, "", 1)
        assert watch == Watch(her, watch.date, id=watch.id, uuid=watch.uuid, logged=watch.logged)
