# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the films: what else the typed words are found in, as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.found import Excerpt, FoundEverything, LineFound
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.scripts import upright
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.found_model import ROW_ROLE, FoundModel, FoundRow, Hit
from moodboard.ui.library.plain_view import make_plain

WIDTH, NARROW = 300, 232
WAIT_MS = 60
"""Typing goes on for this long before the words are looked for: the films come first."""
_HITS = 5
_HEADING, _HIT = 40, 50
_LEFT = 24


class FoundPanel(QWidget):
    """Look in the background; the newest words win."""

    hit_chosen = Signal(object)
    """A ``FacetValue``, ``LineFound``, ``WordsFound`` or ``TitleFound``."""
    found = Signal(bool)
    """Whether there is anything to show."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._words = ""
        self._asked = ""
        self.hits = FoundList(self)
        self.hits.hit_chosen.connect(self.hit_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.hits)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._look)
        self.setFixedWidth(WIDTH)
        self.hide()

    def look_for(self, words: str) -> None:
        """Find what the words are in; none hides the panel."""
        words = words.strip()
        if words == self._words:
            return
        self._words = words
        if words:
            self._wait.start()
        else:
            self._wait.stop()
            self._show(FoundEverything())

    def refresh(self) -> None:
        """Look again: the library changed."""
        if self._words:
            self._asked = ""
            self._wait.start()

    def _look(self) -> None:
        from moodboard.services import searching

        words = self._asked = self._words
        job = Job(lambda _report: (words, searching.search_everything(words, _HITS)))
        job.succeeded.connect(self._on_found)
        self._jobs.start(job)

    def _on_found(self, told: tuple[str, FoundEverything]) -> None:
        words, found = told
        if words == self._words:
            self._show(found)

    def _show(self, found: FoundEverything) -> None:
        self.hits.model_of_hits.show_found(found)
        there = self.hits.model_of_hits.first_hit() is not None
        self.setVisible(there)
        self.found.emit(there)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline between it and the films."""
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), QColor(theme.tokens().line))


class FoundList(QListView):
    """Hits in groups; a click or Enter opens one."""

    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_hits = FoundModel(self)
        self.setModel(self.model_of_hits)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        make_plain(self)
        self.setAccessibleName(self.tr("Also found"))
        self._bar = OverlayScrollBar(self)

    def _hit(self, index: Index) -> Hit | None:
        row = index.data(ROW_ROLE)
        return row.hit if isinstance(row, FoundRow) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        super().mouseReleaseEvent(event)
        hit = self._hit(self.indexAt(event.position().toPoint()))
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self.hit_chosen.emit(hit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """No ring while the mouse is used."""
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        self._delegate.keyboard = True
        hit = self._hit(self.currentIndex())
        if hit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hit_chosen.emit(hit)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first hit."""
        self._delegate.keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        first = self.model_of_hits.first_hit()
        if self._hit(self.currentIndex()) is None and first is not None:
            self.setCurrentIndex(self.model_of_hits.index(first, 0))
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Light the hit under the pointer."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.Leave):
            self.viewport().update()
        return super().viewportEvent(event)


class _Delegate(QStyledItemDelegate):
    """A hit in two lines: what was found, with its words marked, and where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keyboard = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(0, _HIT if isinstance(row, FoundRow) and row.hit is not None else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, FoundRow):
            return
        tokens, box = theme.tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.hit is None:
            self._paint_heading(painter, tokens, box, row)
        else:
            plate = QRectF(box).adjusted(12, 0, -8, 0)
            if option.state & QStyle.StateFlag.State_MouseOver:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.hover))
                painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
            self._paint_hit(painter, tokens, box, row)
            if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
                paint_ring(painter, plate, tokens.accent, RADIUS_BUTTON)
        painter.restore()

    def _paint_heading(self, painter: QPainter, tokens: Tokens, box: QRect, row: FoundRow) -> None:
        painter.setFont(ui_font("small-strong"))
        painter.setPen(QColor(tokens.ink_3))
        base = box.bottom() - 10
        painter.drawText(QPointF(box.left() + _LEFT, base), row.title)
        x = box.left() + _LEFT + QFontMetricsF(painter.font()).horizontalAdvance(row.title) + 6
        painter.setFont(ui_font("watch-number"))
        painter.drawText(QPointF(x, base), row.total)

    def _paint_hit(self, painter: QPainter, tokens: Tokens, box: QRect, row: FoundRow) -> None:
        room = box.width() - _LEFT - 20
        first = QPointF(box.left() + _LEFT, box.top() + 21)
        if row.excerpt is not None:
            line = isinstance(row.hit, LineFound)
            font = upright(ui_font("line-list" if line else "body"), row.excerpt.text)
            paint_excerpt(painter, tokens, row.excerpt, font, first, room)
        else:
            font = ui_font("row-title")
            painter.setFont(font)
            painter.setPen(QColor(tokens.ink))
            painter.drawText(
                first, QFontMetricsF(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
            )
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        source = QFontMetricsF(painter.font()).elidedText(row.source, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(box.left() + _LEFT, box.top() + 40), source)


def paint_excerpt(
    painter: QPainter, tokens: Tokens, excerpt: Excerpt, font: QFont, at: QPointF, room: float
) -> None:
    """Draw somebody's words so that what was looked for is in view, in ember."""
    text = excerpt.text.replace("\n", " ")
    start, end = excerpt.start, excerpt.start + excerpt.length
    metrics = QFontMetricsF(font)
    first = 0
    while metrics.horizontalAdvance(text[first:end]) > room - 24 and first < start:
        blank = text.find(" ", first)
        first = blank + 1 if 0 <= blank < start else start
    head = ("… " if first else "") + text[first:start]
    pieces = ((head, tokens.ink), (text[start:end], tokens.accent), (text[end:], tokens.ink))
    painter.setFont(font)
    x, right = at.x(), at.x() + room
    for words, colour in pieces:
        if x >= right or not words:
            continue
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - x)
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(x, at.y()), shown)
        x += metrics.horizontalAdvance(shown)
