# SPDX-License-Identifier: GPL-3.0-or-later
"""Clips as no careful program writes them: made from whole ones by leaving out, joining and repacking."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import av
from PIL import Image

from film_clips import Clip, make

_VOP, _B_FRAME = b"\x00\x00\x01\xb6", 2
_NOTHING = b"\x00\x00\x01\xb6\x50\x00\x00"
_DIVX = b"\x00\x00\x01\xb2DivX503b1393p\x00"


def packets_but(source: Path, to: Path, dropped: Sequence[int]) -> Path:
    """Write a clip again without some of its packets, as a recorder does that was switched on too late."""
    with av.open(str(source)) as whole, av.open(str(to), "w") as container:
        template = whole.streams.video[0]
        stream = container.add_stream_from_template(template)
        for number, packet in enumerate(whole.demux(template)):
            if packet.size and number not in dropped:
                packet.stream = stream
                container.mux(packet)
    return to


def packed(source: Path, to: Path) -> Path:
    """Write an AVI as DivX did: a B-frame in the packet of the frame before it, then one that is nothing."""
    with av.open(str(source)) as whole, av.open(str(to), "w") as container:
        template = whole.streams.video[0]
        stream = container.add_stream_from_template(template)
        made: list[tuple[bytes, bool]] = []
        for packet in whole.demux(template):
            data = bytes(packet)
            if not data:
                continue
            if made and data[data.find(_VOP) + 4] >> 6 == _B_FRAME:
                made[-1] = made[-1][0] + data[data.find(_VOP) :], made[-1][1]
                made.append((_NOTHING, False))
            else:
                made.append((data if made else data.replace(_VOP, _DIVX + _VOP, 1), packet.is_keyframe))
        for number, (data, key) in enumerate(made):
            written = av.Packet(data)
            written.pts = written.dts = number
            written.time_base = template.time_base or written.time_base
            written.is_keyframe, written.stream = key, stream
            container.mux(written)
    return to


def with_cover(to: Path, clip: Clip) -> Path:
    """Write a clip whose first picture track is the poster."""
    from av.stream import Disposition

    jpeg = io.BytesIO()
    Image.new("RGB", (600, 900), "#804020").save(jpeg, "JPEG")
    plain = make(to.with_name(f"plain{to.suffix}"), clip)
    with av.open(str(plain)) as whole, av.open(str(to), "w") as container:
        poster = container.add_stream("mjpeg", rate=1)
        poster.width, poster.height, poster.pix_fmt = 600, 900, "yuvj420p"
        poster.disposition = Disposition.attached_pic
        template = whole.streams.video[0]
        stream = container.add_stream_from_template(template)
        packet = av.Packet(jpeg.getvalue())
        packet.pts = packet.dts = 0
        packet.stream = poster
        container.mux(packet)
        for taken in whole.demux(template):
            if taken.size:
                taken.stream = stream
                container.mux(taken)
    return to


def with_few_times(source: Path, to: Path, every: int) -> Path:
    """Write a program stream again in which only some packets tell their time, as discs have it."""
    data, count = bytearray(source.read_bytes()), 0
    for found in re.finditer(b"\x00\x00\x01\xe0", bytes(data)):
        head = found.start()
        if head + 20 > len(data) or data[head + 6] >> 6 != 2 or not data[head + 7] >> 6:
            continue
        count += 1
        if (count - 1) % every:
            length = 10 if data[head + 7] >> 6 == 3 else 5
            data[head + 7] &= 0x3F
            data[head + 9 : head + 9 + length] = b"\xff" * length
    to.write_bytes(data)
    return to


def patched(source: Path, to: Path, old: bytes, new: bytes) -> Path:
    """Write a file again with some bytes replaced by as many others, where they first occur."""
    data = source.read_bytes()
    assert old in data and len(old) == len(new)
    to.write_bytes(data.replace(old, new, 1))
    return to
