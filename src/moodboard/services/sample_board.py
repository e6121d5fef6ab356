# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample's finished board, "Now we know how": places in board units, crops, type."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.domain.board import NOTE_STYLE, BoardView, Crop, PinStyle, Place, TextStyle

TITLE = "Now we know how"
VIEW = BoardView(548, 388, 1.0)

PALETTE = ("#4b3a52", "#8a6377", "#c98276", "#e9a27c", "#f3c693", "#f7e3c4")
NOTE = "Night bus, one earphone each.\nNobody spoke until the depot."


@dataclass(frozen=True, slots=True)
class Shot:
    """A still on the board: its asset, place, crop, and the number of the watch it was pinned on."""

    asset: str
    place: Place
    crop: Crop
    watch: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line on the board, found by how it begins."""

    begins: str
    place: Place
    style: TextStyle
    watch: int


SHOTS = (
    Shot("window_figure", Place(44, 142, 232, 318), Crop(0.3491, 0.0674, 0.3665, 0.8933), 1),
    Shot("dusk_skyline", Place(290, 104, 546, 228), Crop(0.0, 0.0044, 1.0, 0.9956), 3),
    Shot("elevator_trees", Place(850, 126, 206, 206), Crop(0.2740, 0.0823, 0.4824, 0.8918), 6),
    Shot("walkway_red", Place(850, 346, 206, 258), Crop(0.4622, 0.2739, 0.2994, 0.6667), 7),
    Shot("rooftop_two", Place(290, 430, 322, 174), Crop(), 8),
    Shot("beach_haze", Place(626, 430, 210, 174), Crop(0.4163, 0.0513, 0.4506, 0.8923), 9),
    Shot("desk_letter", Place(44, 474, 232, 174), Crop(0.1048, 0.0426, 0.6946, 0.9255), 9),
)

LINES = (
    Words(
        "Me too", Place(290, 350, 546, 58), TextStyle(size=48, weight=300, leading=58 / 48, tracking=-0.4), 1
    ),
    Words(
        "I kept", Place(290, 623, 322, 58), TextStyle(size=24, leading=29 / 24, weight=400, italic=True), 3
    ),
    Words(
        "Nobody is",
        Place(626, 661, 210, 48),
        TextStyle(size=20, leading=24 / 20, weight=400, italic=True),
        10,
    ),
    Words("Stay on", Place(850, 625, 206, 52), TextStyle(size=20, weight=400, leading=26 / 20), 11),
)

SWATCHES = Place(626, 618, 210, 30)
SWATCHES_WATCH = 12
NOTE_PLACE = Place(850, 696, 206, 52)
NOTE_WATCH = 12
NOTE_PIN_STYLE = PinStyle(text=NOTE_STYLE)
