# SPDX-License-Identifier: GPL-3.0-or-later
"""The shots of the contact sheet as a list: all in film order, or those with a colour, the best first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from moodboard.domain.film_file import said_clock
from moodboard.qt.colour_words import colour_words
from moodboard.services.video.keeping import Shot, Survey
from moodboard.ui.capture.shots.sheet_layout import Section

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_A_MOMENT = 0.002


@dataclass(frozen=True, slots=True)
class SheetShot:
    """One picture of the sheet."""

    number: int
    """Which shot of the film, counted from 0."""
    shot: Shot
    until: float
    """When it ends, as far as is known."""
    colour: str = ""
    """The nearest of its colours, where a colour is looked for."""

    @property
    def length(self) -> float:
        """Its seconds."""
        return max(0.0, self.until - self.shot.at)


class SheetModel(QAbstractListModel):
    """Grows while shots are found; what was chosen stays chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shots: list[Shot] = []
        self._begins: list[float] = []
        self._places: list[tuple[int, str]] | None = None
        """By colour: which shots, and their nearest colours. None: all of them."""
        self._row_of: dict[int, int] = {}
        self._end = 0.0
        self._chapters: tuple[tuple[float, str], ...] = ()
        self._pinned: frozenset[int] = frozenset()
        self._marks: tuple[float, ...] = ()
        self.colour = ""

    # What it shows

    def show_film(self, chapters: Sequence[tuple[float, str]]) -> None:
        """Begin with a film of which nothing is known yet."""
        self.beginResetModel()
        self._shots, self._begins, self._end = [], [], 0.0
        self._chapters = tuple(chapters)
        self.colour, self._places, self._pinned = "", None, frozenset()
        self.endResetModel()

    def show_survey(self, survey: Survey, duration: float) -> None:
        """Take what was found so far; only what is new is told to the views."""
        shots = survey.shots
        same = 0
        for was, now in zip(self._shots, shots, strict=False):
            if was is not now and was != now:
                break
            same += 1
        self._end = max(survey.reached, duration if survey.complete else 0.0)
        if same == len(self._shots) == len(shots):
            return
        if self._places is None:
            self._replace(same, shots)
        else:
            self.beginResetModel()
            self._take(shots)
            self._look()
            self.endResetModel()
        self.show_marks(self._marks)

    def _replace(self, same: int, shots: Sequence[Shot]) -> None:
        if same < len(self._shots):
            self.beginRemoveRows(_ROOT, same, len(self._shots) - 1)
            self._take(shots[:same])
            self.endRemoveRows()
        if same < len(shots):
            self.beginInsertRows(_ROOT, same, len(shots) - 1)
            self._take(shots)
            self.endInsertRows()

    def _take(self, shots: Sequence[Shot]) -> None:
        self._shots = list(shots)
        self._begins = [shot.at for shot in shots]

    def look_for(self, colour: str) -> None:
        """Show the shots that have a colour; "" for all again."""
        self.beginResetModel()
        self.colour = colour
        self._look()
        self.endResetModel()

    def _look(self) -> None:
        self._places, self._row_of = None, {}
        if self.colour:
            from moodboard.services.video.shot_colours import with_colour

            found = with_colour(self._shots, self.colour)
            self._places = [(one.place, one.colour) for one in found]
            self._row_of = {place: row for row, (place, _colour) in enumerate(self._places)}

    def show_marks(self, marks: Sequence[float]) -> None:
        """Mark the shots out of which something is pinned."""
        self._marks = tuple(marks)
        pinned = frozenset(bisect_right(self._begins, at + _A_MOMENT) - 1 for at in marks)
        if pinned != self._pinned:
            self._pinned = pinned
            if self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    # What is asked of it

    def shots(self) -> Sequence[Shot]:
        """All shots of the film that are known."""
        return self._shots

    def shot_at(self, row: int) -> SheetShot | None:
        """Return what is in a row."""
        if not 0 <= row < self.rowCount():
            return None
        number, colour = (row, "") if self._places is None else self._places[row]
        last = number + 1 >= len(self._begins)
        until = max(self._end, self._begins[number]) if last else self._begins[number + 1]
        return SheetShot(number, self._shots[number], until, colour)

    def row_at(self, seconds: float) -> int:
        """Return the row of the shot that is on at a time, -1 when it is not shown."""
        number = max(0, bisect_right(self._begins, seconds + _A_MOMENT) - 1)
        if not self._begins:
            return -1
        return number if self._places is None else self._row_of.get(number, -1)

    def row_of(self, begin: float) -> int:
        """Return the row of the shot that begins at a time, -1 when it is not shown."""
        row = self.row_at(begin)
        found = self.shot_at(row)
        return row if found is not None and abs(found.shot.at - begin) < _A_MOMENT else -1

    def is_pinned(self, number: int) -> bool:
        """Tell whether something of a shot of the film is pinned."""
        return number in self._pinned

    def sections(self) -> tuple[Section, ...]:
        """Return the film's chapters as rows; one without a title where it has none."""
        count = self.rowCount()
        if self._places is not None or len(self._chapters) < 2:
            return (Section("", 0, count),)
        edges = [bisect_left(self._begins, at - _A_MOMENT) for at, _title in self._chapters]
        edges[0] = 0
        made = []
        for number, (first, (_at, title)) in enumerate(zip(edges, self._chapters, strict=True)):
            end = edges[number + 1] if number + 1 < len(edges) else count
            name = title or self.tr("Chapter {number}").format(number=number + 1)
            made.append(Section(name, first, max(0, end - first)))
        return tuple(made)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many shots are shown."""
        if parent.isValid():
            return 0
        return len(self._shots) if self._places is None else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The shot, and how it is said."""
        shot = self.shot_at(index.row()) if index.isValid() else None
        if shot is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return shot
        if role == Qt.ItemDataRole.DisplayRole:
            return said_clock(shot.shot.at)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(shot)
        return None

    def _said(self, shot: SheetShot) -> str:
        words = [
            self.tr("Shot {number} at {at}").format(number=shot.number + 1, at=said_clock(shot.shot.at)),
            said_length(shot.length),
        ]
        if shot.colour:
            words.append(colour_words(shot.colour))
        if self.is_pinned(shot.number):
            words.append(self.tr("pinned"))
        return " · ".join(words)


def said_length(seconds: float) -> str:
    """Return how long a shot is: "4.2 s", "1:05"."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"
