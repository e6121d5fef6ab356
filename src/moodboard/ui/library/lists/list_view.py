# SPDX-License-Identifier: GPL-3.0-or-later
"""One own list: its name, what it is about, its films in the order that the person gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.own_list import Entries, OwnList, added, moved, noted, removed, stepped
from moodboard.qt.events import Events
from moodboard.qt.fonts import ui_font
from moodboard.qt.history import History
from moodboard.qt.thumbs import Thumbs
from moodboard.services import films, own_lists
from moodboard.services.own_lists import OwnListPage
from moodboard.ui.buttons import Chip, ghost_button
from moodboard.ui.dialogs.film_field import FilmField
from moodboard.ui.library.lists.list_model import ListModel
from moodboard.ui.library.lists.list_rows import ListRows
from moodboard.ui.library.page.room import Room

_MARGIN = 48


class OwnListView(Room):
    """Show a list and let it be changed; every change is one step that can be taken back."""

    film_opened = Signal(int)
    films_chosen = Signal(object)
    """The chosen films, in their order."""
    menu_wanted = Signal(object, QPoint)
    """A menu to be filled with what else can be done with the chosen films, and where it opens."""
    list_menu_wanted = Signal(str, QPoint)
    """The list's uuid, and where its menu opens."""

    def __init__(
        self,
        events: Events,
        history: History,
        thumbs: Thumbs,
        say: Callable[..., object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._say = history, say
        self._page: OwnListPage | None = None
        self._picked = False
        self.name = QLineEdit(self)
        self.words = QLineEdit(self)
        self.facts = QLabel(self)
        self.ranked = Chip(self.tr("Ranked"), self)
        self.more = ghost_button(icon="more", tip=self.tr("More for this list"), parent=self)
        self.field = FilmField(self)
        self.model = ListModel(self)
        self.rows = ListRows(self.model, thumbs, self)
        self._nothing = QLabel(self)
        self._stack = QStackedWidget(self)
        self._dress()
        self._lay_out()
        self._connect(events)

    def _dress(self) -> None:
        self.name.setFont(ui_font("title"))
        self.words.setFont(ui_font("body"))
        for field, words in (
            (self.name, self.tr("Name of the list")),
            (self.words, self.tr("What is this list about?")),
        ):
            field.setProperty("plain", True)
            field.setFrame(False)
            field.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; }")
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.name.setToolTip(self.tr("Rename the list (F2)"))
        self.words.setToolTip(self.tr("What this list is about"))
        self.facts.setProperty("role", "muted")
        self.facts.setFont(ui_font("small"))
        self.facts.setContentsMargins(2, 0, 0, 0)  # as a field's words stand, two pixels in
        self.ranked.setToolTip(self.tr("Show each film’s place"))
        self.field.setPlaceholderText(self.tr("Add a film"))
        self.field.setAccessibleName(self.tr("Add a film to the list"))
        self.field.setToolTip(self.tr("Type a title, Enter puts it at the end"))
        self.field.setFixedWidth(240)
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing.setText(self.tr("Nothing on this list yet. Type a title above, or drag films here."))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.ranked)
        head.addWidget(self.field)
        head.addWidget(self.more)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._nothing)
        self._nothing.setContentsMargins(0, 16, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 24, _MARGIN, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.facts)
        column.addSpacing(12)
        column.addWidget(self._stack, 1)

    def _connect(self, events: Events) -> None:
        self.name.editingFinished.connect(self._on_named)
        self.words.editingFinished.connect(self._on_named)
        for field in (self.name, self.words):
            field.returnPressed.connect(self.take_focus)  # undo means the list again, not the field
        self.ranked.clicked.connect(self._on_ranked)
        self.more.clicked.connect(self._on_more)
        self.field.film_picked.connect(self._on_picked)
        self.field.facts_picked.connect(lambda facts: self._add_titled(facts.title, facts.year))
        self.field.returnPressed.connect(self._on_typed)
        self.model.films_dropped.connect(self._on_dropped)
        self.model.note_typed.connect(self._on_note)
        self.rows.step_requested.connect(self._on_step)
        self.rows.removal_requested.connect(self.take_off)
        self.rows.open_requested.connect(self.film_opened)
        self.rows.menu_requested.connect(self._on_menu)
        self.rows.selectionModel().selectionChanged.connect(
            lambda *_: self.films_chosen.emit(self.rows.chosen())
        )
        events.changed.connect(self._on_changed)

    # -- what is shown -----------------------------------------------------------------------------

    def show_list(self, uuid: str) -> bool:
        """Show another list; False when it is gone."""
        try:
            page = own_lists.own_list(uuid)
        except KnownError:
            return False
        new = self._page is None or self._page.own.uuid != uuid
        self._show(page)
        if new:
            self.rows.scrollToTop()
            self.rows.clearSelection()
        return True

    def uuid(self) -> str:
        """The list that is shown, empty for none."""
        return self._page.own.uuid if self._page is not None else ""

    def chosen(self) -> tuple[int, ...]:
        """The chosen films."""
        return self.rows.chosen()

    def chosen_films(self) -> tuple[int, ...]:
        """The chosen films, the one that the keyboard is on first."""
        chosen = self.rows.chosen()
        current = self.model.film_id(self.rows.currentIndex().row())
        first = (current,) if current is not None and current in chosen else ()
        return (*first, *(film for film in chosen if film not in first))

    def take_focus(self) -> None:
        """Begin among the films of the list, or where the first is added."""
        first = self.rows if self.model.rowCount() else self.field
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def rename(self) -> None:
        """Let the name be typed over."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _show(self, page: OwnListPage) -> None:
        chosen = self.rows.chosen() if self._page is not None and self._page.own.uuid == page.own.uuid else ()
        self._page = page
        for field, text in ((self.name, page.own.name), (self.words, page.own.description)):
            if not field.hasFocus() or not field.isModified():
                field.setText(" ".join(text.split()))
                field.setCursorPosition(0)
        self.words.setToolTip(page.own.description or self.tr("What this list is about"))
        self.ranked.setChecked(page.own.ranked)
        facts = self.tr("%n film(s)", "", len(page.films))
        if page.own.tags:
            facts += " · " + ", ".join(page.own.tags)
        self.facts.setText(facts)
        self.model.show_page(page)
        self._stack.setCurrentIndex(0 if page.films else 1)
        if chosen and self.rows.chosen() != chosen:
            self.rows.choose(chosen)
        self.films_chosen.emit(self.rows.chosen())

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._page is None or not (changes.everything or changes.films or changes.film_lists):
            return
        own = self._page.own.uuid
        listed = {one.film_id for one in self._page.entries}
        if changes.everything or own in changes.film_lists or listed & changes.films:
            self.show_list(own)

    # -- changes -----------------------------------------------------------------------------------

    def put(self, words: str, entries: Entries) -> bool:
        """Make these the list's films, as a step that can be taken back."""
        if self._page is None or entries == self._page.entries:
            return False
        uuid, was = self._page.own.uuid, self._page.entries

        def act() -> tuple[Changes, Callable[[], Changes]]:
            changes = own_lists.put(uuid, entries, was)
            return changes, lambda: own_lists.put(uuid, was, entries)

        return self._history.do(words, act)

    def add(self, film_ids: tuple[int, ...], at: int | None = None) -> None:
        """Put films on the list; those that are on it already stay where they are."""
        if self._page is None:
            return
        entries = added(self._page.entries, film_ids, at)
        if entries == self._page.entries:
            self._say(self.tr("It is on this list already."))
            return
        self.put(self.tr("put on the list"), entries)
        self.rows.choose(film_ids)

    def take_off(self) -> None:
        """Take the chosen films off the list, and offer the way back."""
        chosen = self.rows.chosen()
        if self._page is None or not chosen:
            return
        row = self.model.row_of(chosen[0]) or 0
        if self.put(self.tr("taken off the list"), removed(self._page.entries, chosen)):
            words = self.tr("%n film(s) taken off “{name}”.", "", len(chosen))
            self._say(words.format(name=self._page.own.name), self._history.undo)
            left = self.model.film_id(min(row, self.model.rowCount() - 1))
            self.rows.choose((left,) if left is not None else ())

    def _edit(self, words: str, own: OwnList) -> None:
        if self._page is None or own == self._page.own:
            return
        was = self._page.own

        def act() -> tuple[Changes, Callable[[], Changes]]:
            return own_lists.edit(own), lambda: own_lists.edit(was)

        if not self._history.do(words, act):
            self._show(self._page)

    def _on_named(self) -> None:
        if self._page is None:
            return
        own, name, words = self._page.own, self.name.text().strip(), self.words.text().strip()
        if name and self.name.isModified() and name != own.name:
            self.name.setModified(False)
            self._edit(self.tr("renamed the list"), replace(own, name=name))
        elif not name:
            self.name.setText(own.name)
        if self._page is not None and self.words.isModified() and words != self._page.own.description:
            self.words.setModified(False)
            self._edit(self.tr("described the list"), replace(self._page.own, description=words))

    def _on_ranked(self, ranked: bool) -> None:
        if self._page is not None:
            words = self.tr("ranked the list") if ranked else self.tr("no longer ranked the list")
            self._edit(words, replace(self._page.own, ranked=ranked))

    def _on_dropped(self, film_ids: tuple[int, ...], to: int) -> None:
        if self._page is None:
            return
        place = self._entry_at(to)
        there = {one.film_id for one in self._page.entries}
        if set(film_ids) <= there:
            self.put(self.tr("put in another order"), moved(self._page.entries, film_ids, place))
            self.rows.choose(film_ids)
        else:
            self.add(film_ids, place)

    def _entry_at(self, row: int) -> int:
        """Return the place among all entries of a row: films in the bin have places, and no rows."""
        film = self.model.film_id(row)
        entries = self._page.entries if self._page is not None else ()
        places = [place for place, one in enumerate(entries) if one.film_id == film]
        return places[0] if places else len(entries)

    def _on_step(self, step: int) -> None:
        chosen = self.rows.chosen()
        if self._page is not None and chosen:
            self.put(self.tr("put in another order"), stepped(self._page.entries, chosen, step))
            self.rows.choose(chosen)

    def _on_note(self, film_id: int, note: str) -> None:
        if self._page is not None:
            self.put(self.tr("changed a note"), noted(self._page.entries, film_id, note))

    # -- a film more -------------------------------------------------------------------------------

    def _on_picked(self, film_id: int) -> None:
        self._picked = True  # Enter in the list under the field comes as Enter in the field too
        self._clear_field()
        self.add((film_id,))

    def _on_typed(self) -> None:
        said = self.field.text().strip()
        if not said or self._picked:
            return
        try:
            film = films.find_film(said)
        except KnownError as error:
            if not self.field.wants_new():
                self._say(str(error) + " " + self.tr("Press Enter again to add it."), None, True)
                self.field.ask_for_new()
                return
            self._add_titled(said, None)
            return
        self._on_picked(film.id)

    def _add_titled(self, title: str, year: int | None) -> None:
        try:
            film, changes = films.add_film(Film(title=title, year=year))
        except KnownError as error:
            self._say(str(error), None, True)
            return
        self._history.publish(changes)
        self._on_picked(film.id)

    def _clear_field(self) -> None:
        # A completer writes what was picked into the field after it said so.
        QTimer.singleShot(0, self.field, self._on_cleared)

    def _on_cleared(self) -> None:
        self._picked = False
        self.field.clear()

    # -- menus -------------------------------------------------------------------------------------

    def _on_more(self) -> None:
        self.list_menu_wanted.emit(self.uuid(), self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Edit the note (F2)"), self.rows.edit_note)
        menu.addAction(self.tr("Move up (Alt+Up)"), lambda: self._on_step(-1))
        menu.addAction(self.tr("Move down (Alt+Down)"), lambda: self._on_step(1))
        menu.addAction(self.tr("Take off the list (Del)"), self.take_off)
        menu.addSeparator()
        self.menu_wanted.emit(menu, where)
        menu.popup(where)
