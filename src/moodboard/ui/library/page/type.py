# SPDX-License-Identifier: GPL-3.0-or-later
"""Fonts with their metrics, made once: rows and cells are painted by the thousand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from moodboard.qt.fonts import SERIF, make_font, ui_font


@dataclass(frozen=True, slots=True)
class Type:
    """A font, and how wide words are in it."""

    font: QFont
    metrics: QFontMetricsF

    def width(self, words: str) -> float:
        """How wide the words are."""
        return self.metrics.horizontalAdvance(words)

    def cut(self, words: str, room: float) -> str:
        """The words, shortened at their end when there is no room for all."""
        return self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=64)
def serif(size: int, italic: bool = False) -> Type:
    """Return the serif: films, people and time."""
    font = make_font(SERIF, size, 400, italic=italic)
    return Type(font, QFontMetricsF(font))


@lru_cache(maxsize=64)
def named(name: str) -> Type:
    """Return a setting of the look's table of type."""
    font = ui_font(name)
    return Type(font, QFontMetricsF(font))
