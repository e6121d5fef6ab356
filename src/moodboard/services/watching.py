# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching a film elsewhere: one sitting at a time, its clock, and the watch that it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from moodboard.domain import watching as clock
from moodboard.domain.changes import Changes
from moodboard.domain.dates import parse_edtf, tonight
from moodboard.domain.edtf import VagueDate
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.watching import Sitting
from moodboard.services import films as film_service
from moodboard.services import watches
from moodboard.store import changes, database, films
from moodboard.store import watches as watch_store
from moodboard.store import watching as store


@dataclass(frozen=True, slots=True)
class Usual:
    """With whom, where and on what one watched last."""

    people: tuple[str, ...] = ()
    where: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of a watch when it is over."""

    rating: int | None = None
    words: str = ""
    date: VagueDate | None = None
    """The evening that it began on, unless told."""
    medium: str = ""
    people: tuple[str, ...] = ()
    where: str = ""
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sitting that was ended without a watch, so that it can be taken up again."""

    uuid: str
    kept: tuple[str, ...]
    """Stills and lines that had been kept during it."""


def utc() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def going() -> Sitting | None:
    """Return the sitting that goes on, whichever window began it."""
    with database.read():
        return store.going()


def watch_going(film_id: int | None) -> str:
    """Return the uuid that the watch of this film which goes on now will have; empty when none does."""
    found = going() if film_id is not None else None
    return found.watch if found is not None and found.film_id == film_id else ""


def begin(film_id: int, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Start the clock of a film; raises KnownError while another one goes."""
    at = clock.stamp(now or utc())
    with database.write():
        if not films.exists(film_id):
            raise NotFoundError("That film is not in the library any more. Choose another one.")
        there = store.going()
        if there is not None:
            film = films.by_id(there.film_id, binned=True)
            title = film.title if film is not None else ""
            raise KnownError(f"You are watching “{title}”. Close that first.")
        sitting = Sitting(new_uuid(), film_id, new_uuid(), at, since=at, alive=at)
        store.save(sitting)
        return sitting, _told(sitting)


def pause(uuid: str, now: datetime | None = None, intermission: bool = False) -> tuple[Sitting, Changes]:
    """Stop the clock."""
    return alter(uuid, lambda one: clock.paused(one, now or utc(), intermission))


def intermission(uuid: str, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Stop the clock while the whole house pauses."""
    return pause(uuid, now, intermission=True)


def resume(uuid: str, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Let the clock run on."""
    return alter(uuid, lambda one: clock.resumed(one, now or utc()))


def set_elapsed(uuid: str, seconds: float, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Say how far into the film it is."""
    return alter(uuid, lambda one: clock.set_to(one, seconds, now or utc()))


def move_elapsed(uuid: str, by: float, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Put the clock forward or back."""
    return alter(uuid, lambda one: clock.moved(one, by, now or utc()))


def take_off(uuid: str, seconds: float, now: datetime | None = None) -> tuple[Sitting, Changes]:
    """Do not count a sleep of the computer: the film stood still meanwhile."""
    return alter(uuid, lambda one: clock.without_sleep(one, seconds, now or utc()))


def set_subtitles(uuid: str, path: str) -> tuple[Sitting, Changes]:
    """Remember the subtitle that was dropped on it."""
    return alter(uuid, lambda one: replace(one, subtitles=path))


def beat(uuid: str, now: datetime | None = None) -> None:
    """Write down a sign of life; no view shows it."""
    with database.write(job=True):
        store.set_alive(uuid, clock.stamp(now or utc()))


def alter(uuid: str, deed: Callable[[Sitting], Sitting]) -> tuple[Sitting, Changes]:
    """Alter the sitting as it is stored now; raises NotFoundError when it is over."""
    with database.write():
        was = standing(uuid)
        sitting = deed(was)
        if sitting == was:
            return was, Changes()
        store.save(sitting)
        return sitting, _told(sitting)


def usual() -> Usual:
    """Return what was said of the watch that was logged last by hand."""
    with database.read():
        last = watch_store.by_uuid(store.last_watch())
    return Usual(last.people, last.where, last.medium) if last is not None else Usual()


# -- the end -------------------------------------------------------------------------------------------


def end_and_log(uuid: str, said: Said, now: datetime | None = None) -> tuple[Watch, Changes]:
    """Log the watch under the uuid that was set aside for it; all that was kept meanwhile is its."""
    at = now or utc()
    with database.write():
        sitting = standing(uuid)
        watch, changed = watches.log_watch(
            Watch(
                sitting.film_id,
                said.date or evening_of(sitting),
                rating=said.rating,
                note=clock.diary_words(said.words, sitting.notes),
                people=said.people,
                where=said.where.strip(),
                medium=said.medium.strip(),
                finished=said.finished,
                uuid=sitting.watch,
            )
        )
        if films.binned([sitting.film_id]):
            # One who watched it to the end wants to see it in the diary.
            changed |= film_service.restore_film(sitting.film_id)
        store.save(replace(clock.paused(sitting, at), ended=clock.stamp(at)))
        return watch, changed


def unlog(uuid: str, watch: Watch) -> Changes:
    """Take the watch out of the diary and take the sitting up again, at rest; not while another one goes."""
    with database.write():
        changed = watches.remove_watch(watch.uuid)
        sitting = store.by_uuid(uuid)
        if sitting is None or store.going() is not None:
            return changed
        store.save(replace(sitting, ended=""))
        return changed | _told(sitting)


def relog(uuid: str, watch: Watch, now: datetime | None = None) -> Changes:
    """Bring the watch back that was taken out, and end its sitting again."""
    at = now or utc()
    with database.write():
        changed = watches.restore_watch(watch)
        sitting = store.by_uuid(uuid)
        if sitting is None or sitting.ended:
            return changed
        store.save(replace(clock.paused(sitting, at), ended=clock.stamp(at)))
        return changed | _told(sitting)


def drop(uuid: str, now: datetime | None = None) -> tuple[Dropped, Changes]:
    """End the sitting and log nothing; the shots and lines stay with the film."""
    at = now or utc()
    with database.write():
        sitting = standing(uuid)
        kept = (*store.kept_stills(sitting.watch), *store.kept_lines(sitting.watch))
        store.give_watch(kept, "")
        store.save(replace(clock.paused(sitting, at), ended=clock.stamp(at)))
        return Dropped(uuid, kept), _told(sitting)


def reopen(dropped: Dropped) -> Changes:
    """Take up again what was dropped, its clock at rest; raises KnownError while another one goes."""
    with database.write():
        sitting = store.by_uuid(dropped.uuid)
        if sitting is None:
            raise NotFoundError("This film is not in the library any more.")
        if store.going() is not None:
            raise KnownError("You are watching another film. Close that first.")
        store.save(replace(sitting, ended=""))
        store.give_watch(dropped.kept, sitting.watch)
        return _told(sitting)


def evening_of(sitting: Sitting) -> VagueDate:
    """Return the day that a sitting belongs to: what begins after midnight is of the evening before."""
    begun = clock.moment_of(sitting.began) or utc()
    return parse_edtf(tonight(begun.astimezone().replace(tzinfo=None)).isoformat())


def standing(uuid: str) -> Sitting:
    """Return a sitting that goes on; raises NotFoundError. Inside a transaction only."""
    sitting = store.by_uuid(uuid)
    if sitting is None or sitting.ended:
        raise NotFoundError("This watch is over already.")
    return sitting


def _told(sitting: Sitting) -> Changes:
    return changes.record(Changes(films=frozenset({sitting.film_id})))
