# SPDX-License-Identifier: GPL-3.0-or-later
"""The column of lines without a subtitle: drop one, choose one, or type the line that is heard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.ui.buttons import outline_button
from moodboard.ui.capture.lines.lines_head import MARGIN


class HeardField(QPlainTextEdit):
    """Enter pins what is typed, Shift+Enter begins a row for the next speaker."""

    kept = Signal()
    left = Signal()
    began = Signal()
    """The first letter was typed: the line is said about now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(make_font(SERIF, 17))
        self.setPlaceholderText(self.tr("The line you hear"))
        self.setAccessibleName(self.tr("The line you hear"))
        self.setToolTip(self.tr("Enter pins it at this moment; Shift+Enter for another speaker’s row"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(96)
        self._is_empty = True
        self.textChanged.connect(self._on_text)

    def _on_text(self) -> None:
        empty = not self.toPlainText().strip()
        if self._is_empty and not empty:
            self.began.emit()
        self._is_empty = empty

    def event(self, event: QEvent) -> bool:
        """Letters typed here are not the page's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape empties, then leaves."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.toPlainText():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


class NoLines(QWidget):
    """One sentence, the field, and the way to a file."""

    line_typed = Signal(str, float)
    """The words, and the time of the film when they were begun."""
    file_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0.0
        self._began: float | None = None
        self._words = QLabel(self)
        self._words.setFont(make_font(SERIF, 20))
        self._words.setWordWrap(True)
        self._why = QLabel(self)
        self._why.setFont(ui_font("small"))
        self._why.setProperty("role", "muted")
        self._why.setWordWrap(True)
        self.field = HeardField(self)
        self.field.kept.connect(self.keep)
        self.field.left.connect(self.left)
        self.field.began.connect(self._on_began)
        self.field.textChanged.connect(self._show_when)
        self._when = QLabel(self)
        self._when.setFont(ui_font("timecode"))
        self._when.setProperty("role", "muted")
        self.pin = outline_button(self.tr("Pin this line"), parent=self)
        self.pin.setToolTip(self.tr("Pin it at this moment of the film (Enter)"))
        self.pin.clicked.connect(self.keep)
        self.choose = outline_button(self.tr("Choose a subtitle…"), parent=self)
        self.choose.setToolTip(self.tr("SRT, ASS, WebVTT or MicroDVD"))
        self.choose.clicked.connect(self.file_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.setSpacing(10)
        for widget in (self._words, self._why, self.field, self._when, self.pin):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.choose)
        column.addStretch(1)
        self.explain("")
        self._show_when()

    def explain(self, trouble: str, reading: bool = False) -> None:
        """Say what to do, and why there is nothing."""
        words = self.tr("Drop a subtitle file, or type the line you hear.")
        self._words.setText(self.tr("Reading the lines…") if reading else words)
        self._why.setText(trouble)
        self._why.setVisible(bool(trouble))

    def words(self) -> str:
        """What is said, the reason too."""
        return " ".join(filter(None, (self._words.text(), self._why.text())))

    def set_moment(self, seconds: float) -> None:
        """The film is here now."""
        self._at = seconds
        if self._began is None:
            self._show_when()

    def _on_began(self) -> None:
        self._began = self._at

    def _show_when(self) -> None:
        typed = bool(self.field.toPlainText().strip())
        if not typed:
            self._began = None
        at = self._at if self._began is None else self._began
        self._when.setText(self.tr("At {time}").format(time=said_clock(at)))
        self.pin.setEnabled(typed)

    def keep(self) -> None:
        """Pin what was typed."""
        words = self.field.toPlainText().strip()
        if words:
            self.line_typed.emit(words, self._at if self._began is None else self._began)
            self.field.clear()
