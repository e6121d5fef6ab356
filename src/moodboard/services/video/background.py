# SPDX-License-Identifier: GPL-3.0-or-later
"""Work that gives way to all other work of the machine."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_NICE = 15


@contextmanager
def lowered() -> Iterator[None]:
    """Let this thread, and those that it starts, take what the others leave, where the system can.

    On Linux a thread has a niceness of its own, which the decoder's threads inherit. It ends with
    the thread: without rights nobody is made less nice again.
    """
    if sys.platform.startswith("linux") and threading.current_thread() is not threading.main_thread():
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    yield
