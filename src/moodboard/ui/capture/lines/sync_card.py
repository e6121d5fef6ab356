# SPDX-License-Identifier: GPL-3.0-or-later
"""The card in which the lines are put in time with the film."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import ui_font
from moodboard.qt.line_sync import PRESETS, STEP, LineSync
from moodboard.ui import keys
from moodboard.ui.buttons import Button, ghost_button, link_button, outline_button
from moodboard.ui.capture.lines.lines_head import signed
from moodboard.ui.card import Popover
from moodboard.ui.dialogs.base import mark_error

_WIDTH = 312


class SyncCard(Popover):
    """Earlier and later, this line now, two lines, frame rates, as the file has it."""

    said_now_requested = Signal()
    mark_requested = Signal()

    def __init__(self, sync: LineSync, parent: QWidget) -> None:
        super().__init__(parent)
        self._sync = sync
        self.setAccessibleName(self.tr("Sync"))
        self.field = QLineEdit(self)
        self.field.setFixedWidth(72)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName(self.tr("Seconds by which the lines are later"))
        self.field.setToolTip(self.tr("Seconds by which the lines are later; below zero earlier (Enter)"))
        self.field.editingFinished.connect(self._on_typed)
        self.earlier = outline_button(self.tr("Earlier"), parent=self)
        self.later = outline_button(self.tr("Later"), parent=self)
        keys.follow(self.earlier, self.tr("A tenth of a second earlier"), "capture.sync_earlier")
        keys.follow(self.later, self.tr("A tenth of a second later"), "capture.sync_later")
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.now = outline_button(self.tr("The chosen line is said now"), parent=self)
        keys.follow(self.now, self.tr("Let the chosen line begin with this frame"), "capture.said_now")
        self.now.clicked.connect(self.said_now_requested)
        self._about = self._words("…")
        self.mark = outline_button("", parent=self)
        self.mark.clicked.connect(self.mark_requested)
        self._forget = link_button(self.tr("Forget it"), self.tr("Mark another first line"), self)
        self._forget.clicked.connect(sync.forget)
        self.presets = [self._preset(made, film) for made, film in PRESETS]
        self.reset = ghost_button(
            self.tr("As the file has it"), tip=self.tr("No shift, no stretch"), parent=self
        )
        self.reset.set_compact(28, 8)
        self.reset.clicked.connect(sync.reset)
        self._error = QLabel(self)
        self._error.setProperty("role", "error")
        self._error.setFont(ui_font("small"))
        self._error.setWordWrap(True)
        self._error.hide()
        self._lay()
        sync.changed.connect(self.refresh)
        sync.failed.connect(self._say)
        self.refresh()

    def _lay(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.earlier)
        first.addWidget(self.field)
        first.addWidget(self._words(self.tr("s")))
        first.addWidget(self.later)
        first.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, button in enumerate(self.presets):
            grid.addWidget(button, number // 2, number % 2)
        grid.setColumnStretch(2, 1)
        mark = QHBoxLayout()
        mark.addWidget(self.mark)
        mark.addWidget(self._forget)
        mark.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(first)
        column.addWidget(self.now)
        column.addWidget(self._error)
        column.addSpacing(2)
        column.addWidget(self._about)
        column.addLayout(mark)
        column.addSpacing(2)
        column.addWidget(self._words(self.tr("Made for another frame rate than the film’s:")))
        column.addLayout(grid)
        column.addWidget(self.reset)
        self.setFixedWidth(_WIDTH)

    def _words(self, said: str) -> QLabel:
        label = QLabel(said, self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setWordWrap(said != self.tr("s"))
        return label

    def _preset(self, made: float, film: float) -> Button:
        words = self.tr("{made} → {film}").format(made=_rate(made), film=_rate(film))
        tip = self.tr("The subtitle was made for {made} frames a second, the film has {film}")
        button = ghost_button(words, tip=tip.format(made=_rate(made), film=_rate(film)), parent=self)
        button.set_compact(28, 8)
        button.clicked.connect(lambda: self._sync.stretch(made, film))
        return button

    def take_keyboard(self) -> None:
        """To the field first."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def refresh(self) -> None:
        """Show the timing in use, and what was marked."""
        self._error.hide()
        mark_error(self.field, False)
        self.field.setText(signed(self._sync.timing.offset))
        for button in (self.now, self.mark):
            button.setEnabled(self._sync.has_film)
        point = self._sync.first
        self._forget.setVisible(point is not None)
        if point is None:
            self.mark.setText(self.tr("Mark the chosen line"))
            self._about.setText(
                self.tr("Lines drift apart? Mark one early in the film as it is said, then one late in it.")
            )
        else:
            self.mark.setText(self.tr("Mark the second line"))
            words = point.words if len(point.words) < 40 else point.words[:38].rstrip() + "…"
            said = self.tr("{words} is said at {time}. Now mark a line late in the film as it is said.")
            self._about.setText(said.format(words=" ".join(words.split()), time=said_clock(point.film)))
        self.mark.setToolTip(self.tr("The chosen line begins with the frame that is shown"))
        self.mark.setAccessibleName(self.mark.text())
        self.mark.updateGeometry()
        if self.isVisible():
            self.setFixedHeight(self.layout().totalHeightForWidth(_WIDTH))  # type: ignore[union-attr]

    def _on_earlier(self) -> None:
        self._sync.shift(-STEP)

    def _on_later(self) -> None:
        self._sync.shift(STEP)

    def _on_typed(self) -> None:
        said = self.field.text().strip().replace("−", "-").replace(",", ".").removesuffix("s").strip()
        if said == signed(self._sync.timing.offset).replace("−", "-"):
            return
        try:
            seconds = float(said or 0)
        except ValueError:
            self._say(self.tr("Give the seconds as a number, such as 1.5 or -2."))
            mark_error(self.field, True)
            return
        self._sync.shift_to(seconds)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()
        if self.isVisible():
            self.setFixedHeight(self.layout().totalHeightForWidth(_WIDTH))  # type: ignore[union-attr]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field takes what was typed; it does not press the page's buttons."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


def _rate(rate: float) -> str:
    return f"{rate:.3f}".rstrip("0").rstrip(".")
