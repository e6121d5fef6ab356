# SPDX-License-Identifier: GPL-3.0-or-later
"""A query as JSON text, stable over versions: how smart lists are kept.

Only what is asked stands in it. What a newer program wrote and this one does not know is told by name,
since leaving a filter out shows more films than the person meant.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from moodboard.domain.film_filters import NAMES_OF, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort

VERSION = 1
_NUMBERS = {
    "times_from": range(1_000_001),
    "times_to": range(1_000_001),
    "rating_from": range(1, 11),
    "rating_to": range(1, 11),
    "year_from": range(10_000),
    "year_to": range(10_000),
}
_MARKS = ("marks", "unmarked")
_MOST_NAMES = 100
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query that was read, and what in it was not understood."""

    query: FilmQuery
    unknown: tuple[str, ...] = ()


def to_json(query: FilmQuery) -> str:
    """Return the query as text; the same query is the same text."""
    asked: dict[str, Any] = {"version": VERSION, "sort": query.sort.value}
    if query.backwards:
        asked["backwards"] = True
    if query.text.strip():
        asked["text"] = query.text
    if query.chips:
        asked["chips"] = sorted(query.chips)
    if query.filters:
        asked["filters"] = _filters_out(query.filters)
    return json.dumps(asked, ensure_ascii=False, sort_keys=True)


def _filters_out(filters: FilmFilters) -> dict[str, Any]:
    asked: dict[str, Any] = {name: getattr(filters, name) for name in _NUMBERS}
    asked |= {name: list(getattr(filters, name)) or None for name in NAMES_OF.values()}
    asked |= {name: sorted(getattr(filters, name)) or None for name in _MARKS}
    asked["unrated"] = filters.unrated or None
    return {name: value for name, value in asked.items() if value is not None}


def from_json(text: str) -> SavedQuery:
    """Read a query; whatever is not as it should be asks nothing and is named."""
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        return SavedQuery(FilmQuery(), ("all",))
    if not isinstance(asked, dict):
        return SavedQuery(FilmQuery(), ("all",))
    reader = _Reader()
    query = reader.query(asked)
    return SavedQuery(query, tuple(dict.fromkeys(reader.unknown)))


class _Reader:
    """Read value by value, and remember what was no use."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def query(self, asked: dict[str, Any]) -> FilmQuery:
        """Return what was understood."""
        known = {"version", "sort", "backwards", "text", "chips", "filters"}
        self.unknown += sorted(set(asked) - known)
        text, filters = asked.get("text", ""), asked.get("filters", {})
        if not isinstance(text, str):
            self.unknown.append("text")
            text = ""
        if not isinstance(filters, dict):
            self.unknown.append("filters")
            filters = {}
        sort = self._values(FilmSort, "sort", [asked.get("sort", FilmSort.LAST_SEEN.value)])
        return FilmQuery(
            text=text,
            chips=frozenset(self._values(FilmChip, "chips", asked.get("chips", []))),
            sort=sort[0] if sort else FilmSort.LAST_SEEN,
            backwards=self._flag("backwards", asked.get("backwards", False)),
            filters=self._filters(filters),
        )

    def _filters(self, asked: dict[str, Any]) -> FilmFilters:
        known = {*_NUMBERS, *NAMES_OF.values(), *_MARKS, "unrated"}
        self.unknown += sorted(set(asked) - known)
        numbers: dict[str, Any] = {
            name: self._number(name, asked[name]) for name in _NUMBERS if name in asked
        }
        filters = FilmFilters(
            **numbers,
            unrated=self._flag("unrated", asked.get("unrated", False)),
            marks=frozenset(self._values(FilmMark, "marks", asked.get("marks", []))),
            unmarked=frozenset(self._values(FilmMark, "unmarked", asked.get("unmarked", []))),
        )
        for facet, name in NAMES_OF.items():
            filters = filters.naming(facet, self._names(name, asked.get(name, [])))
        return filters

    def _number(self, name: str, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value in _NUMBERS[name]:
            return value
        self.unknown.append(name)
        return None

    def _flag(self, name: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.unknown.append(name)
        return value is True

    def _names(self, name: str, value: Any) -> list[str]:
        names = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        if not isinstance(value, list) or len(names) != len(value) or len(names) > _MOST_NAMES:
            self.unknown.append(name)
        return names[:_MOST_NAMES]

    def _values(self, kind: type[_E], name: str, value: Any) -> list[_E]:
        found = [kind(one) for one in value if one in list(kind)] if isinstance(value, list) else []
        if not isinstance(value, list) or len(found) != len(value):
            self.unknown.append(name)
        return found
