# SPDX-License-Identifier: GPL-3.0-or-later
"""The command palette finds what is meant by a few letters."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.domain.palette import Offer, ranked, score
from moodboard.services import films
from moodboard.ui.palette import Palette
from moodboard.ui.palette_control import film_offers


def _offer(words: str, detail: str = "", why_not: str = "") -> Offer:
    return Offer("action", words, words, detail, "", why_not)


OFFERS = [
    _offer(words) for words in ("Show everything", "Export…", "Greyscale", "Flip left to right", "Note")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("exp", "Export…"),
        ("fltr", "Flip left to right"),
        ("every", "Show everything"),
        ("GREY", "Greyscale"),
        ("flipping", "Flip left to right"),
    ],
)
def test_a_few_letters_find_the_command(typed: str, found: str) -> None:
    assert ranked(typed, OFFERS)[0].words == found


def test_every_word_typed_has_to_be_answered() -> None:
    assert not score("flip export", _offer("Flip left to right"))


def test_accents_and_case_do_not_matter() -> None:
    assert score("amelie", _offer("Le fabuleux destin d’Amélie Poulain")) or score(
        "fabuleux", _offer("Fabuleux")
    )


def test_keys_find_their_command() -> None:
    export = Offer("action", "board.export", "Export…", "Board", "Ctrl+E")
    for typed in ("ctrl+e", "Ctrl E", "e ctrl"):
        assert ranked(typed, [*OFFERS, export])[0] is export


def test_what_the_library_found_stays_whatever_its_title() -> None:
    film = Offer("film", "film:1", "Amélie", "2001", is_found=True)
    assert ranked("fabuleux destin", [*OFFERS, film]) == [film]


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
    assert palette.told.text() == "Beta: Not now"
    palette.field.setText("")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert [offer.words for offer in got] == ["Alpha"]
    assert not palette.isVisible()


def _opened(qtbot: QtBot) -> Palette:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    palette = Palette(window)
    palette.window_of_test = window  # type: ignore[attr-defined]  # kept as long as the palette
    palette.ask([_offer("Alpha"), _offer("Beta")], (), lambda _typed: ())
    return palette


def test_an_empty_answer_says_so_and_goes_again(qtbot: QtBot) -> None:
    palette = _opened(qtbot)
    palette.field.setText("zzz")
    assert palette.told.text() == "Nothing is called that." and palette.list.isHidden()
    palette.field.setText("alp")
    assert palette.told.isHidden() and palette.list.isVisible()
    assert palette.height() > palette.field.height() + palette.list.height()


def test_tab_goes_on_in_the_list_and_is_told(qtbot: QtBot) -> None:
    palette = _opened(qtbot)
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.list.currentIndex().row() == 1
    assert palette.field.accessibleDescription() == "Beta"
    assert palette.window().focusWidget() is palette.field


def test_films_are_found_by_their_original_title(library: Path) -> None:
    films.add_film(Film("Amélie", year=2001, original_title="Le fabuleux destin d’Amélie Poulain"))
    for typed in ("amelie", "FABULEUX destin", "poulain"):
        assert [offer.words for offer in ranked(typed, film_offers(typed))] == ["Amélie"]
