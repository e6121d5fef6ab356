# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page: the film on its dark stage, what was pinned under it, its lines beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.glimpses import Glimpses, SmallPicture
from moodboard.ui import theme
from moodboard.ui.capture.capture_commands import CaptureCommands
from moodboard.ui.capture.files_shown import FilesShown
from moodboard.ui.capture.glimpse_card import WIDTH as GLIMPSE
from moodboard.ui.capture.lines.lines_pane import LinesPane
from moodboard.ui.capture.pinner import Pinner
from moodboard.ui.capture.playing import Playing
from moodboard.ui.capture.shelf import Shelf
from moodboard.ui.capture.shots.survey_run import SurveyRun
from moodboard.ui.capture.side_bar import SideBar
from moodboard.ui.capture.theatre import Hairline, Theatre
from moodboard.ui.capture.transport_menu import TransportMenu
from moodboard.ui.capture.welcome import Welcome
from moodboard.ui.capture.which_film import WhichFilm
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.ui.capture.shots.contact_sheet import ContactSheet

LINES_WIDTH = 364
_LINES_NARROW = 300
_NARROW = 1240
"""Under so many pixels the lines get less room."""
_SHELF, _SHELF_LOW = 211, 147
_LOW = 800


class CapturePage(Page):
    """Put the parts together; each talks to the others through the session."""

    full_changed = Signal(bool)
    """The picture alone is wanted, or the whole page again."""
    title_changed = Signal(str)
    """What the top bar says: the name of the file that is open."""
    place_requested = Signal(int, list, list)
    """Stills and lines (uuids) for a board; 0 is the open one."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.bar.deleteLater()
        self.bar = self._side_bar = SideBar(self, self._bar_room)
        self.session = CaptureSession(parts.jobs, parts.events, self)
        self.pinner = Pinner(parts, self.session)
        self.survey_run = SurveyRun(parts, self.session)
        self.glimpses = Glimpses(self)
        self.menu = TransportMenu(self.session, parts.book, self)
        self.theatre = Theatre(parts.book, parts.settings, self.menu, self)
        self.which = WhichFilm(self)
        self.shelf = Shelf(parts, self.session, self.pinner, self)
        self.lines = LinesPane(parts, self.session, self)
        self.welcome = Welcome(self)
        self._sheet: ContactSheet | None = None
        self._rooms = QStackedWidget(self)
        self._studio = QWidget(self)
        self._hairline = Hairline(self._studio)
        self._lay_out()
        self.playing = Playing(self, parts)
        self.files = FilesShown(self, parts)
        self.commands = CaptureCommands(self, parts)
        self._connect()
        self.files.show_what_is_open()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._studio)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.theatre, 1)
        column.addWidget(self._hairline)
        column.addWidget(self.which)
        column.addWidget(self.shelf)
        self._rooms.addWidget(self._studio)
        self._rooms.addWidget(self.welcome)
        for part in (self._rooms, self.lines):
            part.setParent(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes from control to control
        self.setProperty("ownFocusRing", True)
        self.setAccessibleName(self.tr("Capture"))

    def _connect(self) -> None:
        stage = self.theatre.stage
        seek = self.theatre.seek
        self.pinner.shutter.connect(stage.shutter)
        self.shelf.place_requested.connect(self.place_requested)
        self.lines.pin_line_requested.connect(self.pinner.pin_line)
        self.lines.pin_shot_requested.connect(self.pinner.pin_at)
        self.lines.pin_both_requested.connect(self.pinner.pin_both)
        self.lines.left.connect(self.take_focus)
        self.menu.add_words = self.lines.menu.fill_into
        self.survey_run.words_changed.connect(self.theatre.show_note)
        self.survey_run.failed.connect(self.bar.say)
        seek.pointed.connect(self._on_pointed)
        self.glimpses.glanced.connect(self._on_glanced)
        self.glimpses.scene_made.connect(self._on_scene)
        self.menu.add_words = self._add_subtitles
        self.theatre.strip.picture_wanted.connect(self.glimpses.scene)
        self._parts.window.closing.connect(self.leave)

    # What the page is about

    def chosen_films(self) -> tuple[int, ...]:
        """The film that is open."""
        return () if self.session.film_id is None else (self.session.film_id,)

    def show_subject(self, subject: int | str | None) -> bool:
        """Open a film's file, a file by its path, or "path@seconds"."""
        return self.files.show_subject(subject)

    def open_at(self, kept_uuid: str, seconds: float) -> bool:
        """Open a file that is known at a time; False when it is forgotten."""
        return self.files.open_at(kept_uuid, seconds)

    def take_files(self, paths: list[Path]) -> list[Path]:
        """Open a film file or a subtitle that was dropped; what is neither comes back."""
        return self.files.take(paths)

    def take_focus(self) -> None:
        """The keyboard is the player's."""
        if self.is_studio():
            self.theatre.stage.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.welcome.take_focus()

    def say_error(self, sentence: str) -> None:
        """Say what could not be done."""
        self.bar.say(sentence, error=True)

    # Rooms

    def is_studio(self) -> bool:
        """Whether a film is shown."""
        return self._rooms.currentWidget() is self._studio

    def show_studio(self, shown: bool) -> None:
        """Show the film and its parts, or the way in."""
        self._rooms.setCurrentWidget(self._studio if shown else self.welcome)
        if not shown:
            self.set_full(False)
            self.show_sheet(False)
        self._place()

    def is_full(self) -> bool:
        """Whether the picture is alone."""
        return self.theatre.is_alone()

    def set_full(self, full: bool) -> None:
        """Show the picture alone, or everything again."""
        full = full and self.is_studio()
        if full != self.theatre.is_alone():
            self.theatre.set_alone(full)
            self.full_changed.emit(full)
            self._place()
            if full:
                self.theatre.stage.setFocus(Qt.FocusReason.OtherFocusReason)
        self._parts.book.action("capture.full").setChecked(full)

    def show_sheet(self, shown: bool) -> None:
        """Lay the contact sheet over the stage, or take it away."""
        if shown and self.is_studio():
            if self._sheet is None:
                from moodboard.ui.capture.shots.contact_sheet import ContactSheet

                self._sheet = ContactSheet(self._parts, self.session)
                self._sheet.pinner = self.pinner
                self._sheet.closed.connect(self._on_sheet_closed)
            self.theatre.put_over(self._sheet)
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._sheet is not None and self.has_sheet():
            self.theatre.put_over(None)
            self.theatre.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sheet_closed(self) -> None:
        self.show_sheet(False)

    def has_sheet(self) -> bool:
        """Whether the contact sheet is shown."""
        return self.theatre.over() is not None

    def sheet(self) -> ContactSheet | None:
        """The contact sheet, once it was shown."""
        return self._sheet

    def leave(self) -> None:
        """The window closes: let go of the file, end what runs."""
        self.survey_run.stop()
        self.pinner.finish()
        self.session.close()
        self.session.player.shut_down()
        self.glimpses.stop()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew."""
        self._place()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Nobody watches: the film waits."""
        if self.session.player.is_playing:
            self.session.player.pause()
        self.session.save_place()

    def _place(self) -> None:
        full = self.is_full()
        with_lines = not full and (self.session.file is not None or self.session.subtitles is not None)
        wide = 0
        if with_lines:
            wide = LINES_WIDTH if self.width() >= _NARROW else _LINES_NARROW
        self.lines.setVisible(with_lines)
        self.shelf.setVisible(not full)
        self._hairline.setVisible(not full)
        self.shelf.setFixedHeight(_SHELF if self.height() >= _LOW else _SHELF_LOW)
        self.which.setVisible(self.files.asks_film and not full)
        self._rooms.setGeometry(0, 0, self.width() - wide, self.height())
        if with_lines:
            self.lines.setFixedWidth(wide - 1)
            self.lines.setGeometry(self.width() - wide + 1, 0, wide - 1, self.height())
        self._side_bar.raise_()
        self._side_bar.place_again()
        self.update()

    def _bar_room(self) -> QRect:
        return self.lines.geometry() if self.lines.isVisible() else self.rect()

    def place_parts(self) -> None:
        """Lay out anew: something came or went."""
        self._place()

    def sizeHint(self) -> QSize:
        """As large as the window."""
        return QSize(1440, 852)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, and a hairline before the lines."""
        super().paintEvent(event)
        if self.lines.isVisible():
            line = QColor(theme.tokens().line)
            QPainter(self).fillRect(self.lines.x() - 1, 0, 1, self.height(), line)

    # Keys: Space and the arrows are everybody's, so whoever has the keyboard is asked first

    def event(self, event: QEvent) -> bool:
        """Leave a key to the control that has the keyboard when it uses it itself."""
        overrides = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and self._is_kept(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def _is_kept(self, event: QKeyEvent) -> bool:
        key, focus = Qt.Key(event.key()), QApplication.focusWidget()
        if key is Qt.Key.Key_Escape:
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if focus is None or not plain:
            return False
        if key is Qt.Key.Key_Space:
            return isinstance(focus, QAbstractButton) or not self._plays(focus)
        return key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._plays(focus)

    def _plays(self, focus: QWidget) -> bool:
        """Tell whether arrows pressed here go through the film: on the stage, its buttons and the lines."""
        own = (self.theatre.strip, self.theatre.transport.volume, self.theatre.seek, self._sheet, self.shelf)
        return not any(part is not None and (part is focus or part.isAncestorOf(focus)) for part in own)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the control with the keyboard did not want after all is the player's."""
        if not self.commands.press(event):
            super().keyPressEvent(event)

    def _add_subtitles(self, menu: QMenu) -> None:
        menu.addMenu(self.lines.menu).setText(self.tr("Subtitle"))

    # Small pictures

    def _on_pointed(self, seconds: float, _x: float) -> None:
        self.glimpses.glance(seconds, round(GLIMPSE * self.devicePixelRatioF()))

    def _on_glanced(self, made: object) -> None:
        if isinstance(made, SmallPicture):
            self.theatre.card.set_picture(made.image)

    def _on_scene(self, made: object) -> None:
        if isinstance(made, SmallPicture):
            self.theatre.strip.set_picture(made.wanted, made.image)
