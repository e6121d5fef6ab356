# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures that every test may use."""

import gc
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Iterator
from pathlib import Path

import pytest

from moodboard.qt.collecting import collect_due


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep settings, logs and the default library of tests away from the person's own."""
    often = gc.get_threshold()
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home" / variable))
    monkeypatch.setenv("MOODBOARD_LIBRARY", str(tmp_path / "Moodboard"))
    yield
    gc.set_threshold(*often)
    collect_due()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    """Open an empty library in a new folder; the folder."""
    from moodboard.services import library as service
    from new_library import open_new

    yield open_new(tmp_path / "Moodboard")
    service.close_library()


def pytest_configure() -> None:
    """Let Qt's waits end late rather than on a slow machine: they are over as soon as what they wait for.

    Garbage is collected between tests only: on a thread of a test it may free what Qt is using.
    """
    gc.disable()
    from pytestqt.qtbot import QtBot

    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
        assert wait.__kwdefaults__
        wait.__kwdefaults__["timeout"] = 30_000


def pytest_sessionfinish() -> None:
    """Empty the clipboard: one that still holds Python's data at the end of the process crashes Qt."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
