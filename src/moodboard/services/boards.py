# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards: list, make, open, and apply the edits that gestures and commands are turned into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from moodboard.domain import ground
from moodboard.domain.board import Board, BoardRow, BoardView, Pin
from moodboard.domain.changes import Changes
from moodboard.domain.copying import copied
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import AmbiguousError, KnownError, NotFoundError
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.domain.text_keys import folded, one_line
from moodboard.store import boards as store
from moodboard.store import changes, database, films, lines, pins, stills, watches


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """A board with everything that it shows."""

    board: Board
    pins: tuple[Pin, ...]
    """The back first; with those laid out for the board's frames."""
    stills: dict[str, Still]
    lines: dict[str, Line]
    films: dict[int, str]
    """Titles of the board's own film and of those that its stills and lines are from."""
    watches: tuple[Watch, ...]
    """Of the board's film, oldest first."""


def list_boards() -> tuple[BoardRow, ...]:
    """Return all boards, the one changed last first."""
    with database.read():
        return tuple(store.rows())


def find_board(said: str) -> Board:
    """Return the board meant by its title, whatever the case, its id or ``#id``."""
    said = said.strip()
    with database.read():
        found = {board.id: board for board in store.titled(said)}
        if number := re.fullmatch(r"#?(\d{1,15})", said, re.ASCII):
            by_number = store.by_id(int(number[1]))
            if by_number is not None:
                found[by_number.id] = by_number
    if not found:
        raise NotFoundError(f"No board is called {said!r}. “moodboard boards” lists them.")
    if len(found) > 1:
        listed = ", ".join(f"{board.title} [#{board.id}]" for board in found.values())
        raise AmbiguousError(f"{said!r} may be {listed}. Give the number with #.")
    return next(iter(found.values()))


def board(board_id: int) -> Board:
    """Return one board; raises NotFoundError."""
    with database.read():
        return _board(board_id)


def _board(board_id: int, binned: bool = False) -> Board:
    found = store.by_id(board_id, binned)
    if found is None:
        raise NotFoundError("This board is not in the library any more.")
    return found


def _title(said: str) -> str:
    title = one_line(said)
    if not title:
        raise KnownError("A board needs a title.")
    return title


def _changed(*board_ids: int) -> Changes:
    return changes.record(Changes(boards=frozenset(board_ids)))


def create_board(title: str, film_id: int | None = None, pins: Sequence[Pin] = ()) -> tuple[Board, Changes]:
    """Make a board, with pins on it when given; pins that lie elsewhere come as copies."""
    return _create(Board(_title(title), film_id), pins)


def receive(draft: Board, laid: Sequence[Pin]) -> tuple[Board, Changes]:
    """Make a board that came from elsewhere, under the uuid that it has there."""
    return _create(replace(draft, title=_title(draft.title)), laid)


def _create(draft: Board, laid: Sequence[Pin]) -> tuple[Board, Changes]:
    now = utc_now()
    with database.write():
        if draft.film_id is not None and not films.exists(draft.film_id):
            raise NotFoundError(f"There is no film with the number {draft.film_id}.")
        board_id = store.insert(replace(draft, uuid=draft.uuid or new_uuid(), created=now, changed=now))
        if pins.strangers(board_id, laid):
            laid = _copies(laid)
        _refuse_lost(laid)
        pins.save(board_id, [replace(pin, pinned=pin.pinned or now) for pin in laid])
        return _board(board_id), _changed(board_id)


def rename_board(board_id: int, title: str) -> Changes:
    """Give a board another title."""
    return _set(board_id, title=_title(title))


def set_film(board_id: int, film_id: int | None) -> Changes:
    """Say which film a board is about; None for none."""
    with database.write():
        if film_id is not None and not films.exists(film_id):
            raise NotFoundError(f"There is no film with the number {film_id}.")
        return _set(board_id, film=film_id)


