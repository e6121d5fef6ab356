# SPDX-License-Identifier: GPL-3.0-or-later
"""Words in an SVG stand where they are painted, with their gradients and links."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, PinStyle, Place, TextStyle
from moodboard.domain.line import Line
from moodboard.qt import svg_words
from moodboard.qt.paint import Look
from moodboard.qt.paint_veil import veil_for
from moodboard.qt.text_note import note_of
from moodboard.qt.tokens import LIGHT
from test_paint import Source

pytestmark = pytest.mark.usefixtures("qapp")

LOOK = Look(LIGHT)
STILL = Pin("s", PinKind.STILL, Place(0, 0, 400, 300), still="s")
LINE = Pin("l", PinKind.LINE, Place(40, 40, 300, 50), z=2, line="l", style=PinStyle(TextStyle(size=30)))


class OnStill(Source):
    def still_under(self, pin: Pin) -> Pin | None:
        return STILL


class Exchange(Source):
    def line(self, uuid: str) -> Line | None:
        return Line(uuid, "Theodore: Hi.\nSamantha: Hello.")


def drawn(pin: Pin, source: Source) -> ElementTree.Element:
    return ElementTree.fromstring("<svg>" + "".join(svg_words.line(pin, source, LOOK)) + "</svg>")


def test_a_line_beside_stills_has_the_ink_of_the_canvas() -> None:
    made = drawn(LINE, Source())
    assert {path.get("fill") for path in made.iter("path")} == {LOOK.ink_colour.name()}
    assert not list(made.iter("filter"))


def test_a_line_on_a_still_has_a_blurred_ground_cut_to_it() -> None:
    made = drawn(LINE, OnStill())
    assert len(list(made.iter("feGaussianBlur"))) == 1
    assert len(list(made.iter("clipPath"))) == 1
    assert [path.get("fill") for path in made.iter("path") if path.get("fill")] == [veil_for("").ink]


def test_what_reaches_beyond_the_still_has_the_ink_of_the_canvas() -> None:
    made = drawn(replace(LINE, place=Place(200, 40, 300, 50)), OnStill())
    inks = [path.get("fill") for path in made.iter("path") if path.get("fill")]
    assert inks == [veil_for("").ink, LOOK.ink_colour.name()]


def test_names_of_an_exchange_are_in_the_second_ink() -> None:
    fills = [path.get("fill") for path in drawn(LINE, Exchange()).iter("path")]
    assert fills == [LOOK.ink_colour.name(), LOOK.ink_2_colour.name()] * 2


def test_links_of_a_note_can_be_clicked() -> None:
    text = "**See** [the film](https://example.org/her)"
    pin = Pin("n", PinKind.NOTE, Place(0, 0, 206, 40), text=text, style=PinStyle(NOTE_STYLE))
    pieces = svg_words.note(pin, note_of(text, NOTE_STYLE, 180), 12, 10, "#333333")
    made = ElementTree.fromstring("<svg>" + "".join(pieces) + "</svg>")
    assert [link.get("href") for link in made.iter("a")] == ["https://example.org/her"]
    assert [title.text for title in made.iter("title")] == ["See the film"]
