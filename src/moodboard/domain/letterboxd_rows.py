# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of Letterboxd's tables as values; what cannot be read is said, and the rest of the row kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.html_text import plain_text

FilmKey = tuple[str, int | None]

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n"})
_BLANK = frozenset({"nan", "nat", "null", "none", "n/a", "<na>", "-"})
"""What programs that save such files anew write into a blank cell."""
NO_DAYS_AT_ALL = frozenset({date(1, 1, 1), date(1601, 1, 1)})
"""Where calendars of programs begin: no day on which a film was seen."""
_FILM_PATH = re.compile(r"https?://(?:www\.)?letterboxd\.com/(?:[^/]+/)?film/([^/?#]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FilmSaid:
    """A film as a row names it."""

    title: str
    year: int | None = None
    address: str = ""
    """The film's own Letterboxd address; empty where the row has an entry's or none."""
    imdb: str = ""
    tmdb: int | None = None
    directors: tuple[str, ...] = ()
    original: str = ""
    """The original title where it is another."""
    runtime: int | None = None

    @property
    def key(self) -> FilmKey:
        """What two rows of one film share."""
        return film_key(self.title, self.year)


@dataclass(frozen=True, slots=True)
class EntrySaid:
    """A row of the diary or of the reviews."""

    film: FilmSaid
    source: str
    """The entry's address; empty for entries whose film Letterboxd removed."""
    logged: str
    date: VagueDate
    rating: int | None
    rewatch: bool | None
    tags: tuple[str, ...]
    note: str = ""
    fingerprint: str = ""
    """Stands for an entry without an address: the same words in diary.csv and reviews.csv."""


@dataclass(slots=True)
class Cells:
    """One row by column name, and what was wrong with it as it was read."""

    values: Mapping[str, str]
    faults: list[str] = field(default_factory=list)
    other_days: Callable[[str], VagueDate | None] | None = None
    """Reads days as a spreadsheet wrote them anew, where a file has such."""

    def text(self, *names: str) -> str:
        """Return the first of these columns that says something."""
        for name in names:
            said = self.values.get(name, "").strip()
            if said:
                return said
        return ""

    def film(self, entry: bool = False) -> FilmSaid:
        """Return the film; ``entry``: the row's address is not the film's."""
        title = unicodedata.normalize("NFC", " ".join(self.text("name", "title").split()))
        address = "" if entry else tidy_address(self.text("letterboxduri", "url"))
        directors = tuple(name for part in self.text("directors").split(",") if (name := part.strip()))
        return FilmSaid(title, self._year(), address, self._imdb(), self._tmdb(), directors)

    def rating(self) -> int | None:
        """Return 1..10, None when the row says nothing or nothing that is a rating."""
        said, said_of_ten = self._number_said("rating"), self._number_said("rating10")
        if not said and _number(said_of_ten or "1") == 0:
            return None  # how programs that write this format say "not rated"
        value = _number(said) * 2 if said else _number(said_of_ten) if said_of_ten else None
        if value is None:
            return None
        if value != int(value) or not 1 <= value <= 10:
            scale = "0.5 to 5 stars" if said else "1 to 10"
            self.faults.append(f"{said or said_of_ten!r} is not a rating ({scale}); kept without one")
            return None
        return int(value)

    def day(self, *names: str) -> VagueDate:
        """Return the day, unknown when blank; words that are no day are kept as they were said."""
        said = self.text(*names)
        if not said or said.casefold() in _BLANK:
            return UNKNOWN
        day = parse_day(said)
        if day is None and self.other_days is not None and (other := self.other_days(said)) is not None:
            return other
        if day is None:
            self.faults.append(f"{said!r} is not a date (year-month-day); kept without one")
            return VagueDate(said=said)
        return UNKNOWN if day in NO_DAYS_AT_ALL else VagueDate(day.isoformat(), day, day, "")

    def rewatch(self) -> bool | None:
        """Return what was said of a rewatch, None for nothing."""
        said = self.text("rewatch").casefold()
        if said and said not in _YES | _NO:
            self.faults.append(f"Rewatch is {said!r}, neither yes nor no; kept without it")
        return True if said in _YES else False if said in _NO else None

    def tags(self) -> tuple[str, ...]:
        """Return the tags in their order, each once."""
        found: dict[str, str] = {}
        for part in unicodedata.normalize("NFC", self.text("tags")).split(","):
            tag = " ".join(part.split())
            if tag:
                found.setdefault(tag.casefold(), tag)
        return tuple(found.values())

    def _number_said(self, name: str) -> str:
        said = self.text(name)
        return "" if said.casefold() in _BLANK else said

    def _year(self) -> int | None:
        said = self._number_said("year")
        if not said:
            return None
        number = _number(said)
        if number != int(number) or not 1870 <= number <= 2200:
            self.faults.append(f"{said!r} is not a year; kept without one")
            return None
        return int(number)

    def _imdb(self) -> str:
        said = re.sub(r"^.*/(?=tt\d)|/?(?:\?.*)?$", "", self.text("imdbid"))
        if re.fullmatch(r"\d{6,8}", said, re.ASCII):
            return f"tt{int(said):07}"  # a spreadsheet, or a program that leaves the letters out
        return said if re.fullmatch(r"tt\d{5,10}", said) else ""

    def _tmdb(self) -> int | None:
        found = re.fullmatch(r"(?:movie[/-])?(\d{1,9})(?:\.0)?", self.text("tmdbid"), re.ASCII)
        return int(found[1]) if found and int(found[1]) else None


def entry_of(cells: Cells, *, account: bool = True) -> EntrySaid:
    """Return the diary entry or review of a row; ``account``: from the export, not the import format."""
    film = cells.film(entry=account)
    logged = cells.day("date")
    day = cells.day("watcheddate")
    return EntrySaid(
        film=film,
        source=tidy_address(cells.text("letterboxduri")) if account else "",
        logged=logged.edtf,
        date=day,
        rating=cells.rating(),
        rewatch=cells.rewatch(),
        tags=cells.tags(),
        note=plain_text(cells.text("review")),
        fingerprint=_fingerprint(cells, film),
    )


def _fingerprint(cells: Cells, film: FilmSaid) -> str:
    names = ("date", "rating", "rewatch", "tags", "watcheddate")
    said = "\x1f".join([film.key[0], str(film.year), *(cells.text(name) for name in names)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@lru_cache(maxsize=4096)
def film_key(title: str, year: int | None) -> FilmKey:
    """Return what films are told apart by when there is no address: title without case, and year."""
    return unicodedata.normalize("NFC", " ".join(title.split())).casefold(), year


def tidy_address(said: str) -> str:
    """Return an address in one spelling, empty for what is none."""
    said = said.strip()
    if not re.match(r"https?://", said, re.IGNORECASE):
        return ""
    path = _FILM_PATH.match(said)
    if path:
        return f"https://letterboxd.com/film/{path[1].casefold()}/"
    return re.sub(r"^http://", "https://", said, flags=re.IGNORECASE).rstrip("/")


def parse_day(said: str) -> date | None:
    """Return the day of ``2024-01-20`` (also with slashes, or a time behind it), None for anything else."""
    found = _DAY.fullmatch(said.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _number(said: str) -> float:
    """Return the number (``4``, ``4.5``, ``4,5``), -1 for anything else."""
    return (
        float(said.replace(",", "."))
        if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,4})?", said.strip(), re.ASCII)
        else -1.0
    )
