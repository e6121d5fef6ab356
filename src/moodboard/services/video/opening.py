# SPDX-License-Identifier: GPL-3.0-or-later
"""Open film files with FFmpeg, and say in a sentence why one cannot be opened or read."""

from __future__ import annotations

import errno
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, Track, TrackKind, Transfer
from moodboard.services.video.lengths import length_of

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

PQ, HLG = 16, 18
_TRANSFERS = {PQ: Transfer.PQ, HLG: Transfer.HLG}
_TEXT = frozenset(("subrip", "ass", "ssa", "webvtt", "mov_text", "text", "microdvd", "srt", "subviewer"))
_STILL = frozenset(("png", "mjpeg", "bmp", "gif", "webp", "tiff"))
_PICTURES = frozenset(("image2", "png_pipe", "jpeg_pipe", "gif", "apng", "webp_pipe", "bmp_pipe", "tty"))
PROTOCOLS = "file,crypto,data,subfile"
"""A playlist that claims to be a film must not make the program call somebody."""
_LISTS = frozenset(("concat", "hls", "dash", "applehttp"))
"""Lists of other files: what is opened is what was chosen, and nothing that it names."""
_UNREADABLE = "{name} holds its pictures in a way that is not known here. Convert it to an MKV with H.264."
_DOLBY = frozenset(("dvh1", "dvhe", "dav1"))
_DOLBY_ONLY = (
    "{name} is written for Dolby Vision screens alone: its colours cannot be shown right, in the window or "
    "in shots. Use an HDR10 or SDR copy where colours matter."
)
_MOST_PIXELS = 120_000_000
"""Of a frame; no camera of films makes more, and what claims more would take all memory."""
_WIDEST = 5.0
_MICROSECONDS = 1_000_000


def open_film_file(path: Path) -> FilmFile:
    """Return what a film file says of itself; a KnownError for one that is not a film."""
    with opened(path) as (container, stream):
        return described(path, container, stream)


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a film file and its main picture track, closed afterwards; errors are sentences."""
    container, stream = open_container(path)
    with known_errors(path):
        try:
            yield container, stream
        finally:
            container.close()


def open_container(path: Path) -> tuple[InputContainer, VideoStream]:
    """Open a film file that the caller closes."""
    check(path)
    import av  # 0.1 s and 40 MB, which only those pay who open a film

    with known_errors(path):
        container = av.open(str(path), metadata_errors="replace", options={"protocol_whitelist": PROTOCOLS})
    try:
        return container, _main_track(path, container)
    except BaseException:
        container.close()
        raise


def check(path: Path) -> None:
    """Refuse what cannot be a film file, before anything reads it."""
    try:
        info = path.stat()
    except FileNotFoundError as error:
        raise KnownError(f"{path.name} is not there. Look where it is now and try again.") from error
    except OSError as error:
        raise KnownError(f"{path.name} could not be opened: {error.strerror}.") from error
    if stat.S_ISDIR(info.st_mode):
        raise KnownError(f"{path.name} is a folder. Choose the film file in it.")
    if not stat.S_ISREG(info.st_mode):
        raise KnownError(f"{path.name} is not a file. Choose a film file.")  # a pipe might never end
    if not info.st_size:
        raise KnownError(f"{path.name} is empty: 0 bytes. Copy or download it again.")


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Turn FFmpeg's errors into sentences about the file."""
    import av.error

    try:
        yield
    except av.error.FFmpegError as error:
        raise KnownError(_sentence(path, error)) from error
    except OSError as error:
        raise KnownError(_sentence(path, error)) from error


