# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches that rows tell of, kept: logged once, merged with what is there, the person's own words last."""

from __future__ import annotations

from typing import Any

from moodboard.domain.film import Watch
from moodboard.domain.imports.said import SAME, SKIP, WatchSaid
from moodboard.domain.tag_rules import TagRule, TagsRead, read_tags
from moodboard.services.importing.near_days import LATER, Waiting, unsure_of
from moodboard.services.importing.report import ImportReport
from moodboard.services.importing.trail import digest
from moodboard.services.importing.workspace import Workspace
from moodboard.store.imports import FilmState

ADDED, UPDATED = "added", "updated"
THERE = "there already"
KEPT = "changed here since, which stays"
OTHER = "another import says otherwise, which stays"
BINNED = "the film is in the bin"
REMOVED = "removed here since"
NOT_WANTED = "left out, as you said"
SKIPPED = {"same": THERE, "kept": KEPT, "other": OTHER}
MOST_TAGS = 5000


class WatchKeeper:
    """What all services' watches share."""

    def __init__(self, space: Workspace, done: ImportReport, rules: tuple[TagRule, ...]) -> None:
        self._space = space
        self._done = done
        self._rules = rules
        self.waiting: list[Waiting] = []
        self._read: dict[tuple[str, ...], TagsRead] = {}
        """The same tags come again and again."""

    def tell_tags(self, said: WatchSaid) -> None:
        """Turn the tags that are fields in disguise into those fields, where nothing is said of them."""
        if not said.tags:
            return
        for tag in said.tags:
            if tag in self._done.tags or len(self._done.tags) < MOST_TAGS:
                self._done.tags[tag] += 1
        read = self._read.get(said.tags)
        if read is None:
            read = read_tags(said.tags, self._rules)
            if len(self._read) < MOST_TAGS:
                self._read[said.tags] = read
        said.tags = read.tags
        said.people = said.people or read.people
        said.where = said.where or read.where
        said.medium = said.medium or read.medium
        said.cut = said.cut or read.cut
        said.finished = said.finished and read.finished
        said.liked = said.liked or read.liked
        said.rewatch = read.rewatch if said.rewatch is None else said.rewatch

    def keep(self, state: FilmState, said: WatchSaid, key: str) -> str:
        """Log the watch, or merge it with the one that it is."""
        watch = self._space.watches.ask(key)
        if watch is not None:
            return self.merge(watch, said, key)
        if self._space.trail.knows(key):
            return REMOVED
        if said.only_alone and (state.entries or self._told_of(state)):
            return "same"
        twin = self._space.watches.twin(state, said.date, key)
        if twin is not None:
            return self.join(twin, said, key)
        if not said.only_alone and self._space.watches.day_away(state, said.date, key) is not None:
            space = self._space
            self.waiting.append(Waiting(state.id, said, key, space.file, space.line))
            return LATER
        return self.add(state, said, key)

    def settle(self, waiting: Waiting) -> str:
        """Keep a watch of which only all rows together tell whether it is one that is there."""
        space, said, key = self._space, waiting.said, waiting.key
        state = space.find_by_id(waiting.film_id)
        if state is None:
            return REMOVED
        outcome = self._settle(state, said, key, waiting)
        file = waiting.file
        if file is not None and outcome == ADDED:
            file.add()
        elif file is not None and outcome == UPDATED:
            file.update()
        elif file is not None:
            file.skip(SKIPPED.get(outcome, outcome))
        return outcome

    def _settle(self, state: FilmState, said: WatchSaid, key: str, waiting: Waiting) -> str:
        space = self._space
        there = space.watches.ask(key)
        if there is not None:
            return self.merge(there, said, key)
        near = space.watches.day_away(state, said.date, key)
        if near is None:
            return self.add(state, said, key)
        unsure = unsure_of(waiting, state, near)
        answer = space.answer(unsure.key)
        if answer is None:
            space.unsure.setdefault(unsure.key, unsure)
            answer = unsure.taken
        if answer == SKIP:
            return NOT_WANTED
        return self.join(near, said, key) if answer == SAME else self.add(state, said, key)

    def _told_of(self, state: FilmState) -> bool:
        """Tell whether the person said that it was seen earlier."""
        return bool(state.earlier) and self._space.trail.mark("earlier", state.uuid) is None

    def join(self, watch: Watch, said: WatchSaid, key: str) -> str:
        """Merge with a watch that somebody else told of: only what is missing is filled in."""
        self._space.watches.join(watch, key, sayings(said))
        return self.merge(watch, said, key, first=True)

    def add(self, state: FilmState, said: WatchSaid, key: str) -> str:
        """Log a watch."""
        watch = Watch(
            film_id=state.id, date=said.date, times=said.times, rating=said.rating, note=said.note,
            rewatch=said.rewatch, themes=said.tags, people=said.people, where=said.where, medium=said.medium,
            cut=said.cut, finished=said.finished, liked=said.liked, source=key,
            logged=said.logged or self._space.now,
        )  # fmt: skip
        self._space.watches.add(state, watch, sayings(said))
        totals = self._done.totals
        totals.watches += 1
        totals.reviews += bool(said.note)
        return ADDED

    def merge(self, watch: Watch, said: WatchSaid, key: str, first: bool = False) -> str:
        """Take over what is new of a watch that was imported before; a person's own words stay.

        ``first``: nothing that it says is known yet.
        """
        known = {} if first else self._space.trail.said(key)
        values: dict[str, Any] = {}
        kept = fresh = False
        for name, value in fields(said).items():
            if _silent(name, value):
                continue
            says, now = digest(value), digest(getattr(watch, name))
            if says in (known.get(name), now):
                continue
            blank = now in (None, "", [], _DEFAULTS.get(name)) or (name == "date" and not watch.date.is_known)
            if blank and not known.get(name):
                values[name], fresh = value, fresh or name == "note"
            elif now == known.get(name) and name in known:
                values[name] = value
            else:
                kept = True
        if values:
            self._done.totals.reviews += fresh
            self._space.watches.alter(watch, key, sayings(said), values)
            return ADDED if fresh else UPDATED
        return "kept" if kept and not first else "same"


_DEFAULTS: dict[str, Any] = {"finished": True, "liked": False, "times": 1}


def _silent(name: str, value: Any) -> bool:
    """Tell whether a field says nothing."""
    return value == _DEFAULTS[name] if name in _DEFAULTS else not value and value is not False


def fields(said: WatchSaid) -> dict[str, Any]:
    """Return what a watch says, by the watch's own fields."""
    date = said.date if said.date.is_known or said.date.said else None
    return {
        "date": date,
        "times": said.times,
        "rating": said.rating,
        "rewatch": said.rewatch,
        "themes": said.tags,
        "note": said.note,
        "people": said.people,
        "where": said.where,
        "medium": said.medium,
        "cut": said.cut,
        "finished": said.finished,
        "liked": said.liked,
    }


def sayings(said: WatchSaid) -> dict[str, Any]:
    """Return what a watch says, short enough to keep: blank fields say nothing."""
    return {name: digest(value) for name, value in fields(said).items() if not _silent(name, value)}
