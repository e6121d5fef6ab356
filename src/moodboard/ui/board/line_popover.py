# SPDX-License-Identifier: GPL-3.0-or-later
"""Who says a line, when, and which feelings it is for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from moodboard.domain.board import Pin
from moodboard.domain.line import format_timecode
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import ui_font
from moodboard.ui.board.pin_popover import PinPopover
from moodboard.ui.board.words import bad_timecode, read_timecode


class LinePopover(PinPopover):
    """Three fields; what is typed is kept by Enter or by going away, Esc leaves it."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("About the line"), 320)
        self.speaker = self._field(self.tr("Who says it"))
        self.timecode = self._field(self.tr("At"), "1:29:14")
        self.feelings = self._field(self.tr("Feelings"), self.tr("before an interview, missing home"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, field in enumerate((self.speaker, self.timecode, self.feelings)):
            label = QLabel(field.accessibleName())
            label.setFont(ui_font("body"))
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.column.addLayout(grid)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setFont(ui_font("small"))
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self._leaving = False

    @staticmethod
    def _field(name: str, hint: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def fill(self, pin: Pin) -> None:
        line = self.editor.lines.get(pin.line)
        if line is not None and not any(f.isModified() for f in self._fields):
            self.speaker.setText(line.speaker)
            self.timecode.setText(format_timecode(line.timecode) or "")
            self.feelings.setText(", ".join(line.feelings))

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.speaker, self.timecode, self.feelings

    def take_keyboard(self) -> None:
        """The first field."""
        for field in self._fields:
            field.setModified(False)
        self._refill()
        self._show_problem("")
        self.speaker.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.timecode.setProperty("error", bool(sentence))
        self.timecode.style().unpolish(self.timecode)
        self.timecode.style().polish(self.timecode)
        self.adjustSize()

    def keep(self) -> bool:
        """Write down what was typed; False when the timecode cannot be read."""
        pins = self.pins
        line = self.editor.lines.get(pins[0].line) if pins else None
        if line is None or not any(field.isModified() for field in self._fields):
            return True
        try:
            timecode = read_timecode(self.timecode.text())
        except ValueError:
            self._show_problem(bad_timecode())
            return False
        if not self.timecode.isModified():
            timecode = line.timecode  # the field shows whole seconds only
        feelings = tuple(dict.fromkeys(f.strip() for f in self.feelings.text().split(",") if f.strip()))
        for field in self._fields:
            field.setModified(False)
        self.editor.change_line(
            replace(line, speaker=self.speaker.text().strip(), timecode=timecode, feelings=feelings)
        )
        return True

    def close_popover(self) -> None:
        """Keep what was typed, if it can be read."""
        if self.isVisible() and not self._leaving and not self.keep():
            return
        super().close_popover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leaving = True
            self.close_popover()
            self._leaving = False
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_popover()
        else:
            super().keyPressEvent(event)
