# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a picture file is there in full: another program may still be writing it."""

from __future__ import annotations

from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.services import pictures_read


def is_whole(path: Path) -> bool:
    """Decode a picture for nothing but the answer; False for what is half written, or none."""
    try:
        image = pictures_read.opened(path.read_bytes(), path.name)
        pictures_read.upright(image, path.name, longest=256)
    except (KnownError, OSError):
        return False
    return True
