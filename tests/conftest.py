# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures that every test may use."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, logs and the default library of tests away from the person's own."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home" / variable))
    monkeypatch.setenv("MOODBOARD_LIBRARY", str(tmp_path / "Moodboard"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    """Open an empty library in a new folder; the folder."""
    from moodboard.services import library as service

    folder = tmp_path / "Moodboard"
    service.open_library(folder)
    yield folder
    service.close_library()


def pytest_sessionfinish() -> None:
    """Empty the clipboard: one that still holds Python's data at the end of the process crashes Qt."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
