# SPDX-License-Identifier: GPL-3.0-or-later
"""Which subtitles a film file has, inside it and beside it, and the one that is read without being asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, Track
from moodboard.domain.kept_file import SubtitleChoice
from moodboard.domain.subtitles import cue_edits, encodings, language
from moodboard.domain.subtitles.sync import Timing
from moodboard.services import subtitles
from moodboard.services.subtitles import Subtitles

_PICTURES = frozenset({".sup", ".idx"})
_PICTURE_TRACKS = {
    "hdmv_pgs_subtitle": "PGS",
    "pgssub": "PGS",
    "dvd_subtitle": "VobSub",
    "dvdsub": "VobSub",
    "dvb_subtitle": "DVB",
    "xsub": "XSUB",
}
_SAMPLE_BYTES = 512 * 1024
_SAMPLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A subtitle that may be chosen."""

    path: str = ""
    """Of a file; empty for a track inside the film."""
    track: int | None = None
    language: str = ""
    """Two letters, "" when untold."""
    title: str = ""
    kind: str = ""
    """SRT, ASS, PGS."""
    is_text: bool = True
    """False for pictures of words, which cannot be read."""
    forced: bool = False
    default: bool = False

    @property
    def choice(self) -> SubtitleChoice:
        """This one, as the file has it."""
        return SubtitleChoice(path=self.path, track=self.track)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read for a film file: a subtitle or none, the choice, and a sentence where it failed."""

    subtitles: Subtitles | None
    choice: SubtitleChoice
    trouble: str = ""


def inside(film_file: FilmFile) -> tuple[Source, ...]:
    """Return the subtitle tracks inside a film file."""
    return tuple(_inside(track) for track in film_file.subtitles)


def _inside(track: Track) -> Source:
    kind = _PICTURE_TRACKS.get(track.codec, track.codec.removesuffix("_subtitle").upper())
    kind = {"SUBRIP": "SRT", "MOV_TEXT": "MP4", "WEBVTT": "VTT"}.get(kind, kind)
    forced = track.forced or language.is_forced(track.title)
    code = language.code_of(track.language)
    # MP4 writes who wrote it where others have a title.
    title = "" if "handler" in track.title.lower() else track.title
    return Source("", track.index, code, title, kind, track.is_text, forced, track.default)


def beside(film_path: Path) -> tuple[Source, ...]:
    """Return the subtitle files beside a film file; looks at the disk."""
    found = [_file(path) for path in subtitles.beside(film_path)]
    try:
        stem = film_path.stem.casefold()
        others = [path for path in film_path.parent.iterdir() if path.suffix.lower() in _PICTURES]
    except OSError:
        others = []
    found += [_file(path) for path in sorted(others) if path.stem.casefold().startswith(stem)]
    return tuple(found)


def _file(path: Path) -> Source:
    suffix = path.suffix.lower()
    is_text = suffix not in _PICTURES and not (suffix == ".sub" and _is_pictures(path))
    kind = suffix.lstrip(".").upper() if is_text else "PGS" if suffix == ".sup" else "VobSub"
    code = language.in_name(path.stem)
    return Source(str(path), None, code, path.name, kind, is_text, language.is_forced(path.stem))


def _is_pictures(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"\x00\x00\x01\xba"
    except OSError:
        return False


def read(film_path: Path | None, choice: SubtitleChoice, film_rate: float = 0.0) -> Subtitles | None:
    """Read what was chosen, set right as it was; None where none is wanted. Raises KnownError."""
    if choice.off or not choice.is_made:
        return None
    if choice.path:
        path = Path(choice.path)
        found = subtitles.read_file(path, choice.encoding or None, choice.rate)
        if not found.rate_said and 5 <= film_rate <= 240:
            # Frames were counted on this film or on one at its rate, more likely than on the usual one.
            found = replace(subtitles.read_file(path, choice.encoding or None, film_rate), rate_said=False)
    else:
        found = _read_inside(film_path, choice.track)
    edits = cue_edits.from_json(choice.edits, cue_edits.source_of(choice.path, choice.track))
    return found.timed(Timing(choice.stretch, choice.shift)).edited(edits).ready()


def _read_inside(film_path: Path | None, track: int | None) -> Subtitles:
    from moodboard.services import subtitles_inside

    if film_path is None:
        raise KnownError("This subtitle is inside a film file. Open the film file first.")
    found = subtitles_inside.read_track(film_path, track)
    chosen = next((one for one in subtitles_inside.tracks(film_path) if one.index == track), None)
    return found if chosen is None else replace(found, told_language=chosen.language)


def open_for(film_file: FilmFile, kept: SubtitleChoice, languages: Sequence[str] = ()) -> Opened:
    """Read the subtitle that goes with a film file: the remembered one, else the likeliest that is there."""
    trouble = ""
    rate = film_file.frame_rate
    if kept.is_made:
        try:
            return Opened(read(film_file.path, kept, rate), kept)
        except KnownError as error:
            trouble = str(error)
    for source in likeliest((*beside(film_file.path), *inside(film_file)), languages):
        try:
            return Opened(read(film_file.path, source.choice, rate), source.choice, trouble)
        except KnownError as error:
            trouble = trouble or str(error)
    return Opened(None, SubtitleChoice(), trouble)


def likeliest(sources: Sequence[Source], languages: Sequence[str] = ()) -> list[Source]:
    """Return those that can be read, the likeliest first.

    Beside comes before inside, a language one reads before others, forced ones last: they hold a few
    foreign words only. A file without a language in its name was put there for whoever put it there.
    """
    wanted = [language.code_of(one) for one in languages]

    def rank(source: Source) -> tuple[bool, bool, int, bool]:
        away = wanted.index(source.language) if source.language in wanted else len(wanted) + 1
        if source.path and not source.language:
            away = 0
        return source.forced, not source.path, away, not source.default

    return sorted((one for one in sources if one.is_text), key=rank)


def encoding_sample(path: Path) -> bytes:
    """Return rows of a file in which letters may be wrong, as bytes: each encoding is tried on them."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_SAMPLE_BYTES)
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read ({error.strerror or error}).") from error
    return encodings.telling_rows(data, _SAMPLE_ROWS)
