# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with the chosen lines: jump, pin, copy, join, split, name, sync."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from moodboard.domain.exchange import DASH, turns_of
from moodboard.domain.subtitles import cue_edits
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.domain.subtitles.sentences import join
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.cue_model import CueModel, CueRow, timecode
from moodboard.qt.line_sync import LineSync
from moodboard.ui.capture.lines.line_edits import LineEdits
from moodboard.ui.capture.lines.line_list import LineList
from moodboard.ui.capture.lines.speaker_card import SpeakerCard

_MOST_NAMES = 60


class RowDeeds(QObject):
    """The deeds of the list's menu and keys."""

    pin_line_requested = Signal(object)
    """A ``Spoken``."""
    pin_shot_requested = Signal(float)
    pin_both_requested = Signal(object)
    """A ``Spoken``, and the shot in which it is said."""
    jumped = Signal()

    def __init__(
        self,
        session: CaptureSession,
        model: CueModel,
        rows: LineList,
        edits: LineEdits,
        sync: LineSync,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._list = session, model, rows
        self._edits, self._sync, self._host = edits, sync, parent

    def chosen(self) -> list[CueRow]:
        """The chosen rows, in the order of the list."""
        return [self._model.row(number) for number in self._list.chosen_rows()]

    def line(self) -> Spoken | None:
        """The chosen line, else the one that is said; several as one."""
        rows = self.chosen()
        if not rows and self._model.now >= 0:
            rows = [self._model.row(self._model.now)]
        lines = sorted((row.line for row in rows), key=lambda one: one.start)
        return None if not lines else lines[0] if len(lines) == 1 else join(lines)

    # Going and pinning

    def jump(self) -> None:
        """Go exactly to where the line begins."""
        rows = self.chosen()
        if rows:
            self.jump_to(rows[0].line)

    def jump_to(self, line: Spoken) -> None:
        """Go to where a line begins, and along with the film again."""
        self._session.go(max(0.0, line.start))
        self.jumped.emit()

    def pin(self) -> None:
        """Pin each chosen line."""
        for row in self.chosen():
            self.pin_line_requested.emit(row.line)

    def pin_as(self, what: str) -> None:
        """Pin the line, the shot in which it begins, or both."""
        if what == "line":
            self.pin()
            return
        at = self._session.at
        for row in self.chosen():
            if what == "both":
                self.pin_both_requested.emit(row.line)
            else:
                # Of a line that is said now, the frame that one looks at.
                is_now = row.line.start <= at < row.line.end
                self.pin_shot_requested.emit(at if is_now else max(0.0, row.line.start))

    # Words

    def copy(self) -> None:
        """Copy the words."""
        QGuiApplication.clipboard().setText("\n".join(_said(row.line) for row in self.chosen()))

    def copy_timed(self) -> None:
        """Copy the words, each with its time in front."""
        rows = (f"{timecode(row.line)} {_said(row.line)}" for row in self.chosen())
        QGuiApplication.clipboard().setText("\n".join(rows))

    def join(self) -> None:
        """Join the chosen lines and what lies between, or one with the next."""
        places = [row.place for row in self.chosen() if row.place >= 0]
        if places:
            self._edits.join(min(places), max(places) if len(places) > 1 else places[0] + 1)

    def split(self, letter: int) -> None:
        """Split the line between the words nearest to a letter."""
        rows = self.chosen()
        if len(rows) == 1 and rows[0].place >= 0:
            self._edits.split(rows[0].place, between_words(rows[0].line.text, letter))

    def split_typed(self, number: int, words: str, letter: int) -> None:
        """Split a row whose words are being edited, at the caret."""
        row = self._model.row(number) if 0 <= number < self._model.rowCount() else None
        if row is not None and row.place >= 0:
            self._edits.split(row.place, letter, words)

    def word(self, number: int, words: str) -> None:
        """Keep the words that were typed into a row."""
        self._edits.word(self._model.row(number).place, words)

    def edit(self) -> None:
        """Open the line's words for editing, in their place."""
        rows = self._list.chosen_rows()
        if rows:
            self._list.edit(self._model.index(rows[0]))

    def say_who(self) -> None:
        """Ask who says the line."""
        numbers = self._list.chosen_rows()
        if len(numbers) != 1 or self._model.row(numbers[0]).place < 0:
            return
        row = self._model.row(numbers[0])
        names = cue_edits.speakers(row.line)
        card = SpeakerCard(row.line.is_exchange, self._names(), names, self._host.window())
        card.named.connect(lambda said, place=row.place: self._edits.say_who(place, said))
        card.closed.connect(card.deleteLater)
        rect = self._list.visualRect(self._model.index(numbers[0]))
        corner = self._list.viewport().mapTo(self._host.window(), QPoint(70, rect.top()))
        card.open_at(self._list, QRect(corner, rect.size()), 0)

    def _names(self) -> Sequence[str]:
        said = self._session.subtitles
        found: dict[str, None] = {}
        for line in said.lines if said is not None else ():
            if line.speaker:
                found[line.speaker] = None
            elif "\n" in line.text:
                found |= dict.fromkeys(turn.speaker for turn in turns_of(line.text) if turn.speaker != DASH)
            if len(found) > _MOST_NAMES:
                break
        return sorted(found)

    # Time

    def said_now(self) -> None:
        """Let the chosen line begin with the frame that is shown."""
        line = self.line()
        if line is not None and self._session.file is not None:
            self._sync.said_now(line)

    def mark(self) -> None:
        """Mark the line as the first or second of two that are said now."""
        line = self.line()
        if line is not None and self._session.file is not None:
            self._sync.mark(line)


def between_words(text: str, letter: int) -> int:
    """Return the letter nearest to this one that begins a word, never the first or the end."""
    starts = [n for n in range(1, len(text)) if text[n - 1].isspace() and not text[n].isspace()]
    return min(starts, key=lambda start: abs(start - letter), default=letter)


def _said(line: Spoken) -> str:
    return f"{line.speaker}: {line.text}" if line.speaker else line.text
