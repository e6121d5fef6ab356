# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an H.264 film has lost frames that others are built on, by the numbers the frames carry.

FFmpeg puts another frame in a missing one's place and says nothing, so it is looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SLICE, _IDR, _SET = 1, 5, 7
_HIGH = frozenset((100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134))
_HEAD = 32  # bytes of a slice; its number is among the first few
_SET_BYTES = 256
_START = b"\x00\x00\x01"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a sequence says of its frames' numbers."""

    bits: int
    has_planes: bool
    may_leap: bool


class _Bits:
    def __init__(self, data: bytes) -> None:
        plain = data.replace(b"\x00\x00\x03", b"\x00\x00")
        self._value, self._left = int.from_bytes(plain, "big"), 8 * len(plain)

    def take(self, count: int) -> int:
        if count > self._left:
            raise ValueError("too short")
        self._left -= count
        return self._value >> self._left & ((1 << count) - 1)

    def number(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        number = self.number()
        return (number + 1) // 2 if number & 1 else -(number // 2)


class References:
    """Takes the packets of an H.264 track in the file's order, tells where a frame is missing before one."""

    def __init__(self, extra: bytes | None) -> None:
        self._length = 0
        """Bytes that tell how long a part of a packet is; 0 where parts begin with a mark."""
        self._kind: _Kind | None = None
        self._last: int | None = None
        extra = extra or b""
        if len(extra) > 8 and extra[0] == 1:
            self._length = (extra[4] & 3) + 1
            self._kind = _kind_of(extra[8 : 8 + _SET_BYTES])
        elif extra:
            for part in self._parts(extra):
                self._learn(part)

    def is_missing(self, packet: bytes | memoryview, is_key: bool) -> bool:
        """Tell whether frames are missing between the packet before and this one."""
        for part in self._parts(packet):
            self._learn(part)
            kind = part[0] & 31
            if kind not in (_SLICE, _IDR) or self._kind is None:
                continue
            try:
                number = _number_of(part, self._kind)
            except ValueError:
                return False  # a decoder stumbles over it too
            last, counts = self._last, part[0] >> 5 & 3
            if counts:
                self._last = number
            if kind == _IDR or is_key or last is None or self._kind.may_leap:
                self._last = number
                return False
            return number not in (last, (last + 1) % (1 << self._kind.bits))
        return False

    def _learn(self, part: bytes) -> None:
        if part[0] & 31 == _SET:
            self._kind = _kind_of(part) or self._kind

    def _parts(self, packet: bytes | memoryview) -> Iterator[bytes]:
        """Yield the beginnings of a packet's parts up to its first slice."""
        place, size = 0, len(packet)
        head = b"" if self._length else bytes(packet[:65536])
        while place < size:
            if self._length:
                length = int.from_bytes(packet[place : place + self._length], "big")
                begin, place = place + self._length, place + self._length + length
            else:
                found = head.find(_START, place)
                if found < 0:
                    return
                begin = place = found + 3
            part = bytes(packet[begin : begin + _SET_BYTES])
            if not part:
                return
            yield part
            if part[0] & 31 in (_SLICE, _IDR):
                return


def _number_of(part: bytes, kind: _Kind) -> int:
    bits = _Bits(part[1:_HEAD])
    for _field in range(3):  # where it begins, of what kind it is, which set it takes
        bits.number()
    if kind.has_planes:
        bits.take(2)
    return bits.take(kind.bits)


def _kind_of(part: bytes) -> _Kind | None:
    try:
        bits = _Bits(part[1:])
        profile = bits.take(8)
        bits.take(16)
        bits.number()
        has_planes = profile in _HIGH and _skip_colours(bits)
        wide = bits.number() + 4
        order = bits.number()
        if order == 0:
            bits.number()
        elif order == 1:
            bits.take(1)
            bits.signed()
            bits.signed()
            for _frame in range(min(255, bits.number())):
                bits.signed()
        bits.number()
        return _Kind(wide, has_planes, bool(bits.take(1)))
    except ValueError:
        return None


def _skip_colours(bits: _Bits) -> bool:
    """Skip what a sequence says of its colours; tells whether each plane is written by itself."""
    colours = bits.number()
    has_planes = colours == 3 and bool(bits.take(1))
    bits.number()
    bits.number()
    bits.take(1)
    if bits.take(1):
        for place in range(12 if colours == 3 else 8):
            if bits.take(1):
                _skip_scaling(bits, 16 if place < 6 else 64)
    return has_planes


def _skip_scaling(bits: _Bits, size: int) -> None:
    last = 8
    for _place in range(size):
        following = (last + bits.signed()) & 255
        if not following:
            return
        last = following
