# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut our own font files down to the letters of a page, as WOFF.

Only glyphs go: their numbers stay, so kerning, ligatures and the axes of weight and size work as in
the whole font, and a font's name and licence stay in it. Fonts of the machine are never embedded.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterable

_LEFT_OUT = frozenset(("DSIG", "STAT", "prep", "gasp"))
_ARGS_ARE_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
_SINGLE, _LIGATURE, _EXTENSION = 1, 4, 7
_MAGIC = 0xB1B0AFBA


def woff(font: bytes, glyphs: Collection[int]) -> bytes:
    """Return a font file with the outlines of these glyphs only."""
    tables = _tables(font)
    kept = _closure(tables, glyphs)
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    offsets = _offsets(tables["loca"], tables["head"], count)
    tables["glyf"], tables["loca"] = _outlines(tables["glyf"], offsets, kept)
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:50] + b"\x00\x01" + tables["head"][52:]
    if "gvar" in tables:
        tables["gvar"] = _variations(tables["gvar"], kept, count)
    # Without names for its glyphs.
    tables["post"] = b"\x00\x03\x00\x00" + tables["post"][4:32]
    return _packed(font[:4], {tag: data for tag, data in tables.items() if tag not in _LEFT_OUT})


def _tables(font: bytes) -> dict[str, bytes]:
    made = {}
    for n in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * n)
        made[tag.decode("latin-1")] = font[start : start + length]
    return made


# -- which glyphs ---------------------------------------------------------------------------------


def _closure(tables: dict[str, bytes], glyphs: Collection[int]) -> set[int]:
    """Return the glyphs with those that may take their place, and the parts of composed ones."""
    kept = {0, *glyphs}
    if "GSUB" in tables:
        found: set[int] = set()
        while found != kept:
            found = set(kept)
            kept |= set(_replacements(tables["GSUB"], found))
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    offsets = _offsets(tables["loca"], tables["head"], count)
    waiting = list(kept)
    while waiting:
        one = waiting.pop()
        for part in _parts(tables["glyf"][offsets[one] : offsets[one + 1]]):
            if part not in kept:
                kept.add(part)
                waiting.append(part)
    return kept


def _replacements(gsub: bytes, glyphs: set[int]) -> Iterable[int]:
    lookups = struct.unpack_from(">H", gsub, 8)[0]
    for n in range(struct.unpack_from(">H", gsub, lookups)[0]):
        lookup = lookups + struct.unpack_from(">H", gsub, lookups + 2 + 2 * n)[0]
        kind, _, count = struct.unpack_from(">HHH", gsub, lookup)
        for m in range(count):
            at, said = lookup + struct.unpack_from(">H", gsub, lookup + 6 + 2 * m)[0], kind
            if said == _EXTENSION:
                said, further = struct.unpack_from(">HL", gsub, at + 2)
                at += further
            if said == _SINGLE:
                yield from _singles(gsub, at, glyphs)
            elif said == _LIGATURE:
                yield from _ligatures(gsub, at, glyphs)


def _singles(gsub: bytes, at: int, glyphs: set[int]) -> Iterable[int]:
    form, coverage, value = struct.unpack_from(">HHH", gsub, at)
    for n, glyph in enumerate(_covered(gsub, at + coverage)):
        if glyph in glyphs:
            yield (glyph + value) & 0xFFFF if form == 1 else struct.unpack_from(">H", gsub, at + 6 + 2 * n)[0]


def _ligatures(gsub: bytes, at: int, glyphs: set[int]) -> Iterable[int]:
    coverage = struct.unpack_from(">H", gsub, at + 2)[0]
    for n, first in enumerate(_covered(gsub, at + coverage)):
        if first not in glyphs:
            continue
        whole = at + struct.unpack_from(">H", gsub, at + 6 + 2 * n)[0]
        for m in range(struct.unpack_from(">H", gsub, whole)[0]):
            one = whole + struct.unpack_from(">H", gsub, whole + 2 + 2 * m)[0]
            made, count = struct.unpack_from(">HH", gsub, one)
            if glyphs.issuperset(struct.unpack_from(f">{count - 1}H", gsub, one + 4)):
                yield made


