# SPDX-License-Identifier: GPL-3.0-or-later
"""The right column of the capture page: the film's lines, following it, searched, pinned."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.cue_model import CueModel
from moodboard.qt.fonts import SERIF, make_font
from moodboard.qt.jobs import Job
from moodboard.qt.line_sync import STEP, LineSync
from moodboard.qt.settings import CAPTURE_NOTES
from moodboard.qt.subtitle_reader import SubtitleReader
from moodboard.ui import theme
from moodboard.ui.buttons import outline_button
from moodboard.ui.capture.lines.film_row import FilmRow
from moodboard.ui.capture.lines.line_editor import LineWords
from moodboard.ui.capture.lines.line_edits import LineEdits
from moodboard.ui.capture.lines.line_list import LineList
from moodboard.ui.capture.lines.line_menu import LineMenu
from moodboard.ui.capture.lines.lines_head import MARGIN, LinesHead
from moodboard.ui.capture.lines.lines_notes import LinesNotes
from moodboard.ui.capture.lines.no_lines import NoLines
from moodboard.ui.capture.lines.row_deeds import RowDeeds
from moodboard.ui.capture.lines.source_menu import SourceMenu
from moodboard.ui.capture.lines.sync_card import SyncCard
from moodboard.ui.card import anchor_rect
from moodboard.ui.page_parts import PageParts


class LinesPane(QWidget):
    """Head, list, and what stands there while no subtitle is read."""

    pin_line_requested = Signal(object)
    """A ``Spoken`` to pin."""
    pin_shot_requested = Signal(float)
    """A time of the film whose frame is to be pinned."""
    pin_both_requested = Signal(object)
    """A ``Spoken`` to pin with the shot in which it is said."""
    left = Signal()
    """Escape: the keyboard may go back to the stage."""

    def __init__(self, parts: PageParts, session: CaptureSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session = parts, session
        self.setAcceptDrops(True)
        self._dropping = False
        self.reader = SubtitleReader(parts.jobs, session, self)
        self.sync = LineSync(session, self)
        self.edits = LineEdits(session, parts.history, self)
        self.model = CueModel(self)
        self.head = LinesHead(self)  # before the list, as Tab goes
        self.film_row = FilmRow(session, parts.events, self)
        self.head.add_row(self.film_row)
        self.list = LineList(self.model, self)
        self.deeds = RowDeeds(session, self.model, self.list, self.edits, self.sync, self)
        self.no_lines = NoLines(self)
        self.menu = SourceMenu(session, self.reader, self)
        self.menu.notes = parts.settings.get(CAPTURE_NOTES)
        self.head.source.set_menu(self.menu)
        self.sync_card: SyncCard | None = None
        self.follow_button = outline_button(self.tr("Follow"), parent=self.list)
        self.follow_button.setToolTip(self.tr("Go along with the film again"))
        self.follow_button.hide()
        self._nothing = QLabel(self)
        self._nothing.setFont(make_font(SERIF, 17))
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(MARGIN, 12, MARGIN, 0)
        self._stack = QStackedWidget(self)
        for widget in (self.list, self._nothing, self.no_lines):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.notes = LinesNotes(session, self.reader, self.sync, self)
        self._connect()
        self._connect_actions()
        self.refresh()

    def _connect(self) -> None:
        session, head, deeds = self._session, self.head, self.deeds
        session.subtitles_changed.connect(self.refresh)
        session.file_changed.connect(self._on_file_changed)
        session.moved.connect(self._on_moved)
        self.reader.busy_changed.connect(self._on_busy)
        self.reader.trouble.connect(self.notes.trouble)
        head.field.textChanged.connect(self._on_search)
        head.field.jump_requested.connect(self._on_search_jump)
        head.field.list_requested.connect(self.take_list)
        head.sync.clicked.connect(self.open_sync)
        head.way_chosen.connect(self._on_way)
        self.list.jump_requested.connect(self._on_jump)
        self.list.pin_requested.connect(deeds.pin_as)
        self.list.menu_requested.connect(self._on_menu)
        self.list.following_changed.connect(self._on_following)
        self.list.search_requested.connect(self.focus_search)
        self.list.left.connect(self._on_left)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.model.words_typed.connect(self._on_words_typed, Qt.ConnectionType.QueuedConnection)
        deeds.pin_line_requested.connect(self.pin_line_requested)
        deeds.pin_shot_requested.connect(self.pin_shot_requested)
        deeds.pin_both_requested.connect(self.pin_both_requested)
        deeds.jumped.connect(self.list.follow)
        self.film_row.failed.connect(self.notes.trouble)
        self.edits.failed.connect(self.notes.trouble)
        self.follow_button.clicked.connect(self.list.follow)
        self.menu.file_requested.connect(self.notes.choose_file)
        self.menu.encoding_requested.connect(self.notes.choose_encoding)
        self.menu.notes_toggled.connect(self._on_notes_toggled)
        self.menu.as_read_requested.connect(self.edits.as_read)
        self.no_lines.file_requested.connect(self.notes.choose_file)
        self.no_lines.line_typed.connect(self._on_line_typed)
        self.no_lines.left.connect(self.left)
        theme.controller().changed.connect(self.update)

    def _connect_actions(self) -> None:
        book = self._parts.book
        book.connect_handler("capture.find_line", self.focus_search)
        book.connect_handler("capture.sync_earlier", self._on_earlier)
        book.connect_handler("capture.sync_later", self._on_later)
        book.connect_handler("capture.said_now", self.deeds.said_now)

    # What is shown

    def refresh(self) -> None:
        """Show the session's words as they are now."""
        said = self._session.subtitles
        notes = self.menu.notes
        # Without a film nothing is being said.
        self.model.set_moment(self._session.at if self._session.file is not None else -math.inf)
        self.model.show(said, notes)
        has = said is not None
        for widget in (self.head.field, self.head.sync):
            widget.setVisible(has)
        self.head.source.setVisible(has or bool(self.reader.sources))
        if said is not None:
            self._show_count()
            self.head.show_timing(said.timing)
        else:
            self.head.source.setText(self.tr("No subtitle"))
            self.no_lines.explain("", self.reader.busy)
            self.no_lines.set_moment(self._session.at)
        if self.sync_card is not None:
            self.sync_card.refresh()
        self.notes.refresh()
        self._show_page()

    def _show_count(self) -> None:
        said = self._session.subtitles
        if said is None:
            return
        whole = self.tr("%n line(s)", "", len(said.lines))
        if self.model.remembered:
            count = self.tr("{found} of {whole}").format(found=self.model.rowCount(), whole=whole)
        else:
            count = whole
        self.head.show_source(said.language, count)

    def _show_page(self) -> None:
        if self._session.subtitles is None:
            self._stack.setCurrentWidget(self.no_lines)
        elif not self.model.rowCount():
            words = self.tr("Nothing like that is said in this film. Try fewer words.")
            self._nothing.setText(
                words if self.model.remembered else self.tr("Nothing is said in this subtitle.")
            )
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.list)
        self._place_follow()

    def _on_file_changed(self) -> None:
        self.head.field.clear()
        self.no_lines.field.clear()
        self.list.follow()
        self.refresh()

    def _on_busy(self, busy: bool) -> None:
        if self._session.subtitles is None:
            self.no_lines.explain("", busy)
            self.head.source.setVisible(bool(self.reader.sources))

    def _on_moved(self, seconds: float) -> None:
        self.model.set_moment(seconds)
        if self._session.subtitles is None:
            self.no_lines.set_moment(seconds)

    def _on_notes_toggled(self, on: bool) -> None:
        self.menu.notes = on
        self._parts.settings.set(CAPTURE_NOTES, on)
        self.refresh()

    def start(self, job: Job) -> None:
        """Let a job run."""
        self._parts.jobs.start(job)

    # Searching

    def focus_search(self) -> None:
        """Give the keyboard to the search field, or to the line that is typed."""
        field = self.head.field if self._session.subtitles is not None else self.no_lines.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if field is self.head.field:
            self.head.field.selectAll()

    def _on_search(self, words: str) -> None:
        self.model.search(words)
        if self.model.remembered and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        self._show_count()
        self._show_page()
        if not self.model.remembered:
            self.list.clearSelection()

    def _on_search_jump(self) -> None:
        row = self.list.currentIndex().row() if self.model.remembered else -1
        if row >= 0:
            self.deeds.jump_to(self.model.row(row).line)

    def take_list(self) -> None:
        """Give the keyboard to the list, on the first found row or the one that is said."""
        if not self.model.rowCount():
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(max(0, self.model.now)))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_left(self) -> None:
        if self.model.remembered:
            self.head.field.clear()
        self.list.clearSelection()
        self.left.emit()

    # Rows

    def _on_jump(self, number: int) -> None:
        self.deeds.jump_to(self.model.row(number).line)

    def _on_words_typed(self, number: int, words: str) -> None:
        if 0 <= number < self.model.rowCount():
            self.deeds.word(number, words)

    def _on_menu(self, _number: int, letter: int, at: QPoint) -> None:
        rows = self.deeds.chosen()
        if not rows:
            return
        menu = LineMenu(rows, self._session.file is not None, self)
        menu.fill(self.deeds, letter, self.sync.first is not None, bool(self.model.remembered))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_line_typed(self, words: str, at: float) -> None:
        from moodboard.services.lines_text import typed

        for proposed in typed(words):
            start = at if proposed.timecode is None else proposed.timecode
            self.pin_line_requested.emit(Spoken(start, start, proposed.text, proposed.speaker))

    def _on_following(self, follows: bool) -> None:
        self.follow_button.setVisible(not follows)
        self._place_follow()

    def _place_follow(self) -> None:
        if self.model.remembered or self._session.file is None:
            self.follow_button.hide()
        else:
            self.follow_button.setVisible(not self.list.following)
        button, room = self.follow_button, self.list.viewport().rect()
        button.resize(button.sizeHint())
        button.move((room.width() - button.width()) // 2, room.height() - button.height() - 16)
        button.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the button at its place, and hear the editor that opens over a row."""
        if event.type() == QEvent.Type.Resize and watched is self.list:
            self._place_follow()
        elif event.type() == QEvent.Type.ChildPolished and watched is self.list.viewport():
            QTimer.singleShot(0, self, self._hear_editor)
        return super().eventFilter(watched, event)

    def _hear_editor(self) -> None:
        for editor in self.list.viewport().findChildren(LineWords):
            if not editor.property("heard"):
                editor.setProperty("heard", True)
                editor.split_requested.connect(self.deeds.split_typed)

    # Sync

    def open_sync(self) -> None:
        """Open the card under its words."""
        if self.sync_card is None:
            self.sync_card = SyncCard(self.sync, self.window())  # wider than a narrow column
            self.sync_card.said_now_requested.connect(self.deeds.said_now)
            self.sync_card.mark_requested.connect(self.deeds.mark)
        if self.sync_card.isVisible():
            self.sync_card.close_popover()
            return
        self.sync_card.refresh()
        place = anchor_rect(self.head.sync, self.window())
        left = place.right() - self.sync_card.width() + MARGIN // 2
        self.sync_card.open_at(self.head.sync, QRect(left, place.top(), 1, place.height()), 6)

    def _on_earlier(self) -> None:
        self.sync.shift(-STEP)

    def _on_later(self) -> None:
        self.sync.shift(STEP)

    def _on_way(self, kind: str) -> None:
        if kind == "sync":
            self.open_sync()
        elif kind == "encoding":
            self.notes.choose_encoding()
        else:
            self.menu.popup(self.head.source.mapToGlobal(self.head.source.rect().bottomLeft()))

    # Dropping

    def open_file(self, path: Path, film_id: int | None = None) -> None:
        """Read a subtitle file for the film that is open, or by itself without one."""
        if self._session.file is not None or self.reader.opening:
            self.reader.choose(str(path))
        else:
            self.reader.open_alone(path, film_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take subtitle files."""
        if self.notes.dropped(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._dropping = True
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Not here, then."""
        self._dropping = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self._dropping = False
        self.update()
        path = self.notes.dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper; a dashed edge while a file is held over it."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.soft if self._dropping else tokens.panel))
        if self._dropping:
            painter.setPen(QPen(QColor(tokens.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(4, 4, -5, -5))
