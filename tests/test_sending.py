# SPDX-License-Identifier: GPL-3.0-or-later
"""A board sent as one file and opened by another library."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from moodboard.domain import board_file
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.board_file import Along
from moodboard.domain.errors import KnownError
from moodboard.services import (
    boards,
    films,
    importing,
    library,
    lines,
    receiving,
    sample,
    sending,
    stills,
    watches,
)

EVERYTHING = Along(watches=True, people=True, notes=True)


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Path]:
    """The sample's board, sent with everything; the open library is another, empty one."""
    yield _sent(tmp_path, EVERYTHING)
    library.close_library()


def _sent(folder: Path, along: Along) -> Path:
    library.open_library(folder / "mine")
    sample.add_sample()
    to = folder / "mood.moodboard"
    sending.send(boards.find_board("Now we know how").id, to, along)
    library.close_library()
    library.open_library(folder / "theirs")
    return to


def _shape(pin: Pin) -> tuple[object, ...]:
    return pin.kind, pin.place, pin.z, pin.crop, pin.style, pin.text, pin.colours


def test_a_sent_board_opens_as_it_was(sent: Path) -> None:
    received = receiving.receive(sent)
    opened = boards.open_board(received.board.id)
    assert {_shape(pin) for pin in opened.pins} == {_shape(pin) for pin in receiving.look_at(sent).pins}
    assert len(opened.pins) == 13
    assert not received.problems
    assert all((library.folder() / still.picture).is_file() for still in opened.stills.values())


def test_opening_it_twice_doubles_nothing(sent: Path) -> None:
    first = receiving.receive(sent)
    again = receiving.receive(sent)
    assert again.was_there and again.board.id == first.board.id
    assert len(boards.list_boards()) == 1


def test_a_board_changed_here_since_is_left_alone(sent: Path) -> None:
    first = receiving.receive(sent)
    pins = boards.open_board(first.board.id).pins
    boards.apply_edit(first.board.id, boards.BoardEdit(before=pins[:1]))
    again = receiving.receive(sent)
    assert again.board.id != first.board.id
    assert len(boards.open_board(first.board.id).pins) == len(pins) - 1
    assert not (again.films or again.stills or again.lines or again.watches)


def test_a_film_that_is_here_is_not_doubled(sent: Path) -> None:
    films.add_film(films.Film("Her", 2013))
    receiving.receive(sent)
    assert len([row for row in films.film_rows(films.FilmQuery()) if row.title == "Her"]) == 1


def test_the_diary_stays_home_unless_asked_for(tmp_path: Path) -> None:
    to = _sent(tmp_path, Along())
    received = receiving.receive(to)
    opened = boards.open_board(received.board.id)
    words = zipfile.ZipFile(to).read(board_file.DOCUMENT).decode()
    assert not received.watches and not opened.watches
    assert all(not pin.watch and pin.kind is not PinKind.NOTE for pin in opened.pins)
    assert not json.loads(words)["watches"]
    assert not any(line.feelings for line in opened.lines.values())
    library.close_library()


def test_companions_and_words_stay_home_when_only_watches_go(tmp_path: Path) -> None:
    received = receiving.receive(_sent(tmp_path, Along(watches=True)))
    assert received.board.film_id is not None
    seen = watches.watches_of(received.board.film_id)
    assert seen
    assert not any(watch.people or watch.where or watch.note or watch.themes for watch in seen)
    library.close_library()


def test_hidden_pins_stay_home(library: Path, tmp_path: Path) -> None:
    hidden = Pin("a", PinKind.NOTE, Place(0, 0, 10, 10), text="secret", hidden=True)
    board, _ = boards.create_board("Mine", pins=[hidden, replace(hidden, uuid="b", hidden=False)])
    out = sending.send(board.id, tmp_path / "x.moodboard", EVERYTHING)
    assert [pin.uuid for pin in out.pins] == ["b"]


