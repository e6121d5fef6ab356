# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film's page does to the library: each edit one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line
from moodboard.qt.film_words import stars_words, watch_name
from moodboard.qt.history import Change
from moodboard.services import film_pages, lines, stills, watches
from moodboard.services.film_pages import FilmFields
from moodboard.ui.page_parts import PageParts


class FilmDeeds(QObject):
    """Make the edits of one film's page through the history, and say those that are easily regretted."""

    said = Signal(str)
    """What was done, with undo as the way back."""

    def __init__(self, parts: PageParts, parent: QObject) -> None:
        super().__init__(parent)
        self._history = parts.history
        self._events = parts.events

    def edit_watch(self, before: Watch, after: Watch) -> bool:
        """Keep a watch as it was edited; False when it could not be."""
        if before == after:
            return True
        return self._history.do(
            self.tr("{watch} edited").format(watch=watch_name(after)),
            lambda: _edited(after),
        )

    def rate_watch(self, watch: Watch, rating: int | None) -> bool:
        """Give a watch other stars."""
        after = replace(watch, rating=rating)
        if after == watch:
            return True
        words = self.tr("{stars} for {watch}") if rating is not None else self.tr("no stars for {watch}")
        return self._history.do(
            words.format(stars=stars_words(rating), watch=watch_name(watch)),
            lambda: _edited(after),
        )

    def remove_watches(self, gone: Sequence[Watch]) -> None:
        """Take watches out of the diary, and offer the way back."""

        def act() -> tuple[Changes, Change]:
            kept = [watches.kept(watch.uuid) for watch in gone]
            changes = film_pages.remove_watches([watch.uuid for watch in gone])
            return changes, lambda: film_pages.restore_watches(kept)

        if len(gone) == 1:
            words = self.tr("{watch} taken out of the diary").format(watch=watch_name(gone[0]))
        else:
            words = self.tr("%n watch(es) taken out of the diary", "", len(gone))
        if gone and self._history.do(words, act):
            self.said.emit(words[:1].upper() + words[1:] + ".")

    def log(self, film_id: int, date: VagueDate, times: int) -> bool:
        """Write down when the film was seen."""
        watch = Watch(film_id, date, times, uuid=new_uuid(), logged=utc_now())
        return self._history.do(
            self.tr("{watch} logged").format(watch=watch_name(watch)),
            lambda: (watches.log_watch(watch)[1], lambda: watches.remove_watch(watch.uuid)),
        )

    def set_earlier(self, film: Film, number: int) -> bool:
        """Say how many times nothing is known of."""
        before, told = film.earlier_watches, not film.at_least
        return self._history.do(
            self.tr("earlier times set to {n}").format(n=f"{number:,}"),
            lambda: (
                film_pages.set_earlier(film.id, number),
                lambda: film_pages.set_earlier(film.id, before, told),
            ),
        )

    def set_fields(self, film_id: int, words: str, fields: FilmFields, tell: bool = False) -> bool:
        """Alter facts of the film, and only those."""

        def act() -> tuple[Changes, Change]:
            changes, before = film_pages.set_fields(film_id, fields)
            return changes, lambda: film_pages.set_fields(film_id, before)[0]

        done = self._history.do(words, act)
        if done and tell:
            self.said.emit(words[:1].upper() + words[1:] + ".")
        return done

    def keep_notes(self, film_id: int, notes: str) -> bool:
        """Keep notes while they are being typed; that is no step of its own."""
        try:
            changes, _ = film_pages.set_fields(film_id, FilmFields(notes=notes))
        except KnownError as error:
            self._history.failed.emit(str(error))
            return False
        self._events.publish(changes, self)
        return True

    def notes_typed(self, film_id: int, before: str, after: str) -> None:
        """Make what was typed in one go a step."""
        self._history.push(
            self.tr("notes edited"),
            lambda: film_pages.set_fields(film_id, FilmFields(notes=before))[0],
            lambda: film_pages.set_fields(film_id, FilmFields(notes=after))[0],
        )

    def bin_stills(self, uuids: Sequence[str]) -> None:
        """Put shots in the bin."""
        kept = list(uuids)
        words = self.tr("%n shot(s) in the bin", "", len(kept))
        if kept and self._history.do(
            words, lambda: (stills.bin_stills(kept), lambda: stills.restore_stills(kept))
        ):
            self.said.emit(words + ".")

    def bin_lines(self, uuids: Sequence[str]) -> None:
        """Put lines in the bin."""
        kept = list(uuids)
        words = self.tr("%n line(s) in the bin", "", len(kept))
        if kept and self._history.do(
            words, lambda: (film_pages.bin_lines(kept), lambda: film_pages.restore_lines(kept))
        ):
            self.said.emit(words + ".")

    def edit_line(self, before: Line, words: str) -> bool:
        """Give a line other words."""
        after = replace(before, text=words)
        return self._history.do(
            self.tr("a line edited"), lambda: (lines.edit_line(after), lambda: lines.edit_line(before))
        )

    def add_line(self, film_id: int, words: str) -> bool:
        """Write a line of the film down."""
        line = Line(uuid=new_uuid(), text=words, film_id=film_id)
        return self._history.do(
            self.tr("a line added"), lambda: (lines.add_line(line)[1], lambda: lines.bin_line(line.uuid))
        )


def _edited(after: Watch) -> tuple[Changes, Change]:
    was = watches.kept(after.uuid)
    return watches.edit_watch(after), lambda: watches.put_back(was)
