# SPDX-License-Identifier: GPL-3.0-or-later
"""Two films that are one, and one that is two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.store import changes, database, film_merging, films, search, watches
from moodboard.store.film_merging import Before

_FILLED = ("year", "directors", "runtime", "original_title", "letterboxd", "imdb", "tmdb", "cover", "poster")


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging would do, to be shown before."""

    kept: Film
    gone: Film
    watches: int
    """How many entries of the diary would move."""
    same_days: tuple[tuple[Watch, Watch], ...]
    """Watches of both films on the very same day: the kept film's and the other's."""
    differing: tuple[str, ...]
    """Facts that both have and that are not the same; the kept film's stay."""


def plan(kept: int, gone: int) -> MergePlan:
    """Return what merging two films would do."""
    with database.read():
        one, other = _film(kept), _film(gone)
        seen = watches.of_films([kept, gone])
        differing = tuple(
            name
            for name in _FILLED
            if getattr(one, name) and getattr(other, name) and getattr(one, name) != getattr(other, name)
        )
        pairs = _same_days(seen.get(kept, []), seen.get(gone, []))
        return MergePlan(one, other, len(seen.get(gone, [])), pairs, differing)


def _same_days(mine: Sequence[Watch], theirs: Sequence[Watch]) -> tuple[tuple[Watch, Watch], ...]:
    free: dict[str, list[Watch]] = {}
    for watch in mine:
        if watch.date.is_day:
            free.setdefault(watch.date.edtf, []).append(watch)
    return tuple(
        (free[watch.date.edtf].pop(0), watch)
        for watch in theirs
        if watch.date.is_day and free.get(watch.date.edtf)
    )


def merge(kept: int, gone: int, join_same_days: bool = False) -> tuple[Changes, Before]:
    """Make two films one: all of ``gone`` moves to ``kept``, and nothing anybody wrote is lost.

    ``gone`` stays in the bin as another name of ``kept``: an import that speaks of it means ``kept``.
    With ``join_same_days``, watches of both on one day become one, the words of both kept.
    """
    if kept == gone:
        raise KnownError("These are one film already. Choose another one.")
    with database.write():
        one, other = _film(kept), _film(gone)
        before = film_merging.remember([kept, gone])
        if join_same_days:
            seen = watches.of_films([kept, gone])
            for mine, theirs in _same_days(seen.get(kept, []), seen.get(gone, [])):
                watches.update(_joined(mine, theirs))
                film_merging.replace_watch(theirs.uuid, mine.uuid)
        film_merging.move_all(gone, kept)
        together = _together(one, other)
        films.set_columns(kept, **together)
        film_merging.move_sources(gone, kept, [name for name in _FILLED if name in together])
        film_merging.put_into(gone, kept)
        return _told([kept, gone]), before


def _together(one: Film, other: Film) -> dict[str, object]:
    filled: dict[str, object] = {
        name: getattr(other, name) for name in _FILLED if not getattr(one, name) and getattr(other, name)
    }
    if "year" in filled:
        filled["year_key"] = filled["year"]
    filled["liked"] = one.liked or other.liked
    filled["watchlist"] = one.watchlist and other.watchlist
    filled["earlier_watches"] = one.earlier_watches + other.earlier_watches
    if other.notes and other.notes != one.notes:
        filled["notes"] = f"{one.notes}\n\n{other.notes}".strip()
    if one.rating is None and other.rating is not None:
        filled["rating_own"] = other.rating
    return filled


def _joined(mine: Watch, theirs: Watch) -> Watch:
    note = "\n\n".join(dict.fromkeys(filter(None, (mine.note, theirs.note))))
    return replace(
        mine,
        times=max(mine.times, theirs.times),
        rating=mine.rating if mine.rating is not None else theirs.rating,
        note=note,
        rewatch=mine.rewatch if mine.rewatch is not None else theirs.rewatch,
        people=tuple(dict.fromkeys((*mine.people, *theirs.people))),
        where=mine.where or theirs.where,
        medium=mine.medium or theirs.medium,
        cut=mine.cut or theirs.cut,
        finished=mine.finished and theirs.finished,
        liked=mine.liked or theirs.liked,
        themes=tuple(dict.fromkeys((*mine.themes, *theirs.themes))),
        source=mine.source or theirs.source,
    )


def split(
    film_id: int,
    new: Film,
    watch_uuids: Sequence[str] = (),
    still_uuids: Sequence[str] = (),
    line_uuids: Sequence[str] = (),
) -> tuple[int, Changes, Before]:
    """Make one film two: a new one takes these watches, shots and lines; returns its id."""
    if not (watch_uuids or still_uuids or line_uuids):
        raise KnownError("Choose the watches, shots or lines that belong to the other film.")
    with database.write():
        _film(film_id)
        before = film_merging.remember([film_id])
        title = new.title.strip()
        if not title:
            raise KnownError("The other film needs a title.")
        if [row for row in films.named(title) if row[2] == new.year]:
            raise KnownError(f"{title} is there already. Merge them afterwards, or give another year.")
        other = films.insert(replace(new, title=title, uuid=new.uuid or new_uuid(), id=0))
        for table, uuids in (("watch", watch_uuids), ("still", still_uuids), ("line", line_uuids)):
            film_merging.move(table, film_merging.ids_of(table, uuids, film_id), other)
        return other, _told([film_id, other]), before


def undo_merge(before: Before) -> Changes:
    """Make two films again of the one; what was logged since stays with the film it was logged for."""
    with database.write():
        _need(before)
        film_merging.put_back(before)
        return _told(before.films)


def undo_split(before: Before, other: int) -> Changes:
    """Give everything back and take the film away that a split had made."""
    with database.write():
        _need(before)
        film_merging.move_all(other, before.films[0])
        film_merging.put_back(before)
        film_merging.delete(other)
        return _told(before.films) | Changes(films=frozenset({other}))


def _need(before: Before) -> None:
    if not all(films.exists(film_id) for film_id in before.films):
        raise NotFoundError("One of these films is not there any more.")


def _told(film_ids: Sequence[int]) -> Changes:
    films.refresh(film_ids)
    for film_id in film_ids:
        search.index_lines_of(film_id)
    return changes.record(Changes(films=frozenset(film_ids)))


def _film(film_id: int) -> Film:
    film = films.by_id(film_id)
    if film is None:
        raise NotFoundError("This film is not there any more.")
    return film
