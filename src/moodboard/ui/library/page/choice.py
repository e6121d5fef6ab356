# SPDX-License-Identifier: GPL-3.0-or-later
"""The films that are chosen on the page: ranges of rows, so that all of 100,000 cost as much as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Signal

from moodboard.domain.query import FilmQuery
from moodboard.qt.film_model import PAGE, FilmModel
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import films_many

_REMEMBERED = 2_000
"""Chosen films that are found again one by one after the list was asked anew."""
LONG = 5_000
"""Films of a list from which its order is read in the background."""
_FLAG = QItemSelectionModel.SelectionFlag


class FilmChoice(QObject):
    """Hold the selection that the list and the wall share; keep it when the list is asked anew.

    Films that moved keep their mark; those that the list leaves out now lose it.
    """

    changed = Signal()
    """Others are chosen now; told once after many steps."""

    def __init__(self, model: FilmModel, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._jobs = model, jobs
        self._generation = 0
        self.selection = QItemSelectionModel(model, self)
        self._was_all = False
        self._kept: tuple[tuple[int, int], ...] = ()
        """Row and film of what was chosen before the list was asked anew."""
        self._current = 0
        self._current_row = 0
        self._query: FilmQuery = model.query()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.changed)
        self.selection.selectionChanged.connect(lambda *_: self._soon.start())
        self.selection.currentChanged.connect(lambda *_: self._soon.start())
        model.modelAboutToBeReset.connect(self._remember)

    def follow_resets(self) -> None:
        """Choose anew what was chosen; called after the views, which choose nothing when they are reset."""
        self._model.modelReset.connect(self._restore)

    def count(self) -> int:
        """How many films are chosen."""
        return sum(last - first + 1 for first, last in self.ranges())

    def ranges(self) -> list[tuple[int, int]]:
        """The chosen rows, first and last of each run, in order."""
        return sorted((one.top(), one.bottom()) for one in self.selection.selection().toList())

    def is_all(self) -> bool:
        """Whether every film of the list is chosen."""
        return self._model.rowCount() > 0 and self.count() == self._model.rowCount()

    def film(self) -> int | None:
        """The film that the keyboard is on, when it is chosen, or the first one that is."""
        current = self.selection.currentIndex()
        if current.isValid() and self.selection.isSelected(current):
            film = self._model.film_at(current.row())
            return film.id if film is not None else None
        ranges = self.ranges()
        first = self._model.film_at(ranges[0][0]) if ranges else None
        return first.id if first is not None else None

    def ids(self) -> tuple[int, ...]:
        """The chosen films in the order of the list; a long list is read now."""
        return films_many.ids_in(self._model.query(), self.ranges())

    def first_ids(self, most: int = 100) -> tuple[int, ...]:
        """The current film first, then some of the others: enough for a command about a few."""
        first = self.film()
        if first is None:
            return ()
        found = [first]
        for start, end in self.ranges():
            for row in range(start, min(end + 1, start + most)):
                film = self._model.film_at(row)
                if film is not None and film.id != first:
                    found.append(film.id)
                if len(found) >= most:
                    return tuple(found)
        return tuple(found)

    def select_all(self) -> None:
        """Choose every film of the list."""
        self._select([(0, self._model.rowCount() - 1)])

    def clear(self) -> None:
        """Choose none."""
        self.selection.clearSelection()

    def choose(self, film_id: int) -> bool:
        """Choose one film; False when the list leaves it out."""
        row = self._model.row_of(film_id)
        if row is None:
            return False
        self.selection.setCurrentIndex(self._model.index(row, 0), _FLAG.ClearAndSelect)
        return True

    def choose_films(self, film_ids: Iterable[int]) -> None:
        """Choose these films, as far as the list has them."""
        self._find(list(film_ids), {}, self._select_rows)

    def _select(self, ranges: Iterable[tuple[int, int]]) -> None:
        chosen = QItemSelection()
        for first, last in ranges:
            if last >= first:
                chosen.select(self._model.index(first, 0), self._model.index(last, 0))
        self.selection.select(chosen, _FLAG.ClearAndSelect)

    def _select_rows(self, rows: Iterable[int]) -> None:
        ranges: list[list[int]] = []
        for row in sorted(set(rows)):
            if ranges and row == ranges[-1][1] + 1:
                ranges[-1][1] = row
            else:
                ranges.append([row, row])
        self._select((first, last) for first, last in ranges)

    def _remember(self) -> None:
        """Note what is chosen while the model still holds it; nothing is asked of the library."""
        current = self._model.held_at(self.selection.currentIndex().row())
        self._current = current.id if current is not None else 0
        self._current_row = self.selection.currentIndex().row()
        self._was_all = self.count() > 1 and self.is_all()
        kept: list[tuple[int, int]] = []
        if not self._was_all and self.count() <= _REMEMBERED:
            for first, last in self.ranges():
                films = ((row, self._model.held_at(row)) for row in range(first, last + 1))
                kept += [(row, film.id) for row, film in films if film is not None]
        self._kept = tuple(kept)

    def _restore(self) -> None:
        query, before = self._model.query(), self._query
        self._query = query
        self._generation += 1
        same = (query.text, query.chips, query.filters) == (before.text, before.chips, before.filters)
        if self._was_all and same:
            self.select_all()
        # What another search leaves in view is not what was meant: only the film at hand stays.
        elif same and self._kept:
            rows = {film: row for row, film in self._kept}
            self._find(list(rows), rows, self._select_rows)
        if self._current:
            beside = same and (self._was_all or bool(self._kept))
            guess = {self._current: self._current_row}
            self._find([self._current], guess, lambda found: self._put_current(found, beside))
        self._soon.start()

    def _put_current(self, rows: list[int], beside: bool) -> None:
        for row in rows:
            how = _FLAG.NoUpdate if beside else _FLAG.ClearAndSelect
            self.selection.setCurrentIndex(self._model.index(row, 0), how)

    def _find(self, film_ids: list[int], guesses: dict[int, int], then: Callable[[list[int]], None]) -> None:
        """Hand the films' rows over: at once where that is quick, else when the order was read."""
        rows: dict[int, int] = {}
        first = {film.id: row for row in range(PAGE) if (film := self._model.held_at(row)) is not None}
        for film_id in film_ids:
            guess = guesses.get(film_id, -1)
            film = self._model.film_at(guess)
            if film is not None and film.id == film_id:
                rows[film_id] = guess
            elif film_id in first:
                rows[film_id] = first[film_id]
        missing = [film_id for film_id in film_ids if film_id not in rows]
        if not missing:
            then(list(rows.values()))
            return
        query, count, generation = self._model.query(), self._model.rowCount(), self._generation

        def look() -> dict[int, int]:
            order = films_many.ids_in(query, [(0, count - 1)])
            places = {film: row for row, film in enumerate(order)}
            return rows | {film: places[film] for film in missing if film in places}

        if count < LONG:
            then(list(look().values()))
            return
        job = Job(lambda _report: (generation, look(), then))
        job.succeeded.connect(self._on_looked)
        self._jobs.start(job)

    def _on_looked(self, told: tuple[int, dict[int, int], Callable[[list[int]], None]]) -> None:
        generation, found, then = told
        if generation == self._generation:
            then(list(found.values()))
