# SPDX-License-Identifier: GPL-3.0-or-later
"""Take many pictures in at once: files and folders, with progress, and lay them on a board."""

from __future__ import annotations

import logging
import os
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from moodboard.domain import arrange
from moodboard.domain.board import Pin, PinKind, Place, bounds_of
from moodboard.domain.changes import Changes
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import SUFFIXES as FILM_SUFFIXES
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.pinning import watch_for
from moodboard.domain.shot_names import EXTRAS, guess
from moodboard.domain.still import Still
from moodboard.services import boards, library, pictures, pictures_files, screenshots, watching
from moodboard.services.pictures import Incoming
from moodboard.services.screenshots import FilmGuesses, Places

__all__ = [
    "SUFFIXES",
    "FilmGuesses",
    "Intake",
    "Problem",
    "guess",
    "pictures_under",
    "pin_pictures",
    "take_in",
    "thumbs_beside",
]

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
Kept = Callable[[tuple[Still, ...], Changes], None]


SUFFIXES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".png",
        ".apng",
        ".webp",
        ".avif",
        ".avifs",
        ".tif",
        ".tiff",
        ".gif",
        ".jp2",
        ".j2k",
        ".jpf",
        ".jpx",
        ".j2c",
        ".heic",
        ".heif",
        ".hif",
        ".bmp",
        ".dib",
    ]
)
"""Endings of files that hold a picture."""
_ARTWORK = re.compile(
    r"(?i)(?:^|-)(?:poster|folder|cover|banner|clearart|clearlogo|logo|disc|discart|cdart|keyart"
    r"|characterart)\d*$|(?:^|-)thumb$"
)
"""Names of what lies in a film's folder and is no picture from the film."""
_BATCH = 20  # rows a transaction: a person's own write waits for one batch at most
_THREADS = 2  # Pillow lets go of the interpreter while it decodes; a third thread brought nothing
_AHEAD = 3 * _THREADS  # pictures under way, so that cancelling is quick and memory stays small


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be taken in, and the sentence why."""

    file: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files."""

    stills: tuple[Still, ...] = ()
    """In the files' order, each once."""
    problems: tuple[Problem, ...] = ()
    changes: Changes = field(default_factory=Changes)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def pictures_under(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return named files as they are, and the pictures of folders in natural order, "2" before "10".

    A folder that cannot be looked into stands for itself: reading it says why.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _pictures_of_folder(path) if path.is_dir() else (path,):
            found[file] = None
    return tuple(found)


def _pictures_of_folder(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=_natural)
        is_film = any(_is_of_a_film(name) for name in (*files, *folders))
        for name in sorted(files, key=_natural):
            if name.startswith(".") or Path(name).suffix.lower() not in SUFFIXES:
                continue
            if not (is_film and _ARTWORK.search(Path(name).stem)):
                yield Path(place) / name
    yield from closed


def _is_of_a_film(name: str) -> bool:
    """Tell whether a file or folder says that the folder it is in holds a film, as Kodi keeps them."""
    return (
        name.lower() in EXTRAS or Path(name).suffix.lower() in FILM_SUFFIXES or name.lower().endswith(".nfo")
    )


def thumbs_beside(film_file: Path) -> tuple[Path, ...]:
    """Return the pictures that Kodi keeps beside a film file, in their order."""
    folders = [film_file.parent / name for name in sorted(EXTRAS, reverse=True)]
    return pictures_under(folder for folder in folders if folder.is_dir())


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", name)
        if part
    ]


def take_in(
    paths: Iterable[Path],
    film_id: int | None = None,
    report: Report = _silent,
    kept: Kept | None = None,
) -> Intake:
    """Take pictures and folders of pictures in; a broken one becomes a problem, the rest go on.

    Without ``film_id`` the film is guessed from each file's name. ``kept`` is called after each
    batch, on the calling thread, so that pictures appear while others still come. ``report`` may
    raise CancelledError; what was told to ``kept`` stays.
    """
    files = pictures_under(paths)
    pictures_files.sweep(library.folder())
    places = Places(film_id)
    batch: list[tuple[Incoming, Path]] = []
    done: dict[str, Still] = {}
    problems: list[Problem] = []
    changes = Changes()
    report(0, len(files))
    try:
        with closing(_outcomes(files)) as outcomes:
            for number, (file, outcome) in enumerate(outcomes, start=1):
                if isinstance(outcome, KnownError):
                    problems.append(Problem(file, str(outcome)))
                else:
                    batch.append((outcome, file))
                if len(batch) == _BATCH or (batch and number == len(files)):
                    added, changed = _stored(batch, places)
                    batch.clear()
                    done.update((still.uuid, still) for still in added)
                    changes |= changed
                    if kept is not None:
                        kept(added, changed)
                report(number, len(files))
    finally:
        for incoming, _file in batch:
            pictures.discard(incoming)
    return Intake(tuple(done.values()), tuple(problems), changes)


def _stored(batch: Sequence[tuple[Incoming, Path]], places: Places) -> tuple[tuple[Still, ...], Changes]:
    placed = [places.of(file) for _incoming, file in batch]
    settled = [pictures.settle(incoming) for incoming, _file in batch]
    return screenshots.keep(list(zip(settled, placed, strict=True)), job=True)


def _outcomes(files: Sequence[Path]) -> Generator[tuple[Path, Incoming | KnownError], None, None]:
    """Yield each file with its picture or what is wrong with it, in order, two read at a time."""
    waiting = iter(files)
    under_way: deque[tuple[Path, Future[Incoming | KnownError]]] = deque()
    pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="intake")
    try:
        while True:
            for file in islice(waiting, _AHEAD - len(under_way)):
                under_way.append((file, pool.submit(_outcome, file)))
            if not under_way:
                return
            file, future = under_way.popleft()
            yield file, future.result()
    finally:  # also when the one who asks stops asking
        pool.shutdown(wait=True, cancel_futures=True)
        for _file, future in under_way:
            if not future.cancelled() and isinstance(unwanted := future.result(), Incoming):
                pictures.discard(unwanted)


def _outcome(file: Path) -> Incoming | KnownError:
    try:
        return pictures.read_file(file)
    except KnownError as error:
        return error
    except Exception:  # one odd file must not end the job for the others
        log.exception("A picture could not be read: %s", file.name)
        return KnownError(f"{file.name} could not be read. Save it anew in a picture editor and try again.")


def pin_pictures(board_id: int, shown: Sequence[Still], at: tuple[float, float] | None = None) -> BoardEdit:
    """Return the edit that lays stills on a board in justified rows, without overlap, in front.

    They lie around ``at`` as near as there is room, or below what is there.
    """
    found = boards.open_board(board_id)
    own = [pin for pin in found.pins if not pin.frame]
    ratios = [still.ratio for still in shown]
    if at is not None:
        laid = arrange.dropped(ratios, at, [pin.place.bounds for pin in own])
    else:
        laid = arrange.dropped_below(ratios, bounds_of(own))
    front = max((pin.z for pin in own), default=0.0)
    now, today = utc_now(), date.today()
    going = watching.watch_going(found.board.film_id)
    pins = tuple(
        Pin(
            uuid=new_uuid(),
            kind=PinKind.STILL,
            place=Place(rect.x, rect.y, rect.width, rect.height),
            z=front + number,
            still=still.uuid,
            watch=watch_for(found.watches, today, still.taken, still.watch, going),
            pinned=now,
        )
        for number, (still, rect) in enumerate(zip(shown, laid, strict=True), start=1)
    )
    return BoardEdit(after=pins)
