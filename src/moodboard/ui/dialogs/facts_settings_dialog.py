# SPDX-License-Identifier: GPL-3.0-or-later
"""Film facts: whether TMDB may be asked, and the person's own key for it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from moodboard.domain.errors import KnownError
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import facts_settings, secrets, tmdb
from moodboard.services.apart import Report
from moodboard.services.secrets import Place
from moodboard.ui.buttons import link_button, outline_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Tick
from moodboard.ui.dialogs.facts_words import fit_height, small_label

_WIDTH = 500
ATTRIBUTION = "This product uses the TMDB API but is not endorsed or certified by TMDB."
"""As TMDB's terms want it, in these words."""


class FactsSettingsDialog(FormDialog):
    """Off until the person switches it on; the key goes into the system's keyring and nowhere else."""

    switched = Signal(bool)
    """Whether films may be looked up now."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Film facts"), self.tr("Save"), parent)
        self.setMinimumWidth(_WIDTH)
        self._jobs = jobs
        self._chosen = facts_settings.load()
        self._job: Job | None = None
        self._looking: Job | None = None
        self._was_on: QWidget | None = None
        self.on = Tick(self.tr("Look films up at TMDB when I ask"), self)
        self.on.setToolTip(self.tr("Nothing is ever asked by itself"))
        self.on.setChecked(self._chosen.on)
        self.promise = small_label(self)
        self.key = QLineEdit(self)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setMaxLength(3000)
        self.where = small_label(self)
        self.test_button = outline_button(self.tr("Test"), parent=self)
        self.test_button.setToolTip(self.tr("Ask TMDB whether it knows the key"))
        self.forget_button = link_button(
            self.tr("Forget the key"), self.tr("Take the key out of the keyring"), self
        )
        self.session_button = link_button(
            self.tr("Use it for this session only"), self.tr("Keep the key until Moodboard ends"), self
        )
        self.told = small_label(self)
        self.attribution = small_label(self)
        self.attribution.setText(ATTRIBUTION)
        self._lay_out()
        self._connect()
        tabs = (self.on, self.key, self.test_button, self.forget_button, self.session_button)
        for before, after in pairwise((*tabs, self.cancel_button, self.keep_button)):
            QWidget.setTabOrder(before, after)
        (self.key if self._chosen.on else self.on).setFocus(Qt.FocusReason.OtherFocusReason)
        self._find()

    def _lay_out(self) -> None:
        self.promise.setText(
            self.tr("Moodboard never asks by itself. When you look a film up, its title and year go there.")
        )
        deeds = QHBoxLayout()
        deeds.setSpacing(12)
        for widget in (self.test_button, self.forget_button, self.session_button):
            deeds.addWidget(widget)
        deeds.addStretch(1)
        self.rows.addWidget(self.on)
        self.rows.addWidget(self.promise)
        self.rows.addLayout(self.labelled(self.tr("Your own TMDB key"), self.key, self.where))
        self.rows.addLayout(deeds)
        self.rows.addWidget(self.told)
        self.rows.addWidget(self.attribution)
        self.told.hide()
        self.forget_button.hide()
        self.session_button.hide()

    def _connect(self) -> None:
        self.key.textEdited.connect(self._on_edited)
        self.test_button.clicked.connect(self._test)
        self.forget_button.clicked.connect(self._forget)
        self.session_button.clicked.connect(self._use_now)

    # -- where the key is ----------------------------------------------------------------------------

    def _find(self) -> None:
        self.where.setText(self.tr("Looking into the keyring."))
        self._looking = Job(lambda report: secrets.find(secrets.TMDB, report)[1])
        self._looking.succeeded.connect(self._on_found)
        self._looking.failed.connect(self._on_not_found)
        self._jobs.start(self._looking)

    def _on_found(self, place: Place) -> None:
        self._looking = None
        self._show_place(place)

    def _on_not_found(self, sentence: str) -> None:
        self._looking = None
        self._show_place(Place.NOWHERE)
        self.where.setText(sentence)
        fit_height(self)

    def _show_place(self, place: Place) -> None:
        said = {
            Place.KEYRING: self.tr("A key is in the system’s keyring."),
            Place.SESSION: self.tr("A key is in use until Moodboard ends."),
            Place.VARIABLE: self.tr("A key comes from the environment, in MOODBOARD_TMDB_KEY."),
            Place.NOWHERE: self.tr("It is free: themoviedb.org, your account, Settings, API."),
        }[place]
        if self._chosen.address != facts_settings.ADDRESS:
            said += " " + self.tr("Asked is {address}.").format(address=self._chosen.address)
        self.where.setText(said)
        there = place in (Place.KEYRING, Place.SESSION)
        self.forget_button.setVisible(there)
        fit_height(self)
        self.key.setPlaceholderText(self.tr("Another key") if there else self.tr("Paste it here"))

    def _on_edited(self) -> None:
        self.clear_error(self.key)
        self.told.hide()
        self.session_button.hide()

    # -- testing and forgetting ----------------------------------------------------------------------

    def _test(self) -> None:
        typed, address = self.key.text(), self._chosen.address

        def asked(report: Report) -> None:
            key = typed.strip() or secrets.find(secrets.TMDB, report)[0]
            tmdb.Tmdb(key, address).check(report)

        self._run(asked, self._on_tested, self.tr("Asking."))

    def _on_tested(self, _nothing: object) -> None:
        self._free()
        self._tell(self.tr("The key works."))

    def _forget(self) -> None:
        self._run(
            lambda report: secrets.forget(secrets.TMDB, report), self._on_forgotten, self.tr("Forgetting it.")
        )

    def _on_forgotten(self, _nothing: object) -> None:
        self._free()
        self._show_place(Place.NOWHERE)
        self._tell(self.tr("The key is forgotten."))

    # -- keeping -------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the choice, and a key that was typed."""
        if self._job is not None:
            return
        self._on_edited()
        if not self.key.text().strip():
            self._finish()
            return
        try:
            key = tmdb.checked_key(self.key.text())
        except KnownError as error:
            self.show_error(str(error), self.key)
            return
        self._run(
            lambda report: secrets.keep(secrets.TMDB, key, report),
            self._on_kept,
            self.tr("Keeping the key."),
            self._offer_session,
        )

    def _on_kept(self, _nothing: object) -> None:
        self._free()
        self._finish()

    def _offer_session(self, _sentence: str) -> None:
        self.session_button.show()
        fit_height(self)
        self.session_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use_now(self) -> None:
        try:
            secrets.use_now(secrets.TMDB, tmdb.checked_key(self.key.text()))
        except KnownError as error:
            self.show_error(str(error), self.key)
            return
        self._finish()

    def _finish(self) -> None:
        try:
            facts_settings.set_on(self.on.isChecked())
        except KnownError as error:
            self.show_error(str(error))
            return
        self.switched.emit(self.on.isChecked())
        self.accept()

    # -- one thing at a time ---------------------------------------------------------------------------

    def _run(
        self,
        work: Callable[[Report], object],
        done: Callable[[object], None],
        words: str,
        else_: Callable[[str], None] | None = None,
    ) -> None:
        if self._job is not None:
            return
        self._on_edited()
        self._tell(words)
        self._was_on = self.focusWidget()
        for widget in (self.test_button, self.forget_button, self.keep_button):
            widget.setEnabled(False)
        self._job = Job(work)
        self._job.succeeded.connect(done)
        self._job.failed.connect(self._on_failed)
        if else_ is not None:
            self._job.failed.connect(else_)
        self._jobs.start(self._job)

    def _on_failed(self, sentence: str) -> None:
        self._free()
        self.told.hide()
        self.show_error(sentence)
        fit_height(self)

    def _free(self) -> None:
        self._job = None
        for widget in (self.test_button, self.forget_button, self.keep_button):
            widget.setEnabled(True)
        if self._was_on is not None:  # a button that was disabled gave the keyboard away
            self._was_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        fit_height(self)

    def done(self, result: int) -> None:
        """Close, and wait for nobody."""
        for job in (self._job, self._looking):
            if job is not None:
                job.cancel()
        super().done(result)
