# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines beside the film: they follow it, are searched, jumped to, pinned, put right, by real events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lines_parts import CUES, Lines, close, film, made_lines, open_film
from moodboard.qt.cue_model import NOW_ROLE, CueModel
from moodboard.services import film_files, subtitles
from moodboard.ui.capture.lines.line_delegate import LineDelegate
from moodboard.ui.capture.lines.line_editor import LineWords
from moodboard.ui.capture.lines.line_list import LineList
from moodboard.ui.capture.lines.line_menu import LineMenu
from moodboard.ui.capture.lines.row_deeds import between_words
from moodboard.ui.capture.lines.speaker_card import SpeakerCard
from subtitle_samples import srt

Key, Modifier = Qt.Key, Qt.KeyboardModifier
MANY = tuple((2.0 * n, 2.0 * n + 1.8, f"Line number {n} of the very long film.") for n in range(400))


@pytest.fixture
def lines(library: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Lines]:
    made = made_lines(qtbot, tmp_path)
    yield made
    close(made)


@pytest.fixture
def opened(lines: Lines, qtbot: QtBot, tmp_path: Path) -> Lines:
    open_film(qtbot, lines, film(tmp_path))
    return lines


def _go(qtbot: QtBot, lines: Lines, seconds: float) -> None:
    lines.session.go(seconds)
    qtbot.waitUntil(lambda: abs(lines.session.at - seconds) < 0.06)


def _menu(lines: Lines) -> LineMenu:
    return lines.pane.findChildren(LineMenu)[-1]


def _trigger(menu: LineMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text().split("\t")[0] == words).trigger()


def test_the_model_keeps_qts_promises(qtbot: QtBot) -> None:
    model = CueModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    said = subtitles.read_bytes(srt(CUES).encode(), "a.srt")
    model.show(said, True)
    model.set_moment(4.2)
    model.search("misss the stop")
    model.search("")
    model.show(said.shifted(1.0), False)
    model.show(None, True)
    assert tester.model() is model and model.rowCount() == 0


def test_opening_a_film_reads_the_subtitle_beside_it(opened: Lines) -> None:
    assert opened.texts() == [text for _start, _end, text in CUES]
    assert opened.pane.head.source.text() == "English · 7 lines"
    assert opened.pane.head.sync.text() == "Sync 0.0 s"
    assert opened.session.kept is not None
    kept = film_files.by_uuid(opened.session.kept.uuid)
    assert kept is not None and kept.subtitles.path.endswith("Window Seat (2008).srt")


def test_the_line_that_is_said_goes_along_with_the_film(opened: Lines, qtbot: QtBot) -> None:
    model = opened.pane.model
    _go(qtbot, opened, 4.6)
    assert model.row(model.now).line.text == "You always talk like that?"
    when = [model.index(row).data(NOW_ROLE) for row in range(model.rowCount())]
    assert when == [-1, -1, -1, -1, 0, 1, 1, 1]


def _long(lines: Lines, qtbot: QtBot, folder: Path) -> None:
    open_film(qtbot, lines, film(folder, MANY, seconds=40))
    qtbot.waitUntil(lambda: not lines.pane.list._measurer.isActive())


