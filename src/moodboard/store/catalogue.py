# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue in ``catalogue.db``: a file of its own that may be deleted at any time.

Films are numbered by how likely they are meant. The word indexes list their films in that order,
each beginning of up to a few letters has a list of its own, and so the best few of a hundred
thousand answers are simply the first few: nothing is sorted while somebody types.

A catalogue is never changed: a new one takes its place by one renaming, see ``catalogue_making``.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from moodboard.domain.catalogue import (
    LONGEST_KEY,
    TITLE_TYPES,
    CatalogueStatus,
    FilmFacts,
    Table,
    imdb_id,
    search_words,
)
from moodboard.domain.errors import KnownError

log = logging.getLogger(__name__)

FILE, PART = "catalogue.db", "catalogue-new.db"
FORMAT = 1
_FACTS = "SELECT number, type, title, original, year, runtime FROM title WHERE number = ?"
_DIRECTORS = "SELECT name FROM crew JOIN person ON person.number = crew.person WHERE crew.number = ? "
_DIRECTORS += "ORDER BY place"


class Source(NamedTuple):
    """A file as it was when it was read, and how far."""

    size: int
    changed: int
    """Its time of change, in nanoseconds."""
    offset: int = 0
    """Bytes read of it, unpacked."""
    rows: int = 0
    unreadable: int = 0
    done: bool = False

    def is_same_file(self, other: Source) -> bool:
        """Tell whether both are of one file."""
        return (self.size, self.changed) == (other.size, other.changed)


lock = threading.RLock()
_open: sqlite3.Connection | None = None
_file: Path | None = None
_inode = 0


# Asking


def suggest(file: Path, text: str, limit: int, titled: tuple[str, int] | None = None) -> list[FilmFacts]:
    """Return the films whose title the text may begin, and those of the title and year ``titled``."""
    words = search_words(text)
    if not words or limit < 1:
        return []
    key = "".join(words)[:LONGEST_KEY]
    with _reading(file) as db:
        if db is None:
            return []
        ranks: dict[int, None] = dict.fromkeys(_matching(db, "starts", f'"{key}"', max(1, limit // 2)))
        if titled is not None:
            ranks |= dict.fromkeys(_of_year(db, *titled, limit))
        starting = [rank for rank in _matching(db, "starts", f'"{key}"*', limit * 2) if rank not in ranks]
        # Two places are for films that have the words further on: "mood" means one of those, too.
        ranks |= dict.fromkeys(starting[: max(1, limit - 2 - len(ranks))])
        ranks |= dict.fromkeys(_matching(db, "words", f"{' '.join(words)}*", limit + len(ranks)))
        some = list(ranks | dict.fromkeys(starting))[:limit]
        return [_facts_of(db, row) for rank in some for row in _titled(db, rank)]


def facts(file: Path, number: int) -> FilmFacts | None:
    """Return what is known of the title of this number."""
    with _reading(file) as db:
        if db is None:
            return None
        row = db.execute(_FACTS, (number,)).fetchone()
        return _facts_of(db, row) if row else None


def status(folder: Path) -> CatalogueStatus:
    """Return what catalogue the folder holds; raises KnownError when it cannot be read."""
    unfinished = (folder / PART).exists()
    file = folder / FILE
    with _reading(file) as db:
        if db is not None:
            tables = {name for (name,) in db.execute("SELECT name FROM source WHERE done")}
            return CatalogueStatus(
                _count(db),
                tuple(table for table in Table if table.value in tables),
                str(note_of(db, "made") or ""),
                file.stat().st_size,
                unfinished,
            )
    if file.exists():
        raise KnownError("The film catalogue cannot be read. Make it again, or remove it.")
    return CatalogueStatus(unfinished=unfinished)


def count(file: Path) -> int:
    """Return how many films the catalogue holds."""
    with _reading(file) as db:
        return 0 if db is None else _count(db)


def sources(file: Path) -> dict[Table, Source]:
    """Return the files that the catalogue was made from."""
    with _reading(file) as db:
        return {} if db is None else sources_of(db)


def remove(folder: Path) -> bool:
    """Take the catalogue away, a half-made one too; tell whether there was any."""
    there = False
    for name in (FILE, PART):
        there |= (folder / name).exists()
        unlink(folder / name)
    return there


def close() -> None:
    """Close the catalogue, if it is open; the next question opens it again."""
    global _open, _file
    with lock:
        if _open is not None:
            with contextlib.suppress(sqlite3.Error):
                _open.close()
        _open = _file = None


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Hold the catalogue, None when there is none; trouble while reading ends the block."""
    global _open, _file, _inode
    with lock:
        try:
            inode = file.stat().st_ino
        except OSError:
            close()
            yield None
            return
        try:
            if _open is None or _file != file or _inode != inode:
                close()
                _open, _file, _inode = _opened(file), file, inode
            found = _open
        except sqlite3.Error as trouble:
            log.info("The film catalogue could not be read: %s", trouble)
            yield None
            return
        try:
            yield found
        except sqlite3.Error as trouble:
            close()
            raise KnownError("The film catalogue cannot be read. Make it again, or remove it.") from trouble


def _opened(file: Path) -> sqlite3.Connection:
    # Immutable: it is only ever replaced whole, so nothing need be locked or looked after.
    db = sqlite3.connect(file.as_uri() + "?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        if note_of(db, "format") != FORMAT or note_of(db, "step") != "done":
            raise sqlite3.DatabaseError("another format")
    except BaseException:
        db.close()
        raise
    return db


def _matching(db: sqlite3.Connection, table: str, match: str, limit: int) -> list[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?"
    return [rank for (rank,) in db.execute(sql, (match, limit))]


def _of_year(db: sqlite3.Connection, title: str, year: int, limit: int) -> list[int]:
    key = "".join(search_words(title))[:LONGEST_KEY]
    sql = (
        "SELECT starts.rowid FROM starts CROSS JOIN ranked ON ranked.rank = starts.rowid "
        "CROSS JOIN title USING (number) WHERE starts MATCH ? AND year = ? ORDER BY starts.rowid LIMIT ?"
    )
    return [rank for (rank,) in db.execute(sql, (f'"{key}"', year, limit))]


def _titled(db: sqlite3.Connection, rank: int) -> list[tuple[Any, ...]]:
    return db.execute(f"{_FACTS[:-1]}(SELECT number FROM ranked WHERE rank = ?)", (rank,)).fetchall()


def _facts_of(db: sqlite3.Connection, row: tuple[Any, ...]) -> FilmFacts:
    number, kind, title, original, year, runtime = row
    directors = tuple(name for (name,) in db.execute(_DIRECTORS, (number,)))
    return FilmFacts(imdb_id(number), title, original or "", year, directors, runtime, TITLE_TYPES[kind])


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT max(rank) FROM ranked").fetchone()[0] or 0)


def note_of(db: sqlite3.Connection, name: str) -> Any:
    row = db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def sources_of(db: sqlite3.Connection) -> dict[Table, Source]:
    rows = db.execute("SELECT name, size, changed, offset, rows, unreadable, done FROM source").fetchall()
    return {Table(name): Source(*told)._replace(done=bool(told[-1])) for name, *told in rows}


def unlink(file: Path) -> None:
    close()
    for name in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm", "-journal"))):
        try:
            name.unlink(missing_ok=True)
        except OSError as error:
            raise KnownError(f"{name} cannot be removed: {error.strerror}.") from error


atexit.register(close)
