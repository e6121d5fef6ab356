# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts beside each other, and texts made comparable."""

from moodboard.domain.text_keys import facts_line, folded


def test_a_fact_that_runs_to_the_left_keeps_to_itself() -> None:
    assert facts_line(["1958", "يوسف", "", "77 min"]) == "1958 · \u2068يوسف\u2069 · 77 min"
    assert facts_line(["2013", "Spike Jonze"]) == "2013 · Spike Jonze"


def test_an_accent_alone_is_still_a_name() -> None:
    assert folded("¯") and folded("Amélie") == "amelie"
