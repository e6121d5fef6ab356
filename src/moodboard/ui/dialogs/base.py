# SPDX-License-Identifier: GPL-3.0-or-later
"""What our dialogs have in common: a serif heading, fields with their words, errors in place, a scrim."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.buttons import Button, fill_button, outline_button

MARGIN = 24


class Scrim(QWidget):
    """Dim the window behind a dialog."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Light again; not every window manager gives the keyboard back to the window by itself."""
        self.hide()
        self.window().activateWindow()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The scrim's colour."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().scrim))


class FormDialog(QDialog):
    """A heading, a column of rows, one sentence for errors, Cancel and the main button."""

    def __init__(self, heading: str, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if parent is not None:
            # Whoever came here by the keyboard sees where it is from the first moment.
            by_keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
            self.setAttribute(by_keyboard, parent.window().testAttribute(by_keyboard))
        self._scrim: Scrim | None = None
        self._placed = QPoint()
        self.heading = QLabel(heading, self)
        self.heading.setFont(ui_font("dialog"))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self._error = QLabel(self)
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._error.hide()
        self.cancel_button = outline_button(self.tr("Cancel"), parent=self)
        self.cancel_button.setToolTip(self.tr("Cancel (Esc)"))
        self.cancel_button.clicked.connect(self.reject)
        self.keep_button = fill_button(deed, parent=self)
        self.keep_button.setToolTip(self.tr("{deed} (Enter)").format(deed=deed))
        self.keep_button.clicked.connect(self.keep)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN - 4)
        column.setSpacing(16)
        column.addWidget(self.heading)
        column.addLayout(self.rows)
        column.addWidget(self._error)
        column.addStretch(1)
        column.addLayout(self.buttons)
        self.setMinimumWidth(460)

    def keep(self) -> None:
        """Keep what was typed; dialogs say how."""
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps from any field: our buttons are not Qt's push buttons, so it is said here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
            else:
                self.keep()
        else:
            super().keyPressEvent(event)

    def error(self) -> str:
        """The sentence that is shown."""
        return self._error.text() if not self._error.isHidden() else ""

    def show_error(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong below the fields, and mark the field."""
        self._error.setText(sentence)
        self._error.show()
        if field is not None:
            mark_error(field, True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Grow when more is said than there is room for: Qt asks a wrapped sentence for its width only."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wanted = layout.totalHeightForWidth(self.width())
            self.setMinimumHeight(max(0, wanted))
            self.resize(self.width(), max(self.height(), wanted))

    def clear_error(self, *fields: QWidget) -> None:
        """Nothing is wrong any more."""
        self._error.hide()
        for field in fields:
            mark_error(field, False)

    def labelled(self, words: str, field: QWidget, below: QWidget | None = None) -> QVBoxLayout:
        """Return the field under its words."""
        label = QLabel(words, self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(field)
        if below is not None:
            column.addWidget(below)
        return column

    def beside(self, *parts: tuple[QLayout, int]) -> QHBoxLayout:
        """Return several labelled fields in one row, with their stretch."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for part, stretch in parts:
            row.addLayout(part, stretch)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Dim the window behind."""
        super().showEvent(event)
        parent = self.parentWidget()
        if self._scrim is None and parent is not None:
            self._scrim = Scrim(parent.window())
            self._placed = centre_over(self, parent.window())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in the middle when a sentence makes it larger, unless it was moved by hand."""
        super().resizeEvent(event)
        parent = self.parentWidget()
        if self._scrim is not None and parent is not None and self.pos() == self._placed:
            self._placed = centre_over(self, parent.window())

    def hideEvent(self, event: QHideEvent) -> None:
        """Light again."""
        super().hideEvent(event)
        self._drop_scrim()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Light again."""
        super().closeEvent(event)
        self._drop_scrim()

    def _drop_scrim(self) -> None:
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None


def centre_over(dialog: QWidget, window: QWidget) -> QPoint:
    """Put a dialog in the middle of its window: Qt leaves room for a title bar that may not be there."""
    middle = window.mapToGlobal(window.rect().center())
    dialog.move(middle - dialog.rect().center())
    return dialog.pos()


def mark_error(field: QWidget, wrong: bool) -> None:
    """Give the field the error edge, or take it away."""
    if bool(field.property("error")) != wrong:
        field.setProperty("error", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


def names_in(said: str) -> tuple[str, ...]:
    """Return the names of a list parted by commas."""
    return tuple(name for name in (part.strip() for part in said.split(",")) if name)
