# SPDX-License-Identifier: GPL-3.0-or-later
"""The three ways in: bring a history, add a film, try the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_CARD
from moodboard.resources import asset
from moodboard.ui import icons, messages, theme
from moodboard.ui.buttons import Chip, fill_button, link_button
from moodboard.ui.import_files import file_filters
from moodboard.ui.library.crops import cut
from moodboard.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from moodboard.ui.dialogs.film_completion import FilmCompletion

_TEXT_LEFT = 76
_ICON_CENTRE = 41
_SAMPLE_STILLS = ("snow_red", "field_gold", "moon_sea")


class DropCard(QWidget):
    """Take an export or pictures, by drop or from a file dialog."""

    import_requested = Signal(list)
    help_requested = Signal()
    """All services are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dropping = False
        self._words = Paragraph("", "body", parent=self)
        self.letterboxd = self._chip("letterboxd", self.tr("Letterboxd"))
        self.imdb = self._chip("imdb", self.tr("IMDb"))
        self.trakt = self._chip("trakt", self.tr("Trakt"))
        self.table = self._chip("table", self.tr("any CSV"))
        self.pictures = self._chip("pictures", self.tr("pictures"))
        self.pictures.setToolTip(self.tr("What pictures become"))
        self.boards = self._chip("boards", self.tr(".bee .pur"))
        self.boards.setToolTip(self.tr("How to bring boards of other programs"))
        self._chips = (self.letterboxd, self.imdb, self.trakt, self.table, self.pictures, self.boards)
        self.more = link_button(self.tr("all services…"), self.tr("How to get each service’s export"), self)
        self.more.clicked.connect(self.help_requested)
        self._or = QLabel(self.tr("or"), self)
        self._or.setProperty("role", "muted")
        self.choose = link_button(self.tr("choose a file…"), self.tr("Choose files to bring in"), self)
        self.choose_folder = link_button(self.tr("a folder…"), self.tr("Choose a folder to bring in"), self)
        self.choose.clicked.connect(self._on_choose)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.say(self._usual())

    def set_dropping(self, over: bool) -> None:
        """Show that it can be let go here."""
        if over != self._dropping:
            self._dropping = over
            self.update()

    def say(self, words: str, error: bool = False) -> None:
        """Say something in place of the usual words."""
        self._words.set_words(words or self._usual(), "error" if error else "ink_2")

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words, chips, links on one left edge."""
        super().resizeEvent(event)
        self._words.setGeometry(_TEXT_LEFT, 59, self.width() - _TEXT_LEFT - 60, 36)
        x = _TEXT_LEFT
        for chip in self._chips:
            size = chip.sizeHint()
            chip.setGeometry(x, 112, size.width(), size.height())
            x += size.width() + 6
        self._or.adjustSize()
        self._or.move(_TEXT_LEFT, 147)
        x = _TEXT_LEFT + self._or.width() + 2
        for link in (self.choose, self.choose_folder, self.more):
            size = link.sizeHint()
            link.setGeometry(x, 145, size.width(), 20)
            x += size.width() + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed edge; soft with an ember edge while something is held over it."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._dropping else tokens.line_2), 1.5)
        pen.setDashPattern([3.4, 2.6])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.soft if self._dropping else tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        _paint_icon(painter, "import", 44, tokens.accent)
        painter.setFont(ui_font("dialog"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(_TEXT_LEFT, 47), self.tr("Bring your history"))

    def _chip(self, service: str, words: str) -> Chip:
        chip = Chip(words, self, checkable=False)
        chip.setToolTip(self.tr("How to get your export: {service}").format(service=words))
        chip.clicked.connect(lambda: self._tell(service))
        return chip

    def _usual(self) -> str:
        return self.tr(
            "Drop an export file here. Dates, ratings and notes come with it; nothing leaves this computer."
        )

    def _tell(self, service: str) -> None:
        """Two sentences: how to get it, and what becomes of it."""
        said = {
            "letterboxd": self.tr(
                "On letterboxd.com open Settings, Data, and choose “Export your data”. "
                "Drop the ZIP here as it comes."
            ),
            "imdb": self.tr(
                "On imdb.com open your ratings or a list and choose Export. "
                "Drop the CSV from your exports page here."
            ),
            "trakt": self.tr(
                "On trakt.tv open Settings, Data, and choose “Export data”. Drop the ZIP here as it comes."
            ),
            "table": self.tr(
                "Save your spreadsheet as CSV and drop it here. You say which column holds the titles; "
                "the rest is guessed."
            ),
            "pictures": self.tr(
                "Drop screenshots, or a folder of them. Names such as “Her-01.29.14.jpg” tell "
                "the film and the time."
            ),
            "boards": self.tr(
                "Save the board in BeeRef or PureRef and drop the .bee or .pur file here. "
                "It comes in as it lay."
            ),
        }
        self.say(said[service])

    def _on_choose(self) -> None:
        paths = messages.choose_files(
            self,
            self.tr("Bring your history"),
            file_filters(),
        )
        if paths:
            self.import_requested.emit(paths)

    def _on_choose_folder(self) -> None:
        folder = messages.choose_folder(self, self.tr("Bring a folder"))
        if folder is not None:
            self.import_requested.emit([folder])


class _Card(QAbstractButton):
    """A raised plate with an icon, a heading, a sentence and a chevron."""

    def __init__(self, icon: str, heading: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._heading, self._sentence = icon, heading, words
        self.setText(heading)
        self.setToolTip(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plate and what is on it."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        painter.setPen(QPen(QColor(tokens.line_2 if self.underMouse() else tokens.line), 1))
        ground = QColor(tokens.hover if self.isDown() else tokens.raised)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        _paint_icon(painter, self._icon, self.height() / 2, tokens.accent)
        self.paint_words(painter)

    def paint_words(self, painter: QPainter) -> None:
        """The heading, the sentence, the chevron."""
        tokens = theme.tokens()
        painter.setFont(ui_font("section"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(_TEXT_LEFT, 34), self._heading)
        painter.setFont(ui_font("body"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(_TEXT_LEFT, 59), self._sentence)
        chevron = QRectF(self.width() - 40, self.height() / 2 - 8, 16, 16)
        icons.paint(painter, "chevron-right", chevron, tokens.ink_2)


class AddFilmCard(_Card):
    """Open a field in place: the title is enough."""

    film_add_requested = Signal(str)
    film_picked = Signal(int)
    """A film that is in the library."""
    facts_picked = Signal(object)
    """A film of the catalogue, as ``FilmFacts``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "plus",
            "",
            "",
            parent,
        )
        self._heading = self.tr("Add a film")
        self._sentence = self.tr("Start with the one you already know by heart.")
        self.setText(self._heading)
        self.setToolTip(self._heading)
        self.setAccessibleName(self._heading)
        self.setAccessibleDescription(self._sentence)
        self.field = _TitleField(self)
        self.field.setPlaceholderText(self.tr("Its title"))
        self.field.setAccessibleName(self.tr("Title of the film"))
        self.add = fill_button(self.tr("Add"), parent=self)
        self.add.setToolTip(self.tr("Add the film (Enter)"))
        self.field.hide()
        self.add.hide()
        self.field.returnPressed.connect(self._on_add)
        self.field.left.connect(self._close)
        self.add.clicked.connect(self._on_add)
        self.clicked.connect(self.open)
        self._completion: FilmCompletion | None = None

    def open(self) -> None:
        """Ask for the title."""
        if self._completion is None:
            from moodboard.ui.dialogs.film_completion import FilmCompletion

            self._completion = FilmCompletion(self.field)
            self._completion.film_picked.connect(self.film_picked)
            self._completion.facts_picked.connect(self.facts_picked)
            self._completion.facts_picked.connect(self._on_picked)
        self.field.show()
        self.add.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field takes the words' place."""
        super().resizeEvent(event)
        size = self.add.sizeHint()
        right = self.width() - 24
        middle = self.height() // 2
        self.add.setGeometry(right - size.width(), middle - 16, size.width(), 32)
        self.field.setGeometry(QRect(_TEXT_LEFT - 10, middle - 18, right - size.width() - _TEXT_LEFT - 2, 36))

    def paint_words(self, painter: QPainter) -> None:
        """Nothing where the field is."""
        if self.field.isHidden():
            super().paint_words(painter)

    def _on_add(self) -> None:
        title = self.field.text().strip()
        if title:
            self.film_add_requested.emit(title)
            self.field.clear()
            self._close()
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self) -> None:
        self.field.clear()
        self._close()

    def _close(self) -> None:
        self.field.hide()
        self.add.hide()
        self.update()


