# SPDX-License-Identifier: GPL-3.0-or-later
"""Making, opening, renaming, repeating and binning boards, from the title, a menu or a shortcut."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, bounds_of
from moodboard.domain.errors import KnownError
from moodboard.qt.board_editor import BoardEditor
from moodboard.services import boards, films
from moodboard.ui.board.boards_menu import BoardsMenu
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.header import BoardHeader
from moodboard.ui.board.intake_bar import IntakeBar
from moodboard.ui.card import anchor_rect


class BoardsControl(QObject):
    """What happens to boards as wholes."""

    open_requested = Signal(int)
    """0 for none."""
    created = Signal(int)
    """A new board was made and opened: its title may be typed over."""
    changed = Signal(object)

    def __init__(
        self, page: QWidget, editor: BoardEditor, canvas: BoardCanvas, header: BoardHeader, bar: IntakeBar
    ) -> None:
        super().__init__(page)
        self._page = page
        self._editor = editor
        self._canvas = canvas
        self._header = header
        self._bar = bar
        self.film_id: int | None = None
        """The film chosen in the library: a new board is about it."""
        self.menu = BoardsMenu(page)
        self.menu.open_requested.connect(self._open)
        self.menu.new_requested.connect(self.new)
        self.menu.from_selection_requested.connect(self.from_selection)
        self.menu.duplicate_requested.connect(self.duplicate)
        self.menu.rename_requested.connect(self.rename)
        self.menu.bin_requested.connect(self.put_in_bin)
        header.title.clicked.connect(self.toggle_menu)
        header.title.renamed.connect(editor.rename)
        header.title.let_go.connect(self._take_keyboard)

    def _open(self, board_id: int) -> None:
        self.open_requested.emit(board_id)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_menu(self) -> None:
        """Open all boards under the title, or put them away."""
        if self.menu.isVisible():
            self.menu.close_popover()
            return
        self.menu.begin(self._editor.board_id, bool(self._canvas.selected()))
        self.menu.open_at(self._header.title, anchor_rect(self._header.title, self._page))

    def refresh_menu(self) -> None:
        """Read the list anew while it is open."""
        if self.menu.isVisible():
            self.menu.refresh(self._editor.board_id, bool(self._canvas.selected()))

    # -- deeds -----------------------------------------------------------------------------------------

    def new(self, title: str = "") -> int:
        """Make a board about the chosen film and open it; its id, 0 when that failed."""
        return self._make(title or self._fresh_title(), ())

    def from_selection(self) -> int:
        """Make a board of copies of the chosen pins and open it."""
        names = set(self._editor.with_members(self._canvas.selected()))
        pins = [pin if pin.group in names else replace(pin, group="") for pin in self._editor.chosen(names)]
        if not pins:
            return 0
        around = bounds_of(pins)
        assert around is not None
        moved: list[Pin] = [
            replace(pin, place=replace(pin.place, x=pin.place.x - around.x, y=pin.place.y - around.y))
            for pin in pins
        ]
        board = self._editor.board
        title = self.tr("From {title}").format(title=board.title) if board else self._fresh_title()
        return self._make(self._unused(title), moved, board.film_id if board else None)

    def _make(self, title: str, pins: list[Pin] | tuple[Pin, ...], film_id: int | None = None) -> int:
        try:
            made, changes = boards.create_board(title, film_id or self.film_id, pins)
        except KnownError as error:
            self._bar.tell(str(error))
            return 0
        self.changed.emit(changes)
        self.open_requested.emit(made.id)
        self.created.emit(made.id)
        return made.id

    def _fresh_title(self) -> str:
        film = films.titles([self.film_id]).get(self.film_id) if self.film_id else None
        return self._unused(film or self.tr("Untitled"))

    @staticmethod
    def _unused(title: str) -> str:
        taken = {row.title.casefold() for row in boards.list_boards()}
        candidate, number = title, 2
        while candidate.casefold() in taken:
            candidate, number = f"{title} {number}", number + 1
        return candidate

    def duplicate(self, board_id: int) -> None:
        """Make a copy of a board and open it."""
        try:
            made, changes = boards.duplicate_board(board_id)
        except KnownError as error:
            self._bar.tell(str(error))
            return
        self.menu.close_popover()
        self.changed.emit(changes)
        self.open_requested.emit(made.id)

    def rename(self, board_id: int, title: str) -> None:
        """Give a board another title; the open one as an undo step."""
        if board_id == self._editor.board_id:
            self._editor.rename(title)
        else:
            try:
                self.changed.emit(boards.rename_board(board_id, title))
            except KnownError as error:
                self._bar.tell(str(error))
        self.refresh_menu()

    def put_in_bin(self, board_id: int) -> None:
        """Put a board into the bin, with a way back; another one opens in the place of the open one."""
        rows = {row.id: row for row in boards.list_boards()}
        if board_id not in rows:
            return
        if board_id == self._editor.board_id:
            self._editor.save()
        try:
            self.changed.emit(boards.bin_board(board_id))
        except KnownError as error:
            self._bar.tell(str(error))
            return
        if board_id == self._editor.board_id:
            rest = [number for number in rows if number != board_id]
            self.open_requested.emit(rest[0] if rest else 0)
        self.refresh_menu()
        sentence = self.tr("“{title}” is in the bin.").format(title=rows[board_id].title)
        self._bar.tell(sentence, (self.tr("Undo"), lambda: self.restore(board_id)))

    def restore(self, board_id: int) -> None:
        """Take a board out of the bin and open it."""
        try:
            self.changed.emit(boards.restore_board(board_id))
        except KnownError as error:
            self._bar.tell(str(error))
            return
        self.open_requested.emit(board_id)
