# SPDX-License-Identifier: GPL-3.0-or-later
"""Names by which films are found: kept by film, counted by name.

``refresh`` is called by ``store.films.refresh`` and ``store.search.index_films``: whoever alters watches,
directors or themes calls one of them anyway. The counts follow by triggers (migrations/0004_facets.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from moodboard.domain.film_filters import Facet
from moodboard.domain.found import FacetValue
from moodboard.domain.text_keys import folded
from moodboard.store import database

_Key = tuple[str, str, int]
"""Kind, folded name, film."""
_NAMES = (
    "SELECT 'watch', film_id, people, venue, medium, cut FROM watch WHERE film_id IN ({0})"
    " AND (people <> '' OR venue <> '' OR medium <> '' OR cut <> '')"
    " UNION ALL SELECT 'director', id, directors, '', '', '' FROM film WHERE id IN ({0}) AND directors <> ''"
    " UNION ALL SELECT 'theme', film_id, name, '', '', '' FROM film_theme JOIN theme ON theme.id = theme_id"
    " WHERE film_id IN ({0})"
    " UNION ALL SELECT 'theme', film_id, name, '', '', '' FROM watch_theme"
    " JOIN watch ON watch.id = watch_id JOIN theme ON theme.id = theme_id WHERE film_id IN ({0})"
)
_INSERT = (
    "INSERT INTO facet (kind, fold, film_id, said, binned)"
    " SELECT ?1, ?2, ?3, ?4, binned IS NOT NULL FROM film WHERE id = ?3"
)
_HERE = "SELECT kind, fold, film_id, said FROM facet WHERE film_id IN ({})"


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[str, str]:
    said = " ".join(name.split())
    return folded(said), said


def _names(ids: list[int]) -> Iterator[tuple[Facet, int, str]]:
    # All at once: a query for each kind took longer than what they answer.
    for kind, film, names, venue, medium, cut in database.rows(_NAMES.format(_marks(ids)), ids * 4):
        if kind == "theme":
            yield Facet.THEME, film, names
            continue
        facet = Facet.WITH if kind == "watch" else Facet.DIRECTOR
        for name in json.loads(names) if names else ():
            yield facet, film, name
        yield Facet.WHERE, film, venue
        yield Facet.MEDIUM, film, medium
        yield Facet.CUT, film, cut


def _marks(ids: list[int]) -> str:
    return ",".join("?" * len(ids))


def _wanted(ids: list[int]) -> dict[_Key, str]:
    """Return what should be there, each name as it is mostly written with the film."""
    counted: dict[_Key, Counter[str]] = {}
    for facet, film, name in _names(ids):
        fold, said = _named(name)
        if fold:
            counted.setdefault((facet.value, fold, film), Counter())[said] += 1
    return {key: next(iter(names)) if len(names) == 1 else _most(names) for key, names in counted.items()}


def _most(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _here(ids: list[int]) -> dict[_Key, str]:
    rows = database.rows(_HERE.format(_marks(ids)), ids)
    return {(kind, fold, film): said for kind, fold, film, said in rows}


def refresh(film_ids: Iterable[int]) -> None:
    """Make the names of these films right, in the transaction that changed what they come from."""
    for chunk in database.in_chunks(sorted(set(film_ids))):
        wanted, here = _wanted(chunk), _here(chunk)
        if wanted == here:
            continue
        gone = [key for key, said in here.items() if wanted.get(key) != said]
        new = [(*key, said) for key, said in wanted.items() if here.get(key) != said]
        if gone:
            database.many("DELETE FROM facet WHERE kind = ? AND fold = ? AND film_id = ?", sorted(gone))
        if new:
            database.many(_INSERT, sorted(new))


def drifted() -> list[int]:
    """Return the films whose names are not what their rows say."""
    wrong: set[int] = set()
    ids = [id_ for (id_,) in database.rows("SELECT id FROM film")]
    for chunk in database.in_chunks(ids):
        wanted, here = _wanted(chunk), _here(chunk)
        if wanted != here:
            wrong |= {key[2] for key in wanted.keys() | here.keys() if wanted.get(key) != here.get(key)}
    return sorted(wrong)


_TRUE_COUNTS = (
    "SELECT kind, fold, said, count(*) AS films FROM facet JOIN film ON film.id = film_id"
    " WHERE film.binned IS NULL GROUP BY kind, fold, said"
)


def counts_drifted() -> bool:
    """Tell whether a name's count is not the number of its films, or the bin is not known to it."""
    binned = "SELECT 1 FROM facet JOIN film ON film.id = film_id WHERE (film.binned IS NULL) = facet.binned"
    if database.rows(f"{binned} LIMIT 1"):
        return True
    both = f"SELECT * FROM ({_TRUE_COUNTS})", "SELECT kind, fold, said, films FROM facet_value"
    return any(
        database.rows(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1") for one, other in (both, both[::-1])
    )


def recount() -> None:
    """Count the films of every name anew."""
    database.rows("UPDATE facet SET binned = film_id IN (SELECT id FROM film WHERE binned IS NOT NULL)")
    database.rows("DELETE FROM facet_value")
    database.rows(f"INSERT INTO facet_value (kind, fold, said, films) {_TRUE_COUNTS}")


def count(facet: Facet, name: str) -> int:
    """Return how many films have a name."""
    sql = "SELECT coalesce(sum(films), 0) FROM facet_value WHERE kind = ? AND fold = ?"
    return int(database.rows(sql, (facet.value, folded(name)))[0][0])


def values(facets: Iterable[Facet], text: str, limit: int) -> tuple[list[FacetValue], int]:
    """Return names in which words begin as typed, most films first, and how many such names there are."""
    kinds = [facet.value for facet in facets]
    conditions, asked = [f"kind IN ({','.join('?' * len(kinds))})"], list[object](kinds)
    for word in folded(text).split():
        conditions.append("instr(' ' || fold, ?) > 0")
        asked.append(f" {word}")
    # Of a name's spellings, the one with most films: SQLite takes bare columns from the row of max().
    sql = (
        "SELECT kind, said, sum(films), max(films), count(*) OVER () FROM facet_value"
        f" WHERE {' AND '.join(conditions)} GROUP BY kind, fold"
        " ORDER BY sum(films) DESC, fold, kind LIMIT ?"
    )
    found = database.rows(sql, [*asked, limit])
    hits = [FacetValue(Facet(kind), said, films) for kind, said, films, _most, _all in found]
    return hits, int(found[0][4]) if found else 0
