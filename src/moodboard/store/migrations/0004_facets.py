# SPDX-License-Identifier: GPL-3.0-or-later
"""Names by which films are found (people, places, themes …), words of watches, smart lists, more orders."""

import json
from typing import Any

from moodboard.domain.text_keys import folded

# What the filters of the film list ask, so that an order's index answers them without looking at a film.
_FILTERED = (
    "times_seen, rating, due_on, year_key, shots, lines, liked, watchlist, untold, unfinished, undated"
)
_ORDERS = {
    "film_by_last": "last_key DESC",
    "film_by_times": "times_seen DESC",
    "film_by_title": "",
    "film_by_year": "year_key DESC",
    "film_by_rating": "rating DESC",
    "film_by_added": "added DESC",
    "film_by_gap": "gap DESC",
    "film_by_due": "due DESC",
}
_COLUMNS = ("unfinished INTEGER NOT NULL DEFAULT 0", "undated INTEGER NOT NULL DEFAULT 0")
_FILL_COLUMNS = """
UPDATE film SET
    unfinished = EXISTS (SELECT 1 FROM watch WHERE watch.film_id = film.id AND NOT finished),
    undated = earlier_watches > 0
        OR EXISTS (SELECT 1 FROM watch WHERE watch.film_id = film.id AND sort_key IS NULL)
"""
_TABLES = (
    """
CREATE TABLE facet (
    kind TEXT NOT NULL, fold TEXT NOT NULL, film_id INTEGER NOT NULL, said TEXT NOT NULL,
    binned INTEGER NOT NULL, PRIMARY KEY (kind, fold, film_id),
    FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE CASCADE
) WITHOUT ROWID
""",
    "CREATE INDEX facet_film ON facet (film_id)",
    """
CREATE TABLE facet_value (
    kind TEXT NOT NULL, fold TEXT NOT NULL, said TEXT NOT NULL, films INTEGER NOT NULL,
    PRIMARY KEY (kind, fold, said)
) WITHOUT ROWID
""",
    """
CREATE TABLE smart_list (
    id INTEGER NOT NULL PRIMARY KEY, uuid TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
    position INTEGER NOT NULL, created TEXT NOT NULL, binned TEXT
)
""",
    "CREATE UNIQUE INDEX smart_list_uuid ON smart_list (uuid)",
    # Titles by themselves, and what people wrote by itself (a film's notes under its number below zero):
    # the index of films has both and more, and would go through all of it at every key typed.
    """
CREATE VIRTUAL TABLE title_search USING fts5(
    title, original, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
)
""",
    """
CREATE VIRTUAL TABLE written_search USING fts5(
    words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
)
""",
)
# How many films a name has is kept by SQLite itself, whichever way a film goes; those in the bin do not
# count. No trigger of a table names another one that may once be rebuilt: its renaming would fail.
_COUNT_UP = (
    "INSERT INTO facet_value (kind, fold, said, films) VALUES (new.kind, new.fold, new.said, 1)"
    " ON CONFLICT (kind, fold, said) DO UPDATE SET films = films + 1"
)
_OLD = "kind = old.kind AND fold = old.fold AND said = old.said"
_COUNT_DOWN = (
    f"UPDATE facet_value SET films = films - 1 WHERE {_OLD};"
    f" DELETE FROM facet_value WHERE {_OLD} AND films < 1"
)


def _written(table: str, column: str, sign: str) -> tuple[str, ...]:
    """Return the triggers that let words be found which are written into a column."""
    insert = f"INSERT INTO written_search (rowid, words) SELECT {sign}new.id, spaced(new.{column})"
    delete = f"DELETE FROM written_search WHERE rowid = {sign}old.id"
    there = f"new.{column} <> ''"
    return (
        f"CREATE TRIGGER {table}_words_come AFTER INSERT ON {table} WHEN {there} BEGIN {insert}; END",
        f"CREATE TRIGGER {table}_words_change AFTER UPDATE OF {column} ON {table}"
        f" WHEN new.{column} <> old.{column} BEGIN {delete}; {insert} WHERE {there}; END",
        f"CREATE TRIGGER {table}_written_goes AFTER DELETE ON {table}"
        f" WHEN old.{column} <> '' BEGIN {delete}; END",
    )


