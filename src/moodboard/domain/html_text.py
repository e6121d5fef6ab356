# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain words out of the HTML that people write into reviews, however badly it closes.

Only tags that are really HTML go; "<3", "5 < 6" and "<Her>" are words and stay. Nothing here parses
a tree, so a tag that never closes, or closes twice, costs nothing and swallows nothing.
"""

from __future__ import annotations

import html
import re

_INLINE = "a abbr b big cite code del em font i ins mark s small span strike strong sub sup tt u img"
_BLOCKS = "p div br hr ul ol li h1 h2 h3 h4 h5 h6 pre table tr td th tbody blockquote spoiler"
_SILENT = "script style"
_NAMES = "|".join(sorted(f"{_INLINE} {_BLOCKS} {_SILENT}".split(), reverse=True))
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_NAMES})(?P<rest>(?=[\s/>])[^<>]{{0,4000}})>", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_OWN_LINKS = ("https://letterboxd.com/", "http://letterboxd.com/", "https://boxd.it/", "http://boxd.it/")


def plain_text(source: str) -> str:
    """Return the words of ``source`` with its paragraphs; quoted parts begin with ``> ``."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text = _without_tags(text)
    text = _CONTROL.sub("", html.unescape(text)).replace("\u00a0", " ")
    lines = (line.rstrip() for line in text.split("\n"))
    # A quotation that begins or ends with a tag on its own line leaves an empty "> " behind.
    return re.sub(r"\n{3,}", "\n\n", "\n".join("" if line == ">" else line for line in lines)).strip()


def _without_tags(text: str) -> str:
    parts: list[str] = []
    quoted = False
    link = ""
    at = 0
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        parts.append(_said(text[at : tag.start()], quoted))
        at = tag.end()
        name, closes = tag["name"].lower(), bool(tag["close"])
        if name == "blockquote":
            # Many write <blockquote>…<blockquote>: a second opening tag closes the first.
            quoted = not closes and not quoted
            parts.append(_paragraph(quoted))
        elif name == "a":
            parts.append(f" ({link})" if link else "")
            link = "" if closes or link else _outside_link(tag["rest"])
        elif name in ("br", "li", "tr"):
            parts.append(_said("" if closes and name != "br" else "\n", quoted))
        elif name in _SILENT.split() and not closes:
            at = _end_of(name, text, at)
        elif name in _BLOCKS.split():
            parts.append(_paragraph(quoted))
    parts.append(_said(text[at:], quoted))
    parts.append(f" ({link})" if link else "")
    return "".join(parts)


def _outside_link(rest: str) -> str:
    """Return the address of a link that leads away from Letterboxd; its own only repeat the words."""
    found = _HREF.search(rest)
    address = html.unescape(found[1].strip("\"'")) if found else ""
    outside = address.startswith(("https://", "http://")) and not address.startswith(_OWN_LINKS)
    return address if outside else ""


def _end_of(name: str, text: str, at: int) -> int:
    """Return where a script's or style's content ends, ``at`` when it never closes soon."""
    end = text[at : at + 20_000].lower().find(f"</{name}")
    return at if end < 0 else at + end


def _said(words: str, quoted: bool) -> str:
    return words.replace("\n", "\n> ") if quoted else words


def _paragraph(quoted: bool) -> str:
    return "\n\n> " if quoted else "\n\n"
