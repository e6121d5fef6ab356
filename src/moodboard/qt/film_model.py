# SPDX-License-Identifier: GPL-3.0-or-later
"""The windowed model of the film list: a count, and pages of rows asked for as they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer

from moodboard.domain.changes import Changes
from moodboard.domain.errors import NotFoundError
from moodboard.domain.film import FilmRow, named
from moodboard.domain.query import FilmQuery
from moodboard.domain.still import Still
from moodboard.qt.indexes import Index
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import films, films_many, stills

PAGE = 64
_PAGES_KEPT = 96
_LONG = 5_000
"""Films from which a list's order is read ahead."""
_REST_MS = 250
_LOOKED_FOR = 24
"""Changed films that are looked for one by one; with more of them asking anew is quicker."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``FilmRow``."""
COVER_ROLE = ROW_ROLE + 1
"""The ``Still`` that stands for the film, None for none."""


class FilmModel(QAbstractListModel):
    """Show the films that answer to a query, 100,000 as quickly as ten.

    Sorting and searching happen in the store; here a new query is a reset, and whoever shows the
    model finds the chosen film again with ``row_of``.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = FilmQuery()
        self._count = 0
        self._pages: OrderedDict[int, tuple[FilmRow, ...]] = OrderedDict()
        self._covers: dict[str, Still] = {}
        self._jobs: JobRunner | None = None
        self._order: tuple[int, ...] | None = None
        """All films in order, once they were read in the background: a page far down is then at hand."""
        self._placed: tuple[int, int] | None = None
        """The row and the film that was asked for last: its page need not be read to show that film."""
        self._asked = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._read_order)

    def read_ahead(self, jobs: JobRunner) -> None:
        """Read a long list's order in the background whenever it rests: finding row 90,000 takes a while."""
        self._jobs = jobs
        self._rest.start()

    def query(self) -> FilmQuery:
        """What is shown."""
        return self._query

    def set_query(self, query: FilmQuery) -> None:
        """Show other films, or the same in another order."""
        if query != self._query:
            self._query = query
            self.reload()

    def reload(self) -> None:
        """Forget what was read and ask anew."""
        self.beginResetModel()
        self._pages.clear()
        self._covers.clear()
        self._order = None
        self._placed = None
        self._asked += 1
        self._count = films.count_films(self._query)
        self.endResetModel()
        if self._jobs is not None:
            self._rest.start()

    def take_changes(self, changes: Changes) -> None:
        """Bring in what changed; rows that stay where they are are only painted anew."""
        if changes.everything:
            self.reload()
            return
        if not changes.films:
            return
        if len(changes.films) > _LOOKED_FOR:
            self.reload()
            return
        if films.count_films(self._query) != self._count:
            self.reload()
            return
        for film_id in changes.films:
            shown = self._cached_row(film_id)
            if shown is None or self.row_of(film_id) != shown:
                self.reload()
                return
        for film_id in changes.films:
            self._renew(film_id)

    def row_of(self, film_id: int) -> int | None:
        """Where the film stands, None when the query leaves it out."""
        try:
            row = films.position_of(film_id, self._query)
        except NotFoundError:
            return None
        self._placed = None if row is None else (row, film_id)
        return row

    def row_at_hand(self, film_id: int) -> int | None:
        """Where the film stands when it is among the first films or those that were read; None otherwise.

        A new list is painted before it is known where in ninety thousand rows the chosen film went.
        """
        if self._count:
            self._page(0)
        return self._cached_row(film_id)

    def is_at_hand(self) -> bool:
        """Whether the first films are all."""
        return self._count <= PAGE

    def film_at(self, row: int) -> FilmRow | None:
        """The film in a row."""
        if not 0 <= row < self._count:
            return None
        if self._placed is not None and self._placed[0] == row and row // PAGE not in self._pages:
            return films.film_row(self._placed[1])
        page = self._page(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

    def held_at(self, row: int) -> FilmRow | None:
        """The film that was read for a row, None when none was: nothing is asked of the library."""
        page = self._pages.get(row // PAGE, ())
        place = row % PAGE
        return page[place] if row >= 0 and place < len(page) else None

    def cover(self, film: FilmRow) -> Still | None:
        """The still to show for a film that was read."""
        return self._covers.get(film.cover)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All films that answer, whether read or not: the scroll bar tells the truth."""
        return 0 if parent.isValid() else self._count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The count can be edited in place."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return plain | flag.ItemIsEditable | flag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's film, its cover, or its words; no query for a cell."""
        if role not in (
            ROW_ROLE,
            COVER_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if not index.isValid():
            return None
        film = self.film_at(index.row())
        if film is None:
            return None
        if role == ROW_ROLE:
            return film
        if role == COVER_ROLE:
            return self.cover(film)
        if role == Qt.ItemDataRole.DisplayRole:
            return named(film.title, film.year)
        return self._spoken(film)

    def _spoken(self, film: FilmRow) -> str:
        times = self.tr("seen %n time(s)", "", film.times_seen + film.at_least)
        if film.at_least:
            times = self.tr("{seen} at least").format(seen=times)
        words = [named(film.title, film.year), times]
        if film.rating is not None:
            words.append(self.tr("{stars} stars").format(stars=f"{film.rating / 2:g}"))
        if film.last_watched is not None and film.last_watched.is_known:
            words.append(self.tr("last {date}").format(date=film.last_watched.said or film.last_watched.edtf))
        return ", ".join(words)

    def _page(self, number: int) -> tuple[FilmRow, ...]:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        if self._order is None:
            page = films.film_rows(self._query, number * PAGE, PAGE)
        else:
            page = films_many.rows_of(self._order[number * PAGE : (number + 1) * PAGE])
        self._pages[number] = page
        wanted = [film.cover for film in page if film.cover and film.cover not in self._covers]
        if wanted:
            self._covers.update(stills.stills(wanted))
        while len(self._pages) > _PAGES_KEPT:
            _, gone = self._pages.popitem(last=False)
            for film in gone:
                self._covers.pop(film.cover, None)
        return page

    def _read_order(self) -> None:
        if self._jobs is None or self._count < _LONG:
            return
        query, asked, count = self._query, self._asked, self._count
        job = Job(lambda _report: (asked, films_many.ids_in(query, [(0, count - 1)])))
        job.succeeded.connect(self._on_order)
        self._jobs.start(job)

    def _on_order(self, told: tuple[int, tuple[int, ...]]) -> None:
        asked, order = told
        if asked == self._asked and len(order) == self._count:
            self._order = order

    def _cached_row(self, film_id: int) -> int | None:
        for number, page in self._pages.items():
            for place, film in enumerate(page):
                if film.id == film_id:
                    return number * PAGE + place
        return None

    def _renew(self, film_id: int) -> None:
        row = self._cached_row(film_id)
        if row is None:
            return
        number, place = divmod(row, PAGE)
        page = list(self._pages[number])
        page[place] = films.film_row(film_id)
        self._pages[number] = tuple(page)
        cover = page[place].cover
        if cover:
            self._covers.update(stills.stills([cover]))
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)