def set_background(board_id: int, colour: str) -> Changes:
    """Paint a board's ground: a colour, a gradient, grain; empty for the theme's."""
    return _set(board_id, background=str(ground.parse(colour)))


def _set(board_id: int, **values: str | int | None) -> Changes:
    with database.write():
        _board(board_id, binned=True)
        store.change(board_id, **values)
        return _changed(board_id)


def bin_board(board_id: int) -> Changes:
    """Put a board into the bin."""
    return _set(board_id, binned=utc_now())


def restore_board(board_id: int) -> Changes:
    """Take a board out of the bin."""
    return _set(board_id, binned=None)


def duplicate_board(board_id: int) -> tuple[Board, Changes]:
    """Make a copy of a board with all that lies on it, under a title of its own."""
    with database.write():
        original = _board(board_id)
        taken = {folded(row.title) for row in store.rows()}
        title, n = f"{original.title} copy", 2
        while folded(title) in taken:
            title, n = f"{original.title} copy {n}", n + 1
        return _create(
            replace(original, title=title, sample=False, uuid=""), _copies(pins.of_board(board_id))
        )


def _copies(laid: Sequence[Pin]) -> list[Pin]:
    """Return the pins under new uuids; what they say of each other is carried over."""
    names = {pin.uuid: new_uuid() for pin in laid}
    return [copied(pin, names) for pin in laid]


def open_board(board_id: int) -> OpenBoard:
    """Return a board with all that it shows."""
    with database.read():
        board = _board(board_id)
        laid = pins.of_board(board_id)
        shown = stills.by_uuid(pin.still for pin in laid if pin.still)
        said = lines.by_uuids(pin.line for pin in laid if pin.line)
        of = {board.film_id, *(s.film_id for s in shown.values()), *(line.film_id for line in said.values())}
        seen = watches.of_films([board.film_id]).get(board.film_id, []) if board.film_id else []
        titles = films.titles(film_id for film_id in of if film_id is not None)
        return OpenBoard(board, tuple(laid), shown, said, titles, tuple(seen))


def count_pins(board_id: int) -> int:
    """Return how many pins there are to read for a board; 0 when it is not there."""
    with database.read():
        return pins.count(board_id)


def apply_edit(board_id: int, edit: BoardEdit) -> Changes:
    """Make the board as it is after the edit; applying it again changes nothing more."""
    kept = {line.uuid for line in edit.lines_after}
    gone = [line.uuid for line in edit.lines_before if line.uuid not in kept]
    with database.write():
        _board(board_id, binned=True)
        if pins.strangers(board_id, edit.after):
            raise KnownError("These pins lie on another board. Duplicate them instead.")
        touched: set[int] = set()
        for line in edit.lines_after:
            touched |= lines.save(_whole(line))
        _refuse_lost(edit.after)
        pins.delete(board_id, edit.removed)
        pins.save(board_id, edit.after)
        touched |= lines.bin_lines(lines.unused(gone))
        films.refresh(touched)
        store.change(board_id)
        altered = frozenset(kept.union(gone))
        return changes.record(Changes(boards=frozenset({board_id}), films=frozenset(touched), lines=altered))


def _whole(line: Line) -> Line:
    """Return the line without a film that is not there any more: its words are what counts."""
    return replace(line, film_id=None) if line.film_id and not films.exists(line.film_id) else line


def _refuse_lost(laid: Sequence[Pin]) -> None:
    if pins.lost(laid, "still"):
        raise KnownError("A picture of these pins is not in the library any more. Add it again.")
    if pins.lost(laid, "line"):
        raise KnownError("A line of these pins is not in the library any more. Type it again.")


def save_view(board_id: int, view: BoardView) -> None:
    """Keep where the person was looking."""
    with database.write():
        store.save_view(board_id, view)


def board_view(board_id: int) -> BoardView | None:
    """Return where the person was looking, None when they never were there."""
    with database.read():
        return store.view(board_id)


def last_opened() -> int | None:
    """Return the board to open first, None when there is none."""
    with database.read():
        return store.last_opened()
