# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a film is: by its pictures and sound, also where the file does not say."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream
    from av.video.stream import VideoStream

_MICROSECONDS = 1_000_000
_MATROSKA = "matroska"
_LONGER = 1.0  # seconds by which a subtitle outlasts the film so that it counts
_TAIL = 16_000_000  # bytes at a file's end in which a cluster begins
_HEAD = 65_536
_CLUSTER, _TIME, _SCALE = b"\x1f\x43\xb6\x75", 0xE7, b"\x2a\xd7\xb1"
_BLOCK, _GROUP = 0xA3, 0xA0
_MILLISECOND = 1_000_000  # nanoseconds: what a Matroska file counts in unless it says otherwise


def length_of(path: Path, container: InputContainer, stream: VideoStream, start: Fraction) -> float:
    """Return a film's length in seconds from its start; 0 where nothing tells it."""
    is_matroska = container.format.name.startswith(_MATROSKA)
    whole = float(Fraction(container.duration, _MICROSECONDS)) if container.duration else 0.0
    if whole:
        whole = _without_subtitles(container, whole) if start < 1 else whole
    elif is_matroska:  # broken off, or still being written
        whole = _last_moment(path)
    if is_matroska:  # counted from 0, not from the film's start
        whole -= max(0.0, float(start))
    if not whole and stream.duration and stream.time_base:
        whole = float(stream.duration * stream.time_base)
    return max(0.0, whole)


def _without_subtitles(container: InputContainer, whole: float) -> float:
    """Return the length of pictures and sound, where it is surely a subtitle that makes the file longer."""
    film = [_told(one) for one in container.streams if one.type in ("video", "audio")]
    words = [_told(one) for one in container.streams if one.type == "subtitle"]
    if not all(film) or not words:
        return whole
    is_theirs = abs(max(words) - whole) < _LONGER
    return max(film) if is_theirs and max(film) + _LONGER < whole else whole


def _told(stream: Stream) -> float:
    """Return the length that a track tells of itself, else 0."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    said = str(stream.metadata.get("DURATION", "")).split(":")
    try:
        hours, minutes, seconds = (float(part) for part in said)
    except ValueError:
        return 0.0
    return hours * 3600 + minutes * 60 + seconds


def _last_moment(path: Path) -> float:
    """Return when the last block of a Matroska file is shown that does not say how long it is."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except OSError:
        return 0.0
    place = head.find(_SCALE)
    scale = _MILLISECOND
    if place >= 0:
        scale = next((int.from_bytes(told, "big") for _id, told in _parts(head[place:])), 0) or scale
    return max(_moments(tail), default=0) * scale / 1e9


def _moments(data: bytes) -> Iterator[int]:
    """Yield when the blocks of the last whole beginnings of clusters are shown."""
    begins = [0]
    while (found := data.find(_CLUSTER, begins[-1] + 4)) >= 0:
        begins.append(found)
    for begin, end in pairwise([*begins[-3:], len(data)]):
        if data[begin : begin + 4] != _CLUSTER:
            continue
        time = None
        for kind, told in _parts(data[begin + 4 + _width(data[begin + 4 : begin + 5]) : end]):
            if kind == _TIME:
                time = int.from_bytes(told, "big")
                yield time
            elif kind in (_BLOCK, _GROUP) and time is not None:
                block = told if kind == _BLOCK else next((one for _kind, one in _parts(told)), b"")
                at = _width(block[:1])
                if len(block) >= at + 2:
                    yield time + int.from_bytes(block[at : at + 2], "big", signed=True)


def _width(first: bytes) -> int:
    """Return how many bytes a number of a Matroska file takes, by its first one."""
    return 9 - first[0].bit_length() if first else 1


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a piece of a Matroska file, each with its kind, up to where it breaks off."""
    place = 0
    while place + 2 <= len(data):
        width = _width(data[place : place + 1])
        kind = int.from_bytes(data[place : place + width], "big")
        place += width
        width = _width(data[place : place + 1])
        if width > 8 or place + width > len(data):
            return
        length = int.from_bytes(data[place : place + width], "big") & ((1 << 7 * width) - 1)
        place += width
        yield kind, data[place : place + length]
        place += length
