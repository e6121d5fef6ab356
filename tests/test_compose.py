# SPDX-License-Identifier: GPL-3.0-or-later
"""Compositions: nothing overlaps or is lost, what is locked stays, the same number gives the same board."""

import math
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moodboard.domain.board import NOTE_STYLE, WHOLE, Crop, Pin, PinKind, PinStyle, Place, Rect, TextStyle
from moodboard.domain.compose_pins import Composed, Composer, Spot, World
from moodboard.domain.compose_words import DISPLAY, MEDIUM, SMALL, Phrase
from moodboard.domain.export import PlainMetrics
from moodboard.domain.line import Line
from moodboard.domain.still import Still

WORDS = (
    "Me too, now we know how.",
    "Nobody is late\nfor this.",
    "Tell me the small part again.",
    "x",
    "كنت هناك",
)
SEA = "I have been trying to remember the first time I saw the sea, and I cannot. " * 5
MOST_CROPPED = 0.12
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ratios = st.sampled_from([0.4, 0.67, 0.8, 1.0, 1.33, 1.5, 1.78, 1.85, 2.39, 5.0])
said = st.sampled_from([*WORDS, SEA])


def a_still(number: int, ratio: float, width: int = 1600) -> Still:
    colour = f"#{(number * 3571 + 4000) % 0xFFFFFF:06x}"
    return Still(
        f"s{number}", "p", width, max(1, round(width / ratio)), average=colour, palette=(colour, "#203040")
    )


def board(
    shapes: list[float], lines: list[str], notes: int = 0, turn: float = 0.0
) -> tuple[list[Pin], World]:
    """Return pins scattered over a board, and what they show."""
    stills = [a_still(n, ratio) for n, ratio in enumerate(shapes)]
    pins = [
        Pin(
            f"p{n}",
            PinKind.STILL,
            Place(n * 37.0, n * 23.0, 200.0, 200.0 / one.ratio, turn if n == 0 else 0.0),
            still=one.uuid,
        )
        for n, one in enumerate(stills)
    ]
    known = {f"l{n}": Line(f"l{n}", text) for n, text in enumerate(lines)}
    style = PinStyle(text=TextStyle())
    pins += [
        Pin(f"w{n}", PinKind.LINE, Place(0, 900, 300, 43), line=one, style=style)
        for n, one in enumerate(known)
    ]
    small = PinStyle(text=NOTE_STYLE)
    pins += [Pin(f"n{n}", PinKind.NOTE, Place(0, 0, 206, 52), text="Bus", style=small) for n in range(notes)]
    return pins, World({one.uuid: one for one in stills}, known, PlainMetrics().text)


def composer(pins: list[Pin], world: World, **spot: object) -> Composer:
    return Composer(pins, world, Spot((0.0, 0.0), **spot))  # type: ignore[arg-type]


def bounds(made: Composed) -> list[Rect]:
    found = [pin.place.bounds for pin in made.pins]
    return [*found, made.strip.rect] if made.strip is not None else found


def overlaps(rects: list[Rect]) -> bool:
    return any(a.grown(-0.01).meets(b.grown(-0.01)) for a, b in combinations(rects, 2))


def places(made: Composed) -> dict[str, Place]:
    return {pin.uuid: pin.place for pin in made.pins}


@SLOW
@given(st.lists(ratios, max_size=16), st.lists(said, max_size=6), st.integers(0, 2), st.integers(0, 9))
def test_nothing_overlaps_and_no_pin_is_lost(
    shapes: list[float], lines: list[str], notes: int, press: int
) -> None:
    pins, world = board(shapes, lines, notes)
    made = composer(pins, world)
    if made.is_empty:
        return
    result = made.nth(press)
    assert Counter(pin.uuid for pin in result.pins) == Counter(pin.uuid for pin in pins)
    assert not overlaps(bounds(result))


