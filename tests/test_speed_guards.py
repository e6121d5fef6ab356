# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps large boards quick: work that an edit, a paint or a start must not do, and budgets."""

import linecache
import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from moodboard.domain import group_settling, settling
from moodboard.domain.board import Pin, PinKind, Place, Rect, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.qt import board_keeper, board_pictures
from moodboard.qt.board_layer import around_within
from moodboard.qt.board_scene import BoardScene
from moodboard.qt.layers_model import LayersModel
from moodboard.qt.paint import pin_extent
from moodboard.qt.plain_imports import stop_reading
from moodboard.services import stills
from moodboard.services.pictures import Taken
from moodboard.ui import card
from open_board import Make, make_page  # noqa: F401  - a fixture

number = st.floats(-1e4, 1e4)
size = st.floats(1, 500)
places = st.lists(
    st.builds(Place, number, number, size, size, st.sampled_from([0.0, 30.0, 90.0])), max_size=9
)


def still(name: str, place: Place, z: float = 0.0) -> Pin:
    return Pin(name, PinKind.STILL, place, z, still="s")


@pytest.fixture
def page(make_page: Make, qtbot: QtBot) -> SimpleNamespace:  # noqa: F811
    """Return an open page with six stills in a row."""
    made = make_page()
    for n in range(6):
        taken = Taken(f"pictures/aa/{n}.png", 160, 90, "#804020", ("#804020",), False, "", f"{n}.png", True)
        made.editor.add_stills(stills.add_stills([taken], None)[0], 200.0 * n, 100.0)
    made.names = list(made.editor.pins)
    return made


def counted(monkeypatch: pytest.MonkeyPatch, of: object, name: str) -> list[object]:
    """Count the calls of a function from now on."""
    calls: list[object] = []
    plain: Callable[..., object] = getattr(of, name)

    def call(*given: object, **more: object) -> object:
        calls.append(given)
        return plain(*given, **more)

    monkeypatch.setattr(of, name, call)
    return calls


# -- edits ---------------------------------------------------------------------------------------


