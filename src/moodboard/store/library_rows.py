# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the library as plain values for other files, and such values as rows again.

What a row holds is read off ``store.tables``, so that a new table or column goes along by itself. A row
names others by their uuids, lists are lists, and its themes stand in it by name. Whatever comes back is
looked at value by value: it may have been made by anybody.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from peewee import AutoField, BooleanField, Field, FloatField, ForeignKeyField, IntegerField

from moodboard.domain import library_file
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.metadata import Service
from moodboard.domain.text_keys import folded, title_key
from moodboard.store import tables
from moodboard.store.pin_values import check_pin
from moodboard.store.themes import Of

Row = dict[str, Any]

LEFT_OUT = frozenset({"change", "watching", *(of.value[0] for of in Of)})
"""The trail between processes and a sitting that goes mean nothing elsewhere; links to themes stand in the
rows themselves."""
LEFT_OUT_SETTINGS = frozenset({"due_day"})
"""Facts that each library finds out for itself."""
PICTURES = "SELECT picture FROM still UNION SELECT poster FROM film WHERE poster <> '' ORDER BY 1"
"""The paths of the picture files that the library shows."""
JSON_COLUMNS = {
    "pin": ("colours", "crop", "style", "drawing"),
    "import_run": ("files", "summary", "undo"),
    "import_item": ("before",),
}
_FILM_KEPT = (
    "rating", "title_fold", "original_fold", "title_key", "year_key", "times_seen", "watch_count", "shots",
    "unfinished", "undated",
    "lines", "shown_cover", "last_key", "first_edtf", "first_said", "last_edtf", "last_said", "gap",
    "due_on", "due",
)  # fmt: skip
KEPT = {
    "film": frozenset(_FILM_KEPT),
    "watch": frozenset(("sort_key", "earliest", "latest")),
    "board": frozenset(("title_fold",)),
    "theme": frozenset(("fold",)),
}
"""Columns that are worked out from other ones: never taken from a file."""
SHOWN = {
    "film": ("rating", "times_seen", "first_edtf", "last_edtf"),
    "watch": ("earliest", "latest"),
}
"""Those of them that go along for whoever reads the file without this program."""
_THEMED = {of.value[0].removesuffix("_theme"): of for of in Of}
_LARGEST_ID = 2**62
_RATINGS, _TIMES = range(1, 11), range(1, 10_001)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and what may stand in it."""

    name: str
    """In the file."""
    stored: str
    """In the table."""
    kind: str
    """``text``, ``int``, ``float``, ``bool``, ``list``, ``json``, ``ref`` or ``uuid`` (which are a row's
    uuid in the file, and its number or its uuid in the table)."""
    null: bool
    default: Any
    to: str = ""
    """The table that a ``ref`` or a ``uuid`` names a row of."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a file has it."""

    name: str
    columns: tuple[Column, ...]
    has_id: bool
    key: str
    """What names a row: ``uuid``, the name of a text key, or nothing."""
    of: Of | None
    """What its themes hang on."""
    blank: tuple[tuple[str, Any], ...]
    """What stands in the columns that are worked out later, until they are."""

    @property
    def taken(self) -> tuple[Column, ...]:
        """The columns that are taken from a file."""
        kept = KEPT.get(self.name, frozenset())
        return tuple(column for column in self.columns if column.name not in kept)

    @property
    def order(self) -> str:
        """What the rows are ordered by: those of one film, board or list stand together."""
        first = next((c.stored for c in self.columns if c.kind == "ref"), "")
        if not self.has_id:
            return f"t.{self.key}"
        return f"t.{first}, t.id" if first and self.name != "board" else "t.id"


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return what goes into a file, each table after those that its rows name."""
    names = [table._meta.table_name for table in tables.TABLES]
    made = [_sheet(table) for table in tables.TABLES if table._meta.table_name not in LEFT_OUT]
    return tuple(sorted(made, key=lambda sheet: (sheet.name != "theme", names.index(sheet.name))))


def sheet(name: str) -> Sheet:
    """Return one table of the file."""
    return next(one for one in sheets() if one.name == name)


def _sheet(table: Any) -> Sheet:
    meta = table._meta
    as_json = JSON_COLUMNS.get(meta.table_name, ())
    columns = tuple(
        _column(field, field.column_name in as_json)
        for field in meta.sorted_fields
        if not isinstance(field, AutoField)
    )
    kept, shown = KEPT.get(meta.table_name, frozenset()), SHOWN.get(meta.table_name, ())
    blank = tuple((c.stored, c.default) for c in columns if c.name in kept and c.default is not None)
    columns = tuple(c for c in columns if c.name not in kept or c.name in shown)
    has_id = isinstance(meta.primary_key, AutoField)
    names = {column.name for column in columns}
    key = "uuid" if "uuid" in names else "" if has_id else meta.primary_key.column_name
    return Sheet(meta.table_name, columns, has_id, key, _THEMED.get(meta.table_name), blank)


def _column(field: Field, as_json: bool) -> Column:
    stored = field.column_name
    default = None if callable(field.default) else field.default
    if isinstance(field, ForeignKeyField) and isinstance(field.rel_field, AutoField):
        to = field.rel_model._meta.table_name
        return Column(field.name, stored, "ref", field.null, None, to)
    if isinstance(field, ForeignKeyField):
        return Column(field.name, stored, "uuid", field.null, None, field.rel_model._meta.table_name)
    kind = (
        "json" if as_json
        else "list" if isinstance(field, tables.TupleField)
        else "bool" if isinstance(field, BooleanField)
        else "int" if isinstance(field, IntegerField)
        else "float" if isinstance(field, FloatField)
        else "text"
    )  # fmt: skip
    return Column(stored, stored, kind, field.null, default)


# Out


def selecting(one: Sheet) -> str:
    """Return the SELECT of a table's rows, up to its WHERE: the id first, the columns in their order."""
    parts, joins = ["t.id" if one.has_id else "0"], []
    for number, column in enumerate(one.columns):
        if column.kind == "ref":
            joins.append(f'LEFT JOIN "{column.to}" r{number} ON r{number}.id = t."{column.stored}"')
            parts.append(f"r{number}.uuid")
        else:
            parts.append(f't."{column.stored}"')
    return f'SELECT {", ".join(parts)} FROM "{one.name}" t {" ".join(joins)}'


