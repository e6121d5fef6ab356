# SPDX-License-Identifier: GPL-3.0-or-later
"""lookup: what TMDB knows of a film, and filling it in."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from moodboard.cli import arguments, output
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, named
from moodboard.domain.metadata import (
    NAMES,
    POSTER,
    RUNTIME,
    Candidate,
    FieldRow,
    Found,
    State,
    Value,
    sure_of,
)
from moodboard.services import films

if TYPE_CHECKING:
    from moodboard.services.lookup import Asked

_WORDS = {
    "year": "Year",
    "directors": "Directed by",
    "runtime": "Runtime",
    "original_title": "Original title",
    "imdb": "IMDb",
    "tmdb": "TMDB",
    "poster": "Poster",
}


def _lookup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", nargs="?", metavar="FILM", help="Title, Title (Year) or its id")
    parser.add_argument("--fill", action="store_true", help="fill in what is blank; your own words stay")
    parser.add_argument("--as", metavar="N", dest="number", help="it is TMDB's film N")
    parser.add_argument("--on", action="store_true", help="let Moodboard ask TMDB, from now on")
    parser.add_argument("--off", action="store_true", help="never ask")
    parser.add_argument(
        "--key", action="store_true", help="type your TMDB key in; the system's keyring keeps it"
    )
    parser.add_argument("--forget-key", action="store_true", help="forget the key")
    arguments.add_json(parser)


def _run_lookup(args: argparse.Namespace) -> int:
    set_up = _set_up(args)
    if args.film is None:
        if set_up:
            return 0
        raise KnownError("Which film? Give its title, or see “moodboard lookup --help”.")
    from moodboard.services import lookup

    film = films.find_film(args.film)
    try:
        asked = lookup.client(_silent)
    except lookup.NotSetUpError as error:
        raise KnownError(f"{error} Here: “moodboard lookup --on --key”.") from error
    candidates: tuple[Candidate, ...] = ()
    if args.number:
        found: Found | None = asked.details(args.number, _silent)
    elif lookup.number_of(asked, film):
        found = lookup.surely(asked, film, _silent)
    else:
        candidates = asked.search(film.title, film.year, _silent)
        sure = sure_of(film, candidates)
        found = lookup.surely(asked, film, _silent, candidates) if sure else None
    if found is None:
        return _tell_candidates(film, candidates, args)
    return _tell_found(asked, film, found, args)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _set_up(args: argparse.Namespace) -> bool:
    """Do what was asked of the settings; tells whether anything was."""
    if not (args.on or args.off or args.key or args.forget_key):
        return False
    from moodboard.services import facts_settings, secrets, tmdb

    if args.on and args.off:
        raise KnownError("Either --on or --off.")
    if args.forget_key:
        secrets.forget(secrets.TMDB)
        print("The key is forgotten.")
    if args.key:
        secrets.keep(secrets.TMDB, tmdb.checked_key(_typed_key()))
        print("The key is in the system's keyring.")
    if args.on or args.off:
        facts_settings.set_on(args.on)
        print("Looking films up is on." if args.on else "Looking films up is off.")
    return True


def _typed_key() -> str:
    """Ask for the key; what is typed is not shown, and a pipe may bring it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(10_000)
    import getpass

    return getpass.getpass("Your TMDB key: ")


def _tell_candidates(film: Film, candidates: tuple[Candidate, ...], args: argparse.Namespace) -> int:
    if args.json:
        output.print_json(
            {
                "film": film.id,
                "candidates": [
                    {
                        "number": one.key,
                        "title": one.title,
                        "original_title": one.original_title,
                        "year": one.year,
                    }
                    for one in candidates
                ],
            }
        )
    elif candidates:
        print("It may be one of these. Say which with --as NUMBER.")
        output.print_table(
            ((one.key, named(one.title, one.year), _other_name(one)) for one in candidates),
            right=frozenset({0}),
        )
    else:
        print("Nothing was found by that title.")
    return 1


def _other_name(one: Candidate) -> str:
    return one.original_title if one.original_title != one.title else ""


def _tell_found(asked: Asked, film: Film, found: Found, args: argparse.Namespace) -> int:
    from moodboard.services import lookup, metadata

    rows = metadata.compare(film.id, found)
    filled: dict[str, Value] = {}
    if args.fill:
        filled = lookup.fill(asked, film.id, found, None, _silent)[0].after
    if args.json:
        output.print_json(
            {
                "film": film.id,
                "service": found.service.value,
                "title": found.title,
                "fields": {row.field: _row_dict(row, row.field in filled) for row in rows},
            }
        )
        return 0
    print(f"{NAMES[found.service]}: {named(found.title, found.year)}")
    output.print_table((f"  {_WORDS[row.field]}", _found(row), _state(row, filled)) for row in rows)
    return 0


def _row_dict(row: FieldRow, filled: bool) -> dict[str, object]:
    return {
        "now": row.now,
        "found": row.found,
        "state": row.state.value,
        "source": row.source.service.value if row.source else None,
        "filled": filled,
    }


def said(value: Value) -> str:
    """Return a field's value in words."""
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _found(row: FieldRow) -> str:
    if row.field == POSTER:
        return "there" if row.found else ""
    return f"{row.found} min" if row.field == RUNTIME and row.found else said(row.found)


def _state(row: FieldRow, filled: dict[str, Value]) -> str:
    if row.field in filled:
        return "filled in"
    if row.state is State.OWN:
        return f"yours: {said(row.now)}"
    if row.state is State.TAKEN:
        return f"the number of {row.of}"
    if row.state is State.SAME:
        return "the same" if row.now else "not known"
    return "may be filled in" if row.state is State.BLANK else f"now {said(row.now)}"


ARGUMENTS = {"lookup": _lookup_arguments}
RUN = {"lookup": _run_lookup}
