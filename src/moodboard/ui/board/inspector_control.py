# SPDX-License-Identifier: GPL-3.0-or-later
"""Decide when the inspector is seen, where, what it says, and what its buttons open."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QObject, QRect, QRectF, Signal
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.line import format_timecode
from moodboard.domain.scrubber import Axis, ordinal
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.actions import ActionBook
from moodboard.ui.board.arranging.menus import quick_menu
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.caption_popover import CaptionPopover
from moodboard.ui.board.frame_popover import FramePopover
from moodboard.ui.board.inspector import Inspector
from moodboard.ui.board.line_popover import LinePopover
from moodboard.ui.board.pin_menus import order_menu
from moodboard.ui.board.pin_popover import PinPopover
from moodboard.ui.board.pin_verbs import PinVerbs
from moodboard.ui.board.tone_popover import TonePopover
from moodboard.ui.board.type_popover import TypePopover
from moodboard.ui.card import anchor_rect

FACTS_REACH = 480
"""How far from what is chosen the facts may end, in pixels."""
_POPOVERS: dict[str, type[TonePopover | TypePopover | CaptionPopover | LinePopover | FramePopover]] = {
    "tone": TonePopover,
    "type": TypePopover,
    "caption": CaptionPopover,
    "facts": LinePopover,
    "frame": FramePopover,
}


class InspectorControl(QObject):
    """Between the canvas, the inspector and the verbs."""

    export_frame_requested = Signal(str)
    replace_requested = Signal()
    edit_requested = Signal(str)

    def __init__(
        self,
        page: QWidget,
        editor: BoardEditor,
        canvas: BoardCanvas,
        verbs: PinVerbs,
        book: ActionBook,
        axis: Callable[[], Axis],
        pin_menu: Callable[[QWidget], QMenu],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._editor = editor
        self._canvas = canvas
        self._verbs = verbs
        self._book = book
        self._axis = axis
        self._pin_menu = pin_menu
        self.inspector = Inspector(page)
        self.makers: dict[str, Callable[[QWidget, BoardEditor], PinPopover]] = dict(_POPOVERS)
        """What makes each popover; the page's parts add theirs."""
        self._popovers: dict[str, PinPopover] = {}
        self.moves: Callable[[str], bool] = lambda _uuid: False
        """Whether a pin shows an animated picture, and whether it plays."""
        self.plays: Callable[[str], bool] = self.moves
        self.head: Callable[[], tuple[QRect, QRect] | None] = lambda: None
        """Where the board's title and its tools are, in the page's pixels."""
        self.covered_below = 0
        """Pixels at the board's lower edge that the drawing tools take."""
        self._moving = False
        self._held = False
        self.inspector.wished.connect(self.on_wished)
        canvas.selection_changed.connect(self.refresh)
        canvas.view_changed.connect(self.refresh)
        canvas.moving.connect(self._on_moving)
        editor.pins_changed.connect(self.refresh)
        editor.stills_changed.connect(self.refresh)

    def hold(self, held: bool) -> None:
        """Keep it away while something else is going on: typing, cropping, walking the watches."""
        self._held = held
        self.refresh()

    def _on_moving(self, moving: bool) -> None:
        self._moving = moving
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show it for what is chosen, or not at all."""
        pins = self._verbs.chosen
        free = self._editor.unlocked(pin.uuid for pin in pins)
        if not free or self._moving or self._held or not self._canvas.isVisible():
            self.inspector.put_away()
            return
        bounds = self._editor.bounds([pin.uuid for pin in pins])
        assert bounds is not None
        place = self._on_page(self._canvas.to_screen(bounds))
        room = anchor_rect(self._canvas, self._page).adjusted(0, 0, -self._canvas.covered, 0)
        if not place.intersects(QRectF(room)):
            self.inspector.put_away()
            return
        kinds = {pin.kind for pin in pins}
        moving = [pin.uuid for pin in pins if self.moves(pin.uuid)]
        playing = all(self.plays(uuid) for uuid in moving) if moving else None
        if self.inspector.set_kind(pins[0].kind if len(pins) == 1 else None, playing):
            for one, other in pairwise((self._canvas, *self.inspector.buttons.values())):
                QWidget.setTabOrder(one, other)
        facts = self.facts(pins[0]) if len(kinds) == 1 and len(pins) == 1 else ""
        free_room = room.adjusted(8, 8, -8, -8 - self.covered_below)
        self.inspector.show_at(place, free_room, facts, self._others(pins) if facts else [], self.head())
        self._hide_facts_under_popovers()

    def _hide_facts_under_popovers(self) -> None:
        """The paper behind the facts would look out from under a popover."""
        if any(popover.isVisible() for popover in self._popovers.values()):
            self.inspector.facts.hide()

    def _on_page(self, rect: QRectF) -> QRectF:
        corner = anchor_rect(self._canvas, self._page).topLeft()
        return rect.translated(corner.x(), corner.y())

    def _others(self, pins: list[Pin]) -> list[QRectF]:
        """Return where other pins lie near what is chosen, on the screen."""
        chosen = {pin.uuid for pin in pins}
        bounds = self._editor.bounds(chosen)
        assert bounds is not None
        near = bounds.grown(FACTS_REACH / max(self._canvas.view().zoom, 1e-6))
        return [
            self._on_page(self._canvas.to_screen(pin.place.bounds))
            for pin in self._canvas.scene.lying_in(near)
            if pin.uuid not in chosen and pin.kind is not PinKind.FRAME
        ]

    def facts(self, pin: Pin) -> str:
        """Say when in the film a pin is, and when it was pinned."""
        still, line = self._editor.stills.get(pin.still), self._editor.lines.get(pin.line)
        seconds = still.timecode if still is not None else line.timecode if line is not None else None
        number = self._axis().number_of(pin.watch)
        made = self.tr("pinned on the {nth} watch").format(nth=ordinal(number)) if number else ""
        film_id = still.film_id if still is not None else line.film_id if line is not None else None
        board = self._editor.board
        film = ""
        if film_id is not None and board is not None and film_id != board.film_id:
            film = self._editor.films.get(film_id, "")
        return " · ".join(word for word in (film, format_timecode(seconds) or "", made) if word)

    # -- what the buttons do ---------------------------------------------------------------------------

    def on_wished(self, verb: str, anchor: QWidget) -> None:
        """Do what a button of the inspector stands for."""
        chosen = self._canvas.selected()
        if verb in self.makers:
            self._toggle(verb, anchor)
        elif verb in ("order", "align", "more"):
            self._open_menu(self._menu(verb), anchor)
        elif verb in ("rows", "compose"):
            self._book.action(f"arrange.{verb}").trigger()
        elif verb == "crop" and chosen:
            self._canvas.begin_crop(chosen[0])
        elif verb == "edit" and chosen:
            self.edit_requested.emit(chosen[0])
        elif verb == "export" and chosen:
            self.export_frame_requested.emit(chosen[0])
        elif self._verbs.knows(verb):
            self._verbs.do(verb)

    def do(self, verb: str, *values: object) -> None:
        """Do what an entry of a menu stands for."""
        if verb == "replace":
            self.replace_requested.emit()
        else:
            self._verbs.do(verb, *values)

    def popover(self, name: str) -> PinPopover:
        """Return a popover by its verb, made when it is first needed."""
        if name not in self._popovers:
            self._popovers[name] = self.makers[name](self._page, self._editor)
            self._popovers[name].closed.connect(self.refresh)
        return self._popovers[name]

    def open_popover(self, name: str) -> None:
        """Open a popover about what is chosen, for a shortcut or the right button."""
        anchor = self.inspector.buttons.get(name, self.inspector)
        self.popover(name).open_for(self._canvas.selected(), anchor, anchor_rect(self.inspector, self._page))
        self._hide_facts_under_popovers()

    def close_popovers(self) -> None:
        """Put all away."""
        for popover in self._popovers.values():
            popover.close_popover()

    def _toggle(self, name: str, anchor: QWidget) -> None:
        popover = self.popover(name)
        if popover.isVisible():
            popover.close_popover()
            return
        self.close_popovers()
        popover.open_for(self._canvas.selected(), anchor, anchor_rect(self.inspector, self._page))
        self._hide_facts_under_popovers()

    def _menu(self, verb: str) -> QMenu:
        if verb == "order":
            return order_menu(self._page, self._book)
        if verb == "align":
            return quick_menu(self._page, self._book)
        return self._pin_menu(self._page)

    def _open_menu(self, menu: QMenu, anchor: QWidget) -> None:
        self._book.dress()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
