# SPDX-License-Identifier: GPL-3.0-or-later
"""What a review quotes: its ``<blockquote>`` parts, in which people write down lines of dialogue."""

from __future__ import annotations

import re

from moodboard.domain.html_text import plain_text

LONGEST = 2000
_QUOTE = re.compile(r"<(/?)blockquote(?:\s[^<>]{0,400})?>", re.IGNORECASE)
_SPLIT = re.compile(r"\n{2,}")


def quoted_parts(source: str) -> tuple[str, ...]:
    """Return the quoted parts in plain words, each once; a second opening tag closes the first.

    A quotation that never closes ends with its paragraph: what follows is the writer's own words.
    """
    if "<" not in source:
        return ()
    found: dict[str, None] = {}
    began: int | None = None
    for tag in _QUOTE.finditer(source):
        if began is None:
            began = None if tag[1] else tag.end()
            continue
        _keep(source[began : tag.start()], found)
        began = None
    if began is not None:
        _keep(_SPLIT.split(source[began:].replace("\r\n", "\n").lstrip(), maxsplit=1)[0], found)
    return tuple(found)


def _keep(part: str, found: dict[str, None]) -> None:
    words = plain_text(part)
    if words and len(words) <= LONGEST:
        found.setdefault(words)
