# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the program's parts and introduce them to each other; all connections across floors are here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from moodboard.domain import shortcuts
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt import plurals
from moodboard.qt.events import Events
from moodboard.qt.fonts import load_fonts
from moodboard.qt.history import History
from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.settings import SHORTCUTS, Settings
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.watcher import Watcher
from moodboard.services import bin, boards, films, library, sample
from moodboard.services.sample_content import HER
from moodboard.ui import messages, theme
from moodboard.ui.actions import ACTIONS, ActionBook, Needs
from moodboard.ui.ask_board import ask_board
from moodboard.ui.board.film_meant import films_meant
from moodboard.ui.board.page import BoardPage
from moodboard.ui.catalogue_control import CatalogueControl
from moodboard.ui.film_file_links import FilmFileLinks
from moodboard.ui.first_run import FirstRun
from moodboard.ui.import_control import ImportControl
from moodboard.ui.library.facts_control import FactsControl
from moodboard.ui.library.one_film_control import OneFilmControl
from moodboard.ui.library.pane import LibraryPane
from moodboard.ui.library.verbs import LibraryVerbs
from moodboard.ui.main_window import MainWindow
from moodboard.ui.out_control import OutControl
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import BOARDS
from moodboard.ui.pages_control import PagesControl
from moodboard.ui.palette_control import PaletteControl
from moodboard.ui.watching.control import WatchingControl

HOUR_MS = 3_600_000


