# SPDX-License-Identifier: GPL-3.0-or-later
"""The shelf: cards newest first, to the board by Enter or by hand, taken again, binned, all undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capture_shelf import Bench, bench, stored
from film_clips import Clip, make, number_in
from moodboard.domain.board import PinKind
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import boards, capturing, lines, stills
from moodboard.ui.capture.pin_model import LINES_MIME, STILLS_MIME, mime_of
from moodboard.ui.drag_to_boards import DragToBoards

K = Qt.Key


@pytest.fixture
def sitting(qtbot: QtBot, library: Path, tmp_path: Path) -> Iterator[Bench]:
    with bench(qtbot) as made:
        made.open(make(tmp_path / "Window Seat (2008).mp4", Clip(frames=120, gop=48)))
        made.say()
        yield made


def pin(sitting: Bench, *keys: str) -> None:
    """Press keys at moments: "s12" a shot at frame 12, "l12" a line, "b12" both."""
    press = {"s": sitting.pinner.pin_shot, "l": sitting.pinner.pin_line, "b": sitting.pinner.pin_both}
    for key in keys:
        sitting.go(int(key[1:]) / 24)
        press[key[0]]()
    sitting.wait()


def press(sitting: Bench, key: K, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    sitting.qtbot.keyClick(sitting.shelf.list, key, held)


def focus(sitting: Bench) -> None:
    sitting.window.activateWindow()
    sitting.shelf.list.setFocus(Qt.FocusReason.TabFocusReason)


def test_newest_is_at_the_left(sitting: Bench) -> None:
    pin(sitting, "s10", "s30", "l80")
    cards = sitting.cards()
    assert [card.is_shot for card in cards] == [False, True, True]
    view, model = sitting.shelf.list, sitting.shelf.model
    lefts = [view.visualRect(model.index(row, 0)).left() for row in range(3)]
    assert lefts == sorted(lefts)
    assert cards[0].words == "Only on trains."


def test_empty_shelf_says_which_keys_there_are(sitting: Bench) -> None:
    shown = sitting.shelf._empty
    assert not shown.isHidden()
    assert all(key in shown.text() for key in ("P", "L", "B"))
    pin(sitting, "s10")
    assert shown.isHidden()


def test_tab_comes_to_the_newest_and_arrows_go_on(sitting: Bench) -> None:
    pin(sitting, "s10", "s30", "s50")
    focus(sitting)
    assert sitting.shelf.list.chosen() == [sitting.cards()[0]]
    press(sitting, K.Key_Right)
    assert sitting.shelf.list.chosen() == [sitting.cards()[1]]
    press(sitting, K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert sitting.shelf.list.chosen() == list(sitting.cards()[1:])


def test_enter_asks_for_the_board_in_film_order(sitting: Bench) -> None:
    pin(sitting, "s50", "l80", "s10")
    focus(sitting)
    sitting.shelf.list.selectAll()
    with sitting.qtbot.waitSignal(sitting.shelf.place_requested) as asked:
        press(sitting, K.Key_Return)
    at = {card.seconds: card for card in sitting.cards()}
    board_id, shots, said = asked.args
    assert board_id == 0
    assert shots == [*at[round(10 / 24, 3)].stills, *at[round(50 / 24, 3)].stills]
    assert said == at[3.0].lines


def test_several_lie_in_film_order_without_overlap_in_one_step(sitting: Bench) -> None:
    pin(sitting, "s100", "l80", "b20", "s50")
    program = sitting.program
    board = boards.create_board("Trains")[0]
    program.open_board(board.id)
    sitting.shelf.place_requested.connect(program.lay_on_board)
    sitting.shelf.list.selectAll()
    focus(sitting)
    press(sitting, K.Key_Return)
    pins = sorted(program.board_page.editor.own_pins(), key=lambda one: one.z)
    kinds = [one.kind for one in pins]
    assert kinds == [PinKind.STILL, PinKind.STILL, PinKind.LINE, PinKind.STILL]
    assert pins[0].style.caption.startswith("If we miss")
    assert [bool(one.style.caption) for one in pins] == [True, False, False, False]
    for number, one in enumerate(pins):
        for other in pins[number + 1 :]:
            assert not _overlap(one.place.bounds, other.place.bounds)
    read = [(round(one.place.y / 60), one.place.x) for one in pins if one.kind is PinKind.STILL]
    assert read == sorted(read)
    program.board_page.editor.undo_stack.undo()
    assert list(program.board_page.editor.own_pins()) == []


def test_line_laid_beside_its_shot_is_no_caption_too(sitting: Bench) -> None:
    pin(sitting, "s20", "l20")
    program = sitting.program
    program.open_board(boards.create_board("Trains")[0].id)
    sitting.shelf.place_requested.connect(program.lay_on_board)
    sitting.shelf.place(sitting.cards())
    pins = list(program.board_page.editor.own_pins())
    assert {one.kind: one.style.caption for one in pins} == {PinKind.STILL: "", PinKind.LINE: ""}


def test_page_shown_again_lays_once(sitting: Bench) -> None:
    program = sitting.program
    for _time in range(2):
        program.window.pages.go("capture")
        program.window.pages.go("boards")
    page = program.pages.capture.page()
    asked: list[int] = []
    program.pages.place_requested.connect(lambda board, _stills, _lines: asked.append(board))
    boards.create_board("Trains")
    page.shelf.place_requested.emit(0, [], [])
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()
    assert asked == [0]


def _overlap(one: object, other: object) -> bool:
    return (
        one.x < other.right - 0.01  # type: ignore[attr-defined]
        and other.x < one.right - 0.01  # type: ignore[attr-defined]
        and one.y < other.bottom - 0.01  # type: ignore[attr-defined]
        and other.y < one.bottom - 0.01  # type: ignore[attr-defined]
    )


def test_without_an_open_board_one_is_asked_for(sitting: Bench) -> None:
    pin(sitting, "s10")
    program = sitting.program
    boards.create_board("Trains")
    program.board_page.open_board(0)
    sitting.shelf.place_requested.connect(program.lay_on_board)
    sitting.shelf.place(sitting.cards())
    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Trains", "New board"]
    menu.actions()[0].trigger()
    menu.close()
    assert len(list(program.board_page.editor.own_pins())) == 1


def test_delete_bins_and_undo_brings_back(sitting: Bench) -> None:
    pin(sitting, "s10", "b20")
    focus(sitting)
    sitting.shelf.list.selectAll()
    cards = sitting.cards()
    press(sitting, K.Key_Delete)
    assert sitting.cards() == ()
    assert stills.stills_of_film(sitting.session.film_id) == ()
    assert sitting.program.verbs.bar().words() == "2 pins in the bin."
    sitting.parts.history.undo()
    assert sitting.cards() == cards
    assert len(stills.stills_of_film(sitting.session.film_id)) == 2
    assert cards[0].words.startswith("If we miss")


def test_card_that_is_not_kept_yet_is_binned_when_it_is(sitting: Bench) -> None:
    sitting.pinner.pin_shot()
    sitting.shelf.bin(sitting.cards())
    sitting.qtbot.waitUntil(lambda: not sitting.pinner.queue.waiting and not sitting.cards(), timeout=10_000)
    assert stills.stills_of_film(sitting.session.film_id) == ()


def test_what_is_binned_elsewhere_leaves_the_shelf(sitting: Bench) -> None:
    pin(sitting, "s10", "s20")
    gone = sitting.cards()[0]
    sitting.parts.events.publish(stills.bin_stills(gone.stills))
    assert gone not in sitting.cards() and len(sitting.cards()) == 1
    sitting.parts.events.publish(stills.restore_stills(gone.stills))
    assert sitting.cards()[0] is gone


def test_corrected_words_are_shown(sitting: Bench) -> None:
    from dataclasses import replace

    pin(sitting, "l80")
    line = sitting.cards()[0].line
    assert line is not None
    sitting.parts.events.publish(lines.edit_line(replace(line, text="Only on night trains.")))
    assert sitting.cards()[0].words == "Only on night trains."


@pytest.mark.parametrize(("key", "frame"), [(K.Key_Comma, 29), (K.Key_Period, 31)])
def test_comma_and_full_stop_take_the_frame_beside(sitting: Bench, key: K, frame: int) -> None:
    pin(sitting, "s30")
    focus(sitting)
    before = len(sitting.shown)
    press(sitting, key)
    card = sitting.cards()[0]
    sitting.qtbot.waitUntil(lambda: card.seconds == round(frame / 24, 3), timeout=10_000)
    assert card.still is not None and number_in(stored(card.still)) == frame
    assert len(sitting.shown) == before  # the film itself stays where it is


def test_retaken_shot_shows_its_new_picture_on_the_board(sitting: Bench) -> None:
    pin(sitting, "s30")
    program = sitting.program
    program.open_board(boards.create_board("Trains")[0].id)
    program.lay_on_board(0, sitting.cards()[0].stills, [])
    laid = next(iter(program.board_page.editor.own_pins()))
    sitting.shelf.retake(1)
    sitting.qtbot.waitUntil(lambda: sitting.cards()[0].seconds == round(31 / 24, 3), timeout=10_000)
    now = program.board_page.editor
    assert next(iter(now.own_pins())).uuid == laid.uuid
    assert number_in(stored(now.stills[laid.still])) == 31


def test_keys_mean_the_cards_only_while_one_is_chosen(sitting: Bench) -> None:
    pin(sitting, "s30")

    def asks(key: K) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(sitting.shelf.list, event)
        return event.isAccepted()

    sitting.shelf.list.clearSelection()
    assert not asks(K.Key_Comma)
    sitting.shelf.list.selectAll()
    assert all(asks(key) for key in (K.Key_Comma, K.Key_Period, K.Key_Left, K.Key_Return, K.Key_Delete))
    assert not any(asks(key) for key in (K.Key_P, K.Key_L, K.Key_B, K.Key_Space))


def test_drag_carries_what_boards_and_other_programs_take(sitting: Bench) -> None:
    pin(sitting, "b20", "l80")
    data = mime_of(sitting.cards())
    shot = next(card for card in sitting.cards() if card.is_shot)
    said = next(card for card in sitting.cards() if not card.is_shot)
    assert bytes(data.data(STILLS_MIME).data()).decode() == shot.stills[0]
    assert bytes(data.data(LINES_MIME).data()).decode() == said.lines[0]
    assert "Only on trains." in data.text()
    [link] = data.urls()
    assert Path(link.toLocalFile()).name == "Window Seat-00.00.00.833.png"
    assert Path(link.toLocalFile()).stat().st_size > 0


def test_drop_on_a_board_lays_both_in_one_step(sitting: Bench) -> None:
    pin(sitting, "b20", "l80")
    program = sitting.program
    program.open_board(boards.create_board("Trains")[0].id)
    canvas = program.board_page.canvas
    data = mime_of(sitting.cards())
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(300, 200), copy, data, left, Qt.KeyboardModifier.NoModifier)
    canvas.dragEnterEvent(enter)
    assert enter.isAccepted()
    canvas.dropEvent(QDropEvent(QPointF(300, 200), copy, data, left, Qt.KeyboardModifier.NoModifier))
    pins = list(program.board_page.editor.own_pins())
    assert sorted(one.kind.value for one in pins) == ["line", "still"]
    assert next(one for one in pins if one.kind is PinKind.STILL).style.caption.startswith("If we miss")
    program.board_page.editor.undo_stack.undo()
    assert list(program.board_page.editor.own_pins()) == []


def test_window_does_not_take_its_own_shots_in_again(sitting: Bench) -> None:
    pin(sitting, "s10")
    window = sitting.program.window
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    data = mime_of(sitting.cards())
    event = QDragEnterEvent(QPoint(9, 9), copy, data, left, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()


def test_boards_tab_takes_what_is_dropped_and_opens_when_held(sitting: Bench) -> None:
    pin(sitting, "s10")
    tab = sitting.program.window.top_bar.boards_tab
    over = tab.findChild(DragToBoards)
    assert over is not None
    data = mime_of(sitting.cards())
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
    with sitting.qtbot.waitSignal(over.boards_wanted):
        QApplication.sendEvent(tab, enter)
    with sitting.qtbot.waitSignal(over.dropped) as came:
        QApplication.sendEvent(
            tab, QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
        )
    assert came.args == [sitting.cards()[0].stills, []]
    other = QMimeData()
    other.setText("words")
    refused = QDragEnterEvent(QPoint(5, 5), copy, other, left, Qt.KeyboardModifier.NoModifier)
    refused.ignore()
    QApplication.sendEvent(tab, refused)
    assert not refused.isAccepted()


def test_copied_cards_can_be_pasted_on_a_board(sitting: Bench) -> None:
    pin(sitting, "s10")
    focus(sitting)
    press(sitting, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None and mime.hasFormat(STILLS_MIME) and mime.hasUrls()


def test_menu_has_all_that_keys_do(sitting: Bench) -> None:
    pin(sitting, "s10")
    menu = sitting.shelf.menu_for(sitting.cards())
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert words[:4] == ["Put on the board", "Put on a board", "Go to 0:00:00", "Copy"]
    assert {"A frame earlier", "A frame later", "Put in the bin", "Keep frames as JPEG"} <= set(words)
    menu.close()


def test_buttons_of_a_card_have_names_and_tell_their_keys(sitting: Bench) -> None:
    buttons = sitting.shelf.list.buttons
    for button, key in ((buttons.earlier, ","), (buttons.later, "."), (buttons.bin, "Del")):
        assert button.accessibleName()
        assert f"({key})" in button.toolTip()


def test_buttons_of_the_card_at_hand_retake_and_bin(sitting: Bench) -> None:
    pin(sitting, "s30")
    view = sitting.shelf.list
    view._show_buttons(sitting.shelf.model.index(0, 0))
    assert not view.buttons.isHidden()
    sitting.qtbot.mouseClick(view.buttons.later, Qt.MouseButton.LeftButton)
    sitting.qtbot.waitUntil(lambda: sitting.cards()[0].seconds == round(31 / 24, 3), timeout=10_000)
    sitting.qtbot.mouseClick(view.buttons.bin, Qt.MouseButton.LeftButton)
    assert sitting.cards() == ()


def test_buttons_of_a_narrow_card_leave_its_time_in_sight(sitting: Bench) -> None:
    pin(sitting, "s30")
    sitting.shelf.resize(760, 148)
    view = sitting.shelf.list
    view._show_buttons(sitting.shelf.model.index(0, 0))
    shown = [button for button in (view.buttons.earlier, view.buttons.bin) if not button.isHidden()]
    assert shown == [view.buttons.earlier]


def test_screen_reader_hears_what_a_card_is(sitting: Bench) -> None:
    pin(sitting, "b20", "l80", "s100")
    model, role = sitting.shelf.model, Qt.ItemDataRole.AccessibleTextRole
    assert [model.data(model.index(row, 0), role) for row in range(3)] == [
        "Shot at 0:00:04",
        "Line at 0:00:03: Only on trains.",
        "Shot at 0:00:00, with the line: If we miss the stop, we miss it together.",
    ]


def test_format_is_chosen_in_the_menu(sitting: Bench) -> None:
    action = sitting.program.book.action("capture.jpeg")
    assert not action.isChecked()
    action.setEnabled(True)
    action.trigger()
    assert sitting.parts.settings.get(CAPTURE_FORMAT) == "jpeg"
    action.trigger()
    assert sitting.parts.settings.get(CAPTURE_FORMAT) == "png"


def test_double_of_a_shot_from_before_is_shown_as_the_one_there(sitting: Bench) -> None:
    session = sitting.session
    assert session.path is not None and session.kept is not None
    kept = capturing.capture_shot(session.path, 1.0, session.film_id, session.kept.uuid)
    pin(sitting, "s24")
    assert kept.still is not None
    assert [card.stills for card in sitting.cards()] == [[kept.still.uuid]]
    assert "already, at 0:00:01" in sitting.program.verbs.bar().words()


def test_shot_that_takes_its_line_later_is_one_card(sitting: Bench) -> None:
    pin(sitting, "s24", "l80", "b24")
    assert [card.is_shot for card in sitting.cards()] == [True, False]
    assert sitting.cards()[0].words.startswith("If we miss")


def test_shot_pinned_again_out_of_the_bin_is_one_card(sitting: Bench) -> None:
    pin(sitting, "s24")
    sitting.shelf.bin(sitting.cards())
    pin(sitting, "s24")
    assert len(sitting.cards()) == 1
    history = sitting.parts.history
    history.undo()
    assert sitting.cards() == ()
    history.redo()
    assert len(sitting.cards()) == 1


def test_stop_is_offered_while_many_come(sitting: Bench) -> None:
    shelf, seen = sitting.shelf, []
    sitting.pinner.counted.connect(lambda _done, total: seen.append((total, shelf._stop.isHidden())))
    sitting.pinner.pin_times([1.0, 2.0, 3.0])
    sitting.qtbot.waitUntil(lambda: not sitting.pinner.many.is_running, timeout=20_000)
    assert seen[0] == (3, False)
    assert shelf._stop.isHidden()
    assert len(sitting.cards()) == 3


def test_long_lines_are_cut_inside_their_card(sitting: Bench) -> None:
    from moodboard.qt.fonts import SERIF, make_font
    from moodboard.ui.capture.pin_delegate import wrapped

    rows = wrapped("words " * 80, make_font(SERIF, 20, italic=True), 200, 3)
    assert len(rows) == 3 and rows[-1].endswith("…")


def test_cards_keep_the_shape_of_their_picture_within_reason(sitting: Bench) -> None:
    pin(sitting, "s10")
    card = sitting.cards()[0]
    assert card.still is not None
    assert card.ratio == pytest.approx(card.still.ratio)
    assert sitting.shelf.sizeHint().height() == 212


def test_line_typed_without_an_end_has_none(sitting: Bench) -> None:
    sitting.pinner.pin_line(Spoken(2.0, 2.0, "I heard this."))
    sitting.wait()
    line = sitting.cards()[0].line
    assert line is not None and (line.timecode, line.until) == (2.0, None)
