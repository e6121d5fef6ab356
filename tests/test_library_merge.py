# SPDX-License-Identifier: GPL-3.0-or-later
"""Another library taken in: nothing doubled, nothing that is here overwritten, and all of it taken back."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from library_worlds import everything, picture
from moodboard.cli.main import main
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.board_file import Along
from moodboard.domain.dates import parse_edtf
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.services import (
    boards,
    check,
    films,
    importing,
    library,
    library_export,
    lines,
    pictures,
    sample,
    sending,
    stills,
    watches,
)
from moodboard.services.importing.report import ImportReport
from moodboard.store import database


class Two:
    """Two libraries; one is open at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str) -> None:
        library.open_library(self.folder / name)

    def export(self) -> Path:
        library_export.export(self.folder / "x.zip")
        return self.folder / "x.zip"

    def bring(self, dry_run: bool = False) -> ImportReport:
        return importing.run([self.folder / "x.zip"], dry_run=dry_run)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    made.open("theirs")
    yield made
    library.close_library()


def her(rating: int | None = None, **more: object) -> Film:
    return films.add_film(replace(Film("Her", 2013, rating=rating), **more))[0]  # type: ignore[arg-type]


def seen(film: Film, day: str, note: str = "", **more: object) -> Watch:
    watch = replace(Watch(film.id, parse_edtf(day), note=note), **more)  # type: ignore[arg-type]
    return watches.log_watch(watch)[0]


def days(title: str) -> list[str]:
    return sorted(watch.date.edtf for watch in watches.watches_of(films.find_film(title).id))


def conflicts(report: ImportReport) -> list[str]:
    return [one.reason for file in report.files for one in file.conflicts]


def test_watches_of_a_film_that_is_here_join_it(two: Two) -> None:
    seen(her(), "2014-01-01", "theirs")
    two.export()
    two.open("mine")
    seen(her(), "2015-01-01", "mine")
    report = two.bring()
    assert films.count_films() == 1 and days("Her") == ["2014-01-01", "2015-01-01"]
    assert report.totals.films == 0 and report.totals.watches == 1


def test_the_same_evening_written_down_twice_is_one_watch(two: Two) -> None:
    seen(her(), "2014-01-01", "cried", rating=9)
    two.export()
    two.open("mine")
    seen(her(), "2014-01-01", "cried", rating=9)
    assert two.bring().totals.watches == 0 and days("Her") == ["2014-01-01"]


def test_two_films_of_one_name_stay_two(two: Two) -> None:
    seen(her(), "2014-01-01")
    films.add_film(Film("Her", 2012))
    with database.write():  # as only an import can
        database.rows("UPDATE film SET year = 2013, year_key = 2013")
    two.export()
    two.open("mine")
    her()
    two.bring()
    assert films.count_films() == 2


def test_a_film_with_another_number_is_another(two: Two) -> None:
    her(imdb="tt0000001")
    two.export()
    two.open("mine")
    her(imdb="tt0000002")
    two.bring()
    assert films.count_films() == 2


def test_what_is_not_known_here_is_filled_in_and_taken_back(two: Two) -> None:
    her(9, runtime=126, notes="theirs", liked=True, imdb="tt1798709")
    two.export()
    two.open("mine")
    her(notes="mine")
    before = everything()
    assert two.bring(dry_run=True).totals == two.bring().totals
    film = films.find_film("Her")
    assert (film.runtime, film.notes, film.rating, film.liked) == (126, "mine", 9, True)
    importing.undo(importing.imports()[0].id)
    assert everything() == before and check.check().ok


def test_what_the_person_changed_here_stays_and_is_told(two: Two) -> None:
    film = her(8, notes="old")
    watch = seen(film, "2014-01-01", "old words")
    two.export()
    films.edit_film(replace(films.find_film("Her"), notes="new"))
    watches.edit_watch(replace(watch, note="new words"))
    report = two.bring()
    assert films.find_film("Her").notes == "new" and watches.watches_of(film.id)[0].note == "new words"
    assert conflicts(report) == [
        "Her (2013): the notes. What is here stays.",
        "the watch of 2014-01-01: the words. What is here stays.",
    ]
    assert report.import_id is None


