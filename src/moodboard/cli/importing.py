# SPDX-License-Identifier: GPL-3.0-or-later
"""import, imports."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from moodboard.cli import arguments, output
from moodboard.cli.day_order import day_first
from moodboard.domain import import_help
from moodboard.domain.errors import CancelledError
from moodboard.services import importing
from moodboard.services.importing.report import FileReport, ImportReport

SHOWN_PROBLEMS = 40
_KINDS = ("imdb-watchlist", "imdb-checkins", "imdb-list", "imdb-ratings")


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="a service's export (ZIP, folder, CSV or JSON); any CSV; pictures; a board of BeeRef or PureRef",
    )
    parser.add_argument("--dry-run", action="store_true", help="count what would come in, change nothing")
    parser.add_argument(
        "--deleted", action="store_true", help="also what was deleted on Letterboxd in the last 30 days"
    )
    _history_arguments(parser)
    parser.add_argument("--undo", type=arguments.count, metavar="ID", help="take an import back whole")
    arguments.add_json(parser)


def _history_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--map",
        metavar="COLUMNS",
        help="read any CSV: title=Film,date=Seen,rating=Stars,scale=5,days=day-first; “guess” as it seems",
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=FILM",
        help="which film an unsure one is: its number, new or skip, by the key that --dry-run --json gives",
    )
    parser.add_argument(
        "--as",
        dest="kinds",
        action="append",
        default=[],
        metavar="FILE=KIND",
        help="what a list of IMDb's is: imdb-watchlist, imdb-checkins or imdb-list",
    )
    parser.add_argument(
        "--series", action="store_true", help="also series and episodes, as if they were films"
    )
    parser.add_argument(
        "--rated-as-watched", action="store_true", help="IMDb's day of rating as an approximate watch"
    )
    parser.add_argument("--month-first", action="store_true", help="3/4 is the fourth of March")
    parser.add_argument(
        "--report", metavar="FILE", type=Path, help="save what became of every row (.txt, .csv)"
    )
    parser.add_argument("--help-service", metavar="NAME", help="say how to get a service's export")


def _options(args: argparse.Namespace) -> importing.Options:
    mapped = args.map not in (None, "guess")
    kinds = dict(_pair(said, "--as FILE=KIND") for said in args.kinds)
    for kind in kinds.values():
        if kind not in _KINDS:
            raise SystemExit(_wrong_usage(f"--as knows {', '.join(_KINDS)}"))
    return importing.Options(
        series=args.series,
        rated_as_watched=args.rated_as_watched,
        day_first=False if args.month_first else None,
        else_day_first=day_first(),
        mapping=importing.parse_mapping(args.map) if mapped else None,
        guess=args.map == "guess",
        kinds=kinds,
    )


def _answers(args: argparse.Namespace) -> dict[str, importing.Answer]:
    found: dict[str, importing.Answer] = {}
    for said in args.answer:
        key, answer = _pair(said, "--answer KEY=FILM")
        number = answer.removeprefix("#")
        found[key] = int(number) if number.isdecimal() else answer
    return found


def _pair(said: str, usage: str) -> tuple[str, str]:
    key, equals, value = said.rpartition("=")
    if not equals or not key or not value:
        raise SystemExit(_wrong_usage(f"write {usage}"))
    return key, value


def _say_help(name: str) -> int:
    said = import_help.how_to_get(name)
    if not said:
        output.print_error(f"Known are {', '.join(import_help.SERVICES)}.")
        return 1
    print(said)
    return 0


def _run_import(args: argparse.Namespace) -> int:
    if args.help_service:
        return _say_help(args.help_service)
    if args.undo is not None:
        if args.paths or args.dry_run:
            raise SystemExit(_wrong_usage("--undo goes without paths and without --dry-run"))
        return _undo(args)
    if not args.paths:
        raise SystemExit(_wrong_usage("what is to be imported? Give a file or a folder"))
    progress = _Progress()
    try:
        report = importing.run(
            args.paths,
            dry_run=args.dry_run,
            report=progress.show,
            with_deleted=args.deleted,
            answers=_answers(args),
            options=_options(args),
        )
    except (KeyboardInterrupt, CancelledError):
        progress.clear()
        output.print_error("Stopped. What came in is whole: import again to complete it, or undo it.")
        return 130
    progress.clear()
    if args.report:
        importing.save_report(report, args.report)
    if args.json:
        output.print_json(report_dict(report))
    else:
        _print_report(report)
    if report.nothing_readable:
        first = report.problems[0]
        output.print_error(first.sentence)
        return 1
    return 0


def _wrong_usage(message: str) -> int:
    print(f'moodboard import: {message}. See "moodboard import --help".', file=sys.stderr)
    return arguments.WRONG_USAGE


def _undo(args: argparse.Namespace) -> int:
    undone = importing.undo(args.undo)
    if args.json:
        counts = asdict(undone)
        counts.pop("changes")
        output.print_json({"id": args.undo} | counts)
        return 0
    gone = [
        output.counted(undone.films, "film"),
        output.counted(undone.watches, "watch", "watches"),
        output.counted(undone.lists, "list"),
        output.counted(undone.stills, "still"),
        *([output.counted(undone.boards, "board")] if undone.boards else []),
    ]
    print(f"Import {args.undo} is taken back: {', '.join(gone)} removed.")
    if undone.kept_films or undone.kept_watches:
        kept = output.counted(undone.kept_watches, "watch", "watches")
        films = output.counted(undone.kept_films, "film")
        print(f"What you changed or built on since stays: {films}, {kept}.")
    if undone.kept_boards:
        print("What you changed since stays: " + output.counted(undone.kept_boards, "board") + ".")
    return 0


def report_dict(report: ImportReport) -> dict[str, object]:
    """Return the report as ``import --json`` prints it."""
    return {
        "files": [
            {
                "file": file.file,
                "kind": file.kind,
                "rows": file.rows,
                "added": file.added,
                "updated": file.updated,
                "skipped": file.skipped,
                "problems": [asdict(problem) for problem in file.problems],
                **({"conflicts": [asdict(one) for one in file.conflicts]} if file.conflicts else {}),
            }
            for file in report.files
        ],
        "totals": asdict(report.totals),
        "unsure": [asdict(unsure) for unsure in report.unsure],
        "matches": [asdict(match) for match in report.matches],
        "lines_offered": [asdict(line) for line in report.lines_offered],
        "guessed": report.guessed,
        "seconds": round(report.seconds, 3),
        "import": report.import_id,
        "dry_run": report.dry_run,
    }


def _print_report(report: ImportReport) -> None:
    head = ("file", "rows", "added", "updated", "skipped", "problems")
    body = [
        (
            file.file,
            str(file.rows),
            str(file.added),
            str(file.updated),
            str(file.skipped),
            str(len(file.problems)),
        )
        for file in report.files
    ]
    output.print_table([head, *body], right=frozenset(range(1, 6)))
    for file in report.files:
        _print_reasons(file)
    for problem in report.problems[:SHOWN_PROBLEMS]:
        place = f"{problem.file}, line {problem.line}: {problem.reason}"
        print(place if problem.line else problem.sentence)
    if len(report.problems) > SHOWN_PROBLEMS:
        print(f"… and {len(report.problems) - SHOWN_PROBLEMS} more; --json lists all of them.")
    conflicts = [one for file in report.files for one in file.conflicts]
    for conflict in conflicts[:SHOWN_PROBLEMS]:
        print(f"Differs: {conflict.reason}")
    if len(conflicts) > SHOWN_PROBLEMS:
        print(f"… and {len(conflicts) - SHOWN_PROBLEMS} more that differ; --json lists all of them.")
    said = {"watches": ("watch", "watches")}
    totals = [
        output.counted(number, *said.get(name, (name.removesuffix("s"),)))
        for name, number in asdict(report.totals).items()
        if number
    ]
    verb = "Would add" if report.dry_run else "Added"
    if totals:
        print(f"{verb} {', '.join(totals)}.")
    elif report.told_more:
        print(
            f"No new films or watches; {output.counted(report.told_more, 'row')} told more of what is here."
        )
    else:
        print("Nothing new.")
    if report.unsure:
        films = output.counted(len(report.unsure), "film")
        print(f"Unsure about {films}; --dry-run --json lists them, --answer says which they are.")
    if report.lines_offered:
        print(f"Reviews quote {output.counted(len(report.lines_offered), 'line')}; the window offers them.")
    if report.import_id is not None:
        print(f"To take it back: moodboard import --undo {report.import_id}")


def _print_reasons(file: FileReport) -> None:
    for reason, number in file.reasons.most_common():
        print(f"  {file.file}: {number} skipped, {reason}")
    for remark, number in file.remarks.most_common():
        print(f"  {file.file}: {output.counted(number, 'row')}, {remark}")


class _Progress:
    """How far it is, on a terminal only."""

    def __init__(self) -> None:
        self._shown = False
        self._percent = -1

    def show(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 0
        if percent == self._percent or not sys.stderr.isatty():
            return
        self._percent, self._shown = percent, True
        print(f"\r{percent:3} %", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r     \r", end="", file=sys.stderr, flush=True)


def _imports_arguments(parser: argparse.ArgumentParser) -> None:
    arguments.add_json(parser)


def _run_imports(args: argparse.Namespace) -> int:
    runs = importing.imports()
    if args.json:
        output.print_json([asdict(run) for run in runs])
        return 0
    output.print_table(
        (
            (
                str(run.id),
                run.at[:16].replace("T", " "),
                run.kind,
                run.source,
                output.counted(run.films, "film"),
                output.counted(run.watches, "watch", "watches"),
                output.counted(run.boards, "board") if run.boards else "",
                "taken back" if run.undone else "" if run.finished else "stopped half way",
            )
            for run in runs
        ),
        right=frozenset({0, 4, 5}),
    )
    return 0


ARGUMENTS = {"import": _import_arguments, "imports": _imports_arguments}
RUN = {"import": _run_import, "imports": _run_imports}
