# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports: the films and lists they look for and add, and the trail that lets one be taken back.

The trail (``import_item``) has one row for each thing that an import added or set, with what was there
before. It also tells, at the next import, what a person changed or removed since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.text_keys import folded, title_key
from moodboard.store import database, search, tables, themes, watches

_F, _L, _E = tables.Film, tables.FilmList, tables.FilmListEntry

FILM, WATCH, LIST, ENTRY, STILL, BOARD = "film", "watch", "list", "entry", "still", "board"
LIBRARY = "library"
"""The kind of an import of a whole library; its trail is for taking it back, and tells no service's words."""
SENT_WATCH, LINE = "watch.sent", "line"
"""What came with a friend's board."""
WATCH_TWIN, ALIAS = "watch.twin", "film.alias"
"""A watch of another service that was there already, and a film that an unsure row was taken for."""
LIST_WORDS = "list.words"
"""The words about a list that a newer export has otherwise."""
WATCH_FIELDS, ENTRY_FIELDS = "watch.fields", "entry.fields"
"""Kinds of things added; a film's field that was set is ``film.`` and its name."""


@dataclass(slots=True)
class FilmState:
    """What an import may look at and set of one film."""

    id: int
    uuid: str
    title: str
    year: int | None
    address: str
    imdb: str
    tmdb: int | None
    rating: int | None
    rating_own: int | None
    liked: bool
    watchlist: bool
    earlier: int
    entries: int
    """Watches logged."""
    binned: bool
    original: str = ""
    runtime: int | None = None
    notes: str = ""
    directors: str = ""
    """As the column holds them."""
    merged_into: str = ""
    """The uuid of the film that it turned out to be."""
    also: list[FilmState] = field(default_factory=list)
    """Films that turned out to be this one: what is told of them is told of it."""
    altered: dict[str, Any] = field(default_factory=dict)
    """Columns to be written."""


def fold(title: str) -> str:
    """Return ``folded(title)``, for most titles ten times as fast."""
    return " ".join(title.lower().split()) if title.isascii() else folded(title)


_FILM_COLUMNS = (
    "id, uuid, title, year, letterboxd, imdb, tmdb, rating, rating_own, liked, watchlist, "
    "earlier_watches, watch_count, binned IS NOT NULL, original_title, runtime, notes, directors, merged_into"
)


def find_films(column: str, values: Iterable[Any]) -> list[FilmState]:
    """Return the films, binned ones too, whose ``column`` is among the values, the oldest first.

    For a film that turned out to be another one, that other one is returned.
    """
    found: list[FilmState] = []
    for chunk in database.in_chunks(sorted({value for value in values if value})):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT {_FILM_COLUMNS} FROM film WHERE {column} IN ({marks}) ORDER BY binned IS NOT NULL, id"
        for row in database.rows(sql, chunk):
            state = FilmState(*row)
            state.liked, state.watchlist, state.binned = map(bool, (row[9], row[10], row[13]))
            found.append(state)
    return _standing_for(found)


def _standing_for(found: list[FilmState]) -> list[FilmState]:
    merged = [state for state in found if state.merged_into]
    if not merged:
        return found
    alone = [state for state in found if not state.merged_into]
    by_uuid = {state.uuid: state for state in alone}
    missing = {state.merged_into for state in merged} - by_uuid.keys()
    alone += [by_uuid.setdefault(target.uuid, target) for target in find_films("uuid", missing)]
    for state in merged:
        if state.merged_into in by_uuid:
            by_uuid[state.merged_into].also.append(state)
        else:  # the other one was taken away for good: the film stands for itself again
            alone.append(state)
    return alone


def names(said: Sequence[str]) -> str:
    """Return several names as a column holds them."""
    return str(_F.directors.db_value(tuple(said)))


def add_film(state: FilmState, now: str) -> int:
    """Store a new film; the caller refreshes it with the rest of its batch."""
    values = {
        "uuid": state.uuid,
        "title": state.title,
        "year": state.year,
        "directors": state.directors,
        "original_title": state.original,
        "original_fold": fold(state.original),
        "runtime": state.runtime,
        "letterboxd": state.address,
        "imdb": state.imdb,
        "tmdb": state.tmdb,
        "added": now,
        "title_fold": fold(state.title),
        "title_key": title_key(state.title),
        "year_key": state.year or 0,
    }
    row = _defaults(_F) | values
    sql = f"INSERT INTO film ({','.join(row)}) VALUES ({','.join('?' * len(row))}) RETURNING id"
    return int(database.rows(sql, list(row.values()))[0][0])


