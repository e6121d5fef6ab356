# SPDX-License-Identifier: GPL-3.0-or-later
"""Say what a list of films is asked for, as parts that a window can word and take away one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery


class About(StrEnum):
    """What one part of a query speaks of."""

    TEXT = "text"
    CHIP = "chip"
    TIMES = "times"
    RATING = "rating"
    YEAR = "year"
    DECADE = "decade"
    NAME = "name"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One part: which fields hold anything depends on what it is about."""

    about: About
    low: int | None = None
    """Of times, half stars, years; the first year of a decade."""
    high: int | None = None
    unrated: bool = False
    facet: Facet | None = None
    mark: FilmMark | None = None
    wanted: bool = True
    """False: the mark must not be there."""
    chip: FilmChip | None = None
    word: str = ""
    """The typed text, or a facet's name."""


def parts(query: FilmQuery) -> tuple[QueryPart, ...]:
    """Return what the query asks, in the order in which it is said."""
    found = [QueryPart(About.TEXT, word=query.text.strip())] if query.text.strip() else []
    found += [QueryPart(About.CHIP, chip=chip) for chip in FilmChip if chip in query.chips]
    return (*found, *_of_filters(query.filters))


def _of_filters(filters: FilmFilters) -> Iterator[QueryPart]:
    if filters.times_from is not None or filters.times_to is not None:
        yield QueryPart(About.TIMES, filters.times_from, filters.times_to)
    if filters.rating_from is not None or filters.rating_to is not None or filters.unrated:
        yield QueryPart(About.RATING, filters.rating_from, filters.rating_to, filters.unrated)
    if filters.decade is not None:
        yield QueryPart(About.DECADE, filters.year_from, filters.year_to)
    elif filters.year_from is not None or filters.year_to is not None:
        yield QueryPart(About.YEAR, filters.year_from, filters.year_to)
    for facet in Facet:
        for name in filters.names(facet):
            yield QueryPart(About.NAME, facet=facet, word=name)
    for mark in FilmMark:
        if (wanted := filters.mark(mark)) is not None:
            yield QueryPart(About.MARK, mark=mark, wanted=wanted)


_FIELDS = {
    About.TIMES: ("times_from", "times_to"),
    About.RATING: ("rating_from", "rating_to", "unrated"),
    About.YEAR: ("year_from", "year_to"),
    About.DECADE: ("year_from", "year_to"),
}


def without(query: FilmQuery, part: QueryPart) -> FilmQuery:
    """Return the query that does not ask this any more."""
    filters = query.filters
    if part.about is About.TEXT:
        return replace(query, text="")
    if part.about is About.CHIP:
        return replace(query, chips=query.chips - {part.chip})
    if part.about is About.MARK:
        assert part.mark is not None
        return replace(query, filters=filters.marking(part.mark, None))
    if part.about is About.NAME:
        assert part.facet is not None
        left = (name for name in filters.names(part.facet) if name != part.word)
        return replace(query, filters=filters.naming(part.facet, left))
    return replace(query, filters=filters.without(*_FIELDS[part.about]))


def in_words(query: FilmQuery) -> str:
    """Return the whole query in English: "Seen 3 times or more, with Ana, 1990s"."""
    said = ", ".join(map(part_in_words, parts(query)))
    return said[:1].upper() + said[1:] if said else "All films"


def part_in_words(part: QueryPart) -> str:
    """Return one part in English."""
    if part.about is About.TEXT:
        return f"“{part.word}”"
    if part.about is About.CHIP:
        return _CHIPS[part.chip or FilmChip.REWATCHED]
    if part.about is About.NAME:
        assert part.facet is not None
        return _NAMES[part.facet].format(part.word)
    if part.about is About.MARK:
        assert part.mark is not None
        return _MARKS[part.mark][0 if part.wanted else 1]
    if part.about is About.DECADE:
        return f"{part.low}s"
    if part.about is About.YEAR:
        return _range(part.low, part.high, "{}", "{}–{}", "{} or later", "{} or earlier")
    if part.about is About.TIMES:
        return _times(part.low, part.high)
    return _rating(part)


def _range(low: int | None, high: int | None, one: str, both: str, at_least: str, at_most: str) -> str:
    if low is not None and high is not None:
        return one.format(low) if low == high else both.format(low, high)
    return at_most.format(high) if low is None else at_least.format(low)


def _times(low: int | None, high: int | None) -> str:
    if not low and high == 0:
        return "never seen"
    if high == 1 and low == 1:
        return "seen once"
    if low == 1 and high is None:
        return "seen"
    return "seen " + _range(low, high, "{} times", "{} to {} times", "{} times or more", "{} times or fewer")


def _rating(part: QueryPart) -> str:
    if part.low is None and part.high is None:
        return "unrated"
    low, high = (None if half is None else _stars(half) for half in (part.low, part.high))
    if low is not None and high is not None:
        said = f"{low} stars" if low == high else f"{low} to {high} stars"
    else:
        said = f"{high} stars or fewer" if low is None else f"{low} stars or more"
    return f"{said} or unrated" if part.unrated else said


def _stars(half: int) -> str:
    return f"{half / 2:g}".replace("0.5", "½").replace(".5", "½")


_CHIPS = {
    FilmChip.REWATCHED: "rewatched",
    FilmChip.DUE_AGAIN: "due again",
    FilmChip.FIVE_STARS: "five stars",
}
_NAMES = {
    Facet.WITH: "with {}",
    Facet.WHERE: "at {}",
    Facet.MEDIUM: "on {}",
    Facet.CUT: "cut: {}",
    Facet.THEME: "theme {}",
    Facet.DIRECTOR: "by {}",
}
_MARKS = {
    FilmMark.SHOTS: ("with shots", "without shots"),
    FilmMark.LINES: ("with lines", "without lines"),
    FilmMark.BOARD: ("with a board", "without a board"),
    FilmMark.WATCHLIST: ("on the watchlist", "not on the watchlist"),
    FilmMark.LIKED: ("liked", "not liked"),
    FilmMark.UNFINISHED: ("not finished", "always finished"),
    FilmMark.UNDATED: ("date unknown", "all dates known"),
    FilmMark.UNTOLD: ("seen more often than is told", "told how often"),
}
