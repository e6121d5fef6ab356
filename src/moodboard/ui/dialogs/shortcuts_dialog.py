# SPDX-License-Identifier: GPL-3.0-or-later
"""All shortcuts on one page: press new keys for any command, see who else wants them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain import shortcuts
from moodboard.domain.text_keys import folded
from moodboard.qt.fonts import ui_font
from moodboard.ui.actions import ACTIONS, MENUS, ActionBook, ActionSpec, menu_words, words_of
from moodboard.ui.buttons import Button, ghost_button, link_button
from moodboard.ui.dialogs.base import FormDialog

_WIDTH, _HEIGHT = 620, 600
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_NATIVE = QKeySequence.SequenceFormat.NativeText
_PORTABLE = QKeySequence.SequenceFormat.PortableText


def shown_keys(keys: str) -> str:
    """Return keys as this platform writes them."""
    return QKeySequence(keys).toString(_NATIVE)


class KeyButton(Button):
    """Shows a command's keys; pressed, it waits for others."""

    pressed_keys = Signal(str)
    """New keys, portable; empty for none at all."""
    waiting = Signal(bool)

    def begin(self) -> None:
        """Wait for keys."""
        self.setText(self.tr("Press the keys…"))
        self.grabKeyboard()
        self.waiting.emit(True)

    @property
    def is_waiting(self) -> bool:
        """Whether the next keys are taken."""
        return QWidget.keyboardGrabber() is self

    def end(self) -> None:
        """Wait no longer."""
        if self.is_waiting:
            self.releaseKeyboard()
            self.waiting.emit(False)

    def event(self, event: QEvent) -> bool:
        """While waiting, no key is a shortcut, Tab and Esc neither."""
        if event.type() is QEvent.Type.ShortcutOverride and self.is_waiting:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and self.is_waiting and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS or event.key() == Qt.Key.Key_unknown:
            return
        self.end()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and plain:
            return
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain:
            self.pressed_keys.emit("")
            return
        self.pressed_keys.emit(QKeySequence(event.keyCombination()).toString(_PORTABLE))

    def focusOutEvent(self, event: object) -> None:
        """Whoever looks elsewhere does not mean to press keys here."""
        self.end()
        super().focusOutEvent(event)  # type: ignore[arg-type]


