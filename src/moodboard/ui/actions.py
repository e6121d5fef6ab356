# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions of the one table: menus, buttons, tool-tips and shortcuts come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.shortcuts import Keys, merged
from moodboard.ui import icons, keys, theme
from moodboard.ui.action_table import ACTIONS, MENUS, WHY, ActionSpec, Needs, Where
from moodboard.ui.action_table.spec import BOARD_MENUS, BOARD_NEEDS
from moodboard.ui.menu_order import BY_MENU, put_in_order

__all__ = ["ACTIONS", "MENUS", "ActionBook", "ActionSpec", "Needs", "Where", "places", "spec_of", "tooltip"]


_PORTABLE = QKeySequence.SequenceFormat.PortableText


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


class BookMenu(QMenu):
    """A menu of the book, laid out when it is first opened."""

    def __init__(self, book: ActionBook, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_tr(dict(MENUS)[name]), parent)
        self._book, self._name, self._laid_out = book, name, False
        self.setToolTipsVisible(True)
        self.menuAction().setObjectName(f"menu.{name}")
        self.aboutToShow.connect(self.lay_out)

    def lay_out(self) -> None:
        """Put in order what is in it, as who knows about it wants."""
        self._book.dress()
        if self._laid_out:
            return
        self._laid_out = True
        fill = self._book.layouts.get(self._name)
        if fill is not None:
            self.clear()
            fill(self)
        elif self._name in BY_MENU:
            put_in_order(self, BY_MENU[self._name])


