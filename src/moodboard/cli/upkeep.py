# SPDX-License-Identifier: GPL-3.0-or-later
"""sample, stats, check."""

from __future__ import annotations

import argparse

from moodboard.cli import arguments, output


def _sample_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="take the sample out again")


def _run_sample(args: argparse.Namespace) -> int:
    from moodboard.services import sample

    there = sample.has_sample()
    if args.remove:
        if there:
            sample.remove_sample()
        print("The sample is gone." if there else "There is no sample in the library.")
        return 0
    if not there:
        sample.add_sample()
    print("The sample is there already." if there else "The sample is in the library.")
    return 0


def _stats_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=arguments.year, metavar="Y", help="of one year only")
    arguments.add_json(parser)


def _run_stats(args: argparse.Namespace) -> int:
    from moodboard.services.stats import stats

    found = stats(args.year)
    numbers = {
        name: getattr(found, name)
        for name in ("films", "watches", "times_seen", "rewatches", "shots", "lines", "boards")
    }
    most = [{"title": film.title, "times_seen": film.times_seen} for film in found.most_rewatched]
    if args.json:
        output.print_json(numbers | {"most_rewatched": most})
        return 0
    output.print_table(
        ((name.replace("_", " "), f"{number:,}".replace(",", " ")) for name, number in numbers.items()),
        right=frozenset({1}),
    )
    if most:
        print("\nmost rewatched")
        output.print_table(
            ((output.times_text(film.times_seen), film.title) for film in found.most_rewatched),
            right=frozenset({0}),
        )
    return 0


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="put right what can be put right")
    arguments.add_json(parser)


def _run_check(args: argparse.Namespace) -> int:
    from moodboard.services import check

    found = check.check(repair=args.repair)
    if args.json:
        output.print_json({"ok": found.ok, "problems": list(found.problems)})
    elif found.ok and not found.problems:
        print("Everything is whole.")
    else:
        print("\n".join(map(str, found.problems)))
    return 0 if found.ok else 1


ARGUMENTS = {"sample": _sample_arguments, "stats": _stats_arguments, "check": _check_arguments}
RUN = {"sample": _run_sample, "stats": _run_stats, "check": _run_check}
