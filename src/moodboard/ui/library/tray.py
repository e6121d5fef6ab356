# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept of the chosen film: its shots and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.qt.events import Events
from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.services import films, lines, stills
from moodboard.ui.buttons import Button, TabButton, outline_button
from moodboard.ui.library.tray_delegates import GAP, LINE_ROW, SHOT
from moodboard.ui.library.tray_lists import LineList, ShotList
from moodboard.ui.library.tray_models import LineModel, StillModel
from moodboard.ui.quiet_bar import QuietBar

_HEAD = 49
"""From the hairline to the shots, less the half gap that their cells have around them."""
_LEFT = 20
_LINES_UNDER_SHOTS = 4
_BETWEEN = 4


class Tray(QWidget):
    """Show the shots and lines of one film; both go to the board by drag or Enter."""

    stills_place_requested = Signal(list)
    lines_place_requested = Signal(list)
    pictures_add_requested = Signal(int)
    """Pictures are wanted for this film."""
    film_file_requested = Signal(int)
    still_film_requested = Signal(str)
    line_film_requested = Signal(str)

    def __init__(self, thumbs: Thumbs, events: Events, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events = events
        self._film_id: int | None = None
        self._board_id: int | None = None
        self._shots, self._lines = StillModel(), LineModel()
        self._shots.setParent(self)
        self._lines.setParent(self)
        self._title = QLabel(self)
        self._title.setFont(ui_font("section"))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._full_title = ""
        self._shots_tab, self._lines_tab = TabButton("", 37, parent=self), TabButton("", 37, parent=self)
        self._shots_tab.setChecked(True)
        self.shot_list = ShotList(self._shots, thumbs, self)
        self.line_list = LineList(self._lines, self)
        self.open_film_button = outline_button(
            self.tr("Open the film"), "capture", self.tr("Open its file, and take shots and lines out of it")
        )
        self._empty, self.add_pictures_button, self.add_line_button = self._make_empty()
        self._field = self._make_field()
        self.bar = QuietBar(self)
        self._connect()
        self.show_film(None)

    def _make_empty(self) -> tuple[QWidget, Button, Button]:
        empty = QWidget(self)
        words = QLabel(self.tr("Nothing kept yet. Open the film and press P."), empty)
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        pictures = outline_button(
            self.tr("Add pictures…"), "picture", self.tr("Add pictures of this film"), empty
        )
        line = outline_button(self.tr("Add a line"), "plus", self.tr("Type a line of this film"), empty)
        self.open_film_button.clicked.connect(self._on_open_film)
        pictures.clicked.connect(self._on_add_pictures)
        line.clicked.connect(self.type_line)
        layout = QVBoxLayout(empty)
        layout.setContentsMargins(0, 4, 20, 0)
        layout.setSpacing(8)
        layout.addWidget(words)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.open_film_button.set_compact(28, 10)
        layout.addWidget(self.open_film_button, 0, Qt.AlignmentFlag.AlignLeft)
        for button in (pictures, line):
            button.set_compact(28, 10)
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        return empty, pictures, line

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setFont(ui_font("line-list"))
        field.setPlaceholderText(self.tr("A line you know by heart"))
        field.setAccessibleName(self.tr("New line"))
        field.hide()
        field.returnPressed.connect(self._on_line_typed)
        field.editingFinished.connect(self._on_field_left)
        return field

    def _connect(self) -> None:
        self._shots_tab.clicked.connect(lambda: self.show_tab("shots"))
        self._lines_tab.clicked.connect(lambda: self.show_tab("lines"))
        self.shot_list.place_requested.connect(self.stills_place_requested)
        self.line_list.place_requested.connect(self.lines_place_requested)
        self.shot_list.film_requested.connect(self.still_film_requested)
        self.line_list.film_requested.connect(self.line_film_requested)
        self.shot_list.bin_requested.connect(self._on_bin_shots)
        self.line_list.bin_requested.connect(self._on_bin_lines)
        self.line_list.words_typed.connect(self._on_words_typed)
        self._events.changed.connect(self._on_changed)

    def film_id(self) -> int | None:
        """Whose shots and lines are shown."""
        return self._film_id

    def show_film(self, film_id: int | None) -> None:
        """Show what was kept of a film; nothing for None."""
        if film_id != self._film_id:
            self._field.hide()
            self.shot_list.clearSelection()
            self.line_list.clearSelection()
        self._film_id = film_id
        self.refresh()

    def set_board(self, board_id: int | None) -> None:
        """Mark what lies on this board already."""
        if board_id != self._board_id:
            self._board_id = board_id
            self.refresh()

    def refresh(self) -> None:
        """Ask the library anew."""
        try:
            film = None if self._film_id is None else films.film(self._film_id)
        except KnownError:
            film, self._film_id = None, None
        if film is None:
            self._show_nothing()
            return
        self._shots.show_stills(stills.stills_of_film(film.id, self._board_id))
        self._lines.show_lines(lines.lines_of_film(film.id, self._board_id))
        self._show_head(film)
        self._lay_out()

    def show_tab(self, name: str) -> None:
        """Show ``shots`` with the first lines under them, or the ``lines`` alone."""
        self._shots_tab.setChecked(name == "shots")
        self._lines_tab.setChecked(name == "lines")
        self._lay_out()

    def tab(self) -> str:
        """``shots`` or ``lines``."""
        return "lines" if self._lines_tab.isChecked() else "shots"

    def type_line(self) -> None:
        """Open a field for a new line of the film."""
        if self._film_id is None:
            return
        self.show_tab("lines")
        self._field.clear()
        self._field.show()
        self._lay_out()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_line_field(self) -> QLineEdit:
        """Where a new line is typed."""
        return self._field

    def tabs(self) -> tuple[TabButton, TabButton]:
        """Shots and Lines."""
        return self._shots_tab, self._lines_tab

    def _show_nothing(self) -> None:
        self._shots.show_stills(())
        self._lines.show_lines(())
        self._full_title = ""
        self._title.setText("")
        self._shots_tab.hide()
        self._lines_tab.hide()
        self._lay_out()

    def _show_head(self, film: Film) -> None:
        self._full_title = film.title
        self._title.setToolTip(film.title)
        for tab, words, count in (
            (self._shots_tab, self.tr("Shots"), self._shots.rowCount()),
            (self._lines_tab, self.tr("Lines"), self._lines.rowCount()),
        ):
            tab.setText(f"{words} {count}" if count else words)
            tab.setAccessibleName(f"{words} {count}")
            tab.setToolTip(words)
            tab.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shots keep whole rows."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Place by hand: the lines under the shots take what whole rows of shots leave."""
        width, height = self.width(), self.height()
        right = width - 20
        for tab in (self._lines_tab, self._shots_tab):
            if not tab.isHidden():
                size = tab.sizeHint()
                tab.setGeometry(QRect(right - size.width(), 0, size.width(), size.height() + 0))
                right -= size.width() + 16
        metrics = QFontMetricsF(self._title.font())
        room = max(20, right - _LEFT - 4)
        self._title.setText(metrics.elidedText(self._full_title, Qt.TextElideMode.ElideRight, room))
        self._title.setGeometry(QRect(_LEFT, 10, room, 28))
        shots, rows = self._shots.rowCount(), self._lines.rowCount()
        nothing = self._film_id is not None and not shots and not rows and self._field.isHidden()
        self._empty.setVisible(nothing or self._is_tab_empty())
        self._empty.setGeometry(QRect(_LEFT, _HEAD, width - _LEFT, height - _HEAD))
        area = QRect(0, _HEAD, width, max(0, height - _HEAD - 4))
        if self.tab() == "shots" and shots:
            self._lay_shots(area, shots, rows)
        else:
            self.shot_list.hide()
            self._lay_lines(area if self.tab() == "lines" or rows else QRect(), rows)

    def _is_tab_empty(self) -> bool:
        return (
            self._film_id is not None
            and self._field.isHidden()
            and self.tab() == "lines"
            and not self._lines.rowCount()
        )

    def _lay_shots(self, area: QRect, shots: int, rows: int) -> None:
        cell = SHOT.height() + GAP
        left = _LEFT - GAP // 2
        columns = max(1, (area.width() - left) // (SHOT.width() + GAP))
        needed = (shots + columns - 1) // columns * cell
        lines_height = min(rows, _LINES_UNDER_SHOTS) * LINE_ROW
        room = area.height() - (lines_height + _BETWEEN if rows else 0)
        height = needed if needed <= room else max(cell, room // cell * cell if rows else room)
        self.shot_list.setGeometry(QRect(left, area.top() - 1, area.width() - left, height))
        self.shot_list.show()
        below = QRect(0, area.top() + height + _BETWEEN - 1, area.width(), 0)
        below.setBottom(area.bottom())
        self._lay_lines(below if rows and below.height() >= LINE_ROW else QRect(), rows)

    def _lay_lines(self, area: QRect, rows: int) -> None:
        if not self._field.isHidden():
            self._field.setGeometry(QRect(_LEFT - 8, area.top(), area.width() - 2 * _LEFT + 16, 34))
            area = area.adjusted(0, 40, 0, 0)
        self.line_list.setVisible(bool(rows) and area.height() >= LINE_ROW)
        self.line_list.setGeometry(area.adjusted(12, 0, 0, 0))

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._film_id is None:
            return
        here = self._film_id in changes.films or self._board_id in changes.boards
        if changes.everything or here or changes.stills or changes.lines:
            self.refresh()

    def _on_open_film(self) -> None:
        if self._film_id is not None:
            self.film_file_requested.emit(self._film_id)

    def _on_add_pictures(self) -> None:
        if self._film_id is not None:
            self.pictures_add_requested.emit(self._film_id)

    def _on_line_typed(self) -> None:
        words = self._field.text().strip()
        if not words or self._film_id is None:
            return
        line = Line(uuid=new_uuid(), text=words, film_id=self._film_id)
        self._field.clear()
        self._field.hide()
        self._do(lambda: lines.add_line(line)[1])
        self._lay_out()

    def _on_field_left(self) -> None:
        if not self._field.text().strip() and not self._field.isHidden():
            self._field.hide()
            self._lay_out()

    def _on_words_typed(self, line: Line, words: str) -> None:
        self._do(lambda: lines.edit_line(replace(line, text=words)))

    def _on_bin_lines(self, uuids: Sequence[str]) -> None:
        if self._do(lambda: _joined(lines.bin_line(uuid) for uuid in uuids)):
            said = self.tr("%n line(s) in the bin.", "", len(uuids))
            self.bar.say(said, lambda: self._do(lambda: _joined(lines.restore_line(uuid) for uuid in uuids)))

    def _on_bin_shots(self, uuids: Sequence[str]) -> None:
        if self._do(lambda: stills.bin_stills(list(uuids))):
            said = self.tr("%n shot(s) in the bin.", "", len(uuids))
            self.bar.say(said, lambda: self._do(lambda: stills.restore_stills(list(uuids))))

    def _do(self, change: Callable[[], Changes]) -> bool:
        """Change the library and tell everyone, or say what hindered it."""
        try:
            changes = change()
        except KnownError as error:
            self.bar.say(str(error), error=True)
            return False
        self._events.publish(changes, self)
        return True


def _joined(many: Iterable[Changes]) -> Changes:
    total = Changes()
    for changes in many:
        total = total | changes
    return total
