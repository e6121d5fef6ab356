# SPDX-License-Identifier: GPL-3.0-or-later
"""Arranging never overlaps, never loses a pin, keeps ratios and the place."""

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain import arranging
from moodboard.domain.arrange import bounds
from moodboard.domain.arranging_blocks import Arranged, Block, Targets, around, arranged, put
from moodboard.domain.arranging_orders import Known, Order, by_film, in_order
from moodboard.domain.arranging_sizes import Same, same_sized
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.still import Still

Lay = Callable[[list[Block], float, float], Targets]
KINDS = st.sampled_from([PinKind.STILL, PinKind.STILL, PinKind.STILL, PinKind.LINE, PinKind.NOTE])
PLACES = st.builds(
    Place,
    st.floats(-2000, 2000),
    st.floats(-2000, 2000),
    st.floats(20, 900),
    st.floats(20, 900),
    st.sampled_from([0.0, 0.0, 0.0, 90.0, 17.0, 200.0]),
)
PINS = st.lists(st.tuples(KINDS, PLACES, st.integers(0, 9)), min_size=2, max_size=14).map(
    lambda some: {
        f"p{n}": Pin(f"p{n}", kind, place, z=n, still=f"s{n}", text=f"note {n}", locked=luck == 0)
        for n, (kind, place, luck) in enumerate(some)
    }
)
SHAPES = st.sampled_from([0.46, 2 / 3, 1.0, 16 / 9])
GUTTERS = st.sampled_from([0.0, 8.0, 14.0, 40.0])
KNOWN = Known(
    {
        f"s{n}": Still(
            f"s{n}",
            "x.jpg",
            160,
            90,
            n % 3 or None,
            float(n * 37 % 11),
            ("#aa3322", "#2233aa", "#808080")[n % 3],
            name=f"shot {n}.jpg",
        )
        for n in range(14)
    },
    films={1: "Her", 2: "Arrival"},
    own_film=2,
)


def _films(blocks: list[Block], shape: float, gutter: float) -> Targets:
    return arranging.sections(by_film(blocks, KNOWN), shape, gutter)


def _ordered(order: Order, lay: Lay) -> Lay:
    return lambda blocks, shape, gutter: lay(in_order(blocks, order, KNOWN, random.Random(3)), shape, gutter)


LAYOUTS: dict[str, Lay] = {
    "pack": arranging.pack,
    "columns": _ordered(Order.READING, arranging.in_columns),
    "films": _films,
    "storyboard": _ordered(Order.TIMECODE, arranging.strip),
    "pinned": _ordered(Order.PINNED, arranging.strip),
    **{
        str(order): _ordered(order, arranging.rows)
        for order in (Order.READING, Order.COLOUR, Order.ADDED, Order.NAME, Order.RANDOM)
    },
}
every_layout = pytest.mark.parametrize("layout", LAYOUTS)


def after(pins: dict[str, Pin], it: Arranged, targets: Targets) -> dict[str, Pin]:
    return {**pins, **{pin.uuid: pin for pin in put(it.blocks, targets)}}


def are_apart(rects: list[Rect], gutter: float) -> bool:
    return not any(a.grown(gutter - 0.001).meets(b) for a, b in itertools.combinations(rects, 2))


@every_layout
@settings(max_examples=60, deadline=None)
@given(PINS, SHAPES, GUTTERS)
def test_what_is_arranged_lies_apart_by_the_gutter_and_none_is_lost(
    layout: str, pins: dict[str, Pin], shape: float, gutter: float
) -> None:
    it = arranged((), pins)
    now = after(pins, it, LAYOUTS[layout](list(it.blocks), shape, gutter))
    assert now.keys() == pins.keys()
    assert are_apart([pin.place.bounds for pin in now.values() if not pin.locked], gutter)


