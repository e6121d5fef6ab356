# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell the encoding of a subtitle by what is valid in it and by how often languages use their letters."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles.encoding_letters import (
    HANGUL,
    HANZI,
    HANZI_TRADITIONAL,
    KANJI,
    LATIN,
    OTHER,
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 8_000  # bytes of rows that hold more than ASCII: enough to be sure, a few milliseconds
_ODD = -12.0  # the logarithm of how likely a sign is that no text has
_RARE = -9.0
_SIGNS = frozenset("’‘“”„…–—«»‹›♪´·°¿¡ €£§©®\u200e\u200f،؟؛ـ")
_FIXED = {"shift-jis": "cp932", "shift_jis": "cp932", "sjis": "cp932", "gbk": "gb18030", "gb2312": "gb18030"}
_FIXED |= {"euc-kr": "cp949", "euc_kr": "cp949", "big5": "big5hkscs"}
_FIXED |= {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}

OFFERED = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "koi8_r", "koi8_u", "cp866",
    "iso8859_2", "cp850", "cp852", "mac_roman",
)  # fmt: skip
"""What a person may choose from when the guess was wrong."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The words, and in which encoding they were."""

    text: str
    encoding: str
    sure: bool = True
    """False where the letters fit but the file itself does not tell."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text in the encoding asked for, else detected; raises KnownError for an unknown one."""
    if encoding:
        return Decoded(_decoded(data, _codec(encoding)), encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Decoded(_decoded(data, name), name.removesuffix("-sig"))
    if (wide := _wide(data)) is not None:
        return Decoded(_decoded(data, wide), wide)
    if data.isascii():
        if b"\x1b$" in data:
            return Decoded(_decoded(data, "iso2022_jp"), "iso2022_jp")
        return Decoded(data.decode("ascii"), "utf-8")
    if (text := _utf8(data)) is not None:
        return Decoded(text, "utf-8")
    name, sure = detect(data)
    return Decoded(_decoded(data, name), name, sure)


def _codec(said: str) -> str:
    name = said.strip().lower()
    name = _FIXED.get(name, name)
    try:
        found = codecs.lookup(name)
        b"".decode(found.name)  # "rot13" and "zip" are codecs, too
    except (LookupError, ValueError, UnicodeError) as error:
        raise KnownError(
            f"“{said}” is no encoding. Try utf-8, cp1252, cp1250, cp1251, cp932 or gbk."
        ) from error
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "replace").removeprefix("\ufeff")
    except (UnicodeError, LookupError) as error:  # UTF-32 may refuse even so
        raise KnownError(f"These words are not in {name}. Choose another encoding.") from error


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without its mark: times and line breaks leave every other byte empty."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 12 < len(head) or len(head) < 8:
        return None
    return "utf-16-be" if even > 4 * odd else "utf-16-le" if odd > 4 * even else None


