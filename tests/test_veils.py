# SPDX-License-Identifier: GPL-3.0-or-later
"""A line that mostly lies on a still has a gradient under it, and can be read there."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from moodboard.domain.board import Pin, PinKind, PinStyle, Place, TextStyle
from moodboard.domain.veils import share_on, stills_under
from moodboard.qt import paint
from moodboard.qt.board_veils import BoardVeils
from moodboard.qt.paint import Look
from moodboard.qt.paint_look import contrast
from moodboard.qt.paint_veil import veil_for
from moodboard.qt.tokens import LIGHT
from open_board import Make, make_page
from test_inspector import still_on
from test_paint import Source

__all__ = ["make_page"]

STILL = Pin("s", PinKind.STILL, Place(0, 0, 400, 300), z=1, still="s")
LINE = Pin("l", PinKind.LINE, Place(40, 40, 300, 50), z=2, line="l")


def under(*pins: Pin) -> dict[str, str]:
    return {line: still.uuid for line, still in stills_under(pins).items()}


def test_a_line_on_a_still_is_found() -> None:
    assert under(STILL, LINE) == {"l": "s"}


@pytest.mark.parametrize(
    "line",
    [
        replace(LINE, z=0),
        replace(LINE, place=Place(300, 40, 300, 50)),
        replace(LINE, hidden=True),
        replace(LINE, frame="f"),
        replace(LINE, style=PinStyle(TextStyle(veil=False))),
    ],
    ids=["behind it", "mostly beside it", "hidden", "inside a frame's own layout", "not wished for"],
)
def test_other_lines_are_not(line: Pin) -> None:
    assert under(STILL, line) == {}


def test_the_foremost_still_behind_counts() -> None:
    front = replace(STILL, uuid="t", z=1.5)
    before = replace(STILL, uuid="u", z=3)
    assert under(STILL, front, before, LINE) == {"l": "t"}


@pytest.mark.parametrize(("turn", "share"), [(0, 1.0), (90, 0.5), (180, 1.0)])
def test_turned_places_share_what_they_share(turn: float, share: float) -> None:
    assert share_on(Place(0, 0, 200, 100), Place(0, 0, 200, 100, turn)) == pytest.approx(share)


def board(seed: int, count: int = 120) -> dict[str, Pin]:
    rng = random.Random(seed)
    pins: dict[str, Pin] = {}
    for n in range(count):
        kind = PinKind.LINE if n % 4 == 0 else PinKind.STILL
        size = (120, 30) if kind is PinKind.LINE else (rng.uniform(50, 400), rng.uniform(50, 300))
        place = Place(rng.uniform(0, 1500), rng.uniform(0, 900), *size, rng.choice([0, 0, 17, 90]))
        pins[f"{n:03}"] = Pin(f"{n:03}", kind, place, z=rng.randrange(50))
    return pins


def by_hand(pins: dict[str, Pin]) -> dict[str, str]:
    """Find the same by comparing everything with everything."""
    found = {}
    for line in pins.values():
        if line.kind is PinKind.LINE:
            below = [
                (still.z, still.uuid)
                for still in pins.values()
                if still.kind is PinKind.STILL
                and (still.z, still.uuid) < (line.z, line.uuid)
                and share_on(line.place, still.place) >= 0.6
            ]
            if below:
                found[line.uuid] = max(below)[1]
    return found


@pytest.mark.parametrize("seed", range(8))
def test_looking_only_near_finds_the_same(seed: int) -> None:
    pins = board(seed)
    assert under(*pins.values()) == by_hand(pins)


@pytest.mark.parametrize("seed", range(8))
def test_following_edits_finds_the_same_as_looking_anew(seed: int) -> None:
    rng, pins = random.Random(seed), board(seed)
    veils = BoardVeils(lambda: pins)
    veils.under(pins["000"])
    for _ in range(30):
        before = stills_under(pins.values())
        uuid = rng.choice(list(pins))
        pin = pins[uuid]
        step = rng.randrange(3)
        if step == 0:
            del pins[uuid]
        elif step == 1:
            pins[uuid] = replace(pin, z=rng.randrange(50))
        else:
            pins[uuid] = replace(pin, place=replace(pin.place, x=rng.uniform(0, 1500)))
        changed = veils.update({uuid})
        after = stills_under(pins.values())
        assert {u: veils.under(p) for u, p in pins.items() if veils.under(p)} == after
        different = {u for u in before.keys() | after.keys() if before.get(u) != after.get(u)}
        assert different & pins.keys() == changed


class OnStill(Source):
    def still_under(self, pin: Pin) -> Pin | None:
        return STILL


def painted(ground: str, line: Pin) -> QImage:
    image = QImage(480, 340, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint.paint_pins(painter, [line], OnStill(), Look(LIGHT, shadows=False))
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ground", ["#ffffff", "#f4c7a0", "#202020", "#7fb0d8"])
@pytest.mark.parametrize("size", [20.0, 48.0])
def test_words_can_be_read_on_any_still(ground: str, size: float) -> None:
    line = replace(LINE, style=PinStyle(TextStyle(size=size)), place=Place(40, 40, 320, 50))
    image = painted(ground, line)
    ink = veil_for("").ink
    rows, columns = range(44, 44 + int(size)), range(42, 42 + int(6 * size), 3)
    darkest_there = min(contrast(ink, image.pixelColor(37, y).name()) for y in rows)
    assert darkest_there >= 4.5
    assert max(contrast(ground, image.pixelColor(x, y).name()) for x in columns for y in rows) > 1.5


@pytest.mark.usefixtures("qapp")
def test_the_gradient_stays_on_the_still_and_is_soft() -> None:
    line = replace(LINE, place=Place(240, 240, 180, 50))
    image = painted("#ffffff", line)
    assert image.pixelColor(450, 265).lightness() == 255
    steps = [image.pixelColor(330, y).lightness() for y in range(150, 236)]
    assert all(abs(a - b) <= 12 for a, b in pairwise(steps))


def test_own_dark_words_get_a_light_ground() -> None:
    assert contrast(veil_for("#201810").colour, "#201810") > 10
    assert contrast(veil_for("#ffe0c0").colour, "#ffe0c0") > 10
    assert veil_for("#ffe0c0").ink == "#ffe0c0"


def test_the_board_follows_a_still_that_moves_away(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    still = still_on(it, tmp_path)
    place = it.editor.pins[still].place
    line = it.editor.type_line("Stay.", place.x + 4, place.y + 4, style=TextStyle(size=16))
    pictures = it.canvas.pictures
    assert pictures.still_under(it.editor.pins[line]).uuid == still
    it.editor.move((still,), 4000, 0)
    assert pictures.still_under(it.editor.pins[line]) is None
    it.editor.undo_stack.undo()
    assert pictures.still_under(it.editor.pins[line]).uuid == still


def test_a_still_of_a_later_watch_carries_no_gradient(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    still = still_on(it, tmp_path)
    place = it.editor.pins[still].place
    line = it.editor.type_line("Stay.", place.x + 4, place.y + 4, style=TextStyle(size=16))
    it.canvas.fade({still: 0.0})
    assert it.canvas.pictures.still_under(it.editor.pins[line]) is None
    it.canvas.fade({})
    assert it.canvas.pictures.still_under(it.editor.pins[line]) is not None
