# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings look the same on the screen and in a file, and take only the room that they say."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, PinStyle, Place
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.refit import Shape as PageShape
from moodboard.domain.refit import refit
from moodboard.qt import paint, svg
from moodboard.qt.board_painter import ExportMetrics
from moodboard.qt.paint import Look
from moodboard.qt.tokens import DARK, LIGHT
from test_paint import Source

pytestmark = pytest.mark.usefixtures("qapp")

RED = "#d04040"


def drawn(shape: Shape, turn: float = 0.0, **more: object) -> Pin:
    points = {
        Shape.ARROW: ((0, 0.5), (1, 0.5)),
        Shape.LINE: ((0, 0), (1, 1)),
        Shape.PEN: ((0, 0), (0.3, 1), (0.6, 0), (1, 1)),
    }.get(shape, ())
    drawing = Drawing(shape, points, **more)  # type: ignore[arg-type]
    return Pin("d", PinKind.DRAWING, Place(90, 70, 120, 60, turn), drawing=drawing)


def painted(pin: Pin, look: Look) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(look.tokens.canvas))
    painter = QPainter(image)
    paint.paint_pins(painter, [pin], Source(), look)
    painter.end()
    return image


@pytest.mark.parametrize("turn", [0.0, 45.0])
@pytest.mark.parametrize("dashed", [False, True])
@pytest.mark.parametrize("shape", list(Shape))
def test_nothing_is_painted_outside_the_extent(shape: Shape, dashed: bool, turn: float) -> None:
    pin = drawn(shape, turn, width=8.0, dashed=dashed, heads="both")
    image, extent = painted(pin, Look(LIGHT)), paint.pin_extent(pin)
    touched = 0
    for x in range(300):
        for y in range(200):
            if image.pixelColor(x, y).name() != LIGHT.canvas.lower():
                touched += 1
                assert extent.x - 1 <= x <= extent.right and extent.y - 1 <= y <= extent.bottom
    assert touched > 200


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_drawing_without_a_colour_is_in_the_themes_ink(tokens: object) -> None:
    look = Look(tokens)  # type: ignore[arg-type]
    image = painted(drawn(Shape.ARROW, width=4.0), look)
    assert image.pixelColor(150, 100).name() == look.tokens.ink.lower()


def test_colour_fill_and_opacity_are_painted() -> None:
    pin = drawn(Shape.RECTANGLE, colour=RED, fill="#2060a0", width=4.0)
    image = painted(pin, Look(LIGHT))
    assert image.pixelColor(90, 100).name() == RED
    assert image.pixelColor(150, 100).name() == "#2060a0"
    faint = painted(replace(pin, style=PinStyle(opacity=0.5)), Look(LIGHT))
    assert faint.pixelColor(150, 100).name() not in ("#2060a0", LIGHT.canvas.lower())


def test_a_dot_is_painted() -> None:
    base = drawn(Shape.PEN, width=8.0)
    pin = strokes.laid(base, [(100.0, 100.0)])
    assert painted(pin, Look(LIGHT)).pixelColor(100, 100).name() == LIGHT.ink.lower()


@pytest.mark.parametrize("shape", list(Shape))
def test_a_drawing_is_a_vector_shape_in_an_svg(shape: Shape) -> None:
    pin = drawn(shape, colour=RED, width=4.0, dashed=True, fill="#2060a0")
    writer = svg.SvgWriter(None, Source(), Look(LIGHT))  # type: ignore[arg-type]
    root = ElementTree.fromstring("".join(writer.pin(pin)))
    paths = root.findall("path")
    assert len(paths) == (2 if shape is Shape.ARROW else 1)
    first = paths[0].attrib
    assert (first["stroke"], first["stroke-width"], first["stroke-dasharray"]) == (RED, "4", "8 12")
    assert first["fill"] == ("#2060a0" if shape in (Shape.RECTANGLE, Shape.ELLIPSE) else "none")
    assert all("stroke-dasharray" not in path.attrib for path in paths[1:])


def test_an_export_makes_room_for_the_stroke() -> None:
    pin = strokes.laid(drawn(Shape.LINE, width=8.0), [(0.0, 0.0), (100.0, 0.0)])
    extent = ExportMetrics().extent(pin)
    assert extent.y <= -4 and extent.bottom >= 4


def test_a_refit_neither_lays_drawings_out_nor_leaves_them_waiting() -> None:
    still = Pin("s", PinKind.STILL, Place(0, 0, 160, 90), still="s")
    shape = PageShape(400, 800, 20, 10)
    found = refit([still, drawn(Shape.ARROW)], {"s": 16 / 9}, {}, ExportMetrics().text, shape)
    assert [pin.uuid for pin in found.placed] == ["s"] and found.left_out == ()
