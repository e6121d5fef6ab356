# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files and folders an import takes, told by their names."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moodboard.domain.suffixes import EXPORTS, SUFFIXES, TEXTS

_LOOKED_AT = 2000
"""Files of a folder; a drop is answered at once."""
_PICTURES = ("jpg", "jpeg", "png", "webp", "avif", "tif", "tiff", "gif", "heic")


def file_filters() -> tuple[str, ...]:
    """Return what a file dialog offers for an import."""
    known = " ".join(f"*{suffix}" for suffix in (*EXPORTS, *TEXTS, *SUFFIXES))
    pictures = " ".join(f"*.{suffix}" for suffix in _PICTURES)
    return (
        QCoreApplication.translate("imports", "Exports, texts, boards and pictures ({kinds})").format(
            kinds=f"{known} {pictures}"
        ),
        QCoreApplication.translate("imports", "All files (*)"),
    )


def is_export(path: Path) -> bool:
    """Tell whether a folder is an unpacked export, or holds Kodi's files, rather than pictures."""
    if not path.is_dir():
        return False
    found = {Path(name).suffix.casefold() for name in _names(path)[:_LOOKED_AT]}
    if found & {".csv", ".nfo"}:
        return True
    return ".json" in found and not found & {f".{suffix}" for suffix in _PICTURES}


def _names(folder: Path) -> list[str]:
    names: list[str] = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if len(Path(where).relative_to(folder).parts) > 3:
            folders.clear()
        names += files
        if len(names) > _LOOKED_AT:
            break
    return names


def is_prose(path: Path) -> bool:
    """Tell whether a text file holds words rather than a table."""
    from moodboard.services import lines_text

    return path.suffix.casefold() not in (".txt",) or lines_text.is_prose(path)
