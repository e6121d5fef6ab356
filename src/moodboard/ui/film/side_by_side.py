# SPDX-License-Identifier: GPL-3.0-or-later
"""Stars and words of all watches beside each other, the first at the left, and the line of the stars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from moodboard.domain.film import FilmPage, Watch
from moodboard.domain.rewatch_axis import curve
from moodboard.domain.rewatch_story import stars_and_words, story
from moodboard.qt.film_words import date_words, stars_words, watch_facts
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import PAGE_MARGIN, RADIUS_CARD, with_alpha
from moodboard.ui import theme
from moodboard.ui.film.cells import Cells
from moodboard.ui.film.watch_rows import words_layout
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.stars import paint_stars

_COLUMN = 224
_GUTTER = 28
_CHART_TOP, _CHART = 22, 64
_HEAD = _CHART_TOP + _CHART + 20
_NUMBER_BASE, _DATE_BASE, _STARS_Y = _HEAD + 8, _HEAD + 30, _HEAD + 47
_FACTS_BASE, _WORDS_TOP = _HEAD + 70, _HEAD + 80
_LINE = 18
_MOST_LINES = 16
_FOOT = 26
_BAR = 12


class SideBySide(QScrollArea):
    """A strip that scrolls along the watches."""

    watch_requested = Signal(str)
    """The row of a watch is asked for."""
    watch_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = Columns()
        self.setWidget(self.columns)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalScrollBar().setSingleStep(_COLUMN // 4)
        self.columns.reveal_requested.connect(self._on_reveal)
        self.columns.opened.connect(lambda n: self.watch_requested.emit(self.columns.watches()[n].uuid))
        self.columns.hover_moved.connect(self._on_hovered)

    def show_page(self, page: FilmPage, margin: int) -> None:
        """Show a film's watches, the newest in sight when it is shown first."""
        at = self.horizontalScrollBar().value()
        self.columns.show_page(page, margin)
        self.horizontalScrollBar().setValue(at)

    def begin_at_newest(self) -> None:
        """Scroll to the newest."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum())

    def needed(self) -> int:
        """The height that the longest words take."""
        wide = self.columns.width() > self.width()
        return self.columns.height() + (_BAR if wide else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways along the watches; up and down is the page's."""
        delta = event.angleDelta()
        if abs(delta.x()) > abs(delta.y()) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = delta.x() or delta.y()
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - step)
            event.accept()
        else:
            event.ignore()

    def _on_reveal(self, rect: QRect) -> None:
        bar, wide = self.horizontalScrollBar(), self.viewport().width()
        left, right = rect.left() - PAGE_MARGIN, rect.right() + PAGE_MARGIN
        if left < bar.value():
            bar.setValue(left)
        elif right > bar.value() + wide:
            bar.setValue(right - wide)

    def _on_hovered(self, number: int) -> None:
        uuids = frozenset({self.columns.watches()[number].uuid}) if number >= 0 else frozenset[str]()
        self.watch_hovered.emit(uuids)


