# SPDX-License-Identifier: GPL-3.0-or-later
"""Look films up in the catalogue on this machine: no network, no key, no posters."""

from __future__ import annotations

from moodboard.domain.catalogue import FilmFacts
from moodboard.domain.errors import KnownError
from moodboard.domain.metadata import Candidate, Found, Service
from moodboard.services import catalogue
from moodboard.services.apart import Report

_MOST = 20


class CatalogueAsked:
    """Answer as TMDB would."""

    name = "Your film catalogue"
    service = Service.IMDB

    @staticmethod
    def is_there() -> bool:
        """Tell whether a catalogue was made."""
        return catalogue.status().films > 0

    def search(self, title: str, year: int | None, report: Report) -> tuple[Candidate, ...]:
        """Return the films of that title, those of the year first."""
        report(0, 1)
        found: dict[str, FilmFacts] = {}
        for words in ([f"{title} {year}"] if year else []) + [title]:
            found |= {one.imdb: one for one in catalogue.suggest(words, _MOST) if one.imdb not in found}
        return tuple(_candidate(one) for one in found.values())[:_MOST]

    def details(self, key: str, report: Report) -> Found:
        """Return the facts of one film."""
        report(0, 1)
        facts = catalogue.facts(key)
        if facts is None:
            raise KnownError("Your film catalogue has no such film.")
        return Found(
            service=Service.IMDB,
            title=facts.title,
            year=facts.year,
            directors=facts.directors,
            runtime=facts.runtime,
            original_title=facts.original_title,
            imdb=facts.imdb,
        )

    def poster(self, path: str, report: Report, width: int = 0) -> bytes:
        """There is none."""
        raise KnownError("Your film catalogue has no posters.")


def _candidate(facts: FilmFacts) -> Candidate:
    return Candidate(Service.IMDB, facts.imdb, facts.title, facts.year, facts.original_title, facts.directors)