def test_what_was_removed_here_after_a_merge_stays_away(two: Two) -> None:
    watch = seen(her(), "2014-01-01")
    two.export()
    two.open("mine")
    two.bring()
    watches.remove_watch(watch.uuid)
    report = two.bring()
    assert report.totals.watches == 0 and days("Her") == []


def test_what_is_in_the_bin_here_stays_there(two: Two) -> None:
    film = her()
    two.export()
    films.bin_film(film.id)
    two.bring()
    assert films.count_films() == 0


def test_shots_and_lines_that_are_here_are_not_doubled(two: Two) -> None:
    for name in ("theirs", "mine"):
        two.open(name)
        film = her()
        stills.add_stills([pictures.take_in_bytes(picture(), "a.png")], film.id)
        lines.add_line(Line("", "Now we know how.", film.id))
        if name == "theirs":
            two.export()
    report = two.bring()
    assert (report.totals.stills, report.totals.lines) == (0, 0)
    assert len(stills.stills_of_film(films.find_film("Her").id)) == 1


def test_pins_show_the_shots_that_are_here(two: Two) -> None:
    for name in ("theirs", "mine"):
        two.open(name)
        film = her()
        shot = stills.add_stills([pictures.take_in_bytes(picture(), "a.png")], film.id)[0][0]
        if name == "theirs":
            boards.create_board("Mood", film.id, [_pin(still=shot.uuid)])
            two.export()
    report = two.bring()
    opened = boards.open_board(report.board_ids[0] if report.board_ids else 1)
    assert [pin.still for pin in opened.pins] == [shot.uuid]


def _pin(**more: str) -> Pin:
    kind = PinKind.STILL if "still" in more else PinKind.NOTE
    return Pin("p" * 32, kind, Place(0, 0, 10, 10), **more)  # type: ignore[arg-type]


def test_a_board_changed_in_both_comes_as_a_second_one_once(two: Two) -> None:
    board, _ = boards.create_board("Mood", None, [_pin(text="both")])
    two.export()
    two.open("mine")
    two.bring()
    here = boards.find_board("Mood")
    boards.apply_edit(here.id, BoardEdit(after=(replace(_pin(text="mine"), uuid="m" * 32),)))
    two.open("theirs")
    boards.apply_edit(board.id, BoardEdit(after=(replace(_pin(text="theirs"), uuid="t" * 32),)))
    two.export()
    two.open("mine")
    report = two.bring()
    assert len(conflicts(report)) == 1 and "changed in both" in conflicts(report)[0]
    shown = [{pin.text for pin in boards.open_board(row.id).pins} for row in boards.list_boards()]
    assert sorted(map(sorted, shown)) == [["both", "mine"], ["both", "theirs"]]
    assert two.bring().import_id is None and len(boards.list_boards()) == 2


def test_an_older_board_leaves_the_newer_one_alone(two: Two) -> None:
    board, _ = boards.create_board("Mood", None, [_pin(text="old")])
    two.export()
    boards.apply_edit(board.id, BoardEdit(before=(_pin(text="old"),)))
    assert two.bring().import_id is None and len(boards.list_boards()) == 1


def test_undo_keeps_what_was_built_on(two: Two) -> None:
    her()
    films.add_film(Film("Bare"))
    two.export()
    two.open("mine")
    number = two.bring().import_id
    assert number is not None
    seen(films.find_film("Her"), "2020-01-01")
    undone = importing.undo(number)
    assert (undone.films, undone.kept_films) == (1, 1) and days("Her") == ["2020-01-01"]
    assert two.bring().totals.films == 1


def test_undo_takes_the_pictures_along_unless_shown(two: Two) -> None:
    sample.add_sample()
    two.export()
    two.open("mine")
    number = two.bring().import_id
    assert number is not None and len(list((two.folder / "mine").glob("pictures/*/*.jpg"))) == 17
    boards.create_board(
        "Own", None, [_pin(still=stills.stills_of_film(films.find_film("Window Seat").id)[0].uuid)]
    )
    undone = importing.undo(number)
    assert (undone.stills, undone.boards) == (16, 1) and check.check().ok
    assert len(list((two.folder / "mine").glob("pictures/*/*.jpg"))) == 1


