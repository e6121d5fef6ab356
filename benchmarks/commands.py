# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process time of the command line on a library of 10,000 films."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from common import empty_library, fill_films, run, show

COMMANDS = (
    ["--version"],
    ["films", "umbrella"],
    ["films"],
    ["films", "--json", "--limit", "20"],
    ["film", "1", "--json"],
    ["stats"],
    ["boards"],
    ["lines"],
    ["watch", "1", "--on", "last night", "--rating", "4.5"],
)
RUNS = 9


def main() -> None:
    """Print the time of each command, from its start to its exit."""
    with empty_library() as folder, TemporaryDirectory() as made:
        fill_films(10_000, 30_000)
        for command in COMMANDS:
            line = ["-m", "moodboard", "--library", str(folder), *command]
            run(line, Path(made))
            runs = [run(line, Path(made)) for _run in range(RUNS)]
            show(f"moodboard {' '.join(command)}", [taken for taken, _cpu, _out in runs], "<= 200")
            show("  processor time of it", [cpu for _taken, cpu, _out in runs])


if __name__ == "__main__":
    main()
