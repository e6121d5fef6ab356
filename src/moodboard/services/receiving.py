# SPDX-License-Identifier: GPL-3.0-or-later
"""Open a board that a friend sent: its pictures, lines and films come along, nothing is doubled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from moodboard.domain import board_file
from moodboard.domain.board import Board, Pin, PinKind
from moodboard.domain.board_file import SentBoard
from moodboard.domain.changes import Changes
from moodboard.domain.copying import renamed
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.services import boards, films, lines, pictures, stills, watches
from moodboard.services.stills import NewStill
from moodboard.store import boards as board_rows
from moodboard.store import database, imports
from moodboard.store import lines as line_rows

Report = Callable[[int, int], None]
MOST_PICTURES = 20_000
MOST_WORDS = 64 * 1024**2
MOST_OF_ONE = 1024**3
_NAME = re.compile(r"pictures/[0-9a-z]{2}/[0-9a-z]{8,128}\.[0-9a-z]{1,8}", re.ASCII)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a board that was opened."""

    board: Board
    was_there: bool = False
    """The very same board is in the library already; nothing was changed."""
    films: tuple[str, ...] = ()
    """Uuids of the films that are new."""
    stills: tuple[str, ...] = ()
    """Uuids of the stills that are new."""
    lines: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """A sentence for each picture that could not be read; its pins are left out."""
    changes: Changes = field(default_factory=Changes)


def is_board_file(path: Path) -> bool:
    """Tell whether this looks like a board that was sent."""
    if path.suffix.casefold() == board_file.SUFFIX:
        return True
    if path.suffix.casefold() != ".zip" or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return board_file.DOCUMENT in archive.namelist()


def look_at(path: Path) -> SentBoard:
    """Return what a board file holds, its pictures unread; raises KnownError."""
    with _opened(path) as archive:
        return _document(path, archive)


def is_here(path: Path) -> bool:
    """Tell whether the very same board is in the library already."""
    return _same_board(look_at(path)) is not None


def receive(path: Path, report: Report = _silent) -> Received:
    """Bring a sent board in. A cancel (``report`` raises) leaves the library as it was."""
    with _opened(path) as archive:
        sent = _document(path, archive)
        there = _same_board(sent)
        if there is not None:
            return Received(there, was_there=True)
        taken, problems = _take_pictures(sent, archive, report)
    return _Receiving(sent, taken, problems).all()


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise KnownError(f"{path.name} is not a whole board file. Ask for it to be sent again.") from error


def _document(path: Path, archive: zipfile.ZipFile) -> SentBoard:
    try:
        member = archive.getinfo(board_file.DOCUMENT)
    except KeyError as error:
        raise KnownError(f"There is no board in {path.name}.") from error
    if member.flag_bits & 1:
        raise KnownError(f"{path.name} is locked with a password. Ask for it to be sent without one.")
    try:
        with archive.open(member) as file:
            words = file.read(MOST_WORDS + 1)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError) as error:
        raise KnownError(f"{path.name} is damaged. Ask for it to be sent again.") from error
    if len(words) > MOST_WORDS:
        raise KnownError(f"The board in {path.name} is too large to be one. It was not opened.")
    sent = board_file.read(words)
    if len(sent.stills) > MOST_PICTURES:
        raise KnownError(f"{path.name} names more than {MOST_PICTURES} pictures. It was not opened.")
    return sent


def _take_pictures(
    sent: SentBoard, archive: zipfile.ZipFile, report: Report
) -> tuple[dict[str, pictures.Taken], list[str]]:
    """Take the pictures in by their names inside; what cannot be read is told."""
    names = {still.picture: still.name or Path(still.picture).name for still in sent.stills}
    taken: dict[str, pictures.Taken] = {}
    problems: list[str] = []
    for done, (inside, name) in enumerate(sorted(names.items())):
        report(done, len(names))
        try:
            taken[inside] = pictures.take_in_bytes(_bytes(archive, inside, name), name)
        except KnownError as error:
            problems.append(str(error))
    report(len(names), len(names))
    return taken, problems


def _bytes(archive: zipfile.ZipFile, inside: str, name: str) -> bytes:
    if not _NAME.fullmatch(inside):
        raise KnownError(f"{name} has a name that leads elsewhere; it was left out.")
    try:
        member = archive.getinfo(inside)
        if member.file_size > MOST_OF_ONE:
            raise KnownError(f"{name} is larger than a picture can be; it was left out.")
        with archive.open(member) as file:
            whole = io.BytesIO()
            while piece := file.read(1 << 20):
                whole.write(piece)
                if whole.tell() > MOST_OF_ONE:
                    raise KnownError(f"{name} is larger than a picture can be; it was left out.")
            return whole.getvalue()
    except KeyError as error:
        raise KnownError(f"{name} is not in the file; it was left out.") from error
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, RuntimeError) as error:
        raise KnownError(f"{name} is damaged; it was left out.") from error


