# SPDX-License-Identifier: GPL-3.0-or-later
"""New libraries for tests: made once by the program itself, and given out again as copies."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from moodboard.services import library

_made: list[bytes] = []


def open_new(folder: Path) -> Path:
    """Open an empty library in a new folder; the folder."""
    if not _made:
        with TemporaryDirectory() as place:
            library.open_library(Path(place))
            library.close_library()
            _made.append((Path(place) / library.DATABASE).read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / library.DATABASE).write_bytes(_made[0])
    library.open_library(folder)
    return folder
