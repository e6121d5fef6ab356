# SPDX-License-Identifier: GPL-3.0-or-later
"""Full-text search of films and lines: SQLite's FTS5, and plain looking where it has no words.

Any typed text is taken as words to look for, never as a query language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from moodboard.domain.text_keys import folded, spaced
from moodboard.store import database, facets

_FILM_TEXT = """
INSERT INTO film_search (rowid, title, original, year, people, notes, watch_notes, lines)
SELECT id, spaced(title), spaced(original_title), coalesce(year, ''),
    spaced(directors || ' ' || coalesce(
        (SELECT group_concat(people || ' ' || venue, ' ') FROM watch WHERE watch.film_id = film.id), '')),
    spaced(notes || ' ' || coalesce(
        (SELECT group_concat(theme.name, ' ') FROM film_theme JOIN theme ON theme.id = film_theme.theme_id
         WHERE film_theme.film_id = film.id), '')),
    spaced(coalesce(
        (SELECT group_concat(note, ' ') FROM watch WHERE watch.film_id = film.id AND note <> ''), '')),
    spaced(coalesce((SELECT group_concat(text, ' ') FROM line
                     WHERE line.film_id = film.id AND line.binned IS NULL), ''))
FROM film
"""
_LINE_TEXT = """
INSERT INTO line_search (rowid, text, speaker, film, feelings)
SELECT line.id, spaced(line.text), spaced(line.speaker), spaced(coalesce(film.title, '')),
    spaced(coalesce((SELECT group_concat(theme.name, ' ') FROM line_theme
                     JOIN theme ON theme.id = line_theme.theme_id WHERE line_theme.line_id = line.id), ''))
FROM line LEFT JOIN film ON film.id = line.film_id
"""
# Where a sign that is no word ("&", "?") is looked for: every order of the film list has its titles at hand.
_SIGNS = {"film": "film.title_key", "line": "line.text"}
_MOST_WORDS = 40  # SQLite takes no condition of more than a thousand parts
_TITLES = ("title", "original")
_FILM_COLUMNS = (*_TITLES, "year", "people", "notes", "watch_notes", "lines")
_LINE_COLUMNS = ("text", "speaker", "film", "feelings")


def index_films(ids: Iterable[int]) -> None:
    """Write the words and names of these films anew; called in the transaction that changed them."""
    wanted = sorted(set(ids))
    facets.refresh(wanted)
    _index("film_search", _FILM_TEXT + "WHERE film.id", wanted)


def index_lines(ids: Iterable[int]) -> None:
    """Write the words of these lines anew, by their integer ids."""
    _index("line_search", _LINE_TEXT + "WHERE line.id", sorted(set(ids)))


def _index(table: str, insert: str, ids: list[int]) -> None:
    for chunk in database.in_chunks(ids):
        marks = ",".join("?" * len(chunk))
        database.rows(f"DELETE FROM {table} WHERE rowid IN ({marks})", chunk)
        database.rows(f"{insert} IN ({marks})", chunk)


def rebuild() -> None:
    """Write all indexes anew from the tables."""
    for table in ("film_search", "line_search", "title_search", "written_search"):
        database.rows(f"DELETE FROM {table}")
    for insert in (_FILM_TEXT, _LINE_TEXT, *_BY_TRIGGERS):
        database.rows(insert)


# What triggers keep otherwise (migrations/0004_facets.py).
_BY_TRIGGERS = (
    "INSERT INTO title_search (rowid, title, original)"
    " SELECT id, spaced(title), spaced(original_title) FROM film",
    "INSERT INTO written_search (rowid, words) SELECT -id, spaced(notes) FROM film WHERE notes <> ''",
    "INSERT INTO written_search (rowid, words) SELECT id, spaced(note) FROM watch WHERE note <> ''",
)
_INDEXED = (
    ("film_search", "SELECT id FROM film"),
    ("line_search", "SELECT id FROM line"),
    ("title_search", "SELECT id FROM film"),
    (
        "written_search",
        "SELECT -id AS id FROM film WHERE notes <> '' UNION ALL SELECT id FROM watch WHERE note <> ''",
    ),
)


def drift() -> int:
    """Return how many films, watches and lines have no words in an index, or words without a row."""
    counts = [
        f"(SELECT count(*) FROM ({one} EXCEPT {other}))"
        for table, rows in _INDEXED
        for here in (f"SELECT id FROM {table}_docsize",)
        for one, other in (
            (f"SELECT id FROM ({rows})", here),
            (here, f"SELECT id FROM ({rows})"),
        )
    ]
    return int(database.rows(f"SELECT {' + '.join(counts)}")[0][0])


def films_matching(text: str, titles_only: bool = False) -> tuple[str, list[str]] | None:
    """Return a condition on ``film.id`` with its values for the typed text; None when it says nothing."""
    return _condition("film", _TITLES if titles_only else _FILM_COLUMNS, text)


def lines_matching(text: str) -> tuple[str, list[str]] | None:
    """Return a condition on ``line.id`` with its values for the typed text; None when it says nothing."""
    return _condition("line", _LINE_COLUMNS, text)


def count_binned(match: str) -> int:
    """Return how many films in the bin answer words in FTS5's own language."""
    one = "SELECT 1 FROM film_search WHERE film_search MATCH ? AND rowid = film.id"
    sql = f"SELECT count(*) FROM film WHERE binned IS NOT NULL AND EXISTS ({one})"
    return int(database.rows(sql, (match,))[0][0])


