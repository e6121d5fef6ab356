# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar at the top: the name, the pages there are, the theme, the main menu, the export."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import TOP_BAR, Tokens
from moodboard.ui import keys, theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.buttons import TabButton, ghost_button, outline_button
from moodboard.ui.elided import Elided
from moodboard.ui.pages import BOARDS, CAPTURE, DIARY, FILMS

_TABS_LEFT = 164
_RIGHT = 24
_BETWEEN = 20


class TopBar(QWidget):
    """Forty-eight pixels of window."""

    page_requested = Signal(str)
    """The name of the page whose tab was clicked."""

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.setFixedHeight(TOP_BAR)
        self._tabs: dict[str, TabButton] = {}
        self._page = BOARDS
        self.boards_tab = self._tab(BOARDS, self.tr("Boards"), self.tr("All boards"), "board.all")
        self.films_tab = self._tab(FILMS, self.tr("Films"), self.tr("Your films"), "page.films")
        self.diary_tab = self._tab(DIARY, self.tr("Diary"), self.tr("Your diary"), "page.diary")
        self.theme_button = ghost_button(icon="moon", parent=self)
        self.theme_button.set_action(book.action("theme.switch"), words=False)
        self.menu_button = ghost_button(icon="menu", tip=self.tr("Main menu (F10)"), parent=self)
        self.menu_button.setAccessibleName(self.tr("Main menu"))
        self.menu_button.set_menu(book.main_menu(self.menu_button), arrow=False)
        self.menu_button.setShortcut("F10")
        self.capture_button = ghost_button(icon="film", parent=self)
        self.capture_button.set_action(book.action("capture.open"))
        tip = self.tr("Show what you are watching")
        self.watching_button = ghost_button(icon="watching", tip=tip, parent=self)
        self.watching_button.hide()
        self.title = Elided(self)
        self.done_button = outline_button(parent=self)
        self.done_button.set_action(book.action("capture.done"), text=self.tr("Done"))
        self.export_button = outline_button(icon="export", parent=self)
        self.export_button.set_action(book.action("board.export"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_TABS_LEFT, 0, _RIGHT, 0)
        row.setSpacing(4)
        for tab in self._tabs.values():
            row.addWidget(tab)
            row.addSpacing(_BETWEEN)
        row.addStretch(1)
        row.addWidget(self.watching_button)
        row.addWidget(self.theme_button)
        row.addWidget(self.menu_button)
        row.addWidget(self.capture_button)
        row.addWidget(self.export_button)
        row.addWidget(self.title, 1)
        row.addWidget(self.done_button)
        book.action("film.edit").changed.connect(self._show_right_buttons)
        self.show_page(BOARDS)
        theme.controller().changed.connect(self._on_theme)
        self._on_theme(theme.tokens())

    def _tab(self, page: str, words: str, tip: str, action_id: str) -> TabButton:
        tab = TabButton(words, TOP_BAR - 2, parent=self)
        keys.follow(tab, tip, action_id)
        tab.clicked.connect(lambda: self._on_tab(page))
        self._tabs[page] = tab
        return tab

    def show_page(self, page: str) -> None:
        """Underline the tab of the page that is shown."""
        self._page = page
        for name, tab in self._tabs.items():
            tab.setChecked(name == page)
        # Esc leaves the page from its bar too, though the bar is no part of it.
        done = self._book.action("capture.done")
        (self.addAction if page == CAPTURE else self.removeAction)(done)
        self._show_right_buttons()

    def _show_right_buttons(self) -> None:
        """While a film plays there is its name and the way back; what is about boards is elsewhere."""
        captures = self._page == CAPTURE
        for button in (self.theme_button, self.menu_button, self.export_button):
            button.setVisible(not captures)
        # With no film chosen there is nothing to capture from; the menu and a dropped file still lead there.
        has_film = self._book.action("film.edit").isEnabled()
        self.capture_button.setVisible(has_film and not captures)
        self.title.setVisible(captures)
        self.done_button.setVisible(captures)

    def _on_tab(self, page: str) -> None:
        here = self._page
        self.show_page(here)  # the tab of what is shown stays underlined, whatever the click did to it
        if page == here == BOARDS:
            self._book.action("board.all").trigger()
        else:
            self.page_requested.emit(page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, hairline, and the name in serif italic."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.window))
        painter.fillRect(QRectF(0, TOP_BAR - 1, self.width(), 1), QColor(tokens.line))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        font = ui_font("wordmark")
        font.setPixelSize(22)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(24, 30), "Moodboard")

    def _on_theme(self, tokens: Tokens) -> None:
        self.theme_button.set_icon("sun" if tokens.dark else "moon")
        words = self.tr("Light") if tokens.dark else self.tr("Dark")
        self.theme_button.setAccessibleName(words)
        self.update()
