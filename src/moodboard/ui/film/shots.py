# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's shots in film order: rows as wide as the column, each shot in its own shape."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from moodboard.domain.arrange import justified_rows
from moodboard.domain.line import format_timecode
from moodboard.domain.still import Still
from moodboard.qt import carried
from moodboard.qt.thumbs import Thumbs
from moodboard.ui import theme
from moodboard.ui.film.cells import BLEED, Cells
from moodboard.ui.library.crops import Crops

GAP = 8
_TARGET = 98.0
_LEAST = 66.0


class Shots(Cells):
    """Shots that can be chosen, dragged to a board, or put at the head of the page."""

    place_requested = Signal(list)
    """Uuids to lay on the open board."""
    cover_requested = Signal(str)
    open_requested = Signal(str)
    """The picture of a shot is wanted in the system's own viewer."""
    folder_requested = Signal(str)
    film_requested = Signal(str)
    """The film file is wanted where a shot is from."""
    bin_requested = Signal(list)

    several = True

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stills: tuple[Still, ...] = ()
        self._cover = ""
        self._crops = Crops(thumbs)
        self._rows: list[tuple[int, int]] = []
        self.setAccessibleName(self.tr("Shots"))
        self.opened.connect(lambda _number: self.place_requested.emit(self._uuids(self.picked())))
        self.removed.connect(lambda numbers: self.bin_requested.emit(self._uuids(numbers)))
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(0)
        self._repaint.timeout.connect(self.update)
        thumbs.arrived_together.connect(lambda _came: self._repaint.start())

    def show_stills(self, stills: tuple[Still, ...], cover: str) -> bool:
        """Show these; True when they are others than before, and have to be laid anew."""
        self._cover = cover
        if stills == self._stills:
            self.update()
            return False
        kept = self._stills[self.current].uuid if 0 <= self.current < len(self._stills) else ""
        chosen = set(self._uuids(sorted(self.chosen))) if self.chosen else set()
        self._stills = stills
        places = {still.uuid: number for number, still in enumerate(stills)}
        self.current = places.get(kept, min(self.current, len(stills) - 1))
        self.chosen = {places[uuid] for uuid in chosen if uuid in places}
        return True

    def stills(self) -> tuple[Still, ...]:
        """What is shown."""
        return self._stills

    def lay(self, width: int) -> int:
        """Lay the rows in a width; the height they take."""
        target = max(_LEAST, min(_TARGET, width / 5.2))
        made = justified_rows([still.ratio for still in self._stills], width, GAP, target)
        rects: list[QRect] = []
        for rect in made:
            left, top = BLEED + round(rect.x), BLEED + round(rect.y)
            right, bottom = BLEED + round(rect.x + rect.width), BLEED + round(rect.y + rect.height)
            rects.append(QRect(left, top, right - left, bottom - top))
        self.set_rects(rects)
        self._rows = []
        for number, shown in enumerate(rects):
            if self._rows and rects[self._rows[-1][0]].top() == shown.top():
                self._rows[-1] = self._rows[-1][0], number
            else:
                self._rows.append((number, number))
        self.needed = max((rect.bottom() + 1 + BLEED for rect in rects), default=0)
        return self.needed

    def beyond(self, number: int, key: Qt.Key) -> int:
        """Left and Right go along, Up and Down to the shot that lies nearest."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return super().beyond(number, key)
        row = bisect_right([first for first, _ in self._rows], number) - 1
        row += 1 if key == Qt.Key.Key_Down else -1
        if not 0 <= row < len(self._rows):
            return number
        middle = self.rects[number].center().x()
        first, last = self._rows[row]
        return min(range(first, last + 1), key=lambda one: abs(self.rects[one].center().x() - middle))

    def at(self, point: QPoint) -> int:
        """The shot under a point."""
        tops = [self.rects[first].top() for first, _ in self._rows]
        row = bisect_right(tops, point.y()) - 1
        if row < 0:
            return -1
        first, last = self._rows[row]
        number = bisect_left([self.rects[one].right() for one in range(first, last + 1)], point.x()) + first
        return number if number <= last and self.rects[number].contains(point) else -1

    def words_of(self, number: int) -> str:
        """When it is, and what its file was called."""
        still = self._stills[number]
        words = [format_timecode(still.timecode) or "", still.name]
        if still.uuid == self._cover:
            words.append(self.tr("the header"))
        return " · ".join(word for word in words if word) or self.tr("Shot")

    def carried(self, numbers: Sequence[int]) -> QMimeData:
        """The same as a drag from the tray carries."""
        data = QMimeData()
        carried.put(data, carried.STILLS_MIME, self._uuids(numbers))
        return data

    def _uuids(self, numbers: Sequence[int]) -> list[str]:
        return [self._stills[number].uuid for number in numbers]

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """The shot; a ring outside of it when chosen."""
        tokens = theme.tokens()
        self._crops.paint(painter, self._stills[number], QRectF(rect), tokens.raised)
        chosen = number in self.chosen and self.hasFocus()
        if chosen or self.has_ring(number):
            painter.setPen(QPen(QColor(tokens.accent), 2 if self.has_ring(number) else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)

    def event(self, event: QEvent) -> bool:
        """Say the timecode under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.at(event.pos())
            if number >= 0:
                words = self.tr("{shot}\nDouble click pins it on the open board").format(
                    shot=self.words_of(number)
                )
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen shots."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self.current if keyboard else self.at(event.pos())
        if number < 0:
            return
        if number not in self.chosen:
            self.set_current(number, reveal=False)
        where = self.rects[number].center() if keyboard else event.pos()
        self.menu_for(number).popup(self.mapToGlobal(where))

    def menu_for(self, number: int) -> QMenu:
        """The menu of one shot, or of those chosen with it."""
        uuid = self._stills[number].uuid
        chosen = self._uuids(self.picked()) or [uuid]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.words_of(number))
        cover = menu.addAction(self.tr("Use as header"))
        cover.setEnabled(uuid != self._cover)
        cover.triggered.connect(lambda: self.cover_requested.emit(uuid))
        menu.addAction(self.tr("Pin on the board")).triggered.connect(
            lambda: self.place_requested.emit(chosen)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Open the film there")).triggered.connect(
            lambda: self.film_requested.emit(uuid)
        )
        menu.addAction(self.tr("Open the original")).triggered.connect(lambda: self.open_requested.emit(uuid))
        menu.addAction(self.tr("Show in its folder")).triggered.connect(
            lambda: self.folder_requested.emit(uuid)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Put in the bin")).triggered.connect(lambda: self.bin_requested.emit(chosen))
        return menu
