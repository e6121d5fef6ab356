# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of anybody's table by a mapping of its columns; Netflix's viewing history, which is such a table."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from moodboard.domain import plain_csv
from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.html_text import plain_text
from moodboard.domain.imports import values
from moodboard.domain.imports.days import read_day
from moodboard.domain.imports.mapping import Column, Mapping, Means
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd import column_name
from moodboard.domain.letterboxd_rows import Cells, FilmSaid, tidy_address
from moodboard.domain.quotes import quoted_parts
from moodboard.domain.text_keys import folded

__all__ = ["read_day", "understood"]

_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "j", "oui", "si", "sim", "да", "✓", "✔", "♥", "❤"))
_YES |= {"liked", "loved", "seen", "watched", "rewatch"}
_NO = frozenset(("no", "n", "false", "0", "nein", "non", "nao", "нет", "-"))
_EPISODE = re.compile(
    r":\s*(?:season|series|staffel|saison|temporada|stagione|seizoen|säsong|sæson|sezon|сезон|part"
    r"|limited series|volume|chapter|episode|folge|episodio|épisode|miniserie)\b[^:]*(?::|$)",
    re.IGNORECASE,
)


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row says by the mapping that was given or guessed."""
    mapping = place.options.mapping
    assert mapping is not None
    row = _Row(cells, mapping, _day_first(place, mapping))
    return row.said()


def _day_first(place: Place, mapping: Mapping) -> bool:
    for said in (place.options.day_first, mapping.day_first, place.day_first):
        if said is not None:
            return said
    return place.options.else_day_first


def netflix(cells: Cells, place: Place) -> Understood:
    """Return what a row of the viewing history says: a film, seen on a day."""
    title = cells.text("title")
    if extra := cells.text("supplementalvideotype"):
        return LeftOut(f"{extra.replace('_', ' ').lower()}, not a film")
    if not place.options.series and (_EPISODE.search(title) or title.count(": ") > 1):
        return LeftOut(SERIES)
    if not title:
        return Broken("It names no film; it was left out.")
    told = place.options.day_first if place.options.day_first is not None else place.day_first
    day_first = place.options.else_day_first if told is None else told
    day = _day(cells.text("date", "starttime"), day_first, cells.faults)
    film = FilmSaid(values.words(title))
    key = f"netflix:{folded(film.title)}:{day.edtf or day.said or 'undated'}"
    watch = WatchSaid(key, day, medium="Netflix", numbered=True)
    return RowSaid(film, watches=(watch,), faults=cells.faults)


def _day(said: str, day_first: bool, faults: list[str]) -> VagueDate:
    found = read_day(said, day_first)
    if found is None:
        faults.append(f"{said!r} is not a date; kept without one")
        return VagueDate(said=said)
    return found


class _Row:
    """One row on its way."""

    def __init__(self, cells: Cells, mapping: Mapping, day_first: bool) -> None:
        self._cells = cells
        self._mapping = mapping
        self._day_first = day_first
        self._faults = cells.faults

    def _text(self, column: Column) -> str:
        name = self._mapping.columns.get(column)
        said = self._cells.text(column_name(name)) if name else ""
        return plain_csv.unguarded(said) if said.startswith("'") and self._is_readable else said

    @property
    def _is_readable(self) -> bool:
        return plain_csv.is_ours(self._cells.values)

    def _yes(self, column: Column) -> bool | None:
        said = folded(self._text(column))
        if not said:
            return None
        if said not in _YES | _NO:
            self._faults.append(f"{column} is {said!r}, neither yes nor no; kept without it")
            return None
        return said in _YES

    def _names(self, column: Column) -> tuple[str, ...]:
        said = self._text(column)
        ours = self._is_own or self._is_readable
        if ours and said.startswith("["):
            return tuple(dict.fromkeys(filter(None, map(values.words, _listed(said)))))
        between = ";" if ours else "[;|]" if re.search(r"[;|]", said) else ","
        parts = re.split(between, said)
        return tuple(dict.fromkeys(name for part in parts if (name := values.words(part))))

    @property
    def _is_own(self) -> bool:
        """True for a row of Moodboard's own table of watches, in which each column means what it says."""
        return "edtf" in self._cells.values

    def _words(self, column: Column) -> str:
        said = self._text(column)
        return said if self._is_own else plain_text(said)

    def _film(self) -> FilmSaid:
        title, said_year = self._text(Column.TITLE), self._text(Column.YEAR)
        if not said_year and (found := re.fullmatch(r"(.+?)\s*[(\[]((?:18|19|20)\d\d)[)\]]", title)):
            title, said_year = found[1], found[2]
        film = values.film(
            title, said_year, self._faults, imdb_id=self._text(Column.IMDB), tmdb_id=self._text(Column.TMDB),
            original=self._text(Column.ORIGINAL),
        )  # fmt: skip
        address = tidy_address(self._text(Column.LETTERBOXD))
        return replace(
            film, title=film.title or film.original, address=address, directors=self._names(Column.DIRECTORS)
        )

    def said(self) -> Understood:
        """Return all that the row says."""
        film = self._film()
        if not (film.title or film.imdb or film.tmdb or film.address):
            return Broken("It names no film; it was left out.")
        row = RowSaid(film, faults=self._faults)
        rating, row.remarks = self._rating()
        row.liked = bool(self._yes(Column.LIKED))
        listed = self._text(Column.LIST)
        row.places = (ListPlace(f"table:list:{folded(listed)}", listed),) if listed else ()
        notes = self._text(Column.NOTES)
        times = values.whole(self._text(Column.TIMES)) or 0
        if self._mapping.means is Means.WATCHLIST or self._yes(Column.WATCHLIST):
            row.watchlist = True
        watch = None if row.watchlist or self._mapping.means is Means.FILMS else self._watch(film)
        if watch is not None and (self._is_own or watch.date.is_known or watch.date.said or _says(watch)):
            watch.rating = rating
            if self._is_own:
                watch.times, times = min(max(times, 1), 100_000), 0
                watch.liked, row.liked = row.liked, False
            watch.note = "\n\n".join(filter(None, (watch.note, notes)))
            row.watches, row.quotes = (watch,), quoted_parts(self._text(Column.REVIEW))
        else:
            row.rating = rating
            words = (self._words(Column.REVIEW), notes)
            row.notes = tuple(filter(None, words))
            row.seen = int(watch is not None and (not times) and Column.TIMES not in self._mapping.columns)
        row.seen = max(row.seen, min(max(times, 0), 100_000))
        return row

    def _rating(self) -> tuple[int | None, tuple[str, ...]]:
        said = self._text(Column.RATING)
        scale = self._mapping.scale
        if found := re.fullmatch(r"([★⭐*✩☆]*)(½?)", said):
            full = sum(sign in "★⭐*" for sign in found[1])
            return values.rating(full + 0.5 * bool(found[2]) if said else None, self._faults, 5)
        if found := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:/\s*(\d{1,3})|(%))", said):
            said, scale = found[1], float(found[2] or 100)
        return values.rating(said, self._faults, scale if scale in (5, 10, 100) else 10)

    def _watch(self, film: FilmSaid) -> WatchSaid:
        said = self._text(Column.DATE)
        day = _day(said, self._day_first, self._faults) if said else UNKNOWN
        if self._is_own and (words := self._cells.text("said")):
            day = replace(day, said=words)
        name = film.imdb or film.tmdb or f"{folded(film.title)}|{film.year or ''}"
        return WatchSaid(
            f"table:{name}:{day.edtf or day.said or 'undated'}",
            day,
            rewatch=self._yes(Column.REWATCH),
            tags=self._names(Column.TAGS),
            note=self._words(Column.REVIEW),
            people=self._names(Column.PEOPLE),
            where=values.words(self._text(Column.WHERE)),
            medium=values.words(self._text(Column.MEDIUM)),
            cut=values.words(self._text(Column.CUT)),
            finished=self._yes(Column.FINISHED) is not False,
            numbered=True,
        )


def _says(watch: WatchSaid) -> bool:
    """Tell whether an undated row says more than that the film was seen."""
    said = (watch.note, watch.tags, watch.people, watch.where, watch.medium, watch.cut, watch.rewatch)
    return any(said) or not watch.finished


def _listed(said: str) -> list[object]:
    """Return the names of a cell that holds them as JSON, for one of them has a semicolon in it."""
    try:
        found = json.loads(said)
    except ValueError:
        return [said]
    return found if isinstance(found, list) else [said]
