# SPDX-License-Identifier: GPL-3.0-or-later
"""Show a file in the system's file manager, chosen there where the platform can."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_SERVICE, _PATH = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"


def show_in_folder(path: Path) -> None:
    """Open the folder with the file chosen; where that cannot be asked for, the folder alone."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    elif not _asked_over_dbus(path):
        _open_folder(path)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _asked_over_dbus(path: Path) -> bool:
    """Ask the desktop's file manager, without waiting; False when there is nobody to ask."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    watcher = QDBusPendingCallWatcher(bus.asyncCall(message))
    _watchers.add(watcher)

    def done() -> None:
        _watchers.discard(watcher)
        if watcher.isError():
            _open_folder(path)

    watcher.finished.connect(lambda _call: done())
    return True


_watchers: set[object] = set()
"""Kept until the file manager has answered."""
