# SPDX-License-Identifier: GPL-3.0-or-later
"""What imports noted of what they did: who said what of which film and watch, and what is to be noted now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from moodboard.domain.dates import VagueDate
from moodboard.domain.text_keys import folded
from moodboard.store import import_trail, imports
from moodboard.store.imports import Item

LETTERBOXD = "letterboxd"


def service_of_key(key: str) -> str:
    """Return the service that a watch's key belongs to; nothing for the person's own."""
    if key.startswith("https://"):
        return LETTERBOXD
    if key.startswith("letterboxd:import"):
        return "letterboxd:import"  # anybody writes this format, also what Letterboxd has itself
    return key.partition(":")[0]


class Trail:
    """The marks of all imports that stand, this one's among them; of each batch only what it asks for."""

    def __init__(self, dry: bool) -> None:
        self._dry = dry
        self._marks: dict[tuple[str, str], Any] = {}
        """What an import set a film's field to, by kind and uuid."""
        self._marked_by: dict[tuple[str, str], str] = {}
        self._lists: dict[str, Any] = {}
        """The words that imports gave a list, told short, by its source."""
        self._known: dict[str, dict[str, Any]] = {}
        """What imports said of each watch, by its key."""
        self._twins: dict[str, str] = {}
        """The uuid of the watch that was there already, by the key of another service's."""
        self._told_by: dict[str, set[str]] = {}
        """The services that named a film themselves, by its uuid."""
        self.aliases: dict[str, str] = {}
        """The uuid of the film that an unsure row was taken for."""
        self.presumed: set[str] = set()
        """Those of the aliases that nobody confirmed."""
        self._claims: dict[str, set[str]] = {}
        """The keys that a watch stands for, by its uuid."""
        self._keys: set[str] = set()
        self._refs: set[str] = set()
        """What was looked for."""
        self._items: list[Item] = []
        self.anything = False
        import_trail.begin()
        for item in import_trail.few():
            self._mark(item)

    def close(self) -> None:
        """Let go of what was set up for this import."""
        import_trail.end()

    def load(self, keys: Iterable[str], uuids: Iterable[str]) -> None:
        """Read what was noted of these watches and films."""
        fresh = {key for key in keys if key} - self._keys
        self._keys |= fresh
        refs = set(uuids) - self._refs
        self._refs |= refs
        for item in [*import_trail.of_keys(fresh), *import_trail.of_refs(refs)]:
            self._mark(item)

    def forget(self) -> None:
        """Let go of what the batch before needed; a dry run's notes are nowhere else."""
        if not self._dry:
            self._marks, self._marked_by, self._known, self._twins = {}, {}, {}, {}
            self._told_by, self._claims, self._keys, self._refs = {}, {}, set(), set()

    def flush(self, run_id: int) -> None:
        """Write down what was noted, in the transaction that did it."""
        if self._items and not self._dry:
            before = import_trail.last()
            imports.note(run_id, self._items)
            import_trail.follow(before)
        self._items = []

    def _mark(self, item: Item) -> None:
        facts = item.facts
        if "said" in facts:
            self._known.setdefault(facts["source"], {}).update(facts["said"])
            if item.kind == imports.WATCH_TWIN:
                self._twins[facts["source"]] = item.ref
                self._claims.setdefault(item.ref, set()).add(facts["source"])
        elif item.kind == imports.ALIAS:
            self.aliases[facts["alias"]] = item.ref
            (self.presumed.discard if facts["sure"] else self.presumed.add)(facts["alias"])
            self._told_by.setdefault(item.ref, set()).add(facts["by"])
        elif item.kind == imports.FILM:
            self._told_by.setdefault(item.ref, set()).add(facts.get("by", LETTERBOXD))
        elif item.kind in (imports.LIST, imports.LIST_WORDS):
            self._lists[facts.get("source", item.ref)] = facts.get("words")
        elif "is" in facts:
            place = item.kind, item.ref
            self._marks[place] = facts["is"]
            self._marked_by[place] = facts.get("by", LETTERBOXD)

    def note(self, kind: str, ref: str, facts: dict[str, Any] | None = None) -> None:
        """Note one thing that this import adds or sets."""
        item = Item(kind, ref, facts or {})
        if kind in (imports.FILM, imports.WATCH):
            self._refs.add(ref)  # new in the world: nothing was noted of it
        else:
            self._of_ref(ref)
        if "said" in item.facts:
            self._of_key(item.facts["source"])
        self._mark(item)
        self._items.append(item)
        self.anything = True

    # What is asked

    def _of_key(self, key: str) -> None:
        if key not in self._keys:
            self.load([key], ())

    def _of_ref(self, uuid: str) -> None:
        if uuid not in self._refs:
            self.load((), [uuid])

    def mark(self, name: str, uuid: str) -> Any:
        """Return what imports set a film's field to, None for nothing."""
        self._of_ref(uuid)
        return self._marks.get((f"film.{name}", uuid))

    def marked_by(self, name: str, uuid: str) -> str:
        """Return the service that set a film's field."""
        self._of_ref(uuid)
        return self._marked_by.get((f"film.{name}", uuid), "")

    def has_list(self, source: str) -> bool:
        """Tell whether an import brought this list, be it there still or not."""
        return source in self._lists

    def words_of_list(self, source: str) -> Any:
        """Return what tells the words that imports gave a list."""
        return self._lists.get(source)

    def told_by(self, uuid: str) -> set[str]:
        """Return the services that named a film themselves."""
        self._of_ref(uuid)
        return self._told_by.get(uuid, set())

    def knows(self, key: str) -> bool:
        """Tell whether an import brought or met this watch, be it there still or not."""
        self._of_key(key)
        return key in self._known

    def said(self, key: str) -> dict[str, Any]:
        """Return what imports said of a watch."""
        self._of_key(key)
        return self._known.get(key, {})

    def twin(self, key: str) -> str:
        """Return the uuid of the watch that a service's key was found to be, empty for none."""
        if not key:
            return ""
        self._of_key(key)
        return self._twins.get(key, "")

    def claimed(self, uuid: str, source: str, service: str) -> int:
        """Return how many of a service's watches this one stands for already."""
        self._of_ref(uuid)
        claims = sum(service_of_key(key) == service for key in self._claims.get(uuid, ()))
        return claims + (service_of_key(source) == service)


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
