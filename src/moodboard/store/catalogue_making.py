# SPDX-License-Identifier: GPL-3.0-or-later
"""A film catalogue in the making: in ``catalogue-new.db``, block by block, until it is put in place.

Each block is kept in one transaction with how far its file was read, so that a making that was
stopped, or killed, goes on from its last block. Memory holds a block at a time, never a table.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from moodboard.domain.catalogue import Table, search_words, start_keys
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.store import catalogue
from moodboard.store.catalogue import FILE, FORMAT, PART, Source

log = logging.getLogger(__name__)

MOST_PAGES = 0
"""So large may the file get, in pages; 0 for as large as the disk allows. For tests."""

_PAGE = 4096
_SCHEMA = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER,
    offset INTEGER, rows INTEGER, unreadable INTEGER, done INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS title (number INTEGER PRIMARY KEY, type INTEGER, title TEXT, original TEXT,
    year INTEGER, runtime INTEGER, adult INTEGER);
CREATE TABLE IF NOT EXISTS crew (number INTEGER, place INTEGER, person INTEGER,
    PRIMARY KEY (number, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE IF NOT EXISTS votes (number INTEGER PRIMARY KEY, votes INTEGER);
"""
# Only which films have a word is kept, not where in the title: half the size, and all that is asked.
_FTS = "tokenize='ascii', content='', columnsize=0, detail=none"
_DERIVED = f"""
CREATE TABLE ranked (rank INTEGER PRIMARY KEY, number INTEGER);
CREATE VIRTUAL TABLE starts USING fts5(key, prefix='1 2 3 4 5 6', {_FTS});
CREATE VIRTUAL TABLE words USING fts5(word, prefix='1 2 3 4', {_FTS});
"""
_INSERTS = {
    Table.BASICS: "INSERT OR REPLACE INTO title VALUES (?, ?, ?, ?, ?, ?, ?)",
    Table.CREW: "INSERT OR REPLACE INTO crew VALUES (?, ?, ?)",
    Table.NAMES: "INSERT OR REPLACE INTO person VALUES (?, ?)",
    Table.RATINGS: "INSERT OR REPLACE INTO votes VALUES (?, ?)",
}
_TABLES = {Table.BASICS: "title", Table.CREW: "crew", Table.NAMES: "person", Table.RATINGS: "votes"}
# Of an older catalogue only those rows come along that the films here need.
_CARRY = {
    Table.CREW: " WHERE number IN (SELECT number FROM main.title)",
    Table.NAMES: " WHERE number IN (SELECT person FROM main.crew)",
    Table.RATINGS: " WHERE number IN (SELECT number FROM main.title)",
}
NEEDS = {Table.CREW: Table.BASICS, Table.NAMES: Table.CREW, Table.RATINGS: Table.BASICS}
"""Which rows of a table are wanted is known from this one; while it is missing, all are."""
_MERGED_AT_ONCE = 400  # pages; some hundredths of a second between two chances to stop
_STEPS = 100_000  # of SQLite's machine, between two of those chances in a long statement


class FullError(KnownError):
    """There is no room on the disk for the catalogue."""


