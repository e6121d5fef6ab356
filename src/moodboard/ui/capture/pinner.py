# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins what is on the stage: the shot, the line, both, many; a card at once, kept a moment later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.pin_queue import PinQueue, Retaken, Taking, Task
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import capturing
from moodboard.services.capturing import Captured
from moodboard.ui.capture.many import ManyPins
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.sitting import Sitting
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.domain.subtitles.cleaning import Spoken
    from moodboard.qt.capture_session import CaptureSession
    from moodboard.qt.player import Shown
    from moodboard.services.video.frames import Frame

CARD_PIXELS = 320
"""How high the picture of a card is kept: enough for a shelf on a screen of double density."""
SAID_THERE = 5.0
"""Seconds from a moment within which a line counts as said there, for one pin of both."""
_A_MOMENT = 0.0004


class Pinner(QObject):
    """Answer P, L, B and their kin; nothing of it asks, nothing of it waits."""

    pinned = Signal(object)
    """A ``PinCard``, at the press of the key."""
    kept = Signal(object)
    """The library has what the card shows, or has it anew: retaken, linked."""
    dropped = Signal(object)
    """A card that could not be kept goes."""
    found = Signal(object, object)
    """A card goes, for the library has the shot or line already: the card, and ``Captured``."""
    shutter = Signal()
    told = Signal(str)
    failed = Signal(str)
    counted = Signal(int, int)
    """Of many: how many of how many are pinned. (0, 0) when it is over."""

    def __init__(self, parts: PageParts, session: CaptureSession, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._parts, self._session = parts, session
        self._shown: Shown | None = None
        self._resting = False
        """It came to rest, and the frame on the stage is made anew as it would be kept."""
        self._number = 0
        self._cards: dict[int, PinCard] = {}
        """Those that wait for their turn, by number."""
        self.sitting = Sitting()
        self.queue = PinQueue(self)
        self.many = ManyPins(parts, session, self)
        session.player.shown.connect(self._on_shown)
        session.player.playing_changed.connect(self._on_playing)
        session.file_changed.connect(self._on_file)
        session.film_changed.connect(self._on_film)
        self.queue.done.connect(self._on_done)
        self.queue.failed.connect(self._on_failed)
        parts.window.closing.connect(self.finish)

    # What the keys do

    def pin_shot(self) -> None:
        """Pin the frame on the stage."""
        self._pin_frame(Taking.SHOT)

    def pin_both(self, line: Spoken | None = None) -> None:
        """Pin the frame and the line said in it as one; the shot alone where there is none.

        A line from elsewhere takes the frame with which it begins; words alone, without a film file, stay
        a line.
        """
        if line is not None and (self._session.file is None or not line.start <= self._moment() < line.end):
            self._pin_there(line)
            return
        spoken = line or self._said(SAID_THERE)
        if self._pin_frame(Taking.SHOT, spoken) and spoken is None:
            if self._session.subtitles is None:
                self.told.emit(self.tr("The shot is pinned. {what}").format(what=self.no_lines()))
            else:
                self.told.emit(self.tr("The shot is pinned. Nothing is said here."))

    def _pin_there(self, line: Spoken) -> None:
        if self._session.file is None:
            self.pin_line(line)
            return
        card = self._card(max(0.0, line.start), words=line.text)
        task = self._task(card, Taking.SHOT)
        task.spoken, task.inside = line, card.at + _A_MOMENT
        self._put(card, task)

    def pin_at(self, seconds: float) -> None:
        """Pin the frame at a time: the one on the stage where that is it."""
        if self._session.file is not None and abs(seconds - self._moment()) < _A_MOMENT:
            self.pin_shot()
        else:
            self.pin_times((seconds,))

    def pin_burst(self) -> None:
        """Pin the sharpest of the frames around that belong to the same shot."""
        self._pin_frame(Taking.BURST)

    def pin_line(self, line: Spoken | None = None) -> None:
        """Pin a line, or the one at this moment."""
        if self._session.file is None and self._session.subtitles is None and line is None:
            self.failed.emit(self.tr("Open a film file first."))
            return
        said = line or self._said()
        if said is None:
            has = self._session.subtitles is not None
            self.failed.emit(self.tr("Nothing is said here.") if has else self.no_lines())
            return
        at = self._moment()
        is_here = line is None or said.start - SAID_THERE <= at <= said.end + SAID_THERE
        card = self._card(at if is_here else said.start, words=said.text, is_shot=False)
        task = self._task(card, Taking.LINE)
        task.spoken = said
        if not is_here:
            task.kept_uuid = ""  # a line from elsewhere has nothing to do with the shot on the stage
        self._put(card, task)

    def pin_times(self, times: Sequence[float]) -> None:
        """Pin the frames at many times, in film order."""
        if self._session.file is None:
            self.failed.emit(self.tr("Open a film file first."))
        elif times:
            self.many.start(times)

    def retake(self, card: PinCard, by: int) -> None:
        """Give a shot the frame before or after as its picture."""
        if card.still is None or not card.is_shot:
            return
        task = Task(card.number, Taking.RETAKE, card.path, card.seconds, card.seconds + _A_MOMENT)
        task.still, task.by, task.jpeg = card.still.uuid, by, self._jpeg()
        self._cards.setdefault(card.number, card)
        self.queue.put(task)

    def finish(self) -> None:
        """Wait until all that was pinned is kept: the window closes, or the library does."""
        self.many.stop()
        self.queue.finish()

    def no_lines(self) -> str:
        """Say what to do for lines."""
        return self.tr("Drop a subtitle file, or type the line you hear.")

    # On the way

    def _pin_frame(self, taking: Taking, spoken: Spoken | None = None) -> bool:
        if self._session.file is None:
            self.failed.emit(self.tr("Open a film file first."))
            return False
        shown = self._shown
        card = self._card(self._moment(), shown.image if shown else None, spoken.text if spoken else "")
        task = self._task(card, taking)
        task.spoken, task.file = spoken, self._session.file
        task.seen = self._seen()
        self.shutter.emit()
        self._put(card, task)
        return True

    def _card(self, at: float, image: QImage | None = None, words: str = "", is_shot: bool = True) -> PinCard:
        self._number += 1
        path = self._session.path or Path(self._session.subtitles.name if self._session.subtitles else "")
        card = PinCard(self._number, path, at, words=words, is_shot=is_shot)
        if image is not None and not image.isNull():
            card.image = small(image)
        return card

    def _task(self, card: PinCard, taking: Taking) -> Task:
        kept = self._session.kept
        return Task(
            card.number,
            taking,
            card.path,
            card.at,
            self._inside(card.at),
            self._session.film_id,
            kept.uuid if kept is not None else "",
            self._jpeg(),
        )

    def _seen(self) -> Frame | None:
        """Return the frame on the stage as it was decoded, for the thread that keeps it.

        Not while the player still makes it anew, which it does once when it comes to rest: the frame is
        read from the file then, as it is where fields have to be woven with their neighbours.
        """
        shown = self._shown
        passing = shown.passing if shown is not None else None
        if passing is None or self._resting or passing.raw.interlaced_frame or passing.raw.is_corrupt:
            return None
        from moodboard.services.video.frames import Frame
        from moodboard.services.video.twin import twin_of

        return Frame(passing.at, passing.until, 0, None, twin_of(passing.raw))

    def _put(self, card: PinCard, task: Task) -> None:
        self._cards[card.number] = card
        self.pinned.emit(card)
        self.queue.put(task)

    def _jpeg(self) -> bool:
        return self._parts.settings.get(CAPTURE_FORMAT) == "jpeg"

    def _moment(self) -> float:
        """Return when the frame on the stage is: the one shown last, whatever was asked for since."""
        return self._shown.at if self._shown is not None else self._session.at

    def _inside(self, at: float) -> float:
        """Return a time within that frame, off its edges."""
        file, shown = self._session.file, self._shown
        length = 1 / file.frame_rate if file is not None and file.frame_rate > 0 else 0.04
        if shown is not None and shown.until is not None and shown.at == at:
            length = shown.until - at
        return at + max(0.0, min(length / 2, 0.25))

    def _said(self, farthest: float | None = None) -> Spoken | None:
        """Return the line at this moment."""
        subtitles, at = self._session.subtitles, self._moment()
        said = subtitles.at(at) if subtitles is not None else None
        if said is None or farthest is None:
            return said
        return said if said.start - farthest <= at <= said.end + farthest else None

    # News

    def _on_shown(self, shown: Shown) -> None:
        self._shown, self._resting = shown, False

    def _on_playing(self, plays: bool) -> None:
        self._resting = not plays

    def _on_file(self) -> None:
        self._shown = None

    def _on_film(self) -> None:
        if self._session.path is not None and self._session.film_id is not None:
            self._give_film(self._session.path)

    def _give_film(self, path: Path) -> None:
        """Tell this sitting's pins out of the file of which film they are."""
        film_id = self._session.film_id
        shots, said = self.sitting.of_other_film(path, film_id)
        if not shots and not said:
            return
        try:
            changes = capturing.set_film(shots, said, film_id)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self.sitting.give(path, film_id)
        self._parts.events.publish(changes, self)

    def _on_done(self, task: Task, made: object) -> None:
        card = self._cards.get(task.number)
        if isinstance(made, Retaken):
            self._on_retaken(card, made)
            return
        assert isinstance(made, Captured)
        self._cards.pop(task.number, None)
        self.remember(task.path, made)
        if card is None:
            return
        card.still, card.line, card.at = made.still, made.line, made.at
        if task.taking is Taking.BURST:
            card.image = None  # the sharpest frame is another one than was on the stage
        card.is_kept = True
        if made.is_known:
            self.found.emit(card, made)
        else:
            self.kept.emit(card)
            self._push(self._words(made), [made])
        self._parts.events.publish(made.changes, self)

    def _on_retaken(self, card: PinCard | None, made: Retaken) -> None:
        if card is not None:
            card.still, card.at, card.image = made.now, made.at, None
            self.kept.emit(card)
        if made.was.picture == made.now.picture:
            self.told.emit(self.tr("The film has no frame beyond this one."))
            return
        words = self.tr("shot taken again")
        self._step(
            words,
            lambda: capturing.put_back(made.now, made.was),
            lambda: capturing.put_back(made.was, made.now),
        )
        self._parts.events.publish(made.changes, self)

    def remember(self, path: Path, made: Captured) -> None:
        """Count something to this sitting; it takes the film that was told meanwhile."""
        self.sitting.add(path, made)
        if path == self._session.path and self._session.film_id is not None:
            self._give_film(path)

    def next_number(self) -> int:
        """Return a number for a card that comes otherwise than by a key."""
        self._number += 1
        return self._number

    def _words(self, made: Captured) -> str:
        if made.still is not None and made.line is not None and len(made.steps) > 1:
            return self.tr("shot and line pinned")
        return self.tr("shot pinned") if made.still is not None else self.tr("line pinned")

    def _push(self, words: str, made: list[Captured]) -> None:
        self._step(words, lambda: capturing.take_back(made), lambda: capturing.bring_back(made))

    def push_many(self, made: list[Captured]) -> None:
        """Remember many pins as one step."""
        self._push(self.tr("%n shot(s) pinned", "", len(made)), made)

    def _step(self, words: str, undo: Callable[[], Changes], redo: Callable[[], Changes]) -> None:
        self._parts.history.push(words, undo, redo)

    def _on_failed(self, task: Task, sentence: str) -> None:
        card = self._cards.pop(task.number, None)
        if card is not None and task.taking is not Taking.RETAKE:
            self.dropped.emit(card)
        self.failed.emit(sentence)


def small(image: QImage) -> QImage:
    """Return the picture of the stage in a card's size: a shelf of a hundred must not fill the memory."""
    if image.height() <= CARD_PIXELS:
        return image.copy()
    from PySide6.QtCore import Qt

    return image.scaledToHeight(CARD_PIXELS, Qt.TransformationMode.SmoothTransformation)
