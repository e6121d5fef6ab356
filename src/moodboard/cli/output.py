# SPDX-License-Identifier: GPL-3.0-or-later
"""How answers look: plain columns for people, one JSON document for scripts."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

PAGE = 250
"""Rows whose widths are measured together, so that a long list begins at once."""
WIDEST = 60
"""Columns that one cell may widen a column to; a longer one sticks out by itself."""


def make_safe() -> None:
    """Let no letter stop an answer: what the terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def print_json(answer: object) -> None:
    """Print one document; letters stay letters where the output can hold them."""
    holds_all = (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")
    print(json.dumps(answer, ensure_ascii=not holds_all, indent=2))


def print_error(sentence: str) -> None:
    """Print one line of explanation where errors go."""
    print("moodboard: " + " ".join(sentence.split()), file=sys.stderr)


def print_table(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
    """Print columns of even width; those in ``right`` are flush right. The last one is never padded."""
    remaining = iter(rows)
    while page := list(islice(remaining, PAGE)):
        columns = [_evened(cells, number in right) for number, cells in enumerate(zip(*page, strict=True))]
        shown = [cells for cells in columns if cells]
        # One print for a page: one for each of ten thousand rows took as long as reading them.
        print("\n".join(["  ".join(row).rstrip() for row in zip(*shown, strict=True)]))


def _evened(cells: Sequence[str], right: bool) -> list[str]:
    """Return the cells of a column, all equally wide; none for an empty column."""
    widths = [width(cell) for cell in cells]
    widest = min(WIDEST, max(widths))
    if not widest:
        return []
    pairs = zip(cells, widths, strict=True)
    if right:
        return [" " * (widest - wide) + cell for cell, wide in pairs]
    return [cell + " " * (widest - wide) for cell, wide in pairs]


@lru_cache(maxsize=1024)  # stars and months come again and again
def _wide(text: str) -> int:
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def width(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    if text.isascii():
        return len(text)
    return _wide(text)


def star_text(rating: int | None) -> str:
    """Return ``★★★★½`` for 9, nothing for none."""
    return "" if rating is None else "★" * (rating // 2) + "½" * (rating % 2)


def times_text(times: int) -> str:
    """Return ``×12``, nothing for a film never seen."""
    return f"×{times}" if times else ""


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 film`` or ``3 films``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", " ")


def indented(text: str, by: str = "    ") -> Iterator[str]:
    """Yield the lines of a text, moved in."""
    for line in text.splitlines():
        yield (by + line).rstrip()
