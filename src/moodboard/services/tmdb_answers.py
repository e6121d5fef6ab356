# SPDX-License-Identifier: GPL-3.0-or-later
"""What TMDB answers, read value by value: a server may say anything, and what makes no sense is no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from moodboard.domain.errors import KnownError
from moodboard.domain.metadata import Candidate, Found, Service
from moodboard.domain.text_keys import one_line

MOST_CANDIDATES = 20
_LONGEST_TITLE = 500
_LONGEST_NAME = 200
_MOST_DIRECTORS = 40
_LARGEST_ID = 2**31
_DATE = re.compile(r"(\d{4})-\d{2}-\d{2}")
_IMDB = re.compile(r"tt\d{5,12}")
_PICTURE = re.compile(r"/[A-Za-z0-9_-]{1,200}\.[a-z]{3,4}")
_SIZE = re.compile(r"w(\d{2,5})")
_ORIGINAL = "original"


class ServerError(KnownError):
    """The server failed, whatever was asked."""


class NonsenseError(ServerError):
    """An answer that cannot be true."""


def nonsense(name: str, about: str) -> NonsenseError:
    """Return the error of an answer in which something cannot be true."""
    return NonsenseError(f"The answer of {name} makes no sense ({about}). Nothing of it was taken.")


def candidates(answer: Any, name: str) -> tuple[Candidate, ...]:
    """Return the films of a search; single ones that make no sense are left out, unless all do."""
    rows = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise nonsense(name, "no list of films")
    found = {one.key: one for row in rows[: 5 * MOST_CANDIDATES] if (one := _candidate(row)) is not None}
    if rows and not found:
        raise nonsense(name, "films without a title or a number")
    return tuple(found.values())[:MOST_CANDIDATES]


def _candidate(row: Any) -> Candidate | None:
    if not isinstance(row, dict) or not _is_id(row.get("id")):
        return None
    title, original = _words(row.get("title")), _words(row.get("original_title"))
    if not title:
        return None
    try:
        year = _year(row.get("release_date"), "")
    except NonsenseError:
        return None
    return Candidate(
        Service.TMDB, str(row["id"]), title, year, original, (), _picture(row.get("poster_path"))
    )


def found(answer: Any, wanted: str, name: str) -> Found:
    """Return the facts of one film; raises KnownError when they are another's, or cannot be true."""
    if not isinstance(answer, dict):
        raise nonsense(name, "no film")
    if not _is_id(answer.get("id")) or str(answer["id"]) != wanted:
        raise nonsense(name, "another film than the one asked for")
    title = _words(answer.get("title"))
    if not title:
        raise nonsense(name, "a film without a title")
    return Found(
        service=Service.TMDB,
        title=title,
        year=_year(answer.get("release_date"), name),
        directors=_directors(answer.get("credits"), name),
        runtime=_runtime(answer.get("runtime"), name),
        original_title=_words(answer.get("original_title")),
        imdb=_imdb(answer, name),
        tmdb=answer["id"],
        poster=_picture(answer.get("poster_path")),
    )


def pictures(answer: Any, name: str) -> tuple[str, tuple[str, ...]]:
    """Return where pictures lie, and the sizes of posters."""
    images = answer.get("images") if isinstance(answer, dict) else None
    if not isinstance(images, dict):
        raise nonsense(name, "no word of its pictures")
    base = images.get("secure_base_url") or images.get("base_url")
    sizes = images.get("poster_sizes")
    if not isinstance(base, str) or not base.startswith(("https://", "http://")) or len(base) > 500:
        raise nonsense(name, "no address of its pictures")
    if not isinstance(sizes, list):
        raise nonsense(name, "no sizes of its posters")
    known = [size for size in sizes if isinstance(size, str) and (_SIZE.fullmatch(size) or size == _ORIGINAL)]
    return base if base.endswith("/") else base + "/", tuple(known)


def size_for(sizes: Sequence[str], width: int) -> str:
    """Return the smallest size that is wide enough, else the widest."""
    wide = sorted((int(match[1]), size) for size in sizes if (match := _SIZE.fullmatch(size)))
    return next((size for pixels, size in wide if pixels >= width), wide[-1][1] if wide else _ORIGINAL)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _LARGEST_ID


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TITLE:
        return ""
    return one_line(value.encode("utf-8", "ignore").decode("utf-8"))  # without half an emoji


def _year(value: Any, name: str) -> int | None:
    if value is None or value == "":
        return None
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 1870 <= int(match[1]) <= 2200:
        raise nonsense(name, "a release on no day")
    return int(match[1])


def _runtime(value: Any, name: str) -> int | None:
    if value is None or value == 0:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 6000:
        raise nonsense(name, "a film that runs no possible time")
    return value


def _directors(credits: Any, name: str) -> tuple[str, ...]:
    if credits is None:
        return ()
    crew = credits.get("crew") if isinstance(credits, dict) else None
    if not isinstance(crew, list):
        raise nonsense(name, "no list of who made it")
    return tuple(dict.fromkeys(_named(crew)))[:_MOST_DIRECTORS]


def _named(crew: list[Any]) -> Iterator[str]:
    for person in crew:
        if isinstance(person, dict) and person.get("job") == "Director":
            said = _words(person.get("name"))
            if said and len(said) <= _LONGEST_NAME:
                yield said


def _imdb(answer: dict[str, Any], name: str) -> str:
    ids = answer.get("external_ids")
    said = ids.get("imdb_id") if isinstance(ids, dict) else None
    said = said or answer.get("imdb_id")
    if said is None or said == "":
        return ""
    if not isinstance(said, str) or not _IMDB.fullmatch(said):
        raise nonsense(name, "an IMDb number that is none")
    return said


def _picture(value: Any) -> str:
    return value if isinstance(value, str) and _PICTURE.fullmatch(value) else ""
