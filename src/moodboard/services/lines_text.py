# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasted words or a text file turned into lines, one a paragraph, for the person to look through first."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.exchange import turns_of
from moodboard.domain.line import Line
from moodboard.domain.text_keys import folded
from moodboard.services import lines
from moodboard.store import changes, database, films, imports
from moodboard.store import lines as store

MOST_LETTERS = 4 * 1024**2
MOST_LINES = 5000
_LOOKED_AT, _ROWS = 64 * 1024, 40
_BULLET = re.compile(r"^\s*(?:[•‣◦·*]|-(?=\s)|\d{1,4}[.)](?=\s))\s*")
_TIME = re.compile(r"^\s*[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?[\])]?\s*(?:[-–—]\s+)?(?=\S)")
_SPEAKER = re.compile(r"^([^:：\n\[\]()]{1,32}?)\s?(\[[^\[\]\n]{1,80}\]|\([^()\n]{1,80}\))?[:：]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class LineProposed:
    """A line as it would be kept."""

    text: str
    speaker: str = ""
    timecode: float | None = None
    known: bool = False
    """The film has these words already."""
    until: float | None = None
    """When the last word is over, where that is known."""


def proposals(text: str, film_id: int | None = None) -> list[LineProposed]:
    """Return a line for each paragraph; where no blank line parts them, each row is one.

    An exchange stays whole, its names in the words; a paragraph of one speaker gives the name away.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    plain = "".join(sign for sign in plain if sign in "\n\t" or sign.isprintable()).strip()
    parts = re.split(r"\n[ \t\u00a0]*\n\s*", plain)
    if len(parts) == 1:
        parts = plain.split("\n")
    there = _known(film_id)
    found: dict[tuple[str, str], LineProposed] = {}
    for part in parts:
        line = _line(part)
        if line is None:
            continue
        key = folded(line.text), folded(line.speaker)
        if key not in found:
            is_there = key[0] in there
            found[key] = LineProposed(line.text, line.speaker, line.timecode, is_there)
        if len(found) >= MOST_LINES:
            break
    return list(found.values())


def typed(text: str) -> list[LineProposed]:
    """Return what was typed as one line, an exchange whole; several where blank rows or times part them."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    rows = tidy.split("\n")
    if len(rows) > 1 and (re.search(r"\n[ \t\u00a0]*\n", tidy) or sum(map(bool, map(_TIME.match, rows))) > 1):
        return proposals(tidy)
    line = _line(tidy)
    return [] if line is None else [line]


def _known(film_id: int | None) -> set[str]:
    if film_id is None:
        return set()
    with database.read():
        return {text for _film, text in imports.line_texts([film_id])}


def _line(part: str) -> LineProposed | None:
    words = "\n".join(row.strip() for row in part.strip().split("\n"))
    words = words if turns_of(words) else _BULLET.sub("", words, count=1)
    timecode: float | None = None
    if found := _TIME.match(words):
        hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
        timecode = float(hours * 3600 + minutes * 60 + seconds)
        first, *others = words[found.end() :].split("\n")
        words = "\n".join([first, *(_TIME.sub("", row) for row in others)])  # transcripts time each row
    words = words.strip()
    if not any(sign.isalnum() for sign in words):
        return None  # a rule of stars between two parts is no line
    speaker = ""
    if not turns_of(words) and (said := _SPEAKER.match(words)) and _could_speak(said[1]):
        speaker, done = said[1].strip(), f"[{said[2][1:-1]}] " if said[2] else ""
        words = done + words[said.end() :]
    return LineProposed(words, speaker, timecode)


def _could_speak(words: str) -> bool:
    parts = words.split()
    return 1 <= len(parts) <= 3 and all(part[0].isupper() for part in parts)


def is_prose(path: Path) -> bool:
    """Tell by its beginning whether a text file holds words rather than a table of films."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LOOKED_AT)
    except OSError:
        return True
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    rows = [row for row in data.decode(encoding, "replace").splitlines() if row.strip()][:_ROWS]
    if len(rows) < 2:
        return True
    head = rows[0]
    sign = max("\t;,", key=head.count)
    columns = head.count(sign)
    # A table begins with short names, and its rows have as many cells.
    names = [name.strip(' "') for name in head.split(sign)]
    short = columns > 0 and all(len(name) <= 24 and not name.endswith((".", "!", "?")) for name in names)
    return not short or sum(row.count(sign) >= columns for row in rows[1:]) * 10 < len(rows[1:]) * 8


def read_text(path: Path) -> str:
    """Return the words of a text file, in whichever encoding it is; raises KnownError."""
    try:
        if path.stat().st_size > MOST_LETTERS:
            raise KnownError(f"{path.name} is larger than {MOST_LETTERS // 1024**2} MB: too long for lines.")
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read ({error.strerror or error}).") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def keep(
    chosen: Iterable[LineProposed], film_id: int | None = None, feelings: tuple[str, ...] = ()
) -> tuple[tuple[Line, ...], Changes]:
    """Write the chosen lines down, all or none."""
    wanted = [
        lines.checked(Line("", one.text, film_id, one.speaker, one.timecode, feelings, until=one.until))
        for one in chosen
    ]
    with database.write():
        if film_id is not None and not films.exists(film_id):
            raise NotFoundError(f"There is no film with the number {film_id}.")
        touched: set[int] = set()
        for line in wanted:
            touched |= store.save(line)
        films.refresh(touched)
        stored = store.by_uuids([line.uuid for line in wanted])
        made = Changes(films=frozenset(touched), lines=frozenset(stored))
        return tuple(stored[line.uuid] for line in wanted), changes.record(made)


def take_back(uuids: Iterable[str]) -> Changes:
    """Put lines that were kept together into the bin together; boards that show one go on showing it."""
    gone = list(uuids)
    with database.write():
        touched = store.bin_lines(gone)
        films.refresh(touched)
        return changes.record(Changes(films=frozenset(touched), lines=frozenset(gone)))
