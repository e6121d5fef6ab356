# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters above the film list: All, and three that combine."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from moodboard.domain.query import FilmChip
from moodboard.ui.buttons import Chip

_GAP = 5


class FilterChips(QWidget):
    """Say which filters are on."""

    chips_changed = Signal(object)
    """A frozenset of ``FilmChip``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._all = Chip(self.tr("All"), self)
        self._all.setChecked(True)
        self._all.clicked.connect(self.clear)
        words = {
            FilmChip.REWATCHED: (self.tr("Rewatched"), self.tr("Films seen more than once")),
            FilmChip.DUE_AGAIN: (self.tr("Due again"), self.tr("Films that you usually see again by now")),
            FilmChip.FIVE_STARS: (self.tr("Five stars"), self.tr("Films you gave five stars")),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.setSizeConstraint(
            QLayout.SizeConstraint.SetNoConstraint
        )  # a long count does not widen the pane
        layout.addWidget(self._all)
        self._chips: dict[FilmChip, Chip] = {}
        for chip, (text, tip) in words.items():
            button = Chip(text, self)
            button.setToolTip(tip)
            button.clicked.connect(self._on_clicked)
            layout.addWidget(button)
            self._chips[chip] = button
        layout.addStretch(1)
        self.set_total(0)

    def chips(self) -> frozenset[FilmChip]:
        """The filters that are on."""
        return frozenset(chip for chip, button in self._chips.items() if button.isChecked())

    def button(self, chip: FilmChip | None) -> Chip:
        """The chip of a filter, or "All" for None."""
        return self._all if chip is None else self._chips[chip]

    def set_total(self, total: int) -> None:
        """Show how many films there are in all."""
        self._total = total
        words = self.tr("All {count}").format(count=f"{total:,}")
        self._all.setToolTip(self.tr("All %n film(s)", "", total))
        self._all.setAccessibleName(words)
        self._all.setText(words)
        self._fit()

    def clear(self) -> None:
        """Take every filter off."""
        for button in self._chips.values():
            button.setChecked(False)
        self._on_clicked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A number that does not fit stays in the tool-tip."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._all.setText(self.tr("All {count}").format(count=f"{self._total:,}"))
        if self.width() > 0 and self.sizeHint().width() > self.width():
            self._all.setText(self.tr("All"))
        self._all.updateGeometry()

    def _on_clicked(self) -> None:
        on = self.chips()
        self._all.setChecked(not on)
        self.chips_changed.emit(on)
