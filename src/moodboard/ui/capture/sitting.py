# SPDX-License-Identifier: GPL-3.0-or-later
"""What was pinned since the program was started, by film file: it follows when the film is told later."""

from __future__ import annotations

from pathlib import Path

from moodboard.services.capturing import Captured


class Sitting:
    """Shots and lines that are new in this sitting, with the film that they count to."""

    def __init__(self) -> None:
        self._shots: dict[Path, dict[str, int | None]] = {}
        self._lines: dict[Path, dict[str, int | None]] = {}

    def add(self, path: Path, made: Captured) -> None:
        """Take what was just pinned; what was in the library before belongs to where it was."""
        if made.is_known:
            return
        if made.still is not None:
            self._shots.setdefault(path, {})[made.still.uuid] = made.still.film_id
        if made.line is not None:
            self._lines.setdefault(path, {})[made.line.uuid] = made.line.film_id

    def of_other_film(self, path: Path, film_id: int | None) -> tuple[list[str], list[str]]:
        """Return the shots and lines out of a file that count to another film, or to none."""
        shots, said = self._shots.get(path, {}), self._lines.get(path, {})
        return (
            [uuid for uuid, film in shots.items() if film != film_id],
            [uuid for uuid, film in said.items() if film != film_id],
        )

    def give(self, path: Path, film_id: int | None) -> None:
        """All of a file's count to this film now."""
        for kept in (self._shots, self._lines):
            if path in kept:
                kept[path] = dict.fromkeys(kept[path], film_id)
