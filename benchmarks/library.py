# SPDX-License-Identifier: GPL-3.0-or-later
"""A library of 100,000 films and 300,000 watches: sorts both ways, filters, search keystrokes, pages."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from common import empty_library, fill_films, fill_lines, show, timed
from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.services import films, library, searching
from moodboard.store import database, kept_lists, settings

PAGE = 128
LINES = 20_000
TYPED = ("umbrella", "tides for", "blue ap", "snow winter 12")


def main(count: int, kept: Path | None) -> None:
    """Print how long a count and a page take for every order, each filter, and each key of a search."""
    with library_of(count, kept):
        library.begin_day()
        sorts(count)
        filtered(count)
        typed(count)
        pages(count)
        with database.write():
            settings.put("due_day", "1")
        show(f"{count} films, a new day for the order due, in a job", timed(library.begin_day, 1))


@contextmanager
def library_of(count: int, kept: Path | None) -> Iterator[None]:
    """Open a library of so many films: a kept one (made when it is not there), or one that goes away."""
    if kept is not None and (kept / library.DATABASE).exists():
        library.open_library(kept)
        try:
            yield
        finally:
            library.close_library()
        return
    if kept is not None:
        library.open_library(kept)
    with empty_library() if kept is None else nullcontext():
        fill_films(count, count * 3)
        fill_lines(count // 5, max(1, count // 20))
        yield


def fresh(call: Callable[[], object]) -> Callable[[], object]:
    """Return the call made without what was kept from the one before."""

    def run() -> None:
        kept_lists.forget()
        call()

    return run


def asked(query: FilmQuery, times: int = 5) -> list[float]:
    """Return how long a new query takes: the count and the first page."""
    return timed(fresh(lambda: page(query)), times)


def page(query: FilmQuery, offset: int = 0) -> None:
    """Do what the list does for a new query."""
    films.count_films(query)
    films.film_rows(query, offset, PAGE)


def sorts(count: int) -> None:
    """Every order both ways, and where the chosen film stands then."""
    for sort in FilmSort:
        for backwards in (False, True):
            query = FilmQuery(sort=sort, backwards=backwards)
            way = "backwards" if backwards else ""
            show(f"{count} films, sort by {sort.value} {way}".rstrip(), asked(query), "<= 50")
    places = []
    for sort in FilmSort:
        for backwards in (False, True):
            query = FilmQuery(sort=sort, backwards=backwards)
            places += timed(fresh(lambda q=query: films.position_of(count // 2, q)), 3)
    show(f"{count} films, where a film stands, all orders", places, "<= 20")


def cases() -> dict[str, FilmFilters]:
    """Return each filter by itself, by the most used names, and some together."""
    people = [value.name for value in films.facet_values(Facet.WITH, limit=2)]
    names = {facet: films.facet_values(facet, limit=1)[0].name for facet in Facet if facet is not Facet.CUT}
    made = {facet.value: FilmFilters().naming(facet, [name]) for facet, name in names.items()}
    made |= {mark.value: FilmFilters().marking(mark, True) for mark in FilmMark}
    made |= {
        "times seen": FilmFilters(times_from=2, times_to=3),
        "rating or none": FilmFilters(rating_from=8, unrated=True),
        "year": FilmFilters(year_from=1994, year_to=1994),
        "decade": FilmFilters().within_decade(1990),
        "no shots": FilmFilters().marking(FilmMark.SHOTS, False),
    }
    together = made["decade"].naming(Facet.WITH, people[:1])
    made["decade, with, medium"] = together.naming(Facet.MEDIUM, [names[Facet.MEDIUM]])
    rated = FilmFilters(rating_from=6).naming(Facet.WHERE, [names[Facet.WHERE]])
    made["rating, where, not on the watchlist"] = rated.marking(FilmMark.WATCHLIST, False)
    made["two people, one of two media"] = FilmFilters(people=tuple(people), media=("cinema", "stream"))
    return made


def filtered(count: int) -> None:
    """Each filter and combination: a new query in every order, and the list right to its end."""
    for name, filters in cases().items():
        taken, far = [], []
        for sort in FilmSort:
            for backwards in (False, True):
                query = FilmQuery(sort=sort, backwards=backwards, filters=filters)
                taken += asked(query, 2)
        total = films.count_films(FilmQuery(filters=filters))
        last = FilmQuery(filters=filters)
        films.film_rows(last, total // 2, PAGE)
        far = timed(lambda q=last, t=total: films.film_rows(q, max(0, t - PAGE), PAGE), 3)
        show(f"{count} films, {name} ({total}), all orders", taken, "<= 50")
        show("  its last page", far, "<= 16")
    chips = FilmQuery(chips=frozenset({FilmChip.REWATCHED, FilmChip.FIVE_STARS}))
    show(f"{count} films, two chips", asked(chips), "<= 50")
    for facet in (Facet.WITH, Facet.DIRECTOR):
        values = [s for end in range(5) for s in timed(partial(films.facet_values, facet, "snow"[:end]), 3)]
        show(f"{count} films, names of {facet.value} as one types", values, "<= 20")


def typed(count: int) -> None:
    """Searches letter by letter: the list, the same within a filter, and the one search over all."""
    decade = FilmFilters().within_decade(1990)
    keys = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    for name, filters in (("", FilmFilters()), (" within a decade", decade)):
        taken = [second for text in keys for second in asked(FilmQuery(text=text, filters=filters), 2)]
        show(f"{count} films, a search keystroke{name}", taken, "<= 50")
    everything = [second for text in keys for second in timed(partial(searching.search_everything, text), 2)]
    show(f"{count} films, one search over all, a keystroke", everything, "<= 20")
    titles = [second for text in keys for second in timed(partial(films.suggest_titles, text), 2)]
    show(f"{count} films, titles as one types", titles, "<= 20")


def pages(count: int) -> None:
    """Far down the list, both ways."""
    last = timed(lambda: films.film_rows(FilmQuery(), count - PAGE, PAGE))
    show(f"{count} films, the last page", last, "<= 50")
    for sort in FilmSort:
        query = FilmQuery(sort=sort, backwards=True)
        first = timed(lambda q=query: films.film_rows(q, count // 2, PAGE), 1)
        after = [s for n in range(5) for s in timed(partial(films.film_rows, query, n * 9_000, PAGE), 1)]
        show(f"{count} films, {sort.value} backwards, first page far down", first, "<= 100, once")
        show("  and every page after it", after, "<= 16")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the library in this folder, and use it again")
    given = parser.parse_args()
    main(given.films, given.keep)
