# SPDX-License-Identifier: GPL-3.0-or-later
"""Every filter, order and page of the film list is what plain Python says it should be."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moodboard.domain.dates import tonight
from moodboard.domain.edtf import parse_edtf
from moodboard.domain.film import Film, FilmRow, Watch
from moodboard.domain.film_filters import ALL_OF, Facet, FilmFilters, FilmMark
from moodboard.domain.line import Line
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.domain.text_keys import folded, title_key
from moodboard.services import boards, films, library, lines, watches
from moodboard.store import film_list
from new_library import open_new

TODAY = tonight(datetime.now())
PEOPLE = ("Ana", "Ben", "ana")
PLACES = ("Arsenal", "home", "Home")
MEDIA = ("35 mm", "Blu-ray")
THEMES = ("rain", "Rain", "trains")
DIRECTORS = ("Chloe Marsh", "Theo Vann")
DATES = ("", "2014", "2019-05-04", "2020-01-02", "2020-01-02", "2021-06", "../2012", "2024-11-30")

names = st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True).map(tuple)


@dataclass(frozen=True)
class Sample:
    film: Film
    watches: tuple[Watch, ...]
    has_line: bool
    has_board: bool
    binned: bool


@st.composite
def a_watch(draw: st.DrawFn) -> Watch:
    return Watch(
        0,
        parse_edtf(draw(st.sampled_from(DATES))),
        times=draw(st.sampled_from([1, 1, 1, 3])),
        rating=draw(st.none() | st.integers(1, 10)),
        rewatch=draw(st.sampled_from([None, True, False])),
        people=draw(names),
        where=draw(st.sampled_from(["", *PLACES])),
        medium=draw(st.sampled_from(["", *MEDIA])),
        cut=draw(st.sampled_from(["", "director's cut"])),
        finished=draw(st.booleans()),
        themes=draw(st.sampled_from([(), ("trains",)])),
        note=draw(st.sampled_from(["", "umbrella at the end"])),
    )


@st.composite
def a_film(draw: st.DrawFn) -> Sample:
    film = Film(
        draw(st.sampled_from(["Her", "The Harbour", "A Bus", "Åse", "Umbrella", "Zoo"])),
        year=draw(st.none() | st.sampled_from([1989, 1990, 1994, 1999, 2013])),
        directors=draw(st.sampled_from([(), ("Chloe Marsh",), DIRECTORS])),
        rating=draw(st.none() | st.integers(1, 10)),
        liked=draw(st.booleans()),
        watchlist=draw(st.booleans()),
        notes=draw(st.sampled_from(["", "an umbrella"])),
        themes=draw(st.lists(st.sampled_from(THEMES), max_size=2, unique_by=folded).map(tuple)),
        earlier_watches=draw(st.sampled_from([0, 0, 2])),
    )
    told = tuple(draw(st.lists(a_watch(), max_size=3)))
    return Sample(film, told, draw(st.booleans()), draw(st.booleans()), draw(st.integers(0, 5)) == 0)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([*values, "nobody"]), max_size=2, unique_by=folded).map(tuple)


def marks(taken: frozenset[FilmMark] = frozenset()) -> st.SearchStrategy[frozenset[FilmMark]]:
    return st.frozensets(st.sampled_from([mark for mark in FilmMark if mark not in taken]), max_size=2)


def maybe(values: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.none() | st.none() | values


filters = st.builds(
    FilmFilters,
    times_from=maybe(st.integers(0, 4)),
    times_to=maybe(st.integers(0, 4)),
    rating_from=maybe(st.integers(1, 10)),
    rating_to=maybe(st.integers(1, 10)),
    unrated=st.booleans(),
    year_from=maybe(st.sampled_from([1989, 1990])),
    year_to=maybe(st.sampled_from([1994, 1999])),
    people=some(PEOPLE) | st.just(()),
    places=some(PLACES) | st.just(()),
    media=some(MEDIA) | st.just(()),
    cuts=st.just(()) | st.just(("Director's Cut",)),
    themes=st.just(()) | some(THEMES),
    directors=st.just(()) | some(DIRECTORS),
    marks=st.just(frozenset()) | marks(),
    unmarked=st.just(frozenset()) | marks(),
)
queries = st.builds(
    FilmQuery,
    text=st.sampled_from(["", "", "umbrella", "h"]),
    chips=st.just(frozenset()) | st.frozensets(st.sampled_from(FilmChip), max_size=1),
    sort=st.sampled_from(FilmSort),
    backwards=st.booleans(),
    filters=st.just(FilmFilters()) | filters,
)


def store(samples: list[Sample]) -> dict[int, Sample]:
    kept: dict[int, Sample] = {}
    for number, sample in enumerate(samples):
        # Two of one title and year are one film, so each has a year of its own where it has any.
        film, _ = films.add_film(replace(sample.film, title=f"{sample.film.title} {number}"))
        for watch in sample.watches:
            watches.log_watch(replace(watch, film_id=film.id))
        if sample.film.watchlist:  # logging took it off
            films.edit_film(replace(films.film(film.id), watchlist=True))
        if sample.has_line:
            lines.add_line(Line("", "words", film.id))
        if sample.has_board:
            boards.create_board(f"Board {number}", film.id)
        if sample.binned:
            films.bin_film(film.id)
        kept[film.id] = replace(sample, film=replace(sample.film, title=f"{sample.film.title} {number}"))
    return kept


def named(sample: Sample, facet: Facet) -> set[str]:
    said = {
        Facet.WITH: [name for watch in sample.watches for name in watch.people],
        Facet.WHERE: [watch.where for watch in sample.watches],
        Facet.MEDIUM: [watch.medium for watch in sample.watches],
        Facet.CUT: [watch.cut for watch in sample.watches],
        Facet.THEME: [*sample.film.themes, *(name for watch in sample.watches for name in watch.themes)],
        Facet.DIRECTOR: list(sample.film.directors),
    }
    return {folded(name) for name in said[facet] if name}


def has(sample: Sample, mark: FilmMark, row: FilmRow) -> bool:
    told: dict[FilmMark, bool] = {
        FilmMark.SHOTS: False,
        FilmMark.LINES: sample.has_line,
        FilmMark.BOARD: sample.has_board,
        FilmMark.WATCHLIST: sample.film.watchlist,
        FilmMark.LIKED: sample.film.liked,
        FilmMark.UNFINISHED: any(not watch.finished for watch in sample.watches),
        FilmMark.UNDATED: bool(sample.film.earlier_watches)
        or any(not w.date.is_known for w in sample.watches),
        FilmMark.UNTOLD: row.at_least,
    }
    return told[mark]


def within(value: int | None, low: int | None, high: int | None) -> bool:
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def answers(sample: Sample, row: FilmRow, query: FilmQuery) -> bool:
    asked, year = query.filters, sample.film.year
    if sample.binned or not within(row.times_seen, asked.times_from, asked.times_to):
        return False
    if (asked.year_from or asked.year_to) and not within(year, asked.year_from, asked.year_to):
        return False
    rated = asked.rating_from is not None or asked.rating_to is not None
    if (rated or asked.unrated) and not (
        (asked.unrated and row.rating is None)
        or (rated and within(row.rating, asked.rating_from, asked.rating_to))
    ):
        return False
    for facet in Facet:
        wanted, there = {folded(name) for name in asked.names(facet)}, named(sample, facet)
        if wanted and not (wanted <= there if facet in ALL_OF else wanted & there):
            return False
    if any(not has(sample, mark, row) for mark in asked.marks):
        return False
    if any(has(sample, mark, row) for mark in asked.unmarked):
        return False
    return answers_chips(sample, row, query)


def answers_chips(sample: Sample, row: FilmRow, query: FilmQuery) -> bool:
    words = [sample.film.title, sample.film.notes, *sample.film.directors, *sample.film.themes]
    words += [word for watch in sample.watches for word in (watch.note, watch.where, *watch.people)]
    begins = [folded(word) for text in words for word in text.split()]
    begins += ["words"] * sample.has_line
    return (
        (FilmChip.REWATCHED not in query.chips or row.times_seen > 1)
        and (FilmChip.FIVE_STARS not in query.chips or row.rating == 10)
        and (FilmChip.DUE_AGAIN not in query.chips or (row.due_on or 10**9) <= TODAY.toordinal())
        and (not query.text or any(word.startswith(query.text) for word in begins))
    )


def key_of(row: FilmRow, sort: FilmSort) -> float | str | None:
    """What films are ordered by; None for those that lack it."""
    last = row.last_watched.day_number if row.last_watched and row.last_watched.is_known else None
    if sort is FilmSort.LAST_SEEN:
        return last
    if sort is FilmSort.DUE:
        return (TODAY.toordinal() - (last or 0)) / row.gap if row.gap else None
    values: dict[FilmSort, float | str | None] = {
        FilmSort.REWATCHES: row.times_seen,
        FilmSort.YEAR: row.year,
        FilmSort.RATING: row.rating,
        FilmSort.ADDED: row.added,
        FilmSort.GAP: row.gap,
    }
    return values[sort]


def in_order(rows: list[FilmRow], query: FilmQuery) -> list[int]:
    by_title = sorted(rows, key=lambda row: (title_key(row.title), row.id))
    if query.sort is FilmSort.TITLE:
        return [row.id for row in (by_title if not query.backwards else reversed(by_title))]
    known = [row for row in by_title if key_of(row, query.sort) is not None]
    known.sort(key=lambda row: key_of(row, query.sort), reverse=query.descending)  # type: ignore[arg-type, return-value]
    lacking = [row for row in by_title if key_of(row, query.sort) is None]
    if query.sort is FilmSort.LAST_SEEN:  # seen, nobody knows when, before never seen
        lacking.sort(key=lambda row: not row.times_seen)
    return [row.id for row in [*known, *lacking]]


@given(st.lists(a_film(), max_size=9), st.lists(queries, min_size=6, max_size=6), st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_list_is_what_plain_python_says(
    tmp_path_factory: pytest.TempPathFactory, samples: list[Sample], asked: list[FilmQuery], many: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if many:  # as if each set had a hundred thousand films: the other ways are taken
            patch.setattr(film_list, "_AT_ONCE", 0)
            patch.setattr(film_list, "_FIRST_PAGES", 3)
            patch.setattr("moodboard.store.film_where.MERGE_FROM", 0)
        open_new(tmp_path_factory.mktemp("filters"))
        try:
            library.begin_day()
            kept = store(samples)
            rows = {id_: films.film_row(id_) for id_ in kept}
            for query in asked:
                check(kept, rows, query)
        finally:
            library.close_library()


def check(kept: dict[int, Sample], rows: dict[int, FilmRow], query: FilmQuery) -> None:
    wanted = in_order([rows[id_] for id_, sample in kept.items() if answers(sample, rows[id_], query)], query)
    assert films.count_films(query) == len(wanted)
    for offset in range(0, len(wanted) + 1, 2):
        page = films.film_rows(query, offset, 2)
        assert [row.id for row in page] == wanted[offset : offset + 2]
    assert [row.id for row in films.film_rows(query)] == wanted
    for id_ in kept:
        place = wanted.index(id_) if id_ in wanted else None
        assert films.position_of(id_, query) == place


def test_a_film_that_changes_is_found_at_its_new_place_at_once(library: Path) -> None:
    ids = [films.add_film(Film(f"Film {n}", directors=("Chloe Marsh",)))[0].id for n in range(3)]
    query = FilmQuery(sort=FilmSort.RATING, filters=FilmFilters(directors=("chloe marsh",)))
    assert [row.id for row in films.film_rows(query)] == ids
    films.edit_film(replace(films.film(ids[2]), rating=9))
    assert [row.id for row in films.film_rows(query)] == [ids[2], *ids[:2]]
    films.bin_film(ids[0])
    assert films.count_films(query) == 2
    films.edit_film(replace(films.film(ids[1]), directors=()))
    assert [row.id for row in films.film_rows(query)] == [ids[2]]


def test_a_decade_is_ten_years_and_no_unknown_one(library: Path) -> None:
    for year in (1989, 1990, 1999, 2000, None):
        films.add_film(Film(f"Film {year}", year))
    query = FilmQuery(filters=FilmFilters().within_decade(1990), sort=FilmSort.YEAR)
    assert [row.year for row in films.film_rows(query)] == [1999, 1990]
    until = FilmQuery(filters=FilmFilters(year_to=1990))
    assert films.count_films(until) == 2


def test_films_never_seen_come_last_either_way(library: Path) -> None:
    never, _ = films.add_film(Film("Never"))
    some_day, _ = films.add_film(Film("Some day", earlier_watches=1))
    dated, _ = films.add_film(Film("Dated"))
    watches.log_watch(Watch(dated.id, parse_edtf(date(2020, 1, 2).isoformat())))
    for backwards in (False, True):
        rows = films.film_rows(FilmQuery(backwards=backwards))
        assert [row.id for row in rows] == [dated.id, some_day.id, never.id]


def test_never_seen_can_be_asked_for(library: Path) -> None:
    films.add_film(Film("Seen", earlier_watches=2))
    never, _ = films.add_film(Film("Never"))
    query = FilmQuery(filters=FilmFilters(times_to=0))
    assert query.narrows and films.count_films(query) == 1
    assert [row.id for row in films.film_rows(query)] == [never.id]
