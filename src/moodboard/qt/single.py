# SPDX-License-Identifier: GPL-3.0-or-later
"""One window for each library: a second start raises the first."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from moodboard.domain.errors import KnownError

LOCK_NAME = "lock"
_ANSWER_MS = 500
_TRIES, _PAUSE = 6, 0.1


class SingleWindow(QObject):
    """Hold the library's lock file and listen for later starts."""

    raised = Signal()
    """Somebody started Moodboard on the same library again."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "moodboard-" + hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8).hexdigest()
        self._lock = QLockFile(str(folder / LOCK_NAME))
        # Never stale by age: a window may stay open for weeks. A dead process's lock is seen by its id.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)

    def is_first(self) -> bool:
        """Take the lock; when another window has it, raise that one and return False.

        Raises KnownError when the lock file cannot be written, or the other one does not answer.
        """
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE)  # it may be about to listen, or to end
            if self._lock.tryLock(0):
                QLocalServer.removeServer(self._name)
                self._server.listen(self._name)
                return True
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                raise KnownError(
                    "The library’s folder cannot be written to. Check its rights, or open another."
                )
            if self._is_answered():
                return False
        raise KnownError("Moodboard is open on this library already, but does not answer. Close it first.")

    def _is_answered(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        is_there = socket.waitForConnected(_ANSWER_MS)
        socket.disconnectFromServer()
        return is_there

    def release(self) -> None:
        """Let the next start have the library."""
        self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        self.raised.emit()