class Columns(Cells):
    """One column a watch."""

    across = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watches: tuple[Watch, ...] = ()
        self._numbers: dict[str, str] = {}
        self._words: list[QTextLayout | None] = []
        self._curve: list[list[tuple[int, int]]] = []
        self._margin = PAGE_MARGIN
        self.setAccessibleName(self.tr("Stars and words, side by side"))

    def watches(self) -> tuple[Watch, ...]:
        """What is shown, the oldest first."""
        return self._watches

    def show_page(self, page: FilmPage, margin: int) -> None:
        """Set the words of a film's watches."""
        shown = stars_and_words(page.watches)
        every = frozenset(watch.uuid for watch in page.watches)
        rows = story(page.watches, page.film.earlier_watches, every)
        self._numbers = {row.key: row.numbers for row in rows if row.watches}
        self._margin = margin
        kept = self._watches[self.current].uuid if 0 <= self.current < len(self._watches) else ""
        self._watches = shown
        self._curve = curve([watch.rating for watch in shown])
        font = ui_font("body")
        self._words = [
            words_layout(watch.note.strip(), font, _COLUMN, _MOST_LINES + 1) if watch.note.strip() else None
            for watch in shown
        ]
        most = max((min(w.lineCount(), _MOST_LINES) for w in self._words if w is not None), default=0)
        height = _WORDS_TOP + most * _LINE + _FOOT
        step = _COLUMN + _GUTTER
        self.resize(2 * margin + max(0, len(shown) * step - _GUTTER), height)
        self.current = next((n for n, watch in enumerate(shown) if watch.uuid == kept), -1)
        self.set_rects(
            QRect(margin + n * step, _CHART_TOP, _COLUMN, height - _CHART_TOP - 12) for n in range(len(shown))
        )
        self.describe()

    def beyond(self, number: int, key: Qt.Key) -> int:
        """Up and Down are the page's."""
        return number if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else super().beyond(number, key)

    def words_of(self, number: int) -> str:
        """Date, stars and words."""
        watch = self._watches[number]
        words = (
            self._numbers.get(watch.uuid, ""),
            date_words(watch.date),
            stars_words(watch.rating),
            watch.note,
        )
        return ", ".join(word for word in words if word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete is for the rows below, where one sees what goes."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to the watch's row."""
        pressed = self._pressed_at is not None
        super().mouseReleaseEvent(event)
        number = self.at(event.position().toPoint())
        if pressed and number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(number)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A click was enough."""

    def _point(self, place: int, rating: int) -> QPointF:
        rect = self.rects[place]
        return QPointF(rect.left() + 5, _CHART_TOP + _CHART * (1 - rating / 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of the stars behind all columns, and the columns in sight."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(tokens.panel))
        sight = self.in_sight(event.rect().adjusted(-2 * _COLUMN, 0, 2 * _COLUMN, 0))
        if self.rects:
            left, right = self.rects[0].left(), self.rects[-1].right()
            for rating in (2, 6, 10):
                y = _CHART_TOP + _CHART * (1 - rating / 10)
                painter.fillRect(QRectF(left, y, right - left, 1), with_alpha(tokens.line, 0.8))
                painter.setFont(ui_font("small"))
                painter.setPen(QColor(tokens.ink_3))
                painter.drawText(QPointF(left - 16, y + 4), str(rating // 2))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(tokens.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(with_alpha(tokens.star, 0.75), 1.5))
        for stretch in self._curve:
            shown = [point for point in stretch if sight.start - 1 <= point[0] <= sight.stop]
            if len(shown) > 1:
                painter.drawPolyline(QPolygonF([self._point(*point) for point in shown]))
        painter.end()
        super().paintEvent(event)

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """Point, number, date, stars, facts, words."""
        tokens = theme.tokens()
        watch = self._watches[number]
        plate = QRectF(rect.left() - 12, _HEAD - 10, rect.width() + 24, rect.bottom() - _HEAD + 14)
        chosen = number == self.current and self.hasFocus()
        if chosen or number == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(plate, RADIUS_CARD, RADIUS_CARD)
        if self.has_ring(number):
            paint_ring(painter, plate.adjusted(-2, -2, 2, 2), tokens.accent, RADIUS_CARD)
        if watch.rating is not None:
            painter.setPen(QPen(QColor(tokens.panel), 2))
            painter.setBrush(QColor(tokens.star))
            painter.drawEllipse(self._point(number, watch.rating), 5, 5)
        left = float(rect.left())
        painter.setFont(make_font(SERIF, 18, italic=not watch.date.is_day))
        painter.setPen(QColor(tokens.ink))
        metrics = painter.fontMetrics()
        times = f" ×{watch.times}" if watch.times > 1 else ""
        date = metrics.elidedText(date_words(watch.date) + times, Qt.TextElideMode.ElideRight, _COLUMN)
        painter.drawText(QPointF(left, _DATE_BASE), date)
        self._paint_number(painter, number, rect)
        paint_stars(painter, watch.rating, left, _STARS_Y, tokens.star)
        self._paint_words(painter, number, left)

    def _paint_number(self, painter: QPainter, number: int, rect: QRect) -> None:
        words = self._numbers.get(self._watches[number].uuid, "")
        painter.setFont(make_font(SERIF, 14))
        painter.setPen(QColor(theme.tokens().ink_3))
        painter.drawText(QPointF(rect.left(), _NUMBER_BASE), words)

    def _paint_words(self, painter: QPainter, number: int, left: float) -> None:
        tokens = theme.tokens()
        facts = watch_facts(self._watches[number])
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        metrics = painter.fontMetrics()
        painter.drawText(
            QPointF(left, _FACTS_BASE), metrics.elidedText(facts, Qt.TextElideMode.ElideRight, _COLUMN)
        )
        layout = self._words[number]
        if layout is None:
            return
        painter.setPen(QColor(tokens.ink))
        shown = min(layout.lineCount(), _MOST_LINES)
        for line in range(shown):
            layout.lineAt(line).draw(painter, QPointF(left, _WORDS_TOP))
        if layout.lineCount() > shown:
            painter.setPen(QColor(tokens.accent))
            painter.setFont(ui_font("small"))
            painter.drawText(QPointF(left, _WORDS_TOP + shown * _LINE + 14), self.tr("goes on"))
