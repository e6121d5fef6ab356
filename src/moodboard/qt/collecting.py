# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage is collected on the GUI thread alone.

Python collects on whichever thread makes the next object. One that frees a Qt receiver there waits in Qt
for a lock and holds Python's, while the GUI thread connects a signal and holds them the other way round:
both wait for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # ms
_YOUNG = 5_000
_ROUNDS = 10
"""Rounds of one generation, after which the next older one is looked through."""


class Collecting(QObject):
    """Switches Python's own collecting off and does it by a timer, the youngest objects most often."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        QTimer.singleShot(0, gc.freeze)  # what the start made stays, and is not walked any more
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> int:
    """Look through what it is time for; returns the generation, -1 for none."""
    young, middle, old = gc.get_count()
    if young < _YOUNG:
        return -1
    due = 0 if middle < _ROUNDS else 1 if old < _ROUNDS else 2
    gc.collect(due)
    return due
