# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that the library pane says of films."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from moodboard.domain.dates import spoken, tonight
from moodboard.domain.film import FilmRow


def last_seen(film: FilmRow, now: datetime) -> str:
    """Return when the film was last seen, as people say it; empty when that is not known."""
    if film.last_watched is not None and film.last_watched.is_known:
        return spoken(film.last_watched, tonight(now))
    if film.watchlist and not film.times_seen:
        return QCoreApplication.translate("library", "to watch")
    return ""
