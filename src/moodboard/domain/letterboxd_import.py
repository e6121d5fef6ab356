# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the format that Letterboxd imports: what of a watch goes into which cell, and how it is quoted.

The opposite of ``letterboxd_rows`` and ``html_text``: what those read of these rows is what was written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from moodboard.domain.film import Film, Watch

COLUMNS = (
    "LetterboxdURI", "tmdbID", "imdbID", "Title", "Year", "Directors", "Rating10", "WatchedDate", "Rewatch",
    "Tags", "Review",
)  # fmt: skip
_ALWAYS_QUOTED = frozenset((COLUMNS.index("Tags"), COLUMNS.index("Review")))
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
# Letterboxd reads HTML: what would be taken for a tag or for a sign's name is written out.
_TAG_LIKE = re.compile(r"<(?=[/!?a-zA-Z])")
_NAME_LIKE = re.compile(r"&#?\w+;?")


def header() -> str:
    """Return the first line."""
    return ",".join(COLUMNS) + "\r\n"


def row(film: Film, watch: Watch | None, *, rewatch: bool | None, tags: Sequence[str] = ()) -> str:
    """Return the line of a watch, or of a film that was seen, nobody knows when, when there is none."""
    rating = film.rating if watch is None else watch.rating
    day = watch.date.earliest if watch is not None and watch.date.is_day else None
    cells = (
        film.letterboxd,
        str(film.tmdb or ""),
        film.imdb,
        one_line(film.title),
        str(film.year or ""),
        ", ".join(one_line(name).replace(",", "") for name in film.directors),
        str(rating or ""),
        day.isoformat() if day is not None else "",
        "" if rewatch is None else "true" if rewatch else "false",
        ", ".join(told_apart(tags)),
        "" if watch is None else review(watch.note),
    )
    return ",".join(_quoted(number, cell) for number, cell in enumerate(cells)) + "\r\n"


def told_apart(tags: Iterable[str]) -> list[str]:
    """Return tags as a list with commas can hold them: each once, without commas of its own."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = " ".join(tag.replace(",", " ").split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())


def one_line(said: str) -> str:
    """Return words without line breaks and signs that no cell should have."""
    return " ".join(said.replace("\0", " ").split())


def review(note: str) -> str:
    """Return the words of a watch as Letterboxd reads them; quoted parts become quotations."""
    text = note.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = [_paragraph(part) for part in text.split("\n\n")]
    return "\r\n".join("\n\n".join(paragraphs).split("\n"))


def _paragraph(part: str) -> str:
    lines = part.split("\n")
    if all(line.startswith("> ") for line in lines):
        words = "\n".join(line.removeprefix("> ") for line in lines)
        return f"<blockquote>{_plain(words)}</blockquote>"
    return _plain(part)


def _plain(words: str) -> str:
    return _TAG_LIKE.sub("&lt;", _NAME_LIKE.sub(_written_out, words))


def _written_out(found: re.Match[str]) -> str:
    """Return ``&copy`` so that it stays these letters; ``Q&A`` is none of HTML's names."""
    said = found[0]
    return said if html.unescape(said) == said else f"&amp;{said[1:]}"


def _quoted(number: int, cell: str) -> str:
    if cell and (number in _ALWAYS_QUOTED or _NEEDS_QUOTES.search(cell)):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_rewatch(watch: Watch, before: int) -> bool | None:
    """Return what to say of a rewatch: what was said of it, else whether it is known to be one."""
    if watch.rewatch is not None:
        return watch.rewatch
    return True if before or watch.times > 1 else None


def as_tags(watch: Watch) -> tuple[str, ...]:
    """Return with whom, where and how a film was seen, as the tags that people write for that."""
    parts = (
        *(f"with {name}" for name in watch.people),
        watch.where,
        watch.medium,
        watch.cut,
        "" if watch.finished else "did not finish",
    )
    return tuple(part for part in parts if part)
