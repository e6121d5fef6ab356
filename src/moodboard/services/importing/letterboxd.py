# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of a Letterboxd export mean for the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from moodboard.domain.film import Watch
from moodboard.domain.html_text import plain_text
from moodboard.domain.imports.said import WatchSaid
from moodboard.domain.letterboxd import Kind
from moodboard.domain.letterboxd_rows import Cells, EntrySaid, FilmSaid, entry_of, tidy_address
from moodboard.domain.quotes import quoted_parts
from moodboard.services.importing.keeping import (
    ADDED,
    BINNED,
    NOT_WANTED,
    REMOVED,
    SKIPPED,
    THERE,
    UPDATED,
    WatchKeeper,
)
from moodboard.services.importing.letterboxd_words import WordsOfAPerson
from moodboard.services.importing.near_days import LATER
from moodboard.services.importing.report import FileReport, Totals
from moodboard.services.importing.workspace import Workspace
from moodboard.store.import_lists import ListState
from moodboard.store.imports import FilmState

TWICE = "twice on this list"


@dataclass(slots=True)
class Said:
    """A row that was understood, waiting for its batch."""

    line: int
    cells: Cells
    film: FilmSaid
    entry: EntrySaid | None = None
    watch: WatchSaid | None = None
    source: str = ""
    """The key of its watch."""
    quotes: tuple[str, ...] = ()