def _same_board(sent: SentBoard) -> Board | None:
    """Return the board when it is here and shows the same."""
    with database.read():
        there = board_rows.by_uuid(sent.board.uuid) if sent.board.uuid else None
        if there is None:
            return None
        opened = boards.open_board(there.id)
    own = {(pin.uuid, pin.place, pin.crop, pin.style, pin.text) for pin in opened.pins}
    given = {(pin.uuid, pin.place, pin.crop, pin.style, pin.text) for pin in sent.pins}
    return there if given <= own else None


class _Receiving:
    """One board's way in, in one transaction."""

    def __init__(self, sent: SentBoard, taken: Mapping[str, pictures.Taken], problems: list[str]) -> None:
        self._sent = sent
        self._taken = taken
        self._problems = problems
        self._film_ids: dict[int, int] = {}
        self._new_films: list[str] = []
        self._changes = Changes()

    def all(self) -> Received:
        sent = self._sent
        with database.write():
            self._take_films()
            last = imports.last_still()
            shots = self._take_stills()
            fresh = imports.stills_since(last, [uuid for uuid in shots.values() if uuid])
            said, new_lines = self._take_lines()
            seen = self._take_watches()
            board = self._board(self._pins(shots, said))
        return Received(
            board,
            films=tuple(self._new_films),
            stills=tuple(sorted(fresh)),
            lines=tuple(new_lines),
            watches=tuple(seen),
            problems=tuple(self._problems),
            changes=self._changes | Changes(boards=frozenset({board.id}), everything=bool(sent.films)),
        )

    def _film(self, film_id: int | None) -> int | None:
        return self._film_ids.get(film_id) if film_id is not None else None

    def _take_films(self) -> None:
        for film in self._sent.films:
            known = _known_film(film)
            if known is None:
                added, changed = films.add_film(replace(film, id=0, uuid=""))
                self._new_films.append(added.uuid)
                self._changes |= changed
                known = added.id
            self._film_ids[film.id] = known

    def _take_stills(self) -> dict[str, str]:
        """Return the library's still for each of the file's; empty for a picture that did not come."""
        new: list[NewStill] = []
        asked: list[Still] = []
        for still in self._sent.stills:
            taken = self._taken.get(still.picture)
            if taken is not None:
                taken = replace(taken, name=still.name or taken.name, taken=still.taken)
                new.append(NewStill(taken, self._film(still.film_id), still.timecode))
                asked.append(still)
        found, changed = stills.keep(new)
        self._changes |= changed
        return {still.uuid: own.uuid for still, own in zip(asked, found, strict=True)}

    def _take_lines(self) -> tuple[dict[str, str], list[str]]:
        mine: dict[str, str] = {}
        added: list[str] = []
        for line in self._sent.lines:
            own = replace(line, film_id=self._film(line.film_id), id=0)
            there = _known_line(own)
            if there is None:
                if line_rows.by_uuids([own.uuid]):
                    own = replace(own, uuid=new_uuid())  # the same line, corrected here since
                there, changed = lines.add_line(own)
                added.append(there.uuid)
                self._changes |= changed
            mine[line.uuid] = there.uuid
        return mine, added

    def _take_watches(self) -> list[str]:
        came: list[str] = []
        for watch in self._sent.watches:
            film_id = self._film(watch.film_id)
            if film_id is not None and watch.uuid:
                changed = watches.restore_watch(replace(watch, film_id=film_id))
                if changed:
                    came.append(watch.uuid)
                self._changes |= changed
        return came

    def _pins(self, shots: Mapping[str, str], said: Mapping[str, str]) -> list[Pin]:
        came = []
        for pin in self._sent.pins:
            if pin.kind is PinKind.STILL and pin.still not in shots:
                continue
            if pin.kind is PinKind.LINE and pin.line not in said:
                continue
            came.append(replace(pin, still=shots.get(pin.still, ""), line=said.get(pin.line, "")))
        return came

    def _board(self, laid: Iterable[Pin]) -> Board:
        sent = self._sent.board
        draft = Board(
            sent.title, self._film(sent.film_id), sent.background, created=utc_now(), uuid=sent.uuid
        )
        pins = list(laid)
        if not draft.uuid or board_rows.by_uuid(draft.uuid, binned=True) is not None:
            names = {pin.uuid: new_uuid() for pin in pins}
            draft, pins = replace(draft, uuid=new_uuid()), [renamed(pin, names) for pin in pins]
        board, changed = boards.receive(draft, pins)
        self._changes |= changed
        return board


def _known_film(film: Film) -> int | None:
    """Return the library's film that is the same: by its numbers elsewhere, else by title and year."""
    for column, value in (("imdb", film.imdb), ("tmdb", film.tmdb), ("letterboxd", film.letterboxd)):
        if value:
            found = [state for state in imports.find_films(column, [value]) if not state.binned]
            if found:
                return found[0].id
    for state in imports.find_films("title_fold", [imports.fold(film.title)]):
        if state.year == film.year and not state.binned:
            return state.id
    return None


def _known_line(line: Line) -> Line | None:
    found = line_rows.by_uuids([line.uuid]).get(line.uuid)
    if found is not None and found.text == line.text:
        return found
    if line.film_id is None:
        return None
    return next((one for one in line_rows.of_film(line.film_id) if one.text == line.text), None)