@every_layout
@settings(max_examples=60, deadline=None)
@given(PINS, SHAPES, GUTTERS)
def test_ratios_turns_and_locked_pins_stay(
    layout: str, pins: dict[str, Pin], shape: float, gutter: float
) -> None:
    it = arranged((), pins)
    now = after(pins, it, LAYOUTS[layout](list(it.blocks), shape, gutter))
    for uuid, pin in pins.items():
        place = now[uuid].place
        assert place.width / place.height == pytest.approx(pin.place.width / pin.place.height)
        assert place.turn == pin.place.turn
        if pin.locked:
            assert now[uuid] is pin
        elif pin.kind is not PinKind.STILL:
            assert (place.width, place.height) == (pin.place.width, pin.place.height)


@every_layout
@settings(max_examples=60, deadline=None)
@given(PINS, SHAPES, GUTTERS)
def test_the_place_stays(layout: str, pins: dict[str, Pin], shape: float, gutter: float) -> None:
    it = arranged((), pins)
    laid = LAYOUTS[layout](list(it.blocks), shape, gutter)
    before, now = around(it.blocks), bounds(laid.values())
    if before is None or now is None:
        assert not it.blocks
    elif layout == "pack":
        assert now.centre == pytest.approx(before.centre, abs=0.51)
    else:
        assert (now.x, now.y) == pytest.approx((before.x, before.y), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(80, 400), st.floats(80, 400)), min_size=24, max_size=200), SHAPES)
def test_packing_is_tight_and_about_the_wanted_shape(sizes: list[tuple[float, float]], shape: float) -> None:
    blocks = [Block(Pin(str(n), PinKind.STILL, Place(0, 0, *s)), Rect(0, 0, *s)) for n, s in enumerate(sizes)]
    whole = bounds(arranging.pack(blocks, shape, 0.0).values())
    assert whole is not None
    filled = sum(width * height for width, height in sizes) / (whole.width * whole.height)
    assert filled > 0.68
    assert 0.5 < whole.width / whole.height / shape < 2


def test_packing_the_same_again_changes_nothing() -> None:
    chance = random.Random(1)
    pins = {
        str(n): Pin(str(n), PinKind.STILL, Place(n * 9, 0, chance.randint(80, 400), chance.randint(80, 400)))
        for n in range(30)
    }
    it = arranged((), pins)
    once = after(pins, it, arranging.pack(it.blocks, 1.5, 14))
    again = arranged((), once)
    assert after(once, again, arranging.pack(again.blocks, 1.5, 14)) == once


# -- blocks --------------------------------------------------------------------------------------


def still(uuid: str, x: float = 0.0, y: float = 0.0, **more: object) -> Pin:
    return Pin(uuid, PinKind.STILL, Place(x, y, 100, 60), still=uuid, **more)  # type: ignore[arg-type]


def by_uuid(*pins: Pin) -> dict[str, Pin]:
    return {pin.uuid: pin for pin in pins}


def test_what_lies_in_a_frame_moves_with_it() -> None:
    frame = Pin("f", PinKind.FRAME, Place(0, 0, 400, 400))
    pins = by_uuid(frame, still("in", 50, 50), still("out", 900, 0))
    it = arranged((), pins)
    assert [(block.uuid, [pin.uuid for pin in block.along]) for block in it.blocks] == [
        ("f", ["in"]),
        ("out", []),
    ]
    moved = after(pins, it, {"f": Rect(10, 20, 400, 400)})
    assert (moved["in"].place.x, moved["in"].place.y) == (60, 70)


def test_a_group_and_its_inner_groups_are_one_block() -> None:
    outer = Pin("g", PinKind.GROUP, Place(0, 0, 300, 60))
    inner = Pin("h", PinKind.GROUP, Place(0, 0, 100, 60), group="g")
    pins = by_uuid(outer, inner, still("a", group="h"), still("b", 200, group="g"), still("c", 900))
    it = arranged(("g", "a", "c"), pins)
    assert {block.uuid for block in it.blocks} == {"g", "c"}
    moved = after(pins, it, {"g": Rect(5, 5, 300, 60)})
    assert [moved[name].place.x for name in ("a", "b", "h")] == [5, 205, 5]


