# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands above the lines: the search field, which subtitle it is, how far it is shifted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.subtitles.sync import Timing
from moodboard.qt.fonts import ui_font
from moodboard.ui import icons, keys, theme
from moodboard.ui.buttons import Button, ghost_button, link_button

MARGIN = 20
_PLATE = 6


def language_name(code: str) -> str:
    """Return a language as one says it, "" for an unknown one."""
    if not code:
        return ""
    found = QLocale.codeToLanguage(code)
    return "" if found == QLocale.Language.AnyLanguage else QLocale.languageToString(found)


class LineSearchField(QLineEdit):
    """Enter jumps to the best, Down goes to the list, Escape clears."""

    jump_requested = Signal()
    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(34)
        self.setTextMargins(26, 0, 4, 0)
        self.setMaxLength(1000)
        self.setPlaceholderText(self.tr("Search this film’s lines"))
        self.setAccessibleName(self.tr("Search this film’s lines"))
        keys.follow(self, self.tr("Search this film’s lines"), "capture.find_line")

    def event(self, event: QEvent) -> bool:
        """Escape clears before it closes the page."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Down, Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jump_requested.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(11, 9, icons.SIZE, icons.SIZE), theme.tokens().ink_2)


class LinesHead(QWidget):
    """The field, and under it the two controls, and one quiet sentence when there is something to say."""

    way_chosen = Signal(str)
    """The sentence's link was followed: ``source``, ``sync`` or ``encoding``."""
    closed = Signal()
    """The sentence was closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = LineSearchField(self)
        self.source = ghost_button(parent=self, tip=self.tr("Which subtitle is read"))
        self.source.set_compact(24, _PLATE)
        self.source.set_small_text()
        self.sync = link_button("", self.tr("Put the lines in time with the film"), self)
        self.sync.set_small_text()
        self.sync.set_compact(30, 0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.source)
        row.addStretch(1)
        row.addWidget(self.sync)
        self._note = QLabel(self)
        self._note.setFont(ui_font("small"))
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._way = link_button("", "", self)
        self._way.set_small_text()
        self._way.clicked.connect(self._on_way)
        self._close = ghost_button(icon="close", tip=self.tr("Close this note"), parent=self)
        self._close.set_compact(22, 3)
        self._close.clicked.connect(self._on_close)
        self._kind = ""
        below = QHBoxLayout()
        below.setSpacing(6)
        below.setContentsMargins(_PLATE, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._note)
        words.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)  # or the words are no wider than it
        below.addLayout(words, 1)
        below.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        # The button has a plate under the pointer, and yet its words begin where the field does.
        column.setContentsMargins(MARGIN - _PLATE, MARGIN, MARGIN, 8)
        column.setSpacing(7)
        column.addLayout(_indented(self.field))
        column.addLayout(row)
        column.addLayout(below)
        self.hide_note()

    def add_row(self, widget: QWidget) -> None:
        """Show something between the field and the sentence."""
        self._column.insertLayout(2, _indented(widget))

    def show_source(self, language: str, words: str) -> None:
        """Name the subtitle: "English · 1,184 lines"."""
        name = language_name(language)
        text = self.tr("{language} · {count}").format(language=name, count=words) if name else words
        self.source.setText(text)
        self.source.setAccessibleName(self.tr("Subtitle: {which}").format(which=text))
        self.source.updateGeometry()
        self.source.update()

    def show_timing(self, timing: Timing) -> None:
        """Say how far the words are shifted."""
        text = self.tr("Sync {seconds} s").format(seconds=signed(timing.offset))
        if abs(timing.factor - 1.0) > 1e-9:
            text = self.tr("{sync}, stretched").format(sync=text)
        self.sync.setText(text)
        self.sync.setAccessibleName(text)
        self.sync.updateGeometry()
        self.sync.update()

    def say(self, sentence: str, way: str = "", kind: str = "source", error: bool = False) -> None:
        """Show one quiet sentence, and the way on as a link."""
        self._kind = kind
        self._note.setText(sentence)
        self._note.setProperty("role", "error" if error else "muted")
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self._way.setText(way)
        self._way.setToolTip(way)
        self._way.setAccessibleName(way)
        self._way.setVisible(bool(way))
        self._way.updateGeometry()
        for widget in (self._note, self._close):
            widget.show()

    def note(self) -> str:
        """The sentence that is shown."""
        return self._note.text() if not self._note.isHidden() else ""

    def way_button(self) -> Button:
        """The way on."""
        return self._way

    def hide_note(self) -> None:
        """Say nothing more."""
        for widget in (self._note, self._way, self._close):
            widget.hide()

    def _on_close(self) -> None:
        self.hide_note()
        self.closed.emit()

    def _on_way(self) -> None:
        self.way_chosen.emit(self._kind)


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_PLATE, 0, 0, 0)
    row.addWidget(widget)
    return row


def signed(seconds: float) -> str:
    """Return a shift as it is written: +0.2, 0.0, −1.5."""
    tenths = round(seconds, 1)
    is_even = abs(seconds - tenths) < 0.005
    said = f"{abs(tenths):.1f}" if is_even else f"{abs(seconds):.2f}"
    if not float(said):
        return "0.0"
    return ("+" if seconds > 0 else "−") + said