def themes_sql(one: Sheet, count: int) -> str:
    """Return the SELECT of owner and theme for so many owners of a table."""
    assert one.of is not None
    table, column = one.of.value
    return (
        f"SELECT {column}, theme.name FROM {table} JOIN theme ON theme.id = {table}.theme_id "
        f"WHERE {column} IN ({','.join('?' * count)}) ORDER BY {table}.id"
    )


def plain(one: Sheet, stored: tuple[Any, ...], themes: list[str] | None = None) -> Row:
    """Return a selected row as it goes into a file."""
    row: Row = {"id": stored[0]} if one.has_id else {}
    for column, value in zip(one.columns, stored[1:], strict=True):
        row[column.name] = _plain(column.kind, value)
    if one.of is not None:
        row["themes"] = themes or []
    return row


def _plain(kind: str, value: Any) -> Any:
    if kind == "bool":
        return None if value is None else bool(value)
    if kind == "list":
        return _loaded(value) if value else []
    if kind == "json":
        return _loaded(value) if value else None
    return value


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


# In


def checked(one: Sheet, row: Any) -> Row:
    """Return a file's row as the columns hold it, refs still by uuid; raises ValueError with the reason."""
    if not isinstance(row, dict):
        raise ValueError("it is no row")
    values: Row = {}
    for column in one.taken:
        values[column.name] = _checked(column, row.get(column.name))
    if one.key and not values[one.key]:
        raise ValueError(f"it has no {one.key}")
    if one.has_id:
        values["id"] = _id(row.get("id"))
    if one.of is not None:
        values["themes"] = _names(row.get("themes"))
    _RULES.get(one.name, _nothing)(values)
    return values


