# SPDX-License-Identifier: GPL-3.0-or-later
"""All shortcuts on one page: press new keys for any command, see who else wants them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain import shortcuts
from moodboard.domain.shortcuts import Refused
from moodboard.domain.text_keys import folded
from moodboard.qt.fonts import ui_font
from moodboard.ui.action_table.held import ALWAYS, HELD
from moodboard.ui.actions import ACTIONS, MENUS, ActionBook, Where, menu_words, places, spec_of, words_of
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.shortcut_row import HandRow, KeyCap, ShortcutRow
from moodboard.ui.keys import native

_WIDTH, _HEIGHT = 640, 680
_RIGHT = 14
"""Between the rows and the scroll bar."""


class ShortcutsDialog(FormDialog):
    """Changes hold at once, are kept with the program's settings, never with the library."""

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Shortcuts"), self.tr("Done"), parent)
        self._book = book
        high = _HEIGHT if parent is None else min(_HEIGHT, parent.window().height() - 48)
        self.resize(_WIDTH, high)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search commands and keys"))
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.search.textChanged.connect(self._filter)
        self.hint = QLabel(self.tr("Choose a command’s keys, then press others. Backspace takes them away."))
        self.hint.setFont(ui_font("small"))
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self._rows: dict[str, ShortcutRow] = {}
        self._sections: list[tuple[QLabel, list[ShortcutRow | HandRow]]] = []
        self._lost: dict[str, str] = {}
        """Sentences about keys that were taken from a command on this page, or given to one."""
        self.nothing = QLabel(self.tr("Nothing is called that."))
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        self._area = self._scrolled(self._table())
        for widget in (self.search, self.hint, self._area):
            self.rows.addWidget(widget)
        self.rows.setStretchFactor(self._area, 1)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1)  # the table has all the room, the empty end of the base none
        column.setStretch(3, 0)
        self.reset_all = link_button(self.tr("All as they were"), self.tr("First keys for every command"))
        self.reset_all.clicked.connect(self._on_reset_all)
        self.buttons.insertWidget(0, self.reset_all)
        self.cancel_button.hide()
        self._show_keys()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the table ---------------------------------------------------------------------------------

    def _scrolled(self, table: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Commands and their keys"))
        area.setWidget(table)
        area.viewport().setAutoFillBackground(False)
        table.setAutoFillBackground(False)
        return area

    def _table(self) -> QWidget:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, _RIGHT, 4)
        column.setSpacing(0)
        column.addWidget(self.nothing)
        for menu, _title in MENUS:
            specs = [spec for spec in ACTIONS if spec.menu == menu]
            if specs:
                self._begin_section(column, menu_words(menu))
            for spec in specs:
                row = ShortcutRow(words_of(spec), menu_words(menu), table)
                row.chosen.connect(lambda was, said, action=spec.id: self._on_keys(action, was, said))
                row.reset.connect(lambda action=spec.id: self._on_reset(action))
                row.left.connect(self._go)
                self._rows[spec.id] = row
                self._add(column, row)
        for title, hands in ((self.tr("Held while dragging"), HELD), (self.tr("Always the same"), ALWAYS)):
            self._begin_section(column, title)
            for keys, words in hands:
                self._add(column, HandRow(_tr(keys), _tr(words), table))
        column.addStretch(1)
        return table

    def _begin_section(self, column: QVBoxLayout, title: str) -> None:
        head = QLabel(title)
        head.setFont(ui_font("section"))
        head.setContentsMargins(0, 20 if self._sections else 0, 0, 6)
        column.addWidget(head)
        self._sections.append((head, []))

    def _add(self, column: QVBoxLayout, row: ShortcutRow | HandRow) -> None:
        column.addWidget(row)
        self._sections[-1][1].append(row)

    def key_button(self, action_id: str, place: int = 0) -> KeyCap:
        """The cap that shows and takes an action's keys."""
        return self._rows[action_id].caps[place]

    def row(self, action_id: str) -> ShortcutRow:
        """An action's row."""
        return self._rows[action_id]

    def _show_keys(self) -> None:
        in_use, own = self._book.keys(), self._book.own_keys()
        double = shortcuts.conflicts(in_use, places())
        for action_id, row in self._rows.items():
            held = in_use[action_id]
            wrong = [keys for keys in held if keys in double]
            note = self._lost.get(action_id, "")
            if wrong:
                others = ", ".join(self._name(other) for other in double[wrong[0]] if other != action_id)
                note = self.tr("{keys} is also for “{names}”. Choose other keys for one of them.").format(
                    keys=native(wrong[0]), names=others
                )
            row.show_keys(held, wrong, action_id in own, note)
        self.reset_all.setEnabled(bool(own))

    def _name(self, action_id: str) -> str:
        return self._rows[action_id].name

    def _filter(self, typed: str) -> None:
        asked = folded(typed).split()
        found = False
        for place, (head, rows) in enumerate(self._sections):
            whole = bool(asked) and all(word in folded(head.text()) for word in asked)
            seen = [row for row in rows if whole or row.answers(asked)]
            for row in rows:
                row.setVisible(row in seen)
            head.setVisible(bool(seen))
            head.setContentsMargins(0, 20 if found or (place and not asked) else 0, 0, 6)
            found = found or bool(seen)
        self.nothing.setVisible(not found)
        self._area.verticalScrollBar().setValue(0)

    # -- what is done ------------------------------------------------------------------------------

    def _on_keys(self, action_id: str, was: str, said: str) -> None:
        self._lost.clear()
        own, in_use = self._book.own_keys(), self._book.keys()
        first = self._book.first_keys(action_id)
        if not said:
            left = tuple(keys for keys in in_use[action_id] if keys != was)
            self._book.set_keys(shortcuts.given(own, action_id, left, first))
        elif (refused := _refused(action_id, said)) is not None:
            self._refuse(action_id, said, refused)
        elif said not in in_use[action_id]:
            self._take(action_id, was, said)
        self._show_keys()

    def _take(self, action_id: str, was: str, said: str) -> None:
        losing = shortcuts.holders(said, self._book.keys(), action_id, places())
        defaults = {spec.id: self._book.first_keys(spec.id) for spec in ACTIONS}
        own = shortcuts.taken(self._book.own_keys(), defaults, action_id, said, was, places())
        self._book.set_keys(own)
        if not losing:
            return
        names = ", ".join(self._name(one) for one in losing)
        sentence = self.tr("{keys} was for “{names}”, which has lost it.")
        self._lost[action_id] = sentence.format(keys=native(said), names=names)
        for loser in losing:
            lost = self.tr("{keys} is for “{name}” now.")
            self._lost[loser] = lost.format(keys=native(said), name=self._name(action_id))

    def _refuse(self, action_id: str, said: str, refused: Refused) -> None:
        sentence = (
            self.tr("{keys} always means the same on the board. Choose other keys.")
            if refused is Refused.KEPT
            else self.tr(
                "{keys} is typed in lists and fields. Choose keys with Ctrl or Alt for this command."
            )
        )
        self._lost[action_id] = sentence.format(keys=native(said))

    def _on_reset(self, action_id: str) -> None:
        self._lost.clear()
        first = self._book.first_keys(action_id)
        self._book.set_keys(shortcuts.given(self._book.own_keys(), action_id, first, first))
        self._show_keys()
        self.key_button(action_id).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reset_all(self) -> None:
        self._lost.clear()
        self._book.set_keys({})
        self._show_keys()

    def keep(self) -> None:
        """Enter in the search chooses nothing by accident: it goes to the first command found."""
        if self.focusWidget() is self.search and self.search.text():
            for row in self._rows.values():
                if not row.isHidden():
                    row.caps[0].setFocus(Qt.FocusReason.TabFocusReason)
                    return
        self.accept()

    # -- keys and the mouse ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from command to command."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._go(step):
            return
        super().keyPressEvent(event)

    def _go(self, step: int) -> bool:
        shown = [row for row in self._rows.values() if not row.isHidden()]
        focus = self.focusWidget()
        at = next((n for n, row in enumerate(shown) if focus is not None and row.isAncestorOf(focus)), -1)
        if at < 0 and (focus is not self.search or step < 0):
            return False
        if at + step < 0:
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif at + step < len(shown):
            row = shown[at + step]
            row.caps[0].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row, 0, 40)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the caps ends waiting for keys."""
        focus = self.focusWidget()
        if isinstance(focus, KeyCap):
            focus.end()
        super().mousePressEvent(event)


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def _refused(action_id: str, said: str) -> Refused | None:
    where = spec_of(action_id).where
    return shortcuts.may_be(said, where is Where.WINDOW, playing=where is Where.CAPTURE)
