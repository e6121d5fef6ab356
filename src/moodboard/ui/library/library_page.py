# SPDX-License-Identifier: GPL-3.0-or-later
"""The films' page: where to go at the left, one search at the top, and the films as a list or a wall."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from moodboard.domain import query_file
from moodboard.domain.changes import Changes
from moodboard.domain.film_filters import Facet, FilmFilters
from moodboard.domain.found import FacetValue, LineFound, ListKind, TitleFound, WordsFound
from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.qt.settings import (
    FILMS_COLUMNS,
    FILMS_QUERY,
    FILMS_SIZE,
    FILMS_TOP,
    FILMS_VIEW,
)
from moodboard.ui.card import anchor_rect
from moodboard.ui.library.page.carrying import start_drag
from moodboard.ui.library.page.frame import FilmsFrame
from moodboard.ui.library.page.hands import FilmHands
from moodboard.ui.library.page.head_bar import LIST, POSTERS
from moodboard.ui.library.page.places import Places
from moodboard.ui.library.page.room import Room
from moodboard.ui.page_parts import PageParts

ROOMY, SMALL = 1180, 880
"""Widths from which the side bar is as wide as it likes, and below which it waits behind its button."""
_NARROW_MARGIN = 24
_DRAGGED_AT_MOST = 5_000
_INSIDE = QPoint(30, 30)
"""A point of the view that lies in its first film."""


class LibraryPage(FilmsFrame):
    """Show the films that are asked for; let the person ask, choose and act."""

    film_opened = Signal(int)
    film_chosen = Signal(object)
    """The film at hand, None for none."""
    watch_opened = Signal(int, str)
    """A film and one of its watches."""
    line_opened = Signal(int, str)
    board_opened = Signal(int)

    def __init__(self, parts: PageParts, parent: QWidget | None = None) -> None:
        super().__init__(parts, parent)
        self._at_hand: int | None = None
        self._view = LIST
        self.places = Places(self.side, parts, self)
        self._connect()
        self._begin()

    # -- building ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        parts, head = self._parts, self.head
        head.search.textChanged.connect(self._on_typed)
        head.search.list_requested.connect(self._go_to_films)
        head.filter_button.clicked.connect(self.open_filters)
        head.chips.query_changed.connect(self.show_query)
        head.chips.emptied.connect(lambda: head.filter_button.setFocus(Qt.FocusReason.TabFocusReason))
        head.save_wanted.connect(self.places.save)
        head.keep_wanted.connect(self.places.keep_altered)
        head.sort_wanted.connect(self._on_sort)
        head.turn_wanted.connect(self._on_turn)
        head.view_wanted.connect(self.show_view)
        head.size_wanted.connect(self.wall.set_size)
        head.side_wanted.connect(self.toggle_side)
        self.wall.zoomed.connect(head.zoom.setValue)
        self.table.heads.sort_wanted.connect(self._on_head)
        self.filters.query_changed.connect(self.show_query)
        self.filters.save_requested.connect(self._save_from_filters)
        self.places.query_wanted.connect(self._on_place)
        self.places.changed.connect(self._show_asked)
        self.found.hit_chosen.connect(self.open_hit)
        self.nothing_button.clicked.connect(self._on_nothing)
        for view in (self.table.rows, self.wall):
            view.again_requested.connect(self.deeds.again)
            view.drag_wanted.connect(lambda view=view: self._drag(view))
            self._connect_hands(FilmHands(view, self.model, self.choice))
        self.choice.changed.connect(self._on_choice)
        self.model.modelReset.connect(self._show_asked)
        parts.events.changed.connect(self._on_changed)
        parts.window.closing.connect(self.remember)

    def _connect_hands(self, hands: FilmHands) -> None:
        hands.opened.connect(self.film_opened)
        hands.again_wanted.connect(self.deeds.again)
        hands.watchlist_wanted.connect(self.deeds.toggle_watchlist)
        hands.bin_wanted.connect(self.deeds.bin)
        hands.menu_wanted.connect(self.deeds.open_menu)
        hands.left.connect(self.focus_search)

    def _begin(self) -> None:
        settings = self._parts.settings
        self.table.heads.recall(settings.get(FILMS_COLUMNS))
        self.head.zoom.setValue(settings.get(FILMS_SIZE))
        self.show_view(settings.get(FILMS_VIEW))
        saved = settings.get(FILMS_QUERY)
        query = query_file.from_json(saved).query if saved else FilmQuery()
        self.model.set_query(replace(query, text=""))
        self.model.reload()
        self.model.read_ahead(self._parts.jobs)
        top = self.model.index(settings.get(FILMS_TOP), 0)
        if top.isValid():
            for view in (self.table.rows, self.wall):
                view.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
            self.choice.selection.setCurrentIndex(top, self.choice.selection.SelectionFlag.ClearAndSelect)

    # -- what is asked -----------------------------------------------------------------------------

    def query(self) -> FilmQuery:
        """What is shown."""
        return self.model.query()

    def show_query(self, query: FilmQuery) -> None:
        """Show what answers."""
        self.show_room(None)
        before = self.model.query()
        if query.text.strip() != self.head.search.text().strip():
            self.head.search.blockSignals(True)
            self.head.search.setText(query.text)
            self.head.search.blockSignals(False)
            self.found.look_for(query.text)
        self.model.set_query(query)
        if (before.text, before.chips, before.filters) != (query.text, query.chips, query.filters):
            self._scroll_to_top()
        self._show_asked()

    def show_all(self) -> None:
        """Ask nothing any more, in the order that is chosen."""
        self.show_query(replace(self.query(), text="", chips=frozenset(), filters=FilmFilters()))

    def show_view(self, view: str) -> None:
        """Show the films as a list, as posters or as stills; the film at hand stays in view."""
        held = self._current_view().hasFocus()
        self.head.show_view(view)
        if view != LIST:
            self.wall.set_posters(view == POSTERS)
        self._view = view
        self._parts.settings.set(FILMS_VIEW, view)
        self._show_asked()
        shown = self._current_view()
        current = self.choice.selection.currentIndex()
        if current.isValid():
            shown.scrollTo(current)
        if held:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def view(self) -> str:
        """How the films are shown."""
        return self._view

    def open_filters(self) -> None:
        """Open the card with every filter."""
        self.filters.show_query(self.query(), self.model.rowCount())
        button = self.head.filter_button
        self.filters.open_under(button, anchor_rect(button, self))

    def _on_typed(self, text: str) -> None:
        self.model.set_query(replace(self.query(), text=text.strip()))
        self._scroll_to_top()
        self.found.look_for(text)

    def _on_sort(self, sort: FilmSort) -> None:
        self.show_query(replace(self.query(), sort=sort, backwards=False))
        self._scroll_to_top()

    def _on_turn(self) -> None:
        self.show_query(replace(self.query(), backwards=not self.query().backwards))
        self._scroll_to_top()

    def _on_head(self, sort: FilmSort) -> None:
        if sort is self.query().sort:
            self._on_turn()
        else:
            self._on_sort(sort)

    def _on_place(self, query: FilmQuery) -> None:
        self.show_query(query)
        self._scroll_to_top()

    def _save_from_filters(self) -> None:
        self.filters.close_popover()
        self.places.save()

    def _show_asked(self) -> None:
        """Let everything around the films say what is asked."""
        query, count = self.query(), self.model.rowCount()
        if self.rooms.currentIndex() == 0:
            self.places.show_query(query)
        altered = self.places.altered()
        self.head.show_query(query, count, altered.name if altered is not None else "")
        self.table.heads.show_sort(query.sort, query.descending)
        if self.filters.isVisible():
            self.filters.show_query(query, count)
        if count:
            self._views.setCurrentWidget(self.table if self._view == LIST else self.wall)
        else:
            self._say_nothing(query)
            self._views.setCurrentWidget(self._nothing)

    def _on_nothing(self) -> None:
        query = self.query()
        if query.chips or query.filters:
            self.show_all()
        else:
            self._parts.verbs.add_film(query.text.strip())

    # -- what is found -----------------------------------------------------------------------------

    def open_hit(self, hit: object) -> None:
        """Go where a hit leads: films with a person, a watch, a line, a list, a board."""
        if isinstance(hit, FacetValue):
            self.show_named(hit.facet, hit.name)
        elif isinstance(hit, WordsFound) and hit.watch:
            self.watch_opened.emit(hit.film_id, hit.watch)
        elif isinstance(hit, WordsFound):
            self.film_opened.emit(hit.film_id)
        elif isinstance(hit, LineFound) and hit.film_id is not None:
            self.line_opened.emit(hit.film_id, hit.uuid)
        elif isinstance(hit, TitleFound) and hit.kind is ListKind.BOARD:
            self.board_opened.emit(hit.id)
        elif isinstance(hit, TitleFound) and hit.kind is ListKind.SMART:
            self.places.open_smart(hit.uuid)
        elif isinstance(hit, TitleFound):
            self.side.choose("lists", hit.uuid)

    def show_named(self, facet: Facet, name: str) -> None:
        """Show the films with a name: seen with a person, by a director, of a theme."""
        filters = FilmFilters().naming(facet, (name,))
        self.show_query(replace(self.query(), text="", chips=frozenset(), filters=filters))

    def show_subject(self, subject: int | str | None) -> bool:
        """Show "facet:name" ("with:Ana"), or "smart:uuid"."""
        kind, _, name = str(subject or "").partition(":")
        if kind == "smart":
            return self.places.open_smart(name)
        if kind in {facet.value for facet in Facet} and name:
            self.show_named(Facet(kind), name)
        return True

    # -- what is chosen ----------------------------------------------------------------------------

    def chosen_films(self) -> tuple[int, ...]:
        """The film at hand first, then the other chosen ones; those of a room while it is shown."""
        room = self.rooms.currentWidget()
        return room.chosen_films() if isinstance(room, Room) else self.choice.first_ids()

    def all_chosen_films(self) -> tuple[int, ...]:
        """Every chosen film, however many, in the order they are shown in."""
        room = self.rooms.currentWidget()
        return room.chosen_films() if isinstance(room, Room) else self.choice.ids()

    def _on_choice(self) -> None:
        film = self.choice.film()
        if film != self._at_hand:
            self._at_hand = film
            self.film_chosen.emit(film)

    def _drag(self, view: QWidget) -> None:
        if self.choice.count() > _DRAGGED_AT_MOST:
            words = self.tr("Drag {count} films at most.").format(count=f"{_DRAGGED_AT_MOST:,}")
            self.bar.say(words)
            return
        ids = self.choice.ids()
        if ids:
            start_drag(view, ids, self.deeds.drag_words())

    def select_all(self) -> None:
        """Choose every film that is shown."""
        self.choice.select_all()

    # -- the page ----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Begin among the films, or in the room that is shown."""
        room = self.rooms.currentWidget()
        if isinstance(room, Room):
            room.take_focus()
        else:
            self._go_to_films()

    def show_room(self, room: QWidget | None) -> None:
        """Show a room, or the films again; the side bar says which."""
        super().show_room(room)
        if room is None:
            self.places.show_query(self.query())

    def focus_search(self) -> None:
        """Go to the search field, its words chosen."""
        self.show_room(None)
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def remember(self) -> None:
        """Keep what is shown for the next start."""
        settings = self._parts.settings
        settings.set(FILMS_QUERY, query_file.to_json(replace(self.query(), text="")))
        settings.set(FILMS_COLUMNS, self.table.heads.remembered())
        settings.set(FILMS_SIZE, self.wall.size_wanted())
        view = self._current_view()
        settings.set(FILMS_TOP, max(0, view.indexAt(view.viewport().rect().topLeft() + _INSIDE).row()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        self.remember()
        super().hideEvent(event)

    def _current_view(self) -> QAbstractItemView:
        return self.table.rows if self._view == LIST else self.wall

    def _scroll_to_top(self) -> None:
        for view in (self.table.rows, self.wall):
            view.verticalScrollBar().setValue(0)

    def _go_to_films(self) -> None:
        if self.model.rowCount():
            self._current_view().setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        self.model.take_changes(changes)
        if changes.films or changes.lines or changes.boards or changes.everything:
            self.found.refresh()
