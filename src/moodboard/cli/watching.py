# SPDX-License-Identifier: GPL-3.0-or-later
"""watch."""

from __future__ import annotations

import argparse
from datetime import datetime

from moodboard.cli import arguments, output
from moodboard.cli.day_order import day_first
from moodboard.cli.films import watch_dict, watch_lines
from moodboard.domain import dates
from moodboard.domain.edtf import parse_edtf
from moodboard.domain.film import Watch, named
from moodboard.services import films, watches


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", metavar="FILM", help="Title, Title (Year) or its id")
    parser.add_argument(
        "--on",
        metavar="DATE",
        help="when, in your words: 2016-03-12, friday, summer 2016, before 2014 ×3 (default: tonight)",
    )
    parser.add_argument("--rating", type=arguments.rating, metavar="R", help="0.5 to 5 stars, in halves")
    parser.add_argument(
        "--with", dest="people", action="append", default=[], metavar="NAME", type=arguments.words
    )
    parser.add_argument("--where", default="", metavar="PLACE")
    parser.add_argument("--medium", default="", metavar="M", help="cinema, Blu-ray, a plane")
    parser.add_argument("--note", default="", metavar="TEXT", help="what it was like")
    arguments.add_json(parser)


def _run(args: argparse.Namespace) -> int:
    now = datetime.now()
    times = 1
    if args.on is None:
        when = parse_edtf(dates.tonight(now).isoformat())
    else:
        when, times = dates.parse_said_times(args.on, dates.tonight(now), day_first())
    film = films.find_film(args.film)
    watch, _changes = watches.log_watch(
        Watch(
            film_id=film.id,
            date=when,
            times=times,
            rating=args.rating,
            people=tuple(args.people),
            where=args.where.strip(),
            medium=args.medium.strip(),
            note=args.note.strip(),
        )
    )
    seen = films.film_row(film.id).times_seen
    if args.json:
        output.print_json({"film": film.title, "year": film.year, "times_seen": seen} | watch_dict(watch))
        return 0
    print(f"{named(film.title, film.year)}, {output.times_text(seen)}")
    for line in watch_lines(watch):
        print(line)
    return 0


ARGUMENTS = {"watch": _arguments}
RUN = {"watch": _run}
