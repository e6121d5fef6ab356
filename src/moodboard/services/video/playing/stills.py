# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of a film that stands: the exact ones, looking as they would be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile
from moodboard.services.video import looks
from moodboard.services.video.frames import Frame, FrameReader
from moodboard.services.video.playing.desk import Ready
from moodboard.services.video.playing.feed import Passing
from moodboard.services.video.playing.screen import Screen, Size

_KEPT_BYTES = 56_000_000  # as many frames of 1080p as a step decodes along
_END = 2.0  # seconds that sound may go on after the last picture


class Stills:
    """An open film file whose frames are shown one at a time; for one thread at a time."""

    def __init__(self, path: Path, screen: Screen, fit: Callable[[], Size | None]) -> None:
        self._reader = FrameReader(path, _KEPT_BYTES)
        self._screen, self._fit = screen, fit
        self._frame: Frame | None = None

    @property
    def file(self) -> FilmFile:
        """What the file says of itself."""
        return self._reader.file

    def close(self) -> None:
        """Let go of the file."""
        self._frame = None
        self._reader.close()

    def at(self, seconds: float, number: int) -> Ready:
        """Return the frame of a time; after the film's end the last one."""
        return self._ready(self._found(max(0.0, seconds)), number)

    def _found(self, seconds: float) -> Frame:
        try:
            return self._reader.at(seconds)
        except KnownError:
            ends = self.file.duration
            if seconds < ends - _END:
                raise
        step, back = 1 / max(1.0, self.file.frame_rate), 0.0
        while back < _END:  # the pictures end a little before the sound does
            back += max(step, back / 2)
            try:
                return self._reader.at(max(0.0, min(seconds, ends) - back))
            except KnownError:
                continue
        return self._reader.at(max(0.0, ends - _END))

    def beside(self, shown: Ready, by: int) -> Ready | None:
        """Return the frame so many on or back; the outermost there is, None for the one that is shown."""
        found = here = self._of(shown)
        for _time in range(abs(by)):
            beside = self._reader.after(found) if by > 0 else self._reader.before(found)
            if beside is None:
                break
            found = beside
        return None if found is here else self._ready(found, shown.seek)

    def _of(self, shown: Ready) -> Frame:
        if self._frame is not None and self._frame.at == shown.passing.at:
            return self._frame
        return self._reader.at(shown.passing.at)

    def again(self, shown: Ready) -> Ready:
        """Return the picture that is shown as it would be kept, at the stage's size."""
        raw = shown.passing.raw
        held = self._frame is not None and self._frame.at == shown.passing.at
        if held or raw.interlaced_frame:
            try:
                return self._ready(self._of(shown), shown.seek)
            except KnownError:
                pass  # the file is gone or damaged here; what was seen is still at hand
        pixels = looks.pixels_of_raw(raw, self.file.pixel_ratio, raw)
        return Ready(shown.passing, self._screen.exact(pixels, self._fit()), shown.seek)

    def _ready(self, frame: Frame, number: int) -> Ready:
        self._frame = frame
        pixels = looks.pixels_of(frame, self.file.pixel_ratio)
        passing = Passing(frame.at, frame.until, frame.raw)
        return Ready(passing, self._screen.exact(pixels, self._fit()), number)
