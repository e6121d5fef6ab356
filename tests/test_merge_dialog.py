# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogs in which two films become one, and one becomes two."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.services import films, watches
from moodboard.ui.dialogs.merge_dialog import MergeDialog
from moodboard.ui.dialogs.split_dialog import SplitDialog


@pytest.fixture
def two(library: Path) -> tuple[int, int]:
    """Put two films in, with a watch of the same day each."""
    ids = [films.add_film(Film(title, year))[0].id for title, year in (("Her", 2013), ("Her.", 2014))]
    for film in ids:
        watches.log_watch(Watch(film, parse_edtf("2016-03-12")))
    return ids[0], ids[1]


def test_merging_says_what_will_be_before_it_is(qtbot: QtBot, two: tuple[int, int]) -> None:
    dialog = MergeDialog(two)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "“Her. (2014)” becomes part of “Her (2013)”" in dialog.words()
    assert "year" in dialog.words() and not dialog.same_days.isHidden()
    with qtbot.waitSignal(dialog.agreed) as agreed:
        qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert agreed.args == [*two, True]


def test_the_other_film_may_be_the_one_that_stays(qtbot: QtBot, two: tuple[int, int]) -> None:
    dialog = MergeDialog(two)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.swap_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.agreed) as agreed:
        dialog.keep()
    assert agreed.args == [two[1], two[0], True]


def test_one_chosen_film_needs_another_one(qtbot: QtBot, two: tuple[int, int]) -> None:
    dialog = MergeDialog(two[:1])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.keep()
    assert "Which film" in dialog.error()
    dialog.field.setText("Her (2013)")
    dialog.keep()
    assert "itself" in dialog.error()
    dialog.field.setText("Her. (2014)")
    dialog.keep()
    assert "becomes part of" in dialog.words()


def test_a_split_needs_a_title_and_something_to_take(qtbot: QtBot, two: tuple[int, int]) -> None:
    dialog = SplitDialog(two[0])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.title.clear()
    dialog.keep()
    assert "called" in dialog.error()
    dialog.title.setText("His")
    dialog.year.setText("20")
    dialog.keep()
    assert "four digits" in dialog.error()
    dialog.year.setText("2019")
    dialog.keep()
    assert "Tick" in dialog.error()
    dialog.things.item(0).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.agreed) as agreed:
        dialog.keep()
    assert agreed.args == [Film("His", 2019), ([watches.watches_of(two[0])[0].uuid], [], [])]


def test_the_field_has_the_keyboard_and_all_that_is_said_has_room(qtbot: QtBot, two: tuple[int, int]) -> None:
    dialog = MergeDialog(two[:1])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.field
    dialog.field.film_picked.emit(two[1])
    said = next(label for label in dialog.findChildren(QLabel) if label.text() == dialog.words())
    assert said.height() >= said.heightForWidth(said.width())
    assert dialog.field.height() >= dialog.field.minimumSizeHint().height()
