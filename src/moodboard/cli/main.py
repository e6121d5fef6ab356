# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: find the command, open the library, run it, answer with an exit code.

Only the chosen command's module is imported, so that ``moodboard films`` pays for no ZIPs and no Qt.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from moodboard import __version__
from moodboard.cli import arguments, output
from moodboard.domain.errors import CancelledError, KnownError

DONE, COULD_NOT, STOPPED = 0, 1, 130
RARELY = 50_000
"""New objects after which garbage is looked for: with Python's 700, a third of a long list's time."""

# The command, its module in this package, and its line in --help.
COMMANDS = (
    ("sample", "upkeep", "put the sample films, shots, lines and a board into the library"),
    ("import", "importing", "bring in an export of any service, a library, boards or pictures"),
    ("imports", "importing", "the imports made so far"),
    ("films", "films", "the films of the library"),
    ("search", "searching", "look for words in titles, people, what you wrote, and lines"),
    ("smart", "searching", "the smart lists: filters that you keep under a name"),
    ("film", "films", "one film with its watches, shots and lines"),
    ("add", "films", "add a film"),
    ("lookup", "lookup", "look up what TMDB knows of a film, when you switched that on"),
    ("catalogue", "catalogue", "films of IMDb's files on this machine, to complete titles from"),
    ("watch", "watching", "log a watch"),
    ("lists", "listing", "the lists you keep"),
    ("list", "listing", "the films of a list; put some on it or take them off"),
    ("merge", "listing", "make two films one"),
    ("bin", "listing", "what lies in the bin; take it out, or empty it"),
    ("line", "lines", "keep a line of a film"),
    ("lines", "lines", "find lines, or take them out of a subtitle"),
    ("pin", "boards", "lay pictures on a board"),
    ("grab", "shots", "take shots out of a film file, and pin them"),
    ("boards", "boards", "the boards of the library"),
    ("send", "sending", "put a board into one file for a friend"),
    ("export", "export", "make a picture of a board"),
    ("sheet", "sheets", "lay a tattoo or print sheet on a board, or write a film's contact sheet"),
    ("barcode", "shots", "make a picture of a film's colours, from its beginning to its end"),
    ("stats", "upkeep", "what the library adds up to"),
    ("check", "upkeep", "tell whether everything is whole"),
    ("backup", "keeping", "put the whole library into one ZIP"),
    ("restore", "keeping", "bring the whole library back from its ZIP"),
    ("export-film", "filming", "make a PDF or a picture of a film's page"),
    ("export-csv", "keeping", "write films, watches, lines, shots and lists as tables for a spreadsheet"),
    ("export-diary", "keeping", "write the diary as CSV for Letterboxd's import"),
    ("export-library", "keeping", "write the whole library as a ZIP, or as plain CSV files"),
)

EXAMPLES = """\
examples:
  moodboard                                      open the window
  moodboard add Her --year 2013 --director "Spike Jonze"
  moodboard watch Her --on "last friday" --rating 4.5 --with Ana --note "cried at the same place"
  moodboard line Her "Me too, now we know how." --by Samantha --feeling "before an interview"
  moodboard pin "Now we know how" ~/Pictures/her --film Her
  moodboard export "Now we know how" her.png --preset phone
  moodboard import letterboxd-me-2025-02-08-utc.zip --dry-run
  moodboard backup moodboard-2025.zip
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    gc.set_threshold(RARELY)
    output.make_safe()
    typed = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(typed)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT
    except (KeyboardInterrupt, CancelledError):
        output.print_error("Stopped.")
        return STOPPED
    except KnownError as error:
        output.print_error(str(error))
        return COULD_NOT
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        output.print_error(f"{where}{error.strerror or error}.")
        return COULD_NOT


def _run(typed: list[str]) -> int:
    command = command_of(typed)
    parser, module = _parser(command)
    args = parser.parse_args(typed)
    if module is None:
        parser.error("which command?")
    if command not in getattr(module, "CLOSED", ()):
        _open_library(args.library)
    from moodboard.services import library

    try:
        if hasattr(module, "RUN"):
            return int(module.RUN[command](args))
        return int(module.run(args) or DONE)
    finally:
        library.close_library()


def command_of(typed: Sequence[str]) -> str:
    """Return the command among what was typed, empty when there is none."""
    words = iter(typed)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def _parser(command: str) -> tuple[arguments.Parser, ModuleType | None]:
    """Return the parser, and the module of the command when it is one of ours."""
    parser = arguments.Parser(
        prog="moodboard",
        description="The films you rewatch: every watch, the shots and the lines, laid out on boards.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"moodboard {__version__}")
    arguments.add_library(parser, default=None)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=arguments.Parser)
    module = None
    for name, where, summary in COMMANDS:
        if name != command:
            subparsers.add_parser(name, help=summary)
            continue
        module = importlib.import_module(f"moodboard.cli.{where}")
        if hasattr(module, "ARGUMENTS"):
            own = subparsers.add_parser(
                name, help=summary, description=summary[0].upper() + summary[1:] + "."
            )
            module.ARGUMENTS[name](own)
        else:
            module.add_arguments(subparsers)
            own = subparsers.choices[name]
        if "--library" not in own._option_string_actions:
            arguments.add_library(own)
    return parser, module


def _open_library(folder: Path | None) -> None:
    from moodboard import paths
    from moodboard.services import library

    library.open_library(folder or paths.default_library())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
