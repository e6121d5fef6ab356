# SPDX-License-Identifier: GPL-3.0-or-later
"""Animated pictures on the board: which there are, and how they are played, held and stepped through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from moodboard.domain.board import Pin, PinKind
from moodboard.qt.jobs import Job, Report

if TYPE_CHECKING:
    from moodboard.qt.animation import Animator
    from moodboard.ui.board.page import BoardPage

KINDS = (".gif", ".webp")
MOST_HELD = 16
"""Pins held at a frame whose animation stays open; the longest held are let go."""
PAUSE = 0.9
"""Seconds after which a step begins another undo step."""


class PicturePlaying(QObject):
    """Play what is chosen. What was stopped or stepped to is kept with the pin, for exports too."""

    changed = Signal()
    """Which pins move, or whether one of them plays."""
    repaint = Signal(str)
    """A pin's next frame is due."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._moving: dict[str, bool] = {}
        """By file: whether it has several frames."""
        self._looking: Job | None = None
        self._pins: dict[str, None] = {}
        self._animator: Animator | None = None
        self._gesture, self._stepped, self._until = 0, "", 0.0
        editor = page.editor
        editor.loaded.connect(self._on_loaded)
        editor.pins_changed.connect(self._on_pins_changed)
        editor.stills_changed.connect(lambda _uuids: self._look(editor.pins))

    # -- which pins move -------------------------------------------------------------------------

    @property
    def pins(self) -> tuple[str, ...]:
        """The board's pins that show an animated file."""
        return tuple(self._pins)

    def moves(self, uuid: str) -> bool:
        """Tell whether a pin shows an animated file."""
        return uuid in self._pins

    def is_playing(self, uuid: str) -> bool:
        """Tell whether a pin plays."""
        return self._animator is not None and self._animator.is_playing(uuid)

    def _picture(self, uuid: str) -> str:
        pin = self._page.editor.pins.get(uuid)
        if pin is None or pin.kind is not PinKind.STILL or pin.frame:
            return ""
        still = self._page.editor.stills.get(pin.still)
        return still.picture if still is not None and still.picture.endswith(KINDS) else ""

    def _look(self, uuids: Iterable[str]) -> None:
        """Find out which of these pins move; files never seen before are looked into by a job."""
        unknown: dict[str, None] = {}
        before = len(self._pins)
        for uuid in uuids:
            picture = self._picture(uuid)
            if picture and picture not in self._moving:
                unknown[picture] = None
            if self._moving.get(picture):
                self._pins[uuid] = None
            else:
                self._pins.pop(uuid, None)
        if unknown and self._looking is None:
            self._look_into(tuple(unknown))
        if len(self._pins) != before:
            self.changed.emit()

    def _look_into(self, files: tuple[str, ...]) -> None:
        def work(_report: Report) -> dict[str, bool]:
            from moodboard.services import pictures_frames

            return {picture: pictures_frames.moves(picture) for picture in files}

        job = self._looking = Job(work)
        job.succeeded.connect(self._on_looked)
        job.finished.connect(self._on_look_ended)
        self._page.jobs.start(job)

    def _on_looked(self, found: object) -> None:
        assert isinstance(found, dict)
        self._moving.update(found)

    def _on_look_ended(self) -> None:
        self._looking = None
        self._look(self._page.editor.pins)

    def _on_loaded(self) -> None:
        if self._animator is not None:
            self._animator.clear()
        self._pins.clear()
        editor = self._page.editor
        moving = {uuid for uuid, still in editor.stills.items() if still.picture.endswith(KINDS)}
        self._look(uuid for uuid, pin in editor.pins.items() if pin.still in moving)
        self.changed.emit()

    def _on_pins_changed(self, uuids: object) -> None:
        assert isinstance(uuids, frozenset)
        self._look(uuids)
        if self._animator is not None:
            self._follow(self._animator, uuids)

    def _follow(self, animator: Animator, uuids: frozenset[str]) -> None:
        """Drop what is held at another frame than the pin, after an undo; adapt the rest."""
        for uuid in uuids.intersection(animator.uuids):
            pin, frame = self._page.editor.pins.get(uuid), animator.frame(uuid)
            held_elsewhere = (
                pin is not None
                and frame is not None
                and not animator.is_playing(uuid)
                and not animator.is_stepping(uuid)
                and frame.number != pin.style.frame_at
            )
            if pin is None or held_elsewhere or not animator.shows(uuid, self._picture(uuid)):
                animator.drop(uuid)
                self.changed.emit()
            else:
                animator.adapt(uuid, self._longest(pin), pin.style.tone)

    # -- playing ---------------------------------------------------------------------------------

    @property
    def animator(self) -> Animator | None:
        """What holds the frames; None as long as nothing has played."""
        return self._animator

    def _made(self) -> Animator:
        if self._animator is None:
            from moodboard.qt.animation import Animator

            self._animator = Animator(self)
            self._animator.changed.connect(self.repaint)
            self._animator.landed.connect(self._on_landed)
            self._animator.failed.connect(self._on_failed)
        return self._animator

    def _longest(self, pin: Pin) -> float:
        """Return how many pixels of the whole picture's longer side are seen on the screen."""
        scale = self._page.canvas.viewport.scale
        return scale * max(pin.place.width / pin.crop.width, pin.place.height / pin.crop.height)

    def adapt(self) -> None:
        """Take notice of another zoom."""
        if self._animator is not None:
            for uuid in self._animator.uuids:
                pin = self._page.editor.pins.get(uuid)
                if pin is not None:
                    self._animator.adapt(uuid, self._longest(pin), pin.style.tone)

    def chosen(self) -> list[str]:
        """Return the chosen pins that move."""
        page = self._page
        return [uuid for uuid in page.editor.leaves(page.canvas.selected()) if uuid in self._pins]

    def toggle(self) -> None:
        """Play what is chosen, or hold it when all of it plays; with nothing chosen, all that is there."""
        page = self._page
        uuids = self.chosen() if page.canvas.selected() else list(self._pins)
        if not uuids:
            page.bar.tell(self.tr("Choose an animated picture first: a GIF or a WebP that moves."))
        elif all(self.is_playing(uuid) for uuid in uuids):
            self.hold(uuids)
        else:
            self.play(uuids)

    def toggle_all(self) -> None:
        """Hold everything that plays; if nothing does, play everything."""
        playing = [uuid for uuid in self._pins if self.is_playing(uuid)]
        if playing:
            self.hold(playing)
        elif self._pins:
            self.play(list(self._pins))
        else:
            self._page.bar.tell(self.tr("No animated picture lies on this board."))

    def toggle_one(self, uuid: str) -> None:
        """Play a pin, or hold it."""
        if self.is_playing(uuid):
            self.hold([uuid])
        else:
            self.play([uuid])

    def play(self, uuids: Iterable[str]) -> None:
        """Let pins play on from where they are."""
        animator = self._made()
        for pin in self._page.editor.chosen(uuids):
            picture = self._picture(pin.uuid)
            if picture and not animator.is_playing(pin.uuid):
                animator.play(pin.uuid, picture, pin.style.frame_at, self._longest(pin), pin.style.tone)
        self.changed.emit()

    def hold(self, uuids: Iterable[str]) -> None:
        """Hold pins at the frames that are seen, which they keep: one undo step."""
        if self._animator is None:
            return
        at = {uuid: number for uuid in uuids if (number := self._animator.pause(uuid)) is not None}
        self._keep(at, self.tr("Pause"), None)
        self._let_go_of_old(self._animator)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Show the chosen pins' next frame, or the one before; several steps in a row are one undo step."""
        uuids = self.chosen()
        if not uuids:
            self._page.bar.tell(self.tr("Choose an animated picture first: a GIF or a WebP that moves."))
            return
        self.hold([uuid for uuid in uuids if self.is_playing(uuid)])
        animator = self._made()
        for pin in self._page.editor.chosen(uuids):
            picture = self._picture(pin.uuid)
            animator.step(pin.uuid, by, picture, pin.style.frame_at, self._longest(pin), pin.style.tone)
        self._let_go_of_old(animator)

    def _keep(self, at: dict[str, int], label: str, gesture: int | None) -> None:
        editor = self._page.editor
        pins = [
            replace(pin, style=replace(pin.style, frame_at=at[pin.uuid]))
            for pin in editor.chosen(at)
            if pin.style.frame_at != at[pin.uuid]
        ]
        if pins:
            self._page.scrub.to_now()
            editor.change(pins, label, gesture)

    def _on_landed(self, uuid: str, number: int) -> None:
        now = monotonic()
        if now > self._until or uuid not in self._stepped:
            self._gesture = self._page.editor.new_gesture()
            self._stepped = " ".join(self.chosen())
        self._until = now + PAUSE
        self._keep({uuid: number}, self.tr("Another frame"), self._gesture)

    def _on_failed(self, uuid: str, sentence: str) -> None:
        picture = self._picture(uuid)
        if picture:
            self._moving[picture] = False
            self._look(self._page.editor.pins)
        self._page.bar.tell(sentence)
        self.changed.emit()

    def _let_go_of_old(self, animator: Animator) -> None:
        held = [uuid for uuid in animator.uuids if not animator.is_playing(uuid)]
        for uuid in held[:-MOST_HELD]:
            animator.drop(uuid)

    def stop(self) -> None:
        """End everything, before the board goes."""
        if self._animator is not None:
            self._animator.stop()
            self._animator = None
