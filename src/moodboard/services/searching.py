# SPDX-License-Identifier: GPL-3.0-or-later
"""One search over everything: titles, people, what was written, lines, lists and boards."""

from __future__ import annotations

from moodboard.domain.film_filters import Facet
from moodboard.domain.found import Found, FoundEverything
from moodboard.store import database, facets, films, title_search, word_search

_PEOPLE = (Facet.DIRECTOR, Facet.WITH)


def search_everything(text: str, limit: int = 5) -> FoundEverything:
    """Return the best finds of every kind, at most ``limit`` of each, as quickly as one types."""
    if not text.strip():
        return FoundEverything()
    with database.read():
        people, names = facets.values(_PEOPLE, text, limit)
        titles = films.rows(title_search.suggestions(text, limit))
        total = title_search.count(text, word_search.MOST + 1)
        return FoundEverything(
            films=Found(tuple(titles), min(total, word_search.MOST), total <= word_search.MOST),
            people=Found(tuple(people), names),
            words=word_search.words(text, limit),
            lines=word_search.lines(text, limit),
            titles=word_search.titles(text, limit),
        )
