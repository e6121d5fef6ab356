# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a film's subtitle as a list: which one is said now, which answer a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal

from moodboard.domain.line import format_timecode
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt.indexes import Index

if TYPE_CHECKING:
    from moodboard.services.subtitles import Subtitles

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``CueRow``."""
NOW_ROLE = ROW_ROLE + 1
"""-1 for what was said, 0 for what is being said, 1 for what will be."""


@dataclass(frozen=True, slots=True)
class CueRow:
    """A line, or a note between lines."""

    line: Spoken
    place: int = -1
    """Its place among the subtitle's lines; -1 for notes, and for several found as one."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the words stand that were searched for."""

    @property
    def is_note(self) -> bool:
        """Whether nobody says it."""
        return self.place < 0 and not self.marks and self.line.text.startswith("[")


class CueModel(QAbstractListModel):
    """Show all lines, or those that were found; tell which is said at a moment."""

    words_typed = Signal(int, str)
    """The row and its new words."""
    now_changed = Signal()
    """Another line is being said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subtitles: Subtitles | None = None
        self._notes = True
        self._remembered = ""
        self._rows: list[CueRow] = []
        self._row_of: dict[int, int] = {}
        self._moment = 0.0
        self._place: int | None = None
        self._now = -1
        self._before = 0

    # What is shown

    def show(self, subtitles: Subtitles | None, notes: bool) -> None:
        """Show these lines, with notes or without; a shift in time keeps rows where they are."""
        kept = self._subtitles
        self._subtitles, self._notes = subtitles, notes
        rows = self._wanted()
        same = kept is not None and subtitles is not None and len(rows) == len(self._rows)
        if same and all(
            a.line.text == b.line.text and a.place == b.place and a.line.speaker == b.line.speaker
            for a, b in zip(rows, self._rows, strict=True)
        ):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1), [ROW_ROLE, NOW_ROLE])
            self._find_now()
            return
        self._take(rows)

    def search(self, remembered: str) -> None:
        """Show what answers, the best first, or everything for no words."""
        remembered = remembered.strip()
        if remembered != self._remembered:
            self._remembered = remembered
            self._take(self._wanted())

    @property
    def remembered(self) -> str:
        """What was searched for."""
        return self._remembered

    def _take(self, rows: list[CueRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._row_of = {row.place: number for number, row in enumerate(rows) if row.place >= 0}
        self._now, self._before = self._row_now()
        self.endResetModel()
        self.now_changed.emit()

    def _wanted(self) -> list[CueRow]:
        said = self._subtitles
        if said is None:
            return []
        if self._remembered:
            return list(self._found(said))
        rows = (CueRow(line, place) for place, line in enumerate(said.lines))
        if not self._notes:
            return list(rows)
        notes = (CueRow(line) for line in said.notes)
        return list(merge(rows, notes, key=lambda row: row.line.start))

    def _found(self, said: Subtitles) -> Iterator[CueRow]:
        places = {(line.start, line.text): place for place, line in enumerate(said.lines)}
        for answer in said.find(self._remembered):
            line = answer.line
            place = places.get((line.start, line.text), -1)
            yield CueRow(line, place, said.marks(self._remembered, line.text) or ((0, 0),))

    # Now

    def set_moment(self, seconds: float) -> None:
        """Follow the film; costs next to nothing while the same line is said."""
        self._moment = seconds
        self._find_now()

    def _find_now(self) -> None:
        self._place = None if self._subtitles is None else self._subtitles.place_at(self._moment)
        now, before = self._row_now()
        if (now, before) == (self._now, self._before):
            return
        was, had = self._now, self._before
        self._now, self._before = now, before
        touched = [row for row in (was, had, now, before) if 0 <= row < len(self._rows)]
        if touched:
            self.dataChanged.emit(self.index(min(touched)), self.index(max(touched)), [NOW_ROLE])
        if now != was:
            self.now_changed.emit()

    def _row_now(self) -> tuple[int, int]:
        """Return the row of what is said, and how many rows are behind it; found rows have no such order."""
        if self._subtitles is None:
            return -1, 0
        place = self._subtitles.place_at(self._moment)
        if self._remembered:
            line = None if place is None else self._subtitles.lines[place]
            rows = enumerate(self._rows)
            held = (n for n, row in rows if line and row.line.start <= line.start < row.line.end)
            return next(held, -1), 0
        now = -1 if place is None else self._row_of.get(place, -1)
        return now, now if now >= 0 else self._behind()

    def _behind(self) -> int:
        low, high = 0, len(self._rows)
        while low < high:
            middle = (low + high) // 2
            if self._rows[middle].line.start <= self._moment:
                low = middle + 1
            else:
                high = middle
        return low

    @property
    def now(self) -> int:
        """The row that is being said, -1 for none."""
        return self._now

    def row(self, number: int) -> CueRow:
        """One row."""
        return self._rows[number]

    def rows(self) -> Sequence[CueRow]:
        """All of them."""
        return self._rows

    def row_at(self, seconds: float) -> int:
        """Return the row that begins nearest to a time, -1 for none."""
        rows = range(len(self._rows))
        return min(rows, key=lambda number: abs(self._rows[number].line.start - seconds), default=-1)

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the row, or whether it is said now."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == NOW_ROLE:
            number = index.row()
            return 0 if number == self._now else -1 if number < self._before else 1
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[index.row()].line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self._rows[index.row()].line
            said = f"{line.speaker}: {line.text}" if line.speaker else line.text
            return f"{timecode(line)} {said}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Other words are a wish: whoever keeps them shows the rows anew."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or self._rows[index.row()].place < 0:
            return False
        words = str(value).strip()
        if not words or words == self._rows[index.row()].line.text:
            return False
        self.words_typed.emit(index.row(), words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lines may be edited, notes may not."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self._rows[index.row()].place >= 0 else flags


def timecode(line: Spoken) -> str:
    """Return when a line is said, as it is written; what lies before the film begins with it."""
    return format_timecode(max(0.0, line.start)) or ""
