# SPDX-License-Identifier: GPL-3.0-or-later
"""sheet: lay a tattoo sheet or a print sheet on a board, or write a film's contact sheet."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard import machine
from moodboard.cli import arguments, output
from moodboard.domain.errors import NotFoundError
from moodboard.domain.sheets import SheetKind, SheetWords
from moodboard.services import boards, sheets

if TYPE_CHECKING:
    from moodboard.services.boards import OpenBoard
    from moodboard.services.sheets import Laid

_KINDS = tuple(kind.value for kind in SheetKind)
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "sheet",
        help="lay a tattoo or print sheet on a board, or write a film's contact sheet",
        usage="moodboard sheet BOARD KIND [options], or moodboard sheet VIDEO FILE [--film FILM]",
        description="Lay a sheet of paper on a board, beside all that lies there: a frame that "
        "“moodboard export BOARD FILE --frame NAME” exports. Or write the contact sheet of a film file.",
        allow_abbrev=False,
    )
    parser.add_argument("board", metavar="BOARD|VIDEO", help="its title or number; the film file")
    parser.add_argument(
        "kind",
        metavar="KIND|FILE",
        type=_kind_or_file,
        help="of a film: the picture to write, .png, .jpg or .webp; of a board: tattoo (shots in colour, "
        "grey and outline, lines 4, 8 and 12 cm wide) or print",
    )
    parser.add_argument(
        "--pins", metavar="UUIDS", help="only these stills and lines, with commas between (default: all)"
    )
    parser.add_argument("--mirrored", action="store_true", help="mirrored, as stencils are transferred")
    parser.add_argument("--paper", choices=("a4", "a3"), default="", help="a4 or a3 (default: as needed)")
    parser.add_argument("--marks", action="store_true", help="with crop marks")
    parser.add_argument("--film", metavar="FILM", help="the film of VIDEO, for the sheet's heading")
    arguments.add_json(parser)


def _kind_or_file(said: str) -> str:
    if said in _KINDS or Path(said).suffix.lower() in _PICTURES:
        return said
    raise argparse.ArgumentTypeError(
        f"{said!r} is not one of {', '.join(_KINDS)}, nor a picture to write: .png, .jpg, .webp"
    )


def run(args: argparse.Namespace) -> int:
    """Lay the sheet, or write a film's; returns the exit code."""
    if args.kind not in _KINDS:
        from moodboard.cli import shots

        return shots.run_sheet(Path(args.board).expanduser(), Path(args.kind), args.film, args.json)
    opened = boards.open_board(boards.find_board(" ".join(args.board.split())).id)
    missing = machine.what_is_missing(window=False)
    if missing:
        sys.stderr.write(missing + "\n")
        return 1
    # Qt, which knows the letters, aborts the process when it finds no display, and this needs none.
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = _laid(args, opened)
    boards.apply_edit(opened.board.id, made.edit)
    if args.json:
        output.print_json(
            {
                "board": opened.board.title,
                "frame": made.frame.text,
                "uuid": made.frame.uuid,
                "pins": len(made.edit.after) - 1,
                "left_out": list(made.left_out),
                "soft": [still.name for still in made.soft],
            }
        )
        return 0
    print(f"Laid “{made.frame.text}” on {opened.board.title}.")
    if made.left_out:
        output.print_error(f"There was no room for {output.counted(len(made.left_out), 'pin')}.")
    if made.soft:
        more = f" and {len(made.soft) - 1} more" if len(made.soft) > 1 else ""
        output.print_error(f"{made.soft[0].name or 'A still'}{more} will look soft on paper.")
    return 0


def _laid(args: argparse.Namespace, opened: OpenBoard) -> Laid:
    from moodboard.qt.export_run import application
    from moodboard.qt.sheet_setter import SheetSetter

    pins = {pin.uuid: pin for pin in opened.pins}
    chosen = [uuid.strip() for uuid in (args.pins or "").split(",") if uuid.strip()]
    unknown = [uuid for uuid in chosen if uuid not in pins]
    if unknown:
        raise NotFoundError(f"There is no pin {unknown[0]} on this board.")
    kind = SheetKind(args.kind)
    with application():
        return sheets.laid(
            kind,
            pins,
            opened.stills,
            opened.lines,
            opened.films,
            chosen or sheets.all_of(pins),
            SheetSetter(opened.films),
            SheetWords(sheets.NAMES[kind]),
            mirrored=args.mirrored,
            paper=args.paper,
            marks=args.marks,
        )
