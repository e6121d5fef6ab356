# SPDX-License-Identifier: GPL-3.0-or-later
"""send: a board that goes to a friend; import brings one in."""

from __future__ import annotations

import argparse
from pathlib import Path

from moodboard.cli import arguments, output
from moodboard.domain.board_file import SUFFIX, Along
from moodboard.domain.errors import KnownError
from moodboard.services import boards


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("board", metavar="BOARD", type=arguments.words, help="its title or id")
    parser.add_argument("file", metavar="FILE", type=Path, help=f"what to write, named *{SUFFIX}")
    parser.add_argument("--watches", action="store_true", help="with your watches and ratings of its film")
    parser.add_argument("--people", action="store_true", help="with the watches: with whom, and where")
    parser.add_argument("--notes", action="store_true", help="with your notes and feelings")
    arguments.add_json(parser)


def _run_send(args: argparse.Namespace) -> int:
    from moodboard.services import sending

    if args.file.suffix.casefold() in (".html", ".htm"):
        raise KnownError("A page for any browser is written by “moodboard export BOARD FILE.html”.")
    if args.file.suffix.casefold() != SUFFIX:
        raise KnownError(f"A board that is sent ends in {SUFFIX}. Name the file so.")
    if args.people and not args.watches:
        raise KnownError("--people goes with --watches: companions belong to a watch.")
    along = Along(args.watches, args.people, args.notes)
    sent = sending.send(boards.find_board(args.board).id, args.file, along)
    if args.json:
        output.print_json(
            {
                "board": sent.board.title,
                "pins": len(sent.pins),
                "stills": len(sent.stills),
                "lines": len(sent.lines),
                "watches": len(sent.watches),
            }
        )
    else:
        pins = output.counted(len(sent.pins), "pin")
        print(f"Wrote {sent.board.title} with {pins} to {args.file}.")
    return 0


ARGUMENTS = {"send": _send_arguments}
RUN = {"send": _run_send}
