# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of a board is one undo step, and on disk before it returns."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from moodboard.domain.board import Crop, Pin, PinKind, Place, Rect
from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.still import Still
from moodboard.qt.board_editor import BoardEditor
from moodboard.services import boards, films, library, lines, stills, watches
from moodboard.services.pictures import Taken

pytestmark = pytest.mark.usefixtures("qapp")


def taken(n: int, date_of_file: str = "") -> Taken:
    return Taken(
        f"pictures/aa/{n:064}.png",
        160,
        90,
        "#804020",
        ("#804020", "#204080"),
        False,
        date_of_file,
        f"{n}.png",
        True,
    )


def some_stills(count: int, film_id: int | None = None, date_of_file: str = "") -> tuple[Still, ...]:
    return stills.add_stills([taken(n, date_of_file) for n in range(count)], film_id)[0]


@pytest.fixture
def editor(library: Path) -> Iterator[BoardEditor]:
    board, _ = boards.create_board("Now we know how")
    made = BoardEditor()
    made.open(board.id)
    yield made
    made.close()


def on_disk(editor: BoardEditor) -> dict[str, Pin]:
    return {pin.uuid: pin for pin in boards.open_board(editor.board_id).pins}


def test_a_typed_line_is_on_disk_at_once(editor: BoardEditor) -> None:
    uuid = editor.type_line("Me too, now we know how.", 10, 20)
    assert on_disk(editor) == editor.pins
    assert editor.text_of(uuid) == "Me too, now we know how."
    assert editor.undo_stack.count() == 1


def test_undoing_a_typed_line_bins_it_and_redo_brings_the_same_back(editor: BoardEditor) -> None:
    uuid = editor.type_line("Stay on the line.", 0, 0)
    line = editor.pins[uuid].line
    editor.undo_stack.undo()
    assert lines.find_lines("stay") == ()
    editor.undo_stack.redo()
    assert editor.pins[uuid].line == line
    assert [found.uuid for found in lines.find_lines("stay")] == [line]


def test_a_line_takes_the_height_of_its_words(editor: BoardEditor) -> None:
    uuid = editor.type_line("one two three four five six", 0, 0, width=400)
    high = editor.pins[uuid].place.height
    editor.place({uuid: Place(0, 0, 120, high)})
    assert editor.pins[uuid].place.height > 1.9 * high
    editor.restyle([uuid], lambda style: replace(style, text=replace(style.text, size=12.0)))
    assert editor.pins[uuid].place.height < 1.9 * high


def test_a_line_as_wide_as_its_words_stays_so(editor: BoardEditor) -> None:
    uuid = editor.type_line("Short", 0, 0)
    before = editor.pins[uuid].place
    editor.edit_line(uuid, "Quite a bit longer")
    after = editor.pins[uuid].place
    assert after.width > before.width and after.height == before.height


def test_correcting_a_line_is_one_step_wherever_it_is_pinned(editor: BoardEditor) -> None:
    uuid = editor.type_line("Teh line", 0, 0)
    other = editor.add_existing_line(editor.lines[editor.pins[uuid].line], 300, 300)
    editor.edit_line(uuid, "The line")
    assert editor.text_of(other) == "The line"
    editor.undo_stack.undo()
    assert lines.line(editor.pins[uuid].line).text == "Teh line"


def test_words_taken_away_take_the_pin_away(editor: BoardEditor) -> None:
    uuid = editor.add_note("Nobody spoke", 0, 0)
    editor.edit_note(uuid, "  ")
    assert not editor.pins
    editor.undo_stack.undo()
    assert editor.text_of(uuid) == "Nobody spoke"


def test_steps_of_one_gesture_are_one_undo_step(editor: BoardEditor) -> None:
    uuid = editor.add_note("A", 0, 0)
    gesture = editor.new_gesture()
    for _ in range(5):
        editor.move([uuid], 1, 0, gesture)
    editor.move([uuid], 0, 7)
    assert editor.undo_stack.count() == 3
    editor.undo_stack.undo()
    editor.undo_stack.undo()
    assert editor.pins[uuid].place.x == 0


def test_a_gesture_that_ends_where_it_began_is_no_step(editor: BoardEditor) -> None:
    uuid = editor.add_note("A", 0, 0)
    gesture = editor.new_gesture()
    editor.move([uuid], 5, 0, gesture)
    editor.move([uuid], -5, 0, gesture)
    assert editor.undo_stack.count() == 1
    assert on_disk(editor) == editor.pins


def test_a_frame_takes_along_what_lies_in_it(editor: BoardEditor) -> None:
    inside, outside = editor.add_note("in", 10, 10), editor.add_note("out", 900, 900)
    frame = editor.add_frame("Phone", Rect(0, 0, 400, 800), "phone")
    editor.move([frame], 100, 50)
    assert (editor.pins[inside].place.x, editor.pins[inside].place.y) == (110, 60)
    assert editor.pins[outside].place.x == 900
    assert editor.undo_stack.count() == 4


