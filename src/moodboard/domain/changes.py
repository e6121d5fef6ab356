# SPDX-License-Identifier: GPL-3.0-or-later
"""What a use case changed, so that each view reloads the least it can."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what was added, altered or binned by one transaction, by kind."""

    films: frozenset[int] = field(default_factory=frozenset)
    boards: frozenset[int] = field(default_factory=frozenset)
    stills: frozenset[str] = field(default_factory=frozenset)
    lines: frozenset[str] = field(default_factory=frozenset)
    film_lists: frozenset[str] = field(default_factory=frozenset)
    """Own and smart lists, by uuid."""
    everything: bool = False
    """An import, a restored backup or the sample: reload all views."""

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.films | other.films,
            self.boards | other.boards,
            self.stills | other.stills,
            self.lines | other.lines,
            self.film_lists | other.film_lists,
            self.everything or other.everything,
        )

    def __bool__(self) -> bool:
        kinds = (self.films, self.boards, self.stills, self.lines, self.film_lists)
        return self.everything or any(kinds)
