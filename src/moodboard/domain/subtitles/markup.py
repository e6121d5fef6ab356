# SPDX-License-Identifier: GPL-3.0-or-later
"""Words of a cue without what tells a player how to show them."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|font|span|c|v|lang|ruby|rt|br|p|div|a)(?:[\s.][^<>]{0,300})?/?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
_RUBY = re.compile(r"<rt>[^<>]{0,80}</rt>", re.IGNORECASE)
_CLOCK_TAG = re.compile(r"<\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}>")
_VOICE = re.compile(r"<v(?:\.[^<>\s]{0,80})?\s+([^<>\n]{1,80})>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\s{0,2}\\[^{}]{0,2000}\}")
_DRAWING = re.compile(
    r"\{[^{}]{0,2000}\\p[1-9][^{}]{0,2000}\}.*?(?:\{[^{}]{0,2000}\\p0[^{}]{0,2000}\}|$)", re.DOTALL
)
_STEERING = dict.fromkeys(
    [
        *range(0x20),
        0x7F,
        *range(0x80, 0xA0),
        0xAD,
        0x200B,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_STEERING |= {
    0x09: " ",
    0x0A: "\n",
    0xA0: " ",
    0x2028: "\n",
    0x2029: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
}


def plain(text: str) -> str:
    """Return the words without tags, placing, colours and signs nobody sees; rows stay rows."""
    if "<" in text:
        text = _BREAK.sub("\n", text)
        text = _CLOCK_TAG.sub("", _TAG.sub("", _RUBY.sub("", text)))
    if "{\\" in text or "{ " in text:
        text = _OVERRIDE.sub("", _DRAWING.sub("", text) if "\\p" in text else text)
    if "&" in text:
        text = html.unescape(text)
    rows = (" ".join(row.split()) for row in text.translate(_STEERING).split("\n"))
    return "\n".join(row for row in rows if row)


def plain_ass(text: str) -> str:
    """Return the words of an ASS event: drawings left out, its breaks as rows."""
    if "\\p" in text:
        text = _DRAWING.sub("", text)
    text = re.sub(r"\{[^{}]{0,4000}\}", "", text)
    return plain(text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " "))


def voices(text: str) -> list[tuple[str, str]]:
    """Return who says what in a WebVTT cue; the words before the first voice have no name."""
    parts = _VOICE.split(text)
    said = [("", parts[0])] if parts[0].strip() else []
    said += [
        (html.unescape(name).strip(), words) for name, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return said
