# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of a Letterboxd export, looked over once and then read row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from moodboard.domain.dates import VagueDate
from moodboard.domain.imports import movary
from moodboard.domain.imports.days import order_of, read_day
from moodboard.domain.imports.kinds import table_kind
from moodboard.domain.imports.place import Place
from moodboard.domain.imports.said import Options
from moodboard.domain.letterboxd import (
    Kind,
    column_name,
    is_list_header,
    is_list_mark,
    is_list_meta_header,
)
from moodboard.domain.letterboxd_rows import Cells, parse_day
from moodboard.services.importing.sources import Table, UnreadableError
from moodboard.services.importing.tables import Row, rows_of, survey

_DAYS = ("watcheddate", "date")
_EXCEL_HINT = "sep="
_MOVARY = frozenset({Kind.MOVARY_HISTORY, Kind.MOVARY_RATINGS, Kind.MOVARY_WATCHLIST})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose kind, encoding and length are known."""

    table: Table
    kind: Kind
    encoding: str
    lines: int
    header: tuple[str, ...] = ()
    more: tuple[Table, ...] = ()
    """Further files of the same kind that are told as one (Kodi's)."""
    place: Place | None = None
    other_days: Callable[[str], VagueDate | None] | None = None
    """Reads days as a spreadsheet wrote them anew, where the table has such."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by column, or why it has none."""

    line: int
    cells: Cells | None
    fault: str = ""


@dataclass(slots=True)
class ListHead:
    """What a list's file says of the list itself."""

    cells: Cells = field(default_factory=lambda: Cells({}))


def look_over(table: Table) -> Sheet:
    """Find out what a table is; raises UnreadableError for one without text."""
    encoding, lines = survey(table)
    for row in rows_of(table, encoding):
        if row.cells[0].casefold().startswith(_EXCEL_HINT):
            continue
        kind = Kind.UNKNOWN if row.broken else table_kind(row.cells, table.path)
        return Sheet(table, kind, encoding, lines, tuple(row.cells))
    raise UnreadableError("It holds no text. Export it again.")


def records_of(sheet: Sheet, head: ListHead | None = None) -> Iterator[Record]:
    """Yield the rows under the header; a list's own name and words go into ``head``."""
    repair = movary.repaired if sheet.kind in _MOVARY else None
    rows = rows_of(sheet.table, sheet.encoding, repair=repair)
    header = _list_header(rows, head) if sheet.kind is Kind.LIST else _header(rows)
    if header is not None:
        for row in rows:
            if sheet.kind is Kind.MOVARY_WATCHLIST:
                row = replace(row, cells=movary.with_year(row.cells, header))
            record = _record(row, header)
            if record.cells is not None:
                record.cells.other_days = sheet.other_days
            yield record


def saved_anew(sheet: Sheet, options: Options) -> tuple[Sheet, bool]:
    """Return the table with a reader for days that a spreadsheet wrote otherwise; True: its order is a guess.

    Letterboxd writes 2021-03-05. Who opens the file in a spreadsheet and saves it makes 05/03/2021 of it.
    """
    try:
        said = next((cell for cell in _days(sheet, 50) if cell), "")
        if not said or parse_day(said) is not None:
            return sheet, False
        orders = (order_of(_days(sheet, None, name)) for name in _DAYS)
        said_order = options.day_first
        order = next(filter(_is_told, orders), None) if said_order is None else said_order
    except UnreadableError:
        order = None  # what comes before the place where it breaks off is read all the same
    first = options.else_day_first if order is None else order
    return replace(sheet, other_days=lambda cell: read_day(cell, first)), order is None


def _is_told(order: bool | None) -> bool:
    return order is not None


def _days(sheet: Sheet, most: int | None, *names: str) -> Iterator[str]:
    records = islice(records_of(sheet), most)
    return (record.cells.text(*(names or _DAYS)) for record in records if record.cells is not None)


def _header(rows: Iterator[Row]) -> list[str] | None:
    for row in rows:
        if not row.cells[0].casefold().startswith(_EXCEL_HINT):
            return [column_name(cell) for cell in row.cells]
    return None


def _list_header(rows: Iterator[Row], head: ListHead | None) -> list[str] | None:
    """Read a list's first part, over lines and blank lines of any number, up to ``Position,``."""
    meta: list[str] | None = None
    for row in rows:
        if is_list_header(row.cells):
            return [column_name(cell) for cell in row.cells]
        if is_list_mark(row.cells):
            continue
        if is_list_meta_header(row.cells) and meta is None:
            meta = [column_name(cell) for cell in row.cells]
        elif meta is not None and head is not None and not head.cells.values:
            head.cells = Cells(dict(zip(meta, row.cells, strict=False)))
    return None


def _record(row: Row, header: list[str]) -> Record:
    if row.broken:
        return Record(row.line, None, row.broken)
    cells = row.cells
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > len(header):
        said = f"It has {len(cells)} cells under {len(header)} columns: a comma or a quotation mark is wrong."
        return Record(row.line, None, said)
    values: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        values.setdefault(name, cell)
    record = Record(row.line, Cells(values))
    return record if len(cells) == len(header) else _too_short(record, len(cells), len(header))


def _too_short(record: Record, length: int, wanted: int) -> Record:
    """Keep a row whose last cells are missing when the others are what their columns say."""
    fault = f"It has {length} cells under {wanted} columns"
    cells = record.cells
    address = cells.text("letterboxduri", "url") if cells else ""
    year = cells.text("year") if cells else ""
    title = cells.text("name", "title") if cells else ""
    if cells and title and (not address or address.startswith("http")) and (not year or year.isdecimal()):
        cells.faults.append(f"{fault}; the missing ones were taken as blank")
        return record
    return replace(record, cells=None, fault=f"{fault}; it was left out.")
