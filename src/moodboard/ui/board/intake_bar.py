# SPDX-License-Identifier: GPL-3.0-or-later
"""The one quiet bar at the board's lower edge: progress, a question, or a word with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.board.film_field import FilmField
from moodboard.ui.board.words import counted_words
from moodboard.ui.buttons import Button, ghost_button, link_button
from moodboard.ui.card import Card

HEIGHT = 48
GOES_AFTER = 9000
"""Milliseconds until a word that needs no answer goes by itself."""

Way = tuple[str, Callable[[], object]]
"""A link in the bar: its word, and what it does."""


class _Progress(QWidget):
    """A thin line that fills."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(140, 4)
        self._share = 0.0
        self.setAccessibleName(self.tr("Progress"))

    def show_share(self, share: float) -> None:
        """Fill this part of it, 0..1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().line_2))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(QColor(theme.tokens().fill))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, 4), 2, 2)


class IntakeBar(Card):
    """Say one thing at a time; a question waits until it is answered or put away."""

    film_chosen = Signal(int)
    """The answer to the question which film."""
    cancel_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._label = QLabel()
        self._label.setFont(ui_font("body"))
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = _Progress()
        self.field = FilmField()
        self.field.setFixedWidth(220)
        self.field.film_chosen.connect(self._on_film)
        self.field.failed.connect(self._label.setText)
        self.field.cancelled.connect(self.put_away)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(16)
        self._links: list[Button] = []
        self.cancel = link_button(self.tr("Cancel"), self.tr("Stop taking pictures in"))
        self.cancel.clicked.connect(self.cancel_requested)
        self._close = ghost_button("", "close", self.tr("Put away"))
        self._close.set_compact(28)
        self._close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(16)
        for part in (self._label, self._progress, self.field):
            row.addWidget(part)
        row.addLayout(self._ways)
        row.addWidget(self.cancel)
        row.addWidget(self._close)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(GOES_AFTER)
        self._clock.timeout.connect(self.put_away)
        self._asking = False
        self.asks_board = False
        """Whether the question was about the board, not about some shots."""
        self._bottom = 0
        self._next: tuple[str, tuple[Way, ...]] | None = None

    @property
    def words(self) -> str:
        """What is said now, empty when nothing is."""
        return self._label.text() if self.isVisible() else ""

    @property
    def ways(self) -> list[Button]:
        """The links offered now."""
        return list(self._links)

    # -- what is said ----------------------------------------------------------------------------

    def show_progress(self, done: int, total: int) -> None:
        """Count the pictures that are taken in."""
        self._say(
            self.tr("Taking in {done:,} of {total:,}").format(done=done, total=total)
            if total
            else self.tr("Looking for pictures"),
            progress=True,
        )
        self._progress.show_share(done / total if total else 0.0)

    def ask_film(self, count: int) -> None:
        """Ask from which film so many shots are."""
        shots = counted_words(count, self.tr("{n} shot"), self.tr("{n} shots"))
        self._say(self.tr("{shots}. From which film?").format(shots=shots), question=True)
        self.asks_board = False
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_board_film(self) -> None:
        """Ask which film the board is about."""
        self._say(self.tr("Which film is this board about?"), question=True)
        self.asks_board = True
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, sentence: str, *ways: Way) -> None:
        """Say something, with words to click; while a question stands it waits its turn."""
        if self._asking and self.isVisible():
            self._next = (sentence, ways)
            return
        self._say(sentence, ways=ways)
        self._clock.start()

    def put_away(self) -> None:
        """Say nothing, or what waited."""
        self._clock.stop()
        self._asking = False
        waiting, self._next = self._next, None
        had_focus = self.field.hasFocus()
        self.hide()
        if had_focus and (parent := self.parentWidget()) is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
        if waiting is not None:
            self.tell(waiting[0], *waiting[1])

    def _say(
        self, sentence: str, *, progress: bool = False, question: bool = False, ways: Sequence[Way] = ()
    ) -> None:
        self._clock.stop()
        self._asking = question
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._progress.setVisible(progress)
        self.cancel.setVisible(progress)
        self.field.setVisible(question)
        self._close.setVisible(not progress)
        if (row := self.layout()) is not None:
            row.setContentsMargins(16, 0, 16 if progress else 10, 0)
        self._offer(ways)
        self.show()
        self.place()
        self.raise_()

    def _offer(self, ways: Sequence[Way]) -> None:
        for old in self._links:
            self._ways.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._links = []
        for word, deed in ways:
            link = link_button(word)
            link.clicked.connect(lambda _=False, deed=deed: self._on_way(deed))
            self._ways.addWidget(link)
            link.show()  # at once: a bar already seen would not make room for it
            self._links.append(link)

    def _on_way(self, deed: Callable[[], object]) -> None:
        self.put_away()
        deed()

    def _on_film(self, film_id: int) -> None:
        self._asking = False
        self.put_away()
        self.film_chosen.emit(film_id)

    def place(self, bottom: int | None = None) -> None:
        """Stand in the middle above the lower edge of the board."""
        parent = self.parentWidget()
        if parent is None:
            return
        if bottom is not None:
            self._bottom = bottom
        edge = self._bottom or parent.height()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        width = min(self.sizeHint().width(), parent.width() - 32)
        self.setGeometry((parent.width() - width) // 2, edge - HEIGHT - 20, width, HEIGHT)
