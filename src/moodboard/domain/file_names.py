# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files made of what people call things: every system takes them."""

from __future__ import annotations

import re
from pathlib import Path

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 80
"""Letters; of three bytes each they still fit into what a disk allows for a name."""
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def file_name(said: str, otherwise: str, sign: str = " ") -> str:
    """Return a title as the name of a file without its ending; ``otherwise`` when nothing of it is left.

    ``sign`` stands for each letter that a name cannot have.
    """
    plain = " ".join(_FORBIDDEN.sub(sign, said).split()).strip(". ")[:_LONGEST].strip(". ")
    if plain.partition(".")[0].casefold() in _DEVICES:
        plain += "_"
    return plain or otherwise


def free(file: Path) -> Path:
    """Return the file, or with a number when something of its name is there: ``Her 2.pdf``."""
    found, n = file, 2
    while found.exists():
        found, n = file.with_name(f"{file.stem} {n}{file.suffix}"), n + 1
    return found
