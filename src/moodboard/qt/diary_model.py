# SPDX-License-Identifier: GPL-3.0-or-later
"""The windowed model of the diary: headings and watches, read by the page as they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from moodboard.domain.diary import DiaryRow, Outline, Section, section_at
from moodboard.domain.film import named
from moodboard.domain.still import Still
from moodboard.qt import diary_words
from moodboard.qt.indexes import Index
from moodboard.services import diary, stills

PAGE = 64
_PAGES_KEPT = 40

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``DiaryRow``, None for a heading."""
SECTION_ROLE = ROW_ROLE + 1
"""The ``Section`` that a heading begins, None for a watch."""
COVER_ROLE = ROW_ROLE + 2
"""The ``Still`` that stands for the film, None for none."""
DAY_ROLE = ROW_ROLE + 3
"""The day that is written beside the row: of several watches on a day only the first has it."""
_KNOWN = (
    *(ROW_ROLE, SECTION_ROLE, COVER_ROLE, DAY_ROLE),
    *(int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)),
)


class DiaryModel(QAbstractListModel):
    """Show an outline: a row for each section's heading and for each watch, 300,000 as quickly as ten."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outline = Outline()
        self._starts: list[int] = []
        self._pages: OrderedDict[int, dict[int, DiaryRow]] = OrderedDict()
        self._covers: dict[str, Still] = {}

    def outline(self) -> Outline:
        """What is shown."""
        return self._outline

    def set_outline(self, outline: Outline) -> None:
        """Show another outline; where the same watches stand in the same places, rows are only read anew."""
        same = (outline.ids, outline.sections) == (self._outline.ids, self._outline.sections)
        if not same:
            self.beginResetModel()
        self._outline = outline
        self._starts = [section.start + place for place, section in enumerate(outline.sections)]
        self._pages.clear()
        self._covers.clear()
        if not same:
            self.endResetModel()
        elif self._starts:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def section_of(self, row: int) -> Section | None:
        """The section that a row, heading or watch, stands in."""
        if not 0 <= row < self.rowCount():
            return None
        return self._outline.sections[section_at(self._starts, row)]

    def row_of_section(self, wanted: Section) -> int | None:
        """Where a section's heading stands."""
        places = (place for place, one in enumerate(self._outline.sections) if one == wanted)
        place = next(places, None)
        return None if place is None else self._starts[place]

    def row_of(self, watch_id: int) -> int | None:
        """Where a watch stands."""
        try:
            place = self._outline.ids.index(watch_id)
        except ValueError:
            return None
        return place + section_at([section.start for section in self._outline.sections], place) + 1

    def watch_id(self, row: int) -> int | None:
        """The number of the watch in a row, without reading it; None for a heading."""
        place = self._place(row)
        return None if place is None else self._outline.ids[place]

    def row_at(self, row: int) -> DiaryRow | None:
        """The watch in a row; None for a heading, and for one that is gone since."""
        place = self._place(row)
        if place is None:
            return None
        return self._page(place // PAGE).get(self._outline.ids[place])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All watches and headings, whether read or not: the scroll bar tells the truth."""
        return 0 if parent.isValid() else len(self._outline.ids) + len(self._starts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        if self._place(index.row()) is None:
            return flag.ItemNeverHasChildren
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows; no query for a cell."""
        if int(role) not in _KNOWN or not index.isValid():
            return None
        place = self._place(index.row())
        if place is None:
            section = self.section_of(index.row())
            if role == SECTION_ROLE:
                return section
            said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return diary_words.heading(section) if said and section is not None else None
        if role == DAY_ROLE:
            return self._day(place, index.row())
        shown = None if role == SECTION_ROLE else self.row_at(index.row())
        if shown is None or role == ROW_ROLE:
            return shown
        if role == COVER_ROLE:
            return self._covers.get(shown.cover)
        if role == Qt.ItemDataRole.DisplayRole:
            return named(shown.title, shown.year)
        return diary_words.spoken_row(shown)

    def _place(self, row: int) -> int | None:
        """The place of a row's watch among all, None for a heading."""
        if not 0 <= row < self.rowCount():
            return None
        section = section_at(self._starts, row)
        return None if row == self._starts[section] else row - section - 1

    def _day(self, place: int, row: int) -> int:
        day = self._outline.days[place]
        before = self._place(row - 1)
        return day if before is None or self._outline.days[before] != day else 0

    def _page(self, number: int) -> dict[int, DiaryRow]:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page
        ids = self._outline.ids[number * PAGE : (number + 1) * PAGE]
        page = {row.watch.id: row for row in diary.rows(ids)}
        self._pages[number] = page
        wanted = {row.cover for row in page.values() if row.cover and row.cover not in self._covers}
        if wanted:
            self._covers.update(stills.stills(wanted))
        while len(self._pages) > _PAGES_KEPT:
            _, gone = self._pages.popitem(last=False)
            for row in gone.values():
                self._covers.pop(row.cover, None)
        return page
