# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film's page shows and alters beside the film and its watches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict, TypeVar

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.services import films, lines, watches
from moodboard.store import changes, database, film_boards
from moodboard.store import films as store

T = TypeVar("T")

_LATELY = 2_000
_OFFERED = 200


@dataclass(frozen=True, slots=True)
class FilmBoard:
    """A board that is about a film, or shows something of it."""

    id: int
    title: str
    pins: int
    changed: str
    """ISO 8601, UTC."""
    is_own: bool
    """It is about the film; else it has a shot or a line of it among others."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What was said of watches lately, the most often first: to complete what is typed."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


class FilmFields(TypedDict, total=False):
    """The facts that the page alters one at a time."""

    rating: int | None
    rating_own: int | None
    rating_set: str
    """With the way back: which rating was set by itself, and when, "" for never."""
    liked: bool
    watchlist: bool
    notes: str
    themes: tuple[str, ...]
    cover: str


def boards_of(film_id: int) -> tuple[FilmBoard, ...]:
    """Return the film's own boards, the one changed last first, then others that show something of it."""
    with database.read():
        return tuple(
            FilmBoard(id=row[0], title=row[1], changed=row[2], is_own=bool(row[3]), pins=row[4])
            for row in film_boards.boards(film_id)
        )


def boards_by_line(film_id: int) -> dict[str, int]:
    """Return on how many boards each line of the film is, by uuid; those on none are left out."""
    with database.read():
        return film_boards.line_boards(film_id)


def said_before() -> SaidBefore:
    """Return what was said of the watches written down last."""
    with database.read():
        rows = film_boards.said_lately(_LATELY)
        themes = film_boards.theme_names()
    people = Counter(name for row in rows if row[0] for name in json.loads(row[0]))
    places, media, cuts = (Counter(row[at] for row in rows if row[at]) for at in (1, 2, 3))
    return SaidBefore(_often(people), _often(places), _often(media), _often(cuts), tuple(themes[:_OFFERED]))


def known_themes() -> tuple[str, ...]:
    """Return the themes of films and watches, those used most often first."""
    with database.read():
        return tuple(film_boards.theme_names()[:_OFFERED])


def _often(said: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in said.most_common(_OFFERED))


def set_fields(film_id: int, fields: FilmFields) -> tuple[Changes, FilmFields]:
    """Alter some facts of a film and no other; returns what they were too, for the way back."""
    with database.write():
        film = films.film(film_id)
        before = _fields(film, fields)
        changes = films.edit_film(replace(film, **_facts(fields)))
        if "rating_set" in fields:
            store.set_columns(film_id, rating_own=fields["rating_own"], rating_set=fields["rating_set"])
            store.refresh([film_id])
        return changes, before


def _fields(film: Film, like: FilmFields) -> FilmFields:
    own, own_set = store.own_rating(film.id)
    whole = FilmFields(
        rating=film.rating,
        rating_own=own,
        rating_set=own_set,
        liked=film.liked,
        watchlist=film.watchlist,
        notes=film.notes,
        themes=film.themes,
        cover=film.cover,
    )
    own_too = ("rating_own", "rating_set") if "rating" in like else ()
    return {name: value for name, value in whole.items() if name in (*like, *own_too)}  # type: ignore[return-value]


def _facts(fields: FilmFields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in ("rating_own", "rating_set")}


def set_earlier(film_id: int, number: int, told: bool = True) -> Changes:
    """Say how many times nothing is known of; ``told`` False takes back that anybody said so.

    While nobody said, a first watch that was marked as a rewatch makes the count "at least".
    """
    if not 0 <= number <= films.MOST_TIMES:
        raise KnownError(f"Earlier watches are a number from 0 to {films.MOST_TIMES:,}.")
    with database.write():
        film = films.film(film_id)
        store.set_columns(film_id, untold=store.TOLD if told else 0)
        store.update(replace(film, earlier_watches=number))
        return changes.record(Changes(films=frozenset({film_id})))


def remove_watches(uuids: Sequence[str]) -> Changes:
    """Take watches out of the diary, all or none."""
    return _all(uuids, watches.remove_watch)


def restore_watches(gone: Sequence[watches.KeptWatch]) -> Changes:
    """Bring removed watches back, all or none."""
    return _all(gone, watches.bring_back)


def bin_lines(uuids: Sequence[str]) -> Changes:
    """Put lines into the bin, all or none."""
    return _all(uuids, lines.bin_line)


def restore_lines(uuids: Sequence[str]) -> Changes:
    """Take lines out of the bin, all or none."""
    return _all(uuids, lines.restore_line)


def _all(many: Sequence[T], deed: Callable[[T], Changes]) -> Changes:
    total = Changes()
    with database.write():
        for one in many:
            total = total | deed(one)
    return total
