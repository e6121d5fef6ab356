# SPDX-License-Identifier: GPL-3.0-or-later
"""What the records of a PureRef 2 board (.pur) mean: a tree of items, each placed within its parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from moodboard.domain import pur_values
from moodboard.domain.bee import picture_name
from moodboard.domain.foreign_board import (
    Affine,
    Drawn,
    ForeignBoard,
    Grouped,
    Item,
    Said,
    Shown,
    Source,
    UnplacedError,
    hex_colour,
    is_true_number,
    moved,
    share_of,
)
from moodboard.domain.html_markup import marked_up

APPLICATION = 940753918
TABLES = {
    "images": ("id", "source_type", "source", "origin", "width", "height"),
    "items": ("id", "parent", "name", "transform", "z", "opacity", "locked"),
    "items_images": (
        "id",
        "image",
        "image_transform",
        "image_bounds",
        "flags",
        "playback_state",
        "playback_frame",
    ),
    "items_notes": ("id", "text", "text_color", "background_color", "fixed_size"),
    "items_groups": ("id", "background_color"),
    "items_drawings": ("id", "strokes"),
}  # fmt: skip
"""The columns that are asked for; which of them a file has differs."""
NEEDED = ("items", "images", "items_images")
TEXT_SIZE = 16.0
"""Pixels of a note's type when its HTML does not say."""
_LINKED, _PAUSED, _GREYSCALE = 2, 2, 2
_UNSEEN = 0.02
_SAME = 0.01  # of a pixel

Row = Mapping[str, Any]
_Value = TypeVar("_Value")


@dataclass(slots=True)
class _Node:
    """An item and where it hangs."""

    row: Row
    parent: int | None
    matrix: Affine
    fault: str = ""
    children: list[int] = field(default_factory=list)


def board_of(rows: Mapping[str, Iterable[Row]]) -> ForeignBoard:
    """Return the board of the rows of a PureRef 2 database, table by table."""
    tables = {
        name: {row["id"]: row for row in rows.get(name, ()) if isinstance(row.get("id"), int)}
        for name in TABLES
    }
    return _Reading(tables).board()


