# SPDX-License-Identifier: GPL-3.0-or-later
"""catalogue: make the film catalogue of IMDb's files, tell what there is, look into it, remove it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from moodboard.cli import arguments, output
from moodboard.cli.keeping import Progress
from moodboard.domain.catalogue import ATTRIBUTION, SITE, CatalogueReport, CatalogueStatus, FilmFacts
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import named
from moodboard.services import catalogue

_SHOWN = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help="title.basics.tsv.gz, title.crew.tsv.gz, name.basics.tsv.gz, title.ratings.tsv.gz, or a folder "
        f"with them, from {SITE}; none tells what catalogue there is",
    )
    parser.add_argument("--find", metavar="TEXT", type=arguments.words, help="the films that TEXT may begin")
    parser.add_argument("--remove", action="store_true", help="remove it; films added from it stay")
    arguments.add_json(parser)


def _run(args: argparse.Namespace) -> int:
    if bool(args.files) + bool(args.find) + args.remove > 1:
        print(
            'moodboard catalogue: give files, or --find, or --remove. See "moodboard catalogue --help".',
            file=sys.stderr,
        )
        return arguments.WRONG_USAGE
    if args.remove:
        return _remove(args.json)
    if args.find:
        return _find(args.find, args.json)
    if args.files:
        return _make(args.files, args.json)
    status = catalogue.status()
    if args.json:
        output.print_json(status_dict(status))
    else:
        _print_status(status)
    return 0


def _make(files: list[Path], as_json: bool) -> int:
    try:
        with Progress() as progress:
            report = catalogue.index(files, progress.show)
    except (KeyboardInterrupt, CancelledError):
        output.print_error("Stopped. Give the same files again, and it goes on there.")
        return 130
    if as_json:
        output.print_json(_report_dict(report))
        return 0
    if report.read:
        names = ", ".join(report.read)
        print(f"Read {output.counted(report.rows, 'row')} of {names}.")
    else:
        print("The catalogue is made of these very files already.")
    if report.unreadable:
        print(f"{output.counted(report.unreadable, 'row')} could not be read and were left out.")
    for problem in report.problems:
        print(problem)
    _print_status(report.status)
    return 0


def _remove(as_json: bool) -> int:
    there = catalogue.remove()
    if as_json:
        output.print_json({"removed": there})
    else:
        print("The film catalogue is removed." if there else "There is no film catalogue.")
    return 0


def _find(text: str, as_json: bool) -> int:
    found = catalogue.suggest(text, _SHOWN)
    if not found and not catalogue.status().made:
        raise KnownError(f"There is no film catalogue. It is made of title.basics.tsv.gz from {SITE}.")
    if as_json:
        output.print_json([_facts_dict(facts) for facts in found])
        return 0
    output.print_table(
        (facts.imdb, named(facts.title, facts.year), ", ".join(facts.directors)) for facts in found
    )
    return 0


def _print_status(status: CatalogueStatus) -> None:
    if not status.made:
        print(f"There is no film catalogue. It is made of title.basics.tsv.gz from {SITE}.")
    else:
        size = f"{max(1, round(status.size / 1e6)):,} MB"
        print(f"{output.counted(status.films, 'film')}, made {status.made[:10]}, {size} on the disk.")
        print(ATTRIBUTION)
    if status.unfinished:
        print("A making was stopped; give the same files again, and it goes on there.")


def status_dict(status: CatalogueStatus) -> dict[str, object]:
    """Return what there is as ``catalogue --json`` prints it."""
    return {
        "films": status.films,
        "tables": list(status.tables),
        "made": status.made or None,
        "size": status.size,
        "unfinished": status.unfinished,
        "attribution": ATTRIBUTION,
    }


def _report_dict(report: CatalogueReport) -> dict[str, object]:
    return status_dict(report.status) | {
        "read": list(report.read),
        "rows": report.rows,
        "unreadable": report.unreadable,
        "problems": list(report.problems),
    }


def _facts_dict(facts: FilmFacts) -> dict[str, object]:
    return {
        "imdb": facts.imdb,
        "title": facts.title,
        "original_title": facts.original_title or None,
        "year": facts.year,
        "directors": list(facts.directors),
        "runtime": facts.runtime,
        "type": facts.type,
    }


ARGUMENTS = {"catalogue": _arguments}
RUN = {"catalogue": _run}
