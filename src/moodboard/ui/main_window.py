# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: the top bar, the library at the left, the board at the right, the first run before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from moodboard.qt.carried import is_ours
from moodboard.qt.settings import GEOMETRY, ON_TOP, PANE_SHOWN, REDUCED_MOTION, SPLIT, Settings
from moodboard.qt.tokens import PANE_WIDTH, Tokens
from moodboard.ui import messages, theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.first_run import FirstRun
from moodboard.ui.library.pane import LibraryPane
from moodboard.ui.pages import BOARDS, Pages
from moodboard.ui.top_bar import TopBar


class MainWindow(QMainWindow):
    """Hold the pages and what is remembered of them; say what was dropped and that it closes."""

    paths_dropped = Signal(list)
    """Files or folders dropped anywhere but on the board: a list of ``Path``."""
    closing = Signal()

    def __init__(
        self,
        board_page: QWidget,
        pane: LibraryPane,
        first_run: FirstRun,
        book: ActionBook,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._book = book
        self.may_close: Callable[[], bool] = lambda: True
        """Whoever goes on without the window says so first; False keeps it open."""
        self.board_page = board_page
        self.pane = pane
        self.first_run = first_run
        self.top_bar = TopBar(book, self)
        self._workspace = QWidget(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self._workspace)
        self.pages = Pages(self._splitter, self._workspace)
        self._rooms = QStackedWidget(self)
        self.setWindowTitle("Moodboard")
        self.setAcceptDrops(True)
        self.setMinimumSize(760, 520)
        self._lay_out()
        book.attach_window(self)
        self._connect()
        self._recall()

    def _lay_out(self) -> None:
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self.board_page)
        self._splitter.setCollapsible(0, False)
        self._splitter.setCollapsible(1, False)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.handle(1).setAccessibleName(self.tr("Width of the library"))
        column = QVBoxLayout(self._workspace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.pages, 1)
        self._rooms.addWidget(self._workspace)
        self._rooms.addWidget(self.first_run)
        self.setCentralWidget(self._rooms)

    def _connect(self) -> None:
        controller = theme.controller()
        self._book.connect_handler("pane.toggle", self.show_pane)
        self._book.connect_handler("view.full_screen", self._on_full_screen)
        self._book.connect_handler("view.on_top", self.set_on_top)
        self._book.connect_handler("theme.switch", controller.switch)
        self._book.connect_handler("theme.system", self._on_follow_system)
        self._book.connect_handler("view.less_motion", self._on_less_motion)
        self._book.connect_handler("app.about", lambda: messages.show_about(self))
        self._book.connect_handler("app.quit", self.close)
        self._book.connect_handler("search", self._on_search)
        self._book.connect_handler("film.count", self.pane.edit_count)
        controller.changed.connect(self._on_theme)
        self.first_run.import_requested.connect(self.paths_dropped)
        self._on_theme(controller.tokens())

    def _recall(self) -> None:
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        geometry = self._settings.get(GEOMETRY)
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self._splitter.setSizes([PANE_WIDTH - 1, max(400, self.width() - PANE_WIDTH)])
        split = self._settings.get(SPLIT)
        if split:
            self._splitter.restoreState(QByteArray(split))
        self.show_pane(self._settings.get(PANE_SHOWN))
        if self._settings.get(ON_TOP):
            self.set_on_top(True)
        self._book.action("view.less_motion").setChecked(self._settings.get(REDUCED_MOTION))

    def set_on_top(self, on: bool) -> None:
        """Stay above the windows of other programs, or no longer."""
        self._book.action("view.on_top").setChecked(on)
        self._settings.set(ON_TOP, on)
        if bool(self.windowFlags() & Qt.WindowType.WindowStaysOnTopHint) == on:
            return
        shown, state = self.isVisible(), self.windowState()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        if shown:  # Qt hides a window whose flags change
            self.setWindowState(state)
            self.show()

    def show_pane(self, shown: bool) -> None:
        """Show the library, or give its room to the board."""
        self.pane.setVisible(shown)
        self._book.action("pane.toggle").setChecked(shown)

    def show_first_run(self, shown: bool) -> None:
        """Show the ways in while the library is empty, the workspace otherwise."""
        self._rooms.setCurrentWidget(self.first_run if shown else self._workspace)

    def is_first_run(self) -> bool:
        """Whether the ways in are shown."""
        return self._rooms.currentWidget() is self.first_run

    def settings(self) -> Settings:
        """Where sizes are remembered."""
        return self._settings

    def remember(self) -> None:
        """Keep sizes for the next start."""
        self._settings.set(GEOMETRY, bytes(self.saveGeometry().data()))
        self._settings.set(SPLIT, bytes(self._splitter.saveState().data()))
        self._settings.set(PANE_SHOWN, not self.pane.isHidden())
        self.pane.remember()
        self._settings.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember, and let everyone else finish."""
        if not self.may_close():
            event.ignore()
            return
        self.remember()
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders from anywhere."""
        if _local_paths(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.first_run.set_dropping(True)

    def dragLeaveEvent(self, event: object) -> None:
        """They went elsewhere."""
        self.first_run.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what came."""
        self.first_run.set_dropping(False)
        paths = _local_paths(event)
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.paths_dropped.emit(paths)

    def _on_search(self) -> None:
        self.pages.go(BOARDS)
        self.show_pane(True)
        self.pane.focus_search()

    def _on_full_screen(self, full: bool) -> None:
        state = self.windowState()
        # The window comes back as it was, enlarged or not.
        self.setWindowState(
            state | Qt.WindowState.WindowFullScreen if full else state & ~Qt.WindowState.WindowFullScreen
        )

    def changeEvent(self, event: QEvent) -> None:
        """Tick full screen also when the system's own way made it so."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._book.action("view.full_screen").setChecked(self.isFullScreen())

    def _on_follow_system(self, follow: bool) -> None:
        controller = theme.controller()
        if follow:
            controller.set_mode("system")
        else:
            controller.set_mode("dark" if controller.tokens().dark else "light")
        self._show_mode()

    def _on_less_motion(self, less: bool) -> None:
        self._settings.set(REDUCED_MOTION, less)
        self._settings.flush()

    def _on_theme(self, _tokens: Tokens) -> None:
        self._show_mode()

    def _show_mode(self) -> None:
        self._book.action("theme.system").setChecked(theme.controller().mode() == "system")


def _local_paths(event: QDropEvent) -> list[Path]:
    if is_ours(event.mimeData()):
        return []  # shots of the library are not taken in again
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
