# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's lock on a library, seen and held without Qt.

It is the file of a QLockFile: five lines with the process, its program, the computer, its id and that
of its last start, and on Unix a lock of the system's on the file.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from moodboard.domain.errors import KnownError

NAME = "lock"
_OPEN = "Moodboard is open on this library. Close its window, then try again."


def is_held(folder: Path) -> bool:
    """Tell whether a window is open on the library in this folder."""
    file = folder / NAME
    if sys.platform == "win32":
        # A held file cannot be removed there; one that a crash left can.
        try:
            file.unlink(missing_ok=True)
        except OSError:
            return True
        return False
    import fcntl

    try:
        with file.open("rb") as lock:
            said = lock.read(4096).decode("utf-8", "replace").split("\n")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return True
            # A window of another computer removes its file when it ends: one that is there is believed.
            return len(said) > 2 and said[2] not in ("", socket.gethostname())
    except OSError:
        return False


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock, so that no window opens in the meantime; raises KnownError when one is open."""
    if is_held(folder):
        raise KnownError(_OPEN)
    file = folder / NAME
    said = f"{os.getpid()}\n{Path(sys.executable).resolve().name}\n{socket.gethostname()}\n\n\n"
    file.unlink(missing_ok=True)  # of a window that crashed
    try:
        lock = file.open("x", encoding="utf-8")
    except FileExistsError as error:
        raise KnownError(_OPEN) from error
    try:
        with lock:
            lock.write(said)
            lock.flush()
            if sys.platform != "win32":
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    finally:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
