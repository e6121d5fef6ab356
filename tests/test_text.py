# SPDX-License-Identifier: GPL-3.0-or-later
"""A line is laid out once, and looks the same at every zoom."""

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from moodboard.domain.board import NOTE_STYLE, TextStyle
from moodboard.qt import text

pytestmark = pytest.mark.usefixtures("qapp")

DISPLAY = TextStyle(size=48, leading=58 / 48, tracking=-0.4)
WORDS = "Sometimes I think I have felt everything I am ever going to feel, and from here on it repeats."


def painted(laid: text.LaidText, zoom: float, as_path: bool = False) -> QImage:
    width, height = int((laid.width + 40) * zoom), int((laid.height + 40) * zoom)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    if as_path:
        painter.translate(20, 20)
        painter.fillPath(text.as_path(laid), QColor("black"))
    else:
        laid.paint(painter, 20, 20, QColor("black"))
    painter.end()
    return image


def ink_rows(image: QImage) -> list[int]:
    """Return how dark each row is."""
    stride, data = image.bytesPerLine(), bytes(image.constBits())
    return [
        sum(255 - value for value in data[y * stride : y * stride + image.width()])
        for y in range(image.height())
    ]


def ink_per_line(laid: text.LaidText, zoom: float, as_path: bool = False) -> list[float]:
    """Return how dark each line of the text is, in board units squared."""
    rows = ink_rows(painted(laid, zoom, as_path))
    height = laid.height / len(laid.lines)
    edges = [round((20 + n * height) * zoom) for n in range(len(laid.lines) + 1)]
    return [sum(rows[a:b]) / zoom**2 for a, b in pairwise(edges)]


@pytest.mark.parametrize("zoom", [0.1, 1, 7])
@pytest.mark.parametrize("style", [DISPLAY, NOTE_STYLE], ids=["display", "note"])
def test_a_line_has_the_same_words_in_each_row_at_every_zoom(style: TextStyle, zoom: float) -> None:
    laid = text.laid(WORDS, style, style.size * 9)
    assert len(laid.lines) > 2
    truth = ink_per_line(laid, 8, as_path=True)
    assert ink_per_line(laid, zoom) == pytest.approx(truth, rel=0.02 if zoom >= 1 else 0.2)


def test_breaks_cover_all_words_in_order() -> None:
    laid = text.laid(WORDS, DISPLAY, 400)
    assert "".join(WORDS[line.start : line.end] for line in laid.lines) == WORDS
    assert laid.breaks == tuple(line.start for line in laid.lines[1:])


def test_nothing_is_wider_than_the_width() -> None:
    laid = text.laid(WORDS + " " + "o" * 90, DISPLAY, 300)
    assert laid.natural_width <= 300.5


def test_newlines_are_kept() -> None:
    laid = text.laid("I kept the window open\nso the city could come in.\n\nYes.", DISPLAY)
    assert [line.start for line in laid.lines] == [0, 23, 50, 51]


def test_offsets_count_in_the_words_as_given() -> None:
    assert text.laid("One\r\ntwo", DISPLAY).breaks == (5,)


def test_the_height_is_the_leading_times_the_lines() -> None:
    assert text.laid("One\ntwo\nthree", DISPLAY).height == pytest.approx(174)
    assert text.laid("", DISPLAY).height == pytest.approx(58)


def test_the_first_baseline_shares_the_leading_above_and_below() -> None:
    tight = text.laid("One", dataclasses.replace(DISPLAY, leading=1.0)).baseline
    assert text.laid("One", dataclasses.replace(DISPLAY, leading=2.0)).baseline == pytest.approx(tight + 24)


def test_a_large_light_serif_hangs_left() -> None:
    assert -2 <= text.laid("Me too", DISPLAY).lines[0].x <= -1
    assert text.laid("Me too", dataclasses.replace(DISPLAY, size=36)).lines[0].x == 0
    assert text.laid("Me too", dataclasses.replace(DISPLAY, weight=500)).lines[0].x == 0


def test_right_and_centre_stand_where_they_say() -> None:
    left, centre, right = (
        text.laid("Me too", dataclasses.replace(DISPLAY, size=30, align=align), 500).lines[0]
        for align in ("left", "centre", "right")
    )
    assert left.x == 0
    assert centre.x == pytest.approx((500 - centre.width) / 2)
    assert right.x == pytest.approx(500 - right.width)


def test_right_to_left_words_stand_at_the_right_by_themselves() -> None:
    laid = text.laid("שלום לך\nMe too", dataclasses.replace(DISPLAY, size=30), 500)
    assert laid.lines[0].x == pytest.approx(500 - laid.lines[0].width)
    assert laid.lines[1].x == 0


def test_scripts_of_a_fall_back_font_are_not_slanted() -> None:
    upright = text.laid("שלום", TextStyle(size=30), 300)
    italic = text.laid("שלום", TextStyle(size=30, italic=True, tracking=3), 300)
    assert painted(upright, 1) == painted(italic, 1)


def test_weight_changes_the_letters() -> None:
    light, medium = (text.laid("Me too", dataclasses.replace(DISPLAY, weight=w)) for w in (300, 500))
    assert sum(ink_rows(painted(medium, 1))) > 1.1 * sum(ink_rows(painted(light, 1)))


def test_a_size_between_whole_pixels_is_set_in_proportion() -> None:
    widths = [
        text.laid(WORDS, dataclasses.replace(NOTE_STYLE, size=size)).natural_width for size in (12, 12.4, 13)
    ]
    assert widths[0] < widths[1] < widths[2]
    assert widths[1] / widths[0] == pytest.approx(12.4 / 12, rel=0.002)


def test_the_outlines_lie_where_the_letters_are_painted() -> None:
    laid = text.laid("Me too, now we know how.", DISPLAY)
    bounds = text.as_path(laid).boundingRect()
    assert bounds.width() == pytest.approx(laid.natural_width, rel=0.02)
    assert painted(laid, 3) == painted(laid, 3, as_path=True)


def test_a_laid_text_comes_from_the_cache() -> None:
    coloured = dataclasses.replace(DISPLAY, colour="#ff0000")
    assert text.laid(WORDS, DISPLAY, 400) is text.laid(WORDS, coloured, 400)


def test_the_source_makes_room_under_a_line() -> None:
    style = dataclasses.replace(DISPLAY, attribution=True)
    assert text.size_for("Me too", style, 400, "Her")[1] > text.size_for("Me too", style, 400)[1] + 16
    assert text.size_for("Me too", DISPLAY, 400, "Her")[1] == pytest.approx(58)


def test_the_natural_size_grows_with_the_words_up_to_the_width() -> None:
    short, long = text.natural_size("Me", DISPLAY, 400), text.natural_size(WORDS, DISPLAY, 400)
    assert short[0] < long[0] <= 400
    assert short[1] < long[1]


def test_longer_lines_are_set_smaller() -> None:
    assert [text.line_style_for(words).size for words in (5, 13, 31)] == [36, 28, 22]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.floats(20, 600))
def test_any_text_can_be_laid(words: str, width: float) -> None:
    laid = text.laid(words, NOTE_STYLE, width)
    assert laid.lines
    assert laid.height == pytest.approx(len(laid.lines) * 12 * 1.35)
