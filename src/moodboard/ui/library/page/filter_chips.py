# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters that are on, each a chip that takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from moodboard.domain.query import FilmQuery
from moodboard.domain.query_words import About, QueryPart, part_in_words, parts, without
from moodboard.qt.fonts import ui_font
from moodboard.ui import icons, theme

_GAP = 6
_HEIGHT = 26
_WIDEST = 260


class RemovableChip(QAbstractButton):
    """A pill with a cross; a click, Space or Delete takes it away."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = ui_font("small")
        self.setText(words)
        self.setAccessibleName(self.tr("Take away: {filter}").format(filter=words))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words and cross."""
        width = round(QFontMetricsF(self._font).horizontalAdvance(self.text())) + 38
        return QSize(min(_WIDEST, width), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away like a click."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dark pill: it is on."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12.5, 12.5)
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.ink))
        room = self.rect().adjusted(11, 0, -26, 0)
        words = QFontMetricsF(self._font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        ink = tokens.ink if self.underMouse() else tokens.ink_3
        icons.paint(painter, "close", QRectF(self.width() - 22, 7, 12, 12), ink)


class Flow(QWidget):
    """Widgets in lines, as many to a line as fit; it is as high as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, widgets: Sequence[QWidget]) -> None:
        """Show these in place of what was shown."""
        for old in self._widgets:
            if old not in widgets:
                old.hide()
                old.deleteLater()
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
            widget.show()
        self._lay_out()

    def widgets(self) -> list[QWidget]:
        """What is shown, in order."""
        return list(self._widgets)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        x = y = line = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if x and x + size.width() > self.width():
                x, y, line = 0, y + line + _GAP, 0
            widget.setGeometry(x, y, min(size.width(), max(40, self.width())), size.height())
            x += size.width() + _GAP
            line = max(line, size.height())
        self.setFixedHeight(y + line)


class FilterChips(Flow):
    """A chip for each part of a query but the typed words, which stand in the search field."""

    query_changed = Signal(object)
    """The ``FilmQuery`` without the part that was taken away."""
    emptied = Signal()
    """The last chip is gone, and it had the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = FilmQuery()
        self.hide()

    def show_query(self, query: FilmQuery) -> None:
        """Show a query's parts."""
        if (query.chips, query.filters) == (self._query.chips, self._query.filters):
            self._query = query
            return
        at = next((place for place, chip in enumerate(self.widgets()) if chip.hasFocus()), None)
        self._query = query
        self.put([self._chip(part) for part in shown_parts(query)])
        self.setVisible(bool(self.widgets()))
        if at is not None:
            left = self.widgets()
            if left:
                left[min(at, len(left) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.emptied.emit()

    def _chip(self, part: QueryPart) -> RemovableChip:
        chip = RemovableChip(chip_words(part), self)
        chip.clicked.connect(lambda: self.query_changed.emit(without(self._query, part)))
        return chip


def shown_parts(query: FilmQuery) -> tuple[QueryPart, ...]:
    """Return the parts that have chips."""
    return tuple(part for part in parts(query) if part.about is not About.TEXT)


def chip_words(part: QueryPart) -> str:
    """Return a part as a chip says it."""
    words = part_in_words(part)
    return words[:1].upper() + words[1:]
