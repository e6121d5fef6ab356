# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that a person keeps by hand: make, fill, order, annotate, bin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from moodboard.domain.changes import Changes
from moodboard.domain.errors import AmbiguousError, KnownError, NotFoundError
from moodboard.domain.film import FilmRow
from moodboard.domain.ids import new_uuid
from moodboard.domain.own_list import Entries, OwnList, added
from moodboard.domain.text_keys import folded, one_line
from moodboard.store import changes, database, films
from moodboard.store import own_lists as store

MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """One film of a list as it is shown."""

    row: FilmRow
    note: str


@dataclass(frozen=True, slots=True)
class OwnListPage:
    """One list whole; films in the bin keep their places in ``entries`` and are not shown."""

    own: OwnList
    films: tuple[ListedFilm, ...]
    entries: Entries


def own_lists(binned: bool = False) -> tuple[OwnList, ...]:
    """Return the lists by name."""
    with database.read():
        return tuple(store.lists(binned))


def lists_of(film_id: int) -> tuple[OwnList, ...]:
    """Return the lists that a film stands on."""
    with database.read():
        return tuple(store.of_film(film_id))


def own_list(uuid: str) -> OwnListPage:
    """Return one list with its films; raises NotFoundError."""
    with database.read():
        own = _own(uuid)
        entries = store.entries(uuid)
        rows = {row.id: row for row in films.rows([one.film_id for one in entries])}
        binned = films.binned(rows)
        shown = (one for one in entries if one.film_id in rows and one.film_id not in binned)
        return OwnListPage(own, tuple(ListedFilm(rows[one.film_id], one.note) for one in shown), entries)


def find(name: str) -> OwnList:
    """Return the list of this name; raises NotFoundError, or AmbiguousError when several have it."""
    found = [one for one in own_lists() if folded(one.name) == folded(name) or one.uuid == name]
    if not found:
        raise NotFoundError(f"No list is called {name!r}.")
    if len(found) > 1:
        listed = ", ".join(one.uuid for one in found)
        raise AmbiguousError(f"Several lists are called {name!r}. Give one of {listed}.")
    return found[0]


def _own(uuid: str) -> OwnList:
    own = store.by_uuid(uuid)
    if own is None:
        raise NotFoundError("This list is not there any more.")
    return own


def _checked(own: OwnList) -> OwnList:
    name = one_line(own.name)
    if not name:
        raise KnownError("A list needs a name.")
    if len(name) > MOST_LETTERS:
        raise KnownError(f"A list’s name has at most {MOST_LETTERS} letters.")
    return replace(own, name=name, description=own.description.strip())


def _recorded(uuid: str) -> Changes:
    return changes.record(Changes(film_lists=frozenset({uuid})))


def make(own: OwnList, entries: Entries = ()) -> tuple[OwnList, Changes]:
    """Make a list, with films on it from the beginning perhaps; returns it as stored."""
    own = _checked(replace(own, uuid=own.uuid or new_uuid()))
    with database.write():
        store.insert(own)
        store.put_entries(own.uuid, entries)
        return _own(own.uuid), _recorded(own.uuid)


def edit(own: OwnList) -> Changes:
    """Store a list's name, words, tags, and whether it is ranked."""
    own = _checked(own)
    with database.write():
        _own(own.uuid)
        store.update(own)
        return _recorded(own.uuid)


def put(uuid: str, entries: Entries, was: Entries | None = None) -> Changes:
    """Make these the films of a list, in this order.

    With ``was``, the list has to be as it was then: raises KnownError when it changed elsewhere, so that
    an undo never throws away what somebody else put on it.
    """
    with database.write():
        _own(uuid)
        if was is not None and store.entries(uuid) != was:
            raise KnownError("This list was changed elsewhere in the meantime. Look at it and try again.")
        store.put_entries(uuid, entries)
        return _recorded(uuid)


def bin_list(uuid: str) -> Changes:
    """Put a list into the bin."""
    return _set_binned(uuid, True)


def restore_list(uuid: str) -> Changes:
    """Take a list out of the bin."""
    return _set_binned(uuid, False)


def _set_binned(uuid: str, binned: bool) -> Changes:
    with database.write():
        _own(uuid)
        store.set_binned(uuid, binned)
        return _recorded(uuid)


def add_to(uuid: str, film_ids: Iterable[int]) -> tuple[int, Entries, Changes]:
    """Put films at the end of a list; returns how many were new to it, and its entries before."""
    with database.write():
        _own(uuid)
        before = store.entries(uuid)
        after = added(before, film_ids)
        store.put_entries(uuid, after)
        return len(after) - len(before), before, _recorded(uuid)
