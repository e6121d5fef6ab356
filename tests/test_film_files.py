# SPDX-License-Identifier: GPL-3.0-or-later
"""Which file belongs to which film, and what is remembered of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from film_clips import Clip, make
from moodboard.domain.errors import NotFoundError
from moodboard.domain.film import Film
from moodboard.domain.kept_file import SubtitleChoice, choice_text, read_choice
from moodboard.services import film_files, film_merging, films
from moodboard.services.video.opening import open_film_file


def _clip(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return make(folder / name, Clip(frames=6))


@pytest.fixture
def her(library: Path) -> int:
    return films.add_film(Film(title="Her", year=2013))[0].id


def test_a_files_film_is_told_by_its_name_and_its_view_is_told(her: int, tmp_path: Path) -> None:
    kept, changes = film_files.remember(open_film_file(_clip(tmp_path, "Her.2013.1080p.mkv")))
    assert kept.film_id == her and changes.films == {her}
    assert [one.uuid for one in film_files.of_film(her)] == [kept.uuid]


def test_a_moved_file_is_the_same_file(her: int, tmp_path: Path) -> None:
    path = _clip(tmp_path, "Her (2013).mkv")
    kept, _ = film_files.remember(open_film_file(path))
    film_files.set_place(kept.uuid, 0.1234)
    film_files.set_subtitles(kept.uuid, SubtitleChoice(path="a.srt", shift=0.2))
    moved = path.rename(tmp_path / "title_t00.mkv")
    again, _ = film_files.remember(open_film_file(moved))
    assert (again.uuid, again.film_id, again.place) == (kept.uuid, her, 0.123)
    assert again.path == str(moved) and again.subtitles.shift == 0.2


def test_a_file_that_was_written_anew_keeps_what_is_known(her: int, tmp_path: Path) -> None:
    path = _clip(tmp_path, "Her (2013).mkv")
    kept, _ = film_files.remember(open_film_file(path))
    make(path, Clip(frames=9))
    os.utime(path, (1, 1))
    assert film_files.remember(open_film_file(path))[0].uuid == kept.uuid


def test_the_film_that_a_person_said_is_not_guessed_again(her: int, tmp_path: Path) -> None:
    other = films.add_film(Film(title="Solaris"))[0].id
    path = _clip(tmp_path, "Her (2013).mkv")
    kept, _ = film_files.remember(open_film_file(path))
    assert film_files.set_film(kept.uuid, other).films == {her, other}
    assert film_files.remember(open_film_file(path))[0].film_id == other
    with pytest.raises(NotFoundError):
        film_files.set_film(kept.uuid, 999)


def test_found_files_are_remembered_without_opening_and_change_no_choice(her: int, tmp_path: Path) -> None:
    other = films.add_film(Film(title="Solaris"))[0].id
    path = tmp_path / "Her.mkv"
    assert film_files.found([(path, her)]).films == {her}
    assert not film_files.found([(path, other)])
    assert film_files.of_film(her)[0].opened == "" and film_files.recent() == ()


def test_a_film_left_near_its_end_begins_anew(her: int, tmp_path: Path) -> None:
    kept, _ = film_files.remember(open_film_file(_clip(tmp_path, "Her.mkv")))
    film_files.set_place(kept.uuid, kept.duration)
    there = film_files.by_uuid(kept.uuid)
    assert there is not None and film_files.start_of(there) == 0.0


def test_files_follow_films_that_become_one(her: int, tmp_path: Path) -> None:
    other = films.add_film(Film(title="Her!"))[0].id
    kept, _ = film_files.remember(open_film_file(_clip(tmp_path, "Her (2013).mkv")))
    merged = film_merging.merge(other, her)
    assert [one.uuid for one in film_files.of_film(other)] == [kept.uuid]
    assert merged


def test_a_choice_is_stored_as_what_differs_from_none() -> None:
    choice = SubtitleChoice(track=3, shift=-0.4, stretch=25 / 23.976, off=False)
    assert read_choice(choice_text(choice)) == choice
    assert choice_text(SubtitleChoice()) == "" and read_choice("") == SubtitleChoice()
    assert read_choice('{"shift": "x", "track": -1, "rate": 0, "path": 5, "off": 1}') == SubtitleChoice()
    assert read_choice("[1") == read_choice("[1]") == SubtitleChoice()