def test_a_single_group_or_frame_stands_for_what_is_in_it() -> None:
    group = Pin("g", PinKind.GROUP, Place(0, 0, 300, 60))
    pins = by_uuid(group, still("a", group="g"), still("b", 200, group="g"), still("c", 900))
    assert {block.uuid for block in arranged(("g",), pins).blocks} == {"a", "b"}
    frame = Pin("f", PinKind.FRAME, Place(850, -50, 400, 400))
    assert [block.uuid for block in arranged(("f",), {**pins, "f": frame}).blocks] == ["c"]


@pytest.mark.parametrize("how", ["hidden", "locked"])
def test_what_is_hidden_or_locked_with_its_group_is_left_alone(how: str) -> None:
    group = Pin("g", PinKind.GROUP, Place(0, 0, 300, 60), **{how: True})  # type: ignore[arg-type]
    pins = by_uuid(group, still("a", group="g"), still("b", 400), still("c", 600))
    assert {block.uuid for block in arranged((), pins).blocks} == {"b", "c"}


def test_a_drawing_on_a_picture_comes_along_and_an_attached_arrow_follows_by_itself() -> None:
    ring = Pin("ring", PinKind.DRAWING, Place(20, 10, 30, 30), z=5, drawing=Drawing(Shape.ELLIPSE))
    arrow = Pin("arrow", PinKind.DRAWING, Place(0, 0, 9, 9), drawing=Drawing(Shape.ARROW, start="a"))
    it = arranged((), by_uuid(still("a"), still("b", 400), ring, arrow))
    assert [(block.uuid, [pin.uuid for pin in block.along]) for block in it.blocks] == [
        ("a", ["ring"]),
        ("b", []),
    ]


def test_a_layout_goes_clear_of_a_locked_pin_but_stays_on_a_locked_ground() -> None:
    ground = Pin("ground", PinKind.STILL, Place(-500, -500, 2000, 2000), locked=True, z=-1)
    stone = still("stone", 105, 0, locked=True)
    pins = by_uuid(still("a"), still("b", 0, 300), stone, ground)
    it = arranged((), pins)
    targets = arranging.clear_of(arranging.rows(list(it.blocks), 4.0, 14), it.obstacles, 14)
    assert not any(rect.grown(13.9).meets(stone.place.rect) for rect in targets.values())
    assert any(rect.meets(ground.place.rect) for rect in targets.values())


# -- orders --------------------------------------------------------------------------------------


def order_of(order: Order, known: Known, *pins: Pin) -> list[str]:
    return [block.uuid for block in in_order(arranged((), by_uuid(*pins)).blocks, order, known)]


def test_a_storyboard_begins_with_the_boards_film_and_ends_with_what_has_no_time() -> None:
    known = Known(
        {
            "late": Still("late", "", 16, 9, 1, 90.0),
            "soon": Still("soon", "", 16, 9, 1, 9.0),
            "other": Still("other", "", 16, 9, 2, 1.0),
            "none": Still("none", "", 16, 9, 1),
        },
        films={1: "Her", 2: "Arrival"},
        own_film=1,
    )
    pins = [still(name, x) for x, name in enumerate(("none", "other", "late", "soon"))]
    assert order_of(Order.TIMECODE, known, *pins) == ["soon", "late", "none", "other"]
    films = by_film(arranged((), by_uuid(*pins)).blocks, known)
    assert [[block.uuid for block in film] for film in films] == [["soon", "late", "none"], ["other"]]


def test_names_are_counted_as_people_count() -> None:
    known = Known({name: Still(name, "", 16, 9, name=f"shot {name}.jpg") for name in ("10", "9", "1")})
    assert order_of(Order.NAME, known, still("10"), still("9", 1), still("1", 2)) == ["1", "9", "10"]


