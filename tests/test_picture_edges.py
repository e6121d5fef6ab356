# SPDX-License-Identifier: GPL-3.0-or-later
"""Round corners and hairlines of stills: on the screen, in exported pixels, in documents."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from moodboard.domain.board import Pin, PinKind, PinStyle, Place, Tone
from moodboard.domain.export import ExportRequest, Format
from moodboard.qt.board_painter import BoardPainter, image_of, planned
from moodboard.qt.paint import Look, paint_pins
from moodboard.qt.shadows_round import _corner_image
from moodboard.qt.tokens import LIGHT
from moodboard.services import boards, exporting, pictures, stills
from moving_pictures import COLOURS, animated
from test_paint import FLAT, RED, Source, close, colour_at, paint_on, still_pin

pytestmark = pytest.mark.usefixtures("qapp")
CANVAS = LIGHT.canvas.lower()


@pytest.mark.parametrize("turn", [0.0, 90.0])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_round_corner_lets_the_board_be_seen(turn: float, zoom: float) -> None:
    place = Place(40, 40, 120, 120, turn)
    pins = [replace(still_pin(corner=corner), place=place) for corner in (0.0, 40.0)]
    square, round_ = (paint_on(pin, zoom=zoom) for pin in pins)
    for x, y in ((45, 45), (155, 45), (155, 155), (45, 155)):
        assert colour_at(round_, x, y, zoom) == CANVAS
        assert colour_at(square, x, y, zoom) != CANVAS
    assert colour_at(round_, 100, 42, zoom) != CANVAS  # the sides stay


def test_a_corner_rounder_than_the_picture_makes_a_pill() -> None:
    image = paint_on(still_pin(corner=500.0))
    assert colour_at(image, 44, 44) == CANVAS
    assert close(colour_at(image, 42, 78), RED)


def test_square_corners_are_square() -> None:
    image = paint_on(still_pin(corner=0.0), zoom=3)
    assert close(colour_at(image, 40.2, 40.2, 3), RED)


def test_a_plate_is_round_too() -> None:
    image = paint_on(still_pin(corner=30.0), source=Source(image=None))
    assert colour_at(image, 44, 44) == CANVAS
    assert colour_at(image, 100, 80) == "#336699"


def test_the_shadow_follows_the_corner() -> None:
    shadowed = replace(FLAT, shadows=True)
    square, round_ = (paint_on(still_pin(corner=c), look=shadowed) for c in (2.0, 40.0))
    at_corner = QImage.pixelColor(round_, 43, 119).lightness()
    beside = QImage.pixelColor(square, 39, 121).lightness()
    assert at_corner > beside  # under the corner that is gone the shadow is gone too
    middle = QImage.pixelColor(round_, 120, 124).lightness(), QImage.pixelColor(square, 120, 124).lightness()
    assert abs(middle[0] - middle[1]) <= 4


def test_the_blurred_corner_is_that_of_a_rectangle_when_it_is_not_round() -> None:
    from moodboard.qt.shadows import profile

    deviation, reach, side = 3.0, 9, 30
    image, along = _corner_image(side, side, 0, deviation, reach), profile(2 * side, deviation, reach)
    for x, y in ((0, 0), (9, 9), (12, 30), (38, 38)):
        expected = along[x] * along[y] / 255
        assert abs(image.pixelColor(x, y).alpha() - expected) <= 3


@pytest.mark.parametrize("turn", [0.0, 180.0])
def test_a_hairline_runs_just_inside_the_edge(turn: float) -> None:
    plain, lined = (paint_on(still_pin(turn, hairline=on), zoom=2) for on in (False, True))
    changed = [
        (x, y)
        for x in range(plain.width())
        for y in range(plain.height())
        if plain.pixelColor(x, y) != lined.pixelColor(x, y)
    ]
    inside = [(x, y) for x, y in changed if 83 < x < 396 and 83 < y < 236]
    assert changed
    assert not inside
    assert all(80 <= x < 400 and 80 <= y < 240 for x, y in changed)
    assert (240, 80) in changed
    assert (80, 160) in changed


def test_a_flipped_or_faint_picture_has_them_too() -> None:
    for more in ({"flip_x": True}, {"opacity": 0.5}, {"tone": Tone(greyscale=True)}):
        image = paint_on(still_pin(corner=40.0, hairline=True, **more))
        assert colour_at(image, 44, 44) == CANVAS
        assert colour_at(image, 120, 40) != colour_at(image, 120, 60)


def test_two_board_units_are_todays_corner() -> None:
    assert PinStyle().corner == 2.0
    default, general = still_pin(), still_pin(corner=2.0000001)
    assert paint_on(default, zoom=3) != paint_on(replace(default, style=PinStyle(corner=30)), zoom=3)
    quick, slow = paint_on(default, zoom=3), paint_on(general, zoom=3)
    apart = [
        (x, y)
        for x in range(0, quick.width(), 2)
        for y in range(0, quick.height(), 2)
        if not close(quick.pixelColor(x, y).name(), slow.pixelColor(x, y).name(), 6)
    ]
    assert apart == []


# -- files -----------------------------------------------------------------------------------------


def board_with(still: str, style: PinStyle) -> int:
    pin = Pin("0d0f7a1c-0000-4000-8000-000000000001", PinKind.STILL, Place(0, 0, 160, 90), still=still)
    return boards.create_board("Edges", None, [replace(pin, style=style)])[0].id


@pytest.fixture
def still(library: Path, tmp_path: Path) -> str:
    taken = pictures.take_in_file(animated(tmp_path / "a.gif", size=(160, 90)))
    return stills.add_stills([taken], None)[0][0].uuid


def request(board_id: int, format_: Format = Format.PNG) -> ExportRequest:
    return ExportRequest(board_id, format_, width=320, margin=0, background="#ffffff")


def test_exported_pixels_have_the_corner_and_the_line(still: str) -> None:
    image = image_of(planned(request(board_with(still, PinStyle(corner=40.0, hairline=True)))))
    assert image.pixelColor(4, 4).name() > "#d00000"
    assert image.pixelColor(4, 4).green() > 200  # paper, with a trace of the shadow
    assert image.pixelColor(160, 90).name() == COLOURS[0]
    assert image.pixelColor(160, 0).red() < 240  # the line


def test_exports_show_the_frame_that_is_held(still: str, tmp_path: Path) -> None:
    board_id = board_with(still, PinStyle(frame_at=2))
    assert image_of(planned(request(board_id))).pixelColor(160, 90).name() == COLOURS[2]
    svg = rendered(board_id, tmp_path)
    assert close(svg.pixelColor(160, 90).name(), COLOURS[2], 6)


def rendered(board_id: int, folder: Path) -> QImage:
    plan = planned(request(board_id, Format.SVG))
    exporting.write(plan, BoardPainter(plan), folder / "x.svg")
    image = QImage(plan.width, plan.height, QImage.Format.Format_RGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    QSvgRenderer(str(folder / "x.svg")).render(painter)
    painter.end()
    return image


def test_an_svg_has_the_corner_and_the_line(still: str, tmp_path: Path) -> None:
    board_id = board_with(still, PinStyle(corner=40.0, hairline=True))
    plan = planned(request(board_id, Format.SVG))
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.svg")
    text = (tmp_path / "x.svg").read_text("utf-8")
    assert '<clipPath id="c1"><rect x="0" y="0" width="160" height="90" rx="40"/></clipPath>' in text
    assert 'rx="39.5" fill="none" stroke="#' in text
    plain = board_with(still, PinStyle())
    plan = planned(request(plain, Format.SVG))
    exporting.write(plan, BoardPainter(plan), tmp_path / "y.svg")
    text = (tmp_path / "y.svg").read_text("utf-8")
    assert 'rx="2"/></clipPath>' in text
    assert 'fill="none" stroke' not in text


def test_a_held_frame_that_is_not_there_yet_shows_the_first() -> None:
    class Late(Source):
        def picture(self, still, crop, device_width, device_height):  # type: ignore[no-untyped-def]
            if "#" in still.picture:
                return None
            return super().picture(still, crop, device_width, device_height)

    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_pins(painter, [still_pin(frame_at=3)], Late(), Look(LIGHT, shadows=False))
    painter.end()
    assert close(colour_at(image, 60, 50), RED)
