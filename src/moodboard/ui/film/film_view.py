# SPDX-License-Identifier: GPL-3.0-or-later
"""All parts of a film's page on one sheet: header, axis, and the columns under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.dates import tonight
from moodboard.domain.film import FilmPage
from moodboard.domain.kept_file import KeptFile
from moodboard.domain.line import Line
from moodboard.domain.own_list import OwnList
from moodboard.domain.rewatch_story import has_changed
from moodboard.domain.still import Still
from moodboard.qt.film_words import heading
from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.services.film_pages import FilmBoard
from moodboard.ui.buttons import Button
from moodboard.ui.film.axis import HEIGHT, RewatchAxisView
from moodboard.ui.film.boards import FilmBoards
from moodboard.ui.film.cells import BLEED, Cells
from moodboard.ui.film.deeds import FilmDeeds
from moodboard.ui.film.files import FilesSection
from moodboard.ui.film.first_time import FirstTime
from moodboard.ui.film.header import FilmHeader
from moodboard.ui.film.lines import MOST_SHOWN, Lines
from moodboard.ui.film.notes import NotesEdit
from moodboard.ui.film.own_lists import FilmLists
from moodboard.ui.film.section import HEIGHT as HEAD
from moodboard.ui.film.section import QuietLink, SectionHead
from moodboard.ui.film.sheet import Columns, Sheet, SheetArea, columns_for
from moodboard.ui.film.shots import Shots
from moodboard.ui.film.side_by_side import SideBySide
from moodboard.ui.film.watch_list import WatchList
from moodboard.ui.paragraph import Paragraph

_TOP = 4
_GAP = 28
_FOOT = 56


@dataclass(frozen=True, slots=True)
class FilmData:
    """What a page shows of a film."""

    page: FilmPage
    stills: tuple[Still, ...] = ()
    lines: tuple[Line, ...] = ()
    boards: tuple[FilmBoard, ...] = ()
    lists: tuple[OwnList, ...] = ()
    line_boards: dict[str, int] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()

    def cover(self) -> Still | None:
        """The still at the head: the chosen one, else the first."""
        wanted = self.page.row.cover
        return next((still for still in self.stills if still.uuid == wanted), None)


class FilmView(QWidget):
    """Lay the parts; each knows by itself how high it has to be."""

    def __init__(
        self,
        thumbs: Thumbs,
        deeds: FilmDeeds,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._data: FilmData | None = None
        self.sheet = Sheet()
        self.area = SheetArea(self.sheet, self)
        sheet = self.sheet
        self.header = FilmHeader(thumbs, sheet)
        self.axis = RewatchAxisView(sheet)
        self.watches_head = SectionHead(sheet)
        self.compare = QuietLink(self.tr("Side by side"), self.tr("Stars and words, side by side"), sheet)
        self.compare.setCheckable(True)
        self.watches_head.add(self.compare)
        self.first_time = FirstTime(sheet, now)
        self.watches = WatchList(deeds, sheet, now)
        self.side_by_side = SideBySide(sheet)
        self.side_by_side.hide()
        self.shots_head = SectionHead(sheet)
        self.shots = Shots(thumbs, sheet)
        self.no_shots = Paragraph("", "body", "ink_2", sheet)
        self.lines_head = SectionHead(sheet)
        self.add_line = self._head_button(
            self.lines_head, self.tr("Add a line"), self.tr("Type a line of it")
        )
        self.new_line = QLineEdit(sheet)
        self.lines = Lines(sheet)
        self.all_lines = QuietLink("", self.tr("Show all lines, or the first of them"), sheet)
        self.boards_head = SectionHead(sheet)
        self.new_board = self._head_button(
            self.boards_head, self.tr("New board"), self.tr("Make a board for the film")
        )
        self.boards = FilmBoards(sheet)
        self.lists_head = SectionHead(sheet)
        self.lists = FilmLists(sheet)
        self.files = FilesSection(sheet)
        self.notes_head = SectionHead(sheet)
        self.notes = NotesEdit(sheet)
        self._show_all_lines = False
        self._lay_out_area()
        self._connect()

    def _head_button(self, head: SectionHead, words: str, tip: str) -> Button:
        button = QuietLink(words, tip, head)
        head.add(button)
        return button

    def _lay_out_area(self) -> None:
        self.new_line.setFont(ui_font("line-list"))
        self.new_line.setPlaceholderText(self.tr("A line you know by heart"))
        self.new_line.setAccessibleName(self.tr("New line"))
        self.new_line.setToolTip(self.tr("Enter keeps the line; nothing typed closes the field"))
        self.new_line.hide()
        self.new_line.editingFinished.connect(self._on_line_left)
        self.no_shots.set_words(self.tr("Nothing kept yet. Open the film and press P."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def _connect(self) -> None:
        self.area.scrolled.connect(lambda _at: self._place_axis())
        self.area.resized.connect(self.lay_out)
        self.compare.toggled.connect(self._on_compare)
        self.all_lines.clicked.connect(self._on_all_lines)
        self.add_line.clicked.connect(self.type_line)
        for part in (self.watches, self.lines, self.notes):
            part.height_changed.connect(self.place)
        for cells in (self.watches, self.shots, self.lines, self.boards, self.lists, self.files.rows):
            cells.reveal_requested.connect(lambda rect, cells=cells: self._reveal(cells, rect))
        self.axis.mark_hovered.connect(self.watches.light)
        self.axis.mark_opened.connect(self.go_to_watch)
        self.watches.watch_hovered.connect(self.axis.light)
        self.watches.current_moved.connect(self._on_current)
        self.side_by_side.watch_hovered.connect(self.axis.light)
        self.side_by_side.watch_requested.connect(self.go_to_watch)

    # -- what is shown -------------------------------------------------------------------------------

    def show_data(self, data: FilmData) -> None:
        """Show a film, or what is new about the one that is shown; nothing jumps."""
        other = self._data is None or self._data.page.film.id != data.page.film.id
        self._data = data
        if other:
            self._show_all_lines = False
            self.compare.setChecked(False)
            self.first_time.clear()
        page = data.page
        self.header.show_page(page, data.cover(), data.themes)
        self.axis.show_page(page, tonight(self._now()))
        self._show_watches(page)
        self.shots.show_stills(data.stills, page.row.cover)
        self.lines.show_lines(data.lines, data.line_boards, self._show_all_lines)
        self.boards.show_boards(data.boards)
        self.lists.show_lists(data.lists)
        self.files.show_files(data.files)
        self.header.say_board(any(board.is_own for board in data.boards))
        self.notes.show_notes(page.film.notes)
        self._say_heads(data)
        self.lay_out()
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show_watches(self, page: FilmPage) -> None:
        logged = bool(page.watches)
        self.watches_head.setVisible(bool(page.row.times_seen))
        self.first_time.setVisible(not logged)
        self.watches.setVisible(bool(page.row.times_seen))
        self.compare.setVisible(has_changed(page.watches))
        if not has_changed(page.watches):
            self.compare.setChecked(False)
        self.watches.show_page(page)
        if self.compare.isChecked():
            self.side_by_side.show_page(page, self.header.margin)

    def _say_heads(self, data: FilmData) -> None:
        self.watches_head.say(heading(data.page))
        timed = any(still.timecode is not None for still in data.stills)
        remark = self.tr("in film order") if timed and len(data.stills) > 1 else ""
        self.shots_head.say(self.tr("Shots"), len(data.stills), remark)
        self.no_shots.setVisible(not data.stills)
        self.shots.setVisible(bool(data.stills))
        self.lines_head.say(self.tr("Lines"), len(data.lines))
        self.lines.setVisible(bool(data.lines))
        more = len(data.lines) - MOST_SHOWN
        self.all_lines.setVisible(more > 0)
        self.all_lines.setText(
            self.tr("Fewer lines") if self._show_all_lines else self.tr("%n more line(s)", "", max(0, more))
        )
        self.all_lines.setAccessibleName(self.all_lines.text())
        self.boards_head.say(self.tr("Boards"), len(data.boards))
        self.boards.setVisible(bool(data.boards))
        self.lists_head.say(self.tr("Lists"), len(data.lists))
        for part in (self.lists_head, self.lists):
            part.setVisible(bool(data.lists))
        self.notes_head.say(self.tr("Notes"))

    def _on_all_lines(self) -> None:
        self._show_all_lines = not self._show_all_lines
        if self._data is not None:
            self.show_data(self._data)

    def type_line(self) -> None:
        """Open a field for a new line of the film."""
        self.new_line.clear()
        self.new_line.show()
        self.place()
        self.new_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(self.new_line, self.new_line.rect())

    def _on_line_left(self) -> None:
        if not self.new_line.text().strip() and not self.new_line.isHidden():
            self.new_line.hide()
            self.place()

    def _on_compare(self, on: bool) -> None:
        self.side_by_side.setVisible(on)
        words = self.tr("One under the other") if on else self.tr("Side by side")
        self.compare.setText(words)
        self.compare.setAccessibleName(words)
        if on and self._data is not None:
            self.side_by_side.show_page(self._data.page, self.header.margin)
        self.watches_head.relay()
        self.lay_out()
        if on:
            self.side_by_side.begin_at_newest()

    # -- layout --------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Lay everything in the width that there is."""
        if self._data is None:
            return
        columns = self._columns()
        for part in (self.header, self.axis):
            part.margin = columns.margin
        self.watches.painter.margin = columns.margin
        self.watches.painter.right = 40 if columns.margin > 32 else 24
        self.watches.resize(columns.watches, self.watches.height())
        self.watches.lay(columns.watches)
        self.shots.lay(columns.shots[1])
        self.lines.lay(columns.lines[1])
        self.boards.lay(columns.lines[1])
        self.lists.lay(columns.lines[1])
        self.files.rows.lay(columns.lines[1])
        self.place()

    def _columns(self) -> Columns:
        return columns_for(self.area.viewport().width())

    def place(self) -> None:
        """Put what is laid one under the other."""
        if self._data is None:
            return
        self.area.without_jump(self._place)

    def _place(self) -> None:
        view, columns = self.area.viewport(), self._columns()
        width = view.width()
        high = self.header.height_in(view.height(), width)
        self.header.setGeometry(0, 0, width, high)
        has_axis = self.axis.axis() is not None
        self.axis.setVisible(has_axis)
        top = high + (HEIGHT if has_axis else 0)
        if not self.side_by_side.isHidden():
            self.side_by_side.setGeometry(0, top, width, self.side_by_side.needed())
            top = self.side_by_side.geometry().bottom() + 1
        self.sheet.columns_top = top
        self.sheet.hairlines = columns.hairlines
        ends = [self._place_watches(top, columns)]
        end = self._place_shots(top, columns)
        ends += [end, self._place_lines(end + _GAP if columns.lines_below else top, columns)]
        self.sheet.resize(width, max(view.height(), max(ends) + _FOOT))
        self._place_axis()
        self.sheet.update()

    def _place_axis(self) -> None:
        """The axis stays at the top of the page when the header has gone."""
        top = max(self.header.height(), self.area.verticalScrollBar().value())
        self.axis.setGeometry(0, top, self.area.viewport().width(), HEIGHT)
        self.axis.raise_()

    def _place_watches(self, top: int, columns: Columns) -> int:
        left, width = columns.margin, columns.watches - columns.margin - self.watches.painter.right
        y = top + _TOP
        if not self.watches_head.isHidden():
            self.watches_head.setGeometry(left, y, width, HEAD)
            y += HEAD + 8
        if not self.first_time.isHidden():
            self.first_time.setGeometry(left, y + 16, width, 140)
            y += 170
        if not self.watches.isHidden():
            self.watches.setGeometry(0, y, columns.watches, self.watches.needed)
            y += self.watches.needed
        return y

    def _place_shots(self, top: int, columns: Columns) -> int:
        left, width = columns.shots
        self.shots_head.setGeometry(left, top + _TOP, width, HEAD)
        y = top + _TOP + HEAD + 14
        self.no_shots.setGeometry(left, y, width, self.no_shots.heightForWidth(width))
        self._put(self.shots, left, y, width)
        if self.shots.isHidden():
            return y + self.no_shots.height()
        return y + self.shots.needed - 2 * BLEED

    def _place_lines(self, top: int, columns: Columns) -> int:
        left, width = columns.lines
        y = top + _TOP
        self.lines_head.setGeometry(left, y, width, HEAD)
        y += HEAD + 14
        if not self.new_line.isHidden():
            self.new_line.setGeometry(left - 9, y - 4, width + 9, 36)
            y += 42
        if not self.lines.isHidden():
            y = self._put(self.lines, left, y, width)
        if not self.all_lines.isHidden():
            size = self.all_lines.sizeHint()
            self.all_lines.setGeometry(left, y + 8, size.width(), size.height())
            y += size.height() + 12
        y += _GAP - 16
        self.boards_head.setGeometry(left, y, width, HEAD)
        y += HEAD + 8
        if not self.boards.isHidden():
            y = self._put(self.boards, left, y, width)
        y += _GAP - 16
        if not self.lists.isHidden():
            self.lists_head.setGeometry(left, y, width, HEAD)
            y = self._put(self.lists, left, y + HEAD + 8, width) + _GAP - 16
        y = self.files.place(left, y, width) + _GAP - 16
        self.notes_head.setGeometry(left, y, width, HEAD)
        y += HEAD + 10
        self.notes.setGeometry(left, y, width, self.notes.needed(width))
        return y + self.notes.height()

    @staticmethod
    def _put(cells: Cells, left: int, top: int, width: int) -> int:
        """Put a list so that its cells begin there, whatever room they have around; where they end."""
        cells.setGeometry(left - BLEED, top - BLEED, width + 2 * BLEED, cells.needed)
        return top + cells.needed - 2 * BLEED

    # -- going somewhere -----------------------------------------------------------------------------

    def _reveal(self, part: QWidget, rect: QRect) -> None:
        """Bring a part of a list into sight, below the axis."""
        shown = rect.translated(part.pos())
        above = (HEIGHT if not self.axis.isHidden() else 0) + 12
        if rect.top() <= 8:
            above += HEAD
        self.area.reveal(shown, above)

    def go_to_watch(self, uuid: str) -> None:
        """Show a watch's row and give it the keyboard."""
        number = self.watches.row_of(uuid)
        if number is not None:
            self.watches.setFocus()
            self.watches.by_keys = True
            self.watches.set_current(number)

    def go_to_line(self, uuid: str) -> None:
        """Show a line and give it the keyboard."""
        places = {line.uuid: number for number, line in enumerate(self.lines.lines())}
        if uuid not in places and not self._show_all_lines:
            self._on_all_lines()
            places = {line.uuid: number for number, line in enumerate(self.lines.lines())}
        if uuid in places:
            self.lines.setFocus()
            self.lines.by_keys = True
            self.lines.set_current(places[uuid])

    def _on_current(self, number: int) -> None:
        rows = self.watches.rows()
        if self.watches.hasFocus() and 0 <= number < len(rows):
            self.axis.light(rows[number].uuids)
