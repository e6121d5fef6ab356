# SPDX-License-Identifier: GPL-3.0-or-later
"""The windowed model of the film list: a count, and pages of rows asked for as they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from moodboard.domain.changes import Changes
from moodboard.domain.errors import NotFoundError
from moodboard.domain.film import FilmRow, named
from moodboard.domain.query import FilmQuery
from moodboard.domain.still import Still
from moodboard.qt.indexes import Index
from moodboard.services import films, stills

PAGE = 128
_PAGES_KEPT = 48

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
        self._count = films.count_films(self._query)
        self.endResetModel()

    def take_changes(self, changes: Changes) -> None:
        """Bring in what changed; rows that stay where they are are only painted anew."""
        if changes.everything:
            self.reload()
            return
        if not changes.films:
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
            return films.position_of(film_id, self._query)
        except NotFoundError:
            return None

    def film_at(self, row: int) -> FilmRow | None:
        """The film in a row."""
        if not 0 <= row < self._count:
            return None
        page = self._page(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

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
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemNeverHasChildren

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
        words = [named(film.title, film.year), self.tr("seen %n time(s)", "", film.times_seen)]
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
        page = films.film_rows(self._query, number * PAGE, PAGE)
        self._pages[number] = page
        wanted = [film.cover for film in page if film.cover and film.cover not in self._covers]
        if wanted:
            self._covers.update(stills.stills(wanted))
        while len(self._pages) > _PAGES_KEPT:
            _, gone = self._pages.popitem(last=False)
            for film in gone:
                self._covers.pop(film.cover, None)
        return page

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