def test_removing_a_frame_removes_what_was_laid_out_for_it(editor: BoardEditor) -> None:
    note = editor.add_note("in", 10, 10)
    frame = editor.add_frame("Phone", Rect(0, 0, 400, 800), "phone")
    repeated = replace(editor.pins[note], uuid="11111111-1111-4111-8111-111111111111", frame=frame, twin=note)
    editor.push(BoardEdit(after=(repeated,)), "Refit")
    editor.remove([frame])
    assert set(editor.pins) == {note}
    editor.undo_stack.undo()
    assert editor.pins[repeated.uuid] == repeated and on_disk(editor) == editor.pins


def test_dropped_stills_lie_in_front_without_overlap(editor: BoardEditor) -> None:
    note = editor.add_note("below", 0, 0)
    uuids = editor.add_stills(some_stills(7), 100, 100)
    places = [editor.pins[uuid].place.rect for uuid in uuids]
    assert not any(a.meets(b) for n, a in enumerate(places) for b in places[:n])
    assert min(editor.pins[uuid].z for uuid in uuids) > editor.pins[note].z


def test_pins_remember_the_watch_that_is_near(library: Path) -> None:
    film, _ = films.add_film(Film("Her", 2013))
    today = date.today()
    days = [today - timedelta(days=400), today]
    logged = [
        watches.log_watch(Watch(film.id, VagueDate(day.isoformat(), day, day, "")))[0].uuid for day in days
    ]
    editor = BoardEditor()
    editor.open(boards.create_board("Her", film.id)[0].id)
    old = some_stills(1, film.id, days[0].isoformat() + "T22:10:00")
    pin_of_old = editor.pins[editor.add_stills(old, 0, 0)[0]]
    assert pin_of_old.watch == logged[0]
    assert editor.pins[editor.add_note("now", 0, 0)].watch == logged[1]
    editor.close()


def test_a_film_renamed_elsewhere_is_told_at_once(editor: BoardEditor, qtbot: QtBot) -> None:
    her, _changes = films.add_film(Film("Her", 2013))
    editor.set_film(her.id)
    changes = films.edit_film(replace(her, title="Samantha"))
    with qtbot.waitSignal(editor.board_changed):
        editor.apply_outside(changes)
    assert editor.films[her.id].startswith("Samantha")


def test_copied_pins_come_out_on_another_board(editor: BoardEditor) -> None:
    uuids = [editor.type_line("Nobody is late for this.", 0, 0), *editor.add_stills(some_stills(1), 0, 200)]
    data = editor.to_clipboard(uuids)
    editor.open(boards.create_board("Other")[0].id)
    pasted = editor.paste_pins(data, 50, 50)
    assert len(pasted) == 2 and not set(pasted) & set(uuids)
    assert on_disk(editor) == editor.pins
    around = editor.bounds(pasted)
    assert around is not None and around.centre == pytest.approx((50, 50))


def test_nonsense_in_the_clipboard_is_nothing(editor: BoardEditor) -> None:
    for data in (b"", b"[]", b'{"moodboard": 1}', b'{"moodboard": 1, "pins": [{}], "lines": []}', b"\xff"):
        assert editor.paste_pins(data, 0, 0) == ()


