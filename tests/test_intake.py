# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking in many pictures: folders, names that tell the film, cancelling, laying on a board."""

import os
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from moodboard.domain import arrange
from moodboard.domain.board import PinKind
from moodboard.domain.dates import VagueDate
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import CancelledError
from moodboard.domain.film import Film, Watch
from moodboard.services import boards, films, intake, stills, watches

pytestmark = pytest.mark.usefixtures("library")


def shot(file: Path, number: int = 0, size: tuple[int, int] = (64, 36)) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (number % 256, number // 256, 90)).save(file)
    return file


def film(title: str = "Her", year: int | None = None) -> int:
    return films.add_film(Film(title, year=year))[0].id


@pytest.mark.parametrize(
    ("name", "title", "timecode"),
    [
        ("Her-01.29.14.250.jpg", "Her", 5354.25),
        ("Her (2013) 1h29m14s.png", "Her (2013)", 5354.0),
        ("Her (2013).jpg", "Her (2013)", None),
        ("Film Title-00:12:40.png", "Film Title", 760.0),
        ("Title_00_12_40.jpg", "Title", 760.0),
        ("Past_Lives_00_12_40.jpg", "Past Lives", 760.0),
        ("The.Straight.Story.1999-00.12.40.jpg", "The Straight Story 1999", 760.0),
        ("Her - [01_29_14].webp", "Her", 5354.0),
        ("Paris, Texas 7m05s.png", "Paris, Texas", 425.0),
        ("2046-01.02.03.jpg", "2046", 3723.0),
        ("mpv-shot0001.jpg", None, None),
        ("mpv-shot-00:12:40.jpg", None, 760.0),
        ("vlcsnap-2020-01-02-12h30m10s123.png", None, None),
        ("vlcsnap-00001.png", None, None),
        ("Screenshot from 2024-05-01 12-30-22.png", None, None),
        ("Screen Shot 2024-05-01 at 12.30.22.png", None, None),
        ("IMG_20200102_123010.jpg", None, None),
        ("IMG_1234.JPG", None, None),
        ("still.jpg", None, None),
        ("Her-01.99.14.jpg", None, None),
        ("", None, None),
        (".jpg", None, None),
    ],
)
def test_name_tells_film_and_timecode(name: str, title: str | None, timecode: float | None) -> None:
    assert intake.guess(name) == (title, timecode)


def test_folder_comes_in_natural_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    folder = tmp_path / "shots"
    for name in ("shot10.png", "shot2.png", "Shot1.png", ".hidden.png", "b/2.png", "a/1.png", ".no/1.png"):
        shot(folder / name)
    (folder / "notes.txt").write_text("words")
    found = [str(path.relative_to(folder)) for path in intake.pictures_under([folder])]
    assert found == ["Shot1.png", "shot2.png", "shot10.png", "a/1.png", "b/2.png"]


def test_named_file_is_reported_when_it_is_no_picture_and_the_rest_go_on(tmp_path: Path) -> None:
    good = shot(tmp_path / "good.png")
    words = tmp_path / "notes.txt"
    words.write_text("words")
    half = tmp_path / "half.png"
    half.write_bytes(good.read_bytes()[:60])
    found = intake.take_in([words, good, tmp_path / "gone.jpg", half])
    assert [still.name for still in found.stills] == ["good.png"]
    assert [problem.file.name for problem in found.problems] == ["notes.txt", "gone.jpg", "half.png"]
    assert "not a picture" in found.problems[0].reason and "not there" in found.problems[1].reason


def test_order_of_the_files_is_kept(tmp_path: Path) -> None:
    files = [shot(tmp_path / f"{n}.png", n, (64 + n * 20, 36)) for n in range(30)]
    assert [still.name for still in intake.take_in(files).stills] == [file.name for file in files]


def test_film_is_found_by_the_name_of_the_file(tmp_path: Path) -> None:
    her, old, new = film("Her", 2013), film("Suspiria", 1977), film("Suspiria", 2018)
    names = (
        "her-00.01.00.png",
        "Her (2013) 0h02m00s.png",
        "Suspiria-00.03.00.png",
        "Suspiria (2018) 0h4m0s.png",
    )
    files = [shot(tmp_path / name, n) for n, name in enumerate(names)]
    found = intake.take_in([*files, shot(tmp_path / "Nobody-00.05.00.png", 9)])
    assert [still.film_id for still in found.stills] == [her, her, None, new, None]
    assert [still.timecode for still in found.stills] == [60.0, 120.0, 180.0, 240.0, 300.0]
    assert films.film_row(her).shots == 2 and films.film_row(old).shots == 0
    assert found.changes.films == {her, new}


def test_film_that_was_said_beats_the_name(tmp_path: Path) -> None:
    film("Her", 2013)
    other = film("Other")
    found = intake.take_in([shot(tmp_path / "Her-00.01.00.png")], other)
    assert found.stills[0].film_id == other and found.stills[0].timecode == 60.0


def test_same_file_twice_is_one_still(tmp_path: Path) -> None:
    one = shot(tmp_path / "a.png")
    copy = tmp_path / "b.png"
    copy.write_bytes(one.read_bytes())
    assert len(intake.take_in([one, copy, one]).stills) == 1


def test_progress_is_told_in_numbers(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    intake.take_in(
        [shot(tmp_path / f"{n}.png", n) for n in range(3)], report=lambda *said: steps.append(said)
    )
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_cancelling_keeps_whole_batches_and_no_file_besides(tmp_path: Path, library: Path) -> None:
    files = [shot(tmp_path / f"{n}.png", n) for n in range(50)]
    told: list[int] = []

    def report(done: int, _total: int) -> None:
        if done == 45:
            raise CancelledError

    with pytest.raises(CancelledError):
        intake.take_in(files, report=report, kept=lambda stills, _changes: told.append(len(stills)))
    shown = {still.picture for still in stills.stills_of_film(None)}
    files_kept = {f.relative_to(library).as_posix() for f in library.glob("pictures/**/*") if f.is_file()}
    assert told == [20, 20] and len(shown) == 40 and files_kept == shown


def test_drafts_of_a_killed_job_are_swept(tmp_path: Path, library: Path) -> None:
    old, fresh = (library / "pictures" / ".coming" / name for name in (".old", ".fresh"))
    shot(old.with_name("folder is made.png")).rename(old)
    fresh.write_bytes(b"")
    os.utime(old, (0, 0))
    intake.take_in([shot(tmp_path / "a.png")])
    assert fresh.exists() and not old.exists()


def test_nothing_given_is_nothing_done() -> None:
    assert intake.take_in([]) == intake.Intake()


def overlaps(edit: BoardEdit, board_id: int) -> bool:
    boards.apply_edit(board_id, edit)
    places = [pin.place.bounds.grown(-0.01) for pin in boards.open_board(board_id).pins]
    return any(one.meets(other) for one, other in combinations(places, 2))


def test_pictures_are_laid_without_overlap_in_front_of_what_is_there(tmp_path: Path) -> None:
    board = boards.create_board("b")[0]
    files = [shot(tmp_path / f"{n}.png", n, (60 + 30 * (n % 4), 50)) for n in range(23)]
    found = intake.take_in(files).stills
    assert not overlaps(intake.pin_pictures(board.id, found[:15]), board.id)
    there = boards.open_board(board.id).pins
    more = intake.pin_pictures(board.id, found[15:])
    assert min(pin.z for pin in more.after) > max(pin.z for pin in there)
    assert not overlaps(more, board.id)
    assert not overlaps(intake.pin_pictures(board.id, found[:3], at=(300.0, 200.0)), board.id)


def test_pins_keep_the_ratio_and_the_order(tmp_path: Path) -> None:
    board = boards.create_board("b")[0]
    found = intake.take_in([shot(tmp_path / f"{n}.png", n) for n in range(9)]).stills
    pins = intake.pin_pictures(board.id, found).after
    assert [pin.still for pin in pins] == [still.uuid for still in found]
    assert all(pin.kind is PinKind.STILL for pin in pins)
    assert all(abs(pin.place.width / pin.place.height - 64 / 36) < 1e-6 for pin in pins)
    assert max(pin.place.rect.right for pin in pins) <= arrange.DROPPED_WIDTH + 0.01


def test_pictures_lie_around_the_point_where_they_were_dropped(tmp_path: Path) -> None:
    board = boards.create_board("b")[0]
    found = intake.take_in([shot(tmp_path / "a.png")]).stills
    (pin,) = intake.pin_pictures(board.id, found, at=(500.0, -300.0)).after
    assert pin.place.rect.centre == pytest.approx((500.0, -300.0))


def test_pin_belongs_to_the_watch_of_that_evening(tmp_path: Path) -> None:
    her = film()
    board = boards.create_board("b", her)[0]
    day = date.today()
    watch = watches.log_watch(Watch(her, VagueDate(day.isoformat(), day, day)))[0]
    old = day - timedelta(days=400)
    watches.log_watch(Watch(her, VagueDate(old.isoformat(), old, old)))
    found = intake.take_in([shot(tmp_path / "a.png")], her).stills
    assert intake.pin_pictures(board.id, found).after[0].watch == watch.uuid
