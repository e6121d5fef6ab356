# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary's page: the list by month, the calendars, and what is done to watches there."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from library_ui import add, log
from moodboard.domain.dates import parse_edtf
from moodboard.domain.diary import DiaryQuery, Kind, Section
from moodboard.domain.film import Watch
from moodboard.qt.diary_model import DAY_ROLE, ROW_ROLE, DiaryModel
from moodboard.services import diary, films, watches
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.ui.diary.diary_page import LIST, MONTH, YEAR, DiaryPage
from moodboard.ui.diary.month_view import MonthView
from moodboard.ui.diary.year_view import YearView, heat
from moodboard.ui.pages import DIARY, FILM
from moodboard.wiring import Program


@pytest.fixture
def her(library: Path) -> int:
    film = add("Her", 2013)
    barley = add("Barley", 2017)
    for said in ("2016-03-12", "2016-03-05", "2016-02-01", "2016-22", "before 2014", "?"):
        log(film, said)
    log(barley, "2016-03-12")
    log(barley, "2016-03")
    return film


@pytest.fixture
def program(her: int, qtbot: QtBot) -> Iterator[Program]:
    made = Program()
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    with qtbot.waitExposed(made.window):
        made.show()
    made.window.activateWindow()
    made.window.pages.go(DIARY)
    qtbot.waitUntil(lambda: bool(_page(made).outline().ids))
    yield made
    _page(made).bar.hide()
    made.close()


def _page(program: Program) -> DiaryPage:
    page = program.window.pages.page(DIARY)
    assert isinstance(page, DiaryPage)
    return page


def _settled(qtbot: QtBot, page: DiaryPage) -> None:
    qtbot.waitUntil(lambda: not page.is_reading())


