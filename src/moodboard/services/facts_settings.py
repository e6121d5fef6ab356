# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether facts may be asked for, and of whom: this machine's choice, never a library's.

A library may come from anybody, and one that named its own server would be sent the person's key. So
this lies in a small file beside the window's settings. The key itself is never in it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moodboard import paths
from moodboard.domain.errors import KnownError

ADDRESS = "https://api.themoviedb.org/3"
ADDRESS_VARIABLE = "MOODBOARD_TMDB_ADDRESS"
FILE = "facts.json"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class FactsSettings:
    """What the person chose."""

    on: bool = False
    address: str = ADDRESS


def load() -> FactsSettings:
    """Return the choice; off when nobody made one, or its file makes no sense."""
    said: Any = None
    try:
        with _file().open(encoding="utf-8") as file:
            said = json.loads(file.read(_MOST))
    except (OSError, ValueError, RecursionError):
        pass
    said = said if isinstance(said, dict) else {}
    address = os.environ.get(ADDRESS_VARIABLE, "").strip() or said.get("address")
    return FactsSettings(said.get("on") is True, address if isinstance(address, str) and address else ADDRESS)


def set_on(on: bool) -> None:
    """Let facts be asked for, or no longer."""
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        there: Any = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (OSError, ValueError, RecursionError):
        there = {}
    kept = (there if isinstance(there, dict) else {}) | {"on": on}
    draft = file.with_name(file.name + ".part")
    try:
        draft.write_text(json.dumps(kept), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise KnownError(f"The choice could not be kept in {file}: {error.strerror}.") from error


def _file() -> Path:
    return paths.config_folder() / FILE
