# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines out of pasted words or a text file, one a paragraph, looked through before they are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.line_rows import LineRow, LinesModel
from moodboard.services import films, lines_text
from moodboard.services.lines_text import LineProposed
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.film_field import FilmField
from moodboard.ui.dialogs.importing.page import muted
from moodboard.ui.dialogs.importing.table import QuietTable

_WIDTH, _HEIGHT = 900, 680
_WORDS_HEIGHT = 150
_PATIENCE_MS = 250


class LinesTextDialog(FormDialog):
    """Words above, the lines that they become below."""

    kept = Signal(object, object)
    """The uuids of the lines that were kept, and the ``Changes``."""

    def __init__(
        self,
        jobs: JobRunner,
        film_id: int | None = None,
        path: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Lines from text"), self.tr("Keep"), parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._film_id: int | None = None
        self._found: dict[tuple[str, ...], LineProposed] = {}
        width, height = _WIDTH, _HEIGHT
        if parent is not None:
            width = min(width, parent.window().width() - 48)
            height = min(height, parent.window().height() - 48)
        self.resize(width, height)
        self._make_parts()
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._wait.timeout.connect(self._look)
        self.words.textChanged.connect(self._wait.start)
        self.film.textEdited.connect(self._on_film_edited)
        self.film.film_picked.connect(self._set_film)
        self.open_button.clicked.connect(self._on_open)
        self.tick_all.clicked.connect(lambda: self.model.tick_all(True))
        self.tick_none.clicked.connect(lambda: self.model.tick_all(False))
        self.model.ticked.connect(self._count)
        self._set_film(film_id)
        self._count()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        if path is not None:
            self.read(path)

    def _make_parts(self) -> None:
        self.words = QPlainTextEdit(self)
        self.words.setPlaceholderText(
            self.tr("Paste the lines here: one a paragraph. “Ana: …” names who speaks, 0:46:12 the time.")
        )
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.open_button = link_button(
            self.tr("Choose a text file…"), self.tr("Read the words of a .txt file"), self
        )
        self.film = FilmField(self)
        self.film.setPlaceholderText(self.tr("Of which film? It may stay empty"))
        self.counted = muted("", self)
        self.model = LinesModel(with_film=False, parent=self)
        self.table = QuietTable(self.model, self.tr("Lines to keep"), (0, 150, 110), self)
        self.tick_all = link_button(self.tr("Tick all"), self.tr("Keep all that are new"), self)
        self.tick_none = link_button(self.tr("None"), self.tr("Keep none of them"), self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(self.labelled(self.tr("Film"), self.film), 1)
        self.rows.addLayout(head)
        self.rows.addLayout(self.labelled(self.tr("Words"), self.words))
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self.open_button)
        links.addStretch(1)
        self.rows.addLayout(links)
        self.rows.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.tick_all)
        foot.addWidget(self.tick_none)
        foot.addWidget(self.counted, 1)
        self.rows.addLayout(foot)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1)
        column.setStretch(3, 0)

    def film_id(self) -> int | None:
        """Whose lines they will be."""
        return self._film_id

    def read(self, path: Path) -> None:
        """Show the words of a file."""
        job = Job(lambda _report: lines_text.read_text(path))
        job.succeeded.connect(self.words.setPlainText)
        job.failed.connect(self.show_error)
        self.clear_error()
        self._jobs.start(job)

    def _on_open(self) -> None:
        filters = [self.tr("Text (*.txt *.md)"), self.tr("All files (*)")]
        found = messages.choose_files(self, self.tr("Lines from a text file"), filters)
        if found:
            self.read(found[0])

    def _on_film_edited(self, _words: str) -> None:
        self._film_id = None
        self.clear_error(self.film)
        self._wait.start()

    def _set_film(self, film_id: int | None) -> None:
        self._film_id = film_id
        if film_id is not None:
            row = films.film_row(film_id)
            self.film.setText(named(row.title, row.year))
        self._wait.start()

    def _look(self) -> None:
        """Work out the lines off the event loop: a book's worth may be pasted."""
        if self._job is not None:
            self._job.cancel()
        words, film_id = self.words.toPlainText(), self._film_id
        job = self._job = Job(lambda _report: lines_text.proposals(words, film_id))
        job.succeeded.connect(self._on_found)
        self._jobs.start(job)

    def _on_found(self, found: list[LineProposed]) -> None:
        if self.sender() not in (None, self._job):
            return
        self._found = {(line.text, line.speaker): line for line in found}
        self.model.take(
            LineRow(
                key, line.text, line.speaker, timecode=line.timecode, ticked=not line.known, known=line.known
            )
            for key, line in self._found.items()
        )

    def _count(self) -> None:
        number, total = len(self.model.chosen()), self.model.rowCount()
        self.counted.setText(
            self.tr("{n} of {total} to keep. Enter or a double click edits one.").format(
                n=f"{number:,}", total=f"{total:,}"
            )
            if total
            else ""
        )
        self.keep_button.setEnabled(number > 0)

    def keep(self) -> None:
        """Keep the ticked ones, all or none."""
        if not self.keep_button.isEnabled():
            return
        if self._film_id is None and self.film.text().strip():
            try:
                self._film_id = films.find_film(self.film.text()).id
            except KnownError:
                self.show_error(self.tr("Choose a film of the list, or leave the field empty."), self.film)
                return
        chosen = [
            replace(self._found[row.key], text=row.text, speaker=row.speaker) for row in self.model.chosen()
        ]
        try:
            lines, changes = lines_text.keep(chosen, self._film_id)
        except KnownError as error:
            self.show_error(str(error))
            return
        self.kept.emit([line.uuid for line in lines], changes)
        self.accept()

    def reject(self) -> None:
        """Nothing is kept."""
        if self._job is not None:
            self._job.cancel()
        super().reject()
