# SPDX-License-Identifier: GPL-3.0-or-later
"""A sound device that a test pulls by hand, someone who watches a player, and clips that sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from film_clips import X264, once, picture
from moodboard.domain.errors import KnownError
from moodboard.qt.player import Player, Shown

RATE = 48_000


class HandOut:
    """Asks for sound when a test says so: no device, no waiting."""

    def __init__(self) -> None:
        self.delay, self.is_there, self.closed = 0.0, True, False
        self.fill: Callable[[int], bytes] | None = None
        self.heard: list[NDArray[np.int16]] = []

    def start(self, fill: Callable[[int], bytes]) -> None:
        self.fill = fill

    def stop(self) -> None:
        self.fill = None

    def close(self) -> None:
        self.fill, self.closed = None, True

    def pull(self, seconds: float) -> NDArray[np.int16]:
        """Ask for so much sound."""
        assert self.fill is not None, "nobody plays"
        got = np.frombuffer(self.fill(round(seconds * RATE)), np.int16).reshape(-1, 2)
        self.heard.append(got)
        return got


class NoOut(HandOut):
    """A device that cannot be opened."""

    def start(self, fill: Callable[[int], bytes]) -> None:
        raise KnownError("No sound device answers.")


class Watcher:
    """A player and all that it told."""

    def __init__(self, qtbot: QtBot, out: Callable[[], Any] = NoOut) -> None:
        self.outs: list[HandOut] = []
        self._make = out
        self.qtbot, self.player = qtbot, Player(sound_out=self._out)
        self.shown: list[Shown] = []
        self.failed: list[str] = []
        self.lost: list[str] = []
        self.plays: list[bool] = []
        self.ended = 0
        self.player.shown.connect(self.shown.append)
        self.player.failed.connect(self.failed.append)
        self.player.sound_lost.connect(self.lost.append)
        self.player.playing_changed.connect(self.plays.append)
        self.player.ended.connect(self._on_ended)

    def _out(self) -> HandOut:
        self.outs.append(self._make())
        return self.outs[-1]

    def _on_ended(self) -> None:
        self.ended += 1

    @property
    def out(self) -> HandOut:
        return self.outs[-1]

    def until(self, rule: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(rule()), timeout=20_000)

    def open(self, path: Path, at: float = 0.0) -> Shown:
        count = len(self.shown)
        self.player.open(path, at)
        self.until(lambda: len(self.shown) > count or self.failed)
        assert not self.failed, self.failed
        return self.shown[-1]

    def seek(self, seconds: float, exact: bool = True) -> Shown:
        number = self.player.seek(seconds, exact)
        self.until(lambda: self.shown and self.shown[-1].seek == number)
        return self.shown[-1]

    def step(self, by: int) -> Shown:
        count = len(self.shown)
        self.player.step(by)
        self.until(lambda: len(self.shown) > count)
        return self.shown[-1]

    def pause(self) -> Shown:
        """Pause; returns the picture as it stands, the last one that comes."""
        self.player.pause()
        engine = self.player._engine
        assert engine is not None
        self.until(lambda: not engine.desk.wishes and engine.current is not None)
        count = len(self.shown)
        self.player.set_fit(self.player_fit(1))
        self.until(lambda: len(self.shown) > count)
        return self.shown[-1]

    def player_fit(self, more: int) -> Any:
        from PySide6.QtCore import QSize

        fit = self.player._fit or (640, 360)
        return QSize(fit[0] + more, fit[1] + more)

    def pull_to(self, film: float) -> None:
        """Pull sound until the film is at a time."""
        engine = self.player._engine
        assert engine is not None
        buffer = engine.sound.buffer
        self.until(lambda: self.out.fill is not None)
        rate = engine.desk.rate  # film seconds in a second of sound
        # At least one sample each time: less than half of one was none, again and again without end.
        while film - (handed := engine.desk.clock._end or 0.0) > 0.5 * rate / RATE:
            self.until(lambda: buffer.seconds > 0 and buffer.is_open)
            self.out.pull(max(1 / RATE, min(0.02, buffer.seconds, (film - handed) / rate)))
        self.until(lambda: engine.desk.clock.now() >= film - 1e-3)


def pixels(shown: Shown) -> NDArray[np.uint8]:
    """Return a shown picture's rows of red, green and blue."""
    image = shown.image
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), 2::-1].copy()


def sounding(
    to: Path,
    *tracks: NDArray[np.float32],
    frames: int = 60,
    rate: int = 24,
    gop: int = 250,
    late: int = 0,
) -> Path:
    """Write a clip of numbered frames with these sound tracks, which begin ``late`` samples after it."""
    told = ("sounding", frames, rate, gop, late, *tracks)
    return once(to, told, lambda: _write_sounding(to, tracks, frames, rate, gop, late))


def _write_sounding(
    to: Path, tracks: Sequence[NDArray[np.float32]], frames: int, rate: int, gop: int, late: int
) -> None:
    with av.open(str(to), "w") as container:
        video = container.add_stream("libx264", rate=rate)
        video.width, video.height, video.pix_fmt, video.options = 192, 112, "yuv420p", dict(X264)
        video.gop_size = gop
        video.time_base = video.codec_context.time_base = Fraction(1, rate)
        sounds = [container.add_stream("pcm_s16le", rate=RATE, layout="stereo") for _ in tracks]
        shaper = VideoReformatter()
        for number in range(frames):
            frame = shaper.reformat(
                av.VideoFrame.from_ndarray(picture(number), format="rgb24"), format="yuv420p"
            )
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for samples, sound in zip(tracks, sounds, strict=True):
            _write_sound(container, sound, samples, late)


def _write_sound(container: Any, stream: Any, samples: NDArray[np.float32], late: int) -> None:
    rows = (np.clip(samples, -1, 1) * 32000).astype(np.int16)
    for first in range(0, len(rows), 1024):
        part = np.repeat(rows[first : first + 1024], 2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first + late, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def tone(seconds: float, hertz: float = 440.0) -> NDArray[np.float32]:
    """Return a steady tone."""
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def pitch(samples: NDArray[Any]) -> float:
    """Return the strongest frequency."""
    mono = samples[:, 0].astype(np.float64) if samples.ndim == 2 else samples
    strength = np.abs(np.fft.rfft(mono * np.hanning(len(mono))))
    return float(np.argmax(strength) * RATE / len(mono))


def burst(seconds: float, at: Sequence[float], length: float = 0.02) -> NDArray[np.float32]:
    """Return silence with short noises at some times."""
    made = np.zeros(round(seconds * RATE), np.float32)
    for begin in at:
        first = round(begin * RATE)
        made[first : first + round(length * RATE)] = 0.8
    return made
