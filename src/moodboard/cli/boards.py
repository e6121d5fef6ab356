# SPDX-License-Identifier: GPL-3.0-or-later
"""pin, boards."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from moodboard.cli import arguments, output
from moodboard.domain.board import Board
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.services import boards


def _pin_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "board", metavar="BOARD", type=arguments.words, help="its title or id; made when missing"
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="pictures, or folders of them")
    parser.add_argument("--film", metavar="FILM", help="the film that they are from")
    arguments.add_json(parser)


def _run_pin(args: argparse.Namespace) -> int:
    from moodboard.services import films, intake

    missing = next((path for path in args.paths if not path.exists()), None)
    if missing is not None:
        raise KnownError(f"{missing} is not there.")
    film_id = films.find_film(args.film).id if args.film else None
    board = _board(args.board)
    if film_id is None and board is not None:
        film_id = board.film_id
    taken = intake.take_in(args.paths, film_id=film_id)
    for problem in taken.problems:
        output.print_error(f"{problem.file}: {problem.reason}")
    if not taken.stills:
        if not taken.problems:
            output.print_error(f"There is no picture in {', '.join(map(str, args.paths))}.")
        return 1
    if board is None:
        board, _changes = boards.create_board(args.board, film_id=film_id)
    boards.apply_edit(board.id, intake.pin_pictures(board.id, taken.stills))
    pinned = len(taken.stills)
    if args.json:
        output.print_json(
            {"board": board.title, "id": board.id, "pinned": pinned, "problems": len(taken.problems)}
        )
    else:
        print(f"Pinned {output.counted(pinned, 'picture')} on {board.title}.")
    return 0


def _board(said: str) -> Board | None:
    try:
        return boards.find_board(said)
    except NotFoundError:
        return None


def _boards_arguments(parser: argparse.ArgumentParser) -> None:
    arguments.add_json(parser)


def _run_boards(args: argparse.Namespace) -> int:
    rows = boards.list_boards()
    if args.json:
        output.print_json(
            [
                {
                    "id": row.id,
                    "title": row.title,
                    "film": row.film,
                    "pins": row.pins,
                    "frames": list(row.frames),
                    "created": row.created,
                    "changed": row.changed,
                }
                for row in rows
            ]
        )
        return 0
    output.print_table(
        (
            (
                str(row.id),
                row.title,
                row.film or "",
                output.counted(row.pins, "pin"),
                ", ".join(row.frames),
                _local(row.changed),
            )
            for row in rows
        ),
        right=frozenset({0, 3}),
    )
    return 0


def _local(moment: str) -> str:
    """Return a stored moment in the person's own time."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment


ARGUMENTS = {"pin": _pin_arguments, "boards": _boards_arguments}
RUN = {"pin": _run_pin, "boards": _run_boards}
