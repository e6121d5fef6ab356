# SPDX-License-Identifier: GPL-3.0-or-later
"""Under the bar: the time, what goes through the film, the sound, and the three ways to pin."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.film_clock import frame_clock, read_clock
from moodboard.domain.film_file import FilmFile, said_clock
from moodboard.ui import keys
from moodboard.ui.actions import ActionBook
from moodboard.ui.buttons import Button, Kind, ghost_button
from moodboard.ui.capture.transport_buttons import (
    PLAY,
    PinButton,
    PlayButton,
    TimeButton,
    TimeField,
    VolumeBar,
)

HEIGHT = PLAY
_MIDDLE = 0.479
"""Where the play button's middle is, of the width."""
_GAPS = (16, 12, 12, 16)
_NARROW = 900
"""Under so many pixels the slider and the caps of the keys go."""
_BETWEEN = 10
_LEFT = 6
"""The time's letters stand on the left edge of the picture."""


class Transport(QWidget):
    """Buttons of the book, laid out by hand: the play button keeps its place whatever else is said."""

    time_typed = Signal(float)
    volume_wanted = Signal(int)

    def __init__(self, book: ActionBook, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._file: FilmFile | None = None
        self._at = 0.0
        self.setFixedHeight(HEIGHT)
        self.time = TimeButton(self)
        self.time.clicked.connect(self.ask_time)
        self.field = TimeField(self)
        self.field.typed.connect(self._on_typed)
        self.field.closed.connect(self._close_field)
        self.speed = ghost_button("1×", parent=self)
        self.speed.set_compact(28, 8)
        self.speed.clicked.connect(book.action("capture.normal_speed").trigger)
        self.speed.hide()
        self.cut_back = self._step("capture.cut_back", "cut-back")
        self.step_back = self._step("capture.step_back", "chevron-left")
        self.play = PlayButton(self)
        self.play.set_action(book.action("capture.play"), words=False)
        self.step_on = self._step("capture.step_on", "chevron-right")
        self.cut_on = self._step("capture.cut_on", "cut-on")
        self.sound = self._step("capture.mute", "sound")
        self.volume = VolumeBar(self)
        self.volume.volume_wanted.connect(self.volume_wanted)
        self.more = ghost_button(icon="more", tip=self.tr("Sound, words, speed and shape (F10)"), parent=self)
        self.more.setAccessibleName(self.tr("More"))
        self.more.setShortcut("F10")  # as the main menu elsewhere, which this one holds
        self.more.set_menu(menu, arrow=False)
        self.pins = tuple(
            PinButton(book.action(f"capture.pin_{what}"), kind, self)
            for what, kind in (("shot", Kind.OUTLINE), ("line", Kind.OUTLINE), ("both", Kind.FILL))
        )
        keys.in_use().changed.connect(self._lay_out)
        self._explain()
        self._order()

    def _step(self, action_id: str, icon: str) -> Button:
        button = ghost_button(icon=icon, parent=self)
        button.set_action(self._book.action(action_id), words=False)
        return button

    def _explain(self) -> None:
        words = self.tr("Hours, minutes, seconds, and the frame within the second; click to type a time")
        keys.follow(self.time, words, "capture.go_to")
        self.time.setAccessibleName(self.tr("Time"))

    def _order(self) -> None:
        steps = (self.cut_back, self.step_back, self.play, self.step_on, self.cut_on)
        chain: list[QWidget] = [self.time, self.field, self.speed, self.sound, self.volume, *steps, self.more]
        chain += self.pins
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    # What is shown

    def set_file(self, file: FilmFile | None) -> None:
        """Another film is open."""
        self._file = file
        self.show_at(0.0)
        self._lay_out()

    def show_at(self, seconds: float) -> None:
        """Tell where one is."""
        self._at = seconds
        file = self._file
        # A file that is still being written goes on behind the end that it told.
        end = said_clock(max(file.duration, seconds)) if file is not None and file.duration > 0 else ""
        said = frame_clock(seconds, _rate(file))
        if len(said) != len(self.time.said().split(" ")[0]):
            self.time.show_time(said, end)
            self._lay_out()
        self.time.show_time(said, end)
        if self.time.accessibleDescription() != (spoken := said_clock(seconds)):
            self.time.setAccessibleDescription(spoken)

    def show_playing(self, plays: bool) -> None:
        """The sign is what a click does."""
        self.play.set_icon("pause" if plays else "play")
        self.play.setAccessibleName(self.tr("Pause") if plays else self.tr("Play"))

    def show_speed(self, rate: float) -> None:
        """Tell the speed unless it is the usual one."""
        said = f"{rate:g}×"
        self.speed.setText(said)
        self.speed.setAccessibleName(self.tr("Speed {speed}").format(speed=said))
        self.speed.setToolTip(self._book.action("capture.normal_speed").toolTip())
        self.speed.setVisible(abs(rate - 1) > 0.001)
        self._lay_out()

    def show_sound(self, volume: int, muted: bool, has_sound: bool) -> None:
        """Tell how loud it is."""
        silent = muted or not has_sound or volume == 0
        self.sound.set_icon("sound-off" if silent else "sound")
        self.volume.show_volume(volume, muted)
        self.volume.setEnabled(has_sound)

    # A typed time

    def ask_time(self) -> None:
        """Let a time be typed in place of the one that is told."""
        if not self.time.isEnabled():
            return
        self.field.open(frame_clock(self._at, _rate(self._file)))
        self._lay_out()

    def _on_typed(self, said: str) -> None:
        seconds = read_clock(said, _rate(self._file), self._at)
        too_far = seconds is not None and self._file is not None and seconds > self._file.duration > 0
        if seconds is None or too_far:
            self.field.refuse()
            return
        self._close_field()
        self.time_typed.emit(seconds)

    def _close_field(self) -> None:
        if self.field.isHidden():
            return
        had = self.field.hasFocus()
        self.field.hide()
        if had:
            self.time.setFocus()

    # Places

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew."""
        self._lay_out()

    def is_narrow(self) -> bool:
        """Whether some things are left out for room."""
        return self.width() < _NARROW

    def _lay_out(self) -> None:
        narrow = self.is_narrow()
        for pin in self.pins:
            pin.show_cap(not narrow)
        self.volume.setVisible(not narrow)
        right = self.width()
        for pin in reversed(self.pins):
            size = pin.sizeHint()
            right -= size.width()
            pin.setGeometry(right, 2, size.width(), size.height())
            right -= _BETWEEN if not narrow else 6
        self._place(self.more, right - (self.more.sizeHint().width() + (14 if not narrow else 0)))
        size = self.time.sizeHint()
        self.time.setGeometry(-_LEFT, 5, size.width(), 28)
        self.field.setGeometry(0, 4, 124, 30)
        left = self.time.geometry().right() + 4
        if not self.speed.isHidden():
            self._place(self.speed, left)
            left += self.speed.sizeHint().width()
        self._lay_steps(left, self.more.x())

    def _lay_steps(self, left: int, right: int) -> None:
        narrow = self.is_narrow()
        steps = (self.cut_back, self.step_back, self.play, self.step_on, self.cut_on)
        gaps = (0, 0, 0, 0) if narrow else _GAPS
        wide = sum(step.sizeHint().width() if step is not self.play else PLAY for step in steps) + sum(gaps)
        sound = self.sound.sizeHint().width() + (0 if narrow else self.volume.width() + 24)
        begin = round(self.width() * _MIDDLE) - wide // 2
        if narrow:
            begin = max(left + sound, min(begin, right - wide))
        x = begin
        for step, gap in zip(steps, (*gaps, 0), strict=True):
            width = PLAY if step is self.play else step.sizeHint().width()
            step.move(x, (self.height() - step.height()) // 2)
            self._place(step, x)
            x += width + gap
        self._place(self.sound, begin - sound)
        self.volume.move(begin - sound + self.sound.width(), (self.height() - self.volume.height()) // 2)

    def _place(self, widget: QWidget, x: int) -> None:
        size = widget.size() if isinstance(widget, PlayButton) else widget.sizeHint()
        widget.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())


def _rate(file: FilmFile | None) -> float:
    """Return the frames a second that moments are written with; 0 where they do not come evenly."""
    if file is None or file.varies:
        return 0.0
    return file.base_rate or file.frame_rate
