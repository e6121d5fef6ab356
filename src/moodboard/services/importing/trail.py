# SPDX-License-Identifier: GPL-3.0-or-later
"""What imports noted of what they did: who said what of which film and watch, and what is to be noted now."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from moodboard.domain.dates import VagueDate
from moodboard.domain.text_keys import folded
from moodboard.store import imports
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
    """The marks of all imports that stand, this one's among them."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], Any] = {}
        """What an import set a film's field to, or that it brought a list, by kind and uuid."""
        self.marked_by: dict[tuple[str, str], str] = {}
        self.known_watches: dict[str, dict[str, Any]] = {}
        """What imports said of each watch, by its key."""
        self.twins: dict[str, str] = {}
        """The uuid of the watch that was there already, by the key of another service's."""
        self.told_by: dict[str, set[str]] = {}
        """The services that named a film themselves, by its uuid."""
        self.aliases: dict[str, str] = {}
        """The uuid of the film that an unsure row was taken for."""
        self.presumed: set[str] = set()
        """Those of the aliases that nobody confirmed."""
        self._claims: dict[str, Counter[str]] = {}
        self.items: list[Item] = []
        self.anything = False
        for item in imports.items():
            self._mark(item)

    def _mark(self, item: Item) -> None:
        facts = item.facts
        if "said" in facts:
            self.known_watches.setdefault(facts["source"], {}).update(facts["said"])
            if item.kind == imports.WATCH_TWIN:
                self.claim(facts["source"], item.ref)
        elif item.kind == imports.ALIAS:
            self.aliases[facts["alias"]] = item.ref
            (self.presumed.discard if facts["sure"] else self.presumed.add)(facts["alias"])
            self.told_by.setdefault(item.ref, set()).add(facts["by"])
        elif item.kind == imports.FILM:
            self.told_by.setdefault(item.ref, set()).add(facts.get("by", LETTERBOXD))
        elif "is" in facts:
            place = item.kind, facts.get("source", item.ref)
            self.marks[place] = facts["is"]
            self.marked_by[place] = facts.get("by", LETTERBOXD)

    def note(self, kind: str, ref: str, facts: dict[str, Any] | None = None) -> None:
        """Note one thing that this import adds or sets."""
        item = Item(kind, ref, facts or {})
        self._mark(item)
        self.items.append(item)
        self.anything = True

    def claim(self, key: str, uuid: str) -> None:
        """Take note that a service's watch is one that is there already."""
        if key not in self.twins:
            self._claims.setdefault(uuid, Counter())[service_of_key(key)] += 1
        self.twins[key] = uuid

    def claimed(self, uuid: str, source: str, service: str) -> int:
        """Return how many of a service's watches this one stands for already."""
        return self._claims.get(uuid, Counter())[service] + (service_of_key(source) == service)


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
