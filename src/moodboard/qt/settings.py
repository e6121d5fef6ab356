# SPDX-License-Identifier: GPL-3.0-or-later
"""Typed settings over QSettings: one table, a bad stored value falls back to its default."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

_log = logging.getLogger(__name__)
_Value = TypeVar("_Value", str, int, bool, float, bytes)


@dataclass(frozen=True, slots=True)
class Setting(Generic[_Value]):
    """One remembered thing; its type comes from its default."""

    key: str
    default: _Value
    check: Callable[[_Value], bool] = lambda _value: True


THEME = Setting("look/theme", "system", lambda mode: mode in ("system", "light", "dark"))
REDUCED_MOTION = Setting("look/reduced_motion", False)
GEOMETRY = Setting("window/geometry", b"")
SPLIT = Setting("window/split", b"")
TRAY_SPLIT = Setting("library/tray_split", b"")
PANE_SHOWN = Setting("library/pane_shown", True)
SORT = Setting("library/sort", "rewatches")
FILM = Setting("library/film", 0)
FILMS_VIEW = Setting("films/view", "list", lambda view: view in ("list", "posters", "stills"))
FILMS_QUERY = Setting("films/query", "")
"""JSON: filters and order of the films' page."""
FILMS_COLUMNS = Setting("films/columns", b"")
FILMS_SIZE = Setting("films/size", 168, lambda size: 40 <= size <= 1000)
"""How wide the pictures on the wall are."""
FILMS_TOP = Setting("films/top", 0, lambda row: row >= 0)
"""The row of the film at the top."""
FILMS_SIDE = Setting("films/side_shown", True)
SHORTCUTS = Setting("keys/own", "")
"""JSON: the person's own shortcuts by action."""
LAST_USED = Setting("palette/recent", "")
"""JSON: what was chosen in the command palette, the newest first."""
ON_TOP = Setting("window/on_top", False)
WHEEL_PANS = Setting("board/wheel_pans", False)
FOLDER = Setting("files/folder", "")
EXPORT_FOLDER = Setting("export/folder", "")
FILM_FILES = Setting("files/films", "")
"""The folder in which a film file was chosen last."""
SCREENSHOTS = Setting("screenshots/folder", "")
"""The folder that is watched, or was."""
SCREENSHOTS_ON = Setting("screenshots/on", False)
SCREENSHOTS_TOLD = Setting("screenshots/told_only", False)
"""Leave pictures alone whose names tell neither film nor time."""
GUTTER = Setting("arrange/gutter", 14, lambda gutter: 0 <= gutter <= 200)
"""Board units between pins that are arranged, and at which neighbours attract."""
SHAPE = Setting(
    "arrange/shape", "window", lambda shape: shape in ("window", "square", "wide", "tall", "phone")
)
CAPTURE_FORMAT = Setting("capture/format", "png", lambda kind: kind in ("png", "jpeg"))
"""How frames of films are kept: as they are, or as JPEG of quality 95 in full colour resolution."""
GRID_SHOWN = Setting("grid/shown", False)
GRID_DOTS = Setting("grid/dots", False)
GRID_STEP = Setting("grid/step", 28, lambda step: 4 <= step <= 400)
WATCHING_AT = Setting("watching/place", "")
"""Where the small window of a film that plays elsewhere stands: "x,y"."""
CAPTURE_FOLDER = Setting("capture/folder", "")
CAPTURE_VOLUME = Setting("capture/volume", 100, lambda volume: 0 <= volume <= 100)
CAPTURE_MUTED = Setting("capture/muted", False)
CAPTURE_WORDS = Setting("capture/words_shown", True)
"""Whether what is said stands over the picture."""
CAPTURE_NOTES = Setting("capture/notes_shown", True)
"""Whether sounds and music stand between the lines, in brackets."""

SETTINGS: tuple[Setting[str] | Setting[bytes] | Setting[bool] | Setting[int], ...] = (
    THEME,
    REDUCED_MOTION,
    GEOMETRY,
    SPLIT,
    TRAY_SPLIT,
    PANE_SHOWN,
    SORT,
    FILM,
    FILMS_VIEW,
    FILMS_QUERY,
    FILMS_COLUMNS,
    FILMS_SIZE,
    FILMS_TOP,
    FILMS_SIDE,
    SHORTCUTS,
    LAST_USED,
    ON_TOP,
    WHEEL_PANS,
    FOLDER,
    EXPORT_FOLDER,
    FILM_FILES,
    SCREENSHOTS,
    SCREENSHOTS_ON,
    SCREENSHOTS_TOLD,
    GUTTER,
    SHAPE,
    CAPTURE_FORMAT,
    GRID_SHOWN,
    GRID_DOTS,
    GRID_STEP,
    WATCHING_AT,
    CAPTURE_FOLDER,
    CAPTURE_VOLUME,
    CAPTURE_MUTED,
    CAPTURE_WORDS,
    CAPTURE_NOTES,
)


class Settings:
    """Read and write the table's values; a file may be given for tests."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            self._store = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Moodboard", "Moodboard"
            )
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, setting: Setting[_Value]) -> _Value:
        """Return the stored value, or the default when there is none or it makes no sense."""
        raw = self._store.value(setting.key)
        if raw is None:
            return setting.default
        try:
            value = _as_type(raw, setting.default)
            if setting.check(value):
                return value
        except (TypeError, ValueError):
            pass
        _log.warning("setting %s holds %r; the default is used", setting.key, raw)
        self._store.remove(setting.key)
        return setting.default

    def set(self, setting: Setting[_Value], value: _Value) -> None:
        """Remember the value."""
        self._store.setValue(setting.key, QByteArray(value) if isinstance(value, bytes) else value)

    def flush(self) -> None:
        """Write to disk now, e.g. before the program ends."""
        self._store.sync()


def _as_type(raw: object, default: _Value) -> _Value:
    if isinstance(default, bytes):
        if isinstance(raw, QByteArray):
            return bytes(raw.data())
        raise TypeError("not bytes")
    if isinstance(default, bool):
        if str(raw).lower() in ("true", "1"):
            return True
        if str(raw).lower() in ("false", "0"):
            return False
        raise ValueError("not a yes or no")
    if isinstance(default, int):
        return int(str(raw))
    if isinstance(default, float):
        return float(str(raw))
    return str(raw)
