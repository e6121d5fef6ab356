# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions of the one table: menus, buttons, tool-tips and shortcuts come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.ui import icons, theme
from moodboard.ui.action_table import ACTIONS, MENUS, WHY, ActionSpec, Needs, Where

__all__ = ["ACTIONS", "MENUS", "ActionBook", "ActionSpec", "Needs", "Where", "spec_of", "tooltip"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


class ActionBook(QObject):
    """All actions, made once, and the menus and shortcuts that come from them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._have: frozenset[Needs] = frozenset()
        self._dressed = False
        for spec in ACTIONS:
            self._actions[spec.id] = self._made(spec)
        theme.controller().changed.connect(self._on_theme_changed)
        self.provide(())

    def action(self, action_id: str) -> QAction:
        """Return one action."""
        return self._actions[action_id]

    def connect_handler(self, action_id: str, handler: Callable[..., object]) -> None:
        """Call the handler when the action is used; a checkable one passes whether it is on."""
        action = self._actions[action_id]
        if action.isCheckable():
            action.triggered.connect(lambda on: handler(on))
        else:
            action.triggered.connect(lambda _on: handler())

    def provide(self, have: Iterable[Needs]) -> None:
        """Enable what can be used now that these are there."""
        self._have = frozenset(have)
        for spec in ACTIONS:
            possible = spec.needs is Needs.NOTHING or spec.needs in self._have
            action = self._actions[spec.id]
            if action.isEnabled() != possible:
                action.setEnabled(possible)
            action.setToolTip(tooltip(spec) if possible else f"{tooltip(spec)}\n{_tr(WHY[spec.needs])}")

    def have(self, need: Needs, there: bool) -> None:
        """Add or take away one of the things that actions need."""
        self.provide(self._have | {need} if there else self._have - {need})

    def attach_window(self, window: QWidget) -> None:
        """Hear the window-wide shortcuts in this window."""
        window.addActions([self._actions[spec.id] for spec in ACTIONS if spec.where is Where.WINDOW])

    def attach_board(self, board: QWidget) -> None:
        """Hear the board's shortcuts while it or a child has the keyboard."""
        board.addActions([self._actions[spec.id] for spec in ACTIONS if spec.where is Where.BOARD])

    def menu(self, name: str, parent: QWidget | None = None) -> QMenu:
        """Return a new menu of everything under that name."""
        title = dict(MENUS)[name]
        menu = QMenu(_tr(title), parent)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.dress)
        menu.addActions([self._actions[spec.id] for spec in ACTIONS if spec.menu == name])
        return menu

    def main_menu(self, parent: QWidget | None = None) -> QMenu:
        """Return one menu that reaches every action."""
        menu = QMenu(parent)
        menu.setAccessibleName(_tr("Main menu"))
        menu.aboutToShow.connect(self.dress)
        for action_id in ("film.add", "watch.log", "library.import"):
            menu.addAction(self._actions[action_id])
        menu.addSeparator()
        for name, _title in MENUS:
            if name == "app":
                menu.addSeparator()
                menu.addActions([self._actions[spec.id] for spec in ACTIONS if spec.menu == "app"])
            else:
                menu.addMenu(self.menu(name, menu))
        return menu

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(_tr(spec.text), self)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setCheckable(spec.checkable)
        if spec.where is Where.BOARD:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # A menu role guessed from the words would move entries about on macOS.
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setToolTip(tooltip(spec))
        return action

    def dress(self) -> None:
        """Give the actions their icons, which only menus show: drawn at the first one, not at the start."""
        if not self._dressed:
            self._dressed = True
            for spec in ACTIONS:
                if spec.icon:
                    self._actions[spec.id].setIcon(icons.icon(spec.icon))

    def _on_theme_changed(self) -> None:
        if self._dressed:
            self._dressed = False
            self.dress()


def spec_of(action_id: str) -> ActionSpec:
    """Return one line of the table."""
    return next(spec for spec in ACTIONS if spec.id == action_id)


def tooltip(spec: ActionSpec) -> str:
    """Return "Name (Shortcut)", or the name alone."""
    name = _tr(spec.text).rstrip("…")
    if not spec.shortcuts:
        return name
    keys = QKeySequence(spec.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({keys})"
