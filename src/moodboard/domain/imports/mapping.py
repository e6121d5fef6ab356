# SPDX-License-Identifier: GPL-3.0-or-later
"""Which column of anybody's table means what: guessed from its header and some rows, or said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from moodboard.domain import plain_csv
from moodboard.domain.errors import KnownError
from moodboard.domain.imports.days import order_of, read_day
from moodboard.domain.letterboxd import column_name
from moodboard.domain.text_keys import folded


class Column(StrEnum):
    """What a column may be."""

    TITLE = "title"
    YEAR = "year"
    DATE = "date"
    RATING = "rating"
    REWATCH = "rewatch"
    TAGS = "tags"
    REVIEW = "review"
    NOTES = "notes"
    PEOPLE = "people"
    WHERE = "where"
    MEDIUM = "medium"
    CUT = "cut"
    FINISHED = "finished"
    LIKED = "liked"
    WATCHLIST = "watchlist"
    TIMES = "times"
    DIRECTORS = "directors"
    ORIGINAL = "original"
    LIST = "list"
    IMDB = "imdb"
    TMDB = "tmdb"
    LETTERBOXD = "letterboxd"


class Means(StrEnum):
    """What it means that a film has a row."""

    SEEN = "seen"
    WATCHLIST = "watchlist"
    FILMS = "films"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read."""

    columns: dict[Column, str] = field(default_factory=dict)
    """The header of each column that means something."""
    scale: float = 10
    """The best rating: 5, 10 or 100."""
    day_first: bool | None = None
    """Whether 3/4 is the third of April; None when the rows do not tell."""
    means: Means = Means.SEEN

    def __hash__(self) -> int:
        return hash((tuple(self.columns.items()), self.scale, self.day_first, self.means))


_NAMES: dict[Column, str] = {
    Column.TITLE: "title name film movie filmtitle movietitle titel filmname titre titolo titulo título nome"
    " название фильм 片名 タイトル movie/film",
    Column.YEAR: "year releaseyear jahr année anno año ano filmyear yearofrelease released"
    " releasedate год 年",
    Column.DATE: "date watcheddate datewatched watched watchedat watchedon seen seenon dateseen viewed"
    " viewedon dateviewed viewingdate watchdate day when datum gesehen gesehenam data fecha vistoel vu"
    " vule visto lastwatched lastwatchedat lastseen lastplayed finished_on enddate completed_on дата 日期",
    Column.RATING: "rating myrating yourrating rating10 userrating score stars myscore note/10 note/5"
    " bewertung wertung voto puntuación nota rate grade оценка 评分 评价",
    Column.REWATCH: "rewatch rewatched isrewatch repeat again",
    Column.TAGS: "tags tag labels keywords etiquetas schlagworte",
    Column.REVIEW: "review reviews comment comments mycomment mynotes thoughts kommentar rezension critique"
    " recensione reseña опис 评论",
    Column.NOTES: "notes note notizen remarks",
    Column.PEOPLE: "with withwhom watchedwith who people company companions friends seenwith mit mitwem"
    " gesehenmit begleitung avec avecqui con conquién conchi com comquem",
    Column.WHERE: "where place location venue cinema theater theatre kino cinéma cine ort wo lieu luogo"
    " lugar",
    Column.MEDIUM: "medium format source how watchedvia via platform service media streamingservice",
    Column.CUT: "cut version edition",
    Column.FINISHED: "finished completed",
    Column.LIKED: "liked like favorite favourite heart loved fav",
    Column.WATCHLIST: "watchlist wanttosee towatch",
    Column.TIMES: "times timesseen timeswatched plays playcount views watchcount count",
    Column.DIRECTORS: "director directors directedby regie réalisateur regista director(a)",
    Column.ORIGINAL: "originaltitle originaltitel titreoriginal titolooriginale títulooriginal",
    Column.LIST: "list listname collection",
    Column.IMDB: "imdb imdbid imdbiid const tconst imdblink imdburl",
    Column.TMDB: "tmdb tmdbid themoviedbid",
    Column.LETTERBOXD: "letterboxd letterboxduri letterboxdurl",
}
_OWN_WATCHES = {
    Column.TITLE: "filmtitle",
    Column.YEAR: "filmyear",
    Column.DATE: "edtf",
    Column.RATING: "rating",
    Column.REWATCH: "rewatch",
    Column.TAGS: "themes",
    Column.REVIEW: "note",
    Column.PEOPLE: "people",
    Column.WHERE: "venue",
    Column.MEDIUM: "medium",
    Column.CUT: "cut",
    Column.FINISHED: "finished",
    Column.LIKED: "liked",
    Column.TIMES: "times",
}
_OWN_FILMS = {
    Column.TITLE: "title",
    Column.ORIGINAL: "originaltitle",
    Column.YEAR: "year",
    Column.DIRECTORS: "directors",
    Column.LETTERBOXD: "letterboxd",
    Column.IMDB: "imdb",
    Column.TMDB: "tmdb",
    Column.RATING: "ratingown",
    Column.LIKED: "liked",
    Column.WATCHLIST: "watchlist",
    Column.NOTES: "notes",
    Column.TIMES: "timesseen",
}
_READABLE_WATCHES = _OWN_WATCHES | {
    Column.TITLE: "title",
    Column.YEAR: "year",
    Column.RATING: "stars",
    Column.REVIEW: "words",
    Column.PEOPLE: "with",
    Column.WHERE: "where",
}
_READABLE_FILMS = _OWN_FILMS | {Column.RATING: "stars"}
_OWN_OTHERS = (
    frozenset({"speaker", "line", "uuid"}),
    frozenset({"picture", "width", "uuid"}),
    frozenset({"theme", "films", "watches"}),
    frozenset({"list", "films", "uuid"}),
    frozenset({"board", "pins", "uuid"}),
    frozenset({"filmlist", "position", "filmtitle"}),
    frozenset({"field", "service", "filmtitle"}),
    frozenset({"run", "kind", "ref", "before"}),
    frozenset({"name", "value"}),
)
"""The columns of Moodboard's own plain tables."""
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split()}
_STARS = re.compile(r"[★⭐*✩☆]+½?")