def count_matches(match: str) -> int:
    """Return how many films answer words in FTS5's own language, those in the bin too."""
    return int(database.rows("SELECT count(*) FROM film_search WHERE film_search MATCH ?", (match,))[0][0])


def film_words(text: str) -> tuple[str | None, list[tuple[str, str]]]:
    """Return the typed words in FTS5's own language, and conditions for signs that are no words."""
    words = _words(text)
    lettered = [word for word in words if _has_letter(word)]
    signs = [_sign("film", word) for word in words if not _has_letter(word)]
    return (_match(lettered) if lettered else None), signs


def _match(words: list[str]) -> str:
    """Return the words in FTS5's own language: each quoted, each the beginning of a word."""
    return " AND ".join(f'"{spaced(word).strip()}"*' for word in words)


def _condition(table: str, columns: tuple[str, ...], text: str) -> tuple[str, list[str]] | None:
    words = _words(text)
    if not words:
        return None
    conditions, values = [], []
    lettered = [word for word in words if _has_letter(word)]
    if lettered:
        conditions.append(f"{table}.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)")
        match = _match(lettered)
        values.append(f"{{{' '.join(columns)}}} : ({match})" if columns is _TITLES else match)
    for word in words:
        if not _has_letter(word):
            sql, pattern = _sign(table, word)
            conditions.append(sql)
            values.append(pattern)
    return " AND ".join(conditions), values


def _sign(table: str, sign: str) -> tuple[str, str]:
    pattern = folded(sign).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{_SIGNS[table]} LIKE ? ESCAPE '\\'", f"%{pattern}%"


def _words(text: str) -> list[str]:
    """Return the words to look for: quotes and stars go, as do halves of broken emoji."""
    clean = text.encode("utf-8", "ignore").decode().replace("\0", " ").replace('"', " ").replace("*", " ")
    words = clean.split()
    # A sign alone ("-", "&") narrows nothing unless it is all that was typed.
    told = [word for word in words if _has_letter(word)] or words
    return list(dict.fromkeys(told))[:_MOST_WORDS]  # a whole page was pasted: its first words will do


def _has_letter(word: str) -> bool:
    return any(unicodedata.category(c) == "So" or unicodedata.category(c)[0] in "LN" for c in word)


def index_lines_of(film_id: int) -> None:
    """Write the words of a film's lines anew: its title is one of them."""
    index_lines([id_ for (id_,) in database.rows("SELECT id FROM line WHERE film_id = ?", (film_id,))])
