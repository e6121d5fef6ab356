# SPDX-License-Identifier: GPL-3.0-or-later
"""An import is taken back whole; what the person built on it since stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from letterboxd_files import DIARY, FILM, HER, RATED, entry, table, whole_export, write
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.services import check, films, importing, library, lines, stills, watches
from moodboard.store import database

pytestmark = pytest.mark.usefixtures("library")


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return what the person has, without the trails and the numbers that only count up."""
    with database.read():
        return {
            name: database.rows(f"SELECT {columns} FROM {name} ORDER BY 1")
            for name, columns in {
                "film": "uuid, title, year, letterboxd, rating, rating_set, liked, watchlist, times_seen",
                "watch": "uuid, edtf, rating, note, rewatch",
                "film_list": "uuid, name",
                "film_list_entry": "id, film_id",
                "theme": "fold",
            }.items()
        }


def bring(tmp_path: Path, files: dict[str, str | bytes]) -> int:
    report = importing.run([write(tmp_path / new_uuid(), files)])
    assert report.import_id is not None
    return report.import_id


def test_undo_makes_the_library_what_it_was(tmp_path: Path) -> None:
    films.add_film(Film("Her", 2013, earlier_watches=3))
    films.add_film(Film("Heat 2"))
    before = everything()
    number = bring(tmp_path, whole_export())
    assert everything() != before
    importing.undo(number)
    assert everything() == before and check.check().ok


def test_an_export_that_comes_again_changes_nothing_at_all(tmp_path: Path) -> None:
    bring(tmp_path, whole_export())
    before = everything()
    again = importing.run([write(tmp_path / "again", whole_export())])
    assert again.import_id is None and everything() == before


def test_undoing_the_second_import_leaves_the_first(tmp_path: Path) -> None:
    bring(tmp_path, {"diary.csv": table(DIARY, [entry(1, rating="4")])})
    before = everything()
    second = {"diary.csv": table(DIARY, [entry(1, rating="5", tags="x"), entry(2, day="2024-02-02")])}
    importing.undo(bring(tmp_path, second))
    assert everything() == before and check.check().ok


def test_undoing_the_first_import_leaves_what_the_second_added(tmp_path: Path) -> None:
    first = bring(tmp_path, {"diary.csv": table(DIARY, [entry(1)])})
    bring(tmp_path, {"diary.csv": table(DIARY, [entry(1), entry(2, day="2024-02-02")])})
    importing.undo(first)
    page = films.film_page(films.find_film("Her").id)
    assert [watch.date.edtf for watch in page.watches] == ["2024-02-02"]


def test_what_was_taken_back_can_be_imported_again(tmp_path: Path) -> None:
    importing.undo(bring(tmp_path, whole_export()))
    bring(tmp_path, whole_export())
    assert films.find_film("Her").rating == 9


def test_a_watch_that_the_person_wrote_into_stays(tmp_path: Path) -> None:
    number = bring(tmp_path, {"diary.csv": table(DIARY, [entry(1), entry(2, day="2024-02-02")])})
    page = films.film_page(films.find_film("Her").id)
    watches.edit_watch(replace(page.watches[0], note="mine"))
    undone = importing.undo(number)
    assert (undone.watches, undone.kept_watches, undone.kept_films) == (1, 1, 1)
    assert [watch.note for watch in films.film_page(page.film.id).watches] == ["mine"]


def test_a_film_that_the_person_built_on_stays(tmp_path: Path) -> None:
    number = bring(tmp_path, {"watchlist.csv": table(FILM, [["d", "Her", 2013, HER]])})
    film = films.find_film("Her")
    lines.add_line(Line(new_uuid(), "Me too.", film.id))
    assert importing.undo(number).kept_films == 1
    assert not films.find_film("Her").watchlist


def test_a_rating_set_by_the_person_since_stays(tmp_path: Path) -> None:
    number = bring(tmp_path, {"ratings.csv": table(RATED, [["d", "Her", 2013, HER, "3"]])})
    films.edit_film(replace(films.find_film("Her"), rating=10))
    importing.undo(number)
    assert films.find_film("Her").rating == 10


def test_an_import_is_taken_back_once(tmp_path: Path) -> None:
    number = bring(tmp_path, whole_export())
    importing.undo(number)
    assert importing.imports()[0].undone
    with pytest.raises(KnownError, match="already"):
        importing.undo(number)
    with pytest.raises(KnownError, match="no import"):
        importing.undo(99)


def test_a_backup_is_made_before_an_import_and_before_taking_it_back(tmp_path: Path) -> None:
    films.add_film(Film("Ran", 1985))
    importing.undo(bring(tmp_path, whole_export()))
    names = {path.name.rsplit("-", 5)[0] for path in (library.folder() / "backups").glob("before-*.db")}
    assert names == {"before-import", "before-undo"}


def test_a_folder_of_pictures_is_an_import_that_can_be_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "shots"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (40 + number, 30), (number * 80, 20, 90)).save(folder / f"Her-00.0{number}.00.png")
    (folder / "broken.png").write_bytes(b"no picture")
    dry = importing.run([folder], dry_run=True)
    report = importing.run([folder])
    assert [(f.rows, f.added, f.skipped, len(f.problems)) for f in report.files] == [(4, 3, 0, 1)]
    assert dry.totals == report.totals and report.totals.stills == 3
    assert importing.run([folder]).totals.stills == 0
    assert report.import_id is not None and importing.undo(report.import_id).stills == 3
    assert stills.stills_of_film(None) == ()


def test_killed_in_the_middle_the_library_is_whole_and_the_next_import_completes_it(tmp_path: Path) -> None:
    rows = [entry(n, f"Film {n}", 1950 + n % 70, "4") for n in range(3000)]
    export = write(tmp_path / "e", {"diary.csv": table(DIARY, rows)})
    folder = library.folder()
    library.close_library()
    program = (
        "import sys; from pathlib import Path; from moodboard.services import importing, library\n"
        f"library.open_library(Path({str(folder)!r}))\n"
        "def tell(n, total):\n    print(n, flush=True)\n"
        f"importing.run([Path({str(export)!r})], report=tell)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) > 300:
                os.kill(child.pid, signal.SIGKILL)
                break
    library.open_library(folder)
    half = films.count_films()
    assert 0 < half < 3000 and check.check().ok
    importing.run([export])
    assert films.count_films() == 3000 and check.check().ok
