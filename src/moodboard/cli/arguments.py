# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading what was typed: wrong usage is one line on standard error and exit code 2."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NoReturn

from moodboard.domain.errors import KnownError
from moodboard.domain.rating import parse_stars

WRONG_USAGE = 2

_CLOCK = re.compile(r"(?:(\d{1,3})(?P<sign>[:.]))?(\d{1,3})(?(sign)(?P=sign)|[:.])(\d{1,2}(?:[.,]\d{1,3})?)")
_UNITS = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?:in)?)?(?:(\d+(?:\.\d+)?)s?)?", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to read on."""
        text = " ".join(message.split())
        print(f'{self.prog}: {text}. See "{self.prog} --help".', file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def add_library(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Add ``--library``; a command's own suppresses its default, not to undo the one given before it."""
    parser.add_argument(
        "--library",
        metavar="DIR",
        type=Path,
        default=default,
        help="the library's folder (default: MOODBOARD_LIBRARY, else the platform's data folder)",
    )


def add_progress(parser: argparse.ArgumentParser) -> None:
    """Add ``--progress``."""
    parser.add_argument("--progress", action="store_true", help="print lines of “done total” meanwhile")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def rating(said: str) -> int:
    """Read 0.5 to 5 stars, also ``4,5`` and ``★★★★½``."""
    plain = said.strip().replace(",", ".")
    if plain and not plain.strip("★½"):
        plain = str(plain.count("★") + plain.count("½") / 2)
    try:
        return parse_stars(plain)
    except (KnownError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{said!r} is not a rating: 0.5 to 5 stars, in halves") from error


def timecode(said: str) -> float:
    """Read ``1:29:14``, ``29:14.5``, ``1h29m14s`` or plain seconds."""
    text = said.strip()
    clock = _CLOCK.fullmatch(text)
    if clock and float(clock[4].replace(",", ".")) < 60:
        return int(clock[1] or 0) * 3600 + int(clock[3]) * 60 + float(clock[4].replace(",", "."))
    units = _UNITS.fullmatch(text)
    if units and text:
        return int(units[1] or 0) * 3600 + int(units[2] or 0) * 60 + float(units[3] or 0)
    raise argparse.ArgumentTypeError(f"{said!r} is not a place in a film: h:mm:ss")


def moment(said: str) -> float:
    """Read a place in a film file: as :func:`timecode`, but ``74.25`` is seconds, as in players."""
    text = said.strip().replace(",", ".")
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text):
        return float(text)
    return timecode(said)


def year(said: str) -> int:
    """Read a year that films can have."""
    if said.isdecimal() and said.isascii() and 1870 <= int(said) <= 2200:
        return int(said)
    raise argparse.ArgumentTypeError(f"{said!r} is not a year")


def count(said: str) -> int:
    """Read a whole number above zero."""
    if said.isdecimal() and said.isascii() and int(said) > 0:
        return int(said)
    raise argparse.ArgumentTypeError(f"{said!r} is not a number above 0")


def words(said: str) -> str:
    """Read words that are not blank."""
    if said.strip():
        return " ".join(said.split())
    raise argparse.ArgumentTypeError("blank words")
