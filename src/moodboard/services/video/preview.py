# SPDX-License-Identifier: GPL-3.0-or-later
"""The quickest good picture near a time, for a pointer that runs along the film: a keyframe, small.

Only one packet is read and decoded, without the filter that smooths its blocks. Where the keyframe
before a time lies in another shot and a pass has been there, that shot's own small picture is taken.
"""

from __future__ import annotations

import contextlib
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, Transfer, said_clock
from moodboard.services.video import keeping, looks, opening
from moodboard.services.video.timeline import JumpedError, Packets, Timed

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

    from moodboard.services.video.keeping import Shot

_KEPT_BYTES = 24_000_000
_ASK_AGAIN = 20.0  # seconds until what a running pass has kept is looked at again
_FAR = 10.0  # seconds: a keyframe farther off loses to a shot's picture that is nearer
_TRIES = 3  # keyframes that may be damaged before a place is given up
_SMALL = 64
_EARLIER = 6.0  # seconds


class Glimpse(NamedTuple):
    """A small picture of a film: upright, square pixels, rows of sRGB."""

    at: float
    """When its frame is shown."""
    width: int
    height: int
    rgb: bytes


class Preview:
    """An open film file for glimpses of it; for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container, self._stream = opening.open_container(path)
        try:
            with opening.known_errors(path):
                context = self._stream.codec_context
                context.thread_type = "SLICE"
                context.options = {"skip_loop_filter": "all"}  # blocks are not seen on small pictures
                self.file: FilmFile = opening.described(path, self._container, self._stream)
                self._packets = Packets(path, self._container, self._stream)
        except BaseException:
            self._container.close()
            raise
        self._kept: OrderedDict[tuple[float, int], Glimpse] = OrderedDict()
        self._shots: tuple[Shot, ...] = ()
        self._begins: list[float] = []
        self._asked: float | None = None
        if self.file.transfer is not Transfer.SDR:
            with contextlib.suppress(KnownError):
                self.near(0.0, _SMALL)  # light is looked up in tables, which are made by the first picture

    def __enter__(self) -> Preview:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._kept.clear()
        self._container.close()

    def set_shots(self, shots: Sequence[Shot]) -> None:
        """Take over what a pass has found so far; otherwise what it has kept is looked at now and then."""
        self._shots = tuple(shots)
        self._begins = [shot.at for shot in shots]
        self._asked = float("inf")

    def near(self, seconds: float, width: int) -> Glimpse:
        """Return a picture at or soon before a time, no wider than ``width``."""
        if not 0 <= seconds < 1_000_000:
            raise KnownError("A timecode is a time after the film’s start, such as 1:29:14.")
        if not self._path.exists():
            raise KnownError(f"{self._path.name} is not there any more. Look where it is and open it again.")
        width = max(16, width)
        self._ask_for_shots()
        with opening.known_errors(self._path):
            wanted = seconds
            for _try in range(_TRIES):
                timed = self._keyframe(wanted)
                at = self._at(timed, wanted)
                shot = self._better_shot(seconds, at)
                made = self._of_shot(shot, width) if shot else self._of_key(timed, at, width)
                if made is not None:
                    return made
                wanted = max(0.0, (at if at is not None else wanted) - _EARLIER)
        raise KnownError(
            f"{self._path.name} is damaged at {said_clock(seconds)}. Choose another moment, or copy it again."
        )

    def _keyframe(self, seconds: float) -> Timed | None:
        try:
            return next(self._packets.from_before(self._packets.ticks(seconds)), None)
        except JumpedError:
            self._packets.look_through()
            return next(self._packets.from_before(self._packets.ticks(seconds)), None)

    def _at(self, timed: Timed | None, otherwise: float) -> float | None:
        if timed is None:
            return None
        return otherwise if timed.place is None else float(self._packets.seconds(timed.place))

    def _of_key(self, timed: Timed | None, at: float | None, width: int) -> Glimpse | None:
        if timed is None or at is None:
            return None
        name = round(at, 4), width
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        frame = self._decoded(timed)
        if frame is None:
            return None
        pixels = looks.glimpse_of(frame, self.file.pixel_ratio, width)
        return self._keep(name, Glimpse(at, pixels.shape[1], pixels.shape[0], pixels.tobytes()))

    def _decoded(self, timed: Timed) -> VideoFrame | None:
        import av.error

        context = self._stream.codec_context
        context.flush_buffers()
        try:
            frames = context.decode(timed.packet) or context.decode(None)
        except (av.error.InvalidDataError, av.error.EOFError):
            frames = []
        finally:
            context.flush_buffers()
        return frames[0] if frames and not frames[0].is_corrupt else None

    def _ask_for_shots(self) -> None:
        now = time.monotonic()
        if self._asked is None or now - self._asked > _ASK_AGAIN:
            found = keeping.read(self._path)
            self.set_shots(found.shots)
            self._asked = float("inf") if found.complete else now

    def _better_shot(self, seconds: float, at: float | None) -> Shot | None:
        """Return the shot that is on at a time, where the keyframe is in another one or far away."""
        number = bisect_right(self._begins, seconds) - 1
        if number < 0:
            return None
        shot = self._shots[number]
        if number == len(self._shots) - 1 and (at is None or at > shot.at):
            return None  # a pass that is still going on may have got no further
        if at is None or at < shot.at:
            return shot
        nearer = abs(shot.picture_at - seconds) < abs(at - seconds)
        return shot if nearer and abs(at - seconds) > _FAR else None

    def _of_shot(self, shot: Shot, width: int) -> Glimpse | None:
        name = -1 - shot.at, width
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        pixels = looks.jpeg_pixels(shot.jpeg, width)
        if pixels is None:
            return None
        return self._keep(name, Glimpse(shot.picture_at, pixels.shape[1], pixels.shape[0], pixels.tobytes()))

    def _keep(self, name: tuple[float, int], made: Glimpse) -> Glimpse:
        self._kept[name] = made
        while len(self._kept) > 8 and sum(len(one.rgb) for one in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)
        return made
