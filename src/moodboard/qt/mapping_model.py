# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns of a table that no service wrote: what stands in them, and what each means."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QObject, Qt, Signal

from moodboard.domain.imports.mapping import Column, Mapping
from moodboard.domain.letterboxd import column_name
from moodboard.qt.indexes import Index
from moodboard.qt.table_rows import CHOICES_ROLE, KEY_ROLE, MUTED_ROLE, Choices, TableRows
from moodboard.services.importing import TableFound

_FLAG = Qt.ItemFlag
_SHOWN = 3


class MappingModel(TableRows):
    """One row for each column of the table."""

    NAME, VALUES, MEANS = range(3)
    edited = Signal()

    def __init__(self, table: TableFound, mapping: Mapping, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = self.tr("Column"), self.tr("Holds"), self.tr("Means")
        self._table = table
        self._mapping = mapping

    def mapping(self) -> Mapping:
        """How the table is read."""
        return self._mapping

    def set_mapping(self, mapping: Mapping) -> None:
        """Read it otherwise."""
        self._mapping = mapping
        if self._table.header:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._table.header) - 1, self.MEANS))
        self.edited.emit()

    def values(self, column: Column) -> list[str]:
        """What stands in the column that means this, as far as was looked."""
        name = self._mapping.columns.get(column)
        if name is None:
            return []
        plain = column_name(name)
        place = next(n for n, head in enumerate(self._table.header) if column_name(head) == plain)
        return self._cells(place)

    def choices(self) -> Choices:
        """What a column may mean."""
        words = {
            Column.TITLE: self.tr("the title"),
            Column.YEAR: self.tr("its year"),
            Column.DATE: self.tr("when it was seen"),
            Column.RATING: self.tr("the rating"),
            Column.REWATCH: self.tr("a rewatch or not"),
            Column.TAGS: self.tr("tags"),
            Column.REVIEW: self.tr("a review"),
            Column.NOTES: self.tr("notes"),
            Column.PEOPLE: self.tr("with whom"),
            Column.WHERE: self.tr("where"),
            Column.MEDIUM: self.tr("seen on"),
            Column.CUT: self.tr("which cut"),
            Column.FINISHED: self.tr("seen to the end"),
            Column.LIKED: self.tr("liked"),
            Column.WATCHLIST: self.tr("to watch or not"),
            Column.TIMES: self.tr("times seen"),
            Column.DIRECTORS: self.tr("directed by"),
            Column.ORIGINAL: self.tr("original title"),
            Column.LIST: self.tr("a list’s name"),
            Column.IMDB: self.tr("IMDb’s number"),
            Column.TMDB: self.tr("TMDB’s number"),
            Column.LETTERBOXD: self.tr("Letterboxd’s address"),
        }
        return (("", self.tr("nothing")), *((column.value, said) for column, said in words.items()))

    def _meaning(self, row: int) -> str:
        plain = column_name(self._table.header[row])
        return next(
            (column.value for column, name in self._mapping.columns.items() if column_name(name) == plain), ""
        )

    def _cells(self, place: int) -> list[str]:
        return [said for row in self._table.sample if place < len(row) and (said := row[place].strip())]

    def _count(self) -> int:
        return len(self._table.header)

    def _words(self, row: int, column: int) -> str:
        if column == self.NAME:
            return self._table.header[row].strip() or self.tr("without a name")
        if column == self.VALUES:
            return "  ·  ".join(islice(dict.fromkeys(self._cells(row)), _SHOWN))
        return dict(self.choices())[self._meaning(row)]

    def _more(self, row: int, column: int, role: int) -> object:
        if role == MUTED_ROLE:
            return column == self.VALUES or (column == self.MEANS and not self._meaning(row))
        if column == self.MEANS and role == CHOICES_ROLE:
            return self.choices()
        return self._meaning(row) if column == self.MEANS and role == KEY_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What a column means is chosen in place."""
        if not index.isValid():
            return _FLAG.NoItemFlags
        flags = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren
        named = bool(self._table.header[index.row()].strip())
        return flags | _FLAG.ItemIsEditable if index.column() == self.MEANS and named else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Let a column mean something; what meant it before means nothing."""
        if not index.isValid() or index.column() != self.MEANS or role != Qt.ItemDataRole.EditRole:
            return False
        said = str(value)
        if said and said not in tuple(Column):
            return False
        name = self._table.header[index.row()]
        columns = {
            column: other
            for column, other in self._mapping.columns.items()
            if column_name(other) != column_name(name) and column.value != said
        }
        if said:
            columns[Column(said)] = name
        self.set_mapping(replace(self._mapping, columns=columns))
        return True
