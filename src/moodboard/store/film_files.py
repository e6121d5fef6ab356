# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of film files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from moodboard.domain.changes import Changes
from moodboard.domain.kept_file import KeptFile, choice_text, read_choice
from moodboard.store import changes, database
from moodboard.store.tables import FilmFile

_SELECT = (
    "SELECT uuid, path, film_id, size, key, duration, place, audio, subtitles, opened FROM film_file WHERE "
)


def _files(where: str, values: Sequence[Any]) -> tuple[KeptFile, ...]:
    rows = database.rows(f"{_SELECT}{where} ORDER BY opened DESC, id DESC", [*values])
    found = []
    for uuid, path, film, size, key, duration, place, audio, said, opened in rows:
        choice = read_choice(said)
        found.append(KeptFile(uuid, path, film, size, key, duration, place, audio, choice, opened))
    return tuple(found)


def by_uuid(uuid: str) -> KeptFile | None:
    """Return one."""
    return next(iter(_files("uuid = ?", (uuid,))), None)


def by_key(key: str) -> KeptFile | None:
    """Return the one with this content, opened last."""
    return next(iter(_files("key = ? AND key <> ''", (key,))), None)


def by_path(path: str) -> KeptFile | None:
    """Return the one that lay here, opened last."""
    return next(iter(_files("path = ?", (path,))), None)


def by_paths(paths: Iterable[str]) -> dict[str, KeptFile]:
    """Return those that lay at these places, by place."""
    found: dict[str, KeptFile] = {}
    for some in database.in_chunks(list(paths)):
        for one in reversed(_files(f"path IN ({','.join('?' * len(some))})", some)):
            found[one.path] = one
    return found


def of_film(film_id: int) -> tuple[KeptFile, ...]:
    """Return a film's files, the one opened last first."""
    return _files("film_id = ?", (film_id,))


def recent(most: int) -> tuple[KeptFile, ...]:
    """Return the files that were opened last."""
    return _files("opened <> ''", ())[:most]


def of_all_films() -> tuple[KeptFile, ...]:
    """Return all files whose film is known."""
    return _files("film_id IS NOT NULL", ())


def save(kept: KeptFile) -> None:
    """Store a file under its uuid, new or altered."""
    values = {
        "film": kept.film_id,
        "path": kept.path,
        "size": kept.size,
        "key": kept.key,
        "duration": kept.duration,
        "place": kept.place,
        "audio": kept.audio,
        "subtitles": choice_text(kept.subtitles),
        "opened": kept.opened,
    }
    if FilmFile.update(**values).where(FilmFile.uuid == kept.uuid).execute() == 0:
        FilmFile.insert(uuid=kept.uuid, **values).execute()


def remove(uuid: str) -> None:
    """Forget a file; shots from it stay."""
    FilmFile.delete().where(FilmFile.uuid == uuid).execute()


def told(film_ids: Iterable[int | None]) -> Changes:
    """Say that something is new with the files of these films."""
    touched = frozenset(film for film in film_ids if film is not None)
    return changes.record(Changes(films=touched))