_TRIGGERS = (
    f"CREATE TRIGGER facet_comes AFTER INSERT ON facet WHEN NOT new.binned BEGIN {_COUNT_UP}; END",
    f"CREATE TRIGGER facet_goes AFTER DELETE ON facet WHEN NOT old.binned BEGIN {_COUNT_DOWN}; END",
    f"""
CREATE TRIGGER facet_binned AFTER UPDATE OF binned ON facet WHEN new.binned AND NOT old.binned
BEGIN {_COUNT_DOWN}; END
""",
    f"""
CREATE TRIGGER facet_restored AFTER UPDATE OF binned ON facet WHEN old.binned AND NOT new.binned
BEGIN {_COUNT_UP}; END
""",
    """
CREATE TRIGGER film_facets_binned AFTER UPDATE OF binned ON film
WHEN (old.binned IS NULL) <> (new.binned IS NULL)
BEGIN UPDATE facet SET binned = new.binned IS NOT NULL WHERE film_id = new.id; END
""",
    """
CREATE TRIGGER film_title_comes AFTER INSERT ON film
BEGIN
    INSERT INTO title_search (rowid, title, original)
        VALUES (new.id, spaced(new.title), spaced(new.original_title));
END
""",
    """
CREATE TRIGGER film_title_changes AFTER UPDATE OF title, original_title ON film
WHEN new.title <> old.title OR new.original_title <> old.original_title
BEGIN
    DELETE FROM title_search WHERE rowid = old.id;
    INSERT INTO title_search (rowid, title, original)
        VALUES (new.id, spaced(new.title), spaced(new.original_title));
END
""",
    "CREATE TRIGGER film_title_goes AFTER DELETE ON film"
    " BEGIN DELETE FROM title_search WHERE rowid = old.id; END",
    *_written("film", "notes", "-"),
    *_written("watch", "note", ""),
)
_WATCH_NAMES = (
    "SELECT film_id, people, venue, medium, cut FROM watch"
    " WHERE people <> '' OR venue <> '' OR medium <> '' OR cut <> ''"
)
_THEMES = (
    "SELECT film_id, name FROM film_theme JOIN theme ON theme.id = theme_id",
    "SELECT film_id, name FROM watch_theme JOIN watch ON watch.id = watch_id"
    " JOIN theme ON theme.id = theme_id",
)
_FILL_WORDS = (
    "INSERT INTO title_search (rowid, title, original)"
    " SELECT id, spaced(title), spaced(original_title) FROM film",
    "INSERT INTO written_search (rowid, words) SELECT -id, spaced(notes) FROM film WHERE notes <> ''",
    "INSERT INTO written_search (rowid, words) SELECT id, spaced(note) FROM watch WHERE note <> ''",
)
_FILL_FACETS = (
    "INSERT INTO facet (kind, fold, film_id, said, binned)"
    " SELECT ?1, ?2, ?3, ?4, binned IS NOT NULL FROM film WHERE id = ?3"
)
_AT_ONCE = 5_000


def up(migrator: object, db: Any) -> None:
    for column in _COLUMNS:
        db.execute_sql(f"ALTER TABLE film ADD COLUMN {column}")
    db.execute_sql(_FILL_COLUMNS)
    for name, key in _ORDERS.items():
        db.execute_sql(f"DROP INDEX IF EXISTS {name}")
        columns = ", ".join(filter(None, (key, "title_key", "id", _FILTERED)))
        db.execute_sql(f"CREATE INDEX {name} ON film ({columns}) WHERE binned IS NULL")
    db.execute_sql(f"CREATE INDEX film_by_id ON film (id, {_FILTERED}) WHERE binned IS NULL")
    for table in _TABLES:
        db.execute_sql(table)
    for trigger in _TRIGGERS:
        db.execute_sql(trigger)
    for words in _FILL_WORDS:
        db.execute_sql(words)
    _fill_facets(db)


def _fill_facets(db: Any) -> None:
    found: dict[tuple[str, str, int], dict[str, int]] = {}
    for film, people, venue, medium, cut in db.execute_sql(_WATCH_NAMES):
        for name in json.loads(people) if people else ():
            _count(found, "with", name, film)
        for kind, name in (("where", venue), ("medium", medium), ("cut", cut)):
            _count(found, kind, name, film)
    for film, directors in db.execute_sql("SELECT id, directors FROM film WHERE directors <> ''"):
        for name in json.loads(directors):
            _count(found, "director", name, film)
    for themes in _THEMES:
        for film, name in db.execute_sql(themes):
            _count(found, "theme", name, film)
    rows = [(*key, min(names, key=lambda name: (-names[name], name))) for key, names in found.items()]
    for first in range(0, len(rows), _AT_ONCE):
        db.connection().executemany(_FILL_FACETS, sorted(rows[first : first + _AT_ONCE]))


def _count(found: dict[tuple[str, str, int], dict[str, int]], kind: str, name: str, film: int) -> None:
    said = " ".join(name.split())
    if fold := folded(said):
        names = found.setdefault((kind, fold, film), {})
        names[said] = names.get(said, 0) + 1
