# SPDX-License-Identifier: GPL-3.0-or-later
"""A board in one file: what of it leaves the library, and its JSON.

The file is a ZIP with ``board.json`` and the pictures' own bytes under ``pictures/``. What a person
wrote down for themselves stays home unless it is asked for.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from moodboard.domain import copying, grouping, pin_json
from moodboard.domain.board import Board, Pin, PinKind
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.domain.reaching import FARTHEST
from moodboard.domain.still import Still
from moodboard.domain.suffixes import SENT

SUFFIX = SENT
VERSION = 1
DOCUMENT = "board.json"
PICTURES = "pictures/"
_FILM = (
    "title",
    "year",
    "directors",
    "runtime",
    "original_title",
    "letterboxd",
    "imdb",
    "tmdb",
    "id",
    "uuid",
)
_STILL = ("uuid", "picture", "width", "height", "film_id", "timecode", "average", "palette", "name", "alpha")
_LINE = ("uuid", "text", "film_id", "speaker", "timecode")


@dataclass(frozen=True, slots=True)
class Along:
    """What goes along beside the board itself."""

    watches: bool = False
    """When the board's film was seen, the ratings, and during which watch a pin was made."""
    people: bool = False
    """With the watches: with whom, and where."""
    notes: bool = False
    """Notes pinned on the board, the feelings of lines; with the watches their words."""


@dataclass(frozen=True, slots=True)
class SentBoard:
    """A board with all that it shows; film numbers mean something only inside."""

    board: Board
    pins: tuple[Pin, ...] = ()
    stills: tuple[Still, ...] = ()
    lines: tuple[Line, ...] = ()
    films: tuple[Film, ...] = ()
    watches: tuple[Watch, ...] = ()


def packed(sent: SentBoard, along: Along) -> SentBoard:
    """Return the board without what stays home."""
    unseen = grouping.unseen({pin.uuid: pin for pin in sent.pins})
    pins = [pin for pin in sent.pins if pin.uuid not in unseen and pin.frame not in unseen]
    if not along.notes:
        pins = [pin for pin in pins if pin.kind is not PinKind.NOTE]
    there = {pin.uuid for pin in pins}
    pins = [copying.copied(pin, {uuid: uuid for uuid in there}) for pin in pins]
    if not along.watches:
        pins = [replace(pin, watch="", pinned="") for pin in pins]
    shown = {pin.still for pin in pins}
    said = {pin.line for pin in pins}
    stills = [
        Still(**{name: getattr(still, name) for name in _STILL})
        for still in sent.stills
        if still.uuid in shown
    ]
    if along.watches:
        taken = {still.uuid: still.taken for still in sent.stills}
        stills = [replace(still, taken=taken[still.uuid]) for still in stills]
    lines = [
        Line(**{name: getattr(line, name) for name in _LINE}) for line in sent.lines if line.uuid in said
    ]
    if along.notes:
        felt = {line.uuid: line.feelings for line in sent.lines}
        lines = [replace(line, feelings=felt[line.uuid]) for line in lines]
    kept = {sent.board.film_id, *(still.film_id for still in stills), *(line.film_id for line in lines)}
    films = [Film(**{name: getattr(film, name) for name in _FILM}) for film in sent.films if film.id in kept]
    watches = [watch_along(watch, along) for watch in sent.watches] if along.watches else []
    board = replace(sent.board, id=0, sample=False)
    if not along.watches:
        board = replace(board, created="", changed="")
    return SentBoard(board, tuple(pins), tuple(stills), tuple(lines), tuple(films), tuple(watches))


def watch_along(watch: Watch, along: Along) -> Watch:
    """Return a watch without what stays home."""
    watch = replace(watch, source="", id=0)
    if not along.people:
        watch = replace(watch, people=(), where="")
    return watch if along.notes else replace(watch, note="", themes=())


def written(sent: SentBoard) -> bytes:
    """Return the JSON document of a packed board."""
    pins = json.loads(pin_json.written(sent.pins, ()))["pins"]
    document = {
        "moodboard board": VERSION,
        "board": _plain(sent.board),
        "pins": pins,
        "stills": [_plain(still) for still in sent.stills],
        "lines": [_plain(line) for line in sent.lines],
        "films": [_plain(film) for film in sent.films],
        "watches": [_plain(watch) | {"date": [watch.date.edtf, watch.date.said]} for watch in sent.watches],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> dict[str, Any]:
    """Return the fields that differ from their defaults."""
    own = {}
    for field in dataclasses.fields(value):
        said = getattr(value, field.name)
        if said != field.default and field.name != "date":
            own[field.name] = said
    return own


def read(data: bytes) -> SentBoard:
    """Return the board of a document; raises KnownError for anything that is none."""
    try:
        document = json.loads(data)
        version = document["moodboard board"]
        if version != VERSION:
            raise KnownError("This board was sent by a newer Moodboard. Update yours, then open it again.")
        pins = pin_json.pins_of(document["pins"])
        sent = SentBoard(
            _made(Board, document["board"]),
            pins,
            tuple(_made(Still, item, palette=tuple(item.get("palette", ()))) for item in document["stills"]),
            tuple(_made(Line, item, feelings=tuple(item.get("feelings", ()))) for item in document["lines"]),
            tuple(
                _made(Film, item, directors=tuple(item.get("directors", ()))) for item in document["films"]
            ),
            tuple(_watch(item) for item in document["watches"]),
        )
        _check(sent)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KnownError("This is not a whole board file. Ask for it to be sent again.") from error
    return sent


def _made(kind: type[Any], item: Mapping[str, Any], **own: Any) -> Any:
    known = {field.name for field in dataclasses.fields(kind)}
    return kind(**{name: value for name, value in item.items() if name in known} | own)


def _all(kind: type[Any], items: list[dict[str, Any]], many: str) -> tuple[Any, ...]:
    """Return the values of a list; ``many`` names the field that holds several words."""
    return tuple(_made(kind, item, **{many: tuple(item.get(many, ()))}) for item in items)


def _watch(item: dict[str, Any]) -> Watch:
    named = {name: tuple(item.get(name, ())) for name in ("people", "themes")}
    watch: Watch = _made(Watch, item, date=parse_edtf(*item["date"]), **named)
    return watch


def _check(sent: SentBoard) -> None:
    """Raise ValueError for what no board of ours holds."""
    texts = [
        sent.board.title,
        sent.board.uuid,
        sent.board.background,
        *(film.title for film in sent.films),
        *(line.text for line in sent.lines),
        *(still.uuid for still in sent.stills),
        *(still.picture for still in sent.stills),
        *(pin.text for pin in sent.pins),
        *(pin.uuid for pin in sent.pins),
    ]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("words that are no words")
    for pin in sent.pins:
        numbers = dataclasses.astuple(pin.place) + dataclasses.astuple(pin.crop) + (pin.z,)
        if not all(math.isfinite(number) and abs(number) <= FARTHEST for number in numbers):
            raise ValueError("a pin beyond all boards")
        sides = (pin.place.width, pin.place.height, pin.crop.width, pin.crop.height)
        if not all(side > 0 for side in sides):
            raise ValueError("a pin without a size")
        shown = pin.crop.x + pin.crop.width, pin.crop.y + pin.crop.height
        if min(pin.crop.x, pin.crop.y) < 0 or max(shown) > 1 + 1e-6:
            raise ValueError("a crop beyond its picture")
    if any(still.width <= 0 or still.height <= 0 for still in sent.stills):
        raise ValueError("a picture without a size")
    if len({pin.uuid for pin in sent.pins}) != len(sent.pins):
        raise ValueError("a pin that is there twice")
