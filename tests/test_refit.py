# SPDX-License-Identifier: GPL-3.0-or-later
"""Laying pins out anew for a shape."""

from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, PinStyle, Place, TextStyle
from moodboard.domain.export import PlainMetrics, default_margin, units_per
from moodboard.domain.presets import PRESETS
from moodboard.domain.refit import Refit, Shape, broken_into, crop_for, default_gutter, refit
from moodboard.domain.refit_search import GIVE

MEASURE = PlainMetrics().text


def a_still(n: int, width: float, height: float, crop: Crop = WHOLE) -> Pin:
    return Pin(f"s{n:02}", PinKind.STILL, Place(0, 0, width, height), z=n, still=f"s{n}", crop=crop)


def a_line(n: int, text: str, size: float = 36.0) -> tuple[Pin, str]:
    style = PinStyle(text=TextStyle(size=size))
    return Pin(f"l{n:02}", PinKind.LINE, Place(0, 0, 200, 60), line=f"l{n}", style=style), text


def shape_of(name: str) -> Shape:
    preset = PRESETS[name]
    per = units_per(preset.width, preset.height, preset.dpi)
    width, height = preset.width / per, preset.height / per
    margin = default_margin(preset.width, preset.height) / per
    return Shape(width, height, margin, default_gutter(width, height), preset.clear_top * height, 1 / per)


def laid(stills: list[Pin], lines: list[tuple[Pin, str]], shape: Shape) -> Refit:
    ratios = {pin.still: pin.place.width / pin.place.height for pin in stills}
    words = {pin.line: text for pin, text in lines}
    return refit([*stills, *(pin for pin, _ in lines)], ratios, words, MEASURE, shape)


SHAPES = st.sampled_from(list(PRESETS)) | st.tuples(st.integers(80, 1600), st.integers(80, 1600))
SIDES = st.floats(20, 900)
WORDS = st.lists(st.text("abcdefgh,", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Pin], list[tuple[Pin, str]], Shape]:
    named = draw(SHAPES)
    if isinstance(named, str):
        shape = shape_of(named)
    else:
        margin = draw(st.floats(0, min(named) / 3))
        clear = draw(st.sampled_from((0.0, 0.2))) * named[1]
        shape = Shape(*named, margin, draw(st.floats(0, 20)), clear)
    sides = draw(st.lists(st.tuples(SIDES, SIDES), max_size=9))
    lines = draw(st.lists(st.tuples(WORDS, st.floats(10, 90)), max_size=3))
    return (
        [a_still(n, *each) for n, each in enumerate(sides)],
        [a_line(n, *each) for n, each in enumerate(lines)],
        shape,
    )


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_nothing_overlaps_or_leaves_the_shape_and_no_pin_is_lost(
    world: tuple[list[Pin], list[tuple[Pin, str]], Shape],
) -> None:
    stills, lines, shape = world
    found = laid(stills, lines, shape)
    room = shape.room.grown(0.51 * shape.grid + 1e-6)
    for n, pin in enumerate(found.placed):
        box = pin.place.rect
        assert room.x <= box.x and box.right <= room.right and room.y <= box.y and box.bottom <= room.bottom
        assert not any(box.grown(-1e-6).meets(other.place.rect) for other in found.placed[n + 1 :])
    everything = sorted(pin.uuid for pin in (*stills, *(pin for pin, _ in lines)))
    assert sorted(pin.uuid for pin in (*found.placed, *found.left_out)) == everything


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_no_still_is_stretched_or_cropped_by_more_than_a_third(
    world: tuple[list[Pin], list[tuple[Pin, str]], Shape],
) -> None:
    stills, lines, shape = world
    ratios = {pin.uuid: min(8.0, max(0.125, pin.place.width / pin.place.height)) for pin in stills}
    for pin in laid(stills, lines, shape).placed:
        if pin.kind is PinKind.STILL and 0.125 < ratios[pin.uuid] < 8:
            shown = ratios[pin.uuid] * pin.crop.width / pin.crop.height
            assert abs(shown / (pin.place.width / pin.place.height) - 1) < 1e-6
            # Edges are moved to whole pixels afterwards, which may take a hair more.
            assert pin.crop.width * pin.crop.height > 1 - GIVE - 0.03


def board() -> tuple[list[Pin], list[tuple[Pin, str]]]:
    sizes = ((546, 228), (232, 318), (322, 174), (206, 258), (206, 206), (210, 174), (232, 174))
    lines = [a_line(0, "Me too, now we know how.", 48), a_line(1, "Nobody is late for this.", 20)]
    return [a_still(n, *size) for n, size in enumerate(sizes)], lines


def test_every_preset_is_filled_to_its_margins() -> None:
    for name in PRESETS:
        found, room = laid(*board(), shape_of(name)), shape_of(name).room
        boxes = [pin.place.rect for pin in found.placed]
        assert abs(min(box.x for box in boxes) - room.x) < 1
        assert abs(min(box.y for box in boxes) - room.y) < 1
        assert abs(max(box.right for box in boxes) - room.right) < 1
        assert (
            max(box.bottom for box in boxes)
            > room.bottom - 1.5 * default_gutter(room.width, room.height) - 20
        )


def test_the_largest_line_is_kept_on_the_smallest_shape() -> None:
    assert "l00" in {pin.uuid for pin in laid(*board(), shape_of("phone")).placed}


def test_a_phone_keeps_its_clock_clear() -> None:
    shape = shape_of("phone")
    assert all(pin.place.y >= 0.18 * shape.height - 1 for pin in laid(*board(), shape).placed)


def test_larger_shapes_hold_more() -> None:
    assert len(laid(*board(), shape_of("a3")).placed) > len(laid(*board(), shape_of("square")).placed)


def test_words_alone_are_laid_out_too() -> None:
    found = laid([], board()[1], shape_of("phone"))
    assert [pin.kind for pin in found.placed] == [PinKind.LINE, PinKind.LINE]


def test_a_line_breaks_after_its_comma_and_not_before_its_last_word() -> None:
    assert broken_into("Me too, now we know how.", 2) == "Me too,\nnow we know how."
    assert broken_into("one two three four five", 2).split("\n")[1] != "five"


def test_breaks_made_by_hand_stay() -> None:
    assert broken_into("Stay on the line.\nYou don’t have to talk.", 2).startswith("Stay on the line.\n")


def test_a_crop_is_opened_before_it_is_cut() -> None:
    opened = crop_for(Crop(0.25, 0, 0.5, 1), 2.0, 1.25)
    assert opened.height == 1 and abs(opened.width - 0.625) < 1e-9 and abs(opened.x - 0.1875) < 1e-9


def test_a_line_too_large_for_a_tiny_shape_is_left_out() -> None:
    lines = [a_line(n, words, 10.0) for n, words in enumerate(("a", "a", "a a a a a"))]
    shape = Shape(80, 80, 0.0, 0.0, 0.0)
    found = laid([], lines, shape)
    assert all(pin.place.rect.bottom <= 80 + 1e-6 for pin in found.placed)
    assert len(found.placed) + len(found.left_out) == 3
