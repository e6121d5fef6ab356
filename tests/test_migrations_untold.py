# SPDX-License-Identifier: GPL-3.0-or-later
"""A library made before doubts about first watches were kept tells them after it was opened."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from moodboard.services import films, library
from moodboard.store import upgrade


def _blank(db: sqlite3.Connection, table: str) -> dict[str, object]:
    """Return a row of blanks: 0 for numbers, nothing for words, NULL where it may be."""
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    return {
        name: ("" if kind == "TEXT" else 0) if needed else None
        for _id, name, kind, needed, _default, key in columns
        if not key
    }


def _insert(db: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ",".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES ({marks})", list(row.values()))


def test_a_first_watch_that_was_a_rewatch_is_told_in_an_older_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_steps = tmp_path / "steps"
    old_steps.mkdir()
    for name in ("0001_initial.py", "0002_layers.py"):
        shutil.copy(upgrade.MIGRATIONS / name, old_steps)
    folder = tmp_path / "old"
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", old_steps)
        library.open_library(folder)
        library.close_library()
    with sqlite3.connect(folder / "library.db") as db:
        for number, (earlier, rewatch) in enumerate([(0, 1), (0, None), (2, 1)], 1):
            film = _blank(db, "film") | {"uuid": f"f{number}", "title": "F", "earlier_watches": earlier}
            _insert(db, "film", film)
            watch = _blank(db, "watch") | {"uuid": f"w{number}", "film_id": number, "rewatch": rewatch}
            _insert(
                db, "watch", watch | {"edtf": "2020", "sort_key": "2020-01-01/2020-12-31", "source": None}
            )
    db.close()
    library.open_library(folder)
    assert [films.film_row(number).at_least for number in (1, 2, 3)] == [True, False, False]
    library.close_library()
