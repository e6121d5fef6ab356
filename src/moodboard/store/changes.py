# SPDX-License-Identifier: GPL-3.0-or-later
"""The trail of changes that other processes with the same library read."""

from __future__ import annotations

import os

from moodboard.domain.changes import Changes
from moodboard.domain.ids import new_uuid
from moodboard.store import database
from moodboard.store.tables import Change

KEPT = 20_000
"""Rows of the trail that stay; who was away for longer reloads everything."""
_PRUNE_EVERY = 500

_writer = ("", 0)


def _own_name() -> str:
    """Return this process's name on the trail; a forked child gets its own."""
    global _writer
    if _writer[1] != os.getpid():
        _writer = (new_uuid(), os.getpid())
    return _writer[0]


def record(changes: Changes) -> Changes:
    """Write down what the running transaction altered; returns it."""
    writer = _own_name()
    rows = [("all", "", writer)] if changes.everything else []
    rows += [("film", str(film), writer) for film in sorted(changes.films)]
    rows += [("board", str(board), writer) for board in sorted(changes.boards)]
    rows += [("still", still, writer) for still in sorted(changes.stills)]
    rows += [("line", line, writer) for line in sorted(changes.lines)]
    rows += [("film_list", uuid, writer) for uuid in sorted(changes.film_lists)]
    if rows:
        database.many("INSERT INTO change (kind, ref, writer) VALUES (?, ?, ?)", rows)
        _prune(len(rows))
    return changes


def _prune(added: int) -> None:
    last = last_change()
    if last % _PRUNE_EVERY < added and last > KEPT:
        Change.delete().where(Change.id <= last - KEPT).execute()


def last_change() -> int:
    """Return the number of the newest change, 0 for none."""
    with database.read():
        return int(database.rows("SELECT coalesce(max(id), 0) FROM change")[0][0])


def changes_since(seq: int) -> tuple[int, Changes]:
    """Return the newest number and what other processes changed after ``seq``."""
    with database.read():
        first, last = database.rows("SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM change")[0]
        if seq > last or (seq + 1 < first):
            return last, Changes(everything=True)
        found = database.rows(
            "SELECT DISTINCT kind, ref FROM change WHERE id > ? AND id <= ? AND writer <> ?",
            (seq, last, _own_name()),
        )
    by_kind: dict[str, set[str]] = {}
    for kind, ref in found:
        by_kind.setdefault(kind, set()).add(ref)
    return last, Changes(
        films=frozenset(map(int, by_kind.get("film", ()))),
        boards=frozenset(map(int, by_kind.get("board", ()))),
        stills=frozenset(by_kind.get("still", ())),
        lines=frozenset(by_kind.get("line", ())),
        film_lists=frozenset(by_kind.get("film_list", ())),
        everything="all" in by_kind,
    )
