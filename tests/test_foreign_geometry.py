# SPDX-License-Identifier: GPL-3.0-or-later
"""Where items of foreign boards lie: every corner goes to the same point under their rule and ours."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import bee
from moodboard.domain.board import Crop, Place
from moodboard.domain.foreign_board import Affine, Shown, UnplacedError, hex_colour, visible_part
from moodboard.domain.transforms import point_on

number = st.floats(-5_000, 5_000)
scale = st.floats(0.05, 20) | st.floats(-20, -0.05)
angle = st.floats(-720, 720)
flip = st.sampled_from((1, -1))
side = st.integers(1, 4_000)
CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))

Point = tuple[float, float]


def by_their_rule(x: float, y: float, s: float, degrees: float, mirror: int, p: Point) -> Point:
    """scene = position + F . R(rotation) . S(scale) . p"""
    px, py = s * p[0], s * p[1]
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    px, py = px * cosine - py * sine, px * sine + py * cosine
    return x + mirror * px, y + py


def by_ours(place: Place, flip_x: bool, crop: Crop, size: tuple[int, int], p: Point) -> Point:
    fx = (p[0] / size[0] - crop.x) / crop.width
    fy = (p[1] / size[1] - crop.y) / crop.height
    return point_on(place, 1 - fx if flip_x else fx, fy)


@given(number, number, scale, angle, flip, side, side, st.data())
def test_a_beeref_picture_lies_where_it_was(
    x: float, y: float, s: float, degrees: float, mirror: int, width: int, height: int, data: st.DataObject
) -> None:
    left, top = data.draw(st.floats(0, width * 0.9)), data.draw(st.floats(0, height * 0.9))
    across = data.draw(st.floats(0.05 * width, width - left))
    down = data.draw(st.floats(0.05 * height, height - top))
    matrix = bee.matrix_of(x, y, s, degrees, mirror)
    try:
        box, crop, fault = visible_part(
            Shown(1, matrix, picture=1, crop=(left, top, across, down)), width, height
        )
    except UnplacedError:
        assert min(across, down) * abs(s) < 0.02
        return
    assert not fault
    for fx, fy in CORNERS:
        p = left + fx * across, top + fy * down
        theirs = by_their_rule(x, y, s, degrees, mirror, p)
        ours = by_ours(box.place, box.flip_x, crop, (width, height), p)
        assert math.dist(theirs, ours) < 1e-6 * max(1.0, abs(s) * max(width, height))


@given(number, number, scale, scale, angle)
def test_any_turn_scale_and_mirror_is_a_place(
    x: float, y: float, sx: float, sy: float, degrees: float
) -> None:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = Affine(sx * cosine, sx * sine, -sy * sine, sy * cosine, x, y)
    box = matrix.box(-30, -20, 60, 40)
    assert not box.slanted and 0 <= box.place.turn < 360
    for fx, fy in CORNERS:
        ours = point_on(box.place, 1 - fx if box.flip_x else fx, fy)
        assert math.dist(ours, matrix.map(-30 + 60 * fx, -20 + 40 * fy)) < 1e-6


@given(number, number, scale, angle, number, number, scale, angle)
def test_matrices_go_one_after_the_other_and_back(
    x: float, y: float, s: float, a: float, u: float, v: float, t: float, b: float
) -> None:
    outer, inner = bee.matrix_of(x, y, s, a, 1), bee.matrix_of(u, v, t, b, -1)
    both = outer.after(inner)
    p = inner.map(3, 4)
    assert math.dist(both.map(3, 4), outer.map(*p)) < 1e-4
    assert math.dist(inner.inverted().map(*p), (3, 4)) < 1e-6


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e300])
def test_what_is_no_number_has_no_place(bad: float) -> None:
    for matrix in (Affine(dx=bad), Affine(m11=bad), Affine(m22=bad)):
        with pytest.raises(UnplacedError):
            matrix.box(0, 0, 10, 10)


def test_what_has_no_size_or_is_too_far_has_no_place() -> None:
    for matrix in (Affine(m11=0), Affine(1, 1, 1, 1), Affine(dx=1e9), Affine(m11=1e8)):
        with pytest.raises(UnplacedError):
            matrix.box(0, 0, 10, 10)


def test_a_slanted_picture_comes_upright_and_is_told() -> None:
    shown = Shown(1, Affine(1, 0, 0.5, 1, 0, 0), picture=1)
    box, _crop, fault = visible_part(shown, 100, 100)
    assert box.place.turn == 0 and "slanted" in fault


def test_a_crop_over_the_edge_shows_what_is_inside_where_it_was() -> None:
    shown = Shown(1, Affine(2, 0, 0, 2, 0, 0), picture=1, crop=(-50, 40, 100, 400))
    box, crop, fault = visible_part(shown, 100, 80)
    assert not fault and crop == Crop(0, 0.5, 0.5, 0.5)
    assert box.place == Place(0, 80, 100, 80, 0)


@pytest.mark.parametrize("crop", [(200, 0, 10, 10), (0, 0, -5, 10), (0, 0, math.nan, 10), (-20, -20, 10, 10)])
def test_a_crop_of_nothing_brings_the_whole_picture(crop: tuple[float, float, float, float]) -> None:
    box, part, fault = visible_part(Shown(1, Affine(), picture=1, crop=crop), 100, 80)
    assert part == Crop() and (box.place.width, box.place.height) == (100, 80) and "crop" in fault


def test_a_picture_of_another_size_fills_the_same_place() -> None:
    shown = Shown(1, Affine(dx=-50, dy=-40), picture=1, size=(100, 80), crop=(50, 40, 50, 40))
    box, crop, _fault = visible_part(shown, 200, 160)
    assert box.place == Place(0, 0, 50, 40, 0) and crop == Crop(0.5, 0.5, 0.5, 0.5)


def test_colours_with_and_without_cover() -> None:
    assert hex_colour("#80304050") == ("#304050", 128 / 255)
    assert hex_colour("#ABCDEF") == ("#abcdef", 1.0)
    assert [hex_colour(said)[0] for said in ("", None, "red", "#12", "#gggggg")] == [""] * 5
