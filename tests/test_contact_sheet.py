# SPDX-License-Identifier: GPL-3.0-or-later
"""The contact sheet: filled as shots are found, gone through by keys and mouse, by colour, pinned, saved."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture_page_ui import capture_page, clip, open_clip
from moodboard.domain.film_file import Cut
from moodboard.services import stills
from moodboard.services.video.keeping import Shot, Survey
from moodboard.ui import messages
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.capture.shots.contact_sheet import ContactSheet
from moodboard.ui.capture.shots.sheet_layout import Section, SheetLayout
from moodboard.ui.capture.shots.sheet_model import SheetModel, said_length
from moodboard.wiring import Program

Both = tuple[Program, CapturePage]
Key, Left = Qt.Key, Qt.MouseButton.LeftButton
RED, BLUE, GREEN = "#b3202a", "#2a4c9a", "#3c7a48"


@pytest.fixture
def both(library: Path, qtbot: QtBot) -> Iterator[Both]:
    with capture_page(qtbot) as made:
        yield made


def _jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(out, "JPEG")
    return out.getvalue()


def _survey(count: int, complete: bool = True, length: float = 2.0) -> Survey:
    colours = (RED, BLUE, GREEN)
    made = tuple(
        Shot(n * length, n * length + 0.5, _jpeg(colours[n % 3]), colours[n % 3], (colours[n % 3],))
        for n in range(count)
    )
    cuts = tuple(Cut(shot.at, shot.at - 0.04) for shot in made[1:])
    return Survey(cuts, made, reached=count * length, complete=complete)


def _sheet(qtbot: QtBot, page: CapturePage, tmp_path: Path) -> ContactSheet:
    """The sheet of a clip of three shots, complete, the keyboard in it."""
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: page.session.survey.complete, timeout=20_000)
    page._parts.book.action("capture.sheet").trigger()
    sheet = page.sheet()
    assert sheet is not None and sheet.isVisible()
    qtbot.waitUntil(lambda: sheet.grid.hasFocus())
    return sheet


def _lit(qtbot: QtBot, sheet: ContactSheet, count: int) -> None:
    """Show a made-up survey of many shots instead of the clip's own."""
    sheet._session.set_survey(_survey(count))
    qtbot.waitUntil(lambda: sheet.model.rowCount() == count)


# Layout and model


@given(
    st.integers(200, 2200),
    st.floats(0.5, 3.0),
    st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=8),
)
def test_cells_never_overlap_and_every_point_leads_back_to_its_shot(
    width: int, ratio: float, told: list[tuple[bool, int]]
) -> None:
    sections, first = [], 0
    for titled, count in told:
        sections.append(Section("Part" if titled else "", first, count))
        first += count
    layout = SheetLayout(width, ratio, sections)
    assert layout.count() == first
    rects = [layout.rect(place) for place in range(first)]
    assert all(layout.at(rect.center().x(), rect.center().y()) == n for n, rect in enumerate(rects))
    assert not any(one.intersects(other) for one, other in pairwise(rects))
    assert all(rect.right() <= width and rect.bottom() < layout.height for rect in rects)