class Program(QObject):
    """The window and everything behind it, for one open library."""

    def __init__(self) -> None:
        super().__init__()
        load_fonts()
        plurals.install()
        self.settings = Settings()
        self.theme = theme.controller()
        self.theme.use_settings(self.settings)
        self.events = Events(self)
        self.jobs = JobRunner(self)
        self.thumbs = Thumbs(parent=self)
        self.book = ActionBook(self)
        self.pane = LibraryPane(self.thumbs, self.events, self.settings)
        self.board_page = BoardPage(self.events, self.jobs, self.thumbs, self.book, self.theme)
        self.first_run = FirstRun()
        self.window = MainWindow(self.board_page, self.pane, self.first_run, self.book, self.settings)
        self.palette = PaletteControl(self.window, self.book, self.settings)
        self.history = History(self.events, self)
        self.verbs = LibraryVerbs(self.window, self.pane, self.events, self.window.pages, self.history)
        parts = PageParts(
            self.window, self.book, self.events, self.history,
            self.jobs, self.thumbs, self.settings, self.verbs,
        )  # fmt: skip
        self.pages = PagesControl(parts)
        self.film_files = FilmFileLinks(parts, self.board_page, self.pane)
        self.out = OutControl(parts)
        self.restore_from: Path | None = None
        """The ZIP that the library is to be brought back from, once the window is closed."""
        self.one_film = OneFilmControl(self.book, self.verbs)
        self.facts = FactsControl(self.window, self.book, self.jobs, self.events, self.history, self.verbs)
        self.imports = ImportControl(
            self.window, self.first_run, self.book, self.jobs, self.events, self.verbs
        )
        self.catalogue = CatalogueControl(self.window, self.jobs)
        self.watcher = Watcher(self.events, self)
        self.watching = WatchingControl(parts)
        self.watching.follow_folder(self.film_files.screenshots.folder)
        self._hours = QTimer(self, interval=HOUR_MS)
        self._hours.timeout.connect(self._keep_day)
        # A timer of ours, not a single shot: closing within three seconds must take it along, or its
        # job would read a library that is being closed.
        self._first_day = QTimer(self, singleShot=True, interval=3_000)
        self._first_day.timeout.connect(self._keep_day)
        self._first_look = QTimer(self, singleShot=True, interval=0)
        self._first_look.timeout.connect(self.watcher.start)
        self._first_day.timeout.connect(self.film_files.screenshots.start)
        self._first_look.timeout.connect(self.watching.restore)
        self._connect_pane()
        self._connect_board()
        self._connect_window()
        self._begin()

    # -- who hears whom ----------------------------------------------------------------------------

    def _connect_pane(self) -> None:
        pane, page = self.pane, self.board_page
        pane.film_chosen.connect(self._on_film_chosen)
        pane.film_board_requested.connect(self.new_board)
        pane.stills_place_requested.connect(page.pin_stills)
        pane.lines_place_requested.connect(page.pin_lines)
        pane.pictures_add_requested.connect(lambda _film: page.intake.choose())
        self.verbs.film_added.connect(self._on_film_added)
        self.out.restore_requested.connect(self._on_restore)
        self.verbs.film_of_board = lambda: films_meant(page)
        pane.film_page_requested.connect(self.pages.open_film)
        self.pages.board_requested.connect(self.open_board)
        self.pages.new_board_requested.connect(self.new_board)
        self.pages.place_requested.connect(self.lay_on_board)
        connect = self.book.connect_handler
        connect("film.add", self.verbs.add_film)
        connect("film.edit", self.verbs.edit_film)
        connect("film.bin", self.verbs.bin_film)
        connect("watch.log", self.verbs.log_watch)
        connect("film.board", lambda: self.new_board(self.verbs.chosen_film()))

    def _connect_board(self) -> None:
        self.board_page.board_opened.connect(self._on_board_opened)
        self.board_page.export_requested.connect(self.export)
        self.board_page.adding.imports_dropped.connect(self._on_paths)

    def _connect_window(self) -> None:
        self.window.paths_dropped.connect(self._on_paths)
        self.imports.paths_chosen.connect(self._on_paths)
        self.imports.pictures_given.connect(self._on_pictures)
        self.imports.imported.connect(self._on_imported)
        self.imports.taken_back.connect(self._on_taken_back)
        self.first_run.film_add_requested.connect(self.verbs.add_titled)
        self.first_run.film_picked.connect(self.verbs.show_known)
        self.first_run.facts_picked.connect(self.verbs.add_found)
        self.first_run.sample_requested.connect(self.add_sample)
        self.catalogue.told.connect(lambda words, is_error: self.verbs.say(words, error=is_error))
        connect = self.book.connect_handler
        connect("film.catalogue", self.catalogue.open)
        connect("sample.add", self.add_sample)
        connect("sample.remove", self.remove_sample)
        connect("app.library_folder", self._show_folder)
        connect("app.shortcuts", self._show_shortcuts)
        self.palette.film_requested.connect(self._show_film)
        self.palette.board_requested.connect(self.open_board)
        self.book.keys_changed.connect(self._keep_keys)
        self.events.changed.connect(self._on_changed)

    def _begin(self) -> None:
        first = {spec.id: self.book.first_keys(spec.id) for spec in ACTIONS}
        self.book.set_keys(shortcuts.from_text(self.settings.get(SHORTCUTS), first))
        self._show_what_is_there()
        last = boards.last_opened()
        if last is not None:
            self.board_page.open_board(last)
        self._on_film_chosen(self.pane.chosen_film())

    # -- life ------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the window; what can wait comes after its first paint."""
        self.window.show()
        self._first_look.start()
        self._first_day.start()
        self._hours.start()

    def raise_window(self) -> None:
        """Bring the window to the front: the program was started again."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Finish what is under way: jobs first, then the board, before the library is closed."""
        for timer in (self._first_look, self._first_day, self._hours):
            timer.stop()
        self.watcher.stop()
        self.pages.capture.close()
        self.film_files.screenshots.stop()
        self.watching.close()
        self.jobs.stop_all()
        self.board_page.close_board()
        self.thumbs.stop()
        self.window.deleteLater()

    def _keep_day(self) -> None:
        """Do what each day needs; the program may stay open over many."""
        job = Job(lambda _report: (library.begin_day(), library.daily_backup(), bin.sweep()), writes=True)
        job.succeeded.connect(self._on_day_kept)
        self.jobs.start(job)

    def _on_day_kept(self, done: tuple[bool, object, int]) -> None:
        is_new = done[0]
        if is_new:
            self.pane.reload()

    # -- what was asked for ------------------------------------------------------------------------

    def new_board(self, film_id: int | None) -> None:
        """Make a board for a film, open it, its title ready to be typed over."""
        title = self.tr("New board") if film_id is None else films.film(film_id).title
        try:
            board, changes = boards.create_board(title, film_id)
        except KnownError as error:
            messages.show_error(self.window, str(error))
            return
        self.events.publish(changes, self)
        if self.open_board(board.id):
            self.board_page.rename_board()

    def open_board(self, board_id: int) -> bool:
        """Show a board, whichever page was shown; False when it is gone."""
        self.window.pages.go(BOARDS)
        return self.board_page.open_board(board_id)

    def lay_on_board(self, board_id: int, stills: list[str], lines: list[str]) -> None:
        """Lay shots and lines on a board and show it; 0 is the open one, behind the page that is shown."""
        if board_id and not self.open_board(board_id):
            return
        page = self.board_page
        if not page.board_id and boards.list_boards():
            ask_board(self.window, lambda chosen: self._lay_on(chosen, stills, lines))
            return
        if not page.board_id:
            self.new_board(self.verbs.chosen_film())
        if not page.board_id:
            return
        if stills and lines:
            page.pin_both(stills, lines)
        elif stills:
            page.pin_stills(stills)
        else:
            page.pin_lines(lines)
        if self.window.pages.name() != BOARDS:
            title = boards.board(page.board_id).title
            self.verbs.say(self.tr("Pinned on “{board}”.").format(board=title), page.editor.undo_stack.undo)

    def _lay_on(self, board_id: int, stills: list[str], lines: list[str]) -> None:
        """Open a board behind the page that is shown, or a new one, and lay them there."""
        if not board_id:
            self.new_board(self.verbs.chosen_film())
        elif not self.board_page.open_board(board_id):
            return
        self.lay_on_board(0, stills, lines)

    def export(self, frame: str) -> None:
        """Open the export dialog for the board, what is chosen on it, or one frame."""
        board_id = self.board_page.board_id
        if not board_id:
            return
        from moodboard.ui.dialogs.export_dialog import ExportDialog

        chosen = (frame,) if frame else self.board_page.canvas.selected()
        self.board_page.editor.save()
        dialog = ExportDialog(
            board_id,
            chosen,
            self.theme.tokens(),
            self.window,
            editor=self.board_page.editor,
        )
        dialog.changed.connect(lambda changes: self.events.publish(changes, self))
        dialog.open()

    def add_sample(self) -> None:
        """Put the sample in, in the background: its pictures are read."""
        job = Job(lambda _report: sample.add_sample(), writes=True)
        job.succeeded.connect(self._on_sample)
        job.failed.connect(lambda sentence: messages.show_error(self.window, sentence))
        self.first_run.set_busy(True)
        job.finished.connect(lambda: self.first_run.set_busy(False))
        self.jobs.start(job)

    def remove_sample(self) -> None:
        """Take the sample out, in one step."""
        try:
            changes = sample.remove_sample()
        except KnownError as error:
            messages.show_error(self.window, str(error))
            return
        self.events.publish(changes, self)
        self._leave_lost_board()

    # -- what happened -----------------------------------------------------------------------------

    def _on_film_chosen(self, film_id: int | None) -> None:
        self.board_page.set_film(film_id)
        # A page has films of its own chosen, whatever the pane behind it goes to.
        self.book.have(Needs.FILM, self.verbs.chosen_film() is not None)

    def _on_board_opened(self, board_id: int) -> None:
        self.pane.set_board(board_id or None)

    def _on_film_added(self, film_id: int) -> None:
        """The first film gets the first board, so that the next thing to do is in sight."""
        if not boards.list_boards():
            self.new_board(film_id)

    def _on_sample(self, changes: Changes) -> None:
        self.events.publish(changes, self)
        mine = next((row for row in boards.list_boards() if row.sample), None)
        if mine is not None:
            self.open_board(mine.id)
        self.pane.choose_film(films.find_film(HER.title).id)

    def _on_imported(self, report: object) -> None:
        from moodboard.services.importing import ImportReport

        if not isinstance(report, ImportReport):
            return
        self.events.publish(Changes(everything=True), self)
        if report.board_ids:
            self.open_board(report.board_ids[-1])
        if report.film_id is not None:
            self.pane.choose_film(report.film_id)
            self.pages.open_film(report.film_id)

    def _on_restore(self, file: Path) -> None:
        self.restore_from = file
        self.window.close()

    def _on_taken_back(self, changes: Changes) -> None:
        self.events.publish(changes, self)
        self._leave_lost_board()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.films or changes.boards:
            self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        self.window.show_first_run(library.is_empty() and not self.pages.capture.is_shown())
        self.book.have(Needs.SAMPLE, sample.has_sample())

    def _leave_lost_board(self) -> None:
        there = {row.id for row in boards.list_boards()}
        if self.board_page.board_id not in there:
            last = boards.last_opened()
            self.board_page.open_board(last if last in there and last is not None else 0)

    def _on_paths(self, paths: list[Path]) -> None:
        """The catalogue's tables are its own; all else is told apart, pictures go on the board."""
        from moodboard.services import catalogue

        paths = self.pages.capture.take(paths)
        if not paths:
            return
        if tables := [path for path in paths if catalogue.holds_table(path)]:
            self.catalogue.open(tables)
            paths = [path for path in paths if path not in tables]
            if not paths:
                return
        self.imports.take(paths)

    def _on_pictures(self, paths: list[Path]) -> None:
        if not self.board_page.board_id:
            self.new_board(self.verbs.chosen_film())
        self.window.pages.go(BOARDS)
        self.window.show_first_run(False)
        self.board_page.intake.take_files(paths, self.board_page.canvas.centre())

    def _show_film(self, film_id: int) -> None:
        self.pane.choose_film(film_id)
        self.pages.open_film(film_id)

    def _show_shortcuts(self) -> None:
        from moodboard.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.book, self.window).open()

    def _keep_keys(self) -> None:
        self.settings.set(SHORTCUTS, shortcuts.to_text(self.book.own_keys()))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(library.folder())))