def guess_mapping(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> Mapping:
    """Return what the columns most likely mean, by their names first and then by what stands in them."""
    own = _own(header)
    if own is not None:
        return own
    columns: dict[Column, str] = {}
    for name in header:
        column = _BY_NAME.get(column_name(name).replace("-", ""))
        if column is not None and column not in columns and name.strip():
            columns[column] = name
    cells = {name: _cells(place, sample) for place, name in enumerate(header)}
    if _only_days(cells.get(columns.get(Column.YEAR, ""), [])):
        columns.pop(Column.YEAR)  # "Released", with whole dates: the year is read out of them
        columns[Column.YEAR] = next(name for name in header if _BY_NAME.get(column_name(name)) is Column.YEAR)
    for column in (Column.NOTES, Column.REVIEW):
        name = columns.get(column, "")  # "Note" is what French calls a rating
        if cells.get(name) and Column.RATING not in columns and _ratings(cells[name]):
            columns[Column.RATING] = columns.pop(column)
    free = [name for name in header if name.strip() and name not in columns.values()]
    for column, fits in _BY_CONTENT:
        found = next((name for name in free if cells[name] and fits(cells[name])), None)
        if column not in columns and found is not None:
            columns[column] = found
            free.remove(found)
    days = cells.get(columns.get(Column.DATE, ""), [])
    if days and not any(re.search(r"\d", cell) for cell in days):
        del columns[Column.DATE]  # "Watched: yes"
        found = next((name for name in free if cells[name] and _dates(cells[name])), None)
        columns |= {Column.DATE: found} if found is not None else {}
    rated = columns.get(Column.RATING, "")
    dates = cells.get(columns.get(Column.DATE, ""), [])
    wishes = Column.DATE not in columns and Column.RATING not in columns and Column.WATCHLIST not in columns
    return Mapping(
        columns,
        scale=guess_scale(rated, cells.get(rated, [])),
        day_first=order_of(dates),
        means=Means.FILMS if wishes else Means.SEEN,
    )


def _own(header: Sequence[str]) -> Mapping | None:
    """Return how one of Moodboard's own plain tables is read; without columns for one that holds no films."""
    names = {column_name(name): name for name in header}
    if plain_csv.is_ours(names.keys()):
        is_watches = "edtf" in names
        readable = _READABLE_WATCHES if is_watches else _READABLE_FILMS
        found = {column: names[name] for column, name in readable.items() if name in names}
        return Mapping(found, scale=5, day_first=True, means=Means.SEEN if is_watches else Means.FILMS)
    others = any(names.keys() >= columns for columns in _OWN_OTHERS)
    if not others and (
        "uuid" not in names or not {"binned", "source", "film", "board", "name"} & names.keys()
    ):
        return None
    films = {"timesseen", "ratingown", "earlierwatches"} <= names.keys()
    wanted = _OWN_WATCHES if {"edtf", "filmtitle"} <= names.keys() else _OWN_FILMS if films else {}
    columns = {column: names[name] for column, name in wanted.items() if name in names}
    means = Means.FILMS if films else Means.SEEN
    return Mapping(columns, scale=10, day_first=True, means=means)


def guess_scale(name: str, said: Sequence[str]) -> float:
    """Return the best rating that a column's values leave room for."""
    plain = column_name(name)
    if found := re.search(r"(?:/|outof|rating)(5|10|100)\b", plain):
        return float(found[1])
    if any(_STARS.fullmatch(value) for value in said):
        return 5
    numbers: list[float] = []
    for value in said:
        if found := re.fullmatch(r"\d+(?:[.,]\d+)?\s*/\s*(5|10|100)", value):
            return float(found[1])
        if re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", value):
            numbers.append(float(value.replace(",", ".")))
        elif re.fullmatch(r"\d{1,3}(?:[.,]\d+)?\s*%", value):
            return 100
    most = max(numbers, default=10.0)
    return 100 if most > 10 else 10 if most > 5 else 5


def _cells(place: int, sample: Sequence[Sequence[str]]) -> list[str]:
    return [row[place].strip() for row in sample if place < len(row) and row[place].strip()]


def _mostly(cells: Sequence[str], fits: re.Pattern[str]) -> bool:
    return sum(bool(fits.fullmatch(cell)) for cell in cells) * 10 >= len(cells) * 8


def _only_days(cells: Sequence[str]) -> bool:
    return bool(cells) and _mostly(cells, re.compile(r"\d{4}-\d\d-\d\d.*"))


def _ratings(cells: Sequence[str]) -> bool:
    return _mostly(cells, re.compile(r"(?:10|\d)(?:[.,]\d)?(?:\s*/\s*\d+)?|[★⭐]+½?"))


def _dates(cells: Sequence[str]) -> bool:
    if _mostly(cells, re.compile(r"\d{1,4}")):
        return False
    return sum(read_day(cell, True) is not None for cell in cells) * 10 >= len(cells) * 8


def _titles(cells: Sequence[str]) -> bool:
    wordy = sum(any(sign.isalpha() for sign in cell) and not cell.startswith("http") for cell in cells)
    return wordy * 10 >= len(cells) * 7 and len({folded(cell) for cell in cells}) * 2 > len(cells)


_BY_CONTENT = (
    (Column.IMDB, lambda cells: _mostly(cells, re.compile(r"(?:https?://.*imdb\.com/.*)?tt\d{5,10}/?.*"))),
    (
        Column.LETTERBOXD,
        lambda cells: _mostly(cells, re.compile(r"https?://(?:letterboxd\.com|boxd\.it)/.*")),
    ),
    (Column.YEAR, lambda cells: _mostly(cells, re.compile(r"(?:18[7-9]|19\d|20[0-4])\d"))),
    (Column.DATE, _dates),
    (Column.RATING, _ratings),
    (Column.TITLE, _titles),
)


def parse_mapping(said: str, start: Mapping | None = None) -> Mapping:
    """Return the mapping of ``title=Film,date=Seen,scale=5``; raises KnownError."""
    mapping = start or Mapping()
    columns = dict(mapping.columns)
    for part in filter(None, (part.strip() for part in said.split(","))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise KnownError(
                f"“{part}” is not a column. Write title=Film,date=Seen with the file’s own names."
            )
        if name == "scale":
            if value not in ("5", "10", "100"):
                raise KnownError("The scale is 5, 10 or 100.")
            mapping = replace(mapping, scale=float(value))
        elif name == "days":
            if value not in ("day-first", "month-first"):
                raise KnownError("Say days=day-first or days=month-first.")
            mapping = replace(mapping, day_first=value == "day-first")
        elif name == "rows":
            if value not in tuple(Means):
                raise KnownError(f"The rows are one of {', '.join(Means)}.")
            mapping = replace(mapping, means=Means(value))
        elif name in tuple(Column):
            columns[Column(name)] = value
        else:
            raise KnownError(f"“{name}” is none of {', '.join(Column)}, scale, days, rows.")
    return replace(mapping, columns=columns)


def written(mapping: Mapping) -> str:
    """Return the mapping as ``parse_mapping`` reads it."""
    parts = [f"{column}={name}" for column, name in mapping.columns.items()]
    if Column.RATING in mapping.columns:
        parts.append(f"scale={mapping.scale:g}")
    if mapping.day_first is not None:
        parts.append("days=day-first" if mapping.day_first else "days=month-first")
    if mapping.means is not Means.SEEN:
        parts.append(f"rows={mapping.means}")
    return ",".join(parts)


def checked(mapping: Mapping, header: Sequence[str], name: str) -> Mapping:
    """Return the mapping when all its columns are there and one tells the film; raises KnownError."""
    there = {column_name(cell) for cell in header}
    for said in mapping.columns.values():
        if column_name(said) not in there:
            raise KnownError(f"{name} has no column “{said}”. It has {', '.join(filter(None, header))}.")
    films = {Column.TITLE, Column.ORIGINAL, Column.IMDB, Column.TMDB, Column.LETTERBOXD}
    if not films & mapping.columns.keys():
        raise KnownError(f"Say which column of {name} holds the titles, as in title=Film.")
    return mapping
