# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of BeeRef and PureRef as imports: what comes in, what is told, and how it is taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foreign_boards import UPRIGHT, Pur, bee_file, old_pur_file, png, q_strokes, quarters
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.drawing import Shape
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film
from moodboard.domain.foreign_pins import NOTE_PADDING
from moodboard.qt import paint_words
from moodboard.services import boards, films, importing, stills
from moodboard.services.importing import ImportReport

pytestmark = pytest.mark.usefixtures("library")
PICTURE = png(quarters(160, 100))
OTHER = png(quarters(90, 150, 2))


def pins_of(report: ImportReport) -> tuple[Pin, ...]:
    return boards.open_board(report.board_ids[0]).pins


def reasons(report: ImportReport) -> list[str]:
    return [problem.reason for problem in report.problems]


def kinds(pins: tuple[Pin, ...]) -> list[str]:
    return [pin.kind.value for pin in pins]


def simple(tmp_path: Path, name: str = "refs.bee") -> Path:
    picture = {"x": 10, "y": 20, "z": 1, "picture": PICTURE, "data": {"filename": "C:\\shots\\wall.png"}}
    return bee_file(tmp_path / name, [picture])


# -- what comes in ----------------------------------------------------------------------------------


def test_looks_and_order_of_a_beeref_board_are_kept(tmp_path: Path) -> None:
    items = [
        {"z": 5, "picture": PICTURE, "data": {"filename": "a/front.png", "opacity": 0.4, "grayscale": True}},
        {"z": -2, "picture": OTHER, "data": {"filename": None}},
        {"z": 1, "type": "text", "data": {"text": "between"}},
    ]
    report = importing.run([bee_file(tmp_path / "My refs.bee", items)])
    opened = boards.open_board(report.board_ids[0])
    assert opened.board.title == "My refs" and not report.problems
    assert [pin.z for pin in opened.pins] == [1, 2, 3]
    back, note, front = opened.pins
    assert (note.text, front.style.opacity, front.style.tone.greyscale) == ("between", 0.4, True)
    assert not back.style.tone.greyscale and back.style.corner == 0
    assert {still.name for still in opened.stills.values()} == {"front.png", "picture.png"}
    file = report.files[0]
    assert (file.kind, file.rows, file.added, report.totals.boards, report.totals.stills) == (
        "bee",
        3,
        3,
        1,
        2,
    )


def test_words_begin_where_they_began_at_the_same_height(tmp_path: Path) -> None:
    text = {"type": "text", "x": 100, "y": 50, "scale": 3, "data": {"text": "two *rows*\n- of words"}}
    (pin,) = pins_of(importing.run([bee_file(tmp_path / "a.bee", [text])]))
    assert pin.style.text.size == 36 and pin.style.text.colour == ""
    assert (pin.place.x + NOTE_PADDING[0], pin.place.y + NOTE_PADDING[1]) == pytest.approx((112, 62))
    assert pin.text == "two \\*rows\\*\n\\- of words"


@pytest.mark.usefixtures("qapp")
def test_a_note_is_as_large_as_its_words_are_painted(tmp_path: Path) -> None:
    words = "A wall, the colour of a window\nseen twice"
    text = {"type": "text", "scale": 2, "data": {"text": words}}
    (pin,) = pins_of(importing.run([bee_file(tmp_path / "a.bee", [text])]))
    assert NOTE_PADDING == (paint_words.NOTE_PADDING_X, paint_words.NOTE_PADDING_Y)
    width, height = paint_words.note_size(pin.text, pin.style.text, pin.place.width)
    assert height == pytest.approx(pin.place.height, abs=1)  # so it wraps nowhere
    tight = paint_words.note_size(pin.text, pin.style.text, width * 0.9)[1]
    assert tight > height  # and it is not much wider than it must be


