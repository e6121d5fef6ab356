# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards from elsewhere as an import: each comes in whole or not at all, and can be taken back."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.foreign_board import ForeignBoard, Shown
from moodboard.domain.foreign_pins import Laid, Picture, lay
from moodboard.domain.ids import utc_now
from moodboard.domain.suffixes import SENT
from moodboard.domain.text_keys import folded, one_line
from moodboard.services import boards, library, pictures_files, stills
from moodboard.services.importing import bee, pur
from moodboard.services.importing.foreign import Found
from moodboard.services.importing.report import FileReport, ImportReport
from moodboard.services.importing.sent import bring_sent
from moodboard.services.pictures_linked import linked_file
from moodboard.services.stills import NewStill
from moodboard.store import boards as board_rows
from moodboard.store import database, imports
from moodboard.store import stills as still_rows

if TYPE_CHECKING:  # Pillow comes with it
    from moodboard.services.pictures import Incoming

    Draft = Incoming | str

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
KINDS: Mapping[str, Callable[[Path], AbstractContextManager[Found]]] = {
    ".bee": bee.opened,
    ".pur": pur.opened,
}
_OF_A_BOARD = 1000  # steps of progress
_THREADS = 2
_AHEAD = 4  # pictures under way: their bytes are in memory


def is_board(path: Path) -> bool:
    """Tell by its name whether a file is a board."""
    return path.suffix.casefold() in (*KINDS, SENT)


