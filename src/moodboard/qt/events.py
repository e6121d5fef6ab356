# SPDX-License-Identifier: GPL-3.0-or-later
"""The one broadcast of what changed in the library."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes


class Events(QObject):
    """Tell all views what changed; each looks for its own ids and ignores its own echo."""

    changed = Signal(object, object)
    """``Changes`` and the origin: the object that asked for the change, None for another process."""

    def publish(self, changes: Changes, origin: object = None) -> None:
        """Send the changes out, unless there are none."""
        if changes:
            self.changed.emit(changes, origin)
