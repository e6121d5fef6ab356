# SPDX-License-Identifier: GPL-3.0-or-later
"""An own list in the window: typed, dragged, stepped, annotated, and all of it taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.domain.own_list import Listed, OwnList
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.thumbs import Thumbs
from moodboard.services import films, own_lists
from moodboard.ui.library.lists.list_view import OwnListView
from moodboard.ui.library.page.carrying import carry


class Bench:
    """A view of a list of three films."""

    def __init__(self) -> None:
        self.ids = [films.add_film(Film(title, 2000))[0].id for title in ("Aa", "Bb", "Cc")]
        self.uuid = own_lists.make(OwnList("Rainy", ranked=True), tuple(map(Listed, self.ids)))[0].uuid
        self.events, self.thumbs = Events(), Thumbs()
        self.history = History(self.events)
        self.said: list[str] = []
        self.view = OwnListView(
            self.events, self.history, self.thumbs, lambda words, *_rest: self.said.append(words)
        )
        self.view.resize(800, 600)
        self.view.show_list(self.uuid)

    def titles(self) -> list[str]:
        """The list's films as they are kept."""
        return [one.row.title for one in own_lists.own_list(self.uuid).films]

    def shown(self) -> list[str]:
        """The list's films as they are shown."""
        model = self.view.model
        return [str(model.index(row, 0).data())[:2] for row in range(model.rowCount())]


@pytest.fixture
def bench(qtbot: QtBot, library: Path) -> Iterator[Bench]:
    """Show the view."""
    made = Bench()
    qtbot.addWidget(made.view)
    with qtbot.waitExposed(made.view):
        made.view.show()
    yield made
    made.thumbs.stop()


def test_the_model_is_a_good_model(bench: Bench) -> None:
    tester = QAbstractItemModelTester(bench.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bench.view.rows.choose((bench.ids[2],))
    bench.view.take_off()
    bench.history.undo()
    assert tester.model() is bench.view.model


def test_a_drop_between_rows_puts_films_in_another_order_and_back(bench: Bench) -> None:
    model = bench.view.model
    model.dropMimeData(carry([bench.ids[2]]), Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    assert bench.titles() == bench.shown() == ["Cc", "Aa", "Bb"]
    assert bench.view.chosen() == (bench.ids[2],)
    bench.history.undo()
    assert bench.titles() == bench.shown() == ["Aa", "Bb", "Cc"]
    bench.history.redo()
    assert bench.titles() == ["Cc", "Aa", "Bb"]


def test_films_from_elsewhere_are_put_where_they_were_dropped(bench: Bench) -> None:
    new = films.add_film(Film("Dd"))[0].id
    bench.view.model.dropMimeData(carry([new]), Qt.DropAction.CopyAction, 1, 0, QModelIndex())
    assert bench.titles() == ["Aa", "Dd", "Bb", "Cc"]


def test_alt_and_the_arrows_step_a_film(bench: Bench, qtbot: QtBot) -> None:
    bench.view.rows.choose((bench.ids[0],))
    qtbot.keyClick(bench.view.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert bench.titles() == ["Bb", "Aa", "Cc"] and bench.view.chosen() == (bench.ids[0],)
    qtbot.keyClick(bench.view.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert bench.titles() == ["Aa", "Bb", "Cc"]


def test_delete_takes_off_and_chooses_what_comes_next(bench: Bench, qtbot: QtBot) -> None:
    bench.view.rows.choose((bench.ids[1],))
    qtbot.keyClick(bench.view.rows, Qt.Key.Key_Delete)
    assert bench.titles() == ["Aa", "Cc"] and bench.view.chosen() == (bench.ids[2],)
    assert "Rainy" in bench.said[-1] and films.count_films() == 3


def test_a_note_is_typed_in_place(bench: Bench, qtbot: QtBot) -> None:
    bench.view.rows.choose((bench.ids[1],))
    qtbot.keyClick(bench.view.rows, Qt.Key.Key_F2)
    editor = bench.view.rows.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("the rain")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert own_lists.own_list(bench.uuid).films[1].note == "the rain"
    bench.history.undo()
    assert own_lists.own_list(bench.uuid).films[1].note == ""


def test_the_name_and_the_words_are_typed_over(bench: Bench, qtbot: QtBot) -> None:
    for field, words in ((bench.view.name, "Sunny"), (bench.view.words, "for June")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    own = own_lists.own_list(bench.uuid).own
    assert (own.name, own.description) == ("Sunny", "for June")
    bench.history.undo()
    bench.history.undo()
    assert own_lists.own_list(bench.uuid).own.name == bench.view.name.text() == "Rainy"


def test_ranked_shows_places(bench: Bench, qtbot: QtBot) -> None:
    from moodboard.ui.library.lists.list_model import NUMBER_ROLE

    model = bench.view.model
    assert [model.index(row, 0).data(NUMBER_ROLE) for row in range(3)] == [1, 2, 3]
    qtbot.mouseClick(bench.view.ranked, Qt.MouseButton.LeftButton)
    assert not own_lists.own_list(bench.uuid).own.ranked
    assert model.index(0, 0).data(NUMBER_ROLE) == 0


def test_a_typed_title_is_put_on_the_list_an_unknown_one_after_a_second_enter(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.view.field.setText("Ee")
    qtbot.keyClick(bench.view.field, Qt.Key.Key_Return)
    assert len(bench.titles()) == 3
    qtbot.keyClick(bench.view.field, Qt.Key.Key_Return)
    assert bench.titles()[-1] == "Ee" and films.count_films() == 4


def test_a_film_that_is_there_is_not_doubled(bench: Bench) -> None:
    bench.view.add((bench.ids[0],))
    assert len(bench.titles()) == 3 and "already" in bench.said[-1]


def test_a_list_changed_elsewhere_is_shown_and_not_undone_over(bench: Bench) -> None:
    bench.view.rows.choose((bench.ids[0],))
    bench.view.take_off()
    bench.events.publish(own_lists.put(bench.uuid, ()), None)
    assert bench.shown() == []
    failed: list[str] = []
    bench.history.failed.connect(failed.append)
    bench.history.undo()
    assert bench.titles() == [] and "changed elsewhere" in failed[0]


def test_enter_on_an_offered_film_adds_it_once_and_says_nothing_else(bench: Bench, qtbot: QtBot) -> None:
    film = films.add_film(Film("Zz", 2000))[0]
    bench.view.field.setText("Zz")
    bench.view.field.film_picked.emit(film.id)
    bench.view.field.returnPressed.emit()  # the same Enter
    assert bench.titles() == ["Aa", "Bb", "Cc", "Zz"]
    assert bench.said == []
    qtbot.waitUntil(lambda: not bench.view.field.text())
    bench.view.field.setText("Aa")
    bench.view.field.returnPressed.emit()
    assert bench.said == ["It is on this list already."]


def test_f2_means_the_note_also_where_the_window_has_a_command_for_it(bench: Bench, qtbot: QtBot) -> None:
    rows = bench.view.rows
    taken = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    taken.ignore()
    rows.event(taken)
    assert taken.isAccepted()


def test_enter_in_the_name_leads_to_the_films(bench: Bench, qtbot: QtBot) -> None:
    bench.view.activateWindow()
    bench.view.rename()
    qtbot.waitUntil(bench.view.name.hasFocus)
    qtbot.keyClicks(bench.view.name, "Sunny")
    qtbot.keyClick(bench.view.name, Qt.Key.Key_Return)
    assert own_lists.own_list(bench.uuid).own.name == "Sunny"
    assert bench.view.rows.hasFocus()
