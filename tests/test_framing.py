# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames: what moves with them, what they are called, exporting all of them at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from export_world import make_world
from moodboard.domain import framing
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.services import boards, library
from open_board import make_page  # noqa: F401  - a fixture

Desk = SimpleNamespace


def a_frame(
    uuid: str, x: float, y: float, width: float, height: float, name: str = "", **more: object
) -> Pin:
    return replace(Pin(uuid, PinKind.FRAME, Place(x, y, width, height), text=name), **more)


def a_note(uuid: str, x: float, y: float, **more: object) -> Pin:
    return replace(Pin(uuid, PinKind.NOTE, Place(x, y, 100, 40), text=uuid), **more)


def by_uuid(*pins: Pin) -> dict[str, Pin]:
    return {pin.uuid: pin for pin in pins}


def test_a_pin_lies_in_a_frame_when_its_middle_does() -> None:
    pins = by_uuid(a_frame("f", 0, 0, 300, 300), a_note("in", 220, 100), a_note("out", 260, 100))
    assert framing.contents(pins, ("f",)) == ["in"]


def test_a_smaller_frame_lies_in_a_larger_one_and_not_the_other_way() -> None:
    pins = by_uuid(
        a_frame("big", 0, 0, 900, 900), a_frame("small", 300, 300, 300, 300), a_note("n", 400, 400)
    )
    assert framing.contents(pins, ("big",)) == ["small", "n"]
    assert framing.contents(pins, ("small",)) == ["n"]


def test_a_group_lies_in_a_frame_as_a_whole_or_not_at_all() -> None:
    group = Pin("g", PinKind.GROUP, Place(200, 0, 500, 40))
    pins = by_uuid(
        a_frame("f", 0, 0, 300, 300), group, a_note("a", 200, 0, group="g"), a_note("b", 600, 0, group="g")
    )
    assert framing.contents(pins, ("f",)) == []
    near = by_uuid(
        *(replace(pin, place=replace(pin.place, x=pin.place.x - 400)) for pin in list(pins.values())[1:])
    )
    assert framing.contents({"f": pins["f"], **near}, ("f",)) == ["g", "a", "b"]


def test_a_frame_in_a_group_holds_what_lies_in_it() -> None:
    group = Pin("g", PinKind.GROUP, Place(0, 0, 2000, 300))
    pins = by_uuid(
        group,
        a_frame("f", 0, 0, 300, 300, group="g"),
        a_note("a", 100, 100, group="g"),
        a_note("b", 1800, 100, group="g"),
    )
    assert framing.contents(pins, ("f",)) == ["a"]


def test_new_frames_have_names_of_their_own() -> None:
    pins = [a_frame("a", 0, 0, 1, 1, "Phone"), a_frame("b", 0, 0, 1, 1, "phone 2")]
    assert framing.free_name("Phone", pins) == "Phone 3"
    assert framing.free_name("Story", pins) == "Story"
    assert framing.names_apart(pins, pins) == {"a": "Phone 3", "b": "phone 4"}


def test_files_are_called_after_their_frames_and_equal_names_are_numbered() -> None:
    frames = [a_frame(name, 0, n, 1, 1, name) for n, name in enumerate(["Phone", "phone", "a/b: c?", ""])]
    names = [file.name for file in framing.files_for(frames, Path("her.png"))]
    assert names == ["her (Phone).png", "her (phone 2).png", "her (a b c).png", "her (Frame).png"]


# -- by hand -----------------------------------------------------------------------------------------


@pytest.fixture
def desk(make_page: Callable[..., Desk]) -> Iterator[Desk]:  # noqa: F811
    desk = make_page()
    editor = desk.editor
    desk.frame = editor.add_frame("Phone", Rect(0, 0, 300, 400), "")
    desk.note = editor.add_note("in the frame", 60, 80)
    desk.away = editor.add_note("elsewhere", 420, 80)
    drawn = replace(editor.new_pin(PinKind.DRAWING, Rect(100, 200, 80, 60)), drawing=Drawing(Shape.RECTANGLE))
    editor.add_pins([drawn], "Draw")
    desk.drawn = drawn.uuid
    yield desk


def at(desk: Desk, x: float, y: float) -> QPoint:
    return desk.canvas.to_screen(x, y).toPoint() if hasattr(desk.canvas, "to_screen") else QPoint()


