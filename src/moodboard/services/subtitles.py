# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles of a film: opened beside it or inside it, put in time, searched, and kept as lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.line import Line
from moodboard.domain.subtitles import cue_edits, language, moment, sync
from moodboard.domain.subtitles.cleaning import Spoken, noted, spoken
from moodboard.domain.subtitles.cue import Cue, SubtitleKind
from moodboard.domain.subtitles.cue_edits import CueEdit
from moodboard.domain.subtitles.reading import MOST_BYTES, read_data
from moodboard.domain.subtitles.search import MOST_FOUND, LineSearch
from moodboard.domain.subtitles.sentences import join, sentences
from moodboard.domain.subtitles.sync import AS_IT_IS, Timing
from moodboard.domain.text_keys import folded
from moodboard.services import lines_text
from moodboard.services.lines_text import LineProposed
from moodboard.store import database, imports

SUFFIXES = frozenset({".srt", ".ass", ".ssa", ".vtt", ".sub", ".txt", ".mpl"})
_FOLDERS = frozenset({"subs", "sub", "subtitles", "subtitle", "untertitel"})
_MOST_BESIDE = 200


@dataclass(frozen=True)
class Answer:
    """Lines of the film that were meant, as one, and how sure that is, up to 1."""

    line: Spoken
    score: float


@dataclass(frozen=True)
class Subtitles:
    """A subtitle as it was read; ``lines`` are its sentences at their times in the film."""

    name: str
    kind: SubtitleKind
    own: tuple[Cue, ...]
    """The cues with the times that the file tells."""
    encoding: str = "utf-8"
    sure: bool = True
    """False where the encoding is a guess that others come near: ask."""
    rate: float | None = None
    rate_said: bool = True
    """False where frames were counted and nobody said how many a second: ask."""
    timing: Timing = AS_IT_IS
    with_notes: bool = False
    edits: tuple[CueEdit, ...] = ()
    """Lines that the person joined, split, or gave other words."""
    told_language: str = ""
    """Two or three letters, where the track or the file's name tells."""

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The cues at their times in the film."""
        return self.own if self.timing == AS_IT_IS else sync.timed(self.own, self.timing)

    @cached_property
    def said(self) -> tuple[Spoken, ...]:
        """What is said, cue by cue."""
        return self._at_times(self._own_said)

    @cached_property
    def lines(self) -> tuple[Spoken, ...]:
        """What is said, sentence by sentence, as the person set it right."""
        return self._at_times(self.own_lines)

    @cached_property
    def own_lines(self) -> tuple[Spoken, ...]:
        """The same lines at the times that the file tells."""
        return cue_edits.apply(self._sentences, self.edits, self._own_said)

    @cached_property
    def notes(self) -> tuple[Spoken, ...]:
        """What is heard or read between the words: sounds, music, signs."""
        return self._at_times(self._own_notes)

    @cached_property
    def language(self) -> str:
        """The language as two letters, "" where nothing tells."""
        told = language.code_of(self.told_language) or language.in_name(Path(self.name).stem)
        return told or language.guess(one.text for one in self.own)

    @cached_property
    def _own_said(self) -> tuple[Spoken, ...]:
        return spoken(self.own, self.with_notes)

    @cached_property
    def _own_notes(self) -> tuple[Spoken, ...]:
        return noted(self.own)

    @cached_property
    def _sentences(self) -> tuple[Spoken, ...]:
        return tuple(sorted(sentences(self._own_said), key=lambda one: one.start))

    def _at_times(self, found: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
        if self.timing == AS_IT_IS:
            return found
        of = self.timing.of
        return tuple(
            Spoken(round(of(one.start), 3), round(of(one.end), 3), one.text, one.speaker, one.cues)
            for one in found
        )

    @cached_property
    def _search(self) -> LineSearch:
        return LineSearch(one.text for one in self.own_lines)

    def ready(self) -> Subtitles:
        """Make all that is asked for later; for the thread that reads, so that none waits for it."""
        _ = (self.lines, self.notes, self.language, self._search)
        return self

    def find(self, remembered: str, most: int = MOST_FOUND) -> tuple[Answer, ...]:
        """Return the lines that answer what one remembers, the best first."""
        found = self._search.find(remembered, most)
        return tuple(Answer(self.between(one.first, one.last), one.score) for one in found)

    def between(self, first: int, last: int) -> Spoken:
        """Return lines that follow one another as one."""
        return join(self.lines[first : last + 1]) if last > first else self.lines[first]

    def at(self, seconds: float) -> Spoken | None:
        """Return the line at a moment of the film: the one being said, else the nearest."""
        place = self.place_at(seconds)
        return None if place is None else self.lines[place]

    def place_at(self, seconds: float) -> int | None:
        """Return the place of the line at a moment, for a list that follows the film."""
        return moment.at(self.lines, seconds)

    def marks(self, remembered: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return where in the words of a line stand those that one remembers, or ones like them."""
        return self._search.marks(remembered, text)

    def timed(self, timing: Timing) -> Subtitles:
        """Return the same subtitle with other times; ``timing`` counts from the file's own."""
        words = ("_own_said", "_own_notes", "_sentences", "own_lines", "_search", "language")
        return self._with(replace(self, timing=timing), words)

    def edited(self, edits: Sequence[CueEdit]) -> Subtitles:
        """Return the same subtitle with these edits of its lines instead of those it has."""
        words = ("_own_said", "_own_notes", "_sentences", "language")
        return self._with(replace(self, edits=tuple(edits)), words)

    def own_line(self, place: int) -> Spoken:
        """Return a line at the time that the file tells: edits know it by that."""
        return self.own_lines[place]

    def _with(self, made: Subtitles, names: Iterable[str]) -> Subtitles:
        """Hand on what was made already and stays as it is: a shift of 0.1 s must not wait."""
        made.__dict__.update({name: self.__dict__[name] for name in names if name in self.__dict__})
        return made

    def shifted(self, seconds: float) -> Subtitles:
        """Return the same subtitle, later by some seconds than it is now."""
        return self.timed(self.timing.then(sync.shift(seconds)))

    def doubt(self, runtime: float | None) -> str | None:
        """Say why it may be the subtitle of another cut of a film that lasts so many seconds."""
        return sync.another_cut(self.cues, runtime)


