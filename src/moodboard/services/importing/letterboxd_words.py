# SPDX-License-Identifier: GPL-3.0-or-later
"""What people wrote on Letterboxd that is about no film: kept as lists, so that not a word is lost.

The films of a profile become a list with its words; the comments on others' reviews one list of words.
"""

from __future__ import annotations

from collections.abc import Callable

from moodboard.domain.html_text import plain_text
from moodboard.domain.letterboxd import Kind
from moodboard.domain.letterboxd_rows import Cells, tidy_address
from moodboard.services.importing.keeping import ADDED, REMOVED, THERE, UPDATED
from moodboard.services.importing.report import Totals
from moodboard.services.importing.workspace import Workspace
from moodboard.store import imports
from moodboard.store.import_lists import ListState

FAVOURITES, ABOUT, COMMENTS = "Favourite films", "About me", "Comments on Letterboxd"
NOTHING_WRITTEN = "not kept"
_COMMENTS_KEY = "letterboxd:comments"


class WordsOfAPerson:
    """Apply the rows of a profile and of comments."""

    def __init__(self, space: Workspace, totals: Totals) -> None:
        self._space = space
        self._totals = totals
        self._comments: list[str] = []
        """New ones, written at once when all are known."""
        self._apply: dict[Kind, Callable[[Cells], str]] = {
            Kind.PROFILE: self._profile,
            Kind.COMMENTS: self._comment,
        }

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of files that are read here."""
        return frozenset(self._apply)

    def apply(self, kind: Kind, cells: Cells) -> str:
        """Do what the row says; returns the outcome."""
        return self._apply[kind](cells)

    def _list(self, source: str, name: str, words: str, created: str) -> tuple[ListState | None, str]:
        space = self._space
        found = space.film_list(source)
        if found is None:
            if space.trail.has_list(source):
                return None, REMOVED
            self._totals.lists += 1
            return space.add_list(source, name, words, (), created), ADDED
        if found.binned:
            return None, "the list is in the bin"
        return found, "same"

    def _profile(self, cells: Cells) -> str:
        words = plain_text(cells.text("bio"))
        said = [tidy_address(part) for part in cells.text("favoritefilms").split(",")]
        addresses = [address for address in said if address]
        if not words and not addresses:
            return NOTHING_WRITTEN
        source = f"letterboxd:profile:{cells.text('username').casefold()}"
        film_list, outcome = self._list(
            source, FAVOURITES if addresses else ABOUT, words, cells.day("datejoined").edtf
        )
        if film_list is None:
            return outcome
        outcomes = [outcome, self._space.put_words(film_list, source, words)]
        for found in imports.find_films("letterboxd", addresses):
            self._space.index.add(found)
        for position, address in enumerate(addresses, 1):
            state = self._space.index.by_address.get(address)
            if state is None:
                cells.faults.append(f"No film of the library has the address {address} of a favourite")
            elif not state.binned:
                note = film_list.entries.get(state.id, (0, 0, ""))[2]
                outcomes.append(self._space.put_entry(film_list, state, position, note))
        return next((one for one in (ADDED, UPDATED, "kept") if one in outcomes), THERE)

    def _comment(self, cells: Cells) -> str:
        words = plain_text(cells.text("comment"))
        if not words:
            return NOTHING_WRITTEN
        where = ", ".join(filter(None, (cells.text("date"), cells.text("content"))))
        entry = f"{where}\n{words}"
        film_list, outcome = self._list(_COMMENTS_KEY, COMMENTS, entry, "")
        if film_list is None or outcome == ADDED:
            return outcome
        if entry in film_list.words or entry in self._comments:
            return THERE
        self._comments.append(entry)
        return ADDED

    def settle(self) -> None:
        """Write the new comments behind the ones that are there."""
        film_list = self._space.film_list(_COMMENTS_KEY) if self._comments else None
        if film_list is not None and not film_list.binned:
            words = "\n\n".join((film_list.words, *self._comments))
            self._space.put_words(film_list, _COMMENTS_KEY, words, more=True)
        self._comments = []
