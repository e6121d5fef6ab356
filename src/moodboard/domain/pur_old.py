# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bytes of a PureRef 1.10 or 1.11 board (.pur) mean.

A head of 224 bytes, the pictures as PNG, the items one after the other, and a table that says where the
picture of each item lies: its own PNG, or four bytes with the number of the item that has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from moodboard.domain import note_markup
from moodboard.domain.bee import picture_name
from moodboard.domain.foreign_board import (
    Affine,
    ForeignBoard,
    Item,
    Said,
    Shown,
    Source,
    UnplacedError,
    moved,
)
from moodboard.domain.html_markup import shortened
from moodboard.domain.pur import TEXT_SIZE, crop_within
from moodboard.domain.pur_values import NULL, BrokenValueError, Cursor, Path, colour

HEAD = 224
VERSION = "1.10"
PNG = b"\x89PNG\r\n\x1a\n"
MOST_ITEMS = 50_000
_PICTURE, _TEXT = 34, 32  # bytes of the class's name
_LOST = "BruteForceLoaded"  # PureRef's word for a picture that was recovered


@dataclass(slots=True)
class OldBoard:
    """The board, and where in the file the pictures' bytes lie."""

    board: ForeignBoard = field(default_factory=ForeignBoard)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By the key of the source: from which byte to which."""


def read(data: bytes | memoryview) -> OldBoard:
    """Return the board; raises BrokenValueError when its frame is not whole."""
    return _Reading(data).all()


class _Reading:
    def __init__(self, data: bytes | memoryview) -> None:
        self._data = data
        self._made = OldBoard()
        self._places: dict[int, tuple[int, int]] = {}
        self._found: list[tuple[float, int, Item]] = []
        """By the z of its root, then as they come: what hangs on an item lies right before it."""

    def all(self) -> OldBoard:
        head = Cursor(self._data)
        if len(self._data) < HEAD or head.text() != VERSION:
            raise BrokenValueError("The file ends too early.")
        table = Cursor(self._data, 16).whole("Q")
        if not HEAD <= table <= len(self._data):
            raise BrokenValueError("The file ends too early.")
        self._read_places(Cursor(self._data, table))
        begin = max((end for _start, end in self._places.values()), default=HEAD)
        cursor = Cursor(self._data, begin, table)
        while self._is_item(cursor) and len(self._found) < MOST_ITEMS:
            self._item(cursor, Affine())
        board = self._made.board
        board.items = [item for _z, _number, item in sorted(self._found, key=lambda one: one[:2])]
        return self._made

    def _read_places(self, cursor: Cursor) -> None:
        while cursor.left >= 20:
            key, start, end = (int(value) for value in cursor.read("IQQ"))
            if HEAD <= start <= end <= len(self._data):
                self._places[key] = start, end

    @staticmethod
    def _is_item(cursor: Cursor) -> bool:
        if cursor.left < 12:
            return False
        here = cursor.at
        end, name = cursor.whole("Q"), cursor.whole()
        cursor.at = here
        return name in (_PICTURE, _TEXT) and here < end <= cursor.end

    def _item(self, cursor: Cursor, outer: Affine, root: tuple[float, int] | None = None) -> None:
        """Read an item and the notes that hang on it; a broken one is told, and passed by its length."""
        end = cursor.whole("Q")
        is_picture = cursor.whole() == _PICTURE
        inner = Cursor(self._data, cursor.at + (_PICTURE if is_picture else _TEXT), end)
        cursor.at = end
        try:
            z, item, children = self._picture(inner) if is_picture else self._text(inner)
        except UnplacedError as error:
            said = "A picture" if is_picture else "A note"
            words = str(error)
            self._made.board.left_out.append(f"{said} was left out: {words[:1].lower()}{words[1:]}")
            return
        own = outer.after(item.matrix)
        root = root or (z if abs(z) < 1e12 else 0.0, len(self._found))
        self._placed(item, own, root)
        for _ in range(min(children, MOST_ITEMS)):
            if not self._is_item(cursor):
                return
            self._item(cursor, own, root)

    def _placed(self, item: Item, own: Affine, root: tuple[float, int]) -> None:
        if isinstance(item, Shown) and item.size is not None:
            own = own.after(moved(-item.size[0] / 2, -item.size[1] / 2))
        self._found.append((*root, replace(item, matrix=own)))

    def _picture(self, cursor: Cursor) -> tuple[float, Item, int]:
        source, name = self._names(cursor)
        cursor.number()
        matrix = self._matrix(cursor)
        cursor.number()
        key, z = cursor.whole(), cursor.number()
        cursor.linear()
        cursor.read("3d")  # where and how large it was before its crop
        outline = self._outline(cursor)
        cursor.read("d")
        cursor.take(13)
        children = cursor.whole() if cursor.left >= 4 else 0
        size = self._source(key, source, outline)
        pixels = moved(-size[0] / 2, -size[1] / 2)
        shown = Shown(key, matrix, name=name, picture=key, size=size, crop=crop_within(outline, size, pixels))
        return z, shown, children

    @staticmethod
    def _names(cursor: Cursor) -> tuple[str, str]:
        """Return the path and the name; a recovered picture has no name."""
        here = cursor.at
        recovered = cursor.whole() == 0
        if not recovered:
            cursor.at = here
        source = cursor.text() or ""
        name = "" if recovered else cursor.text() or ""
        return ("" if source == _LOST else source), name

    @staticmethod
    def _matrix(cursor: Cursor) -> Affine:
        m11, m12, m21, m22 = cursor.linear()
        return Affine(m11, m12, m21, m22, cursor.number(), cursor.number())

    @staticmethod
    def _outline(cursor: Cursor) -> tuple[float, float, float, float] | None:
        count = cursor.whole()
        if count > cursor.left // 20:
            raise BrokenValueError("It claims to have more points than there are.")
        points = []
        for _ in range(count):
            cursor.whole()
            points.append((cursor.number(), cursor.number()))
        return Path((tuple(points),)).bounds

    def _source(
        self, key: int, path: str, outline: tuple[float, float, float, float] | None
    ) -> tuple[float, float]:
        """Note where the picture's bytes are; returns its size in pixels."""
        owner = self._owner(key)
        span = self._places.get(owner, (0, 0))
        is_png = bytes(self._data[span[0] : span[0] + 8]) == PNG
        name = picture_name(path, f"picture {key}")
        self._made.board.sources[key] = Source(name, "" if is_png else path)
        if is_png:
            self._made.spans[key] = span
            if span[1] - span[0] >= 24:
                width, height = (int(side) for side in Cursor(self._data, span[0] + 16).read("2I"))
                if 0 < width < 1_000_000 and 0 < height < 1_000_000:
                    return float(width), float(height)
        if outline is None:
            raise BrokenValueError("Its picture is not in the file.")
        return outline[2], outline[3]

    def _owner(self, key: int) -> int:
        """Return the item that has the bytes: four bytes that are no link name it."""
        start, end = self._places.get(key, (0, 0))
        if end - start == 4:
            owner = Cursor(self._data, start).whole()
            return key if owner == NULL else owner
        return key

    def _text(self, cursor: Cursor) -> tuple[float, Item, int]:
        words = cursor.text() or ""
        matrix = self._matrix(cursor)
        cursor.number()
        key, z = cursor.whole(), cursor.number()
        ink, _cover = self._colour(cursor)
        cursor.take(2)
        ground, cover = self._colour(cursor)
        cursor.take(2)
        children = cursor.whole() if cursor.left >= 4 else 0
        if not words.strip():
            raise UnplacedError("It holds no words.")
        shown = cover >= 0.5
        words, cut = shortened(words)
        said = Said(
            key,
            matrix,
            fault=cut,
            text=note_markup.from_plain(words),
            plain=words,
            size=TEXT_SIZE,
            colour=ink if shown else "",
            background=ground if shown else "",
        )
        return z, said, children

    @staticmethod
    def _colour(cursor: Cursor) -> tuple[str, float]:
        spec = cursor.whole("b")
        cover = cursor.whole("H")
        return colour(spec, [int(one) for one in cursor.read("3H")]), cover / 0xFFFF
