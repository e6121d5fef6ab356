# SPDX-License-Identifier: GPL-3.0-or-later
"""The check finds what is not whole, and mends what it can."""

import hashlib
from pathlib import Path

from moodboard.domain.film import Film, Watch
from moodboard.services import films, watches
from moodboard.services.check import check
from moodboard.store import database
from moodboard.store import films as store
from moodboard.store.tables import Still


def picture(library: Path, data: bytes = b"bytes") -> Path:
    name = hashlib.blake2b(data, digest_size=20).hexdigest()
    file = library / "pictures" / name[:2] / f"{name}.jpg"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def shot(library: Path, file: Path) -> None:
    with database.write():
        path = file.relative_to(library).as_posix()
        Still.create(uuid=file.stem, film=films.find_film("Her").id, picture=path, width=16, height=9)
        store.refresh([films.find_film("Her").id])


def her() -> int:
    film, _changes = films.add_film(Film("Her", 2013))
    watches.log_watch(Watch(film.id))
    return film.id


def test_a_whole_library_has_no_problems(library: Path) -> None:
    her()
    shot(library, picture(library))
    assert check().ok


def test_wrong_counts_are_found_and_mended(library: Path) -> None:
    film = her()
    with database.write():
        database.rows("UPDATE film SET times_seen = 99")
    assert check().problems == ("The counts kept with 'Her' are wrong.",)
    report = check(repair=True)
    assert report.ok and report.repaired
    assert films.film_row(film).times_seen == 1
    assert list((library / "backups").glob("before-repair-*.db"))


def test_lost_words_are_found_and_mended(library: Path) -> None:
    her()
    with database.write():
        database.rows("DELETE FROM film_search")
    assert not check().ok
    assert check(repair=True).ok
    assert films.suggest_titles("her")


def test_rows_without_their_film_are_found_and_removed(library: Path) -> None:
    her()
    with database.read():
        database.rows("PRAGMA foreign_keys = 0")
        database.rows("UPDATE watch SET film_id = 99")
        database.rows("PRAGMA foreign_keys = 1")
    assert not check().ok
    assert check(repair=True).ok


def test_a_missing_picture_is_named_and_stays_a_problem(library: Path) -> None:
    her()
    file = picture(library)
    shot(library, file)
    file.unlink()
    assert file.name in check().problems[0]
    assert not check(repair=True).ok


def test_a_picture_whose_bytes_changed_is_named(library: Path) -> None:
    her()
    file = picture(library)
    shot(library, file)
    file.write_bytes(b"other")
    assert "bytes have changed" in check().problems[0]


def test_a_picture_without_a_shot_is_set_aside_not_deleted(library: Path) -> None:
    file = picture(library)
    assert "belongs to no shot" in check().problems[0]
    assert check(repair=True).ok
    assert (library / "found" / file.name).read_bytes() == b"bytes"


def test_a_damaged_file_is_said(library: Path) -> None:
    for n in range(200):
        films.add_film(Film(f"Film {n}"))
    with database.read():
        database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        root = database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'film_by_title'")[0][0]
    with (library / "library.db").open("r+b") as file:
        file.seek((root - 1) * 4096 + 8)
        file.write(b"\xff" * 3000)
    from moodboard.services import library as service

    service.close_library()
    service.open_library(library)
    report = check()
    assert not report.ok
    assert "damaged" in report.problems[0]
