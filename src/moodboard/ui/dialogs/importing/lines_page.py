# SPDX-License-Identifier: GPL-3.0-or-later
"""What reviews quote, offered as lines of their films."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from moodboard.qt.line_rows import LineRow, LinesModel
from moodboard.services.importing import ImportReport, LineOffered
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.importing.page import ReviewPage
from moodboard.ui.dialogs.importing.table import QuietTable


class LinesPage(ReviewPage):
    """Tick those that are lines; their words and speakers can be put right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Lines"), "", parent)
        self.sentence.setText(
            self.tr("Your reviews quote these words. Tick those that you want to keep as lines.")
        )
        self.model = LinesModel(with_film=True, parent=self)
        self.table = QuietTable(self.model, self.tr("Lines that reviews quote"), (0, 130, 190), self)
        self.tick_all = link_button(self.tr("Tick all"), self.tr("Keep all of them"), self)
        self.tick_none = link_button(self.tr("None"), self.tr("Keep none of them"), self)
        self.column.addWidget(self.table, 1)
        self.row_of(self.tick_all, self.tick_none)
        self.tick_all.clicked.connect(lambda: self.model.tick_all(True))
        self.tick_none.clicked.connect(lambda: self.model.tick_all(False))
        self.model.ticked.connect(self.retold)

    def take(self, report: ImportReport) -> None:
        """Show what this look found quoted."""
        self.model.take(LineRow(key_of(line), line.text, film=line.film) for line in report.lines_offered)

    def concerns(self) -> bool:
        """Whether anything is quoted."""
        return self.model.rowCount() > 0

    def count(self) -> str:
        """How many are ticked, of how many."""
        chosen = len(self.model.chosen())
        return f"{chosen:,} / {self.model.rowCount():,}" if chosen else f"{self.model.rowCount():,}"


def key_of(line: LineOffered) -> tuple[str, ...]:
    """Return what a quotation is known by, in a trial and in the import after it."""
    return line.file, str(line.line), line.text


def wanted(offered: Iterable[LineOffered], chosen: Iterable[LineRow]) -> list[LineOffered]:
    """Return the offered lines that were ticked, in the words and with the speakers they were given."""
    rows = {row.key: row for row in chosen}
    return [
        replace(line, text=rows[key].text, speaker=rows[key].speaker)
        for line in offered
        if (key := key_of(line)) in rows
    ]
