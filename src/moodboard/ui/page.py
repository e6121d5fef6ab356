# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page of the window but the boards' is: a panel with a bar that says what was done."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.ui import theme
from moodboard.ui.quiet_bar import QuietBar


class Page(QWidget):
    """One page under a tab; made when it is first shown, hidden and shown after that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QuietBar(self)
        theme.controller().changed.connect(self.update)

    def chosen_films(self) -> tuple[int, ...]:
        """The films that commands are about while this page is shown, the current one first."""
        return ()

    def all_chosen_films(self) -> tuple[int, ...]:
        """All of them: ``chosen_films`` may leave some out where a command is about a few."""
        return self.chosen_films()

    def show_subject(self, subject: int | str | None) -> bool:
        """Show what the page is asked to be about; False when that is gone."""
        return True

    def subject(self) -> int | str | None:
        """What the page is about: the way back leads there again."""
        return None

    def take_focus(self) -> None:
        """Give the keyboard to what is used first."""
        self.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The panel's colour."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().panel))
