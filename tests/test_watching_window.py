# SPDX-License-Identifier: GPL-3.0-or-later
"""The small window of a film that plays elsewhere, driven by its keys; the clock is handed in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from moodboard.services import lines, stills
from moodboard.services import watching as service
from moodboard.services.watching_keeps import Kind
from watching_world import ALT, CONTROL, SHIFT, START, Watching, key, shot, type_line, watching_her

__all__ = ["watching_her"]
SRT = """1
00:00:10,000 --> 00:00:13,000
Have you seen the light on the towers?

2
00:01:20,000 --> 00:01:23,500
I could stay here until the trains stop.

3
00:01:26,000 --> 00:01:29,000
Then stay.
"""


# -- the clock -----------------------------------------------------------------------------------------


def test_one_click_starts_the_clock_in_a_window_on_top(here: Watching) -> None:
    here.later(12)
    flags = here.window.windowFlags()
    assert here.window.isVisible()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert here.time() == "0:00:12"


def test_the_bar_at_the_top_says_what_goes_as_far_as_there_is_room(here: Watching) -> None:
    button = here.program.window.top_bar.watching_button
    here.program.window.resize(1300, 700)
    here.later(65)
    assert (button.text(), button.isVisible()) == ("Watching Her · 0:01", True)
    here.program.window.resize(800, 700)
    here.later(1)
    assert (button.text(), button.accessibleName()) == ("0:01", "Watching Her")
    here.window.hide()
    button.click()
    assert here.window.isVisible()


def test_space_in_the_empty_field_pauses_and_goes_on(qtbot: QtBot, here: Watching) -> None:
    here.later(5)
    key(qtbot, here.window.entry.field, Qt.Key.Key_Space)
    here.later(60)
    assert (here.time(), here.window.pause.text()) == ("0:00:05", "Go on")
    key(qtbot, here.window.entry.field, Qt.Key.Key_Space)
    here.later(10)
    assert here.time() == "0:00:15"


def test_space_between_words_is_a_space(qtbot: QtBot, here: Watching) -> None:
    qtbot.keyClicks(here.window.entry.field, "Then stay")
    assert here.window.entry.field.text() == "Then stay"
    assert here.program.watching.clock.sitting is not None
    assert here.program.watching.clock.sitting.running


def test_an_intermission_is_said_and_ends_by_its_own_key(qtbot: QtBot, here: Watching) -> None:
    key(qtbot, here.window.entry.field, Qt.Key.Key_I, CONTROL)
    assert here.window.face.accessibleDescription() == "Intermission"
    here.later(600)
    key(qtbot, here.window.entry.field, Qt.Key.Key_I, CONTROL)
    here.later(3)
    assert here.time() == "0:00:03"


def test_a_typed_time_sets_the_clock_and_gives_the_keyboard_back(qtbot: QtBot, here: Watching) -> None:
    key(qtbot, here.window.entry.field, Qt.Key.Key_T, CONTROL)
    field = here.window.face.field
    field.clear()
    qtbot.keyClicks(field, "46:12")
    key(qtbot, field, Qt.Key.Key_Return)
    here.later(0.2)
    assert here.time() == "0:46:12"
    assert not here.window.face.is_editing()


def test_a_typed_time_that_is_none_stays_to_be_mended(qtbot: QtBot, here: Watching) -> None:
    here.window.face.edit("soon")
    key(qtbot, here.window.face.field, Qt.Key.Key_Return)
    assert here.window.face.is_editing()
    assert here.window.question.words.text().startswith("That is no time.")
    key(qtbot, here.window.face.field, Qt.Key.Key_Escape)
    assert not here.window.face.is_editing()
    assert not here.window.question.isVisible()


def test_alt_and_arrows_move_the_clock_even_while_words_are_typed(qtbot: QtBot, here: Watching) -> None:
    field = here.window.entry.field
    qtbot.keyClicks(field, "Then")
    key(qtbot, field, Qt.Key.Key_Right, ALT)
    key(qtbot, field, Qt.Key.Key_Right, ALT, SHIFT)
    assert here.time() == "0:01:10"
    key(qtbot, field, Qt.Key.Key_Left, ALT)
    assert (here.time(), field.text(), here.window.entry.at) == ("0:01:00", "Then", 60)


def test_a_sleep_is_asked_about_once_and_counts_until_it_is_taken_off(qtbot: QtBot, here: Watching) -> None:
    here.later(60)
    here.later(4200)
    question = here.window.question
    assert question.words.text() == "Your computer slept for 1 h 10 min. Count it?"
    assert here.time() == "1:11:00"
    here.later(1)
    question.answers[1].click()
    assert (here.time(), question.isVisible()) == ("0:01:01", False)


def test_a_counted_sleep_stays(here: Watching) -> None:
    here.later(300)
    here.window.question.answers[0].click()
    assert here.time() == "0:05:00"


def test_a_film_that_must_be_over_is_asked_about(here: Watching) -> None:
    key_time = 126 * 60 + 601
    here.view.set_time(key_time)
    assert here.window.question.words.text() == "“Her” should be over."
    here.window.question.answers[1].click()
    assert here.window.is_finishing()


# -- what is kept --------------------------------------------------------------------------------------


def test_a_line_has_the_time_at_which_it_was_begun(qtbot: QtBot, here: Watching) -> None:
    here.later(61)
    qtbot.keyClicks(here.window.entry.field, "T")
    here.later(9)
    type_line(qtbot, here, "HEO: I do [looks out]")
    line = lines.lines_of_film(here.film)[0]
    assert (line.speaker, line.text, line.timecode) == ("THEO", "I do [looks out]", 61)
    assert here.kept() == [(Kind.LINE, 61, "THEO: I do [looks out]")]
    assert here.window.entry.field.text() == ""


def test_a_slash_or_the_switch_makes_a_note_of_it(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "/ the light")
    key(qtbot, here.window.entry.field, Qt.Key.Key_N, CONTROL)
    type_line(qtbot, here, "the rain")
    assert {row[::2] for row in here.kept()} == {(Kind.NOTE, "the light"), (Kind.NOTE, "the rain")}
    assert lines.lines_of_film(here.film) == ()


def test_control_z_takes_the_last_thing_back_and_again_brings_it(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "Then stay.")
    key(qtbot, here.window.entry.field, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: here.kept() == [])
    key(qtbot, here.window, Qt.Key.Key_Y, CONTROL)
    assert [row[2] for row in here.kept()] == ["Then stay."]


def test_after_a_row_is_taken_away_the_next_one_is_chosen(qtbot: QtBot, here: Watching) -> None:
    for words in ("One.", "Two.", "Three."):
        type_line(qtbot, here, words)
        here.later(1)
    view = here.window.kept
    view.setCurrentIndex(view.model().index(1, 0))
    key(qtbot, view, Qt.Key.Key_Delete)
    chosen = view.chosen()
    assert chosen is not None
    assert chosen.words == "One."


def test_the_window_grows_at_once_with_a_longer_sentence(here: Watching) -> None:
    here.view.say_error("Short.")
    before = here.window.height()
    here.view.say_error("There is much more to be said of this than fits into one row. " * 3)
    words = here.window.question.words
    assert here.window.height() > before
    assert words.heightForWidth(words.width()) <= words.parentWidget().height()


def test_the_field_hands_on_redo_too(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "Then stay.")
    key(qtbot, here.window.entry.field, Qt.Key.Key_Z, CONTROL)
    assert here.kept() == []
    key(qtbot, here.window.entry.field, Qt.Key.Key_Z, CONTROL, SHIFT)
    assert [words for _kind, _at, words in here.kept()] == ["Then stay."]


def test_a_row_under_correction_stays_open_and_keeps_the_keyboard(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "Then stay")
    view = here.window.kept
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    view.edit(view.currentIndex())
    (field,) = view.findChildren(QLineEdit)
    qtbot.keyClicks(field, " here")
    type_line(qtbot, here, "Another one.")
    field.setText("0:01:00 Then stay here.")
    field.setModified(True)
    key(qtbot, field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (Kind.LINE, 60, "Then stay here.") in here.kept())
    assert len(here.kept()) == 2
    chosen = view.chosen()
    assert chosen is not None
    assert chosen.words == "Then stay here."


def test_a_pasted_picture_becomes_a_shot_of_now(qtbot: QtBot, here: Watching) -> None:
    here.later(90)
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    key(qtbot, here.window.entry.field, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(here.kept()) == 1)
    still = stills.stills_of_film(here.film)[0]
    sitting = here.program.watching.clock.sitting
    assert sitting is not None
    assert (still.timecode, still.watch, still.width) == (90, sitting.watch, 64)


def test_words_pasted_in_rows_are_one_exchange(qtbot: QtBot, here: Watching) -> None:
    QGuiApplication.clipboard().setText("THEO: You came.\nANA: I said so.")
    key(qtbot, here.window.entry.field, Qt.Key.Key_V, CONTROL)
    assert here.kept() == [(Kind.LINE, 0, "THEO: You came.\nANA: I said so.")]
    one = here.window.kept.rows()[0]
    here.view.keeper.edit(one, "0:00:05 THEO: You came. / ANA: Of course.")
    assert here.kept() == [(Kind.LINE, 5, "THEO: You came.\nANA: Of course.")]
    here.view.keeper.history.undo()
    assert here.kept() == [(Kind.LINE, 0, "THEO: You came.\nANA: I said so.")]


def test_a_dropped_file_is_kept_at_the_time_it_was_made(qtbot: QtBot, here: Watching, tmp_path: Path) -> None:
    here.later(600)
    mime = QMimeData()
    made = START + timedelta(seconds=120)
    mime.setUrls([QUrl.fromLocalFile(str(shot(tmp_path, "grab.png", made)))])
    here.window.mime_given.emit(mime)
    qtbot.waitUntil(lambda: [row[1] for row in here.kept()] == [120])


def test_a_new_screenshot_goes_to_the_film_while_it_is_watched(
    qtbot: QtBot, here: Watching, tmp_path: Path
) -> None:
    folder = here.program.film_files.screenshots.folder
    assert folder.is_claimed
    here.later(600)
    others: list[Path] = []
    folder.arrived.connect(others.append)
    here.program.watching.take_file(shot(tmp_path, "one.png", START + timedelta(seconds=60)))
    old = shot(tmp_path, "old.png", START - timedelta(days=2))
    here.program.watching.take_file(old)
    qtbot.waitUntil(lambda: [row[1] for row in here.kept()] == [60])
    assert others == [old]
    here.program.watching.drop()
    assert not folder.is_claimed


def test_delete_plus_and_typed_words_correct_a_row(qtbot: QtBot, here: Watching) -> None:
    here.later(20)
    type_line(qtbot, here, "Then stay")
    view = here.window.kept
    view.setFocus()
    key(qtbot, view, Qt.Key.Key_Plus)
    assert here.kept()[0][1] == 21
    here.view.keeper.edit(view.rows()[0], "46:12 ANA: Then go")
    assert here.kept() == [(Kind.LINE, 2772, "ANA: Then go")]
    key(qtbot, view, Qt.Key.Key_Delete)
    assert here.kept() == []
    here.view.keeper.history.undo()
    assert here.kept() == [(Kind.LINE, 2772, "ANA: Then go")]


def test_the_line_being_said_is_kept_with_one_key(qtbot: QtBot, here: Watching, tmp_path: Path) -> None:
    file = tmp_path / "her.srt"
    file.write_text(SRT)
    here.view.use_subtitle(file)
    qtbot.waitUntil(lambda: here.window.said.line() is not None)
    here.view.set_time(81)
    key(qtbot, here.window.entry.field, Qt.Key.Key_L, CONTROL)
    key(qtbot, here.window.entry.field, Qt.Key.Key_Down)
    key(qtbot, here.window.entry.field, Qt.Key.Key_Return)
    kept = sorted(here.kept(), key=lambda row: row[1] or 0)
    assert kept == [
        (Kind.LINE, 80, "I could stay here until the trains stop."),
        (Kind.LINE, 86, "Then stay."),
    ]
    key(qtbot, here.window.entry.field, Qt.Key.Key_L, CONTROL)
    assert here.window.question.words.text() == "You have this line already."
    sitting = service.going()
    assert sitting is not None
    assert sitting.subtitles == str(file)


def test_what_cannot_be_kept_is_said_in_the_window(qtbot: QtBot, here: Watching, tmp_path: Path) -> None:
    file = tmp_path / "no.png"
    file.write_bytes(b"nothing of a picture")
    here.view.keeper.keep_file(file)
    qtbot.waitUntil(here.window.question.isVisible)
    assert "no.png" in here.window.question.words.text()
    here.window.question.answers[0].click()
    assert not here.window.question.isVisible()
