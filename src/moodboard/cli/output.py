# SPDX-License-Identifier: GPL-3.0-or-later
"""How answers look: plain columns for people, one JSON document for scripts."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

PAGE = 250
"""Rows whose widths are measured together, so that a long list begins at once."""


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
        columns = range(len(page[0]))
        widths = [max(width(row[column]) for row in page) for column in columns]
        used = [column for column in columns if widths[column]]
        for row in page:
            cells = (_padded(row[column], widths[column], column in right) for column in used)
            print("  ".join(cells).rstrip())


def _padded(text: str, to: int, right: bool) -> str:
    space = " " * (to - width(text))
    return space + text if right else text + space


def width(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


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