def test_a_pureref_board_keeps_names_locks_groups_and_drawings(tmp_path: Path) -> None:
    made = Pur()
    image = made.image(PICTURE, 160, 100, "/home/me/wall.png")
    outer = made.group(name="Walls", background="#8020a0ff")
    inner = made.group(parent=outer, name="Inner")
    made.picture(image, (160, 100), flags=3, parent=inner, name="the wall", locked=1, opacity=0.5)
    made.note("<p>see <b>this</b> <a href='https://x.org/a'>page</a></p>", parent=outer, opacity=0.5)
    line = ([(0, 0.0, 0.0), (1, 100.0, 50.0)], "#ff8000", 4.0, True)
    pen = ([(0, 0.0, 0.0), (2, 10.0, 10.0), (3, 20.0, 10.0), (3, 30.0, 0.0)], "#00ff00", 2.0, False)
    made.drawing(q_strokes([line]), (2, 0, 0, 2, 300, 0), name="hint")
    made.drawing(q_strokes([line, pen]), name="both")
    report = importing.run([made.write(tmp_path / "board.pur")])
    assert not report.problems
    pins = {pin.name or pin.text: pin for pin in pins_of(report)}
    wall, note = pins["the wall"], pins["see **this** [page](https://x.org/a)"]
    assert wall.locked and wall.style.tone.greyscale and wall.style.opacity == 0.5
    assert pins["Walls"].kind is pins["Inner"].kind is PinKind.GROUP
    assert pins["Walls"].style.background == "#20a0ff" and not pins["Inner"].style.background
    assert (wall.group, note.group) == (pins["Inner"].uuid, pins["Walls"].uuid)
    assert pins["Inner"].group == pins["Walls"].uuid and pins["Inner"].place.rect == wall.place.rect
    hint = pins["hint"]
    assert hint.drawing is not None and hint.drawing.shape is Shape.LINE
    assert (hint.place.rect.x, hint.place.width, hint.drawing.width) == (300, 200, 8)
    assert (hint.drawing.colour, hint.drawing.dashed) == ("#ff8000", True)
    parts = [pin for pin in pins_of(report) if pin.group == pins["both"].uuid]
    assert [pin.drawing.shape for pin in parts if pin.drawing] == [Shape.LINE, Shape.PEN]


def test_a_pureref_1_board_brings_notes_links_and_what_hangs_on_a_picture(tmp_path: Path) -> None:
    (tmp_path / "beside.png").write_bytes(OTHER)
    pictures: list[dict[str, Any]] = [
        {"png": PICTURE, "size": (160, 100), "matrix": (1, 0, 0, 1, 500, 0), "z": 2,
         "inside": [{"text": "on it", "matrix": (1, 0, 0, 1, 10, 0)}]},
        {"png": None, "size": (90, 150), "matrix": UPRIGHT, "z": 1, "source": "D:\\old\\beside.png"},
        {"png": None, "size": (90, 150), "matrix": UPRIGHT, "source": "D:\\old\\gone.png", "name": ""},
    ]  # fmt: skip
    notes = [{"text": "alone", "matrix": (2, 0, 0, 2, -300, 0), "z": 3, "cover": 0xFFFF}]
    report = importing.run([old_pur_file(tmp_path / "old.pur", pictures, notes)])
    pins = pins_of(report)
    assert kinds(pins) == ["still", "still", "note", "note"]
    on_it, alone = pins[2:]
    assert on_it.place.rect.centre == pytest.approx((510, 0))
    assert (alone.text, alone.style.text.size, alone.style.background) == ("alone", 32, "#202020")
    assert reasons(report) == [
        "gone.png was left out: its picture is neither in the file nor where it came from."
    ]


def test_a_linked_picture_is_found_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "linked.png").write_bytes(PICTURE)
    made = Pur()
    made.picture(made.image(None, 160, 100, str(tmp_path / "far" / "linked.png")), (160, 100))
    made.picture(made.image(None, 160, 100, "\\\\server\\share\\x.png"), (160, 100), name="on a server")
    report = importing.run([made.write(tmp_path / "b.pur")])
    assert kinds(pins_of(report)) == ["still"] and len(report.problems) == 1
    assert "on a server" in reasons(report)[0]


def test_the_film_is_told_by_the_pictures_names(tmp_path: Path) -> None:
    film, _ = films.add_film(Film("Her", 2013))
    item = {"picture": PICTURE, "data": {"filename": "/shots/Her-01.29.14.png"}}
    opened = boards.open_board(importing.run([bee_file(tmp_path / "a.bee", [item])]).board_ids[0])
    (still,) = opened.stills.values()
    assert (still.film_id, still.timecode, opened.board.film_id) == (film.id, 5354.0, film.id)


# -- again, in vain, and back -----------------------------------------------------------------------


def test_importing_twice_doubles_no_picture(tmp_path: Path, library: Path) -> None:
    file = bee_file(tmp_path / "a.bee", [{"picture": PICTURE}, {"picture": PICTURE}, {"picture": OTHER}])
    first, second = importing.run([file]), importing.run([file])
    assert (first.totals.stills, second.totals.stills) == (2, 0)
    assert [board.title for board in boards.list_boards()] == ["a 2", "a"]
    assert len([path for path in (library / "pictures").rglob("*.png") if path.is_file()]) == 2


def test_a_dry_run_counts_the_same_and_keeps_nothing(tmp_path: Path, library: Path) -> None:
    items: list[dict[str, Any]] = [
        {"picture": PICTURE},
        {"type": "text", "data": {"text": "x"}},
        {"scale": 0, "picture": OTHER},
    ]
    file = bee_file(tmp_path / "a.bee", items)
    dry = importing.run([file], dry_run=True)
    assert not boards.list_boards() and not importing.imports() and dry.import_id is None
    assert [path for path in (library / "pictures").rglob("*") if path.is_file()] == []
    real = importing.run([file])
    assert dry.totals == real.totals and dry.files == real.files


