# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the side bar of the films' page: sections with entries, in one flat list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, Signal

from moodboard.qt.indexes import Index
from moodboard.ui.library.page.carrying import FILMS_MIME, films_in

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    id: str
    title: str
    """Empty for entries without a heading."""
    deed: str = ""
    """What the plus at the heading's end does, in words; empty for no plus."""
    hint: str = ""
    """What stands there in place of entries, while there are none."""
    takes_films: bool = False
    """Films can be dropped on its entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to."""

    key: str
    words: str
    count: int | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row as it is drawn: a heading, an entry, or a hint."""

    section: Section
    entry: Entry | None = None
    is_hint: bool = False


class SideModel(QAbstractListModel):
    """Headings cannot be chosen; entries can."""

    dropped = Signal(str, str, object)
    """Section, entry, and the films that were dropped on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._rows: list[SideRow] = []

    def add_section(self, section: Section, before: str = "") -> None:
        """Put a section at the end, or before another one; one of that name is replaced."""
        self._sections = [one for one in self._sections if one.id != section.id]
        places = [place for place, one in enumerate(self._sections) if one.id == before]
        self._sections.insert(places[0] if places else len(self._sections), section)
        self._entries.setdefault(section.id, ())
        self._lay_out()

    def set_entries(self, section_id: str, entries: Sequence[Entry]) -> None:
        """Show these under a section."""
        if self._entries.get(section_id) != tuple(entries):
            self._entries[section_id] = tuple(entries)
            self._lay_out()

    def entries(self, section_id: str) -> tuple[Entry, ...]:
        """What stands under a section."""
        return self._entries.get(section_id, ())

    def set_count(self, section_id: str, key: str, count: int | None) -> None:
        """Show another number behind an entry."""
        row = self.row_of(section_id, key)
        if row is None:
            return
        entry = self._rows[row].entry
        if entry is None or entry.count == count:
            return
        new = replace(entry, count=count)
        self._entries[section_id] = tuple(new if one.key == key else one for one in self._entries[section_id])
        self._rows[row] = replace(self._rows[row], entry=new)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_at(self, row: int) -> SideRow | None:
        """One row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, section_id: str, key: str) -> int | None:
        """Where an entry stands."""
        for place, row in enumerate(self._rows):
            if row.section.id == section_id and row.entry is not None and row.entry.key == key:
                return place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Headings, entries and hints."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only entries can be chosen; some take films."""
        flag = Qt.ItemFlag
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or row.entry is None:
            return flag.ItemNeverHasChildren if row is not None else flag.NoItemFlags
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return plain | flag.ItemIsDropEnabled if row.section.takes_films else plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, its words, or what a screen reader says."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return (row.entry.tip or row.entry.words) if row.entry is not None else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entry.words if row.entry is not None else self._plain(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.entry is None or row.entry.count is None:
                return row.entry.words if row.entry is not None else self._plain(row)
            return f"{row.entry.words}, " + self.tr("%n film(s)", "", row.entry.count)
        return None

    def mimeTypes(self) -> list[str]:
        """Films can be dropped here."""
        return [FILMS_MIME]

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Only onto an entry that takes films."""
        row = self.row_at(parent.row()) if parent.isValid() else None
        return row is not None and row.section.takes_films and data.hasFormat(FILMS_MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Say what was dropped where."""
        on = self.row_at(parent.row()) if parent.isValid() else None
        if on is None or on.entry is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(on.section.id, on.entry.key, films_in(data))
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        """Films stay where they are."""
        return Qt.DropAction.CopyAction

    @staticmethod
    def _plain(row: SideRow) -> str:
        return row.section.hint if row.is_hint else row.section.title

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._rows = []
        for section in self._sections:
            if section.title:
                self._rows.append(SideRow(section))
            entries = self._entries[section.id]
            self._rows += [SideRow(section, entry) for entry in entries]
            if not entries and section.hint:
                self._rows.append(SideRow(section, is_hint=True))
        self.endResetModel()