class ShortcutsDialog(FormDialog):
    """Changes hold at once, are kept with the program's settings, never with the library."""

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Shortcuts"), self.tr("Done"), parent)
        self._book = book
        self.resize(_WIDTH, _HEIGHT)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search commands and keys"))
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.search.textChanged.connect(self._filter)
        self.hint = QLabel(self.tr("Choose a command's keys, then press others. Backspace takes them away."))
        self.hint.setFont(ui_font("small"))
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: dict[str, tuple[QLabel, KeyButton, Button]] = {}
        self._heads: dict[str, QLabel] = {}
        self._area.setWidget(self._table())
        for widget in (self.search, self.hint, self._area):
            self.rows.addWidget(widget)
        self.rows.setStretchFactor(self._area, 1)
        self.reset_all = link_button(
            self.tr("All as they were"), self.tr("Give every command its first keys")
        )
        self.reset_all.clicked.connect(self._on_reset_all)
        self.buttons.insertWidget(0, self.reset_all)
        self.cancel_button.hide()
        self._show_keys()

    # -- the table ---------------------------------------------------------------------------------

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        row = 0
        for menu, _title in MENUS:
            specs = [spec for spec in ACTIONS if spec.menu == menu]
            if not specs:
                continue
            head = QLabel(menu_words(menu), table)
            head.setFont(ui_font("section"))
            head.setContentsMargins(0, 14 if row else 0, 0, 4)
            grid.addWidget(head, row, 0, 1, 3)
            self._heads[menu] = head
            row += 1
            for spec in specs:
                self._add_row(grid, row, spec, table)
                row += 1
        column = QVBoxLayout()
        column.addStretch(1)
        grid.addLayout(column, row, 0)
        return table

    def _add_row(self, grid: QGridLayout, row: int, spec: ActionSpec, table: QWidget) -> None:
        name = QLabel(words_of(spec), table)
        name.setFont(ui_font("body"))
        keys = KeyButton("", parent=table)
        keys.setMinimumWidth(150)
        keys.clicked.connect(keys.begin)
        keys.pressed_keys.connect(lambda said, action=spec.id: self._on_keys(action, said))
        keys.waiting.connect(lambda on: self._show_keys() if not on else None)
        back = ghost_button("", "undo", self.tr("Give it its first keys again"), table)
        back.set_compact(28)
        back.clicked.connect(lambda _on=False, action=spec.id: self._on_reset(action))
        grid.addWidget(name, row, 0)
        grid.addWidget(keys, row, 1)
        grid.addWidget(back, row, 2)
        self._rows[spec.id] = (name, keys, back)

    def key_button(self, action_id: str) -> KeyButton:
        """The button that shows and takes an action's keys."""
        return self._rows[action_id][1]

    def _show_keys(self) -> None:
        in_use, own = self._book.keys(), self._book.own_keys()
        double = shortcuts.conflicts(in_use)
        for action_id, (name, keys, back) in self._rows.items():
            held = in_use[action_id]
            words = self.tr(" or ").join(shown_keys(one) for one in held)
            keys.setText(words or self.tr("None"))
            keys.setAccessibleName(f"{name.text()}: {words or self.tr('None')}")
            clash = [other for one in held for other in double.get(one, ()) if other != action_id]
            tip = self.tr("Press to choose other keys")
            if clash:
                tip = self.tr("{other} has the same keys").format(other=self._name(clash[0]))
            keys.setToolTip(tip)
            keys.setProperty("error", bool(clash))
            back.setVisible(action_id in own)

    def _name(self, action_id: str) -> str:
        return self._rows[action_id][0].text()

    def _filter(self, typed: str) -> None:
        asked = folded(typed)
        seen: set[str] = set()
        for spec in ACTIONS:
            name, keys, back = self._rows[spec.id]
            found = asked in folded(name.text()) or asked in folded(keys.text())
            name.setVisible(found)
            keys.setVisible(found)
            back.setVisible(found and spec.id in self._book.own_keys())
            if found:
                seen.add(spec.menu)
        for menu, head in self._heads.items():
            head.setVisible(menu in seen)

    # -- what is done ------------------------------------------------------------------------------

    def _on_keys(self, action_id: str, said: str) -> None:
        self.clear_error()
        in_use = self._book.keys()
        if not said:
            first = self._book.first_keys(action_id)
            self._book.set_keys(shortcuts.given(self._book.own_keys(), action_id, (), first))
            self._show_keys()
            return
        losing = shortcuts.holders(said, in_use, but=action_id)
        defaults = {spec.id: self._book.first_keys(spec.id) for spec in ACTIONS}
        self._book.set_keys(shortcuts.taken(self._book.own_keys(), defaults, action_id, said))
        self._show_keys()
        if losing:
            names = ", ".join(self._name(one) for one in losing)
            self.show_error(
                self.tr("{keys} was for “{names}”, which has lost it.").format(
                    keys=shown_keys(said), names=names
                )
            )

    def _on_reset(self, action_id: str) -> None:
        self.clear_error()
        first = self._book.first_keys(action_id)
        own = shortcuts.given(self._book.own_keys(), action_id, first, first)
        self._book.set_keys(own)
        self._show_keys()
        clash = shortcuts.conflicts(self._book.keys())
        for keys in first:
            others = [self._name(other) for other in clash.get(keys, ()) if other != action_id]
            if others:
                self.show_error(
                    self.tr("{keys} is also for “{names}”. Choose other keys for one of them.").format(
                        keys=shown_keys(keys), names=", ".join(others)
                    )
                )

    def _on_reset_all(self) -> None:
        self.clear_error()
        self._book.set_keys({})
        self._show_keys()

    def keep(self) -> None:
        """Enter in the search chooses nothing by accident: it goes to the first command found."""
        if self.focusWidget() is self.search and self.search.text():
            for _name, keys, _back in self._rows.values():
                if not keys.isHidden():
                    keys.setFocus(Qt.FocusReason.TabFocusReason)
                    return
        self.accept()
