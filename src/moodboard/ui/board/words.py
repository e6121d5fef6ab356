# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that several parts of the board's surroundings say alike."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QFont

from moodboard.domain.dates import VagueDate
from moodboard.domain.scrubber import number_word
from moodboard.qt.fonts import ui_font

_translate = QCoreApplication.translate


def title_font() -> QFont:
    """Return the type of the board's title: the cut for reading sizes is as wide as the look has it."""
    font = ui_font("title")
    font.setVariableAxis(QFont.Tag("opsz"), 16.0)
    return font


def date_words(date: VagueDate) -> str:
    """Say a date as it was given; an exact day in full."""
    if date.is_day and date.earliest is not None:
        day = date.earliest
        return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
    return date.said or date.edtf


def counted(count: int, one: str, many: str) -> str:
    """Put a number into the sentence for one or for many; both hold ``{n}``."""
    return (one if count == 1 else many).format(n=f"{count:,}")


def counted_words(count: int, one: str, many: str) -> str:
    """Say ``Ten shots``: the number as a word, with a capital."""
    words = (one if count == 1 else many).format(n=number_word(count))
    return words[:1].upper() + words[1:]


def since_words(iso: str, now: datetime | None = None) -> str:
    """Say how long ago a moment (ISO 8601, UTC) was; empty when it cannot be read."""
    try:
        then = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86400)
    if minutes < 1:
        return _translate("board", "a moment ago")
    if hours < 1:
        return counted(minutes, _translate("board", "{n} minute ago"), _translate("board", "{n} minutes ago"))
    if days < 1:
        return counted(hours, _translate("board", "{n} hour ago"), _translate("board", "{n} hours ago"))
    if days < 14:
        return counted(days, _translate("board", "yesterday"), _translate("board", "{n} days ago"))
    local = then.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")


def read_timecode(text: str) -> float | None:
    """Read ``1:29:14``, ``29:14.5`` or plain seconds; None for nothing, ValueError for anything else."""
    parts = text.strip().replace(",", ".").split(":")
    if parts == [""]:
        return None
    if len(parts) > 3:
        raise ValueError(text)
    seconds = 0.0
    for place, part in enumerate(parts):
        value = float(part) if place == len(parts) - 1 else float(int(part))
        if not 0 <= value < 1e6 or (place and value >= 60):
            raise ValueError(text)
        seconds = seconds * 60 + value
    return seconds


def bad_timecode() -> str:
    """Say what a timecode looks like."""
    return _translate("board", "Write the time as 1:29:14, or leave it empty.")
