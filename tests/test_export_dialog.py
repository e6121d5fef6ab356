# SPDX-License-Identifier: GPL-3.0-or-later
"""The export dialog, with mouse and keyboard."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from export_world import World, make_world
from moodboard.domain.board import PinKind
from moodboard.domain.export import Format, Mode
from moodboard.qt.tokens import LIGHT
from moodboard.services import boards, exporting_frames
from moodboard.ui import theme
from moodboard.ui.dialogs.export_dialog import ExportDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def world(library: Path, qapp: QApplication) -> World:
    theme.apply(qapp, "light")
    return make_world()


@pytest.fixture
def dialog(world: World, qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    with opened(world.board_id, qtbot, tmp_path) as made:
        yield made


@contextmanager
def opened(
    board_id: int,
    qtbot: QtBot,
    tmp_path: Path,
    selection: tuple[str, ...] = (),
    command: list[str] | None = None,
) -> Iterator[ExportDialog]:
    made = ExportDialog(board_id, selection, LIGHT, run_command=command)
    made._folder = tmp_path / "out"
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.preview.image() is not None or not made.export_button.isEnabled())
    yield made
    made.reject()


def planned(dialog: ExportDialog, qtbot: QtBot, **is_so: object) -> None:
    """Wait until the plan is what the choices say."""

    def check() -> None:
        plan = dialog.plan()
        assert plan is not None
        assert {name: getattr(plan, name) for name in is_so} == is_so

    qtbot.waitUntil(check)


def test_it_opens_on_a_phone_wallpaper_and_says_what_fits(dialog: ExportDialog) -> None:
    plan = dialog.plan()
    assert plan is not None and (plan.width, plan.height) == (1170, 2532)
    assert dialog.size_said.text().startswith("1170 × 2532 px · about ")
    assert " of 9 pins fit" in dialog.fit_said.text()
    assert len(dialog.left_out.pins()) == len(plan.left_out) > 0


def test_a_click_on_a_shape_changes_the_picture(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.panel.rows["desktop"], LEFT)
    planned(dialog, qtbot, width=3840, height=2160)
    qtbot.keyClick(dialog.panel.rows["desktop"], Qt.Key.Key_Down)
    planned(dialog, qtbot, width=2480, height=3508, dpi=300)


def test_as_laid_out_brings_all_of_it(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.panel.mode.button(Mode.AS_LAID_OUT), LEFT)
    planned(dialog, qtbot, mode=Mode.AS_LAID_OUT, left_out=())
    assert dialog.panel.notes.isChecked() and dialog.fit_said.text().startswith("All of it fits")


def test_clear_is_offered_only_where_the_format_can(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.panel.clear, LEFT)
    planned(dialog, qtbot, background=None)
    qtbot.mouseClick(dialog.panel.format.button(Format.JPEG), LEFT)
    planned(dialog, qtbot, format=Format.JPEG, background="#ECE4DA")
    assert dialog.panel.clear.isHidden() and not dialog.panel.quality.isHidden()


def test_quality_shows_only_where_it_means_something(dialog: ExportDialog) -> None:
    assert dialog.panel.quality.isHidden()


def test_margin_and_background_reach_the_plan(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.panel.margin.setFocus()
    qtbot.keyClick(dialog.panel.margin, Qt.Key.Key_Home)
    planned(dialog, qtbot, margin=0)
    qtbot.mouseClick(dialog.panel.dots[2], LEFT)
    planned(dialog, qtbot, background="#0F0D0C")


def test_lines_can_be_left_out(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.panel.lines, LEFT, pos=QPoint(8, 12))
    qtbot.waitUntil(lambda: all(pin.kind is PinKind.STILL for pin in dialog.plan().pins))


def test_a_custom_size_follows_the_fields(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.panel.rows["custom"], LEFT)
    planned(dialog, qtbot, mode=Mode.AS_LAID_OUT)
    dialog.panel.width_box.setValue(900)
    dialog.panel.height_box.setValue(17_000)
    planned(dialog, qtbot, width=900, height=16_000)


def test_a_board_without_pins_says_why_it_cannot_be_exported(
    library: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    board, _ = boards.create_board("Empty")
    with opened(board.id, qtbot, tmp_path) as dialog:
        qtbot.waitUntil(lambda: "nothing on this board" in dialog.export_button.toolTip())
        assert not dialog.export_button.isEnabled()


def test_a_selection_is_exported_alone(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    chosen = tuple(pin.uuid for pin in world.pins[:2])
    with opened(world.board_id, qtbot, tmp_path, chosen) as dialog:
        assert dialog.panel.what.currentData() == "board"
        dialog.panel.what.setFocus()
        qtbot.keyClick(dialog.panel.what, Qt.Key.Key_Down)
        planned(dialog, qtbot, considered=2)


def test_dragging_in_the_preview_makes_a_frame_that_keeps_the_layout(
    world: World, dialog: ExportDialog, qtbot: QtBot
) -> None:
    before = dialog.plan().pins[0]
    at = dialog.preview.rect_of(before.uuid).center().toPoint()
    with qtbot.waitSignal(dialog.changed):
        qtbot.mousePress(dialog.preview, LEFT, pos=at)
        qtbot.mouseMove(dialog.preview, at + QPoint(10, 6))
        qtbot.mouseMove(dialog.preview, at + QPoint(20, 12))
        qtbot.mouseRelease(dialog.preview, LEFT, pos=at + QPoint(20, 12))
    opened_board = boards.open_board(world.board_id)
    frame = exporting_frames.frame_for(opened_board, "phone")
    twin = next(pin for pin in exporting_frames.twins_of(opened_board, frame.uuid) if pin.twin == before.uuid)
    assert twin.place.x > before.place.x and twin.place.width == before.place.width
    qtbot.waitUntil(lambda: dialog.preview.chosen() == twin.uuid and not dialog.panel.again.isHidden())
    qtbot.mouseClick(dialog.panel.again, LEFT)
    qtbot.waitUntil(lambda: dialog.panel.again.isHidden())
    assert not exporting_frames.twins_of(boards.open_board(world.board_id), frame.uuid)


def test_arrows_nudge_the_chosen_pin(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Period)
    uuid = dialog.preview.chosen()
    x = next(pin.place.x for pin in dialog.plan().pins if pin.uuid == uuid)
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: any((pin.twin, pin.place.x) == (uuid, x + 1) for pin in dialog.plan().pins))


def test_export_writes_the_file_and_says_so(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.mouseClick(dialog.panel.rows["square"], LEFT)
    planned(dialog, qtbot, width=1080, height=1080)
    with qtbot.waitSignal(dialog._process.succeeded, timeout=60_000):
        qtbot.mouseClick(dialog.export_button, LEFT)
        assert not dialog.panel.isEnabled() and not dialog.progress.isHidden()
    assert dialog.saved_said.text() == "Saved." and not dialog.show_link.isHidden()
    with Image.open(tmp_path / "out" / "Now we know how (square).png") as image:
        assert image.size == (1080, 1080)


def test_a_second_export_takes_a_name_of_its_own(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        with qtbot.waitSignal(dialog._process.succeeded, timeout=60_000):
            qtbot.mouseClick(dialog.export_button, LEFT)
        qtbot.waitUntil(dialog.export_button.isEnabled)
    assert (tmp_path / "out" / "Now we know how (phone) 2.png").exists()


SLOW = "import sys, time; print('1 4', flush=True); time.sleep(60)"


def test_escape_stops_an_export_and_leaves_no_file(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    with opened(world.board_id, qtbot, tmp_path, command=[sys.executable, "-c", SLOW]) as dialog:
        with qtbot.waitSignal(dialog._process.progressed):
            dialog.export()
        with qtbot.waitSignal(dialog._process.cancelled):
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible() and dialog.panel.isEnabled() and not list((tmp_path / "out").iterdir())


def test_a_process_that_dies_is_one_sentence(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('moodboard: The disk of x is full.')"]
    with opened(world.board_id, qtbot, tmp_path, command=command) as dialog:
        with qtbot.waitSignal(dialog._process.failed):
            dialog.export()
        assert dialog.error_said.text() == "The disk of x is full." and dialog.export_button.isEnabled()


def test_copy_puts_the_picture_on_the_clipboard(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog._process.succeeded, timeout=60_000):
        qtbot.mouseClick(dialog.copy_button, LEFT)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1170, 2532)
    QGuiApplication.clipboard().clear()


def test_escape_closes_it(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    controls = [w for w in dialog.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    unnamed = [
        w for w in controls if w.isVisible() and not w.accessibleName() and "qt_" not in w.objectName()
    ]
    assert [w for w in unnamed if type(w).__name__ not in ("QScrollArea", "QLineEdit")] == []
