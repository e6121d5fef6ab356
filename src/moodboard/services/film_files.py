# SPDX-License-Identifier: GPL-3.0-or-later
"""Film files: which one belongs to which film, and what is remembered of each.

A file is known by its content (:func:`moodboard.services.video.keeping.key_of`), so that it may be moved
or renamed; one whose content changed at its place is the same file still.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.changes import Changes
from moodboard.domain.errors import NotFoundError
from moodboard.domain.film_file import FilmFile
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.kept_file import KeptFile, SubtitleChoice
from moodboard.domain.still import Still
from moodboard.services.film_titles import film_of_file
from moodboard.store import database, films
from moodboard.store import film_files as store

if TYPE_CHECKING:
    from moodboard.domain.line import Line

_NEARLY_OVER = 0.97
"""Whoever left after so much of a film begins anew."""


def remember(file: FilmFile) -> tuple[KeptFile, Changes]:
    """Write down that a film file was opened; what was known of it comes back, its film guessed if untold."""
    from moodboard.services.video import keeping

    key = keeping.key_of(file.path)
    path = str(file.path.absolute())
    known = for_path(file.path)
    guessed = film_of_file(file.path) if known is None or known.film_id is None else None
    with database.write():
        known = store.by_key(key) or store.by_path(path)
        now = known or KeptFile(new_uuid(), path)
        film_id = now.film_id if now.film_id is not None else guessed
        now = replace(
            now, path=path, film_id=film_id, key=key, size=_size(file.path), opened=utc_now(),
            duration=file.duration,
        )  # fmt: skip
        store.save(now)
        is_news = known is None or (known.path, known.film_id) != (now.path, now.film_id)
        return now, store.told((film_id,)) if is_news else Changes()


def found(paths: Iterable[tuple[Path, int]]) -> Changes:
    """Write down that these files belong to these films; none of them is opened."""
    wanted = {str(path.absolute()): film_id for path, film_id in paths}
    with database.write(job=True):
        known = store.by_paths(wanted)
        touched: set[int] = set()
        for path, film_id in wanted.items():
            there = known.get(path)
            if (there is not None and there.film_id is not None) or not films.exists(film_id):
                continue
            store.save(replace(there or KeptFile(new_uuid(), path), film_id=film_id))
            touched.add(film_id)
        return store.told(touched) if touched else Changes()


def by_uuid(uuid: str) -> KeptFile | None:
    """Return a file that was opened once; None for one that was forgotten."""
    with database.read():
        return store.by_uuid(uuid)


def for_path(path: Path) -> KeptFile | None:
    """Return what is remembered of the file that lies here."""
    with database.read():
        return store.by_path(str(path.absolute()))


def film_there(kept: KeptFile) -> int | None:
    """Return the film of a file; None while it lies in the bin, for nothing more is to be kept of it."""
    if kept.film_id is None:
        return None
    with database.read():
        return None if films.binned([kept.film_id]) else kept.film_id


def of_film(film_id: int) -> tuple[KeptFile, ...]:
    """Return a film's files, the one opened last first."""
    with database.read():
        return store.of_film(film_id)


def of_all_films() -> tuple[KeptFile, ...]:
    """Return all files whose film is known, opened or not."""
    with database.read():
        return store.of_all_films()


def recent(most: int = 8) -> tuple[KeptFile, ...]:
    """Return the files that were opened last."""
    with database.read():
        return store.recent(most)


def place_of(still: Still) -> tuple[KeptFile, float] | None:
    """Return the file that a still can be seen in, and where; None when no file is known."""
    with database.read():
        return _place(still.film_file, still.film_id, still.timecode)


def place_of_line(line: Line) -> tuple[KeptFile, float] | None:
    """Return the file that a line can be heard in, and where; None when no file is known."""
    with database.read():
        return _place("", line.film_id, line.timecode)


def _place(uuid: str, film_id: int | None, timecode: float | None) -> tuple[KeptFile, float] | None:
    own = store.by_uuid(uuid) if uuid else None
    if own is None and film_id is not None:
        files = store.of_film(film_id)
        # The one that is there, of several: films are kept on disks that come and go.
        own = next((one for one in files if Path(one.path).is_file()), next(iter(files), None))
    return (own, timecode or 0.0) if own is not None else None


def start_of(kept: KeptFile) -> float:
    """Return where to go on with a file: where it was left, or the beginning when that was its end."""
    if kept.duration > 0 and kept.place > kept.duration * _NEARLY_OVER:
        return 0.0
    return kept.place


def set_film(uuid: str, film_id: int | None) -> Changes:
    """Say which film a file is."""
    with database.write():
        kept = _kept(uuid)
        if film_id is not None and not films.exists(film_id):
            raise NotFoundError("That film is not in the library any more. Choose another one.")
        if kept.film_id == film_id:
            return Changes()
        store.save(replace(kept, film_id=film_id))
        return store.told((kept.film_id, film_id))


def set_path(uuid: str, path: Path) -> Changes:
    """Say where a file lies now."""
    with database.write():
        kept = _kept(uuid)
        store.save(replace(kept, path=str(path.absolute())))
        return store.told((kept.film_id,))


def set_place(uuid: str, seconds: float) -> Changes:
    """Remember where a film was left; no view shows it while it plays, so nobody is told."""
    with database.write():
        store.save(replace(_kept(uuid), place=max(0.0, round(seconds, 3))))
        return Changes()


def set_audio(uuid: str, index: int | None) -> Changes:
    """Remember the sound track that is heard."""
    with database.write():
        store.save(replace(_kept(uuid), audio=index))
        return Changes()


def set_subtitles(uuid: str, choice: SubtitleChoice) -> Changes:
    """Remember the subtitle that is read, and how it was set right."""
    with database.write():
        store.save(replace(_kept(uuid), subtitles=choice))
        return Changes()


def forget(uuid: str) -> Changes:
    """Remember a file no more; what was taken out of it stays, and so does the file itself."""
    with database.write():
        kept = store.by_uuid(uuid)
        if kept is None:
            return Changes()
        store.remove(uuid)
        return store.told((kept.film_id,))


def _kept(uuid: str) -> KeptFile:
    kept = store.by_uuid(uuid)
    if kept is None:
        raise NotFoundError("That film file was forgotten. Open it again.")
    return kept


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
