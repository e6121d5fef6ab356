# SPDX-License-Identifier: GPL-3.0-or-later
"""Small cards that ask for one thing to be set for many films."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.dates import VagueDate, full, parse_said_times, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film_filters import Facet
from moodboard.qt.day_order import day_first
from moodboard.qt.fonts import ui_font
from moodboard.ui.buttons import Button, link_button, outline_button
from moodboard.ui.card import Popover, anchor_rect
from moodboard.ui.dialogs.base import mark_error, names_in
from moodboard.ui.library.page.facet_field import NameField
from moodboard.ui.stars import StarsEdit


def _tr(words: str) -> str:
    return QCoreApplication.translate("many", words)


class ManyCard(Popover):
    """A heading, one control, a button; Enter does it, Esc leaves it."""

    wanted = Signal(object)
    """What is to be set; None takes it away."""

    def __init__(self, parent: QWidget, heading: str, deed: str, none: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(heading)
        title = QLabel(heading)
        title.setFont(ui_font("section"))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(18, 14, 18, 16)
        self.rows.setSpacing(10)
        self.rows.addWidget(title)
        self.say = QLabel()
        self.say.setFont(ui_font("small"))
        self.say.setWordWrap(True)
        self.do_button: Button = outline_button(deed, tip=deed)
        self.do_button.clicked.connect(self.keep)
        self.none_button: Button | None = link_button(none, none) if none else None
        self.setFixedWidth(320)
        # A menu or a card that goes does so after its own signal is over.
        self.closed.connect(lambda: QTimer.singleShot(0, self, self.deleteLater))

    def finish(self, *controls: QWidget) -> None:
        """Put the controls in, and the buttons under them."""
        for control in controls:
            self.rows.addWidget(control)
        self.rows.addWidget(self.say)
        self.say.hide()
        foot = QHBoxLayout()
        foot.setSpacing(14)
        if self.none_button is not None:
            self.none_button.clicked.connect(lambda: self.give(None))
            foot.addWidget(self.none_button)
        foot.addStretch(1)
        foot.addWidget(self.do_button)
        self.rows.addLayout(foot)

    def open_over(self, anchor: QWidget) -> None:
        """Open above the button."""
        parent = self.parentWidget()
        place = anchor_rect(anchor, parent) if parent is not None else QRect()
        self.open_at(anchor, place)

    def keep(self) -> None:
        """Say what is wanted, if it makes sense."""
        raise NotImplementedError

    def give(self, value: object) -> None:
        """Go away and say what is wanted."""
        self.close_popover()
        self.wanted.emit(value)

    def tell(self, words: str, wrong: bool = False) -> None:
        """Say under the control what was understood, or what is wrong."""
        self.say.setText(words)
        self.say.setProperty("role", "error" if wrong else "muted")
        self.say.style().unpolish(self.say)
        self.say.style().polish(self.say)
        self.say.setVisible(bool(words))
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere does it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)


class StarsCard(ManyCard):
    """The stars for all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _tr("Stars"), _tr("Give"), _tr("Take stars away"))
        self.stars = StarsEdit(self)
        self.finish(self.stars)

    def take_keyboard(self) -> None:
        """Keys 1 to 5 are heard at once."""
        self.stars.setFocus(Qt.FocusReason.PopupFocusReason)

    def keep(self) -> None:
        """Stars are needed; taking them away has its own button."""
        if self.stars.rating() is not None:
            self.give(self.stars.rating())


class WordCard(ManyCard):
    """One field."""

    def __init__(self, parent: QWidget, heading: str, deed: str, field: QLineEdit, none: str = "") -> None:
        super().__init__(parent, heading, deed, none)
        self.field = field
        if not field.accessibleName():
            field.setAccessibleName(heading)
        self.read: Callable[[str], object] = str.strip
        field.textChanged.connect(lambda _text: mark_error(field, False))
        self.finish(field)

    def take_keyboard(self) -> None:
        """Begin to type."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keep(self) -> None:
        """What does not make sense is said."""
        if not self.field.text().strip():
            return
        try:
            value = self.read(self.field.text())
        except KnownError as error:
            mark_error(self.field, True)
            self.tell(str(error), wrong=True)
            return
        self.give(value)


class ThemeField(NameField):
    """A theme by its name; a new one may be typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leaves what was typed as it is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QLineEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        """What was typed stays."""
        QLineEdit.focusOutEvent(self, event)  # type: ignore[arg-type]


def theme_card(parent: QWidget, add: bool) -> WordCard:
    """Ask for a theme to add, or to take away."""
    field = ThemeField(Facet.THEME, _tr("Theme"))
    field.picked.connect(field.setText)
    heading = _tr("Add a theme") if add else _tr("Take a theme away")
    return WordCard(parent, heading, _tr("Add") if add else _tr("Take away"), field)


def year_card(parent: QWidget) -> WordCard:
    """Ask for a year."""
    card = WordCard(parent, _tr("Year"), _tr("Set"), QLineEdit(), _tr("No year"))

    def read(said: str) -> object:
        if not said.strip().isdigit():
            raise KnownError(_tr("A year has four digits."))
        return int(said)

    card.read = read
    return card


def directors_card(parent: QWidget) -> WordCard:
    """Ask for directors."""
    field = QLineEdit()
    field.setPlaceholderText(_tr("Names with commas between"))
    card = WordCard(parent, _tr("Directors"), _tr("Set"), field, _tr("No directors"))
    card.read = names_in
    return card


def watch_card(parent: QWidget, now: Callable[[], datetime] = datetime.now) -> WordCard:
    """Ask when they were seen, in words."""
    field = QLineEdit()
    field.setPlaceholderText(_tr("today, summer 2016, before 2014 ×3, ?"))
    field.setText(_tr("today"))
    card = WordCard(parent, _tr("Log a watch of each"), _tr("Log"), field)
    field.selectAll()

    def read(said: str) -> tuple[VagueDate, int]:
        return parse_said_times("today" if said == _tr("today") else said, tonight(now()), day_first())

    def show(said: str) -> None:
        try:
            date, times = read(said)
        except KnownError:
            card.tell("")
            return
        words = full(date) or _tr("Date unknown")
        card.tell(words + (f" ×{times}" if times > 1 else ""))

    card.read = read
    field.textChanged.connect(show)
    show(field.text())
    return card
