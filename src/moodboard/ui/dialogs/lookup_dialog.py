# SPDX-License-Identifier: GPL-3.0-or-later
"""Look a film up: search by title and year, choose the film, choose what is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, named
from moodboard.domain.metadata import Candidate, FieldRow, Found, sure_of
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.poster_image import poster_image
from moodboard.services import lookup, metadata, pictures
from moodboard.services.apart import Report
from moodboard.services.lookup import Asked, NotSetUpError
from moodboard.services.tmdb import PauseError
from moodboard.ui.buttons import link_button, outline_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.facts_words import small_label
from moodboard.ui.dialogs.lookup_candidates import CandidateList, CandidateModel
from moodboard.ui.dialogs.lookup_fields import FieldsTable

_WIDTH, _HEIGHT, _LIST_WIDTH = 780, 620, 296
_POSTER = QSize(64, 96)
_POSTER_WIDTH = 154


@dataclass(frozen=True, slots=True)
class _Searched:
    """What came of a search, or why it could not be asked."""

    number: int
    asked: Asked | None = None
    candidates: tuple[Candidate, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What came of asking after one film."""

    number: int
    key: str
    found: Found | None = None
    rows: tuple[FieldRow, ...] = ()
    now: QImage | None = None
    poster: QImage | None = None
    fault: str = ""
    pause: bool = False


