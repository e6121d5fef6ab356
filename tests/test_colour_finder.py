# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel beside the board that finds stills by a colour."""

from pathlib import Path
from types import SimpleNamespace

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moodboard.services import stills
from moodboard.services.pictures import take_in_file
from moodboard.ui.board.colour.finder import Finder
from moodboard.ui.board.colour.part import ColourPart
from open_board import Make, make_page

__all__ = ["make_page"]

STRIP = ("#dd1f1f", "#2a66dd", "#f6e8b1")


def part_of(it: SimpleNamespace) -> ColourPart:
    return next(part for part in it.page.parts if isinstance(part, ColourPart))


def still_of(it: SimpleNamespace, tmp_path: Path, *colours: str, film: bool = True) -> str:
    image = Image.new("RGB", (320, 180), colours[0])
    for n, colour in enumerate(colours[1:], 1):
        image.paste(colour, (320 - 60 * n, 0, 380 - 60 * n, 180))
    file = tmp_path / f"{colours[0]}.png"
    image.save(file)
    (still,), _ = stills.add_stills([take_in_file(file)], it.film if film else None, [760.0])
    return still.uuid


def opened_finder(it: SimpleNamespace, qtbot: QtBot, colour: str) -> Finder:
    part_of(it).find(colour)
    finder = it.page.findChild(Finder)
    assert isinstance(finder, Finder)
    qtbot.waitUntil(lambda: not finder.is_looking)
    return finder


def test_stills_of_the_whole_library_are_found_and_pinned(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page(film="")
    red = still_of(it, tmp_path, "#dd1f1f", film=False)
    blue = still_of(it, tmp_path, "#2a66dd", film=False)
    finder = opened_finder(it, qtbot, "#dc2020")
    assert [finder.list.found.found_at(n).still.uuid for n in range(finder.list.found.rowCount())] == [red]
    qtbot.keyClick(finder.list, Qt.Key.Key_Return)
    assert [pin.still for pin in it.editor.own_pins()] == [red]
    finder.look_for("#2a66dd")
    qtbot.waitUntil(lambda: not finder.is_looking)
    assert finder.list.chosen() == [blue]


def test_a_found_still_can_be_dragged_onto_the_board(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    red = still_of(it, tmp_path, "#dd1f1f")
    finder = opened_finder(it, qtbot, "#dd1f1f")
    mime = finder.list.found.mimeData([finder.list.found.index(0, 0)])
    assert bytes(mime.data("application/x-moodboard-stills").data()).decode() == red


def test_a_colour_that_nothing_has_is_told_and_another_can_be_typed(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page()
    still_of(it, tmp_path, "#dd1f1f")
    finder = opened_finder(it, qtbot, "#35d04f")
    assert finder.said.text().startswith("No still in your library has this colour")
    finder.field.hex.setText("")
    qtbot.keyClicks(finder.field.hex, "dd1f1f")
    qtbot.waitUntil(lambda: finder.list.found.rowCount() == 1)
    assert finder.colour == "#dd1f1f"


def test_going_to_a_found_still_offers_its_colours(qtbot: QtBot, make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    still_of(it, tmp_path, "#dd1f1f", "#2a66dd")
    finder = opened_finder(it, qtbot, "#dd1f1f")
    finder.list.setFocus()
    finder.list.setCurrentIndex(finder.list.found.index(-1, 0))
    finder.list.setCurrentIndex(finder.list.found.index(0, 0))
    assert "#2a66dd" in [dot.colour for dot in finder.field.chips.dots]
    qtbot.keyClick(finder.list, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert it.canvas.hasFocus()


def test_the_search_opens_with_the_colour_of_what_is_chosen(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_strip(STRIP, 0, 0, 300)
    it.canvas.select((pin,))
    it.book.action("colour.find").trigger()
    finder = it.page.findChild(Finder)
    qtbot.waitUntil(lambda: not finder.is_looking)
    assert finder.colour == STRIP[0]
