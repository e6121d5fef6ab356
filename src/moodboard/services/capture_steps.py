# SPDX-License-Identifier: GPL-3.0-or-later
"""Single steps of taking something out of a film, each way; inside a transaction of whoever takes them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from moodboard.domain.changes import Changes
from moodboard.domain.errors import NotFoundError
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.services import lines
from moodboard.store import changes, films
from moodboard.store import lines as line_rows
from moodboard.store import stills as still_rows

_Kept = TypeVar("_Kept", Still, Line)


def save_line(line: Line) -> Changes:
    """Store a line as it is, out of the bin."""
    touched = line_rows.save(line)
    films.refresh(touched)
    return changes.record(Changes(films=touched, lines=frozenset({line.uuid})))


def put_in_bin(one: Still | Line) -> Changes:
    """Put a shot or a line in the bin."""
    if isinstance(one, Still):
        return still_rows.set_binned((one.uuid,), True)
    return lines.bin_line(one.uuid)


def turned(was: Still | Line, now: Still | Line) -> Changes:
    """Turn what differs between the two, and nothing else, in what is stored now; out of the bin it comes."""
    if isinstance(was, Still) and isinstance(now, Still):
        return still_rows.save((), (_with_differences(still_now(now.uuid), was, now),))
    assert isinstance(was, Line) and isinstance(now, Line)
    current = line_rows.by_uuids((now.uuid,)).get(now.uuid)
    if current is None:
        raise NotFoundError("This line is not in the library any more.")
    return save_line(_with_differences(current, was, now))


def _with_differences(current: _Kept, was: _Kept, now: _Kept) -> _Kept:
    turned = {
        one.name: getattr(now, one.name)
        for one in fields(now)
        if getattr(was, one.name) != getattr(now, one.name) and one.name not in ("on_board", "id")
    }
    return replace(current, **turned) if turned else current


def still_now(uuid: str) -> Still:
    """Return a shot as it is stored."""
    found = still_rows.by_uuid((uuid,)).get(uuid)
    if found is None:
        raise NotFoundError("That shot is not in the library any more.")
    return found
