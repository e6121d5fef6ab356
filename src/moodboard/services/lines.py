# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: write down, correct, find."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.store import changes, database, films
from moodboard.store import lines as store


def checked(line: Line) -> Line:
    """Return the line with a uuid and tidy words; raises KnownError for one without words."""
    text = line.text.strip()
    if not text:
        raise KnownError("A line needs words.")
    if line.timecode is not None and not (math.isfinite(line.timecode) and line.timecode >= 0):
        raise KnownError("Give the time in the film as h:mm:ss.")
    return replace(line, text=text, speaker=" ".join(line.speaker.split()), uuid=line.uuid or new_uuid())


def add_line(line: Line) -> tuple[Line, Changes]:
    """Write a line down; returns it as stored."""
    line = checked(line)
    with database.write():
        if line.film_id is not None and not films.exists(line.film_id):
            raise NotFoundError(f"There is no film with the number {line.film_id}.")
        touched = store.save(line)
        films.refresh(touched)
        stored = store.by_uuids([line.uuid])[line.uuid]
        return stored, changes.record(Changes(films=touched, lines=frozenset({line.uuid})))


def edit_line(line: Line) -> Changes:
    """Store the line, known by its uuid, as it is now."""
    with database.write():
        _line(line.uuid)
        return add_line(line)[1]


def bin_line(uuid: str) -> Changes:
    """Put a line into the bin; boards that show it go on showing it."""
    with database.write():
        _line(uuid)
        touched = store.bin_lines([uuid])
        films.refresh(touched)
        return changes.record(Changes(films=touched, lines=frozenset({uuid})))


def restore_line(uuid: str) -> Changes:
    """Take a line out of the bin."""
    with database.write():
        return add_line(_line(uuid))[1]


def lines_of_film(film_id: int, board_id: int | None = None) -> tuple[Line, ...]:
    """Return a film's lines by timecode; ``on_board`` tells whether they lie on that board."""
    with database.read():
        return tuple(store.of_film(film_id, board_id))


def find_lines(text: str = "", feelings: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return the lines with these words (of the line, its speaker, its film) and all these feelings."""
    with database.read():
        return tuple(store.find(text, feelings))


def line(uuid: str) -> Line:
    """Return one line; raises NotFoundError."""
    with database.read():
        return _line(uuid)


def _line(uuid: str) -> Line:
    found = store.by_uuids([uuid]).get(uuid)
    if found is None:
        raise NotFoundError("This line is not in the library any more.")
    return found