def _covered(gsub: bytes, at: int) -> list[int]:
    form, count = struct.unpack_from(">HH", gsub, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", gsub, at + 4))
    made: list[int] = []
    for n in range(count):
        first, last, _ = struct.unpack_from(">HHH", gsub, at + 4 + 6 * n)
        made += range(first, last + 1)
    return made


def _parts(outline: bytes) -> Iterable[int]:
    """Yield the glyphs that a composed one is made of."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield glyph
        at += 8 if flags & _ARGS_ARE_WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


# -- what is written ------------------------------------------------------------------------------


def _offsets(loca: bytes, head: bytes, count: int) -> tuple[int, ...]:
    if struct.unpack_from(">H", head, 50)[0]:
        return struct.unpack_from(f">{count + 1}L", loca)
    return tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", loca))


def _outlines(glyf: bytes, offsets: tuple[int, ...], kept: set[int]) -> tuple[bytes, bytes]:
    data, starts = bytearray(), [0]
    for n in range(len(offsets) - 1):
        if n in kept:
            data += glyf[offsets[n] : offsets[n + 1]]
            data += bytes(-len(data) % 4)
        starts.append(len(data))
    return bytes(data), struct.pack(f">{len(starts)}L", *starts)


def _variations(gvar: bytes, kept: set[int], count: int) -> bytes:
    """Return how the kept outlines change along the axes."""
    shared, shared_at, _, flags, data_at = struct.unpack_from(">HLHHL", gvar, 6)
    axes = struct.unpack_from(">H", gvar, 4)[0]
    if flags & 1:
        starts: tuple[int, ...] = struct.unpack_from(f">{count + 1}L", gvar, 20)
    else:
        starts = tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", gvar, 20))
    data, moved = bytearray(), [0]
    for n in range(count):
        if n in kept:
            data += gvar[data_at + starts[n] : data_at + starts[n + 1]]
            data += bytes(-len(data) % 2)
        moved.append(len(data))
    tuples = gvar[shared_at : shared_at + 2 * axes * shared]
    tuples_at = 20 + 4 * len(moved)
    head = gvar[:4] + struct.pack(
        ">HHLHHL", axes, shared, tuples_at, count, flags | 1, tuples_at + len(tuples)
    )
    return head + struct.pack(f">{len(moved)}L", *moved) + tuples + bytes(data)


def _packed(flavour: bytes, tables: dict[str, bytes]) -> bytes:
    """Return the tables in a WOFF, each packed by itself."""
    tags = sorted(tables)
    power = 1 << (len(tags).bit_length() - 1)
    header = flavour + struct.pack(
        ">HHHH", len(tags), 16 * power, power.bit_length() - 1, 16 * (len(tags) - power)
    )
    sums = {tag: _sum(tables[tag]) for tag in tags}
    at, directory = 12 + 16 * len(tags), bytearray(header)
    for tag in tags:
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), sums[tag], at, len(tables[tag]))
        at += (len(tables[tag]) + 3) & ~3
    whole = (_MAGIC - _sum(bytes(directory)) - sum(sums.values())) & 0xFFFFFFFF
    head = tables["head"]
    tables = tables | {"head": head[:8] + struct.pack(">L", whole) + head[12:]}
    entries, body, start = bytearray(), bytearray(), 44 + 20 * len(tags)
    for tag in tags:
        data = tables[tag]
        small = zlib.compress(data, 9)
        small = small if len(small) < len(data) else data
        entries += struct.pack(
            ">4sLLLL", tag.encode("latin-1"), start + len(body), len(small), len(data), sums[tag]
        )
        body += small + bytes(-len(small) % 4)
    total = start + len(body)
    top = b"wOFF" + flavour + struct.pack(">LHHLHHLLLLL", total, len(tags), 0, at, 1, 0, 0, 0, 0, 0, 0)
    return top + bytes(entries) + bytes(body)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
