# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample library: true to the real film, put in once, taken out in one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from moodboard.domain.board import PinKind
from moodboard.domain.date_spoken import spoken
from moodboard.domain.film import Film, Watch
from moodboard.domain.query import FilmQuery
from moodboard.services import boards, check, films, lines, sample, stills, watches

TODAY = date(2026, 11, 22)


def test_her_carries_her_watches_and_one_line_and_nothing_made_up(library: Path) -> None:
    sample.add_sample(TODAY)
    her = films.find_film("Her")
    assert films.film_row(her.id).times_seen == 12
    assert stills.stills_of_film(her.id) == ()
    assert [(line.text, line.timecode) for line in lines.lines_of_film(her.id)] == [
        ("Me too, now we know how.", None)
    ]


def test_shots_and_other_lines_of_the_board_belong_to_invented_films(library: Path) -> None:
    sample.add_sample(TODAY)
    opened = boards.open_board(boards.find_board("Now we know how").id)
    her = films.find_film("Her").id
    assert len(opened.pins) == 13
    assert all(still.film_id not in (None, her) for still in opened.stills.values())
    assert sum(line.film_id == her for line in opened.lines.values()) == 1
    assert {pin.kind for pin in opened.pins} == {PinKind.STILL, PinKind.LINE, PinKind.NOTE, PinKind.SWATCHES}


def test_dates_are_told_from_today(library: Path) -> None:
    sample.add_sample(TODAY)
    seen = {row.title: row.last_watched for row in films.film_rows(FilmQuery())}
    assert spoken(seen["Her"], TODAY) == "3 weeks ago"  # type: ignore[arg-type]
    assert spoken(seen["Window Seat"], TODAY) == "last night"  # type: ignore[arg-type]


def test_a_second_time_changes_nothing(library: Path) -> None:
    sample.add_sample(TODAY)
    assert not sample.add_sample(TODAY)
    assert films.count_films() == 9
    assert len(boards.list_boards()) == 1


def test_it_leaves_whole_in_one_step(library: Path) -> None:
    sample.add_sample(TODAY)
    assert sample.has_sample()
    assert sample.remove_sample()
    assert not sample.has_sample()
    assert films.count_films() == 0
    assert boards.list_boards() == ()
    assert library_is_whole()


def test_what_the_person_added_to_it_stays(library: Path) -> None:
    sample.add_sample(TODAY)
    barley = films.find_film("Barley")
    watches.log_watch(Watch(barley.id, note="My own words."))
    sample.remove_sample()
    assert [watch.note for watch in watches.watches_of(barley.id)] == ["My own words."]
    assert films.count_films() == 1
    assert library_is_whole()


def test_a_film_of_the_persons_own_is_left_as_it_is(library: Path) -> None:
    own, _changes = films.add_film(Film("Her", 2013, notes="mine"))
    sample.add_sample(TODAY)
    assert films.film_row(own.id).times_seen == 0
    sample.remove_sample()
    assert films.film(own.id).notes == "mine"


def library_is_whole() -> bool:
    return check.check().ok
