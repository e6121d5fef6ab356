# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept while a film is watched elsewhere: lines, notes and pictures with their times."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain import watching as clock
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.exchange import turns_of
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line
from moodboard.domain.shot_names import guess
from moodboard.domain.still import Still
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.domain.text_keys import folded
from moodboard.domain.watching import Note, Sitting
from moodboard.services import lines, lines_text, stills, watching
from moodboard.services.lines_text import LineProposed
from moodboard.services.stills import NewStill
from moodboard.services.subtitles import timecode_of
from moodboard.store import changes, database
from moodboard.store import lines as line_store
from moodboard.store import stills as still_store
from moodboard.store import watching as store

if TYPE_CHECKING:  # Pillow comes with it
    from moodboard.services.pictures import Taken

_SAME_LINE = 30.0
"""Seconds within which the same words are the same line of a film."""


class Kind(StrEnum):
    """What was kept."""

    LINE = "line"
    NOTE = "note"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that was kept during the sitting."""

    kind: Kind
    uuid: str
    at: float | None
    words: str = ""
    picture: str = ""
    ratio: float = 1.0
    average: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class KeptStill:
    """A still that was kept, and what there was of it before."""

    still: Still
    was: Still | None
    """The same picture of the same film, when the library had it."""
    was_binned: bool = False


def whole(seconds: float) -> float:
    """Return the time to keep: nobody's clock beside a television is right to less than a second."""
    return float(math.floor(max(0.0, seconds)))


def kept(sitting: Sitting) -> tuple[Kept, ...]:
    """Return all that was kept during the sitting, the last first."""
    with database.read():
        pictures = still_store.by_uuid(store.kept_stills(sitting.watch))
        said = line_store.by_uuids(store.kept_lines(sitting.watch))
        added = store.times_added([*pictures, *said])
    found = [
        Kept(
            Kind.STILL, one.uuid, one.timecode, one.name, one.picture, one.ratio, one.average,
            added.get(one.uuid, ""),
        )
        for one in pictures.values()
    ]  # fmt: skip
    found += [
        Kept(
            Kind.LINE, one.uuid, one.timecode, f"{one.speaker}: {one.text}" if one.speaker else one.text,
            added=added.get(one.uuid, ""),
        )
        for one in said.values()
    ]  # fmt: skip
    found += [Kept(Kind.NOTE, one.uuid, one.at, one.words, added=one.written) for one in sitting.notes]
    return tuple(sorted(found, key=lambda one: one.added, reverse=True))


# -- lines ---------------------------------------------------------------------------------------------


def keep_words(uuid: str, typed: str, at: float) -> tuple[tuple[Line, ...], Changes]:
    """Write down what was heard: "NAME: words [action]" is understood, and a time before the words."""
    with database.write():
        sitting = watching.standing(uuid)
        # Rows that answer each other are one exchange; all else is a line a row.
        together = [LineProposed(typed.strip())] if turns_of(typed) else []
        found = together or lines_text.proposals(typed)
        if not found:
            raise KnownError("A line needs words.")
        made: list[Line] = []
        changed = Changes()
        for one in found:
            time = whole(at) if one.timecode is None else one.timecode
            line = Line("", one.text, sitting.film_id, one.speaker, time, watch=sitting.watch)
            stored, told = lines.add_line(line)
            made.append(stored)
            changed |= told
        return tuple(made), changed


def keep_said(uuid: str, said: Spoken) -> tuple[Line, Changes]:
    """Keep a line of the subtitles; raises KnownError when the film has it."""
    with database.write():
        sitting = watching.standing(uuid)
        start = timecode_of(said)
        key = folded(said.text)
        for there in line_store.of_film(sitting.film_id, None):
            if folded(there.text) == key and abs((there.timecode or 0.0) - start) < _SAME_LINE:
                raise KnownError("You have this line already.")
        line = Line(
            "", said.text, sitting.film_id, said.speaker, start,
            until=max(start, said.end), watch=sitting.watch,
        )  # fmt: skip
        return lines.add_line(line)


def unkeep_lines(uuids: tuple[str, ...]) -> Changes:
    """Take lines back into the bin, all or none."""
    with database.write():
        changed = Changes()
        for uuid in uuids:
            changed |= lines.bin_line(uuid)
        return changed


def bring_lines(uuids: tuple[str, ...]) -> Changes:
    """Take them out of the bin again."""
    with database.write():
        changed = Changes()
        for uuid in uuids:
            changed |= lines.restore_line(uuid)
        return changed


# -- notes ---------------------------------------------------------------------------------------------


def keep_note(uuid: str, words: str, at: float) -> tuple[Note, Changes]:
    """Write a note down; it goes into the diary with the watch."""
    plain = " ".join(words.split())
    if not plain:
        raise KnownError("A note needs words.")
    note = Note(new_uuid(), whole(at), plain, utc_now())
    return note, put_note(uuid, note)


def put_note(uuid: str, note: Note) -> Changes:
    """Write a note down as it is, anew when it is there."""
    return watching.alter(uuid, lambda one: clock.with_note(one, note))[1]


def remove_note(uuid: str, note: str) -> Changes:
    """Take a note away."""
    return watching.alter(uuid, lambda one: clock.without_note(one, note))[1]


