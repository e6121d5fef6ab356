# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that no service wrote: what each column means, guessed, and put right by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.dates import full
from moodboard.domain.imports.days import order_of, read_day
from moodboard.domain.imports.mapping import Column, Mapping, Means
from moodboard.qt.day_order import day_first
from moodboard.qt.fonts import ui_font
from moodboard.qt.mapping_model import MappingModel
from moodboard.services.importing import ImportReport, TableFound
from moodboard.ui.dialogs.export_controls import Segmented, Tick
from moodboard.ui.dialogs.importing.page import ReviewPage, muted
from moodboard.ui.dialogs.importing.table import QuietTable

_FILMS = {Column.TITLE, Column.ORIGINAL, Column.IMDB, Column.TMDB, Column.LETTERBOXD}


class ColumnsPage(ReviewPage):
    """One table at a time; a list chooses it when there are several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Columns"), "", parent)
        self.sentence.setText(
            self.tr("No service that Moodboard knows writes this. Say what its columns mean.")
        )
        self._tables: dict[str, TablePart] = {}
        self.files = QComboBox(self)
        self.files.setAccessibleName(self.tr("Table"))
        self.files.hide()
        self.column.addWidget(self.files)
        self._stack = QStackedWidget(self)
        self.column.addWidget(self._stack, 1)
        self.files.currentIndexChanged.connect(self._stack.setCurrentIndex)

    def take(self, report: ImportReport) -> None:
        """Show the tables that were found; what was said of one stays."""
        for table in report.tables:
            if table.path not in self._tables:
                part = TablePart(table, self)
                part.edited.connect(self._on_edited)
                self._tables[table.path] = part
                self._stack.addWidget(part)
                self.files.addItem(table.path)
        self.files.setVisible(len(self._tables) > 1)

    def concerns(self) -> bool:
        """Whether there is such a table."""
        return bool(self._tables)

    def count(self) -> str:
        """How many tables, when there are several."""
        return f"{len(self._tables):,}" if len(self._tables) > 1 else ""

    def parts(self) -> tuple[TablePart, ...]:
        """The tables."""
        return tuple(self._tables.values())

    def mappings(self) -> dict[str, Mapping | None]:
        """How each table is read; None for one that is left out, or has no titles yet."""
        return {path: part.mapping() for path, part in self._tables.items()}

    def _on_edited(self) -> None:
        self.retold.emit()
        self.changed.emit()


class TablePart(QWidget):
    """The columns of one table, and how its dates, ratings and rows are meant."""

    edited = Signal()

    def __init__(self, table: TableFound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MappingModel(table, table.guess, self)
        self.table = QuietTable(
            self.model, self.tr("Columns of {file}").format(file=table.path), (170, 0, 180), self
        )
        self.days = Segmented(
            self.tr("Dates"), (("day", self.tr("Day first")), ("month", self.tr("Month first"))), self
        )
        self.example = muted("", self)
        self.example.setWordWrap(False)
        self.scale = Segmented(
            self.tr("The best rating is"), (("5", "5"), ("10", "10"), ("100", "100")), self
        )
        self.rows = Segmented(
            self.tr("A row is a film that you"),
            (
                (Means.SEEN.value, self.tr("have seen")),
                (Means.WATCHLIST.value, self.tr("want to see")),
                (Means.FILMS.value, self.tr("only list")),
            ),
            self,
        )
        self.leave_out = Tick(self.tr("Leave this table out"), self)
        self._missing = QLabel(self.tr("Say which column holds the titles."), self)
        self._missing.setProperty("role", "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._missing)
        self._dates_row = self._row(column, self.tr("Dates are written with the"), self.days, self.example)
        self._scale_row = self._row(column, self.tr("The best rating is"), self.scale)
        self._row(column, self.tr("A row is a film that you"), self.rows)
        column.addWidget(self.leave_out)
        self.model.edited.connect(self._on_edited)
        self.days.chosen.connect(lambda key: self._put(replace(self.model.mapping(), day_first=key == "day")))
        self.scale.chosen.connect(lambda key: self._put(replace(self.model.mapping(), scale=float(key))))
        self.rows.chosen.connect(lambda key: self._put(replace(self.model.mapping(), means=Means(key))))
        self.leave_out.toggled.connect(self._on_edited)
        self._show_choices()

    def _row(self, column: QVBoxLayout, words: str, *widgets: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        label = QLabel(words, holder)
        label.setFont(ui_font("body"))
        label.setMinimumWidth(180)
        row.addWidget(label)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        column.addWidget(holder)
        return holder

    def mapping(self) -> Mapping | None:
        """How it is read, None for not at all."""
        mapping = self.model.mapping()
        return None if self.leave_out.isChecked() or not _FILMS & mapping.columns.keys() else mapping

    def missing(self) -> str:
        """What has still to be said."""
        return "" if self._missing.isHidden() else self._missing.text()

    def _put(self, mapping: Mapping) -> None:
        self.model.set_mapping(mapping)

    def _on_edited(self) -> None:
        self._show_choices()
        self.edited.emit()

    def _show_choices(self) -> None:
        mapping = self.model.mapping()
        self._missing.setVisible(not self.leave_out.isChecked() and not _FILMS & mapping.columns.keys())
        self.table.setEnabled(not self.leave_out.isChecked())
        dates = self.model.values(Column.DATE)
        told = mapping.day_first if mapping.day_first is not None else order_of(dates)
        first = day_first() if told is None else told
        self.days.set_chosen("day" if first else "month")
        said = _telling(dates)
        day = read_day(said, first) if said else None
        self._dates_row.setVisible(bool(said))
        if said:
            means = full(day) if day is not None and day.is_known else self.tr("no date")
            self.example.setText(self.tr("“{said}” is {date}").format(said=said, date=means))
        self._scale_row.setVisible(Column.RATING in mapping.columns)
        self.scale.set_chosen(f"{mapping.scale:g}")
        self.rows.set_chosen(mapping.means.value)


def _telling(dates: list[str]) -> str:
    """Return a date that shows what the order makes of it; none when they are all written year first."""
    short = [said for said in dates if re.match(r"\s*\d{1,2}[-/.]\d{1,2}[-/.]\d", said)]
    both = [said for said in short if all(int(part) < 13 for part in re.findall(r"\d+", said)[:2])]
    return next(iter(both or short), "")
