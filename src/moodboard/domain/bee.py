# SPDX-License-Identifier: GPL-3.0-or-later
"""What the records of a BeeRef board (.bee) mean.

A point p of an item lies at ``position + F · R(rotation) · S(scale) · p``, all about the item's own
(0, 0), with F = diag(flip, 1): the flip comes after the rotation.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from moodboard.domain import note_markup
from moodboard.domain.foreign_board import (
    Affine,
    ForeignBoard,
    Item,
    Said,
    Shown,
    Source,
    UnplacedError,
    is_true_number,
    share_of,
)
from moodboard.domain.html_markup import shortened

APPLICATION = 2060242126
PICTURE, TEXT = "pixmap", "text"
TEXT_SIZE = 12.0
"""Pixels of the type at scale 1: the desktop's usual face."""
TEXT_INSET = 4.0
"""From an item's corner to its words."""
_NUMBERS = {"x": 0.0, "y": 0.0, "z": 0.0, "scale": 1.0, "rotation": 0.0, "flip": 1.0}
_NUMBERED = re.compile(r"^\d{3,}-(?=.)")

Record = Mapping[str, Any]


def matrix_of(x: float, y: float, scale: float, rotation: float, flip: float) -> Affine:
    """Return the matrix from an item's own units to the board."""
    cosine, sine = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    mirror = -1.0 if flip < 0 else 1.0
    return Affine(mirror * scale * cosine, scale * sine, -mirror * scale * sine, scale * cosine, x, y)


def board_of(records: Iterable[Record], pictures: Mapping[int, str]) -> ForeignBoard:
    """Return the board of the rows of ``items``; ``pictures`` are the archive's names by item."""
    board = ForeignBoard()
    found: list[tuple[float, int, Item]] = []
    for record in records:
        key = record.get("id")
        if not isinstance(key, int):
            board.left_out.append("An item without a number was left out.")
            continue
        try:
            numbers = _numbers_of(record)
            found.append((numbers["z"], key, _item(key, record, numbers, pictures, board)))
        except UnplacedError as error:
            board.left_out.append(f"{_called(record, pictures.get(key, ''))} was left out: {_lower(error)}")
    board.items = [item for _z, _key, item in sorted(found, key=lambda one: one[:2])]
    return board


def _numbers_of(record: Record) -> dict[str, float]:
    numbers = {}
    for name, default in _NUMBERS.items():
        value = record.get(name)
        if value is None and name not in record:
            value = default  # written by an older BeeRef, which had no such column
        if not is_true_number(value):
            raise UnplacedError("Its place is not a number.")
        numbers[name] = float(value or 0.0)
    if not numbers["scale"]:
        raise UnplacedError("It has no size.")
    return numbers


def _item(
    key: int, record: Record, numbers: Mapping[str, float], pictures: Mapping[int, str], board: ForeignBoard
) -> Item:
    matrix = matrix_of(*(numbers[name] for name in ("x", "y", "scale", "rotation", "flip")))
    data, fault = _data_of(record)
    kind = record.get("type")
    if kind == TEXT:
        text = data.get("text")
        words = text if isinstance(text, str) else ""
        if not words.strip():
            raise UnplacedError("Its words could not be read." if fault else "It holds no words.")
        words, cut = shortened(words)
        return Said(
            key,
            matrix,
            fault=fault or cut,
            text=note_markup.from_plain(words),
            plain=words,
            size=TEXT_SIZE,
            origin=(TEXT_INSET, TEXT_INSET),
        )
    if kind != PICTURE:
        raise UnplacedError("It is neither a picture nor a text.")
    said = data.get("filename") or record.get("filename")
    path = said if isinstance(said, str) else ""
    inside = pictures.get(key, "")
    board.sources[key] = Source(picture_name(path, inside), "" if key in pictures else path)
    crop, odd = _crop_of(data.get("crop"))
    return Shown(
        key,
        matrix,
        fault=fault or odd,
        opacity=share_of(data.get("opacity", 1.0)),
        picture=key,
        crop=crop,
        greyscale=data.get("grayscale") is True or data.get("grayscale") == 1,
    )


def _data_of(record: Record) -> tuple[dict[str, Any], str]:
    """Return the item's JSON; an older file has none, and a broken one is told."""
    said = record.get("data")
    if said is None or said == "":
        return {}, ""
    try:
        data = json.loads(said)
    except (ValueError, TypeError, RecursionError):
        return {}, "What the file says of its looks could not be read; it came in plain."
    return (data, "") if isinstance(data, dict) else ({}, "")


def _crop_of(said: object) -> tuple[tuple[float, float, float, float] | None, str]:
    if said is None:
        return None, ""
    if isinstance(said, list) and len(said) == 4 and all(map(is_true_number, said)):
        x, y, width, height = map(float, said)
        if width > 0 and height > 0:
            return (x, y, width, height), ""
    return None, "Its crop makes no sense; the whole picture came in."


def picture_name(path: str, inside: str) -> str:
    """Return what a picture is called: the last part of its path or address, else its name inside."""
    last = re.split(r"[\\/]", path.split("?", 1)[0].rstrip("/\\"))[-1]
    return last or _NUMBERED.sub("", inside.rsplit("/", 1)[-1]) or "picture"


def _called(record: Record, inside: str) -> str:
    data, _fault = _data_of(record)
    path = data.get("filename") or record.get("filename")
    if record.get("type") == TEXT:
        return "A text"
    if isinstance(path, str) or inside:
        return picture_name(path if isinstance(path, str) else "", inside)
    return f"Item {record.get('id')}"


def _lower(error: Exception) -> str:
    words = str(error)
    return words[:1].lower() + words[1:]
