# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a film: what it shows, how it is edited in place, and the way back from each edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from film_page_ui import click, film_page, keep_line, keep_shots, log, press, twelve_times
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.qt.film_words import facts_words, heading, rhythm_words, row_words
from moodboard.services import boards, film_pages, films, lines, stills, watches
from moodboard.ui.film.boards import FilmBoards
from moodboard.ui.film.lines import hero_first
from moodboard.ui.pages import BOARDS, FILM

KEY = Qt.Key


@pytest.fixture
def film(library: Path) -> Film:
    """Seen twelve times."""
    return twelve_times()


# What it says


def test_the_head_says_facts_and_rhythm(film: Film) -> None:
    page = films.film_page(film.id)
    assert facts_words(page) == "2013 · Noor Aydin · 126 min"
    assert rhythm_words(page) == "12 watches  ·  first 19 Jan 2014  ·  usually every 11 weeks"
    assert heading(page) == "The twelve times"


def test_a_first_that_may_not_be_the_first_is_called_known(film: Film) -> None:
    film_pages.set_earlier(film.id, 2)
    assert "first known 19 Jan 2014" in rhythm_words(films.film_page(film.id))


def test_a_film_seen_more_often_than_told_says_at_least(library: Path) -> None:
    one = films.add_film(Film("Once More"))[0]
    log(one.id, "2 May 2020", rewatch=True)
    page = films.film_page(one.id)
    assert rhythm_words(page).startswith("at least 2 watches")
    assert heading(page) == "At least two times"