def drag(desk: Desk, qtbot: QtBot, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    qtbot.mousePress(desk.canvas, Qt.MouseButton.LeftButton, keys, start)
    for part in (0.3, 0.7, 1.0):
        point = start + (end - start) * part
        event_pos = QPoint(round(point.x()), round(point.y()))
        _move(desk, event_pos, keys)
    qtbot.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton, keys, end)


def _move(desk: Desk, to: QPoint, keys: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    spot, everywhere = QPointF(to), QPointF(desk.canvas.mapToGlobal(to))
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(
        desk.canvas, QMouseEvent(QEvent.Type.MouseMove, spot, everywhere, Qt.MouseButton.NoButton, left, keys)
    )


def place(desk: Desk, uuid: str) -> Place:
    found = desk.editor.pins[uuid].place
    assert isinstance(found, Place)
    return found


def test_what_lies_in_a_frame_moves_with_it_in_one_step(desk: Desk) -> None:
    before = {uuid: place(desk, uuid) for uuid in (desk.frame, desk.note, desk.drawn, desk.away)}
    desk.editor.move((desk.frame,), 500, 30)
    for uuid in (desk.frame, desk.note, desk.drawn):
        assert (place(desk, uuid).x, place(desk, uuid).y) == (before[uuid].x + 500, before[uuid].y + 30)
    assert place(desk, desk.away) == before[desk.away]
    desk.editor.undo()
    assert {uuid: place(desk, uuid) for uuid in before} == before


def test_what_is_locked_in_a_frame_stays(desk: Desk) -> None:
    desk.editor.lock((desk.note,))
    before = place(desk, desk.note)
    desk.editor.move((desk.frame,), 500, 0)
    assert place(desk, desk.note) == before
    assert place(desk, desk.drawn).x == 600


def test_what_is_hidden_in_a_frame_moves_along(desk: Desk) -> None:
    desk.editor.hide((desk.note,))
    desk.editor.move((desk.frame,), 500, 0)
    assert place(desk, desk.note).x == 560


def test_a_copy_of_a_frame_lies_beside_it_with_all_that_is_in_it(desk: Desk) -> None:
    desk.canvas.select((desk.frame,))
    desk.book.action("edit.duplicate").trigger()
    (copy,) = desk.canvas.selected()
    pins = desk.editor.pins
    assert pins[copy].text == "Phone 2"
    assert not pins[copy].place.rect.meets(pins[desk.frame].place.rect)
    inside = [pins[uuid].kind for uuid in framing.contents(pins, (copy,))]
    assert sorted(inside) == [PinKind.DRAWING, PinKind.NOTE]
    desk.editor.undo()
    assert copy not in desk.editor.pins and len(desk.editor.pins) == 4


def test_a_pasted_frame_comes_with_all_that_is_in_it(desk: Desk) -> None:
    pasted = desk.editor.paste_pins(desk.editor.to_clipboard((desk.frame,)), 2000, 0)
    kinds = sorted(desk.editor.pins[uuid].kind for uuid in pasted)
    assert kinds == [PinKind.DRAWING, PinKind.FRAME, PinKind.NOTE]


def test_a_cut_frame_takes_along_what_is_in_it(desk: Desk) -> None:
    desk.canvas.select((desk.frame,))
    desk.book.action("edit.cut").trigger()
    assert list(desk.editor.pins) == [desk.away]


@pytest.mark.parametrize("along", [False, True])
def test_a_corner_draws_a_frame_wider_and_with_shift_what_is_in_it(
    desk: Desk, qtbot: QtBot, along: bool
) -> None:
    canvas = desk.canvas
    canvas.select((desk.frame,))
    canvas.zoom_to(0.5)
    canvas.show_whole(Rect(-100, -100, 700, 800))
    before = place(desk, desk.drawn)
    zoom = canvas.viewport.zoom
    view = canvas.view()
    middle = canvas.rect().center()
    start = QPoint(
        round(middle.x() + (300 - view.x) * zoom) + 3, round(middle.y() + (400 - view.y) * zoom) + 3
    )
    keys = Qt.KeyboardModifier.ControlModifier  # no edge attracts
    if along:
        keys |= Qt.KeyboardModifier.ShiftModifier
    drag(desk, qtbot, start, start + QPoint(60, 80), keys)
    assert place(desk, desk.frame).width > 310
    assert (place(desk, desk.drawn) != before) is along
    if along:
        grown = place(desk, desk.frame).width / 300
        assert place(desk, desk.drawn).width == pytest.approx(80 * grown)


def test_a_second_frame_of_a_shape_has_a_name_of_its_own(desk: Desk) -> None:
    desk.page.adding.frame("story")
    desk.page.adding.frame("story")
    names = [pin.text for pin in framing.frames_of(desk.editor.own_pins())]
    assert sorted(names) == ["Phone", "Story", "Story 2"]


def test_a_sheet_is_one_step_and_is_mirrored_in_one(desk: Desk) -> None:
    desk.editor.type_line("Stay on the line.", 50, 600)
    line = next(pin.uuid for pin in desk.editor.own_pins() if pin.kind is PinKind.LINE)
    count = len(desk.editor.pins)
    desk.canvas.select((line,))
    desk.book.action("frame.tattoo").trigger()
    (sheet,) = desk.canvas.selected()
    assert desk.editor.pins[sheet].style.sheet == "tattoo"
    there = dict(desk.editor.pins)
    desk.book.action("frame.mirror").trigger()
    assert sum(pin.style.flip_x for pin in desk.editor.pins.values()) >= 6
    desk.editor.undo()
    assert desk.editor.pins == there
    desk.editor.undo()
    assert len(desk.editor.pins) == count


def test_without_a_picture_or_a_line_the_sheet_asks_in_one_sentence(desk: Desk) -> None:
    desk.canvas.select(())
    desk.book.action("frame.print").trigger()
    assert "Choose the pictures and the lines" in desk.page.bar.words
    assert len(desk.editor.pins) == 4


def test_crop_marks_come_and_go(desk: Desk) -> None:
    desk.canvas.select((desk.frame,))
    desk.book.action("frame.marks").trigger()
    assert len(desk.editor.pins) == 12
    desk.book.action("frame.marks").trigger()
    assert len(desk.editor.pins) == 4


def test_all_frames_can_be_exported_only_when_there_is_one(desk: Desk) -> None:
    action = desk.book.action("board.export_frames")
    assert action.isEnabled()
    desk.editor.remove((desk.frame,))
    assert not action.isEnabled()
    desk.editor.undo()
    assert action.isEnabled()


def test_the_dialog_writes_a_file_for_each_ticked_frame(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    from moodboard.ui.dialogs.frames_dialog import FramesDialog

    desk.editor.add_frame("Story", Rect(400, 0, 300, 400))
    desk.editor.add_frame("Empty", Rect(4000, 0, 300, 400))
    desk.editor.save()
    board = desk.editor.board
    dialog = FramesDialog(board.id, board.title, desk.editor.own_pins(), False, desk.window)
    qtbot.addWidget(dialog)
    dialog.folder = tmp_path
    dialog.open()
    assert [tick.text() for tick in dialog.ticks] == ["Phone", "Story", "Empty"]
    dialog.keep()
    qtbot.waitUntil(lambda: bool(dialog.error()), timeout=30_000)
    assert "Empty" in dialog.error() and list(tmp_path.glob("*.png")) == []
    dialog.ticks[2].setChecked(False)
    dialog.keep()
    qtbot.waitUntil(lambda: dialog.show_link.isVisible(), timeout=30_000)
    names = sorted(file.name for file in tmp_path.glob("Now*"))
    assert names == ["Now we know how (Phone).png", "Now we know how (Story).png"]
    assert "2 file" in dialog.words()


def test_a_cancelled_export_leaves_no_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    from moodboard.ui.dialogs.frames_dialog import FramesDialog

    desk.editor.save()
    board = desk.editor.board
    dialog = FramesDialog(board.id, board.title, desk.editor.own_pins(), False, desk.window)
    qtbot.addWidget(dialog)
    dialog.folder = tmp_path
    dialog.open()
    dialog.keep()
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: dialog.keep_button.isEnabled(), timeout=30_000)
    assert list(tmp_path.glob("*Phone*")) == [] and dialog.isVisible()


# -- on the command line -----------------------------------------------------------------------------


def run(*said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "moodboard", "--library", str(library.folder()), "export", *said]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=120)


