# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back from each edit of the library made outside a board: films, watches, lists."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.events import Events

KEPT = 200

Change = Callable[[], Changes]


@dataclass(frozen=True, slots=True)
class Step:
    """One edit: what it did, in words, and how it is undone and done again."""

    words: str
    undo: Change
    redo: Change


class History(QObject):
    """Undo and redo edits, and send what they change to all views.

    A step that cannot be taken any more, because its film was binned elsewhere say, is said and
    forgotten: what was before it may still be taken back.
    """

    moved = Signal()
    """There is more or less to undo or to redo."""
    told = Signal(str)
    """What was undone or done again, in words."""
    failed = Signal(str)
    """Why a step could not be taken."""

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events = events
        self._done: deque[Step] = deque(maxlen=KEPT)
        self._undone: list[Step] = []

    def do(self, words: str, act: Callable[[], tuple[Changes, Change]]) -> bool:
        """Make an edit: ``act`` returns what changed and how it is undone. False when it could not.

        Doing it again after an undo calls ``act`` anew, so it has to keep the ids it made.
        """
        try:
            changes, undo = act()
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        self.push(words, undo, lambda: act()[0])
        self._events.publish(changes, self)
        return True

    def push(self, words: str, undo: Change, redo: Change) -> None:
        """Remember an edit that was made."""
        self._done.append(Step(words, undo, redo))
        self._undone.clear()
        self.moved.emit()

    def publish(self, changes: Changes) -> None:
        """Send out what changed without a step of its own: a film that was made for a list, say."""
        self._events.publish(changes, self)

    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Whether there is a step forward again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the newest edit back."""
        if self._done:
            step = self._done.pop()
            if self._take(step.undo):
                self._undone.append(step)
                self.told.emit(self.tr("Undone: {what}").format(what=step.words))
            self.moved.emit()

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        if self._undone:
            step = self._undone.pop()
            if self._take(step.redo):
                self._done.append(step)
                self.told.emit(self.tr("Done again: {what}").format(what=step.words))
            self.moved.emit()

    def forget(self) -> None:
        """Let go of all steps: a restored backup, or an import taken back, is another library."""
        self._done.clear()
        self._undone.clear()
        self.moved.emit()

    def _take(self, change: Change) -> bool:
        try:
            self._events.publish(change(), self)
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        return True
