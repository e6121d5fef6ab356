# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills found by a colour over the whole library."""

import json
import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.colour import oklab
from moodboard.domain.film import Film
from moodboard.domain.still import Still
from moodboard.services import colour_search, films, stills
from moodboard.store import database
from moodboard.store import stills as store

hexes = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
palettes = st.lists(st.lists(hexes, min_size=1, max_size=6, unique=True), max_size=20)


def keep(uuid: str, *palette: str, film: int | None = None) -> None:
    still = Still(uuid, f"pictures/{uuid}.jpg", 160, 90, film, 60.0, palette=palette)
    with database.write():
        store.save([still], [])


def found(colour: str) -> list[str]:
    return [one.still.uuid for one in colour_search.find(colour)]


@pytest.fixture
def kept(library: Path) -> int:
    film = films.add_film(Film("Her"))[0].id
    keep("red", "#dd1f1f", "#202020", film=film)
    keep("lamp", "#202830", "#303840", "#d42420", film=film)
    keep("sea", "#13699c", "#d5dde1")
    keep("none")
    return film


def test_the_nearest_and_heaviest_come_first(kept: int) -> None:
    assert found("#dc2020") == ["red", "lamp"]
    assert found("#13699c") == ["sea"]


def test_a_colour_that_nothing_has_finds_nothing(kept: int) -> None:
    assert found("#35d04f") == []


def test_what_was_found_names_its_film_and_the_colour_it_was_found_by(kept: int) -> None:
    first, second = colour_search.find("#dc2020")
    assert (first.film, first.colour) == ("Her", "#dd1f1f")
    assert second.colour == "#d42420"
    assert colour_search.find("#13699c")[0].film == ""


def test_a_still_in_the_bin_is_not_found(kept: int) -> None:
    stills.bin_stills(["red"])
    assert found("#dc2020") == ["lamp"]


def test_a_films_strip_is_of_its_own_stills(kept: int) -> None:
    strip = colour_search.film_strip(kept)
    assert "#dd1f1f" in strip
    assert "#13699c" not in strip
    assert strip == colour_search.film_strip(kept)
    assert colour_search.film_strip(kept + 1) == ()


@given(palettes, hexes)
def test_the_quick_look_misses_nothing_within_reach(there: list[list[str]], colour: str) -> None:
    rows = [(str(n), json.dumps(palette)) for n, palette in enumerate(there)]
    target = oklab(colour)
    near = {
        str(n)
        for n, palette in enumerate(there)
        if any(math.dist(oklab(one), target) < colour_search.REACH for one in palette)
    }
    assert {uuid for _, uuid, _ in colour_search._rated(colour, rows)} == near


def test_the_quick_look_agrees_at_the_edges_of_what_a_screen_shows() -> None:
    chance = random.Random(3)
    rows = [(str(n), json.dumps([f"#{chance.randrange(1 << 24):06x}"])) for n in range(4000)]
    for colour in ("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#ffff00"):
        target = oklab(colour)
        near = {u for u, p in rows if math.dist(oklab(p[2:9]), target) < colour_search.REACH}
        assert {uuid for _, uuid, _ in colour_search._rated(colour, rows)} == near
