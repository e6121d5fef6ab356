# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and buttons that lie on a ground of the person's own: in ink that can be read there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from moodboard.qt.tokens import Tokens
from moodboard.ui import theme

_PROPERTY = "groundTokens"


def set_ground(widget: QWidget, tokens: Tokens | None) -> None:
    """Let a widget and all in it be painted with these; None for the theme's."""
    if widget.property(_PROPERTY) != tokens:
        widget.setProperty(_PROPERTY, tokens)
        for part in (widget, *widget.findChildren(QWidget)):
            part.update()


def tokens_on(widget: QWidget) -> Tokens:
    """Return the tokens for painting a widget where it lies."""
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        found = at.property(_PROPERTY)
        if isinstance(found, Tokens):
            return found
        at = at.parentWidget()
    return theme.tokens()
