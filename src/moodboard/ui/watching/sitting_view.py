# SPDX-License-Identifier: GPL-3.0-or-later
"""Ties the small window to the sitting: what is pressed there alters it, what alters it is shown there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal

from moodboard.domain import watching
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.watching import Sitting, span_words
from moodboard.qt.jobs import Job
from moodboard.qt.settings import WATCHING_AT
from moodboard.qt.watching_clock import WatchingClock
from moodboard.services import film_files, films, subtitles
from moodboard.services import watching as service
from moodboard.services.subtitles import Subtitles
from moodboard.services.watching_keeps import kept
from moodboard.ui.page_parts import PageParts
from moodboard.ui.watching.keeper import Keeper
from moodboard.ui.watching.window import WatchingWindow


class SittingView(QObject):
    """Show one sitting after the other in the same window."""

    altered = Signal(object, object)
    """The ``Sitting`` as it is now, and the ``Changes``."""
    log_wanted = Signal(object)
    drop_wanted = Signal()
    gone_back = Signal()

    def __init__(self, parts: PageParts, clock: WatchingClock, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._clock = clock
        self._runtime = 0.0
        self._title = ""
        self._slept = 0.0
        """Seconds of sleep that nobody was asked about yet, or did not answer for."""
        self._asked_over = ""
        self._filled = ""
        """The sitting that the form is about."""
        self.window = WatchingWindow(parts.thumbs)
        self.keeper = Keeper(clock, parts.jobs, parts.events, self)
        self._connect()

    def _connect(self) -> None:
        window, keeper = self.window, self.keeper
        window.pause_wanted.connect(self.toggle)
        window.intermission_wanted.connect(self.toggle_intermission)
        window.face.set_wanted.connect(self.set_time)
        window.face.move_wanted.connect(self.move_time)
        window.face.refused.connect(self.say_error)
        window.face.left.connect(self.did_well)
        window.pin_wanted.connect(self.pin_said)
        window.undo_wanted.connect(keeper.history.undo)
        window.redo_wanted.connect(keeper.history.redo)
        window.finish_wanted.connect(self.finish)
        window.mime_given.connect(self._on_mime)
        window.placed.connect(self._on_placed)
        window.entry.begun.connect(self._on_begun)
        window.entry.typed.connect(self._on_typed)
        window.kept.edited.connect(keeper.edit)
        window.kept.time_moved.connect(keeper.move)
        window.kept.remove_wanted.connect(keeper.remove)
        window.form.log_wanted.connect(self.log_wanted)
        window.form.drop_wanted.connect(self.drop_wanted)
        window.form.back_wanted.connect(self._on_back)
        keeper.failed.connect(self.say_error)
        keeper.subtitle_given.connect(self.use_subtitle)

    # -- one sitting after the other -----------------------------------------------------------------

    def open(self, sitting: Sitting, title: str) -> None:
        """Show another sitting."""
        window = self.window
        self._title, self._slept = title, 0.0
        self._runtime = _runtime(sitting.film_id)
        self.keeper.history.forget()
        window.say_film(title)
        window.question.drop()
        window.said.set_subtitles(None)
        window.entry.take_away()
        self._fill_form(sitting)
        window.show_film()
        window.kept.show_rows(kept(sitting))
        window.place(_point(self._parts.settings.get(WATCHING_AT)))
        self._read_subtitles(sitting)

    def _fill_form(self, sitting: Sitting) -> None:
        if sitting.uuid == self._filled:
            return  # it was ended and is taken up again: what was said of it stays
        self._filled = sitting.uuid
        form, usual = self.window.form, service.usual()
        form.begin("", service.evening_of(sitting), usual, len(sitting.notes))

    def close(self) -> None:
        """It is over."""
        self.window.hide()

    def show_sitting(self) -> None:
        """The sitting was altered."""
        sitting = self._clock.sitting
        if sitting is None:
            return
        self.window.say_running(sitting.running, sitting.intermission)
        self.window.form.say_notes(len(sitting.notes))
        self.window.kept.show_rows(kept(sitting))
        self.show_time()
        self.window.fit()

    def show_time(self) -> None:
        """Another second is over."""
        sitting = self._clock.sitting
        if sitting is None:
            return
        elapsed = self._clock.elapsed()
        state = "" if sitting.running else self.tr("Paused")
        state = self.tr("Intermission") if sitting.intermission else state
        self.window.face.show_time(elapsed, self._runtime, state)
        before = self.window.said.line()
        self.window.said.follow(elapsed)
        if self.window.said.line() != before:
            self.window.fit()
        over = watching.is_overdue(sitting, self._clock.now(), self._runtime)
        if over and sitting.running and self._asked_over != sitting.uuid and not self.window.is_finishing():
            self._asked_over = sitting.uuid
            self._ask_over()

    def on_changed(self, changes: Changes) -> None:
        """Something of the library was altered, here or elsewhere."""
        sitting = self._clock.sitting
        if sitting is None:
            return
        mine = changes.everything or sitting.film_id in changes.films
        if mine or changes.stills or changes.lines:
            self.show_sitting()
        if mine:
            self._runtime = _runtime(sitting.film_id)

    # -- the clock -----------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Pause, or go on."""
        sitting = self._clock.sitting
        if sitting is not None:
            self._alter(service.pause if sitting.running else service.resume)

    def toggle_intermission(self) -> None:
        """An intermission begins, or is over."""
        sitting = self._clock.sitting
        if sitting is not None:
            self._alter(service.resume if sitting.intermission else service.intermission)

    def set_time(self, seconds: float) -> None:
        """The film is here now."""
        before = self._clock.elapsed()
        self._alter(lambda uuid, now: service.set_elapsed(uuid, seconds, now))
        self.window.entry.move_by(self._clock.elapsed() - before)

    def move_time(self, by: float) -> None:
        """Put the clock forward or back."""
        before = self._clock.elapsed()
        self._alter(lambda uuid, now: service.move_elapsed(uuid, by, now))
        self.window.entry.move_by(self._clock.elapsed() - before)
        if self.window.face.is_editing():
            self.window.face.edit()

    def _alter(self, deed: Callable[..., tuple[Sitting, Changes]]) -> None:
        sitting = self._clock.sitting
        if sitting is None:
            return
        try:
            now, changes = deed(sitting.uuid, self._clock.now())
        except KnownError as error:
            self.say_error(str(error))
            self.window.say_running(sitting.running, sitting.intermission)
            return
        self.altered.emit(now, changes)

    def ask_sleep(self, gap: float, closed: bool) -> None:
        """Say how long the computer slept; the time counts unless it is taken off."""
        self._slept += gap
        words = (
            self.tr("Moodboard was closed for {time}. Count it?")
            if closed
            else self.tr("Your computer slept for {time}. Count it?")
        )
        answers = (
            (self.tr("Count it"), self.tr("The film went on meanwhile"), partial(self._answer_sleep, False)),
            (self.tr("Take it off"), self.tr("The film stood still too"), partial(self._answer_sleep, True)),
        )
        self.window.question.ask(words.format(time=span_words(self._slept)), answers)
        self.window.fit()

    def _answer_sleep(self, off: bool) -> None:
        slept, self._slept = self._slept, 0.0
        if off:
            self._alter(lambda uuid, now: service.take_off(uuid, slept, now))
        self._after_answer()

    def _ask_over(self) -> None:
        words = self.tr("“{title}” should be over.").format(title=self._title)
        answers = (
            (self.tr("Not yet"), self.tr("Go on"), self._after_answer),
            (self.tr("Finish"), self.tr("Give stars and log it"), self.finish),
        )
        if not self.window.question.isVisible():
            self.window.question.ask(words, answers)
            self.window.fit()

    def _after_answer(self) -> None:
        self.window.fit()
        self.window.entry.setFocus()

    # -- what is kept --------------------------------------------------------------------------------

    def _on_begun(self) -> None:
        self.window.entry.begin_at(self._clock.elapsed())

    def _on_typed(self, words: str, at: float, is_note: bool) -> None:
        if self.keeper.keep_typed(words, at, is_note):
            self.did_well()
            self.window.entry.take_away()

    def _on_mime(self, mime: QMimeData) -> None:
        if self.keeper.take(mime):
            self.did_well()

    def pin_said(self) -> None:
        """Keep the line that is being said."""
        line = self.window.said.line()
        if line is not None and self.keeper.keep_said(line):
            self.window.said.let_go()
            self.did_well()

    def did_well(self) -> None:
        """What went wrong before is no matter any more."""
        if self.window.question.words.property("role") == "error":
            self.window.question.drop()
            self.window.fit()

    def say_error(self, sentence: str) -> None:
        """Say what could not be done; a question about a sleep is asked again after it."""
        slept = self._slept
        close = (self.tr("Close"), self.tr("Close"), self._ask_again if slept else self._after_answer)
        self.window.question.ask(sentence, (close,), error=True)
        self.window.fit()

    def _ask_again(self) -> None:
        slept, self._slept = self._slept, 0.0
        self.ask_sleep(slept, closed=False)

    # -- subtitles -----------------------------------------------------------------------------------

    def use_subtitle(self, path: Path) -> None:
        """Read along with a subtitle that was dropped; it is remembered with the sitting."""
        sitting = self._clock.sitting
        if sitting is not None:
            self._read(sitting, lambda: subtitles.read_file(path), dropped=path)

    def _read_subtitles(self, sitting: Sitting) -> None:
        def found() -> Subtitles | None:
            from moodboard.services import screenshots

            if sitting.subtitles and Path(sitting.subtitles).is_file():
                return subtitles.read_file(Path(sitting.subtitles))
            return screenshots.words_of_film(sitting.film_id)

        self._read(sitting, found)

    def _read(
        self, sitting: Sitting, read: Callable[[], Subtitles | None], dropped: Path | None = None
    ) -> None:
        job = Job(lambda _report: (sitting.uuid, read(), dropped))
        job.succeeded.connect(self._on_subtitles)
        job.failed.connect(self.say_error)
        self._parts.jobs.start(job)

    def _on_subtitles(self, told: tuple[str, Subtitles | None, Path | None]) -> None:
        uuid, found, dropped = told
        sitting = self._clock.sitting
        if sitting is None or sitting.uuid != uuid:
            return
        self.window.said.set_subtitles(found)
        if dropped is not None:
            self.did_well()
            path = str(dropped.absolute())
            self._alter(lambda one, _now: service.set_subtitles(one, path))
        self.show_time()
        self.window.fit()

    # -- the end -------------------------------------------------------------------------------------

    def finish(self, heading: str = "") -> None:
        """Ask for stars and words."""
        self.window.form.set_heading(heading or self.tr("How was it?"))
        self.window.show_finish()

    def _on_back(self) -> None:
        self.window.form.say_error("")
        self.gone_back.emit()

    def _on_placed(self, at: QPoint) -> None:
        self._parts.settings.set(WATCHING_AT, f"{at.x()},{at.y()}")


def _runtime(film_id: int) -> float:
    """Return how long the film is, from its file where there is one: that knows the seconds."""
    for file in film_files.of_film(film_id):
        if file.duration > 0:
            return file.duration
    try:
        return float((films.film(film_id).runtime or 0) * 60)
    except KnownError:
        return 0.0


def _point(said: str) -> QPoint | None:
    x, _, y = said.partition(",")
    try:
        return QPoint(int(x), int(y))
    except ValueError:
        return None
