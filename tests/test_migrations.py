# SPDX-License-Identifier: GPL-3.0-or-later
"""Migrations: a new library has our tables, an old one comes along whole, a newer one is refused."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.services import films, library, lines, watches
from moodboard.store import database, upgrade
from moodboard.store.tables import TABLES

REBUILD = """
from peewee import TextField

def up(migrator, db):
    # SQLite can only alter a column by rebuilding its table: with foreign keys on, the watches would go.
    migrator.migrate(
        migrator.add_column("film", "tagline", TextField(default="")),
        migrator.add_not_null("film", "year_key"),
        migrator.drop_not_null("film", "notes"),
    )
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the program one migration newer than it is; the folder of its migrations."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "9000_rebuild.py").write_text(REBUILD)
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    return folder


def fill() -> None:
    for n in range(20):
        film, _changes = films.add_film(Film(f"Film {n}", themes=("rain",)))
        for year in range(2010, 2015):
            watches.log_watch(Watch(film.id, parse_edtf(str(year))))
        lines.add_line(Line("", "words", film.id, feelings=("alone",)))


def counts() -> dict[str, int]:
    with database.read():
        return {
            table._meta.table_name: database.rows(f"SELECT count(*) FROM {table._meta.table_name}")[0][0]
            for table in TABLES
        }


def test_a_new_library_has_the_tables_of_the_program(library: Path) -> None:
    with database.read():
        for table in TABLES:
            there = {row[1]: row for row in database.rows(f"PRAGMA table_info({table._meta.table_name})")}
            ours = {field.column_name: field for field in table._meta.sorted_fields}
            assert set(there) == set(ours)
            assert {name for name, row in there.items() if row[3]} == {
                name for name, field in ours.items() if not field.null
            }


def test_an_old_library_comes_along_whole(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "old"
    library.open_library(folder)
    fill()
    before = counts()
    library.close_library()
    request.getfixturevalue("next_version")
    library.open_library(folder)
    assert counts() == before
    assert films.film_row(1).times_seen == 5
    with database.read():
        assert database.rows("SELECT DISTINCT tagline FROM film") == [("",)]
        assert database.rows("PRAGMA foreign_keys") == [(1,)]
        assert database.rows("PRAGMA foreign_key_check") == []
    assert films.count_films() == len(films.film_rows(films.FilmQuery("film"))) == 20
    kept = list((folder / "backups").glob("before-update-*.db"))
    library.close_library()
    copy = sqlite3.connect(kept[0])
    assert copy.execute("SELECT count(*) FROM watch").fetchone() == (before["watch"],)
    copy.close()


def test_a_new_library_needs_no_backup(tmp_path: Path, next_version: Path) -> None:
    library.open_library(tmp_path / "new")
    assert list((tmp_path / "new" / "backups").iterdir()) == []
    library.close_library()


def test_a_newer_library_is_refused_and_untouched(
    tmp_path: Path, next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "newer"
    library.open_library(folder)
    library.close_library()
    before = (folder / "library.db").read_bytes()
    (next_version / "9000_rebuild.py").unlink()
    with pytest.raises(KnownError, match="made by a newer Moodboard"):
        library.open_library(folder)
    assert not library.is_open()
    assert (folder / "library.db").read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_library(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "old"
    library.open_library(folder)
    fill()
    library.close_library()
    steps: Path = request.getfixturevalue("next_version")
    (steps / "9001_broken.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('DELETE FROM film')\n    1 / 0\n"
    )
    with pytest.raises(ZeroDivisionError):
        library.open_library(folder)
    (steps / "9001_broken.py").unlink()
    library.open_library(folder)
    assert films.count_films() == 20
    library.close_library()
