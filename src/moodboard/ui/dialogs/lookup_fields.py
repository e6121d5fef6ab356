# SPDX-License-Identifier: GPL-3.0-or-later
"""Field by field: what stands there now and whose it is, and what was found, with a tick to fill it in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from moodboard.domain.metadata import NAMES, POSTER, FieldRow, Service, State
from moodboard.qt.fonts import ui_font
from moodboard.ui.dialogs.export_controls import Tick
from moodboard.ui.dialogs.facts_words import field_words, small_label, source_words, value_words


class FieldsTable(QWidget):
    """Ticks stand where filling in takes nothing away; the person's own words are theirs to give up."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._table: QWidget | None = None

    def show_rows(self, rows: Sequence[FieldRow], service: Service, now: QImage, found: QImage) -> None:
        """Show these fields; the posters are ``now`` and ``found``."""
        self.clear()
        self._table = QWidget(self)
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, words in ((1, self.tr("Now")), (2, self.tr("From {who}").format(who=NAMES[service]))):
            head = small_label(self._table)
            head.setText(words)
            grid.addWidget(head, 0, column)
        for number, row in enumerate((one for one in rows if one.now or one.found), 1):
            grid.addWidget(self._tick(row), number, 0, Qt.AlignmentFlag.AlignTop)
            pictures = (now, found) if row.field == POSTER else (QImage(), QImage())
            grid.addWidget(self._cell(self._now(row), self._whose(row), pictures[0]), number, 1)
            grid.addWidget(self._cell(self._found(row), self._note(row), pictures[1]), number, 2)
        self._column.addWidget(self._table)
        self._table.show()
        before: QWidget = self
        for tick in self._ticks.values():
            QWidget.setTabOrder(before, tick)
            before = tick
        self.ticked.emit()

    def clear(self) -> None:
        """Show nothing."""
        self._ticks = {}
        if self._table is not None:
            self._table.hide()
            self._column.removeWidget(self._table)
            self._table.deleteLater()
            self._table = None

    def fields(self) -> set[str]:
        """The fields to be filled in."""
        return {field for field, tick in self._ticks.items() if tick.isChecked() and tick.isEnabled()}

    def tick(self, field: str) -> Tick:
        """A field's tick."""
        return self._ticks[field]

    def _tick(self, row: FieldRow) -> Tick:
        words = field_words(row.field)
        tick = Tick(words, self._table)
        tick.setChecked(row.may_fill)
        tick.setEnabled(row.may_tick)
        now, found = self._now(row) or self.tr("nothing"), self._found(row) or self.tr("nothing")
        tick.setAccessibleName(
            self.tr("{field}: now {now}, found {found}").format(field=words, now=now, found=found)
        )
        tick.setToolTip(self._tip(row))
        tick.toggled.connect(self.ticked)
        self._ticks[row.field] = tick
        return tick

    def _tip(self, row: FieldRow) -> str:
        return {
            State.SAME: self.tr("There is nothing to fill in"),
            State.BLANK: self.tr("Nothing stands here yet"),
            State.SERVICE: self.tr("What stands here came from a service"),
            State.OWN: self.tr("These are your own words; tick to replace them"),
            State.TAKEN: self.tr("Another film of yours has this number"),
        }[row.state]

    def _now(self, row: FieldRow) -> str:
        if row.field == POSTER:
            return self.tr("there") if row.now else ""
        return value_words(row.field, row.now)

    def _found(self, row: FieldRow) -> str:
        if row.field == POSTER:
            return self.tr("there") if row.found else ""
        return value_words(row.field, row.found)

    def _whose(self, row: FieldRow) -> str:
        if not row.now:
            return ""
        return source_words(row.source) if row.source is not None else self.tr("yours")

    def _note(self, row: FieldRow) -> str:
        if row.state is State.TAKEN:
            return self.tr("“{title}” has it").format(title=row.of)
        return self.tr("the same") if row.state is State.SAME and row.found and row.now else ""

    def _cell(self, words: str, below: str, picture: QImage) -> QWidget:
        cell = QWidget(self._table)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        label = QLabel(cell)
        label.setFont(ui_font("body"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if picture.isNull():
            label.setText(words or "–")
        else:
            pixmap = QPixmap.fromImage(picture)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label.setPixmap(pixmap)
            label.setAccessibleName(self.tr("Poster"))
        column.addWidget(label)
        if below:
            small = small_label(cell)
            small.setTextFormat(Qt.TextFormat.PlainText)
            small.setText(below)
            column.addWidget(small)
        column.addStretch(1)
        return cell
