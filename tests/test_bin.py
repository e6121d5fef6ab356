# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin: what is put there comes back whole, and what is emptied is gone, but never from a board."""

import io
from pathlib import Path

import pytest
from PIL import Image

from moodboard.domain.bin import BinKind, Emptied
from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.domain.own_list import Listed, OwnList
from moodboard.domain.still import Still
from moodboard.services import bin as service
from moodboard.services import boards, check, films, intake, lines, own_lists, pictures, stills, watches
from moodboard.services import library as library_service


@pytest.fixture
def her(library: Path) -> int:
    """Put one film into the library; its id."""
    return films.add_film(Film("Her", 2013))[0].id


def shot(film_id: int, shade: int = 90) -> Still:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), (shade, 20, 90)).save(buffer, "PNG")
    return stills.add_stills([pictures.take_in_bytes(buffer.getvalue(), "shot.png")], film_id)[0][0]


def said(film_id: int) -> Line:
    return lines.add_line(Line(uuid=new_uuid(), text="Me too.", film_id=film_id))[0]


def pin(still: Still) -> int:
    board = boards.create_board("Now")[0]
    boards.apply_edit(board.id, intake.pin_pictures(board.id, [still]))
    return board.id


def kinds() -> list[BinKind]:
    return sorted(one.kind for one in service.binned())


def test_everything_that_is_binned_is_listed_with_its_film(her: int) -> None:
    board = boards.create_board("Now", her)[0]
    own = own_lists.make(OwnList("Rainy"))[0]
    still, line = shot(her), said(her)
    boards.bin_board(board.id)
    own_lists.bin_list(own.uuid)
    stills.bin_stills([still.uuid])
    lines.bin_line(line.uuid)
    assert kinds() == sorted([BinKind.BOARD, BinKind.OWN_LIST, BinKind.STILL, BinKind.LINE])
    assert {one.film for one in service.binned() if one.kind is not BinKind.OWN_LIST} == {"Her"}
    assert service.count_binned() == 4


def test_what_is_taken_out_is_where_it_was(her: int) -> None:
    still, line = shot(her), said(her)
    stills.bin_stills([still.uuid])
    lines.bin_line(line.uuid)
    changes = service.take_out(service.binned())
    assert (films.film_row(her).shots, films.film_row(her).lines) == (1, 1)
    assert (changes.films, changes.stills, changes.lines) == ({her}, {still.uuid}, {line.uuid})
    assert service.binned() == ()


def test_an_emptied_bin_takes_films_with_their_watches_and_loose_shots(her: int, library: Path) -> None:
    watches.log_watch(Watch(her, parse_edtf("2016")))
    still = shot(her)
    said(her)
    own = own_lists.make(OwnList("Rainy"), (Listed(her),))[0]
    films.bin_film(her)
    assert service.binned()[0].watches == 1
    assert service.empty()[0] == Emptied(1, 0)
    assert stills.stills([still.uuid]) == {} and lines.find_lines() == ()
    assert own_lists.own_list(own.uuid).entries == ()
    assert not (library / still.picture).exists()
    assert check.check().ok


def test_what_a_board_shows_stays(her: int, library: Path) -> None:
    still = shot(her)
    board = pin(still)
    films.bin_film(her)
    stills.bin_stills([still.uuid])
    assert service.empty()[0] == Emptied(1, 1)
    assert boards.count_pins(board) == 1 and (library / still.picture).exists()
    assert kinds() == [BinKind.STILL]
    boards.bin_board(board)
    assert service.empty()[0] == Emptied(2, 0)
    assert not (library / still.picture).exists()


def test_a_picture_stays_while_a_backup_shows_it(her: int, library: Path) -> None:
    still = shot(her)
    backup = library_service.backup("before-test")
    stills.bin_stills([still.uuid])
    service.empty()
    assert (library / still.picture).exists() and check.check().ok
    backup.unlink()
    assert service.sweep() == 1
    assert not (library / still.picture).exists()


def test_only_what_was_chosen_is_emptied(her: int) -> None:
    first, second = shot(her), shot(her, 10)
    stills.bin_stills([first.uuid, second.uuid])
    chosen = [one for one in service.binned() if one.ref == first.uuid]
    assert service.empty(chosen)[0] == Emptied(1, 0)
    assert [one.ref for one in service.binned()] == [second.uuid]


def test_a_thing_that_left_the_bin_meanwhile_is_not_emptied(her: int) -> None:
    films.bin_film(her)
    chosen = service.binned()
    films.restore_film(her)
    assert service.empty(chosen)[0] == Emptied(0, 0)
    assert films.count_films() == 1
