# SPDX-License-Identifier: GPL-3.0-or-later
"""Log a watch of a film now, without a dialog; the bar offers the way back, and stars by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.dates import ordinal, parse_edtf, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.qt.history import History
from moodboard.services import films, watches
from moodboard.ui.quiet_bar import QuietBar
from moodboard.ui.stars import StarsEdit


class BarStars(StarsEdit):
    """Stars in the bar: any key that means none goes where the keyboard was before."""

    def __init__(self, parent: QWidget, before: QWidget | None) -> None:
        super().__init__(parent)
        self._before = before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1-5 and the arrows give stars; Enter and Escape go back, other keys are meant for there."""
        if self.take_key(event):
            return
        self.leave()
        over = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        before = QApplication.focusWidget()
        if event.key() not in over and before is not None and before is self._before:
            QCoreApplication.sendEvent(before, event)

    def leave(self) -> None:
        """Give the keyboard back."""
        if self._before is not None and self.hasFocus():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)


class Again(QObject):
    """Make the watch a step that can be undone, with its stars."""

    def __init__(self, window: QWidget, history: History, bar: Callable[[], QuietBar]) -> None:
        super().__init__(window)
        self._history = history
        self._bar = bar
        self._now: Callable[[], datetime] = datetime.now

    def set_clock(self, now: Callable[[], datetime]) -> None:
        """Log as at another now, for tests."""
        self._now = now

    def log(self, film_id: int, take_keys: bool) -> Watch | None:
        """Log a watch of today; the keyboard goes to the stars where a key asked for it."""
        try:
            row = films.film_row(film_id)
        except KnownError as error:
            self._bar().say(str(error), error=True)
            return None
        day = parse_edtf(tonight(self._now()).isoformat())
        watch = Watch(film_id, day, uuid=new_uuid(), logged=utc_now())
        number = row.times_seen + row.at_least + 1
        if number == 1:
            words = self.tr("Logged “{title}”, the first time.").format(title=row.title)
        else:
            words = self.tr("Logged “{title}” again, the {nth} time.")
            words = words.format(title=row.title, nth=ordinal(number))

        kept = [watch]  # with the stars that it got since: done again after an undo, it has them

        def act() -> tuple[Changes, Callable[[], Changes]]:
            return watches.log_watch(kept[0])[1], lambda: watches.remove_watch(watch.uuid)

        if not self._history.do(words, act):
            return None
        self._offer(kept, words, take_keys)
        return watch

    def _offer(self, kept: list[Watch], words: str, take_keys: bool) -> None:
        bar = self._bar()
        bar.say(words, self._history.undo)
        stars = BarStars(bar, QApplication.focusWidget())
        stars.rated.connect(lambda rating: self._rate(bar, kept, rating))
        bar.put(stars)
        if take_keys:
            stars.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rate(self, bar: QuietBar, kept: list[Watch], rating: int | None) -> None:
        """Keep the stars; they are part of the step that logged the watch."""
        rated = replace(kept[0], rating=rating)
        try:
            changes = watches.edit_watch(rated)
        except KnownError as error:
            bar.say(str(error), error=True)
            return
        kept[0] = rated
        self._history.publish(changes)
        bar.stay()
