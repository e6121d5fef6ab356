# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawing on a board: its actions, its bar, what is set for the next drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.drawing import Shape
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.board_actions import at_now
from moodboard.ui.board.drawing.look import DrawLook
from moodboard.ui.card import anchor_rect

if TYPE_CHECKING:
    from moodboard.ui.board.drawing.bar import DrawBar
    from moodboard.ui.board.drawing.popovers import LookPopover
    from moodboard.ui.board.drawing.tools import DrawTool
    from moodboard.ui.board.page import BoardPage
    from moodboard.ui.board.pin_popover import PinPopover

_PUT = (Shape.ARROW, Shape.LINE, Shape.RECTANGLE, Shape.ELLIPSE)


class DrawingPart(QObject):
    """What the board page can do with drawings."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self.page = page
        self.look = DrawLook()
        self._tools: dict[Shape, DrawTool] = {}
        self._bar: DrawBar | None = None
        self._popover: LookPopover | None = None
        book = page.book
        book.connect_handler("draw.bar", self.show_bar)
        for shape in Shape:
            book.connect_handler(f"draw.{shape.value}", at_now(page, self._taker(shape)))
        for shape in _PUT:
            book.connect_handler(f"draw.put_{shape.value}", at_now(page, self._putter(shape)))
        book.connect_handler("draw.connect", at_now(page, self.connect_chosen))
        book.connect_handler("draw.detach", at_now(page, self.detach))
        page.inspector.makers["drawing"] = _drawing_popover
        page.menus.pin_entries.append(self._add_entries)
        page.menus.board_entries.append(self._add_menu)
        page.canvas.tool_changed.connect(self._on_tool)

    # -- the bar ---------------------------------------------------------------------------------

    @property
    def bar(self) -> DrawBar:
        """The card of tools, made when it is first called."""
        if self._bar is None:
            from moodboard.ui.board.drawing.bar import DrawBar

            bar = self._bar = DrawBar(self.page, self.page.book)
            bar.tool_wished.connect(self._on_tool_wished)
            bar.look_wished.connect(self.set_look)
            bar.colours_wished.connect(self._open_colours)
            bar.closed.connect(lambda: self.show_bar(False))
            bar.show_look(self.look)
            bar.show_tool(None)
            for watched in (self.page.canvas, self.page.bar):
                watched.installEventFilter(self)
            buttons = (bar.choose, *bar.tools.values(), bar.colour, *bar.widths.values(), bar.dashed)
            for one, other in pairwise((self.page.canvas, *buttons, bar.close_button)):
                QWidget.setTabOrder(one, other)
        return self._bar

    def show_bar(self, on: bool) -> None:
        """Call the bar, or put it away with the tool in hand."""
        self.page.book.action("draw.bar").setChecked(on)
        if on:
            self._place_bar()
            self.bar.show()
            self.bar.raise_()
        elif self._bar is not None:
            if self._popover is not None:
                self._popover.close_popover()
            self._bar.hide()
            self._tell_room()
            if self._held() is not None:
                self.page.canvas.set_tool(None)
            self.page.canvas.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the board's lower edge, and stand above what is told there."""
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in kinds and self._bar is not None and self._bar.isVisible():
            self._place_bar()
        return False

    def _place_bar(self) -> None:
        page = self.page
        told = page.bar.height() + 12 if page.bar.isVisible() else 0
        self.bar.place(anchor_rect(page.canvas, page), told)
        self._tell_room()

    def _tell_room(self) -> None:
        """Keep the tools of what is chosen off the bar."""
        inspector, bar = self.page.inspector, self._bar
        lower = anchor_rect(self.page.canvas, self.page).bottom() + 1
        taken = lower - bar.y() if bar is not None and self.page.book.action("draw.bar").isChecked() else 0
        if taken != inspector.covered_below:
            inspector.covered_below = taken
            inspector.refresh()

    def _open_colours(self) -> None:
        if self._popover is None:
            from moodboard.ui.board.drawing.popovers import LookPopover

            self._popover = LookPopover(self.page, self.set_look)
            self._popover.closed.connect(lambda: self.bar.show_look(self.look))
        popover, anchor = self._popover, self.bar.colour
        if popover.isVisible():
            popover.close_popover()
            return
        popover.show_look(self.look, self.page.editor)
        popover.open_at(anchor, anchor_rect(anchor, self.page), 12)
        anchor.setChecked(True)

    # -- tools -----------------------------------------------------------------------------------

    def _held(self) -> DrawTool | None:
        tool = self.page.canvas.tool
        return tool if tool in self._tools.values() else None  # type: ignore[return-value]

    def tool(self, shape: Shape) -> DrawTool:
        """Return the tool that draws a shape."""
        if shape not in self._tools:
            from moodboard.ui.board.drawing.tools import DrawTool

            self._tools[shape] = DrawTool(self, shape)
        return self._tools[shape]

    def take(self, shape: Shape) -> None:
        """Take a tool in hand, and show the bar."""
        if not self.page.board_id or not self.page.editor.may_change():
            return
        self.show_bar(True)
        self.page.canvas.set_tool(self.tool(shape))
        self.page.canvas.setFocus()

    def _taker(self, shape: Shape) -> Callable[[], object]:
        return lambda: self.take(shape)

    def _on_tool_wished(self, shape: object) -> None:
        if isinstance(shape, Shape):
            self.page.scrub.to_now()
            self.take(shape)
        else:
            self.page.canvas.set_tool(None)
            self.page.canvas.setFocus()
        self._on_tool(self.page.canvas.tool)

    def _on_tool(self, _tool: object) -> None:
        if self._bar is not None:
            held = self._held()
            self._bar.show_tool(held.shape if held is not None else None)

    # -- what is drawn ---------------------------------------------------------------------------

    def begin(self) -> bool:
        """Come back to now, and end typing, before something is drawn; False when the board is locked."""
        self.page.scrub.to_now()
        self.page.words.finish(True)
        return self.page.editor.may_change()

    def add(self, pin: Pin) -> None:
        """Lay a drawing on the board."""
        self.page.editor.add_pins([pin], self.tr("Draw"))

    def _putter(self, shape: Shape) -> Callable[[], object]:
        def put() -> None:
            if self.page.board_id and self.page.editor.may_change():
                self.tool(shape).done(self.tool(shape).put_around(*self.page.canvas.centre()))

        return put

    def set_look(self, name: str, value: object) -> None:
        """Set how the next drawing will look; drawings that are chosen look so at once."""
        from moodboard.ui.board.drawing.popovers import restyled

        self.look = replace(self.look, **{name: value})  # type: ignore[arg-type]
        if self._bar is not None:
            self._bar.show_look(self.look)
        if self._popover is not None and self._popover.isVisible():
            self._popover.show_look(self.look, self.page.editor)
        chosen = self._chosen()
        if chosen:
            restyled(self.page.editor, chosen, name, value, self.tr("Change drawing"))

    def _chosen(self) -> list[Pin]:
        return [pin for pin in self.page.verbs.chosen if pin.drawing is not None]

    def connect_chosen(self) -> None:
        """Draw an arrow from each of the chosen pins to the one chosen after it."""
        from moodboard.ui.board.drawing.joining import joined

        arrows = joined(self.page.editor, self.page.verbs.chosen, self.look)
        if not arrows:
            self.page.bar.tell(self.tr("Choose two pictures, lines or notes, and an arrow joins them."))
            return
        self.page.editor.add_pins(arrows, self.tr("Join by arrows"))
        self.page.canvas.select(pin.uuid for pin in arrows)

    def detach(self) -> None:
        """Let the ends of the chosen arrows go of their pins."""
        from moodboard.ui.board.drawing.popovers import detached

        held = [pin for pin in self._chosen() if pin.drawing is not None and pin.drawing.is_attached]
        if held:
            detached(self.page.editor, held, self.tr("Detach"))
        else:
            self.page.bar.tell(self.tr("None of what you chose is attached to a pin."))

    def _add_menu(self, menu: QMenu) -> None:
        menu.addMenu(self.page.book.menu("draw", menu))

    def _add_entries(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        book = self.page.book
        if sum(pin.kind is not PinKind.DRAWING for pin in pins) > 1:
            menu.addSeparator()
            menu.addAction(book.action("draw.connect"))
        if any(pin.drawing is not None and pin.drawing.is_attached for pin in pins):
            menu.addSeparator()
            menu.addAction(book.action("draw.detach"))


def _drawing_popover(parent: QWidget, editor: BoardEditor) -> PinPopover:
    from moodboard.ui.board.drawing.popovers import DrawingPopover

    return DrawingPopover(parent, editor)
