# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process time of the command line on a library of 10,000 films."""

from __future__ import annotations

import subprocess
import sys

from common import empty_library, fill_films, show, timed

COMMANDS = (
    ["films", "umbrella"],
    ["films", "--json", "--limit", "20"],
    ["film", "1", "--json"],
    ["stats"],
    ["boards"],
    ["lines"],
    ["watch", "1", "--on", "last night", "--rating", "4.5"],
)


def main() -> None:
    """Print the time of each command, from its start to its exit."""
    with empty_library() as folder:
        fill_films(10_000, 30_000)
        for command in COMMANDS:
            line = [sys.executable, "-m", "moodboard", "--library", str(folder), *command]

            def call(line: list[str] = line) -> None:
                subprocess.run(line, check=True, capture_output=True)

            call()
            show(f"moodboard {' '.join(command)}", timed(call, 7), "<= 200")


if __name__ == "__main__":
    main()
