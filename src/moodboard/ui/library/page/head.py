# SPDX-License-Identifier: GPL-3.0-or-later
"""The heads of the film list's columns: sort by a click, drag them, choose them in their menu."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QWidget

from moodboard.domain.query import FilmSort
from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.library.page.columns import COLUMNS, TITLE, Column, tr

HEIGHT = 34
PAD = 10
_LEAST, _LEAST_TITLE = 56, 240
_NUMBERS = {column.id: number for number, column in enumerate(COLUMNS)}
_FOLD_FIRST = (
    *("added", "first", "gap", "watchlist", "directors", "lines", "shots", "due", "heart"),
    *("year", "last", "rating", "times"),
)


class ColumnHeads(QHeaderView):
    """Know which columns are shown, how wide, in which order; the list's rows ask it where they are."""

    sort_wanted = Signal(object)
    """A ``FilmSort``; the same again turns the order round."""
    laid_out = Signal()
    """Columns moved, came, went, or are of other widths."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort, self._descending = FilmSort.LAST_SEEN, True
        self._places: list[tuple[Column, int, int]] = []
        self._filling = False
        self._folded: dict[int, int] = {}
        """Columns that wait for more room, and how wide they are when they have it."""
        model = QStandardItemModel(0, len(COLUMNS), self)
        model.setHorizontalHeaderLabels([tr(column.title) for column in COLUMNS])
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_LEAST)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Columns of the list"))
        self.reset_columns()
        self.sectionClicked.connect(self._on_clicked)
        for changed in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            changed.connect(self._on_geometry)

    # -- columns -----------------------------------------------------------------------------------

    def reset_columns(self) -> None:
        """Show the columns as they were at first."""
        self._folded = {}
        for number, column in enumerate(COLUMNS):
            self.moveSection(self.visualIndex(number), number)
            self.setSectionHidden(number, not column.shown)
            self.resizeSection(number, column.width)
        self._on_geometry()

    def show_column(self, column_id: str, shown: bool) -> None:
        """Show a column or hide it; the title stays."""
        number = _NUMBERS[column_id]
        if number and number in self._folded:
            del self._folded[number]
        if number:
            self.setSectionHidden(number, not shown)
        self._on_geometry()

    def is_shown(self, column_id: str) -> bool:
        """Whether a column is shown, or waits for more room."""
        number = _NUMBERS[column_id]
        return number in self._folded or not self.isSectionHidden(number)

    def places(self) -> list[tuple[Column, int, int]]:
        """The columns as they stand, each with its left edge and its width."""
        return self._places

    def column_at(self, x: int) -> Column | None:
        """The column at a point of the list."""
        for column, left, width in self._places:
            if left <= x < left + width:
                return column
        return None

    def remembered(self) -> bytes:
        """What the settings keep."""
        folded = dict(self._folded)
        self._filling = True
        self._unfold()
        state = bytes(self.saveState().data())
        for number in folded:
            self.setSectionHidden(number, True)
        self._folded = folded
        self._filling = False
        return state

    def recall(self, state: bytes) -> None:
        """Show the columns as they were left; a state of other columns is let go."""
        self._filling = True
        self._unfold()
        before = self.saveState()
        if state and not self.restoreState(QByteArray(state)):
            self.restoreState(before)
        if self.count() != len(COLUMNS):
            self.reset_columns()
        self.setSectionHidden(0, False)
        self._filling = False
        self._on_geometry()

    def show_sort(self, sort: FilmSort, descending: bool) -> None:
        """Mark the column that the list is ordered by."""
        self._sort, self._descending = sort, descending
        self.viewport().update()

    def fill(self, width: int) -> None:
        """Give the title what the other columns leave; where that is too little, some wait for more room."""
        if self._filling or width <= 0:
            return
        self._filling = True
        wanted = [n for n in range(self.count()) if n and (n in self._folded or not self.isSectionHidden(n))]
        sizes = {n: self._folded.get(n) or self.sectionSize(n) for n in wanted}
        folded: dict[int, int] = {}
        for column_id in _FOLD_FIRST:
            number = _NUMBERS[column_id]
            if width - sum(sizes.values()) < _LEAST_TITLE and number in sizes:
                folded[number] = sizes.pop(number)
        for number in folded.keys() ^ self._folded.keys():
            self.setSectionHidden(number, number in folded)
        self._folded = folded
        title = max(_LEAST_TITLE, width - sum(sizes.values()))
        if self.sectionSize(0) != title:
            self.resizeSection(0, title)
        self._filling = False
        self._measure()

    def _unfold(self) -> None:
        for number in self._folded:
            self.setSectionHidden(number, False)
        self._folded = {}

    def _on_geometry(self, *_args: object) -> None:
        if not self._filling:
            self._measure()
            self.laid_out.emit()

    def _measure(self) -> None:
        self._places = []
        for visual in range(self.count()):
            number = self.logicalIndex(visual)
            if not self.isSectionHidden(number):
                left, width = self.sectionPosition(number), self.sectionSize(number)
                self._places.append((COLUMNS[number], left, width))
        self.viewport().update()

    # -- what the person does ----------------------------------------------------------------------

    def _on_clicked(self, number: int) -> None:
        sort = COLUMNS[number].sort
        if sort is not None:
            self.sort_wanted.emit(sort)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the columns."""
        self.columns_menu().popup(event.globalPos())

    def columns_menu(self) -> QMenu:
        """The menu of all columns."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        for column in COLUMNS[1:]:
            entry = QAction(tr(column.title), menu)
            entry.setCheckable(True)
            entry.setChecked(self.is_shown(column.id))
            entry.toggled.connect(lambda on, column_id=column.id: self.show_column(column_id, on))
            menu.addAction(entry)
        menu.addSeparator()
        first = QAction(self.tr("As at first"), menu)
        first.triggered.connect(self.reset_columns)
        menu.addAction(first)
        return menu

    # -- the look ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """One line of small words."""
        return QSize(400, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, and a hairline under them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, left, width in self._places:
            self._paint_head(painter, column, QRect(left - self.offset(), 0, width, HEIGHT))
        painter.fillRect(QRectF(0, HEIGHT - 1, self.viewport().width(), 1), QColor(theme.tokens().line))

    def _paint_head(self, painter: QPainter, column: Column, box: QRect) -> None:
        tokens = theme.tokens()
        on = column.sort is not None and column.sort is self._sort
        font = ui_font("small-strong" if on else "small")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink if on else tokens.ink_3))
        metrics = QFontMetricsF(font)
        room = box.width() - 2 * PAD - (12 if on else 0)
        words = metrics.elidedText(tr(column.title), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        x = box.right() + 1 - PAD - width - (12 if on else 0) if column.right else box.left() + PAD
        if column.id == TITLE and box.left() + self.offset() == 0:
            x = box.left()
        painter.drawText(QPointF(x, 21), words)
        if on:
            _arrow(painter, QPointF(x + width + 8, 17), self._descending, tokens.ink)
        if box.left() + self.offset() > 0 and self.underMouse():
            painter.fillRect(QRectF(box.left(), 10, 1, 14), QColor(tokens.line))

    def event(self, event: QEvent) -> bool:
        """Show where columns end while the pointer is here."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.viewport().update()
        return super().event(event)


def _arrow(painter: QPainter, middle: QPointF, down: bool, colour: str) -> None:
    pen = QPen(QColor(colour), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    tip = 1.8 if down else -1.8
    painter.drawLine(middle + QPointF(-3.5, -tip), middle + QPointF(0, tip))
    painter.drawLine(middle + QPointF(0, tip), middle + QPointF(3.5, -tip))
