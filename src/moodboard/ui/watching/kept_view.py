# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept so far, the last on top: corrected, put in time, taken away."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moodboard.domain.watching import clock_words
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.scripts import upright
from moodboard.qt.thumbs import Thumbs
from moodboard.services.watching_keeps import Kept, Kind
from moodboard.ui import icons
from moodboard.ui.focus_ring import OWN_RING, paint_ring
from moodboard.ui.on_ground import tokens_on
from moodboard.ui.watching.keeper import flat

ROW = 34
ROWS = 4
"""Rows that are seen at once; the others are scrolled to."""
_TIME = 56
_THUMB = (42, 26)
_Index = QModelIndex | QPersistentModelIndex


class KeptModel(QAbstractListModel):
    """The kept things as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Kept, ...] = ()

    def show_rows(self, rows: tuple[Kept, ...]) -> None:
        """Show these."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  - Qt's own signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The thing itself under UserRole; its words for screen readers and the field."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row_words(one)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            kinds = {Kind.LINE: self.tr("Line"), Kind.NOTE: self.tr("Note"), Kind.STILL: self.tr("Shot")}
            return f"{kinds[one.kind]}: {row_words(one)}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


def row_words(one: Kept) -> str:
    """Return the time and the words, as they are edited."""
    time = clock_words(one.at) if one.at is not None else ""
    words = "" if one.kind is Kind.STILL else flat(one.words)
    return f"{time} {words}".strip()


