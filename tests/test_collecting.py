# SPDX-License-Identifier: GPL-3.0-or-later
"""Garbage is collected on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from moodboard.qt.collecting import Collecting, collect_due


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


def _rings(count: int) -> list[threading.Thread]:
    """Make garbage; returns on which thread it went."""
    where: list[threading.Thread] = []
    for _ in range(count):
        weakref.finalize(Ring(), lambda: where.append(threading.current_thread()))
    return where


def test_what_a_worker_leaves_behind_goes_on_the_gui_thread(qtbot: QtBot) -> None:
    kept = Collecting()
    QCoreApplication.processEvents()  # what was there before is frozen
    gc.collect()
    told: list[list[threading.Thread]] = []
    worker = threading.Thread(target=lambda: told.append(_rings(6_000)))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(told[0]) == 6_000)
    assert set(told[0]) == {threading.main_thread()}
    assert not gc.isenabled() and kept.parent() is None


def test_nothing_is_looked_through_while_little_was_made() -> None:
    gc.collect()
    assert collect_due() == -1