def _said(model: DiaryModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


# -- the model


def test_headings_and_watches_stand_in_one_list(her: int, qtmodeltester: ModelTester) -> None:
    model = DiaryModel()
    model.set_outline(diary.outline())
    qtmodeltester.check(model)
    assert _said(model) == [
        *("summer 2016", "Her (2013)", "March 2016", "Barley (2017)", "Her (2013)", "Her (2013)"),
        *("some time in March 2016", "Barley (2017)", "February 2016", "Her (2013)"),
        *("before 2014", "Her (2013)", "date unknown", "Her (2013)"),
    ]


def test_a_day_is_written_once_and_never_beside_a_vague_watch(her: int) -> None:
    model = DiaryModel()
    model.set_outline(diary.outline())
    days = [model.index(row, 0).data(DAY_ROLE) or 0 for row in range(model.rowCount())]
    told = [date.fromordinal(day).isoformat() for day in days if day]
    assert told == ["2016-03-12", "2016-03-05", "2016-02-01"]


def test_headings_cannot_be_chosen(her: int) -> None:
    model = DiaryModel()
    model.set_outline(diary.outline())
    for row in range(model.rowCount()):
        is_watch = model.index(row, 0).data(ROW_ROLE) is not None
        assert bool(model.index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable) is is_watch


def test_a_watch_is_found_by_its_number_wherever_it_stands(her: int) -> None:
    model = DiaryModel()
    model.set_outline(diary.outline())
    for id_ in model.outline().ids:
        row = model.row_of(id_)
        assert row is not None and model.watch_id(row) == id_
    assert model.row_of(999) is None


def test_the_same_diary_again_keeps_the_place(her: int, qtbot: QtBot) -> None:
    model = DiaryModel()
    model.set_outline(diary.outline())
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_outline(diary.outline())


def test_only_pages_that_are_seen_are_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = add("Her")
    for number in range(300):
        watches.log_watch(Watch(film, parse_edtf(date.fromordinal(735_000 + number).isoformat())))
    read: list[int] = []
    rows = diary.rows
    monkeypatch.setattr(diary, "rows", lambda ids: (read.append(len(ids)), rows(ids))[1])
    model = DiaryModel()
    model.set_outline(diary.outline())
    assert model.index(150, 0).data(ROW_ROLE) is not None
    assert read == [64]


# -- the list


def test_the_keyboard_goes_over_headings(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    seen = []
    for _ in range(8):
        row = page.chosen_row()
        assert row is not None
        seen.append(row.watch.date.edtf)
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    wanted = ["2016-22", "2016-03-12", "2016-03-12", "2016-03-05", "2016-03", "2016-02-01", "../2013", ""]
    assert seen == wanted


def test_control_and_arrows_go_by_headings(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    row = page.chosen_row()
    assert row is not None and row.watch.date.edtf == "2016-03"


def test_enter_opens_the_film(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    assert page.chosen_films() == (her,)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert program.window.pages.name() == FILM
    assert program.window.pages.back()
    assert program.window.pages.name() == DIARY


def test_delete_removes_a_watch_and_undo_brings_it_back(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.outline().ids) == 7)
    assert page.bar.words() == "Removed a watch of “Her”."
    qtbot.mouseClick(page.bar.undo_button(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.outline().ids) == 8)
    assert films.film_row(her).times_seen == 6


def test_e_edits_the_watch_in_the_dialog(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    qtbot.keyClick(page.list, Qt.Key.Key_E)
    dialog = program.window.findChildren(LogWatchDialog)[-1]
    assert dialog.understood.text() == "summer 2016"
    dialog.date.setText("summer 2015")
    dialog.keep()
    qtbot.waitUntil(lambda: page.model.data(page.model.index(0, 0)) != "summer 2016")
    assert "summer 2015" in _said(page.model)
    program.book.action("edit.undo").trigger()
    qtbot.waitUntil(lambda: "summer 2016" in _said(page.model))


def test_a_watch_logged_elsewhere_appears(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    program.verbs.log_again(her)
    qtbot.waitUntil(lambda: len(page.outline().ids) == 9)


def test_the_chosen_watch_stays_chosen_when_others_come(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    before = page.chosen_row()
    program.verbs.log_again(her)
    qtbot.waitUntil(lambda: len(page.outline().ids) == 9)
    after = page.chosen_row()
    assert before is not None and after is not None
    assert before.watch.id == after.watch.id


def test_the_menu_of_a_watch_has_what_the_keys_do(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    row = page.chosen_row()
    assert row is not None
    menu = page.list.menu_for(row)
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert words == ["Open the film’s page", "Edit the watch…", "Log it again, now", "Remove the watch"]
    menu.deleteLater()


# -- jumping and narrowing


def test_a_year_opens_its_months_and_jumps(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    assert page.jumper.lines() == ["2016", "June", "March", "February", "2013", "date unknown"]
    jumped: list[Section] = []
    page.jumper.section_wanted.connect(jumped.append)
    index = page.jumper.model().index(3, 0)
    qtbot.mouseClick(
        page.jumper.viewport(), Qt.MouseButton.LeftButton, pos=page.jumper.visualRect(index).center()
    )
    assert jumped[0].month == "2016-02"


def test_filters_narrow_the_diary_and_are_taken_off(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    page.filters.search.setText("barley")
    qtbot.waitUntil(lambda: len(page.outline().ids) == 2)
    page.filters.rewatches.click()
    qtbot.waitUntil(lambda: len(page.outline().ids) == 1)
    page.filters.search.setText("nothing like it")
    qtbot.waitUntil(lambda: not page.outline().ids)
    page.nothing_button.click()
    qtbot.waitUntil(lambda: len(page.outline().ids) == 8)
    assert page.filters.query() == DiaryQuery()


def test_control_f_searches_the_diary(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    program.book.action("search").trigger()
    assert page.focusWidget() is page.filters.search or page.filters.search.hasFocus()


# -- the calendars


def test_the_calendar_begins_with_the_newest_day(program: Program) -> None:
    page = _page(program)
    page.show_view(MONTH)
    assert page.calendar.day() == date(2016, 3, 12)
    listed = _said(page.calendar.model)
    assert listed == [
        *("Saturday, 12 March 2016", "Barley (2017)", "Her (2013)"),
        *("some time in March 2016", "Barley (2017)"),
    ]


def test_a_year_tells_all_that_vaguely_lies_in_it(program: Program) -> None:
    page = _page(program)
    page.show_view(YEAR)
    sections = page.calendar.model.outline().sections
    assert [section.date.edtf for section in sections if section.is_vague] == ["2016-22", "2016-03"]


def test_arrows_walk_over_days_and_enter_opens_them(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    page.show_view(MONTH)
    grid = page.calendar.grid()
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert page.calendar.day() == date(2016, 3, 5)
    assert "Her (2013)" in grid.accessibleName()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.calendar.list.hasFocus()
    row = page.chosen_row()
    assert row is not None and row.watch.date.edtf == "2016-03-05"
    grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert page.calendar.log_button.hasFocus()
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert page.calendar.day() == date(2016, 2, 6)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert page.calendar.day() == date(2017, 2, 6)


def test_a_watch_is_logged_on_the_chosen_day(program: Program, her: int, qtbot: QtBot) -> None:
    page = _page(program)
    page.show_view(MONTH)
    page.calendar.go(date(2016, 3, 20))
    page.calendar.log_button.click()
    dialog = program.window.findChildren(LogWatchDialog)[-1]
    assert dialog.understood.text() == "Sunday, 20 Mar 2016"
    if dialog.film_id() is None:
        dialog.film_field.film_picked.emit(her)
    dialog.keep()
    qtbot.waitUntil(lambda: len(page.outline().on_day(date(2016, 3, 20))) == 1)


def test_on_a_day_to_come_nothing_is_logged(program: Program) -> None:
    page = _page(program)
    page.show_view(MONTH)
    page.calendar.go(date(9000, 1, 1))
    assert not page.calendar.log_button.isEnabled()
    assert "still to come" in page.calendar.log_button.toolTip()
    assert "still to come" in page.calendar.grid().accessibleName()


def test_a_months_name_in_the_year_opens_the_month(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    page.show_view(YEAR)
    qtbot.mouseClick(page.calendar.year, Qt.MouseButton.LeftButton, pos=QPoint(5, 8))
    assert page.view() == MONTH
    assert page.calendar.day() == date(2016, 1, 1)


def test_the_way_back_leads_to_the_same_view(program: Program) -> None:
    page = _page(program)
    page.show_view(YEAR)
    assert page.subject() == YEAR
    page.show_subject(LIST)
    assert page.view() == LIST


@pytest.mark.parametrize("kind", ["month", "year"])
@pytest.mark.parametrize("day", [date(2016, 2, 29), date(2026, 11, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_every_day_lies_where_it_is_found(her: int, qtbot: QtBot, kind: str, day: date) -> None:
    from moodboard.qt.thumbs import Thumbs

    def now() -> datetime:
        return datetime(2026, 6, 1, 20)

    grid = YearView(now=now) if kind == "year" else MonthView(Thumbs(), now=now)
    qtbot.addWidget(grid)
    grid.resize(820, 640)
    grid.go(day)
    assert grid.day_at(grid.rect_of(day).center().toPoint()) == day
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        qtbot.keyClick(grid, key)
    assert not grid.grab().isNull()


def test_fuller_days_are_warmer() -> None:
    assert [heat(count) for count in (0, 1, 2, 3, 4, 5, 50)] == [0, 1, 2, 3, 3, 4, 4]


def test_no_vague_watch_is_painted_on_a_day(her: int) -> None:
    outline = diary.outline()
    assert sum(outline.counts(2016).values()) == 4
    vague = [section for section in outline.sections if section.kind is not Kind.DAYS]
    assert sum(section.count for section in vague) == 4
