# SPDX-License-Identifier: GPL-3.0-or-later
"""Tattoo sheets and print sheets: where things lie, how long they are, what they look like on paper."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from export_world import make_world
from moodboard.domain import framing, sheets
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, Place, Rect, TextStyle
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.line import Line
from moodboard.domain.sheets import CM, MARGIN, Setting, SheetKind, SheetWords, Shot
from moodboard.services import boards, library
from moodboard.services import sheets as service

DOTS = 300 / 2.54
"""Pixels of a centimetre at 300 dots per inch."""


class Letters:
    """Every line is a box: its ink as wide as asked, a tenth as high for each row."""

    def exactly(self, words: str, style: TextStyle, width: float) -> Setting:
        return Setting(style, width, width / 10, Rect(0, 0, width, width / 10))

    def within(self, line: Line, style: TextStyle, width: float) -> Setting:
        return Setting(style, min(200.0, width), 40.0, Rect(0, 0, 200, 40))


def shot(name: str, ratio: float) -> Shot:
    return Shot(
        Pin(name, PinKind.STILL, Place(0, 0, 100 * ratio, 100), still=name),
        ratio,
        "0:12:40",
        "The Blue Apartment",
    )


def line(name: str) -> tuple[Pin, Line]:
    return Pin(name, PinKind.LINE, Place(0, 0, 100, 20), line=name), Line(name, "Stay on the line.")


def laid(kind: SheetKind, ratios: list[float], lines: int = 0, **more: object) -> sheets.Sheet:
    shots = [shot(f"s{n}", ratio) for n, ratio in enumerate(ratios)]
    said = [line(f"l{n}") for n in range(lines)]
    return sheets.sheet(kind, shots, said, Letters(), SheetWords("Sheet"), **more)  # type: ignore[arg-type]


def stills_of(made: sheets.Sheet) -> list[Pin]:
    return [pin for pin in made.pins if pin.kind is PinKind.STILL]


def test_each_chosen_shot_is_there_in_colour_in_grey_and_in_outline() -> None:
    made = stills_of(laid(SheetKind.TATTOO, [1.78, 1.0]))
    tones = [(pin.still, pin.style.tone.greyscale, bool(pin.style.tone.outline)) for pin in made]
    each = [(False, False), (True, False), (False, True)]
    assert tones == [(name, *tone) for name in ("s0", "s1") for tone in each]


def test_the_line_is_set_four_eight_and_twelve_centimetres_wide() -> None:
    made = laid(SheetKind.TATTOO, [], lines=1)
    widths = [pin.place.width / CM for pin in made.pins if pin.kind is PinKind.LINE]
    assert widths == pytest.approx([4, 8, 12])


def test_each_size_is_grouped_with_its_bar_and_its_label() -> None:
    made = laid(SheetKind.TATTOO, [], lines=1)
    groups = [pin for pin in made.pins if pin.kind is PinKind.GROUP]
    assert [group.text for group in groups] == ["4 cm", "8 cm", "12 cm"]
    bars = [
        max(pin.place.width for pin in made.pins if pin.group == group.uuid and pin.kind is PinKind.DRAWING)
        for group in groups
    ]
    assert [round(bar / CM, 3) for bar in bars] == [4, 8, 12]


def test_a_fifth_shot_is_named_as_left_out() -> None:
    assert laid(SheetKind.TATTOO, [1.5] * 5).left_out == ("s4",)


@given(some.lists(some.floats(0.3, 3.5), max_size=4), some.integers(0, 6))
def test_a_tattoo_sheet_stays_on_its_paper_and_its_pictures_do_not_overlap(
    ratios: list[float], lines: int
) -> None:
    made = laid(SheetKind.TATTOO, ratios, lines)
    _stays_on_paper(made)


@given(
    some.lists(some.floats(0.3, 3.5), max_size=30), some.integers(0, 6), some.sampled_from(["a4", "a3", ""])
)
def test_a_print_sheet_stays_on_its_paper_and_its_pictures_do_not_overlap(
    ratios: list[float], lines: int, paper: str
) -> None:
    made = laid(SheetKind.PRINT, ratios, lines, paper=paper)
    _stays_on_paper(made)
    assert len(stills_of(made)) == len(ratios)


def _stays_on_paper(made: sheets.Sheet) -> None:
    paper = made.frame.place.rect.grown(-MARGIN + 0.01)
    placed = [pin for pin in made.pins if pin.kind in (PinKind.STILL, PinKind.LINE)]
    for n, pin in enumerate(placed):
        box = pin.place.bounds
        assert box.x >= paper.x and box.right <= paper.right
        assert box.y >= paper.y and box.bottom <= paper.bottom
        assert not any(box.grown(-0.01).meets(other.place.bounds.grown(-0.01)) for other in placed[:n])


def test_the_ratios_of_pictures_are_kept() -> None:
    for kind in SheetKind:
        for pin in stills_of(laid(kind, [2.4])):
            assert pin.place.width / pin.place.height == pytest.approx(2.4)


def test_a_caption_says_as_much_as_fits_under_its_picture() -> None:
    wide, narrow = (stills_of(laid(SheetKind.PRINT, [ratio, 6.0]))[0] for ratio in (3.0, 0.6))
    assert wide.style.caption == "{timecode} · {film}"
    assert narrow.style.caption == "{timecode}"


def test_mirrored_twice_is_as_before() -> None:
    made = laid(SheetKind.TATTOO, [1.5, 0.8], lines=1, marks=True)
    there = framing.mirrored(made.pins, made.frame)
    assert all(pin.style.flip_x for pin in there if pin.kind in (PinKind.STILL, PinKind.LINE, PinKind.NOTE))
    for pin, back in zip(made.pins, framing.mirrored(there, made.frame), strict=True):
        assert (back.place.x, back.style) == (pytest.approx(pin.place.x), pin.style)


def test_crop_marks_lie_outside_of_the_margin() -> None:
    frame = laid(SheetKind.PRINT, [1.5]).frame
    inner = frame.place.rect.grown(-MARGIN)
    marks = sheets.crop_marks(frame)
    assert len(marks) == 8
    assert not any(mark.place.bounds.meets(inner.grown(-1)) for mark in marks)


def world_pins() -> tuple[boards.OpenBoard, dict[str, Pin]]:
    opened = boards.open_board(make_world().board_id)
    return opened, {pin.uuid: pin for pin in opened.pins}


def lay(kind: SheetKind, opened: boards.OpenBoard, chosen: list[str]) -> service.Laid:
    pins = {pin.uuid: pin for pin in opened.pins}
    words = SheetWords(service.NAMES[kind])
    return service.laid(kind, pins, opened.stills, opened.lines, opened.films, chosen, Letters(), words)


def test_a_sheet_lies_beside_everything_else(library: Path) -> None:
    opened, pins = world_pins()
    made = lay(SheetKind.PRINT, opened, list(pins))
    assert made.frame.place.x > max(pin.place.bounds.right for pin in opened.pins)


def test_nothing_chosen_is_told_in_one_sentence(library: Path) -> None:
    opened, _ = world_pins()
    with pytest.raises(KnownError, match="Choose the pictures and the lines"):
        lay(SheetKind.TATTOO, opened, [])


def test_stills_with_too_few_pixels_for_paper_are_named(library: Path) -> None:
    opened, _ = world_pins()
    alone = [pin.uuid for pin in opened.pins if pin.kind is PinKind.STILL][:1]
    made = lay(SheetKind.PRINT, opened, alone)
    assert [still.name for still in made.soft] == ["shot-0.jpg"]


def test_a_refit_of_the_board_leaves_its_sheets_out(library: Path) -> None:
    from moodboard.domain.export import ExportRequest
    from moodboard.services.exporting import plan

    opened, pins = world_pins()
    request = ExportRequest(opened.board.id, preset="phone")
    before = {pin.uuid for pin in plan(request).pins}
    boards.apply_edit(opened.board.id, lay(SheetKind.TATTOO, opened, list(pins)).edit)
    assert {pin.uuid for pin in plan(request).pins} == before


def test_a_preset_never_fills_a_sheet(library: Path) -> None:
    from moodboard.services.exporting_frames import frame_for

    opened, pins = world_pins()
    boards.apply_edit(opened.board.id, lay(SheetKind.TATTOO, opened, list(pins)).edit)
    assert frame_for(boards.open_board(opened.board.id), "a4") is None


def test_the_style_of_a_sheet_is_stored(library: Path) -> None:
    opened, pins = world_pins()
    made = lay(SheetKind.TATTOO, opened, list(pins))
    boards.apply_edit(opened.board.id, made.edit)
    stored = {pin.uuid: pin for pin in boards.open_board(opened.board.id).pins}
    assert stored[made.frame.uuid].style.sheet == "tattoo"
    assert {stored[pin.uuid].style for pin in made.edit.after} == {pin.style for pin in made.edit.after}


# -- on the paper ------------------------------------------------------------------------------------


def run(*said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "moodboard", "--library", str(library.folder()), *said]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=120)


def exported(file: Path, frame: str, width: int = 2480) -> np.ndarray:
    size = () if width == 2480 else ("--width", str(width))
    done = run("export", "1", str(file), "--frame", frame, *size)
    assert done.returncode == 0, done.stderr
    with Image.open(file) as image:
        assert image.size == (width, round(width * 3508 / 2480))
        return np.asarray(image.convert("L"))


def on_page(pin: Pin, frame: Pin) -> tuple[slice, slice]:
    x, y = pin.place.x - frame.place.x, pin.place.y - frame.place.y
    dots = 300 / 96
    return (
        slice(round((y - 3) * dots), round((y + pin.place.height + 3) * dots)),
        slice(round((x - 6) * dots), round((x + pin.place.width + 6) * dots)),
    )


def test_on_paper_a_line_is_as_wide_as_it_says(library: Path, tmp_path: Path) -> None:
    opened, pins = world_pins()
    said = [pin.uuid for pin in opened.pins if pin.kind is PinKind.LINE and not pin.frame]
    assert run("sheet", "1", "tattoo", "--pins", ",".join(said)).returncode == 0
    page = exported(tmp_path / "sheet.png", "Tattoo sheet")
    now = boards.open_board(1).pins
    frame = next(pin for pin in now if pin.style.sheet)
    lines = [pin for pin in now if pin.kind is PinKind.LINE and pin.uuid not in pins]
    for pin in lines:
        rows, columns = on_page(replace(pin, place=replace(pin.place, height=pin.place.height - 4)), frame)
        part = page[rows, columns]
        dark = np.nonzero((part < 110).any(axis=0))[0]
        width = dark[-1] - dark[0] + 1
        wanted = round(pin.place.width / CM)
        assert width / DOTS == pytest.approx(wanted, rel=0.01)


def test_a_mirrored_sheet_is_the_mirror_image(library: Path, tmp_path: Path) -> None:
    _, pins = world_pins()
    chosen = [
        pin.uuid for pin in pins.values() if pin.kind in (PinKind.STILL, PinKind.LINE) and not pin.frame
    ]
    for more in ((), ("--mirrored",)):
        assert (
            run("sheet", "1", "tattoo", "--pins", ",".join(chosen[:1] + chosen[-1:]), *more).returncode == 0
        )
    plain = exported(tmp_path / "plain.png", "Tattoo sheet", 1240).astype(int)
    mirrored = exported(tmp_path / "mirrored.png", "Tattoo sheet 2", 1240).astype(int)
    away = np.abs(plain[:, ::-1] - mirrored)
    assert plain.min() < 60 and (plain[:, ::-1] != plain).mean() > 0.02
    assert away.mean() < 1.0 and (away > 90).mean() < 0.004


def test_the_sheet_command_says_what_it_laid(library: Path) -> None:
    world_pins()
    done = run("sheet", "1", "print", "--json", "--paper", "a3", "--marks")
    said = json.loads(done.stdout)
    assert (done.returncode, said["frame"]) == (0, "Print sheet")
    frame = next(pin for pin in boards.open_board(1).pins if pin.uuid == said["uuid"])
    assert frame.style.preset == "a3"


def test_the_sheet_command_refuses_what_is_no_sheet(library: Path) -> None:
    world_pins()
    assert run("sheet", "1", "poster").returncode == 2
    assert run("sheet", "1", "print", "--pins", "nobody").returncode == 1


def test_a_sheet_is_undone_in_one_edit(library: Path) -> None:
    opened, pins = world_pins()
    made = lay(SheetKind.TATTOO, opened, list(pins))
    assert made.edit.before == () and isinstance(made.edit, BoardEdit)
    boards.apply_edit(opened.board.id, made.edit)
    boards.apply_edit(opened.board.id, made.edit.inverted())
    assert {pin.uuid for pin in boards.open_board(opened.board.id).pins} == set(pins)


def test_labels_stand_on_the_paper_without_a_shadow() -> None:
    notes = [pin for pin in laid(SheetKind.TATTOO, [], lines=1).pins if pin.kind is PinKind.NOTE]
    assert {pin.style.shadow for pin in notes} == {False}
    assert {pin.style.text.size for pin in notes} == {NOTE_STYLE.size}