def test_work_is_kept_while_the_disk_refuses_and_saved_in_order_later(
    editor: BoardEditor, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    said: list[str] = []
    editor.save_failed.connect(said.append)
    real = boards.apply_edit

    def full(*_: object) -> Changes:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(boards, "apply_edit", full)
    uuid = editor.add_note("kept", 0, 0)
    editor.move([uuid], 5, 5)
    assert said and uuid in editor.pins and on_disk(editor) == {} and not editor.is_saved
    monkeypatch.setattr(boards, "apply_edit", real)
    assert editor.save()
    assert on_disk(editor) == editor.pins


def test_waiting_work_is_tried_again_by_itself(
    editor: BoardEditor, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    real = boards.apply_edit
    monkeypatch.setattr(boards, "apply_edit", lambda *_: (_ for _ in ()).throw(KnownError("full")))
    editor._retry.setInterval(0)
    editor.add_note("kept", 0, 0)
    monkeypatch.setattr(boards, "apply_edit", real)
    with qtbot.waitSignal(editor.saved):  # type: ignore[attr-defined]
        pass
    assert on_disk(editor) == editor.pins


def test_what_others_change_is_taken_over_and_ends_the_undo_steps(editor: BoardEditor) -> None:
    mine = editor.add_note("mine", 0, 0)
    other = BoardEditor()
    other.open(editor.board_id)
    other.move([mine], 50, 0)
    editor.apply_outside(Changes(boards=frozenset({editor.board_id})))
    assert editor.pins == other.pins
    assert not editor.undo_stack.canUndo()


def test_ones_own_echo_keeps_the_undo_steps(editor: BoardEditor) -> None:
    editor.add_note("mine", 0, 0)
    editor.apply_outside(Changes(boards=frozenset({editor.board_id})))
    assert editor.undo_stack.canUndo()


def test_a_board_binned_elsewhere_is_let_go(editor: BoardEditor, qtbot: object) -> None:
    board_id = editor.board_id
    with qtbot.waitSignal(editor.gone):  # type: ignore[attr-defined]
        editor.apply_outside(boards.bin_board(board_id))
    assert editor.board is None


def test_renaming_and_the_background_are_undone_too(editor: BoardEditor) -> None:
    editor.rename("  Another  name ")
    editor.set_background("#203040")
    assert boards.open_board(editor.board_id).board.title == "Another name"
    editor.undo_stack.undo()
    editor.undo_stack.undo()
    board = boards.open_board(editor.board_id).board
    assert (board.title, board.background) == ("Now we know how", "")


def test_bring_forward_steps_over_the_next_that_touches(editor: BoardEditor) -> None:
    a, far, b = editor.add_note("a", 0, 0), editor.add_note("far", 2000, 0), editor.add_note("b", 5, 5)
    editor.raise_([a])
    assert editor.pins[a].z > editor.pins[b].z > editor.pins[far].z
    editor.lower([a])
    assert editor.pins[a].z < editor.pins[b].z


# -- any verbs, undone and redone ---------------------------------------------------------------

_Verb = Callable[[BoardEditor, list[str], float, float], object]


def _crop(editor: BoardEditor, chosen: list[str], x: float, y: float) -> None:
    for pin in editor.chosen(chosen[:1]):
        if pin.kind is PinKind.STILL:
            editor.crop(pin.uuid, Crop(0.1, 0.2, 0.5, 0.5), Place(x, y, 80, 45))


VERBS: list[_Verb] = [
    lambda e, c, x, y: e.type_line(f"words {x:.0f}", x, y),
    lambda e, c, x, y: e.add_note(f"note {y:.0f}", x, y),
    lambda e, c, x, y: e.add_stills([next(iter(e.stills.values()))], x, y),
    lambda e, c, x, y: e.add_swatches(next(iter(e.stills)), x, y),
    lambda e, c, x, y: e.add_frame("frame", Rect(x, y, 300, 300)),
    lambda e, c, x, y: e.move(c, x, y),
    lambda e, c, x, y: e.move(c, x, y, gesture=int(abs(x)) % 3),
    lambda e, c, x, y: e.place({u: Place(x, y, 120, 60, 30) for u in c}),
    lambda e, c, x, y: e.restyle(
        c, lambda s: replace(s, opacity=0.5, text=replace(s.text, italic=not s.text.italic))
    ),
    lambda e, c, x, y: e.remove(c),
    lambda e, c, x, y: e.duplicate(c),
    lambda e, c, x, y: e.raise_(c),
    lambda e, c, x, y: e.lower(c),
    lambda e, c, x, y: e.front(c),
    lambda e, c, x, y: e.back(c),
    lambda e, c, x, y: e.flip(c),
    lambda e, c, x, y: [e.edit_line(u, f"corrected {x:.0f}") for u in c if e.pins[u].line],
    lambda e, c, x, y: [e.edit_note(u, f"other {x:.0f}") for u in c if e.pins[u].kind is PinKind.NOTE],
    lambda e, c, x, y: e.paste_pins(e.to_clipboard(c), x, y),
    _crop,
]
STEP = st.tuples(
    st.integers(0, len(VERBS) - 1),
    st.lists(st.integers(0, 30), min_size=1, max_size=4),
    st.floats(-500, 500, allow_nan=False),
    st.floats(-500, 500, allow_nan=False),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=14))
def test_any_verbs_undone_are_as_before_and_redone_as_after(
    steps: list[tuple[int, list[int], float, float]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library.open_library(Path(folder) / "Moodboard")
        editor = BoardEditor()
        editor.open(boards.create_board("Any")[0].id)
        editor.add_stills(some_stills(2), 0, 0)
        editor.undo_stack.clear()
        before = dict(editor.pins)
        for verb, picks, x, y in steps:
            there = list(editor.pins)
            chosen = list(dict.fromkeys(there[n % len(there)] for n in picks)) if there else []
            VERBS[verb](editor, chosen, x, y)
        after, said = dict(editor.pins), {u: editor.text_of(u) for u in editor.pins}
        assert on_disk(editor) == after
        while editor.undo_stack.canUndo():
            editor.undo_stack.undo()
        assert editor.pins == before == on_disk(editor)
        while editor.undo_stack.canRedo():
            editor.undo_stack.redo()
        assert editor.pins == after == on_disk(editor)
        assert {u: editor.text_of(u) for u in editor.pins} == said
        editor.close()
        library.close_library()