def with_frames(*names: str, empty: str = "") -> int:
    """Return a board with a frame for each name; the one that is empty lies elsewhere."""
    from moodboard.domain.edits import BoardEdit

    board_id = make_world().board_id
    frames = [a_frame(f"f{n}", 0, n, 640, 250, name) for n, name in enumerate(names)]
    frames = [replace(f, place=Place(9000, 0, 50, 50)) if f.text == empty else f for f in frames]
    boards.apply_edit(board_id, BoardEdit(after=tuple(frames)))
    return board_id


def test_every_frame_is_written_under_its_name(library: Path, tmp_path: Path) -> None:
    board = with_frames("Phone", "Story", "Story")
    done = run(f"#{board}", str(tmp_path / "her.png"), "--all-frames", "--width", "320")
    names = ["her (Phone).png", "her (Story 2).png", "her (Story).png"]
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in tmp_path.glob("her*")) == names
    assert sorted(Path(said).name for said in done.stdout.splitlines()) == names
    with Image.open(tmp_path / "her (Phone).png") as image:
        assert image.width == 320


def test_when_one_frame_fails_none_is_written_and_it_is_named(library: Path, tmp_path: Path) -> None:
    board = with_frames("Phone", "Nothing in it", empty="Nothing in it")
    done = run(f"#{board}", str(tmp_path / "her.png"), "--all-frames")
    assert (done.returncode, done.stdout) == (1, "")
    assert "“Nothing in it”" in done.stderr and "No file was written" in done.stderr
    assert not [file for file in tmp_path.iterdir() if "her" in file.name]