def _sentence(path: Path, error: Exception) -> str:
    import av.error

    if not path.exists():
        return f"{path.name} is not there any more. Look where it is now and open it again."
    if isinstance(error, av.error.DecoderNotFoundError):
        return _UNREADABLE.format(name=path.name)
    number = getattr(error, "errno", 0)
    if number in (errno.EACCES, errno.EPERM):
        return f"You may not read {path.name}. Change its rights, or copy it."
    if number == errno.EIO:
        return f"The disk could not read {path.name}. Check the disk, or copy the file elsewhere."
    if _has_no_index(path):
        return (
            f"{path.name} is cut short: the index that belongs at its end is missing, and nothing can be "
            "found without it. Copy or download it again."
        )
    return (
        f"{path.name} is cut short or damaged, or it is not a film: there is nothing in it that can be read. "
        "Copy or download it again."
    )


def _has_no_index(path: Path) -> bool:
    """Tell whether an MP4 or MOV ends before the box that says where everything is."""
    try:
        with path.open("rb") as file:
            size, place = path.stat().st_size, 0
            while place + 8 <= size:
                file.seek(place)
                length, kind = struct.unpack(">I4s", file.read(8))
                if kind == b"moov":
                    return bool(place + length > size)
                if not place and kind not in (b"ftyp", b"wide", b"mdat", b"free", b"skip"):
                    return False
                if length == 1:
                    length = struct.unpack(">Q", file.read(8))[0]
                if length < 8:
                    return True
                place += length
    except (OSError, struct.error):
        return False
    return bool(place)


def _main_track(path: Path, container: InputContainer) -> VideoStream:
    if _LISTS & set(container.format.name.split(",")):
        raise KnownError(f"{path.name} is a list of other files. Choose the film file itself.")
    films = [stream for stream in container.streams.video if not _is_cover(container, stream)]
    if not films or container.format.name in _PICTURES:
        if container.streams.audio:
            raise KnownError(f"{path.name} has sound but no pictures. Choose the film file itself.")
        raise KnownError(f"{path.name} is not a film. Choose a film file, such as an MKV or MP4.")
    readable = [stream for stream in films if stream.codec_context is not None]
    if not readable:
        raise KnownError(_UNREADABLE.format(name=path.name))
    stream = max(readable, key=_rank)
    if not stream.width or not stream.height:
        raise KnownError(f"{path.name} is cut short: its pictures never begin. Copy or download it again.")
    return stream


def _rank(stream: VideoStream) -> tuple[bool, bool, int]:
    """Return what the main track has most of: that it moves, is the one to take, is large."""
    moves = stream.codec_context.name not in _STILL  # a poster may have become a track like any other
    return moves, is_default(stream), (stream.width or 0) * (stream.height or 0)


def _is_cover(container: InputContainer, stream: VideoStream) -> bool:
    from av.stream import Disposition

    attached = Disposition.attached_pic | Disposition.timed_thumbnails
    if bool(stream.disposition & attached):
        return True
    codec = stream.codec_context.name if stream.codec_context is not None else ""
    return codec in _STILL and len(container.streams.audio) > 0 and stream.frames == 1


def is_default(stream: Stream) -> bool:
    """Tell whether a track is the one of its kind to take when nobody chose."""
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.default)


def start_of(container: InputContainer, stream: VideoStream) -> Fraction:
    """Return the file's own time at which the film begins, in seconds.

    As players have it: the first moment of any track. FFmpeg rounds it to microseconds, so where
    the pictures begin then, their own exact time is taken.
    """
    own = None
    if stream.start_time is not None and stream.time_base is not None:
        own = stream.start_time * stream.time_base
    begins: int | None = container.start_time  # PyAV's types promise a number, some files have none
    if begins is None:
        return own or Fraction(0)
    whole = Fraction(begins, _MICROSECONDS)
    return own if own is not None and abs(own - whole) < Fraction(1, 1000) else whole


