# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that reviews quote: those that are none yet, and the chosen ones kept as part of their import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moodboard.domain.changes import Changes
from moodboard.domain.line import Line
from moodboard.domain.text_keys import folded
from moodboard.services import lines
from moodboard.services.importing.report import LineOffered
from moodboard.store import changes, database, films, imports
from moodboard.store import lines as store


def not_lines_yet(offered: Iterable[LineOffered]) -> list[LineOffered]:
    """Return those that are no line of their film, each once; one that was binned is not offered again."""
    offered = list(offered)
    there = imports.line_texts(line.film_id for line in offered)
    found: list[LineOffered] = []
    for line in offered:
        key = line.film_id, folded(line.text)
        if key not in there:
            there.add(key)
            found.append(line)
    return found


def keep_lines(chosen: Sequence[LineOffered], import_id: int | None = None) -> tuple[int, Changes]:
    """Write the chosen lines down; they go when their import is taken back, unless a board shows them."""
    with database.write():
        fresh = not_lines_yet(line for line in chosen if films.exists(line.film_id))
        kept = [lines.checked(Line("", line.text, line.film_id, line.speaker)) for line in fresh]
        touched: set[int] = set()
        for line in kept:
            touched |= store.save(line)
        films.refresh(touched)
        if import_id is not None:
            imports.note(import_id, [imports.Item(imports.LINE, line.uuid) for line in kept])
        made = Changes(films=frozenset(touched), lines=frozenset(line.uuid for line in kept))
        return len(kept), changes.record(made)
