# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin as a page: look, take out, empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.bin import BinKind, Binned
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.events import Events
from moodboard.qt.fonts import ui_font
from moodboard.qt.history import History
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.services import bin as service
from moodboard.ui import icons, messages, theme
from moodboard.ui.buttons import outline_button
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.bin.bin_model import BINNED_ROLE, FACTS_ROLE, BinModel
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.room import Room
from moodboard.ui.library.plain_view import BY_KEYBOARD, make_plain

_MARGIN, _ROW = 48, 52
_ICONS = {
    BinKind.FILM: "film",
    BinKind.BOARD: "board",
    BinKind.STILL: "picture",
    BinKind.LINE: "text",
    BinKind.OWN_LIST: "numbers",
    BinKind.SMART_LIST: "search",
}


class BinView(Room):
    """What was put away waits here until it is taken out or the bin is emptied."""

    def __init__(
        self, events: Events, history: History, say: Callable[..., object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._events, self._history, self._say = events, history, say
        self.model = BinModel()
        self.rows = _Rows(self.model, self)
        self.take_out_button = outline_button(
            self.tr("Take out"), tip=self.tr("Take the chosen things out of the bin (Enter)"), parent=self
        )
        self.empty_button = outline_button(
            self.tr("Empty the bin…"), tip=self.tr("Take everything in it away for good"), parent=self
        )
        self._facts = QLabel(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.take_out_button.clicked.connect(self.take_out)
        self.empty_button.clicked.connect(self.empty)
        self.rows.take_out_requested.append(self.take_out)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        events.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Bin"), self)
        title.setFont(ui_font("title"))
        self._facts.setProperty("role", "muted")
        self._facts.setFont(ui_font("small"))
        nothing = QLabel(self.tr("The bin is empty."), self)
        nothing.setProperty("role", "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.take_out_button)
        head.addWidget(self.empty_button)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 24, _MARGIN, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addSpacing(12)
        column.addWidget(self._stack, 1)

    def take_focus(self) -> None:
        """Begin among what lies in it."""
        self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """Show what lies in the bin now."""
        things = service.binned()
        self.model.show_things(things)
        self._facts.setText(
            self.tr("What you put here stays until you empty it. What a board still shows stays longer.")
        )
        self._facts.setVisible(bool(things))
        self._stack.setCurrentIndex(0 if things else 1)
        self.empty_button.setEnabled(bool(things))
        self._on_chosen()

    def chosen(self) -> tuple[Binned, ...]:
        """What is chosen."""
        rows = sorted(index.row() for index in self.rows.selectionModel().selectedRows())
        found = (self.model.thing(row) for row in rows)
        return tuple(one for one in found if one is not None)

    def take_out(self) -> None:
        """Take the chosen things out; where they were, they are again."""
        chosen = self.chosen()
        if not chosen:
            return
        try:
            changes = service.take_out(chosen)
        except KnownError as error:
            self._say(str(error), None, True)
            return
        self._events.publish(changes, self)
        self.refresh()
        if len(chosen) == 1:
            self._say(self.tr("“{title}” is back.").format(title=self.model.title(chosen[0])))
        else:
            self._say(self.tr("%n thing(s) taken out.", "", len(chosen)))

    def empty(self) -> None:
        """Ask, then take everything away for good."""
        things = self.model.things()
        watches = sum(one.watches for one in things)
        goes = sum(not one.held for one in things)
        question = self.tr("Take %n thing(s) away for good?", "", goes)
        detail = self.tr("This cannot be undone; only a backup would have them.")
        if watches:
            detail = self.tr("%n watch(es) go with the films.", "", watches) + " " + detail
        if not messages.ask(self.window(), question, self.tr("Empty the bin"), detail):
            return
        try:
            emptied, changes = service.empty(things)
        except KnownError as error:
            self._say(str(error), None, True)
            return
        self._history.forget()  # its steps may lead back to what is gone
        self._events.publish(changes, self)
        self.refresh()
        words = self.tr("The bin is empty.")
        if emptied.held:
            words = self.tr("%n thing(s) stay: a board still shows them.", "", emptied.held)
        self._say(words)

    def _on_chosen(self) -> None:
        self.take_out_button.setEnabled(bool(self.rows.selectionModel().selectedRows()))

    def _on_changed(self, _changes: Changes, origin: object) -> None:
        if origin is not self and self.isVisible():
            self.refresh()


class _Rows(QListView):
    """Enter takes the chosen things out."""

    def __init__(self, model: BinModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.take_out_requested: list[Callable[[], object]] = []
        self._delegate = _Delegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("What lies in the bin"))
        self._bar = OverlayScrollBar(self)
        theme.controller().changed.connect(self._repaint)

    def _repaint(self, _what: object) -> None:
        # A method: what it is connected to forgets it with the widget, a lambda would outlive it.
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes out; the arrows choose as ever."""
        self._delegate.keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for act in self.take_out_requested:
                act()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring."""
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._delegate.hovered = self.indexAt(event.position().toPoint()).row()
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._delegate.hovered = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row only when the keyboard brought the focus."""
        self._delegate.keyboard = event.reason() in BY_KEYBOARD
        if not self.currentIndex().isValid() and self.model().rowCount():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), flag.ClearAndSelect)
        super().focusInEvent(event)


class _Delegate(QStyledItemDelegate):
    """A sign for what it is, its name, and under it the rest in small."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered, self.keyboard = -1, False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is alike."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        one = index.data(BINNED_ROLE)
        if not isinstance(one, Binned):
            return
        tokens, row = theme.tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(row).adjusted(0, 1, 0, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if selected else tokens.hover))
            painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        icons.paint(painter, _ICONS[one.kind], QRectF(row.left() + 14, row.top() + 18, 16, 16), tokens.ink_2)
        left, width = row.left() + 46, row.width() - 62
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        for font, ink, base, text in (
            ("row-title", tokens.ink, 22, words),
            ("small", tokens.ink_2, 40, str(index.data(FACTS_ROLE))),
        ):
            painter.setFont(ui_font(font))
            painter.setPen(QColor(ink))
            shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(left, row.top() + base), shown)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, ground, tokens.accent, RADIUS_BUTTON)
        painter.restore()
