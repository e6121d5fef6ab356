# SPDX-License-Identifier: GPL-3.0-or-later
"""A film as a file: what is in it, what its name tells, and how moments in it are written."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from moodboard.domain.release_words import spaced, without_making

SUFFIXES = frozenset(
    (
        *(".mkv", ".mp4", ".m4v", ".mov", ".avi", ".webm", ".vob", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg"),
        *(".m2v", ".wmv", ".asf", ".flv", ".ogv", ".ogm", ".3gp", ".divx", ".mxf", ".rmvb", ".rm"),
    )
)
"""Endings of files that mostly hold a film; others may be opened too."""


class TrackKind(StrEnum):
    """What a track of a film file is for."""

    AUDIO = "audio"
    SUBTITLES = "subtitles"


class Transfer(StrEnum):
    """How light is written down in a film file."""

    SDR = "sdr"
    PQ = "pq"
    HLG = "hlg"


@dataclass(frozen=True, slots=True)
class Track:
    """One audio or subtitle track."""

    index: int
    """Of the stream inside the file."""
    kind: TrackKind
    codec: str
    language: str = ""
    """As the file says it, mostly three letters; empty when untold."""
    title: str = ""
    default: bool = False
    forced: bool = False
    is_text: bool = False
    """Subtitles that are words, not pictures of words."""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """What a film file says of itself; times are seconds from the film's start."""

    path: Path
    duration: float
    """0 when the file does not tell, as unfinished ones do not."""
    width: int
    height: int
    """Pixels as shown: square ones, turned upright."""
    coded_width: int
    coded_height: int
    codec: str
    container: str
    frame_rate: float
    """The average; 0 when untold."""
    base_rate: float
    """The rate that all frames' times fit on; another one where the frame rate varies."""
    pixel_ratio: float = 1.0
    rotation: int = 0
    """Degrees by which stored frames are turned clockwise to stand upright."""
    interlaced: bool = False
    bits: int = 8
    transfer: Transfer = Transfer.SDR
    start: float = 0.0
    """The file's own time at the film's start."""
    tracks: tuple[Track, ...] = ()
    chapters: tuple[tuple[float, str], ...] = ()
    doubt: str = ""
    """What people should know of all its pictures, in a sentence; mostly nothing."""

    @property
    def audio(self) -> tuple[Track, ...]:
        """The audio tracks."""
        return tuple(track for track in self.tracks if track.kind is TrackKind.AUDIO)

    @property
    def subtitles(self) -> tuple[Track, ...]:
        """The subtitle tracks."""
        return tuple(track for track in self.tracks if track.kind is TrackKind.SUBTITLES)

    @property
    def varies(self) -> bool:
        """Whether the frames do not come at one even rate, as far as the file tells."""
        return bool(self.base_rate and self.frame_rate) and abs(self.base_rate / self.frame_rate - 1) > 0.02


def clock(seconds: float, sign: str = ":") -> str:
    """Return ``01:29:14.250``: hours, minutes, seconds and thousandths; ``sign`` between the first three."""
    thousandths = max(0, round(seconds * 1000))
    rest, thousandth = divmod(thousandths, 1000)
    minutes, second = divmod(rest, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}{sign}{minute:02}{sign}{second:02}.{thousandth:03}"


def said_clock(seconds: float) -> str:
    """Return ``1:29:14``, as people say it."""
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


_YEAR = re.compile(r"[\s(\[]((?:18|19|20)\d\d)(?=[\s)\]]|$)")


def title_of(name: str) -> tuple[str, int | None]:
    """Return the title and year that a film file's name tells: ``Her.2013.1080p.BluRay.mkv``.

    The last year that something stands before is the film's: "2001 A Space Odyssey (1968)".
    """
    suffix = Path(name).suffix
    stem = name[: -len(suffix)] if suffix.lower() in SUFFIXES else name
    said = spaced(without_making(spaced(stem).strip()))
    years = list(_YEAR.finditer(said))
    year = int(years[-1][1]) if years else None
    title = said[: years[-1].start()] if years else said
    return " ".join(title.split()).strip(" -–_.([{,") or " ".join(stem.split()), year


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment where one shot ends and the next begins."""

    at: float
    """When the new shot's first frame that was looked at is shown."""
    since: float
    """When the old shot's last frame that was looked at is shown; the cut is after it."""
    soft: bool = False
    """A dissolve or a fade: between the two times both shots are seen, or neither."""


def shot_at(cuts: tuple[Cut, ...], seconds: float) -> int:
    """Return which shot is on at a time, counted from 0."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if cuts[middle].at <= seconds + 0.001:
            low = middle + 1
        else:
            high = middle
    return low


def every(step: float, duration: float) -> tuple[float, ...]:
    """Return the times of a picture every so many seconds, from the film's first frame on."""
    if step <= 0 or duration <= 0:
        return ()
    return tuple(number * step for number in range(max(1, math.ceil(duration / step - 1e-6))))
