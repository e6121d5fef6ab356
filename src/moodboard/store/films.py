# SPDX-License-Identifier: GPL-3.0-or-later
"""Films: rows <-> domain values, and what is kept with a film so that lists are instant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from moodboard.domain.dates import VagueDate, parse_edtf
from moodboard.domain.film import Film, FilmRow
from moodboard.domain.ids import utc_now
from moodboard.domain.seen import current_rating, summed_up
from moodboard.domain.text_keys import folded, title_key
from moodboard.store import database, facets, search, settings, tables, watches
from moodboard.store.themes import Of, set_themes, themes_of

_F = tables.Film
_PLAIN = (
    "uuid", "title", "year", "directors", "runtime", "original_title", "letterboxd", "imdb", "tmdb",
    "liked", "watchlist", "notes", "earlier_watches", "cover", "poster", "sample",
)  # fmt: skip
_DUE_DAY = "due_day"
_AT_ONCE = 1000
"""Films in one of its transactions: some ten milliseconds."""


def _values(film: Film) -> dict[str, Any]:
    return {name: getattr(film, name) for name in _PLAIN} | {
        "title_fold": folded(film.title),
        "original_fold": folded(film.original_title),
        "title_key": title_key(film.title),
        "year_key": film.year or 0,
    }


def insert(film: Film) -> int:
    """Store a new film; returns its id."""
    now = utc_now()
    id_ = int(
        _F.insert(
            **_values(film),
            rating=film.rating,
            rating_own=film.rating,
            rating_set=now if film.rating is not None else "",
            added=now,
        ).execute()
    )
    set_themes(Of.FILM, id_, film.themes)
    refresh([id_])
    return id_


def update(film: Film) -> None:
    """Store an altered film; another rating than the current one counts as set by itself now."""
    values = _values(film)
    if film.rating != _F.select(_F.rating).where(_F.id == film.id).scalar():
        values |= {"rating_own": film.rating, "rating_set": utc_now()}
    _F.update(**values).where(_F.id == film.id).execute()
    set_themes(Of.FILM, film.id, film.themes)
    refresh([film.id])


def set_columns(film_id: int, **values: Any) -> None:
    """Set single columns that nothing else is worked out from, e.g. ``watchlist``."""
    _F.update(**values).where(_F.id == film_id).execute()


def by_id(film_id: int, binned: bool = False) -> Film | None:
    """Return one film; a binned one only when asked for."""
    columns = (_F.id, *(getattr(_F, name) for name in _PLAIN), _F.rating, (_F.untold == 1).alias("at_least"))
    query = _F.select(*columns).where(_F.id == film_id)
    if not binned:
        query = query.where(_F.binned.is_null())
    row = query.dicts().first()
    if row is None:
        return None
    row["at_least"] = bool(row["at_least"])
    return Film(**row, themes=themes_of(Of.FILM, [film_id]).get(film_id, ()))


def exists(film_id: int) -> bool:
    """Tell whether there is such a film, in the bin too."""
    return bool(_F.select().where(_F.id == film_id).exists())


def binned(film_ids: Iterable[int]) -> frozenset[int]:
    """Return which of the films are in the bin."""
    found: set[int] = set()
    for chunk in database.in_chunks(sorted(film_ids)):
        sql = f"SELECT id FROM film WHERE binned IS NOT NULL AND id IN ({','.join('?' * len(chunk))})"
        found |= {id_ for (id_,) in database.rows(sql, chunk)}
    return frozenset(found)


def set_binned(film_id: int, binned: bool) -> None:
    """Put a film into the bin or take it out."""
    _F.update(binned=utc_now() if binned else None).where(_F.id == film_id).execute()


_ROW = (
    "id, title, year, directors, rating, liked, watchlist, times_seen, watch_count, earlier_watches, "
    "first_edtf, first_said, last_edtf, last_said, shots, lines, shown_cover, sample, untold, poster, "
    "gap, due_on, added"
)


def _known(edtf: str, said: str) -> VagueDate | None:
    return parse_edtf(edtf, said) if edtf else None


def _row(row: tuple[Any, ...]) -> FilmRow:
    return FilmRow(
        id=row[0], title=row[1], year=row[2], directors=_F.directors.python_value(row[3]), rating=row[4],
        liked=bool(row[5]), watchlist=bool(row[6]), times_seen=row[7], watches=row[8],
        earlier_watches=row[9], first_watched=_known(row[10], row[11]), last_watched=_known(row[12], row[13]),
        shots=row[14], lines=row[15], cover=row[16], sample=bool(row[17]),
        at_least=row[18] == 1, poster=row[19], gap=row[20], due_on=row[21], added=row[22],
    )  # fmt: skip


def rows(film_ids: Sequence[int]) -> list[FilmRow]:
    """Return the list rows in the order of the ids; ids without a film are left out."""
    found: dict[int, FilmRow] = {}
    for chunk in database.in_chunks(list(film_ids)):
        sql = f"SELECT {_ROW} FROM film WHERE id IN ({','.join('?' * len(chunk))})"
        found.update({row[0]: _row(row) for row in database.rows(sql, chunk)})
    return [found[id_] for id_ in film_ids if id_ in found]


def titles(film_ids: Iterable[int]) -> dict[int, str]:
    """Return the titles by id, of binned films too."""
    found: dict[int, str] = {}
    for chunk in database.in_chunks(sorted(set(film_ids))):
        found.update(
            database.rows(f"SELECT id, title FROM film WHERE id IN ({','.join('?' * len(chunk))})", chunk)
        )
    return found


def named(title: str, year: int | None = None) -> list[tuple[int, str, int | None]]:
    """Return id, title and year of the films of this title (or original title), newest first."""
    fold = folded(title)
    query = _F.select(_F.id, _F.title, _F.year).where(
        _F.binned.is_null()
        & ((_F.title_fold == fold) | ((_F.original_fold == fold) & (_F.original_fold != "")))
    )
    if year is not None:
        query = query.where(_F.year == year)
    return [(id_, name, of) for id_, name, of in database.tuples(query.order_by(_F.year.desc(), _F.id))]


def with_imdb(imdb: str) -> int | None:
    """Return the film with this IMDb id, None for none."""
    found = _F.select(_F.id).where(_F.binned.is_null() & (_F.imdb == imdb) & (_F.imdb != "")).scalar()
    return None if found is None else int(found)


# Kept columns


def own_rating(film_id: int) -> tuple[int | None, str]:
    """Return the rating that was set by itself, and when: "" for never."""
    row = database.rows("SELECT rating_own, rating_set FROM film WHERE id = ?", (film_id,))[0]
    return row[0], row[1]


def refresh(film_ids: Iterable[int], words: bool = True) -> None:
    """Work out anew what is kept with these films, in the transaction that changed what it comes from.

    To be called after any change of a film's watches, stills or lines (binned, added, moved to another
    film). ``words=False`` leaves the search index as it is: for changes of stills.
    """
    ids = sorted(set(film_ids))
    for chunk in database.in_chunks(ids):
        kept = _kept(chunk)
        # In SQL of our own: Peewee's update took 0.6 ms a film, and an import brings thousands.
        columns = ", ".join(f"{name} = ?" for name in next(iter(kept.values()), {}))
        rows = [(*values.values(), film_id) for film_id, values in kept.items()]
        if rows:  # none of films that are gone
            database.many(f"UPDATE film SET {columns} WHERE id = ?", rows)
    if words:
        search.index_films(ids)
    else:
        facets.refresh(ids)


TOLD = 2
"""In the column ``untold``: the person said how often."""

_OWN = "WHERE still.film_id = film.id AND still.binned IS NULL"


def _kept(ids: list[int]) -> dict[int, dict[str, Any]]:
    marks = ",".join("?" * len(ids))
    films = database.rows(
        "SELECT id, earlier_watches, untold, rating_own, rating_set,"
        f" (SELECT count(*) FROM still {_OWN}), coalesce("
        f" (SELECT uuid FROM still {_OWN} AND uuid = film.cover),"
        f" (SELECT uuid FROM still {_OWN} ORDER BY timecode IS NULL, timecode, id LIMIT 1), '')"
        f" FROM film WHERE id IN ({marks})",
        ids,
    )
    seen, rated = watches.told_of(ids), watches.rated_of(ids)
    lines = dict(
        database.rows(
            f"SELECT film_id, count(*) FROM line WHERE film_id IN ({marks}) AND binned IS NULL "
            "GROUP BY film_id",
            ids,
        )
    )
    day = settings.get(_DUE_DAY)
    kept: dict[int, dict[str, Any]] = {}
    for film_id, earlier, untold, own, own_set, shots, cover in films:
        summary = summed_up(seen.get(film_id, []), earlier)
        kept[film_id] = {
            "rating": current_rating(own, own_set, rated.get(film_id, [])),
            "untold": TOLD if untold == TOLD else int(summary.untold),
            "times_seen": summary.times,
            "watch_count": summary.entries,
            "unfinished": summary.unfinished,
            "undated": summary.undated,
            "shots": shots,
            "lines": lines.get(film_id, 0),
            "shown_cover": cover,
            "last_key": summary.last_key,
            "first_edtf": summary.first.edtf,
            "first_said": summary.first.said,
            "last_edtf": summary.last.edtf,
            "last_said": summary.last.said,
            "gap": summary.gap,
            "due_on": summary.due_on,
            "due": (int(day) - summary.last_key) / summary.gap if day and summary.gap else -1.0,
        }
    return kept


def knows_due() -> bool:
    """Tell whether the films were ever told which day it is."""
    return bool(settings.get(_DUE_DAY))


def freshen_due(today: date) -> bool:
    """Tell all films which day it is; the order "due" is stored, so that it needs no sorting.

    A hundred thousand take half a second, so it is a job's, in pieces between which others write.
    Returns whether it was another day until now.
    """
    day = today.toordinal()
    with database.read():
        if settings.get(_DUE_DAY) == str(day):
            return False
        last = int(database.rows("SELECT coalesce(max(id), 0) FROM film")[0][0])
    sql = "UPDATE film SET due = (? - last_key) / gap WHERE gap IS NOT NULL AND due <> (? - last_key) / gap"
    for first in range(1, last + 1, _AT_ONCE):
        with database.write(job=True):
            database.rows(f"{sql} AND id BETWEEN ? AND ?", (day, day, first, first + _AT_ONCE - 1))
    with database.write(job=True):
        database.rows(sql, (day, day))  # what was changed in between still counted from the day before
        settings.put(_DUE_DAY, str(day))
    return True


def drifted() -> list[int]:
    """Return the films whose kept columns are not what their rows say."""
    ids = [id_ for (id_,) in database.rows("SELECT id FROM film")]
    wrong: list[int] = []
    for chunk in database.in_chunks(ids):
        kept = _kept(chunk)
        names = list(next(iter(kept.values())))
        sql = f"SELECT id, {', '.join(names)} FROM film WHERE id IN ({','.join('?' * len(chunk))})"
        wrong += [row[0] for row in database.rows(sql, chunk) if list(row[1:]) != list(kept[row[0]].values())]
    return sorted({*wrong, *facets.drifted()})
