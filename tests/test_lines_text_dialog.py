# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines out of pasted words or a text file, looked through before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.domain.line import Line
from moodboard.qt import plurals
from moodboard.qt.jobs import JobRunner
from moodboard.services import films, lines, lines_text
from moodboard.ui.dialogs.lines_text_dialog import LinesTextDialog

Open = Callable[..., LinesTextDialog]
_EDIT = Qt.ItemDataRole.EditRole
_TICK = Qt.ItemDataRole.CheckStateRole
WORDS = "Nobody waits for the ferry.\n\n0:46:12 Ana: I am still here.\n\nAna: Are you awake?\nNoor: No.\n"


@pytest.fixture
def her(library: Path) -> int:
    return films.add_film(Film(title="Her", year=2013))[0].id


@pytest.fixture
def opened(qtbot: QtBot, her: int) -> Iterator[Open]:
    plurals.install()
    jobs = JobRunner()
    kept: list[LinesTextDialog] = []

    def make(film_id: int | None = her, path: Path | None = None) -> LinesTextDialog:
        dialog = LinesTextDialog(jobs, film_id, path)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    yield make
    jobs.stop_all()


def test_pasted_words_become_one_line_a_paragraph(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    QApplication.clipboard().setText(WORDS)
    dialog.words.paste()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    speakers = [dialog.model.index(row, dialog.model.SPEAKER).data() for row in range(3)]
    assert speakers == ["", "Ana", "Ana, Noor"]
    assert dialog.model.index(1, dialog.model.LAST).data() == "0:46:12"


def test_nothing_is_kept_before_it_is_agreed_to(opened: Open, qtbot: QtBot, her: int) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.reject()
    assert not lines.lines_of_film(her)


def test_ticked_lines_are_kept_as_they_were_edited(opened: Open, qtbot: QtBot, her: int) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    model = dialog.model
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    model.setData(model.index(0, model.TEXT), "Nobody waits for a ferry.", _EDIT)
    model.setData(model.index(0, model.SPEAKER), "Noor", _EDIT)
    model.setData(model.index(2, model.TEXT), Qt.CheckState.Unchecked.value, _TICK)
    with qtbot.waitSignal(dialog.kept):
        dialog.keep()
    found = {line.text: (line.speaker, line.timecode) for line in lines.lines_of_film(her)}
    assert found == {"Nobody waits for a ferry.": ("Noor", None), "I am still here.": ("Ana", 2772.0)}


def test_kept_lines_are_taken_back_in_one_step(opened: Open, qtbot: QtBot, her: int) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    with qtbot.waitSignal(dialog.kept) as came:
        dialog.keep()
    changes = lines_text.take_back(came.args[0])
    assert not lines.lines_of_film(her)
    assert changes.films == {her}


def test_words_that_the_film_has_are_not_ticked(opened: Open, qtbot: QtBot, her: int) -> None:
    lines.add_line(Line("", "Nobody waits for the ferry.", her))
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert [row.ticked for row in dialog.model.rows()] == [False, True, True]
    assert dialog.model.index(0, dialog.model.LAST).data() == "there already"


def test_a_text_file_is_read(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(WORDS, encoding="utf-16")
    dialog = opened(path=path)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)


def test_a_file_that_is_gone_is_a_sentence(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(path=tmp_path / "gone.txt")
    qtbot.waitUntil(lambda: "gone.txt cannot be read" in dialog.error())


def test_lines_need_no_film_but_a_film_that_is_named_must_be_one(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(film_id=None)
    dialog.words.setPlainText("It rained for a year.")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.film.setText("No such film")
    dialog.keep()
    assert "Choose a film" in dialog.error()
    dialog.film.clear()
    with qtbot.waitSignal(dialog.kept):
        dialog.keep()
    assert lines.find_lines("rained")[0].film_id is None


def test_edits_outlast_more_words(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.words.setPlainText("One fine day.\n\nTwo.")
    model = dialog.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    model.setData(model.index(0, model.TEXT), "One finer day.", _EDIT)
    dialog.words.appendPlainText("\nThree.")
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert model.index(0, model.TEXT).data() == "One finer day."


def test_the_model_keeps_to_the_rules_of_models(
    opened: Open, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    qtmodeltester.check(dialog.model)


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        (WORDS, True),
        ("Title\tYear\nHer\t2013\nRan\t1985\n", False),
        ("Name,Year\nHer,2013\nRan,1985\n", False),
        ("Well, I was young.\n\nAnd, oh, the tide came in.\n", True),
        ("", True),
        ("One line, with a comma", True),
    ],
)
def test_a_text_is_told_from_a_table(tmp_path: Path, words: str, prose: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words)
    assert lines_text.is_prose(path) is prose


def test_an_exchange_is_edited_in_rows_and_enter_keeps_it(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.table.choose(2)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    field = dialog.table.viewport().findChild(QPlainTextEdit)
    assert field.toPlainText() == "Ana: Are you awake?\nNoor: No."
    field.setPlainText("Ana: Are you there?")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "Noor: Yes.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "Noor: Yes." in dialog.model.rows()[2].text


def test_space_turns_a_tick_over(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.words.setPlainText(WORDS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.table.choose(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [row.ticked for row in dialog.model.rows()] == [False, True, True]
