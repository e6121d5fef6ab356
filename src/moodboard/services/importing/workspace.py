# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import sees of the library, batch by batch, and the only way in which it alters it.

A dry run goes the same way, but its films and watches live here alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.letterboxd_rows import FilmKey, FilmSaid, film_key
from moodboard.domain.text_keys import folded
from moodboard.store import changes, imports, watches
from moodboard.store import films as film_rows
from moodboard.store.imports import FilmState, Item, ListState


@dataclass(slots=True)
class _Index:
    """Films at hand, by each of the names they may be called."""

    by_uuid: dict[str, FilmState] = field(default_factory=dict)
    by_id: dict[int, FilmState] = field(default_factory=dict)
    by_address: dict[str, FilmState] = field(default_factory=dict)
    by_imdb: dict[str, FilmState] = field(default_factory=dict)
    by_tmdb: dict[int, FilmState] = field(default_factory=dict)
    by_key: dict[FilmKey, list[FilmState]] = field(default_factory=dict)

    def add(self, state: FilmState) -> None:
        if state.uuid in self.by_uuid:
            return
        self.by_uuid[state.uuid] = state
        self.by_id[state.id] = state
        self.by_key.setdefault(film_key(state.title, state.year), []).append(state)
        self.name(state)

    def name(self, state: FilmState) -> None:
        """Take note of the addresses and numbers of a film."""
        if state.address:
            self.by_address.setdefault(state.address, state)
        if state.imdb:
            self.by_imdb.setdefault(state.imdb, state)
        if state.tmdb:
            self.by_tmdb.setdefault(state.tmdb, state)


