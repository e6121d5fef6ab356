# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards in the library: made, opened, edited, copied, binned."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moodboard.domain.board import (
    NOTE_STYLE,
    BoardView,
    Crop,
    Pin,
    PinKind,
    PinStyle,
    Place,
    TextStyle,
    Tone,
)
from moodboard.domain.edits import BoardEdit, applied, change_of
from moodboard.domain.errors import AmbiguousError, KnownError, NotFoundError
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.services import boards, films, lines, watches
from moodboard.store import database
from moodboard.store.tables import Still

pytestmark = pytest.mark.usefixtures("library")


def note(text: str = "x", **values: object) -> Pin:
    pin = Pin(new_uuid(), PinKind.NOTE, Place(1, 2, 30, 40), text=text, pinned="2026-01-01T00:00:00Z")
    return replace(pin, **values)  # type: ignore[arg-type]


def still(film_id: int | None = None) -> str:
    uuid = new_uuid()
    with database.write():
        Still.create(uuid=uuid, film=film_id, picture="pictures/ab/abc.jpg", width=16, height=9)
    return uuid


def on(board_id: int) -> dict[str, Pin]:
    return {pin.uuid: pin for pin in boards.open_board(board_id).pins}


def new(title: str = "Now we know how", *pins: Pin) -> int:
    return boards.create_board(title, pins=pins)[0].id


def test_everything_about_a_pin_is_kept() -> None:
    style = PinStyle(
        TextStyle("Hanken Grotesk", 20, 500, True, "#112233", 1.5, 0.5, "right", True),
        Tone(True, 0.5, -0.5, 0.25), 0.5, True, True, "{film}", "#ffffff", 12, "phone",
    )  # fmt: skip
    pin = Pin(
        new_uuid(), PinKind.SWATCHES, Place(-1.5, 2, 3, 4, 45), 7.5, still(), "", "words",
        ("#112233", "#445566"), Crop(0.1, 0.2, 0.3, 0.4), style, "watch", "frame", "twin",
        "2026-01-01T00:00:00Z",
    )  # fmt: skip
    assert on(new("Board", pin)) == {pin.uuid: pin}


def test_a_plain_pin_has_the_default_style() -> None:
    pin = note(style=PinStyle(text=NOTE_STYLE))
    board = new("Board", pin, plain := note())
    assert on(board) == {pin.uuid: pin, plain.uuid: plain}


def test_a_style_of_a_newer_program_can_be_read() -> None:
    pin = note(style=PinStyle(opacity=0.5))
    board = new("Board", pin)
    with database.write():
        database.rows("UPDATE pin SET style = ?", ('{"opacity": 0.5, "glow": 3, "text": {"neon": 1}}',))
    assert on(board)[pin.uuid].style == PinStyle(opacity=0.5)


def test_open_board_holds_all_that_it_shows() -> None:
    film, other = films.add_film(Film("Her", 2013))[0].id, films.add_film(Film("Barley"))[0].id
    watches.log_watch(Watch(film))
    line, _changes = lines.add_line(Line("", "Stay.", other))
    shot = still(film)
    pins = (
        Pin("b", PinKind.LINE, Place(0, 0, 1, 1), 2, line=line.uuid),
        Pin("a", PinKind.STILL, Place(0, 0, 1, 1), 1, still=shot),
    )
    board, _changes = boards.create_board("Board", film, pins)
    opened = boards.open_board(board.id)
    assert [pin.uuid for pin in opened.pins] == ["a", "b"]
    assert opened.stills[shot].film_id == film
    assert opened.lines == {line.uuid: line}
    assert opened.films == {film: "Her", other: "Barley"}
    assert len(opened.watches) == 1


def test_an_edit_adds_alters_and_removes() -> None:
    first, second, third = note("1"), note("2"), note("3")
    board = new("Board", first, second)
    moved = replace(first, place=Place(9, 9, 30, 40))
    changes = boards.apply_edit(board, BoardEdit((first, second), (moved, third)))
    assert on(board) == {moved.uuid: moved, third.uuid: third}
    assert changes.boards == {board}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=5), max_size=6))
def test_undoing_all_and_redoing_all_gives_the_same_board(steps: list[list[tuple[int, int]]]) -> None:
    names = [new_uuid() for _ in range(6)]
    board = new(new_uuid())
    states: list[dict[str, Pin]] = [{}]
    edits = []
    for step in steps:
        after = {names[n]: note(uuid=names[n], place=Place(x, 0, 1, 1)) for n, x in step}
        edits.append(change_of(states[-1].values(), after.values()))
        states.append(after)
    for edit, state in zip(edits, states[1:], strict=True):
        boards.apply_edit(board, edit)
        boards.apply_edit(board, edit)
        assert on(board) == state
    for edit, state in zip(reversed(edits), reversed(states[:-1]), strict=True):
        boards.apply_edit(board, edit.inverted())
        assert on(board) == state
    for edit in edits:
        boards.apply_edit(board, edit)
    assert on(board) == states[-1] == (applied(states[-2], edits[-1]) if edits else {})


