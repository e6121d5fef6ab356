# SPDX-License-Identifier: GPL-3.0-or-later
"""lists, list, merge, bin."""

from __future__ import annotations

import argparse
from dataclasses import replace

from moodboard.cli import arguments, output
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import named
from moodboard.domain.own_list import OwnList, added, noted, removed
from moodboard.services import films, own_lists


def _lists_arguments(parser: argparse.ArgumentParser) -> None:
    arguments.add_json(parser)


def _list_dict(own: OwnList) -> dict[str, object]:
    return {
        "id": own.uuid,
        "name": own.name,
        "description": own.description,
        "ranked": own.ranked,
        "tags": list(own.tags),
        "films": own.films,
    }


def _run_lists(args: argparse.Namespace) -> int:
    lists = own_lists.own_lists()
    if args.json:
        output.print_json([_list_dict(own) for own in lists])
        return 0
    output.print_table(
        (
            (
                own.name,
                output.counted(own.films, "film"),
                "ranked" if own.ranked else "",
                " ".join(own.description.split())[:80],
            )
            for own in lists
        ),
        right=frozenset({1}),
    )
    return 0


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", type=arguments.words, help="made when films are put on it")
    for option, words in (
        ("--add", "put a film at its end; again for more"),
        ("--remove", "take a film off it; again for more"),
    ):
        parser.add_argument(option, action="append", default=[], metavar="FILM", help=words)
    parser.add_argument("--note", metavar="TEXT", help="why the films that are put on it are there")
    parser.add_argument("--ranked", action=argparse.BooleanOptionalAction, help="whether places count")
    arguments.add_json(parser)


def _run_list(args: argparse.Namespace) -> int:
    put_on = [films.find_film(said).id for said in args.add]
    taken_off = [films.find_film(said).id for said in args.remove]
    try:
        own = own_lists.find(args.name)
    except NotFoundError:
        if not put_on:
            raise
        own = own_lists.make(OwnList(args.name))[0]
    was = own_lists.own_list(own.uuid).entries
    entries = removed(added(was, put_on), taken_off)
    if args.note is not None:
        for film_id in put_on:
            entries = noted(entries, film_id, args.note)
    if entries != was:
        own_lists.put(own.uuid, entries, was)
    if args.ranked is not None and args.ranked != own.ranked:
        own_lists.edit(replace(own, ranked=args.ranked))
    page = own_lists.own_list(own.uuid)
    if args.json:
        listed = [
            {"id": one.row.id, "title": one.row.title, "year": one.row.year, "note": one.note}
            for one in page.films
        ]
        output.print_json(_list_dict(page.own) | {"films": listed})
        return 0
    output.print_table(
        (
            (f"{place}." if page.own.ranked else "", named(one.row.title, one.row.year), one.note)
            for place, one in enumerate(page.films, 1)
        ),
        right=frozenset({0}),
    )
    return 0


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", metavar="FILM", help="the film that stays")
    parser.add_argument("other", metavar="OTHER", help="the film that becomes part of it")
    parser.add_argument(
        "--join-days", action="store_true", help="watches of both on one day become one, words of both kept"
    )
    arguments.add_json(parser)


def _run_merge(args: argparse.Namespace) -> int:
    from moodboard.services import film_merging, library

    kept, gone = films.find_film(args.film), films.find_film(args.other)
    if kept.id == gone.id:
        raise KnownError(f"{named(kept.title, kept.year)} is one film already. Name another one.")
    backup = library.backup("before-merge")
    film_merging.merge(kept.id, gone.id, args.join_days)
    row = films.film_row(kept.id)
    if args.json:
        output.print_json(
            {"id": row.id, "title": row.title, "times_seen": row.times_seen, "backup": str(backup)}
        )
    else:
        print(
            f"{named(gone.title, gone.year)} is part of {named(row.title, row.year)} now, "
            f"seen {output.counted(row.times_seen, 'time')}. A backup is in {backup}."
        )
    return 0


def _bin_arguments(parser: argparse.ArgumentParser) -> None:
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--take-out", action="append", metavar="ID", help="take a thing out; again for more")
    deed.add_argument("--empty", action="store_true", help="take everything in it away for good")
    arguments.add_json(parser)


def _run_bin(args: argparse.Namespace) -> int:
    from moodboard.services import bin as service

    things = service.binned()
    if args.take_out:
        wanted = [one for one in things if one.ref in args.take_out]
        if missing := set(args.take_out) - {one.ref for one in wanted}:
            raise NotFoundError(f"{', '.join(sorted(missing))} is not in the bin. See “moodboard bin”.")
        service.take_out(wanted)
        things = service.binned()
    if args.empty:
        emptied, _changes = service.empty()
        if args.json:
            output.print_json({"gone": emptied.gone, "stays": emptied.held})
        else:
            stays = (
                f" {output.counted(emptied.held, 'thing')} a board still shows stay." if emptied.held else ""
            )
            print(f"{output.counted(emptied.gone, 'thing')} gone for good.{stays}")
        return 0
    if args.json:
        output.print_json(
            [
                {"id": one.ref, "kind": one.kind, "title": one.title, "film": one.film, "binned": one.at}
                for one in things
            ]
        )
        return 0
    output.print_table(
        (one.ref, one.kind, " ".join(one.title.split())[:60], one.film, one.at[:10]) for one in things
    )
    return 0


ARGUMENTS = {
    "lists": _lists_arguments,
    "list": _list_arguments,
    "merge": _merge_arguments,
    "bin": _bin_arguments,
}
RUN = {"lists": _run_lists, "list": _run_list, "merge": _run_merge, "bin": _run_bin}
