# SPDX-License-Identifier: GPL-3.0-or-later
"""The left pane: search, filters and films; under them the chosen film's shots and lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.qt.events import Events
from moodboard.qt.film_model import FilmModel
from moodboard.qt.settings import FILM, SORT, TRAY_SPLIT, Settings
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import PANE_WIDTH
from moodboard.services import films
from moodboard.ui import keys, theme
from moodboard.ui.buttons import Button, link_button, outline_button
from moodboard.ui.library.chips import FilterChips
from moodboard.ui.library.film_list import FilmList
from moodboard.ui.library.search_field import SearchField
from moodboard.ui.library.tray import Tray
from moodboard.ui.quiet_bar import QuietBar

_MARGIN = 16
TRAY_HEIGHT = 331


class LibraryPane(QWidget):
    """Let the person find a film; say what was chosen and asked for."""

    film_chosen = Signal(object)
    """The film's id, None when nothing is chosen."""
    film_add_requested = Signal(str)
    """A film is missing; the title if it was typed."""
    film_edit_requested = Signal(int)
    film_page_requested = Signal(int)
    watch_log_requested = Signal(int)
    watch_again_requested = Signal(int)
    """Log a watch of the film now."""
    film_board_requested = Signal(int)
    film_file_requested = Signal(int)
    """A new board for this film."""
    film_bin_requested = Signal(int)
    times_seen_typed = Signal(int, int)
    stills_place_requested = Signal(list)
    lines_place_requested = Signal(list)
    pictures_add_requested = Signal(int)

    def __init__(
        self, thumbs: Thumbs, events: Events, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.model = FilmModel(self)
        self.search = SearchField(self)
        self.add_button = outline_button(self.tr("Film"), "plus", parent=self)
        keys.follow(self.add_button, self.tr("Add a film"), "film.add")
        self.add_button.set_compact(32, 11)
        self.add_button.setAccessibleName(self.tr("Add a film"))
        self.chips = FilterChips(self)
        self.film_list = FilmList(self.model, thumbs, self)
        self._nothing, self._nothing_words, self.nothing_button = self._make_nothing()
        self.tray = Tray(thumbs, events, self)
        self.bar = QuietBar(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.film_list)
        self._stack.addWidget(self._nothing)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._lay_out()
        self._connect(events)
        self._order_tabs()
        self._begin()

    def _make_nothing(self) -> tuple[QWidget, QLabel, Button]:
        nothing = QWidget(self)
        words = QLabel(nothing)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        button = link_button(self.tr("Add a film"), self.tr("Add a film"), nothing)
        layout = QVBoxLayout(nothing)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(6)
        layout.addWidget(words)
        layout.addWidget(button)
        layout.addStretch(1)
        return nothing, words, button

    def _lay_out(self) -> None:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 0, _MARGIN - 1, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.add_button)
        column.addLayout(row)
        chips = QHBoxLayout()
        chips.setContentsMargins(_MARGIN, 0, 4, 0)
        chips.addWidget(self.chips)
        column.addLayout(chips)
        column.addWidget(self._stack, 1)
        top.setMinimumHeight(200)
        self.tray.setMinimumHeight(120)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(top)
        self._splitter.addWidget(self.tray)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([520, TRAY_HEIGHT])
        self._splitter.handle(1).setAccessibleName(self.tr("Height of the tray"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.setMinimumWidth(300)

    def _connect(self, events: Events) -> None:
        self.search.textChanged.connect(self._on_search)
        self.search.list_requested.connect(self._on_list_requested)
        self.search.sort_chosen.connect(self.set_sort)
        self.chips.chips_changed.connect(self._on_chips)
        self.add_button.clicked.connect(lambda: self.film_add_requested.emit(""))
        self.nothing_button.clicked.connect(self._on_nothing_clicked)
        self.film_list.film_chosen.connect(self._on_film_chosen)
        self.film_list.log_requested.connect(self.watch_log_requested)
        self.film_list.again_requested.connect(self.watch_again_requested)
        self.film_list.edit_requested.connect(self.film_edit_requested)
        self.film_list.page_requested.connect(self.film_page_requested)
        self.film_list.board_requested.connect(self.film_board_requested)
        self.film_list.capture_requested.connect(self.film_file_requested)
        self.tray.film_file_requested.connect(self.film_file_requested)
        self.film_list.bin_requested.connect(self.film_bin_requested)
        self.film_list.times_seen_typed.connect(self.times_seen_typed)
        self.tray.stills_place_requested.connect(self.stills_place_requested)
        self.tray.lines_place_requested.connect(self.lines_place_requested)
        self.tray.pictures_add_requested.connect(self.pictures_add_requested)
        self.model.modelReset.connect(self._on_reset)
        events.changed.connect(self._on_changed)
        theme.controller().changed.connect(self.update)

    def _order_tabs(self) -> None:
        order: list[QWidget] = [self.search, self.search.sort_button(), self.add_button]
        order += [self.chips.button(chip) for chip in (None, *FilmChip)]
        order += [self.film_list, *self.tray.tabs(), self.tray.shot_list, self.tray.line_list]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _begin(self) -> None:
        sort = self._settings.get(SORT)
        known = FilmSort(sort) if sort in {one.value for one in FilmSort} else FilmSort.LAST_SEEN
        self.search.show_sort(known)
        self.model.set_query(replace(self.model.query(), sort=known))
        state = self._settings.get(TRAY_SPLIT)
        if state:
            self._splitter.restoreState(QByteArray(state))
        self.reload()
        remembered = self._settings.get(FILM)
        if remembered and self.model.row_of(remembered) is not None:
            self.choose_film(remembered)
        else:
            self.film_list.choose_first()

    def reload(self) -> None:
        """Ask for everything anew."""
        self.chips.set_total(films.count_films())
        self.model.reload()
        self.tray.refresh()

    def chosen_film(self) -> int | None:
        """The chosen film's id."""
        return self.film_list.chosen()

    def choose_film(self, film_id: int | None) -> None:
        """Choose a film; a search that hides it is cleared."""
        if film_id is not None and self.model.row_of(film_id) is None:
            self.search.clear()
            self.chips.clear()
        self.film_list.choose(film_id)

    def set_board(self, board_id: int | None) -> None:
        """Mark in the tray what lies on this board."""
        self.tray.set_board(board_id)

    def set_sort(self, sort: FilmSort) -> None:
        """Put the films in another order, and remember it."""
        self._settings.set(SORT, sort.value)
        self.search.show_sort(sort)
        self.model.set_query(replace(self.model.query(), sort=sort))
        self.film_list.scrollToTop()

    def focus_search(self) -> None:
        """Go to the search field, its words chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def edit_count(self) -> None:
        """Open the chosen film's count for typing."""
        self.film_list.edit_count()

    def remember(self) -> None:
        """Keep the tray's height and the chosen film for the next start."""
        self._settings.set(TRAY_SPLIT, bytes(self._splitter.saveState().data()))
        self._settings.set(FILM, self.chosen_film() or 0)

    def sizeHint(self) -> QSize:
        """As wide as the look says."""
        return QSize(PANE_WIDTH - 1, 852)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The panel's colour."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().panel))

    def _on_search(self, words: str) -> None:
        self.model.set_query(replace(self.model.query(), text=words.strip()))
        self.film_list.scrollToTop()

    def _on_chips(self, chips: frozenset[FilmChip]) -> None:
        self.model.set_query(replace(self.model.query(), chips=chips))
        self.film_list.scrollToTop()

    def _on_list_requested(self) -> None:
        if not self.model.rowCount():
            return
        if not self.film_list.currentIndex().isValid():
            self.film_list.choose_first()
        self.film_list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_film_chosen(self, film_id: int | None) -> None:
        self.tray.show_film(film_id)
        self.film_chosen.emit(film_id)

    def _on_reset(self) -> None:
        empty = self.model.rowCount() == 0
        if empty:
            query = self.model.query()
            if query.text:
                words, deed = self.tr("No film by that name."), self.tr("Add it?")
            elif query.chips:
                words, deed = self.tr("No film fits these filters."), self.tr("Show all films")
            else:
                words, deed = self.tr("No films yet."), self.tr("Add a film")
            self._nothing_words.setText(words)
            self.nothing_button.setText(deed)
            self.nothing_button.setAccessibleName(f"{words} {deed}")
            self.nothing_button.setToolTip(deed.rstrip("?"))
            self.nothing_button.updateGeometry()
        self._stack.setCurrentIndex(1 if empty else 0)

    def _on_nothing_clicked(self) -> None:
        query = self.model.query()
        if query.text or not query.chips:
            self.film_add_requested.emit(query.text)
        else:
            self.chips.clear()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if not (changes.films or changes.everything):
            return
        self.chips.set_total(films.count_films())
        self.model.take_changes(changes)
        chosen = self.chosen_film()
        if chosen is not None and not self._is_there(chosen):
            self.film_list.choose(None)
            self.film_list.choose_first()
        elif chosen is None:
            self.film_list.choose_first()

    def _is_there(self, film_id: int) -> bool:
        return films.position_of(film_id, FilmQuery()) is not None
