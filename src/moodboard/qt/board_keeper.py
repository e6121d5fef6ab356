# SPDX-License-Identifier: GPL-3.0-or-later
"""The open board in memory, kept equal to the library on disk, and its undo stack."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from moodboard.domain.board import Board, BoardView, Pin, PinKind
from moodboard.domain.changes import Changes
from moodboard.domain.edits import BoardEdit, applied
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Watch
from moodboard.domain.line import Line
from moodboard.domain.settling import settled
from moodboard.domain.still import Still
from moodboard.qt.board_commands import EditCommand, FieldCommand
from moodboard.qt.calm_memory import calm_memory
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import boards as boards_service
from moodboard.services import library
from moodboard.services import lines as lines_service
from moodboard.services import stills as stills_service

log = logging.getLogger(__name__)

RETRY_AFTER = 2000
"""Milliseconds until a write that failed is tried again."""
MANY = 1000
"""A board of more pins is read in a job: 5,000 take 60 ms, in which no gesture would be followed."""

_translate = QCoreApplication.translate
_UNCOUNTED = (PinKind.FRAME, PinKind.GROUP)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A write that is not on disk yet."""

    board_id: int
    write: Callable[[], Changes]
    edit: BoardEdit | None = None


class BoardKeeper(QObject):
    """Hold one board; each edit is in memory at once and on disk before the call returns.

    When the disk refuses, the work stays in memory and the writes wait in their order.
    """

    loaded = Signal()
    """Another board is open, or none: read everything anew."""
    open_failed = Signal(str)
    """A board that was to be opened soon is not there any more, or cannot be read."""
    leaving = Signal()
    """The open board is about to be let go: what is being typed on it can still be kept."""
    gone = Signal()
    """The open board went to the bin somewhere else; the keeper is closed."""
    pins_changed = Signal(object)
    """frozenset of uuids that came, changed or went."""
    lines_changed = Signal(object)
    """frozenset of uuids of lines whose words changed."""
    stills_changed = Signal(object)
    """frozenset of uuids of stills whose facts changed."""
    title_changed = Signal(str)
    board_changed = Signal()
    """Title, film, background or the film's watches."""
    saved = Signal()
    save_failed = Signal(str)
    published = Signal(object)
    """Changes, for the other views."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._gestures = itertools.count(1)
        self._waiting: list[Waiting] = []
        self._failed = False
        self._awaited = 0
        self.foresee: Callable[[Sequence[Pin]], None] = lambda pins: None
        """Called with the pins of a large board before it is shown, in the thread that reads it."""
        self.edition = 0
        """Another number after every change of pins."""
        self.count = 0
        """How many pins are seen as such: no frames and groups, nothing that is laid out inside a frame."""
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_AFTER)
        self._retry.timeout.connect(self.save)
        self._forget()

    def _forget(self) -> None:
        self._board: Board | None = None
        self.pins: dict[str, Pin] = {}
        self.stills: dict[str, Still] = {}
        self.lines: dict[str, Line] = {}
        self.films: dict[int, str] = {}
        self.watches: tuple[Watch, ...] = ()
        self.count = 0
        self.edition += 1
        self.undo_stack.clear()

    @property
    def board(self) -> Board | None:
        """The open board, None when there is none."""
        return self._board

    @property
    def board_id(self) -> int:
        """The open board's id, 0 when there is none."""
        return self._board.id if self._board else 0

    @property
    def is_saved(self) -> bool:
        """Whether everything is on disk."""
        return not self._waiting

    def new_gesture(self) -> int:
        """Return a number for the edits of one gesture, which become one undo step."""
        return next(self._gestures)

    def open(self, board_id: int) -> None:
        """Show another board; raises NotFoundError and leaves the open one when there is no such."""
        self.save()
        self._show(_read_board(board_id))

    def open_soon(self, board_id: int, jobs: JobRunner) -> None:
        """The same, but a large board is read in a job; until it comes the open one stays."""
        if boards_service.count_pins(board_id) <= MANY:
            self.open(board_id)
            return
        self._awaited, known = board_id, library.last_change()
        job = Job(lambda _report: self._read_early(board_id))
        job.succeeded.connect(lambda found: self._on_read(found, known))
        job.failed.connect(lambda sentence: self._on_unread(board_id, sentence))
        jobs.start(job)

    def _read_early(self, board_id: int) -> boards_service.OpenBoard:
        found = _read_board(board_id)
        self.foresee(found.pins)
        return found

    def _on_read(self, found: boards_service.OpenBoard, known: int) -> None:
        board_id = found.board.id
        if board_id != self._awaited:
            return  # another one was asked for since
        self.save()
        if library.last_change() == known:
            self._show(found)
            return
        try:  # something was written in between: what was read may be old
            self.open(board_id)
        except KnownError as error:
            self._on_unread(board_id, str(error))

    def _on_unread(self, board_id: int, sentence: str) -> None:
        if board_id == self._awaited:
            self._awaited = 0
            self.open_failed.emit(sentence)

    def _show(self, found: boards_service.OpenBoard) -> None:
        self._awaited = 0
        if self._board is not None:
            self.leaving.emit()
        with calm_memory():
            self._forget()
            self._take(found)
            self.loaded.emit()

    def close(self) -> None:
        """Let the board go; writes that still wait are tried once more and kept."""
        self._awaited = 0
        self.save()
        self._forget()
        self.loaded.emit()

    def _take(self, found: boards_service.OpenBoard) -> None:
        self._board = found.board
        self.pins = {pin.uuid: pin for pin in found.pins}
        self.stills, self.lines, self.films = dict(found.stills), dict(found.lines), dict(found.films)
        self.watches = tuple(found.watches)
        for waiting in self._waiting:
            if waiting.board_id == found.board.id and waiting.edit is not None:
                self.pins = applied(self.pins, waiting.edit)
                self.lines.update({line.uuid: line for line in waiting.edit.lines_after})
                self._learn(waiting.edit.after, waiting.edit.lines_after)
        self.count, self.edition = _counted(self.pins.values()), self.edition + 1

    def own_pins(self) -> list[Pin]:
        """Return the pins that lie on the board itself, not those laid out inside a frame."""
        return [pin for pin in self.pins.values() if not pin.frame]

    def last_view(self) -> BoardView | None:
        """Return where the person looked at this board last."""
        return boards_service.board_view(self.board_id) if self._board else None

    def remember_view(self, view: BoardView) -> None:
        """Keep where the person looks, for the next time; losing it loses nothing."""
        if self._board is not None:
            try:
                boards_service.save_view(self._board.id, view)
            except (KnownError, OSError) as error:
                log.warning("The view was not kept: %s", error)

    # -- edits -----------------------------------------------------------------------------------

    def push(self, edit: BoardEdit, label: str, gesture: int | None = None) -> None:
        """Apply an edit as one undo step; an edit that changes nothing is none."""
        if self._board is None or edit.is_empty:
            return
        edit = settled(self.pins, edit)
        if edit.is_empty:  # what belongs to others went back where it was
            return
        self.undo_stack.push(EditCommand(partial(self._apply, self._board.id), edit, label, gesture))

    def _apply(self, board_id: int, edit: BoardEdit) -> None:
        touched = frozenset(pin.uuid for pin in (*edit.before, *edit.after))
        before = _counted(self.pins[uuid] for uuid in touched if uuid in self.pins)
        for uuid in edit.removed:
            self.pins.pop(uuid, None)
        self.pins.update({pin.uuid: pin for pin in edit.after})
        self.count += _counted(edit.after) - before
        self.edition += 1
        self.lines.update({line.uuid: line for line in edit.lines_after})
        self._learn(edit.after, edit.lines_after)
        self._waiting.append(Waiting(board_id, lambda: boards_service.apply_edit(board_id, edit), edit))
        self.save()
        words = frozenset(line.uuid for line in (*edit.lines_before, *edit.lines_after))
        if words:
            self.lines_changed.emit(words)
        if touched:
            self.pins_changed.emit(touched)

    def _learn(self, pins: Iterable[Pin], lines: Iterable[Line] = ()) -> None:
        """Fetch what the pins show and that is not known here yet: stills, lines, the films' names."""
        pins = tuple(pins)
        missing = {pin.still for pin in pins if pin.still} - self.stills.keys()
        if missing:
            self.stills.update(stills_service.stills(sorted(missing)))
        for uuid in {pin.line for pin in pins if pin.line} - self.lines.keys():
            try:
                self.lines[uuid] = lines_service.line(uuid)
            except NotFoundError:
                continue  # the pin shows nothing then
        self._name_films(pins, lines)

    def _name_films(self, pins: Iterable[Pin], lines: Iterable[Line]) -> None:
        stills, known = self.stills, self.lines
        ids = {line.film_id for line in lines}
        ids |= {stills[pin.still].film_id for pin in pins if pin.still in stills}
        ids |= {known[pin.line].film_id for pin in pins if pin.line in known}
        missing = sorted(film for film in ids if film is not None and film not in self.films)
        if missing:
            from moodboard.services import films as films_service

            self.films.update(films_service.titles(missing))

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what waits, in order; False when the disk refused."""
        while self._waiting:
            try:
                changes = self._waiting[0].write()
            except (KnownError, OSError) as error:
                self._failed = True
                self._retry.start()
                self.save_failed.emit(str(error))
                return False
            del self._waiting[0]
            self.published.emit(changes)
            if not self._waiting:
                self._retry.stop()
                self._failed = False
                self.saved.emit()
        return True

    # -- the board itself ------------------------------------------------------------------------

    def rename(self, title: str) -> None:
        """Give the board another title, as one undo step; an empty one is left alone."""
        title = " ".join(title.split())
        if self._board is not None and title and title != self._board.title:
            self._push_field("title", title, _translate("board", "Rename board"))

    def set_film(self, film_id: int | None) -> None:
        """Say which film the board is about, as one undo step."""
        if self._board is not None and film_id != self._board.film_id:
            self._push_field("film_id", film_id, _translate("board", "Change film"))

    def set_background(self, colour: str, gesture: int | None = None) -> None:
        """Give the board another ground (see ``domain.ground``); one gesture is one undo step."""
        if self._board is not None and colour != self._board.background:
            self._push_field("background", colour, _translate("board", "Change background"), gesture)

    def _push_field(self, field: str, value: Any, label: str, gesture: int | None = None) -> None:
        assert self._board is not None
        put = partial(self._put_field, self._board.id, field)
        self.undo_stack.push(FieldCommand(put, getattr(self._board, field), value, label, gesture))

    def _put_field(self, board_id: int, field: str, value: Any) -> None:
        assert self._board is not None
        writers: dict[str, Callable[[int, Any], Changes]] = {
            "title": boards_service.rename_board,
            "film_id": boards_service.set_film,
            "background": boards_service.set_background,
        }
        self._board = replace(self._board, **{field: value})
        self._waiting.append(Waiting(board_id, partial(writers[field], board_id, value)))
        if self.save() and field == "film_id":
            found = boards_service.open_board(board_id)
            self.watches, self.films = tuple(found.watches), dict(found.films) | self.films
        if field == "title":
            self.title_changed.emit(value)
        self.board_changed.emit()

    # -- what others change ----------------------------------------------------------------------

    def apply_outside(self, changes: Changes) -> None:
        """Take over what was changed elsewhere; undo steps end where pins were changed by others."""
        if self._board is None or not changes:
            return
        film = self._board.film_id
        concerned = (
            changes.everything
            or self._board.id in changes.boards
            or not changes.stills.isdisjoint(self.stills)
            or not changes.lines.isdisjoint(self.lines)
            or not changes.films.isdisjoint(self.films)
            or film in changes.films
        )
        if not concerned:
            return
        try:
            found = boards_service.open_board(self._board.id)
        except NotFoundError:
            self.leaving.emit()  # a board in the bin still takes what was written on it
            self._forget()
            self.gone.emit()
            self.loaded.emit()
            return
        self._compare(found)

    def _compare(self, found: boards_service.OpenBoard) -> None:
        before = self._board, self.pins, self.lines, self.stills, self.watches, self.films
        unsaved_fields = self._board if any(waiting.edit is None for waiting in self._waiting) else None
        self._take(found)
        if unsaved_fields is not None:
            self._board = unsaved_fields
        board, pins, lines, stills, watches, films = before
        # what the undo steps of other boards' lines need stays known
        self.lines, self.stills = lines | self.lines, stills | self.stills
        changed = _different(pins, self.pins)
        if changed:
            self.undo_stack.clear()
        words = frozenset(u for u in lines if self.lines.get(u) != lines[u])
        facts = frozenset(u for u in stills if self.stills.get(u) != stills[u])
        if words or films != self.films:
            self.lines_changed.emit(words)
        if facts:
            self.stills_changed.emit(facts)
        if changed:
            self.pins_changed.emit(changed)
        if board is not None and self._board is not None and board.title != self._board.title:
            self.title_changed.emit(self._board.title)
        if board != self._board or watches != self.watches or films != self.films:
            self.board_changed.emit()


def _read_board(board_id: int) -> boards_service.OpenBoard:
    with calm_memory():
        return boards_service.open_board(board_id)


def _counted(pins: Iterable[Pin]) -> int:
    return sum(pin.kind not in _UNCOUNTED and not pin.frame for pin in pins)


def _different(one: dict[str, Pin], other: dict[str, Pin]) -> frozenset[str]:
    return frozenset(u for u in one.keys() | other.keys() if one.get(u) != other.get(u))
