# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards that are broken, or were made to break: one sentence each, and everything else comes in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from foreign_boards import UPRIGHT, Pur, bee_file, old_pur_file, png, q_strokes, quarters
from moodboard.domain.board import Pin
from moodboard.services import boards, importing
from moodboard.services.importing import ImportReport

pytestmark = pytest.mark.usefixtures("library")
PICTURE = png(quarters(160, 100))
OTHER = png(quarters(90, 150, 2))


def pins_of(report: ImportReport) -> tuple[Pin, ...]:
    return boards.open_board(report.board_ids[0]).pins


def reasons(report: ImportReport) -> list[str]:
    return [problem.reason for problem in report.problems]


def simple(tmp_path: Path) -> Path:
    picture = {"x": 10, "y": 20, "z": 1, "picture": PICTURE, "data": {"filename": "C:\\shots\\wall.png"}}
    return bee_file(tmp_path / "refs.bee", [picture])


def refused(path: Path) -> str:
    """Import what cannot be read; returns the one sentence about it."""
    report = importing.run([path])
    assert report.nothing_readable and not report.board_ids and not importing.imports()
    (reason,) = reasons(report)
    return reason


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", ["bee", "pur"])
@pytest.mark.parametrize("data", [b"", b"\0" * 300, b"SQLite format 3\0" + b"\xff" * 5000, b"PK\3\4"])
def test_what_is_no_board_says_so(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert refused(written(tmp_path / f"x.{suffix}", data)).startswith(f"x.{suffix}")


def test_another_programs_database_is_no_board(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.bee")) as db, db:
        db.execute("CREATE TABLE items (name TEXT)")
    assert refused(tmp_path / "x.bee") == "x.bee is not a BeeRef board: it holds no items."


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_off_is_told(tmp_path: Path, share: float) -> None:
    made = Pur()
    made.picture(made.image(PICTURE, 160, 100), (160, 100))
    old = old_pur_file(tmp_path / "old.pur", [{"png": PICTURE, "size": (160, 100), "matrix": UPRIGHT}], [])
    for file in (made.write(tmp_path / "new.pur"), old, simple(tmp_path)):
        data = file.read_bytes()
        written(tmp_path / f"cut-{file.name}", data[: int(len(data) * share)])
        report = importing.run([tmp_path / f"cut-{file.name}"])
        assert report.problems and not report.totals.boards


def test_a_newer_and_an_older_pureref_are_named(tmp_path: Path) -> None:
    for version, word in (("3.0", "newer"), ("1.5", "older")):
        data = b"\0\0\0\6" + version.encode("utf-16-be") + bytes(500)
        assert word in refused(written(tmp_path / "x.pur", data))


def test_an_empty_board_says_so(tmp_path: Path) -> None:
    assert refused(bee_file(tmp_path / "x.bee", [])) == "There is nothing on this board."


BAD_ITEMS: list[tuple[dict[str, object], str]] = [
    ({"x": float("inf")}, "its place is not a number"),
    ({"x": float("nan")}, "its place is not a number"),
    ({"rotation": "north"}, "its place is not a number"),
    ({"x": 1e9}, "too far out"),
    ({"scale": 0}, "it has no size"),
    ({"scale": 1e-9}, "it has no size"),
    ({"type": "video"}, "neither a picture nor a text"),
    ({"picture": None}, "neither in the file nor"),
    ({"picture": b"not a picture"}, "not a picture Moodboard can read"),
    ({"picture": PICTURE[:90]}, "damaged"),
    ({"type": "text", "data": {"text": 5}}, "it holds no words"),
    ({"type": "text", "data": "{broken"}, "words could not be read"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_ITEMS)
def test_one_bad_item_is_told_and_all_others_come(
    tmp_path: Path, bad: dict[str, object], reason: str
) -> None:
    good = {"picture": OTHER, "data": {"filename": "good.png"}}
    odd = {"picture": PICTURE, "data": {"filename": "odd.png"}} | bad
    report = importing.run([bee_file(tmp_path / "x.bee", [odd, good])])
    assert len(pins_of(report)) == 1
    (said,) = reasons(report)
    assert reason in said and (report.files[0].rows, report.files[0].added) == (2, 1)


ODD_DATA: list[tuple[object, str]] = [
    ({"crop": [0, 0, -5, 10]}, "crop makes no sense"),
    ({"crop": "all"}, "crop makes no sense"),
    ({"crop": [0, 0, float("nan"), 9]}, "crop makes no sense"),
    ({"crop": [900, 900, 10, 10]}, "crop shows nothing"),
    ("{broken", "could not be read"),
    ("[" * 100_000, "could not be read"),
]


@pytest.mark.parametrize(("data", "reason"), ODD_DATA)
def test_odd_looks_are_told_and_the_picture_comes_whole(tmp_path: Path, data: object, reason: str) -> None:
    report = importing.run([bee_file(tmp_path / "x.bee", [{"picture": PICTURE, "data": data}])])
    (pin,) = pins_of(report)
    assert (pin.place.width, pin.place.height) == (160, 100)
    assert len(report.problems) == 1 and reason in reasons(report)[0]


def test_a_text_of_ten_megabytes_comes_with_its_beginning(tmp_path: Path) -> None:
    text = {"type": "text", "data": {"text": "word " * 2_000_000}}
    report = importing.run([bee_file(tmp_path / "x.bee", [text])])
    (pin,) = pins_of(report)
    assert 10_000 < len(pin.text) <= 20_000 and "too many for a note" in reasons(report)[0]


def test_a_picture_that_claims_a_gigabyte_is_left_out(tmp_path: Path) -> None:
    file = bee_file(tmp_path / "x.bee", [{"picture": PICTURE}, {"picture": OTHER}])
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE sqlar SET data = zeroblob(300000000) WHERE item_id = 1")
    report = importing.run([file])
    assert len(pins_of(report)) == 1 and "286 MB" in reasons(report)[0]


def test_a_view_that_counts_without_end_is_never_asked(tmp_path: Path) -> None:
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    endless = f"{numbers} SELECT i AS id, 'text' AS type FROM n"
    with closing(sqlite3.connect(tmp_path / "x.bee")) as db, db:
        db.execute(f"CREATE VIEW items AS {endless}")
    assert refused(tmp_path / "x.bee") == "x.bee is not a BeeRef board: it holds no items."


def test_groups_that_lie_in_each_other_are_taken_apart(tmp_path: Path) -> None:
    made = Pur()
    image = made.image(PICTURE, 160, 100)
    for parent, name in ((2, "one"), (3, "two"), (1, "three")):
        made.group(parent=parent, name=name)
    made.picture(image, (160, 100), parent=3, name="shown")
    made.picture(image, (160, 100), parent=5, name="own parent")
    report = importing.run([made.write(tmp_path / "x.pur")])
    pins = {pin.name or pin.text: pin for pin in pins_of(report)}
    assert set(pins) == {"one", "three", "shown", "own parent"}  # there is nothing in "two"
    assert all("lies within itself" in reason for reason in reasons(report)) and len(report.problems) == 2
    seen, at = set(), pins["shown"]
    while at.group:
        at = next(pin for pin in pins.values() if pin.uuid == at.group)
        assert at.uuid not in seen
        seen.add(at.uuid)


def test_values_of_pureref_that_claim_too_much_are_told(tmp_path: Path) -> None:
    made = Pur()
    image = made.image(PICTURE, 160, 100)
    made.picture(image, (160, 100), name="whole")
    made.picture(image, (160, 100), name="no place", transform="\0\0\0P\0rubbish")
    made.picture(77, (160, 100), name="no picture")
    huge = q_strokes([([(0, 0.0, 0.0), (1, 9.0, 9.0)], "#000000", 1.0, False)])
    made.drawing(huge.replace("\0\0\0\2\0\0\0\0", "\x7f\0\0\0\0\0\0\0", 1))
    made.note("<p> </p>")
    report = importing.run([made.write(tmp_path / "x.pur")])
    assert [pin.name for pin in pins_of(report)] == ["whole", "no place"]
    said = " ".join(reasons(report))
    for part in ("could not be read; it lies in the middle", "not in the file", "more points", "no words"):
        assert part in said
    assert len(report.problems) == 4


def test_a_broken_old_item_is_passed_over(tmp_path: Path) -> None:
    file = old_pur_file(
        tmp_path / "x.pur",
        [{"png": PICTURE, "size": (160, 100), "matrix": (float("nan"), 0, 0, 1, 0, 0)}],
        [{"text": "still here", "matrix": UPRIGHT}],
    )
    data = file.read_bytes()
    report = importing.run([written(file, data)])
    assert [pin.text for pin in pins_of(report)] == ["still here"] and len(report.problems) == 1


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("make", [simple, None])
def test_any_damaged_byte_is_a_sentence_at_most(tmp_path: Path, make: Callable[[Path], Path] | None) -> None:
    if make is None:
        pictures = [{"png": PICTURE, "size": (160, 100), "matrix": UPRIGHT}]
        file = old_pur_file(tmp_path / "x.pur", pictures, [{"text": "note", "matrix": UPRIGHT}])
    else:
        file = make(tmp_path)
    data = file.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 60)):
        report = importing.run([written(file, flipped(data, at))], dry_run=True)
        assert all(len(reason) < 400 for reason in reasons(report))