@given(st.integers(1, 300), st.integers(0, 4000), st.integers(1, 900))
def test_only_shots_in_sight_are_painted_and_all_of_them(count: int, top: int, high: int) -> None:
    layout = SheetLayout(900, 16 / 9, (Section("One", 0, count // 2), Section("Two", count // 2, count)))
    seen = layout.between(top, top + high)
    band = QRect(0, top, 900, high)
    assert {n for n in range(layout.count()) if layout.rect(n).intersects(band)} <= set(seen)
    assert len(seen) <= (high // layout.row + 3) * layout.columns


def test_down_and_up_lead_to_the_nearest_shot_across_chapters() -> None:
    layout = SheetLayout(560, 16 / 9, (Section("One", 0, 4), Section("Two", 4, 5)))
    assert layout.columns == 3
    assert layout.beside(1, 1) == 3 and layout.beside(3, 1) == 4 and layout.beside(4, -1) == 3
    assert layout.beside(0, -1) == 0 and layout.beside(8, 3) == 8


def test_model_keeps_its_contract_and_its_rows_while_it_grows(qtmodeltester: object, qtbot: QtBot) -> None:
    model = SheetModel()
    model.show_film(())
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.show_survey(_survey(3, complete=False), 20.0)
    model.show_survey(_survey(7, complete=False), 20.0)
    assert inserted == [(0, 2), (3, 6)]
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_shot_ends_with_the_next_and_the_last_with_the_film() -> None:
    model = SheetModel()
    model.show_film(())
    model.show_survey(_survey(3), 9.0)
    lengths = [shot.length for row in range(3) if (shot := model.shot_at(row)) is not None]
    assert lengths == [2.0, 2.0, 5.0]


def test_chapters_become_headings_and_those_without_a_shot_are_left_out() -> None:
    model = SheetModel()
    model.show_film(((0.0, "Arrival"), (4.0, ""), (4.1, "Nothing"), (8.0, "Home")))
    model.show_survey(_survey(6), 12.0)
    shown = SheetLayout(600, 16 / 9, model.sections()).sections
    assert [(one.title, one.first, one.count) for one in shown] == [
        ("Arrival", 0, 2),
        ("Chapter 2", 2, 1),
        ("Nothing", 3, 1),
        ("Home", 4, 2),
    ]
    model.look_for(RED)
    assert [one.title for one in model.sections()] == [""]


def test_shots_out_of_which_something_is_pinned_are_told() -> None:
    model = SheetModel()
    model.show_film(())
    model.show_marks((2.5, 4.0))
    model.show_survey(_survey(4), 8.0)
    assert [model.is_pinned(n) for n in range(4)] == [False, True, True, False]
    assert "pinned" in str(model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole))


def test_by_colour_the_rows_are_those_with_it_and_all_come_back() -> None:
    model = SheetModel()
    model.show_film(())
    model.show_survey(_survey(9), 18.0)
    model.look_for(BLUE)
    found = [shot for row in range(model.rowCount()) if (shot := model.shot_at(row)) is not None]
    assert [shot.number for shot in found] == [1, 4, 7] and found[0].colour == BLUE
    assert model.row_at(8.5) == 1 and model.row_at(0.5) == -1
    model.show_survey(_survey(12), 24.0)
    assert model.rowCount() == 4
    model.look_for("")
    assert model.rowCount() == 12


def test_lengths_are_said_shortly() -> None:
    assert [said_length(at) for at in (0.48, 4.24, 59.96, 125)] == ["0.5 s", "4.2 s", "1:00", "2:05"]


# On the page


def test_sheet_fills_while_shots_are_found(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    page.session.set_survey(_survey(2, complete=False))
    assert sheet.model.rowCount() == 2 and sheet.head.count.words() == "2 so far"
    assert not sheet.head._pin.isEnabled()
    page.session.set_survey(_survey(5))
    assert sheet.model.rowCount() == 5 and sheet.head.count.words() == "5"
    assert sheet.head._pin.isEnabled()


def test_arrows_lead_and_enter_goes_to_the_exact_first_frame_and_closes(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    qtbot.keyClick(sheet.grid, Key.Key_End)
    qtbot.keyClick(sheet.grid, Key.Key_Left)
    assert sheet.grid.currentIndex().row() == 1
    qtbot.keyClick(sheet.grid, Key.Key_Return)
    qtbot.waitUntil(lambda: round(page.session.at * 24) == 40, timeout=10_000)
    assert not page.has_sheet()


def test_keys_of_the_sheet_are_not_the_players_while_it_has_the_keyboard(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    none = Qt.KeyboardModifier.NoModifier
    for key in (Key.Key_Space, Key.Key_P, Key.Key_Left, Key.Key_Return):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, none)
        event.ignore()
        QApplication.sendEvent(sheet.grid, event)
        assert event.isAccepted()
    qtbot.keyClick(sheet.grid, Key.Key_Space)
    assert sheet.look.isVisible() and not page.session.player.is_playing


def test_larger_look_shows_the_frame_itself_and_the_arrows_lead_on(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    qtbot.keyClick(sheet.grid, Key.Key_Space)
    qtbot.waitUntil(lambda: sheet.look.is_exact, timeout=10_000)
    qtbot.keyClick(sheet.look, Key.Key_Right)
    assert sheet.look.shot is not None and sheet.look.shot.number == 1
    qtbot.keyClick(sheet.look, Key.Key_Escape)
    assert not sheet.look.isVisible() and page.has_sheet() and sheet.grid.hasFocus()


def test_many_are_chosen_with_shift_ctrl_and_a_rubber_band(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    _lit(qtbot, sheet, 40)
    grid, view = sheet.grid, sheet.grid.viewport()
    places = [grid.visualRect(sheet.model.index(row)).center() for row in range(12)]
    qtbot.mouseClick(view, Left, pos=places[1])
    qtbot.mouseClick(view, Left, Qt.KeyboardModifier.ShiftModifier, places[8])
    assert grid.chosen() == list(range(1, 9))
    qtbot.mouseClick(view, Left, Qt.KeyboardModifier.ControlModifier, places[3])
    assert grid.chosen() == [1, 2, 4, 5, 6, 7, 8]
    first = grid.visualRect(sheet.model.index(0))
    gap = QPoint(first.right() + 6, first.center().y())
    qtbot.mousePress(view, Left, pos=gap)
    qtbot.mouseMove(view, gap + QPoint(30, 10))
    qtbot.mouseMove(view, gap + QPoint(60, first.height() + 20))
    qtbot.mouseRelease(view, Left, pos=gap + QPoint(60, first.height() + 20))
    assert grid.chosen() == [1, 1 + grid.layout_of().columns]


def test_p_pins_the_chosen_in_film_order_as_their_pictures_show_them(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    qtbot.keyClick(sheet.grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(sheet.grid, Key.Key_P)
    film = page.session.film_id
    qtbot.waitUntil(lambda: len(stills.stills_of_film(film)) == 3, timeout=20_000)
    wanted = [shot.picture_at for shot in page.session.survey.shots]
    kept = [still.timecode for still in stills.stills_of_film(film)]
    assert kept == pytest.approx(wanted, abs=0.001)
    qtbot.waitUntil(lambda: all(sheet.model.is_pinned(n) for n in range(3)), timeout=10_000)


def test_current_shot_is_ringed_and_followed_until_the_person_looks_about(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    _lit(qtbot, sheet, 200)
    page.session.moved.emit(301.0)
    assert sheet.grid.on() == 150
    assert sheet.grid.viewport().rect().intersects(sheet.grid.visualRect(sheet.model.index(150)))
    qtbot.keyClick(sheet.grid, Key.Key_Home)
    page.session.moved.emit(351.0)
    assert sheet.grid.on() == 175 and sheet.grid.verticalOffset() == 0


def test_colour_is_looked_for_by_swatch_hex_and_a_shots_own_and_esc_shows_all_again(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    _lit(qtbot, sheet, 9)
    sheet._palette_of = 0
    sheet._offer_palette()
    qtbot.waitUntil(lambda: {one.colour for one in sheet.head.colours.swatches} == {RED, BLUE, GREEN})
    swatch = next(one for one in sheet.head.colours.swatches if one.colour == BLUE)
    qtbot.mouseClick(swatch, Left)
    assert sheet.model.rowCount() == 3 and sheet.head.count.words().startswith("3 with")
    qtbot.keyClick(sheet.grid, Key.Key_Escape)
    assert sheet.model.rowCount() == 9 and page.has_sheet()
    qtbot.keyClicks(sheet.head.colours.hex, "#ffee00")
    assert sheet.model.rowCount() == 0 and sheet.head.count.words().startswith("No shot with")
    sheet.look_for("")
    shot = sheet.model.shot_at(2)
    assert shot is not None
    menu = sheet.menu_for(2, shot)
    menu.actions()[-1].trigger()
    assert sheet.model.colour == GREEN and sheet.head.colours.hex.text() == GREEN
    menu.deleteLater()


def test_click_on_the_barcode_goes_there(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    assert sheet.strip.image() is not None
    middle = QPoint(sheet.strip.width() // 2, 10)
    with qtbot.waitSignal(page.session.moved, timeout=10_000):
        qtbot.mouseClick(sheet.strip, Left, pos=middle)
    assert page.session.at == pytest.approx(2.0, abs=0.05)
    qtbot.keyClick(sheet.strip, Key.Key_Home)
    with qtbot.waitSignal(page.session.moved, timeout=10_000):
        qtbot.keyClick(sheet.strip, Key.Key_Return)
    assert page.session.at == 0.0


def test_barcode_grows_with_the_film(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    whole = page.session.survey
    sheet.strip.show_film(Survey(colours=whole.colours[:2], reached=2.0), 4.0)
    image = sheet.strip.image()
    assert image is not None and abs(image.width() - sheet.strip.width() / 2) <= 1


def test_sheet_and_barcode_are_saved_as_pictures(
    both: Both, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    for name, wish in (("sheet.png", sheet.save), ("code.png", sheet.out.save_barcode)):
        to = tmp_path / name
        monkeypatch.setattr(messages, "choose_save", lambda *_args, to=to: to)
        with qtbot.waitSignal(sheet.out.told, timeout=10_000) as told:
            wish()
        assert told.args == [f"Saved as {name}."]
        qtbot.waitUntil(lambda: not sheet.out.is_busy)
    with Image.open(tmp_path / "code.png") as code:
        assert code.size == (2400, 400)
    with Image.open(tmp_path / "sheet.png") as picture:
        assert picture.width > 3 * 100


def test_pinned_barcode_is_on_the_shelf_without_a_time_and_can_be_undone(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    program, page = both
    sheet = _sheet(qtbot, page, tmp_path)
    cards: list[object] = []
    page.pinner.pinned.connect(cards.append)
    with qtbot.waitSignal(sheet.out.told, timeout=10_000):
        sheet.head.barcode_pin_wanted.emit()
    film = page.session.film_id
    [still] = stills.stills_of_film(film)
    assert still.timecode is None and [card.timecode for card in cards] == ["Barcode"]  # type: ignore[attr-defined]
    page._parts.history.undo()
    assert stills.stills_of_film(film) == ()
    page._parts.history.redo()
    assert [one.uuid for one in stills.stills_of_film(film)] == [still.uuid]
    qtbot.waitUntil(lambda: program.jobs.running == 0)
