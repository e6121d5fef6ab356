# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture from elsewhere is: its film, when in it, and the line that is said there.

The line is found when the picture is taken in: for one whose name tells a time, of a film whose subtitles
are known, where something is said within half a second. It is kept with the picture, linked to it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import SUFFIXES
from moodboard.domain.kept_file import KeptFile, SubtitleChoice
from moodboard.domain.line import Line
from moodboard.domain.shot_names import EXTRAS, guess
from moodboard.domain.still import Still
from moodboard.domain.text_keys import folded
from moodboard.domain.wall_clocks import wall_clock
from moodboard.services import film_files, library, lines, pictures_files, stills
from moodboard.services.film_titles import FilmTitles
from moodboard.services.stills import NewStill
from moodboard.store import database
from moodboard.store import lines as line_store
from moodboard.store import stills as still_store

if TYPE_CHECKING:  # the window starts without them, and they are many
    from moodboard.domain.subtitles.cleaning import Spoken
    from moodboard.services.pictures import Taken
    from moodboard.services.subtitles import Subtitles

log = logging.getLogger(__name__)

NEAR = 0.5
"""Seconds from a picture within which a line counts as said in it."""
_COMMON = frozenset(
    (
        *("pictures", "bilder", "images", "photos", "camera", "downloads", "desktop", "documents", "videos"),
        *("screenshots", "shots", "stills", "films", "movies", "filme", "home", "temp", "tmp", "new"),
        *("mpv", "vlc"),
    )
)
"""Names of folders in which films of that name are not meant."""
_MOST_LISTED = 500
_NFO_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Placed:
    """What is known of a picture before it is kept."""

    film_id: int | None = None
    timecode: float | None = None
    film_file: str = ""
    """Uuid of the film file, when the name tells that one."""
    said: Spoken | None = None
    dated: bool = True
    """Whether the file's own date means anything: Kodi's thumbs were made by a machine at any time."""


def moment_of(path: Path) -> datetime | None:
    """Return when a screenshot was made as its name tells it, in this computer's zone; None if untold."""
    clock = wall_clock(path.stem)
    return clock.astimezone() if clock is not None else None


class FilmGuesses:
    """Films of file names, each title looked up once."""

    def __init__(self, film_id: int | None) -> None:
        self._film_id = film_id
        self._titles = FilmTitles()
        self._known: dict[str, int | None] = {}
        self._files: tuple[KeptFile, ...] | None = None

    def of(self, name: str | Path) -> tuple[int | None, float | None]:
        """Return the film and the seconds into it that a file's name tells, or its folder's."""
        path = Path(name)
        title, timecode = guess(path.name)
        if self._film_id is not None:
            return self._film_id, timecode
        film = self._titled(title) if title is not None else None
        if film is None and (file := self.file_in(path.name, None)) is not None:
            film = file.film_id
        return (film if film is not None else self._of_folder(path.parent)), timecode

    def file_in(self, name: str, film_id: int | None) -> KeptFile | None:
        """Return the remembered film file whose whole name stands in a picture's."""
        if film_id is not None:
            files = film_files.of_film(film_id)
        else:
            if self._files is None:
                self._files = film_files.of_all_films()
            files = self._files
        plain = name.casefold()
        named = [one for one in files if len(stem := Path(one.path).stem) > 2 and stem.casefold() in plain]
        return max(named, key=lambda one: len(Path(one.path).stem), default=None)

    def _titled(self, title: str) -> int | None:
        if title not in self._known:
            self._known[title] = self._titles.meant(title).film_id
        return self._known[title]

    def _of_folder(self, folder: Path) -> int | None:
        if folder.name.casefold() in EXTRAS:
            key = f"/{folder.parent}"
            if key not in self._known:
                self._known[key] = self._of_film_folder(folder.parent)
            return self._known[key]
        return self._titled(folder.name) if folder.name and folder.name.casefold() not in _COMMON else None

    def _of_film_folder(self, folder: Path) -> int | None:
        """Return the film of a folder as Kodi keeps them: by its name, else by the film file in it."""
        found = self._titles.meant(folder.name).film_id if folder.name else None
        if found is not None:
            return found
        try:
            names = [one.name for _number, one in zip(range(_MOST_LISTED), folder.iterdir(), strict=False)]
        except OSError:
            return None
        films = {self._titles.meant(Path(one).stem).film_id for one in names if _is_film(one)} - {None}
        for name in (one for one in names if not films and one.lower().endswith(".nfo")):
            films = {self._titles.meant(_title_in_nfo(folder / name)).film_id} - {None}
        return films.pop() if len(films) == 1 else None


