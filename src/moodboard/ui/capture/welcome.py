# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page without a film: a way in, the films opened last, and why a file could not be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import keys, theme
from moodboard.ui.buttons import fill_button, outline_button

_WIDTH = 620
_ROW = 54
_INSIDE = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A film file that was opened before."""

    uuid: str
    path: Path
    title: str
    place: float
    duration: float
    is_there: bool = True


class KnownRow(QAbstractButton):
    """One of them: what film, which file, and where one left."""

    stepped = Signal(int)
    """To the row so many below."""

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = known
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(_ROW)
        self.setToolTip(str(known.path))
        self.setAccessibleName(f"{known.title or known.path.name}. {self.words()}")

    def words(self) -> str:
        """Where one left it."""
        if not self.known.is_there:
            return self.tr("Not there now")
        if self.known.duration <= 0:
            return said_clock(self.known.place)
        words = self.tr("{place} of {end}")
        return words.format(place=said_clock(self.known.place), end=said_clock(self.known.duration))

    def sizeHint(self) -> QSize:
        """A row as wide as the column."""
        return QSize(_WIDTH, _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; Up and Down go from row to row."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The title, the file's name under it, the place at the right."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUTTON, RADIUS_BUTTON)
        known = self.known
        font = ui_font("timecode")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2))
        words = self.words()
        wide = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(round(self.width() - wide - _INSIDE), 32, words)
        room = self.width() - wide - 48
        soft = tokens.ink if known.is_there else tokens.ink_3
        self._text(painter, known.title or known.path.stem, "row-title", soft, 23, room)
        self._text(painter, known.path.name, "small", tokens.ink_2, 41, room)

    def _text(self, painter: QPainter, words: str, font: str, ink: str, base: int, room: float) -> None:
        face = ui_font(font)
        painter.setFont(face)
        painter.setPen(QColor(ink))
        shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(_INSIDE, base, shown)


class Welcome(QWidget):
    """What the page says while no film is open."""

    choose_requested = Signal()
    file_chosen = Signal(str)
    """The path of a file opened before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setFont(ui_font("statement"))
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.sentence = QLabel(self)
        self.sentence.setFont(ui_font("lead"))
        self.sentence.setWordWrap(True)
        self.choose = fill_button(self.tr("Choose a film file…"), parent=self)
        keys.follow(self.choose, self.tr("Choose a film file"), "capture.choose")
        self.choose.clicked.connect(self.choose_requested)
        self.again = outline_button(self.tr("Try again"), parent=self)
        self.again.setToolTip(self.tr("Open the same file once more"))
        self.again.clicked.connect(self._on_again)
        self._path = ""
        self._head = QLabel(self.tr("Opened last"), self)
        self._head.setFont(ui_font("section"))
        self._list = QWidget(self)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.rows: list[KnownRow] = []
        self._lay_out()
        self.show_empty()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(_INSIDE, 0, 0, 0)  # where the rows' words begin
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.sentence)
        head.addSpacing(4)
        head.addLayout(buttons)
        head.addSpacing(28)
        head.addWidget(self._head)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._list)
        column.addStretch(1)
        inner.setMaximumWidth(_WIDTH + _INSIDE)
        area = QScrollArea(self)
        area.setProperty("plain", True)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(area)
        row = QHBoxLayout(holder)
        row.setContentsMargins(48 - _INSIDE, 96, 48, 0)
        row.addWidget(inner, 100)
        row.addStretch(1)
        area.setWidget(holder)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_empty(self, film: str = "") -> None:
        """Ask for a film file, or for the file of a film."""
        self._path = ""
        if film:
            self.title.setText(self.tr("Where is “{film}”?").format(film=film))
            self.sentence.setText(
                self.tr("Drop its film file here, or choose one. It is remembered for the film.")
            )
        else:
            self.title.setText(self.tr("Shots and lines out of the film itself"))
            self.sentence.setText(self.tr("Drop a film file here, or choose one."))
        self.choose.setText(self.tr("Choose a film file…"))
        self.sentence.setProperty("role", "")
        self.sentence.style().polish(self.sentence)
        self.again.hide()

    def show_failure(self, name: str, reason: str, path: str = "") -> None:
        """Say which file could not be opened and why."""
        self._path = path
        self.title.setText(name)
        self.sentence.setText(reason)
        self.sentence.setProperty("role", "error")
        self.sentence.style().polish(self.sentence)
        self.choose.setText(self.tr("Choose another…"))
        self.again.setVisible(bool(path))

    def show_opening(self, name: str) -> None:
        """A file is being opened, and it takes a while."""
        self.title.setText(name)
        self.sentence.setText(self.tr("Opening the film…"))
        self.sentence.setProperty("role", "")
        self.sentence.style().polish(self.sentence)
        self.again.hide()

    def show_known(self, files: Sequence[Known]) -> None:
        """List the files opened last."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for known in files:
            row = KnownRow(known, self._list)
            row.clicked.connect(self._on_row)
            row.stepped.connect(self._on_stepped)
            self._rows.addWidget(row)
            self.rows.append(row)
        self._head.setVisible(bool(self.rows))

    def take_focus(self) -> None:
        """The keyboard goes to the film left last, else to the button."""
        (self.rows[0] if self.rows and not self._path else self.choose).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, KnownRow):
            self.file_chosen.emit(str(row.known.path))

    def _on_stepped(self, by: int) -> None:
        row = self.sender()
        if isinstance(row, KnownRow):
            wanted = min(max(self.rows.index(row) + by, 0), len(self.rows) - 1)
            self.rows[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_again(self) -> None:
        if self._path:
            self.file_chosen.emit(self._path)
