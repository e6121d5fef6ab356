# SPDX-License-Identifier: GPL-3.0-or-later
"""films, film, add."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from moodboard.cli import arguments, film_query, output
from moodboard.domain import dates
from moodboard.domain.errors import AmbiguousError, NotFoundError
from moodboard.domain.film import Film, FilmPage, FilmRow, Watch, named
from moodboard.domain.line import format_timecode
from moodboard.domain.query import FilmQuery
from moodboard.domain.rating import stars
from moodboard.services import films, smart_lists

PAGE = 1000


def _films_arguments(parser: argparse.ArgumentParser) -> None:
    film_query.add_arguments(parser)
    parser.add_argument("--limit", type=arguments.count, metavar="N", help="at most N films")
    arguments.add_json(parser)


def _film_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", metavar="FILM", help="Title, Title (Year) or its id")
    arguments.add_json(parser)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar="TITLE", type=arguments.words)
    parser.add_argument("--year", type=arguments.year, metavar="Y")
    parser.add_argument(
        "--director", action="append", default=[], metavar="NAME", type=arguments.words, help="again for more"
    )
    arguments.add_json(parser)


def _pages(query: FilmQuery, limit: int | None) -> Iterator[FilmRow]:
    offset = 0
    while limit is None or offset < limit:
        wanted = PAGE if limit is None else min(PAGE, limit - offset)
        page = films.film_rows(query, offset=offset, limit=wanted)
        yield from page
        if len(page) < wanted:
            return
        offset += len(page)


def _run_films(args: argparse.Namespace) -> int:
    query = film_query.query_of(args)
    if args.save:
        smart_lists.add(args.save, query)
    rows = _pages(query, args.limit)
    if args.json:
        output.print_json([row_dict(row) for row in rows])
        return 0
    today = date.today()
    output.print_table(
        (
            (
                str(row.id),
                named(row.title, row.year),
                output.star_text(row.rating),
                output.times_text(row.times_seen),
                dates.spoken(row.last_watched, today)
                if row.last_watched and row.last_watched.is_known
                else "",
                ", ".join(row.directors),
            )
            for row in rows
        ),
        right=frozenset({0, 3}),
    )
    return 0


def _run_film(args: argparse.Namespace) -> int:
    page = films.film_page(films.find_film(args.film).id)
    if args.json:
        output.print_json(row_dict(page.row) | {"watches": [watch_dict(watch) for watch in page.watches]})
        return 0
    _print_film(page)
    return 0


def _run_add(args: argparse.Namespace) -> int:
    wanted = named(args.title, args.year)
    there = _film_there(args.title, args.year)
    if there is not None:
        film = there
    else:
        film, _changes = films.add_film(
            Film(title=args.title, year=args.year, directors=tuple(args.director))
        )
    if args.json:
        output.print_json(row_dict(films.film_row(film.id)) | {"added": there is None})
    elif there is not None:
        print(f"{named(film.title, film.year)} is there already; nothing was added.")
    else:
        print(f"Added {wanted}.")
    return 0


def _film_there(title: str, year: int | None) -> Film | None:
    """Return the film of this title and year when the library has it, whatever else it answers to."""
    try:
        found = films.find_film(named(title, year))
    except (NotFoundError, AmbiguousError):
        return None
    return found if found.title.casefold() == title.casefold() and found.year == year else None


def _spoken(when: dates.VagueDate | None, today: date) -> str:
    return dates.spoken(when, today) if when is not None and when.is_known else ""


def _print_film(page: FilmPage) -> None:
    film, row = page.film, page.row
    times = output.times_text(row.times_seen)
    if row.at_least:
        times = f"at least {output.times_text(row.times_seen + 1)}"
    head = (named(film.title, film.year), output.star_text(film.rating), times)
    print("  ".join(filter(None, head)))
    facts = [", ".join(film.directors), f"{film.runtime} min" if film.runtime else "", film.original_title]
    facts += ["liked" if film.liked else "", "on the watchlist" if film.watchlist else ""]
    if any(facts):
        print(" · ".join(filter(None, facts)))
    if film.notes:
        print("\n".join(output.indented(film.notes, "  ")))
    if page.watches or row.earlier_watches:
        print("\nWatches")
    for watch in page.watches:
        for line in watch_lines(watch):
            print(line)
    if row.earlier_watches:
        print(f"  {output.counted(row.earlier_watches, 'earlier time')}, of which nothing else is known")
    _print_lines_and_shots(row)


def _print_lines_and_shots(row: FilmRow) -> None:
    from moodboard.services import lines, stills

    if row.lines:
        print("\nLines")
        for line in lines.lines_of_film(row.id):
            at = format_timecode(line.timecode)
            about = ", ".join(filter(None, (line.speaker, at or "", *line.feelings)))
            print("\n".join(output.indented(f"“{line.text}”", "  ")))
            if about:
                print(f"    {about}")
    if row.shots:
        print("\nShots")
        output.print_table(
            ("  " + (format_timecode(still.timecode) or ""), still.name, f"{still.width}×{still.height}")
            for still in stills.stills_of_film(row.id)
        )


def watch_lines(watch: Watch) -> Iterator[str]:
    """Yield what is known of a watch: a line of facts, then its words."""
    when = dates.full(watch.date) if watch.date.is_known else watch.date.said or "some time"
    facts = [when, f"×{watch.times}" if watch.times > 1 else "", output.star_text(watch.rating)]
    facts += ["with " + ", ".join(watch.people) if watch.people else "", watch.where, watch.medium, watch.cut]
    facts += ["" if watch.finished else "not finished", ", ".join(watch.themes)]
    yield "  " + " · ".join(filter(None, facts))
    yield from output.indented(watch.note)


def row_dict(row: FilmRow) -> dict[str, object]:
    """Return a film as ``films --json`` prints it."""
    return {
        "id": row.id,
        "title": row.title,
        "year": row.year,
        "directors": list(row.directors),
        "rating": stars(row.rating),
        "times_seen": row.times_seen,
        "watches": row.watches,
        "earlier_watches": row.earlier_watches,
        "first_watched": (row.first_watched.edtf or None) if row.first_watched else None,
        "last_watched": (row.last_watched.edtf or None) if row.last_watched else None,
        "shots": row.shots,
        "lines": row.lines,
    }


def watch_dict(watch: Watch) -> dict[str, object]:
    """Return a watch as ``film --json`` prints it."""
    return {
        "date": watch.date.edtf or None,
        "said": watch.date.said,
        "times": watch.times,
        "rating": stars(watch.rating),
        "rewatch": watch.rewatch,
        "with": list(watch.people),
        "where": watch.where,
        "medium": watch.medium,
        "note": watch.note,
        "themes": list(watch.themes),
    }


ARGUMENTS = {"films": _films_arguments, "film": _film_arguments, "add": _add_arguments}
RUN = {"films": _run_films, "film": _run_film, "add": _run_add}
