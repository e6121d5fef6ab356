# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import sees of the library, batch by batch, and the only way in which it alters it.

A dry run goes the same way, but its films and watches live here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from moodboard.domain.changes import Changes
from moodboard.domain.ids import new_uuid
from moodboard.domain.imports.said import LIKE, NEW, SKIP, Answer
from moodboard.domain.letterboxd_rows import FilmKey, FilmSaid, film_key
from moodboard.services.importing.matching import (
    FilmIndex,
    Match,
    Unsure,
    candidate,
    said_key,
    told_apart,
)
from moodboard.services.importing.trail import LETTERBOXD, Trail, digest
from moodboard.services.importing.workspace_watches import Watches
from moodboard.store import changes, import_lists, imports
from moodboard.store import films as film_rows
from moodboard.store.import_lists import ListState
from moodboard.store.imports import FilmState

_FILLED = (
    ("address", "letterboxd"),
    ("imdb", "imdb"),
    ("tmdb", "tmdb"),
    ("year", "year"),
    ("original", "original_title"),
    ("runtime", "runtime"),
)
_COLUMN = {"rating": "rating_own", "earlier": "earlier_watches"}
ANSWERED, NEARLY = "your answer", "a title that is nearly the same"
MOST_MATCHES = 50_000


class Workspace:
    """One import's hands on the library."""

    def __init__(
        self, now: str, after: str, dry: bool, run_id: int, answers: Mapping[str, Answer] | None = None
    ) -> None:
        self.now = now
        self._after = after  # a moment later: the film's own rating outlasts its watches' of this import
        self.dry = dry
        self._run_id = run_id
        self._answers = dict(answers or {})
        self.service = LETTERBOXD
        """Whose rows are being applied."""
        self.file, self.line = "", 0  # where the row stands
        self.trail = Trail(dry)
        self.index = FilmIndex()
        self.watches = Watches(self)
        self._lists: dict[str, ListState] = {}
        self._renamed: dict[FilmKey, int] = {}
        self._named: dict[str, set[str]] = {}
        self._dry_ids = count(-1, -1)
        self._touched: set[int] = set()
        self._recount: set[int] = set()
        self._reword: set[int] = set()
        self._said_again, self._brought = set[int](), set[int]()
        self.unsure: dict[str, Unsure] = {}
        self.matches: dict[str, Match] = {}

    @property
    def altered_anything(self) -> bool:
        """True when this import added or set something."""
        return self.trail.anything

    def close(self) -> None:
        """Let go of what was set up for this import."""
        self.trail.close()

    def dry_id(self) -> int:
        """Return a number for a film or watch that is only tried."""
        return next(self._dry_ids)

    def touch(self, film_id: int, words_only: bool = False) -> None:
        """Take note that what is kept with a film must be worked out anew."""
        self._touched.add(film_id)
        (self._reword if words_only else self._recount).add(film_id)
        if not words_only and film_id in self.index.by_id:
            self._outlast(self.index.by_id[film_id], self._brought)

    # Batches

    def load(self, said: Sequence[FilmSaid], sources: Sequence[str]) -> None:
        """Read what the rows of the next batch may mean."""
        if not self.dry:
            self.index = FilmIndex()
            self.watches.forget()
            self.trail.forget()
        seen: set[int] = set()
        owners = self.watches.load(sources) - self.index.by_id.keys()
        owners |= {self._renamed[film.key] for film in said if film.key in self._renamed}
        keys = [said_key(film) for film in said] if self._answers or self.trail.aliases else []
        answers = (self._answers.get(key) for key in keys)
        owners |= {answer for answer in answers if isinstance(answer, int)}
        folds = {imports.fold(title) for film in said for title in (film.title, film.original) if title}
        for column, values in (
            ("id", owners),
            ("uuid", [self.trail.aliases[key] for key in keys if key in self.trail.aliases]),
            ("letterboxd", [film.address for film in said]),
            ("imdb", [film.imdb for film in said]),
            ("tmdb", [film.tmdb for film in said]),
            ("title_fold", folds),
            ("original_fold", folds),
        ):
            for state in imports.find_films(column, values):
                self.index.add(state)
                if state.entries:
                    seen.add(state.id)
        self.trail.load((), self.index.by_uuid)
        if not all(self.watches.get(key) for key in sources if key):
            self.watches.load_of(sorted(seen))  # a new one may be a watch that somebody else told of

    def load_ids(self, film_ids: Iterable[int]) -> None:
        """Read films by their ids, as the next batch."""
        if not self.dry:
            self.index = FilmIndex()
            self.watches.forget()
            self.trail.forget()
        states = imports.find_films("id", set(film_ids) - self.index.by_id.keys())
        for state in states:
            self.index.add(state)
        self.trail.load((), self.index.by_uuid)
        self.watches.load_of([state.id for state in states if state.entries])

    def flush(self) -> None:
        """Write the trail of the batch and make its films' kept columns right."""
        for film_id in self._touched | self._recount:
            state = self.index.by_id.get(film_id)
            if state is not None and not self.dry:
                imports.alter_film(state)
            elif state is not None:
                state.altered = {}
        if not self.dry:
            # A film that was never seen has nothing to be counted, and most of a watchlist is such.
            film_rows.refresh(self._recount)
            imports.reword(self._reword - self._recount)
            changes.record(Changes(films=frozenset(self._touched)))
        self.trail.flush(self._run_id)
        self._touched, self._recount, self._reword = set(), set(), set()

    # Films

    def find_by_id(self, film_id: int) -> FilmState | None:
        """Return a film of this batch."""
        return self.index.by_id.get(film_id)

    def rename(self, said: FilmSaid, film_id: int) -> None:
        """Take note that a film that is known otherwise is called so by now."""
        if said.title and self._surely(said)[0] is None:
            self._renamed[said.key] = film_id

    def answer(self, key: str) -> Answer | None:
        """Return what the person said of something unsure."""
        return self._answers.get(key)

    def skipped(self, said: FilmSaid) -> bool:
        """Tell whether the person wants nothing of this film."""
        return bool(self._answers) and self._answers.get(said_key(said)) == SKIP

    def _surely(self, said: FilmSaid) -> tuple[FilmState | None, str]:
        found, how = self.index.by_numbers(said)
        if found is not None:
            if said.key != film_key(found.title, found.year):
                # The service renamed it: its other rows come under the new title.
                self._renamed[said.key] = found.id
            return found, how
        found = self.index.by_title(said) if said.title else None
        if found is None and said.title and said.key in self._renamed:
            found = self.find_by_id(self._renamed[said.key])
        return found, "title and year"

    def find(self, said: FilmSaid) -> FilmState | None:
        """Return the film that a row means: by its numbers, by title and year, as answered, or nearly."""
        key = said_key(said)
        answer = self._answers.get(key)
        if answer is not None and answer != NEW:
            found, how = self._answered(answer), ANSWERED
        else:
            found, how = self._surely(said)
            if found is None and key in self.trail.aliases:
                found, how = self.index.by_uuid.get(self.trail.aliases[key]), "an earlier answer"
                if found is not None and key in self.trail.presumed:
                    others = (state for state in self.index.near(said) if state is not found)
                    self._tell_unsure(said, key, [found, *others], candidate(found).answer)
            if found is None and said.title and answer != NEW:
                found, how = self._nearly(said, key), NEARLY
        if found is not None:
            self._matched(said, key, found, how)
        return found

    def _answered(self, answer: Answer) -> FilmState | None:
        if isinstance(answer, int):
            return self.find_by_id(answer)
        if not answer.startswith(LIKE):
            return None
        title, _, year = answer.removeprefix(LIKE).rpartition("|")
        return self.index.by_title(FilmSaid(title, int(year) if year.isdecimal() else None))

    def _nearly(self, said: FilmSaid, key: str) -> FilmState | None:
        """Return the film that a row means almost surely, and list it for the person to say."""
        may, apart = told_apart(self.index.near(said), self._is_told_apart)
        if not may and not apart:
            return None
        taken = candidate(may[0]).answer if may else NEW
        self._tell_unsure(said, key, [*may, *apart], taken)
        return may[0] if may else None

    def _tell_unsure(self, said: FilmSaid, key: str, states: Sequence[FilmState], taken: Answer) -> None:
        if key not in self.unsure:
            candidates = tuple(map(candidate, states))
            self.unsure[key] = Unsure(key, self.file, self.line, said.title, said.year, candidates, taken)

    def _is_told_apart(self, state: FilmState) -> bool:
        """Tell whether the service itself has this film under another title or year."""
        if self.service == LETTERBOXD and state.address:
            return True
        told = self.trail.told_by(state.uuid) | self._named.get(state.uuid, set())
        return self.service in told

    def _matched(self, said: FilmSaid, key: str, state: FilmState, how: str) -> None:
        if how in (ANSWERED, NEARLY):
            sure = how == ANSWERED
            if key not in self.trail.aliases or (sure and key in self.trail.presumed):
                facts = {"alias": key, "by": self.service, "sure": sure}
                self.trail.note(imports.ALIAS, state.uuid, facts)
        else:
            self._named.setdefault(state.uuid, set()).add(self.service)
        if key not in self.matches and state.id > 0 and len(self.matches) < MOST_MATCHES:
            self.matches[key] = Match(said.title, said.year, state.id, state.title, how)

    def find_or_add(self, said: FilmSaid) -> tuple[FilmState, bool]:
        """Return the film and whether it is new; what the library did not know of it is filled in."""
        found = self.find(said)
        if found is not None:
            if not found.binned:
                self._complete(found, said)
            return found, False
        state = FilmState(
            id=0, uuid=new_uuid(), title=said.title, year=said.year, address=said.address, imdb=said.imdb,
            tmdb=said.tmdb, rating=None, rating_own=None, liked=False, watchlist=False, earlier=0, entries=0,
            binned=False, original=said.original, runtime=said.runtime,
            directors=imports.names(said.directors),
        )  # fmt: skip
        state.id = self.dry_id() if self.dry else imports.add_film(state, self.now)
        self.index.add(state)
        self._named.setdefault(state.uuid, set()).add(self.service)
        self._touched.add(state.id)
        self._reword.add(state.id)
        facts: dict[str, Any] = {"by": self.service}
        gave = {"original_title": said.original, "runtime": said.runtime}
        if any(gave.values()):
            facts["gave"] = {column: value for column, value in gave.items() if value}
        self.trail.note(imports.FILM, state.uuid, facts)
        return state, True

    def _complete(self, state: FilmState, said: FilmSaid) -> None:
        for name, column in _FILLED:
            value = getattr(said, name)
            if value and not getattr(state, name):
                columns = {column: value}
                if name == "year":
                    columns |= {"year_key": value}
                elif name == "original":
                    columns |= {"original_fold": imports.fold(value)}
                self._put(state, name, value, columns)
                self.index.name(state)
        if said.directors and not state.directors:
            value = imports.names(said.directors)
            self._put(state, "directors", value, {"directors": value})

    def _put(self, state: FilmState, name: str, value: Any, columns: dict[str, Any]) -> None:
        was = state.rating_own if name == "rating" else getattr(state, name)
        setattr(state, name, value)
        state.altered |= columns
        self._touched.add(state.id)
        if name == "rating" and not state.entries:
            state.altered |= {"rating": value}  # nothing else speaks of it, so nothing is to be worked out
        elif name in ("rating", "earlier"):
            self._recount.add(state.id)
        elif name in ("year", "original", "directors", "notes"):
            self._reword.add(state.id)
        self.trail.note(f"film.{name}", state.uuid, {"was": was, "is": value, "by": self.service})

    def put(self, state: FilmState, name: str, value: Any) -> str:
        """Set ``rating``, ``liked``, ``watchlist`` or ``earlier`` unless somebody else had a say in it.

        Returns ``added``, ``updated``, ``same``, ``kept`` (the person's own stays) or ``other`` (what
        another service said stays).
        """
        current = getattr(state, name)
        mark = self.trail.mark(name, state.uuid)
        if mark is not None and mark == value:
            if name == "rating" and state.rating == state.rating_own == value:
                self._outlast(state, self._said_again)
            return "same"
        if mark is not None and name == "rating" and self.trail.marked_by(name, state.uuid) != self.service:
            return "same" if current == value else "other"
        blank = not current if name != "rating" else state.rating_own is None
        if name == "rating" and blank and current is not None and self.service != LETTERBOXD:
            return "same" if current == value else "other"  # its watches say more than one number can
        if mark is None and not blank:
            return "same" if current == value else "kept"
        if mark is not None and current != mark:
            return "kept"
        when = {"rating_set": self._after} if name == "rating" else {}
        self._put(state, name, value, {_COLUMN.get(name, name): value} | when)
        if name == "rating":
            state.rating_own = value
        return "added" if mark is None else "updated"

    def _outlast(self, state: FilmState, known: set[int]) -> None:
        """Let a rating that this import says again outlast the watches that it brings, and only those."""
        known.add(state.id)
        if state.id in self._said_again and state.id in self._brought:
            state.altered |= {"rating_set": self._after}
            self._recount.add(state.id)

    def put_earlier(self, state: FilmState, value: int) -> None:
        """Set how many earlier watches there are, as imports know it."""
        self._put(state, "earlier", value, {"earlier_watches": value})

    def add_notes(self, state: FilmState, words: Sequence[str]) -> str:
        """Add words to a film's notes that are not in them yet."""
        fresh = [said for said in words if said not in state.notes]
        seen = self.trail.mark("notes", state.uuid) or ""
        fresh = [said for said in fresh if said not in seen]  # removed here since
        if not fresh:
            return "same"
        value = "\n\n".join(filter(None, (state.notes, *fresh)))
        self._put(state, "notes", value, {"notes": value})
        return "added"

    # Lists

    def film_list(self, source: str) -> ListState | None:
        """Return the list that was imported from this address."""
        if source not in self._lists:
            found = import_lists.find_list(source)
            if found is None:
                return None
            self._lists[source] = found
        return self._lists[source]

    def add_list(
        self, source: str, name: str, description: str, tags: tuple[str, ...], created: str
    ) -> ListState:
        """Store a new list."""
        state = ListState(0, new_uuid(), False, description)
        if not self.dry:
            state.id = import_lists.add_list(state.uuid, source, name, description, tags, created)
        self._lists[source] = state
        facts = {"source": source, "is": True, "words": digest(description)}
        self.trail.note(imports.LIST, state.uuid, facts)
        return state

    def put_words(self, film_list: ListState, source: str, words: str, more: bool = False) -> str:
        """Take over newer words about a list; the person's own stay. ``more``: they hold what is there."""
        known, now = self.trail.words_of_list(source), digest(film_list.words)
        if not words or digest(words) in (known, now):
            return "same"
        if film_list.words and now != known and not more:
            return "kept"
        if not self.dry:
            import_lists.put_words(film_list.id, words)
        facts = {"source": source, "was": film_list.words, "is": words, "words": digest(words)}
        self.trail.note(imports.LIST_WORDS, film_list.uuid, facts)
        film_list.words = words
        return "updated"

    def put_entry(self, film_list: ListState, state: FilmState, position: int, note: str) -> str:
        """Put a film on a list; returns ``added``, ``updated`` or ``same``."""
        entry, *there = film_list.entries.get(state.id, (0, 0, ""))
        if entry and there == [position, note]:
            return "same"
        known = state.id in film_list.entries
        entry = (
            (entry or -1)
            if self.dry
            else import_lists.put_entry(film_list.id, entry, state.id, position, note)
        )
        film_list.entries[state.id] = (entry, position, note)
        ref = f"{film_list.uuid}/{state.uuid}"
        if known:
            self.trail.note(imports.ENTRY_FIELDS, ref, {"was": there, "is": [position, note]})
        else:
            self.trail.note(imports.ENTRY, ref)
        return "updated" if known else "added"
