# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters and orders of ``films``, as flags."""

from __future__ import annotations

import argparse
from dataclasses import replace

from moodboard.cli import arguments
from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.services import smart_lists

_NAMES = (
    (Facet.WITH, "--with", "seen with NAME"),
    (Facet.WHERE, "--where", "seen there"),
    (Facet.MEDIUM, "--medium", "seen on that, e.g. Blu-ray"),
    (Facet.CUT, "--cut", "that cut was seen"),
    (Facet.THEME, "--theme", "with the theme NAME"),
    (Facet.DIRECTOR, "--director", "directed by NAME"),
)
_MARKS = (
    (FilmMark.WATCHLIST, "--watchlist", "on the watchlist"),
    (FilmMark.LIKED, "--liked", "with a heart"),
    (FilmMark.UNFINISHED, "--unfinished", "a watch was not finished"),
    (FilmMark.UNDATED, "--undated", "seen at a time that nobody knows"),
    (FilmMark.UNTOLD, "--untold", "seen more often than is told"),
)
_HAS = (FilmMark.SHOTS, FilmMark.LINES, FilmMark.BOARD)


def _number(said: str) -> int:
    return 0 if said == "0" else arguments.count(said)


def _decade(said: str) -> int:
    year = arguments.year(said.removesuffix("s"))
    if year % 10:
        raise argparse.ArgumentTypeError(f"{said!r} is not a decade, such as 1990s")
    return year


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add words, filters and orders."""
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="words of title, people or notes")
    parser.add_argument(
        "--sort", choices=[sort.value for sort in FilmSort], help="the order (default: last seen first)"
    )
    parser.add_argument("--reverse", action="store_true", help="the order the other way round")
    asked = parser.add_argument_group("filters", "A film has to answer all of them.")
    for facet, flag, words in _NAMES:
        asked.add_argument(
            flag,
            dest=_dest(facet),
            action="append",
            default=[],
            metavar="NAME",
            type=arguments.words,
            help=words,
        )
    asked.add_argument("--min-rating", type=arguments.rating, metavar="STARS")
    asked.add_argument("--max-rating", type=arguments.rating, metavar="STARS")
    asked.add_argument("--unrated", action="store_true", help="those without stars too; alone: only those")
    asked.add_argument("--min-times", type=_number, metavar="N", help="seen N times or more")
    asked.add_argument("--max-times", type=_number, metavar="N")
    asked.add_argument("--from-year", type=arguments.year, metavar="Y")
    asked.add_argument("--to-year", type=arguments.year, metavar="Y")
    asked.add_argument("--decade", type=_decade, metavar="Y", help="e.g. 1990s")
    has = [mark.value for mark in _HAS]
    asked.add_argument("--has", action="append", default=[], choices=has, help="again for more")
    asked.add_argument("--lacks", action="append", default=[], choices=has, help="again for more")
    for _mark, flag, words in _MARKS:
        asked.add_argument(flag, action="store_true", help=words)
    asked.add_argument(
        "--smart", metavar="NAME", help="what the smart list NAME asks, and whatever else is said"
    )
    parser.add_argument("--save", metavar="NAME", type=arguments.words, help="keep this as a smart list")


def _dest(facet: Facet) -> str:
    return f"of_{facet.value}"  # "with" is a word of Python


def query_of(args: argparse.Namespace) -> FilmQuery:
    """Return what was asked; flags add to what a smart list asks."""
    query = smart_lists.find(args.smart).query if args.smart else FilmQuery()
    if args.sort is not None:
        query = replace(query, sort=FilmSort(args.sort), backwards=False)
    return replace(
        query,
        text=args.text or query.text,
        backwards=query.backwards != args.reverse,
        filters=_filters(args, query.filters),
    )


def _filters(args: argparse.Namespace, filters: FilmFilters) -> FilmFilters:
    for facet, _flag, _words in _NAMES:
        filters = filters.naming(facet, [*filters.names(facet), *getattr(args, _dest(facet))])
    for mark, flag, _words in _MARKS:
        if getattr(args, flag.removeprefix("--")):
            filters = filters.marking(mark, True)
    for mark in _HAS:
        if mark.value in args.has or mark.value in args.lacks:
            filters = filters.marking(mark, mark.value in args.has)
    if args.decade is not None:
        filters = filters.within_decade(args.decade)
    told = {
        "times_from": args.min_times,
        "times_to": args.max_times,
        "rating_from": args.min_rating,
        "rating_to": args.max_rating,
        "year_from": args.from_year,
        "year_to": args.to_year,
    }
    said = {name: value for name, value in told.items() if value is not None}
    return replace(filters, unrated=filters.unrated or args.unrated, **said)
