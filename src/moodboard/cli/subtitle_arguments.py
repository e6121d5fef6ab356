# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be typed for lines out of a subtitle; reading one is imported when it is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from moodboard.cli import arguments
from moodboard.domain.errors import KnownError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what belongs to lines out of a subtitle."""
    group = parser.add_argument_group("lines out of a subtitle")
    group.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE",
        help="SRT, ASS, WebVTT, MicroDVD, or a film with text",
    )
    group.add_argument("--film", metavar="FILM", help="the film they are of: Title, Title (Year) or its id")
    group.add_argument(
        "--find", type=arguments.words, metavar="TEXT", help="as you remember it, wrong words and all"
    )
    group.add_argument("--at", type=arguments.timecode, metavar="TIMECODE", help="the line at this moment")
    group.add_argument("--keep", action="store_true", help="keep them; with --find the best one only")
    group.add_argument("--encoding", metavar="NAME", help="when letters are wrong: cp1250, cp1251, gbk …")
    group.add_argument("--rate", type=_number, metavar="FPS", help="frames a second, where times are frames")
    group.add_argument(
        "--shift", type=_number, default=0.0, metavar="SECONDS", help="later; below zero earlier"
    )
    group.add_argument(
        "--stretch",
        type=_number,
        nargs=2,
        metavar=("MADE", "FILM"),
        help="from one frame rate to another: 25 23.976",
    )
    group.add_argument("--track", type=int, metavar="N", help="which text track of the film file")


def _number(said: str) -> float:
    try:
        found = float(said.replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{said!r} is not a number") from error
    if not -1e6 < found < 1e6:
        raise argparse.ArgumentTypeError(f"{said!r} is too far")
    return found


OURS = ("film", "find", "at", "keep", "encoding", "rate", "shift", "stretch", "track")


def refuse_without_source(args: argparse.Namespace) -> None:
    """Raise KnownError where a word of ours came without --from."""
    said = next((name for name in OURS if getattr(args, name) not in (None, False, 0.0)), None)
    if said is not None:
        raise KnownError(f"--{said} goes with --from FILE, the subtitle.")