class LetterboxdImport:
    """Apply the rows of one export, file by file."""

    def __init__(self, space: Workspace, totals: Totals, keeper: WatchKeeper) -> None:
        self._space = space
        self._totals = totals
        self._keeper = keeper
        self.quoted: Callable[[int, Said], None] = lambda _film, _row: None
        """Told of each film and row whose review quotes something."""
        self._occurrences: Counter[tuple[str, ...]] = Counter()
        self._claimed: set[str] = set()
        self._list: ListState | None = None
        self._positions = 0
        self._on_list: Counter[int] = Counter()
        self.watched: list[tuple[int, FileReport | None]] = []
        """Films marked as watched, to be settled when the diary is known; with the row's file when the
        row brought nothing else."""
        self.seen: set[int] = set()
        self.words = WordsOfAPerson(space, totals)
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
            watch = _watch(entry)
            self._keeper.tell_tags(watch)
            quotes = quoted_parts(cells.text("review"))
            row = Said(line, cells, entry.film, entry, watch, entry.source, quotes)
            if kind is not Kind.IMPORT_FORMAT and not entry.source:
                row.source = self._numbered("letterboxd:entry", path, entry.fingerprint)
        else:
            row = Said(line, cells, cells.film())
        if kind in self.words.kinds:
            return row
        named = row.film.title or (kind is Kind.IMPORT_FORMAT and (row.film.imdb or row.film.tmdb))
        return row if named else "It names no film; it was left out."

    def _numbered(self, kind: str, path: str, *content: str) -> str:
        """Return a key for a row without an address: its content, and the how-manieth of those it is."""
        self._occurrences[kind, path, *content] += 1
        return ":".join((kind, *content, str(self._occurrences[kind, path, *content])))

    # Applying

    def apply(self, kind: Kind, row: Said, file: FileReport) -> None:
        """Do what the row says, and count it."""
        if kind in self.words.kinds:
            self._count(self.words.apply(kind, row.cells), row, file)
            return
        if self._space.skipped(row.film):
            file.skip(NOT_WANTED)
            return
        found = self._space.find(row.film)
        if found is None and not row.film.title:
            file.problem(row.line, "It has no title, and no film of the library has its number.")
            return
        outcome = BINNED if found is not None and found.binned else self._apply[kind](row, file)
        self._count(outcome, row, file)
        if row.quotes and outcome != BINNED and (state := self._space.find(row.film)) is not None:
            self.quoted(state.id, row)

    def _count(self, outcome: str, row: Said, file: FileReport) -> None:
        if row.cells.faults:
            file.problem(row.line, "; ".join(row.cells.faults) + ".")
        elif outcome == LATER:
            self._keeper.waiting[-1].file = file
        elif outcome == ADDED:
            file.add()
        elif outcome == UPDATED:
            file.update()
        elif outcome:
            file.skip(SKIPPED.get(outcome, outcome))

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
        entry, said = row.entry, row.watch
        assert entry is not None and said is not None
        watch = self._space.watches.get(row.source)
        if watch is not None:
            self._claimed.add(watch.uuid)
            self.seen.add(watch.film_id)
            self._space.rename(row.film, watch.film_id)
            return self._keeper.merge(watch, said, row.source)
        if self._space.trail.knows(row.source):
            return REMOVED
        state, _new = self._film(row)
        self.seen.add(state.id)
        if not entry.source and (twin := self._with_address(state, entry)) is not None:
            self._claimed.add(twin.uuid)
            return self._keeper.merge(twin, said, twin.source)
        return self._keeper.keep(state, said, row.source)

    def _with_address(self, state: FilmState, entry: EntrySaid) -> Watch | None:
        """Return the watch of an entry that had an address in an older export: its film was removed since."""
        for watch in self._space.watches.of(state):
            same = (watch.date.edtf, watch.logged, watch.rating) == (
                entry.date.edtf,
                entry.logged,
                entry.rating,
            )
            if same and watch.source.startswith("https://") and watch.uuid not in self._claimed:
                return watch
        return None

    # Letterboxd's own import format

    def _said_in_import_format(self, row: Said, file: FileReport) -> str:
        entry = row.entry
        assert entry is not None
        state, new = self._film(row)
        self.seen.add(state.id)
        outcome = ADDED if new else "same"
        if entry.date.is_known or entry.date.said or entry.note:
            assert row.watch is not None
            outcome = self._watch_of_import_format(state, row.watch, file.file)
        else:
            self.watched.append((state.id, None if new or entry.rating or row.cells.faults else file))
            if entry.rating is None:
                return ADDED if new else ""
        if entry.rating is not None and not entry.date.is_known:
            rated = self._space.put(state, "rating", entry.rating)
            self._totals.ratings += rated == ADDED
            outcome = outcome if outcome == ADDED else rated
        return ADDED if new else outcome

    def _watch_of_import_format(self, state: FilmState, said: WatchSaid, path: str) -> str:
        """Log the watch; the second row of one day is the second watch of that day, whoever logged it."""
        day = said.date.edtf or said.date.said or "undated"
        key = self._numbered("letterboxd:import", path, state.uuid, day)
        watches = self._space.watches
        watch = watches.ask(key)
        if watch is not None:
            return self._keeper.merge(watch, said, key)
        if self._space.trail.knows(key):
            return REMOVED
        if said.date.is_known:
            same_day = [w for w in watches.of(state) if w.date.edtf == said.date.edtf]
            number = int(key.rpartition(":")[2]) - 1
            watch = same_day[number] if number < len(same_day) else None
        else:
            undated = (w for w in watches.of(state) if not w.date.is_known)
            watch = next((w for w in undated if w.note == said.note and w.date.said == said.date.said), None)
        if watch is None:
            return self._keeper.add(state, said, key)
        return self._keeper.join(watch, said, key)

    # Lists

    def begin_list(self, path: str, head: Cells) -> str:
        """Find or make the list that the next rows belong to; returns why it is left alone, or nothing."""
        name = head.text("name") or path.rpartition("/")[2].removesuffix(".csv")
        source = tidy_address(head.text("url")) or f"letterboxd:list:{name.casefold()}"
        self._positions = 0
        self._list, self._on_list = self._space.film_list(source), Counter()
        words = plain_text(head.text("description"))
        if self._list is not None and not self._list.binned:
            self._space.put_words(self._list, source, words)
        if self._list is None:
            if self._space.trail.has_list(source):
                return REMOVED
            self._list = self._space.add_list(source, name, words, head.tags(), head.day("date").edtf)
            self._totals.lists += 1
        return "the list is in the bin" if self._list.binned else ""

    def _listed(self, row: Said) -> str:
        assert self._list is not None
        said = row.cells.text("position")
        self._positions = int(said) if said.isdecimal() and len(said) < 9 else self._positions + 1
        state, new = self._film(row)
        note = plain_text(row.cells.text("description"))
        self._on_list[state.id] += 1
        if self._on_list[state.id] > 1:
            # A list has a film once; what was written beside the second place is not lost.
            place, there = self._list.entries[state.id][1:]
            if not note or note in there:
                return TWICE
            self._positions, note = place, f"{there}\n\n{note}".strip()
        elif (known := self._list.entries.get(state.id)) and note and known[2].startswith(f"{note}\n\n"):
            note = known[2]  # as the rows below will have it again
        outcome = self._space.put_entry(self._list, state, self._positions, note)
        return ADDED if new else outcome


def _watch(entry: EntrySaid) -> WatchSaid:
    """Return the watch of an entry, its tags not told apart yet."""
    return WatchSaid(
        entry.source, entry.date, entry.logged, entry.rating, entry.rewatch, entry.tags, entry.note
    )
