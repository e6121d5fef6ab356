# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasted words turned into lines, one a paragraph, before any is kept; and quotations out of reviews."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.quotes import quoted_parts
from moodboard.services import films, lines_text
from moodboard.services.lines_text import LineProposed, proposals, read_text


def test_each_paragraph_is_a_line_of_its_own_rows() -> None:
    assert [line.text for line in proposals("The past is\njust a story.\n\n\nWe tell ourselves.\n")] == [
        "The past is\njust a story.",
        "We tell ourselves.",
    ]


def test_without_blank_lines_each_row_is_one() -> None:
    assert [line.text for line in proposals("- One.\r\n• Two.\r\n3) Three.\r\n* * *\r\n")] == [
        "One.",
        "Two.",
        "Three.",
    ]


def test_a_name_and_a_time_are_told_from_the_words() -> None:
    (line,) = proposals("[1:02:03] Theodore: Play a melancholy song.")
    assert line == LineProposed("Play a melancholy song.", "Theodore", 3723.0)


def test_an_exchange_stays_whole() -> None:
    (line,) = proposals("Ana: Yes.\nBen: No.\n\n")[:1]
    assert proposals("Ana: Yes.\nBen: No.\n\nLater.")[0].text == "Ana: Yes.\nBen: No." and line.speaker


def test_the_same_words_twice_are_one_proposal() -> None:
    assert len(proposals("Yes.\n\nyes.\n\nYES.")) == 1


@given(st.text())
def test_no_text_breaks_it_and_every_word_is_somewhere(text: str) -> None:
    found = proposals(text)
    assert all(line.text.strip() for line in found)


def test_a_file_is_read_in_its_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        (tmp_path / "l.txt").write_bytes("Déjà vu.".encode(encoding))
        assert read_text(tmp_path / "l.txt") == "Déjà vu."
    with pytest.raises(KnownError):
        read_text(tmp_path / "none.txt")


@pytest.mark.usefixtures("library")
def test_only_the_chosen_lines_are_kept_and_known_ones_are_marked() -> None:
    film, _changes = films.add_film(Film("Her", 2013))
    found = proposals("One.\n\nTwo.", film.id)
    kept, changes = lines_text.keep(found[:1], film.id, ("quiet",))
    assert [(line.text, line.feelings) for line in kept] == [("One.", ("quiet",))] and changes.lines
    assert [line.known for line in proposals("One.\n\nTwo.", film.id)] == [True, False]


# Quotations


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a <blockquote>One.</blockquote> b", ("One.",)),
        ("<blockquote>One.<blockquote> b <blockquote>Two.<blockquote>", ("One.", "Two.")),
        ("<blockquote>\n\nOne.\n\nMine.", ("One.",)),
        ("<blockquote><i>One.<i> &quot;Two&quot;</blockquote>", ('One. "Two"',)),
        ("<blockquote>One.</blockquote><blockquote>One.</blockquote>", ("One.",)),
        ("none", ()),
        ("<blockquote></blockquote>", ()),
    ],
)
def test_what_a_review_quotes(source: str, parts: tuple[str, ...]) -> None:
    assert quoted_parts(source) == parts


def test_what_is_typed_is_one_line_unless_blank_rows_or_times_part_it() -> None:
    exchange = "ANNA: Stay on. [smiles]\nBEN: One more station."
    assert [one.text for one in lines_text.typed(exchange)] == [exchange]
    assert [one.text for one in lines_text.typed("0:01:02 Stay on.\n0:01:05 One more.")] == [
        "Stay on.",
        "One more.",
    ]
    assert [one.timecode for one in lines_text.typed("1:02:03 Stay on.")] == [3723.0]
    assert len(lines_text.typed("Stay on.\n\nOne more.")) == 2
    assert lines_text.typed(" \n ") == []
