# SPDX-License-Identifier: GPL-3.0-or-later
"""Work that nobody can hurry: done by a thread that can be left behind when the time is up."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from moodboard.domain.errors import CancelledError, KnownError

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
_T = TypeVar("_T")
_BETWEEN = 0.1


class _Apart(Generic[_T]):
    def __init__(self, work: Callable[[threading.Event], _T], failed: KnownError) -> None:
        self._work = work
        self._failed = failed
        self.stop = threading.Event()
        self.done = threading.Event()
        self.found: list[_T] = []
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            self.found.append(self._work(self.stop))
        except (KnownError, CancelledError) as error:
            self.fault = error
        except Exception as error:  # noqa: BLE001  - told by its kind
            # Only its kind: its words may hold an address with a key in it.
            log.error("Work apart failed: %s", type(error).__name__)
            self.fault = self._failed
        finally:
            self.done.set()


def run(
    work: Callable[[threading.Event], _T],
    report: Report,
    seconds: float,
    too_long: KnownError,
    failed: KnownError,
) -> _T:
    """Return what the work returns; raises ``too_long`` when it takes longer than ``seconds``.

    ``report`` is called ten times a second, and may raise CancelledError. The work gets an event that
    is set when nobody waits for it any more. What it did not foresee becomes ``failed``.
    """
    apart = _Apart(work, failed)
    end = time.monotonic() + seconds
    threading.Thread(target=apart.run, daemon=True, name="apart").start()
    try:
        while not apart.done.is_set():
            report(0, 1)
            left = end - time.monotonic()
            if left <= 0:
                raise too_long
            apart.done.wait(min(_BETWEEN, left))
    finally:
        apart.stop.set()
    if apart.fault is not None:
        raise apart.fault
    return apart.found[0]
