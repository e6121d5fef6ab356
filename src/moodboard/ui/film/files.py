# SPDX-License-Identifier: GPL-3.0-or-later
"""The film files of a film: where each was left, a click that opens it, and the way to choose another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.domain.kept_file import KeptFile
from moodboard.services import film_files
from moodboard.ui.film.cells import BLEED
from moodboard.ui.film.section import HEIGHT as HEAD
from moodboard.ui.film.section import QuietLink, SectionHead
from moodboard.ui.film.titled_rows import TitledRows


class FileRows(TitledRows):
    """Rows of film files, the one opened last first."""

    open_requested = Signal(str)
    """The uuid of a file."""
    other_film_requested = Signal(str)
    folder_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[KeptFile, ...] = ()
        self.setAccessibleName(self.tr("Film files"))
        self.opened.connect(lambda number: self.open_requested.emit(self._files[number].uuid))
        self.removed.connect(self._on_removed)

    def show_files(self, files: tuple[KeptFile, ...]) -> None:
        """Show these."""
        kept = self._files[self.current].uuid if 0 <= self.current < len(self._files) else ""
        self._files = files
        self.current = next((n for n, one in enumerate(files) if one.uuid == kept), -1)

    def files(self) -> tuple[KeptFile, ...]:
        """What is shown."""
        return self._files

    def row_count(self) -> int:
        """How many files are known."""
        return len(self._files)

    def row_words(self, number: int) -> tuple[str, str]:
        """The file's name, and where it was left."""
        kept = self._files[number]
        name = Path(kept.path).name
        if not kept.opened:
            return name, self.tr("not opened yet")
        place, whole = film_files.start_of(kept), said_clock(kept.duration)
        if place < 1:
            return name, self.tr("from the beginning, {whole}").format(whole=whole)
        return name, self.tr("left at {place} of {whole}").format(place=said_clock(place), whole=whole)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with one file."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self.current if keyboard else self.at(event.pos())
        if 0 <= number < len(self._files):
            where = self.rects[number].center() if keyboard else event.pos()
            self.menu_for(number).popup(self.mapToGlobal(where))

    def menu_for(self, number: int) -> QMenu:
        """The menu of one file."""
        uuid = self._files[number].uuid
        menu = QMenu(self)
        menu.setAccessibleName(self.words_of(number))
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.open_requested.emit(uuid))
        menu.addAction(self.tr("Show in its folder")).triggered.connect(
            lambda: self.folder_requested.emit(uuid)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Not this film")).triggered.connect(
            lambda: self.other_film_requested.emit(uuid)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def carried(self, numbers: Sequence[int]) -> None:
        """Files stay where they are."""

    def _on_removed(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self.other_film_requested.emit(self._files[number].uuid)


class FilesSection:
    """The head and the rows on the sheet of a film's page."""

    def __init__(self, sheet: QWidget) -> None:
        self.head = SectionHead(sheet)
        self.rows = FileRows(sheet)
        self.choose = QuietLink(
            self.rows.tr("Choose a file…"), self.rows.tr("Say which file on this computer the film is"), sheet
        )
        self.head.add(self.choose)

    def show_files(self, files: tuple[KeptFile, ...]) -> None:
        """Show the files that are known of the film."""
        self.rows.show_files(files)
        self.rows.setVisible(bool(files))
        several = len(files) > 1
        self.head.say(self.rows.tr("Film files") if several else self.rows.tr("Film file"))

    def place(self, left: int, top: int, width: int) -> int:
        """Put them below each other; where they end."""
        self.head.setGeometry(left, top, width, HEAD)
        end = top + HEAD + 8
        if not self.rows.isHidden():
            self.rows.setGeometry(left - BLEED, end - BLEED, width + 2 * BLEED, self.rows.needed)
            end += self.rows.needed - 2 * BLEED
        return end