# -- pictures ------------------------------------------------------------------------------------------


def keep_still(uuid: str, taken: Taken, at: float, *, job: bool = False) -> tuple[KeptStill, Changes]:
    """Keep a picture that was taken in: the film, when in it, and this watch."""
    with database.write(job=job):
        sitting = watching.standing(uuid)
        there = still_store.of_pictures([taken.picture]).get(taken.picture, [])
        new = NewStill(taken, sitting.film_id, whole(at), watch=sitting.watch)
        (still,), changed = stills.keep([new], job=job)
        was, binned = next((one for one in there if one[0].uuid == still.uuid), (None, False))
        if still.watch != sitting.watch:
            # The same picture, kept at another time: what one does now is what counts.
            store.give_watch([still.uuid], sitting.watch)
            still = replace(still, watch=sitting.watch)
        return KeptStill(still, was, binned), changed


def unkeep_still(kept_still: KeptStill) -> Changes:
    """Take a picture back: into the bin, or to what it was before."""
    still, was = kept_still.still, kept_still.was
    if was is None or kept_still.was_binned:
        return stills.bin_stills([still.uuid])
    with database.write():
        store.give_watch([still.uuid], was.watch)
        changed = Changes(stills=frozenset({still.uuid}), films=frozenset({still.film_id or 0} - {0}))
        return stills.edit_still(was) | changes.record(changed)


def again_still(kept_still: KeptStill) -> Changes:
    """Keep a picture anew that was taken back."""
    still = kept_still.still
    with database.write():
        changed = stills.restore_stills([still.uuid]) | stills.edit_still(still)
        store.give_watch([still.uuid], still.watch)
        return changed


def moment_of_file(sitting: Sitting, path: Path, now: datetime) -> float:
    """Return when in the film a picture was made: as its name says, else by the file's own date."""
    title, timecode = guess(path.name)
    if timecode is not None and title is not None:
        return timecode
    return clock.moment_for(sitting, _made(path), now)


def is_of(sitting: Sitting, path: Path) -> bool:
    """Tell whether a file was made during the sitting, as far as one knows."""
    made, begun = _made(path), clock.moment_of(sitting.began)
    return made is None or begun is None or made >= begun - timedelta(seconds=2)


def _made(path: Path) -> datetime | None:
    from moodboard.services import screenshots

    named, written = screenshots.moment_of(path), _written(path)
    if named is None or (written is not None and abs((written - named).total_seconds()) < 2):
        return written or named  # a name has whole seconds, the disk knows it better
    return named


def _written(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return None


# -- what was kept, corrected --------------------------------------------------------------------------


def set_time(uuid: str, one: Kept, at: float) -> Changes:
    """Say when in the film something was."""
    at = clock.within(at)
    if one.kind is Kind.STILL:
        return stills.edit_still(replace(stills.still(one.uuid), timecode=at))
    if one.kind is Kind.LINE:
        line = lines.line(one.uuid)
        by = at - (line.timecode or 0.0)
        until = None if line.until is None else max(at, line.until + by)
        return lines.edit_line(replace(line, timecode=at, until=until))
    return put_note(uuid, replace(_note(uuid, one.uuid), at=at))


def set_words(uuid: str, one: Kept, words: str) -> Changes:
    """Say a line or a note anew."""
    if one.kind is Kind.LINE:
        together = [LineProposed(words.strip())] if turns_of(words) else []
        found = together or lines_text.proposals(" ".join(words.split()))
        if not found:
            raise KnownError("A line needs words.")
        line = lines.line(one.uuid)
        return lines.edit_line(replace(line, text=found[0].text, speaker=found[0].speaker))
    plain = " ".join(words.split())
    if not plain:
        raise KnownError("A note needs words.")
    return put_note(uuid, replace(_note(uuid, one.uuid), words=plain))


def way_back(uuid: str, one: Kept) -> Callable[[], Changes]:
    """Return what makes something to the letter what it is now."""
    if one.kind is Kind.STILL:
        return partial(stills.edit_still, stills.still(one.uuid))
    if one.kind is Kind.LINE:
        return partial(lines.edit_line, lines.line(one.uuid))
    return partial(put_note, uuid, _note(uuid, one.uuid))


def remove(uuid: str, one: Kept) -> Changes:
    """Take something back; pictures and lines go into the bin."""
    if one.kind is Kind.STILL:
        return stills.bin_stills([one.uuid])
    if one.kind is Kind.LINE:
        return lines.bin_line(one.uuid)
    return remove_note(uuid, one.uuid)


def restore(uuid: str, one: Kept) -> Changes:
    """Bring back what was removed."""
    if one.kind is Kind.STILL:
        return stills.restore_stills([one.uuid])
    if one.kind is Kind.LINE:
        return lines.restore_line(one.uuid)
    return put_note(uuid, Note(one.uuid, one.at or 0.0, one.words, one.added))


def _note(uuid: str, note: str) -> Note:
    with database.read():
        sitting = store.by_uuid(uuid)
    found = next((one for one in sitting.notes if one.uuid == note), None) if sitting is not None else None
    if found is None:
        raise NotFoundError("This note is not there any more.")
    return found
