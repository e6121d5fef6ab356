# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards that go out to friends, and the way in for theirs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from moodboard.ui import messages, theme

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


class SendingPart(QObject):
    """The commands that send the open board and open one that was sent."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        page.book.connect_handler("board.send", self.send)
        page.book.connect_handler("board.open_file", self.choose)

    def send(self) -> None:
        """Ask what goes along, and write the file."""
        from moodboard.ui.dialogs.send_dialog import SendDialog

        page = self._page
        page.words.finish(True)
        page.editor.save()
        dialog = SendDialog(page.board_id, page.jobs, page.window(), theme.tokens().dark)
        dialog.sent.connect(self._on_sent)
        dialog.open()

    def _on_sent(self, to: Path) -> None:
        folder = QUrl.fromLocalFile(str(to.parent))
        self._page.bar.tell(
            self.tr("Saved {name}.").format(name=to.name),
            (self.tr("Show in folder"), lambda: QDesktopServices.openUrl(folder)),
        )

    def choose(self) -> None:
        """Let the person pick a board's file."""
        from moodboard.domain.board_file import SUFFIX

        boards = self.tr("Boards (*{suffix})").format(suffix=SUFFIX)
        kinds = [boards, self.tr("All files (*)")]
        files = messages.choose_files(self._page, self.tr("Open a board that was sent"), kinds)
        if files:
            self._page.adding.imports_dropped.emit(files)
