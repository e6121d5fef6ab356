# SPDX-License-Identifier: GPL-3.0-or-later
"""Play animated pictures: frames decoded on one thread ahead of time, within a budget of memory.

Nothing runs by itself: the next frame is shown only after the one before it was painted, so what
is not seen (another board, a hidden window) stands still.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from moodboard.domain.board import Tone
from moodboard.domain.errors import KnownError
from moodboard.domain.tone import NEUTRAL
from moodboard.qt.paint_tone import apply_tone
from moodboard.qt.thumbs import image_of
from moodboard.services.pictures_frames import FrameReader

log = logging.getLogger(__name__)

BUDGET = 64 * 1024 * 1024
"""Bytes of all frames in memory."""
BEHIND = 2
"""Frames kept behind the one that is seen, for stepping back."""
_SIZES = (128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)


@dataclass(slots=True)
class LiveFrame:
    """A frame ready to be painted, in its tone."""

    number: int
    image: QImage
    milliseconds: int


@dataclass(slots=True)
class Player:
    """One pin's animation; everything but ``reader`` is touched under the lock."""

    uuid: str
    picture: str
    wanted: int
    """The frame to be seen next."""
    longest: int
    tone: Tone
    is_playing: bool = False
    is_stepping: bool = False
    shown: LiveFrame | None = None
    frames: int = 0
    """How many there are; 0 until the file was opened."""
    kept: dict[int, LiveFrame] = field(default_factory=dict)
    due: float = 0.0
    is_seen: bool = False
    """Whether the shown frame was painted."""
    sort: int = 0
    """Counts changes of size and tone: a frame begun before is of the wrong sort."""
    reader: FrameReader | None = None

    def missing(self, ahead: int) -> int | None:
        """Return the next frame to decode, None when enough are there."""
        if not self.frames:
            return self.wanted
        for n in range(min(ahead, self.frames)):
            number = (self.wanted + n) % self.frames
            if number not in self.kept:
                return number
        return None

    def trim(self, ahead: int) -> None:
        """Drop the frames that are neither shown nor soon to be."""
        if len(self.kept) <= ahead + BEHIND:
            return
        near = {(self.wanted + n) % max(1, self.frames) for n in range(-BEHIND, ahead)}
        self.kept = {number: frame for number, frame in self.kept.items() if number in near}


