# SPDX-License-Identifier: GPL-3.0-or-later
"""lines --from: the lines of a subtitle file or of a film's text track, found and kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from moodboard.cli import output
from moodboard.domain import film_file
from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.domain.line import format_timecode
from moodboard.domain.subtitles import sync
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.services import films, subtitles
from moodboard.services.subtitles import Answer, Subtitles

_FILMS = film_file.SUFFIXES | {".mks"}


def run(args: argparse.Namespace) -> int:
    """Print the lines that were asked for, and keep them when that is wished."""
    film = films.find_film(args.film) if args.film else None
    if args.keep and film is None:
        raise KnownError("Say which film the lines are of: --film FILM.")
    said = _opened(args)
    doubt = said.doubt(film.runtime * 60.0 if film is not None and film.runtime else None)
    answers = _answers(said, args)
    kept = 0
    if args.keep and film is not None:
        wanted = answers[:1] if args.find or args.text else answers
        kept = len(subtitles.keep((one.line for one in wanted), film.id, args.feeling)[0])
    title = named(film.title, film.year) if film is not None else ""
    if args.json:
        output.print_json(
            {
                "film": film.title if film is not None else None,
                "kind": said.kind.value,
                "encoding": said.encoding,
                "encoding_sure": said.sure,
                "rate": said.rate,
                "doubt": doubt,
                "kept": kept,
                "lines": [_dict(one) for one in answers],
            }
        )
        return 0
    for note in _notes(said, doubt):
        output.print_error(note)
    output.print_table([_row(one.line) for one in answers], right=frozenset({0}))
    if args.keep:
        print(
            f"{kept} {'line' if kept == 1 else 'lines'} kept of {title}."
            if kept
            else f"{title} has them already."
        )
    return 0


def _opened(args: argparse.Namespace) -> Subtitles:
    source: Path = args.source
    if source.suffix.lower() in _FILMS or args.track is not None:
        from moodboard.services import subtitles_inside

        said = subtitles_inside.read_track(source, args.track)
    else:
        said = subtitles.read_file(source, args.encoding, args.rate)
    timing = sync.between_rates(*args.stretch) if args.stretch else sync.Timing()
    return said.timed(timing.then(sync.shift(args.shift)))


def _answers(said: Subtitles, args: argparse.Namespace) -> list[Answer]:
    remembered = " ".join(filter(None, (args.find, args.text)))
    if remembered:
        found = list(said.find(remembered))
        if args.at is not None:
            found = sorted(found, key=lambda one: abs(one.line.start - args.at))[:1]
        if not found:
            raise KnownError(f"Nothing like “{remembered}” is said in {said.name}. Try fewer words.")
        return found
    if args.at is not None:
        there = said.at(args.at)
        if there is None:
            raise KnownError(f"Nothing is said around {format_timecode(args.at)} in {said.name}.")
        return [Answer(there, 1.0)]
    return [Answer(one, 1.0) for one in said.lines]


def _notes(said: Subtitles, doubt: str | None) -> list[str]:
    notes = [doubt] if doubt else []
    if not said.sure:
        notes.append(f"Read as {said.encoding}. When letters are wrong, say the right one with --encoding.")
    if not said.rate_said:
        notes.append(f"Times are frames, taken as {said.rate:.3f} a second. Say another with --rate.")
    return notes


def _row(one: Spoken) -> tuple[str, str, str]:
    return format_timecode(subtitles.timecode_of(one)) or "", one.speaker, one.text.replace("\n", " / ")


def _dict(one: Answer) -> dict[str, object]:
    line = one.line
    return {
        "text": line.text,
        "speaker": line.speaker,
        "at": format_timecode(subtitles.timecode_of(line)),
        "start": line.start,
        "end": line.end,
        "score": one.score,
    }
