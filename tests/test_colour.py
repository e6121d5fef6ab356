# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours: how far apart they look, what they are called, palettes made one; grounds as text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import colour
from moodboard.domain.colour import in_strip_order, merged, name_of, oklab, oklch, parsed, strip_key
from moodboard.domain.colour_names import NAMES
from moodboard.domain.errors import KnownError
from moodboard.domain.ground import Ground, is_ground, mean_of, parse, resolved

hexes = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
palettes = st.lists(st.lists(hexes, min_size=1, max_size=6, unique=True), max_size=12)
grounds = st.builds(
    Ground,
    st.lists(hexes, max_size=2).map(tuple),
    st.integers(0, 359),
    st.booleans(),
)


@given(hexes)
def test_a_colour_survives_oklab(one: str) -> None:
    assert colour.from_oklab(oklab(one)) == one


def test_lightness_goes_from_black_to_white() -> None:
    assert oklab("#000000")[0] == pytest.approx(0, abs=1e-3)
    assert oklab("#ffffff")[0] == pytest.approx(1, abs=1e-3)
    assert oklch("#ff0000")[2] == pytest.approx(29.2, abs=0.5)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("#C08A86", "#c08a86"), ("c08a86", "#c08a86"), (" #abc ", "#aabbcc"), ("#ab", None), ("reddish", None)],
)
def test_a_typed_colour_is_read(said: str, meant: str | None) -> None:
    assert parsed(said) == meant


@pytest.mark.parametrize(
    ("one", "name"),
    [
        ("#c08a86", "dusty rose"),
        ("#000000", "black"),
        ("#fefefe", "white"),
        ("#a63d28", "brick"),
        ("#48472b", "olive grey"),
        ("#583d4d", "dark mauve"),
    ],
)
def test_colours_have_plain_names(one: str, name: str) -> None:
    assert name_of(one) == name


def test_every_name_is_told_of_its_own_colour() -> None:
    assert [name_of(one) for _, one in NAMES] == [name for name, _ in NAMES]
    assert len({name for name, _ in NAMES}) == len(NAMES) >= 100


@given(palettes, st.randoms(use_true_random=False))
def test_the_same_palettes_give_the_same_strip_in_any_order(
    found: list[list[str]], chance: random.Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert merged(found) == merged(shuffled)


@given(palettes, st.integers(1, 8))
def test_a_strip_has_few_colours_all_of_them_met(found: list[list[str]], most: int) -> None:
    strip = merged(found, most)
    assert len(strip) <= most
    assert set(strip) <= {one for palette in found for one in palette}
    assert bool(strip) == bool(found)


@given(palettes)
def test_no_two_colours_of_a_strip_look_alike(found: list[list[str]]) -> None:
    strip = merged(found)
    apart = [colour.distance(oklab(one), oklab(other)) for one in strip for other in strip if one != other]
    assert all(gap >= 0.055 for gap in apart)


@given(st.lists(hexes, unique=True))
def test_a_strip_is_in_its_order_whatever_comes(found: list[str]) -> None:
    assert in_strip_order(found) == in_strip_order(reversed(found))
    assert list(in_strip_order(found)) == sorted(found, key=strip_key)


def test_hues_come_before_greys_and_dark_before_light() -> None:
    shades = ["#808080", "#2748b0", "#f3a08c", "#9b4130", "#202020"]
    assert in_strip_order(shades) == ("#9b4130", "#f3a08c", "#2748b0", "#202020", "#808080")


def test_a_small_accent_stays_beside_many_alike() -> None:
    room = [("#202830", "#283038", "#303840", "#dd1f1f")] * 20
    assert "#dd1f1f" in merged(room, 3)


# -- grounds -----------------------------------------------------------------------------------------


@given(grounds)
def test_a_ground_survives_its_text(ground: Ground) -> None:
    again = parse(str(ground))
    assert (again.colours, again.grain) == (ground.colours, ground.grain)
    assert not ground.is_gradient or again.angle == ground.angle
    assert str(again) == str(ground)


@pytest.mark.parametrize(
    "said", ["paper", "#fff", "#ffffff>#000000", "#ffffff>@90", "+grain+grain", "#ffffff>#000000@360", "@90"]
)
def test_what_is_no_ground_is_refused_with_a_way_on(said: str) -> None:
    assert not is_ground(said)
    with pytest.raises(KnownError, match="not a colour"):
        parse(said)


def test_the_theme_fills_in_what_is_not_said() -> None:
    assert resolved("", "#ECE4DA") == "#ece4da"
    assert resolved("+grain", "#ECE4DA") == "#ece4da+grain"
    assert resolved("#102030>#405060@45+grain", "#ECE4DA") == "#102030>#405060@45+grain"


def test_a_gradient_counts_as_its_middle() -> None:
    lightness = oklab(mean_of("#000000>#ffffff@0"))[0]
    assert lightness == pytest.approx(0.5, abs=0.01)
    assert mean_of("+grain", "#ece4da") == "#ece4da"


@given(grounds.filter(lambda ground: ground.is_gradient), st.floats(10, 4000), st.floats(10, 4000))
def test_a_gradient_is_centred_and_keeps_its_ends(ground: Ground, width: float, height: float) -> None:
    x1, y1, x2, y2 = ground.ends(0, 0, width, height)
    assert ((x1 + x2) / 2, (y1 + y2) / 2) == pytest.approx((width / 2, height / 2))
    stops = ground.stops()
    assert (stops[0], stops[-1]) == ((0.0, ground.colours[0]), (1.0, ground.colours[1]))


def test_a_gradient_tells_its_colour_anywhere() -> None:
    ground = parse("#000000>#ffffff@0")
    assert ground.colour_at(0, 5, 100, 10) == "#000000"
    assert ground.colour_at(100, 5, 100, 10) == "#ffffff"
    assert ground.colour_at(50, 0, 100, 10) == ground.mean
    assert parse("#102030+grain").colour_at(3, 3, 10, 10) == "#102030"
