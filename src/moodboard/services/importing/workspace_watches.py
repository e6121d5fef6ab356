# SPDX-License-Identifier: GPL-3.0-or-later
"""The watches an import sees and stores: its own by their keys, and others' of the same film and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from moodboard.domain.dates import VagueDate
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid
from moodboard.services.importing.near_days import is_day_away
from moodboard.services.importing.trail import digest, plain, service_of_key
from moodboard.store import imports, watches
from moodboard.store.imports import FilmState

if TYPE_CHECKING:
    from moodboard.services.importing.workspace import Workspace

_WORDS_ONLY = frozenset({"note", "themes", "people", "where", "medium", "cut", "finished", "liked"})


class Watches:
    """The part of the workspace that knows watches."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._by_source: dict[str, Watch] = {}
        self._by_uuid: dict[str, Watch] = {}
        self._of_film: dict[int, dict[str, None]] = {}
        """The uuids of a film's watches in the order in which they were stored."""
        self._whole: set[int] = set()
        """Films of which all watches are at hand."""
        self._asked: set[str] = set()
        """Keys that were looked for."""

    def forget(self) -> None:
        """Let go of what the batch before needed."""
        self._by_source, self._by_uuid, self._of_film = {}, {}, {}
        self._whole, self._asked = set(), set()

    def _hold(self, watch: Watch) -> None:
        if watch.source:
            self._by_source[watch.source] = watch
        self._by_uuid[watch.uuid] = watch
        self._of_film.setdefault(watch.film_id, {}).setdefault(watch.uuid)

    def load(self, sources: Iterable[str]) -> set[int]:
        """Read the watches of these keys; returns the films they are of."""
        trail = self._space.trail
        wanted = [source for source in sources if source and source not in self._by_source]
        self._asked.update(wanted)
        owners: set[int] = set()
        for watch in watches.by_source(wanted).values():
            self._hold(watch)
            owners.add(watch.film_id)
        trail.load(wanted, ())
        told = {trail.twin(source) for source in wanted} - {""}
        others = sorted(told - self._by_uuid.keys())
        for watch in watches.by_uuids(others):
            self._hold(watch)
            owners.add(watch.film_id)
        return owners

    def load_of(self, film_ids: Sequence[int]) -> None:
        """Read all watches of these films."""
        wanted = [film_id for film_id in film_ids if film_id > 0 and film_id not in self._whole]
        of_films = watches.of_films(wanted)
        self._space.trail.load((), [watch.uuid for stored in of_films.values() for watch in stored])
        for film_id, stored in of_films.items():
            fresh = [watch for watch in stored if watch.uuid not in self._by_uuid]
            for watch in sorted(fresh, key=lambda watch: watch.id):
                self._hold(watch)
            # Those that only this import knows come behind.
            mine = self._of_film.get(film_id, {})
            order = sorted(mine, key=lambda uuid: (self._by_uuid[uuid].id <= 0, abs(self._by_uuid[uuid].id)))
            self._of_film[film_id] = dict.fromkeys(order)
        self._whole.update(wanted)

    def get(self, key: str) -> Watch | None:
        """Return the watch that was imported under this key, or that another service's of it is."""
        found = self._by_source.get(key)
        return found if found is not None else self._by_uuid.get(self._space.trail.twin(key))

    def ask(self, key: str) -> Watch | None:
        """Return the watch of a key that ``load`` did not have."""
        if key not in self._asked and self.get(key) is None:
            self.load([key])
        return self.get(key)

    def of(self, state: FilmState) -> list[Watch]:
        """Return all watches of a film in the order in which they were stored."""
        if state.id > 0 and state.entries and state.id not in self._whole:
            self.load_of([state.id])
        return [self._by_uuid[uuid] for uuid in self._of_film.get(state.id, ())]

    def twin(self, state: FilmState, date: VagueDate, key: str) -> Watch | None:
        """Return the watch of this day that somebody else told of, and this service not yet.

        So a service that says twice for one day is believed, and two services that say once are one watch.
        """
        if not state.entries:
            return None
        service, trail = service_of_key(key), self._space.trail
        for watch in self.of(state):
            same = watch.date.edtf == date.edtf and (date.is_known or watch.date.said == date.said)
            if same and trail.claimed(watch.uuid, watch.source, service) < watch.times:
                return watch
        return None

    def day_away(self, state: FilmState, date: VagueDate, key: str) -> Watch | None:
        """Return a watch of the day before or after that somebody else told of, and this service not yet."""
        if not state.entries or not date.is_day or len(date.edtf) != 10:
            return None
        service, trail = service_of_key(key), self._space.trail
        near = (watch for watch in self.of(state) if is_day_away(date.earliest, watch))
        return next((one for one in near if not trail.claimed(one.uuid, one.source, service)), None)

    def add(self, state: FilmState, watch: Watch, said: dict[str, Any]) -> None:
        """Store a watch under its key."""
        space = self._space
        uuid = new_uuid()
        number = space.dry_id() if space.dry else imports.add_watch(watch, uuid, space.now)
        watch = replace(watch, id=number, uuid=uuid)
        space.touch(state.id)
        space.trail.note(imports.WATCH, watch.uuid, {"source": watch.source, "said": said})
        self._count_once(state, watch)
        self._hold(watch)
        state.entries += 1

    def _count_once(self, state: FilmState, watch: Watch) -> None:
        """Take back a nameless earlier watch of an import when a diary now tells of that very one.

        A rewatch is none of those, nor is one that came after the last that the import knew.
        """
        mark = self._space.trail.mark("earlier", state.uuid)
        if not state.earlier or mark != state.earlier or watch.rewatch is True:
            return
        last = max((known.date.sort_key or "" for known in self.of(state)), default="")
        if not last or (watch.date.sort_key or "") <= last:
            self._space.put_earlier(state, state.earlier - 1)

    def join(self, watch: Watch, key: str, said: dict[str, Any]) -> None:
        """Take note that a watch that is there already is this service's too."""
        facts = {"source": key, "said": said, "was": {}, "is": {}}
        self._space.trail.note(imports.WATCH_TWIN, watch.uuid, facts)

    def alter(self, watch: Watch, key: str, said: dict[str, Any], values: dict[str, Any]) -> None:
        """Store other values of a watch; ``said`` is what the import says of it now."""
        space = self._space
        facts = {
            "source": key,
            "said": said,
            "was": {name: plain(getattr(watch, name)) for name in values},
            "is": {name: digest(value) for name, value in values.items()},
        }
        watch = replace(watch, **values)
        self._hold(watch)
        if not space.dry:
            imports.alter_watch(watch, values, space.now if values.keys() & {"rating", "date"} else "")
        space.touch(watch.film_id, words_only=values.keys() <= _WORDS_ONLY)
        space.trail.note(imports.WATCH_FIELDS, watch.uuid, facts)