class Animator(QObject):
    """The animations of one canvas."""

    changed = Signal(str)
    """Another frame of the pin is to be painted."""
    landed = Signal(str, int)
    """A step has come to this frame."""
    failed = Signal(str, str)
    """The pin that cannot play, and why."""

    _brought = Signal(str)
    _broke = Signal(str, str)

    def __init__(self, parent: QObject | None = None, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._budget = budget
        self._players: dict[str, Player] = {}
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        self._brought.connect(self._on_brought, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._on_broke, Qt.ConnectionType.QueuedConnection)

    # -- what the board asks for -----------------------------------------------------------------

    @property
    def uuids(self) -> tuple[str, ...]:
        """The pins that have a frame of their own on the screen, playing or held."""
        return tuple(self._players)

    def is_playing(self, uuid: str) -> bool:
        """Tell whether a pin plays."""
        player = self._players.get(uuid)
        return player is not None and player.is_playing

    def is_stepping(self, uuid: str) -> bool:
        """Tell whether a step's frame has yet to come."""
        player = self._players.get(uuid)
        return player is not None and player.is_stepping

    def shows(self, uuid: str, picture: str) -> bool:
        """Tell whether a pin's frames are of this file."""
        player = self._players.get(uuid)
        return player is not None and player.picture == picture

    def frame(self, uuid: str) -> LiveFrame | None:
        """Return what is to be painted for a pin, None until its first frame is there."""
        player = self._players.get(uuid)
        return player.shown if player is not None else None

    @property
    def memory(self) -> int:
        """Bytes of the frames held."""
        with self._wake:
            return sum(f.image.sizeInBytes() for p in self._players.values() for f in p.kept.values())

    def play(self, uuid: str, picture: str, at: int, longest: float, tone: Tone = NEUTRAL) -> None:
        """Let a pin play on from a frame."""
        with self._wake:
            player = self._player(uuid, picture, at, longest, tone)
            player.is_playing = True
            player.is_stepping = False
            player.due = monotonic()
            player.is_seen = True
            self._work()
        self._on_due()

    def pause(self, uuid: str) -> int | None:
        """Hold a pin at the frame that is seen; its number, None when it did not play."""
        with self._wake:
            player = self._players.get(uuid)
            if player is None or not player.is_playing:
                return None
            player.is_playing = False
            number = player.shown.number if player.shown is not None else player.wanted
            player.wanted = number
            player.trim(1)
            return number

    def step(self, uuid: str, by: int, picture: str, at: int, longest: float, tone: Tone = NEUTRAL) -> None:
        """Go some frames on or back; ``landed`` says where that was, once it is decoded."""
        with self._wake:
            player = self._player(uuid, picture, at, longest, tone)
            player.is_playing, player.is_stepping = False, True
            player.wanted += by
            if player.frames:
                player.wanted %= player.frames
            self._work()
        self._settle(player)

    def adapt(self, uuid: str, longest: float, tone: Tone) -> None:
        """Decode frames for another size on the screen or in another tone from now on."""
        with self._wake:
            player = self._players.get(uuid)
            if player is None or (player.longest, player.tone) == (_size(longest), tone):
                return
            player.longest, player.tone = _size(longest), tone
            player.sort += 1
            player.kept.clear()
            if not player.is_playing:
                player.is_stepping = True
            self._work()

    def seen(self, uuid: str) -> None:
        """Take notice that the shown frame was painted: the next may come."""
        player = self._players.get(uuid)
        if player is not None and player.is_playing and not player.is_seen:
            player.is_seen = True
            self._arm()

    def drop(self, uuid: str) -> None:
        """Forget a pin's frames."""
        with self._wake:
            self._players.pop(uuid, None)

    def clear(self) -> None:
        """Forget all: another board is shown."""
        with self._wake:
            self._players.clear()
        self._timer.stop()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self.clear()
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    # -- inside ----------------------------------------------------------------------------------

    def _player(self, uuid: str, picture: str, at: int, longest: float, tone: Tone) -> Player:
        player = self._players.get(uuid)
        if player is None or player.picture != picture:
            player = self._players[uuid] = Player(uuid, picture, at, _size(longest), tone)
        return player

    def _work(self) -> None:
        """Let the thread look for something to do; the lock is held."""
        if self._thread is None and not self._stopped:
            self._thread = threading.Thread(target=self._decode, name="frames", daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def _settle(self, player: Player) -> None:
        """Show a step's frame when it is there."""
        with self._wake:
            frame = player.kept.get(player.wanted) if player.is_stepping else None
            if frame is None:
                return
            player.shown, player.is_stepping = frame, False
            player.trim(1)
        self.changed.emit(player.uuid)
        self.landed.emit(player.uuid, frame.number)

    def _on_due(self) -> None:
        now = monotonic()
        with self._wake:
            ready = [p for p in self._players.values() if p.is_playing and p.is_seen and p.due <= now]
            told = [player.uuid for player in ready if self._go_on(player, now)]
            if told:
                self._wake.notify_all()
        for uuid in told:
            self.changed.emit(uuid)
        self._arm()

    def _go_on(self, player: Player, now: float) -> bool:
        """Show the next frame; False when it is not decoded yet."""
        frame = player.kept.get(player.wanted)
        if frame is None or (player.frames == 1 and player.shown is None):
            return False  # the only frame is told of when it is brought, which may be a moment later
        player.shown, player.is_seen = frame, False
        player.wanted = (frame.number + 1) % max(1, player.frames)
        lasting = frame.milliseconds / 1000
        late = now - player.due
        player.due = now + lasting - (late if late < lasting else 0.0)
        return True

    def _arm(self) -> None:
        """Wait for the next frame that is decoded and whose predecessor was seen."""
        with self._wake:
            due = [
                player.due
                for player in self._players.values()
                if player.is_playing and player.is_seen and player.wanted in player.kept
            ]
        if due:
            self._timer.start(max(0, round(1000 * (min(due) - monotonic()))))

    @Slot(str)
    def _on_brought(self, uuid: str) -> None:
        player = self._players.get(uuid)
        if player is None:
            return
        if player.frames == 1 and player.shown is None:
            self._on_broke(uuid, self.tr("This picture has one frame only; there is nothing to play."))
            return
        self._settle(player)
        self._on_due()

    @Slot(str, str)
    def _on_broke(self, uuid: str, sentence: str) -> None:
        if uuid in self._players:
            self.drop(uuid)
            self.changed.emit(uuid)
            self.failed.emit(uuid, sentence)

    # -- on the thread ---------------------------------------------------------------------------

    def _ahead(self, player: Player) -> int:
        """Return for how many frames there is room; the lock is held."""
        active = sum(1 for each in self._players.values() if each.is_playing) or 1
        largest = max((frame.image.sizeInBytes() for frame in player.kept.values()), default=0)
        if not largest or not player.is_playing:
            return 1
        return max(2, self._budget // active // largest - BEHIND - 1)

    def _next_task(self) -> tuple[Player, int, int, int, Tone] | None:
        with self._wake:
            while not self._stopped:
                tasks = []
                for player in self._players.values():
                    if player.is_playing or player.is_stepping:
                        ahead = self._ahead(player)
                        player.trim(ahead)
                        number = player.missing(ahead)
                        if number is not None:
                            tasks.append((len(player.kept), player, number))
                if tasks:  # the one with the fewest frames ahead is served first
                    _, player, number = min(tasks, key=lambda task: task[0])
                    return player, number, player.longest, player.sort, player.tone
                self._wake.wait()
        return None

    def _decode(self) -> None:
        while (task := self._next_task()) is not None:
            player, number, longest, sort, tone = task
            try:
                if player.reader is None:
                    player.reader = FrameReader(player.picture)
                read = player.reader.read(number, longest)
                image = image_of(read.raw)
                frame = LiveFrame(
                    read.number, image if tone == NEUTRAL else apply_tone(image, tone), read.milliseconds
                )
            except KnownError as error:
                self._give_up(player, str(error))
                continue
            except Exception:
                log.exception("A frame could not be decoded: %s", player.picture)
                self._give_up(player, self.tr("This picture cannot be played. The log says why."))
                continue
            self._bring(player, frame, number, sort)

    def _bring(self, player: Player, frame: LiveFrame, asked: int, sort: int) -> None:
        with self._wake:
            assert player.reader is not None
            player.frames = player.reader.frames
            if player.wanted == asked:
                player.wanted = frame.number  # counted round, or the file ends sooner than it said
            player.wanted %= player.frames
            if player.sort == sort:
                player.kept[frame.number] = frame
            gone = self._players.get(player.uuid) is not player or self._stopped
        if not gone:
            self._tell(self._brought, player.uuid)

    def _give_up(self, player: Player, sentence: str) -> None:
        with self._wake:
            player.is_playing = player.is_stepping = False
            gone = self._stopped
        if not gone:
            self._tell(self._broke, player.uuid, sentence)

    def _tell(self, signal: object, *values: str) -> None:
        try:
            signal.emit(*values)  # type: ignore[attr-defined]
        except RuntimeError:
            log.debug("A frame arrived after its window was gone.")


def _size(longest: float) -> int:
    """Return the step of sizes that holds so many pixels: a slow zoom decodes twice, not all the time."""
    return next((size for size in _SIZES if size >= longest), _SIZES[-1])
