# SPDX-License-Identifier: GPL-3.0-or-later
"""Look films up, one or all that lack facts: only when the person switched it on, and asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from moodboard.domain.changes import Changes
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, named
from moodboard.domain.metadata import (
    DIRECTORS,
    POSTER,
    YEAR,
    Candidate,
    Found,
    Service,
    disagreement,
    is_titled,
    sure_of,
)
from moodboard.services import facts_settings, films, metadata, secrets
from moodboard.services.apart import Report
from moodboard.services.metadata import Filled
from moodboard.services.tmdb import POSTER_WIDTH, PauseError, Tmdb, WrongKeyError
from moodboard.services.tmdb_answers import ServerError

PATIENCE = 60
"""Seconds of a pause that a job waits for by itself."""
_FAULTS_IN_A_ROW = 3
_SLICE = 0.1
_TRIES = 3


class Asked(Protocol):
    """Who can be asked about films."""

    @property
    def name(self) -> str:
        """What it is called in sentences."""

    @property
    def service(self) -> Service:
        """Where its facts come from."""

    def search(self, title: str, year: int | None, report: Report) -> tuple[Candidate, ...]:
        """Return the films of that title, the likeliest first."""

    def details(self, key: str, report: Report) -> Found:
        """Return the facts of one film."""

    def poster(self, path: str, report: Report, width: int = POSTER_WIDTH) -> bytes:
        """Return the bytes of a poster."""


class NotSetUpError(KnownError):
    """Looking up is off, or there is no key."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A film that is left to the person."""

    film_id: int
    title: str
    reason: str


