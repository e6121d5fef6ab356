# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu of a line: pin, copy, join, split, who says it, when it is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.qt.cue_model import CueRow
from moodboard.ui import keys
from moodboard.ui.capture.lines.row_deeds import RowDeeds
from moodboard.ui.menu_keys import keep_keys


class LineMenu(QMenu):
    """Made for one click: what can be done with the chosen rows."""

    def __init__(self, rows: list[CueRow], film: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._film = rows, film
        self.setAccessibleName(self.tr("The line"))
        keep_keys(self)

    def fill(self, deeds: RowDeeds, letter: int, is_second: bool, searched: bool) -> None:
        """Offer everything that fits these rows."""
        one = self._rows[0] if len(self._rows) == 1 else None
        said = [row for row in self._rows if row.place >= 0]
        self._add(self.tr("Pin line"), deeds.pin, keys.in_use().first("capture.pin_line"))
        if self._film:
            first = keys.in_use().first
            self._add(self.tr("Pin shot"), lambda: deeds.pin_as("shot"), first("capture.pin_shot"))
            self._add(self.tr("Pin both"), lambda: deeds.pin_as("both"), first("capture.pin_both"))
            self._add(self.tr("Jump there"), deeds.jump, "Enter")
        self.addSeparator()
        self._add(
            self.tr("Copy"), deeds.copy, keys.native(QKeySequence(QKeySequence.StandardKey.Copy).toString())
        )
        self._add(self.tr("Copy with timecode"), deeds.copy_timed)
        if said and not searched:
            self.addSeparator()
            if len(said) > 1:
                self._add(self.tr("Join these lines"), deeds.join)
            elif one is not None:
                self._add(self.tr("Join with the next line"), deeds.join)
        if one is not None and one.place >= 0:
            if letter > 0:
                self._add(self.tr("Split here"), lambda: deeds.split(letter))
            else:
                self._add(self.tr("Split…"), deeds.edit)
            self._add(self.tr("Edit the words"), deeds.edit, "F2")
            self._add(self.tr("Said by…"), deeds.say_who)
        if self._film and one is not None:
            self.addSeparator()
            self._add(self.tr("Said now"), deeds.said_now, keys.in_use().first("capture.said_now"))
            second = self.tr("Said now: second of two lines")
            self._add(second if is_second else self.tr("Said now: first of two lines"), deeds.mark)

    def _add(self, words: str, deed: Callable[[], object], shortcut: str = "") -> None:
        action = self.addAction(f"{words}\t{shortcut}" if shortcut else words)
        action.triggered.connect(lambda _on=False: deed())
