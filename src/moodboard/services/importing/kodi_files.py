# SPDX-License-Identifier: GPL-3.0-or-later
"""Films out of Kodi's nfo files and its one-file export, read as a stream; nothing in them is expanded."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from moodboard.services.importing.sources import Table, UnreadableError

CHUNK = 64 * 1024
MOST_TEXT = 1024**2
"""Letters of one film's fields."""
_NOT_FILMS = ("<tvshow", "<episodedetails", "<artist", "<album", "<musicvideo")


def is_kodi(head: str) -> bool:
    """Tell by its beginning whether a file is one of Kodi's."""
    plain = head.casefold()
    return any(mark in plain for mark in ("<movie>", "<movie ", "<videodb", *_NOT_FILMS))


def is_other(head: str) -> bool:
    """Tell whether it is about a series, an episode or music."""
    plain = head.casefold()
    return "<movie" not in plain and any(mark in plain for mark in _NOT_FILMS)


def films_of(table: Table) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """Yield the line and the fields of each film; raises UnreadableError for what is not whole XML."""
    reader = _Films()
    try:
        with table.open() as stream:
            while chunk := stream.read(CHUNK):
                reader.feed(chunk)
                yield from reader.taken()
                if reader.closed:
                    return  # Kodi writes addresses behind the last element, which is no XML
            reader.feed(b"", final=True)
            yield from reader.taken()
    except expat.ExpatError as error:
        yield from reader.taken()
        if not reader.closed:
            raise UnreadableError(f"It is not whole XML ({error}). Let Kodi write it again.") from error
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableError(f"It breaks off here ({error}).") from error


class _Films:
    """What is known of the film under way."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse
        self._parser.ExternalEntityRefHandler = self._refuse_reference
        self._path: list[str] = []
        self._depth = 0
        """Where the film's own element stands, 0 outside of one."""
        self._line = 0
        self._fields: dict[str, list[str]] = {}
        self._words: list[str] = []
        self._length = 0
        self._id_kind = ""
        self._done: list[tuple[int, dict[str, list[str]]]] = []
        self.closed = False

    def feed(self, data: bytes, final: bool = False) -> None:
        """Read on."""
        self._parser.Parse(data, final)

    def taken(self) -> list[tuple[int, dict[str, list[str]]]]:
        """Return the films that are whole by now."""
        done, self._done = self._done, []
        return done

    def _refuse(self, *_facts: object) -> None:
        raise UnreadableError("It declares XML entities, which no file of Kodi’s does; it was not read.")

    def _refuse_reference(self, *_facts: object) -> int:
        return 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name.casefold())
        if name.casefold() == "movie" and not self._depth:
            self._depth, self._line = len(self._path), self._parser.CurrentLineNumber
            self._fields, self._length = {}, 0
        elif len(self._path) == self._depth + 1:
            self._words = []
            kind = attributes.get("type", "") or attributes.get("moviedb", "")
            self._id_kind = kind.casefold()

    def _text(self, words: str) -> None:
        if self._depth and len(self._path) == self._depth + 1:
            self._length += len(words)
            if self._length > MOST_TEXT:
                raise UnreadableError("A film of it holds more than 1 MB of words; it was not read.")
            self._words.append(words)

    def _end(self, name: str) -> None:
        plain = self._path.pop()
        if self._depth and len(self._path) == self._depth:
            said = "".join(self._words)
            field = f"id {self._id_kind}" if plain in ("uniqueid", "id") and self._id_kind else plain
            self._fields.setdefault(field, []).append(said)
        elif self._depth and len(self._path) == self._depth - 1:
            self._done.append((self._line, self._fields))
            self._depth = 0
        self.closed = not self._path
