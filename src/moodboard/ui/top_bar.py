# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar at the top: the name, the pages there are, the theme, the main menu, the export."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import TOP_BAR, Tokens
from moodboard.ui import keys, theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.buttons import TabButton, ghost_button, outline_button

_TABS_LEFT = 164
_RIGHT = 24


class TopBar(QWidget):
    """Forty-eight pixels of window."""

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.setFixedHeight(TOP_BAR)
        self.boards_tab = TabButton(self.tr("Boards"), TOP_BAR - 2, parent=self)
        self.boards_tab.setChecked(True)
        keys.follow(self.boards_tab, self.tr("All boards"), "board.all")
        self.boards_tab.clicked.connect(self._on_boards)
        self.theme_button = ghost_button(icon="moon", parent=self)
        self.theme_button.set_action(book.action("theme.switch"), words=False)
        self.menu_button = ghost_button(icon="menu", tip=self.tr("Main menu (F10)"), parent=self)
        self.menu_button.setAccessibleName(self.tr("Main menu"))
        self.menu_button.set_menu(book.main_menu(self.menu_button), arrow=False)
        self.menu_button.setShortcut("F10")
        self.export_button = outline_button(icon="export", parent=self)
        self.export_button.set_action(book.action("board.export"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_TABS_LEFT, 0, _RIGHT, 0)
        row.setSpacing(4)
        row.addWidget(self.boards_tab)
        row.addStretch(1)
        row.addWidget(self.theme_button)
        row.addWidget(self.menu_button)
        row.addSpacing(6)
        row.addWidget(self.export_button)
        theme.controller().changed.connect(self._on_theme)
        self._on_theme(theme.tokens())

    def _on_boards(self) -> None:
        self.boards_tab.setChecked(True)
        self._book.action("board.all").trigger()

    def set_export_object(self, title: str) -> None:
        """Name in the tool-tip what will be exported."""
        if title:
            tip = self._book.action("board.export").toolTip().partition("\n")[0]
            self._book.action("board.export").setToolTip(f"{tip}\n“{title}”")

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
