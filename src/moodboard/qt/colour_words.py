# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours in the person's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moodboard.domain import colour as colours


def colour_name(colour: str) -> str:
    """Return the plain name nearest to "#rrggbb": "dusty rose"."""
    return QCoreApplication.translate("colours", colours.name_of(colour))


def colour_words(colour: str) -> str:
    """Return the name and the number of a colour: "dusty rose, #bd8684"."""
    return f"{colour_name(colour)}, {colour}"
