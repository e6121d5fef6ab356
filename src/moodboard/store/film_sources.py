# SPDX-License-Identifier: GPL-3.0-or-later
"""Where what stands in a film's fields came from, and the columns that services fill.

Each source is kept with the value that came from it. It counts only while that value stands in the
film: whoever writes another one, by whatever way, makes the field the person's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from moodboard.domain.metadata import FIELDS, IDS, LOOKED, ORIGINAL, YEAR, FieldSource, Service, Value
from moodboard.domain.text_keys import folded
from moodboard.store import database, films, tables

_SERVICES = frozenset(Service)
_SOME = "film.year IS NULL OR film.directors = '' OR film.runtime IS NULL OR film.poster = ''"


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the table, as it is stored."""

    service: str
    at: str
    value: str


def coded(value: Value) -> str:
    """Return a field's value as a source keeps it."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _all(film_id: int) -> dict[str, Kept]:
    rows = database.rows("SELECT field, service, at, value FROM film_source WHERE film_id = ?", (film_id,))
    return {field: Kept(*kept) for field, *kept in rows}


def of_film(film_id: int) -> dict[str, FieldSource]:
    """Return the source of each field whose value is still the one that came from it."""
    film = films.by_id(film_id, binned=True)
    if film is None:
        return {}
    return {
        field: FieldSource(Service(kept.service), kept.at)
        for field, kept in _all(film_id).items()
        if field in FIELDS and kept.service in _SERVICES and kept.value == coded(getattr(film, field))
    }


def kept_of(film_id: int, fields: Iterable[str]) -> dict[str, Kept]:
    """Return the stored rows of some fields."""
    wanted = set(fields)
    return {field: kept for field, kept in _all(film_id).items() if field in wanted}


def put(film_id: int, rows: Mapping[str, Kept]) -> None:
    """Keep where fields came from, instead of what was kept before."""
    sql = (
        "INSERT INTO film_source (film_id, field, service, at, value) VALUES (?, ?, ?, ?, ?) ON CONFLICT"
        " (film_id, field) DO UPDATE SET service = excluded.service, at = excluded.at, value = excluded.value"
    )
    database.many(sql, [(film_id, name, one.service, one.at, one.value) for name, one in rows.items()])


def drop(film_id: int, fields: Iterable[str]) -> None:
    """Forget where fields came from: they are the person's own."""
    database.many("DELETE FROM film_source WHERE film_id = ? AND field = ?", [(film_id, f) for f in fields])


def set_facts(film_id: int, values: Mapping[str, Value]) -> None:
    """Write fields of a film, and what is worked out from them."""
    directors = tables.Film.directors
    row: dict[str, Any] = {
        name: directors.db_value(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    if YEAR in row:
        row["year_key"] = row[YEAR] or 0
    if ORIGINAL in row:
        row["original_fold"] = folded(row[ORIGINAL])
    assigned = ", ".join(f"{name} = ?" for name in row)
    database.rows(f"UPDATE film SET {assigned} WHERE id = ?", [*row.values(), film_id])
    films.refresh([film_id])


def others_with(film_id: int, values: Mapping[str, Value]) -> dict[str, str]:
    """Return, by field, the title of another film (not binned) that has this number elsewhere."""
    found: dict[str, str] = {}
    for field in IDS:
        if values.get(field):
            sql = f"SELECT title FROM film WHERE {field} = ? AND id <> ? AND binned IS NULL LIMIT 1"
            for (title,) in database.rows(sql, (values[field], film_id)):
                found[field] = title
    return found


def without_facts(service: Service) -> list[int]:
    """Return the films that lack some fact and that this service was not asked of, those seen most first."""
    sql = (
        f"SELECT id FROM film WHERE binned IS NULL AND NOT sample AND ({_SOME}) AND NOT EXISTS"
        " (SELECT 1 FROM film_source WHERE film_id = film.id AND field = ? AND service = ?)"
        " ORDER BY times_seen DESC, id"
    )
    return [id_ for (id_,) in database.rows(sql, (LOOKED, service.value))]


# Posters


def posters_of(film_ids: Iterable[int]) -> set[str]:
    """Return the pictures of the films' posters."""
    found: set[str] = set()
    for chunk in database.in_chunks(sorted(set(film_ids))):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT poster FROM film WHERE poster <> '' AND id IN ({marks})"
        found |= {path for (path,) in database.rows(sql, chunk)}
    return found


def posters_called(uuids: Iterable[str]) -> set[str]:
    """Return the pictures of the posters of films named by their uuids."""
    found: set[str] = set()
    for chunk in database.in_chunks(sorted(set(uuids))):
        marks = ",".join("?" * len(chunk))
        rows = database.rows(f"SELECT poster FROM film WHERE poster <> '' AND uuid IN ({marks})", chunk)
        found |= {path for (path,) in rows}
    return found


def unused(pictures: Iterable[str]) -> set[str]:
    """Return those of the pictures that neither a poster nor a shot shows, in the bin neither."""
    left: set[str] = set()
    for picture in pictures:
        shown = "SELECT 1 FROM film WHERE poster = ? UNION ALL SELECT 1 FROM still WHERE picture = ? LIMIT 1"
        if not database.rows(shown, (picture, picture)):
            left.add(picture)
    return left


def clear_poster(picture: str) -> None:
    """Let no film have this poster any more."""
    database.rows("UPDATE film SET poster = '' WHERE poster = ?", (picture,))


def films_with_poster(picture: str) -> list[str]:
    """Return the titles of the films with this poster."""
    return [title for (title,) in database.rows("SELECT title FROM film WHERE poster = ?", (picture,))]


# Going along to another library


def still_true(rows: Iterable[tuple[str, str, str]]) -> list[bool]:
    """Tell of each source (film's uuid, field, value) whether it counts here: its value stands there.

    A field that has a source here keeps its own.
    """
    told: list[bool] = []
    for uuid, field, value in rows:
        if field != LOOKED and field not in FIELDS:
            told.append(False)
            continue
        sql = (
            "SELECT id FROM film WHERE uuid = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM film_source WHERE film_id = film.id AND field = ?2)"
        )
        found = database.rows(sql, (uuid, field))
        film = films.by_id(found[0][0], binned=True) if found else None
        told.append(film is not None and (field == LOOKED or value == coded(getattr(film, field))))
    return told


def forget(refs: Iterable[str]) -> None:
    """Forget sources named ``film's uuid/field``."""
    sql = "DELETE FROM film_source WHERE film_id = (SELECT id FROM film WHERE uuid = ?) AND field = ?"
    database.many(sql, [tuple(ref.split("/", 1)) for ref in refs])
