# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.domain.own_list import OwnList
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.services import films, own_lists
from moodboard.ui import messages
from moodboard.ui.library.bin.bin_view import BinView


class Bench:
    """A bin with a film and a list in it."""

    def __init__(self) -> None:
        film = films.add_film(Film("Her", 2013, earlier_watches=3))[0].id
        films.bin_film(film)
        own_lists.bin_list(own_lists.make(OwnList("Rainy"))[0].uuid)
        self.events = Events()
        self.history = History(self.events)
        self.said: list[str] = []
        self.view = BinView(self.events, self.history, lambda words, *_rest: self.said.append(words))
        self.view.resize(700, 500)
        self.view.refresh()


@pytest.fixture
def bench(qtbot: QtBot, library: Path) -> Iterator[Bench]:
    """Show the view."""
    made = Bench()
    qtbot.addWidget(made.view)
    with qtbot.waitExposed(made.view):
        made.view.show()
    yield made


def shown(bench: Bench) -> list[str]:
    model = bench.view.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_model_is_a_good_model(bench: Bench) -> None:
    tester = QAbstractItemModelTester(bench.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bench.view.refresh()
    assert tester.model() is bench.view.model
    assert sorted(shown(bench)) == ["Her (2013)", "Rainy"]


def test_enter_takes_the_chosen_out(bench: Bench, qtbot: QtBot) -> None:
    row = shown(bench).index("Her (2013)")
    bench.view.rows.setCurrentIndex(bench.view.model.index(row, 0))
    qtbot.keyClick(bench.view.rows, Qt.Key.Key_Return)
    assert films.count_films() == 1 and shown(bench) == ["Rainy"]
    assert "Her (2013)" in bench.said[-1]


def test_the_bin_is_emptied_only_when_agreed(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(messages, "ask", lambda *_args: next(answers))
    qtbot.mouseClick(bench.view.empty_button, Qt.MouseButton.LeftButton)
    assert len(shown(bench)) == 2
    qtbot.mouseClick(bench.view.empty_button, Qt.MouseButton.LeftButton)
    assert shown(bench) == [] and not bench.view.empty_button.isEnabled()


def test_what_is_binned_elsewhere_appears(bench: Bench) -> None:
    film = films.add_film(Film("Late"))[0].id
    bench.events.publish(films.bin_film(film), None)
    assert shown(bench)[0] == "Late"
