# SPDX-License-Identifier: GPL-3.0-or-later
"""A library of 100,000 films and 300,000 watches: sorts, search keystrokes, a page of rows."""

from __future__ import annotations

import argparse

from common import empty_library, fill_films, show, timed
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.services import films, library
from moodboard.store import database, settings

PAGE = 128


def main(count: int) -> None:
    """Print how long a count and a page take for every order, and for each key of a search."""
    with empty_library():
        fill_films(count, count * 3)
        for sort in FilmSort:
            query = FilmQuery(sort=sort)
            show(
                f"{count} films, sort by {sort.value}, count and page",
                timed(lambda q=query: page(q)),
                "<= 50",
            )
        keys = []
        for word in ("umbrella", "tides for", "blue ap"):
            for end in range(1, len(word) + 1):
                query = FilmQuery(text=word[:end])
                keys += timed(lambda q=query: page(q), 3)
        show(f"{count} films, a search keystroke, count and page", keys, "<= 50")
        with database.write():
            settings.put("due_day", "1")
        show(f"{count} films, a new day for the order due, in a job", timed(library.begin_day, 1))
        chips = FilmQuery(chips=frozenset({FilmChip.REWATCHED, FilmChip.FIVE_STARS}))
        show(f"{count} films, two chips, count and page", timed(lambda: page(chips)), "<= 50")
        far = timed(lambda: films.film_rows(FilmQuery(), count - PAGE, PAGE))
        show(f"{count} films, the last page", far, "<= 50")


def page(query: FilmQuery) -> None:
    """Do what the list does for a new query."""
    films.count_films(query)
    films.film_rows(query, 0, PAGE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=100_000)
    main(parser.parse_args().films)
