# SPDX-License-Identifier: GPL-3.0-or-later
"""The side bar's own entries: films in ways that are always there, and smart lists."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_filters import FilmFilters, FilmMark
from moodboard.domain.ids import new_uuid
from moodboard.domain.query import FilmChip, FilmQuery
from moodboard.domain.query_words import in_words
from moodboard.domain.smart_list import SmartList
from moodboard.qt.jobs import Job
from moodboard.services import films, smart_lists
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.library.page.sidebar import SideBar
from moodboard.ui.library.page.sidebar_model import Entry, Section
from moodboard.ui.page_parts import PageParts

FILMS, SMART = "films", "smart"
ALL = "all"


def _marked(mark: FilmMark) -> FilmQuery:
    return FilmQuery(filters=FilmFilters().marking(mark, True))


ALWAYS: dict[str, FilmQuery] = {
    ALL: FilmQuery(),
    "watchlist": _marked(FilmMark.WATCHLIST),
    "rewatched": FilmQuery(chips=frozenset({FilmChip.REWATCHED})),
    "due": FilmQuery(chips=frozenset({FilmChip.DUE_AGAIN})),
    "liked": _marked(FilmMark.LIKED),
    "unfinished": _marked(FilmMark.UNFINISHED),
    "undated": _marked(FilmMark.UNDATED),
}


class NameDialog(FormDialog):
    """Ask for the name of a list."""

    named = Signal(str)

    def __init__(self, heading: str, deed: str, name: str, parent: QWidget) -> None:
        super().__init__(heading, deed, parent)
        self.field = QLineEdit(name, self)
        self.field.selectAll()
        self.rows.addLayout(self.labelled(self.tr("Name"), self.field))
        self.field.setFocus()

    def keep(self) -> None:
        """A name is needed; one that is taken is said by whoever listens, and stays here."""
        self.named.emit(self.field.text().strip())


class Places(QObject):
    """Keep the side bar's first two sections, and know what each entry asks for."""

    query_wanted = Signal(object)
    """The ``FilmQuery`` of an entry; its order too when it is a smart list."""
    changed = Signal()

    def __init__(self, side: SideBar, parts: PageParts, host: QWidget) -> None:
        super().__init__(host)
        self._side, self._parts, self._host = side, parts, host
        self._lists: dict[str, SmartList] = {}
        self._query = FilmQuery()
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self._is_counting = False
        side.add_section(Section(FILMS, ""))
        side.add_section(
            Section(
                SMART,
                self.tr("Smart lists"),
                self.tr("Save what is shown as a smart list"),
                self.tr("Filter, then save."),
            )
        )
        side.set_entries(FILMS, [Entry(key, words) for key, words in self._words().items()])
        side.entry_chosen.connect(self._on_chosen)
        side.deed_requested.connect(lambda section: self.save() if section == SMART else None)
        side.menu_requested.connect(self._on_menu)
        side.rename_requested.connect(lambda section, key: self.rename(key) if section == SMART else None)
        side.delete_requested.connect(lambda section, key: self.remove(key) if section == SMART else None)
        parts.events.changed.connect(self._on_changed)
        self.reload()

    def _words(self) -> dict[str, str]:
        return {
            ALL: self.tr("All films"),
            "watchlist": self.tr("Watchlist"),
            "rewatched": self.tr("Rewatched"),
            "due": self.tr("Due again"),
            "liked": self.tr("With a heart"),
            "unfinished": self.tr("Not finished"),
            "undated": self.tr("Date unknown"),
        }

    def reload(self) -> None:
        """Read the smart lists anew, and count."""
        self._lists = {smart.uuid: smart for smart in smart_lists.smart_lists()}
        known = {entry.key: entry.count for entry in self._side.side.entries(SMART)}
        self._side.set_entries(
            SMART,
            [
                Entry(smart.uuid, smart.name, known.get(smart.uuid), self._tip(smart))
                for smart in self._lists.values()
            ],
        )
        self._counting.start()

    def _tip(self, smart: SmartList) -> str:
        words = in_words(smart.query)
        if smart.unknown:
            words += "\n" + self.tr("It asks more than this version knows.")
        return words

    def show_query(self, query: FilmQuery) -> None:
        """Mark the entry that asks this; a smart list stays marked while it is altered."""
        self._query = query
        here = (query.chips, query.filters)
        for key, asked in ALWAYS.items():
            if not query.text.strip() and here == (asked.chips, asked.filters):
                self._side.show_chosen(FILMS, key)
                return
        section, _key = self._side.chosen()
        for uuid, smart in self._lists.items():
            if self._asks(smart.query, query):
                self._side.show_chosen(SMART, uuid)
                return
        if section != SMART:
            self._side.show_chosen("", "")

    def altered(self) -> SmartList | None:
        """The smart list at hand when what is asked is no longer what it asks."""
        section, key = self._side.chosen()
        smart = self._lists.get(key) if section == SMART else None
        return None if smart is None or smart.query == self._query else smart

    @staticmethod
    def _asks(one: FilmQuery, other: FilmQuery) -> bool:
        same = (one.chips, one.filters) == (other.chips, other.filters)
        return same and one.text.strip() == other.text.strip()

    def open_smart(self, uuid: str) -> bool:
        """Go to a smart list; False when it is gone."""
        if uuid not in self._lists:
            return False
        self._side.choose(SMART, uuid)
        return True

    # -- what the person does ----------------------------------------------------------------------

    def save(self) -> None:
        """Ask for a name and keep what is asked under it."""
        query = self._query
        dialog = NameDialog(self.tr("Save as a smart list"), self.tr("Save"), in_words(query), self._host)
        dialog.named.connect(lambda name: self._keep_new(dialog, name, query))
        dialog.open()

    def _keep_new(self, dialog: NameDialog, name: str, query: FilmQuery) -> None:
        uuid = new_uuid()

        def act() -> tuple[Changes, object]:
            if any(smart.uuid == uuid for smart in smart_lists.smart_lists(binned=True)):
                return smart_lists.restore_list(uuid), lambda: smart_lists.bin_list(uuid)
            return smart_lists.add(name, query, uuid)[1], lambda: smart_lists.bin_list(uuid)

        if self._do(dialog, self.tr("Saved “{name}”.").format(name=name), act):
            self._side.show_chosen(SMART, uuid)
            self.changed.emit()

    def keep_altered(self) -> None:
        """Let the smart list at hand ask what is asked now."""
        smart = self.altered()
        if smart is None:
            return
        query, before = self._query, smart.query
        self._do(
            None,
            self.tr("Changed “{name}”.").format(name=smart.name),
            lambda: (smart_lists.change(smart.uuid, query), lambda: smart_lists.change(smart.uuid, before)),
        )
        self.changed.emit()

    def rename(self, uuid: str) -> None:
        """Ask for another name."""
        smart = self._lists.get(uuid)
        if smart is None:
            return
        dialog = NameDialog(self.tr("Rename the smart list"), self.tr("Rename"), smart.name, self._host)

        def keep(name: str) -> None:
            self._do(
                dialog,
                self.tr("Renamed to “{name}”.").format(name=name),
                lambda: (smart_lists.rename(uuid, name), lambda: smart_lists.rename(uuid, smart.name)),
            )

        dialog.named.connect(keep)
        dialog.open()

    def remove(self, uuid: str) -> None:
        """Put a smart list in the bin; its films stay."""
        smart = self._lists.get(uuid)
        if smart is not None:
            self._do(
                None,
                self.tr("“{name}” is in the bin.").format(name=smart.name),
                lambda: (smart_lists.bin_list(uuid), lambda: smart_lists.restore_list(uuid)),
            )

    def move(self, uuid: str, by: int) -> None:
        """Move a smart list up or down."""
        order = list(self._lists)
        at = order.index(uuid)
        to = max(0, min(len(order) - 1, at + by))
        if to == at:
            return
        wanted = [one for one in order if one != uuid]
        wanted.insert(to, uuid)
        self._do(
            None,
            self.tr("Moved “{name}”.").format(name=self._lists[uuid].name),
            lambda: (smart_lists.reorder(wanted), lambda: smart_lists.reorder(order)),
        )

    def _do(self, dialog: NameDialog | None, words: str, act: object) -> bool:
        """Make an edit; what is wrong with a name is said in its dialog."""
        if dialog is not None:
            try:
                changes, undo = act()  # type: ignore[operator]
            except KnownError as error:
                dialog.show_error(str(error), dialog.field)
                return False
            self._parts.history.push(words, undo, lambda: act()[0])  # type: ignore[operator]
            self._parts.events.publish(changes, self)
            dialog.accept()
        elif not self._parts.history.do(words, act):  # type: ignore[arg-type]
            return False
        self._parts.verbs.say(words, self._parts.history.undo)
        return True

    def _on_chosen(self, section: str, key: str) -> None:
        if section == FILMS:
            self.query_wanted.emit(
                replace(ALWAYS[key], sort=self._query.sort, backwards=self._query.backwards)
            )
        elif section == SMART and key in self._lists:
            self.query_wanted.emit(self._lists[key].query)

    def _on_menu(self, section: str, key: str, where: QPoint) -> None:
        if section == SMART and key in self._lists:
            self.menu_for(key).popup(where)

    def menu_for(self, uuid: str) -> QMenu:
        """The menu of a smart list."""
        menu = QMenu(self._side)
        order = list(self._lists)
        for words, act, able in (
            (self.tr("Rename…"), lambda: self.rename(uuid), True),
            (self.tr("Move up"), lambda: self.move(uuid, -1), order[0] != uuid),
            (self.tr("Move down"), lambda: self.move(uuid, 1), order[-1] != uuid),
            (self.tr("Put in the bin"), lambda: self.remove(uuid), True),
        ):
            entry = QAction(words, menu)
            entry.setEnabled(able)
            entry.triggered.connect(act)
            menu.addAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    # -- numbers -----------------------------------------------------------------------------------

    def _count(self) -> None:
        """Count in the background what each entry holds; one count at a time."""
        if self._is_counting:
            return
        self._is_counting = True
        asked = {(FILMS, key): query for key, query in ALWAYS.items()}
        asked |= {(SMART, uuid): smart.query for uuid, smart in self._lists.items()}
        job = Job(lambda _report: {place: films.count_films(query) for place, query in asked.items()})
        job.succeeded.connect(self._on_counted)
        job.finished.connect(self._on_count_over)
        self._parts.jobs.start(job)

    def _on_counted(self, counts: dict[tuple[str, str], int]) -> None:
        for (section, key), count in counts.items():
            self._side.set_count(section, key, count)

    def _on_count_over(self) -> None:
        self._is_counting = False

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.film_lists:
            self.reload()
        elif changes.films:
            self._counting.start()
