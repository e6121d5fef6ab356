# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin in the side bar of the films' page."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from moodboard.domain.changes import Changes
from moodboard.services import bin as service
from moodboard.ui.library.bin.bin_view import BinView
from moodboard.ui.library.page.frame import FilmsFrame
from moodboard.ui.library.page.sidebar_model import Entry, Section
from moodboard.ui.page_parts import PageParts

BIN = "bin"


class BinControl(QObject):
    """Keep the entry "Bin" with its count, and the room that it leads to."""

    def __init__(self, page: FilmsFrame, parts: PageParts) -> None:
        super().__init__(page)
        self._page = page
        self.view = BinView(parts.events, parts.history, parts.verbs.say, page)
        page.add_room(self.view)
        page.side.add_section(Section(BIN, " "))
        page.side.set_entries(BIN, [Entry(BIN, self.tr("Bin"))])
        page.side.entry_chosen.connect(lambda section, _key: self.show() if section == BIN else None)
        # A burst of changes is counted once.
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        parts.events.changed.connect(self._count_soon)
        self._counting.start()

    def show(self) -> None:
        """Look into the bin."""
        self.view.refresh()
        self._page.side.show_chosen(BIN, BIN)
        self._page.show_room(self.view)

    def _count_soon(self, _changes: Changes, _origin: object) -> None:
        self._counting.start()

    def _count(self) -> None:
        self._page.side.set_count(BIN, BIN, service.count_binned() or None)
