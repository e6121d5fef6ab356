# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that begin with a name and a colon are an exchange."""

import pytest

from moodboard.domain.exchange import Turn, could_be, turns_of

TWO = "THEODORE: Are you real?\nSamantha: Well, hello."


def test_two_named_rows_are_an_exchange() -> None:
    assert turns_of(TWO) == (Turn("THEODORE", "Are you real?"), Turn("Samantha", "Well, hello."))


def test_rows_without_a_name_go_on() -> None:
    assert turns_of("A: one\ntwo\nB: three")[0] == Turn("A", "one\ntwo")


@pytest.mark.parametrize(
    "words",
    [
        "Memo: one row",
        "12:30 here\n13:00 there",
        "see https://a.b\nand https://c.d",
        "I said: no\nyou said: yes",
        "",
    ],
)
def test_other_words_with_colons_are_not(words: str) -> None:
    assert turns_of(words) == ()


def test_wished_for_one_row_is_enough_and_off_is_off() -> None:
    assert turns_of("my friend: yes", "on") == (Turn("my friend", "yes"),)
    assert turns_of(TWO, "off") == ()
    assert could_be("my friend: yes")
    assert not could_be("Now we know how.")
