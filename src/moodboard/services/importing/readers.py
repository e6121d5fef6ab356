# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of every service's files but Letterboxd's, one by one, as what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from moodboard.domain.imports import (
    columns,
    imdb,
    kodi,
    mediatracker,
    movary,
    ryot,
    simkl,
    tmdb,
    trakt,
    trakt_table,
    watcharr,
    yamtrack,
)
from moodboard.domain.imports.days import order_of
from moodboard.domain.imports.mapping import Column
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, Understood
from moodboard.domain.letterboxd import Kind, column_name
from moodboard.domain.letterboxd_rows import Cells
from moodboard.services.importing import json_stream, kodi_files
from moodboard.services.importing.reading import Sheet, records_of
from moodboard.services.importing.sources import Table, UnreadableError

Read = tuple[int, str, Understood]
"""Line, file (empty for the sheet's own) and what the row says."""

_TABLES: Mapping[Kind, Callable[[Cells, Place], Understood]] = {
    Kind.IMDB_RATINGS: imdb.understood,
    Kind.IMDB_LIST: imdb.understood,
    Kind.IMDB_WATCHLIST: imdb.understood,
    Kind.IMDB_CHECKINS: imdb.understood,
    Kind.MOVARY_HISTORY: movary.understood,
    Kind.MOVARY_RATINGS: movary.understood,
    Kind.MOVARY_WATCHLIST: movary.understood,
    Kind.SIMKL: simkl.understood,
    Kind.TRAKT_TABLE: trakt_table.understood,
    Kind.YAMTRACK: yamtrack.understood,
    Kind.TMDB: tmdb.understood,
    Kind.KINOPOISK: tmdb.kinopoisk,
    Kind.NETFLIX: columns.netflix,
    Kind.TABLE: columns.understood,
}
_ELEMENTS: Mapping[Kind, Callable[[Any, str, Place], Understood | list[Understood] | None]] = {
    Kind.TRAKT: trakt.element,
    Kind.SIMKL: simkl.element,
    Kind.RYOT: ryot.element,
    Kind.WATCHARR: watcharr.element,
    Kind.MEDIATRACKER: mediatracker.element,
}
_LOOKED_AT = 2000
HEAD = 4096
JSON = (".json", *json_stream.ROWS)


def is_json(table: Table) -> bool:
    """Tell by its name whether a file should be JSON."""
    return table.path.casefold().endswith(JSON)


def json_kind(table: Table, encoding: str) -> Kind | None:
    """Return which service wrote a JSON file, UNKNOWN for none that is known, None for an empty one."""
    empty = True
    for number, element in enumerate(json_stream.elements_of(table, encoding)):
        if element.broken:
            continue
        empty = False
        kind = _element_kind(element.part, element.value)
        if kind is not None:
            return kind
        if number > _LOOKED_AT:
            break
    return None if empty else Kind.UNKNOWN


def _element_kind(part: str, value: Any) -> Kind | None:
    fields = value if isinstance(value, dict) else {}
    if part in ("movies", "shows", "anime") and "status" in fields:
        return Kind.SIMKL
    if part == "metadata" and "lot" in fields:
        return Kind.RYOT
    if watcharr.is_watcharr(fields):
        return Kind.WATCHARR
    if mediatracker.is_mediatracker(fields, part):
        return Kind.MEDIATRACKER
    return Kind.TRAKT if trakt.looks_like(fields) else None


def rows_of(sheet: Sheet) -> Iterator[Read]:
    """Yield what each row says; raises UnreadableError where the file breaks off."""
    place = sheet.place
    assert place is not None
    if sheet.kind is Kind.KODI:
        yield from _kodi(sheet, place)
    elif is_json(sheet.table):
        yield from _json(sheet, place)
    else:
        yield from _table(sheet, place)


def _table(sheet: Sheet, place: Place) -> Iterator[Read]:
    if sheet.kind in (Kind.NETFLIX, Kind.TABLE):
        place.day_first = _order(sheet, place)
    understood = _TABLES[sheet.kind]
    for record in records_of(sheet):
        if record.cells is None:
            yield record.line, "", Broken(record.fault)
        else:
            yield record.line, "", understood(record.cells, place)


def _order(sheet: Sheet, place: Place) -> bool | None:
    """Look all dates of the file through: one that is past the twelfth tells what the others mean."""
    mapping = place.options.mapping
    name = "date" if mapping is None or sheet.kind is Kind.NETFLIX else mapping.columns.get(Column.DATE, "")
    if not name:
        return None
    plain = column_name(name)
    return order_of(record.cells.text(plain) for record in records_of(sheet) if record.cells is not None)


def _json(sheet: Sheet, place: Place) -> Iterator[Read]:
    understood = _ELEMENTS[sheet.kind]
    if sheet.kind is Kind.RYOT:
        place.scale = ryot.scale_of(
            element.value for element in _elements(sheet) if element.part == ryot.FILMS and not element.broken
        )
    for element in _elements(sheet):
        of = f" of {element.part}" if element.part else ""
        if element.broken:
            yield element.line, "", Broken(f"Entry {element.number}{of}: {element.broken}")
            continue
        said = understood(element.value, element.part, place) if element.number else None
        for one in said if isinstance(said, list) else [said]:
            if isinstance(one, Broken):
                one = Broken(f"Entry {element.number}{of}: {one.reason}")
            if one is not None:
                yield element.line, "", one


def _elements(sheet: Sheet) -> Iterator[json_stream.Element]:
    return json_stream.elements_of(sheet.table, sheet.encoding)


def _kodi(sheet: Sheet, place: Place) -> Iterator[Read]:
    for table in (sheet.table, *sheet.more):
        if kodi_files.is_other(head_of(table)) and not place.options.series:
            yield 0, table.path, LeftOut(SERIES)
            continue
        try:
            for line, fields in kodi_files.films_of(table):
                yield line, table.path, kodi.understood(fields)
        except UnreadableError as error:
            yield 0, table.path, Broken(str(error))


def head_of(table: Table) -> str:
    """Return how a file begins."""
    try:
        with table.open() as stream:
            return stream.read(HEAD).decode("utf-8", "replace")
    except (OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UnreadableError(f"It cannot be read ({error}).") from error