def test_taken_back_whole(tmp_path: Path) -> None:
    report = importing.run([simple(tmp_path)])
    assert report.import_id is not None
    (run,) = importing.imports()
    assert (run.kind, run.source, run.boards, run.stills) == ("bee", "refs.bee", 1, 1)
    undone = importing.undo(report.import_id)
    assert (undone.boards, undone.kept_boards, undone.stills) == (1, 0, 1)
    assert not boards.list_boards() and not stills.stills_of_film(None)
    again = importing.run([simple(tmp_path / "..", "again.bee")])
    assert again.totals.boards == 1 and len(stills.stills_of_film(None)) == 1


def test_a_board_that_was_changed_since_stays_with_its_pictures(tmp_path: Path) -> None:
    report = importing.run([simple(tmp_path)])
    (pin,) = pins_of(report)
    boards.apply_edit(report.board_ids[0], BoardEdit((pin,), (replace(pin, z=9.0),)))
    undone = importing.undo(report.import_id or 0)
    assert (undone.boards, undone.kept_boards, undone.stills) == (0, 1, 0)
    assert len(boards.list_boards()) == 1 and len(stills.stills_of_film(None)) == 1


def test_a_picture_that_lies_on_another_board_too_stays(tmp_path: Path) -> None:
    report = importing.run([simple(tmp_path)])
    boards.create_board("Mine", None, [replace(pin, uuid="0" * 32) for pin in pins_of(report)])
    undone = importing.undo(report.import_id or 0)
    assert (undone.boards, undone.stills) == (1, 0) and len(stills.stills_of_film(None)) == 1


@pytest.mark.parametrize("at", [0, 1, 3, 6])
def test_a_cancel_leaves_nothing(tmp_path: Path, library: Path, at: int) -> None:
    items = [{"picture": png(quarters(40 + n, 30)), "z": n} for n in range(6)]
    file = bee_file(tmp_path / "a.bee", items)
    steps = 0

    def report(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        if steps > at:
            raise CancelledError

    with pytest.raises(CancelledError):
        importing.run([file], report=report)
    assert not boards.list_boards() and not importing.imports() and not stills.stills_of_film(None)
    assert [path for path in (library / "pictures").rglob("*") if path.is_file()] == []


def test_several_boards_at_once_are_one_import(tmp_path: Path) -> None:
    made = Pur()
    made.picture(made.image(PICTURE, 160, 100), (160, 100))
    broken = tmp_path / "broken.bee"
    broken.write_bytes(b"no board")
    steps: list[tuple[int, int]] = []
    files = [simple(tmp_path), broken, made.write(tmp_path / "b.pur")]
    report = importing.run(files, report=lambda done, total: steps.append((done, total)))
    assert report.totals.boards == 2 and len(report.board_ids) == 2 and len(report.problems) == 1
    assert not report.nothing_readable and steps == sorted(steps) and steps[-1] == (3000, 3000)
    (run,) = importing.imports()
    assert (run.kind, run.boards) == ("boards", 2)


def test_boards_and_other_things_come_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    with pytest.raises(KnownError, match="one kind of thing at a time"):
        importing.run([simple(tmp_path), tmp_path / "a.png"])
    with pytest.raises(KnownError, match="is not there"):
        importing.run([tmp_path / "none.bee"])


def test_the_report_in_numbers_fits_json(tmp_path: Path) -> None:
    from moodboard.cli.importing import report_dict

    report = importing.run([simple(tmp_path)])
    said = json.loads(json.dumps(report_dict(report)))
    assert said["files"] == [
        {"file": "refs.bee", "kind": "bee", "rows": 1, "added": 1, "updated": 0, "skipped": 0, "problems": []}
    ]
    assert said["totals"]["boards"] == 1 and said["import"] == report.import_id


def test_the_command_line_brings_a_board_in_and_takes_it_back(tmp_path: Path) -> None:
    file = simple(tmp_path)

    def moodboard(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "moodboard", "--library", str(tmp_path / "other"), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    done = moodboard("import", file, "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["totals"]["boards"] == 1
    (run,) = json.loads(moodboard("imports", "--json").stdout)
    assert (run["kind"], run["boards"]) == ("bee", 1)
    assert "1 board removed" in moodboard("import", "--undo", run["id"]).stdout
    (tmp_path / "x.pur").write_bytes(b"nothing")
    failed = moodboard("import", tmp_path / "x.pur")
    assert failed.returncode == 1 and "x.pur is not a PureRef board." in failed.stderr