@cache
def _defaults(table: type[tables.Base]) -> dict[str, Any]:
    return {
        column.column_name: column.db_value(column.default)
        for column in table._meta.sorted_fields
        if column.default is not None
    }


def alter_film(state: FilmState) -> None:
    """Write the altered columns of a film."""
    if state.altered:
        columns = ", ".join(f"{name} = ?" for name in state.altered)
        database.rows(f"UPDATE film SET {columns} WHERE id = ?", [*state.altered.values(), state.id])
        state.altered = {}


def add_watch(watch: Watch, uuid: str, rated: str) -> int:
    """Store an imported watch; returns its id.

    By plain SQL: thousands come one after the other, and building each statement took most of the time.
    """
    has_rating = watch.rating is not None
    day = watch.date
    row: dict[str, Any] = {
        "uuid": uuid,
        "film_id": watch.film_id,
        "edtf": day.edtf,
        "said": day.said,
        "earliest": day.earliest and day.earliest.isoformat(),
        "latest": day.latest and day.latest.isoformat(),
        "sort_key": day.sort_key,
        "times": watch.times,
        "rating": watch.rating,
        "rated": rated if has_rating else "",
        "leads": has_rating and _is_newest(watch.film_id, day.sort_key),
        "note": watch.note,
        "rewatch": watch.rewatch,
        "people": names(watch.people),
        "venue": watch.where,
        "medium": watch.medium,
        "cut": watch.cut,
        "finished": watch.finished,
        "liked": watch.liked,
        "source": watch.source or None,
        "logged": watch.logged,
    }
    row = _defaults(tables.Watch) | row
    sql = f"INSERT INTO watch ({','.join(row)}) VALUES ({','.join('?' * len(row))}) RETURNING id"
    watch_id = int(database.rows(sql, list(row.values()))[0][0])
    for name in {folded(name): name for name in watch.themes}.values():
        found = database.rows("SELECT id FROM theme WHERE fold = ?", (folded(name),))
        theme = found[0][0] if found else themes.theme_id(name)
        database.rows("INSERT INTO watch_theme (watch_id, theme_id) VALUES (?, ?)", (watch_id, theme))
    return watch_id


def _is_newest(film_id: int, sort_key: str | None) -> bool:
    later = "SELECT 1 FROM watch WHERE film_id = ? AND sort_key > ? LIMIT 1"
    return sort_key is not None and not database.rows(later, (film_id, sort_key))


_COLUMNS_OF = {"where": "venue"}


def alter_watch(watch: Watch, changed: Iterable[str], rated: str) -> None:
    """Store the ``changed`` fields of an imported watch; ``rated``: when it got another rating or date."""
    row: dict[str, Any] = {
        _COLUMNS_OF.get(name, name): getattr(watch, name)
        for name in changed
        if name not in ("date", "themes")
    }
    if "people" in row:
        row["people"] = names(watch.people)
    day = watch.date
    if "date" in changed:
        row |= {"edtf": day.edtf, "said": day.said, "sort_key": day.sort_key}
        row |= {"earliest": day.earliest and day.earliest.isoformat()}
        row |= {"latest": day.latest and day.latest.isoformat()}
    if rated:
        has_rating = watch.rating is not None
        row |= {"rated": rated if has_rating else "", "leads": has_rating and watches.is_newest(watch)}
    if row:
        columns = ", ".join(f"{name} = ?" for name in row)
        database.rows(f"UPDATE watch SET {columns} WHERE id = ?", [*row.values(), watch.id])
    if "themes" in changed:
        themes.set_themes(themes.Of.WATCH, watch.id, watch.themes)


def reword(film_ids: Iterable[int]) -> None:
    """Write the words of films anew of which only the title or a note is new."""
    search.index_films(film_ids)


