# SPDX-License-Identifier: GPL-3.0-or-later
"""The light markup in which notes are kept: a small part of Markdown.

``**bold**``, ``*italic*``, rows that begin with ``- `` or ``1. ``, ``[words](https://…)`` and bare
addresses. What is no markup stands for itself, so a note without any is what it says; a backslash
takes the meaning from the sign after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

_ESCAPED = re.compile(r"\\([\\*\[\]\-.:])")
_TO_ESCAPE = re.compile(r"[\\*\[\]]")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\[((?:\\.|[^\]\\\n])++)\]\((https?://[^\s()<>]+)\)", re.IGNORECASE)
_MARKS = re.compile(r"\*+")
_BULLET = re.compile(r"- (.*)")
_NUMBER = re.compile(r"(\d{1,3})\. (.*)")
_AFTER_ADDRESS = ".,;:!?'’”»*]"


class Row(StrEnum):
    """What kind of row it is."""

    PLAIN = "plain"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """An address, http or https."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One row of a note; it may wrap."""

    runs: tuple[Run, ...] = ()
    row: Row = Row.PLAIN
    number: int = 0

    @property
    def text(self) -> str:
        """Its words without any markup."""
        return "".join(run.text for run in self.runs)


def parse(text: str) -> tuple[Paragraph, ...]:
    """Return the rows of a note."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return tuple(_paragraph(row) for row in rows.split("\n"))


def write(paragraphs: Iterable[Paragraph]) -> str:
    """Return the markup of rows; ``parse`` makes the same rows of it."""
    return "\n".join(_written(tidied(paragraph)) for paragraph in paragraphs)


def plain(text: str) -> str:
    """Return what a note says, without markup; lists keep their signs."""
    return "\n".join(_sign(paragraph) + paragraph.text for paragraph in parse(text))


def from_plain(text: str) -> str:
    """Return the markup of words that are to stand for themselves."""
    return write(Paragraph((Run(row),) if row else ()) for row in text.splitlines())


def is_plain(text: str) -> bool:
    """Tell whether a note is nothing but words."""
    return not any(sign in text for sign in ("*", "- ", ". ", "[", "\\", "://")) or all(
        paragraph.row is Row.PLAIN and all(run == Run(run.text) for run in paragraph.runs)
        for paragraph in parse(text)
    )


def links_of(text: str) -> tuple[str, ...]:
    """Return the addresses in a note, each once."""
    if "://" not in text:
        return ()
    return tuple(dict.fromkeys(run.link for row in parse(text) for run in row.runs if run.link))


def address_of(words: str) -> str:
    """Return the address that the words are, empty when they are none or not one of the web."""
    found = _ADDRESS.fullmatch(words.strip())
    return _safe(found.group()) if found and len(found.group()) > len("https://") else ""


def tidied(paragraph: Paragraph) -> Paragraph:
    """Return the row in the one form that ``parse`` gives: alike runs joined, spaces between unlike plain."""
    letters = [
        (character, run.bold, run.italic, address_of(run.link))
        for run in paragraph.runs
        for character in run.text
        if character not in "\n\r\u2028\u2029"
    ]
    looks = [letter[1:] for letter in letters]
    at = 0
    while at < len(letters):
        if not letters[at][0].isspace():
            at += 1
            continue
        end = at
        while end < len(letters) and letters[end][0].isspace():
            end += 1
        before = looks[at - 1] if at else (False, False, "")
        after = looks[end] if end < len(letters) else (False, False, "")
        link = before[2] if before[2] == after[2] else ""
        looks[at:end] = [(before[0] and after[0], before[1] and after[1], link)] * (end - at)
        at = end
    runs = [
        Run("".join(letter for letter, _ in group), *look)
        for look, group in groupby(
            zip((letter[0] for letter in letters), looks, strict=True), key=lambda pair: pair[1]
        )
    ]
    return replace(paragraph, runs=tuple(runs), number=paragraph.number if paragraph.row is Row.NUMBER else 0)


# -- reading ----------------------------------------------------------------------------------------


def _paragraph(row: str) -> Paragraph:
    bullet, number = _BULLET.fullmatch(row), _NUMBER.fullmatch(row)
    if bullet:
        made = Paragraph(_runs(bullet.group(1)), Row.BULLET)
    elif number:
        made = Paragraph(_runs(number.group(2)), Row.NUMBER, int(number.group(1)))
    else:
        made = Paragraph(_runs(row))
    return tidied(made)


@dataclass(slots=True)
class _Piece:
    """Words, or a row of asterisks that may begin or end something."""

    text: str
    link: str = ""
    marks: int = 0
    opens: bool = False
    closes: bool = False
    toggles_bold: bool = False
    toggles_italic: bool = False


def _runs(text: str) -> tuple[Run, ...]:
    if not text:
        return ()
    pieces = _pieces(text)
    _pair(pieces, 2)
    _pair(pieces, 1)
    runs: list[Run] = []
    bold = italic = False
    for piece in pieces:
        left = piece.text
        if piece.marks:
            used = 2 * piece.toggles_bold + piece.toggles_italic
            bold, italic = bold != piece.toggles_bold, italic != piece.toggles_italic
            left = "*" * (piece.marks - used)
        if left:
            runs.append(Run(left, bold, italic, piece.link))
    return tuple(runs)


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\" and (found := _ESCAPED.match(text, at)):
            pieces.append(_Piece(found.group(1)))
        elif sign == "[" and (found := _IN_BRACKETS.match(text, at)):
            pieces.append(_Piece(_ESCAPED.sub(r"\1", found.group(1)), _safe(found.group(2))))
        elif sign == "*" and (found := _MARKS.match(text, at)):
            pieces.append(_mark(text, at, found.end()))
        elif sign in "hH" and (address := _address_at(text, at)):
            pieces.append(_Piece(address, _safe(address)))
            at += len(address)
            continue
        else:
            pieces.append(_Piece(sign))
            at += 1
            continue
        at = found.end()
    return pieces


def _mark(text: str, start: int, end: int) -> _Piece:
    opens = end < len(text) and not text[end].isspace()
    closes = start > 0 and not text[start - 1].isspace()
    count = end - start
    return _Piece("*" * count, "", count if count <= 3 else 0, opens, closes)


def _address_at(text: str, at: int) -> str:
    """Return the bare address that begins here: without the full stop or bracket after it."""
    if at and (text[at - 1].isalnum() or text[at - 1] == "\\"):
        return ""
    found = _ADDRESS.match(text, at)
    if found is None:
        return ""
    address = found.group().split("*")[0].split("\\")[0].split("[")[0]
    while address and (
        address[-1] in _AFTER_ADDRESS or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address if len(address) > len("https://") else ""


def _pair(pieces: Sequence[_Piece], kind: int) -> None:
    """Let the asterisks of one kind (1 italic, 2 bold, 3 is both) begin and end in turn."""
    opened: _Piece | None = None
    for piece in pieces:
        if piece.marks not in (kind, 3):
            continue
        if opened is None:
            opened = piece if piece.opens else None
        elif piece.closes:
            for each in (opened, piece):
                if kind == 2:
                    each.toggles_bold = True
                else:
                    each.toggles_italic = True
            opened = None


def _safe(address: str) -> str:
    """Return the address with nothing in it that would end it in brackets."""
    return address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C").replace("*", "%2A")


# -- writing ----------------------------------------------------------------------------------------


def _written(paragraph: Paragraph) -> str:
    """Return the row with as few backslashes as it can do with."""
    for escape in (False, True):
        for brackets in (False, True):
            made = _sign(paragraph) + _row(paragraph, escape, brackets)
            if _paragraph(made) == paragraph:
                return made
    return _sign(paragraph) + _row(paragraph, True, True)


def _sign(paragraph: Paragraph) -> str:
    if paragraph.row is Row.BULLET:
        return "- "
    return f"{paragraph.number}. " if paragraph.row is Row.NUMBER else ""


def _row(paragraph: Paragraph, escape: bool, brackets: bool) -> str:
    made: list[str] = []
    bold = italic = False
    for run in paragraph.runs:
        made.append("**" * (run.bold != bold) + "*" * (run.italic != italic))
        bold, italic = run.bold, run.italic
        words = _escaped(run.text) if escape else run.text
        if run.link and (brackets or _safe(run.text) != run.link):
            words = f"[{words}]({run.link})"
        elif run.link:
            words = run.text
        made.append(words)
    made.append("**" * bold + "*" * italic)
    row = "".join(made)
    return _row_escaped(row) if escape and paragraph.row is Row.PLAIN else row


def _escaped(words: str) -> str:
    words = _TO_ESCAPE.sub(lambda found: "\\" + found.group(), words)
    return re.sub(r"(?i)(https?):(?=//)", r"\1\\:", words)


def _row_escaped(row: str) -> str:
    """Take the meaning from what would make a list of a row."""
    if _BULLET.fullmatch(row):
        return "\\" + row
    number = _NUMBER.fullmatch(row)
    return f"{number.group(1)}\\. {number.group(2)}" if number else row


# -- links ------------------------------------------------------------------------------------------


def with_links(paragraph: Paragraph) -> Paragraph:
    """Return the row with the bare addresses in it as links, as ``parse`` sees them."""
    runs: list[Run] = []
    for run in paragraph.runs:
        if run.link or "://" not in run.text:
            runs.append(run)
            continue
        at = start = 0
        while at < len(run.text):
            address = _address_at(run.text, at) if run.text[at] in "hH" else ""
            if address:
                runs += [
                    replace(run, text=run.text[start:at]),
                    replace(run, text=address, link=_safe(address)),
                ]
                start = at = at + len(address)
            else:
                at += 1
        runs.append(replace(run, text=run.text[start:]))
    return tidied(replace(paragraph, runs=tuple(run for run in runs if run.text)))
