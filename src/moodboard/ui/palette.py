# SPDX-License-Identifier: GPL-3.0-or-later
"""The command palette: a few letters, and every command, board and film is at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain import palette
from moodboard.domain.palette import Offer
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.card import Popover

WIDTH = 560
ROW = 36
_ROWS = 10
_TOP = 88
_PAD = 8
_INSET = 14
"""From a row's edge to its words; the words of the field stand over them."""
Index = QModelIndex | QPersistentModelIndex
_OFFER = Qt.ItemDataRole.UserRole
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}
"""By how many rows a key goes."""


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  - Qt's own signature
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (_OFFER, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        offer = self.offers[index.row()]
        if role == _OFFER:
            return offer
        return ", ".join(word for word in (offer.words, offer.detail, offer.shortcut, offer.why_not) if word)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH - 2 * _PAD, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, tokens = index.data(_OFFER), theme.tokens()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(rect, RADIUS_BUTTON, RADIUS_BUTTON)
        if chosen:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 8, 3, rect.height() - 16), 1.5, 1.5)
        self._paint_words(painter, rect.adjusted(_INSET, 0, -_INSET, 0), offer)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, offer: Offer) -> None:
        """Name and what it belongs to from the left, the keys or why it cannot be used at the right."""
        tokens, small = theme.tokens(), QFontMetrics(ui_font("small"))
        font = ui_font("row-title" if offer.kind == "action" else "count")
        metrics = QFontMetrics(font)
        # The serif is larger: both voices stand on one line.
        base = room.center().y() + 5
        right = small.elidedText(
            offer.why_not or offer.shortcut, Qt.TextElideMode.ElideRight, int(room.width() / 2)
        )
        reach = room.right() - small.horizontalAdvance(right)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_3 if offer.why_not else tokens.ink_2))
        painter.drawText(QPointF(reach, base), right)
        if offer.why_not:
            painter.setOpacity(0.45)
        left = max(0, int(reach - (16 if right else 0) - room.left()))
        words = metrics.elidedText(offer.words, Qt.TextElideMode.ElideRight, left)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(room.left(), base), words)
        x = room.left() + metrics.horizontalAdvance(words) + 10
        detail = small.elidedText(
            offer.detail, Qt.TextElideMode.ElideRight, max(0, int(room.left() + left - x))
        )
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(x, base), detail)


class Palette(Popover):
    """Type, see what answers, Enter."""

    chosen = Signal(object)
    """The ``Offer``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()
        self._recent: Sequence[str] = ()
        self._films: Callable[[str], Sequence[Offer]] = lambda _typed: ()
        self._most_rows = _ROWS
        self.setAccessibleName(self.tr("Command palette"))
        self.field = QLineEdit(self)
        self.field.setProperty("bare", True)
        self.field.setFont(ui_font("lead"))
        self.field.setPlaceholderText(self.tr("A command, a board, a film"))
        self.field.setAccessibleName(self.tr("A command, a board, a film"))
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self._model = _Offers(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("What answers"))
        self.list.setProperty("plain", True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.told = QLabel(self)
        """Why there is nothing, or why what was chosen cannot be done."""
        self.told.setFont(ui_font("body"))
        self.told.setWordWrap(True)
        self.told.setContentsMargins(_INSET, 4, _INSET, 8)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.told)
        self.field.setFixedHeight(ROW + 4)
        self.field.setTextMargins(_INSET - 2, 0, _INSET, 0)  # a bare field begins two pixels further in
        self.told.hide()
        self.setFixedWidth(WIDTH)

    def ask(
        self, offers: Sequence[Offer], recent: Sequence[str], films: Callable[[str], Sequence[Offer]]
    ) -> None:
        """Open over the window's middle; ``films`` is asked anew for each letter."""
        self._offers, self._recent, self._films = offers, recent, films
        parent = self.parentWidget() or self
        width = min(WIDTH, parent.width() - 32)
        self.setFixedWidth(width)
        room = parent.height() - _TOP - self.field.height() - 3 * _PAD - ROW
        self._most_rows = max(3, min(_ROWS, room // ROW))
        self.field.clear()
        self._look()
        self.open_at(None, QRect((parent.width() - width) // 2, _TOP, width, 1), beside=0)

    def take_keyboard(self) -> None:
        """The field has it."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[Offer]:
        """What answers now, the best first."""
        return list(self._model.offers)

    def _look(self) -> None:
        typed = self.field.text()
        found = [*self._offers, *(self._films(typed) if typed.strip() else ())]
        answers = palette.ranked(typed, found, self._recent)
        self._model.show(answers)
        self.list.setVisible(bool(answers))
        if answers:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
            self._say("")
            self._announce(str(self._model.index(0, 0).data()))
        else:
            self._say(self.tr("Nothing is called that."))
        self.list.setFixedHeight(ROW * max(1, min(self._most_rows, len(answers))))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown; the words that are told may take two lines."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        high = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else -1
        self.resize(self.width(), high if high > 0 else layout.totalSizeHint().height())

    def _say(self, sentence: str, wrong: bool = False) -> None:
        """Tell something under the list, nothing for an empty sentence."""
        if self.told.property("role") != ("error" if wrong else "muted"):
            self.told.setProperty("role", "error" if wrong else "muted")
            self.told.style().unpolish(self.told)
            self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            self._announce(sentence)

    def _announce(self, words: str) -> None:
        """Let screen readers say what the keyboard is on: the focus itself stays in the field."""
        self.field.setAccessibleDescription(words)
        if QAccessible.isActive() and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._model.offers):
            return
        offer = self._model.offers[row]
        if offer.why_not:
            self._say(f"{offer.words}: {offer.why_not}", wrong=True)
            self._fit()
        else:
            self.close_popover()
            self.chosen.emit(offer)

    def _step(self, by: int) -> None:
        rows = self._model.rowCount()
        if rows:
            row = max(0, min(rows - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self._model.index(row, 0))
            self._say("")
            self._fit()
            self._announce(str(self._model.index(row, 0).data()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, Tab and Enter go to the list while the field has the keyboard."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)
