# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound device: it pulls samples on a thread of its own, and may be missing."""

from __future__ import annotations

import ctypes
import importlib
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

from moodboard.domain.errors import KnownError

RATE, CHANNELS = 48_000, 2
_PERIOD_MS, _PERIODS = 20, 3
_SILENT_FOR = 2.0  # seconds without being asked for sound after which a device is gone
NO_DEVICE = "No sound device answers, so the film plays without sound. Plug one in and open the film again."
GONE = "The sound device went away, so the film plays on without sound. Open the film again to hear it."

Fill = Callable[[int], bytes]
"""Return so many samples of both channels, 16 bits each, interleaved."""


class SoundOut(Protocol):
    """Where sound goes to."""

    @property
    def delay(self) -> float:
        """How many seconds after it was handed out sound is heard."""
        ...

    @property
    def is_there(self) -> bool:
        """Whether it still asks for sound."""
        ...

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound; a KnownError when it cannot."""
        ...

    def stop(self) -> None:
        """Ask for no more; it may be started again."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class DeviceOut:
    """The machine's own sound device."""

    def __init__(self, backends: list[Any] | None = None) -> None:
        self._backends = backends
        self._device: Any = None
        self._asked = 0.0
        self.delay = _PERIOD_MS * _PERIODS / 1000  # as asked for; the library does not tell what it got

    @property
    def is_there(self) -> bool:
        """Whether it still asks for sound."""
        return time.monotonic() - self._asked < _SILENT_FOR

    def start(self, fill: Fill) -> None:
        """Begin to ask for sound, opening the device the first time."""
        miniaudio = _library()

        try:
            if self._device is None:
                self._device = self._opened()
            source = self._asking(fill)
            next(source)
            self._asked = time.monotonic()
            self._device.start(source)
        except (miniaudio.MiniaudioError, OSError) as error:
            self.close()
            raise KnownError(NO_DEVICE) from error

    def _opened(self) -> Any:
        miniaudio = _library()

        backends = self._backends
        if backends is None and sys.platform.startswith("linux"):
            _hush_alsa()
            backends = [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA]
        return miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=CHANNELS,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MS,
            callback_periods=_PERIODS,
            backends=backends,
            app_name="Moodboard",
        )

    def _asking(self, fill: Fill) -> Any:
        """Answer the device: it sends how many samples it wants."""
        wanted = yield b""
        while True:
            self._asked = time.monotonic()
            wanted = yield fill(wanted)

    def stop(self) -> None:
        """Ask for no more."""
        miniaudio = _library()

        if self._device is None:
            return
        try:
            self._device.stop()
        except miniaudio.MiniaudioError:
            self.close()  # it is opened anew when it is needed

    def close(self) -> None:
        """Let go of the device."""
        device, self._device = self._device, None
        if device is not None:
            device.close()


def _library() -> Any:
    """Return miniaudio, loaded when the first film is heard; it brings no types."""
    return importlib.import_module("miniaudio")


_SAID = (ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_HANDLER = ctypes.CFUNCTYPE(None, *_SAID)
_hushed = _HANDLER(lambda *_said: None)  # must live as long as ALSA may call it


def _hush_alsa() -> None:
    """Keep ALSA from writing to the terminal what is told in a sentence."""
    try:
        alsa = ctypes.CDLL("libasound.so.2")
        alsa.snd_lib_error_set_handler(_hushed)
    except (OSError, AttributeError):
        return  # not there, so it says nothing either
