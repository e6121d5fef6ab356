# SPDX-License-Identifier: GPL-3.0-or-later
"""What may stand in the place of the films on their page: an own list, the bin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Room(QWidget):
    """A room of the films' page; while it is shown, commands are about what is chosen in it."""

    def chosen_films(self) -> tuple[int, ...]:
        """The films that commands are about, the current one first."""
        return ()

    def take_focus(self) -> None:
        """Give the keyboard to what is used first."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
