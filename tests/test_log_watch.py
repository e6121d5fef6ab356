# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging a watch with the keyboard and the mouse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from library_ui import add
from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Watch
from moodboard.services import films, watches
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.ui.stars import StarsEdit

_EVENING = datetime(2026, 6, 1, 22, 0)
_Open = Callable[..., LogWatchDialog]


@pytest.fixture
def show(library: Path, qtbot: QtBot) -> Iterator[_Open]:
    add("Her", 2013)
    add("Barley", 2017)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def made(title: str | None = "Her", now: datetime = _EVENING) -> LogWatchDialog:
        film_id = films.find_film(title).id if title else None
        dialog = LogWatchDialog(film_id, window, now=lambda: now)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        return dialog

    yield made


def test_two_keys_log_tonight_with_four_stars(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    focused = dialog.focusWidget()
    assert isinstance(focused, StarsEdit)
    qtbot.keyClick(focused, Qt.Key.Key_4)
    with qtbot.waitSignal(dialog.kept):
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(films.find_film("Her").id)
    assert watch.rating == 8
    assert watch.date.earliest == date(2026, 6, 1)


def test_before_five_tonight_is_yesterday(show: _Open, qtbot: QtBot) -> None:
    dialog = show(now=datetime(2026, 6, 2, 1, 30))
    assert dialog.date.text() == "tonight"
    assert dialog.understood.text() == "Monday, 1 Jun 2026"
    dialog.reject()


def test_the_date_shows_what_it_understood(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    dialog.date.clear()
    assert dialog.understood.text() == "Date unknown"
    qtbot.keyClicks(dialog.date, "before 2014 x3")
    assert dialog.understood.text() == "before 2014 ×3"
    qtbot.keyClick(dialog.date, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(films.find_film("Her").id)
    assert (watch.date.edtf, watch.times) == ("../2013", 3)


def test_a_date_that_is_none_keeps_the_dialog_open(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    dialog.date.clear()
    qtbot.keyClicks(dialog.date, "when I was sad")
    qtbot.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.date.property("error") is True
    assert "Try 1998" in dialog.understood.text()
    assert dialog.date.text() == "when I was sad"
    dialog.reject()


def test_words_people_place_and_medium_are_kept(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClicks(dialog.words, "At the letter again, 3 times.")
    qtbot.keyClicks(dialog.people, "Ada, Ben")
    qtbot.keyClicks(dialog.where, "at home")
    qtbot.keyClicks(dialog.medium, "VHS")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(films.find_film("Her").id)
    assert watch.note == "At the letter again, 3 times."
    assert (watch.people, watch.where, watch.medium, watch.rating) == (("Ada", "Ben"), "at home", "VHS", None)


def test_shift_enter_is_a_new_line_in_the_words(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClicks(dialog.words, "one")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.words, "two")
    assert dialog.words.toPlainText() == "one\ntwo"
    dialog.reject()


def test_without_a_film_it_is_asked_for_by_title(show: _Open, qtbot: QtBot) -> None:
    dialog = show(None)
    qtbot.keyClicks(dialog.film_field, "barl")
    assert dialog.film_field.suggestions() == ["Barley (2017)"]
    dialog.film_field.film_picked.emit(films.find_film("Barley").id)
    assert dialog.heading.text() == "Barley (2017)"
    qtbot.keyClick(dialog.stars, Qt.Key.Key_Return)
    assert len(watches.watches_of(films.find_film("Barley").id)) == 1


def test_an_unknown_film_is_added_on_the_second_enter(show: _Open, qtbot: QtBot) -> None:
    dialog = show(None)
    qtbot.keyClicks(dialog.film_field, "Stalker")
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Return)
    assert "Stalker" in dialog.error()
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Return)
    assert len(watches.watches_of(films.find_film("Stalker").id)) == 1


def test_another_film_can_be_chosen(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.mouseClick(dialog.change_film, Qt.MouseButton.LeftButton)
    assert dialog.film_id() is None
    assert dialog.film_field.isVisible()
    dialog.reject()


def test_stars_by_keys_and_mouse_in_halves(qtbot: QtBot) -> None:
    stars = StarsEdit()
    qtbot.addWidget(stars)
    stars.show()
    qtbot.keyClick(stars, Qt.Key.Key_3)
    qtbot.keyClick(stars, Qt.Key.Key_Right)
    assert stars.rating() == 7
    qtbot.keyClick(stars, Qt.Key.Key_Delete)
    assert stars.rating() is None
    with qtbot.waitSignal(stars.rated) as rated:
        qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(6, 14))
    assert rated.args == [1]
    qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(2 + 10 + 4 * 26 + 5, 14))
    assert stars.rating() == 10
    assert stars.accessibleName() == "Stars: 5"


def test_letters_typed_at_the_stars_look_for_another_film(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    for letter in "barl":
        qtbot.keyClicks(dialog.focusWidget(), letter)
    assert dialog.film_field.text() == "barl"
    assert dialog.film_field.suggestions() == ["Barley (2017)"]
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Return)
    assert dialog.heading.text() == "Barley (2017)"
    assert dialog.focusWidget() is dialog.stars
    qtbot.keyClick(dialog.stars, Qt.Key.Key_Return)
    assert len(watches.watches_of(films.find_film("Barley").id)) == 1


def test_letters_typed_after_the_stars_are_words(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClick(dialog.stars, Qt.Key.Key_4)
    for letter in "Rain 3":
        qtbot.keyClicks(dialog.focusWidget(), letter)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(films.find_film("Her").id)
    assert (watch.note, watch.rating) == ("Rain 3", 8)


def test_words_typed_as_a_film_go_back_to_the_words_with_tab(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClicks(dialog.stars, "q")
    qtbot.keyClicks(dialog.film_field, "uiet rain")
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Tab)
    assert dialog.heading.text() == "Her (2013)"
    assert dialog.words.toPlainText() == "quiet rain"
    assert dialog.focusWidget() is dialog.words
    dialog.reject()


def test_escape_in_the_search_returns_to_the_guessed_film(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClicks(dialog.stars, "x")
    qtbot.keyClicks(dialog.film_field, "yz")
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.film_id() == films.find_film("Her").id
    dialog.reject()


def test_what_is_composed_of_several_keys_is_not_lost(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(dialog.stars, event)
    assert dialog.film_field.text() == "é"
    dialog.reject()


def test_a_mistyped_title_is_offered_and_not_taken_for_granted(show: _Open, qtbot: QtBot) -> None:
    dialog = show(None)
    qtbot.keyClicks(dialog.film_field, "barlye")
    assert dialog.film_field.suggestions() == ["Barley (2017)"]
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Return)
    assert dialog.film_id() is None
    assert "barlye" in dialog.error()
    dialog.reject()


@pytest.mark.parametrize(("typed", "is_taken"), [("barl", True), ("barlye", False)])
def test_enter_over_the_offers_takes_the_film_that_is_meant_or_says_why_not(
    show: _Open, qtbot: QtBot, typed: str, is_taken: bool
) -> None:
    dialog = show(None)
    qtbot.keyClicks(dialog.film_field, typed)
    completer = dialog.film_field.completer()
    completer.complete()
    qtbot.waitUntil(completer.popup().isVisible)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)  # the offers have the keyboard while they are shown
    assert (dialog.film_id() == films.find_film("Barley").id) is is_taken
    assert (typed in dialog.error()) is not is_taken
    dialog.reject()


def test_control_enter_keeps_from_anywhere(show: _Open, qtbot: QtBot) -> None:
    dialog = show(None)
    qtbot.keyClicks(dialog.film_field, "barl")
    qtbot.keyClick(dialog.film_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(watches.watches_of(films.find_film("Barley").id)) == 1
    other = show()
    other.cancel_button.setFocus()
    qtbot.keyClick(other.cancel_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(watches.watches_of(films.find_film("Her").id)) == 1


def test_it_says_which_time_it_is(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    assert dialog.count.text() == "The first time."
    dialog.reject()
    films.set_times_seen(films.find_film("Her").id, 12)
    again = show()
    assert again.count.text() == "This is the 13th time."
    again.date.setText("before 2014 x3")
    assert again.count.text() == "This makes 15 times."
    again.reject()


def test_cut_themes_and_not_finished_are_kept(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    qtbot.keyClicks(dialog.cut, "director's")
    qtbot.keyClicks(dialog.themes, "rain, letters")
    dialog.to_end.setChecked(False)
    qtbot.keyClick(dialog.cut, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(films.find_film("Her").id)
    assert (watch.cut, watch.themes, watch.finished) == ("director's", ("rain", "letters"), False)


def test_earlier_watches_complete_with_where_and_medium(show: _Open, qtbot: QtBot) -> None:
    her = films.find_film("Her").id
    for people in (("Ana",), ("Ana", "Ben"), ("Ben",), ("Ana",)):
        watches.log_watch(Watch(her, people=people, where="the Rex", medium="35 mm"))
    dialog = show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.people.setFocus()
    dialog.people.setText("Ben, ")
    completer = dialog.people.completer()
    assert completer is not None
    completer.setCompletionPrefix("Ben, a")
    assert completer.currentCompletion() == "Ben, Ana"
    where = dialog.where.completer()
    assert where is not None
    where.setCompletionPrefix("rex")
    assert where.currentCompletion() == "the Rex"
    dialog.reject()


def test_figures_in_doubt_offer_the_other_reading(show: _Open, qtbot: QtBot) -> None:
    dialog = show()
    dialog.date.setText("3/12/2016")
    first = dialog.understood.text()
    assert dialog.when.other.isVisible()
    qtbot.mouseClick(dialog.when.other, Qt.MouseButton.LeftButton)
    assert {first, dialog.understood.text()} == {"Saturday, 3 Dec 2016", "Saturday, 12 Mar 2016"}
    dialog.reject()


def test_a_watch_is_edited_with_all_that_is_known(show: _Open, qtbot: QtBot) -> None:
    her = films.find_film("Her").id
    before = watches.log_watch(
        Watch(
            her, parse_edtf("2016-22", "summer 2016"), 3, 7, "Rain", people=("Ana",), where="home", cut="long"
        )
    )[0]
    window = QWidget()
    qtbot.addWidget(window)
    dialog = LogWatchDialog(her, window, now=lambda: _EVENING, watch=before)
    dialog.open()
    assert (dialog.stars.rating(), dialog.words.toPlainText(), dialog.cut.text()) == (7, "Rain", "long")
    assert dialog.understood.text() == "summer 2016 ×3"
    dialog.words.setPlainText("More rain")
    with qtbot.waitSignal(dialog.edited) as edited:
        dialog.keep()
    after = edited.args[0]
    assert after == replace(before, note="More rain")
