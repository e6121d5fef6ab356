# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet row at the board's top right: what can be added, and undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from moodboard.domain.presets import PRESETS
from moodboard.ui import icons
from moodboard.ui.actions import ActionBook
from moodboard.ui.board.frame_popover import preset_name
from moodboard.ui.buttons import Button, Kind

_MORE = (
    ("draw.bar",),
    ("arrange.compose", "arrange.pack"),
    ("colour.pick", "add.swatches", "colour.background"),
    ("layers.show", "view.minimap", "view.present"),
    ("app.palette",),
)
"""The other tools, behind the dots; everything else is one word in the palette away."""
_ROOM_FOR_WORDS = 620
"""Below it the words beside the icons go; the tool-tips still say them."""


def frame_menu(parent: QWidget, chosen: object) -> QMenu:
    """Return the menu of the shapes that a frame may have; ``chosen`` is called with the preset."""
    menu = QMenu(parent.tr("Frame"), parent)
    menu.setIcon(icons.icon("frame"))
    menu.menuAction().setObjectName("menu.frame")
    for preset in PRESETS:
        entry = menu.addAction(preset_name(preset))
        entry.triggered.connect(lambda _=False, p=preset: chosen(p))  # type: ignore[operator]
    return menu


class BoardTools(QWidget):
    """Ghost buttons of the book's actions."""

    frame_requested = Signal(str)
    """The preset of a new frame."""

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.worded = [
            self._tool(book, action_id, word)
            for action_id, word in (
                ("add.pictures", self.tr("Pictures")),
                ("add.line", self.tr("Line")),
                ("add.note", self.tr("Note")),
            )
        ]
        self.more = Button("", "more", Kind.GHOST, self.tr("More tools"))
        self.more.set_menu(self._more_menu(book), arrow=False)
        self._row.addWidget(self.more)
        self._row.addSpacing(10)
        self.undo = self._tool(book, "edit.undo")
        self.redo = self._tool(book, "edit.redo")

    def _tool(self, book: ActionBook, action_id: str, word: str = "") -> Button:
        action = book.action(action_id)
        button = Button("", {"edit.undo": "undo", "edit.redo": "redo"}.get(action_id, ""), Kind.GHOST)
        if word:
            button.set_icon({"add.pictures": "picture", "add.line": "line", "add.note": "note"}[action_id])
        button.set_compact(32, 9)
        button.set_action(action, words=bool(word), text=word)
        self._row.addWidget(button)
        return button

    def _more_menu(self, book: ActionBook) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(book.dress)
        menu.addMenu(frame_menu(menu, self.frame_requested.emit))
        for group in _MORE:
            for action_id in group:
                menu.addAction(book.action(action_id))
            menu.addSeparator()
        return menu

    def set_room(self, width: int) -> None:
        """Say the words when there is room for them and the title."""
        names = (self.tr("Pictures"), self.tr("Line"), self.tr("Note"))
        for button, name in zip(self.worded, names, strict=True):
            button.setText(name if width >= _ROOM_FOR_WORDS else "")
            button.updateGeometry()
        self._row.invalidate()
        self.resize(self._row.sizeHint())
