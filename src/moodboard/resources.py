# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that ship with the program."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = (_PACKAGE / "assets", _PACKAGE.parent.parent / "assets")  # in the wheel; in a checkout


def asset(name: str) -> Path:
    """Return the path of a shipped file, e.g. ``icons/pin.svg``; raises FileNotFoundError."""
    for folder in _FOLDERS:
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"Moodboard's own file {name!r} is missing; install the program again.")
