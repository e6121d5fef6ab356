# SPDX-License-Identifier: GPL-3.0-or-later
"""Is everything whole? And mend what can be mended without guessing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import DamagedError
from moodboard.services import library, pictures_files
from moodboard.store import changes, database, facets, film_sources, films, search, upkeep

LOST_AND_FOUND = "found"
"""The folder, beside pictures/, that files which no still knows are moved to; nothing is deleted."""
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found; after a repair, what is still wrong, and what was mended."""

    ok: bool
    problems: tuple[str, ...]
    repaired: tuple[str, ...] = ()


def check(repair: bool = False) -> CheckReport:
    """Look the library over; with ``repair``, keep a backup and mend what can be mended."""
    pages = _pages()
    if pages and not repair:
        # With pages broken, whatever else is asked may be answered wrongly.
        return CheckReport(False, tuple(pages))
    if repair:
        try:
            return _repair(pages)
        except DamagedError:
            return CheckReport(False, (library.beyond_repair(library.folder()),))
    # A file that a killed job left is put away by a repair, and nothing to worry about before.
    left = pictures_files.unconfirmed(library.folder())
    problems = [problem for _mend, problem in _findings(left)]
    return CheckReport(not problems, tuple(problems))


def _repair(pages: list[str]) -> CheckReport:
    library.backup("before-repair")
    if pages:
        with database.write():
            upkeep.reindex()
    repaired = list(pages) if pages and not _pages() else []
    for mend, problem in _findings():
        if mend is not None:
            mend()
            repaired.append(problem)
    if repaired:
        with database.write():
            changes.record(Changes(everything=True))
    left = _pages() or [problem for _mend, problem in _findings()]
    return CheckReport(not left, tuple(left), tuple(problem for problem in repaired if problem not in left))


def _pages() -> list[str]:
    try:
        with database.read():
            return [f"library.db is damaged: {said}" for said in upkeep.integrity()]
    except DamagedError:  # so much so that SQLite cannot even list it
        return ["library.db is damaged. Run “moodboard check --repair”, or bring a backup back."]


_Finding = tuple[Callable[[], None] | None, str]


def _findings(excused: frozenset[str] = frozenset()) -> list[_Finding]:
    """Return each problem with what mends it, None when nothing does; not files of the excused names."""
    return [*_orphans(), *_kept(), *_names(), *_words(), *_files(excused)]


def _orphans() -> list[_Finding]:
    with database.read():
        found = upkeep.orphans()
    return [
        (_within(upkeep.remove_orphans), f"{count} row(s) of {table} point at something that is not there.")
        for table, count in found.items()
    ]


def _kept() -> list[_Finding]:
    with database.read():
        wrong = films.drifted()
        titles = films.titles(wrong)
    return [
        (_within(partial(films.refresh, [id_])), f"The counts kept with {titles[id_]!r} are wrong.")
        for id_ in wrong
    ]


def _names() -> list[_Finding]:
    with database.read():
        wrong = facets.counts_drifted()
    told = "The counts of people, places and other names are wrong."
    return [(_within(facets.recount), told)] if wrong else []


def _words() -> list[_Finding]:
    with database.read():
        count = search.drift()
    return [(_within(search.rebuild), f"{count} film(s) or line(s) cannot be searched.")] if count else []


def _within(mend: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with database.write():
            mend()

    return run


def _files(excused: frozenset[str]) -> list[_Finding]:
    folder = library.folder()
    with database.read():
        known, shots = upkeep.pictures(), upkeep.shots()
    kept = pictures_files.of_backups(folder)
    found: list[_Finding] = []
    for path in sorted(known):
        file = folder / path
        if not file.is_file() and path not in shots:
            found.append(_missing_poster(path))
        elif not file.is_file():
            found.append((None, f"{path} is missing. Put the file back, or bin the shots that show it."))
        elif (digest := _hash(file)) is None:
            found.append((None, f"{path} cannot be read. Check its rights, or put the file back."))
        elif digest != file.stem:  # a file's name is the hash of its bytes
            found.append((None, f"{path} is not the file that was put in: its bytes have changed."))
    for file in sorted((folder / library.PICTURES).rglob("*")):
        path = file.relative_to(folder).as_posix()
        is_known = path in known or path in kept or file.name in excused or file.name.startswith(".")
        if file.is_file() and not is_known:
            found.append((partial(_set_aside, file), f"{path} belongs to no shot."))
    return found


def _missing_poster(path: str) -> _Finding:
    with database.read():
        of = ", ".join(map(repr, film_sources.films_with_poster(path)))
    mend = _within(partial(film_sources.clear_poster, path))
    return mend, f"{path}, the poster of {of}, is missing. Look the film up again to have it back."


def _hash(file: Path) -> str | None:
    digest = hashlib.blake2b(digest_size=20)  # as services.pictures names the files
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_AT_ONCE):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def _set_aside(file: Path) -> None:
    folder = library.folder() / LOST_AND_FOUND
    folder.mkdir(exist_ok=True)
    pictures_files.confirm(library.folder(), file.relative_to(library.folder()).as_posix())
    file.replace(folder / file.name)