def test_a_picture_that_is_damaged_is_told_and_the_rest_comes_in(sent: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.moodboard"
    with zipfile.ZipFile(sent) as whole, zipfile.ZipFile(broken, "w") as archive:
        spoiled = False
        for name in whole.namelist():
            data = whole.read(name)
            if name != board_file.DOCUMENT and not spoiled:
                data, spoiled = b"no picture", True
            archive.writestr(name, data)
    received = receiving.receive(broken)
    assert len(received.problems) == 1
    assert len(boards.open_board(received.board.id).pins) == 12


@pytest.mark.parametrize(
    "words", [b"", b"{}", b"[]", b'{"moodboard board": 1}', b"\x00" * 50, b"[" * 100_000]
)
def test_a_document_that_is_none_is_refused(library: Path, tmp_path: Path, words: bytes) -> None:
    file = tmp_path / "odd.moodboard"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(board_file.DOCUMENT, words)
    with pytest.raises(KnownError):
        receiving.receive(file)
    assert not boards.list_boards()


def test_names_that_lead_out_of_the_folder_are_left_out(sent: Path, tmp_path: Path) -> None:
    words = json.loads(zipfile.ZipFile(sent).read(board_file.DOCUMENT))
    words["stills"][0]["picture"] = "../../outside.jpg"
    evil = tmp_path / "evil.moodboard"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr(board_file.DOCUMENT, json.dumps(words))
        archive.writestr("../../outside.jpg", b"x")
    received = receiving.receive(evil)
    assert any("leads elsewhere" in problem for problem in received.problems)
    assert not (tmp_path / "outside.jpg").exists()


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e300])
def test_pins_beyond_all_boards_are_refused(sent: Path, tmp_path: Path, value: float) -> None:
    words = json.loads(zipfile.ZipFile(sent).read(board_file.DOCUMENT))
    words["pins"][0]["place"]["x"] = value
    with pytest.raises(KnownError):
        board_file.read(json.dumps(words).encode())


def test_a_correction_made_here_survives_the_same_line_coming_again(sent: Path) -> None:
    first = receiving.receive(sent)
    line = next(iter(boards.open_board(first.board.id).lines.values()))
    lines.edit_line(replace(line, text="My own words."))
    boards.bin_board(first.board.id)
    receiving.receive(sent)
    assert lines.line(line.uuid).text == "My own words."


def test_sending_is_cancelled_without_a_file(library: Path, tmp_path: Path) -> None:
    sample.add_sample()
    to = tmp_path / "no.moodboard"

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sending.send(boards.find_board("Now we know how").id, to, EVERYTHING, stop)
    assert not list(tmp_path.glob("*.moodboard")) and not list(tmp_path.glob(".*.part"))


def test_the_same_shot_of_the_same_film_is_not_doubled(sent: Path) -> None:
    receiving.receive(sent)
    before = {row.title: row.shots for row in films.film_rows(films.FilmQuery())}
    again = receiving.receive(sent.rename(sent.with_suffix(".zip")))
    assert again.was_there
    assert {row.title: row.shots for row in films.film_rows(films.FilmQuery())} == before
    assert stills.stills(()) == {}


def test_an_imported_board_is_taken_back_whole(sent: Path) -> None:
    before = library_words()
    done = importing.run([sent])
    assert done.totals.boards == 1 and done.board_ids and done.import_id is not None
    assert library_words() != before
    importing.undo(done.import_id)
    assert library_words() == before


def test_taking_back_keeps_a_board_that_was_changed_since(sent: Path) -> None:
    done = importing.run([sent])
    boards.rename_board(done.board_ids[0], "Mine now")
    assert done.import_id is not None
    importing.undo(done.import_id)
    assert [row.title for row in boards.list_boards()] == ["Mine now"]
    assert len(boards.open_board(done.board_ids[0]).pins) == 13


def test_importing_it_again_is_no_import(sent: Path) -> None:
    importing.run([sent])
    again = importing.run([sent])
    assert again.import_id is None and again.board_ids
    assert len(importing.imports()) == 1


def library_words() -> tuple[object, ...]:
    """What a person sees of the library."""
    rows = film_rows()
    seen = [(row.title, row.times_seen, row.shots, row.lines) for row in rows]
    return seen, [row.title for row in boards.list_boards()], [line.text for line in lines.find_lines()]


def film_rows() -> tuple[films.FilmRow, ...]:
    return films.film_rows(films.FilmQuery())
