# SPDX-License-Identifier: GPL-3.0-or-later
"""What else the typed words are found in: people, words, lines, lists and boards, in one flat list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from moodboard.domain.dates import full
from moodboard.domain.film import named
from moodboard.domain.film_filters import Facet
from moodboard.domain.found import (
    Excerpt,
    FacetValue,
    Found,
    FoundEverything,
    LineFound,
    ListKind,
    TitleFound,
    WordsFound,
)
from moodboard.qt.indexes import Index

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1

Hit = FacetValue | WordsFound | LineFound | TitleFound


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A heading with its number, or a hit with a line of small words under it."""

    title: str
    total: str = ""
    hit: Hit | None = None
    excerpt: Excerpt | None = None
    source: str = ""


class FoundModel(QAbstractListModel):
    """Headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FoundRow] = []

    def show_found(self, found: FoundEverything) -> None:
        """Show what was found."""
        rows: list[FoundRow] = []
        for title, group in (
            (self.tr("People"), found.people),
            (self.tr("Lines"), found.lines),
            (self.tr("Words"), found.words),
            (self.tr("Lists and boards"), found.titles),
        ):
            rows += self._group(title, group)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row_at(self, row: int) -> FoundRow | None:
        """One row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def first_hit(self) -> int | None:
        """The first row that can be chosen."""
        return next((place for place, row in enumerate(self._rows) if row.hit is not None), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Headings and hits."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only hits can be chosen."""
        row = self.row_at(index.row()) if index.isValid() else None
        flag = Qt.ItemFlag
        if row is None or row.hit is None:
            return flag.ItemNeverHasChildren if row is not None else flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, or its words."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.excerpt.text if row.excerpt is not None else row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = row.excerpt.text if row.excerpt is not None else row.title
            return f"{words}, {row.source or row.total}".rstrip(", ")
        return None

    def _group(
        self, title: str, group: Found[FacetValue] | Found[LineFound] | Found[WordsFound] | Found[TitleFound]
    ) -> list[FoundRow]:
        hits: Sequence[Hit] = group.hits
        if not hits:
            return []
        total = f"{group.total:,}" + ("" if group.is_exact else "+")
        return [FoundRow(title, total), *map(self._row, hits)]

    def _row(self, hit: Hit) -> FoundRow:
        if isinstance(hit, FacetValue):
            counted = self.tr("%n film(s)", "", hit.films)
            words = (
                self.tr("Director, {films}") if hit.facet is Facet.DIRECTOR else self.tr("With you, {films}")
            )
            return FoundRow(hit.name, hit=hit, source=words.format(films=counted))
        if isinstance(hit, LineFound):
            source = " · ".join(part for part in (hit.speaker, named(hit.title, hit.year)) if part)
            return FoundRow("", hit=hit, excerpt=hit.excerpt, source=source)
        if isinstance(hit, WordsFound):
            date = full(hit.date) if hit.date is not None and hit.date.is_known else ""
            said = date or (self.tr("a watch") if hit.watch else self.tr("notes"))
            return FoundRow("", hit=hit, excerpt=hit.excerpt, source=f"{named(hit.title, hit.year)} · {said}")
        kinds = {
            ListKind.LIST: self.tr("List"),
            ListKind.SMART: self.tr("Smart list"),
            ListKind.BOARD: self.tr("Board"),
        }
        return FoundRow(hit.title, hit=hit, source=kinds[hit.kind])
