# SPDX-License-Identifier: GPL-3.0-or-later
"""The command palette finds what is meant by a few letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.palette import Offer, ranked, score
from moodboard.ui.palette import Palette


def _offer(words: str, detail: str = "", why_not: str = "") -> Offer:
    return Offer("action", words, words, detail, "", why_not)


OFFERS = [
    _offer(words) for words in ("Show everything", "Export…", "Greyscale", "Flip left to right", "Note")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("exp", "Export…"), ("fltr", "Flip left to right"), ("every", "Show everything"), ("GREY", "Greyscale")],
)
def test_a_few_letters_find_the_command(typed: str, found: str) -> None:
    assert ranked(typed, OFFERS)[0].words == found


def test_every_word_typed_has_to_be_answered() -> None:
    assert not score("flip export", _offer("Flip left to right"))


def test_accents_and_case_do_not_matter() -> None:
    assert score("amelie", _offer("Le fabuleux destin d’Amélie Poulain")) or score(
        "fabuleux", _offer("Fabuleux")
    )


def test_nothing_typed_shows_what_was_used_lately_first() -> None:
    assert [offer.words for offer in ranked("", OFFERS, ("Note", "Greyscale"))][:2] == ["Note", "Greyscale"]


def test_what_cannot_be_done_now_comes_after_its_equal() -> None:
    found = ranked("flip", [_offer("Flip", why_not="Choose a pin"), _offer("Flip")])
    assert [offer.why_not for offer in found] == ["", "Choose a pin"]


def test_enter_chooses_and_a_dimmed_one_is_not_chosen(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    palette = Palette(window)
    got: list[Offer] = []
    palette.chosen.connect(got.append)
    palette.ask([_offer("Alpha"), _offer("Beta", why_not="Not now")], (), lambda _typed: ())
    palette.field.setText("bet")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not got and palette.isVisible()
    palette.field.setText("")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert [offer.words for offer in got] == ["Alpha"]
    assert not palette.isVisible()
