# SPDX-License-Identifier: GPL-3.0-or-later
"""How the small window looks: the room is dark, whatever the theme is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from moodboard.qt.tokens import DARK, Tokens
from moodboard.ui import theme

WIDTH = 360
MARGIN = 16
STAGE: Tokens = replace(DARK, window=DARK.stage, panel=DARK.stage, canvas=DARK.stage, field="#1C1613")


def dress(window: QWidget) -> None:
    """Give a window of its own the colours of the stage; it keeps them when the theme changes."""
    window.setPalette(theme.palette(STAGE))
    window.setStyleSheet(f"QLabel {{ color: {STAGE.ink}; }}" + theme.style_sheet(STAGE))
