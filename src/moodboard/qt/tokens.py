# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours and measures of the look, light and dark, named by their role."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by role: ``#RRGGBB``, or ``#AARRGGBB`` where translucent, as Qt and its style sheets read."""

    dark: bool
    window: str
    """Top bar, scrubber, around panels."""
    panel: str
    """Lists, pages, dialogs."""
    canvas: str
    """The board."""
    raised: str
    """Fields, buttons, inspector, notes."""
    field: str
    """Inside of text fields."""
    ink: str
    ink_2: str
    """Secondary text, icons."""
    ink_3: str
    """Placeholders, tertiary text."""
    accent: str
    """Ember as text, icon, ring, mark."""
    fill: str
    """The main button, checkboxes, sliders."""
    on_fill: str
    fill_pressed: str
    """``fill`` six per cent darker."""
    soft: str
    """The selected row, an active feeling."""
    hover: str
    """Row and ghost-button hover."""
    star: str
    line: str
    """Hairlines."""
    line_2: str
    """Button edges, axes."""
    control: str
    """Edges of fields and empty checkboxes."""
    error: str
    good: str
    scrim: str
    """Behind dialogs."""
    chip: str
    """The chosen filter chip: ink on light, paper on dark."""
    on_chip: str
    heat: tuple[str, str, str, str, str]
    """Calendar, from no watch to many."""
    pin_shadow_near: float
    """Opacity of the pin shadow 0 1 2."""
    pin_shadow_far: float
    """Opacity of the pin shadow 0 8 22."""
    float_shadow_near: float
    """Opacity of the float shadow 0 2 6."""
    float_shadow_far: float
    """Opacity of the float shadow 0 18 48."""
    stage: str = "#120E0C"
    """Behind video, in both themes."""
    stage_ink: str = "#F0E7DC"
    stage_ink_2: str = "#BDADA0"
    shadow: str = "#3C2618"
    """The colour that shadows are made of."""


LIGHT = Tokens(
    dark=False,
    window="#F4EEE6",
    panel="#FAF6F0",
    canvas="#ECE4DA",
    raised="#FFFCF8",
    field="#FFFCF8",
    ink="#2A201B",
    ink_2="#63534A",
    ink_3="#715F54",
    accent="#A63D28",
    fill="#B0442D",
    on_fill="#FFF8F2",
    fill_pressed="#A5402A",
    soft="#F3DFD3",
    hover="#EFE6DC",
    star="#8F5419",
    line="#E0D5C9",
    line_2="#C8B8A9",
    control="#968577",
    error="#9B1C2E",
    good="#4F6F52",
    scrim="#6B2A1E18",
    chip="#2A201B",
    on_chip="#FFFCF8",
    heat=("#E9DFD4", "#F0CDB9", "#E2A184", "#CC6C4D", "#9E3B27"),
    pin_shadow_near=0.16,
    pin_shadow_far=0.13,
    float_shadow_near=0.14,
    float_shadow_far=0.20,
)

DARK = Tokens(
    dark=True,
    window="#1A1513",
    panel="#201A17",
    canvas="#14100E",
    raised="#2B2320",
    field="#171210",
    ink="#F0E7DC",
    ink_2="#BDADA0",
    ink_3="#A39285",
    accent="#F2957A",
    fill="#E27C60",
    on_fill="#1C0F0A",
    fill_pressed="#D4755A",
    soft="#3B261E",
    hover="#2A221E",
    star="#E3AC66",
    line="#342B26",
    line_2="#574940",
    control="#7D6D62",
    error="#F29A9A",
    good="#9DBB97",
    scrim="#99080504",
    chip="#F0E7DC",
    on_chip="#14100E",
    heat=("#2A221E", "#4A2E24", "#7A4331", "#B75F45", "#F2957A"),
    pin_shadow_near=0.50,
    pin_shadow_far=0.45,
    float_shadow_near=0.50,
    float_shadow_far=0.55,
    shadow="#000000",
)

# Space between things, in pixels at 100 %.
SPACE = (4, 8, 12, 16, 24, 32, 48, 64)
PAGE_MARGIN = 48
BOARD_INSET = 44
LIST_ROW = 60
PANE_WIDTH = 344
TOP_BAR = 48
SCRUBBER = 76
GUTTER = 14

# Radii.
RADIUS_STILL = 2
RADIUS_CHECK = 4
RADIUS_BUTTON = 6
RADIUS_CARD = 8
RADIUS_DIALOG = 10
RADIUS_CHIP = 13

# Motion, in milliseconds; the curve is OutCubic.
HOVER_MS = 90
PRESS_MS = 60
PANE_MS = 160
DIALOG_MS = 200
APPEAR_MS = 320
ZOOM_MS = 140


def tokens_for(dark: bool) -> Tokens:
    """Return the tokens of the dark or the light theme."""
    return DARK if dark else LIGHT


def q(colour: str) -> QColor:
    """Return the colour of ``#RRGGBB`` or ``#AARRGGBB``."""
    return QColor(colour)


def with_alpha(colour: str, opacity: float) -> QColor:
    """Return the colour at an opacity of 0..1."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made
