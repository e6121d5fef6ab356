# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample library: put in with one call, marked, and taken out with one call."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from moodboard.domain import dates
from moodboard.domain.board import Pin, PinKind, PinStyle
from moodboard.domain.changes import Changes
from moodboard.domain.date_words import parse_said
from moodboard.domain.dates import VagueDate
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.resources import asset
from moodboard.services import (
    boards,
    films,
    library,
    lines,
    pictures,
    pictures_files,
    sample_board,
    stills,
    watches,
)
from moodboard.services.sample_content import FILMS, HER, SampleFilm, SampleWatch
from moodboard.store import database
from moodboard.store import sample as store

SOURCE = "sample:"
"""How the natural key of a sample watch begins."""


def has_sample() -> bool:
    """Tell whether any of the sample is in the library."""
    with database.read():
        return store.has_sample()


def add_sample(today: date | None = None) -> Changes:
    """Put the films, their watches, shots and lines, and the board in; a second call changes nothing."""
    if has_sample():
        return Changes()
    now = today or date.today()
    # Decoding seventeen pictures inside the transaction would keep other writers out for a second.
    taken = {
        name: pictures.take_in_file(asset(f"stills/{name}.jpg")) for film in FILMS for name, _at in film.shots
    }
    with database.write():
        shots: dict[str, Still] = {}
        said: list[Line] = []
        times: list[str] = []
        her = 0
        for content in FILMS:
            film = _film(content)
            own = film.sample
            logged = _log_watches(content, film.id, now) if own else []
            found, _changes = stills.add_stills(
                [taken[name] for name, _at in content.shots],
                film.id,
                [float(at) for _name, at in content.shots],
            )
            shots |= {name: still for (name, _at), still in zip(content.shots, found, strict=True)}
            if own and content.cover:
                films.edit_film(replace(film, cover=shots[content.cover].uuid))
            said += _add_lines(content, film.id)
            if content is HER:
                her, times = film.id, [watch.uuid for watch in logged for _time in range(watch.times)]
        store.mark_stills([still.uuid for still in shots.values()])
        board, _changes = boards.create_board(sample_board.TITLE, her, _pins(shots, said, times))
        store.mark_board(board.id)
        boards.save_view(board.id, sample_board.VIEW)
    for one in taken.values():
        pictures_files.confirm(library.folder(), one.picture)
    return Changes(everything=True)


def remove_sample() -> Changes:
    """Take out what the sample brought; what the person added to its films stays, with those films."""
    with database.write():
        ratings: store.Ratings = {(film.title, film.year): film.rating for film in FILMS}
        changed, gone = store.remove_sample(SOURCE, ratings)
    for picture in gone:  # the program has them: they come back with the sample
        pictures_files.discard(pictures.original(picture))
    return changed


def _film(content: SampleFilm) -> Film:
    """Return the film, new and marked, or the person's own when they have it already."""
    own = store.film_id(content.title, content.year)
    if own is not None:
        return films.film_page(own).film
    film, _changes = films.add_film(
        Film(
            title=content.title,
            year=content.year,
            directors=content.directors,
            runtime=content.runtime,
            rating=content.rating,
            liked=content.liked,
            sample=True,
        )
    )
    return film


def _log_watches(content: SampleFilm, film_id: int, today: date) -> list[Watch]:
    logged = []
    for number, watch in enumerate(content.watches):
        kept, _changes = watches.log_watch(
            Watch(
                film_id=film_id,
                date=_date(watch, today),
                times=watch.times,
                rating=watch.rating,
                note=watch.note,
                people=watch.people,
                where=watch.where,
                medium=watch.medium,
                source=f"{SOURCE}{content.title}/{number}",
            )
        )
        logged.append(kept)
    return logged


def _date(watch: SampleWatch, today: date) -> VagueDate:
    if isinstance(watch.when, int):
        return dates.parse_edtf((today - timedelta(days=watch.when)).isoformat())
    words = re.sub(r"\{(\d+)\}", lambda found: str(today.year - int(found[1])), watch.when)
    words = re.sub(r"\{month-(\d+)\}", lambda found: _month(today, int(found[1])), words)
    return parse_said(words, today)


def _month(today: date, ago: int) -> str:
    months = today.year * 12 + today.month - 1 - ago
    return f"{months // 12}-{months % 12 + 1:02}"


def _add_lines(content: SampleFilm, film_id: int) -> list[Line]:
    added = []
    for line in content.lines:
        kept, _changes = lines.add_line(
            Line(
                uuid=new_uuid(),
                text=line.text,
                film_id=film_id,
                speaker=line.speaker,
                timecode=line.at,
                feelings=line.feelings,
                sample=True,
            )
        )
        added.append(kept)
    return added


def _pins(shots: dict[str, Still], said: list[Line], times: list[str]) -> tuple[Pin, ...]:
    def watch(number: int) -> str:
        return times[number - 1] if number <= len(times) else ""

    pins = [
        Pin(new_uuid(), PinKind.STILL, s.place, still=shots[s.asset].uuid, crop=s.crop, watch=watch(s.watch))
        for s in sample_board.SHOTS
    ]
    for words in sample_board.LINES:
        line = next(one for one in said if one.text.startswith(words.begins))
        style = PinStyle(text=words.style)
        pins.append(
            Pin(new_uuid(), PinKind.LINE, words.place, line=line.uuid, style=style, watch=watch(words.watch))
        )
    pins.append(
        Pin(
            new_uuid(),
            PinKind.SWATCHES,
            sample_board.SWATCHES,
            still=shots["dusk_skyline"].uuid,
            colours=sample_board.PALETTE,
            watch=watch(sample_board.SWATCHES_WATCH),
        )
    )
    pins.append(
        Pin(
            new_uuid(),
            PinKind.NOTE,
            sample_board.NOTE_PLACE,
            text=sample_board.NOTE,
            style=sample_board.NOTE_PIN_STYLE,
            watch=watch(sample_board.NOTE_WATCH),
        )
    )
    return tuple(_stacked(pins))


def _stacked(pins: list[Pin]) -> list[Pin]:
    return [replace(pin, z=float(number)) for number, pin in enumerate(pins, start=1)]
