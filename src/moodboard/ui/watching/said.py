# SPDX-License-Identifier: GPL-3.0-or-later
"""The line that is being said, from the film's subtitles, ready to be kept with one key."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.domain.watching import clock_words
from moodboard.qt.fonts import ui_font
from moodboard.qt.scripts import upright
from moodboard.ui.buttons import ghost_button

if TYPE_CHECKING:
    from moodboard.domain.subtitles.cleaning import Spoken
    from moodboard.services.subtitles import Subtitles

HELD = 20.0
"""Seconds of the film for which a line stays that was chosen by hand."""
_LONGEST = 150


class SaidLine(QWidget):
    """Follow the film; up and down choose a line near by, which then stays for a while."""

    pin_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subtitles: Subtitles | None = None
        self._place: int | None = None
        self._held_until: float | None = None
        self._at = 0.0
        self.words = QLabel(self)
        self.words.setFont(ui_font("line-list"))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.time = QLabel(self)
        self.time.setFont(ui_font("timecode"))
        self.time.setProperty("role", "muted")
        self.pin = ghost_button(self.tr("Keep"), "line", self.tr("Keep this line (Ctrl+L, or Enter)"), self)
        self.pin.set_compact(28, 8)
        self.pin.set_small_text()
        self.pin.setAccessibleName(self.tr("Keep this line"))
        self.pin.clicked.connect(self.pin_wanted)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.words)
        text.addWidget(self.time)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(text, 1)
        row.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_subtitles(self, subtitles: Subtitles | None) -> None:
        """Offer the lines of these; None for none."""
        self.subtitles = subtitles if subtitles is not None and subtitles.lines else None
        self._place = self._held_until = None
        self.follow(self._at)
        self._show()

    def line(self) -> Spoken | None:
        """The line that is offered."""
        if self.subtitles is None or self._place is None:
            return None
        return self.subtitles.lines[self._place]

    def follow(self, seconds: float) -> None:
        """The film is here now."""
        self._at = seconds
        if self.subtitles is None:
            return
        if self._held_until is not None and abs(seconds - self._held_until) < HELD:
            return
        self._held_until = None
        place = self.subtitles.place_at(seconds)
        if place != self._place:
            self._place = place
            self._show()

    def choose(self, by: int) -> None:
        """Choose a line before or after the one that is offered."""
        if self.subtitles is None:
            return
        if self._place is not None:
            first = self._place + by
        else:  # nothing is said near by: up is what was said last, down what comes next
            later = bisect_right([one.start for one in self.subtitles.lines], self._at)
            first = later if by > 0 else later - 1
        self._place = min(max(0, first), len(self.subtitles.lines) - 1)
        self._held_until = self._at
        self._show()

    def let_go(self) -> None:
        """Follow the film again."""
        self._held_until = None
        self.follow(self._at)

    def _show(self) -> None:
        line = self.line()
        self.setVisible(line is not None)
        if line is None:
            self.words.setText("")
            self.time.setText("")
            return
        text = " ".join(line.text.split())
        text = f"{line.speaker}: {text}" if line.speaker else text
        self.words.setFont(upright(ui_font("line-list"), text))
        self.words.setText(text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…")
        self.words.setAccessibleName(self.tr("Said now: {line}").format(line=text))
        held = self.tr("chosen") if self._held_until is not None else ""
        self.time.setText("  ".join(filter(None, (clock_words(line.start), held))))
        self.updateGeometry()
