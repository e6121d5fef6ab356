# SPDX-License-Identifier: GPL-3.0-or-later
"""export-film: a film's page as PDF or as one picture. It needs Qt, and no display."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from moodboard import machine
from moodboard.cli import output
from moodboard.cli.arguments import words
from moodboard.domain.errors import CancelledError
from moodboard.domain.film_sheet import PAPERS, PICTURES, Part, request_for
from moodboard.services import films

if TYPE_CHECKING:
    from moodboard.qt.film_sheet_run import Written


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", metavar="FILM", type=words, help="its title, Title (Year) or number")
    parser.add_argument("file", metavar="FILE", type=Path, help="ends in .pdf, .png, .jpg or .webp")
    parser.add_argument("--paper", choices=("light", "dark"), default="light", help="(default: light)")
    parser.add_argument(
        "--without",
        metavar="PART",
        choices=tuple(part.value for part in Part),
        action="append",
        default=[],
        help=f"leave out {', '.join(Part)}; several times",
    )
    parser.add_argument(
        "--size",
        metavar="NAME",
        default="",
        help=f"of a PDF {', '.join(PAPERS)}; of a picture {', '.join(PICTURES)}",
    )
    parser.add_argument(
        "--quality", metavar="N", type=int, choices=range(1, 101), default=92, help="1 to 100"
    )
    parser.add_argument("--progress", action="store_true", help="print lines of “done total” meanwhile")


def _run(args: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, _stop)
    film = films.find_film(args.film)
    to = args.file.expanduser().absolute()
    request = request_for(film.id, to, args.size, args.without, args.paper == "dark", args.quality)
    missing = machine.what_is_missing(window=False)
    if missing:
        sys.stderr.write(missing + "\n")
        return 1
    # Qt aborts the process when it finds no display, and this needs none.
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from moodboard.qt import film_sheet_run

    done = film_sheet_run.export(request, to, _print_step if args.progress else _silent)
    if not args.progress:
        print(to)
    _tell(done)
    return 0


def _tell(done: Written) -> None:
    """Say what the person should know about it."""
    left = [
        output.counted(number, one, many)
        for number, one, many in (
            (done.left_out.watches, "watch", "watches"),
            (done.left_out.shots, "shot", ""),
            (done.left_out.lines, "line", ""),
        )
        if number
    ]
    if left:
        output.print_error(f"Not all of it fits: {', '.join(left)} were left out. A PDF has room for all.")
    if done.unread:
        output.print_error(
            f"{output.counted(done.unread, 'picture')} could not be read; flat plates stand there instead."
        )


def _print_step(done: int, total: int) -> None:
    print(f"{done} {total}", flush=True)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Leave through the clean-up, so that nothing half-written stays."""
    raise CancelledError


ARGUMENTS = {"export-film": _arguments}
RUN = {"export-film": _run}