def test_moving_and_restyling_leave_the_scene_in_its_order(
    page: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt = counted(monkeypatch, BoardScene, "set_pins")
    page.editor.move(page.names[:2], 10, 10)
    page.editor.restyle(page.names[:1], lambda style: replace(style, opacity=0.5))
    page.editor.undo()
    assert not rebuilt


def test_an_edit_asks_for_no_list_of_all_pins(page: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = counted(monkeypatch, page.editor, "own_pins")
    page.editor.move(page.names[:1], 10, 10)
    assert not listed


def test_the_number_of_pins_is_kept_true_without_counting_all(
    page: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, sizes = page.editor, []
    plain = board_keeper._counted
    monkeypatch.setattr(board_keeper, "_counted", lambda pins: plain(sizes.append(p) or p for p in pins))
    editor.move(page.names[:1], 5, 5)
    assert len(sizes) <= 2
    group = editor.group(page.names[:3])
    frame = editor.add_frame("Phone", Rect(0, 0, 300, 300), "phone")
    editor.remove(page.names[3:5])
    assert editor.count == 4 and {group, frame} <= editor.pins.keys()
    editor.undo()
    assert editor.count == 6
    editor.undo_stack.setIndex(0)
    assert editor.count == 0
    editor.redo()
    assert editor.count == 1


def test_what_follows_is_looked_for_on_one_copy_of_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = counted(monkeypatch, settling, "applied")
    pins = {name: still(name, Place(0, 0, 10, 10)) for name in "abc"}
    moved = replace(pins["a"], place=Place(5, 5, 10, 10))
    settling.settled(pins, BoardEdit((pins["a"],), (moved,)))
    assert len(copies) == 1


def test_a_group_is_fitted_once_for_a_moved_still(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = counted(monkeypatch, group_settling, "_fitted")
    group = Pin("g", PinKind.GROUP, Place(0, 0, 10, 10), -1)
    pins = {"g": group, "a": replace(still("a", Place(0, 0, 10, 10)), group="g")}
    moved = replace(pins["a"], place=Place(50, 5, 10, 10))
    edit = settling.settled(pins, BoardEdit((pins["a"],), (moved,)))
    assert len(fitted) == 1
    assert next(pin for pin in edit.after if pin.uuid == "g").place.rect == moved.place.rect


def test_what_is_chosen_is_found_out_once_for_each_state_of_the_board(page: SimpleNamespace) -> None:
    canvas, editor = page.canvas, page.editor
    canvas.select(page.names[:3])
    first = canvas.choice
    assert canvas.choice is first and canvas.selection_box() == first.box
    editor.move(page.names[:1], 40, 0)
    assert canvas.choice is not first and canvas.selection_box() != first.box
    editor.lock(page.names[:1])
    assert [pin.uuid for pin in canvas.free_pins()] == page.names[1:3]
    editor.lock_board(True)
    assert canvas.free_pins() == [] and len(canvas.chosen_pins()) == 3


def test_a_changed_row_does_not_lay_the_whole_list_out(
    page: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page.book.action("layers.show").trigger()
    view = next(w for w in page.window.findChildren(card.QWidget) if type(w).__name__ == "LayerList")
    qtbot.waitUntil(lambda: view.isVisible() and view.model().rowCount() == 6)
    laid_out = counted(monkeypatch, LayersModel, "rowCount")
    view.model().dataChanged.emit(view.model().index(1), view.model().index(1))
    before = len(laid_out)
    view.viewport().repaint()
    assert len(laid_out) - before < 6


# -- opening, painting ---------------------------------------------------------------------------


@given(places)
def test_bounds_are_those_of_all_pins_together(found: list[Place]) -> None:
    bounds = bounds_of([still(str(n), place) for n, place in enumerate(found)])
    if not found:
        assert bounds is None
        return
    united = found[0].bounds
    for place in found[1:]:
        united = united.united(place.bounds)
    assert bounds is not None
    for one, other in ((bounds.x, united.x), (bounds.right, united.right), (bounds.bottom, united.bottom)):
        assert math.isclose(one, other, abs_tol=1e-6)


def test_a_board_read_in_a_job_is_measured_there() -> None:
    measured: list[str] = []

    def extent(pin: Pin) -> Rect:
        measured.append(pin.uuid)
        return pin_extent(pin)

    pins = [still(str(n), Place(n * 50.0, 0, 40, 30, 10.0 * (n % 2)), float(-n)) for n in range(5)]
    plain, early = BoardScene(pin_extent), BoardScene(extent)
    plain.set_pins(pins)
    early.foresee(pins)
    measured.clear()
    early.set_pins(pins)
    assert not measured
    assert (
        early.all() == plain.all() and early.bounds() == plain.bounds() and early.places() == plain.places()
    )
    early.set_pins([replace(pins[0], z=9.0)])
    assert measured == ["0"]


@given(st.lists(st.builds(Rect, number, number, size, size), max_size=40))
def test_many_changed_places_become_one_that_covers_those_seen(rects: list[Rect]) -> None:
    seen = Rect(-500, -500, 1500, 1000)
    merged = around_within(rects, seen)
    assert len(merged) <= 12
    for rect in rects:
        if rect.meets(seen):
            middle = Rect(*rect.centre, 1e-6, 1e-6)
            assert any(one.grown(1).meets(middle) for one in merged)


def test_a_card_s_shadow_is_the_two_blurred_bars_put_together() -> None:
    image = card._shadow(120, 300, "#201810", 0.2, 0.3)
    across, down = image.width(), image.height()
    columns = [card._blurred(across, card.REACH, 120, deviation) for _, deviation in (card._NEAR, card._FAR)]
    rows = [card._blurred(down, card.REACH + y, 300, dev) for y, dev in (card._NEAR, card._FAR)]
    for x in range(0, across, 7):
        for y in range(0, down, 11):
            alpha = 1 - (1 - 0.2 * rows[0][y] * columns[0][x]) * (1 - 0.3 * rows[1][y] * columns[1][x])
            assert abs(image.pixelColor(x, y).alpha() - alpha * 255) <= 1
    assert image.pixelColor(across // 2, down // 2).name() == QColor("#201810").name()


@given(places, number, number, st.lists(st.tuples(st.floats(-60, 60), st.floats(-60, 60)), max_size=5))
def test_a_drag_sees_the_neighbours_that_a_look_at_everything_finds(
    found: list[Place], x: float, y: float, steps: list[tuple[float, float]]
) -> None:
    pins = [still(str(n), place, float(n)) for n, place in enumerate(found)]
    kept = BoardScene(pin_extent)
    kept.set_pins(pins)
    for dx, dy in [(0.0, 0.0), *steps]:
        fresh = BoardScene(pin_extent)
        fresh.set_pins(pins)
        moving = Rect(x + dx, y + dy, 50, 50)
        assert kept.neighbours(moving, 400, 40, ()) == fresh.neighbours(moving, 400, 40, ())


# -- budgets -------------------------------------------------------------------------------------


def test_tiny_pictures_have_a_budget_and_the_longest_unused_go() -> None:
    shelf, image = board_pictures._TinyShelf(3), QImage(4, 4, QImage.Format.Format_RGB32)
    for name in "abc":
        shelf.put(name, image)
    assert shelf.get("a") is not None
    shelf.put("d", image)
    assert len(shelf) == 3 and "b" not in shelf and "a" in shelf


def test_memory_for_pictures_does_not_grow_with_the_board() -> None:
    tiny = sum(most * level * level * 4 for level, most in board_pictures.MOST_TINY.items())
    assert tiny <= 80 * 2**20  # were all of them square
    from moodboard.qt import thumbs

    assert thumbs.DEFAULT_BUDGET + thumbs.DEFAULT_SHARP_BUDGET <= 256 * 2**20


# -- the start -----------------------------------------------------------------------------------


def test_pyside_reads_no_source_of_what_is_imported_after_it() -> None:
    assert stop_reading()
    linecache.clearcache()
    sys.modules.pop("colorsys", None)
    import colorsys  # noqa: F401  - the statement is what PySide hooks itself into

    assert not any("colorsys" in name for name in linecache.cache)


LATER = (
    "moodboard.domain.foreign_board",
    "moodboard.domain.board_file",
    "moodboard.domain.web_address",
    "moodboard.domain.compose",
    "moodboard.domain.arranging",
    "moodboard.domain.arranging_blocks",
    "moodboard.ui.board.layers.panel",
    "moodboard.ui.board.layers.minimap",
    "moodboard.ui.board.presentation",
    "moodboard.ui.palette",
    "moodboard.services.web_fetch",
    "numpy",
    "PIL",
)


def test_the_window_waits_for_nothing_that_is_used_later(tmp_path: Path) -> None:
    code = f"import sys, moodboard.wiring; print([name for name in {LATER!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