def test_a_row_says_everything_of_a_watch(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        words = row_words(page.view.watches.rows()[0])
        assert words == "12, 31 Oct 2026, 5 stars, With Ana · at home · 4K disc, She fell asleep."
        assert page.view.watches.words_of(2).startswith("6–10, Jul 2025 – May 2026, 5 stars, Five more")


def test_a_film_never_logged_asks_for_the_first_time(qtbot: QtBot, library: Path) -> None:
    one = films.add_film(Film("Unseen"))[0]
    with film_page(qtbot, one.id) as (_, page):
        first = page.view.first_time
        assert first.isVisible() and not page.view.watches.isVisible()
        assert first.date.field.hasFocus()
        qtbot.keyClicks(first.date.field, "summer 2016")
        press(qtbot, page, KEY.Key_Return)
        assert [watch.date.edtf for watch in watches.watches_of(one.id)] == ["2016-22"]
        assert not first.isVisible() and page.view.watches.isVisible()


def test_a_bad_first_date_stays_and_says_the_way_out(qtbot: QtBot, library: Path) -> None:
    one = films.add_film(Film("Unseen"))[0]
    with film_page(qtbot, one.id) as (_, page):
        date = page.view.first_time.date
        qtbot.keyClicks(date.field, "blorp")
        press(qtbot, page, KEY.Key_Return)
        assert date.field.text() == "blorp" and date.field.property("error") is True
        assert "summer 2016" in date.understood.text()
        assert watches.watches_of(one.id) == ()


# Watches edited in place


def test_a_date_is_read_while_it_is_typed_and_kept_on_enter(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_Return)
        editor = page.view.watches.editor()
        assert editor is not None and editor.date.field.hasFocus()
        editor.date.field.selectAll()
        qtbot.keyClicks(editor.date.field, "12 Mar 2016")
        assert editor.date.understood.text() == "Saturday, 12 Mar 2016"
        press(qtbot, page, KEY.Key_Return)
        assert page.view.watches.editor() is None and page.view.watches.hasFocus()
        assert "2016-03-12" in [watch.date.edtf for watch in watches.watches_of(film.id)]


def test_an_ambiguous_day_follows_the_system(
    qtbot: QtBot, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    with film_page(qtbot, film.id) as (_, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_Return)
        editor = page.view.watches.editor()
        assert editor is not None
        for day_first, words in ((True, "Sunday, 3 Apr 2016"), (False, "Friday, 4 Mar 2016")):
            monkeypatch.setattr("moodboard.ui.film.date_field.day_first", lambda answer=day_first: answer)
            editor.date.field.setText("")
            qtbot.keyClicks(editor.date.field, "03/04/2016")
            assert editor.date.understood.text() == words
        press(qtbot, page, KEY.Key_Escape)


def test_times_are_typed_with_the_date(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_Return)
        editor = page.view.watches.editor()
        assert editor is not None
        editor.date.field.setText("before 2014 x3")
        press(qtbot, page, KEY.Key_Return)
        assert films.film_row(film.id).times_seen == 14


def test_a_date_that_is_not_understood_keeps_the_fields_open(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        view = page.view
        view.watches.edit(view.watches.rows()[0].key)
        editor = view.watches.editor()
        assert editor is not None
        editor.date.field.setText("blorp")
        editor.where.setText("the sofa")
        view.shots_head.setFocus()
        view.notes.setFocus()
        assert view.watches.editor() is editor and editor.date.field.text() == "blorp"
        kept = watches.watches_of(film.id)[0]
        assert (kept.where, kept.date.edtf) == ("the sofa", "2026-10-31")
        view.watches.edit(view.watches.rows()[1].key)
        assert view.watches.editor() is editor


def test_all_fields_are_kept_as_one_step_when_the_row_is_left(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        before = watches.watches_of(film.id)[0]
        page.view.watches.edit(before.uuid)
        editor = page.view.watches.editor()
        assert editor is not None
        editor.people.setText("Ana, Noor")
        editor.medium.setText("35 mm")
        editor.cut.setText("Director’s")
        editor.words.setPlainText("Twice as long.\nTwice as good.")
        editor.themes.setText("snow, trains")
        editor.finished.setChecked(False)
        editor.stars.set_rating(7)
        page.view.shots.setFocus()
        page.view.notes.setFocus()
        after = watches.watches_of(film.id)[0]
        assert (after.people, after.medium, after.cut) == (("Ana", "Noor"), "35 mm", "Director’s")
        assert (after.note, after.themes, after.finished, after.rating) == (
            "Twice as long.\nTwice as good.",
            ("snow", "trains"),
            False,
            7,
        )
        program.history.undo()
        assert watches.watches_of(film.id)[0] == before
        assert not program.history.can_undo()


def test_escape_gives_up_and_what_was_typed_can_be_had_back(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_Return)
        editor = page.view.watches.editor()
        assert editor is not None
        editor.words.setPlainText("A page of words.")
        press(qtbot, page, KEY.Key_Escape)
        assert page.view.watches.editor() is None
        assert watches.watches_of(film.id)[0].note == "She fell asleep."
        page.bar.undo_button().click()
        again = page.view.watches.editor()
        assert again is not None and again.words.toPlainText() == "A page of words."
        press(qtbot, page, KEY.Key_Escape)


def test_tab_goes_from_field_to_field(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_Return)
        editor = page.view.watches.editor()
        assert editor is not None
        met = []
        for _step in range(9):
            met.append(QApplication.focusWidget())
            press(qtbot, page, KEY.Key_Tab)
        assert met == [
            editor.date.field,
            editor.stars,
            editor.people,
            editor.where,
            editor.medium,
            editor.cut,
            editor.words,
            editor.themes,
            editor.finished,
        ]
        press(qtbot, page, KEY.Key_Escape)


def test_a_click_opens_the_field_under_it(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        rows = page.view.watches
        at = {
            "stars": rows.painter.stars_rect(QRect(0, 0, rows.width(), 60)).center(),
            "facts": QPoint(rows.painter.text_left() + 20, 38),
            "note": QPoint(rows.painter.text_left() + 20, 56),
        }
        for name, point in at.items():
            click(qtbot, rows, 0, point)
            editor = rows.editor()
            assert editor is not None
            wanted = {"stars": editor.stars, "facts": editor.people, "note": editor.words}[name]
            assert wanted.hasFocus()
            press(qtbot, page, KEY.Key_Escape)


def test_keys_give_a_row_its_stars(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        press(qtbot, page, KEY.Key_Home, KEY.Key_3)
        qtbot.waitUntil(lambda: page.view.watches.rows()[0].watches[0].rating == 6)
        press(qtbot, page, KEY.Key_Right)
        assert watches.watches_of(film.id)[0].rating == 7
        assert films.film(film.id).rating == 7
        program.history.undo()
        program.history.undo()
        assert films.film(film.id).rating == 10


def test_delete_takes_a_watch_out_and_undo_brings_it_back(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        before = watches.watches_of(film.id)
        press(qtbot, page, KEY.Key_Home, KEY.Key_Delete)
        assert len(watches.watches_of(film.id)) == len(before) - 1
        assert "31 Oct 2026" in page.bar.words()
        page.bar.undo_button().click()
        assert watches.watches_of(film.id) == before


def test_enter_unfolds_a_run_and_the_keyboard_stays_in_it(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        rows = page.view.watches
        assert len(rows.rows()) == 7
        press(qtbot, page, KEY.Key_Home, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
        assert len(rows.rows()) == 11 and rows.current == 2
        press(qtbot, page, KEY.Key_Space)
        assert len(rows.rows()) == 7


def test_a_run_unfolds_by_a_click(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        click(qtbot, page.view.watches, 2)
        assert len(page.view.watches.rows()) == 11


def test_a_long_note_is_cut_and_read_on(qtbot: QtBot, film: Film) -> None:
    log(film.id, "1 Nov 2026", note="A long evening. " * 60)
    with film_page(qtbot, film.id) as (_, page):
        rows = page.view.watches
        high = rows.rects[0].height()
        press(qtbot, page, KEY.Key_Home, KEY.Key_Space)
        assert rows.rects[0].height() > high
        press(qtbot, page, KEY.Key_Space)
        assert rows.rects[0].height() == high


def test_earlier_times_are_typed_as_a_number(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        press(qtbot, page, KEY.Key_End, KEY.Key_Return)
        field = page.view.watches.number_field()
        assert field is not None and field.field.hasFocus()
        qtbot.keyClicks(field.field, "4")
        press(qtbot, page, KEY.Key_Return)
        assert films.film_row(film.id).times_seen == 16
        qtbot.waitUntil(lambda: page.view.watches.rows()[-1].numbers == "1–4")
        program.history.undo()
        assert films.film_row(film.id).times_seen == 12


def test_saying_how_often_ends_at_least_and_undo_brings_it_back(qtbot: QtBot, library: Path) -> None:
    one = films.add_film(Film("Once More"))[0]
    log(one.id, "2 May 2020", rewatch=True)
    with film_page(qtbot, one.id) as (program, page):
        page.view.watches.open_number()
        field = page.view.watches.number_field()
        assert field is not None
        qtbot.keyClicks(field.field, "2")
        press(qtbot, page, KEY.Key_Return)
        assert not films.film(one.id).at_least
        program.history.undo()
        assert films.film(one.id).at_least


def test_an_edit_elsewhere_moves_neither_keyboard_nor_page(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        rows = page.view.watches
        rows.set_current(4)
        key, at = rows.rows()[4].key, page.view.area.verticalScrollBar().value()
        program.events.publish(watches.log_watch(Watch(film.id))[1])
        qtbot.waitUntil(lambda: len(rows.rows()) == 8)
        assert rows.rows()[rows.current].key == key and rows.hasFocus()
        assert page.view.area.verticalScrollBar().value() == at


def test_fields_of_a_watch_that_went_elsewhere_close(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        watch = watches.watches_of(film.id)[0]
        page.view.watches.edit(watch.uuid)
        program.events.publish(watches.remove_watch(watch.uuid))
        qtbot.waitUntil(lambda: page.view.watches.editor() is None)


def test_words_typed_are_kept_when_another_film_is_opened(qtbot: QtBot, film: Film) -> None:
    other = films.add_film(Film("Another"))[0]
    with film_page(qtbot, film.id) as (program, page):
        page.view.watches.edit(watches.watches_of(film.id)[0].uuid)
        editor = page.view.watches.editor()
        assert editor is not None
        editor.words.setPlainText("Kept all the same.")
        program.pages.open_film(other.id)
        assert watches.watches_of(film.id)[0].note == "Kept all the same."
        assert page.subject() == other.id


# The axis


def test_dot_and_row_light_each_other(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        view = page.view
        axis = view.axis.axis()
        assert axis is not None and view.axis.labels() == ["×3, before 2020", "summer 2016"]
        mark = axis.marks[-1]
        qtbot.mouseMove(view.axis, QPoint(round(view.axis.x_of(mark.start)), 36))
        assert view.watches._lit == {mark.uuid}
        view.watches.watch_hovered.emit(frozenset({axis.marks[0].uuid}))
        assert view.axis._lit == {axis.marks[0].uuid}


def test_a_click_on_a_dot_leads_to_its_row(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        axis = page.view.axis.axis()
        assert axis is not None
        at = QPoint(round(page.view.axis.x_of(axis.marks[0].start)), 36)
        qtbot.mouseClick(page.view.axis, Qt.MouseButton.LeftButton, pos=at)
        rows = page.view.watches
        assert rows.hasFocus() and rows.rows()[rows.current].numbers == "1"


def test_keys_go_along_the_axis(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        page.view.axis.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, page, KEY.Key_Home)
        assert page.view.axis.accessibleDescription() == "19 Jan 2014"
        press(qtbot, page, KEY.Key_Right, KEY.Key_Return)
        rows = page.view.watches
        assert rows.hasFocus() and rows.rows()[rows.current].numbers == "2"


def test_the_axis_stays_in_sight_when_the_page_is_scrolled(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        bar = page.view.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > page.view.header.height() - 200
        assert page.view.axis.y() >= bar.value()


# Facts


def test_stars_heart_and_themes_are_given_in_place(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        head = page.view.header
        head.stars.setFocus()
        press(qtbot, page, KEY.Key_4)
        assert films.film(film.id).rating == 8
        qtbot.mouseClick(head.heart, Qt.MouseButton.LeftButton)
        assert films.film(film.id).liked
        head.themes.type_theme()
        qtbot.keyClicks(head.themes.field, "3 a.m.")
        press(qtbot, page, KEY.Key_Return)
        assert films.film(film.id).themes == ("cities", "3 a.m.")
        for _step in range(3):
            program.history.undo()
        kept = films.film(film.id)
        assert (kept.rating, kept.liked, kept.themes) == (10, False, ("cities",))


def test_a_theme_is_taken_away_by_key_and_given_back(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        chip = page.view.header.themes.chips()[0]
        chip.setFocus()
        qtbot.keyClick(chip, KEY.Key_Delete)
        assert films.film(film.id).themes == ()
        page.bar.undo_button().click()
        assert films.film(film.id).themes == ("cities",)


def test_undo_of_one_fact_leaves_the_others_alone(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        page.view.header.heart.click()
        films.edit_film(replace(films.film(film.id), notes="Written elsewhere."))
        program.history.undo()
        kept = films.film(film.id)
        assert (kept.liked, kept.notes) == (False, "Written elsewhere.")


def test_notes_are_kept_while_idle_and_are_one_step(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        notes = page.view.notes
        notes.setFocus()
        qtbot.keyClicks(notes, "Seen on trains.")
        qtbot.waitUntil(lambda: films.film(film.id).notes == "Seen on trains.", timeout=20_000)
        qtbot.keyClicks(notes, " Mostly.")
        page.view.watches.setFocus()
        assert films.film(film.id).notes == "Seen on trains. Mostly."
        program.history.undo()
        assert films.film(film.id).notes == ""
        qtbot.waitUntil(lambda: notes.toPlainText() == "")


# Shots, lines, boards


def test_shots_stand_in_film_order_in_their_own_shape(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    uuids = keep_shots(film.id, tmp_path, 7)
    with film_page(qtbot, film.id) as (_, page):
        shots = page.view.shots
        assert [still.uuid for still in shots.stills()] == uuids
        for still, rect in zip(shots.stills(), shots.rects, strict=True):
            assert rect.width() / rect.height() == pytest.approx(still.ratio, rel=0.04)


def test_a_shot_becomes_the_header_and_the_first_one_again(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    uuids = keep_shots(film.id, tmp_path, 3)
    with film_page(qtbot, film.id) as (program, page):
        head = page.view.header
        shown = head.still()
        assert shown is not None and shown.uuid == uuids[0]
        page.view.shots.menu_for(2).actions()[0].trigger()
        qtbot.waitUntil(lambda: head.still() is not None and head.still().uuid == uuids[2])  # type: ignore[union-attr]
        program.history.undo()
        qtbot.waitUntil(lambda: head.still() is not None and head.still().uuid == uuids[0])  # type: ignore[union-attr]


def test_without_a_still_the_header_is_low(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        assert page.view.header.height() == 160


def test_shots_go_to_the_bin_and_come_back(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    keep_shots(film.id, tmp_path, 4)
    with film_page(qtbot, film.id) as (_, page):
        page.view.shots.setFocus()
        page.view.shots.set_current(1)
        press(qtbot, page, KEY.Key_Delete)
        assert len(stills.stills_of_film(film.id)) == 3
        page.bar.undo_button().click()
        assert len(stills.stills_of_film(film.id)) == 4


def test_arrow_keys_reach_every_row_of_shots(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    keep_shots(film.id, tmp_path, 12)
    with film_page(qtbot, film.id) as (_, page):
        shots = page.view.shots
        shots.setFocus()
        shots.set_current(0)
        press(qtbot, page, KEY.Key_Down)
        assert shots.rects[shots.current].top() > shots.rects[0].top()
        press(qtbot, page, KEY.Key_End)
        assert shots.current == 11


def test_enter_pins_a_shot_on_the_open_board(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    keep_shots(film.id, tmp_path, 2)
    board = boards.create_board("Open", film.id)[0]
    with film_page(qtbot, film.id) as (program, page):
        program.board_page.open_board(board.id)
        page.view.shots.setFocus()
        page.view.shots.set_current(0)
        press(qtbot, page, KEY.Key_Return)
        assert len(program.board_page.editor.own_pins()) == 1
        assert program.window.pages.name() == FILM and "Open" in page.bar.words()


def test_only_shots_in_sight_are_painted(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    keep_shots(film.id, tmp_path, 60)
    with film_page(qtbot, film.id) as (_, page):
        shots = page.view.shots
        band = QRect(0, 0, shots.width(), 120)
        assert 0 < len(shots.in_sight(band)) < 20


def test_the_line_on_most_boards_is_said_first(film: Film) -> None:
    first, second = keep_line(film.id, "Nobody is late.", 10), keep_line(film.id, "Stay.", 20)
    assert hero_first((first, second), {second.uuid: 2}) == (second, first)
    assert hero_first((first, second), {}) == (first, second)


def test_a_line_knows_its_boards(film: Film) -> None:
    line = keep_line(film.id, "Nobody is late.", 10)
    for title in ("One", "Two"):
        pin = Pin(uuid=new_uuid(), kind=PinKind.LINE, place=Place(0, 0, 300, 60), line=line.uuid)
        boards.create_board(title, None, (pin,))
    assert film_pages.boards_by_line(film.id) == {line.uuid: 2}
    assert [board.is_own for board in film_pages.boards_of(film.id)] == [False, False]
    boards.bin_board(film_pages.boards_of(film.id)[0].id)
    assert film_pages.boards_by_line(film.id) == {line.uuid: 1}


def test_own_boards_come_before_those_that_show_something_of_it(film: Film) -> None:
    own = boards.create_board("Own", film.id)[0]
    line = keep_line(film.id, "Nobody is late.", 10)
    pin = Pin(uuid=new_uuid(), kind=PinKind.LINE, place=Place(0, 0, 300, 60), line=line.uuid)
    boards.create_board("Other", None, (pin,))
    found = film_pages.boards_of(film.id)
    assert [board.title for board in found] == ["Own", "Other"]
    assert found[0].id == own.id and found[1].pins == 1


def test_lines_that_run_to_the_left_stand_at_the_right(qtbot: QtBot, film: Film) -> None:
    keep_line(film.id, "אני כאן כל הזמן.", 10)
    keep_line(film.id, "Nobody is late.", 20)
    with film_page(qtbot, film.id) as (_, page):
        set_ = page.view.lines._set
        assert [one.from_right for one in set_] == [True, False]
        assert set_[0].layout.lineAt(0).naturalTextRect().left() > 50
        assert set_[1].layout.lineAt(0).naturalTextRect().left() == 0


def test_many_lines_are_folded_and_shown_when_asked(qtbot: QtBot, film: Film) -> None:
    for number in range(14):
        keep_line(film.id, f"Line {number}.", number)
    with film_page(qtbot, film.id) as (_, page):
        assert len(page.view.lines.lines()) == 10
        assert page.view.all_lines.text() == "4 more lines"
        page.view.all_lines.click()
        assert len(page.view.lines.lines()) == 14


def test_a_line_is_corrected_in_place(qtbot: QtBot, film: Film) -> None:
    keep_line(film.id, "Nobody is late.", 10)
    with film_page(qtbot, film.id) as (program, page):
        page.view.lines.setFocus()
        page.view.lines.set_current(0)
        press(qtbot, page, KEY.Key_E)
        editor = page.view.lines.editor()
        assert editor is not None
        editor.setPlainText("Nobody is ever late.")
        qtbot.keyClick(editor, KEY.Key_Return)
        assert lines.lines_of_film(film.id)[0].text == "Nobody is ever late."
        program.history.undo()
        assert lines.lines_of_film(film.id)[0].text == "Nobody is late."


def test_a_line_is_added_and_undone(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        page.view.add_line.click()
        qtbot.keyClicks(page.view.new_line, "Start with what you know.")
        press(qtbot, page, KEY.Key_Return)
        assert [line.text for line in lines.lines_of_film(film.id)] == ["Start with what you know."]
        program.history.undo()
        assert lines.lines_of_film(film.id) == ()


def test_open_board_opens_the_only_one_and_asks_among_several(qtbot: QtBot, film: Film) -> None:
    board = boards.create_board("Only", film.id)[0]
    with film_page(qtbot, film.id) as (program, page):
        page.view.header.board_button.click()
        assert program.window.pages.name() == BOARDS and program.board_page.board_id == board.id
        program.events.publish(boards.create_board("Second", film.id)[1])
        program.pages.open_film(film.id)
        titles = [action.text() for action in page.boards_menu().actions() if action.text()]
        assert titles == ["Second", "Only", "New board"]


def test_open_board_makes_the_first(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (program, page):
        assert page.view.header.board_button.text() == "New board"
        page.view.header.board_button.click()
        assert boards.board(program.board_page.board_id).film_id == film.id


def test_shots_dropped_on_a_board_of_the_page_lie_there(qtbot: QtBot, film: Film, tmp_path: Path) -> None:
    uuids = keep_shots(film.id, tmp_path, 2)
    board = boards.create_board("Target", film.id)[0]
    with film_page(qtbot, film.id) as (program, page):
        listed: FilmBoards = page.view.boards
        listed.dropped.emit(board.id, uuids, [])
        assert program.window.pages.name() == BOARDS and program.board_page.board_id == board.id
        assert {pin.still for pin in program.board_page.editor.own_pins()} == set(uuids)


# Side by side


def test_side_by_side_lays_watches_from_the_first_to_the_newest(qtbot: QtBot, film: Film) -> None:
    with film_page(qtbot, film.id) as (_, page):
        view = page.view
        assert not view.side_by_side.isVisible()
        view.compare.click()
        columns = view.side_by_side.columns
        assert view.side_by_side.isVisible() and len(columns.watches()) == 10
        assert columns.words_of(0) == "1, 19 Jan 2014, 4 stars, Didn’t understand it yet."
        columns.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, page, KEY.Key_Home, KEY.Key_Right, KEY.Key_Return)
        assert view.watches.hasFocus() and view.watches.rows()[view.watches.current].numbers == "2"


def test_one_watch_is_nothing_to_compare(qtbot: QtBot, library: Path) -> None:
    one = films.add_film(Film("Once"))[0]
    log(one.id, "2 May 2020", 8)
    with film_page(qtbot, one.id) as (_, page):
        assert not page.view.compare.isVisible()


# The page


def test_a_binned_film_leads_back(qtbot: QtBot, film: Film) -> None:
    films.add_film(Film("Another"))
    with film_page(qtbot, film.id) as (program, _page):
        program.verbs.bin_film(film.id)
        qtbot.waitUntil(lambda: program.window.pages.name() == BOARDS)


def test_enter_in_the_list_of_films_opens_the_page(qtbot: QtBot, film: Film) -> None:
    other = films.add_film(Film("Another"))[0]
    with film_page(qtbot, other.id) as (program, page):
        program.window.pages.go(BOARDS)
        program.pane.choose_film(film.id)
        qtbot.keyClick(program.pane.film_list, KEY.Key_Return)
        assert program.window.pages.name() == FILM and page.subject() == film.id


def test_a_narrow_page_has_two_columns_and_clips_nothing(qtbot: QtBot, film: Film) -> None:
    keep_line(film.id, "Nobody is late.", 10)
    with film_page(qtbot, film.id, width=1000) as (_, page):
        view = page.view
        assert view.lines.x() == view.shots.x() and view.lines.y() > view.shots_head.y()
        for part in (view.watches, view.lines, view.notes, view.header.log_button, view.boards_head):
            assert part.mapTo(page, QPoint(0, 0)).x() >= 0
            assert part.mapTo(page, QPoint(part.width(), 0)).x() <= page.width()