class Workspace:
    """One import's hands on the library."""

    def __init__(self, now: str, after: str, dry: bool, run_id: int) -> None:
        self.now = now
        self._after = after  # a moment later: the film's own rating outlasts its watches' of this import
        self.dry = dry
        self._run_id = run_id
        self._index = _Index()
        self._watches: dict[str, Watch] = {}
        self._lists: dict[str, ListState] = {}
        self._aliases: dict[FilmKey, int] = {}
        self._next_dry_id = -1
        self._items: list[Item] = []
        self._touched: set[int] = set()
        self._recount: set[int] = set()
        self._reword: set[int] = set()
        self.altered_anything = False
        self.marks: dict[tuple[str, str], Any] = {}
        self.known_watches: dict[str, dict[str, Any]] = {}
        for item in imports.items():
            self._mark(item)

    def _mark(self, item: Item) -> None:
        if "said" in item.facts:
            self.known_watches.setdefault(item.facts["source"], {}).update(item.facts["said"])
        elif "is" in item.facts:
            self.marks[item.kind, item.facts.get("source", item.ref)] = item.facts["is"]

    def _note(self, kind: str, ref: str, facts: dict[str, Any] | None = None) -> None:
        item = Item(kind, ref, facts or {})
        self._mark(item)
        self._items.append(item)
        self.altered_anything = True

    # Batches

    def load(self, said: Sequence[FilmSaid], sources: Iterable[str]) -> None:
        """Read what the rows of the next batch may mean."""
        if not self.dry:
            self._index = _Index()
            self._watches = {}
        wanted = [source for source in sources if source and source not in self._watches]
        self._watches |= watches.by_source(wanted)
        owners = {watch.film_id for watch in self._watches.values()} - set(self._index.by_id)
        owners |= {self._aliases[film.key] for film in said if film.key in self._aliases}
        for column, values in (
            ("id", owners),
            ("letterboxd", [film.address for film in said]),
            ("imdb", [film.imdb for film in said]),
            ("tmdb", [film.tmdb for film in said]),
            ("title_fold", [imports.fold(film.title) for film in said]),
        ):
            for state in imports.find_films(column, values):
                self._index.add(state)

    def flush(self) -> None:
        """Write the trail of the batch and make its films' kept columns right."""
        for film_id in self._touched | self._recount:
            state = self._index.by_id.get(film_id)
            if state is not None and not self.dry:
                imports.alter_film(state)
            elif state is not None:
                state.altered = {}
        if not self.dry:
            # A film that was never seen has nothing to be counted, and most of a watchlist is such.
            film_rows.refresh(self._recount)
            imports.reword(self._reword - self._recount)
            imports.note(self._run_id, self._items)
            changes.record(Changes(films=frozenset(self._touched)))
        self._touched, self._recount, self._reword, self._items = set(), set(), set(), []

    def load_ids(self, film_ids: Iterable[int]) -> None:
        """Read films by their ids, as the next batch."""
        if not self.dry:
            self._index = _Index()
        for state in imports.find_films("id", set(film_ids) - set(self._index.by_id)):
            self._index.add(state)

    # Films

    def find_by_id(self, film_id: int) -> FilmState | None:
        """Return a film of this batch."""
        return self._index.by_id.get(film_id)

    def rename(self, said: FilmSaid, film_id: int) -> None:
        """Take note that a film that is known otherwise is called so by now."""
        if said.title and self.find(said) is None:
            self._aliases[said.key] = film_id

    def find(self, said: FilmSaid) -> FilmState | None:
        """Return the film that a row means: by its address or numbers, then by title and year."""
        index = self._index
        found = (
            (index.by_address.get(said.address) if said.address else None)
            or (index.by_imdb.get(said.imdb) if said.imdb else None)
            or (index.by_tmdb.get(said.tmdb) if said.tmdb else None)
        )
        if found is None and said.title:
            same = index.by_key.get(said.key, [])
            # A film with another address is another film of the same title and year.
            fits = [state for state in same if not said.address or state.address in ("", said.address)]
            found = min(fits, key=lambda state: state.binned, default=None) or index.by_id.get(
                self._aliases.get(said.key, 0)
            )
        elif found is not None and said.key != film_key(found.title, found.year):
            # Letterboxd renamed it: its diary entries come under the new title.
            self._aliases[said.key] = found.id
        return found

    def find_or_add(self, said: FilmSaid) -> tuple[FilmState, bool]:
        """Return the film and whether it is new; what the library did not know of it is filled in."""
        found = self.find(said)
        if found is not None:
            if not found.binned:
                self._complete(found, said)
            return found, False
        state = FilmState(
            id=0, uuid=new_uuid(), title=said.title, year=said.year, address=said.address, imdb=said.imdb,
            tmdb=said.tmdb, rating=None, rating_own=None, liked=False, watchlist=False, earlier=0, entries=0,
            binned=False,
        )  # fmt: skip
        if self.dry:
            state.id, self._next_dry_id = self._next_dry_id, self._next_dry_id - 1
        else:
            state.id = imports.add_film(state, said.directors, self.now)
        self._index.add(state)
        self._touched.add(state.id)
        self._reword.add(state.id)
        self._note(imports.FILM, state.uuid)
        return state, True

    def _complete(self, state: FilmState, said: FilmSaid) -> None:
        for name, column, value in (
            ("address", "letterboxd", said.address),
            ("imdb", "imdb", said.imdb),
            ("tmdb", "tmdb", said.tmdb),
            ("year", "year", said.year),
        ):
            if value and not getattr(state, name):
                self._put(
                    state, name, value, {column: value} | ({"year_key": value} if name == "year" else {})
                )
                self._index.name(state)

    def _put(self, state: FilmState, name: str, value: Any, columns: dict[str, Any]) -> None:
        was = state.rating_own if name == "rating" else getattr(state, name)
        setattr(state, name, value)
        state.altered |= columns
        self._touched.add(state.id)
        if name == "rating" and not state.entries:
            state.altered |= {"rating": value}  # nothing else speaks of it, so nothing is to be worked out
        elif name in ("rating", "earlier"):
            self._recount.add(state.id)
        elif name == "year":
            self._reword.add(state.id)
        self._note(f"film.{name}", state.uuid, {"was": was, "is": value})

    def put(self, state: FilmState, name: str, value: Any) -> str:
        """Set ``rating``, ``liked``, ``watchlist`` or ``earlier`` unless the person had a say in it.

        Returns ``added``, ``updated``, ``same`` or ``kept`` (the person's own stays).
        """
        current = getattr(state, name)
        mark = self.marks.get((f"film.{name}", state.uuid))
        if mark is not None and mark == value:
            if name == "rating" and state.rating == state.rating_own == value:
                # Said again: watches that this import may bring later do not outdate it.
                state.altered |= {"rating_set": self._after}
                self._recount.add(state.id)
            return "same"
        blank = not current if name != "rating" else state.rating_own is None
        if mark is None and not blank:
            return "same" if current == value else "kept"
        if mark is not None and current != mark:
            return "kept"
        columns = {
            "rating": {"rating_own": value, "rating_set": self._after},
            "earlier": {"earlier_watches": value},
        }.get(name, {name: value})
        self._put(state, name, value, columns)
        if name == "rating":
            state.rating_own = value
        return "added" if mark is None else "updated"

    # Watches

    def watch(self, source: str, ask: bool = False) -> Watch | None:
        """Return the watch that was imported under this key; ``ask`` when ``load`` did not have the key."""
        if ask and source not in self._watches:
            self._watches |= watches.by_source([source])
        return self._watches.get(source)

    def watches_of(self, state: FilmState) -> list[Watch]:
        """Return all watches of a film in the order in which they were stored."""
        at_hand = {watch.uuid: watch for watch in self._watches.values() if watch.film_id == state.id}
        stored = [] if state.id < 0 else watches.of_films([state.id]).get(state.id, [])
        all_of_them = {watch.uuid: watch for watch in stored} | at_hand
        return sorted(all_of_them.values(), key=lambda watch: (watch.id <= 0, abs(watch.id)))

    def add_watch(self, state: FilmState, watch: Watch, said: dict[str, Any]) -> None:
        """Store a watch under its key."""
        watch = replace(watch, film_id=state.id, uuid=new_uuid())
        if self.dry:
            watch = replace(watch, id=self._next_dry_id)
            self._next_dry_id -= 1
        else:
            watch = replace(watch, id=imports.add_watch(watch, self.now))
        self._watches[watch.source] = watch
        self._touched.add(state.id)
        self._recount.add(state.id)
        self._note(imports.WATCH, watch.uuid, {"source": watch.source, "said": said})
        state.entries += 1
        self._count_once(state, watch)

    def _count_once(self, state: FilmState, watch: Watch) -> None:
        """Take back the nameless earlier watch of an import when the diary now tells of that very one."""
        if state.earlier == 1 == self.marks.get(("film.earlier", state.uuid)) and watch.rewatch is not True:
            self._put(state, "earlier", 0, {"earlier_watches": 0})

    def alter_watch(self, watch: Watch, said: dict[str, Any], **values: Any) -> None:
        """Store other values of a watch; ``said`` is what the import says of it now."""
        facts = {
            "source": watch.source,
            "said": said,
            "was": {name: plain(getattr(watch, name)) for name in values},
            "is": {name: digest(value) for name, value in values.items()},
        }
        watch = replace(watch, **values)
        self._watches[watch.source or watch.uuid] = watch
        if not self.dry:
            imports.alter_watch(watch, values, self.now if values.keys() & {"rating", "date"} else "")
        self._touched.add(watch.film_id)
        (self._reword if values.keys() <= {"note", "themes", "rewatch"} else self._recount).add(watch.film_id)
        self._note(imports.WATCH_FIELDS, watch.uuid, facts)

    # Lists

    def film_list(self, source: str) -> ListState | None:
        """Return the list that was imported from this address."""
        if source not in self._lists:
            found = imports.find_list(source)
            if found is None:
                return None
            self._lists[source] = found
        return self._lists[source]

    def add_list(
        self, source: str, name: str, description: str, tags: tuple[str, ...], created: str
    ) -> ListState:
        """Store a new list."""
        state = ListState(0, new_uuid(), False)
        if not self.dry:
            state.id = imports.add_list(state.uuid, source, name, description, tags, created)
        self._lists[source] = state
        self._note(imports.LIST, state.uuid, {"source": source, "is": True})
        return state

    def put_entry(self, film_list: ListState, state: FilmState, position: int, note: str) -> str:
        """Put a film on a list; returns ``added``, ``updated`` or ``same``."""
        entry, *there = film_list.entries.get(state.id, (0, 0, ""))
        if entry and there == [position, note]:
            return "same"
        known = state.id in film_list.entries
        entry = (
            (entry or -1) if self.dry else imports.put_entry(film_list.id, entry, state.id, position, note)
        )
        film_list.entries[state.id] = (entry, position, note)
        ref = f"{film_list.uuid}/{state.uuid}"
        if known:
            self._note(imports.ENTRY_FIELDS, ref, {"was": there, "is": [position, note]})
        else:
            self._note(imports.ENTRY, ref)
        return "updated" if known else "added"


def plain(value: Any) -> Any:
    """Return a field's value as JSON can hold it."""
    if isinstance(value, VagueDate):
        return [value.edtf, value.said]
    return list(value) if isinstance(value, tuple) else value


def digest(value: Any) -> Any:
    """Return what tells a field's value from another; long words by their hash."""
    if isinstance(value, tuple):
        # A theme that is there already keeps its spelling.
        return sorted(folded(name) for name in value)
    value = plain(value)
    if isinstance(value, str) and value:
        return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return value
