# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt's serialised values as PureRef keeps them: big-endian, read with a cursor that trusts no count."""

from __future__ import annotations

import colorsys
import struct
from dataclasses import dataclass

from moodboard.domain.foreign_board import Affine, Stroke, UnplacedError

NULL = 0xFFFFFFFF
MOST_POINTS = 50_000
MOST_STROKES = 5_000
MOST_LETTERS = 50_000_000
_BEND = 12  # straight pieces of a curve
_RECTANGLE, _SIZE, _TRANSFORM, _OWN = 20, 22, 80, 1024
_MOVE, _CURVE, _CURVE_ON = 0, 2, 3
_STROKE_MARK, _RGB, _HSV = 100, 1, 2
_OPTIONS = 20
_NAMES = {"path": "QPainterPath", "strokes": "QList<GraphicsDrawItem::Stroke>"}


class BrokenValueError(UnplacedError):
    """The bytes are not what the format says."""


@dataclass(frozen=True, slots=True)
class Path:
    """An outline: pieces of points, the curves made straight."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """Left, top, width and height; None without points."""
        points = [point for piece in self.pieces for point in piece]
        if not points:
            return None
        left, top = min(x for x, _ in points), min(y for _, y in points)
        return left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top


class Cursor:
    """Read values one after the other; going past the end is a BrokenValueError."""

    def __init__(self, data: bytes | memoryview, at: int = 0, end: int | None = None) -> None:
        self._data = data
        self.at = at
        self.end = len(data) if end is None else min(end, len(data))

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return self.end - self.at

    def take(self, count: int) -> bytes:
        """Return so many bytes."""
        if not 0 <= count <= self.left:
            raise BrokenValueError("The file ends too early.")
        found = bytes(self._data[self.at : self.at + count])
        self.at += count
        return found

    def read(self, layout: str) -> tuple[int | float, ...]:
        """Return the numbers of a ``struct`` layout."""
        packed = struct.Struct(">" + layout)
        return packed.unpack(self.take(packed.size))

    def whole(self, layout: str = "I") -> int:
        """Return one whole number."""
        return int(self.read(layout)[0])

    def number(self) -> float:
        """Return one double."""
        return float(self.read("d")[0])

    def text(self) -> str | None:
        """Return a QString; None for a null one."""
        length = self.whole()
        if length == NULL:
            return None
        if length > MOST_LETTERS:
            raise BrokenValueError("It claims to hold more words than a book.")
        return self.take(length).decode("utf-16-be", "replace")

    def skip_bytes(self) -> None:
        """Go past a QByteArray."""
        length = self.whole()
        if length != NULL:
            if length > self.left:
                raise BrokenValueError("The file ends too early.")
            self.at += length

    def linear(self) -> tuple[float, float, float, float]:
        """Return m11, m12, m21 and m22 of six doubles."""
        m11, m12, _m13, m21, m22, _m23 = map(float, self.read("6d"))
        return m11, m12, m21, m22

    def path(self) -> Path:
        """Return a QPainterPath, without what stands behind its points."""
        count = self.whole()
        if count > min(MOST_POINTS, self.left // 20):
            raise BrokenValueError("It claims to have more points than there are.")
        elements = [(self.whole("i"), self.number(), self.number()) for _ in range(count)]
        return Path(_straightened(elements))


def _straightened(elements: list[tuple[int, float, float]]) -> tuple[tuple[tuple[float, float], ...], ...]:
    pieces: list[list[tuple[float, float]]] = []
    at = 0
    while at < len(elements):
        kind, x, y = elements[at]
        if kind == _MOVE or not pieces:
            pieces.append([(x, y)])
        elif kind == _CURVE and at + 2 < len(elements):
            ends = [point[1:] for point in elements[at : at + 3]]
            pieces[-1] += _bent(pieces[-1][-1], ends[0], ends[1], ends[2])
            at += 2
        else:
            pieces[-1].append((x, y))
        at += 1
    return tuple(tuple(piece) for piece in pieces)


def _bent(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> list[tuple[float, float]]:
    points = []
    for step in range(1, _BEND + 1):
        t = step / _BEND
        u = 1 - t
        weights = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
        )
    return points


def _opened(cell: object, wanted: int, name: str = "") -> Cursor:
    """Return the value inside a QVariant; PureRef keeps its bytes as letters of the same number."""
    if isinstance(cell, str):
        try:
            data = cell.encode("latin-1")
        except UnicodeEncodeError as error:
            raise BrokenValueError("One of its values is damaged.") from error
    elif isinstance(cell, bytes):
        data = cell
    else:
        raise BrokenValueError("One of its values is missing.")
    cursor = Cursor(data)
    kind, is_null = cursor.whole(), cursor.whole("B")
    if kind != wanted or is_null:
        raise BrokenValueError("One of its values is of another kind.")
    if kind == _OWN:
        said = cursor.take(cursor.whole())
        if said.rstrip(b"\0").decode("latin-1") != name:
            raise BrokenValueError("One of its values is of another kind.")
    return cursor


def transform(cell: object) -> Affine:
    """Return a QTransform."""
    m11, m12, _, m21, m22, _, dx, dy, _ = map(float, _opened(cell, _TRANSFORM).read("9d"))
    return Affine(m11, m12, m21, m22, dx, dy)


def size(cell: object) -> tuple[float, float]:
    """Return a QSizeF."""
    width, height = map(float, _opened(cell, _SIZE).read("2d"))
    return width, height


def outline(cell: object) -> tuple[float, float, float, float] | None:
    """Return the bounds of a QPainterPath."""
    return _opened(cell, _OWN, _NAMES["path"]).path().bounds


def strokes(cell: object) -> tuple[Stroke, ...]:
    """Return the strokes of a drawing, one for each piece of their paths."""
    cursor = _opened(cell, _OWN, _NAMES["strokes"])
    count = cursor.whole()
    if count > min(MOST_STROKES, cursor.left // 40):
        raise BrokenValueError("It claims to have more strokes than there are.")
    found: list[Stroke] = []
    for _ in range(count):
        mark, spec = cursor.read("2B")
        if mark != _STROKE_MARK:
            raise BrokenValueError("Its strokes are of a kind that Moodboard does not know.")
        alpha, *channels, _pad = (int(value) for value in cursor.read("5H"))
        width = cursor.number()
        path = cursor.path()
        cursor.take(8)  # the subpath's start and the fill rule
        options = cursor.take(_OPTIONS)
        shown = colour(int(spec), channels)
        found += [
            Stroke(piece, shown, width, alpha / 0xFFFF, bool(options[-1]))
            for piece in path.pieces
            if len(piece) > 1
        ]
    return tuple(found)


def colour(spec: int, channels: list[int]) -> str:
    """Return ``#rrggbb`` of a QColor's 16-bit channels, told as RGB or as HSV."""
    if spec == _HSV:
        hue, saturation, value = channels
        red, green, blue = colorsys.hsv_to_rgb(
            (hue % 36000) / 36000, min(1.0, saturation / 0xFFFF), min(1.0, value / 0xFFFF)
        )
        return "#" + "".join(f"{round(255 * one):02x}" for one in (red, green, blue))
    return "#" + "".join(f"{channel // 257:02x}" for channel in channels)
