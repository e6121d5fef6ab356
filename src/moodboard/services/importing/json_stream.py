# SPDX-License-Identifier: GPL-3.0-or-later
"""The elements of JSON arrays one by one, however large the file; broken ones are told and passed over.

A file is an array, or an object that holds arrays. Nothing of it is held but the element under way.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moodboard.services.importing.sources import Table, UnreadableError

CHUNK = 128 * 1024
ROWS = (".jsonl", ".ndjson")
"""Endings of files that hold one element a row."""
LONGEST = 16 * 1024**2
"""Letters of one element."""
_CUT_SHORT = 64
_SPACE = re.compile(r"[ \t\r\n\ufeff\x00]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the line that it begins on, the array that holds it, and what it is."""

    line: int
    part: str
    """The array's name inside the object, empty for a file that is an array."""
    number: int
    value: Any = None
    broken: str = ""
    """Why it cannot be read, empty when it can."""


def elements_of(table: Table, encoding: str) -> Iterator[Element]:
    """Yield the elements; raises UnreadableError where the file breaks off."""
    with table.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        try:
            reader = _Reader(text)
            yield from reader.rows() if table.path.casefold().endswith(ROWS) else reader.elements()
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise UnreadableError(f"It breaks off here ({error}). Export it again.") from error


class _Reader:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._line, self._counted = 1, 0
        self._decoder = json.JSONDecoder()

    def elements(self) -> Iterator[Element]:
        sign = self._peek()
        if sign == "[":
            yield from self._array("")
        elif sign == "{":
            yield from self._object()
        else:
            raise UnreadableError("It is not JSON as services write it. Export it again.")

    def rows(self) -> Iterator[Element]:
        """Yield the elements of a file that has one in each row and nothing around them."""
        number = 0
        while self._peek():
            number += 1
            line = self._line_here()
            try:
                yield Element(line, "", number, self._value())
            except ValueError as error:
                yield Element(line, "", number, broken=f"It cannot be read ({error}).")
                if not self._next_row():
                    return

    def _next_row(self) -> bool:
        """Go on behind the end of this row; False at the end of the file."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            self._at = len(self._buffer)
            if not self._more():
                return False
        self._at = end + 1
        return True

    # What is at hand

    def _more(self) -> bool:
        """Read on, as much again as is at hand; False at the end of the file."""
        if self._ended:
            return False
        if self._at:
            self._line_here()
            self._buffer = self._buffer[self._at :]
            self._at = self._counted = 0
        piece = self._text.read(max(CHUNK, len(self._buffer)))
        self._ended = not piece
        self._buffer += piece
        return bool(piece)

    def _peek(self) -> str:
        """Return the next letter that is no space, empty at the end."""
        while True:
            found = _SPACE.match(self._buffer, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _line_here(self) -> int:
        self._line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _value(self) -> Any:
        """Read one whole value; raises ValueError for one that is broken, or cut short by the end."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise ValueError("it is nested too deeply") from None
            except json.JSONDecodeError as error:
                if not self._may_go_on(error) or not self._more():
                    raise ValueError(error.msg) from None
                continue
            if end >= len(self._buffer) and self._more():
                continue  # a number may go on behind what was at hand
            self._at = end
            return value

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Tell whether the value may only be cut short by what was read so far."""
        if len(self._buffer) - self._at > LONGEST:
            return False
        near_end = error.pos >= len(self._buffer) - _CUT_SHORT
        return near_end or error.msg.startswith("Unterminated string")

    # Arrays and objects

    def _array(self, part: str) -> Iterator[Element]:
        self._at += 1
        number = 0
        while (sign := self._peek()) != "]":
            if not sign:
                raise UnreadableError("It breaks off here. Export it again.")
            if sign == ",":
                self._at += 1
                continue
            number += 1
            line = self._line_here()
            try:
                yield Element(line, part, number, self._value())
            except ValueError as error:
                yield Element(line, part, number, broken=f"It cannot be read ({error}).")
                if not self._skip():
                    return
        self._at += 1

    def _skip(self) -> bool:
        """Go on behind a broken element, to where the next one seems to begin; False when none does."""
        while True:
            found = _NEXT.search(self._buffer, self._at)
            if found:
                self._at = found.end()
                return True
            kept = max(self._at, len(self._buffer) - _CUT_SHORT)
            self._at = kept
            if not self._more():
                return False

    def _object(self) -> Iterator[Element]:
        self._at += 1
        while (sign := self._peek()) != "}":
            if sign == ",":
                self._at += 1
                continue
            if sign != '"':
                raise UnreadableError("It breaks off here. Export it again.")
            try:
                name = str(self._value())
                if self._peek() != ":":
                    raise ValueError("a colon is missing")
                self._at += 1
                if self._peek() == "[":
                    yield from self._array(name)
                else:
                    line = self._line_here()
                    yield Element(line, name, 0, self._value())
            except ValueError as error:
                raise UnreadableError(
                    f"It cannot be read from here on ({error}). Export it again."
                ) from error
