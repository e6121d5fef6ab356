# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page: opened, gone through by mouse and keyboard, left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture_page_ui import capture_page, clip, open_clip, wait_at
from moodboard.domain.film import Film
from moodboard.qt.tokens import DARK
from moodboard.services import film_files, films
from moodboard.ui import messages
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.pages import BOARDS, CAPTURE
from moodboard.wiring import Program

Both = tuple[Program, CapturePage]


@pytest.fixture
def both(library: Path, qtbot: QtBot) -> Iterator[Both]:
    with capture_page(qtbot) as made:
        yield made


def _drop(program: Program, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(program.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(QPointF(50, 50), copy, data, left, none))


def test_without_a_file_one_sentence_and_a_button_lead_in(both: Both) -> None:
    _program, page = both
    assert not page.is_studio()
    assert page.welcome.sentence.text() == "Drop a film file here, or choose one."
    assert page.welcome.choose.isVisible()
    assert page.welcome.rows == []


def test_a_dropped_film_file_opens_on_the_page(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    program.window.pages.go(BOARDS)
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        _drop(program, clip(tmp_path))
    assert program.window.pages.name() == CAPTURE
    assert page.is_studio()
    assert page.session.film_id == films.find_film("Window Seat").id


def test_a_subtitle_dropped_with_its_film_goes_to_the_lines(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    words = tmp_path / "elsewhere" / "words.srt"
    words.parent.mkdir()
    words.write_text("1\n00:00:01,000 --> 00:00:02,000\nOnly on trains.\n", encoding="utf-8")
    _drop(program, clip(tmp_path), words)
    qtbot.waitUntil(lambda: page.session.subtitles is not None, timeout=15_000)
    page.session.go(1.5)
    qtbot.waitUntil(lambda: page.theatre.stage.words() == "Only on trains.", timeout=10_000)
    page.session.go(3.0)
    qtbot.waitUntil(lambda: page.theatre.stage.words() == "", timeout=10_000)


def test_a_line_that_begins_within_the_frame_is_on_the_picture(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    path = clip(tmp_path)
    path.with_suffix(".srt").write_text(
        "1\n00:00:01,030 --> 00:00:02,000\nOnly on trains.\n", encoding="utf-8"
    )
    open_clip(qtbot, page, path)
    qtbot.waitUntil(lambda: page.session.subtitles is not None, timeout=15_000)
    page.session.go(1.03)  # a jump to the line shows the frame of 1.0 s
    wait_at(qtbot, page, 24)
    assert page.theatre.stage.words() == "Only on trains."
    page.session.player.step(-1)
    wait_at(qtbot, page, 23)
    assert page.theatre.stage.words() == ""


def test_the_top_bar_names_the_file_and_offers_the_way_back(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    bar = program.window.top_bar
    assert bar.title.words() == "Window Seat (2008) — my disc rip.mkv"
    assert bar.done_button.isVisible()
    assert not bar.export_button.isVisible()
    qtbot.mouseClick(bar.done_button, Qt.MouseButton.LeftButton)
    assert program.window.pages.name() == BOARDS
    assert bar.export_button.isVisible()
    assert not bar.done_button.isVisible()


def test_space_plays_and_pauses(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    stage, player = page.theatre.stage, page.session.player
    with qtbot.waitSignal(player.playing_changed, timeout=5_000):
        qtbot.keyClick(stage, Qt.Key.Key_Space)
    assert page.theatre.transport.play.icon_name() == "pause"
    qtbot.keyClick(stage, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.theatre.transport.play.icon_name() == "play")
    assert not player.is_playing


def test_comma_and_full_stop_step_one_frame(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path), 1.0)
    wait_at(qtbot, page, 24)
    for key, frame in ((Qt.Key.Key_Period, 25), (Qt.Key.Key_Period, 26), (Qt.Key.Key_Comma, 25)):
        qtbot.keyClick(page.theatre.stage, key)
        wait_at(qtbot, page, frame)
    assert page.theatre.transport.time.said() == "0:00:01.01 / 0:00:04"


def test_a_typed_time_is_gone_to_and_nonsense_stays_to_be_mended(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    transport = page.theatre.transport
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_G)
    qtbot.keyClicks(transport.field, "soon")
    qtbot.keyClick(transport.field, Qt.Key.Key_Return)
    assert transport.field.isVisible()
    assert transport.field.property("error") is True
    transport.field.selectAll()
    qtbot.keyClicks(transport.field, "0:02.12")
    qtbot.keyClick(transport.field, Qt.Key.Key_Return)
    wait_at(qtbot, page, 60)
    assert not transport.field.isVisible()


def test_letters_typed_into_a_field_pin_nothing(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path, "unknown thing.mkv"))
    assert page.which.isVisible()
    page.which.field.setFocus()
    page.which.field.clear()
    pinned: list[object] = []
    page.pinner.pinned.connect(pinned.append)
    qtbot.keyClicks(page.which.field, "plb .")
    assert page.which.field.text() == "plb ."
    assert pinned == []
    assert not page.session.player.is_playing


def test_p_pins_and_the_shutter_flashes_once(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path), 1.0)
    with qtbot.waitSignal(page.pinner.shutter, timeout=5_000):
        qtbot.keyClick(page.theatre.stage, Qt.Key.Key_P)
    assert page.theatre.stage.is_flashing()
    qtbot.waitUntil(lambda: not page.theatre.stage.is_flashing())
    qtbot.waitUntil(lambda: page.session.marks == pytest.approx((1.0,)), timeout=10_000)
    assert page.theatre.seek.marks() == pytest.approx((1.0,))
    assert program.window.pages.name() == CAPTURE


def test_cuts_appear_and_shift_with_an_arrow_goes_to_them(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: page.session.survey.complete, timeout=20_000)
    assert len(page.theatre.seek.cuts()) == 2
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wait_at(qtbot, page, 40)
    qtbot.waitUntil(lambda: page.theatre.strip.current() == 1)
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wait_at(qtbot, page, 72)
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    wait_at(qtbot, page, 40)


def test_a_click_on_a_scene_goes_there(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    strip = page.theatre.strip
    qtbot.waitUntil(lambda: len(strip.scenes()) == 3, timeout=20_000)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.place_of(2).center().toPoint())
    qtbot.waitUntil(lambda: round(page.session.at * 24) in (72, 73), timeout=10_000)


def test_scenes_are_reached_by_the_keyboard(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    strip = page.theatre.strip
    qtbot.waitUntil(lambda: len(strip.scenes()) == 3, timeout=20_000)
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "0:00:01" in strip.accessibleDescription()
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: round(page.session.at * 24) in (40, 41), timeout=10_000)


def test_dragging_the_knob_scrubs_and_lands_exactly(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    seek = page.theatre.seek

    def at(seconds: float) -> QPoint:
        return QPoint(round(seek.x_of(seconds)), 17)

    qtbot.mousePress(seek, Qt.MouseButton.LeftButton, pos=at(0.5))
    qtbot.mouseMove(seek, at(2.5))
    assert page.theatre.card.isVisible()
    qtbot.waitUntil(lambda: page.theatre.card.picture() is not None, timeout=10_000)
    qtbot.mouseRelease(seek, Qt.MouseButton.LeftButton, pos=at(2.5))
    wanted = int(seek.seconds_at(at(2.5).x()) * 24 + 0.001)
    wait_at(qtbot, page, wanted)


def test_the_place_is_remembered_and_opened_again(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    path = clip(tmp_path)
    open_clip(qtbot, page, path)
    page.session.go(2.0)
    wait_at(qtbot, page, 48)
    program.window.pages.go(BOARDS)
    kept = film_files.recent()[0]
    assert kept.place == pytest.approx(2.0)
    page.session.close()
    program.window.pages.go(CAPTURE)
    row = page.welcome.rows[0]
    assert row.words() == "0:00:02 of 0:00:04"
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    wait_at(qtbot, page, 48)


def test_a_film_that_is_left_waits(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    with qtbot.waitSignal(page.session.player.playing_changed, timeout=5_000):
        page.session.player.play()
    program.window.pages.go(BOARDS)
    qtbot.waitUntil(lambda: not page.session.player.is_playing)
    assert not program.book.action("capture.play").isEnabled()


def test_the_picture_alone_and_back(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_F)
    assert page.theatre.stage.size() == page.size()
    assert not program.window.top_bar.isVisible()
    assert not page.lines.isVisible()
    with qtbot.waitSignal(page.pinner.shutter, timeout=5_000):
        qtbot.keyClick(page.theatre.stage, Qt.Key.Key_P)
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_Escape)
    assert program.window.pages.name() == CAPTURE
    assert program.window.top_bar.isVisible()
    assert page.lines.isVisible()
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_Escape)
    assert program.window.pages.name() == BOARDS


def test_space_on_a_focused_button_presses_the_button(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    sound = page.theatre.transport.sound
    was = page.session.player.muted
    sound.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(sound, Qt.Key.Key_Space)
    assert page.session.player.muted is not was
    assert not page.session.player.is_playing


def test_the_speed_is_told_when_it_is_not_the_usual_one(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    transport = page.theatre.transport
    assert not transport.speed.isVisible()
    qtbot.keyClick(page.theatre.stage, Qt.Key.Key_BracketRight)
    qtbot.waitUntil(transport.speed.isVisible)
    assert transport.speed.text() == "1.25×"
    qtbot.mouseClick(transport.speed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not transport.speed.isVisible())


def test_words_on_the_picture_can_be_switched_off_for_good(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    stage = page.theatre.stage
    bare = stage.grab().toImage()
    stage.set_words("Only on trains.")
    assert stage.grab().toImage() != bare
    qtbot.keyClick(stage, Qt.Key.Key_V)
    assert stage.grab().toImage() == bare
    assert not program.book.action("capture.words").isChecked()


def test_the_stage_is_dark_in_both_themes(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    for mode in ("light", "dark"):
        program.theme.set_mode(mode)
        shown = page.theatre.grab().toImage()
        assert shown.pixelColor(4, shown.height() - 4) == QColor(DARK.stage)
        assert shown.pixelColor(4, 4) == QColor(DARK.stage)


@pytest.mark.parametrize(("width", "height", "lines"), [(1440, 900, 364), (1024, 700, 300)])
def test_nothing_is_cut_off_in_a_small_window(
    library: Path, qtbot: QtBot, tmp_path: Path, width: int, height: int, lines: int
) -> None:
    with capture_page(qtbot) as (_program, page):
        open_clip(qtbot, page, clip(tmp_path))
        page.resize(width, height - 48)
        assert page.width() - page.theatre.width() == lines
        transport = page.theatre.transport
        parts = [
            transport.time, transport.sound, transport.cut_back, transport.step_back, transport.play,
            transport.step_on, transport.cut_on, transport.more, *transport.pins,
        ]  # fmt: skip
        for left, right in pairwise(parts):
            assert left.geometry().right() < right.geometry().left(), (left.text(), right.text())
        assert parts[-1].geometry().right() < transport.width()
        assert page.theatre.stage.height() > 150


def test_choosing_asks_for_film_files_and_opens_the_chosen(
    both: Both, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = both
    path = clip(tmp_path)
    asked: list[str] = []

    def choose(_parent: object, _title: str, filters: tuple[str, ...], _folder: str = "") -> list[Path]:
        asked.extend(filters)
        return [path]

    monkeypatch.setattr(messages, "choose_files", choose)
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        qtbot.keyClick(page.welcome.choose, Qt.Key.Key_O)
    for ending in ("*.mkv", "*.mp4", "*.vob", "*.ts", "*.webm", "*.avi", "*.mov"):
        assert ending in asked[0]


def test_a_films_page_asks_for_the_file_of_a_film_that_has_none(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    program, page = both
    solaris = films.add_film(Film(title="Solaris", year=1972))[0].id
    assert program.window.pages.go(CAPTURE, solaris)
    assert "Solaris" in page.welcome.title.text()
    open_clip(qtbot, page, clip(tmp_path, "disc 4.mkv"))
    assert page.session.film_id == solaris
    page.session.close()
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        assert program.window.pages.go(CAPTURE, solaris)
    assert page.session.file is not None
    assert page.session.file.path.name == "disc 4.mkv"


def test_another_films_file_stays_that_films(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    solaris = films.add_film(Film(title="Solaris", year=1972))[0].id
    assert program.window.pages.go(CAPTURE, solaris)
    open_clip(qtbot, page, clip(tmp_path))
    assert page.session.film_id == films.find_film("Window Seat").id


def test_a_path_with_a_time_opens_there(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    path = clip(tmp_path, "with @ in it.mkv")
    assert program.window.pages.go(CAPTURE, f"{path}@2.5")
    wait_at(qtbot, page, 60)
    kept = film_files.for_path(path)
    assert kept is not None
    assert page.open_at(kept.uuid, 1.0)
    wait_at(qtbot, page, 24)
    assert not page.open_at("nobody", 1.0)


def test_a_film_that_is_gone_leads_nowhere(both: Both) -> None:
    program, _page = both
    program.window.pages.go(BOARDS)
    assert not program.window.pages.go(CAPTURE, 987_654)
    assert program.window.pages.name() == BOARDS
