# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes are kept in a light markup, and nothing typed is lost on the way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moodboard.domain import note_markup
from moodboard.domain.note_markup import Paragraph, Row, Run, parse, tidied, write

PIECES = st.text(alphabet="ab *[]()\\-.:/1h\t“é🎬", max_size=8) | st.sampled_from(
    ["http://", "https://a.b/c_(d)", "- ", "1. ", "**", "***", " "]
)
RUNS = st.builds(
    Run,
    PIECES,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://x.y/z", "https://w.org/Her_(film)"]),
)
ROWS = st.builds(
    Paragraph, st.lists(RUNS, max_size=5).map(tuple), st.sampled_from(list(Row)), st.integers(0, 999)
)


@settings(max_examples=400, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_what_is_written_reads_as_it_was(rows: list[Paragraph]) -> None:
    assert parse(write(rows)) == tuple(tidied(row) for row in rows)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_any_text_keeps_its_meaning(text: str) -> None:
    assert parse(write(parse(text))) == parse(text)


@given(st.text(alphabet="ab *[]()\\-.:/1h", max_size=20))
def test_plain_words_can_stand_for_themselves(words: str) -> None:
    (row,) = parse(note_markup.from_plain(words) if words else "")
    assert (row.text, row.row) == (words, Row.PLAIN)
    assert not any(run.bold or run.italic or run.link for run in row.runs)


@pytest.mark.parametrize(
    "words", ["5 * 3 * 2 = 30", "C:\\films\\her", "in [brackets]", "a * b", "1984 was a year", "", "*"]
)
def test_an_old_plain_note_says_what_it_said(words: str) -> None:
    assert note_markup.is_plain(words)
    assert note_markup.plain(words) == words
    assert write(parse(words)) == words


def test_bold_and_italic() -> None:
    (row,) = parse("Ask *about* the **red** or ***blue***")
    assert row.runs == (
        Run("Ask "),
        Run("about", italic=True),
        Run(" the "),
        Run("red", bold=True),
        Run(" or "),
        Run("blue", bold=True, italic=True),
    )


def test_rows_of_lists() -> None:
    rows = parse("- one\n2. two\nthree")
    assert [(row.row, row.number, row.text) for row in rows] == [
        (Row.BULLET, 0, "one"),
        (Row.NUMBER, 2, "two"),
        (Row.PLAIN, 0, "three"),
    ]
    assert note_markup.plain("- **one**\n2. two") == "- one\n2. two"


def test_links_in_words_and_bare() -> None:
    text = "See [the film](https://example.org/her), or https://example.org/a_(b)."
    assert note_markup.links_of(text) == ("https://example.org/her", "https://example.org/a_%28b%29")
    assert note_markup.plain(text) == "See the film, or https://example.org/a_(b)."


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.b", "https://", "a b"]
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert note_markup.address_of(address) == ""
    assert note_markup.links_of(f"[words]({address})") == ()


def test_a_typed_address_becomes_a_link() -> None:
    row = note_markup.with_links(Paragraph((Run("see https://example.org. Yes", bold=True),)))
    assert Run("https://example.org", bold=True, link="https://example.org") in row.runs