def _checked(column: Column, value: Any) -> Any:
    if value is None:
        if column.null:
            return None
        if column.kind == "ref":
            raise ValueError(f"it names no {column.to.replace('_', ' ')}")
        if column.kind in ("list", "json"):
            return ""
        if column.default is None:
            raise ValueError(f"its {column.name} is missing")
        return column.default
    if not _FITS[column.kind](value):
        raise ValueError(f"its {column.name} is not what it should be")
    return _packed(column.kind, value) if column.kind in ("list", "json") else value


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # half an emoji
        return False
    return True


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_ID


def _is_float(value: Any) -> bool:
    return _is_int(value) or (isinstance(value, float) and math.isfinite(value))


def _is_json(value: Any) -> bool:
    return isinstance(value, (dict, list)) or _is_text(value)


_FITS = {
    "text": _is_text,
    "ref": _is_text,
    "uuid": _is_text,
    "int": _is_int,
    "float": _is_float,
    "bool": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "json": _is_json,
}


def _id(value: Any) -> int:
    return value if _is_int(value) and value > 0 else 0


def _names(value: Any) -> list[str]:
    if not isinstance(value, list):
        return []
    return [name for name in value if _is_text(name) and name.strip()]


def _nothing(_values: Row) -> None:
    """Every row of other tables will do."""


def _film(values: Row) -> None:
    if not values["title"].strip():
        raise ValueError("it has no title")
    for name, fitting in (("rating_own", _RATINGS), ("year", range(1, 10_000))):
        if values[name] is not None and values[name] not in fitting:
            raise ValueError(f"its {name.partition('_')[0]} is not one")
    if not library_file.is_picture(values["poster"]):
        values["poster"] = ""  # a name that leads elsewhere
    if values["earlier_watches"] < 0:
        raise ValueError("it was seen less often than never")
    values |= {
        "title_fold": folded(values["title"]),
        "original_fold": folded(values["original_title"]),
        "title_key": title_key(values["title"]),
        "year_key": values["year"] or 0,
    }


def _film_source(values: Row) -> None:
    if values["service"] not in frozenset(Service):
        raise ValueError("nobody knows whom it came from")


def _watch(values: Row) -> None:
    if values["rating"] is not None and values["rating"] not in _RATINGS:
        raise ValueError("its rating is not one")
    if values["times"] not in _TIMES:
        raise ValueError("it counts for no number of times")
    try:
        date = parse_edtf(values["edtf"])
    except KnownError as error:
        raise ValueError("its date is not one") from error
    values["source"] = values["source"] or None
    values |= {
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "sort_key": date.sort_key,
    }


def _still(values: Row) -> None:
    if not all(0 < values[name] < 1_000_000 for name in ("width", "height")):
        raise ValueError("its picture has no size")


def _line(values: Row) -> None:
    if not values["text"].strip():
        raise ValueError("it has no words")


def _theme(values: Row) -> None:
    values["fold"] = folded(values["name"])
    if not values["fold"]:
        raise ValueError("it has no name")


def _board(values: Row) -> None:
    values["title_fold"] = folded(values["title"])


_RULES = {
    "film": _film,
    "film_source": _film_source,
    "watch": _watch,
    "still": _still,
    "line": _line,
    "theme": _theme,
    "board": _board,
    "pin": check_pin,
}


def as_checked(one: Sheet, row: Row) -> Row:
    """Return a row of this library as ``checked`` would: it needs no looking at."""
    values = {
        column.name: _packed(column.kind, row[column.name]) if column.kind in ("list", "json") else value
        for column in one.taken
        for value in (row[column.name],)
    }
    return values | ({"themes": row["themes"]} if one.of is not None else {})


def _packed(kind: str, value: Any) -> str:
    if not value or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, sort_keys=kind == "json")


def own_values(one: Sheet, row: Row) -> Iterator[tuple[str, Any]]:
    """Yield what a checked row says by itself: neither its number nor what other rows make of it."""
    for column in one.taken:
        yield column.name, row[column.name]
    if one.of is not None:
        yield "themes", sorted(folded(name) for name in row["themes"])
