# SPDX-License-Identifier: GPL-3.0-or-later
"""What services told of another library's films comes along: posters, and where each fact came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from moodboard.domain import library_file
from moodboard.domain.errors import KnownError
from moodboard.services import pictures_files
from moodboard.services.library_archive import Archive
from moodboard.store import database, film_sources
from moodboard.store.library_rows import Row

SOURCES = "film_source"
Waiting = tuple[int, Row]


def bring_posters(
    archive: Archive, folder: Path, batch: Sequence[Waiting], dry: bool, tell: Callable[[int, str], None]
) -> dict[str, Any]:
    """Write the posters of films aside; a film whose poster did not come comes without it."""
    drafts: dict[str, Any] = {}
    for line, row in batch:
        poster = row["poster"]
        if not poster or poster in drafts or (folder / poster).is_file():
            continue
        try:
            if not (library_file.is_picture(poster) and archive.has_picture(poster)):
                raise KnownError(f"The poster of {row['title']} is not in {archive.name}.")
            if not dry:
                drafts[poster] = pictures_files.stream_draft(folder, archive.picture(poster))
        except pictures_files.NotKeptError:
            raise  # the disk is full, or cannot be written to
        except KnownError as error:
            row["poster"] = ""
            tell(line, str(error))
    return drafts


def settle_posters(folder: Path, drafts: dict[str, Any]) -> None:
    """Put posters in their place, before the films that show them."""
    for picture, draft in drafts.items():
        pictures_files.settle(draft, folder / picture)


def confirm_posters(folder: Path, posters: Sequence[str]) -> None:
    """Say that films know the posters; one that no film took is left for a repair to put away."""
    with database.read():
        unused = film_sources.unused(posters)
    for picture in posters:
        if picture not in unused:
            pictures_files.confirm(folder, picture)


class Facts:
    """Which facts of films that are here already came from the other library."""

    def __init__(self) -> None:
        self._here: set[str] = set()
        self._filled: set[tuple[str, str]] = set()

    def keep(self, film: str, filled: Iterable[str]) -> None:
        """Take note of a film that is here, and of the fields that are filled in from there."""
        self._here.add(film)
        self._filled |= {(film, field) for field in filled}

    def new_sources(self, batch: Sequence[Waiting]) -> list[bool]:
        """Tell of each source whether it comes: with a film that came, or a fact that was filled in."""
        with database.read():
            true = film_sources.still_true((row["film"], row["field"], row["value"]) for _line, row in batch)
        return [
            fits and (row["film"] not in self._here or (row["film"], row["field"]) in self._filled)
            for fits, (_line, row) in zip(true, batch, strict=True)
        ]
