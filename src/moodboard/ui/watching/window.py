# SPDX-License-Identifier: GPL-3.0-or-later
"""The small dark window of a film that plays elsewhere; it stays on top, and out of the way."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.buttons import ghost_button, outline_button
from moodboard.ui.on_ground import set_ground
from moodboard.ui.watching.entry import Entry, is_taken
from moodboard.ui.watching.face import ARROWS, ClockFace
from moodboard.ui.watching.finish import FinishForm
from moodboard.ui.watching.kept_view import KeptView
from moodboard.ui.watching.look import MARGIN, STAGE, WIDTH, dress
from moodboard.ui.watching.question import Question
from moodboard.ui.watching.said import SaidLine

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class WatchingWindow(QWidget):
    """Show the clock and what is kept; what is wanted is told, the control acts."""

    pause_wanted = Signal()
    intermission_wanted = Signal()
    pin_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    finish_wanted = Signal()
    mime_given = Signal(object)
    placed = Signal(QPoint)
    """It was moved; to be remembered."""

    def __init__(self, thumbs: Thumbs) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.FramelessWindowHint
        super().__init__(None, flags)
        # The program ends with its main window; this one never holds it open.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAcceptDrops(True)
        self._grip: QPoint | None = None
        self._dropping = False
        self.body = QWidget(self)
        self.title = QLabel(self.body)
        self.title.setFont(ui_font("section"))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.smaller = ghost_button(icon="minus", tip=self.tr("Minimise"), parent=self.body)
        self.leave = ghost_button(icon="close", tip=self.tr("Finish (Ctrl+W)"), parent=self.body)
        self.face = ClockFace(self.body)
        self.pause = ghost_button(self.tr("Pause"), "pause", parent=self.body)
        self.intermission = ghost_button(
            self.tr("Intermission"), tip=self.tr("Intermission (Ctrl+I)"), parent=self.body
        )
        self.intermission.setCheckable(True)
        self.finish = outline_button(self.tr("Finish"), tip=self.tr("Finish (Ctrl+W)"), parent=self.body)
        self.question = Question(self.body)
        self.said = SaidLine(self.body)
        self.entry = Entry(self.body)
        self.kept = KeptView(thumbs, self.body)
        self.form = FinishForm(self.body)
        self._film = QWidget(self.body)
        self._rooms = QStackedWidget(self.body)
        self._lay_out()
        set_ground(self.body, STAGE)
        dress(self)
        self._connect()
        self.setFixedWidth(WIDTH)
        self.entry.setFocus()

    def _lay_out(self) -> None:
        for button in (self.smaller, self.leave):
            button.set_compact(26, 5)
        for button in (self.pause, self.intermission, self.finish):
            button.set_compact(28, 10)
            button.set_small_text()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        head.addWidget(self.smaller)
        head.addWidget(self.leave)
        controls = QHBoxLayout()
        controls.setSpacing(4)
        controls.setContentsMargins(-10, 0, 0, 0)
        controls.addWidget(self.pause)
        controls.addWidget(self.intermission)
        controls.addStretch(1)
        controls.addWidget(self.finish)
        film = QVBoxLayout(self._film)
        film.setContentsMargins(0, 0, 0, 0)
        film.setSpacing(8)
        film.addLayout(controls)
        film.addWidget(self.question)
        film.addWidget(self.said)
        film.addWidget(self.entry)
        film.addWidget(self.kept)
        film.addStretch(1)
        self._rooms.addWidget(self._film)
        self._rooms.addWidget(self.form)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(MARGIN, 10, MARGIN, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.face)
        column.addWidget(self._rooms)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.body)

    def _connect(self) -> None:
        self.smaller.clicked.connect(self.showMinimized)
        self.leave.clicked.connect(self.finish_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        self.pause.clicked.connect(self.pause_wanted)
        self.intermission.clicked.connect(self.intermission_wanted)
        self.face.left.connect(self.entry.setFocus)
        self.said.pin_wanted.connect(self.pin_wanted)
        self.entry.field.mime_pasted.connect(self.mime_given)
        self.entry.field.undo_wanted.connect(self.undo_wanted)
        self.entry.field.redo_wanted.connect(self.redo_wanted)
        self.entry.field.empty_key.connect(self._on_empty_key)
        self.form.back_wanted.connect(self.show_film)
        self.form.height_changed.connect(self.fit)
        self.say_running(True, False)

    # -- what is shown -------------------------------------------------------------------------------

    def say_film(self, title: str) -> None:
        """Name the film."""
        room = WIDTH - 2 * MARGIN - 64
        self.title.setText(self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(title)
        self.setWindowTitle(self.tr("Watching {title}").format(title=title))
        self.setAccessibleName(self.windowTitle())

    def say_running(self, running: bool, intermission: bool) -> None:
        """Name what pausing would do now."""
        words = self.tr("Pause") if running else self.tr("Go on")
        self.pause.setText(words)
        self.pause.set_icon("pause" if running else "play")
        self.pause.setAccessibleName(words)
        self.pause.setToolTip(self.tr("{deed} (Space; Ctrl+Space while you type)").format(deed=words))
        self.intermission.setChecked(intermission)

    def is_finishing(self) -> bool:
        """Whether the stars are asked for."""
        return self._rooms.currentWidget() is self.form

    def show_finish(self) -> None:
        """Ask for stars and words."""
        self._rooms.setCurrentWidget(self.form)
        self.face.stop_editing()
        self.fit()
        self.form.stars.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_film(self) -> None:
        """Go back to the film."""
        self._rooms.setCurrentWidget(self._film)
        self.fit()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Be as high as what is shown needs; never off the screen."""
        room = WIDTH - 2 * MARGIN
        current = self._rooms.currentWidget()
        layout = current.layout() if current is not None else None
        if current is None or layout is None:
            return
        for part in reversed(current.findChildren(QWidget)):  # one within another: the inner ones first
            if (inner := part.layout()) is not None:
                inner.activate()
        layout.activate()
        high = (
            layout.totalHeightForWidth(room)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        self._rooms.setFixedHeight(high)
        whole = self.body.layout()
        if whole is not None:
            whole.activate()
            self.setFixedHeight(whole.totalSizeHint().height())
        if self.isVisible():
            self.move(on_screen(self.frameGeometry()))

    def place(self, at: QPoint | None) -> None:
        """Stand where it stood, or in the upper right corner of the screen."""
        self.fit()
        if at is None:
            free = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()
            at = QPoint(free.right() - WIDTH - 24, free.top() + 24)
        self.move(on_screen(QRect(at, self.size())))

    def come_up(self) -> None:
        """Show it, in front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # -- keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted."""
        taken = not self.is_finishing() and (
            self._alt_key(event) or self._control_key(event) or self._plain_key(event)
        )
        if not taken:
            super().keyPressEvent(event)

    def _alt_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & _ALT or event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        by = ARROWS[Qt.Key(event.key())]
        self.face.move_wanted.emit(by * 6 if event.modifiers() & _SHIFT else by)
        return True

    def _control_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & _CONTROL:
            return False
        shift = bool(event.modifiers() & _SHIFT)
        deeds = {
            Qt.Key.Key_Space: self.pause_wanted.emit,
            Qt.Key.Key_I: self.intermission_wanted.emit,
            Qt.Key.Key_L: self.pin_wanted.emit,
            Qt.Key.Key_T: self.face.edit,
            Qt.Key.Key_N: self.entry.note.toggle,
            Qt.Key.Key_W: self.finish_wanted.emit,
            Qt.Key.Key_Y: self.redo_wanted.emit,
            Qt.Key.Key_Z: self.redo_wanted.emit if shift else self.undo_wanted.emit,
            Qt.Key.Key_V: self._paste,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is not None:
            deed()
        return deed is not None

    def _plain_key(self, event: QKeyEvent) -> bool:
        """Where nothing is typed, single letters act, and any other one begins a line."""
        key, words = event.key(), event.text()
        if event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier):
            return False
        if key == Qt.Key.Key_Space:
            self.pause_wanted.emit()
        elif key == Qt.Key.Key_L and self.said.line() is not None and not event.modifiers() & _SHIFT:
            self.pin_wanted.emit()
        elif words.isprintable() and words.strip():
            self.entry.field.insert(words)
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def _on_empty_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Space:
            self.pause_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.said.choose(-1 if key == Qt.Key.Key_Up else 1)
            self.fit()
        else:
            self.pin_wanted.emit()

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and (is_taken(mime) or mime.hasText()):
            self.mime_given.emit(mime)

    # -- the window ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Dragged by any place that is nothing else."""
        if event.button() == Qt.MouseButton.LeftButton:
            handle = self.windowHandle()
            if handle is None or not handle.startSystemMove():
                self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Where the system cannot move it, it follows the pointer."""
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It was put down."""
        self._grip = None

    def moveEvent(self, event: object) -> None:
        """Remember where it is."""
        if self.isVisible():
            self.placed.emit(self.pos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own way to close asks for the stars first."""
        if event.spontaneous():
            event.ignore()
            self.finish_wanted.emit()
        else:
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures, subtitles, words."""
        mime = event.mimeData()
        if not self.is_finishing() and (is_taken(mime) or mime.hasText()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._set_dropping(True)

    def dragLeaveEvent(self, _event: object) -> None:
        """They went elsewhere."""
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what came."""
        self._set_dropping(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.mime_given.emit(event.mimeData())

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The stage, and a hairline around it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE.stage))
        painter.setPen(QPen(QColor(STAGE.accent if self._dropping else STAGE.line_2), 1))
        if self._dropping:
            painter.setPen(QPen(QColor(STAGE.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def on_screen(frame: QRect) -> QPoint:
    """Return where a window has to stand to be whole on the screen that shows most of it."""
    screens = QGuiApplication.screens()
    best = max(screens, key=lambda one: _area(one.availableGeometry() & frame))
    if _area(best.availableGeometry() & frame) == 0:
        best = QGuiApplication.primaryScreen()
    free = best.availableGeometry()
    x = max(free.left(), min(frame.left(), free.right() + 1 - frame.width()))
    y = max(free.top(), min(frame.top(), free.bottom() + 1 - frame.height()))
    return QPoint(x, y)


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
