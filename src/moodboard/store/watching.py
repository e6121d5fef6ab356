# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of films that are being watched elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from moodboard.domain.watching import Sitting, details_text, with_details
from moodboard.store import database, tables

_T = tables.Watching
_SELECT = (
    "SELECT uuid, film_id, watch, began, place, since, intermission, alive, medium, ended, notes"
    " FROM watching WHERE "
)


def _found(where: str, values: Iterable[Any] = ()) -> Sitting | None:
    row = next(iter(database.rows(_SELECT + where, [*values])), None)
    if row is None:
        return None
    uuid, film_id, watch, began, place, since, intermission, alive, medium, ended, details = row
    sitting = Sitting(uuid, film_id, watch, began, place, since, bool(intermission), alive, medium)
    return replace(with_details(sitting, details), ended=ended or "")


def going() -> Sitting | None:
    """Return the one that goes on; of several, as after two libraries became one, the newest."""
    return _found("ended IS NULL ORDER BY began DESC, id DESC LIMIT 1")


def by_uuid(uuid: str) -> Sitting | None:
    """Return one, over or not."""
    return _found("uuid = ?", (uuid,))


def save(sitting: Sitting) -> None:
    """Store a sitting under its uuid, new or altered."""
    values = {
        "film": sitting.film_id,
        "watch": sitting.watch,
        "began": sitting.began,
        "place": sitting.place,
        "since": sitting.since,
        "intermission": sitting.intermission,
        "alive": sitting.alive,
        "medium": sitting.medium,
        "notes": details_text(sitting),
        "ended": sitting.ended or None,
    }
    if not _T.update(**values).where(_T.uuid == sitting.uuid).execute():
        _T.insert(uuid=sitting.uuid, **values).execute()


def set_alive(uuid: str, alive: str) -> None:
    """Write down a sign of life, and nothing else: another process may have altered the rest."""
    _T.update(alive=alive).where((_T.uuid == uuid) & _T.ended.is_null()).execute()


def kept_stills(watch: str) -> list[str]:
    """Return the stills taken during a watch, the last first; binned ones are left out."""
    sql = "SELECT uuid FROM still WHERE watch = ? AND watch <> '' AND binned IS NULL ORDER BY id DESC"
    return [row[0] for row in database.rows(sql, (watch,))]


def kept_lines(watch: str) -> list[str]:
    """Return the lines written down during a watch, the last first; binned ones are left out."""
    sql = "SELECT uuid FROM line WHERE watch = ? AND watch <> '' AND binned IS NULL ORDER BY id DESC"
    return [row[0] for row in database.rows(sql, (watch,))]


def times_added(uuids: list[str]) -> dict[str, str]:
    """Return when each of these stills and lines came into the library."""
    found: dict[str, str] = {}
    for table in ("still", "line"):
        for some in database.in_chunks(uuids):
            marks = ",".join("?" * len(some))
            found.update(database.rows(f"SELECT uuid, added FROM {table} WHERE uuid IN ({marks})", some))
    return found


def give_watch(uuids: Iterable[str], watch: str) -> None:
    """Say for stills and lines during which watch they were kept; empty for none."""
    wanted = list(uuids)
    for table in ("still", "line"):
        for some in database.in_chunks(wanted):
            marks = ",".join("?" * len(some))
            database.rows(
                f"UPDATE {table} SET watch = ? WHERE uuid IN ({marks}) RETURNING id", [watch, *some]
            )


def last_watch() -> str:
    """Return the uuid of the watch that was logged last by hand, empty when there is none."""
    rows = database.rows(
        "SELECT uuid FROM watch WHERE source IS NULL AND (people <> '' OR venue <> '' OR medium <> '')"
        " ORDER BY logged DESC, id DESC LIMIT 1"
    )
    return rows[0][0] if rows else ""
