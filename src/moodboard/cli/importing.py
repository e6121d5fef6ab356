# SPDX-License-Identifier: GPL-3.0-or-later
"""import, imports."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from moodboard.cli import arguments, output
from moodboard.domain.errors import CancelledError
from moodboard.services import importing
from moodboard.services.importing.report import FileReport, ImportReport

SHOWN_PROBLEMS = 40


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="an export's ZIP, folder or CSV; pictures, or folders; a board of BeeRef or PureRef",
    )
    parser.add_argument("--dry-run", action="store_true", help="count what would come in, change nothing")
    parser.add_argument(
        "--deleted", action="store_true", help="also what was deleted on Letterboxd in the last 30 days"
    )
    parser.add_argument("--undo", type=arguments.count, metavar="ID", help="take an import back whole")
    arguments.add_json(parser)


def _run_import(args: argparse.Namespace) -> int:
    if args.undo is not None:
        if args.paths or args.dry_run:
            raise SystemExit(_wrong_usage("--undo goes without paths and without --dry-run"))
        return _undo(args)
    if not args.paths:
        raise SystemExit(_wrong_usage("what is to be imported? Give a file or a folder"))
    progress = _Progress()
    try:
        report = importing.run(
            args.paths, dry_run=args.dry_run, report=progress.show, with_deleted=args.deleted
        )
    except (KeyboardInterrupt, CancelledError):
        progress.clear()
        output.print_error("Stopped. What came in is whole: import again to complete it, or undo it.")
        return 130
    progress.clear()
    if args.json:
        output.print_json(report_dict(report))
    else:
        _print_report(report)
    if report.nothing_readable:
        first = report.problems[0]
        output.print_error(f"{first.file}: {first.reason}")
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
            }
            for file in report.files
        ],
        "totals": asdict(report.totals),
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
        where = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        print(f"{where}: {problem.reason}")
    if len(report.problems) > SHOWN_PROBLEMS:
        print(f"… and {len(report.problems) - SHOWN_PROBLEMS} more; --json lists all of them.")
    said = {"watches": ("watch", "watches")}
    totals = [
        output.counted(number, *said.get(name, (name.removesuffix("s"),)))
        for name, number in asdict(report.totals).items()
        if number
    ]
    verb = "Would add" if report.dry_run else "Added"
    print(f"{verb} {', '.join(totals)}." if totals else "Nothing new.")
    if report.import_id is not None:
        print(f"To take it back: moodboard import --undo {report.import_id}")


def _print_reasons(file: FileReport) -> None:
    for reason, number in file.reasons.most_common():
        print(f"  {file.file}: {number} skipped, {reason}")


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
