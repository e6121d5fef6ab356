# SPDX-License-Identifier: GPL-3.0-or-later
"""The boards' tab takes what is dragged onto it for the open board, and shows that when held there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from moodboard.qt.carried import LINES_MIME, STILLS_MIME, is_ours, uuids

HELD_MS = 500


class DragToBoards(QObject):
    """Let a widget take shots and lines that are dragged."""

    boards_wanted = Signal()
    """They are held over the tab."""
    dropped = Signal(list, list)
    """Uuids of stills and lines."""

    def __init__(self, tab: QWidget) -> None:
        super().__init__(tab)
        tab.setAcceptDrops(True)
        tab.installEventFilter(self)
        self._held = QTimer(self, singleShot=True, interval=HELD_MS)
        self._held.timeout.connect(self.boards_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ours."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent)
            if not is_ours(event.mimeData()):
                return super().eventFilter(watched, event)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if kind is QEvent.Type.DragEnter:
                self._held.start()
            elif kind is QEvent.Type.Drop:
                self._held.stop()
                data = event.mimeData()
                self.dropped.emit(uuids(data, STILLS_MIME), uuids(data, LINES_MIME))
            return True
        if kind is QEvent.Type.DragLeave:
            self._held.stop()
        return super().eventFilter(watched, event)