@SLOW
@given(st.lists(ratios, min_size=1, max_size=12), st.lists(said, max_size=3), st.floats(-180, 180))
def test_pictures_keep_their_shape_and_their_turn(shapes: list[float], lines: list[str], turn: float) -> None:
    pins, world = board(shapes, lines, turn=turn)
    for pin in composer(pins, world).nth(0).pins:
        if pin.kind is PinKind.STILL:
            shown = world.stills[pin.still].ratio * pin.crop.width / pin.crop.height
            assert math.isclose(pin.place.width / pin.place.height, shown, rel_tol=0.004)
            assert 1 - pin.crop.width * pin.crop.height <= MOST_CROPPED
            assert pin.place.turn == next(one for one in pins if one.uuid == pin.uuid).place.turn


@SLOW
@given(st.lists(ratios, min_size=2, max_size=12), st.lists(said, max_size=4), st.integers(0, 6))
def test_the_same_pins_and_number_give_the_same_board(
    shapes: list[float], lines: list[str], press: int
) -> None:
    pins, world = board(shapes, lines)
    assert composer(pins, world).nth(press) == composer(list(reversed(pins)), world).nth(press)


@SLOW
@given(st.lists(ratios, min_size=2, max_size=14), st.lists(said, max_size=4), st.integers(0, 9))
def test_pressing_again_gives_another(shapes: list[float], lines: list[str], press: int) -> None:
    made = composer(*board(shapes, lines))
    first, second = places(made.nth(press)), places(made.nth(press + 1))
    x, y = min(p.x for p in first.values()), min(p.y for p in first.values())
    u, v = min(p.x for p in second.values()), min(p.y for p in second.values())
    assert any(
        abs(first[uuid].x - x - second[uuid].x + u) > 1 or abs(first[uuid].y - y - second[uuid].y + v) > 1
        for uuid in first
    )


@SLOW
@given(st.lists(ratios, min_size=1, max_size=9), st.lists(said, max_size=3), st.integers(0, 4), st.data())
def test_what_is_locked_stays_and_is_composed_around(
    shapes: list[float], lines: list[str], press: int, data: st.DataObject
) -> None:
    pins, world = board(shapes, lines)
    still = a_still(99, 1.78)
    wide = data.draw(st.floats(120, 900))
    locked = Pin("k", PinKind.STILL, Place(-80, 40, wide, wide / still.ratio), still=still.uuid, locked=True)
    world = replace(world, stills={**world.stills, still.uuid: still})
    result = composer([*pins, locked], world).nth(press)
    assert "k" not in places(result)
    assert not overlaps([*bounds(result), locked.place.bounds])


@SLOW
@given(st.lists(ratios, min_size=1, max_size=9), st.lists(said, max_size=3), st.integers(0, 3))
def test_other_pins_are_never_covered(shapes: list[float], lines: list[str], press: int) -> None:
    pins, world = board(shapes, lines)
    others = (Rect(-300, -200, 400, 260), Rect(220, 60, 90, 500))
    result = composer(pins, world, others=others).nth(press)
    assert not any(rect.grown(-0.01).meets(other) for rect in bounds(result) for other in others)


@SLOW
@given(st.lists(ratios, min_size=1, max_size=8), st.lists(st.sampled_from(WORDS[:3]), max_size=2))
def test_a_frame_holds_all_of_it(shapes: list[float], lines: list[str]) -> None:
    pins, world = board(shapes, lines)
    room = Rect(1000, 500, 900, 640)
    result = composer(pins, world, room=room, shape=room.width / room.height).nth(0)
    around = result.bounds
    assert around is not None
    assert around.x >= room.x - 20 and around.right <= room.right + 20
    assert around.y >= room.y - 20 and around.bottom <= room.bottom + 20


@pytest.mark.parametrize("count", [1, 2, 3, 5, 40, 61, 150])
def test_any_number_of_pictures_has_a_hero(count: int) -> None:
    result = composer(*board([1.78] * count, ["Me too, now we know how."])).nth(0)
    areas = {
        uuid: place.width * place.height for uuid, place in places(result).items() if uuid.startswith("p")
    }
    assert not overlaps(bounds(result))
    others = [area for uuid, area in areas.items() if uuid != result.hero]
    assert all(areas[result.hero] > 1.3 * other for other in others)


