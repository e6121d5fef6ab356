# SPDX-License-Identifier: GPL-3.0-or-later
"""The library's folder and file: opened, shared, backed up, and whole after a kill."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.services import check, films, library
from moodboard.store import changes, database


def test_opening_makes_the_folder(library: Path) -> None:
    assert {"library.db", "pictures", "backups"} <= {path.name for path in library.iterdir()}


def test_pragmas_keep_what_is_written(library: Path) -> None:
    with database.read():
        said = [
            database.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert said == ["wal", 2, 1]


def test_what_was_put_in_is_there_after_opening_again(library: Path) -> None:
    from moodboard.services import library as service

    assert service.is_empty()
    films.add_film(Film("Her", 2013))
    service.close_library()
    service.open_library(library)
    assert films.count_films() == 1
    assert not service.is_empty()


def test_a_file_in_the_folders_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(KnownError, match="not a folder"):
        library.open_library(tmp_path / "taken")


@pytest.mark.parametrize("content", [b"hello, this is no database", b"SQLite format 3\0" + b"\7" * 200])
def test_a_file_that_is_no_library_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    with pytest.raises(KnownError):
        library.open_library(tmp_path)
    assert (tmp_path / "library.db").read_bytes() == content
    assert not library.is_open()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "library.db")
    other.execute("CREATE TABLE recipe (name)")
    other.commit()
    other.close()
    with pytest.raises(KnownError, match="another program"):
        library.open_library(tmp_path)


def test_no_open_library_is_a_sentence() -> None:
    with pytest.raises(KnownError, match="No library is open"):
        films.count_films()


def test_a_failed_write_leaves_nothing(library: Path) -> None:
    with pytest.raises(RuntimeError), database.write():
        films.add_film(Film("Her", 2013))
        raise RuntimeError
    assert films.count_films() == 0


def test_a_failed_part_can_be_survived_by_the_rest(library: Path) -> None:
    with database.write():
        films.add_film(Film("Her", 2013))
        with pytest.raises(KnownError):
            films.add_film(Film("her", 2013))
    assert films.count_films() == 1


def test_a_full_disk_is_a_sentence_and_loses_nothing(library: Path) -> None:
    films.add_film(Film("Her", 2013))
    with database.read():
        pages = database.rows("PRAGMA page_count")[0][0]
        database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError, match="disk is full"):
        for n in range(1000):
            films.add_film(Film(f"Film {n}", notes="words " * 500))
    assert films.find_film("Her").year == 2013
    assert check.check().ok


def test_own_changes_are_no_news(library: Path) -> None:
    from moodboard.services import library as service

    before = service.last_change()
    films.add_film(Film("Her", 2013))
    last, news = service.changes_since(before)
    assert last > before
    assert not news


_OTHER = """
import sys
from pathlib import Path
from moodboard.domain.film import Film
from moodboard.services import films, library
library.open_library(Path(sys.argv[1]))
films.add_film(Film(sys.argv[2], 1999))
library.close_library()
"""


def _run_other(library: Path, title: str) -> None:
    subprocess.run([sys.executable, "-c", _OTHER, str(library), title], check=True)


def test_other_processes_changes_are_seen(library: Path) -> None:
    from moodboard.services import library as service

    before, version = service.last_change(), service.data_version()
    _run_other(library, "Barley")
    assert service.data_version() != version
    _last, news = service.changes_since(before)
    assert news == Changes(films=frozenset({films.find_film("Barley").id}))


def test_who_was_away_for_long_reloads_everything(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from moodboard.services import library as service

    monkeypatch.setattr(changes, "KEPT", 10)
    monkeypatch.setattr(changes, "_PRUNE_EVERY", 5)
    before = service.last_change()
    for n in range(1, 31):
        films.add_film(Film(f"Film {n}"))
    assert service.changes_since(before)[1].everything


def test_threads_have_connections_of_their_own(library: Path) -> None:
    def add(n: int) -> None:
        films.add_film(Film(f"Film {n}"))

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert films.count_films() == 8


def test_a_person_goes_before_jobs_that_wait(library: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def work(name: str, job: bool) -> None:
        with database.write(job=job):
            order.append(name)

    def waiting(name: str, job: bool, until: int) -> threading.Thread:
        thread = threading.Thread(target=work, args=(name, job))
        thread.start()
        while len(database._gate._condition._waiters) < until:  # type: ignore[attr-defined]
            inside.wait(0.001)
        return thread

    with database.write():
        threads = [waiting("job", True, 1), waiting("person", False, 2)]
    for thread in threads:
        thread.join()
    assert order == ["person", "job"]


def test_a_day_has_one_backup_and_ten_days_stay(library: Path) -> None:
    from moodboard.services import library as service

    assert service.daily_backup() is None
    films.add_film(Film("Her", 2013))
    for days in range(1, 12):
        day = date.today() - timedelta(days=days)
        (library / "backups" / f"library-{day}.db").write_bytes(b"")
    made = service.daily_backup()
    assert made is not None
    assert service.daily_backup() is None
    assert len(list((library / "backups").glob("library-*.db"))) == 10
    copy = sqlite3.connect(made)
    assert copy.execute("SELECT title FROM film").fetchall() == [("Her",)]
    copy.close()


def test_an_unchanged_library_needs_no_second_backup(library: Path) -> None:
    from moodboard.services import library as service

    films.add_film(Film("Her", 2013))
    made = service.daily_backup()
    assert made is not None
    yesterday = date.today() - timedelta(days=1)
    for file in (made, made.with_suffix(".seq")):
        file.rename(file.with_name(f"library-{yesterday}{file.suffix}"))
    assert service.daily_backup() is None


_WRITER = """
import sys
from pathlib import Path
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.services import boards, films, library, watches
library.open_library(Path(sys.argv[1]))
film, _ = films.add_film(Film("Her", 2013))
board, _ = boards.create_board("Now we know how", film.id)
n = 0
while True:
    n += 1
    watches.log_watch(Watch(film.id))
    pin = Pin(f"p{n}", PinKind.LINE, Place(n, n, 10, 10), line=f"l{n}")
    boards.apply_edit(board.id, BoardEdit(after=(pin,), lines_after=(Line(f"l{n}", f"words {n}", film.id),)))
    print(n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is of POSIX")
def test_what_was_done_before_a_kill_is_kept_and_whole(tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        done = 0
        while done < 25:
            done = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().split()
    done = int(rest[-1]) if rest else done
    library.open_library(folder)
    film = films.find_film("Her")
    row = films.film_row(film.id)
    assert row.lines in (done, done + 1)
    assert row.times_seen in (row.lines, row.lines + 1)
    assert check.check().problems == ()
    library.close_library()
