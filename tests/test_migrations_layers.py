# SPDX-License-Identifier: GPL-3.0-or-later
"""A library made before pins had groups, names and drawings opens with all its pins."""

import shutil
import sqlite3
from pathlib import Path

from moodboard.services import boards, library
from moodboard.store import upgrade


def test_a_board_of_an_older_library_keeps_its_pins(tmp_path: Path) -> None:
    old_steps = tmp_path / "steps"
    old_steps.mkdir()
    shutil.copy(upgrade.MIGRATIONS / "0001_initial.py", old_steps)
    folder = tmp_path / "old"
    kept = upgrade.MIGRATIONS
    upgrade.MIGRATIONS = old_steps
    try:
        library.open_library(folder)
        library.close_library()
    finally:
        upgrade.MIGRATIONS = kept
    with sqlite3.connect(folder / "library.db") as db:
        db.execute(
            "INSERT INTO board (uuid, title, title_fold, background, created, changed, sample, opened)"
            " VALUES ('b', 'Old', 'old', '', '', '', 0, '')"
        )
        db.executemany(
            "INSERT INTO pin (uuid, board_id, kind, x, y, width, height, turn, z, text, colours, crop,"
            " style, watch, frame, twin, pinned)"
            " VALUES (?, 1, 'note', 1, 2, 3, 4, 5, 6, 'words', '', '', '', '', '', '', '')",
            [(str(n),) for n in range(20)],
        )
    db.close()
    library.open_library(folder)
    pins = boards.open_board(1).pins
    assert len(pins) == 20
    assert {(pin.text, pin.locked, pin.group, pin.drawing) for pin in pins} == {("words", False, "", None)}
    assert list((folder / "backups").iterdir())
    library.close_library()
