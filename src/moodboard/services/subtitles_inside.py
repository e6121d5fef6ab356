# SPDX-License-Identifier: GPL-3.0-or-later
"""Text tracks inside a film file, read with FFmpeg's packets: nothing of the pictures is decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles.ass import event
from moodboard.domain.subtitles.cue import MOST_CUES, Cue, SubtitleKind, cue, ordered
from moodboard.domain.subtitles.language import is_forced
from moodboard.domain.subtitles.markup import plain
from moodboard.domain.subtitles.vtt import made_of
from moodboard.services.subtitles import Subtitles
from moodboard.services.video.opening import start_of

if TYPE_CHECKING:
    from av.container import InputContainer

_KINDS = {
    "subrip": SubtitleKind.SRT,
    "srt": SubtitleKind.SRT,
    "text": SubtitleKind.SRT,
    "mov_text": SubtitleKind.SRT,
    "webvtt": SubtitleKind.VTT,
    "ass": SubtitleKind.ASS,
    "ssa": SubtitleKind.ASS,
}
_EVENT = ("readorder", "layer", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_FORCED = 0x40  # FFmpeg's AV_DISPOSITION_FORCED
_EACH = 500  # packets between two looks whether somebody still waits


@dataclass(frozen=True, slots=True)
class TextTrack:
    """A track of subtitles in a film file."""

    index: int
    codec: str
    language: str = ""
    title: str = ""
    is_default: bool = False
    is_text: bool = True
    """False for pictures of words, which cannot be read."""
    is_forced: bool = False
    """Foreign words only, a few of them."""


@contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    import av

    from moodboard.services.video.opening import PROTOCOLS

    try:
        with av.open(
            str(path), "r", metadata_errors="replace", options={"protocol_whitelist": PROTOCOLS}
        ) as container:
            yield container
    except (av.FFmpegError, OSError, ValueError) as error:
        if not path.exists():
            said = f"{path.name} is not there any more. Say where the film's file is now."
        else:
            said = f"The subtitles in {path.name} cannot be read: it may be damaged or no film."
        raise KnownError(said) from error


def tracks(path: Path) -> tuple[TextTrack, ...]:
    """Return the subtitle tracks of a film file; raises KnownError for what FFmpeg cannot open."""
    with _opened(path) as container:
        found = []
        for stream in container.streams.subtitles:
            codec = str(stream.codec_context.name) if stream.codec_context is not None else "?"
            tags = {key.lower(): value for key, value in stream.metadata.items()}
            language = tags.get("language", "")
            found.append(
                TextTrack(
                    stream.index,
                    codec,
                    "" if language == "und" else language,
                    tags.get("title", tags.get("handler_name", "")),
                    bool(int(stream.disposition) & 1),
                    codec in _KINDS,
                    bool(int(stream.disposition) & _FORCED) or is_forced(tags.get("title", "")),
                )
            )
        return tuple(found)


def read_track(
    path: Path, index: int | None = None, report: Callable[[float], None] = lambda _seconds: None
) -> Subtitles:
    """Read a text track, else the likeliest: no forced one where there is another.

    ``report`` hears seconds and may raise CancelledError.
    """
    there = tracks(path)
    if index is None:
        texts = [one for one in there if one.is_text]
        chosen = min(texts, key=lambda one: (one.is_forced, not one.is_default), default=None)
    else:
        chosen = next((one for one in there if one.index == index), None)
    if chosen is None:
        if there and index is None:
            raise KnownError(f"The subtitles in {path.name} are pictures of words, which cannot be read.")
        raise KnownError(f"There are no subtitles of text in {path.name}.")
    if not chosen.is_text:
        raise KnownError("This track has pictures of words, which cannot be read. Choose another one.")
    with _opened(path) as container:
        cues = list(_cues(container, chosen, report))
    if not cues:
        raise KnownError(f"The subtitle track in {path.name} is empty.")
    return Subtitles(path.name, _KINDS[chosen.codec], ordered(cues))


def _cues(container: InputContainer, track: TextTrack, report: Callable[[float], None]) -> Iterator[Cue]:
    stream = container.streams[track.index]
    base = float(stream.time_base or 0.001)
    # Times count from the film's first picture, as the player's do.
    begins = float(start_of(container, container.streams.video[0])) if container.streams.video else 0.0
    for number, packet in enumerate(container.demux(stream)):
        if number > MOST_CUES:
            return
        if packet.pts is None:
            continue
        start = packet.pts * base - begins
        if number % _EACH == 0:
            report(start)
        length = packet.duration * base if packet.duration else None
        made = made_cue(bytes(packet), track.codec, start, None if length is None else start + length)
        if made is not None:
            yield made


def made_cue(data: bytes, codec: str, start: float, end: float | None) -> Cue | None:
    """Return the cue of one packet."""
    if codec == "mov_text":
        size = int.from_bytes(data[:2], "big")
        body = data[2 : 2 + size]
        wide = body[:2] in (b"\xfe\xff", b"\xff\xfe")
        return cue(start, end, plain(body.decode("utf-16" if wide else "utf-8", "replace")))
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if codec in ("ass", "ssa"):
        found = event(f"{_clock(start)},{_clock(start)},{text}", ("start", "end", *_EVENT))
        return None if found is None else cue(start, end, found.text, found.speaker)
    if codec == "webvtt":
        return made_of(start, start if end is None else end, text)
    return cue(start, end, plain(text))


def _clock(seconds: float) -> str:
    whole = max(0, int(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
