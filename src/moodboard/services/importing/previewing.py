# SPDX-License-Identifier: GPL-3.0-or-later
"""What a trial shows before anything is written: each watch, and each film that comes without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.film import named
from moodboard.domain.imports.said import RowSaid, WatchSaid
from moodboard.domain.letterboxd import Kind
from moodboard.services.importing.letterboxd import Said
from moodboard.services.importing.matching import said_key
from moodboard.services.importing.report import WHAT, ImportReport, PreviewRow
from moodboard.services.importing.workspace import Workspace
from moodboard.store.imports import FilmState

MOST_SHOWN = 100_000
_BY_KIND = {
    Kind.WATCHED: "seen",
    Kind.RATINGS: "rated",
    Kind.LIKES: "liked",
    Kind.WATCHLIST: "watchlist",
    Kind.LIST: "list",
}


@dataclass(slots=True)
class _Watch:
    date: VagueDate
    rating: int | None
    rewatch: bool | None
    state: str
    line: int
    file: str


@dataclass(slots=True)
class _Film:
    title: str
    year: int | None
    state: FilmState
    key: str
    outcome: str
    line: int
    file: str
    what: set[str] = field(default_factory=set)
    watches: dict[str, _Watch] = field(default_factory=dict)


class Previewing:
    """Listen to a trial row by row, and tell at its end what it would bring."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._films: dict[int, _Film] = {}
        self._held = 0
        self._left_out = 0

    def told(self, kind: Kind, row: Said | RowSaid, path: str, outcome: str) -> None:
        """Take note of a row and what became of it: ``new``, ``changed``, ``there`` or ``wrong``."""
        state = None if self._space.skipped(row.film) else self._space.find(row.film)
        if state is None or state.binned:
            return
        film = self._films.get(state.id)
        if film is None:
            if self._held >= MOST_SHOWN:
                self._left_out += 1
                return
            self._held += 1
            title, year = row.film.title or state.title, row.film.year or state.year
            film = _Film(title, year, state, said_key(row.film), outcome, row.line, path)
            self._films[state.id] = film
        elif film.outcome == "there":
            film.outcome = outcome
        film.what |= _what(kind, row)
        for key, watch in _watches(row):
            if isinstance(row, RowSaid) and row.seen and _tells_of(film, watch, row.seen):
                continue
            self._watch(film, key or f"{path}:{row.line}", watch, path, row.line, outcome)

    def _watch(self, film: _Film, key: str, said: WatchSaid, path: str, line: int, outcome: str) -> None:
        known = film.watches.get(key)
        if known is None:
            film.watches[key] = _Watch(said.date, said.rating, said.rewatch, outcome, line, path)
            self._held += bool(len(film.watches) > 1)
        else:
            known.rating = known.rating if known.rating is not None else said.rating
            known.state = outcome if known.state == "there" else known.state

    def put_into(self, report: ImportReport) -> None:
        """Write all rows into the report, by title, a film's newest watch first."""
        films = sorted(self._films.values(), key=lambda film: (film.title.casefold(), film.year or 0))
        report.preview = [row for film in films for row in self._rows(film)]
        report.preview_left_out = self._left_out

    def _rows(self, film: _Film) -> Iterator[PreviewRow]:
        state = film.state
        match = self._space.matches.get(film.key)
        is_new = state.id <= 0
        mine = "" if is_new else named(state.title, state.year)
        how = match.how if match is not None and not is_new else ""
        seen, at_least = _times(film, is_new)
        newest = sorted(film.watches.values(), key=lambda watch: watch.date.sort_key or "", reverse=True)
        for watch in newest:
            yield PreviewRow(
                film.title, film.year, watch.date, watch.rating, "watch", watch.state, is_new, mine, how,
                seen, at_least, bool(watch.rewatch), watch.file, watch.line,
            )  # fmt: skip
        if not newest:
            what = next((one for one in WHAT if one in film.what), "film")
            yield PreviewRow(
                film.title, film.year, UNKNOWN, state.rating, what, film.outcome, is_new, mine, how,
                seen, at_least, False, film.file, film.line,
            )  # fmt: skip


def _what(kind: Kind, row: Said | RowSaid) -> set[str]:
    if isinstance(row, Said):
        return {_BY_KIND[kind]} if kind in _BY_KIND else set()
    flags = (
        ("seen", row.seen),
        ("rated", row.rating),
        ("liked", row.liked),
        ("watchlist", row.watchlist),
        ("list", row.places),
    )
    return {name for name, said in flags if said}


def _watches(row: Said | RowSaid) -> Iterator[tuple[str, WatchSaid]]:
    if isinstance(row, RowSaid):
        yield from ((watch.key, watch) for watch in row.watches)
    elif row.watch is not None:
        yield row.source, row.watch


def _tells_of(film: _Film, last: WatchSaid, seen: int) -> bool:
    """Tell whether the last play of a count is among the watches that the history told of one by one."""
    return len(film.watches) >= seen or any(one.date == last.date for one in film.watches.values())


def _times(film: _Film, is_new: bool) -> tuple[int, bool]:
    """Return how often a new film was seen as far as is told, and whether it must have been once more."""
    watches = sorted(film.watches.values(), key=lambda watch: watch.date.sort_key or "")
    times = len(watches) + film.state.earlier
    dated = bool(watches) and all(watch.date.is_known for watch in watches)
    return times, is_new and dated and watches[0].rewatch is True and not film.state.earlier
