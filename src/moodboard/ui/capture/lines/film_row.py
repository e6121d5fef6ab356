# SPDX-License-Identifier: GPL-3.0-or-later
"""Of which film the lines are, asked where a subtitle is open without a film file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.domain.film_file import title_of
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.events import Events
from moodboard.qt.fonts import ui_font
from moodboard.services import films, stills
from moodboard.ui.dialogs.film_field import FilmField


class FilmRow(QWidget):
    """A word and a field; what is picked is the film that pinned lines go to."""

    failed = Signal(str)

    def __init__(self, session: CaptureSession, events: Events, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._events = session, events
        label = QLabel(self.tr("Film"), self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        self.field = FilmField(self)
        self.field.setFixedHeight(30)
        self.field.setToolTip(self.tr("The film these lines are of (Enter)"))
        self.field.film_picked.connect(self._on_picked)
        self.field.facts_picked.connect(self._on_facts)
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        session.film_changed.connect(self.refresh)
        session.subtitles_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the film the lines go to."""
        session = self._session
        self.setVisible(session.file is None and session.subtitles is not None)
        if not self.isHidden() and not (self.field.hasFocus() and self.field.isModified()):
            self.field.blockSignals(True)
            self.field.setText(self._title())
            self.field.blockSignals(False)

    def _title(self) -> str:
        film_id = self._session.film_id
        if film_id is None:
            return ""
        try:
            film = films.film(film_id)
        except KnownError:
            return ""
        return named(film.title, film.year)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the film of that name; there has to be one."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        title, year = title_of(self.field.text())
        known = stills.film_called(title, year) if title else None
        if known is None and title and year is not None:
            known = stills.film_called(title)
        if known is not None:
            self._on_picked(known)
        elif title:
            self.failed.emit(self.tr("No film by that name. Choose one of those offered, or add it first."))

    def _on_picked(self, film_id: int) -> None:
        self.field.setModified(False)
        self._session.set_film(film_id)

    def _on_facts(self, facts: object) -> None:
        from moodboard.domain.catalogue import FilmFacts
        from moodboard.services import catalogue

        if isinstance(facts, FilmFacts):
            try:
                film, changes = catalogue.add_film(facts)
            except KnownError as error:
                self.failed.emit(str(error))
                return
            self._events.publish(changes, self)
            self._session.set_film(film.id)
