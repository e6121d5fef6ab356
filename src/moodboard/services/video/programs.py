# SPDX-License-Identifier: GPL-3.0-or-later
"""Places in MPEG program streams (VOB, MPG) where reading may begin, found in the bytes themselves.

Such files have no index, and their times belong to packs, not to frames: after a leap to a time
FFmpeg is a frame off. A place where a pack brings both a time and the start of a group of pictures
is sure, and is found by halving the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_CHUNK = 1 << 19
_SIZE = 0x10000  # how FFmpeg asks for the size
_MOST_CHUNKS = 16
_PARTS = 32
"""Places all over a file that are looked at for times that jump back."""
_PICTURE = 0x00
_STARTS = re.compile(rb"\x00\x00\x01[\x00\xb3]")  # a picture; what stands before a group of them


class Entry(NamedTuple):
    """A sure place: its byte, and when the picture that begins there is shown, in ticks of 1/90000 s."""

    byte: int
    ticks: int
    tail: tuple[int, int]
    """From where to where in the packet the end of the picture before it is, counted from ``byte``."""


class Onward:
    """A file that begins at a sure place, for FFmpeg to read; the picture's end before it is blank.

    FFmpeg would give that end the time of the picture that begins after it.
    """

    def __init__(self, path: Path, entry: Entry) -> None:
        self._file = path.open("rb")
        self._begin, (self._blank, self._whole) = entry.byte, entry.tail
        self._size = path.stat().st_size - entry.byte
        self._file.seek(entry.byte)

    def read(self, count: int) -> bytes:
        """Return the next bytes."""
        at = self.tell()
        data = self._file.read(count)
        if at >= self._whole:
            return data
        first, last = max(self._blank - at, 0), min(self._whole - at, len(data))
        return data[:first] + bytes(max(0, last - first)) + data[max(first, last) :]

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Go somewhere, or tell the size, as FFmpeg asks for it."""
        if whence == _SIZE:
            return self._size
        if whence == os.SEEK_SET:
            to += self._begin
        return self._file.seek(to, whence) - self._begin

    def tell(self) -> int:
        """Return where the next byte is."""
        return self._file.tell() - self._begin

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Entries:
    """The sure places of one video track of a program stream."""

    def __init__(self, path: Path, track: int) -> None:
        self._path, self._mark = path, b"\x00\x00\x01" + bytes((track,))
        self._size = path.stat().st_size

    def before(self, ticks: int) -> Entry | None:
        """Return the last place whose picture is shown no later than ``ticks``; None when none is found."""
        low, high = 0, self._size
        best = self.at(0)
        if best is None or best.ticks > ticks:
            return None
        while high - low > _CHUNK // 2:
            middle = (low + high) // 2
            found = self.at(middle, high)
            if found is None or found.ticks > ticks:
                high = middle
            else:
                low, best = max(middle, found.byte), found
        for entry in self._from(best.byte, high + _CHUNK):
            if entry.ticks > ticks:
                break
            best = entry
        return best

    def is_even(self) -> bool:
        """Tell whether times only grow along the file, as far as a look here and there shows."""
        last: Entry | None = None
        for part in range(_PARTS):
            found = self.at(self._size * part // _PARTS)
            if found is None:
                continue
            if last is not None and found.byte > last.byte and found.ticks <= last.ticks:
                return False
            last = found
        return last is not None

    def at(self, byte: int, end: int | None = None) -> Entry | None:
        """Return the first place from a byte on, up to some megabytes farther or to ``end``."""
        stop = min(byte + _MOST_CHUNKS * _CHUNK, self._size if end is None else end)
        return next(self._from(byte, stop), None)

    def _from(self, byte: int, end: int) -> Iterator[Entry]:
        with self._path.open("rb") as file:
            kept = b""
            file.seek(byte)
            while byte < min(end, self._size):
                read = file.read(_CHUNK)
                if not read:
                    return
                data = kept + read
                # A packet has at most 64 KB: one that begins in the last ones is seen with the next chunk.
                last = len(data) if len(read) < _CHUNK else len(data) - 65_600
                begin = byte - len(kept)
                place = data.find(self._mark)
                while 0 <= place < last:
                    found = _time_of(data, place)
                    if found is not None:
                        ticks, tail = found
                        yield Entry(begin + place, ticks, (tail[0] - place, tail[1] - place))
                    place = data.find(self._mark, place + 4)
                byte += len(read)
                kept = data[max(0, last) :]


def _time_of(data: bytes, place: int) -> tuple[int, tuple[int, int]] | None:
    """Return the time of a packet that begins a group of pictures, and where what is before it lies."""
    head = data[place : place + 40]
    if len(head) < 40:
        return None
    end = place + 6 + int.from_bytes(head[4:6], "big")
    if head[6] & 0xC0 == 0x80:
        flags, begin = head[7] >> 6, place + 9 + head[8]
        time = head[9:14] if flags & 2 else b""
    else:
        begin, time = _mpeg1_head(data, place + 6)
    if len(time) < 5 or not time[0] & 1:
        return None
    found = _STARTS.search(data, begin, min(end, len(data)))
    # The time is that of the first picture that begins here; only one with its head before it is sure.
    if found is None or data[found.end() - 1] == _PICTURE:
        return None
    return _stamp(time), (begin, found.start())


def _mpeg1_head(data: bytes, place: int) -> tuple[int, bytes]:
    """Return where a packet of MPEG-1 has its contents, and the bytes of its time."""
    while place < len(data) and data[place] == 0xFF:
        place += 1
    if place < len(data) and data[place] & 0xC0 == 0x40:
        place += 2
    kind = data[place] & 0xF0 if place < len(data) else 0
    if kind == 0x20:
        return place + 5, data[place : place + 5]
    if kind == 0x30:
        return place + 10, data[place : place + 5]
    return place + 1, b""


def _stamp(time: bytes) -> int:
    return (time[0] >> 1 & 7) << 30 | time[1] << 22 | (time[2] >> 1) << 15 | time[3] << 7 | time[4] >> 1
