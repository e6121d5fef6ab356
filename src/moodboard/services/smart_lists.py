# SPDX-License-Identifier: GPL-3.0-or-later
"""Smart lists: keep a query under a name, rename, change, reorder, bin."""

from __future__ import annotations

from collections.abc import Sequence

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.ids import new_uuid
from moodboard.domain.query import FilmQuery
from moodboard.domain.smart_list import SmartList
from moodboard.domain.text_keys import folded, one_line
from moodboard.store import changes, database
from moodboard.store import smart_lists as store


def smart_lists(binned: bool = False) -> tuple[SmartList, ...]:
    """Return the lists in the person's order, or those in the bin."""
    with database.read():
        return tuple(store.all_of_them(binned))


def smart_list(uuid: str) -> SmartList:
    """Return one list; raises NotFoundError."""
    with database.read():
        return _there(uuid)


def find(name: str) -> SmartList:
    """Return the list of this name, case and accents aside; raises NotFoundError."""
    lists = smart_lists()
    for smart in lists:
        if folded(smart.name) == folded(name):
            return smart
    listed = ", ".join(smart.name for smart in lists)
    hint = f" There are: {listed}." if listed else " Save one in the library, from its filters."
    raise NotFoundError(f"No smart list is called {name!r}.{hint}")


def add(name: str, query: FilmQuery, uuid: str = "") -> tuple[SmartList, Changes]:
    """Keep a query under a name of its own; returns it as stored."""
    with database.write():
        name = _named(name)
        smart = store.insert(SmartList(uuid or new_uuid(), name, query))
        return smart, _changed(smart.uuid)


def rename(uuid: str, name: str) -> Changes:
    """Give a list another name."""
    with database.write():
        _there(uuid)
        store.rename(uuid, _named(name, uuid))
        return _changed(uuid)


def change(uuid: str, query: FilmQuery) -> Changes:
    """Let a list ask something else."""
    with database.write():
        _there(uuid)
        store.set_query(uuid, query)
        return _changed(uuid)


def reorder(uuids: Sequence[str]) -> Changes:
    """Put the lists in this order; those that are not named come after, as they were."""
    with database.write():
        there = [smart.uuid for smart in store.all_of_them()]
        first = [uuid for uuid in dict.fromkeys(uuids) if uuid in there]
        wanted = [*first, *(uuid for uuid in there if uuid not in first)]
        if wanted == there:
            return Changes()
        store.set_order(wanted)
        return _changed(*wanted)


def bin_list(uuid: str) -> Changes:
    """Put a list into the bin; its films stay where they are."""
    with database.write():
        _there(uuid)
        store.set_binned(uuid, True)
        return _changed(uuid)


def restore_list(uuid: str) -> Changes:
    """Take a list out of the bin, under a free name when its own was given away."""
    with database.write():
        smart = _there(uuid, binned=True)
        store.set_binned(uuid, False)
        if _taken(smart.name, uuid):
            store.rename(uuid, _free(smart.name))
        return _changed(uuid)


def _changed(*uuids: str) -> Changes:
    return changes.record(Changes(film_lists=frozenset(uuids)))


def _there(uuid: str, binned: bool = False) -> SmartList:
    smart = store.by_uuid(uuid, binned)
    if smart is None:
        raise NotFoundError("This smart list is not there any more.")
    return smart


def _named(name: str, uuid: str = "") -> str:
    name = one_line(name)
    if not name:
        raise KnownError("A smart list needs a name.")
    if _taken(name, uuid):
        raise KnownError(f"A smart list is called {name} already. Give another name.")
    return name


def _taken(name: str, uuid: str = "") -> bool:
    return any(folded(one.name) == folded(name) and one.uuid != uuid for one in store.all_of_them())


def _free(name: str) -> str:
    number = 2
    while _taken(f"{name} {number}"):
        number += 1
    return f"{name} {number}"