def read_file(path: Path, encoding: str | None = None, rate: float | None = None) -> Subtitles:
    """Open a subtitle file; raises KnownError with one sentence for whatever is none."""
    try:
        if path.is_dir():
            raise KnownError(f"{path.name} is a folder. Choose the subtitle in it.")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read ({error.strerror or error}).") from error
    return read_bytes(data, path.name, encoding, rate)


def read_bytes(data: bytes, name: str, encoding: str | None = None, rate: float | None = None) -> Subtitles:
    """Read a subtitle from its bytes, in the encoding the person says or the one that is detected."""
    track, decoded = read_data(data, name, encoding, rate)
    return Subtitles(
        name, track.kind, track.cues, decoded.encoding, decoded.sure, track.rate, track.rate_said
    )


def beside(film_file: Path) -> tuple[Path, ...]:
    """Return the subtitles that lie beside a film file and bear its name, plain ones first.

    A folder for subtitles beside it counts as well, with all that is in it when the film is alone.
    """
    folder, stem = film_file.parent, film_file.stem.casefold()
    found: list[tuple[int, str, Path]] = []
    try:
        for path in sorted(folder.iterdir())[: 50 * _MOST_BESIDE]:
            name = path.name.casefold()
            if path.suffix.lower() in SUFFIXES and _belongs(path.stem.casefold(), stem):
                found.append((len(name), name, path))
            elif name in _FOLDERS and path.is_dir():
                inner = [one for one in sorted(path.iterdir()) if one.suffix.lower() in SUFFIXES]
                named = [one for one in inner if _belongs(one.stem.casefold(), stem)] or inner
                found += [(1000 + len(one.name), one.name.casefold(), one) for one in named]
    except OSError:
        pass  # a folder that cannot be listed has nothing beside
    return tuple(path for _length, _name, path in sorted(found)[:_MOST_BESIDE])


def _belongs(name: str, stem: str) -> bool:
    return name == stem or (name.startswith(stem) and not name[len(stem)].isalnum())


def keep(
    chosen: Iterable[Spoken], film_id: int | None = None, feelings: Sequence[str] = ()
) -> tuple[tuple[Line, ...], Changes]:
    """Write lines down with their times, all or none; those that the film has are left out."""
    with database.read():
        there = {text for _film, text in imports.line_texts([film_id])} if film_id is not None else set()
    wanted: dict[tuple[str, str], LineProposed] = {}
    for one in chosen:
        key = folded(one.text), folded(one.speaker)
        if key[0] not in there:
            wanted.setdefault(key, LineProposed(one.text, one.speaker, timecode_of(one), until=until_of(one)))
    if not wanted:
        return (), Changes()
    return lines_text.keep(wanted.values(), film_id, tuple(feelings))


def until_of(one: Spoken) -> float | None:
    """Return when a line is over; None where nobody told."""
    return one.end if math.isfinite(one.end) and one.end > max(0.0, one.start) else None


def timecode_of(one: Spoken) -> float:
    """Return the time to keep with a line; what lies before the film begins with it."""
    return max(0.0, one.start) if math.isfinite(one.start) else 0.0
