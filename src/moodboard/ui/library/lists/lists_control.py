# SPDX-License-Identifier: GPL-3.0-or-later
"""Own lists in the side bar of the films' page: made, shown, filled by drops, renamed, binned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.ids import new_uuid
from moodboard.domain.own_list import Listed, OwnList
from moodboard.services import own_lists
from moodboard.ui.library.lists.list_view import OwnListView
from moodboard.ui.library.page.frame import FilmsFrame
from moodboard.ui.library.page.places import NameDialog
from moodboard.ui.library.page.sidebar_model import Entry, Section
from moodboard.ui.page_parts import PageParts

LISTS = "lists"
Act = tuple[Changes, Callable[[], Changes]]


class ListsControl(QObject):
    """Keep the section "Lists" and the room in which one of them is shown."""

    film_opened = Signal(int)
    films_chosen = Signal()

    def __init__(self, page: FilmsFrame, parts: PageParts) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        self.view = OwnListView(parts.events, parts.history, parts.thumbs, parts.verbs.say, page)
        page.add_room(self.view)
        page.side.add_section(
            Section(LISTS, self.tr("Lists"), self.tr("Make a list"), self.tr("None yet."), takes_films=True)
        )
        self._connect()
        self.reload()

    def _connect(self) -> None:
        side = self._page.side
        side.entry_chosen.connect(self._on_entry)
        side.films_dropped.connect(self._on_dropped)
        side.deed_requested.connect(lambda section: self.ask_new() if section == LISTS else None)
        side.menu_requested.connect(self._on_menu)
        side.rename_requested.connect(lambda section, key: self.rename(key) if section == LISTS else None)
        side.delete_requested.connect(lambda section, key: self.remove(key) if section == LISTS else None)
        self.view.film_opened.connect(self.film_opened)
        self.view.films_chosen.connect(lambda _films: self.films_chosen.emit())
        self.view.menu_wanted.connect(self._fill_menu)
        self.view.list_menu_wanted.connect(self._open_menu)
        self._parts.events.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read the lists anew."""
        self._page.side.set_entries(
            LISTS,
            [Entry(own.uuid, own.name, own.films, own.description) for own in own_lists.own_lists()],
        )

    def show(self, uuid: str) -> bool:
        """Show a list; False when it is gone."""
        if not self.view.show_list(uuid):
            return False
        self._page.side.show_chosen(LISTS, uuid)
        self._page.show_room(self.view)
        return True

    # -- what the person does ----------------------------------------------------------------------

    def ask_new(self, film_ids: tuple[int, ...] = ()) -> None:
        """Ask for a name and make a list, with these films on it."""
        dialog = NameDialog(self.tr("Make a list"), self.tr("Make it"), "", self._page)
        dialog.named.connect(lambda name: self._make(dialog, name, film_ids))
        dialog.open()

    def _make(self, dialog: NameDialog, name: str, film_ids: tuple[int, ...]) -> None:
        uuid = new_uuid()  # done again after an undo, it is the same list

        def act() -> Act:
            if any(own.uuid == uuid for own in own_lists.own_lists(binned=True)):
                return own_lists.restore_list(uuid), lambda: own_lists.bin_list(uuid)
            entries = tuple(map(Listed, film_ids))
            return own_lists.make(OwnList(name, uuid=uuid), entries)[1], lambda: own_lists.bin_list(uuid)

        try:
            changes, undo = act()
        except KnownError as error:
            dialog.show_error(str(error), dialog.field)
            return
        dialog.accept()
        self._parts.history.push(self.tr("made “{name}”").format(name=name), undo, lambda: act()[0])
        self._parts.events.publish(changes, self)
        if film_ids:
            words = self.tr("%n film(s) put on “{name}”.", "", len(film_ids)).format(name=name)
            self._parts.verbs.say(words, self._parts.history.undo)
        else:
            self.show(uuid)
            self.view.field.setFocus()

    def put_on(self, uuid: str, film_ids: tuple[int, ...]) -> None:
        """Put films at the end of a list, and offer the way back."""

        def act() -> Act:
            _new, before, changes = own_lists.add_to(uuid, film_ids)
            after = own_lists.own_list(uuid).entries
            return changes, lambda: own_lists.put(uuid, before, after)

        try:
            page = own_lists.own_list(uuid)
        except KnownError as error:
            self._parts.verbs.say(str(error), error=True)
            return
        there = {one.film_id for one in page.entries}
        new = sum(film not in there for film in dict.fromkeys(film_ids))
        if not new:
            words = self.tr("All of it is on “{name}” already.").format(name=page.own.name)
            self._parts.verbs.say(words)
            return
        words = self.tr("%n film(s) put on “{name}”.", "", new).format(name=page.own.name)
        if self._parts.history.do(self.tr("put on “{name}”").format(name=page.own.name), act):
            self._parts.verbs.say(words, self._parts.history.undo)

    def offer(self, film_ids: tuple[int, ...], where: QPoint) -> QMenu:
        """Open a menu of the lists that films can be put on; returns it."""
        menu = QMenu(self._page.window())
        menu.setAccessibleName(self.tr("Put on a list"))
        for own in own_lists.own_lists():
            name = own.name.replace("&", "&&")
            menu.addAction(name, partial(self.put_on, own.uuid, film_ids))
        if menu.actions():
            menu.addSeparator()
        menu.addAction(self.tr("New list…"), lambda: self.ask_new(film_ids))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
        return menu

    def rename(self, uuid: str) -> None:
        """Show a list and let its name be typed over."""
        if self.show(uuid):
            self.view.rename()

    def remove(self, uuid: str) -> None:
        """Put a list into the bin; its films stay."""
        name = next((own.name for own in own_lists.own_lists() if own.uuid == uuid), "")

        def act() -> Act:
            return own_lists.bin_list(uuid), lambda: own_lists.restore_list(uuid)

        if self._parts.history.do(self.tr("put “{name}” into the bin").format(name=name), act):
            words = self.tr("“{name}” is in the bin.").format(name=name)
            self._parts.verbs.say(words, self._parts.history.undo)

    # -- what happened -----------------------------------------------------------------------------

    def _on_entry(self, section: str, key: str) -> None:
        if section == LISTS:
            self.show(key)

    def _on_dropped(self, section: str, key: str, film_ids: tuple[int, ...]) -> None:
        if section == LISTS:
            self.put_on(key, film_ids)

    def _on_menu(self, section: str, key: str, where: QPoint) -> None:
        if section == LISTS:
            self._open_menu(key, where)

    def _open_menu(self, uuid: str, where: QPoint) -> None:
        menu = QMenu(self._page)
        menu.addAction(self.tr("Rename"), lambda: self.rename(uuid))
        menu.addAction(self.tr("Put in the bin"), lambda: self.remove(uuid))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _fill_menu(self, menu: QMenu, _where: QPoint) -> None:
        book = self._parts.book
        book.dress()
        entries = ("film.page", "film.watching_now", "film.again", "watch.log", "film.edit")
        menu.addActions([book.action(one) for one in entries])
        menu.aboutToHide.connect(menu.deleteLater)

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if not (changes.everything or changes.film_lists or changes.films):
            return
        self.reload()
        shown = self._page.rooms.currentWidget() is self.view
        if shown and self.view.uuid() not in {own.uuid for own in own_lists.own_lists()}:
            self._page.show_room(None)
            self._page.side.choose("films", "all")