class LookupDialog(FormDialog):
    """Nothing is filled in before the person says so, and nothing of their own without a tick."""

    filled = Signal(object, object)
    """The ``Filled`` and the ``Changes``."""
    settings_requested = Signal()
    """Looking up is not set up yet."""

    def __init__(self, film: Film, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Look up facts"), self.tr("Fill in"), parent)
        self._film, self._jobs = film, jobs
        self._number = 0
        """Of the search that counts: what earlier ones bring comes too late."""
        self._asked: Asked | None = None
        self._searching: Job | None = None
        self._asking: Job | None = None
        self._filling: Job | None = None
        self._queue: list[str] = []
        self._known: dict[str, _Known] = {}
        self.title, self.year = QLineEdit(self), QLineEdit(self)
        self.search_button = outline_button(self.tr("Search"), "search", parent=self)
        self.told = small_label(self)
        self.model = CandidateModel(self)
        self.list = CandidateList(self.model, self)
        self.head = small_label(self)
        self.fields = FieldsTable(self)
        self.settings_button = link_button(
            self.tr("Film facts…"), self.tr("Switch it on, and put your key in"), self
        )
        self._lay_out()
        self._connect()
        # The ticks come and go: those of the newest film stand between the list and the buttons.
        tabs = (self.title, self.year, self.search_button, self.settings_button, self.list, self.area)
        for before, after in pairwise((*tabs, self.cancel_button, self.keep_button)):
            QWidget.setTabOrder(before, after)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.setText(film.title)
        self.year.setText("" if film.year is None else str(film.year))
        self.search()

    def _lay_out(self) -> None:
        window = self.parentWidget()
        room = QSize(_WIDTH, _HEIGHT) if window is None else window.window().size() - QSize(32, 32)
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(room))
        self.year.setMaxLength(4)
        self.search_button.setToolTip(self.tr("Search (Enter in a field)"))
        button = QVBoxLayout()
        button.addStretch(1)
        button.addWidget(self.search_button)
        self.rows.addLayout(
            self.beside(
                (self.labelled(self.tr("Title"), self.title), 5),
                (self.labelled(self.tr("Year"), self.year), 1),
                (button, 0),
            )
        )
        self.rows.addWidget(self.told)
        self.rows.addWidget(self.settings_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.settings_button.hide()
        self.list.setFixedWidth(_LIST_WIDTH)
        self.head.setFont(ui_font("section"))
        self.head.setProperty("role", "")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 4, 14, 4)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("What was found, field by field"))
        self.area.setWidget(side)
        self.area.viewport().setAutoFillBackground(False)
        side.setAutoFillBackground(False)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.list)
        both.addWidget(self.area, 1)
        self.rows.addLayout(both, 1)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.setStretch(1, 1)
        outer.setStretch(3, 0)

    def _connect(self) -> None:
        self.search_button.clicked.connect(self.search)
        self.settings_button.clicked.connect(self._on_settings)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.fields.ticked.connect(self._on_ticked)
        self._on_ticked()

    def fits(self) -> bool:
        """Whether what was found can be filled in now."""
        return self.keep_button.isEnabled()

    # -- searching -----------------------------------------------------------------------------------

    def search(self) -> None:
        """Ask for films of that title and year."""
        title, said = " ".join(self.title.text().split()), self.year.text().strip()
        self.clear_error(self.title, self.year)
        if not title:
            self.show_error(self.tr("Which title?"), self.title)
            return
        if said and not (said.isdecimal() and len(said) == 4):
            self.show_error(self.tr("Give the year in four digits, or leave it out."), self.year)
            return
        self._stop_asking()
        self._number += 1
        self.model.show_candidates(())
        self.fields.clear()
        self.head.setText("")
        self._on_ticked()
        self._say(self.tr("Searching."))
        self.settings_button.hide()
        number, year, known, film = self._number, int(said) if said else None, self._asked, self._film

        def work(report: Report) -> _Searched:
            try:
                asked = known or lookup.client(report)
            except NotSetUpError as error:
                return _Searched(number, refused=str(error))
            return _Searched(number, asked, lookup.candidates(asked, film, title, year, report))

        self._searching = Job(work)
        self._searching.succeeded.connect(self._on_searched)
        self._searching.failed.connect(self._on_failed)
        self._jobs.start(self._searching)

    def _on_searched(self, searched: _Searched) -> None:
        if searched.number != self._number:
            return
        self._searching = None
        self._say("")
        if searched.refused:
            self._say(searched.refused)
            self.settings_button.show()
            self.settings_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._asked = searched.asked
        found = searched.candidates
        if not found:
            self._say(
                self.tr("Nothing was found by that title. Try its original one, or leave the year out.")
            )
            return
        self.model.show_candidates(found)
        self._queue = [one.key for one in found]
        sure = sure_of(self._film, found)
        known = self._asked is not None and lookup.number_of(self._asked, self._film) == found[0].key
        row = 0 if known or sure is None else self.model.row_of(sure.key)
        self.list.setCurrentIndex(self.model.index(row))
        if self.focusWidget() in (None, self.title, self.year, self.search_button, self.cancel_button):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, sentence: str) -> None:
        if self.sender() not in (None, self._searching):
            return
        self._searching = None
        self._say("")
        self.show_error(sentence)

    # -- one film after the other ----------------------------------------------------------------------

    def _on_chosen(self) -> None:
        one = self.list.chosen()
        self.clear_error()
        self.fields.clear()
        self.head.setText("" if one is None else named(one.title, one.year))
        if one is None:
            self._on_ticked()
            return
        known = self._known.get(one.key)
        if known is not None and known.found is not None:
            self._show(known)
        else:
            self._queue = [one.key, *(key for key in self._queue if key != one.key)]
            self._say(self.tr("Asking."))
            self._on_ticked()
        self._ask_next()

    def _ask_next(self) -> None:
        if self._asking is not None or self._asked is None or not self._queue:
            return
        key, number, asked, film = self._queue.pop(0), self._number, self._asked, self._film
        if key in self._known and self._known[key].found is not None:
            self._on_known(self._known[key])
            return
        row = self.model.candidate(self.model.row_of(key))
        path = row.poster if row is not None else ""
        self._asking = Job(lambda report: _known_of(number, asked, film, key, path, report))
        self._asking.succeeded.connect(self._on_known)
        self._asking.failed.connect(self._on_lost)
        self._jobs.start(self._asking)

    def _on_lost(self, _sentence: str) -> None:
        """Something of ours went wrong; the log says what, and the next film may do better."""
        self._asking = None
        self._ask_next()

    def _on_known(self, known: _Known) -> None:
        if known.number != self._number and known.key not in self._known:
            return
        self._asking = None
        self._known[known.key] = known
        self.model.complete(known.key, known.found, known.poster or QImage())
        chosen = self.list.chosen()
        if chosen is not None and chosen.key == known.key:
            self._show(known)
        if known.pause:
            self._queue = []  # whoever chooses one asks again
        self._ask_next()

    def _show(self, known: _Known) -> None:
        self._say("")
        if known.found is None:
            self.show_error(known.fault)
            return
        self.fields.show_rows(
            known.rows, known.found.service, known.now or QImage(), known.poster or QImage()
        )
        if not any(row.may_fill for row in known.rows):
            self._say(self.tr("Everything that is known of it is there already."))

    def _on_ticked(self) -> None:
        self.keep_button.setEnabled(bool(self.fields.fields()) and self._filling is None)

    # -- filling in ----------------------------------------------------------------------------------

    def keep(self) -> None:
        """Fill in what is ticked; in the fields above, Enter searches."""
        if self.focusWidget() in (self.title, self.year):
            self.search()
            return
        chosen, wanted = self.list.chosen(), self.fields.fields()
        known = self._known.get(chosen.key) if chosen is not None else None
        if known is None or known.found is None or not wanted or self._asked is None or self._filling:
            return
        self._stop_asking()
        self._say(self.tr("Filling it in."))
        asked, film_id, found = self._asked, self._film.id, known.found
        self._filling = Job(lambda report: lookup.fill(asked, film_id, found, wanted, report), writes=True)
        self._filling.succeeded.connect(self._on_filled)
        self._filling.failed.connect(self._on_not_filled)
        self.keep_button.setEnabled(False)
        self._jobs.start(self._filling)

    def _on_filled(self, made: tuple[object, object]) -> None:
        self._filling = None
        self.filled.emit(*made)
        self.accept()

    def _on_not_filled(self, sentence: str) -> None:
        self._filling = None
        self._say("")
        self.show_error(sentence)
        self._on_ticked()

    # -- small things --------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.told.setText(words)

    def _on_settings(self) -> None:
        self.settings_requested.emit()
        self.reject()

    def _stop_asking(self) -> None:
        for job in (self._searching, self._asking):
            if job is not None:
                job.cancel()
        self._searching = self._asking = None
        self._queue = []

    def done(self, result: int) -> None:
        """Close, and wait for nobody."""
        self._number += 1
        self._stop_asking()
        if self._filling is not None:
            self._filling.cancel()
        super().done(result)


def _known_of(number: int, asked: Asked, film: Film, key: str, path: str, report: Report) -> _Known:
    """Ask after one film, its poster and what stands in the library."""
    try:
        found = asked.details(key, report)
    except KnownError as error:
        return _Known(number, key, fault=str(error), pause=isinstance(error, PauseError))
    rows = metadata.compare(film.id, found)
    poster = _fetched(asked, found.poster or path, report)
    return _Known(number, key, found, rows, _kept_poster(film), poster)


def _fetched(asked: Asked, path: str, report: Report) -> QImage:
    if not path:
        return QImage()
    try:
        return poster_image(asked.poster(path, report, _POSTER_WIDTH), _POSTER)
    except KnownError:
        return QImage()  # a film without its poster is still the film


def _kept_poster(film: Film) -> QImage:
    try:
        return poster_image(pictures.original(film.poster).read_bytes(), _POSTER) if film.poster else QImage()
    except OSError:
        return QImage()
