# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines to look through before they are kept: ticked or not, their words and speakers edited in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal

from moodboard.domain.exchange import DASH, turns_of
from moodboard.domain.line import format_timecode
from moodboard.qt.indexes import Index
from moodboard.qt.table_rows import MUTED_ROLE, WORDS_ROLE, TableRows

_FLAG = Qt.ItemFlag


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line that might be kept."""

    key: tuple[str, ...]
    """What it is known by when its words are changed, or looked for again."""
    text: str
    speaker: str = ""
    film: str = ""
    timecode: float | None = None
    ticked: bool = False
    known: bool = False
    """The film has these words already."""


class LinesModel(TableRows):
    """The lines as a table."""

    TEXT, SPEAKER, LAST = range(3)
    ticked = Signal()
    """Other lines are chosen now."""

    def __init__(self, with_film: bool, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        last = self.tr("Film") if with_film else self.tr("At")
        self._heads = self.tr("Line"), self.tr("Said by"), last
        self._with_film = with_film
        self._rows: list[LineRow] = []
        self._own: dict[tuple[str, ...], LineRow] = {}
        """What was changed by hand."""

    def take(self, rows: Iterable[LineRow]) -> None:
        """Show these; what was changed by hand before stays so."""
        self.beginResetModel()
        self._rows = [self._mine(row) for row in rows]
        self.endResetModel()
        self.ticked.emit()

    def _mine(self, row: LineRow) -> LineRow:
        own = self._own.get(row.key)
        return row if own is None else replace(row, text=own.text, speaker=own.speaker, ticked=own.ticked)

    def chosen(self) -> list[LineRow]:
        """The ticked ones."""
        return [row for row in self._rows if row.ticked]

    def rows(self) -> list[LineRow]:
        """All of them."""
        return list(self._rows)

    def tick_all(self, on: bool) -> None:
        """Choose all of them that are new, or none."""
        self._rows = [replace(row, ticked=on and not row.known) for row in self._rows]
        self._own |= {row.key: row for row in self._rows}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.LAST))
        self.ticked.emit()

    def _count(self) -> int:
        return len(self._rows)

    def _words(self, row: int, column: int) -> str:
        line = self._rows[row]
        if column == self.TEXT:
            return line.text
        if column == self.SPEAKER:
            turns = turns_of(line.text)
            named = dict.fromkeys(turn.speaker for turn in turns if turn.speaker != DASH)
            return line.speaker or ", ".join(named)
        if self._with_film:
            return line.film
        return self.tr("there already") if line.known else format_timecode(line.timecode) or ""

    def _more(self, row: int, column: int, role: int) -> object:
        line = self._rows[row]
        if role == Qt.ItemDataRole.CheckStateRole and column == self.TEXT:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == WORDS_ROLE:
            return column == self.TEXT
        if role == MUTED_ROLE:
            return column == self.LAST or line.known or (column == self.SPEAKER and not line.speaker)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Words and speakers are edited in place; an exchange names its speakers in its words."""
        if not index.isValid():
            return _FLAG.NoItemFlags
        flags = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren
        if index.column() == self.TEXT:
            return flags | _FLAG.ItemIsUserCheckable | _FLAG.ItemIsEditable
        speaks = index.column() == self.SPEAKER and not turns_of(self._rows[index.row()].text)
        return flags | _FLAG.ItemIsEditable if speaks else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick, other words or another speaker; whoever edits a line wants it."""
        if not index.isValid():
            return False
        line = self._rows[index.row()]
        said = str(value).strip()
        if role == Qt.ItemDataRole.CheckStateRole:
            line = replace(line, ticked=value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
        elif role != Qt.ItemDataRole.EditRole or index.column() == self.LAST:
            return False
        elif index.column() == self.TEXT:
            if not said:
                return False
            line = replace(line, text=said, ticked=line.ticked or said != line.text)
        else:
            line = replace(line, speaker=said, ticked=line.ticked or said != line.speaker)
        self._rows[index.row()] = self._own[line.key] = line
        self._tell_row(index.row())
        self.ticked.emit()
        return True
