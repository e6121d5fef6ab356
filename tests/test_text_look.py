# SPDX-License-Identifier: GPL-3.0-or-later
"""Hanging punctuation, small capitals, exchanges and notes with lists are laid out alike everywhere."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain.board import NOTE_STYLE, TextStyle
from moodboard.qt import text
from moodboard.qt.scripts import opening
from moodboard.qt.text_note import note_of

pytestmark = pytest.mark.usefixtures("qapp")

STYLE = TextStyle(size=36)
EXCHANGE = "Theodore: Are you real?\nSamantha: Well, hello. I am here."


@pytest.mark.parametrize(
    ("row", "signs"),
    [
        ("“Hello”", 1),
        ("— Hello", 2),
        ("- Hello", 2),
        ("-5 is cold", 0),
        ("(so)", 1),
        ("“‘Oh", 2),
        ("Hi", 0),
        ("—", 0),
    ],
)
def test_what_hangs_out(row: str, signs: int) -> None:
    assert opening(row) == signs


def test_letters_share_the_edge_and_not_the_quote() -> None:
    plain, quoted = text.laid("Hello", STYLE, 300), text.laid("“Hello", STYLE, 300)
    assert plain.lines[0].x == 0
    assert quoted.lines[0].x == pytest.approx(-quoted.hung)
    assert quoted.hung > 5
    assert quoted.natural_width == pytest.approx(plain.natural_width, abs=1)


def test_nothing_hangs_when_it_is_not_wished_for() -> None:
    assert text.laid("“Hello", replace(STYLE, hanging=False), 300).hung == 0
    assert text.laid("“Hello", replace(STYLE, align="right"), 300).hung == 0


def test_words_that_run_left_hang_out_at_the_right() -> None:
    laid = text.laid("«שלום", STYLE, 300)
    assert laid.lines[0].x + laid.lines[0].width == pytest.approx(300 + laid.hung)
    assert laid.hung > 3


def test_what_hangs_takes_nothing_of_the_measure() -> None:
    width = text.laid("Hello there", STYLE).natural_width + 1
    assert len(text.laid("“Hello there", STYLE, width).lines) == 1


def test_small_capitals_are_capitals_and_lower_than_large_ones() -> None:
    small = text.laid("oxen", replace(STYLE, small_caps=True)).path().boundingRect()
    large = text.laid("OXEN", STYLE).path().boundingRect()
    heights = [
        text.laid(letter, replace(STYLE, small_caps=True)).path().boundingRect().height() for letter in "ld"
    ]
    assert small.height() < large.height()
    assert heights[0] == pytest.approx(heights[1], rel=0.1)  # as L and D are, and l and d are not
    assert text.laid("oxen", STYLE).path() != text.laid("oxen", replace(STYLE, small_caps=True)).path()


def test_an_exchange_has_its_words_on_one_edge() -> None:
    made = text.line_of(EXCHANGE, STYLE)
    words = [part for part in made.parts if not part.aside]
    names = [part for part in made.parts if part.aside]
    assert len(words) == len(names) == 2
    assert len({part.x for part in words}) == 1
    for name, said in zip(names, words, strict=True):
        assert name.x + name.laid.natural_width < said.x
        assert name.y + name.laid.baseline == pytest.approx(said.y + said.laid.baseline)


def test_a_narrow_exchange_stacks_names_over_words() -> None:
    made = text.line_of(EXCHANGE, STYLE, 200)
    assert {part.x for part in made.parts} == {0.0}
    assert made.parts[0].aside and made.parts[1].y > made.parts[0].y


def test_an_exchange_that_is_off_is_set_as_typed() -> None:
    assert len(text.line_of(EXCHANGE, replace(STYLE, exchange="off")).parts) == 1


def test_a_wished_width_of_its_own_breaks_nothing() -> None:
    made = text.line_of(EXCHANGE, STYLE)
    again = text.line_of(EXCHANGE, STYLE, made.natural_width + 1)
    assert again.height == pytest.approx(made.height)


def test_a_plain_note_is_laid_as_before() -> None:
    words = "Ask about the red shirt.\n5 * 3 * 2"
    made = note_of(words, NOTE_STYLE, 180)
    assert len(made.parts) == 1
    assert made.parts[0].laid.breaks == text.laid(words, NOTE_STYLE, 180).breaks


def test_bold_words_are_darker_and_italic_ones_slanted() -> None:
    plain, bold, italic = (
        note_of(words, NOTE_STYLE, 180).parts[0].laid for words in ("shirt", "**shirt**", "*shirt*")
    )
    assert bold.natural_width != plain.natural_width
    assert italic.path() != plain.path()
    assert bold.path() != plain.path()


def test_lists_stand_in_and_wrap_beside_their_signs() -> None:
    made = note_of("- one two three four five six seven eight\n- nine", NOTE_STYLE, 120)
    signs, words = made.parts[0::2], made.parts[1::2]
    assert {part.x for part in signs} == {0.0}
    assert len({part.x for part in words}) == 1
    assert words[0].x > 10
    assert len(words[0].laid.lines) > 1


def test_links_are_underlined_where_their_words_are() -> None:
    made = note_of("see [the film](https://example.org/her) soon", NOTE_STYLE, 180)
    (link,), (rule,) = made.links, made.rules
    assert link.address == "https://example.org/her"
    assert rule.width() == pytest.approx(link.rect.width())
    assert link.rect.x() > 15


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab *[]-1.:\nh“שA", max_size=60), st.floats(20, 500))
def test_any_note_and_any_line_can_be_laid(words: str, width: float) -> None:
    assert note_of(words, NOTE_STYLE, width).height >= 16
    assert text.line_of(words or " ", STYLE, width, "Her").height > 0
