# SPDX-License-Identifier: GPL-3.0-or-later
"""The left pane with real keys and clicks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from library_ui import Bench, add, bench, keep_line, log
from moodboard.domain.query import FilmChip, FilmSort
from moodboard.qt import film_model
from moodboard.qt.carried import LINES_MIME, STILLS_MIME
from moodboard.services import films, intake, lines, stills
from moodboard.ui.library.film_delegate import count_rect, log_rect
from moodboard.ui.library.tray_delegates import LineEditor

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(library: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    her = add("Her", 2013, times=2, rating=10)
    add("Barley", 2017, times=1, rating=7)
    add("Unseen", 2020)
    log(her, "3 May 2026")
    keep_line(her, "Me too, now we know how.", 4264.0)
    keep_line(her, "The past is just a story.")
    with bench(qtbot, tmp_path) as made:
        made.pane.choose_film(her)
        yield made


def _row_point(table: Bench, title: str, what: str) -> QPoint:
    model, view = table.pane.model, table.pane.film_list
    row = model.row_of(films.find_film(title).id)
    assert row is not None
    film = model.film_at(row)
    assert film is not None
    box = view.visualRect(model.index(row, 0))
    return {"log": log_rect, "count": count_rect}[what](box, film).center()


def test_typing_searches_at_once(table: Bench, qtbot: QtBot) -> None:
    qtbot.keyClicks(table.pane.search, "bar")
    assert table.titles() == ["Barley"]
    qtbot.keyClick(table.pane.search, Qt.Key.Key_Escape)
    assert len(table.titles()) == 3


def test_the_chosen_film_survives_a_search(table: Bench, qtbot: QtBot) -> None:
    her = films.find_film("Her").id
    qtbot.keyClicks(table.pane.search, "barley")
    assert table.pane.chosen_film() == her
    table.pane.search.clear()
    assert table.pane.film_list.currentIndex().row() == table.pane.model.row_of(her)


def test_nothing_found_offers_to_add_the_film(table: Bench, qtbot: QtBot) -> None:
    qtbot.keyClicks(table.pane.search, "Stalker")
    assert table.pane.nothing_button.isVisible()
    assert table.pane.nothing_button.text() == "Add it?"
    table.pane.film_add_requested.disconnect()
    with qtbot.waitSignal(table.pane.film_add_requested) as asked:
        qtbot.mouseClick(table.pane.nothing_button, _LEFT)
    assert asked.args == ["Stalker"]


def test_chips_combine_and_all_clears_them(table: Bench, qtbot: QtBot) -> None:
    chips = table.pane.chips
    qtbot.mouseClick(chips.button(FilmChip.REWATCHED), _LEFT)
    assert table.titles() == ["Her"]
    qtbot.mouseClick(chips.button(FilmChip.FIVE_STARS), _LEFT)
    assert table.titles() == ["Her"]
    qtbot.mouseClick(chips.button(None), _LEFT)
    assert chips.chips() == frozenset()
    assert chips.button(None).text() == "All 3"
    assert len(table.titles()) == 3


def test_order_is_chosen_and_remembered(table: Bench, qtbot: QtBot) -> None:
    table.pane.search.sort_action(FilmSort.TITLE).trigger()
    assert table.titles() == ["Barley", "Her", "Unseen"]
    assert table.pane.search.sort_button().accessibleName() == "Order: Title"
    again = Bench(table.settings_folder())
    qtbot.addWidget(again.pane)
    assert again.titles() == ["Barley", "Her", "Unseen"]
    again.thumbs.stop()


def test_log_on_a_row_asks_for_that_film(table: Bench, qtbot: QtBot) -> None:
    table.pane.watch_log_requested.disconnect()
    with qtbot.waitSignal(table.pane.watch_log_requested) as asked:
        qtbot.mouseClick(table.pane.film_list.viewport(), _LEFT, pos=_row_point(table, "Her", "log"))
    assert asked.args == [films.find_film("Her").id]


def test_control_never_takes_the_choice_away(table: Bench, qtbot: QtBot) -> None:
    view, her = table.pane.film_list, films.find_film("Her").id
    middle = view.visualRect(view.currentIndex()).center()
    for _click in range(2):
        qtbot.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.ControlModifier, middle)
    assert len(view.selectionModel().selectedRows()) == 1
    assert table.pane.chosen_film() == her


def test_count_is_clicked_and_twelve_typed(table: Bench, qtbot: QtBot) -> None:
    view = table.pane.film_list
    qtbot.mouseClick(view.viewport(), _LEFT, pos=_row_point(table, "Her", "count"))
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "3"
    qtbot.keyClicks(editor, "12")
    with qtbot.waitSignal(table.events.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    row = films.film_row(films.find_film("Her").id)
    assert (row.times_seen, row.earlier_watches, row.watches) == (12, 11, 1)
    shown = table.pane.film_list.chosen_row()
    assert shown is not None
    assert shown.times_seen == 12


def test_fewer_than_logged_says_so(table: Bench) -> None:
    her = films.find_film("Her").id
    table.verbs.set_times_seen(her, 0)
    assert films.film_row(her).times_seen == 1
    assert "logged" in table.pane.bar.words()


def test_arrow_keys_choose_and_fill_the_tray(table: Bench, qtbot: QtBot) -> None:
    view = table.pane.film_list
    view.setFocus()
    with qtbot.waitSignal(table.pane.film_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args == [table.pane.tray.film_id()]


def test_enter_in_the_search_goes_to_the_list(table: Bench, qtbot: QtBot) -> None:
    table.pane.focus_search()
    qtbot.keyClicks(table.pane.search, "barley")
    qtbot.keyClick(table.pane.search, Qt.Key.Key_Return)
    qtbot.waitUntil(table.pane.film_list.hasFocus)
    assert table.pane.chosen_film() == films.find_film("Barley").id


def test_binned_film_comes_back_with_undo(table: Bench, qtbot: QtBot) -> None:
    her = films.find_film("Her").id
    table.verbs.bin_film(her)
    assert "Her" not in table.titles()
    assert table.pane.chosen_film() != her
    qtbot.mouseClick(table.pane.bar.undo_button(), _LEFT)
    assert "Her" in table.titles()
    assert table.pane.chosen_film() == her


def test_a_watch_logged_elsewhere_is_shown_at_once(table: Bench) -> None:
    from moodboard.domain.changes import Changes

    barley = films.find_film("Barley").id
    table.pane.set_sort(FilmSort.LAST_SEEN)
    log(barley, "today")
    table.events.publish(Changes(films=frozenset({barley})), None)
    assert table.titles()[0] == "Barley"
    row = table.pane.model.film_at(0)
    assert row is not None
    assert row.times_seen == 2


def test_lines_are_dragged_by_uuid(table: Bench) -> None:
    tray = table.pane.tray
    tray.show_tab("lines")
    model = tray.line_list.model()
    tray.line_list.selectAll()
    data = model.mimeData(tray.line_list.selectedIndexes())
    assert data.formats() == [LINES_MIME]
    assert bytes(data.data(LINES_MIME).data()).decode().split("\n") == tray.line_list.chosen()
    assert len(tray.line_list.chosen()) == 2


def test_enter_places_the_chosen_line(table: Bench, qtbot: QtBot) -> None:
    view = table.pane.tray.line_list
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    with qtbot.waitSignal(table.pane.lines_place_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    her = films.find_film("Her").id
    assert asked.args == [[lines.lines_of_film(her)[0].uuid]]


def test_binned_line_comes_back_with_undo(table: Bench, qtbot: QtBot) -> None:
    tray, her = table.pane.tray, films.find_film("Her").id
    tray.line_list.setCurrentIndex(tray.line_list.model().index(0, 0))
    qtbot.keyClick(tray.line_list, Qt.Key.Key_Delete)
    assert len(lines.lines_of_film(her)) == 1
    qtbot.mouseClick(tray.bar.undo_button(), _LEFT)
    assert len(lines.lines_of_film(her)) == 2


def test_double_click_corrects_a_line(table: Bench, qtbot: QtBot) -> None:
    view, her = table.pane.tray.line_list, films.find_film("Her").id
    index = view.model().index(0, 0)
    qtbot.mouseDClick(view.viewport(), _LEFT, pos=view.visualRect(index).center())
    editor = view.viewport().findChild(LineEditor)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor, "You helped me be me.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert lines.lines_of_film(her)[0].text == "You helped me be me."


def test_a_film_without_anything_offers_a_line(table: Bench, qtbot: QtBot) -> None:
    unseen = films.find_film("Unseen").id
    table.pane.choose_film(unseen)
    tray = table.pane.tray
    assert tray.add_line_button.isVisible()
    qtbot.mouseClick(tray.add_line_button, _LEFT)
    qtbot.keyClicks(tray.new_line_field(), "Keep the window open.")
    qtbot.keyClick(tray.new_line_field(), Qt.Key.Key_Return)
    assert [line.text for line in lines.lines_of_film(unseen)] == ["Keep the window open."]
    assert tray.tabs()[1].text() == "Lines 1"


def test_shots_are_shown_dragged_and_binned(table: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    her = films.find_film("Her").id
    for number in range(4):
        Image.new("RGB", (64, 36), (number * 50, 90, 90)).save(tmp_path / f"{number}.png")
    table.events.publish(intake.take_in([tmp_path / f"{n}.png" for n in range(4)], her).changes, None)
    tray = table.pane.tray
    assert tray.tabs()[0].text() == "Shots 4"
    assert tray.shot_list.columns() == 3
    tray.shot_list.selectAll()
    data = tray.shot_list.model().mimeData(tray.shot_list.selectedIndexes())
    assert len(bytes(data.data(STILLS_MIME).data()).split(b"\n")) == 4
    qtbot.keyClick(tray.shot_list, Qt.Key.Key_Delete)
    assert stills.stills_of_film(her) == ()
    qtbot.mouseClick(tray.bar.undo_button(), _LEFT)
    assert len(stills.stills_of_film(her)) == 4


def test_every_control_of_the_pane_has_a_name(table: Bench) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

    pane = table.pane
    for kind in (QAbstractButton, QAbstractItemView, QLineEdit):
        for control in pane.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control


def test_rows_are_sixty_high_and_painted(table: Bench) -> None:
    view = table.pane.film_list
    assert view.visualRect(table.pane.model.index(1, 0)).height() == 60
    assert not view.grab().toImage().isNull()


def test_a_chosen_film_far_down_is_found_again_without_going_there(
    table: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_model, "PAGE", 2)
    for number in range(60):
        add(f"Film {number:02}", 2000)
    table.pane.reload()
    far = films.find_film("Film 50").id
    table.pane.choose_film(far)
    table.pane.set_sort(FilmSort.TITLE)
    view = table.pane.film_list
    qtbot.waitUntil(lambda: view.currentIndex().row() == table.pane.model.row_of(far) == 51)
    assert view.verticalScrollBar().value() == 0
    assert table.pane.chosen_film() == far
