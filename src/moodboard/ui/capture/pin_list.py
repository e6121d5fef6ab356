# SPDX-License-Identifier: GPL-3.0-or-later
"""The row of cards: chosen, dragged, laid on the board, taken again, binned; by hand and by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QWidget

from moodboard.qt.thumbs import Thumbs
from moodboard.ui.buttons import Button, ghost_button
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.pin_delegate import EDGE, GAP, UNDER, PinDelegate
from moodboard.ui.capture.pin_model import PinModel
from moodboard.ui.focus_ring import OWN_RING

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_EARLIER, _LATER = (Qt.Key.Key_Comma, Qt.Key.Key_Less), (Qt.Key.Key_Period, Qt.Key.Key_Greater)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OWN_KEYS = frozenset(
    (
        *_EARLIER,
        *_LATER,
        *_ENTER,
        *_DELETE,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    )
)
"""Keys that mean the chosen cards here, not the film."""
_LOWEST, _TALLEST = 56, 200
_ROOMY = 144
"""Pixels of a card's width from which its time and all of its buttons stand side by side."""


class PinList(QListView):
    """Cards side by side, the newest at the left."""

    place_requested = Signal(list)
    """Cards to lay on the board."""
    bin_requested = Signal(list)
    retake_requested = Signal(object, int)
    """A card, and so many frames later."""
    copy_requested = Signal(list)
    menu_requested = Signal(list, QPoint)

    def __init__(self, model: PinModel, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self.setModel(model)
        self._look = PinDelegate(thumbs, self)
        self.setItemDelegate(self._look)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Just pinned"))
        self.buttons = CardButtons(self)
        self.buttons.hide()
        model.rowsInserted.connect(self._on_rows)
        model.rowsRemoved.connect(self._on_rows)
        self.horizontalScrollBar().valueChanged.connect(self._on_rows)
        thumbs.arrived_together.connect(self._on_arrived)

    def chosen(self) -> list[PinCard]:
        """The cards that are chosen, from left to right."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [card for row in rows if (card := self._cards.card_at(row)) is not None]

    def choose(self, card: PinCard) -> None:
        """Choose one card, and bring it into sight."""
        row = self._cards.row_of(card)
        if row >= 0:
            index = self._cards.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        """As high as in the look."""
        return QSize(400, 108 + UNDER + 2 * EDGE)

    def minimumSizeHint(self) -> QSize:
        """Cards that can still be told apart."""
        return QSize(160, _LOWEST + UNDER + 2 * EDGE)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter lays on the board, Delete puts in the bin, comma and full stop take another frame."""
        self._set_keyboard(True)
        chosen, key = self.chosen(), Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy) and chosen:
            self.copy_requested.emit(chosen)
        elif chosen and key in _ENTER:
            self.place_requested.emit(chosen)
        elif chosen and key in _DELETE:
            self.bin_requested.emit(chosen)
        elif key in _EARLIER or key in _LATER:
            self._retake(chosen, -1 if key in _EARLIER else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)
        self._show_buttons(self.currentIndex())
        self.viewport().update()

    def _retake(self, cards: list[PinCard], by: int) -> None:
        for card in cards:
            if card.is_shot:
                self.retake_requested.emit(card, by)

    def event(self, event: QEvent) -> bool:
        """Arrows, comma and full stop mean the cards while one is chosen here, not the film."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.chosen():
            held = event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            is_copy = event.matches(QKeySequence.StandardKey.Copy)
            is_all = event.matches(QKeySequence.StandardKey.SelectAll)
            if (event.key() in _OWN_KEYS and not held) or is_copy or is_all:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by a key, begin with the newest."""
        by_key = event.reason() in _KEYBOARD_FOCUS
        self._set_keyboard(by_key)
        super().focusInEvent(event)
        if by_key and not self.selectedIndexes() and self._cards.rowCount():
            current = self.currentIndex()
            self.selectionModel().setCurrentIndex(
                current if current.isValid() else self._cards.index(0, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )
        self.viewport().update()

    def _set_keyboard(self, on: bool) -> None:
        self._look.keyboard = on

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring; a press beside the cards lets go of all."""
        self._set_keyboard(False)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Lay the card on the board, as in the tray."""
        chosen = self.chosen()
        if chosen and event.button() == Qt.MouseButton.LeftButton:
            self.place_requested.emit(chosen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer the buttons of the card under the pointer."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._show_buttons(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        """They go with the pointer."""
        if event.type() == QEvent.Type.Leave and not self.buttons.underMouse():
            self._show_buttons(QModelIndex())
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the cards chosen, or with the shelf."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_requested.emit(self.chosen(), at)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry what is chosen and kept, with the first of it as the picture."""
        kept = [index for index in self.selectedIndexes() if self._is_kept(index)]
        if not kept:
            return
        drag = QDrag(self)
        drag.setMimeData(self._cards.mimeData(kept))
        drag.setPixmap(self._picture_of(min(kept, key=lambda index: index.row())))
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def _is_kept(self, index: QModelIndex) -> bool:
        card = self._cards.card_at(index.row())
        return card is not None and card.is_kept

    def _picture_of(self, index: QModelIndex) -> QPixmap:
        ratio, row = self.devicePixelRatioF(), self.visualRect(index)
        box = self._look.box_of(row).toAlignedRect()
        picture = QPixmap(box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setOpacity(0.9)
        self.viewport().render(painter, QPoint(0, 0), box, QWidget.RenderFlag(0))
        painter.end()
        return picture

    # The cards' size and their buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards fill the height."""
        super().resizeEvent(event)
        bar = self.horizontalScrollBar()
        room = self.height() - UNDER - 2 * EDGE - (bar.sizeHint().height() if bar.isVisible() else 0)
        height = min(_TALLEST, max(_LOWEST, room))
        if height != self._look.height:
            self._look.height = height
            self.scheduleDelayedItemsLayout()

    def _show_buttons(self, index: QModelIndex) -> None:
        card = self._cards.card_at(index.row()) if index.isValid() else None
        before = self._look.at_hand
        if card is None or not card.is_kept:
            self._look.at_hand, self._look.reserved = -1, 0
            self.buttons.hide()
        else:
            box = self._look.box_of(self.visualRect(index))
            self.buttons.show_for(card, box.width() >= _ROOMY)
            size = self.buttons.sizeHint()
            self._look.at_hand, self._look.reserved = index.row(), size.width() + 4
            corner = QPoint(round(box.right()) - size.width(), round(box.bottom()) + 2)
            self.buttons.setGeometry(QRect(corner, size))
            self.buttons.show()
            self.buttons.raise_()
        if before != self._look.at_hand:
            self.viewport().update()

    def refresh_buttons(self) -> None:
        """A card was kept or went: its buttons follow."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        under = self.viewport().rect().contains(at) and self.underMouse()
        self._show_buttons(self.indexAt(at) if under else QModelIndex())

    def _on_rows(self) -> None:
        self._show_buttons(QModelIndex())

    def _on_arrived(self, _came: object) -> None:
        self.viewport().update()


class CardButtons(QWidget):
    """Small buttons under the card at hand; keys do the same, so Tab passes them by."""

    def __init__(self, host: PinList) -> None:
        super().__init__(host.viewport())
        self._host = host
        self._card: PinCard | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.earlier = self._button("chevron-left", self.tr("A frame earlier (,)"))
        self.later = self._button("chevron-right", self.tr("A frame later (.)"))
        self.place = self._button("board", self.tr("Put on the board (Enter)"))
        self.bin = self._button("trash", self.tr("Put in the bin (Del)"))
        for button in (self.earlier, self.later, self.place, self.bin):
            row.addWidget(button)
        self.earlier.clicked.connect(lambda: self._retake(-1))
        self.later.clicked.connect(lambda: self._retake(1))
        self.place.clicked.connect(lambda: self._ask(host.place_requested))
        self.bin.clicked.connect(lambda: self._ask(host.bin_requested))

    def show_for(self, card: PinCard, roomy: bool = True) -> None:
        """Act for this card; a narrow one keeps its time and offers less."""
        self._card = card
        self.place.setVisible(roomy or not card.is_shot)
        self.bin.setVisible(roomy or not card.is_shot)
        self.earlier.setVisible(card.is_shot)
        self.later.setVisible(card.is_shot)

    def sizeHint(self) -> QSize:
        """Those that are shown."""
        shown = (self.earlier, self.later, self.place, self.bin)
        return QSize(22 * sum(not button.isHidden() for button in shown), 22)

    def _button(self, icon: str, tip: str) -> Button:
        button = ghost_button(icon=icon, tip=tip, parent=self)
        button.setAccessibleName(tip.rpartition(" (")[0])
        button.set_compact(22, 3)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _retake(self, by: int) -> None:
        if self._card is not None:
            self._host.retake_requested.emit(self._card, by)

    def _ask(self, signal: object) -> None:
        if self._card is not None:
            signal.emit([self._card])  # type: ignore[attr-defined]


__all__ = ["GAP", "CardButtons", "PinList"]
