# SPDX-License-Identifier: GPL-3.0-or-later
"""Encode bands of rows: PNG and TIFF as they come, JPEG and WebP from one buffer.

The bands of PNG and TIFF are compressed on a second thread while the next one is painted (zlib lets
the interpreter go), each as a piece of its own, so that never more than three are in memory.
"""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, Format
from moodboard.services import pictures_encode

Bands = Iterable[tuple[int, bytes]]
_Piece = TypeVar("_Piece")
_LEVEL = 2
_AHEAD = 2
_SUB, _UP = 1, 2


def write(plan: ExportPlan, bands: Bands, file: BinaryIO) -> None:
    """Write the bands, from top to bottom, in the plan's format."""
    if plan.format is Format.PNG:
        _write_png(plan, bands, file)
    elif plan.format is Format.TIFF:
        _write_tiff(plan, bands, file)
    else:
        pictures_encode.write(plan, bands, file)


def _compressed(
    bands: Bands, work: Callable[[int, bytes, bytes], _Piece], row_bytes: int
) -> Iterator[_Piece]:
    """Hand out the pieces in order, at most two bands behind the painter.

    ``work`` gets the band's number of rows, its bytes and the row above it.
    """
    above = bytes(row_bytes)
    waiting: deque[Future[_Piece]] = deque()
    with ThreadPoolExecutor(1, "export") as worker:
        for rows, data in bands:
            waiting.append(worker.submit(work, rows, data, above))
            above = data[-row_bytes:]
            while len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _write_png(plan: ExportPlan, bands: Bands, file: BinaryIO) -> None:
    channels = 4 if plan.clear else 3
    row_bytes = plan.width * channels
    file.write(b"\x89PNG\r\n\x1a\n")
    colour_type = 6 if plan.clear else 2
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", plan.width, plan.height, 8, colour_type, 0, 0, 0))
    profile = zlib.compress(pictures_encode.srgb_profile(), 9)
    _chunk(file, b"iCCP", b"sRGB\x00\x00" + profile)
    per_metre = round(plan.dpi / 0.0254)
    _chunk(file, b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    _chunk(file, b"tEXt", b"Software\x00Moodboard")

    def work(rows: int, data: bytes, above: bytes) -> tuple[bytes, bytes]:
        filtered = _filtered(data, rows, channels, above)
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, 9)
        # A full flush ends the piece on a byte, and the next starts without a past.
        return packer.compress(filtered) + packer.flush(zlib.Z_FULL_FLUSH), filtered

    check = zlib.adler32(b"")
    _chunk(file, b"IDAT", b"\x78\x01")
    for piece, filtered in _compressed(bands, work, row_bytes):
        check = zlib.adler32(filtered, check)
        _chunk(file, b"IDAT", piece)
    _chunk(file, b"IDAT", b"\x03\x00" + struct.pack(">I", check))
    _chunk(file, b"IEND", b"")


def _chunk(file: BinaryIO, name: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)))
    file.write(name)
    file.write(data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(name))))


def _filtered(data: bytes, rows: int, channels: int, above: bytes) -> bytes:
    """Return the rows as differences: to the left or upwards, whichever is smaller on the whole."""
    pixels = np.frombuffer(data, np.uint8).reshape(rows, -1)
    result = np.empty((rows, pixels.shape[1] + 1), np.uint8)
    sub, up = _to_the_left(pixels, channels), _upwards(pixels, above)
    if _weight(sub) <= _weight(up):
        result[:, 0], result[:, 1:] = _SUB, sub
    else:
        result[:, 0], result[:, 1:] = _UP, up
    return result.tobytes()


def _to_the_left(pixels: NDArray[np.uint8], channels: int) -> NDArray[np.uint8]:
    result = pixels.copy()
    result[:, channels:] -= pixels[:, :-channels]
    return result


