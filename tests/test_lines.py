# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: written down, corrected, found again."""

from dataclasses import replace
from pathlib import Path

import pytest

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.line import Line
from moodboard.services import films, lines


@pytest.fixture
def her(library: Path) -> int:
    """Put one film into the library; its id."""
    return films.add_film(Film("Her", 2013))[0].id


def test_a_line_comes_back_as_it_was_written(her: int) -> None:
    stored, changes = lines.add_line(Line("", " Me too. ", her, "Theodore", 61.5, ("before sleep", "alone")))
    assert lines.line(stored.uuid) == stored
    assert stored == Line(
        stored.uuid, "Me too.", her, "Theodore", 61.5, ("before sleep", "alone"), id=stored.id
    )
    assert (changes.films, changes.lines) == ({her}, {stored.uuid})
    assert films.film_row(her).lines == 1


def test_lines_of_a_film_come_by_timecode(her: int) -> None:
    for text, at in (("last", None), ("second", 20.0), ("first", 3.0)):
        lines.add_line(Line("", text, her, timecode=at))
    assert [line.text for line in lines.lines_of_film(her)] == ["first", "second", "last"]


def test_the_line_for_the_moment_is_found(her: int) -> None:
    lines.add_line(Line("", "Stay on the line.", her, "Ana", feelings=("Before an interview", "rain")))
    lines.add_line(Line("", "Nobody is late for this.", None, feelings=("rain",)))
    assert [line.text for line in lines.find_lines(feelings=["before an interview"])] == ["Stay on the line."]
    assert len(lines.find_lines(feelings=["rain"])) == 2
    assert len(lines.find_lines(feelings=["rain", "before an interview"])) == 1
    for text in ("line stay", "ana", "her", "interview"):
        assert [line.text for line in lines.find_lines(text)] == ["Stay on the line."], text


def test_a_binned_line_is_not_found_and_comes_back(her: int) -> None:
    line, _changes = lines.add_line(Line("", "Me too.", her))
    lines.bin_line(line.uuid)
    assert lines.find_lines() == lines.lines_of_film(her) == ()
    assert films.film_row(her).lines == 0
    lines.restore_line(line.uuid)
    assert lines.find_lines("too") == (line,)


def test_lines_of_a_binned_film_are_not_found(her: int) -> None:
    lines.add_line(Line("", "Me too.", her))
    films.bin_film(her)
    assert lines.find_lines("too") == ()


def test_a_line_may_move_to_another_film(her: int) -> None:
    other = films.add_film(Film("Him"))[0].id
    line, _changes = lines.add_line(Line("", "Me too.", her))
    assert lines.edit_line(replace(line, film_id=other)).films == {her, other}
    assert (films.film_row(her).lines, films.film_row(other).lines) == (0, 1)


def test_a_film_renamed_is_found_by_its_lines_under_the_new_title(her: int) -> None:
    line, _changes = lines.add_line(Line("", "Me too.", her))
    films.edit_film(replace(films.film(her), title="Samantha"))
    assert lines.find_lines("samantha") == (line,)


@pytest.mark.parametrize("line", [Line("", "  "), Line("", "x", timecode=-1), Line("", "x", 99)])
def test_what_no_line_has_is_refused(her: int, line: Line) -> None:
    with pytest.raises(KnownError):
        lines.add_line(line)
