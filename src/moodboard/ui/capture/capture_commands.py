# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the book's commands act on the capture page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from moodboard.qt.settings import CAPTURE_WORDS
from moodboard.ui.action_table import ACTIONS, Where
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import CAPTURE

if TYPE_CHECKING:
    from moodboard.ui.capture.capture_page import CapturePage

RATES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_SECONDS, _MINUTE, _LOUD = 5.0, 60.0, 5


class CaptureCommands(QObject):
    """Connect every command of the page."""

    def __init__(self, page: CapturePage, parts: PageParts) -> None:
        super().__init__(page)
        self._page, self._book, self._pages = page, parts.book, parts.window.pages
        self._history = parts.history
        self._session, self._player = page.session, page.session.player
        for name, handler in {**self._moving(), **self._playing(), **self._other()}.items():
            parts.book.connect_handler(f"capture.{name}", handler)
        parts.book.action("capture.words").setChecked(parts.settings.get(CAPTURE_WORDS))
        parts.book.answer_on(CAPTURE, "search", self._find_line)
        parts.book.attach_capture(page)

    def _moving(self) -> dict[str, Callable[..., object]]:
        session, player = self._session, self._player
        return {
            "step_back": lambda: player.step(-1),
            "step_on": lambda: player.step(1),
            "back": lambda: session.go_by(-_SECONDS),
            "on": lambda: session.go_by(_SECONDS),
            "back_minute": lambda: session.go_by(-_MINUTE),
            "on_minute": lambda: session.go_by(_MINUTE),
            "cut_back": lambda: session.go_cut(-1),
            "cut_on": lambda: session.go_cut(1),
            "go_to": self._go_to,
        }

    def _playing(self) -> dict[str, Callable[..., object]]:
        playing = self._page.playing
        return {
            "play": self._player.toggle,
            "slower": lambda: self._speed(-1),
            "faster": lambda: self._speed(1),
            "normal_speed": lambda: self._player.set_rate(1.0),
            "mute": playing.mute,
            "louder": lambda: playing.set_volume(playing.volume() + _LOUD),
            "softer": lambda: playing.set_volume(playing.volume() - _LOUD),
            "words": playing.show_words,
        }

    def _other(self) -> dict[str, Callable[..., object]]:
        page, pinner = self._page, self._page.pinner
        return {
            "pin_shot": lambda: pinner.pin_shot(),
            "pin_line": lambda: pinner.pin_line(),
            "pin_both": lambda: pinner.pin_both(),
            "burst": lambda: pinner.pin_burst(),
            "retake_earlier": lambda: page.shelf.retake(-1),
            "retake_later": lambda: page.shelf.retake(1),
            "film": page.files.ask_film,
            "sheet": lambda: page.show_sheet(not page.has_sheet()),
            "full": page.set_full,
        }

    def _speed(self, by: int) -> None:
        now = self._player.rate
        if by > 0:
            wanted = next((rate for rate in RATES if rate > now + 0.001), RATES[-1])
        else:
            wanted = next((rate for rate in reversed(RATES) if rate < now - 0.001), RATES[0])
        self._player.set_rate(wanted)

    def _go_to(self) -> None:
        self._page.set_full(False)
        self._page.theatre.transport.ask_time()

    def _find_line(self) -> None:
        self._page.set_full(False)
        self._book.action("capture.find_line").trigger()

    def done(self) -> None:
        """Esc: the whole page again, the stage again, or away from the page."""
        if self._page.is_full():
            self._page.set_full(False)
        elif self._page.has_sheet():
            self._page.show_sheet(False)
        elif not self._pages.back():
            self._pages.go("boards")

    def press(self, event: QKeyEvent) -> bool:
        """Use the command of keys that no control wanted; True when there is one."""
        if event.key() in (Qt.Key.Key_unknown, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            return False
        pressed = QKeySequence(event.keyCombination())
        for spec in ACTIONS:
            if spec.where is not Where.CAPTURE:
                continue
            action = self._book.action(spec.id)
            if action.isEnabled() and pressed in action.shortcuts():
                action.trigger()
                return True
        return False
