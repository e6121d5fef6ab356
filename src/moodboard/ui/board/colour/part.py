# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands about colours, and their entries in the right-button menus."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.colour import MOST_SWATCHES
from moodboard.domain.ground import mean_of
from moodboard.qt.colour_words import colour_name
from moodboard.qt.jobs import Job
from moodboard.qt.paint_look import inks_on
from moodboard.ui import theme
from moodboard.ui.board.board_actions import at_now
from moodboard.ui.board.colour.strips import Strips
from moodboard.ui.on_ground import set_ground

if TYPE_CHECKING:
    from moodboard.ui.board.colour.finder import Finder
    from moodboard.ui.board.colour.ground_popover import GroundPopover
    from moodboard.ui.board.page import BoardPage

STRIP_WIDTH = 48.0
"""How wide each colour of a strip of the film or the board is."""
_GAP = 14.0
_CHIP = 16
_AT_ONCE = 0.02
"""Seconds in which no finger lets go of a key and presses it again."""


class ColourPart(QObject):
    """Strips, the eyedropper, the ground, stills found by a colour."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._ground: GroundPopover | None = None
        self._finder: Finder | None = None
        self._job: Job | None = None
        self.strips = Strips(page)
        self.strips.clicked.connect(self.copy)
        self._is_held = False
        self._let_go = 0.0
        page.canvas.installEventFilter(self)
        book = page.book
        book.connect_handler("colour.pick", self.pick)
        book.connect_handler("colour.find", lambda: self.find())
        book.connect_handler("colour.background", at_now(page, self.open_ground))
        book.connect_handler("colour.strip_film", at_now(page, self.strip_film))
        book.connect_handler("colour.strip_board", at_now(page, self.strip_board))
        book.connect_handler("colour.copy", lambda: page.verbs.do("hex"))
        for happens in (page.editor.board_changed, page.editor.loaded, theme.controller().changed):
            happens.connect(self._on_ground)
        page.menus.pin_entries.append(self._add_pin_entries)
        page.menus.board_entries.append(self._add_board_entries)

    def _on_ground(self, *_: object) -> None:
        """Let what lies on the board beside the pins be read on the board's own background."""
        page = self._page
        board = page.editor.board
        own = board is not None and mean_of(board.background)
        ground, width, height = page.canvas.ground, page.canvas.width(), page.canvas.height()
        for part, across, down in (
            (page.header, 0.1, 0.06),
            (page.tools, 0.9, 0.06),
            (page.hint, 0.2, 0.5),
            (page.inspector.inspector.facts, 0.5, 0.5),
        ):
            there = ground.colour_at(across * width, down * height, width, height)
            set_ground(part, inks_on(there) if own else None)

    # -- colours told ----------------------------------------------------------------------------

    def pick(self) -> None:
        """Take the eyedropper in hand; what it takes is copied."""
        from moodboard.ui.board.colour.eyedropper import Eyedropper, pick

        if not self._is_held and not isinstance(self._page.canvas.tool, Eyedropper):
            pick(self._page, self.copy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a key that is held: S held while clicking picks once, and is not taken again after.

        QAction's own way to hear no repeated key was tried: after a click Qt tells a key that is still
        held as let go and pressed anew, at the same moment.
        """
        kind = event.type()
        if kind is QEvent.Type.KeyRelease:
            self._let_go = monotonic()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._is_held = event.isAutoRepeat() or monotonic() - self._let_go < _AT_ONCE
        return False

    def copy(self, colour: str) -> None:
        """Copy a colour as hex, and tell its name."""
        QGuiApplication.clipboard().setText(colour)
        self._page.bar.tell(
            self.tr("Copied {hex}, {name}.").format(hex=colour, name=colour_name(colour)),
            (self.tr("Find stills"), lambda: self.find(colour)),
        )

    # -- strips ----------------------------------------------------------------------------------

    def strip_film(self) -> None:
        """Lay the colours of all of the film's stills on the board."""
        from moodboard.services import colour_search

        board = self._page.editor.board
        film = (board.film_id if board is not None else None) or self._page.boards.film_id
        if not film:
            self._page.bar.tell(self.tr("Choose the board’s film first."))
            return
        nothing = self.tr("No colours are known of this film yet. Keep a still of it first.")
        self._strip_soon(Job(lambda _report: colour_search.film_strip(film)), nothing)

    def strip_board(self) -> None:
        """Lay the colours of everything on the board under it."""
        from moodboard.domain.colour import merged
        from moodboard.qt.palettes import palettes_of

        editor = self._page.editor
        palettes = palettes_of(editor, (pin for pin in editor.own_pins() if pin.kind is PinKind.STILL))
        nothing = self.tr("No colours are known of this board yet. Lay a still on it first.")
        self._strip_soon(Job(lambda _report: merged(palettes)), nothing)

    def _strip_soon(self, job: Job, nothing: str) -> None:
        board = self._page.board_id

        def done(colours: object) -> None:
            if isinstance(colours, tuple) and colours and self._page.board_id == board:
                self._lay(colours)
            elif self._page.board_id == board:
                self._page.bar.tell(nothing)

        job.succeeded.connect(done)
        job.failed.connect(self._page.bar.tell)
        self._page.jobs.start(job)

    def _lay(self, colours: tuple[str, ...]) -> None:
        editor, canvas = self._page.editor, self._page.canvas
        bounds = editor.bounds()
        width = STRIP_WIDTH * len(colours)
        if bounds is None:
            x, y = canvas.centre()
            bounds = Rect(x - width / 2, y - _GAP, width, 0)
        uuid = editor.add_strip(colours[:MOST_SWATCHES], bounds.x, bounds.bottom + _GAP, width)
        if uuid:  # the board may have been locked while the colours were read
            canvas.select((uuid,))
            canvas.show_rect(editor.pins[uuid].place.bounds)

    # -- panels ----------------------------------------------------------------------------------

    def open_ground(self) -> None:
        """Open the popover of what lies behind the pins: of the chosen frames, else of the board."""
        if self._ground is None:
            from moodboard.ui.board.colour.ground_popover import GroundPopover

            self._ground = GroundPopover(self._page)
        page = self._page
        chosen = page.editor.chosen(page.canvas.selected())
        place = QRect(self._pointer(), QSize(1, 1))
        if chosen and all(pin.kind is PinKind.FRAME for pin in chosen):
            self._ground.open_for_frames(tuple(pin.uuid for pin in chosen), place)
        else:
            self._ground.open_for_board(place)

    def _pointer(self) -> QPoint:
        """Return where the pointer is on the page; under the title when it is elsewhere."""
        page = self._page
        at = page.mapFromGlobal(QCursor.pos())
        if page.canvas.geometry().contains(at):
            return at
        return QPoint(page.header.x(), page.header.y() + page.header.height())

    def find(self, colour: str = "") -> None:
        """Open the panel of stills found by a colour; without one, by a colour of what is chosen."""
        if self._finder is None:
            from moodboard.ui.board.colour.finder import Finder

            self._finder = Finder(self._page)
        self._finder.open_with(colour or self._first_colour())

    def _first_colour(self) -> str:
        editor = self._page.editor
        for pin in editor.chosen(self._page.canvas.selected()):
            still = editor.stills.get(pin.still) if pin.kind is PinKind.STILL else None
            colours = still.palette if still is not None else pin.colours
            if colours:
                return colours[0].lower()
        return ""

    # -- menus -----------------------------------------------------------------------------------

    def _add_pin_entries(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        if pins and all(pin.kind is PinKind.FRAME for pin in pins):
            menu.addAction(self._page.book.action("colour.background"))
        colours = self._colours_of(pins)
        if not colours:
            return
        menu.addSeparator()
        if pins[0].kind is PinKind.SWATCHES:
            copying = menu.addMenu(self.tr("Copy a colour"))
            copying.menuAction().setObjectName("menu.copy_colour")
            for colour in colours:
                self._entry(copying, colour, self.copy)
        finding = menu.addMenu(self.tr("Find stills with"))
        finding.menuAction().setObjectName("menu.find_colour")
        ground = menu.addMenu(self.tr("Use as the background"))
        ground.menuAction().setObjectName("menu.ground_colour")
        for colour in colours:
            self._entry(finding, colour, self.find)
            self._entry(ground, colour, self._page.editor.set_background)

    def _colours_of(self, pins: Sequence[Pin]) -> tuple[str, ...]:
        if len(pins) != 1:
            return ()
        pin = pins[0]
        still = self._page.editor.stills.get(pin.still) if pin.kind is PinKind.STILL else None
        return still.palette if still is not None else pin.colours

    def _entry(self, menu: QMenu, colour: str, deed: object) -> None:
        entry = menu.addAction(chip(colour), f"{colour_name(colour)}\t{colour}")
        entry.triggered.connect(lambda _=False: deed(colour))  # type: ignore[operator]

    def _add_board_entries(self, menu: QMenu) -> None:
        book = self._page.book
        menu.addSeparator()
        for action_id in ("colour.pick", "colour.find", "colour.strip_board"):
            menu.addAction(book.action(action_id))


def chip(colour: str) -> QIcon:
    """Return a little square of a colour for menus."""
    pixmap = QPixmap(2 * _CHIP, 2 * _CHIP)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.tokens().line_2))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(1, 1, _CHIP - 2, _CHIP - 2, 2, 2)
    painter.end()
    return QIcon(pixmap)
