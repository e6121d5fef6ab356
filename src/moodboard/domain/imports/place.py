# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a row stands: what its reader may know of its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from moodboard.domain.imports.said import Options
from moodboard.domain.letterboxd import Kind

SERIES = "a series or an episode, not a film"


@dataclass(slots=True)
class Place:
    """A file that is being read."""

    path: str
    kind: Kind
    options: Options = field(default_factory=Options)
    header: tuple[str, ...] = ()
    """The columns as they are written."""
    day_first: bool | None = None
    """What the file's own dates tell of 3/4, None when they do not."""
    scale: float = 10
    """The best rating in this file, for services that count as each person likes."""
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names and words of lists by their key, which other files of the export refer to."""

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return PurePosixPath(self.path).stem
