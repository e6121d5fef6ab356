# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that completes names films are found by, each with its number of films."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.film_filters import Facet
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.services import films
from moodboard.ui import theme
from moodboard.ui.library.page.filter_chips import Flow, RemovableChip

_MOST = 12
_COUNT_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class NameField(QLineEdit):
    """Type the beginning of a name and choose; an empty field offers those with most films."""

    picked = Signal(str)

    def __init__(self, facet: Facet, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facet = facet
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._popup.setItemDelegate(_CountDelegate(self._popup))
        self._completer.setPopup(self._popup)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.textEdited.connect(lambda _text: self.offer())

    def offers(self) -> list[tuple[str, int]]:
        """What the popup offers: names, and how many films each has."""
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        return [(item.text(), int(item.data(_COUNT_ROLE))) for item in rows]

    def offer(self) -> None:
        """Show what can be meant."""
        self._model.clear()
        for value in films.facet_values(self._facet, self.text().strip(), _MOST):
            item = QStandardItem(value.name)
            item.setData(value.films, _COUNT_ROLE)
            item.setData(
                f"{value.name}, " + self.tr("%n film(s)", "", value.films),
                Qt.ItemDataRole.AccessibleTextRole,
            )
            self._model.appendRow(item)
        if self._model.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is chosen, else the best offer; Down opens the offers."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self._take_typed()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.offer()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into the empty field offers at once."""
        super().mousePressEvent(event)
        if not self.text():
            self.offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and not chosen goes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clear()

    def _take_typed(self) -> None:
        found = films.facet_values(self._facet, self.text().strip(), 1)
        self.setProperty("error", not found)
        self.style().unpolish(self)
        self.style().polish(self)
        if found:
            self._take(found[0].name)

    def _on_activated(self, index: QModelIndex) -> None:
        # The completer writes the name into the field after this; it is cleared when it has.
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        QTimer.singleShot(0, self, lambda: self._take(name))

    def _take(self, name: str) -> None:
        self.clear()
        self._popup.hide()
        self.picked.emit(name)


class FacetField(QWidget):
    """A name field, and the names that were chosen under it."""

    names_changed = Signal(object)
    """All chosen names, a tuple."""

    def __init__(self, facet: Facet, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self.field = NameField(facet, words, self)
        self._names: tuple[str, ...] = ()
        self._flow = Flow(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._flow)
        self._flow.hide()
        self.field.picked.connect(self._on_picked)

    def names(self) -> tuple[str, ...]:
        """The names that are chosen."""
        return self._names

    def set_names(self, names: tuple[str, ...]) -> None:
        """Show chosen names."""
        if names == self._names:
            return
        self._names = names
        self._flow.put([self._chip(name) for name in names])
        self._flow.setVisible(bool(names))
        self.updateGeometry()

    def _chip(self, name: str) -> RemovableChip:
        chip = RemovableChip(name, self._flow)
        chip.clicked.connect(lambda: self._change(tuple(one for one in self._names if one != name)))
        return chip

    def _on_picked(self, name: str) -> None:
        if name not in self._names:
            self._change((*self._names, name))

    def _change(self, names: tuple[str, ...]) -> None:
        self.set_names(names)
        self.names_changed.emit(names)


class _CountDelegate(QStyledItemDelegate):
    """A name, and at the right how many films it has."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.tokens()
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.fillRect(option.rect, QColor(tokens.hover if lit else tokens.raised))
        box = option.rect.adjusted(10, 0, -10, 0)
        painter.setFont(ui_font("watch-number"))
        painter.setPen(QColor(tokens.ink_2))
        count = f"{index.data(_COUNT_ROLE):,}"
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        width = painter.fontMetrics().horizontalAdvance(count) + 10
        painter.setFont(ui_font("body"))
        painter.setPen(QColor(tokens.ink))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, box.width() - width
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