def test_colours_go_round_the_wheel_dark_to_light_and_end_with_grey() -> None:
    colours = {"grey": "#777777", "blue": "#2040c0", "red": "#c02020", "pale": "#f09090", "green": "#208040"}
    known = Known({name: Still(name, "", 16, 9, average=hex_) for name, hex_ in colours.items()})
    pins = [still(name, x) for x, name in enumerate(colours)]
    found = order_of(Order.COLOUR, known, *pins)
    assert found.index("red") < found.index("green") < found.index("blue") < found.index("grey")
    assert found[-1] == "grey"


def test_dates_sort_by_when_it_was_pinned_and_by_when_it_came() -> None:
    pins = [still("a", 0, pinned="2026-02-01"), still("b", 1, pinned="2026-01-01"), still("c", 2)]
    assert order_of(Order.PINNED, Known(), *pins) == ["b", "a", "c"]
    assert order_of(Order.ADDED, Known(added={"a": "2020", "c": "2019"}), *pins) == ["c", "a", "b"]


@given(st.integers(2, 9), st.integers())
def test_chance_gives_an_order_that_was_not_there(count: int, seed: int) -> None:
    pins = by_uuid(*(still(f"{n}", n * 200) for n in range(count)))
    blocks = arranged((), pins).blocks
    found = [block.uuid for block in in_order(blocks, Order.RANDOM, Known(), random.Random(seed))]
    assert sorted(found) == sorted(pins)
    assert found != list(pins)


# -- sizes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("same", [Same.HEIGHT, Same.WIDTH, Same.AREA])
@given(PINS)
def test_sizes_become_the_same_about_each_centre(same: Same, pins: dict[str, Pin]) -> None:
    free = {uuid: pin for uuid, pin in pins.items() if pin.kind is PinKind.STILL and not pin.locked}
    it = arranged((), free)
    now = after(free, it, same_sized(it.blocks, same, {}))
    measures: dict[Same, Callable[[Rect], float]] = {
        Same.HEIGHT: lambda r: r.height,
        Same.WIDTH: lambda r: r.width,
        Same.AREA: lambda r: r.width * r.height,
    }
    measure = measures[same]
    sizes = [measure(pin.place.bounds) for pin in now.values()]
    assert sizes == pytest.approx([sizes[0]] * len(sizes)) if sizes else not free
    for uuid, pin in free.items():
        assert now[uuid].place.rect.centre == pytest.approx(pin.place.rect.centre)


def test_words_keep_their_size_beside_pictures_and_share_one_among_themselves() -> None:
    words = [Pin(name, PinKind.LINE, Place(0, 0, 200, height)) for name, height in (("a", 40), ("b", 80))]
    assert set(same_sized(arranged((), by_uuid(*words)).blocks, Same.HEIGHT, {})) == {"a", "b"}
    mixed = by_uuid(*words, still("s"), Pin("t", PinKind.STILL, Place(0, 0, 50, 50)))
    assert set(same_sized(arranged((), mixed).blocks, Same.HEIGHT, {})) == {"s", "t"}


def test_one_scale_shows_a_pixel_of_every_file_alike() -> None:
    pins = by_uuid(still("a"), still("b", 300))
    files = {"a": Still("a", "", 200, 120), "b": Still("b", "", 1000, 600)}
    it = arranged((), pins)
    now = after(pins, it, same_sized(it.blocks, Same.SCALE, files))
    assert now["a"].place.width / 200 == pytest.approx(now["b"].place.width / 1000)


def test_a_locked_pin_sets_the_size() -> None:
    pins = by_uuid(still("a"), still("b", 300), Pin("c", PinKind.STILL, Place(0, 0, 400, 300), locked=True))
    it = arranged((), pins)
    assert {r.height for r in same_sized(it.blocks, Same.HEIGHT, {}, it.fixed).values()} == {300}
