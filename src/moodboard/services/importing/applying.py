# SPDX-License-Identifier: GPL-3.0-or-later
"""Do what a row of another service's export says: its film, watches, rating, flags, words and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from moodboard.domain.imports.said import ListPlace, RowSaid
from moodboard.services.importing.keeping import (
    ADDED,
    BINNED,
    NOT_WANTED,
    REMOVED,
    SKIPPED,
    THERE,
    UPDATED,
    WatchKeeper,
)
from moodboard.services.importing.letterboxd import TWICE
from moodboard.services.importing.near_days import LATER
from moodboard.services.importing.report import FileReport, Totals
from moodboard.services.importing.workspace import Workspace
from moodboard.store.import_lists import ListState
from moodboard.store.imports import FilmState

_BEST_FIRST = (ADDED, UPDATED, "kept", "other", REMOVED)


class Applying:
    """Apply the rows of all services but Letterboxd."""

    def __init__(self, space: Workspace, totals: Totals, keeper: WatchKeeper) -> None:
        self._space = space
        self._totals = totals
        self._keeper = keeper
        self._occurrences: Counter[tuple[str, str]] = Counter()
        self._positions: Counter[str] = Counter()
        self._listed: set[tuple[str, int]] = set()
        self.quoted: Callable[[int, RowSaid], None] = lambda _film, _row: None
        self.counted: dict[int, int] = {}
        """How often films were seen at least, to be settled when all watches are known."""
        self.seen: set[int] = set()

    def understood(self, row: RowSaid, path: str) -> RowSaid:
        """Tell the row's tags apart, and number the watches that have no number of their own."""
        for watch in row.watches:
            if watch.numbered:
                self._occurrences[path, watch.key] += 1
                watch.key = f"{watch.key}:{self._occurrences[path, watch.key]}"
                watch.numbered = False
            self._keeper.tell_tags(watch)
        return row

    def apply(self, row: RowSaid, file: FileReport, path: str = "") -> None:
        """Do what the row says, and count it."""
        if row.of_list:
            self._count(self._list_alone(row.places[0]), row, file, path)
            return
        if self._space.skipped(row.film):
            file.skip(NOT_WANTED)
            return
        found = self._space.find(row.film)
        if found is None and not row.film.title:
            file.problem(row.line, "It has no title, and no film of the library has its number.", path)
            return
        outcome = BINNED if found is not None and found.binned else self._all_of(row)
        self._count(outcome, row, file, path)

    def _count(self, outcome: str, row: RowSaid, file: FileReport, path: str) -> None:
        for remark in row.remarks:
            file.remarks[remark] += 1
        if row.faults:
            file.problem(row.line, "; ".join(row.faults) + ".", path)
        elif outcome == LATER:
            self._keeper.waiting[-1].file = file
        elif outcome == ADDED:
            file.add()
        elif outcome == UPDATED:
            file.update()
        else:
            file.skip(SKIPPED.get(outcome, outcome))

    def _all_of(self, row: RowSaid) -> str:
        space = self._space
        state, new = space.find_or_add(row.film)
        self._totals.films += new
        outcomes = [ADDED] if new else []
        if row.watches or row.seen:
            self.seen.add(state.id)
        if not row.seen or self._told(state) < row.seen:  # else the last one is among those that are told
            outcomes += [self._keeper.keep(state, watch, watch.key) for watch in row.watches]
        if row.seen:
            outcomes.append(self._counted(state, row.seen))
        if row.rating is not None:
            outcome = space.put(state, "rating", row.rating)
            self._totals.ratings += outcome == ADDED
            outcomes.append(outcome)
        outcomes += [space.put(state, "liked", True)] if row.liked else []
        outcomes += [space.put(state, "watchlist", True)] if row.watchlist else []
        outcomes += [space.add_notes(state, row.notes)] if row.notes else []
        outcomes += [self._placed(state, place) for place in row.places]
        if row.quotes:
            self.quoted(state.id, row)
        if LATER in outcomes and ADDED not in outcomes:
            return LATER
        best = next((outcome for outcome in _BEST_FIRST if outcome in outcomes), None)
        return best or next((outcome for outcome in outcomes if outcome not in ("same", LATER)), THERE)

    # How often

    def _counted(self, state: FilmState, seen: int) -> str:
        """Take "seen seven times" at once when nothing is known, else when everything is."""
        self.counted[state.id] = max(seen, self.counted.get(state.id, 0))
        if not state.entries and not state.earlier:
            return self._space.put(state, "earlier", 1)
        return "same"

    def settle(self, film_id: int, seen: int) -> None:
        """Make the watches of a film add up to how often it was seen at least."""
        state = self._space.find_by_id(film_id)
        if state is None or state.binned:
            return
        wanted = max(0, seen - self._told(state))
        mark = self._space.trail.mark("earlier", state.uuid)
        if wanted > state.earlier and (not state.earlier or mark == state.earlier):
            self._space.put_earlier(state, wanted)

    def _told(self, state: FilmState) -> int:
        return sum(watch.times for watch in self._space.watches.of(state))

    # Lists

    def _list(self, place: ListPlace) -> tuple[ListState | None, str]:
        """Return the list and what was done to it; none when it is not wanted any more."""
        space = self._space
        film_list = space.film_list(place.source)
        if film_list is None:
            if space.trail.has_list(place.source):
                return None, REMOVED
            self._totals.lists += 1
            return space.add_list(place.source, place.name, place.description, (), place.created), ADDED
        if film_list.binned:
            return None, "the list is in the bin"
        return film_list, space.put_words(film_list, place.source, place.description)

    def _list_alone(self, place: ListPlace) -> str:
        return self._list(place)[1]

    def _placed(self, state: FilmState, place: ListPlace) -> str:
        space = self._space
        film_list, outcome = self._list(place)
        if film_list is None:
            return outcome
        if (place.source, state.id) in self._listed:
            return TWICE
        self._listed.add((place.source, state.id))
        self._positions[place.source] += 1
        position = place.position or self._positions[place.source]
        return space.put_entry(film_list, state, position, place.note)
