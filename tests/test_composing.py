# SPDX-License-Identifier: GPL-3.0-or-later
"""Compose on the board page: one step to undo, another board each press, locks kept."""

from collections.abc import Sequence
from itertools import combinations
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from export_world import a_picture
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.services import pictures, stills
from open_board import Make, make_page

__all__ = ["make_page"]


def filled(
    it: SimpleNamespace, count: int = 5, lines: Sequence[str] = ("Me too, now we know how.",)
) -> list[Pin]:
    taken = [pictures.take_in_bytes(a_picture(n), f"shot-{n}.jpg") for n in range(count)]
    made, _ = stills.add_stills(taken, it.film)
    it.editor.add_stills(made, 0.0, 0.0)
    for n, line in enumerate(lines):
        it.editor.type_line(line, 900.0, 100.0 * n)
    it.canvas.select(())
    return list(it.editor.own_pins())


def compose(it: SimpleNamespace) -> None:
    it.book.action("arrange.compose").trigger()


def places(it: SimpleNamespace) -> dict[str, object]:
    return {pin.uuid: pin.place for pin in it.editor.own_pins()}


def test_composing_is_one_step_that_undo_takes_back(make_page: Make) -> None:
    it = make_page()
    filled(it)
    before = dict(it.editor.pins)
    compose(it)
    assert any(pin.kind is PinKind.SWATCHES for pin in it.editor.own_pins())
    assert not any(
        a.place.bounds.grown(-0.01).meets(b.place.bounds) for a, b in combinations(it.editor.own_pins(), 2)
    )
    it.editor.undo_stack.undo()
    assert it.editor.pins == before


def test_the_key_composes_and_pressed_again_gives_another(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    filled(it)
    seen = []
    for _ in range(4):
        qtbot.keyClick(it.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
        seen.append(places(it))
    assert all(one != other for one, other in combinations(seen, 2))
    assert sum(pin.kind is PinKind.SWATCHES for pin in it.editor.own_pins()) == 1


def test_a_strip_that_was_removed_does_not_come_back(make_page: Make) -> None:
    it = make_page()
    filled(it)
    compose(it)
    strip = next(pin for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES)
    it.editor.remove([strip.uuid])
    compose(it)
    assert not any(pin.kind is PinKind.SWATCHES for pin in it.editor.own_pins())


def test_what_was_placed_by_hand_and_locked_stays(make_page: Make) -> None:
    it = make_page()
    pins = filled(it)
    compose(it)
    it.editor.move([pins[1].uuid], 700.0, 300.0)
    it.editor.lock([pins[1].uuid])
    stays = it.editor.pins[pins[1].uuid]
    compose(it)
    assert it.editor.pins[stays.uuid] == stays
    others = [pin.place.bounds for pin in it.editor.own_pins() if pin.uuid != stays.uuid]
    assert not any(other.grown(-0.01).meets(stays.place.bounds) for other in others)


def test_only_what_is_chosen_is_composed_and_stays_chosen(make_page: Make) -> None:
    it = make_page()
    pins = filled(it, 8, ())
    chosen, rest = pins[:5], pins[5:]
    it.canvas.select([pin.uuid for pin in chosen])
    compose(it)
    assert all(it.editor.pins[pin.uuid] == pin for pin in rest)
    strip = {pin.uuid for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES}
    assert set(it.canvas.selected()) == {pin.uuid for pin in chosen} | strip
    covered = [pin.place.bounds for pin in rest]
    assert not any(
        it.editor.pins[pin.uuid].place.bounds.grown(-0.01).meets(other) for pin in chosen for other in covered
    )


def test_a_chosen_frame_is_filled_within_its_margins(make_page: Make) -> None:
    it = make_page()
    filled(it, 4, ())
    around = it.editor.bounds()
    assert around is not None
    uuid = it.editor.add_frame("Story", around.grown(200))
    it.canvas.select([uuid])
    compose(it)
    frame = it.editor.pins[uuid]
    for pin in it.editor.own_pins():
        if pin.kind is not PinKind.FRAME:
            box = pin.place.bounds
            assert frame.place.x < box.x and box.right < frame.place.rect.right
            assert frame.place.y < box.y and box.bottom < frame.place.rect.bottom


def test_the_view_shows_all_of_the_result(make_page: Make) -> None:
    it = make_page()
    filled(it, 20)
    it.canvas.fit_rect(Rect(0, 0, 40, 30))
    compose(it)
    around = it.editor.bounds()
    assert around is not None and it.canvas.shows(around)


def test_an_empty_board_says_so(make_page: Make) -> None:
    it = make_page()
    compose(it)
    assert "nothing to compose" in it.page.bar.words
    assert not it.editor.own_pins()


def test_a_locked_board_is_not_composed(make_page: Make) -> None:
    it = make_page()
    filled(it)
    it.editor.lock_board(True)
    before = dict(it.editor.pins)
    compose(it)
    assert it.editor.pins == before


def test_the_right_button_offers_it_for_several_pins_and_for_the_board(make_page: Make) -> None:
    it = make_page()
    pins = filled(it)
    action = it.book.action("arrange.compose")
    board: QMenu = it.page.menus.board(it.page)
    assert action in board.actions()
    it.canvas.select([pin.uuid for pin in pins[:2]])
    assert action in it.page.menus.pins(it.page).actions()
    assert "compose" in it.page.inspector.inspector.buttons


def test_one_pin_alone_chosen_composes_the_whole_board(make_page: Make) -> None:
    it = make_page()
    pins = filled(it)
    it.canvas.select((pins[-1].uuid,))
    before = places(it)
    compose(it)
    assert sum(places(it)[uuid] != place for uuid, place in before.items()) > 2
    assert it.canvas.selected() == (pins[-1].uuid,)