def line_texts(film_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Return the films' lines, binned ones too, as film and folded words."""
    found: set[tuple[int, str]] = set()
    for chunk in database.in_chunks(sorted(set(film_ids))):
        sql = f"SELECT film_id, text FROM line WHERE film_id IN ({','.join('?' * len(chunk))})"
        found |= {(film_id, folded(text)) for film_id, text in database.rows(sql, chunk)}
    return found


def most_seen(film_ids: Iterable[int]) -> int | None:
    """Return the film that was seen most often, the last seen of several; None for none."""
    best: tuple[int, int, int] | None = None
    for chunk in database.in_chunks(sorted(set(film_ids))):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT times_seen, last_key, id FROM film WHERE id IN ({marks}) AND binned IS NULL"
        best = max([*database.rows(sql, chunk), *([best] if best else [])], default=None)
    return best[2] if best else None


# Runs and their trail


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an import added or set."""

    kind: str
    ref: str
    facts: dict[str, Any] = field(default_factory=dict)
    """``was`` and ``is`` of a field; of a watch its ``source`` and what the import said of it."""


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Keep one connection and let its transactions reach the disk when the system likes.

    Hundreds of them come one after the other, and waiting for each took longer than all the rest. The
    file is whole at any moment; after a power cut the last rows may be missing, and importing again
    brings them. The next transaction after this one waits again, for these too.
    """
    with database.read():
        database.rows("PRAGMA synchronous = normal")
        # Each of the small transactions would be copied into the file by itself, pages of indexes many times.
        database.rows("PRAGMA wal_autocheckpoint = 8000")
        try:
            yield
        finally:
            database.rows("PRAGMA wal_autocheckpoint = 1000")
            database.rows("PRAGMA synchronous = full")


def begin(kind: str, source: str, now: str) -> int:
    """Store that an import begins; returns its number."""
    run = tables.ImportRun
    return int(run.insert(uuid=new_uuid(), at=now, kind=kind, source=source).execute())


def finish(run_id: int, files: Sequence[dict[str, Any]], summary: dict[str, Any]) -> None:
    """Store what the import did."""
    tables.ImportRun.update(
        files=json.dumps(list(files), ensure_ascii=False), summary=json.dumps(summary)
    ).where(tables.ImportRun.id == run_id).execute()


def is_only_run(run_id: int) -> bool:
    """Tell whether no other import was ever made."""
    return not database.rows("SELECT 1 FROM import_run WHERE id <> ? LIMIT 1", (run_id,))


def forget(run_id: int) -> None:
    """Remove an import that changed nothing."""
    tables.ImportRun.delete().where(tables.ImportRun.id == run_id).execute()


def note(run_id: int, items: Sequence[Item]) -> None:
    """Add to the trail of an import."""
    for chunk in database.in_chunks(list(items), 200):
        rows: list[Any] = []
        for item in chunk:
            facts = json.dumps(item.facts, ensure_ascii=False) if item.facts else ""
            rows += [run_id, item.kind, item.ref, facts]
        marks = ",".join(["(?, ?, ?, ?)"] * len(chunk))
        database.rows(f"INSERT INTO import_item (run_id, kind, ref, before) VALUES {marks}", rows)


def items(run_id: int | None = None) -> list[Item]:
    """Return the trail, oldest first: of one import, or of all that were not taken back and no library's."""
    where, values = (
        ("run_id = ?", [run_id])
        if run_id
        else ("import_run.undone IS NULL AND import_run.kind <> ?", [LIBRARY])
    )
    sql = (
        "SELECT import_item.kind, ref, before FROM import_item "
        f"JOIN import_run ON import_run.id = run_id WHERE {where} ORDER BY import_item.id"
    )
    return [
        Item(kind, ref, json.loads(facts) if facts else {}) for kind, ref, facts in database.rows(sql, values)
    ]


def runs() -> list[dict[str, Any]]:
    """Return all imports, the newest first."""
    counted = {
        (run_id, kind): number
        for run_id, kind, number in database.rows(
            "SELECT run_id, kind, count(*) FROM import_item GROUP BY run_id, kind"
        )
    }
    sql = "SELECT id, at, kind, source, summary, undone FROM import_run ORDER BY id DESC"
    return [
        {
            "id": id_,
            "at": at,
            "kind": kind,
            "source": source,
            "films": counted.get((id_, FILM), 0),
            "watches": counted.get((id_, WATCH), 0),
            "lists": counted.get((id_, LIST), 0),
            "stills": counted.get((id_, STILL), 0),
            "boards": counted.get((id_, BOARD), 0),
            "undone": undone,
            "finished": bool(summary),
        }
        for id_, at, kind, source, summary, undone in database.rows(sql)
    ]


def mark_undone(run_id: int, now: str) -> None:
    """Store that an import was taken back."""
    tables.ImportRun.update(undone=now).where(tables.ImportRun.id == run_id).execute()


def last_still() -> int:
    """Return the number of the newest still, 0 for none."""
    return int(database.rows("SELECT coalesce(max(id), 0) FROM still")[0][0])


def stills_since(last: int, uuids: Sequence[str]) -> set[str]:
    """Return those of the stills that came after the one numbered ``last``."""
    found: set[str] = set()
    for chunk in database.in_chunks(list(uuids)):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT uuid FROM still WHERE id > ? AND uuid IN ({marks})"
        found |= {row[0] for row in database.rows(sql, [last, *chunk])}
    return found
