# SPDX-License-Identifier: GPL-3.0-or-later
"""Take an import back whole: what it added goes, what it set becomes what it was.

What the person changed or built on since stays: it is theirs by now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from moodboard.domain.changes import Changes
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Watch
from moodboard.domain.ids import utc_now
from moodboard.services import library, pictures_files
from moodboard.services.importing.library_undo import undo_library
from moodboard.services.importing.report import ImportRun, UndoReport
from moodboard.services.importing.trail import digest
from moodboard.store import (
    boards,
    changes,
    database,
    film_sources,
    import_trail,
    import_undo,
    imports,
    lines,
    stills,
    themes,
    watches,
)
from moodboard.store import films as film_rows
from moodboard.store.imports import Item

_COLUMNS = {
    "rating": "rating_own",
    "liked": "liked",
    "watchlist": "watchlist",
    "earlier": "earlier_watches",
    "address": "letterboxd",
    "imdb": "imdb",
    "tmdb": "tmdb",
    "year": "year",
    "original": "original_title",
    "runtime": "runtime",
    "directors": "directors",
    "notes": "notes",
}


def imports_made() -> tuple[ImportRun, ...]:
    """Return all imports, the newest first, those taken back too."""
    with database.read():
        return tuple(ImportRun(**run) for run in imports.runs())


def undo(import_id: int) -> UndoReport:
    """Take one import back, in one transaction, after a backup."""
    run = next((run for run in imports_made() if run.id == import_id), None)
    if run is None:
        raise NotFoundError(f"There is no import {import_id}. “moodboard imports” lists them.")
    if run.undone:
        raise KnownError(f"Import {import_id} is taken back already.")
    library.backup("before-undo")
    if run.kind == imports.LIBRARY:
        return undo_library(import_id)
    with database.write():
        return _Undoing(import_id).all()


class _Undoing:
    def __init__(self, import_id: int) -> None:
        self._id = import_id
        self._items = imports.items(import_id)
        self._touched: set[int] = set()

    def all(self) -> UndoReport:
        """Undo the trail backwards, then remove what nothing hangs on any more."""
        gone, kept = self._remove_watches()
        for item in reversed(self._items):
            if item.kind.removeprefix("film.") in _COLUMNS:
                self._restore_film(item)
            elif item.kind in (imports.WATCH_FIELDS, imports.WATCH_TWIN):
                self._restore_watch(item)
            elif item.kind == imports.LIST_WORDS:
                import_undo.restore_words(item.ref, item.facts["is"], item.facts["was"])
            elif item.kind == imports.ENTRY_FIELDS:
                import_undo.restore_entry(item.ref, item.facts["is"], item.facts["was"])
        gone += self._remove_sent_watches()
        lists = import_undo.remove_lists(self._refs(imports.LIST))
        import_undo.remove_entries(self._refs(imports.ENTRY))
        boards_gone, boards_kept = self._bin_boards()
        self._touched |= lines.bin_lines(lines.unused_now(self._refs(imports.LINE)))
        shots = self._refs(imports.STILL)
        if self._refs(imports.BOARD):
            # A shot that lies on a board by now, this one changed since or another, is in use.
            used = import_undo.laid_stills(shots)
            shots = [shot for shot in shots if shot not in used]
        binned = stills.set_binned(shots, True) if shots else Changes()
        film_rows.refresh(self._touched)
        films = self._refs(imports.FILM)
        self._take_facts_back()
        posters = film_sources.posters_called(films)
        bare = import_undo.remove_bare_films(films)
        for poster in film_sources.unused(posters):  # the backup from before shows it
            pictures_files.doubt(library.folder(), poster)
        if self._refs(imports.BOARD):
            bare += self._bin_films(films)
        themes.drop_unused()
        self._touched -= set(bare)
        imports.mark_undone(self._id, utc_now())
        changed = changes.record(Changes(films=frozenset(self._touched | set(bare)), everything=True))
        return UndoReport(
            len(bare), gone, lists, len(shots), len(films) - len(bare), kept, changed | binned,
            boards_gone, boards_kept,
        )  # fmt: skip

    def _take_facts_back(self) -> None:
        """Blank what films came with, or those on which nothing was built would look as if something was."""
        for item in self._items:
            if item.kind == imports.FILM:
                for column, given in item.facts.get("gave", {}).items():
                    blank = None if column == "runtime" else ""
                    import_undo.restore_film(item.ref, column, given, blank)

    def _refs(self, kind: str) -> list[str]:
        return [item.ref for item in self._items if item.kind == kind]

    def _bin_boards(self) -> tuple[int, int]:
        """Bin the boards that are still as they came; returns how many went, and stayed."""
        there = [item for item in self._items if item.kind == imports.BOARD]
        gone = 0
        for item in there:
            board_id = import_undo.unchanged_board(item.ref, item.facts.get("changed", ""))
            if board_id is not None:
                boards.change(board_id, binned=utc_now())
                gone += 1
        return gone, import_undo.boards_there([item.ref for item in there])

    def _remove_watches(self) -> tuple[int, int]:
        """Remove the watches that are still as imports left them; returns how many went, and stayed."""
        trail = import_trail.of_watches_of(self._id)
        said = _said_of(trail)
        # What another import tells of too stays while that one stands.
        others = Counter(item.ref for item in trail if item.kind == imports.WATCH_TWIN)
        others.subtract(item.ref for item in self._items if item.kind == imports.WATCH_TWIN)
        gone = kept = 0
        for item in self._items:
            if item.kind != imports.WATCH:
                continue
            watch = watches.by_uuid(item.ref)
            if watch is None:
                continue
            if others[watch.uuid] > 0 or is_edited(watch, said.get(watch.source, {})):
                kept += 1
            else:
                watches.delete(watch.id)
                self._touched.add(watch.film_id)
                gone += 1
        return gone, kept

    @staticmethod
    def _bin_films(films: list[str]) -> list[int]:
        """Bin the films that came with a board and hold only what is in the bin by now."""
        left = import_undo.unused_films(films)
        for film_id in left:
            film_rows.set_binned(film_id, True)
        return left

    def _remove_sent_watches(self) -> int:
        """Remove the watches that came with a friend's board, and were not changed since."""
        gone = 0
        for item in self._items:
            watch = watches.by_uuid(item.ref) if item.kind == imports.SENT_WATCH else None
            if watch is not None and sent_mark(watch) == item.facts.get("is"):
                watches.delete(watch.id)
                self._touched.add(watch.film_id)
                gone += 1
        return gone

    def _restore_film(self, item: Item) -> None:
        name = item.kind.removeprefix("film.")
        film_id = import_undo.restore_film(item.ref, _COLUMNS[name], item.facts["is"], item.facts["was"])
        if film_id is not None:
            self._touched.add(film_id)

    def _restore_watch(self, item: Item) -> None:
        watch = watches.by_uuid(item.ref)
        if watch is None:
            return
        values: dict[str, Any] = {}
        for name, was in item.facts["was"].items():
            if digest(getattr(watch, name)) == item.facts["is"][name]:
                values[name] = _value(name, was)
        if values:
            imports.alter_watch(replace(watch, **values), values, "")
            self._touched.add(watch.film_id)


def sent_mark(watch: Watch) -> Any:
    """Return what tells a watch that came with a board from the same one after a change."""
    own = replace(watch, id=0, film_id=0, logged="", source="")
    return digest(repr(own))


def _said_of(trail: Iterable[Item]) -> dict[str, dict[str, Any]]:
    """Return what all imports together said of each watch, by its key."""
    said: dict[str, dict[str, Any]] = {}
    for item in trail:
        if "said" in item.facts:
            said.setdefault(item.facts["source"], {}).update(item.facts["said"])
    return said


def is_edited(watch: Watch, said: dict[str, Any]) -> bool:
    """Tell whether a person changed an imported watch."""
    return any(digest(getattr(watch, name)) != said.get(name, blank) for name, blank in _BLANK)


_BLANK: tuple[tuple[str, Any], ...] = (
    ("date", ["", ""]),
    ("times", 1),
    ("rating", None),
    ("rewatch", None),
    ("themes", []),
    ("note", ""),
    ("people", []),
    ("where", ""),
    ("medium", ""),
    ("cut", ""),
    ("finished", True),
    ("liked", False),
)


def _value(name: str, was: Any) -> Any:
    if name == "date":
        return parse_edtf(*was)
    return tuple(was) if isinstance(was, list) else was
