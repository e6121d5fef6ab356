# SPDX-License-Identifier: GPL-3.0-or-later
"""Two films that are one: which it is the same as, and what will be when they are one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.qt.fonts import ui_font
from moodboard.services import film_merging, films
from moodboard.services.film_merging import MergePlan
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Tick
from moodboard.ui.dialogs.film_field import FilmField


class MergeDialog(FormDialog):
    """Ask which film the chosen one is the same as, and show what merging does before it does it."""

    agreed = Signal(int, int, bool)
    """The film that stays, the one that goes into it, and whether watches of one day become one."""

    def __init__(self, film_ids: tuple[int, ...], parent: QWidget | None = None) -> None:
        words = QCoreApplication.translate("MergeDialog", "Make two films one")
        super().__init__(words, QCoreApplication.translate("MergeDialog", "Make them one"), parent)
        self._kept = film_ids[0]
        self._gone: int | None = film_ids[1] if len(film_ids) > 1 else None
        self.field = FilmField(self)
        self.swap_button = link_button(
            self.tr("Keep the other one’s title"), self.tr("Keep the other film’s title and facts"), self
        )
        self._what = QLabel(self)
        self.same_days = Tick("", self)
        self.same_days.setChecked(True)
        self._lay_out()
        self._connect()
        self._show()
        first = self.field if self._gone is None else self.keep_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._what.setWordWrap(True)
        self._what.setFont(ui_font("body"))
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self.rows.addLayout(self.labelled(self.tr("The same film as"), self.field))
        self.rows.addWidget(self._what)
        self.rows.addWidget(self.same_days)
        self.rows.addWidget(self.swap_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.field.film_picked.connect(self._on_picked)
        self.field.textEdited.connect(self._on_edited)
        self.swap_button.clicked.connect(self._on_swap)

    def words(self) -> str:
        """What it says will happen."""
        return self._what.text()

    def keep(self) -> None:
        """Say that it shall be done."""
        if self._gone is None and self.field.text().strip():
            try:
                self._on_picked(films.find_film(self.field.text()).id)
            except KnownError as error:
                self.show_error(str(error), self.field)
            return
        if self._gone is None:
            self.show_error(self.tr("Which film is it the same as?"), self.field)
            return
        self.agreed.emit(self._kept, self._gone, not self.same_days.isHidden() and self.same_days.isChecked())
        self.accept()

    def _on_picked(self, film_id: int) -> None:
        self.clear_error(self.field)
        if film_id == self._kept:
            self.show_error(self.tr("This is the film itself. Choose the other one."), self.field)
            return
        self._gone = film_id
        self._show()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.clear_error(self.field)
        self._gone = None
        self._show()

    def _on_swap(self) -> None:
        if self._gone is not None:
            self._kept, self._gone = self._gone, self._kept
            self._show()

    def _show(self) -> None:
        there = self._gone is not None
        for widget in (self._what, self.swap_button):
            widget.setVisible(there)
        self.same_days.setVisible(False)
        if self._gone is None:
            kept = films.film(self._kept)
            self.heading.setText(self.tr("“{title}” is…").format(title=named(kept.title, kept.year)))
            return
        try:
            plan = film_merging.plan(self._kept, self._gone)
        except KnownError as error:
            self.show_error(str(error))
            return
        self.heading.setText(self.tr("Make two films one"))
        if not self.field.hasFocus():
            self.field.setText(named(plan.gone.title, plan.gone.year))
        self._what.setText(self._said(plan))
        days = len(plan.same_days)
        self.same_days.setText(self.tr("%n watch(es) on the same day: keep each once", "", days))
        self.same_days.setVisible(bool(days))
        self.fit()

    def _said(self, plan: MergePlan) -> str:
        gone, kept = named(plan.gone.title, plan.gone.year), named(plan.kept.title, plan.kept.year)
        said = [self.tr("“{gone}” becomes part of “{kept}”.").format(gone=gone, kept=kept)]
        if plan.watches:
            said.append(self.tr("%n watch(es) move.", "", plan.watches))
        said.append(self.tr("Its shots, lines, boards, themes, notes and places on lists move too."))
        if plan.differing:
            facts = ", ".join(self._fact(name) for name in plan.differing)
            said.append(self.tr("Both have these, and the kept film’s stay: {facts}.").format(facts=facts))
        return " ".join(said)

    def _fact(self, name: str) -> str:
        return {
            "year": self.tr("year"),
            "directors": self.tr("directors"),
            "runtime": self.tr("runtime"),
            "original_title": self.tr("original title"),
            "letterboxd": self.tr("Letterboxd address"),
            "imdb": self.tr("IMDb number"),
            "tmdb": self.tr("TMDB number"),
            "cover": self.tr("still that stands for it"),
            "poster": self.tr("poster"),
        }.get(name, name)
