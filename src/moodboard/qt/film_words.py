# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film's page says of watches, gaps and counts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moodboard.domain.dates import VagueDate, full
from moodboard.domain.film import FilmPage, Watch
from moodboard.domain.rewatch_story import Every, StoryRow, number_word, rhythm, span_words
from moodboard.domain.text_keys import facts_line

_translate = QCoreApplication.translate


def counted(count: int, one: str, many: str) -> str:
    """Put a number into the sentence for one or for many; both hold ``{n}``."""
    return (one if count == 1 else many).format(n=f"{count:,}")


def every_words(every: Every) -> str:
    """Say a rhythm: "every 11 weeks", "every day"."""
    words = {
        "day": (_translate("film", "every day"), _translate("film", "every {n} days")),
        "week": (_translate("film", "every week"), _translate("film", "every {n} weeks")),
        "month": (_translate("film", "every month"), _translate("film", "every {n} months")),
        "year": (_translate("film", "every year"), _translate("film", "every {n} years")),
    }[every.unit]
    return counted(every.count, *words)


def heading(page: FilmPage) -> str:
    """Say how often: "The twelve times", "At least thirteen times"."""
    times = page.row.times_seen
    if page.film.at_least:
        return _translate("film", "At least {n} times").format(n=number_word(times + 1))
    if times == 1:
        return _translate("film", "The one time")
    return _translate("film", "The {n} times").format(n=number_word(times))


def rhythm_words(page: FilmPage) -> str:
    """Say how often, since when, and how often again; what is not known is left out."""
    times, film = page.row.times_seen, page.film
    if not times:
        return _translate("film", "on your watchlist") if film.watchlist else ""
    if film.at_least:
        words = [_translate("film", "at least {n} watches").format(n=f"{times + 1:,}")]
    else:
        words = [counted(times, _translate("film", "{n} watch"), _translate("film", "{n} watches"))]
    first = page.row.first_watched
    if first is not None and first.is_known:
        is_first = not (film.at_least or film.earlier_watches or _has_undated(page))
        told = _translate("film", "first {date}") if is_first else _translate("film", "first known {date}")
        words.append(told.format(date=full(first)))
    every = rhythm(page.watches)
    if every is not None:
        words.append(_translate("film", "usually {every}").format(every=every_words(every)))
    return "  ·  ".join(words)


def _has_undated(page: FilmPage) -> bool:
    return any(not watch.date.is_known for watch in page.watches)


def facts_words(page: FilmPage) -> str:
    """Say year, who directed it, and its length."""
    film = page.film
    words = [str(film.year) if film.year is not None else "", ", ".join(film.directors)]
    if film.runtime is not None:
        words.append(_translate("film", "{n} min").format(n=film.runtime))
    if film.original_title and film.original_title != film.title:
        words.append(film.original_title)
    return facts_line(words)


def date_words(date: VagueDate) -> str:
    """Say a watch's date in full."""
    return full(date) or _translate("film", "date unknown")


def said_date(watch: Watch) -> str:
    """Say the date as it is typed: with the times when there are several, nothing when unknown."""
    words = full(watch.date)
    if watch.times < 2:
        return words
    return f"{words} ×{watch.times}" if words else f"? ×{watch.times}"


def row_date(row: StoryRow) -> str:
    """Say a row's date without its times."""
    if row.is_run:
        return span_words(row.watches)
    if row.watches:
        return date_words(row.watches[0].date)
    if row.last:
        more = _translate("film", "and {n} more of which nothing is known")
        return more.format(n=number_word(row.last))
    return ""


def row_facts(row: StoryRow) -> str:
    """Say with whom, where and how it was seen; of a run, how many and how often."""
    if row.is_run:
        words = _translate("film", "{n} more, {every} or so")
        every = every_words(row.every) if row.every is not None else ""
        count = number_word(len(row.watches))
        return words.format(n=count[:1].upper() + count[1:], every=every)
    return watch_facts(row.watches[0]) if row.watches else ""


def watch_facts(watch: Watch) -> str:
    """Say with whom, where, on what, in which cut, whether to the end."""
    words = [_people(watch.people), watch.where, ", ".join(w for w in (watch.medium, watch.cut) if w)]
    if not watch.date.is_day and watch.times > 1:
        words.insert(0, _translate("film", "No dates kept"))
    if not watch.finished:
        words.append(_translate("film", "not to the end"))
    if watch.themes:
        words.append(", ".join(watch.themes))
    return facts_line(words)


def _people(people: tuple[str, ...]) -> str:
    if not people:
        return ""
    if len(people) == 1 and people[0].casefold() == _translate("film", "alone").casefold():
        return _translate("film", "Alone")
    if len(people) == 1:
        return _translate("film", "With {name}").format(name=people[0])
    names = _translate("film", "{names} and {name}").format(names=", ".join(people[:-1]), name=people[-1])
    return _translate("film", "With {name}").format(name=names)


def stars_words(rating: int | None) -> str:
    """Say stars for whoever cannot see them."""
    if rating is None:
        return ""
    return counted_half(rating)


def counted_half(rating: int) -> str:
    """Say "1 star", "4.5 stars"."""
    stars = f"{rating / 2:g}"
    words = _translate("film", "{n} star") if rating == 2 else _translate("film", "{n} stars")
    return words.format(n=stars)


def row_words(row: StoryRow) -> str:
    """Say a row whole, for screen readers and tool-tips."""
    if not row.watches:
        return row_date(row) or _translate("film", "Earlier times: none noted")
    watch = row.watches[0]
    times = f" ×{watch.times}" if watch.times > 1 and not row.is_run else ""
    note = "" if row.is_run else watch.note
    words = (row.numbers, row_date(row) + times, stars_words(watch.rating), row_facts(row), note)
    return ", ".join(word for word in words if word)


def watch_name(watch: Watch) -> str:
    """Return the words by which an undo step names a watch."""
    if watch.date.is_known:
        return _translate("film", "the watch of {date}").format(date=full(watch.date))
    return _translate("film", "the undated watch")