def _utf8(data: bytes) -> str | None:
    """Return UTF-8, also with a few broken signs among many good ones or with an end torn off."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for sign in text if sign > "\x7f") - broken
    return text if broken <= 1 + good // 50 and good > 2 * broken else None


def detect(data: bytes) -> tuple[str, bool]:
    """Return the likeliest of the older encodings, and whether no other comes near."""
    sample = _sample(data)
    high = sum(1 for byte in sample if byte > 127) or 1
    scores: dict[str, float] = {}
    for _language, letters, names in (*LATIN, *OTHER):
        for place, name in enumerate(names):
            score = _single(sample, name, letters) - (5.0 if name == "mac_roman" else place)
            scores[name] = max(score, scores.get(name, -math.inf))
    for name in ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"):
        scores[name] = _double(sample, name)
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    (best, most), (_second, next_most) = ranked[0], ranked[1]
    return best, most - next_most > 6.0 and most / high > -6.5


def _sample(data: bytes) -> bytes:
    """Return the rows that hold more than ASCII, from all over the file."""
    rows = [row for row in re.split(rb"[\r\n]+", data[: 4 * 1024**2]) if not row.isascii()]
    size = sum(map(len, rows))
    step = max(1, size // _LOOKED_AT)
    return b"\n".join(row[:400] for row in rows[::step])[: 2 * _LOOKED_AT]


@lru_cache(maxsize=64)
def _odds(letters: str) -> dict[str, float]:
    """Return the logarithm of how often each letter comes, large and small."""
    weights = {sign: 0.90**place for place, sign in reversed(list(enumerate(letters)))}
    if letters[0] in "оаαי" or "ا" in letters or "า" in letters:
        weights = {sign: 0.92**place + 0.01 for place, sign in reversed(list(enumerate(letters)))}
    for sign in letters:
        if sign.upper() != sign and len(sign.upper()) == 1:
            weights.setdefault(sign.upper(), weights[sign] * 0.06)
    whole = sum(weights.values()) * 1.12  # the rest is for punctuation
    odds = {sign: math.log(weight / whole) for sign, weight in weights.items()}
    return odds | {sign: -5.0 for sign in _SIGNS if sign not in odds}


def _single(sample: bytes, name: str, letters: str) -> float:
    """Return how likely the bytes are as words of a language, one byte a sign."""
    odds = _odds(letters)
    latin = letters[0] < "\u0250"
    text = "\n" + sample.decode(name, "replace")
    total = 0.0
    for (before, sign), times in Counter(pairwise(text)).items():
        if sign > "\x7f":
            odd = _RARE if sign.isalpha() else _ODD
            total += times * (odds.get(sign, odd) + _beside(before, sign, latin))
        elif not latin and sign.isalpha() and before > "\x7f" and before.isalpha():
            total -= 3.0 * times
    return total


def _beside(before: str, sign: str, latin: bool) -> float:
    """Return what speaks against two signs in a row: changed scripts, capitals inside words."""
    if not before.isalpha() or not sign.isalpha():
        return 0.0
    against = 0.0
    if sign.isupper() and before.islower():
        against -= 4.0
    if latin == (before > "\x7f"):
        against -= 1.5 if latin else 3.0
    return against


@lru_cache(maxsize=8)
def _common(name: str) -> frozenset[str]:
    lists = {"gb18030": HANZI, "big5hkscs": HANZI_TRADITIONAL, "cp949": HANGUL}
    return frozenset(lists.get(name, KANJI))


def _double(sample: bytes, name: str) -> float:
    """Return how likely the bytes are as words of East Asia, two bytes a sign."""
    common = _common(name)
    text = sample.decode(name, "replace")
    return sum(_wide_odds(sign, name, common) for sign in text if sign > "\x7f")


def _wide_odds(sign: str, name: str, common: frozenset[str]) -> float:
    japanese, korean = name in ("cp932", "euc_jp"), name == "cp949"
    if sign == "\ufffd":
        return -15.0
    if sign in common:
        return -5.3
    if "\u3040" <= sign <= "\u30ff":
        return -5.0 if japanese else -13.0
    if sign in "，。、？！…“”「」『』《》　：；～♪・—（）":
        return -5.0
    if "\uff61" <= sign <= "\uff9f":
        return -9.0  # one byte each: any other language's letters read so
    if "\uac00" <= sign <= "\ud7a3":
        return -8.2 if korean else -15.0
    if "\u4e00" <= sign <= "\u9fff":
        return -15.0 if korean else -9.6
    return -13.0 if unicodedata.category(sign) != "Co" else -20.0


def telling_rows(data: bytes, most: int) -> bytes:
    """Return the rows whose letters differ between encodings, from all over the data."""
    if data.startswith(tuple(mark for mark, _name in _BOMS)) or _wide(data) is not None:
        return data[:2048]
    rows = [row[:200] for row in re.split(rb"[\r\n]+", data) if row and not row.isascii()]
    rows = rows or [row[:200] for row in re.split(rb"[\r\n]+", data) if re.search(rb"[A-Za-z]{2}", row)]
    return b"\n".join(rows[:: max(1, len(rows) // most)][:most])
