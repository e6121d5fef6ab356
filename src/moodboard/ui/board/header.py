# SPDX-License-Identifier: GPL-3.0-or-later
"""The board's title and, under it, what is on it and whether it is saved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import icons, keys
from moodboard.ui.board.words import counted, since_words, title_font
from moodboard.ui.board.writing.ending import Ending
from moodboard.ui.on_ground import tokens_on

TITLE_LINE = 34
STATUS_LINE = 16
_BETWEEN = 2
_ARROW = 20
_LONGEST = 200


class _Field(QLineEdit):
    """The title while it is renamed, set exactly as it stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFont(title_font())
        self.setMaxLength(_LONGEST)
        self.setTextMargins(-2, 0, 0, 0)  # Qt insets the words by two pixels
        self.ending = Ending(self)
        self.hide()


class Title(QWidget):
    """The title: a click opens all boards, a double click or F2 renames in place."""

    clicked = Signal()
    renamed = Signal(str)
    let_go = Signal()
    """Typing ended by a key: the keyboard is free for the board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._field = _Field(self)
        self._field.setAccessibleName(self.tr("Title of the board"))
        self._field.ending.done.connect(self._on_done)
        self._field.ending.left.connect(lambda: self._on_done(True))
        self._renaming = False
        self.setFixedHeight(TITLE_LINE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.follow(self, self.tr("All boards. Double-click to rename"), "board.all")

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title = title
        self.setAccessibleName(self.tr("Board {title}: all boards").format(title=title))
        self.updateGeometry()
        self.update()

    @property
    def is_renaming(self) -> bool:
        """Whether the title is being typed."""
        return self._renaming

    @property
    def field(self) -> QLineEdit:
        """The field in which the title is typed."""
        return self._field

    def wanted_width(self) -> int:
        """Return the width that the words and the arrow take."""
        return QFontMetrics(title_font()).horizontalAdvance(self._title) + _ARROW

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), TITLE_LINE)

    def rename(self) -> None:
        """Type over the title."""
        self._renaming = True
        self._field.setText(self._title)
        self._field.setStyleSheet(f"color: {tokens_on(self).ink};")
        self._field.setGeometry(0, 0, self.width(), TITLE_LINE)
        self._field.show()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _on_done(self, keep: bool) -> None:
        if not self._renaming:
            return
        self._renaming = False
        words = self._field.text().strip()
        had_keyboard = self._field.hasFocus()
        self._field.hide()
        if had_keyboard:
            self.let_go.emit()
        if keep and words and words != self._title:
            self.renamed.emit(words)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # passed on, it would be a click beside the open list

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._renaming:
            return
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setFont(title_font())
        painter.setPen(QColor(tokens.ink))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - _ARROW + 4)
        painter.drawText(QPointF(0, 24), words)
        if self.underMouse() or self.hasFocus():
            x = metrics.horizontalAdvance(words) + 8
            icons.paint(painter, "chevron-down", QRectF(x, 12, 12, 12), tokens.ink_3)


class Status(QWidget):
    """ "Her · 13 pins · saved a moment ago"; the film's name is a door, and so is the way out of an error."""

    film_clicked = Signal()
    retry_requested = Signal()
    told = Signal()
    """The words are other ones, and may need more room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._film = ""
        self._pins = 0
        self._changed = ""
        self._error = ""
        self._saving = False
        self.setFixedHeight(STATUS_LINE + 4)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # "a moment ago" grows older by itself.
        self._clock = QTimer(self)
        self._clock.setInterval(30_000)
        self._clock.timeout.connect(self._tell)
        self._clock.start()

    def show_facts(self, film: str, pins: int, changed: str) -> None:
        """Show the board's film, its number of pins, and when it was changed (ISO 8601)."""
        self._film, self._pins, self._changed = film, pins, changed
        self._tell()

    def show_saving(self) -> None:
        """Say that writes are under way."""
        self._saving, self._error = True, ""
        self._tell()

    def show_saved(self, changed: str) -> None:
        """Say that everything is on disk."""
        self._saving, self._error, self._changed = False, "", changed
        self._tell()

    def show_error(self, sentence: str) -> None:
        """Say why saving failed; a click tries again."""
        self._saving, self._error = False, sentence
        self._tell()

    @property
    def words(self) -> str:
        """What is told now."""
        return "".join(part for part, _ in self._parts())

    def _tell(self) -> None:
        self.setAccessibleName(self.words)
        self.setToolTip(self.tr("Try again") if self._error else "")
        self.updateGeometry()
        self.told.emit()
        self.update()

    def _parts(self) -> list[tuple[str, str]]:
        """Return the words and the role of each: plain, film, error or retry."""
        if self._error:
            return [(self._error + " ", "error"), (self.tr("Try again"), "retry")]
        film = self._film or self.tr("No film yet")
        pins = counted(self._pins, self.tr("{n} pin"), self.tr("{n} pins"))
        since = since_words(self._changed)
        saved = self.tr("saving…") if self._saving else self.tr("saved {when}").format(when=since).strip()
        return [(film, "film"), (f" · {pins} · {saved}", "plain")]

    def sizeHint(self) -> QSize:
        words = QFontMetrics(ui_font("small")).horizontalAdvance(self.words)
        return QSize(words + 4, STATUS_LINE + 4)

    def role_at(self, x: float) -> str:
        """Return the role of the words at a place."""
        metrics = QFontMetrics(ui_font("small"))
        for words, role in self._parts():
            width = metrics.horizontalAdvance(words)
            if 0 <= x < width:
                return role
            x -= width
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        door = self.role_at(event.position().x()) in ("film", "retry")
        self.setCursor(Qt.CursorShape.PointingHandCursor if door else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        role = self.role_at(event.position().x())
        if role == "film":
            self.film_clicked.emit()
        elif role == "retry":
            self.retry_requested.emit()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            (self.retry_requested if self._error else self.film_clicked).emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_on(self)
        colours = {"plain": tokens.ink_2, "film": tokens.ink_2, "error": tokens.error, "retry": tokens.accent}
        painter = QPainter(self)
        painter.setFont(ui_font("small"))
        metrics = painter.fontMetrics()
        x = 0
        for words, role in self._parts():
            painter.setPen(QColor(colours[role]))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, self.width() - x))
            painter.drawText(QPointF(x, 12), words)
            x += metrics.horizontalAdvance(words)


class BoardHeader(QWidget):
    """Both lines; only as large as its words, so that the board around it hears the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Title(self)
        self.status = Status(self)
        self._room = 600
        self.status.told.connect(self.fit)

    def set_room(self, width: int) -> None:
        """Take at most this width."""
        self._room = max(80, width)
        self.fit()

    def fit(self) -> None:
        """Be as large as the words."""
        longest = 560 if self.title.is_renaming else self.title.wanted_width()
        title_width = min(self._room, max(120, longest))
        status_width = min(self._room, self.status.sizeHint().width())
        self.title.setGeometry(0, 0, title_width, TITLE_LINE)
        if self.title.is_renaming:
            self.title.field.setFixedWidth(title_width)
        self.status.setGeometry(0, TITLE_LINE + _BETWEEN, status_width, STATUS_LINE + 4)
        self.resize(max(title_width, status_width), TITLE_LINE + _BETWEEN + STATUS_LINE + 4)
