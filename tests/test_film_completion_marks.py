# SPDX-License-Identifier: GPL-3.0-or-later
"""The letters that were typed are marked in a title whatever stands before them."""

from moodboard.ui.dialogs.film_completion import _units


def test_an_emoji_counts_as_two_for_the_marks_after_it() -> None:
    assert [_units(text) for text in ("", "Her", "千", "🎬🍿 ")] == [0, 3, 1, 5]