def import_boards(paths: Sequence[Path], done: ImportReport, report: Report) -> None:
    """Bring the boards in, one after the other; a cancel leaves nothing of the one under way."""
    kinds = {path.suffix.casefold().removeprefix(".") for path in paths}
    kind = kinds.pop() if len(kinds) == 1 else "boards"
    run_id = 0
    if not done.dry_run:
        with database.write(job=True):
            run_id = imports.begin(kind, ", ".join(path.name for path in paths), utc_now())
    came = 0
    try:
        for number, path in enumerate(paths):
            before, total = number * _OF_A_BOARD, len(paths) * _OF_A_BOARD

            def step(part: int, whole: int, before: int = before, total: int = total) -> None:
                report(before + _OF_A_BOARD * part // max(1, whole), total)

            if path.suffix.casefold() == SENT:
                came += bring_sent(path, done, run_id, step)
            else:
                came += _BoardImport(path, done, run_id, step).bring()
    finally:
        if run_id and not came:
            with database.write(job=True):
                imports.forget(run_id)
    if run_id and came:
        done.import_id = run_id
        with database.write(job=True):
            imports.finish(run_id, [], asdict(done.totals))


class _BoardImport:
    """One file's way in."""

    def __init__(self, path: Path, done: ImportReport, run_id: int, report: Report) -> None:
        self._path = path
        self._done = done
        self._run_id = run_id
        self._report = report
        self._file = FileReport(path.name, path.suffix.casefold().removeprefix("."))

    def bring(self) -> bool:
        """Read it, and store what it holds in one go; False when nothing of it came."""
        from moodboard.services import pictures

        self._done.files.append(self._file)
        drafts: dict[int, Draft] = {}
        self._report(0, 1)
        try:
            with KINDS[self._path.suffix.casefold()](self._path) as found:
                if not found.board.items and not found.board.left_out:
                    raise KnownError("There is nothing on this board.")
                with closing(self._pictures(found)) as read:
                    drafts.update(read)
                self._report(1, 1)
                return self._store(found.board, drafts)
        except KnownError as error:
            self._file.problem(0, str(error))
            return False
        finally:
            for one in drafts.values():
                if isinstance(one, pictures.Incoming):
                    pictures.discard(one)

    # -- pictures ------------------------------------------------------------------------------------

    def _pictures(self, found: Found) -> Generator[tuple[int, Draft], None, None]:
        """Yield each picture that is shown, read and aside, or why it cannot be; two at a time."""
        from moodboard.services import pictures

        wanted = list(dict.fromkeys(item.picture for item in found.board.items if isinstance(item, Shown)))
        under_way: deque[tuple[int, Future[Draft]]] = deque()
        pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="boards")
        waiting, number = iter(wanted), 0
        try:
            while True:
                while len(under_way) < _AHEAD and (key := next(waiting, None)) is not None:
                    under_way.append((key, self._begun(pool, found, key)))
                if not under_way:
                    return
                key, future = under_way.popleft()
                yield key, future.result()
                number += 1
                self._report(number, len(wanted))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            for _key, future in under_way:
                if not future.cancelled() and isinstance(unwanted := future.result(), pictures.Incoming):
                    pictures.discard(unwanted)

    def _begun(self, pool: ThreadPoolExecutor, found: Found, key: int) -> Future[Draft]:
        """Read a picture's bytes here, where the file is open, and let another thread decode them."""
        source = found.board.sources.get(key)
        try:
            if source is None:
                raise KnownError("Its picture is not in the file.")
            if source.linked:
                path = linked_file(source.linked, self._path.parent)
                if path is None:
                    raise KnownError("Its picture is neither in the file nor where it came from.")
                return pool.submit(_read_file, path)
            return pool.submit(_read_bytes, found.data(key), source.name)
        except KnownError as error:
            failed: Future[Draft] = Future()
            failed.set_result(str(error))
            return failed

    # -- storing -------------------------------------------------------------------------------------

    def _store(self, board: ForeignBoard, drafts: Mapping[int, Draft]) -> bool:
        from moodboard.services import intake, pictures
        from moodboard.services.pictures_measure import width_of

        incoming = {key: one for key, one in drafts.items() if isinstance(one, pictures.Incoming)}
        lost = {key: str(one) for key, one in drafts.items() if key not in incoming}
        if self._done.dry_run:
            shown: dict[int, Picture | str] = {
                key: Picture("?", one.taken.width, one.taken.height) for key, one in incoming.items()
            }
            laid = lay(board, shown | lost, utc_now(), width_of)
            self._count(laid, self._fresh([one.taken.picture for one in incoming.values()]))
            return bool(laid.pins)
        guesses = intake.FilmGuesses(None)
        taken = {key: pictures.settle(one) for key, one in incoming.items()}
        with database.write(job=True):
            last = imports.last_still()
            new = [NewStill(one, *guesses.of(one.name)) for one in taken.values()]
            kept, changed = stills.keep(new, job=True)
            found: dict[int, Picture | str] = {
                key: Picture(still.uuid, one.width, one.height)
                for (key, one), still in zip(taken.items(), kept, strict=True)
            }
            laid = lay(board, found | lost, utc_now(), width_of)
            if laid.pins:
                films = {still.film_id for still in kept}
                film_id = next(iter(films)) if len(films) == 1 else None
                made, more = boards.create_board(_free_title(self._path.stem), film_id, laid.pins)
                fresh = imports.stills_since(last, [still.uuid for still in kept])
                trail = [imports.Item(imports.STILL, uuid) for uuid in sorted(fresh)]
                trail.append(imports.Item(imports.BOARD, made.uuid, {"changed": made.changed}))
                imports.note(self._run_id, trail)
        if laid.pins:
            for one in taken.values():
                pictures_files.confirm(library.folder(), one.picture)
            self._done.board_ids += (made.id,)
            self._done.changes |= changed | more | Changes(boards=frozenset({made.id}))
            self._count(laid, len(fresh))
        else:
            self._count(laid, 0)
        return bool(laid.pins)

    @staticmethod
    def _fresh(shown: Sequence[str]) -> int:
        with database.read():
            return len(set(shown) - set(still_rows.of_pictures(shown)))

    def _count(self, laid: Laid, fresh: int) -> None:
        for _ in range(laid.whole):
            self._file.add()
        for sentence in laid.faults:
            self._file.problem(0, sentence)
        if laid.pins:
            self._done.totals.boards += 1
            self._done.totals.stills += fresh


def _read_file(path: Path) -> Draft:
    from moodboard.services import pictures

    return _sentence_or(lambda: pictures.read_file(path), path.name)


def _read_bytes(data: bytes, name: str) -> Draft:
    from moodboard.services import pictures

    return _sentence_or(lambda: pictures.read_bytes(data, name), name)


def _sentence_or(read: Callable[[], Incoming], name: str) -> Draft:
    try:
        return read()
    except KnownError as error:
        return str(error)
    except Exception:  # one odd picture must not end the board
        log.exception("A picture of a board could not be read")
        return f"{name} could not be read."


def _free_title(said: str) -> str:
    """Return a board's title after its file, with a number when it is taken."""
    stem = one_line(said)[:200] or "Board"
    taken = {folded(row.title) for row in board_rows.rows()}
    title, number = stem, 2
    while folded(title) in taken:
        title, number = f"{stem} {number}", number + 1
    return title
