# SPDX-License-Identifier: GPL-3.0-or-later
"""While a menu is open, Space and single letters are the menu's, not the page's below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_NAME = "menuKeys"


class _MenuKeys(QObject):
    """Lives as long as its menu, and goes along into the menus within it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what would be heard as a shortcut: an open menu has no focus, the page below keeps it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.text() and not event.modifiers() & _COMMANDS:
                event.accept()
                return True
        elif event.type() is QEvent.Type.Show and isinstance(watched, QMenu):
            for action in watched.actions():
                within = action.menu()
                if isinstance(within, QMenu):
                    keep_keys(within)
        return False


def keep_keys(menu: QMenu) -> None:
    """Let a menu and those within it have their keys while they are open."""
    if menu.findChild(_MenuKeys, _NAME, Qt.FindChildOption.FindDirectChildrenOnly) is None:
        made = _MenuKeys(menu)
        made.setObjectName(_NAME)
        menu.installEventFilter(made)