def _title_in_nfo(file: Path) -> str:
    """Return what Kodi's own file calls the film, "Her (2013)"; empty when it does not say."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_NFO_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    title, year = (re.search(rf"<{name}>([^<]{{1,300}})</{name}>", text) for name in ("title", "year"))
    if title is None:
        return ""
    return unescape(title[1]) + (f" ({year[1].strip()})" if year is not None else "")


def _is_film(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES or name.lower().endswith(".nfo")


class Places:
    """Find for each of many pictures what it is; subtitles are opened once."""

    def __init__(self, film_id: int | None = None) -> None:
        self._guesses = FilmGuesses(film_id)
        self._words: dict[tuple[int, str], Subtitles | None] = {}

    def of(self, path: Path) -> Placed:
        """Return what a picture of this name is; reads subtitles, so never while the library is written."""
        film_id, timecode = self._guesses.of(path)
        dated = path.parent.name.casefold() not in EXTRAS
        if film_id is None:
            return Placed(None, timecode, dated=dated)
        file = self._guesses.file_in(path.name, film_id)
        said = self._said(film_id, file, timecode)
        return Placed(film_id, timecode, file.uuid if file else "", said, dated)

    def _said(self, film_id: int, file: KeptFile | None, timecode: float | None) -> Spoken | None:
        if timecode is None:
            return None
        key = film_id, file.uuid if file else ""
        if key not in self._words:
            self._words[key] = words_of_film(film_id, file)
        words = self._words[key]
        return said_at(words, timecode) if words is not None else None


def said_at(words: Subtitles, seconds: float) -> Spoken | None:
    """Return the line that is said at a moment, or within half a second of it."""
    from moodboard.domain.subtitles import moment

    place = moment.at(words.lines, seconds, NEAR)
    return words.lines[place] if place is not None else None


def words_of_film(film_id: int, first: KeptFile | None = None) -> Subtitles | None:
    """Return the subtitles that are known for a film: those chosen for one of its files, or beside it."""
    files = film_files.of_film(film_id)
    for kept in (*([first] if first is not None else []), *files):
        found = words_of(kept)
        if found is not None:
            return found
    return None


def words_of(kept: KeptFile) -> Subtitles | None:
    """Return the subtitles that go with a film file, in time with it; None when none can be read."""
    from moodboard.services import subtitle_sources

    choice, film_path = kept.subtitles, Path(kept.path)
    if choice.off:
        return None
    if not choice.is_made:
        there = subtitle_sources.likeliest(subtitle_sources.beside(film_path))
        if not there:
            return None
        choice = there[0].choice
    try:
        state = (Path(choice.path) if choice.path else film_path).stat()
        return _read(film_path, choice, state.st_mtime_ns, state.st_size)
    except (KnownError, OSError):
        log.info("The subtitles of %s could not be read.", film_path.name)
        return None


@lru_cache(maxsize=2)
def _read(film_path: Path, choice: SubtitleChoice, _changed: int, _size: int) -> Subtitles | None:
    from moodboard.services import subtitle_sources

    return subtitle_sources.read(film_path, choice)


def keep(shots: Sequence[tuple[Taken, Placed]], *, job: bool = False) -> tuple[tuple[Still, ...], Changes]:
    """Keep pictures as what they are, and the lines said in them; one transaction, each once."""
    is_last_word = not database.is_writing()  # else what is stored here may still be rolled back
    with database.write(job=job):
        words = _Lines()
        new = []
        for taken, placed in shots:
            line = words.of(taken, placed)
            one = taken if placed.dated else replace(taken, taken="")
            new.append(NewStill(one, placed.film_id, placed.timecode, line, placed.film_file))
        kept, changed = stills.keep(new, job=job)
    if is_last_word:
        for taken, _placed in shots:
            pictures_files.confirm(library.folder(), taken.picture)
    return kept, words.changes | changed


def take_back(uuids: Sequence[str], made: Sequence[str]) -> Changes:
    """Put pictures that came by themselves into the bin, and the lines that were made with them."""
    with database.write():
        changed = stills.bin_stills(uuids)
        for uuid in line_store.unused_now(made):
            changed |= lines.bin_line(uuid)
        return changed


def bring_again(uuids: Sequence[str], made: Sequence[str]) -> Changes:
    """Take them out of the bin again."""
    with database.write():
        changed = stills.restore_stills(uuids)
        for uuid in made:
            changed |= lines.restore_line(uuid)
        return changed


class _Lines:
    """Find or write down the lines of pictures; only inside one transaction."""

    def __init__(self) -> None:
        self.changes = Changes()
        self._there: dict[int, dict[str, list[Line]]] = {}

    def of(self, taken: Taken, placed: Placed) -> str:
        """Return the uuid of the line that is said in a picture, empty for none."""
        if placed.said is None or placed.film_id is None:
            return ""
        for there, is_binned in still_store.of_pictures([taken.picture]).get(taken.picture, ()):
            if there.film_id == placed.film_id and there.line and not is_binned:
                return there.line
        film, said = placed.film_id, placed.said
        key = folded(said.text)
        known = self._of_film(film).setdefault(key, [])
        if not known:
            from moodboard.services.subtitles import timecode_of

            start = timecode_of(said)
            made = Line("", said.text, film, said.speaker, start, until=max(start, said.end))
            stored, changed = lines.add_line(made)
            self.changes |= changed
            known.append(stored)
        # Words that come again in a film: the time tells which of them.
        return min(known, key=lambda one: abs((one.timecode or 0.0) - said.start)).uuid

    def _of_film(self, film_id: int) -> dict[str, list[Line]]:
        if film_id not in self._there:
            found: dict[str, list[Line]] = {}
            for line in line_store.of_film(film_id, None):
                found.setdefault(folded(line.text), []).append(line)
            self._there[film_id] = found
        return self._there[film_id]
