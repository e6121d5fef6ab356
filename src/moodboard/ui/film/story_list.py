# SPDX-License-Identifier: GPL-3.0-or-later
"""The rewatch story as rows on their thread: told, laid, painted, folded."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.film import FilmPage, Watch
from moodboard.domain.rewatch_story import StoryRow, runs, story
from moodboard.qt.film_words import row_words
from moodboard.ui.film.cells import Cells
from moodboard.ui.film.watch_rows import DATE_BASE, DOT_Y, RowLayout, RowPainter, laid

_TOP = 6
_FOOT = 28


class StoryList(Cells):
    """Rows of watches, the newest first; the list that edits them inherits it."""

    height_changed = Signal()
    watch_hovered = Signal(object)
    """The uuids of the row under the pointer, none for no row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: FilmPage | None = None
        self._rows: tuple[StoryRow, ...] = ()
        self._layouts: list[RowLayout] = []
        self._kept: dict[str, tuple[StoryRow, int, bool, RowLayout]] = {}
        self._unfolded: set[str] = set()
        self._whole: set[str] = set()
        self._lit: frozenset[str] = frozenset()
        self.painter = RowPainter()
        self.painter.read_on = self.tr("Read on")
        self.setAccessibleName(self.tr("Watches"))
        self.hover_moved.connect(self._on_hovered)

    # -- what those who inherit it say ---------------------------------------------------------------

    def drop_fields(self) -> None:
        """Close what is open."""

    def edited(self) -> str | None:
        """The watch whose fields are open; None for none."""
        return None

    def open_height(self, row: StoryRow, top: int, width: int) -> int | None:
        """Place the fields that are open in a row; its height, None when none are."""
        return None

    def is_open(self, row: StoryRow) -> bool:
        """Whether fields are open in a row."""
        return False

    # -- what is shown -------------------------------------------------------------------------------

    def show_page(self, page: FilmPage) -> None:
        """Show a film's watches; the keyboard stays with the watch that it was on."""
        other = self._page is None or page.film.id != self._page.film.id
        if other:
            self.drop_fields()
            self._unfolded, self._whole, self._kept = set(), set(), {}
            self.current, self.chosen = -1, set()
        key = self._key(self.current)
        self._page = page
        self._tell(key)

    def _tell(self, key: str | None) -> None:
        """Make the rows anew, with the keyboard on the row of this key."""
        page = self._page
        if page is None:
            return
        # An empty page asks for the first time; its earlier ones stand below.
        edited = self.edited()
        if edited is not None and self._watch(edited) is None:
            self.drop_fields()  # it was taken away elsewhere
            edited = None
        unfolded = self._unfolded | ({edited} if edited is not None else set())
        self._rows = story(page.watches, page.film.earlier_watches, unfolded)
        self.lay(self.width())
        if key is not None:
            at = next((n for n, row in enumerate(self._rows) if key in row.uuids or key == row.key), None)
            if at is not None:
                self.current, self.chosen = at, {at}
        self.describe()
        self.height_changed.emit()

    def _watch(self, uuid: str) -> Watch | None:
        watches = self._page.watches if self._page is not None else ()
        return next((watch for watch in watches if watch.uuid == uuid), None)

    def rows(self) -> tuple[StoryRow, ...]:
        """The rows as they are told now."""
        return self._rows

    def row_of(self, uuid: str) -> int | None:
        """Return the row in which a watch is told."""
        return next((n for n, row in enumerate(self._rows) if uuid in row.uuids), None)

    def light(self, uuids: frozenset[str]) -> None:
        """Show which row belongs to what the pointer is on in the axis."""
        if uuids != self._lit:
            self._lit = uuids
            self.update()

    def _key(self, number: int) -> str | None:
        return self._rows[number].key if 0 <= number < len(self._rows) else None

    # -- layout --------------------------------------------------------------------------------------

    def lay(self, width: int) -> int:
        """Lay the rows in a width; the height they take."""
        room = self.painter.text_width(width)
        self._layouts = [self._laid(row, room) for row in self._rows]
        rects: list[QRect] = []
        top = _TOP
        for row, layout in zip(self._rows, self._layouts, strict=True):
            height = self.open_height(row, top, width)
            height = layout.height if height is None else height
            rects.append(QRect(0, top, width, height))
            top += height
        self.set_rects(rects)
        self.needed = top + _FOOT
        return self.needed

    def _laid(self, row: StoryRow, room: int) -> RowLayout:
        """Return a row's words set in a width; most rows are as they were when one was edited."""
        whole = row.key in self._whole
        kept = self._kept.get(row.key)
        if kept is not None and kept[0] == row and kept[1:3] == (room, whole):
            return kept[3]
        made = laid(row, room, self.painter.fonts, whole)
        self._kept[row.key] = row, room, whole, made
        return made

    # -- painting ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thread, and the rows on it."""
        if self.rects:
            painter = QPainter(self)
            first = self.rects[0].top() + DOT_Y
            end = self.rects[-1].top() + DOT_Y if self._ends_at_last() else self.rects[-1].bottom()
            top, bottom = max(first, event.rect().top()), min(float(end), event.rect().bottom() + 1)
            if bottom > top:
                self.painter.paint_thread(painter, top, bottom)
            painter.end()
        super().paintEvent(event)

    def _ends_at_last(self) -> bool:
        """Nothing lies before the last row: it is the first time, or says so."""
        return len(self.rects) > 1

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """One row; where the fields are open, its number and dot."""
        row, layout = self._rows[number], self._layouts[number]
        lit = bool(self._lit & row.uuids) or number == self.hovered
        if not self.is_open(row):
            chosen = number == self.current and self.hasFocus()
            self.painter.paint_plate(painter, rect, chosen, lit, self.has_ring(number))
            shown = layout
            if not row.watches and not row.last:
                shown = RowLayout(layout.height, self._asks_for_earlier(), "", None, 0, False)
            self.painter.paint(painter, row, shown, rect, lit)
        else:
            self.painter.paint_open(painter, row, rect, lit)

    def _asks_for_earlier(self) -> str:
        if self._page is not None and self._page.film.at_least:
            return self.tr("How often before that?")
        return self.tr("Seen before that as well?")

    def words_of(self, number: int) -> str:
        """A row whole."""
        row = self._rows[number]
        return row_words(row) if row.watches or row.last else self._asks_for_earlier()

    def field_at(self, number: int, point: QPoint) -> str:
        """Return which part of a row a point is on: date, stars, facts, note, or "read on"."""
        rect, layout = self.rects[number], self._layouts[number]
        if self.painter.stars_rect(rect).adjusted(-8, -4, 8, 0).contains(point):
            return "stars"
        down = point.y() - rect.top()
        if down < DATE_BASE + 7:
            return "date"
        if layout.facts and down < DATE_BASE + 25:
            return "facts"
        if layout.is_cut and down >= layout.height - 15 - 16:
            return "read on"
        return "note" if layout.words is not None else "date"

    # -- folding -------------------------------------------------------------------------------------

    def _toggle(self, number: int) -> None:
        """Unfold a run, fold one again, or show more or less of a long note."""
        row = self._rows[number]
        if row.is_run:
            self.unfold(row.key)
        elif row.watches and (self._layouts[number].is_cut or row.key in self._whole):
            self._whole ^= {row.key}
            self._tell(row.key)
        elif row.watches and row.key in self._unfolded:
            self.fold(row.key)

    def unfold(self, uuid: str) -> None:
        """Tell the run of a watch watch by watch."""
        if self._page is not None:
            self._unfolded |= runs(self._page.watches, uuid)
            self._tell(uuid)
            self._reveal_current()

    def fold(self, uuid: str) -> None:
        """Tell the run of a watch in one row again."""
        if self._page is not None:
            self._unfolded -= runs(self._page.watches, uuid)
            self._tell(uuid)
            self._reveal_current()

    def _reveal_current(self) -> None:
        if 0 <= self.current < len(self.rects):
            self.reveal_requested.emit(self.rects[self.current])

    # -- pointer -------------------------------------------------------------------------------------

    def _on_hovered(self, number: int) -> None:
        self.watch_hovered.emit(self._rows[number].uuids if number >= 0 else frozenset())
        hand = number >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
