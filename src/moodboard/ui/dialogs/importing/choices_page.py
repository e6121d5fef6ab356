# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be asked of an import beyond its files; only what concerns it is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from moodboard.domain.imports.place import SERIES
from moodboard.domain.letterboxd import is_deleted
from moodboard.qt.day_order import day_first
from moodboard.services.importing import ImportReport, Options
from moodboard.ui.dialogs.export_controls import Segmented, Tick
from moodboard.ui.dialogs.importing.page import ReviewPage, muted

_LISTS = ("imdb-list", "imdb-watchlist", "imdb-checkins")


@dataclass(frozen=True, slots=True)
class _Offer:
    tick: Tick
    below: QLabel


class ChoicesPage(ReviewPage):
    """Ticks, each with a sentence, and what IMDb's lists are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Choices"), "", parent)
        self.sentence.hide()
        self._kinds: dict[str, QComboBox] = {}
        self.deleted = self._offer(
            self.tr("Also what you deleted on Letterboxd in the last 30 days"),
            self.tr("Letterboxd puts it into the export for a while. It stays out unless you ask for it."),
        )
        self.series = self._offer(
            self.tr("Also series and episodes, as if they were films"),
            self.tr("They are left out otherwise, and counted as such."),
        )
        self.rated = self._offer(
            self.tr("A rating means that you saw it about then"),
            self.tr("IMDb knows no watches. The day of a rating becomes an approximate one."),
        )
        self._days_words = QLabel(self.tr("Dates such as 3/4 are written with the"), self)
        self.days = Segmented(
            self.tr("Dates"),
            (
                ("auto", self.tr("As the file shows")),
                ("day", self.tr("Day first")),
                ("month", self.tr("Month first")),
            ),
            self,
        )
        self._order = "auto"
        self.days.set_chosen("auto")
        self.days.chosen.connect(self._on_days)
        self.column.addWidget(self._days_words)
        self.row_of(self.days)
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self._lists_words = QLabel(self.tr("What these lists of IMDb’s are:"), self)
        self.column.addWidget(self._lists_words)
        self.column.addLayout(self._form)
        self.column.addStretch(1)
        for widget in (self._days_words, self.days, self._lists_words):
            widget.hide()
        self._concerns = False

    def _offer(self, words: str, sentence: str) -> _Offer:
        offer = _Offer(Tick(words, self), muted(sentence, self))
        offer.below.setContentsMargins(24, 0, 0, 8)
        for widget in (offer.tick, offer.below):
            widget.hide()
            self.column.addWidget(widget)
        offer.tick.setAccessibleDescription(sentence)
        offer.tick.toggled.connect(lambda _on: self.changed.emit())
        return offer

    def take(self, report: ImportReport) -> None:
        """Offer what concerns these files; what was offered once stays."""
        kinds = {file.kind for file in report.files}
        reasons = {reason for file in report.files for reason in file.reasons}
        self._show(self.deleted, any(is_deleted(file.file) for file in report.files))
        self._show(self.series, SERIES in reasons)
        self._show(self.rated, "imdb-ratings" in kinds)
        if "netflix" in kinds:
            for widget in (self._days_words, self.days):
                widget.show()
            self._concerns = True
        for file in report.files:
            if file.kind in _LISTS and file.file not in self._kinds:
                self._offer_kind(file.file, file.kind)

    def _show(self, offer: _Offer, concerns: bool) -> None:
        if concerns:
            offer.tick.show()
            offer.below.show()
            self._concerns = True

    def _offer_kind(self, path: str, kind: str) -> None:
        box = QComboBox(self)
        box.setAccessibleName(path)
        for key, words in zip(
            _LISTS,
            (self.tr("a list"), self.tr("the watchlist"), self.tr("check-ins, each a watch")),
            strict=True,
        ):
            box.addItem(words, key)
        box.setCurrentIndex(box.findData(kind))
        box.activated.connect(lambda _n: self.changed.emit())
        self._kinds[path] = box
        self._form.addRow(path.rpartition("/")[2], box)
        self._lists_words.show()
        self._concerns = True

    def kind_box(self, path: str) -> QComboBox:
        """The list that says what a file of IMDb's is."""
        return self._kinds[path]

    def concerns(self) -> bool:
        """Whether there is anything to choose."""
        return self._concerns

    def options(self) -> Options:
        """What was chosen."""
        order = {"auto": None, "day": True, "month": False}[self._order]
        plain = Options(
            with_deleted=self.deleted.tick.isChecked(),
            series=self.series.tick.isChecked(),
            rated_as_watched=self.rated.tick.isChecked(),
            day_first=order,
            else_day_first=day_first(),
        )
        return replace(plain, kinds={path: box.currentData() for path, box in self._kinds.items()})

    def _on_days(self, order: str) -> None:
        self._order = order
        self.changed.emit()
