# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills: kept with their film, never doubled, counted."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film
from moodboard.domain.ids import new_uuid
from moodboard.domain.still import Still
from moodboard.services import boards, films, library, pictures, stills
from moodboard.services.pictures import Taken

pytestmark = pytest.mark.usefixtures("library")


def taken(number: int) -> Taken:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), (number, 200 - number, 90)).save(buffer, "PNG")
    return pictures.take_in_bytes(buffer.getvalue(), f"shot {number}.png")


def film(title: str = "Her") -> int:
    return films.add_film(Film(title))[0].id


def kept(
    *numbers: int, film_id: int | None = None, at: Sequence[float | None] | None = None
) -> tuple[Still, ...]:
    return stills.add_stills([taken(n) for n in numbers], film_id, at)[0]


def test_stills_keep_what_is_known_of_the_picture() -> None:
    her = film()
    (still,), changes = stills.add_stills([taken(3)], her, [12.5])
    assert stills.still(still.uuid) == still
    assert (still.film_id, still.timecode, still.width, still.name) == (her, 12.5, 64, "shot 3.png")
    assert still.palette and changes.films == {her} and changes.stills == {still.uuid}


def test_film_counts_its_shots() -> None:
    her, other = film(), film("Other")
    both = kept(1, 2, film_id=her)
    assert films.film_row(her).shots == 2 and films.film_row(her).cover == both[0].uuid
    stills.set_film([both[0].uuid], other)
    assert (films.film_row(her).shots, films.film_row(other).shots) == (1, 1)
    stills.bin_stills([both[1].uuid])
    assert films.film_row(her).shots == 0
    stills.restore_stills([both[1].uuid])
    assert films.film_row(her).shots == 1


def test_same_picture_for_the_same_film_stays_one_still() -> None:
    her = film()
    first, again = kept(1, film_id=her)[0], kept(1, film_id=her, at=[60.0])[0]
    assert again.uuid == first.uuid and again.timecode == 60.0
    assert kept(1)[0].uuid == first.uuid and stills.still(first.uuid).film_id == her


def test_same_picture_twice_at_once_is_one_still() -> None:
    one, other = kept(5, 5)
    assert one.uuid == other.uuid and len(stills.stills_of_film(None)) == 1


def test_same_picture_for_two_films_is_two_stills_and_one_file() -> None:
    one, other = kept(1, film_id=film())[0], kept(1, film_id=film("Other"))[0]
    assert one.uuid != other.uuid and one.picture == other.picture


def test_still_of_no_film_gets_the_film_when_it_comes_again() -> None:
    first = kept(1)[0]
    her = film()
    assert kept(1, film_id=her)[0].uuid == first.uuid
    assert stills.still(first.uuid).film_id == her and films.film_row(her).shots == 1


def test_binned_still_comes_back_with_its_picture() -> None:
    her = film()
    first = kept(1, film_id=her)[0]
    stills.bin_stills([first.uuid])
    assert stills.stills_of_film(her) == ()
    assert kept(1, film_id=her)[0].uuid == first.uuid
    assert [still.uuid for still in stills.stills_of_film(her)] == [first.uuid]


def test_stills_of_a_film_go_by_timecode_then_date() -> None:
    her = film()
    late, unknown, early = kept(1, 2, 3, film_id=her, at=[90.0, None, 3.0])
    assert [s.uuid for s in stills.stills_of_film(her)] == [early.uuid, late.uuid, unknown.uuid]


def test_stills_on_the_board_are_marked() -> None:
    her = film()
    there, absent = kept(1, 2, film_id=her)
    board = boards.create_board("b", her)[0]
    pin = Pin(new_uuid(), PinKind.STILL, Place(0, 0, 64, 36), still=there.uuid)
    boards.apply_edit(board.id, BoardEdit(after=(pin,)))
    assert {s.uuid: s.on_board for s in stills.stills_of_film(her, board.id)} == {
        there.uuid: True,
        absent.uuid: False,
    }


def test_edited_still_keeps_its_picture() -> None:
    her = film()
    still = kept(1)[0]
    changes = stills.edit_still(replace(still, film_id=her, timecode=61.0, picture="pictures/no/no.jpg"))
    now = stills.still(still.uuid)
    assert (now.film_id, now.timecode, now.picture) == (her, 61.0, still.picture)
    assert changes.films == {her} and not stills.edit_still(now)


def test_still_says_what_is_wrong() -> None:
    still = kept(1)[0]
    with pytest.raises(NotFoundError):
        stills.still("nobody")
    with pytest.raises(NotFoundError):
        stills.set_film([still.uuid], 4711)
    with pytest.raises(NotFoundError):
        stills.add_stills([taken(2)], 4711)
    with pytest.raises(NotFoundError):
        stills.edit_still(replace(still, uuid="nobody"))
    with pytest.raises(KnownError, match="timecode"):
        stills.edit_still(replace(still, timecode=-1.0))


def test_unknown_stills_are_left_out() -> None:
    still = kept(1)[0]
    assert set(stills.stills([still.uuid, "nobody"])) == {still.uuid}


def test_every_change_is_on_the_trail() -> None:
    still = kept(1)[0]
    before = library.last_change()
    stills.bin_stills([still.uuid])
    assert library.last_change() > before
    assert not stills.bin_stills([]) and not stills.set_film([], None)