def test_a_dry_run_counts_the_same_and_changes_nothing(two: Two) -> None:
    sample.add_sample()
    two.export()
    two.open("mine")
    tried = two.bring(dry_run=True)
    assert library.is_empty() and not list((two.folder / "mine").glob("pictures/*/*"))
    done = two.bring()
    assert tried.totals == done.totals and done.film_id == films.find_film("Her").id
    assert [(file.rows, file.added, file.skipped) for file in tried.files] == [
        (file.rows, file.added, file.skipped) for file in done.files
    ]
    assert all(
        file.rows == file.added + file.updated + file.skipped + len(file.problems) for file in done.files
    )


def test_a_cancel_leaves_whole_batches_and_importing_again_completes_them(two: Two) -> None:
    sample.add_sample()
    two.export()
    before = everything()
    two.open("mine")

    def stop(done: int, total: int) -> None:
        if done > total * 0.7:
            raise CancelledError

    with pytest.raises(CancelledError):
        importing.run([two.folder / "x.zip"], report=stop)
    assert films.count_films() > 0 and check.check().ok
    two.bring()
    assert everything() == before
    for run in importing.imports():
        importing.undo(run.id)
    assert library.is_empty() and check.check().ok


def test_a_picture_that_did_not_come_costs_its_shot_alone(two: Two) -> None:
    sample.add_sample()
    path = two.export()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(two.folder / "y.zip", "w") as cut:
        gone = next(name for name in whole.namelist() if name.startswith("pictures/"))
        for name in whole.namelist():
            if name != gone:
                cut.writestr(name, whole.read(name))
    two.open("mine")
    report = importing.run([two.folder / "y.zip"])
    assert report.totals.stills == 16 and report.totals.films == 9 and check.check().ok
    assert any("is not in y.zip" in problem.reason for problem in report.problems)


def test_rows_that_are_none_are_told_with_their_line(two: Two) -> None:
    her()
    path = two.export()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(two.folder / "y.zip", "w") as bad:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "tables/film.json":
                data = b'[\n{"uuid": "x", "title": ""},\n' + data[2:]
            if name == "library.json":
                page = json.loads(data)
                page["tables"]["film"] += 1
                data = json.dumps(page).encode()
            bad.writestr(name, data)
    two.open("mine")
    report = importing.run([two.folder / "y.zip"])
    assert [(one.line, one.reason) for one in report.problems] == [
        (2, "This row cannot be read: it has no title.")
    ]
    assert films.count_films() == 1


def test_a_library_comes_in_by_itself(two: Two) -> None:
    path = two.export()
    with pytest.raises(KnownError, match="by itself"):
        importing.run([path, path])


def test_a_letterboxd_import_after_a_merge_knows_its_watches(two: Two) -> None:
    diary = two.folder / "diary.csv"
    diary.write_text("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
                     "2024-01-01,Her,2013,https://boxd.it/a1,4,,,2024-01-01\n")  # fmt: skip
    importing.run([diary])
    two.export()
    two.open("mine")
    importing.run([diary])
    assert two.bring().totals.watches == 0 and days("Her") == ["2024-01-01"]
    assert importing.run([diary]).totals.watches == 0


def test_a_merge_over_a_board_that_was_sent_doubles_nothing(two: Two) -> None:
    sample.add_sample()
    board = boards.find_board("Now we know how")
    sending.send(board.id, two.folder / "x.moodboard", Along(watches=True, people=True, notes=True))
    two.export()
    theirs = days("Her")
    two.open("mine")
    importing.run([two.folder / "x.moodboard"])
    two.bring()
    assert len(boards.list_boards()) == 1 and films.count_films() == 9
    assert days("Her") == theirs and check.check().ok


def test_the_command_line_brings_and_tells(two: Two, capsys: pytest.CaptureFixture[str]) -> None:
    sample.add_sample()
    path = two.export()
    library.close_library()
    assert main(["--library", str(two.folder / "mine"), "import", str(path)]) == 0
    assert "Added 9 films, 41 watches" in capsys.readouterr().out
