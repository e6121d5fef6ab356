# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin: look into it, take things out of it, empty it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moodboard.domain.bin import BinKind, Binned, Emptied
from moodboard.domain.changes import Changes
from moodboard.services import library, pictures_files
from moodboard.store import bin as store
from moodboard.store import changes, database, films

_BOARDS_FIRST = (
    BinKind.BOARD, BinKind.FILM, BinKind.STILL, BinKind.LINE, BinKind.OWN_LIST, BinKind.SMART_LIST,
)  # fmt: skip


def binned() -> tuple[Binned, ...]:
    """Return all that is in the bin, the newest first."""
    with database.read():
        return tuple(store.binned())


def count_binned() -> int:
    """Return how many things are in the bin."""
    with database.read():
        return store.count()


def take_out(things: Iterable[Binned]) -> Changes:
    """Take things out of the bin: they are where they were."""
    with database.write():
        told = Changes()
        for kind, refs in _by_kind(things).items():
            store.take_out(kind, refs)
            told |= _changed(kind, refs)
        return changes.record(told)


def empty(things: Sequence[Binned] | None = None) -> tuple[Emptied, Changes]:
    """Take things in the bin away for good, all for None; what a board still shows stays in the bin.

    A film takes its watches along, and those of its shots and lines that no board shows. This cannot be
    undone but by a backup; a file of a picture stays while a backup needs it.
    """
    pictures: list[str] = []
    gone = held = 0
    told = Changes()
    with database.write():
        wanted = _by_kind(store.binned() if things is None else things)
        for kind in _BOARDS_FIRST:
            known = {one.ref: one.held for one in store.binned() if one.kind is kind}
            refs = [ref for ref in wanted.get(kind, ()) if ref in known]
            stays = [ref for ref in refs if known[ref]]
            goes = [ref for ref in refs if not known[ref]]
            held += len(stays)
            gone += len(goes)
            told |= _changed(kind, goes)
            if kind is BinKind.FILM:
                for loose, uuids in store.loose_of_films(goes).items():
                    told |= _changed(loose, uuids)
                    pictures += store.delete(loose, uuids)
            pictures += store.delete(kind, goes)
        changes.record(told)
    _remove(pictures)
    return Emptied(gone, held), told


def _by_kind(things: Iterable[Binned]) -> dict[BinKind, list[str]]:
    found: dict[BinKind, list[str]] = {}
    for one in things:
        found.setdefault(one.kind, []).append(one.ref)
    return found


def _changed(kind: BinKind, refs: list[str]) -> Changes:
    """Bring right what is kept with the films of the things, and return what to tell."""
    uuids = frozenset(refs)
    if kind is BinKind.FILM:
        return Changes(films=frozenset(store.ids(kind, refs)))
    if kind is BinKind.BOARD:
        return Changes(boards=frozenset(store.ids(kind, refs)))
    if kind in (BinKind.OWN_LIST, BinKind.SMART_LIST):
        return Changes(film_lists=uuids)
    owners = store.films_of(kind, refs)
    films.refresh(owners, words=kind is BinKind.LINE)
    own = Changes(films=frozenset(owners))
    return own | (Changes(stills=uuids) if kind is BinKind.STILL else Changes(lines=uuids))


def sweep() -> int:
    """Remove the files that were kept for backups which are gone by now; returns how many. A job's."""
    folder = library.folder()
    doubted = [f"{library.PICTURES}/{name[:2]}/{name}" for name in pictures_files.unconfirmed(folder)]
    with database.read():
        unknown = [path for path in doubted if not store.is_known(path)]
    return _remove([path for path in unknown if (folder / path).is_file()])


def _remove(pictures: list[str]) -> int:
    """Remove files that nothing knows any more; those that a backup shows wait for it to go."""
    folder = library.folder()
    kept = pictures_files.of_backups(folder)
    backups = sorted((folder / library.BACKUPS).glob("*.db")) if pictures else []
    kept |= frozenset(path for file in backups for path in store.known_in(file, pictures))
    removed = 0
    for path in pictures:
        try:
            if path not in kept:
                (folder / path).unlink(missing_ok=True)
                pictures_files.confirm(folder, path)
                removed += 1
                continue
        except OSError:
            pass  # a file in use by another program: the next sweep finds it
        pictures_files.doubt(folder, path)
    return removed