def test_a_typed_line_is_written_binned_by_undo_and_back_by_redo() -> None:
    film = films.add_film(Film("Her", 2013))[0].id
    board = boards.create_board("Board", film)[0].id
    line = Line(new_uuid(), "Me too, now we know how.", film, feelings=("alone",))
    pin = Pin(new_uuid(), PinKind.LINE, Place(0, 0, 1, 1), line=line.uuid)
    typed = BoardEdit(after=(pin,), lines_after=(line,))
    changes = boards.apply_edit(board, typed)
    assert (changes.films, changes.lines) == ({film}, {line.uuid})
    assert films.film_row(film).lines == 1
    boards.apply_edit(board, typed.inverted())
    assert (films.film_row(film).lines, lines.lines_of_film(film)) == (0, ())
    boards.apply_edit(board, typed)
    found = lines.lines_of_film(film, board)[0]
    assert (found.uuid, found.on_board, found.feelings) == (line.uuid, True, ("alone",))


def test_a_line_shown_elsewhere_survives_the_undo() -> None:
    line, _changes = lines.add_line(Line("", "Stay."))
    here, there = (Pin(new_uuid(), PinKind.LINE, Place(0, 0, 1, 1), line=line.uuid) for _ in range(2))
    new("Other", there)
    board = new("Board", here)
    boards.apply_edit(board, BoardEdit(before=(here,), lines_before=(line,)))
    assert lines.find_lines() == (line,)


def test_a_corrected_line_is_corrected() -> None:
    line, _changes = lines.add_line(Line("", "Stya."))
    board = new()
    boards.apply_edit(board, BoardEdit(lines_before=(line,), lines_after=(replace(line, text="Stay."),)))
    assert lines.line(line.uuid).text == "Stay."


def test_a_pin_without_its_picture_is_refused_whole() -> None:
    board = new("Board", kept := note())
    lost = Pin(new_uuid(), PinKind.STILL, Place(0, 0, 1, 1), still="nowhere")
    with pytest.raises(KnownError, match="picture"):
        boards.apply_edit(board, BoardEdit((kept,), (lost,)))
    assert set(on(board)) == {kept.uuid}


def test_an_edit_cannot_take_pins_of_another_board() -> None:
    pin = note()
    new("Other", pin)
    with pytest.raises(KnownError):
        boards.apply_edit(new(), BoardEdit(after=(pin,)))


def test_a_board_made_of_pins_that_lie_elsewhere_has_copies() -> None:
    pin = note()
    first = new("First", pin)
    second = new("Second", pin)
    assert set(on(first)) == {pin.uuid}
    assert len(on(second)) == 1 and pin.uuid not in on(second)


def test_a_copy_has_pins_of_its_own_that_belong_together() -> None:
    frame = note("Phone", kind=PinKind.FRAME)
    pin = note()
    twin = note(frame=frame.uuid, twin=pin.uuid)
    board = new("Board", frame, pin, twin)
    copy, _changes = boards.duplicate_board(board)
    assert copy.title == "Board copy"
    assert boards.duplicate_board(board)[0].title == "Board copy 2"
    copied = on(copy.id)
    laid = next(pin for pin in copied.values() if pin.frame)
    assert not set(copied) & {frame.uuid, pin.uuid, twin.uuid}
    assert (copied[laid.frame].text, copied[laid.twin].text) == ("Phone", "x")


def test_the_list_counts_pins_and_names_frames() -> None:
    film = films.add_film(Film("Her", 2013))[0].id
    board = boards.create_board(
        "Board", film, (note(), frame := note("Phone", kind=PinKind.FRAME), note(frame="f"))
    )
    row = boards.list_boards()[0]
    assert (row.id, row.title, row.film, row.pins, row.frames) == (
        board[0].id,
        "Board",
        "Her",
        1,
        (frame.text,),
    )


def test_the_board_changed_last_comes_first() -> None:
    first, second = new("First"), new("Second")
    assert [row.id for row in boards.list_boards()] == [second, first]
    boards.apply_edit(first, BoardEdit(after=(note(),)))
    assert [row.id for row in boards.list_boards()] == [first, second]


def test_a_board_is_found_by_title_or_number() -> None:
    board = new("Now we know how")
    for said in ("now we KNOW how", " Now we know how ", str(board), f"#{board}"):
        assert boards.find_board(said).id == board
    with pytest.raises(NotFoundError):
        boards.find_board("Then")
    new("now we know how")
    with pytest.raises(AmbiguousError):
        boards.find_board("Now we know how")


def test_a_board_is_renamed_binned_and_restored() -> None:
    board = new()
    boards.rename_board(board, " Then  we knew ")
    assert boards.find_board("then we knew").id == board
    boards.bin_board(board)
    assert boards.list_boards() == ()
    with pytest.raises(NotFoundError):
        boards.open_board(board)
    boards.restore_board(board)
    assert boards.last_opened() == board


@pytest.mark.parametrize("title", ["", "  "])
def test_a_board_needs_a_title(title: str) -> None:
    with pytest.raises(KnownError):
        boards.create_board(title)


def test_ground_and_film_are_kept() -> None:
    film = films.add_film(Film("Her", 2013))[0].id
    board = new()
    boards.set_background(board, "#ece2d9")
    boards.set_film(board, film)
    kept = boards.board(board)
    assert (kept.background, kept.film_id) == ("#ece2d9", film)
    with pytest.raises(KnownError):
        boards.set_background(board, "paper")


def test_where_one_looked_is_kept_and_is_no_change() -> None:
    first, second = new("First"), new("Second")
    before = boards.board(first)
    assert boards.board_view(first) is None
    boards.save_view(first, BoardView(1, 2, 0.5))
    assert boards.board_view(first) == BoardView(1, 2, 0.5)
    assert boards.board(first) == before
    assert boards.last_opened() == first != second
