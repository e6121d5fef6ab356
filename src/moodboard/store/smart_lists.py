# SPDX-License-Identifier: GPL-3.0-or-later
"""Smart lists: rows <-> domain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moodboard.domain import query_file
from moodboard.domain.ids import utc_now
from moodboard.domain.query import FilmQuery
from moodboard.domain.smart_list import SmartList
from moodboard.store import database, tables

_S = tables.SmartList
_SELECT = "SELECT uuid, name, query, position, created FROM smart_list"


def _smart_list(row: tuple[Any, ...]) -> SmartList:
    saved = query_file.from_json(row[2])
    return SmartList(row[0], row[1], saved.query, row[3], row[4], saved.unknown)


def all_of_them(binned: bool = False) -> list[SmartList]:
    """Return the lists in the person's order; those in the bin when asked for."""
    where = "binned IS NOT NULL" if binned else "binned IS NULL"
    return [_smart_list(row) for row in database.rows(f"{_SELECT} WHERE {where} ORDER BY position, id")]


def by_uuid(uuid: str, binned: bool = False) -> SmartList | None:
    """Return one list, None when there is none; one in the bin only when asked for."""
    where = "uuid = ?" if binned else "uuid = ? AND binned IS NULL"
    found = database.rows(f"{_SELECT} WHERE {where}", (uuid,))
    return _smart_list(found[0]) if found else None


def insert(smart: SmartList) -> SmartList:
    """Store a new list after all others; returns it as stored."""
    last = database.rows("SELECT coalesce(max(position), -1) FROM smart_list")[0][0]
    created = smart.created or utc_now()
    _S.insert(
        uuid=smart.uuid,
        name=smart.name,
        query=query_file.to_json(smart.query),
        position=last + 1,
        created=created,
    ).execute()
    return SmartList(smart.uuid, smart.name, smart.query, last + 1, created)


def rename(uuid: str, name: str) -> None:
    """Store another name; what a newer program saved in the query stays."""
    _S.update(name=name).where(_S.uuid == uuid).execute()


def set_query(uuid: str, query: FilmQuery) -> None:
    """Store what the list asks now."""
    _S.update(query=query_file.to_json(query)).where(_S.uuid == uuid).execute()


def set_order(uuids: Sequence[str]) -> None:
    """Store the places of the lists."""
    places = [(place, uuid) for place, uuid in enumerate(uuids)]
    database.many("UPDATE smart_list SET position = ? WHERE uuid = ?", places)


def set_binned(uuid: str, binned: bool) -> None:
    """Put a list into the bin or take it out."""
    _S.update(binned=utc_now() if binned else None).where(_S.uuid == uuid).execute()
