# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a list hear a command’s keys while it has the keyboard, whichever keys the person chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from moodboard.ui import keys


class HeldKey(QShortcut):
    """The keys of one command, heard by one widget and what is in it."""

    def __init__(self, widget: QWidget, action_id: str, handler: Callable[[], object]) -> None:
        super().__init__(widget)
        self._action = action_id
        self.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.activated.connect(handler)
        keys.in_use().changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Use the keys that are in use now."""
        told = keys.in_use().first(self._action)
        self.setKey(QKeySequence.fromString(told, QKeySequence.SequenceFormat.NativeText))
