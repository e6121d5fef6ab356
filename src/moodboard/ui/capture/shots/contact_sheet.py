# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole film at a glance: a picture of every shot, filled as they are found, over the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from moodboard.qt.colour_words import colour_name, colour_words
from moodboard.qt.jobs import Job
from moodboard.qt.tokens import DARK
from moodboard.services.video import survey as surveys
from moodboard.ui.capture.shots.barcode_strip import BarcodeStrip
from moodboard.ui.capture.shots.larger_look import LargerLook
from moodboard.ui.capture.shots.sheet_head import SheetHead
from moodboard.ui.capture.shots.sheet_model import SheetModel, SheetShot
from moodboard.ui.capture.shots.sheet_out import SheetOut
from moodboard.ui.capture.shots.shots_grid import ShotsGrid
from moodboard.ui.menu_keys import keep_keys
from moodboard.ui.on_ground import set_ground

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession
    from moodboard.ui.capture.pinner import Pinner
    from moodboard.ui.page_parts import PageParts

_EDGE = 24
_GROWN = 1.2
"""The film's palette is made anew when there are so many more shots."""


class ContactSheet(QWidget):
    """Shows the session's shots; Enter goes there and closes, P pins what is chosen in film order."""

    closed = Signal()
    """It is to be taken away."""

    def __init__(self, parts: PageParts, session: CaptureSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session = parts, session
        self._palette_of = 0
        self.model = SheetModel(self)
        self.grid = ShotsGrid(self.model, self)
        self.head = SheetHead(parts.book, self)
        self.strip = BarcodeStrip(self)
        self.out = SheetOut(parts, session, self)
        self.look = LargerLook(parts.jobs, self)
        self.pinner: Pinner | None = None
        """Who pins; the one of the session's page when nobody says another."""
        set_ground(self, DARK)
        self.setAccessibleName(self.tr("Contact sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.grid)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.strip)
        self._connect()
        self._on_file()

    def _connect(self) -> None:
        session, grid = self._session, self.grid
        session.file_changed.connect(self._on_file)
        session.survey_changed.connect(self._on_survey)
        session.marks_changed.connect(self._on_marks)
        session.moved.connect(self._on_moved)
        grid.opened.connect(self.go_to)
        grid.looked_at.connect(self.look_at)
        grid.pin_requested.connect(self.pin)
        grid.menu_requested.connect(self._on_menu)
        grid.selectionModel().selectionChanged.connect(self._say_count)
        self.head.colours.chosen.connect(self.look_for)
        self.head.sheet_wanted.connect(self.save)
        self.head.barcode_wanted.connect(self.out.save_barcode)
        self.head.barcode_pin_wanted.connect(self.pin_barcode)
        self.head.close_wanted.connect(self.close_sheet)
        self.strip.go_requested.connect(session.go)
        self.look.stepped.connect(self._on_stepped)
        self.look.opened.connect(self._on_look_opened)
        self.look.pin_requested.connect(self.pin)
        self.look.closed.connect(self._on_look_closed)
        self.out.told.connect(self._parts.verbs.say)
        self.out.failed.connect(self._on_failed)

    # What it shows

    def _on_file(self) -> None:
        file = self._session.file
        self.look.put_away()
        self._palette_of = 0
        self.head.colours.show_colour("")
        self.head.colours.offer(())
        self.grid.painter.images.clear()
        self.model.show_film(file.chapters if file is not None else ())
        if file is not None:
            self.grid.set_ratio(file.width / max(1, file.height))
        self._on_marks()
        self._on_survey()

    def _on_survey(self) -> None:
        if not self.isVisible():
            return  # all of it is taken in when it is shown
        survey, file = self._session.survey, self._session.file
        duration = file.duration if file is not None else 0.0
        chosen = [shot.shot.at for row in self.grid.chosen() if (shot := self.model.shot_at(row)) is not None]
        is_by_colour = bool(self.model.colour)
        self.model.show_survey(survey, duration)
        if is_by_colour:
            self._choose_again(chosen)
        self.strip.show_film(survey, duration)
        if len(survey.shots) > self._palette_of * _GROWN or (survey.complete and self._palette_of):
            self._offer_palette()
        self.head.show_complete(survey.complete)
        self._on_moved(self._session.at)
        self._say_count()

    def _offer_palette(self) -> None:
        from moodboard.services.video.shot_colours import film_palette

        shots = tuple(self.model.shots())
        if len(shots) == self._palette_of:
            return
        self._palette_of = len(shots)
        job = Job(lambda _report: film_palette(shots))
        job.succeeded.connect(self._on_palette)
        self._parts.jobs.start(job)

    def _on_palette(self, palette: object) -> None:
        if isinstance(palette, tuple) and self.model.rowCount():
            self.head.colours.offer(palette)

    def _on_marks(self) -> None:
        self.model.show_marks(self._session.marks)

    def _on_moved(self, at: float) -> None:
        if self.isVisible():
            self.grid.set_on(self.model.row_at(at) if self._session.file is not None else -1)
            self.strip.set_at(at)

    def _say_count(self, *_news: object) -> None:
        rows = {index.row() for index in self.grid.selectionModel().selectedIndexes()}
        colour = colour_name(self.model.colour) if self.model.colour else ""
        self.head.show_count(self.model.rowCount(), len(rows), colour)

    # What is done

    def look_for(self, colour: str) -> None:
        """Show the shots that have a colour, the best first; "" for all again."""
        chosen = self.grid.currentIndex().row()
        kept = self.model.shot_at(chosen)
        self.head.colours.show_colour(colour)
        self.model.look_for(colour)
        self._on_moved(self._session.at)
        row = self.model.row_of(kept.shot.at) if kept is not None and not colour else 0
        if self.model.rowCount():
            self.grid.choose(max(0, row))
        self._say_count()

    def go_to(self, row: int) -> None:
        """Go to a shot's first frame in the player, and close."""
        shot = self.model.shot_at(row)
        file = self._session.file
        if shot is None or file is None:
            return
        self.look.put_away()
        cut = next((one for one in self._session.survey.cuts if abs(one.at - shot.shot.at) < 1e-6), None)
        if cut is None:
            self._session.go(shot.shot.at)
        else:
            path = file.path
            job = Job(lambda _report: surveys.exact_time(path, cut))
            job.succeeded.connect(self._on_exact)
            job.failed.connect(self._on_failed)
            self._parts.jobs.start(job)
        self.close_sheet()

    def _on_exact(self, at: object) -> None:
        if isinstance(at, float):
            self._session.go(at)

    def look_at(self, row: int) -> None:
        """Take a larger look at a shot."""
        shot, path = self.model.shot_at(row), self._session.path
        if shot is None or path is None:
            return
        if self.grid.currentIndex().row() != row:
            self.grid.choose(row)
        self._place_look()
        self.look.show_shot(path, shot, self.model.is_pinned(shot.number))
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def pin(self) -> None:
        """Pin the chosen shots in film order: of each the frame that its picture shows."""
        rows = [self.grid.currentIndex().row()] if self.look.isVisible() else self.grid.chosen()
        if not rows and self.grid.on() >= 0:
            rows = [self.grid.on()]
        shots = [shot for row in rows if (shot := self.model.shot_at(row)) is not None]
        pinner = self._found_pinner()
        if shots and pinner is not None:
            pinner.pin_times(sorted(shot.shot.picture_at for shot in shots))

    def pin_barcode(self) -> None:
        """Make the film's colours a pin."""
        self.out.pin_barcode(self._found_pinner())

    def save(self) -> None:
        """Write the sheet as a picture: what is chosen when that is several, else all that is shown."""
        rows = sorted({index.row() for index in self.grid.selectionModel().selectedIndexes()})
        wanted = rows if len(rows) > 1 else range(self.model.rowCount())
        self.out.save_sheet([shot for row in wanted if (shot := self.model.shot_at(row)) is not None])

    def close_sheet(self) -> None:
        """Ask to be taken away."""
        self.closed.emit()
        if self.isVisible():
            self._parts.book.action("capture.sheet").trigger()

    def _found_pinner(self) -> Pinner | None:
        from moodboard.ui.capture.pinner import Pinner

        if self.pinner is None:
            found = self._session.findChild(Pinner)
            self.pinner = found if isinstance(found, Pinner) else None
        return self.pinner

    def _choose_again(self, begins: list[float]) -> None:
        for begin in begins:
            row = self.model.row_of(begin)
            if row >= 0:
                self.grid.choose(row)
                break

    def _on_failed(self, sentence: str) -> None:
        self._parts.verbs.say(sentence, error=True)

    # The larger look

    def _on_stepped(self, by: int) -> None:
        row = self.grid.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.look_at(row)

    def _on_look_opened(self) -> None:
        self.go_to(self.grid.currentIndex().row())

    def _on_look_closed(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_look(self) -> None:
        self.look.setGeometry(self.rect())

    # Menu

    def _on_menu(self, row: int, place: QPoint) -> None:
        shot = self.model.shot_at(row)
        if shot is None:
            return
        menu = self.menu_for(row, shot)
        menu.popup(place)

    def menu_for(self, row: int, shot: SheetShot) -> QMenu:
        """Return what can be done with a shot."""
        menu = QMenu(self)
        keep_keys(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        many = len(self.grid.chosen())
        menu.addAction(self.tr("Go there\tEnter")).triggered.connect(lambda: self.go_to(row))
        menu.addAction(self.tr("Look closer\tSpace")).triggered.connect(lambda: self.look_at(row))
        words = self.tr("Pin %n shot(s)\tP", "", many) if many > 1 else self.tr("Pin shot\tP")
        menu.addAction(words).triggered.connect(self.pin)
        menu.addSeparator()
        for colour in shot.shot.palette or (shot.shot.average,):
            icon = QPixmap(16, 16)
            icon.fill(QColor(colour))
            words = self.tr("Shots with {colour}").format(colour=colour_words(colour))
            one = menu.addAction(QIcon(icon), words)
            one.triggered.connect(lambda _=False, colour=colour: self.look_for(colour))
        return menu

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows all shots again first, then it closes."""
        if event.key() == Qt.Key.Key_Escape and self.model.colour:
            self.look_for("")
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what was found meanwhile; go with the film again."""
        super().showEvent(event)
        self._on_survey()
        self.grid.follow()
        if self.grid.on() >= 0:
            self.grid.choose(self.grid.on())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing large stays open."""
        super().hideEvent(event)
        self.look.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep off the window's edges where it has all of the room; the larger look is as large."""
        super().resizeEvent(event)
        around = self.parentWidget()
        edge = _EDGE if around is not None and around.width() <= self.width() else 0
        self._column.setContentsMargins(edge, edge // 2, edge, edge // 2)
        self._place_look()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground behind video, dark in both themes."""
        QPainter(self).fillRect(self.rect(), QColor(DARK.stage))
