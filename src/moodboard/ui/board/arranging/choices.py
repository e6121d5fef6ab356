# SPDX-License-Identifier: GPL-3.0-or-later
"""What is chosen once for all arranging and kept: the gutter, the shape, the grid's look and step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from moodboard.qt.settings import GRID_DOTS, GRID_SHOWN, GRID_STEP, GUTTER, SHAPE, Settings

GUTTERS = (0, 4, 8, 14, 24, 40, 64)
STEPS = (7, 14, 28, 50, 100)


class Choices(QObject):
    """The settings of arranging, and the entries of menus that choose them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, settings: Settings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or Settings()
        self.gutter = self._settings.get(GUTTER)
        self.shape = self._settings.get(SHAPE)
        self.grid = self._settings.get(GRID_SHOWN)
        self.dots = self._settings.get(GRID_DOTS)
        self.step = self._settings.get(GRID_STEP)
        units = self.tr("{n} px")
        self.gutters = self._group(
            [(units.format(n=n) if n else self.tr("None"), n) for n in _with(GUTTERS, self.gutter)],
            self.gutter,
            self.set_gutter,
        )
        self.shapes = self._group(
            [
                (self.tr("Like the window"), "window"),
                (self.tr("Square"), "square"),
                (self.tr("Wide"), "wide"),
                (self.tr("Tall"), "tall"),
                (self.tr("Phone"), "phone"),
            ],
            self.shape,
            self.set_shape,
        )
        self.looks = self._group(
            [(self.tr("Lines"), False), (self.tr("Dots"), True)], self.dots, self.set_dots
        )
        self.steps = self._group(
            [(units.format(n=n), n) for n in _with(STEPS, self.step)], self.step, self.set_step
        )

    def set_gutter(self, gutter: int) -> None:
        """Keep this much room between what is arranged."""
        self.gutter = gutter
        self._settings.set(GUTTER, gutter)
        self.changed.emit()

    def set_shape(self, shape: str) -> None:
        """Let layouts fill this shape; ``window`` is that of the canvas."""
        self.shape = shape
        self._settings.set(SHAPE, shape)
        self.changed.emit()

    def set_grid(self, shown: bool) -> None:
        """Show the grid, or not."""
        self.grid = shown
        self._settings.set(GRID_SHOWN, shown)
        self.changed.emit()

    def set_dots(self, dots: bool) -> None:
        """Draw the grid as dots instead of lines; it is shown then."""
        self.dots = dots
        self._settings.set(GRID_DOTS, dots)
        self.set_grid(True)

    def set_step(self, step: int) -> None:
        """Make the grid's cells this wide; it is shown then."""
        self.step = step
        self._settings.set(GRID_STEP, step)
        self.set_grid(True)

    def _group(self, entries: list[tuple[str, object]], current: object, chosen: object) -> QActionGroup:
        group = QActionGroup(self)
        for words, value in entries:
            entry = QAction(words, group)
            entry.setCheckable(True)
            entry.setChecked(value == current)
            entry.setData(value)
            group.addAction(entry)
        group.triggered.connect(lambda entry: chosen(entry.data()))  # type: ignore[operator]
        return group


def _with(usual: Iterable[int], own: int) -> list[int]:
    """Return the usual numbers with one that was set in the file."""
    return sorted({*usual, own})
