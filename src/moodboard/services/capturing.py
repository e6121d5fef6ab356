# SPDX-License-Identifier: GPL-3.0-or-later
"""Shots and lines taken out of a film file while it is watched: each press of a key one transaction.

What is taken during a watch belongs to it: the one that is going on in the "watching now" window, else
the newest watch within a day of today, as for the pins of boards; else none.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import NotFoundError
from moodboard.domain.line import Line
from moodboard.domain.pinning import watch_for
from moodboard.domain.still import Still
from moodboard.services import library, lines, pictures, pictures_files, stills, watching
from moodboard.services.capture_steps import put_in_bin, save_line, still_now, turned
from moodboard.services.stills import NewStill
from moodboard.store import captures as store
from moodboard.store import database, film_files, films, watches
from moodboard.store import lines as line_rows
from moodboard.store import stills as still_rows

if TYPE_CHECKING:
    from moodboard.domain.film_file import FilmFile
    from moodboard.domain.subtitles.cleaning import Spoken
    from moodboard.services.pictures import Incoming
    from moodboard.services.video.frames import Frame

SAME_MOMENT, _VERY_SAME = 1.0, 0.05
"""Seconds between a shot and a line that were pinned one after the other and may still belong together."""
_SAME_WORDS = 2.0  # seconds: the same words farther apart are said again, and are another line


@dataclass(frozen=True, slots=True)
class Before:
    """What was altered, as it was and as it became; ``was`` is None for what is new."""

    was: Still | Line | None
    now: Still | Line
    was_binned: bool = False


@dataclass(frozen=True, slots=True)
class Captured:
    """A shot, a line or both as they were kept."""

    still: Still | None = None
    line: Line | None = None
    changes: Changes = field(default_factory=Changes)
    is_known: bool = False
    """This very frame, or these words, were there already: there is no second one."""
    steps: tuple[Before, ...] = ()
    """For :func:`take_back` and :func:`bring_back`."""
    at: float = 0.0
    """When the frame is shown, to the letter."""


def watch_now(film_id: int | None, today: date | None = None) -> str:
    """Return the uuid of the watch of a film that something belongs to that is taken now."""
    if film_id is None:
        return ""
    with database.read():
        own = watches.of_films([film_id]).get(film_id, [])
    day = today or datetime.now().astimezone().date()
    return watch_for(own, day, going=watching.watch_going(film_id))


def capture_shot(
    path: Path,
    at: float,
    film_id: int | None = None,
    kept_uuid: str = "",
    watch: str = "",
    jpeg: bool = False,
    line: Spoken | None = None,
) -> Captured:
    """Keep the frame that a film file shows at a time, and the line that is said there."""
    from moodboard.services.video.frames import FrameReader

    with FrameReader(path) as reader:
        return keep_frame(reader.file, reader.at(at), film_id, kept_uuid, watch, jpeg, line)


def keep_frame(
    file: FilmFile,
    frame: Frame,
    film_id: int | None = None,
    kept_uuid: str = "",
    watch: str = "",
    jpeg: bool = False,
    line: Spoken | None = None,
    said: str = "",
) -> Captured:
    """Keep a frame; ``said`` is the uuid of a line, kept before, that is said in it."""
    known = _known_frame(kept_uuid, film_id, frame.at)
    incoming = None if known else read_frame(file, frame, film_id, jpeg)
    try:
        with database.write():
            return _keep_frame(incoming, frame.at, film_id, kept_uuid, watch, line, said)
    finally:
        if incoming is not None:
            _settled(incoming)


def read_frame(file: FilmFile, frame: Frame, film_id: int | None, jpeg: bool) -> Incoming:
    """Return a frame as a picture that waits for its place in the library: the long part.

    Its thumbnails and colours are made of its pixels while they are encoded, on another core.
    """
    from moodboard.services import pictures_shots
    from moodboard.services.video import grabbing, looks

    raw = looks.raw_of(frame, file.pixel_ratio)
    found: list[pictures.Measured] = []
    beside = threading.Thread(target=lambda: found.append(pictures.measured(raw)), name="measuring")
    beside.start()
    try:
        data = pictures_shots.as_jpeg(raw) if jpeg else pictures_shots.as_png(raw)
    finally:
        beside.join()
    name = grabbing.still_name(_title(film_id, file.path), frame.at, jpeg)
    known = found[0] if found else pictures.measured(raw)  # what hindered the thread is told here
    return pictures.read_measured(known, data, name, "jpg" if jpeg else "png")


def capture_line(
    spoken: Spoken, film_id: int | None = None, watch: str = "", at: float | None = None, kept_uuid: str = ""
) -> Captured:
    """Keep a line; shots of the film file that were pinned at the same moment are linked with it."""
    with database.write():
        step, changes = _keep_line(spoken, film_id, watch)
        line = step.now
        assert isinstance(line, Line)
        steps = [step]
        if at is not None and kept_uuid:
            for still in store.shots_without_line(kept_uuid, at, SAME_MOMENT):
                if still.timecode is None or not is_same_moment(still.timecode, at, spoken):
                    continue
                linked = replace(still, line=line.uuid)
                changes |= still_rows.save((), (linked,))
                steps.append(Before(still, linked))
        is_known = step.was is not None and not step.was_binned
        return Captured(None, line, changes, is_known, tuple(steps), at if at is not None else spoken.start)


def is_same_moment(shot: float, at: float, spoken: Spoken) -> bool:
    """Tell whether a shot belongs to a line that was pinned at a moment, a key press apart.

    It does when nothing moved in between, or when it played on and the shot is still while that is said.
    """
    apart = abs(shot - at)
    if apart <= _VERY_SAME:
        return True
    return apart <= SAME_MOMENT and spoken.start - _VERY_SAME <= shot <= spoken.end + _VERY_SAME


def take_back(captured: Sequence[Captured]) -> Changes:
    """Undo: what was new goes into the bin, what was altered is as it was; all or none."""
    changes = Changes()
    with database.write():
        for one in reversed(captured):
            for step in reversed(one.steps):
                if step.was is not None and step.was != step.now:
                    changes |= turned(step.now, step.was)
                if step.was is None or step.was_binned:
                    changes |= put_in_bin(step.now)
    return changes


def bring_back(captured: Sequence[Captured]) -> Changes:
    """Redo: the same shots and lines are there again, under the same uuids."""
    changes = Changes()
    with database.write():
        for one in captured:
            # Lines first: a shot names its line.
            for step in sorted(one.steps, key=lambda step: isinstance(step.now, Still)):
                changes |= turned(step.was or step.now, step.now)
    return changes


def retake(file: FilmFile, frame: Frame, uuid: str, jpeg: bool = False) -> tuple[Still, Still, Changes]:
    """Give a shot another frame as its picture; boards that show it show the new one.

    It stays the same shot, with its film, its line and its pins. Returns it as it was and as it is.
    """
    was = stills.still(uuid)
    incoming = read_frame(file, frame, was.film_id, jpeg)
    try:
        with database.write():
            was = still_now(uuid)
            taken = pictures.settle(incoming)
            now = replace(
                was, picture=taken.picture, width=taken.width, height=taken.height, name=taken.name,
                average=taken.average, palette=taken.palette, alpha=taken.alpha, taken=taken.taken,
                timecode=round(frame.at, 3),
            )  # fmt: skip
            changes = turned(was, now)
    finally:
        _settled(incoming)
    return was, now, changes


def put_back(was: Still, now: Still) -> Changes:
    """Give a shot the picture that it had; what was said of it since then stays."""
    with database.write():
        return turned(was, now)


def set_film(still_uuids: Sequence[str], line_uuids: Sequence[str], film_id: int | None) -> Changes:
    """Tell of which film shots and lines are that were pinned before anyone said so."""
    watch = watch_now(film_id)
    with database.write():
        if film_id is not None and not films.exists(film_id):
            raise NotFoundError("That film is not in the library any more. Choose another one.")
        gone = store.binned("still", still_uuids) | store.binned("line", line_uuids)
        changes = Changes()
        for still in still_rows.by_uuid(still_uuids).values():
            if still.film_id != film_id and still.uuid not in gone:
                changes |= still_rows.save((), (replace(still, film_id=film_id, watch=watch),))
        for line in line_rows.by_uuids(line_uuids).values():
            if line.film_id != film_id and line.uuid not in gone:
                changes |= save_line(replace(line, film_id=film_id, watch=watch))
        return changes


def marks(film_id: int | None, kept_uuid: str = "") -> tuple[float, ...]:
    """Return when in a film its shots are, in order; without a film, those of the film file."""
    with database.read():
        return store.timecodes(film_id, kept_uuid)


def words_in(shots: Sequence[Still]) -> dict[str, str]:
    """Return by still what is said in it, for those with a line."""
    if not any(one.line for one in shots):
        return {}
    with database.read():
        return store.words_of(shots)


def still_there(
    still_uuids: Iterable[str], line_uuids: Iterable[str]
) -> tuple[dict[str, Still], dict[str, Line]]:
    """Return those of the shots and lines that are not in the bin, as they are now."""
    with database.read():
        shots, said = still_rows.by_uuid(still_uuids), line_rows.by_uuids(line_uuids)
        gone = store.binned("still", shots) | store.binned("line", said)
    return (
        {uuid: one for uuid, one in shots.items() if uuid not in gone},
        {uuid: one for uuid, one in said.items() if uuid not in gone},
    )


def bin_both(still_uuids: Sequence[str], line_uuids: Sequence[str]) -> Changes:
    """Put shots and lines into the bin together."""
    with database.write():
        changes = still_rows.set_binned(still_uuids, True) if still_uuids else Changes()
        for uuid in line_uuids:
            changes |= lines.bin_line(uuid)
        return changes


def restore_both(still_uuids: Sequence[str], line_uuids: Sequence[str]) -> Changes:
    """Take shots and lines out of the bin together."""
    with database.write():
        changes = still_rows.set_binned(still_uuids, False) if still_uuids else Changes()
        for uuid in line_uuids:
            changes |= lines.restore_line(uuid)
        return changes


def _known_frame(kept_uuid: str, film_id: int | None, at: float) -> tuple[Still, bool] | None:
    with database.read():
        return store.shot_at(kept_uuid, film_id, round(at, 3))


def _keep_frame(
    incoming: Incoming | None,
    at: float,
    film_id: int | None,
    kept_uuid: str,
    watch: str,
    spoken: Spoken | None,
    said: str,
) -> Captured:
    if kept_uuid and film_files.by_uuid(kept_uuid) is None:
        kept_uuid = ""
    step, changes = _keep_line(spoken, film_id, watch) if spoken is not None else (None, Changes())
    line = step.now if step is not None else line_rows.by_uuids((said,)).get(said) if said else None
    assert line is None or isinstance(line, Line)
    line_uuid = line.uuid if line is not None else ""
    known = store.shot_at(kept_uuid, film_id, round(at, 3))
    if known is not None:
        was, is_binned = known
        whole = replace(
            was, line=was.line or line_uuid, film_id=film_id if was.film_id is None else was.film_id,
            watch=watch if is_binned else was.watch or watch,
        )  # fmt: skip
        shot = Before(was, whole, is_binned)
        changes |= still_rows.save((), (whole,)) if whole != was or is_binned else Changes()
    else:
        if incoming is None:
            raise NotFoundError("That shot was just taken away elsewhere. Press the key again.")
        taken = pictures.settle(incoming)
        there = {
            one.uuid: (one, gone)
            for one, gone in still_rows.of_pictures([taken.picture]).get(taken.picture, [])
        }
        new = NewStill(taken, film_id, round(at, 3), line_uuid, kept_uuid, watch)
        kept, told = stills.keep([new])
        changes |= told
        before, was_binned = there.get(kept[0].uuid, (None, False))
        shot = Before(before, kept[0], was_binned)
    steps = (step, shot) if step is not None else (shot,)
    is_known = shot.was is not None and not shot.was_binned and shot.was == shot.now
    if step is not None and (step.was is None or step.was_binned):
        is_known = False  # the shot was there, its line is news
    now = shot.now
    assert isinstance(now, Still)
    return Captured(now, line, changes, is_known, steps, at)


def _keep_line(spoken: Spoken, film_id: int | None, watch: str) -> tuple[Before, Changes]:
    from moodboard.services.subtitles import timecode_of

    start = timecode_of(spoken)
    until = round(spoken.end, 3) if spoken.end > start else None  # a line that was typed has no end
    there = store.line_said(film_id, spoken.text, start, start, _SAME_WORDS)
    if there is not None:
        was, is_binned = there
        now = replace(
            was, timecode=was.timecode if was.timecode is not None else round(start, 3),
            until=was.until if was.until is not None else until, speaker=was.speaker or spoken.speaker,
            watch=watch if is_binned else was.watch or watch,
        )  # fmt: skip
        changes = save_line(now) if now != was or is_binned else Changes()
        return Before(was, now, is_binned), changes
    line = Line("", spoken.text, film_id, spoken.speaker, round(start, 3), until=until, watch=watch)
    kept, changes = lines.add_line(line)
    return Before(None, kept), changes


def _settled(incoming: Incoming) -> None:
    """Say that a still knows the picture, or let go of it when none came to."""
    if incoming.draft is None:
        return
    if incoming.draft.exists():
        pictures.discard(incoming)
        return
    with database.read():
        is_told = bool(still_rows.of_pictures([incoming.taken.picture]))
    if is_told:
        pictures_files.confirm(library.folder(), incoming.taken.picture)


def _title(film_id: int | None, path: Path) -> str:
    from moodboard.domain.film_file import title_of

    with database.read():
        film = films.by_id(film_id, binned=True) if film_id is not None else None
    return film.title if film is not None else title_of(path.name)[0]
