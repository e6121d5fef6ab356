# SPDX-License-Identifier: GPL-3.0-or-later
"""The films of one own list as a model that is reordered by drag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, Signal

from moodboard.domain.film import named
from moodboard.domain.still import Still
from moodboard.qt.indexes import Index
from moodboard.services import stills
from moodboard.services.own_lists import ListedFilm, OwnListPage
from moodboard.ui.library.page.carrying import FILMS_MIME, carry, films_in

LISTED_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``ListedFilm``."""
COVER_ROLE = LISTED_ROLE + 1
"""The ``Still`` that stands for the film, None for none."""
NUMBER_ROLE = LISTED_ROLE + 2
"""Its place from 1 on a ranked list, 0 on any other."""


class ListModel(QAbstractListModel):
    """Show a list's films; what is dropped or typed is asked for, and comes back as another page."""

    films_dropped = Signal(object, int)
    """Films, in their order, and the row before which they were dropped."""
    note_typed = Signal(int, str)
    """A film and the words that were typed for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._films: tuple[ListedFilm, ...] = ()
        self._covers: dict[str, Still] = {}
        self._ranked = False

    def show_page(self, page: OwnListPage | None) -> None:
        """Show another list, or the same as it is now; rows that stay only are painted anew."""
        films = page.films if page is not None else ()
        same = [one.row.id for one in films] == [one.row.id for one in self._films]
        wanted = [one.row.cover for one in films if one.row.cover]
        covers = stills.stills(wanted) if wanted else {}
        if not same:
            self.beginResetModel()
        self._films, self._covers = films, covers
        self._ranked = page is not None and page.own.ranked
        if not same:
            self.endResetModel()
        elif films:
            self.dataChanged.emit(self.index(0, 0), self.index(len(films) - 1, 0))

    def film_id(self, row: int) -> int | None:
        """The film in a row."""
        return self._films[row].row.id if 0 <= row < len(self._films) else None

    def row_of(self, film_id: int) -> int | None:
        """Where a film stands."""
        return next((row for row, one in enumerate(self._films) if one.row.id == film_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many films there are."""
        return 0 if parent.isValid() else len(self._films)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen, dragged, and their notes edited; between them films can be dropped."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        own = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return own | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row's film, cover, place, note, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._films):
            return None
        one = self._films[index.row()]
        if role == LISTED_ROLE:
            return one
        if role == COVER_ROLE:
            return self._covers.get(one.row.cover)
        if role == NUMBER_ROLE:
            return index.row() + 1 if self._ranked else 0
        if role == Qt.ItemDataRole.EditRole:
            return one.note
        if role == Qt.ItemDataRole.DisplayRole:
            return named(one.row.title, one.row.year)
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.note or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = f"{index.row() + 1}. " if self._ranked else ""
            return place + named(one.row.title, one.row.year) + (f", {one.note}" if one.note else "")
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another note."""
        film_id = self.film_id(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or film_id is None:
            return False
        if str(value).strip() != self._films[index.row()].note:
            self.note_typed.emit(film_id, str(value))
        return True

    def mimeTypes(self) -> list[str]:
        """Films, of this list or of any other place."""
        return [FILMS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the films of the rows."""
        return carry([self._films[row].row.id for row in sorted({index.row() for index in indexes})])

    def supportedDropActions(self) -> Qt.DropAction:
        """The model never takes rows away by itself: the list is asked to be in another order."""
        return Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """A drag takes nothing away."""
        return Qt.DropAction.CopyAction

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Say which films were dropped before which row."""
        films = films_in(data)
        if not films:
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._films)
        self.films_dropped.emit(films, to)
        return True
