# SPDX-License-Identifier: GPL-3.0-or-later
"""The years of the diary, and the months of the one that is in view, to jump to."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.diary import Outline, Section
from moodboard.qt import diary_words
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING, paint_ring
from moodboard.ui.library.overlay_scroll import OverlayScrollBar

_SECTION = int(Qt.ItemDataRole.UserRole) + 1
_MONTH = _SECTION + 1


class _Line(QStyledItemDelegate):
    """A year in the serif, a month in the sans; the one in view in ember, with a bar."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Years have more air than months."""
        return QSize(0, 24 if isinstance(index.data(_MONTH), str) else 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words."""
        tokens, box = theme.tokens(), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if here:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 5, 3, box.height() - 10), 1.5, 1.5)
        is_month = isinstance(index.data(_MONTH), str)
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(QColor(tokens.accent if here else tokens.ink_2 if is_month else tokens.ink))
        words = box.adjusted(24 if is_month else 12, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus and _by_keyboard(option.widget):
            paint_ring(painter, QRectF(box), tokens.accent, RADIUS_BUTTON)
        painter.restore()


def _by_keyboard(widget: object) -> bool:
    by_keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
    return isinstance(widget, QWidget) and widget.hasFocus() and widget.window().testAttribute(by_keyboard)


class Jumper(QListView):
    """One line for each year, under the one in view its months, at the end what has no date."""

    section_wanted = Signal(object)
    """The ``Section`` to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = Outline()
        self._year: int | None = None
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Years and months"))
        self.setToolTip(self.tr("Go to a year or a month"))
        self.setItemDelegate(_Line(self))
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setFixedWidth(128)
        self._bar = OverlayScrollBar(self)
        self.clicked.connect(self._on_used)
        self.activated.connect(self._on_used)

    def set_outline(self, outline: Outline) -> None:
        """Offer the years of this diary."""
        self._outline = outline
        self._fill()

    def mark(self, section: Section | None) -> None:
        """Show where one is."""
        year = section.year if section is not None else None
        if year is not None and year != self._year:
            self._year = year
            self._fill()
        for row in reversed(range(self._lines.rowCount())):  # a month's line stands after its year's
            known = self._lines.item(row).data(_SECTION)
            if isinstance(known, Section) and section is not None and _same_place(known, section):
                index = self._lines.index(row, 0)
                flag = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
                self.scrollTo(index)
                return
        self.clearSelection()

    def lines(self) -> list[str]:
        """What is offered."""
        return [self._lines.item(row).text() for row in range(self._lines.rowCount())]

    def _fill(self) -> None:
        self._lines.clear()
        years = self._outline.years()
        if self._year not in years:
            self._year = years[0] if years else None
        for year in years:
            of_year = [one for one in self._outline.sections if one.year == year]
            self._add(str(year), of_year[0], make_font(SERIF, 19))
            if year == self._year:
                months = dict[str, Section]()
                for one in of_year:
                    months.setdefault(one.month, one)
                for month, one in months.items():
                    self._add(diary_words.month_name(int(month[5:])), one, ui_font("body"), month)
        last = self._outline.sections[-1] if self._outline.sections else None
        if last is not None and last.year is None:
            self._add(self.tr("date unknown"), last, make_font(SERIF, 16, italic=True))

    def _add(self, words: str, section: Section, font: QFont, month: str | None = None) -> None:
        line = QStandardItem(words)
        line.setData(month, _MONTH)
        line.setData(section, _SECTION)
        line.setFont(font)
        line.setEditable(False)
        self._lines.appendRow(line)

    def _on_used(self, index: QModelIndex) -> None:
        section = index.data(_SECTION)
        if isinstance(section, Section):
            self.section_wanted.emit(section)


def _same_place(line: Section, section: Section) -> bool:
    return line.month == section.month