def described(path: Path, container: InputContainer, stream: VideoStream) -> FilmFile:
    """Return what an open film file says of itself."""
    context = stream.codec_context
    if context.width * context.height > _MOST_PIXELS:
        raise KnownError(f"{path.name} has frames too large: {context.width} × {context.height} pixels.")
    ratio = float(stream.sample_aspect_ratio or 1) or 1.0
    if not 1 / _WIDEST <= ratio <= _WIDEST:
        ratio = 1.0  # a slip of whoever wrote it: nobody films that way
    frame = _first_frame(container, stream)
    rotation = -round(frame.rotation / 90) * 90 % 360 if frame is not None else 0
    width, height = shown_size(context.width, context.height, ratio)
    if rotation % 180 == 90:
        width, height = height, width
    components = context.format.components if context.format is not None else ()
    return FilmFile(
        path=path,
        duration=length_of(path, container, stream, start_of(container, stream)),
        width=width,
        height=height,
        coded_width=context.width,
        coded_height=context.height,
        codec=context.codec.canonical_name,
        container=container.format.name,
        frame_rate=float(stream.average_rate or 0),
        base_rate=float(stream.base_rate or 0),
        pixel_ratio=ratio,
        rotation=rotation,
        interlaced=_interlaced(context.field_order),
        bits=max((one.bits for one in components), default=8),
        transfer=_TRANSFERS.get(int(context.color_trc or 0), Transfer.SDR),
        start=float(start_of(container, stream)),
        tracks=tuple(_tracks(container)),
        chapters=tuple(_chapters(container, start_of(container, stream))),
        doubt=_DOLBY_ONLY.format(name=path.name) if _has_own_colours(stream, frame) else "",
    )


def shown_size(width: int, height: int, ratio: float) -> tuple[int, int]:
    """Return a frame's size with square pixels; it only ever grows, so that no detail goes."""
    if ratio >= 1:
        return max(1, round(width * ratio)), height
    return width, max(1, round(height / ratio))


def _first_frame(container: InputContainer, stream: VideoStream) -> VideoFrame | None:
    """Return the first frame there is: only a frame tells how it is turned, and of Dolby Vision."""
    import av.error

    try:
        for frame in container.decode(stream):
            container.seek(0)
            return frame
    except (av.error.FFmpegError, OSError):
        pass
    return None


def _has_own_colours(stream: VideoStream, frame: VideoFrame | None) -> bool:
    """Tell whether the colours are Dolby Vision's own: written in a way that no other screen reads."""
    if str(stream.codec_context.codec_tag) in _DOLBY:
        return True
    if frame is None:
        return False
    from av.sidedata.sidedata import SideDataContainer

    container: Any = SideDataContainer  # the frame's own points back at it and keeps it in memory
    told = container(frame)
    return any(is_profile_5(bytes(data)) for data in told if data.type.name == "DOVI_METADATA")


def is_profile_5(data: bytes) -> bool:
    """Tell whether Dolby Vision's words on a frame are of profile 5, as FFmpeg tells them apart."""
    if len(data) < struct.calcsize("N"):
        return False
    head: int = struct.unpack_from("@N", data)[0]  # where the header is; in it bytes 4 and 10 tell
    return len(data) > head + 10 and data[head + 4] == 0 and data[head + 10] == 1


def _interlaced(field_order: object) -> bool:
    return str(field_order).rpartition(".")[2].lower() in ("2", "3", "4", "5", "tt", "bb", "tb", "bt")


def _tracks(container: InputContainer) -> Iterator[Track]:
    from av.stream import Disposition

    for stream in container.streams:
        if stream.type not in ("audio", "subtitle"):
            continue
        codec = getattr(stream.codec_context, "name", "") or ""
        language = str(stream.metadata.get("language", ""))
        yield Track(
            index=stream.index,
            kind=TrackKind.AUDIO if stream.type == "audio" else TrackKind.SUBTITLES,
            codec=codec,
            language="" if language == "und" else language,
            title=str(stream.metadata.get("title", "")),
            default=bool(stream.disposition & Disposition.default),
            forced=bool(stream.disposition & Disposition.forced),
            is_text=codec in _TEXT,
        )


def _chapters(container: InputContainer, start: Fraction) -> Iterator[tuple[float, str]]:
    for chapter in container.chapters():
        at = chapter["start"] * (chapter["time_base"] or Fraction(1)) - start
        yield max(0.0, float(at)), str(chapter.get("metadata", {}).get("title", ""))
