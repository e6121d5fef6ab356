# SPDX-License-Identifier: GPL-3.0-or-later
"""A tone's tables bend colours without breaking them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.board import Tone
from moodboard.domain.tone import NEUTRAL, tone_tables, toned_colour

TONES = st.builds(Tone, st.booleans(), st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1))


def test_no_tone_changes_nothing() -> None:
    tables = tone_tables(NEUTRAL)
    assert tables.red == tables.green == tables.blue == bytes(range(256))
    assert toned_colour("#123456", NEUTRAL) == "#123456"


@given(TONES)
def test_a_lighter_value_never_becomes_the_darker_one(tone: Tone) -> None:
    tables = tone_tables(tone)
    for table in (tables.red, tables.green, tables.blue):
        assert len(table) == 256
        assert list(table) == sorted(table)


def test_greyscale_has_no_colour() -> None:
    shown = toned_colour("#a63d28", Tone(greyscale=True))
    assert shown[1:3] == shown[3:5] == shown[5:7]


def test_warm_holds_back_blue_and_cool_holds_back_red() -> None:
    warm, cool = toned_colour("#808080", Tone(warmth=1)), toned_colour("#808080", Tone(warmth=-1))
    assert int(warm[1:3], 16) > 0x80 > int(warm[5:7], 16)
    assert int(cool[5:7], 16) > 0x80 > int(cool[1:3], 16)


def test_contrast_spreads_or_gathers_the_tones() -> None:
    hard, flat = tone_tables(Tone(contrast=1)).red, tone_tables(Tone(contrast=-1)).red
    assert hard[64] < 64 < flat[64]
    assert hard[192] > 192 > flat[192]
    assert (hard[0], hard[255]) == (0, 255)


@pytest.mark.parametrize("fade", [0.3, 1.0])
def test_a_fade_lifts_the_blacks_and_leaves_white(fade: float) -> None:
    table = tone_tables(Tone(fade=fade)).red
    assert table[0] > 20
    assert table[255] == 255
