# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the file that a board only names: where it says, or beside the board itself."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit


def linked_file(said: str, folder: Path) -> Path | None:
    """Return the file on this machine, None when it is not there.

    A path that leads to another machine is never followed: asking for it alone would tell who asks.
    """
    said = said.strip()
    if said.lower().startswith("file:"):
        parts = urlsplit(said)
        if parts.netloc not in ("", "localhost"):
            return None
        said = unquote(parts.path)
        said = said[1:] if re.match(r"/[A-Za-z]:", said) else said
    plain = said.replace("\\", "/")
    if not plain or plain.startswith("//") or "://" in plain or "\0" in plain:
        return None
    name = plain.rsplit("/", 1)[-1]
    for path in (Path(said), folder / plain, folder / name):
        try:
            if path.is_absolute() and path.is_file():
                return path
        except (OSError, ValueError):
            continue
    return None
