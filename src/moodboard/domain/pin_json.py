# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins and their lines as JSON, for the clipboard."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from moodboard.domain.board import Crop, Pin, PinKind, PinStyle, Place, TextStyle, Tone
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.line import Line

VERSION = 1


def written(pins: tuple[Pin, ...], lines: tuple[Line, ...]) -> bytes:
    """Return the JSON document of the pins and of the lines that they show."""
    document = {
        "moodboard": VERSION,
        "pins": [dataclasses.asdict(pin) for pin in pins],
        "lines": [dataclasses.asdict(line) for line in lines],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def read(data: bytes) -> tuple[tuple[Pin, ...], tuple[Line, ...]]:
    """Return what ``written`` made; nothing at all for anything else."""
    try:
        document = json.loads(data)
        if document["moodboard"] != VERSION:
            return (), ()
        pins = pins_of(document["pins"])
        lines = tuple(
            _made(Line, item, feelings=tuple(item.get("feelings", ()))) for item in document["lines"]
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return (), ()
    return pins, lines


def pins_of(items: list[dict[str, Any]]) -> tuple[Pin, ...]:
    """Return the pins of a document's list; raises KeyError, TypeError or ValueError for what is none."""
    return tuple(_pin(item) for item in items)


def _made(kind: Any, item: dict[str, Any], /, **own: Any) -> Any:
    known = {field.name for field in dataclasses.fields(kind)}
    return kind(**{key: value for key, value in item.items() if key in known} | own)


def _anchor(values: Any) -> tuple[float, float]:
    x, y = values
    return float(x), float(y)


def _drawing(item: dict[str, Any] | None) -> Drawing | None:
    if item is None:
        return None
    points = tuple((float(x), float(y)) for x, y in item["points"])
    anchors = {name: _anchor(item[name]) for name in ("start_at", "end_at") if name in item}
    drawing: Drawing = _made(Drawing, item, shape=Shape(item["shape"]), points=points, **anchors)
    return drawing


def _pin(item: dict[str, Any]) -> Pin:
    style = item["style"]
    pin: Pin = _made(
        Pin,
        item,
        kind=PinKind(item["kind"]),
        place=_made(Place, item["place"]),
        crop=_made(Crop, item["crop"]),
        colours=tuple(item["colours"]),
        drawing=_drawing(item.get("drawing")),
        style=_made(PinStyle, style, text=_made(TextStyle, style["text"]), tone=_made(Tone, style["tone"])),
    )
    return pin
