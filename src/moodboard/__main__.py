# SPDX-License-Identifier: GPL-3.0-or-later
"""The two ways in: the window, or one command of the command line."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command when one is given, else open the window; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if _wants_window(given):
        return window(given)
    from moodboard.cli.main import main as run_command

    return run_command(given)


def window(arguments: list[str] | None = None) -> int:
    """Open the window; returns the exit code."""
    from moodboard import app

    return app.main(sys.argv[1:] if arguments is None else arguments)


def _wants_window(given: list[str]) -> bool:
    """Only ``--library DIR`` may stand beside the window; anything else is the command line's."""
    rest = list(given)
    while rest:
        word = rest.pop(0)
        if word == "--library" and rest:
            rest.pop(0)
        elif not word.startswith("--library="):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
