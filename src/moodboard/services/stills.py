# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills: which pictures belong to which film, and when in it they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.ids import new_uuid
from moodboard.domain.still import Still
from moodboard.services import library, pictures_files
from moodboard.store import database, films
from moodboard.store import stills as store

if TYPE_CHECKING:  # at run time it would load Pillow for every command that lists a film's stills
    from moodboard.services.pictures import Taken


@dataclass(frozen=True, slots=True)
class NewStill:
    """A picture that was taken in, and what is known of it."""

    taken: Taken
    film_id: int | None = None
    timecode: float | None = None
    line: str = ""
    """Uuid of the line that is said in it."""
    film_file: str = ""
    """Uuid of the film file that it was taken from."""
    watch: str = ""
    """Uuid of the watch during which it was taken."""


def add_stills(
    taken: Sequence[Taken],
    film_id: int | None,
    timecodes: Sequence[float | None] | None = None,
    *,
    job: bool = False,
) -> tuple[tuple[Still, ...], Changes]:
    """Make stills of pictures; one for each, in their order. See :func:`keep` for doubles."""
    times = timecodes if timecodes is not None else [None] * len(taken)
    return keep([NewStill(one, film_id, at) for one, at in zip(taken, times, strict=True)], job=job)


def keep(new: Sequence[NewStill], *, job: bool = False) -> tuple[tuple[Still, ...], Changes]:
    """Make stills, one for each, in their order; ``job`` says that a person's writes go first.

    A picture that the same film has already stays that one still, and one that belonged to no film
    gets the film: dropping a folder a second time must not fill the tray with doubles.
    """
    is_last_word = not database.is_writing()  # else what is stored here may still be rolled back
    with database.write(job=job):
        for film_id in {one.film_id for one in new if one.film_id is not None}:
            _check_film(film_id)
        known = {
            picture: list(stills)
            for picture, stills in store.of_pictures([one.taken.picture for one in new]).items()
        }
        added: dict[str, Still] = {}
        altered: dict[str, Still] = {}
        uuids: list[str] = []
        for one in new:
            there = known.setdefault(one.taken.picture, [])
            place = _double_of(one, there)
            if place is None:
                still, was, binned = _made(one), None, False
                place = len(there)
                there.append((still, False))
            else:
                was, binned = there[place]
                still = _completed(was, one)
            if still.uuid in added or was is None:
                added[still.uuid] = still
            elif still != was or binned or still.uuid in altered:
                altered[still.uuid] = still
            there[place] = still, False
            uuids.append(still.uuid)
        changed = (
            store.save(tuple(added.values()), tuple(altered.values())) if added or altered else Changes()
        )
        stored = store.by_uuid(uuids)
    if is_last_word:
        for one in new:
            pictures_files.confirm(library.folder(), one.taken.picture)
    return tuple(stored[uuid] for uuid in uuids), changed


def stills_of_film(film_id: int | None, board_id: int | None = None) -> tuple[Still, ...]:
    """Return a film's stills by timecode, then by date; ``on_board`` is set for those on the board."""
    with database.read():
        return store.of_film(film_id, board_id)


def still(uuid: str) -> Still:
    """Return one still, a binned one too."""
    found = stills((uuid,)).get(uuid)
    if found is None:
        raise NotFoundError("That shot is not in the library any more.")
    return found


def stills(uuids: Iterable[str]) -> dict[str, Still]:
    """Return those of the stills that exist, by uuid, binned ones too."""
    with database.read():
        return store.by_uuid(uuids)


def added(uuids: Iterable[str]) -> dict[str, str]:
    """Return when each of these stills came into the library, ISO 8601."""
    with database.read():
        return store.added(uuids)


def set_film(uuids: Sequence[str], film_id: int | None) -> Changes:
    """Say which film the stills are from; None for no film."""
    with database.write():
        if film_id is not None:
            _check_film(film_id)
        return store.set_film(uuids, film_id) if uuids else Changes()


def bin_stills(uuids: Sequence[str]) -> Changes:
    """Put stills into the bin; boards on which they lie keep showing them."""
    with database.write():
        return store.set_binned(uuids, True) if uuids else Changes()


def restore_stills(uuids: Sequence[str]) -> Changes:
    """Take stills out of the bin."""
    with database.write():
        return store.set_binned(uuids, False) if uuids else Changes()


def edit_still(edited: Still) -> Changes:
    """Write what a person may say about a still: its film, its timecode, its name."""
    if edited.timecode is not None and not 0 <= edited.timecode < 1_000_000:
        raise KnownError("A timecode is a time after the film’s start, such as 1:29:14.")
    with database.write():
        if edited.film_id is not None:
            _check_film(edited.film_id)
        was = store.by_uuid((edited.uuid,)).get(edited.uuid)
        if was is None:
            raise NotFoundError("That shot is not in the library any more.")
        now = replace(was, film_id=edited.film_id, timecode=edited.timecode, name=edited.name)
        return store.save((), (now,)) if now != was else Changes()


def film_called(title: str, year: int | None = None) -> int | None:
    """Return the id of the one film of that title, whatever its case; None for none or several."""
    with database.read():
        return store.film_called(title, year)


def _check_film(film_id: int) -> None:
    if not films.exists(film_id):
        raise NotFoundError("That film is not in the library any more. Choose another one.")


def _double_of(new: NewStill, there: list[tuple[Still, bool]]) -> int | None:
    """Return which of the stills with the same file is the same shot, those not binned first."""
    for binned in (False, True):
        here = [(place, one) for place, (one, is_binned) in enumerate(there) if is_binned == binned]
        for place, one in here:
            if one.film_id == new.film_id:
                return place
        for place, one in here:
            if new.film_id is None or one.film_id is None:
                return place
    return None


def _completed(there: Still, new: NewStill) -> Still:
    return replace(
        there,
        film_id=there.film_id if new.film_id is None else new.film_id,
        timecode=there.timecode if new.timecode is None else new.timecode,
        taken=there.taken or new.taken.taken,
        line=there.line or new.line,
        film_file=there.film_file or new.film_file,
        watch=there.watch or new.watch,
    )


def _made(new: NewStill) -> Still:
    taken = new.taken
    return Still(
        uuid=new_uuid(),
        picture=taken.picture,
        width=taken.width,
        height=taken.height,
        film_id=new.film_id,
        timecode=new.timecode,
        average=taken.average,
        palette=taken.palette,
        name=taken.name,
        alpha=taken.alpha,
        taken=taken.taken,
        line=new.line,
        film_file=new.film_file,
        watch=new.watch,
    )