def test_the_line_that_is_said_stays_a_third_of_the_way_down(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    _long(lines, qtbot, tmp_path)
    for seconds in (20.5, 30.5, 36.5):
        _go(qtbot, lines, seconds)
        height = lines.pane.list.viewport().height()
        wanted = pytest.approx(height * 0.36, abs=6)
        qtbot.waitUntil(lambda: lines.place(lines.pane.model.now).y() == wanted)  # noqa: B023


def _wheel(lines: Lines) -> None:
    view = lines.pane.list.viewport()
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle, view.mapToGlobal(middle), QPoint(0, -480), QPoint(0, -480), Qt.MouseButton.NoButton,
        Modifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_scrolling_by_hand_stops_following_until_the_current_line_is_clicked(
    lines: Lines, qtbot: QtBot, tmp_path: Path
) -> None:
    _long(lines, qtbot, tmp_path)
    _go(qtbot, lines, 20.5)
    assert lines.pane.list.following and not lines.pane.follow_button.isVisible()
    _wheel(lines)
    at = lines.pane.list.verticalScrollBar().value()
    _go(qtbot, lines, 22.5)
    assert lines.pane.list.verticalScrollBar().value() == at
    assert lines.pane.follow_button.isVisible()
    lines.pane.list.scrollTo(lines.pane.model.index(lines.pane.model.now))
    lines.click(lines.pane.model.now)
    assert lines.pane.list.following and not lines.pane.follow_button.isVisible()


def test_no_row_is_lit_when_the_pointer_has_left_the_rows(opened: Lines, qtbot: QtBot) -> None:
    view = opened.pane.list
    row = opened.pane.model.index(2)
    qtbot.mouseMove(view.viewport(), view.visualRect(row).center())
    lit = view.itemDelegate()
    assert isinstance(lit, LineDelegate) and lit.hovered == 2
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert lit.hovered == -1


def test_the_follow_button_goes_along_again(lines: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    _long(lines, qtbot, tmp_path)
    _go(qtbot, lines, 10.5)
    for _turn in range(4):
        _wheel(lines)
    qtbot.mouseClick(lines.pane.follow_button, Qt.MouseButton.LeftButton)
    height = lines.pane.list.viewport().height()
    qtbot.waitUntil(lambda: 0 < lines.place(lines.pane.model.now).y() < height)


def test_search_takes_wrong_words_and_marks_the_right_ones(opened: Lines, qtbot: QtBot) -> None:
    opened.pane.focus_search()
    QTest.keyClicks(opened.pane.head.field, "if we missed the stpo")
    row = opened.pane.model.row(0)
    assert row.line.text == "If we miss the stop, we miss it together."
    marked = [row.line.text[begin:end] for begin, end in row.marks]
    assert "miss" in marked and "stop" in marked and "together" not in marked
    assert (
        opened.pane.head.source.text().startswith("English · ")
        and "of 7 lines" in opened.pane.head.source.text()
    )


def test_enter_in_the_search_jumps_to_the_best_exactly_and_escape_clears(opened: Lines, qtbot: QtBot) -> None:
    opened.pane.focus_search()
    QTest.keyClicks(opened.pane.head.field, "only on trains")
    opened.key(Key.Key_Return)
    qtbot.waitUntil(lambda: abs(opened.session.at - 5.5) < 0.001)
    opened.key(Key.Key_Escape)
    assert opened.pane.head.field.text() == "" and len(opened.texts()) == len(CUES)


def test_l_and_p_on_a_found_row_pin_that_line_and_its_shot(opened: Lines) -> None:
    opened.pane.focus_search()
    QTest.keyClicks(opened.pane.head.field, "trains")
    opened.key(Key.Key_Down)
    opened.key(Key.Key_L)
    opened.key(Key.Key_P)
    assert [(one.text, one.start) for one in opened.pinned] == [("Only on trains.", 5.5)]
    assert opened.shots == [5.5]


def test_no_answer_is_a_sentence(opened: Lines) -> None:
    opened.pane.focus_search()
    QTest.keyClicks(opened.pane.head.field, "xylophone quarks")
    assert "Try fewer words" in opened.pane._nothing.text() and opened.pane._nothing.isVisible()


def test_a_double_click_and_enter_jump_to_where_the_line_begins(opened: Lines, qtbot: QtBot) -> None:
    opened.double_click(3)
    qtbot.waitUntil(lambda: abs(opened.session.at - 3.5) < 0.001)
    opened.click(1)
    opened.key(Key.Key_Return)
    qtbot.waitUntil(lambda: abs(opened.session.at - 1.5) < 0.001)
    assert opened.pane.list.following


def test_escape_leaves_the_list_and_up_from_the_first_row_leads_to_the_search(opened: Lines) -> None:
    opened.pane.list.setFocus()
    opened.click(1)
    opened.key(Key.Key_Up)
    opened.key(Key.Key_Up)
    assert QApplication.focusWidget() is opened.pane.head.field
    opened.key(Key.Key_Down)
    opened.key(Key.Key_Escape)
    assert opened.left == [True]


def test_several_chosen_lines_are_copied_and_pinned_each(opened: Lines) -> None:
    opened.click(0)
    opened.key(Key.Key_Down, Modifier.ShiftModifier)
    opened.pane.deeds.copy_timed()
    assert QGuiApplication.clipboard().text() == (
        "0:00:00 Is this seat anyone’s?\n0:00:01 It was mine a minute ago."
    )
    opened.pane.deeds.copy()
    assert QGuiApplication.clipboard().text() == "Is this seat anyone’s?\nIt was mine a minute ago."
    opened.key(Key.Key_L)
    assert len(opened.pinned) == 2


def test_join_and_split_from_the_menu_are_kept_for_the_file_and_undone(opened: Lines) -> None:
    opened.click(0)
    opened.key(Key.Key_Menu)
    _trigger(_menu(opened), "Join with the next line")
    joined = "Is this seat anyone’s? It was mine a minute ago."
    assert opened.texts()[0] == joined
    assert opened.session.kept is not None
    kept = film_files.by_uuid(opened.session.kept.uuid)
    assert kept is not None and '"join"' in kept.subtitles.edits
    opened.history.undo()
    assert opened.texts()[:2] == ["Is this seat anyone’s?", "It was mine a minute ago."]
    opened.history.redo()
    assert opened.texts()[0] == joined


def test_edits_are_there_when_the_file_is_opened_again(opened: Lines, qtbot: QtBot) -> None:
    opened.click(0)
    opened.pane.deeds.join()
    path = opened.session.path
    opened.session.close()
    assert path is not None
    open_film(qtbot, opened, path)
    assert opened.texts()[0] == "Is this seat anyone’s? It was mine a minute ago."


def _editor(lines: Lines, qtbot: QtBot) -> LineWords:
    qtbot.waitUntil(lambda: bool(lines.pane.list.viewport().findChildren(LineWords)))
    editor = lines.pane.list.viewport().findChildren(LineWords)[-1]
    qtbot.waitUntil(lambda: bool(editor.property("heard")))
    return editor


def test_words_are_corrected_in_their_place(opened: Lines, qtbot: QtBot) -> None:
    opened.click(1)
    opened.key(Key.Key_F2)
    editor = _editor(opened, qtbot)
    QTest.keyClicks(editor, " Maybe.")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: opened.texts()[1] == "It was mine a minute ago. Maybe.")
    opened.history.undo()
    assert opened.texts()[1] == "It was mine a minute ago."


def test_the_keyboard_stays_at_the_line_that_was_corrected(opened: Lines, qtbot: QtBot) -> None:
    opened.click(5)
    opened.key(Key.Key_F2)
    QTest.keyClicks(_editor(opened, qtbot), " Nights.")
    opened.key(Key.Key_Return)
    qtbot.waitUntil(lambda: "Only on trains. Nights." in opened.texts())
    assert opened.pane.list.chosen_rows() == [5]
    opened.key(Key.Key_Down)
    assert opened.pane.list.chosen_rows() == [6]


def test_control_enter_splits_at_the_caret(opened: Lines, qtbot: QtBot) -> None:
    opened.click(6)
    opened.key(Key.Key_F2)
    editor = _editor(opened, qtbot)
    for _letter in range(len(" we miss it together.")):
        QTest.keyClick(editor, Key.Key_Left)
    QTest.keyClick(editor, Key.Key_Return, Modifier.ControlModifier)
    assert opened.texts()[6:8] == ["If we miss the stop,", "we miss it together."]


def test_the_menu_splits_between_the_words_that_were_clicked() -> None:
    assert between_words("If we miss", 4) == 3
    assert between_words("If we miss", 99) == 6
    assert between_words("Alone", 2) == 2


def test_said_by_names_the_speaker(opened: Lines, qtbot: QtBot) -> None:
    opened.click(5)
    opened.pane.deeds.say_who()
    card = opened.window.findChildren(SpeakerCard)[-1]
    QTest.keyClicks(card.field, "Ana")
    QTest.keyClick(card.field, Key.Key_Return)
    assert opened.pane.model.row(5).line.speaker == "Ana"


def test_notes_may_be_hidden_and_stay_hidden(opened: Lines, qtbot: QtBot, tmp_path: Path) -> None:
    opened.pane.menu.fill()
    next(one for one in opened.pane.menu.actions() if one.text() == "Sound notes").trigger()
    assert "[the train slows]" not in opened.texts()
    other = made_lines(qtbot, tmp_path)
    assert other.pane.menu.notes is False
    close(other)


def test_a_search_in_two_thousand_lines_takes_ten_milliseconds_at_most(qtbot: QtBot) -> None:
    words = (
        "seat",
        "train",
        "window",
        "remember",
        "station",
        "together",
        "night",
        "promise",
        "walked",
        "sea",
    )
    cues = [
        (3.0 * n, 3.0 * n + 2, f"{words[n % 10]} {words[n % 7]} word{n % 900} {words[n % 3]} and you.")
        for n in range(2000)
    ]
    model = CueModel()
    model.show(subtitles.read_bytes(srt(cues).encode(), "a.srt").ready(), True)
    model.search("remember")
    taken = []
    for typed in ("rem", "remembr the", "remembr the nihgt", "promise together word7"):
        begun = thread_time()
        model.search(typed)
        taken.append(thread_time() - begun)
    # Of this thread's own time: what else the machine does is not counted.
    assert model.rowCount() and min(taken) < 0.010 and sorted(taken)[1] < 0.020, taken


def test_rows_that_run_to_the_left_begin_at_the_right(qtbot: QtBot) -> None:
    model, width = CueModel(), 364
    said = [(0.0, 1.0, "לאן אתה נוסע?"), (2.0, 3.0, "Only on trains.")]
    model.show(subtitles.read_bytes(srt(said).encode(), "a.srt").ready(), True)
    view = LineList(model)
    qtbot.addWidget(view)
    hebrew, english = (view.line_delegate().set_line(model.row(n), False, width) for n in (0, 1))
    line = hebrew.layout.lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(line.width(), abs=1)
    assert english.layout.lineAt(0).naturalTextRect().left() == 0


def test_a_sentence_above_the_lines_has_the_width_of_the_column(opened: Lines, qtbot: QtBot) -> None:
    head = opened.pane.head
    head.say("This subtitle ends early, it may be a part only, or of another cut.", "Sync…", "sync")
    qtbot.waitUntil(lambda: head._note.width() > head.width() * 0.7)
