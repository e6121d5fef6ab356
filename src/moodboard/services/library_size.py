# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a whole library is, before it is put into one file."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.services import library
from moodboard.store import dump
from moodboard.store.library_rows import sheet

_PACKED = 5
"""How many times smaller rows become."""


@dataclass(frozen=True, slots=True)
class LibrarySize:
    """What goes into the file."""

    films: int
    watches: int
    pictures: int
    bytes: int
    """About; pictures go as they are, rows are packed."""


def measure() -> LibrarySize:
    """Count films, watches and pictures, and add up what they take."""
    folder = library.folder()
    with dump.snapshot() as moment:
        names = moment.pictures()
        films, watches = moment.count(sheet("film")), moment.count(sheet("watch"))
    there = [path.stat().st_size for name in names if (path := folder / name).is_file()]
    rows = (folder / library.DATABASE).stat().st_size // _PACKED
    return LibrarySize(films, watches, len(there), sum(there) + rows)
