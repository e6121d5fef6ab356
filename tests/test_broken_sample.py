# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking the sample out leaves what the person made, and a whole library."""

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line
from moodboard.services import boards, films, lines, pictures, sample, stills, watches
from moodboard.services.check import check


def own_still(film_id: int) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), (9, 40, 60)).save(buffer, "PNG")
    (still,), _ = stills.add_stills([pictures.take_in_bytes(buffer.getvalue(), "own.png")], film_id)
    return still.uuid


def test_a_film_of_ones_own_keeps_right_counts_without_the_sample(library: Path) -> None:
    her, _ = films.add_film(Film("Her", 2013))
    lines.add_line(Line("", "mine", her.id))
    sample.add_sample()
    assert films.film_row(her.id).lines > 1
    sample.remove_sample()
    assert (films.film_row(her.id).lines, films.film_row(her.id).shots) == (1, 0)
    assert check().ok


def test_no_picture_of_the_sample_is_left_behind(library: Path) -> None:
    sample.add_sample()
    sample.remove_sample()
    assert check(repair=True).repaired == ()
    assert not [file for file in (library / "pictures").rglob("*") if file.is_file()]


def test_what_was_pinned_on_the_samples_board_stays_there(library: Path) -> None:
    sample.add_sample()
    board = boards.find_board("Now we know how")
    mine = Pin(
        new_uuid(), PinKind.STILL, Place(0, 0, 90, 50), still=own_still(board.film_id or 0), pinned=utc_now()
    )
    boards.apply_edit(board.id, BoardEdit(after=(mine,)))
    sample.remove_sample()
    assert [pin.uuid for pin in boards.open_board(board.id).pins] == [mine.uuid]
    assert not sample.has_sample()


def test_the_samples_board_goes_when_nothing_of_ones_own_is_on_it(library: Path) -> None:
    sample.add_sample()
    sample.remove_sample()
    assert boards.list_boards() == () and films.count_films() == 0


def test_the_samples_rating_goes_and_ones_own_stays(library: Path) -> None:
    sample.add_sample()
    kept, watched = films.find_film("Barley"), films.find_film("Window Seat")
    lines.add_line(Line("", "mine", kept.id))
    watches.log_watch(Watch(watched.id, rating=4))
    sample.remove_sample()
    assert films.film_row(kept.id).rating is None
    assert films.film_row(watched.id).rating == 4
    assert check().ok


def test_a_film_of_the_sample_that_was_rated_or_noted_stays(library: Path) -> None:
    sample.add_sample()
    rated, noted = films.find_film("Barley"), films.find_film("Window Seat")
    films.edit_film(replace(rated, rating=1))
    films.edit_film(replace(noted, notes="with Ana"))
    sample.remove_sample()
    assert films.film_row(rated.id).rating == 1
    assert films.film(noted.id).notes == "with Ana"