class _TitleField(QLineEdit):
    """Escape leaves it."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(ui_font("section"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the card; Enter stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An empty field goes when the focus does."""
        super().focusOutEvent(event)
        if not self.text() and event.reason() == Qt.FocusReason.MouseFocusReason:
            self.left.emit()


class SampleCard(_Card):
    """Put the sample in, to look around."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("film", "", "", parent)
        self._heading = self.tr("Try the sample library")
        self._sentence = self.tr("Her, and eight films that don’t exist.")
        self.setText(self._heading)
        self.setToolTip(self._heading)
        self.setAccessibleName(self._heading)
        self.setAccessibleDescription(
            self.tr("Her and eight films that don’t exist, painted for you. It is removed in one step.")
        )
        self.setToolTip(self.accessibleDescription())
        self._stills: list[QPixmap] = []

    def paint_words(self, painter: QPainter) -> None:
        """Three of its stills before the chevron."""
        super().paint_words(painter)
        if not self._stills:
            ratio = self.devicePixelRatioF()
            paper = theme.tokens().raised
            for name in _SAMPLE_STILLS:
                image = QPixmap(str(asset(f"stills/{name}.jpg"))).toImage()
                self._stills.append(cut(image, QRectF(0, 0, 44, 36).size(), ratio, False, paper))
        x = self.width() - 194
        for still in self._stills:
            painter.drawPixmap(QPointF(x, self.height() / 2 - 18), still)
            x += 49


def _paint_icon(painter: QPainter, name: str, middle: float, colour: str) -> None:
    icons.paint(painter, name, QRectF(_ICON_CENTRE - 11, middle - 11, 22, 22), colour)
