# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins: rows <-> domain values. Styles are kept as JSON of what differs from the default."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, PinStyle, Place, TextStyle, Tone
from moodboard.domain.drawing import Drawing, Shape
from moodboard.store import database

_COLUMNS = (
    "uuid", "board_id", "kind", "x", "y", "width", "height", "turn", "z", "still_id", "line_id", "text",
    "colours", "crop", "style", "watch", "frame", "twin", "pinned", "group_of", "name", "locked", "hidden",
    "drawing",
)  # fmt: skip
_READ = ", ".join(column for column in _COLUMNS if column != "board_id")
_SAVE = (
    f"INSERT INTO pin ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (uuid) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"
)
_DEFAULT = PinStyle()
_KINDS = {kind.value: kind for kind in PinKind}


@lru_cache(maxsize=4096)
def style_to_json(style: PinStyle) -> str:
    """Return the JSON of what differs from a plain style, empty for nothing."""
    differing = _differing(style, _DEFAULT)
    return json.dumps(differing, ensure_ascii=False, sort_keys=True) if differing else ""


def _differing(value: Any, default: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        own, plain = getattr(value, field.name), getattr(default, field.name)
        if own != plain:
            found[field.name] = _differing(own, plain) if dataclasses.is_dataclass(own) else own
    return found


@lru_cache(maxsize=4096)
def style_from_json(text: str) -> PinStyle:
    """Return the style; what an older or newer program did not write or wrote more is left at default."""
    if not text:
        return _DEFAULT
    values = json.loads(text)
    return PinStyle(
        **_known(PinStyle, values)
        | {
            "text": TextStyle(**_known(TextStyle, values.get("text", {}))),
            "tone": Tone(**_known(Tone, values.get("tone", {}))),
        }
    )


def _known(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in dataclasses.fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def drawing_to_json(drawing: Drawing | None) -> str:
    """Return the JSON of what differs from a plain drawing, empty for none."""
    if drawing is None:
        return ""
    plain = Drawing(drawing.shape)
    own = {"shape": drawing.shape.value} | _differing(drawing, plain)
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def drawing_from_json(text: str) -> Drawing:
    """Return the drawing; the course of a pen comes back as it was."""
    values: dict[str, Any] = _known(Drawing, json.loads(text))
    values["shape"] = Shape(values["shape"])
    values["points"] = tuple((float(x), float(y)) for x, y in values.get("points", ()))
    values |= {name: tuple(values[name]) for name in ("start_at", "end_at") if name in values}
    return Drawing(**values)


def _row(board_id: int, pin: Pin) -> tuple[Any, ...]:
    place, crop = pin.place, pin.crop
    return (
        pin.uuid, board_id, pin.kind.value, place.x, place.y, place.width, place.height, place.turn, pin.z,
        pin.still or None, pin.line or None, pin.text,
        json.dumps(pin.colours) if pin.colours else "",
        "" if crop == WHOLE else json.dumps((crop.x, crop.y, crop.width, crop.height)),
        style_to_json(pin.style), pin.watch, pin.frame, pin.twin, pin.pinned,
        pin.group, pin.name, pin.locked, pin.hidden, drawing_to_json(pin.drawing),
    )  # fmt: skip


def _pin(row: tuple[Any, ...]) -> Pin:
    return Pin(
        row[0], _KINDS[row[1]], Place(row[2], row[3], row[4], row[5], row[6]), row[7],
        row[8] or "", row[9] or "", row[10],
        tuple(json.loads(row[11])) if row[11] else (),
        Crop(*json.loads(row[12])) if row[12] else WHOLE,
        style_from_json(row[13]), row[14], row[15], row[16], row[17], row[18], row[19],
        bool(row[20]), bool(row[21]), drawing_from_json(row[22]) if row[22] else None,
    )  # fmt: skip


def save(board_id: int, pins: Iterable[Pin]) -> None:
    """Store pins under their uuids, new or altered."""
    database.many(_SAVE, [_row(board_id, pin) for pin in pins])


def delete(board_id: int, uuids: Iterable[str]) -> None:
    """Take pins off a board."""
    database.many("DELETE FROM pin WHERE board_id = ? AND uuid = ?", [(board_id, uuid) for uuid in uuids])


def of_board(board_id: int) -> list[Pin]:
    """Return a board's pins, the back first, with those laid out for its frames."""
    sql = f"SELECT {_READ} FROM pin WHERE board_id = ? ORDER BY z, uuid"
    return [_pin(row) for row in database.rows(sql, (board_id,))]


def count(board_id: int) -> int:
    """Return how many pins a board has, with those laid out for its frames."""
    return int(database.rows("SELECT count(*) FROM pin WHERE board_id = ?", (board_id,))[0][0])


def strangers(board_id: int, pins: Iterable[Pin]) -> bool:
    """Tell whether any of the pins is stored, but on another board."""
    for chunk in database.in_chunks([pin.uuid for pin in pins]):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT 1 FROM pin WHERE uuid IN ({marks}) AND board_id <> ? LIMIT 1"
        if database.rows(sql, [*chunk, board_id]):
            return True
    return False


def lost(pins: Iterable[Pin], table: str) -> set[str]:
    """Return the uuids of the stills (or lines) that the pins show and the library does not have."""
    shown = {pin.still if table == "still" else pin.line for pin in pins} - {""}
    found = set(shown)
    for chunk in database.in_chunks(sorted(shown)):
        sql = f"SELECT uuid FROM {table} WHERE uuid IN ({','.join('?' * len(chunk))})"
        found -= {uuid for (uuid,) in database.rows(sql, chunk)}
    return found
