# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures' part of the board page: its actions, its menu entries, its hooks on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from moodboard.domain.board import Pin, PinKind
from moodboard.ui.board.board_actions import at_now
from moodboard.ui.board.pictures.carrying import PictureCarrying
from moodboard.ui.board.pictures.hands import PictureHands
from moodboard.ui.board.pictures.moving import MovingPictures
from moodboard.ui.board.pictures.playing import PicturePlaying

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


class PicturesPart(QObject):
    """Everything about pictures that the page itself does not do."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self.carrying = PictureCarrying(page)
        self.playing = PicturePlaying(page)
        self.moving = MovingPictures(self.playing, page.canvas)
        page.canvas.hooks += [PictureHands(page.scrub.to_now), self.moving, self.carrying]
        self._connect()
        page.menus.pin_entries.append(self._add_entries)
        page.inspector.moves = self.playing.moves
        page.inspector.plays = self.playing.is_playing
        page.verbs.learn("play", self.playing.toggle)
        self.playing.changed.connect(page.inspector.refresh)
        page.destroyed.connect(self.playing.stop)

    def _connect(self) -> None:
        page, book = self._page, self._page.book
        for action_id, handler in {
            "pin.uncrop": page.canvas.uncrop,
            "pin.greyscale_all": self.greyscale_all,
            "pin.next_frame": lambda: self.playing.step(1),
            "pin.previous_frame": lambda: self.playing.step(-1),
        }.items():
            book.connect_handler(action_id, at_now(page, handler))
        for action_id, handler in {
            "pin.play": self.playing.toggle,
            "pin.play_all": self.playing.toggle_all,
            "pin.open_original": self.open_original,
            "pin.show_file": lambda: page.verbs.do("show_file"),
            "pin.copy_files": self.carrying.copy_files,
            "pin.copy_picture": self.carrying.copy_picture,
            "pin.copy_picture_clear": lambda: self.carrying.copy_picture(clear=True),
        }.items():
            book.connect_handler(action_id, handler)
        # Held, C draws the frame: it must not end again what it began.
        book.action("pin.crop").setAutoRepeat(False)

    def _add_entries(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        action, moving = self._page.book.action, [pin for pin in pins if self.playing.moves(pin.uuid)]
        menu.addSeparator()
        if moving:
            for action_id in ("pin.play", "pin.previous_frame", "pin.next_frame"):
                menu.addAction(action(action_id))
            menu.addSeparator()
        menu.addAction(action("pin.copy_picture"))
        menu.addAction(action("pin.copy_picture_clear"))
        if any(pin.kind is PinKind.STILL for pin in pins):
            menu.addAction(action("pin.copy_files"))

    def open_original(self) -> None:
        """Open the chosen still's own file in the program that the system has for it."""
        still = self._page.verbs.still()
        if still is None:
            return
        from moodboard.services import pictures

        path = pictures.original(still.picture)
        if not path.is_file():
            self._page.bar.tell(
                self.tr("The file of {name} is missing from the library. Replace the picture.").format(
                    name=still.name or path.name
                )
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.bar.tell(self.tr("No program is set up to open this kind of picture."))

    def greyscale_all(self) -> None:
        """Take the colour out of all stills of the board, or give it back when none has any."""
        editor = self._page.editor
        stills = [pin for pin in editor.own_pins() if pin.kind is PinKind.STILL]
        on = not all(pin.style.tone.greyscale for pin in stills)
        editor.restyle(
            [pin.uuid for pin in stills],
            lambda style: replace(style, tone=replace(style.tone, greyscale=on)),
            self.tr("Greyscale"),
        )
