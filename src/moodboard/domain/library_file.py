# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole library in one file: the names inside the ZIP, and its first page.

``library.json`` tells the version and how many rows each table has. ``tables/<name>.json`` is a JSON
list with one row on each line, so that it can be read without holding it. The pictures lie under their
own names, as their bytes are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moodboard.domain.errors import KnownError

VERSION = 1
MARK = "moodboard library"
MANIFEST = "library.json"
TABLES = "tables/"
_PICTURE = re.compile(
    r"pictures/([0-9a-z]{2})/(\1[0-9a-f]{6,126})\.(?:jpe?g|png|webp|avif|tiff?|gif|heic|bmp|jp2|j2k)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a library's file says of itself."""

    made: str
    """ISO 8601, UTC."""
    program: str
    steps: tuple[str, ...] = ()
    """The migrations that the library had gone through."""
    tables: Mapping[str, int] = field(default_factory=dict)
    """Rows by table."""
    pictures: int = 0


def table_name(name: str) -> str:
    """Return where a table lies inside."""
    return f"{TABLES}{name}.json"


def is_picture(name: str) -> bool:
    """Tell whether this is a name that a picture of a library has: it leads nowhere else."""
    return _PICTURE.fullmatch(name) is not None


def written(manifest: Manifest) -> bytes:
    """Return the first page."""
    page = {
        MARK: VERSION,
        "made": manifest.made,
        "program": manifest.program,
        "steps": list(manifest.steps),
        "tables": dict(manifest.tables),
        "pictures": manifest.pictures,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode()


def read(data: bytes, name: str) -> Manifest:
    """Return the first page of the file called ``name``; raises KnownError for anything that is none."""
    try:
        page: Any = json.loads(data)
        version, tables = page[MARK], page["tables"]
        if not isinstance(version, int) or not isinstance(tables, dict):
            raise ValueError("no first page")
        counts = {str(table): int(count) for table, count in tables.items()}
        manifest = Manifest(
            str(page.get("made", "")),
            str(page.get("program", "")),
            tuple(map(str, page.get("steps", ()))),
            counts,
            int(page.get("pictures", 0)),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KnownError(f"{name} is not a whole library. Use another copy of it.") from error
    if version > VERSION:
        raise KnownError(f"{name} was made by a newer Moodboard. Update the program, then try again.")
    return manifest
