# SPDX-License-Identifier: GPL-3.0-or-later
"""What our small tables have in common: headings, roles, rows that are all at hand."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from moodboard.qt.indexes import Index

MUTED_ROLE = Qt.ItemDataRole.UserRole + 1
"""True for words in the quieter ink."""
STARS_ROLE = Qt.ItemDataRole.UserRole + 2
"""A rating 1..10 to be painted."""
CHOICES_ROLE = Qt.ItemDataRole.UserRole + 3
"""What a cell may be, as pairs of a key and its words."""
KEY_ROLE = Qt.ItemDataRole.UserRole + 4
"""The key of what a cell is now."""
WORDS_ROLE = Qt.ItemDataRole.UserRole + 5
"""True where rows of words are typed, not one."""

Choices = tuple[tuple[str, str], ...]


class TableRows(QAbstractTableModel):
    """A table whose rows are counted by ``_count`` and told by ``_words``."""

    def __init__(self, heads: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = heads

    def _count(self) -> int:
        raise NotImplementedError

    def _words(self, row: int, column: int) -> str:
        raise NotImplementedError

    def _more(self, row: int, column: int, role: int) -> object:
        """Answer for a role beyond the words."""
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All rows."""
        return 0 if parent.isValid() else self._count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One for each heading."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings; rows have none."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._heads[section] if 0 <= section < len(self._heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and what the model at hand says beyond them."""
        if not index.isValid() or not 0 <= index.row() < self._count():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._words(index.row(), index.column())
        found = self._more(index.row(), index.column(), role)
        if found is None and role == Qt.ItemDataRole.ToolTipRole:
            return self._words(index.row(), index.column()) or None
        if found is None and role == Qt.ItemDataRole.AccessibleTextRole:
            head, words = self._heads[index.column()], self._words(index.row(), index.column())
            return f"{head}: {words}" if head and words else words or head
        return found

    def _tell_row(self, row: int) -> None:
        """Say that a row is another by now."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._heads) - 1))