def test_several_frames_are_said_by_name(library: Path, tmp_path: Path) -> None:
    board = with_frames("Phone", "Story", "Print")
    done = run(f"#{board}", str(tmp_path / "h.jpg"), "--frame", "Phone", "--frame", "Print")
    assert done.returncode == 0
    assert sorted(file.name for file in tmp_path.glob("h *")) == ["h (Phone).jpg", "h (Print).jpg"]
    assert run(f"#{board}", str(tmp_path / "one.jpg"), "--frame", "Story").returncode == 0
    assert (tmp_path / "one.jpg").exists()


def test_all_frames_of_a_board_without_any_is_refused(library: Path, tmp_path: Path) -> None:
    board = make_world().board_id
    done = run(f"#{board}", str(tmp_path / "h.png"), "--all-frames")
    assert done.returncode == 1 and "no frame" in done.stderr
    assert run("#1", str(tmp_path / "h.png"), "--all-frames", "--preset", "phone").returncode == 1
    assert run("#1", str(tmp_path / "h.png"), "--all-frames", "--frame", "x").returncode == 2


# -- in the export dialog ----------------------------------------------------------------------------


def test_the_export_of_a_chosen_frame_begins_with_that_frame(library: Path) -> None:
    from moodboard.domain.edits import BoardEdit
    from moodboard.ui.dialogs.export_options import BOARD, first_options

    board = with_frames("Print")
    opened = boards.open_board(board)
    frame = framing.frames_of(opened.pins)[0]
    assert first_options(opened, (frame.uuid,), False).what == frame.uuid
    assert first_options(opened, (), False).what == BOARD
    filled = replace(frame, style=replace(frame.style, preset="story"))
    twin = replace(opened.pins[0], uuid="twin", frame=frame.uuid, twin=opened.pins[0].uuid)
    boards.apply_edit(board, BoardEdit((frame,), (filled, twin)))
    again = first_options(boards.open_board(board), (frame.uuid,), False)
    assert (again.what, again.shape) == (BOARD, "story")


def test_every_frame_that_shows_the_board_is_listed_by_name(desk: Desk, qtbot: QtBot) -> None:
    from moodboard.qt.tokens import LIGHT
    from moodboard.ui.dialogs.export_dialog import ExportDialog

    paper = desk.editor.add_frame("On paper", Rect(0, 0, 300, 424), "a4")
    desk.editor.save()
    dialog = ExportDialog(desk.editor.board.id, (paper,), LIGHT, desk.window, editor=desk.editor)
    qtbot.addWidget(dialog)
    dialog.show()
    listed = [dialog.panel.what.itemText(n) for n in range(dialog.panel.what.count())]
    assert {"Frame “Phone”", "Frame “On paper”"} <= set(listed)
    qtbot.waitUntil(lambda: dialog.preview.plan() is not None, timeout=10_000)
    plan = dialog.preview.plan()
    assert (plan.dpi, plan.width, plan.height) == (300, 2480, 3508)
    three_millimetres = 3 / 210 * dialog.preview.sheet().width()
    assert dialog.preview.bleed() == pytest.approx(three_millimetres, rel=0.01)
    dialog.reject()
