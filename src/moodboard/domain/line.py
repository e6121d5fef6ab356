# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: words from a film."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, by whom and when; an exchange holds several speakers' words in ``text``."""

    uuid: str
    text: str
    film_id: int | None = None
    speaker: str = ""
    timecode: float | None = None
    """Seconds into the film."""
    feelings: tuple[str, ...] = ()
    sample: bool = False
    id: int = 0
    on_board: bool = False
    until: float | None = None
    """When its last word is over."""
    watch: str = ""
    """Uuid of the watch during which it was written down; it may not be logged yet."""


def format_timecode(seconds: float | None) -> str | None:
    """Return ``h:mm:ss``, None for None."""
    if seconds is None:
        return None
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
