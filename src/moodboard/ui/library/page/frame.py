# SPDX-License-Identifier: GPL-3.0-or-later
"""What the films' page is made of, and how it is laid out at every width."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.query import FilmQuery
from moodboard.qt.film_model import FilmModel
from moodboard.qt.settings import FILMS_SIDE
from moodboard.qt.tokens import PAGE_MARGIN
from moodboard.ui import theme
from moodboard.ui.buttons import Button, link_button
from moodboard.ui.library.page import found_panel
from moodboard.ui.library.page.choice import FilmChoice
from moodboard.ui.library.page.deeds import FilmDeeds
from moodboard.ui.library.page.filter_popover import FilterPopover
from moodboard.ui.library.page.found_panel import FoundPanel
from moodboard.ui.library.page.head_bar import PageHead
from moodboard.ui.library.page.many_bar import ManyBar
from moodboard.ui.library.page.room import Room
from moodboard.ui.library.page.row_delegate import EDGE
from moodboard.ui.library.page.sidebar import NARROW, WIDTH, SideBar
from moodboard.ui.library.page.table import FilmTable
from moodboard.ui.library.page.wall import FilmWall
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts
from moodboard.ui.quiet_bar import QuietBar

ROOMY, SMALL = 1180, 880
"""Widths from which the side bar is as wide as it likes, and below which it waits behind its button."""
_NARROW_MARGIN = 24


class FilmsFrame(Page):
    """Side bar, head, views, what else is found, and the bar of many."""

    def __init__(self, parts: PageParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._side_shown: bool | None = None if parts.settings.get(FILMS_SIDE) else False
        """None: as the width allows."""
        self.model = FilmModel(self)
        self.choice = FilmChoice(self.model, parts.jobs, self)
        self.side = SideBar(self)
        self.head = PageHead(self)
        self.table = FilmTable(self.model, self.choice, parts.thumbs, self)
        self.wall = FilmWall(self.model, self.choice, parts.thumbs, self)
        self.choice.follow_resets()
        self.found = FoundPanel(parts.jobs, self)
        self.many = ManyBar(self)
        self.deeds = FilmDeeds(parts, self.model, self.choice, self.many, self)
        self.filters = FilterPopover(self)
        self._nothing, self._nothing_words, self.nothing_button = self._make_nothing()
        self.rooms = QStackedWidget(self)
        """The films first; whoever adds a section may show a room of its own instead."""
        self._views = QStackedWidget(self)
        self._lay_out()
        self._order_tabs()

    def _make_nothing(self) -> tuple[QWidget, QLabel, Button]:
        nothing = QWidget(self)
        words = QLabel(nothing)
        words.setProperty("role", "muted")
        button = link_button(self.tr("Add a film"), self.tr("Add a film"), nothing)
        column = QVBoxLayout(nothing)
        column.setContentsMargins(EDGE, 32, EDGE, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(button)
        column.addStretch(1)
        return nothing, words, button

    def _lay_out(self) -> None:
        for view in (self.table, self.wall, self._nothing):
            self._views.addWidget(view)
        self._head_box = QHBoxLayout()
        self._head_box.addWidget(self.head)
        self._views_box = QHBoxLayout()
        self._views_box.setSpacing(0)
        self._views_box.addWidget(self._views, 1)
        self._views_box.addWidget(self.found)
        films = QWidget(self)
        column = QVBoxLayout(films)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._head_box)
        column.addLayout(self._views_box, 1)
        self.rooms.addWidget(films)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.rooms, 1)
        right.addWidget(self.many)
        self._side_box = QHBoxLayout()
        self._side_box.setContentsMargins(0, 20, 1, 12)
        self._side_box.addWidget(self.side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._side_box)
        whole.addLayout(right, 1)
        # What is said lies over the films, not over the bar of many.
        self.bar.deleteLater()
        self.bar = QuietBar(self.rooms)

    def _order_tabs(self) -> None:
        head = self.head
        order: list[QWidget] = [self.side, head.side_button, head.search, head.filter_button]
        order += [head.save_button, head.keep_button, head.zoom, head.sort_button, head.turn_button]
        order += [*head.views.values(), head.chips, self.table.rows, self.wall, self.found.hits, self.many]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _say_nothing(self, query: FilmQuery) -> None:
        if query.text.strip() and not (query.chips or query.filters):
            words, deed = self.tr("No film by that name."), self.tr("Add it?")
        elif query.narrows:
            words, deed = self.tr("No film fits these filters."), self.tr("Show all films")
        else:
            words, deed = self.tr("No films yet."), self.tr("Add a film")
        self._nothing_words.setText(words)
        self.nothing_button.setText(deed)
        self.nothing_button.setAccessibleName(f"{words} {deed}")
        self.nothing_button.setToolTip(deed.rstrip("?"))
        self.nothing_button.updateGeometry()

    def toggle_side(self) -> None:
        """Show the side bar, or give its room to the films."""
        self._side_shown = self.side.isHidden()
        self._parts.settings.set(FILMS_SIDE, self._side_shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gives the films what it has."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width()
        roomy = width >= ROOMY
        self.side.setFixedWidth(WIDTH if roomy else NARROW)
        shown = width >= SMALL if self._side_shown is None else self._side_shown
        self.side.setVisible(shown)
        self.head.side_button.setVisible(not shown)
        margin = PAGE_MARGIN if roomy else _NARROW_MARGIN
        self._head_box.setContentsMargins(margin, 0, margin, 0)
        self._views_box.setContentsMargins(margin - EDGE, 0, margin - EDGE, 0)
        self.many.set_margin(margin)
        self.found.setFixedWidth(found_panel.WIDTH if roomy else found_panel.NARROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's colour, and a hairline beside the side bar."""
        super().paintEvent(event)
        if not self.side.isHidden():
            line = QRect(self.side.geometry().right() + 1, 0, 1, self.height())
            QPainter(self).fillRect(line, QColor(theme.tokens().line))

    def add_room(self, room: Room) -> None:
        """Keep a room that may be shown instead of the films, e.g. one own list."""
        self.rooms.addWidget(room)

    def show_room(self, room: QWidget | None) -> None:
        """Show a room, or the films again."""
        self.rooms.setCurrentIndex(0 if room is None else self.rooms.indexOf(room))
        self.bar.raise_()  # the stack raised the room over it
        self.many.setVisible(room is None and self.choice.count() > 1)