def _upwards(pixels: NDArray[np.uint8], above: bytes) -> NDArray[np.uint8]:
    result = pixels.copy()
    result[1:] -= pixels[:-1]
    result[0] -= np.frombuffer(above, np.uint8)
    return result


def _weight(differences: NDArray[np.uint8]) -> int:
    sample = differences[::4].view(np.int8)
    return int(np.abs(sample.astype(np.int16)).sum())


_SHORT, _LONG, _RATIONAL, _UNDEFINED, _ASCII = 3, 4, 5, 7, 2
_TYPES = {_SHORT: "H", _LONG: "I"}
_TIFF_LIMIT = 4_000_000_000


def _write_tiff(plan: ExportPlan, bands: Bands, file: BinaryIO) -> None:
    """Write strips of deflated differences, then the directory that says where they are."""
    channels = 4 if plan.clear else 3
    offsets: list[int] = []
    counts: list[int] = []
    strip_rows = 0

    def work(rows: int, data: bytes, above: bytes) -> tuple[int, bytes]:
        pixels = np.frombuffer(data, np.uint8).reshape(rows, -1)
        return rows, zlib.compress(_to_the_left(pixels, channels).tobytes(), _LEVEL)

    file.write(b"II*\x00\x00\x00\x00\x00")
    for rows, strip in _compressed(bands, work, plan.width * channels):
        strip_rows = max(strip_rows, rows)  # all strips but the last are equally high
        offsets.append(file.tell())
        counts.append(len(strip))
        if file.tell() + len(strip) > _TIFF_LIMIT:
            raise KnownError("The picture is more than the 4 GB of a TIFF. Make it smaller, or write PNG.")
        file.write(strip)
    if file.tell() % 2:
        file.write(b"\x00")
    _write_directory(plan, file, channels, strip_rows, offsets, counts)


def _write_directory(
    plan: ExportPlan, file: BinaryIO, channels: int, strip_rows: int, offsets: list[int], counts: list[int]
) -> None:
    resolution = struct.pack("<II", plan.dpi, 1)
    tags: list[tuple[int, int, int, bytes]] = [
        _numbers(256, _LONG, plan.width),
        _numbers(257, _LONG, plan.height),
        _numbers(258, _SHORT, *[8] * channels),
        _numbers(259, _SHORT, 8),  # deflate
        _numbers(262, _SHORT, 2),  # RGB
        _numbers(273, _LONG, *offsets),
        _numbers(277, _SHORT, channels),
        _numbers(278, _LONG, strip_rows),
        _numbers(279, _LONG, *counts),
        (282, _RATIONAL, 1, resolution),
        (283, _RATIONAL, 1, resolution),
        _numbers(284, _SHORT, 1),
        _numbers(296, _SHORT, 2),  # per inch
        (305, _ASCII, 10, b"Moodboard\x00"),
        _numbers(317, _SHORT, 2),  # differences to the left
    ]
    if plan.clear:
        tags.append(_numbers(338, _SHORT, 2))  # the fourth channel is alpha, not multiplied in
    profile = pictures_encode.srgb_profile()
    tags.append((34675, _UNDEFINED, len(profile), profile))
    start = file.tell()
    after = start + 2 + 12 * len(tags) + 4
    entries, extra = [], b""
    for tag, kind, count, data in tags:
        if len(data) <= 4:
            value = data.ljust(4, b"\x00")
        else:
            value = struct.pack("<I", after + len(extra))
            extra += data + b"\x00" * (len(data) % 2)
        entries.append(struct.pack("<HHI", tag, kind, count) + value)
    file.write(struct.pack("<H", len(tags)) + b"".join(entries) + struct.pack("<I", 0) + extra)
    file.seek(4)
    file.write(struct.pack("<I", start))


def _numbers(tag: int, kind: int, *values: int) -> tuple[int, int, int, bytes]:
    return tag, kind, len(values), struct.pack(f"<{len(values)}{_TYPES[kind]}", *values)
