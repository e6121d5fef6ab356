# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel beside the board that finds the library's stills by a colour."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.domain.board import PinKind
from moodboard.domain.changes import Changes
from moodboard.qt.colour_words import colour_name
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job
from moodboard.qt.palettes import strip_of
from moodboard.services import colour_search
from moodboard.services.colour_search import Found
from moodboard.ui import theme
from moodboard.ui.board.colour.colour_field import ColourField
from moodboard.ui.board.colour.finder_list import CELL, FoundList
from moodboard.ui.board.pin_popover import caption_label
from moodboard.ui.board.words import counted_words
from moodboard.ui.buttons import ghost_button
from moodboard.ui.card import Card

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

WIDTH = 2 * CELL.width() + 42
_EDGE = 16
_TOP = 72
_MOST_LOOKED_AT = 240


class _Patch(QWidget):
    """The colour looked for, large, with its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(40)
        self._colour = ""

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self.setAccessibleName(colour_name(colour) if colour else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colour:
            return
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_2))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 39, 39), 2, 2)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(ui_font("line-s"))
        painter.drawText(52, 27, colour_name(self._colour))


class Finder(Card):
    """Stays open while the board is worked on; Esc in it, or its cross, puts it away."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._colour = ""
        self._job: Job | None = None
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Stills by colour"))
        self._patch = _Patch()
        self.field = ColourField(page, self.tr("Colour to look for"))
        self.list = FoundList(page.canvas.thumbs)
        self.list.setAccessibleName(self.tr("Stills with this colour"))
        self.said = QLabel()
        self.said.setFont(ui_font("small"))
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self._offered = caption_label("")
        self.close_button = ghost_button("", "close", self.tr("Put away (Esc)"))
        self.close_button.setAccessibleName(self.tr("Put away"))
        self._build()
        self.field.chosen.connect(self.look_for)
        self.list.pinned.connect(self._on_pinned)
        self.list.looked_at.connect(self._on_looked_at)
        self.close_button.clicked.connect(self.put_away)
        page.events.changed.connect(self._on_changed)
        page.editor.loaded.connect(self._on_loaded)
        page.canvas.installEventFilter(self)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 10, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        title = QLabel(self.tr("Stills by colour"))
        title.setFont(ui_font("body-strong"))
        head.addWidget(title)
        head.addStretch(1)
        self.close_button.set_compact(28)
        head.addWidget(self.close_button)
        column.addLayout(head)
        for part in (self._patch, self._offered, self.field, self.said):
            column.addWidget(part)
        column.addWidget(self.list, 1)

    @property
    def colour(self) -> str:
        """The colour looked for."""
        return self._colour

    @property
    def is_looking(self) -> bool:
        """Whether the library is being gone through."""
        return self._job is not None

    # -- opening ---------------------------------------------------------------------------------

    def open_with(self, colour: str = "") -> None:
        """Show the panel, and what has this colour; without one the person gives it."""
        self._offer_board()
        self._place()
        self.show()
        self.raise_()
        chips = self.field.chips.dots
        first = colour or self._colour or (chips[0].colour if chips else "")
        if first:
            self.look_for(first)
        else:
            self.said.setText(self.tr("Type a colour, or take one off the board."))
        (self.list if first else self.field.hex).setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Close, and give the board the keyboard."""
        self.hide()
        self._page.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        canvas = self._page.canvas
        self.setFixedHeight(max(240, canvas.height() - _TOP - _EDGE))
        self.move(canvas.x() + canvas.width() - WIDTH - _EDGE, canvas.y() + _TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the canvas's right edge."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the field's Enter is not the board's
        else:
            super().keyPressEvent(event)

    # -- looking ---------------------------------------------------------------------------------

    def look_for(self, colour: str) -> None:
        """Find stills with a colour."""
        if not colour:
            return
        self._colour = colour
        self._patch.show_colour(colour)
        self.field.show_colour(colour)
        self._look()

    def _look(self) -> None:
        colour = self._colour
        job = self._job = Job(lambda _report: colour_search.find(colour))
        job.succeeded.connect(lambda found: self._on_found(job, found))
        job.failed.connect(lambda sentence: self._on_failed(job, sentence))
        self._page.jobs.start(job)

    def _on_found(self, job: Job, found: object) -> None:
        if job is not self._job or not isinstance(found, tuple):
            return  # another colour was asked for meanwhile
        self._job = None
        self.list.found.show_found(found)
        self.list.scrollToTop()
        if found:
            self.list.setCurrentIndex(self.list.found.index(0, 0))
            many = counted_words(len(found), self.tr("{n} still"), self.tr("{n} stills"))
            self.said.setText(self.tr("{stills}. Enter pins what is chosen.").format(stills=many))
            self.said.setAccessibleName(many)
        else:
            self.said.setText(self.tr("No still in your library has this colour. Try one near it."))

    def _on_failed(self, job: Job, sentence: str) -> None:
        if job is self._job:
            self._job = None
            self.said.setText(sentence)

    def _on_looked_at(self, found: object) -> None:
        """Offer the colours of the still that the keyboard is on, to go on from there."""
        if isinstance(found, Found) and self.list.hasFocus():
            self._offered.setText(self.tr("Colours of this still"))
            self.field.chips.offer(found.still.palette)
            self.field.chips.mark(self._colour)

    def _offer_board(self) -> None:
        editor = self._page.editor
        pins = (pin for pin in editor.own_pins() if pin.kind in (PinKind.STILL, PinKind.SWATCHES))
        self._offered.setText(self.tr("Colours of the board"))
        self.field.chips.offer(strip_of(editor, islice(pins, _MOST_LOOKED_AT)))

    # -- what happens ----------------------------------------------------------------------------

    def _on_pinned(self, uuids: list[str]) -> None:
        self._page.pin_stills(uuids)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: object, _origin: object) -> None:
        if self.isVisible() and self._colour and isinstance(changes, Changes) and changes.stills:
            self._look()

    def _on_loaded(self) -> None:
        if self._page.editor.board is None:
            self.hide()
        elif self.isVisible():
            self._offer_board()