@dataclass(slots=True)
class ManyReport:
    """What became of many films."""

    filled: list[Filled] = field(default_factory=list)
    """Those that something was filled into."""
    complete: int = 0
    """Those that were found, and for which nothing was told that they lack."""
    unsure: list[Unsure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    left: int = 0
    """Films that were not asked about."""
    stopped: str = ""
    """Why it ended early, in a sentence; empty when it did not, or the person stopped it."""


def client(report: Report) -> Asked:
    """Return whom to ask: TMDB when it was switched on and there is a key, else the catalogue here.

    Raises NotSetUpError when there is neither.
    """
    chosen = facts_settings.load()
    key = secrets.find(secrets.TMDB, report)[0] if chosen.on else ""
    if key:
        return Tmdb(key, chosen.address)
    from moodboard.services.lookup_catalogue import CatalogueAsked

    if CatalogueAsked.is_there():
        return CatalogueAsked()
    if not chosen.on:
        raise NotSetUpError("Looking films up is off. Switch it on under “Film facts”.")
    raise NotSetUpError("There is no key yet. Put your own TMDB key in under “Film facts”.")


def surely(asked: Asked, film: Film, report: Report, candidates: Sequence[Candidate] | None = None) -> Found:
    """Return the facts of what is surely the film; raises KnownError with the reason for any doubt."""
    key = number_of(asked, film)
    if key:
        found = asked.details(key, report)
    else:
        if candidates is None:
            candidates = asked.search(film.title, film.year, report)
        if not candidates:
            raise KnownError("Nothing was found by that title.")
        sure = sure_of(film, candidates)
        if sure is None:
            raise KnownError(_doubt(film, candidates))
        found = asked.details(sure.key, report)
    differing = disagreement(film, found)
    if differing:
        raise KnownError(f"{named(found.title, found.year)} was found, but {_DIFFERS[differing]}.")
    return found


def candidates(
    asked: Asked, film: Film, title: str, year: int | None, report: Report
) -> tuple[Candidate, ...]:
    """Return the films of that title, before them the one whose number the film has already."""
    found = asked.search(title, year, report)
    key = number_of(asked, film)
    own = [one for one in found if one.key == key]
    if key and not own and title == film.title:
        try:
            known = asked.details(key, report)
        except PauseError:
            raise
        except KnownError:
            return found  # its number leads nowhere: it may be among the others
        names = known.title, known.year, known.original_title, known.directors, known.poster
        own = [Candidate(known.service, key, *names)]
    return (*own, *(one for one in found if one.key != key))


def number_of(asked: Asked, film: Film) -> str:
    """Return what the one who is asked calls the film, empty when that is not known yet."""
    if asked.service is Service.IMDB:
        return film.imdb
    return str(film.tmdb or "")


_DIFFERS = {
    "title": "its title is another",
    YEAR: "its year is another",
    DIRECTORS: "others directed it",
    "imdb": "its IMDb number is another",
    "tmdb": "its TMDB number is another",
}


def _doubt(film: Film, candidates: Sequence[Candidate]) -> str:
    titled = [one for one in candidates if is_titled(film, one.title, one.original_title)]
    several = ", ".join(named(one.title, one.year) for one in (titled or candidates)[:3])
    if film.year is None and len(titled) > 1:
        return f"Its year is not known, and there are {several}."
    return f"None of {several} is surely it." if len(titled) != 1 else f"{several} is not surely it."


def fill(
    asked: Asked, film_id: int, found: Found, fields: set[str] | None, report: Report
) -> tuple[Filled, Changes]:
    """Fetch the poster when it is wanted, and fill in; without ``fields`` what needs no asking.

    A poster that cannot be had spoils nothing else, unless it was all that was wanted.
    """
    rows = metadata.compare(film_id, found)
    wanted = {row.field for row in rows if (row.may_fill if fields is None else row.field in fields)}
    poster = ""
    if POSTER in wanted:
        try:
            poster = _taken(asked.poster(found.poster, report), named(found.title, found.year))
        except PauseError:
            raise
        except KnownError:
            if wanted == {POSTER}:
                raise
    return metadata.fill(film_id, found, wanted, poster, job=True)


def _taken(data: bytes, name: str) -> str:
    from moodboard.services import pictures

    return pictures.settle(pictures.read_bytes(data, f"the poster of {name}")).picture


def fill_many(
    asked: Asked, film_ids: Sequence[int], report: Report, sleep: Callable[[float], None] = time.sleep
) -> ManyReport:
    """Look up many films and fill in what is surely theirs; a stop leaves whole films.

    A server that wants a short pause gets it. One that fails three times in a row, or does not know
    the key, is asked no more.
    """
    done = ManyReport()
    faults = 0
    try:
        for number, film_id in enumerate(film_ids):
            done.left = len(film_ids) - number

            def step(_part: int, _whole: int, number: int = number) -> None:
                report(number, len(film_ids))

            step(0, 1)
            try:
                fault = _one(asked, film_id, done, step, sleep)
            except (WrongKeyError, PauseError) as error:
                done.stopped = str(error)
                return done
            faults = faults + 1 if fault else 0
            if faults == _FAULTS_IN_A_ROW:
                done.stopped = fault
                return done
        done.left = 0
        report(len(film_ids), len(film_ids))
    except CancelledError:
        pass  # what came is told, so that it can be seen and taken back
    return done


def _one(asked: Asked, film_id: int, done: ManyReport, report: Report, sleep: Callable[[float], None]) -> str:
    """Look one film up; returns the sentence of a server that failed, empty when it answered."""
    try:
        film = films.film(film_id)
    except KnownError:
        return ""  # binned since
    title = named(film.title, film.year)
    tries = 0
    while True:
        tries += 1
        try:
            filled, changed = fill(asked, film_id, surely(asked, film, report), None, report)
        except PauseError as error:
            if error.seconds > PATIENCE or tries == _TRIES:
                raise
            _wait(error.seconds, report, sleep)
            continue
        except WrongKeyError:
            raise
        except KnownError as error:
            done.unsure.append(Unsure(film_id, title, str(error)))
            return str(error) if isinstance(error, ServerError) else ""
        done.changes |= changed
        if filled.after:
            done.filled.append(filled)
        else:
            done.complete += 1
        return ""


def _wait(seconds: float, report: Report, sleep: Callable[[float], None]) -> None:
    for _ in range(max(1, round(seconds / _SLICE))):
        report(0, 1)
        sleep(_SLICE)
