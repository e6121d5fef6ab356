# SPDX-License-Identifier: GPL-3.0-or-later
"""See what another process (the command line, a second computer's sync) writes into the library."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from moodboard.domain.errors import KnownError
from moodboard.qt.events import Events
from moodboard.services import library

_log = logging.getLogger(__name__)
POLL_MS = 300


class Watcher(QObject):
    """Poll the library's data version and publish the changes of others, with no origin.

    Neither the version nor ``changes_since`` speak of what this process wrote itself.
    """

    seen = Signal(object)
    """``Changes`` that another process made."""

    def __init__(self, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events = events
        self._version = 0
        self._last = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin with what is there now."""
        self._version = library.data_version()
        self._last = library.last_change()
        self._timer.start()

    def stop(self) -> None:
        """Stop polling, before the library closes."""
        self._timer.stop()

    def look(self) -> None:
        """Publish what others wrote since the last look."""
        try:
            version = library.data_version()
            if version == self._version:
                return
            self._version = version
            self._last, changes = library.changes_since(self._last)
        except KnownError:
            _log.warning("the library could not be read for changes", exc_info=True)
            return
        if changes:
            self.seen.emit(changes)
            self._events.publish(changes, None)