class Making:
    """A new catalogue under way; what was committed is there again when it is opened the next time."""

    def __init__(self, folder: Path, stop: Callable[[], None]) -> None:
        self._folder = folder
        self._part = folder / PART
        self._stop = stop
        self._stopped: CancelledError | None = None
        try:
            self._db = self._opened()
        except sqlite3.DatabaseError as trouble:
            if isinstance(trouble, sqlite3.OperationalError):
                raise _known(trouble) from trouble
            catalogue.unlink(self._part)  # no database of ours: begin anew
            self._db = self._opened()
        self._db.set_progress_handler(self._may_go_on, _STEPS)

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._part.as_uri(), uri=True, isolation_level=None, timeout=0.5)
        try:
            # Exclusive: two who make one at the same time would each undo the other's work.
            for pragma in (f"page_size={_PAGE}", "locking_mode=exclusive", "journal_mode=wal"):
                db.execute(f"PRAGMA {pragma}")
            for pragma in ("synchronous=normal", "cache_size=-48000", "wal_autocheckpoint=4000"):
                db.execute(f"PRAGMA {pragma}")
            if MOST_PAGES:
                db.execute(f"PRAGMA max_page_count={MOST_PAGES}")
            db.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA.strip().split(";\n"):
                db.execute(statement)
            if catalogue.note_of(db, "format") not in (None, FORMAT):
                raise sqlite3.DatabaseError("another format")
            db.execute("INSERT OR REPLACE INTO note VALUES ('format', ?)", (FORMAT,))
            db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return db

    def __enter__(self) -> Making:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        if isinstance(error, FullError):
            catalogue.unlink(self._part)  # the disk is the library's, too

    def _may_go_on(self) -> int:
        try:
            self._stop()
        except CancelledError as stopped:
            self._stopped = stopped
            return 1
        return 0

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException as trouble:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            if self._stopped is not None:
                raise self._stopped from None
            if isinstance(trouble, sqlite3.Error):
                raise _known(trouble) from trouble
            raise

    # what is in it

    def sources(self) -> dict[Table, Source]:
        """Return which files were read, and how far."""
        return catalogue.sources_of(self._db)

    def note(self, name: str) -> Any:
        """Return what was noted under the name, None for nothing."""
        return catalogue.note_of(self._db, name)

    def numbers(self, table: Table) -> Iterator[int]:
        """Return the numbers of the titles, or with ``CREW`` of the people who directed."""
        column = "person FROM crew" if table is Table.CREW else f"number FROM {_TABLES[table]}"
        return (number for (number,) in self._db.execute(f"SELECT {column}"))

    # reading tables in

    def clear(self, table: Table) -> None:
        """Forget a table, and what was worked out."""
        with self._writing():
            self._db.execute(f"DELETE FROM {_TABLES[table]}")
            self._db.execute("DELETE FROM source WHERE name = ?", (table.value,))
            self._unmake()

    def carry(self, table: Table) -> bool:
        """Take a table over from the catalogue that is in use; tell whether it has it."""
        source = catalogue.sources(self._folder / FILE).get(table)
        if source is None or not source.done:
            return False
        self._db.execute("ATTACH ? AS old", ((self._folder / FILE).as_uri() + "?mode=ro",))
        try:
            with self._writing():
                name = _TABLES[table]
                wanted = _CARRY[table] if NEEDS.get(table) in self.sources() else ""
                self._db.execute(f"INSERT INTO main.{name} SELECT * FROM old.{name}{wanted}")
                if table is Table.NAMES:
                    self._db.execute("INSERT INTO main.note SELECT * FROM old.note WHERE name = 'known'")
                self._keep_source(table, source)
                self._unmake()
        finally:
            self._db.execute("DETACH old")
        return True

    def add(
        self, table: Table, source: Source, rows: Iterable[Sequence[object]], known: bytes | None = None
    ) -> None:
        """Keep a block of rows, and how far its file was read, as one."""
        with self._writing():
            self._db.executemany(_INSERTS[table], rows)
            self._keep_source(table, source)
            if known is not None:
                self._db.execute("INSERT OR REPLACE INTO note VALUES ('known', ?)", (known,))

    def _keep_source(self, table: Table, source: Source) -> None:
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?)", (table.value, *source))

    def _unmake(self) -> None:
        for name in ("ranked", "starts", "words"):
            self._db.execute(f"DROP TABLE IF EXISTS main.{name}")
        self._db.execute("DELETE FROM note WHERE name IN ('step', 'filled')")

    # working it out

    def rank(self, score: Callable[..., float]) -> None:
        """Number the films by their score, the highest first."""
        if self.note("step") is not None:
            return
        self._db.create_function("score", 7, score, deterministic=True)
        with self._writing():
            self._unmake()
            for statement in _DERIVED.strip().split(";\n"):
                self._db.execute(statement)
            for table in ("starts", "words"):
                self._db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', 8000000)")
            self._db.execute(
                "INSERT INTO ranked (number) SELECT number FROM title LEFT JOIN votes USING (number) "
                "ORDER BY score(number, type, year, runtime, adult, votes, "
                "EXISTS (SELECT 1 FROM crew WHERE crew.number = title.number)) DESC, number"
            )
            self._db.execute("INSERT OR REPLACE INTO note VALUES ('step', 'ranked'), ('filled', 0)")

    def films(self) -> int:
        """Return how many films were numbered."""
        return int(self._db.execute("SELECT max(rank) FROM ranked").fetchone()[0] or 0)

    def fill(self, most: int) -> int:
        """Index the titles of ``most`` films more; returns how many are indexed by now."""
        after = int(self.note("filled") or 0)
        found = self._db.execute(
            "SELECT rank, title, original FROM ranked CROSS JOIN title USING (number) "
            "WHERE rank > ? ORDER BY rank LIMIT ?",
            (after, most),
        )
        last = after
        with self._writing():
            while some := found.fetchmany(500):
                self._stop()
                self._index(some)
                last = some[-1][0]
            self._db.execute("INSERT OR REPLACE INTO note VALUES ('filled', ?)", (last,))
        return last

    def _index(self, titles: Sequence[tuple[int, str, str | None]]) -> None:
        starts, words = [], []
        for rank, title, original in titles:
            both = (title,) if original is None else (title, original)
            starts.append((rank, " ".join({key: None for name in both for key in start_keys(name)})))
            words.append((rank, " ".join({word: None for name in both for word in search_words(name)})))
        self._db.executemany("INSERT INTO starts (rowid, key) VALUES (?, ?)", starts)
        self._db.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", words)

    def merge(self) -> None:
        """Make one list of each index: what came in by blocks lies in many."""
        for table in ("starts", "words"):
            for number in itertools.count():
                before = self._db.total_changes
                # The first, below zero, says that all that there is shall become one.
                pages = _MERGED_AT_ONCE if number else -_MERGED_AT_ONCE
                with self._writing():
                    self._stop()
                    self._db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('merge', ?)", (pages,))
                if self._db.total_changes - before < 2:
                    break

    def finish(self, made: str) -> None:
        """Put the new catalogue in the place of the old one."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO note VALUES ('step', 'done'), ('made', ?)", (made,))
        try:
            self._db.execute("PRAGMA synchronous=full")
            self._db.execute("PRAGMA journal_mode=delete")
            self._db.close()
        except sqlite3.Error as trouble:
            raise _known(trouble) from trouble
        with catalogue.lock:
            catalogue.close()
            try:
                self._part.replace(self._folder / FILE)
            except OSError as error:
                raise KnownError(
                    f"{self._folder / FILE} cannot be replaced: {error.strerror}. Is it open elsewhere?"
                ) from error


def _known(trouble: sqlite3.Error) -> KnownError:
    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return FullError(
            "The disk is full, so the film catalogue was not made. Nothing of it was kept; make room for "
            "about 1 GB, and try again."
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return KnownError("The film catalogue is being made already, by another Moodboard. Wait for it.")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return KnownError("The film catalogue cannot be written in the library’s folder. May it be changed?")
    log.warning("The film catalogue could not be made: %s", trouble)
    return FullError(
        "The film catalogue could not be written to the disk, so nothing of it was kept. "
        "Look whether the disk is full or damaged, and try again."
    )
