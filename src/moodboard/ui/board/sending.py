# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards that go out to friends and come in from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from moodboard.qt.jobs import Job
from moodboard.ui import messages

if TYPE_CHECKING:
    from moodboard.services.receiving import Received
    from moodboard.ui.board.page import BoardPage


class SendingPart(QObject):
    """The commands that send the open board and open one that was sent."""

    received = Signal(int)
    """The id of a board that came in."""

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
        dialog = SendDialog(page.board_id, page.jobs, page.window())
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

        boards = self.tr("Boards (*{suffix} *.zip)").format(suffix=SUFFIX)
        kinds = [boards, self.tr("All files (*)")]
        files = messages.choose_files(self._page, self.tr("Open a board that was sent"), kinds)
        if files:
            self.open_file(files[0])

    def open_file(self, file: Path) -> None:
        """Bring one in, in the background, and open it."""
        from moodboard.services import receiving

        page = self._page
        job = Job(lambda report: receiving.receive(file, report), writes=True)
        job.progressed.connect(page.bar.show_progress)
        job.succeeded.connect(self._on_received)
        job.failed.connect(page.bar.tell)
        job.cancelled.connect(page.bar.put_away)
        page.bar.cancel_requested.connect(job.cancel)
        page.jobs.start(job)

    def _on_received(self, received: Received) -> None:
        page = self._page
        page.bar.put_away()
        page.events.publish(received.changes, self)
        page.open_board(received.board.id)
        self.received.emit(received.board.id)
        if received.was_there:
            page.bar.tell(self.tr("You have this board already. Here it is."))
        elif received.problems:
            page.bar.tell(" ".join(received.problems[:2]))
