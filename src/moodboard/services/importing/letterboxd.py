# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of a Letterboxd export mean for the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moodboard.domain.film import Watch
from moodboard.domain.html_text import plain_text
from moodboard.domain.letterboxd import Kind
from moodboard.domain.letterboxd_rows import Cells, EntrySaid, FilmSaid, entry_of, tidy_address
from moodboard.services.importing.report import FileReport, Totals
from moodboard.services.importing.workspace import Workspace, digest
from moodboard.store.imports import FilmState, ListState

ADDED, UPDATED = "added", "updated"
THERE = "there already"
KEPT = "changed here since, which stays"
BINNED = "the film is in the bin"
REMOVED = "removed here since"
_SKIPPED = {"same": THERE, "kept": KEPT}


@dataclass(slots=True)
class Said:
    """A row that was understood, waiting for its batch."""

    line: int
    cells: Cells
    film: FilmSaid
    entry: EntrySaid | None = None
    source: str = ""
    """The key of its watch."""


class LetterboxdImport:
    """Apply the rows of one export, file by file."""

    def __init__(self, space: Workspace, totals: Totals) -> None:
        self._space = space
        self._totals = totals
        self._occurrences: Counter[tuple[str, ...]] = Counter()
        self._claimed: set[str] = set()
        self._list: ListState | None = None
        self._positions = 0
        self.watched: list[tuple[int, FileReport | None]] = []
        """Films marked as watched, to be settled when the diary is known; with the row's file when the
        row brought nothing else."""
        self.seen: set[int] = set()
        self._apply: dict[Kind, Callable[[Said, FileReport], str]] = {
            Kind.WATCHED: self._watched,
            Kind.RATINGS: self._rated,
            Kind.LIKES: lambda row, _file: self._flagged(row, "liked"),
            Kind.WATCHLIST: lambda row, _file: self._flagged(row, "watchlist"),
            Kind.FILMS: lambda row, _file: self._film_only(row),
            Kind.DIARY: lambda row, _file: self._entered(row),
            Kind.REVIEWS: lambda row, _file: self._entered(row),
            Kind.IMPORT_FORMAT: self._said_in_import_format,
            Kind.LIST: lambda row, _file: self._listed(row),
        }

    # Understanding

    def understand(self, kind: Kind, path: str, line: int, cells: Cells) -> Said | str:
        """Return the row as it is meant, or why it means nothing."""
        if kind in (Kind.DIARY, Kind.REVIEWS, Kind.IMPORT_FORMAT):
            entry = entry_of(cells, account=kind is not Kind.IMPORT_FORMAT)
            row = Said(line, cells, entry.film, entry, entry.source)
            if kind is not Kind.IMPORT_FORMAT and not entry.source:
                row.source = self._numbered("letterboxd:entry", path, entry.fingerprint)
        else:
            row = Said(line, cells, cells.film())
        named = row.film.title or (kind is Kind.IMPORT_FORMAT and (row.film.imdb or row.film.tmdb))
        return row if named else "It names no film; it was left out."

    def _numbered(self, kind: str, path: str, *content: str) -> str:
        """Return a key for a row without an address: its content, and the how-manieth of those it is."""
        self._occurrences[kind, path, *content] += 1
        return ":".join((kind, *content, str(self._occurrences[kind, path, *content])))

    # Applying

    def apply(self, kind: Kind, row: Said, file: FileReport) -> None:
        """Do what the row says, and count it."""
        found = self._space.find(row.film)
        if found is None and not row.film.title:
            file.problem(row.line, "It has no title, and no film of the library has its number.")
            return
        outcome = BINNED if found is not None and found.binned else self._apply[kind](row, file)
        if row.cells.faults:
            file.problem(row.line, "; ".join(row.cells.faults) + ".")
        elif outcome == ADDED:
            file.add()
        elif outcome == UPDATED:
            file.update()
        elif outcome:
            file.skip(_SKIPPED.get(outcome, outcome))

    def _film(self, row: Said) -> tuple[FilmState, bool]:
        state, new = self._space.find_or_add(row.film)
        self._totals.films += new
        return state, new

    def _film_only(self, row: Said) -> str:
        return ADDED if self._film(row)[1] else THERE

    def _watched(self, row: Said, file: FileReport) -> str:
        state, new = self._film(row)
        # A row that wants the person's eye is counted for that at once.
        self.watched.append((state.id, None if new or row.cells.faults else file))
        return ADDED if new else ""

    def settle(self, film_id: int, file: FileReport | None) -> None:
        """Give a film that is marked as watched, but has no diary entry, its one earlier watch."""
        state = self._space.find_by_id(film_id)
        self.seen.add(film_id)
        outcome = "same"
        if state is not None and not state.entries and not state.earlier:
            outcome = self._space.put(state, "earlier", 1)
        if file is not None:
            if outcome == ADDED:
                file.add()
            else:
                file.skip(THERE)

    def _flagged(self, row: Said, name: str) -> str:
        state, new = self._film(row)
        outcome = self._space.put(state, name, True)
        return ADDED if new else outcome

    def _rated(self, row: Said, _file: FileReport) -> str:
        rating = row.cells.rating()
        state, new = self._film(row)
        outcome = "the row has no rating" if rating is None else self._space.put(state, "rating", rating)
        self._totals.ratings += outcome == ADDED
        return ADDED if new else outcome

    # Entries

    def _entered(self, row: Said) -> str:
        entry = row.entry
        assert entry is not None
        watch = self._space.watch(row.source)
        if watch is not None:
            self._claimed.add(watch.uuid)
            self.seen.add(watch.film_id)
            self._space.rename(row.film, watch.film_id)
            return self._merged(watch, entry)
        if row.source in self._space.known_watches:
            return REMOVED
        state, _new = self._film(row)
        self.seen.add(state.id)
        if not entry.source and (twin := self._with_address(state, entry)) is not None:
            self._claimed.add(twin.uuid)
            return self._merged(twin, entry)
        return self._new_watch(state, entry, row.source)

    def _with_address(self, state: FilmState, entry: EntrySaid) -> Watch | None:
        """Return the watch of an entry that had an address in an older export: its film was removed since."""
        for watch in self._space.watches_of(state):
            same = (watch.date.edtf, watch.logged, watch.rating) == (
                entry.date.edtf,
                entry.logged,
                entry.rating,
            )
            if same and watch.source.startswith("https://") and watch.uuid not in self._claimed:
                return watch
        return None

    def _new_watch(self, state: FilmState, entry: EntrySaid, source: str) -> str:
        watch = Watch(
            film_id=state.id,
            date=entry.date,
            rating=entry.rating,
            note=entry.note,
            rewatch=entry.rewatch,
            themes=entry.tags,
            source=source,
            logged=entry.logged or self._space.now,
        )
        self._space.add_watch(state, watch, _said(entry))
        self._totals.watches += 1
        self._totals.reviews += bool(entry.note)
        return ADDED

    def _merged(self, watch: Watch, entry: EntrySaid) -> str:
        """Take over what is new in an entry that was imported before; a person's own words stay."""
        known = self._space.known_watches.get(watch.source, {})
        values: dict[str, Any] = {}
        kept = fresh = False
        for name, value in _fields(entry).items():
            said, now = digest(value), digest(getattr(watch, name))
            says_nothing = not value and value is not False
            if says_nothing or said in (known.get(name), now):
                continue
            blank = now in (None, "", []) or (name == "date" and not watch.date.is_known)
            if blank and not known.get(name):
                values[name], fresh = value, fresh or name == "note"
            elif now == known.get(name):
                values[name] = value
            else:
                kept = True
        if values:
            self._totals.reviews += fresh
            self._space.alter_watch(watch, _said(entry), **values)
            return ADDED if fresh else UPDATED
        return "kept" if kept else "same"

    # Letterboxd's own import format

    def _said_in_import_format(self, row: Said, file: FileReport) -> str:
        entry = row.entry
        assert entry is not None
        state, new = self._film(row)
        self.seen.add(state.id)
        outcome = ADDED if new else "same"
        if entry.date.is_known or entry.date.said or entry.note:
            outcome = self._watch_of_import_format(state, entry, file.file)
        else:
            self.watched.append((state.id, None if new or entry.rating or row.cells.faults else file))
            if entry.rating is None:
                return ADDED if new else ""
        if entry.rating is not None and not entry.date.is_known:
            rated = self._space.put(state, "rating", entry.rating)
            self._totals.ratings += rated == ADDED
            outcome = outcome if outcome == ADDED else rated
        return ADDED if new else outcome

    def _watch_of_import_format(self, state: FilmState, entry: EntrySaid, path: str) -> str:
        """Log the watch; the second row of one day is the second watch of that day, whoever logged it."""
        day = entry.date.edtf or entry.date.said or "undated"
        key = self._numbered("letterboxd:import", path, state.uuid, day)
        watch = self._space.watch(key, ask=True)
        if watch is None and key in self._space.known_watches:
            return REMOVED
        if watch is None and entry.date.is_known:
            same_day = [w for w in self._space.watches_of(state) if w.date.edtf == entry.date.edtf]
            number = int(key.rpartition(":")[2]) - 1
            watch = same_day[number] if number < len(same_day) else None
        if watch is None and not entry.date.is_known:
            undated = (w for w in self._space.watches_of(state) if not w.date.is_known)
            watch = next(
                (w for w in undated if w.note == entry.note and w.date.said == entry.date.said), None
            )
        if watch is None:
            return self._new_watch(state, entry, key)
        return self._merged(watch, entry)

    # Lists

    def begin_list(self, path: str, head: Cells) -> str:
        """Find or make the list that the next rows belong to; returns why it is left alone, or nothing."""
        name = head.text("name") or path.rpartition("/")[2].removesuffix(".csv")
        source = tidy_address(head.text("url")) or f"letterboxd:list:{name.casefold()}"
        self._positions = 0
        self._list = self._space.film_list(source)
        if self._list is None:
            if ("list", source) in self._space.marks:
                return REMOVED
            words = plain_text(head.text("description"))
            self._list = self._space.add_list(source, name, words, head.tags(), head.day("date").edtf)
            self._totals.lists += 1
        return "the list is in the bin" if self._list.binned else ""

    def _listed(self, row: Said) -> str:
        assert self._list is not None
        said = row.cells.text("position")
        self._positions = int(said) if said.isdecimal() and len(said) < 9 else self._positions + 1
        state, new = self._film(row)
        outcome = self._space.put_entry(
            self._list, state, self._positions, plain_text(row.cells.text("description"))
        )
        return ADDED if new else outcome


def _fields(entry: EntrySaid) -> dict[str, Any]:
    date = entry.date if entry.date.is_known or entry.date.said else None
    return {
        "date": date,
        "rating": entry.rating,
        "rewatch": entry.rewatch,
        "themes": entry.tags,
        "note": entry.note,
    }


def _said(entry: EntrySaid) -> dict[str, Any]:
    """Return what an entry says, short enough to keep: blank ones say nothing."""
    return {name: digest(value) for name, value in _fields(entry).items() if value or value is False}
