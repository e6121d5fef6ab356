# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the film files of a folder by their names; not one of them is opened."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import SUFFIXES
from moodboard.services import film_files, films
from moodboard.services.film_titles import FilmTitles

Report = Callable[[int, int], None]

_NO_FILMS = frozenset(
    (
        *("extras", "featurettes", "behind the scenes", "deleted scenes", "interviews", "trailers"),
        *("sample", "samples", "shorts", "scenes", "other", "subs", "subtitles"),
        *("extrathumbs", "extrafanart", "certificate"),
    )
)
"""Folders inside a film's own in which other things lie."""
_EXTRA = re.compile(
    r"(?i)(?:^|[\s._-])(?:sample|trailer)\d*$|^(?:vts_\d\d_\d|video_ts)$"
    r"|-(?:featurette|behindthescenes|deleted|interview|scene|short|other)\d*$"
)
_SERIES = re.compile(r"(?i)(?<![a-z0-9])(?:s\d{1,2}[ ._-]?e\d{1,3}|\d{1,2}x\d{2})(?!\d)")
_EACH = 64
_BATCH = 20
_MOST_UNSURE = 2_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """A file that may be one of several films."""

    path: Path
    films: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FilmFolder:
    """What the names in a folder tell."""

    sure: tuple[tuple[Path, int], ...] = ()
    """Files and the films that they are."""
    unsure: tuple[Doubt, ...] = ()
    unknown: tuple[Path, ...] = ()
    """Films that the library does not have."""
    closed: tuple[str, ...] = ()
    """Folders that could not be looked into."""
    looked_at: int = 0

    @property
    def films(self) -> int:
        """How many films of the library have a file here."""
        return len({film_id for _path, film_id in self.sure})


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def scan(folder: Path, report: Report = _silent) -> FilmFolder:
    """Look through a folder and all below it; ``report`` hears of the files so far and may raise."""
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise KnownError(f"{folder.name} is not a folder. Choose the folder that your films are in.")
    except OSError as error:
        raise KnownError(f"{folder} cannot be looked into ({error.strerror or error}).") from error
    titles = FilmTitles()
    sure: list[tuple[Path, int]] = []
    unsure: list[Doubt] = []
    unknown: list[Path] = []
    closed: list[str] = []
    looked_at = 0
    for path in _files(folder, closed):
        looked_at += 1
        if looked_at % _EACH == 0:
            report(looked_at, 0)
        meant = titles.of_file(path)
        if meant.film_id is not None:
            sure.append((path, meant.film_id))
        elif meant.films and len(unsure) < _MOST_UNSURE:
            unsure.append(Doubt(path, meant.films))
        else:
            unknown.append(path)
    report(looked_at, 0)
    return FilmFolder(tuple(sure), tuple(unsure), tuple(unknown), tuple(closed), looked_at)


def remember(files: Sequence[tuple[Path, int]], report: Report = _silent) -> Changes:
    """Write down which film each file is, in batches; one whose film was said before keeps it."""
    changes = Changes()
    for start in range(0, len(files), _BATCH):
        report(start, len(files))
        changes |= film_files.found(files[start : start + _BATCH])
    report(len(files), len(files))
    return changes


def names_of(doubts: Sequence[Doubt]) -> Mapping[int, str]:
    """Return how the films are called that files may be."""
    return films.titles(sorted({film_id for doubt in doubts for film_id in doubt.films}))


def _files(folder: Path, closed: list[str]) -> Iterator[Path]:
    """Yield the film files, those of a folder before those of the folders in it; links are not followed."""
    waiting = [str(folder)]
    while waiting:
        place = waiting.pop()
        inner: list[str] = []
        try:
            with os.scandir(place) as entries:
                found = sorted(entries, key=lambda one: one.name.casefold())
        except OSError:
            closed.append(place)
            continue
        for one in found:
            if one.name.startswith("."):
                continue
            if one.is_dir(follow_symlinks=False):
                if one.name.casefold() not in _NO_FILMS:
                    inner.append(one.path)
            elif _is_film(one.name):
                yield Path(one.path)
        waiting += reversed(inner)


def _is_film(name: str) -> bool:
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix.lower() in SUFFIXES and not _EXTRA.search(stem) and not _SERIES.search(stem)
