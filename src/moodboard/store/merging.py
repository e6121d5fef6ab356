# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of another library that are the same as rows here though their uuids differ, and what fills them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from moodboard.store import database, film_sources, imports, load, themes
from moodboard.store.library_rows import Row, Sheet
from moodboard.store.tables import Setting

FILLED = (
    "original_title", "year", "directors", "runtime", "letterboxd", "imdb", "tmdb", "notes", "rating_own",
    "earlier_watches", "poster",
)  # fmt: skip
"""A film's columns that another library may fill in where nothing stands here."""
FLAGS = ("liked", "watchlist")


def is_blank() -> bool:
    """Tell whether nothing at all is in the library, in the bin neither, and nothing ever was imported."""
    tables = ("film", "board", "still", "line", "film_list", "import_run")
    return not any(database.rows(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)


def film_twins(row: Row) -> list[str]:
    """Return the uuids of the films, not binned, that may be this one: surer ones first."""
    found: list[str] = []
    for column in ("imdb", "tmdb", "letterboxd"):
        if row[column]:
            found += [one.uuid for one in imports.find_films(column, [row[column]]) if not one.binned]
    for one in imports.find_films("title_fold", [row["title_fold"]]):
        same_numbers = all(
            not theirs or not mine or theirs == mine
            for theirs, mine in (
                (row["imdb"], one.imdb), (row["tmdb"], one.tmdb), (row["letterboxd"], one.address)
            )
        )  # fmt: skip
        if one.year == row["year"] and not one.binned and same_numbers:
            found.append(one.uuid)
    return found


def _found(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for chunk in database.in_chunks(sorted(set(values))):
        found += database.rows(sql.format(",".join("?" * len(chunk))), chunk)
    return found


def by_source(table: str, sources: Iterable[str]) -> dict[str, str]:
    """Return the uuid by natural key of those watches or lists that are there."""
    return dict(_found(f"SELECT source, uuid FROM {table} WHERE source IN ({{}})", sources))


def watches_of(films: Iterable[str]) -> list[tuple[str, str, str, int | None, str]]:
    """Return uuid, film, date, rating and words of the watches of films."""
    return _found(
        "SELECT watch.uuid, film.uuid, edtf, watch.rating, note FROM watch"
        " JOIN film ON film.id = watch.film_id WHERE film.uuid IN ({}) AND length(edtf) = 10",
        films,
    )


def stills_of(pictures: Iterable[str]) -> list[tuple[str, str, str | None]]:
    """Return uuid, picture and film of the stills that show pictures."""
    return _found(
        "SELECT still.uuid, picture, film.uuid FROM still LEFT JOIN film ON film.id = still.film_id"
        " WHERE picture IN ({}) ORDER BY still.binned IS NOT NULL, still.id",
        pictures,
    )


def lines_of(films: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return uuid, film and words of the lines of films."""
    return _found(
        "SELECT line.uuid, film.uuid, text FROM line JOIN film ON film.id = line.film_id"
        " WHERE film.uuid IN ({}) AND line.binned IS NULL ORDER BY line.id",
        films,
    )


def entries_of(lists: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the words by list and film of what stands on lists."""
    rows = _found(
        "SELECT film_list.uuid, film.uuid, note FROM film_list_entry"
        " JOIN film_list ON film_list.id = film_list_id JOIN film ON film.id = film_id"
        " WHERE film_list.uuid IN ({})",
        lists,
    )
    return {(of, film): note for of, film, note in rows}


def gone(kind: str, table: str) -> frozenset[str]:
    """Return what came from other libraries and was removed here since: it stays away."""
    rows = database.rows(
        "SELECT ref FROM import_item JOIN import_run ON import_run.id = run_id"
        " WHERE import_run.kind = ? AND import_run.undone IS NULL AND import_item.kind = ?"
        f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE uuid = ref)',
        (imports.LIBRARY, kind),
    )
    return frozenset(ref for (ref,) in rows)


def keyed(sheet: Sheet, keys: Iterable[str]) -> frozenset[str]:
    """Return which of the keys of a table without uuids are there."""
    return frozenset(
        key
        for (key,) in _found(f'SELECT "{sheet.key}" FROM "{sheet.name}" WHERE "{sheet.key}" IN ({{}})', keys)
    )


def fill_film(uuid: str, theirs: Row, flags: bool, write: bool) -> dict[str, tuple[Any, Any]]:
    """Fill in what nothing is known of here; returns what was set, with what stood there before."""
    names = [*FILLED, *(FLAGS if flags else ())]
    columns = ", ".join((*names, "watch_count", "rating"))
    here = dict(
        zip(
            [*names, "watch_count", "rating"],
            database.rows(f"SELECT {columns} FROM film WHERE uuid = ?", (uuid,))[0],
            strict=True,
        )
    )
    filled: dict[str, tuple[Any, Any]] = {}
    for name in names:
        if here[name] or not theirs[name]:
            continue
        if name == "watchlist" and (here["watch_count"] or here["rating"]):
            continue  # seen by now
        filled[name] = here[name], theirs[name]
    if not filled or not write:
        return filled
    setting: dict[str, Any] = {name: value for name, (_was, value) in filled.items()}
    if "rating_own" in setting:
        setting["rating_set"] = theirs["rating_set"]
    if "year" in setting:
        setting["year_key"] = setting["year"]
    if "original_title" in setting:
        setting["original_fold"] = theirs["original_fold"]
    assigned = ", ".join(f"{name} = ?" for name in setting)
    database.rows(f"UPDATE film SET {assigned} WHERE uuid = ?", [*setting.values(), uuid])
    return filled


def differing(sheet: Sheet, mine: Row, theirs: Row) -> list[str]:
    """Return the columns of two rows of one uuid in which a person would see a difference."""
    names = _SEEN.get(sheet.name, ())
    return [name for name in names if _said(mine[name]) != _said(theirs[name])]


def _said(value: Any) -> Any:
    return sorted(map(str.casefold, value)) if isinstance(value, list) else value


_SEEN = {
    "film": (
        "title", "original_title", "year", "directors", "runtime", "rating_own", "liked", "watchlist",
        "notes", "earlier_watches", "themes", "binned",
    ),
    "watch": (
        "edtf", "times", "rating", "note", "people", "venue", "medium", "cut", "finished", "liked", "themes",
    ),
    "still": ("timecode", "themes", "binned"),
    "line": ("text", "speaker", "timecode", "themes", "binned"),
    "film_list": ("name", "description", "ranked", "binned"),
}  # fmt: skip


def theme_is_new(name_fold: str) -> bool:
    """Tell whether there is no theme of that name."""
    return not database.rows("SELECT 1 FROM theme WHERE fold = ?", (name_fold,))


# Taken back


@dataclass(slots=True)
class Removed:
    """What went when an import was taken back."""

    films: set[int] = field(default_factory=set)
    """Those whose kept columns follow."""
    pictures: set[str] = field(default_factory=set)
    """Those that no still shows any more."""
    gone: int = 0
    kept: int = 0
    """Rows that are another by now, or that something else needs."""


def remove_same(sheet: Sheet, marks: dict[str, str]) -> Removed:
    """Remove rows that are still as they came and that nothing else needs."""
    found = Removed()
    for chunk in database.in_chunks(list(marks), 200):
        rows = load.stored(sheet, chunk)
        pins = load.pins_of(rows) if sheet.name == "board" else {}
        same = [
            uuid
            for uuid, row in rows.items()
            if load.mark_of(sheet, row, pins.get(uuid, ())) == marks[uuid] and not _is_needed(sheet, uuid)
        ]
        if sheet.name != "film":
            found.films |= load.touched_films(sheet, [rows[uuid] for uuid in same])
        listed = ",".join("?" * len(same))
        database.rows(f'DELETE FROM "{sheet.name}" WHERE uuid IN ({listed})', same)
        found.gone += len(same)
        found.kept += len(rows) - len(same)
        if sheet.name in ("still", "film"):
            column = "picture" if sheet.name == "still" else "poster"
            found.pictures |= {rows[uuid][column] for uuid in same if rows[uuid][column]}
    found.pictures = film_sources.unused(found.pictures)
    return found


_NEEDS = {
    "film": (
        "SELECT 1 FROM film WHERE uuid = ? AND (EXISTS (SELECT 1 FROM watch WHERE film_id = film.id)"
        " OR EXISTS (SELECT 1 FROM still WHERE film_id = film.id)"
        " OR EXISTS (SELECT 1 FROM line WHERE film_id = film.id)"
        " OR EXISTS (SELECT 1 FROM board WHERE film_id = film.id)"
        " OR EXISTS (SELECT 1 FROM film_list_entry WHERE film_id = film.id))"
    ),
    "still": "SELECT 1 FROM pin WHERE still_id = ?",
    "line": "SELECT 1 FROM pin WHERE line_id = ?",
    "film_list": (
        "SELECT 1 FROM film_list_entry JOIN film_list ON film_list.id = film_list_id WHERE film_list.uuid = ?"
    ),
    "theme": (
        "SELECT 1 FROM theme WHERE uuid = ? AND id IN ("
        + " UNION ".join(f"SELECT theme_id FROM {of.value[0]}" for of in themes.Of)
        + ")"
    ),
}


def _is_needed(sheet: Sheet, uuid: str) -> bool:
    sql = _NEEDS.get(sheet.name)
    return sql is not None and bool(database.rows(f"{sql} LIMIT 1", (uuid,)))


def remove_setting(name: str, value: str) -> None:
    """Forget a setting that is still as it came."""
    Setting.delete().where(Setting.name == name, Setting.value == value).execute()


def remove_run(uuid: str) -> None:
    """Forget another library's import."""
    database.rows("DELETE FROM import_run WHERE uuid = ?", (uuid,))


def unfill_film(uuid: str, column: str, given: Any, was: Any) -> None:
    """Give a film's column back what was there when it is still as it was filled."""
    columns = f"{column} = ?"
    if column == "rating_own":
        columns += ", rating_set = ''"
    elif column == "year":
        columns += ", year_key = coalesce(?1, 0)"
    elif column == "original_title":
        columns += ", original_fold = ''"
    database.rows(f"UPDATE film SET {columns} WHERE uuid = ? AND {column} IS ?", [was, uuid, given])


def films_called(uuids: Sequence[str]) -> set[int]:
    """Return the numbers of films."""
    return set(load.existing("film", uuids).values())