class _Reading:
    """One board's items, from the root down."""

    def __init__(self, tables: Mapping[str, Mapping[int, Row]]) -> None:
        self._tables = tables
        self._board = ForeignBoard()
        self._nodes: dict[int, _Node] = {}

    def board(self) -> ForeignBoard:
        for key, row in self._tables["images"].items():
            path = str(row.get("source") or row.get("origin") or "")
            linked = path if row.get("source_type") == _LINKED else ""
            self._board.sources[key] = Source(picture_name(path, f"picture {key}"), linked)
        self._hang()
        # From the back to the front: a child lies in front of its parent, siblings by z.
        waiting: list[tuple[int, Affine, int | None, float, bool]] = [
            (key, Affine(), None, 1.0, False) for key in reversed(self._sorted(self._roots()))
        ]
        while waiting:
            key, outer, group, opacity, locked = waiting.pop()
            node = self._nodes[key]
            item = replace(
                self._item(key, node),
                group=group,
                opacity=share_of(node.row.get("opacity")) * opacity,
                locked=bool(node.row.get("locked")) or locked,
            )
            own = outer.after(node.matrix)
            if type(item) is not Item:
                self._board.items.append(replace(item, matrix=own.after(item.matrix)))
            inner = key if isinstance(item, Grouped) else group
            waiting += [
                (child, own, inner, item.opacity, item.locked)
                for child in reversed(self._sorted(node.children))
            ]
        return self._board

    def _hang(self) -> None:
        for key, row in self._tables["items"].items():
            parent = row.get("parent")
            known = isinstance(parent, int) and parent in self._tables["items"]
            node = _Node(row, parent if known else None, Affine())
            try:
                node.matrix = pur_values.transform(row.get("transform"))
            except UnplacedError:
                if row.get("transform") is not None:
                    node.fault = "Where it lies could not be read; it lies in the middle."
            self._nodes[key] = node
        self._cut_rings()
        for key, node in self._nodes.items():
            if node.parent is not None:
                self._nodes[node.parent].children.append(key)

    def _cut_rings(self) -> None:
        """Let no item lie within itself, however far round."""
        settled: set[int] = set()
        for key in self._nodes:
            way: dict[int, None] = {}
            at: int | None = key
            while at is not None and at not in settled and at not in way:
                way[at] = None
                at = self._nodes[at].parent
            if at is not None and at in way:
                node = self._nodes[at]
                node.parent, node.fault = None, "It lies within itself; it came in on its own."
            settled.update(way)

    def _roots(self) -> list[int]:
        return [key for key, node in self._nodes.items() if node.parent is None]

    def _sorted(self, keys: Sequence[int]) -> list[int]:
        def order(key: int) -> tuple[float, int]:
            z = self._nodes[key].row.get("z")
            return (float(z) if isinstance(z, int | float) and is_true_number(z) else 0.0), key

        return sorted(keys, key=order)

    # -- what an item is ---------------------------------------------------------------------------

    def _item(self, key: int, node: _Node) -> Item:
        """Return the item without its place; a plain ``Item`` when it is none that we know."""
        common = Item(key, name=str(node.row.get("name") or ""), fault=node.fault)
        for table, made in (
            ("items_images", self._picture),
            ("items_notes", self._note),
            ("items_groups", self._group),
            ("items_drawings", self._drawing),
        ):
            row = self._tables[table].get(key)
            if row is not None:
                try:
                    return made(common, row)
                except UnplacedError as error:
                    self._board.left_out.append(f"{_NAMED[table]} was left out: {_lower(error)}")
                    return common
        self._board.left_out.append(f"Item {key} is of a kind that Moodboard does not know; it was left out.")
        return common

    def _picture(self, common: Item, row: Row) -> Shown:
        """Return a picture with the matrix from its pixels; it lies about its own middle."""
        key = row.get("image")
        image = self._tables["images"].get(key) if isinstance(key, int) else None
        if image is None or not isinstance(key, int):
            raise UnplacedError("Its picture is not in the file.")
        outline = _read(pur_values.outline, row.get("image_bounds"), None)
        sides = image.get("width"), image.get("height")
        size = None
        if all(isinstance(side, int) and 0 < side < 1_000_000 for side in sides):
            size = float(sides[0] or 0), float(sides[1] or 0)
        elif outline is not None:
            size = outline[2], outline[3]
        width, height = size or (0.0, 0.0)
        pixels = _read(pur_values.transform, row.get("image_transform"), moved(-width / 2, -height / 2))
        flags, frame = row.get("flags"), row.get("playback_frame")
        return Shown(
            common.key,
            pixels,
            name=common.name,
            fault=common.fault,
            picture=key,
            size=size,
            crop=crop_within(outline, size, pixels),
            greyscale=isinstance(flags, int) and bool(flags & _GREYSCALE),
            frame=frame if row.get("playback_state") == _PAUSED and isinstance(frame, int) else 0,
        )

    def _note(self, common: Item, row: Row) -> Said:
        html = str(row.get("text") or "")
        words = marked_up(html)
        if not words.plain.strip():
            raise UnplacedError("It holds no words.")
        background, cover = hex_colour(row.get("background_color"))
        shown = background if cover >= 0.5 else ""
        ink, _alpha = hex_colour(words.colour or row.get("text_color"))
        return Said(
            common.key,
            name=common.name,
            fault=common.fault or words.fault,
            text=words.text,
            plain=words.plain,
            size=words.size or TEXT_SIZE,
            box=_read(pur_values.size, row.get("fixed_size"), (-1.0, -1.0)),
            # Their ink is made for their own dark ground: without a ground of its own it gets ours.
            colour=ink if shown else "",
            background=shown,
        )

    def _group(self, common: Item, row: Row) -> Grouped:
        background, cover = hex_colour(row.get("background_color"))
        seen = background if cover > _UNSEEN else ""
        return Grouped(common.key, name=common.name, fault=common.fault, background=seen)

    def _drawing(self, common: Item, row: Row) -> Drawn:
        found = pur_values.strokes(row.get("strokes"))
        if not found:
            raise UnplacedError("It has no strokes.")
        return Drawn(common.key, name=common.name, fault=common.fault, strokes=found)


_NAMED = {
    "items_images": "A picture",
    "items_notes": "A note",
    "items_groups": "A group",
    "items_drawings": "A drawing",
}


def _lower(error: Exception) -> str:
    words = str(error)
    return words[:1].lower() + words[1:]


def _read(reader: Callable[[object], _Value], cell: object, default: _Value) -> _Value:
    try:
        return reader(cell)
    except UnplacedError:
        return default


def crop_within(
    outline: tuple[float, float, float, float] | None, size: tuple[float, float] | None, pixels: Affine
) -> tuple[float, float, float, float] | None:
    """Return the outline of what is seen, which lies about the middle, in pixels; None for all of it."""
    if outline is None or size is None:
        return None
    try:
        back = pixels.inverted()
    except UnplacedError:
        return None
    x, y, width, height = outline
    ends = [back.map(x, y), back.map(x + width, y + height)]
    left, right = sorted(end[0] for end in ends)
    top, bottom = sorted(end[1] for end in ends)
    crop = left, top, right - left, bottom - top
    same = all(abs(one - other) < _SAME for one, other in zip(crop, (0.0, 0.0, *size), strict=True))
    return None if same else crop
