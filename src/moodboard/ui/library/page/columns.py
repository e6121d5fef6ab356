# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns of the film list: what each shows, how wide it is, and which order a click on it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from moodboard.domain.dates import VagueDate, full, parse_edtf, spoken
from moodboard.domain.film import FilmRow
from moodboard.domain.query import FilmSort
from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    id: str
    title: str
    width: int
    text: Callable[[FilmRow, date], str]
    sort: FilmSort | None = None
    shown: bool = True
    right: bool = False
    """Numbers stand at the right."""


def tr(words: str, count: int = -1) -> str:
    """Return words of the columns as they are on the screen."""
    return QCoreApplication.translate("columns", words, "", count)


def span(days: float) -> str:
    """Return a pause between two watches, as people say it."""
    for length, words, up_to in ((1, "%n day(s)", 21), (7, "%n week(s)", 119), (30.44, "%n month(s)", 730)):
        if days < up_to:
            return tr(words, max(1, round(days / length)))
    return tr("%n year(s)", round(days / 365.25))


def said(vague: VagueDate | None, today: date) -> str:
    """Return a date as people say it, empty when nothing is known."""
    return spoken(vague, today) if vague is not None and vague.is_known else ""


def due_words(due_on: int | None, today: date) -> str:
    """Return when a film is due again: "now", "in 3 weeks", or for how long it has been."""
    if due_on is None:
        return ""
    left = due_on - today.toordinal()
    if left > 0:
        return tr("in {span}").format(span=span(left))
    return tr("now") if left > -7 else tr("for {span}").format(span=span(-left))


def _added(film: FilmRow, today: date) -> str:
    day = _day_of(film)
    return spoken(parse_edtf(day.isoformat()), today) if day is not None else ""


def _day_of(film: FilmRow) -> date | None:
    try:
        return date.fromisoformat(film.added[:10])
    except ValueError:
        return None


def full_day(day: date) -> str:
    """Return a day in figures and words, e.g. "3 May 2026"."""
    return f"{day.day} {day:%b %Y}"


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _last(film: FilmRow, today: date) -> str:
    if film.last_watched is not None and film.last_watched.is_known:
        return spoken(film.last_watched, today)
    return tr("to watch") if film.watchlist and not film.times_seen else ""


def tip_of(column: str, film: FilmRow) -> str:
    """Return what hovering over a cell tells: exact dates."""
    vague = {"last": film.last_watched, "first": film.first_watched}.get(column)
    if vague is not None and vague.is_known:
        return full(vague)
    if column == "due" and film.due_on is not None:
        return full_day(date.fromordinal(film.due_on))
    if column == "added" and (day := _day_of(film)) is not None:
        return full_day(day)
    if column == "title":
        return film.title
    return ", ".join(film.directors) if column == "directors" else ""


TITLE = "title"
_T = QT_TRANSLATE_NOOP

COLUMNS: tuple[Column, ...] = (
    Column(TITLE, _T("columns", "Title"), 320, lambda film, _day: film.title, FilmSort.TITLE),
    Column(
        "year",
        _T("columns", "Year"),
        72,
        lambda film, _day: "" if film.year is None else str(film.year),
        FilmSort.YEAR,
        right=True,
    ),
    Column("directors", _T("columns", "Directors"), 180, lambda film, _day: ", ".join(film.directors)),
    Column("rating", _T("columns", "Stars"), 92, lambda film, _day: "", FilmSort.RATING),
    Column("heart", _T("columns", "Heart"), 64, lambda film, _day: "", shown=False),
    Column("times", _T("columns", "Times"), 80, lambda film, _day: "", FilmSort.REWATCHES, right=True),
    Column("last", _T("columns", "Last seen"), 136, _last, FilmSort.LAST_SEEN),
    Column(
        "first",
        _T("columns", "First seen"),
        136,
        lambda film, day: said(film.first_watched, day),
        shown=False,
    ),
    Column(
        "gap",
        _T("columns", "Usually every"),
        120,
        lambda film, _day: "" if film.gap is None else span(film.gap),
        FilmSort.GAP,
        shown=False,
    ),
    Column("due", _T("columns", "Due"), 128, lambda film, day: due_words(film.due_on, day), FilmSort.DUE),
    Column("added", _T("columns", "Added"), 120, _added, FilmSort.ADDED, shown=False),
    Column("shots", _T("columns", "Shots"), 72, lambda film, _day: _number(film.shots), right=True),
    Column("lines", _T("columns", "Lines"), 72, lambda film, _day: _number(film.lines), right=True),
    Column(
        "watchlist",
        _T("columns", "Watchlist"),
        96,
        lambda film, _day: tr("to watch") if film.watchlist else "",
        shown=False,
    ),
)
BY_ID = {column.id: column for column in COLUMNS}
