# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this a pin that every board can paint? Asked of pins that come in files from elsewhere."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

from moodboard.domain.board import PinKind, PinStyle
from moodboard.store.pins import drawing_from_json

_FARTHEST = 1e9
"""Board units; no hand goes so far, and the painter's numbers stay whole."""
_PLACE = ("x", "y", "width", "height", "turn", "z")
_KINDS = frozenset(kind.value for kind in PinKind)


def check_pin(values: dict[str, Any]) -> None:
    """Raise ValueError for what no board of ours holds; parts of a style that are none are taken out."""
    if values["kind"] not in _KINDS:
        raise ValueError("its kind is none that this program knows")
    if not all(math.isfinite(values[name]) and abs(values[name]) < _FARTHEST for name in _PLACE):
        raise ValueError("it lies beyond all boards")
    if values["width"] < 0 or values["height"] < 0:
        raise ValueError("it has no size")
    if any(values["kind"] == kind.value and not values[kind.value] for kind in (PinKind.STILL, PinKind.LINE)):
        raise ValueError(f"it shows no {values['kind']}")
    if values["crop"]:
        _check_crop(json.loads(values["crop"]))
    if values["colours"] and not _is_words(json.loads(values["colours"])):
        raise ValueError("its colours are none")
    values["style"] = _tidied(values["style"])
    if values["drawing"]:
        _check_drawing(values["drawing"])


def _check_crop(crop: Any) -> None:
    if not isinstance(crop, list) or len(crop) != 4 or not all(map(_is_number, crop)):
        raise ValueError("its crop is none")
    if not (0 < crop[2] <= 1 and 0 < crop[3] <= 1):
        raise ValueError("its crop shows nothing")


def _check_drawing(text: str) -> None:
    try:
        drawing = drawing_from_json(text)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError("its drawing is none") from error
    numbers = [number for point in drawing.points for number in point]
    numbers += [*drawing.start_at, *drawing.end_at, drawing.width]
    words = (drawing.start, drawing.end, drawing.colour, drawing.fill, drawing.heads)
    if not all(map(_is_number, numbers)) or not all(isinstance(word, str) for word in words):
        raise ValueError("its drawing is none")


def _tidied(text: str) -> str:
    if not text:
        return ""
    style = json.loads(text)
    if not isinstance(style, dict):
        raise ValueError("its style is none")
    fitting = _fitting(style, PinStyle())
    return json.dumps(fitting, ensure_ascii=False, sort_keys=True) if fitting else ""


def _fitting(values: dict[str, Any], plain: Any) -> dict[str, Any]:
    """Return the values that are of the kind that the plain style's are; those it does not know stay."""
    defaults = {field.name: getattr(plain, field.name) for field in dataclasses.fields(plain)}
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in defaults:
            kept[name] = value
        elif dataclasses.is_dataclass(defaults[name]):
            if isinstance(value, dict) and (inner := _fitting(value, defaults[name])):
                kept[name] = inner
        elif _is_like(value, defaults[name]):
            kept[name] = value
    return kept


def _is_like(value: Any, default: Any) -> bool:
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, int):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(default, float):
        return _is_number(value)
    if isinstance(default, tuple):
        return isinstance(value, list)
    return isinstance(value, type(default))


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and abs(value) < _FARTHEST


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
