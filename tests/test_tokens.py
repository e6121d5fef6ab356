# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of the look can be read."""

import dataclasses

import pytest

from moodboard.qt.paint_look import Look, contrast, look_on
from moodboard.qt.tokens import DARK, LIGHT, Tokens, q, tokens_for, with_alpha

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize(
    ("role", "least"),
    [("ink", 11.6), ("ink_2", 5.7), ("ink_3", 4.7), ("accent", 4.9), ("star", 4.7)],
)
def test_words_are_readable_on_every_surface(tokens: Tokens, role: str, least: float) -> None:
    for surface in (tokens.window, tokens.panel, tokens.canvas, tokens.raised, tokens.field):
        assert contrast(getattr(tokens, role), surface) >= least - 0.05


@BOTH
def test_states_keep_their_contrast(tokens: Tokens) -> None:
    assert contrast(tokens.on_fill, tokens.fill) >= 5.35
    assert contrast(tokens.on_chip, tokens.chip) >= 7
    assert contrast(tokens.ink, tokens.soft) >= 11.5
    assert contrast(tokens.ink, tokens.hover) >= 12
    assert contrast(tokens.control, tokens.panel) >= 3
    assert contrast(tokens.error, tokens.panel) >= 7
    assert contrast(tokens.good, tokens.panel) >= 5.1
    assert contrast(tokens.stage_ink, tokens.stage) >= 15.6


@BOTH
def test_every_colour_can_be_read_by_qt(tokens: Tokens) -> None:
    for field in dataclasses.fields(tokens):
        value = getattr(tokens, field.name)
        for colour in value if isinstance(value, tuple) else (value,):
            assert not isinstance(colour, str) or q(colour).isValid()


def test_the_scrim_is_translucent() -> None:
    assert q(LIGHT.scrim).alphaF() == pytest.approx(0.42, abs=0.01)
    assert q(DARK.scrim).alphaF() == pytest.approx(0.60, abs=0.01)


def test_a_shadow_never_lightens_its_canvas() -> None:
    for tokens in (LIGHT, DARK):
        assert q(tokens.shadow).lightnessF() < q(tokens.canvas).lightnessF()


def test_themes_are_told_apart() -> None:
    assert tokens_for(True) is DARK
    assert tokens_for(False) is LIGHT
    assert with_alpha("#112233", 0.5).name() == "#112233"


def test_ink_follows_the_background_of_an_export() -> None:
    assert look_on("#101010", Look(LIGHT)).ink_colour == q(DARK.ink)
    assert look_on("#ffffff", Look(DARK)).ink_colour == q(LIGHT.ink)
    assert look_on("", Look(DARK)).ink_colour == q(DARK.ink)
