# SPDX-License-Identifier: GPL-3.0-or-later
"""backup, restore, export-csv, export-diary, export-library."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from moodboard.cli import arguments, output
from moodboard.domain.errors import CancelledError, KnownError

if TYPE_CHECKING:
    from moodboard.services.diary_export import DiaryExport
    from moodboard.services.library_export import Exported

SHOWN_PROBLEMS = 40
_TOLD = (
    ("film", "film", ""), ("watch", "watch", "watches"), ("still", "shot", ""), ("line", "line", ""),
    ("board", "board", ""), ("film_list", "list", ""),
)  # fmt: skip


class Progress:
    """How far it is: on a terminal as it goes, else as lines of “done total” when they are asked for."""

    def __init__(self, as_lines: bool = False) -> None:
        self._percent = -1
        self._as_lines = as_lines
        if as_lines:  # whoever reads them stops us by it
            signal.signal(signal.SIGTERM, _stop)

    def show(self, done: int, total: int) -> None:
        """Tell it where it changes."""
        percent = 100 * done // total if total else 0
        if self._as_lines:
            if percent != self._percent:
                self._percent = percent
                print(f"{done} {total}", flush=True)
        elif percent != self._percent and sys.stderr.isatty():
            self._percent = percent
            print(f"\r{percent:3} %", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line to what comes next."""
        if self._percent >= 0 and not self._as_lines:
            print("\r     \r", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Leave through the clean-up, so that nothing half-written stays."""
    raise CancelledError


def _counted(rows: dict[str, int]) -> str:
    said = [output.counted(rows[name], one, many) for name, one, many in _TOLD if rows.get(name)]
    return ", ".join(said) or "nothing yet"


def _print_problems(problems: list[str]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        print(problem)
    if len(problems) > SHOWN_PROBLEMS:
        print(f"… and {len(problems) - SHOWN_PROBLEMS} more; --json lists all of them.")


# backup


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the ZIP to write")
    arguments.add_progress(parser)
    arguments.add_json(parser)


def _run_backup(args: argparse.Namespace) -> int:
    from moodboard.services import library_export

    with Progress(args.progress) as progress:
        done = library_export.export(args.file, progress.show)
    if args.progress:
        for name in done.missing:
            output.print_error(f"{name} is missing from the library folder, so it could not go along.")
        return 0
    _print_exported(done, args.file, args.json)
    return 0


def _print_exported(done: Exported, to: Path, as_json: bool) -> None:
    problems = [
        f"{name} is missing from the library folder, so it could not go along." for name in done.missing
    ]
    if as_json:
        output.print_json(
            {"file": str(to), "rows": done.rows, "pictures": done.pictures, "problems": problems}
        )
        return
    pictures = f", {output.counted(done.pictures, 'picture')}" if done.pictures else ""
    print(f"Wrote {_counted(done.rows)}{pictures} to {to}.")
    _print_problems(problems)


# restore


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the ZIP that “backup” wrote")
    arguments.add_progress(parser)
    arguments.add_json(parser)


def _run_restore(args: argparse.Namespace) -> int:
    from moodboard import paths
    from moodboard.services import restoring

    folder = args.library or paths.default_library()
    with Progress(args.progress) as progress:
        done = restoring.restore(args.file, folder, progress.show)
    if args.progress:
        for problem in done.problems:
            output.print_error(problem)
        return 0
    if args.json:
        output.print_json(
            {
                "library": str(folder),
                "rows": done.rows,
                "pictures": done.pictures,
                "problems": done.problems,
                "kept": None if done.kept is None else str(done.kept),
            }
        )
        return 0
    print(f"Restored {_counted(done.rows)} into {folder}.")
    if done.kept is not None:
        print(f"What was there before is kept in {done.kept}.")
    _print_problems(done.problems)
    return 0


# export-library


def _library_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", metavar="TO", type=Path, help="a ZIP to write, or with --csv a new folder")
    parser.add_argument("--csv", action="store_true", help="one plain CSV for each table, without pictures")
    arguments.add_json(parser)


def _run_library(args: argparse.Namespace) -> int:
    from moodboard.services import library_export

    if not args.csv and args.to.suffix.casefold() != ".zip":
        raise KnownError(f"Name a ZIP, such as {args.to.name}.zip, or add --csv for a folder of CSV files.")
    with Progress() as progress:
        write = library_export.export_csv if args.csv else library_export.export
        done = write(args.to, progress.show)
    _print_exported(done, args.to, args.json)
    return 0


# export-csv


def _csv_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder, or an empty one")
    arguments.add_progress(parser)
    arguments.add_json(parser)


def _run_csv(args: argparse.Namespace) -> int:
    from moodboard.services import plain_csv

    with Progress(args.progress) as progress:
        done = plain_csv.export(args.folder, progress.show)
    if args.json:
        output.print_json({"folder": str(args.folder), "rows": done.rows})
    elif not args.progress:
        counted = [
            output.counted(done.rows[name], one, many)
            for name, one, many in (("films", "film", ""), ("watches", "watch", "watches"),
                                    ("lines", "line", ""), ("shots", "shot", ""), ("lists", "list", ""))
            if done.rows[name]
        ]  # fmt: skip
        print(f"Wrote {', '.join(counted) or 'nothing yet'} to {args.folder}.")
    return 0


# export-diary


def _diary_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the CSV to write; more parts get -2, -3 …")
    parser.add_argument(
        "--people",
        action="store_true",
        help="also with whom, where and on what, as tags (Letterboxd shows tags to everybody)",
    )
    arguments.add_progress(parser)
    arguments.add_json(parser)


def _run_diary(args: argparse.Namespace) -> int:
    from moodboard.services import diary_export

    with Progress(args.progress) as progress:
        done = diary_export.export_diary(args.file, progress.show, people=args.people)
    if args.progress:
        for sentence in _told_of(done):
            output.print_error(sentence)
        return 0
    if args.json:
        output.print_json(
            {
                "files": [str(path) for path in done.files],
                "watches": done.watches,
                "undated": done.undated,
                "films": done.films,
                "shortened": list(done.shortened),
                "left_over": [str(path) for path in done.left_over],
            }
        )
        return 0
    names = ", ".join(map(str, done.files))
    films = f" and {output.counted(done.films, 'film')} without one" if done.films else ""
    print(f"Wrote {output.counted(done.watches, 'watch', 'watches')}{films} to {names}.")
    print("\n".join(_told_of(done)), end="\n" if _told_of(done) else "")
    return 0


def _told_of(done: DiaryExport) -> list[str]:
    """Return what the person should know of the diary that was written."""
    said = []
    if done.undated:
        said.append(f"{done.undated} of them have no day: Letterboxd will only mark those films as watched.")
    said += [
        f"The words of a watch of {title} are too long for Letterboxd; they were cut."
        for title in done.shortened
    ]
    said += [f"{path} is from an earlier export, and not part of this one." for path in done.left_over]
    return said


ARGUMENTS = {
    "backup": _backup_arguments,
    "restore": _restore_arguments,
    "export-library": _library_arguments,
    "export-csv": _csv_arguments,
    "export-diary": _diary_arguments,
}
RUN = {
    "backup": _run_backup,
    "restore": _run_restore,
    "export-library": _run_library,
    "export-csv": _run_csv,
    "export-diary": _run_diary,
}
CLOSED = frozenset({"restore"})
"""Commands that need the library closed: it may be damaged, or not there yet."""
