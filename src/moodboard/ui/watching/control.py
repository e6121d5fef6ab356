# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching now: begins it, shows its window, and logs the watch when it is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.watching import Sitting, clock_words
from moodboard.qt.watching_clock import WatchingClock
from moodboard.services import films
from moodboard.services import watching as service
from moodboard.ui import messages
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.domain.film import Watch
    from moodboard.qt.screenshot_folder import ScreenshotFolder
    from moodboard.services.watching import Dropped, Said
    from moodboard.ui.watching.sitting_view import SittingView

ACTION = "film.watching_now"
LONGEST = 24
"""Letters of a title in the bar at the top."""
NARROW = 1000
"""Pixels of a window in whose bar there is room for the time alone."""


class WatchingControl(QObject):
    """One sitting at a time, whoever began it; the small window is made with the first one."""

    def __init__(self, parts: PageParts, now: Callable[[], datetime] = service.utc) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.clock = WatchingClock(parts.jobs, now, self)
        self._title = ""
        self._pending: int | None = None
        """The film that is to be watched once the present one is logged."""
        self._is_restoring = False
        self.view: SittingView | None = None
        self._folder: ScreenshotFolder | None = None
        self._bar = parts.window.top_bar.watching_button
        self._bar.clicked.connect(self.come_up)
        parts.window.may_close = self.may_close
        parts.book.connect_handler(ACTION, self.begin)
        parts.events.changed.connect(self._on_changed)
        self.clock.ticked.connect(self._on_ticked)
        self.clock.slept.connect(self._on_slept)

    # -- the beginning -------------------------------------------------------------------------------

    def restore(self) -> None:
        """Open the window of a sitting that a crash, or the end of the program, left going."""
        self._is_restoring = True
        self._look(come_up=True)
        self._is_restoring = False

    def begin(self, film_id: int | None = None) -> None:
        """Start the clock of a film, or of the chosen one; while another one goes, that is closed first."""
        wanted = film_id or self._parts.verbs.meant_film()
        if wanted is None:
            return
        self._look()
        there = self.clock.sitting
        if there is None:
            self._start(wanted)
            return
        self.come_up()
        if there.film_id != wanted and self.view is not None:
            self._pending = wanted
            title = films.titles([wanted]).get(wanted, "")
            self.view.finish(self.tr("“{this}” first, then “{next}”.").format(this=self._title, next=title))

    def _start(self, film_id: int) -> None:
        try:
            sitting, changes = service.begin(film_id, self.clock.now())
        except KnownError as error:
            self._parts.verbs.say(str(error), error=True)
            return
        self._take(sitting, come_up=True)
        self._parts.events.publish(changes, self)

    def come_up(self) -> None:
        """Bring the small window to the front."""
        if self.view is not None and self.clock.sitting is not None:
            self.view.window.come_up()

    def follow_folder(self, folder: ScreenshotFolder) -> None:
        """Take the new screenshots of a folder while a film is watched."""
        self._folder = folder
        folder.gone.connect(self._on_folder_gone)
        folder.back.connect(self._on_folder_back)
        self._claim()

    def _on_folder_gone(self, path: str) -> None:
        if self.view is not None and self.clock.sitting is not None:
            words = self.tr("The folder “{folder}” is gone. What it holds is kept once it is back.")
            self.view.say_error(words.format(folder=Path(path).name))

    def _on_folder_back(self, _path: str) -> None:
        if self.view is not None and self.clock.sitting is not None:
            self.view.did_well()

    def _claim(self) -> None:
        if self._folder is None:
            return
        if self.clock.sitting is None:
            self._folder.release(self.take_file)
        else:
            self._folder.claim(self.take_file)

    def take_file(self, file: Path) -> None:
        """Keep a new screenshot for the film that is being watched; one from before it goes its own way."""
        from moodboard.services import watching_keeps

        sitting = self.clock.sitting
        if sitting is not None and self.view is not None and watching_keeps.is_of(sitting, file):
            self.view.keeper.keep_file(file)
        elif self._folder is not None:
            self._folder.arrived.emit(file)

    # -- what happens meanwhile ----------------------------------------------------------------------

    def _take(self, sitting: Sitting | None, come_up: bool = False) -> None:
        is_new = sitting is not None and (
            self.clock.sitting is None or self.clock.sitting.uuid != sitting.uuid
        )
        if sitting is not None and is_new:
            self._show(sitting)
        self.clock.take(sitting)
        self._claim()
        if self.view is not None:
            if sitting is None:
                self.view.close()
            else:
                self.view.show_sitting()
                if come_up or is_new:
                    self.view.window.come_up()
        self._say_bar()

    def _show(self, sitting: Sitting) -> None:
        from moodboard.ui.watching.sitting_view import SittingView

        if self.view is None:
            self.view = SittingView(self._parts, self.clock, self)
            self.view.altered.connect(self._on_altered)
            self.view.log_wanted.connect(self.log)
            self.view.drop_wanted.connect(self.drop)
            self.view.gone_back.connect(self._on_gone_back)
        self._title = films.titles([sitting.film_id]).get(sitting.film_id, "")
        self.view.open(sitting, self._title)

    def _look(self, come_up: bool = False) -> None:
        """Take what is in the library now: another window or process may have begun or ended one."""
        try:
            found = service.going()
        except KnownError:
            return  # the library is busy: the next change looks again
        if found != self.clock.sitting:
            self._take(found, come_up)

    def _on_altered(self, sitting: Sitting, changes: Changes) -> None:
        self._take(sitting)
        self._parts.events.publish(changes, self)

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if origin is not self and (changes.everything or changes.films):
            self._look()
        sitting = self.clock.sitting
        if self.view is None or sitting is None:
            return
        if changes.everything or sitting.film_id in changes.films:
            title = films.titles([sitting.film_id]).get(sitting.film_id, self._title)
            if title != self._title:
                self._title = title
                self.view.window.say_film(title)
                self._say_bar()
        self.view.on_changed(changes)

    def _on_ticked(self) -> None:
        self._say_bar()
        if self.view is not None:
            self.view.show_time()

    def _on_slept(self, gap: float) -> None:
        if self.view is not None:
            self.view.ask_sleep(gap, closed=self._is_restoring)

    def _say_bar(self) -> None:
        sitting = self.clock.sitting
        self._bar.setVisible(sitting is not None)
        if sitting is None:
            return
        time = clock_words(self.clock.elapsed()).rpartition(":")[0]
        title = self._title if len(self._title) <= LONGEST else self._title[: LONGEST - 1].rstrip() + "…"
        words = self.tr("Watching {title} · {time}").format(title=title, time=time)
        if self._parts.window.width() < NARROW:  # the tabs and the export come first
            words = time
        if words != self._bar.text():
            self._bar.setText(words)
            self._bar.setAccessibleName(self.tr("Watching {title}").format(title=self._title))
            self._bar.setToolTip(self.tr("Show the small window of “{title}”").format(title=self._title))
            self._bar.updateGeometry()

    # -- the end -------------------------------------------------------------------------------------

    def log(self, said: Said) -> None:
        """Log the watch; what was kept meanwhile is its."""
        sitting, view = self.clock.sitting, self.view
        if sitting is None or view is None:
            return
        try:
            watch, changes = service.end_and_log(sitting.uuid, said, self.clock.now())
        except KnownError as error:
            view.window.form.say_error(str(error))
            return
        self._over(changes)
        self._remember(sitting.uuid, watch)

    def _remember(self, uuid: str, watch: Watch) -> None:
        words = self.tr("logged “{title}”").format(title=self._title)
        self._parts.history.push(
            words, lambda: service.unlog(uuid, watch), lambda: service.relog(uuid, watch, self.clock.now())
        )
        self._parts.verbs.watch_logged.emit(watch)
        told = self.tr("Logged “{title}”.").format(title=self._title)
        self._parts.verbs.say(told, self._parts.history.undo)
        self._go_on()

    def drop(self) -> None:
        """End it without a watch, and offer the way back."""
        sitting, view = self.clock.sitting, self.view
        if sitting is None or view is None:
            return
        try:
            dropped, changes = service.drop(sitting.uuid, self.clock.now())
        except KnownError as error:
            view.window.form.say_error(str(error))
            return
        self._over(changes)
        current: list[Dropped] = [dropped]

        def again() -> Changes:
            current[0], told = service.drop(dropped.uuid, self.clock.now())
            return told

        words = self.tr("“{title}” not logged").format(title=self._title)
        self._parts.history.push(words, lambda: service.reopen(current[0]), again)
        told = self.tr("“{title}” was not logged.").format(title=self._title)
        self._parts.verbs.say(told, self._parts.history.undo)
        self._go_on()

    def _over(self, changes: Changes) -> None:
        self._take(None)
        self._parts.events.publish(changes, self)

    def _go_on(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            self._start(pending)

    def _on_gone_back(self) -> None:
        self._pending = None

    def may_close(self) -> bool:
        """Say, when the program is to end, that the film goes on; False to stay."""
        sitting = self.clock.sitting
        application = QGuiApplication.instance()
        leaving = isinstance(application, QGuiApplication) and application.isSavingSession()
        if sitting is None or leaving:
            return True
        time = clock_words(self.clock.elapsed())
        rests = self.tr("Its clock rests. The next start shows it again.")
        runs = self.tr("Its clock runs on while Moodboard is closed. The next start shows it again.")
        return messages.ask(
            self._parts.window,
            self.tr("You are watching “{title}”: {time}.").format(title=self._title, time=time),
            self.tr("Quit"),
            runs if sitting.running else rests,
        )

    def close(self) -> None:
        """The program ends; the film goes on."""
        self.clock.stop()
        if self.view is not None:
            self.view.window.hide()
            self.view.window.deleteLater()
            self.view = None
