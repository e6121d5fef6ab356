# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary as one list: all watches of all films in the order in which they were."""

from __future__ import annotations

from collections.abc import Sequence

from moodboard.domain.film import Film, Watch
from moodboard.store import database, tables, watches

_ORDER = """
SELECT film_id, watch_id, before FROM (
    SELECT watch.film_id AS film_id, watch.id AS watch_id, film.earlier_watches + coalesce(sum(watch.times)
        OVER (PARTITION BY watch.film_id ORDER BY watch.sort_key, watch.logged, watch.id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
        watch.sort_key AS at, watch.logged AS logged
    FROM watch JOIN film ON film.id = watch.film_id WHERE film.binned IS NULL
    UNION ALL
    SELECT id, 0, 0, NULL, '' FROM film WHERE binned IS NULL AND watch_count = 0
        AND (earlier_watches > 0 OR rating IS NOT NULL)
) ORDER BY at, logged, film_id, watch_id
"""
# Those whose rating was set by itself and is another than the newest rated watch says.
_OWN_RATING = """
SELECT id, 0, 0 FROM film WHERE binned IS NULL AND watch_count > 0 AND rating IS NOT NULL AND rating IS NOT (
    SELECT rating FROM watch WHERE film_id = film.id AND rating IS NOT NULL
    ORDER BY sort_key DESC, logged DESC, id LIMIT 1)
ORDER BY id
"""


def in_order() -> list[tuple[int, int, int]]:
    """Return film, watch (0 for a film alone) and how often it was seen before, undated ones first."""
    return [*database.rows(_ORDER), *database.rows(_OWN_RATING)]


def films(ids: Sequence[int]) -> dict[int, Film]:
    """Return films by number, without their themes."""
    film = tables.Film
    names = ("id", "uuid", "title", "year", "directors", "letterboxd", "imdb", "tmdb", "rating")
    found: dict[int, Film] = {}
    for chunk in database.in_chunks(sorted(set(ids))):
        query = film.select(*(getattr(film, name) for name in names)).where(film.id.in_(chunk))
        for values in database.tuples(query):
            own = dict(zip(names, values, strict=True))
            found[own["id"]] = Film(**own)
    return found


def watches_by_id(ids: Sequence[int]) -> dict[int, Watch]:
    """Return watches by number."""
    found: dict[int, Watch] = {}
    for chunk in database.in_chunks(list(ids)):
        found.update({watch.id: watch for watch in watches.by_ids(chunk)})
    return found