class KeptDelegate(QStyledItemDelegate):
    """A time, a small picture or a sign, the words."""

    edited = Signal(object, str)
    """The ``Kept``, and its row as it was typed."""

    def __init__(self, thumbs: Thumbs, view: QWidget) -> None:
        super().__init__(view)
        self._thumbs = thumbs

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are alike."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        one = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget
        if not isinstance(one, Kept) or not isinstance(view, QListView):
            return
        tokens, rect = tokens_on(view), QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and view.hasFocus()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        if chosen and view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint_ring(painter, rect.adjusted(0, 1, 0, -1), tokens.accent, 4)
        painter.setFont(ui_font("timecode"))
        painter.setPen(QColor(tokens.ink_2))
        time = clock_words(one.at) if one.at is not None else "–"
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(6, 0, 0, 0), left, time)
        self._paint_what(painter, one, rect.adjusted(_TIME, 0, -6, 0), tokens.ink, tokens.ink_2)
        painter.restore()

    def _paint_what(self, painter: QPainter, one: Kept, rect: QRectF, ink: str, ink_2: str) -> None:
        if one.kind is Kind.STILL:
            self._paint_picture(painter, one, rect)
            return
        if one.kind is Kind.NOTE:
            icons.paint(painter, "note", QRectF(rect.left(), rect.center().y() - 7, 14, 14), ink_2)
            rect = rect.adjusted(20, 0, 0, 0)
            painter.setFont(ui_font("body"))
        else:
            painter.setFont(upright(make_font(SERIF, 15, 400, italic=True), one.words))
        painter.setPen(QColor(ink))
        words = painter.fontMetrics().elidedText(
            flat(one.words), Qt.TextElideMode.ElideRight, int(rect.width())
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_picture(self, painter: QPainter, one: Kept, rect: QRectF) -> None:
        width, height = _THUMB
        wide = min(width * 1.4, height * one.ratio)
        box = QRectF(rect.left(), rect.center().y() - height / 2, wide, height)
        image = self._thumbs.image(one.picture, 64)
        if image is None:
            painter.fillRect(box, QColor(one.average or "#2b2320"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image, _middle(image, wide / height))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """One field for the time and the words."""
        field = QLineEdit(parent)
        field.setProperty("compact", True)
        field.setAccessibleName(self.tr("Time and words"))
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with what stands there; a reload under an open field leaves it alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        """Say what was typed."""
        one = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(editor, QLineEdit) and isinstance(one, Kept) and editor.text() != row_words(one):
            self.edited.emit(one, editor.text())


def _middle(image: QImage, ratio: float) -> QRectF:
    """Return the part of a picture that fills a box of this ratio."""
    wide = min(float(image.width()), image.height() * ratio)
    high = min(float(image.height()), image.width() / ratio)
    return QRectF((image.width() - wide) / 2, (image.height() - high) / 2, wide, high)


class KeptView(QListView):
    """The list of what was kept."""

    remove_wanted = Signal(object)
    time_moved = Signal(object, float)
    """The ``Kept`` and the seconds by which it is to be put later."""
    edited = Signal(object, str)

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = KeptModel(self)
        self.setModel(self._model)
        delegate = KeptDelegate(thumbs, self)
        # Once the field is closed: a reload under it would take the keyboard and the chosen row along.
        delegate.edited.connect(self.edited, Qt.ConnectionType.QueuedConnection)
        self._held: tuple[Kept, ...] | None = None
        """What came while a row was being corrected."""
        self.setItemDelegate(delegate)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setAccessibleName(self.tr("Kept so far"))
        self.setToolTip(self.tr("Double-click or F2 to correct, Delete to take away, + and − for the time"))
        self._thumbs = thumbs
        thumbs.arrived_together.connect(self._on_arrived)
        self.hide()

    def rows(self) -> tuple[Kept, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[Kept, ...]) -> None:
        """Show these; the chosen one stays chosen, and one that is being corrected stays open."""
        if self.state() == QAbstractItemView.State.EditingState:
            self._held = rows
            return
        chosen, row = self.chosen(), self.currentIndex().row()
        self._model.show_rows(rows)
        place = next((at for at, one in enumerate(rows) if chosen and one.uuid == chosen.uuid), None)
        if place is None and chosen is not None and rows:
            place = min(row, len(rows) - 1)  # it was taken away: the next one
        if place is not None:
            self.setCurrentIndex(self._model.index(place))
        self.setFixedHeight(ROW * min(ROWS, max(1, len(rows))))
        self.setVisible(bool(rows))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """The field is closed: show what came meanwhile."""
        super().closeEditor(editor, hint)
        held, self._held = self._held, None
        if held is not None:
            self.show_rows(held)

    def chosen(self) -> Kept | None:
        """The row that the keyboard is on."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Kept) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, plus and minus, Enter; a first row is there as soon as a key needs one."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Enter in the field comes by here as well, before the field is closed
            return
        if self.chosen() is None and self._model.rows:
            self.setCurrentIndex(self._model.index(0))
        one, key = self.chosen(), event.key()
        if one is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(one)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.time_moved.emit(one, step)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.time_moved.emit(one, -step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same by the mouse."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        one = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(one, Kept):
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Correct"), lambda: self.edit(index))
        menu.addAction(self.tr("One second later"), lambda: self.time_moved.emit(one, 1.0))
        menu.addAction(self.tr("One second earlier"), lambda: self.time_moved.emit(one, -1.0))
        menu.addAction(self.tr("Ten seconds earlier"), lambda: self.time_moved.emit(one, -10.0))
        menu.addSeparator()
        menu.addAction(self.tr("Take away"), lambda: self.remove_wanted.emit(one))
        menu.popup(self.visualRect(index).center() + self.mapToGlobal(self.rect().topLeft()))

    def focusInEvent(self, event: object) -> None:
        """A row is chosen as soon as the keyboard comes."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.chosen() is None and self._model.rows:
            self.setCurrentIndex(self._model.index(0))

    def changeEvent(self, event: QEvent) -> None:
        """Rows are painted in the colours of where they lie."""
        super().changeEvent(event)
        self.viewport().update()

    def _on_arrived(self, came: object) -> None:
        shown = {one.picture for one in self._model.rows if one.picture}
        if isinstance(came, list) and any(key[0] in shown for key in came):
            self.viewport().update()
