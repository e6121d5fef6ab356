# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the board page that puts pins in order: every command is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from moodboard.domain.board import Pin
from moodboard.domain.guides import Snapping
from moodboard.qt.paint_grid import Grid
from moodboard.ui import icons
from moodboard.ui.board.arranging.choices import Choices
from moodboard.ui.board.board_actions import at_now

if TYPE_CHECKING:
    from moodboard.domain.arranging_blocks import Arranged, Targets
    from moodboard.domain.arranging_orders import Known, Order
    from moodboard.ui.board.page import BoardPage

_ROWS = ("rows", "colour", "pinned", "added", "name", "random")
"""Layouts that are rows, each in another order."""


class ArrangingPart(QObject):
    """Connect the commands, the menu, the choices and the grid. The layouts are loaded when first used."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self.choices = Choices(self)
        self.choices.changed.connect(self._on_choices)
        page.book.layouts["arrange"] = self._lay_out
        page.menus.pin_entries.append(self._add_for_pins)
        page.menus.board_entries.append(self._add_for_board)
        for name, handler in self._handlers().items():
            page.book.connect_handler(f"arrange.{name}", at_now(page, handler))
        page.book.connect_handler("arrange.grid", self.choices.set_grid)
        self._on_choices()

    def _handlers(self) -> dict[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {name: partial(self.rows, name) for name in _ROWS}
        found |= {"pack": self.pack, "columns": self.columns, "timecode": self.strip, "film": self.films}
        found |= {
            edge: partial(self.align, edge) for edge in ("left", "centre", "right", "top", "middle", "bottom")
        }
        found |= {same: partial(self.same, same) for same in ("height", "width", "area", "scale")}
        for name, across in (("across", True), ("down", False)):
            found[f"even_{name}"] = partial(self.distribute, across)
            found[f"gutter_{name}"] = partial(self.space, across)
        return found

    # -- layouts -----------------------------------------------------------------------------------

    def pack(self) -> None:
        """Pack tight around the same centre."""
        from moodboard.domain import arranging

        it = self._arranged()
        self._lay(it, arranging.pack(it.blocks, self.shape, self.choices.gutter), self.tr("Pack tight"))

    def rows(self, order: str = "rows") -> None:
        """Lay in justified rows, as read now or in another order."""
        from moodboard.domain import arranging
        from moodboard.domain.arranging_orders import Order, in_order

        it = self._arranged()
        by = Order.READING if order == "rows" else Order(order)
        blocks = in_order(it.blocks, by, self._known(it, by))
        # A picture's place among the dates is told by all that was pinned, words too.
        lay = arranging.strip if by is Order.PINNED else arranging.rows
        self._lay(it, lay(blocks, self.shape, self.choices.gutter), self.tr("Arrange"))

    def columns(self) -> None:
        """Lay in equally wide columns."""
        from moodboard.domain import arranging
        from moodboard.domain.arranging_orders import Known, Order, in_order

        it = self._arranged()
        blocks = in_order(it.blocks, Order.READING, Known())
        self._lay(it, arranging.in_columns(blocks, self.shape, self.choices.gutter), self.tr("Arrange"))

    def strip(self) -> None:
        """Lay as a storyboard: rows in the order of the film, lines between the shots."""
        from moodboard.domain import arranging
        from moodboard.domain.arranging_orders import Order, in_order

        it = self._arranged()
        blocks = in_order(it.blocks, Order.TIMECODE, self._known(it, Order.TIMECODE))
        self._lay(it, arranging.strip(blocks, self.shape, self.choices.gutter), self.tr("Arrange"))

    def films(self) -> None:
        """Lay each film in rows of its own, one under the other."""
        from moodboard.domain import arranging
        from moodboard.domain.arranging_orders import Order, by_film

        it = self._arranged()
        groups = by_film(it.blocks, self._known(it, Order.FILM))
        self._lay(it, arranging.sections(groups, self.shape, self.choices.gutter), self.tr("Arrange"))

    # -- edges, gaps, sizes ------------------------------------------------------------------------

    def align(self, edge: str) -> None:
        """Let pins share an edge or a centre."""
        from moodboard.domain.aligning import Edge, aligned

        it = self._arranged()
        self._put(it, aligned(it.blocks, Edge(edge), it.fixed), self.tr("Align"))

    def distribute(self, across: bool) -> None:
        """Make the gaps even, the outer two staying."""
        from moodboard.domain.aligning import distributed

        it = self._arranged()
        self._put(it, distributed(it.blocks, across), self.tr("Even gaps"))

    def space(self, across: bool) -> None:
        """Make every gap the gutter, the first staying."""
        from moodboard.domain.aligning import spaced

        it = self._arranged()
        self._put(it, spaced(it.blocks, across, self.choices.gutter), self.tr("Even gaps"))

    def same(self, what: str) -> None:
        """Give pins one height, width, area or scale, each about its own centre."""
        from moodboard.domain.arranging_sizes import Same, same_sized

        it = self._arranged()
        stills = self._page.editor.stills
        self._put(it, same_sized(it.blocks, Same(what), stills, it.fixed), self.tr("Change sizes"))

    # -- how it is done ----------------------------------------------------------------------------

    @property
    def shape(self) -> float:
        """Width over height of what a layout is to fill."""
        from moodboard.domain.arranging import SHAPES

        canvas = self._page.canvas
        return SHAPES.get(self.choices.shape, max(1, canvas.width()) / max(1, canvas.height()))

    def _arranged(self) -> Arranged:
        from moodboard.domain.arranging_blocks import arranged

        return arranged(self._page.canvas.selected(), self._page.editor.pins)

    def _known(self, it: Arranged, order: Order) -> Known:
        from moodboard.domain.arranging_orders import Known
        from moodboard.services import stills

        editor = self._page.editor
        shown = [pin for block in it.blocks for pin in (block.lead, *block.along)]
        added = stills.added([pin.still for pin in shown if pin.still]) if order == "added" else {}
        board = editor.board
        return Known(editor.stills, editor.lines, editor.films, added, board.film_id if board else None)

    def _lay(self, it: Arranged, targets: Targets, label: str) -> None:
        """Put a whole layout down, clear of what is locked."""
        from moodboard.domain.arranging import clear_of

        if len(it.blocks) > 1:
            self._put(it, clear_of(targets, it.obstacles, self.choices.gutter), label)

    def _put(self, it: Arranged, targets: Targets, label: str) -> None:
        from moodboard.domain.arranging_blocks import put
        from moodboard.qt import pin_text

        editor = self._page.editor
        after = []
        for pin in put(it.blocks, targets):
            before = editor.pins[pin.uuid]
            scaled = pin.place.width != before.place.width
            after.append(pin_text.rescaled(pin, editor.words, before) if scaled else pin)
        editor.change(after, label)

    # -- menus and the grid ------------------------------------------------------------------------

    def _lay_out(self, menu: QMenu) -> None:
        from moodboard.ui.board.arranging.menus import lay_out

        lay_out(menu, self._page.book, self.choices)

    def _add_for_pins(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        """Several pins are arranged; of one frame or group, what is in it."""
        if len(pins) > 1 or pins[0].kind in ("frame", "group"):
            # Before what leaves the board, or at the end of a menu without it.
            before = self._page.book.action("board.from_selection")
            if before not in menu.actions():
                before = self._page.book.action("view.fit_selection")
            menu.insertMenu(before, self._menu(menu))

    def _add_for_board(self, menu: QMenu) -> None:
        if self._page.editor.own_pins():
            menu.insertMenu(self._page.book.action("board.export"), self._menu(menu))

    def _menu(self, parent: QMenu) -> QMenu:
        made = self._page.book.menu("arrange", parent)
        made.setIcon(icons.icon("pack"))
        return made

    def _on_choices(self) -> None:
        canvas, choices = self._page.canvas, self.choices
        self._page.book.action("arrange.grid").setChecked(choices.grid)
        grid = Grid(float(choices.step), choices.dots) if choices.grid else None
        canvas.snapping = Snapping(float(choices.gutter), grid.step if grid else 0.0)
        canvas.set_grid(grid)
