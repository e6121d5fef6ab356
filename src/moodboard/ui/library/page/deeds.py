# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with the chosen films of the page, one or all 100,000."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.dates import VagueDate, parse_edtf, tonight
from moodboard.domain.film import FilmRow, named
from moodboard.domain.ids import new_uuid
from moodboard.qt.film_model import FilmModel
from moodboard.services import films, films_many
from moodboard.ui.actions import ActionBook
from moodboard.ui.library.page.choice import FilmChoice
from moodboard.ui.library.page.many import Edit, ManyEdits, Pick
from moodboard.ui.library.page.many_bar import ManyBar
from moodboard.ui.page_parts import PageParts


class FilmDeeds(QObject):
    """Answer the keys, the menu and the bar of many."""

    opened = Signal(int)

    def __init__(
        self, parts: PageParts, model: FilmModel, choice: FilmChoice, bar: ManyBar, host: QWidget
    ) -> None:
        super().__init__(host)
        self._parts, self._model, self._choice, self._bar, self._host = parts, model, choice, bar, host
        self.edits = ManyEdits(parts.events, parts.history, parts.jobs, self)
        self.edits.said.connect(self._on_said)
        self.edits.failed.connect(lambda words: parts.verbs.say(words, error=True))
        self.edits.busy.connect(lambda busy: bar.show_count(choice.count(), busy))
        bar.stars_wanted.connect(self.ask_stars)
        bar.heart_wanted.connect(self.set_heart)
        bar.watchlist_wanted.connect(self.set_watchlist)
        bar.theme_wanted.connect(self.ask_theme)
        bar.year_wanted.connect(self.ask_year)
        bar.directors_wanted.connect(self.ask_directors)
        bar.log_wanted.connect(self.ask_watch)
        bar.bin_wanted.connect(self.bin)
        bar.closed.connect(choice.clear)
        choice.changed.connect(self._on_choice)

    def _on_choice(self) -> None:
        count = self._choice.count()
        self._bar.setVisible(count > 1)
        self._bar.show_count(count, self.edits.is_busy())

    def _on_said(self, words: str, can_undo: bool) -> None:
        self._parts.verbs.say(words, self._parts.history.undo if can_undo else None)

    # -- what is edited ----------------------------------------------------------------------------

    def _pick(self) -> Pick:
        """What the library is asked for where the edit is made, be it another thread."""
        query, ranges = self._model.query(), self._choice.ranges()
        return lambda: films_many.ids_in(query, ranges)

    def _edit(self, act: Edit, words: str) -> None:
        self.edits.edit(self._choice.count(), self._pick(), act, words)

    def _them(self) -> str:
        """The chosen films in words: a title, or how many."""
        count = self._choice.count()
        if count != 1:
            return self.tr("%n film(s)", "", count)
        known = films.titles(self._choice.first_ids(1))
        return self.tr("“{title}”").format(title=next(iter(known.values()), ""))

    def rate(self, rating: int | None) -> None:
        """Give stars, or take them."""
        if rating is None:
            words = self.tr("{films}: no stars.").format(films=self._them())
        else:
            words = self.tr("{films}: {stars} stars.").format(films=self._them(), stars=f"{rating / 2:g}")
        self._edit(lambda ids: films_many.rate(ids, rating), words)

    def set_heart(self, on: bool) -> None:
        """Give hearts, or take them."""
        words = self.tr("{films} with a heart.") if on else self.tr("{films} without a heart.")
        self._edit(lambda ids: films_many.set_heart(ids, on), words.format(films=self._them()))

    def set_watchlist(self, on: bool) -> None:
        """Put on the watchlist, or take off."""
        words = self.tr("{films} on the watchlist.") if on else self.tr("{films} off the watchlist.")
        self._edit(lambda ids: films_many.set_watchlist(ids, on), words.format(films=self._them()))

    def toggle_watchlist(self) -> None:
        """Put on the watchlist unless the film at hand is there already."""
        row = self._at_hand()
        if row is not None:
            self.set_watchlist(not row.watchlist)

    def toggle_heart(self) -> None:
        """Give hearts unless the film at hand has one."""
        row = self._at_hand()
        if row is not None:
            self.set_heart(not row.liked)

    def _at_hand(self) -> FilmRow | None:
        film = self._choice.film()
        return films.film_row(film) if film is not None else None

    def add_theme(self, theme: str) -> None:
        """Give a theme."""
        words = self.tr("{films}: theme “{theme}”.").format(films=self._them(), theme=theme)
        self._edit(lambda ids: films_many.add_theme(ids, theme), words)

    def remove_theme(self, theme: str) -> None:
        """Take a theme."""
        words = self.tr("{films}: without the theme “{theme}”.").format(films=self._them(), theme=theme)
        self._edit(lambda ids: films_many.remove_theme(ids, theme), words)

    def set_year(self, year: int | None) -> None:
        """Set the year."""
        said = self.tr("no year") if year is None else str(year)
        words = self.tr("{films}: {year}.").format(films=self._them(), year=said)
        self._edit(lambda ids: films_many.set_year(ids, year), words)

    def set_directors(self, names: Sequence[str] | None) -> None:
        """Set the directors."""
        said = ", ".join(names or ()) or self.tr("no directors")
        words = self.tr("{films}: {directors}.").format(films=self._them(), directors=said)
        self._edit(lambda ids: films_many.set_directors(ids, tuple(names or ())), words)

    def again(self, film_id: int | None = None) -> None:
        """Log a watch of today: of the film whose button was clicked, else of what is chosen."""
        today = parse_edtf(tonight(datetime.now()).isoformat())
        if film_id is None:
            self.log_on(today, 1)
            return
        title = films.titles([film_id]).get(film_id, "")
        words = self.tr("Logged “{title}”.").format(title=title)
        self.edits.edit(1, lambda: (film_id,), self._logging(today, 1), words)

    def log_on(self, date: VagueDate, times: int) -> None:
        """Log a watch of each."""
        words = self.tr("Logged {films}.").format(films=self._them())
        self._edit(self._logging(date, times), words)

    @staticmethod
    def _logging(date: VagueDate, times: int) -> Edit:
        """Logging again after an undo brings the same watches."""
        uuids: list[str] = []

        def act(ids: tuple[int, ...]) -> films_many.Done:
            if not uuids:
                uuids.extend(new_uuid() for _ in ids)
            return films_many.log_on(ids, date, times, uuids)

        return act

    def bin(self) -> None:
        """Put into the bin; what is below comes under the keyboard."""
        words = self.tr("{films} in the bin.").format(films=self._them())
        self._edit(films_many.put_in_bin, words)

    # -- what is asked -----------------------------------------------------------------------------

    def ask_stars(self, anchor: QWidget) -> None:
        """Ask for stars."""
        from moodboard.ui.library.page.many_cards import StarsCard

        card = StarsCard(self._host)
        card.wanted.connect(self.rate)
        card.open_over(anchor)

    def ask_theme(self, anchor: QWidget, add: bool) -> None:
        """Ask for a theme."""
        from moodboard.ui.library.page.many_cards import theme_card

        card = theme_card(self._host, add)
        card.wanted.connect(self.add_theme if add else self.remove_theme)
        card.open_over(anchor)

    def ask_year(self, anchor: QWidget) -> None:
        """Ask for a year."""
        from moodboard.ui.library.page.many_cards import year_card

        card = year_card(self._host)
        card.wanted.connect(self.set_year)
        card.open_over(anchor)

    def ask_directors(self, anchor: QWidget) -> None:
        """Ask for directors."""
        from moodboard.ui.library.page.many_cards import directors_card

        card = directors_card(self._host)
        card.wanted.connect(self.set_directors)
        card.open_over(anchor)

    def ask_watch(self, anchor: QWidget) -> None:
        """Ask when they were seen."""
        from moodboard.ui.library.page.many_cards import watch_card

        card = watch_card(self._host)
        card.wanted.connect(lambda said: self.log_on(*said))
        card.open_over(anchor)

    # -- the menu ----------------------------------------------------------------------------------

    def open_menu(self, where: QPoint) -> None:
        """Open the menu of what is chosen."""
        self.menu().popup(where)

    def menu(self) -> QMenu:
        """The commands of the action table for one film; the bar's own for several."""
        menu = QMenu(self._host)
        menu.setToolTipsVisible(True)
        book: ActionBook = self._parts.book
        book.dress()
        several = self._choice.count() > 1
        menu.setAccessibleName(self._them())
        if not several:
            entries = ("film.page", "film.capture", "film.watching_now", "film.again", "watch.log")
            menu.addActions([book.action(one) for one in entries])
            menu.addSeparator()
        menu.addActions([book.action("film.watchlist"), book.action("film.heart")])
        if several:
            self._add_for_many(menu)
        else:
            menu.addSeparator()
            menu.addActions([book.action(one) for one in ("film.edit", "film.lookup", "film.board")])
        menu.addSeparator()
        to_bin = QAction(self.tr("Put in the bin"), menu)
        to_bin.triggered.connect(self.bin)
        menu.addAction(to_bin)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add_for_many(self, menu: QMenu) -> None:
        bar = self._bar
        menu.addSeparator()
        for words, act in (
            (self.tr("Stars…"), lambda: self.ask_stars(bar.stars)),
            (self.tr("Add a theme…"), lambda: self.ask_theme(bar.theme, True)),
            (self.tr("Take a theme away…"), lambda: self.ask_theme(bar.more, False)),
            (self.tr("Set the year…"), lambda: self.ask_year(bar.more)),
            (self.tr("Set the directors…"), lambda: self.ask_directors(bar.more)),
            (self.tr("Log a watch of each…"), lambda: self.ask_watch(bar.log)),
        ):
            entry = QAction(words, menu)
            entry.triggered.connect(act)
            menu.addAction(entry)

    def drag_words(self) -> str:
        """What hangs on the pointer while films are dragged."""
        count = self._choice.count()
        if count == 1:
            row = self._at_hand()
            return named(row.title, row.year) if row is not None else ""
        return self.tr("%n film(s)", "", count)