def test_the_largest_picture_on_the_board_becomes_the_hero() -> None:
    pins, world = board([1.78] * 6, [])
    large = replace(pins[4], place=Place(0, 0, 700, 394))
    assert composer([*pins[:4], large, *pins[5:]], world).nth(0).hero == large.uuid


def test_gaps_between_neighbours_are_the_gutter() -> None:
    result = composer(*board([1.78, 1.0, 1.5, 1.78, 0.8, 2.39], [])).nth(0)
    rects = [pin.place.rect for pin in result.pins]
    gaps = [
        b.x - a.right
        for a in rects
        for b in rects
        if b.x >= a.right and a.y < b.bottom - 1 and b.y < a.bottom - 1 and b.x - a.right < 40
    ]
    assert gaps and all(math.isclose(gap, 14, abs_tol=0.01) for gap in gaps)


def test_the_persons_own_crop_is_kept() -> None:
    pins, world = board([1.78] * 5, [])
    own = Crop(0.1, 0.2, 0.5, 0.5)
    cropped = replace(pins[1], crop=own, place=Place(0, 0, 178, 100))
    result = composer([pins[0], cropped, *pins[2:]], world).nth(0)
    assert next(pin for pin in result.pins if pin.uuid == cropped.uuid).crop == own


def test_pictures_of_nearly_one_shape_are_trimmed_to_it() -> None:
    result = composer(*board([1.78, 1.78, 1.78, 1.85, 2.39], [])).nth(0)
    crops = {pin.uuid: pin.crop for pin in result.pins}
    assert crops["p3"] != WHOLE and crops["p3"].width > 0.94
    assert crops["p0"] == crops["p4"] == WHOLE


def test_a_strip_shows_the_heros_colours_and_none_is_added_to_an_own_one() -> None:
    pins, world = board([1.78] * 4, [])
    made = composer(pins, world).nth(0)
    hero = next(pin for pin in pins if pin.uuid == made.hero)
    assert made.strip is not None and made.strip.still == hero.still
    own = Pin("c", PinKind.SWATCHES, Place(0, 0, 100, 30), still="s2", colours=("#112233",))
    again = composer([*pins, own], world).nth(0)
    assert again.strip is None and "c" in places(again)


def test_one_line_leads_and_the_others_are_smaller() -> None:
    result = composer(*board([1.78] * 7, list(WORDS[:3]))).nth(0)
    sizes = sorted(pin.style.text.size for pin in result.pins if pin.kind is PinKind.LINE)
    assert sizes[-1] >= 36 and sizes[-2] <= 28


@pytest.mark.parametrize(("words", "largest"), [(8, 96), (13, MEDIUM.size), (31, SMALL.size), (70, 20)])
def test_long_lines_are_set_small(words: int, largest: float) -> None:
    assert Phrase("word " * words, TextStyle(), PlainMetrics().text).largest.size == largest


def test_a_persons_face_and_colour_stay() -> None:
    style = TextStyle(face="Georgia", colour="#336699", weight=600)
    made = Phrase("Stay", style, PlainMetrics().text).look(DISPLAY, italic=True)
    assert (made.face, made.colour, made.weight, made.size) == ("Georgia", "#336699", 600, 48)


def test_frames_drawings_and_hidden_pins_take_no_part() -> None:
    pins, world = board([1.78] * 3, [])
    pins[0] = replace(pins[0], hidden=True)
    frame = Pin("f", PinKind.FRAME, Place(0, 0, 500, 500))
    assert set(places(composer([*pins, frame], world).nth(0))) == {"p1", "p2"}


def test_captions_have_room_under_their_pictures() -> None:
    pins, world = board([1.78] * 6, [])
    made = composer(pins, replace(world, caption=lambda pin: 24.0)).nth(0)
    with_captions = [replace_height(pin.place.rect, 24) for pin in made.pins]
    assert not overlaps(with_captions)


def replace_height(rect: Rect, more: float) -> Rect:
    return Rect(rect.x, rect.y, rect.width, rect.height + more)