class ActionBook(QObject):
    """All actions, made once, and the menus and shortcuts that come from them."""

    keys_changed = Signal()
    """Some actions have other shortcuts now."""
    boards_wanted = Signal()
    """A command that only the boards' page answers was given on another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._have: frozenset[Needs] = frozenset()
        self._dressed = False
        self.layouts: dict[str, Callable[[QMenu], object]] = {}
        """How menus with many entries are laid out, by their names; the others are plain lists."""
        self._own_keys: dict[str, Keys] = {}
        self._page = ""
        self._page_answers: dict[tuple[str, str], Callable[[], object]] = {}
        self._page_able: set[tuple[str, str]] = set()
        for spec in ACTIONS:
            self._actions[spec.id] = self._made(spec)
        theme.controller().changed.connect(self._on_theme_changed)
        self.provide(())
        keys.in_use().use(self.keys())

    def action(self, action_id: str) -> QAction:
        """Return one action."""
        return self._actions[action_id]

    def connect_handler(self, action_id: str, handler: Callable[..., object]) -> None:
        """Call the handler when the action is used; a checkable one passes whether it is on."""
        action = self._actions[action_id]
        to_boards = spec_of(action_id).menu in BOARD_MENUS

        def act(on: bool) -> None:
            answer = self._page_answers.get((self._page, action_id))
            if answer is not None:
                answer()
                return
            if to_boards and self._page:
                self.boards_wanted.emit()
            _ = handler(on) if action.isCheckable() else handler()

        action.triggered.connect(act)

    # -- pages -----------------------------------------------------------------------------------

    def set_page(self, page: str) -> None:
        """Let the page with this name answer what it can; the boards' page is "" and answers the rest."""
        if page != self._page:
            self._page = page
            self.provide(self._have)

    def answer_on(self, page: str, action_id: str, handler: Callable[[], object], able: bool = True) -> None:
        """Let a page answer a command itself, e.g. undo, which on the boards' page is the board's."""
        self._page_answers[page, action_id] = handler
        self.set_able(page, action_id, able)

    def set_able(self, page: str, action_id: str, able: bool) -> None:
        """Say whether a page can answer a command now."""
        key = (page, action_id)
        self._page_able = self._page_able | {key} if able else self._page_able - {key}
        if page == self._page:
            self.provide(self._have)

    def _possible(self, spec: ActionSpec) -> bool:
        key = (self._page, spec.id)
        if key in self._page_answers:
            # A page answers about films of its own; about none, it rests too.
            return key in self._page_able and (spec.needs is not Needs.FILM or Needs.FILM in self._have)
        if self._page and spec.needs in BOARD_NEEDS:
            return False
        return spec.needs is Needs.NOTHING or spec.needs in self._have

    def provide(self, have: Iterable[Needs]) -> None:
        """Enable what can be used now that these are there."""
        self._have = frozenset(have)
        for spec in ACTIONS:
            possible = self._possible(spec)
            action = self._actions[spec.id]
            if action.isEnabled() != possible:
                action.setEnabled(possible)
                self._show_tip(spec, action)

    def _show_tip(self, spec: ActionSpec, action: QAction) -> None:
        tip = tooltip(spec, self._keys_of(spec))
        action.setToolTip(tip if action.isEnabled() else f"{tip}\n{_tr(WHY[spec.needs])}")

    # -- keys ------------------------------------------------------------------------------------

    @staticmethod
    def first_keys(action_id: str) -> Keys:
        """Return the keys that an action has in the table, as they are compared and stored."""
        return tuple(QKeySequence(held).toString(_PORTABLE) for held in spec_of(action_id).shortcuts)

    def own_keys(self) -> dict[str, Keys]:
        """Return the keys that the person chose, by action."""
        return dict(self._own_keys)

    def keys(self) -> dict[str, Keys]:
        """Return the keys in use, by action."""
        return merged({spec.id: self.first_keys(spec.id) for spec in ACTIONS}, self._own_keys)

    def set_keys(self, own: Mapping[str, Keys]) -> None:
        """Use the person's own keys, for the actions that have some, from now on."""
        touched = self._own_keys.keys() | own.keys()
        self._own_keys = dict(own)
        for action_id in touched:
            spec, action = spec_of(action_id), self._actions[action_id]
            action.setShortcuts([QKeySequence(held) for held in self._keys_of(spec)])
            self._show_tip(spec, action)
        if touched:
            keys.in_use().use(self.keys())
            self.keys_changed.emit()

    def shortcut(self, action_id: str) -> str:
        """Return an action's first keys as this platform writes them, empty for none."""
        held = self._keys_of(spec_of(action_id))
        return keys.native(held[0]) if held else ""

    def why_not(self, action_id: str) -> str:
        """Return the sentence that says why an action cannot be used now, empty when it can."""
        spec = spec_of(action_id)
        return "" if self._actions[action_id].isEnabled() else _tr(WHY.get(spec.needs, ""))

    def _keys_of(self, spec: ActionSpec) -> Keys:
        return self._own_keys.get(spec.id, spec.shortcuts)

    # -- what is there ---------------------------------------------------------------------------

    def have(self, need: Needs, there: bool) -> None:
        """Add or take away one of the things that actions need."""
        self.provide(self._have | {need} if there else self._have - {need})

    def attach_window(self, window: QWidget) -> None:
        """Hear the window-wide shortcuts in this window."""
        window.addActions([self._actions[spec.id] for spec in ACTIONS if spec.where is Where.WINDOW])

    def attach_board(self, board: QWidget) -> None:
        """Hear the board's shortcuts while it or a child has the keyboard."""
        board.addActions([self._actions[spec.id] for spec in ACTIONS if spec.where is Where.BOARD])

    def attach_capture(self, page: QWidget) -> None:
        """Hear the capture page's shortcuts while it or a child has the keyboard."""
        page.addActions([self._actions[spec.id] for spec in ACTIONS if spec.where is Where.CAPTURE])

    def menu(self, name: str, parent: QWidget | None = None) -> QMenu:
        """Return a new menu of everything under that name."""
        menu = BookMenu(self, name, parent)
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
        action.setShortcuts([QKeySequence(held) for held in spec.shortcuts])
        action.setCheckable(spec.checkable)
        if spec.where is not Where.WINDOW:
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


def places() -> dict[str, str]:
    """Return where each command is heard; empty: in the whole window."""
    return {spec.id: "" if spec.where is Where.WINDOW else spec.where for spec in ACTIONS}


def words_of(spec: ActionSpec) -> str:
    """Return an action's name, without the dots that say that a question follows."""
    return _tr(spec.text).rstrip("…")


def menu_words(name: str) -> str:
    """Return the name of a menu on the screen."""
    return _tr(dict(MENUS)[name])


def tooltip(spec: ActionSpec, in_use: Keys | None = None) -> str:
    """Return "Name (Shortcut)", or the name alone; with the keys in use instead of the table's."""
    name, wanted = words_of(spec), spec.shortcuts if in_use is None else in_use
    return f"{name} ({keys.native(wanted[0])})" if wanted else name
