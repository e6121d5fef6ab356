# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a film file has lost something: its end, or packets on the way.

Lost packets leave bytes between two others that belong to no packet of any track.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from moodboard.services.video import opening

_MATROSKA = "matroska,webm"
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_PACKET, _CLUSTER = 24, 64
"""Bytes that a packet and a cluster of them may have around them."""


def is_something_lost(path: Path, ticks: int, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether something is missing between these packets of pictures.

    ``places`` are where they are in the file and how long; ``ticks`` is when the first one is shown.
    """
    starts = sorted({place for place, _length in places})
    if len(starts) < 2:
        return False
    container, stream = opening.open_container(path)
    try:
        if container.format.name != _MATROSKA:
            return False
        claimed = dict.fromkeys(starts, 0)
        container.seek(ticks, stream=stream)
        for packet in container.demux():
            place = packet.pos
            if place is None or place < starts[0]:
                continue
            if place >= starts[-1]:
                break
            claimed[starts[bisect_right(starts, place) - 1]] += packet.size + _PACKET
    finally:
        container.close()
    return any(after - place - claimed[place] > _CLUSTER for place, after in pairwise(starts))


def is_cut_short(path: Path) -> bool:
    """Tell whether a Matroska or AVI file is shorter than it says of itself."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            size = path.stat().st_size
    except OSError:
        return False
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return 8 + int.from_bytes(head[4:8], "little") > size
    place = head.find(_SEGMENT)
    if not head.startswith(_EBML) or place < 0 or place + 12 > len(head):
        return False
    length = 9 - head[place + 4].bit_length()
    if length > 8:
        return False
    told = int.from_bytes(head[place + 4 : place + 4 + length], "big") & ((1 << 7 * length) - 1)
    is_told = told != (1 << 7 * length) - 1  # all ones: a live one, whose length nobody knew
    return is_told and place + 4 + length + told > size
