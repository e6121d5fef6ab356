# SPDX-License-Identifier: GPL-3.0-or-later
"""Two films become one, one becomes two, and back, with nothing lost on the way."""

from pathlib import Path
from typing import Any

import pytest

from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.domain.own_list import Listed, OwnList
from moodboard.services import boards, check, film_merging, films, lines, own_lists, watches
from moodboard.store import database

Two = tuple[int, int]


@pytest.fixture
def two(library: Path) -> Two:
    """Put one film in twice, as two services call it; what hangs on both."""
    kept = films.add_film(Film("Her", 2013, ("Spike Jonze",), notes="mine", themes=("rain",), imdb="tt1"))[
        0
    ].id
    gone = films.add_film(
        Film("Her.", None, letterboxd="boxd.it/1", notes="theirs", themes=("rain", "sea"), earlier_watches=2)
    )[0].id
    for film, day, note in ((kept, "2016-03-12", "a"), (gone, "2016-03-12", "b"), (gone, "2019", "c")):
        watches.log_watch(Watch(film, parse_edtf(day), note=note, people=(note.upper(),)))
    lines.add_line(Line(uuid=new_uuid(), text="Me too.", film_id=gone))
    boards.create_board("Now", gone)
    own_lists.make(OwnList("Both"), (Listed(gone, "g"), Listed(kept, "k")))
    own_lists.make(OwnList("One"), (Listed(gone, "only"),))
    return kept, gone


def whole() -> dict[str, Any]:
    """All rows but those of the trail and what is stamped with the time."""
    with database.read():
        tables = (
            "film",
            "watch",
            "still",
            "line",
            "board",
            "film_theme",
            "watch_theme",
            "film_list_entry",
            "pin",
        )
        return {table: sorted(map(repr, database.rows(f"SELECT * FROM {table}"))) for table in tables}


def test_everything_of_the_other_film_moves(two: Two) -> None:
    kept, gone = two
    film_merging.merge(kept, gone)
    page = films.film_page(kept)
    assert [watch.note for watch in page.watches] == ["c", "b", "a"]
    assert page.row.times_seen == 5
    assert (page.row.lines, boards.board(boards.list_boards()[0].id).film_id) == (1, kept)
    assert (page.film.letterboxd, page.film.imdb, page.film.themes) == ("boxd.it/1", "tt1", ("rain", "sea"))
    assert page.film.notes == "mine\n\ntheirs"
    assert films.count_films() == 1


def test_lists_keep_one_of_the_two_and_both_notes(two: Two) -> None:
    kept, gone = two
    film_merging.merge(kept, gone)
    both, one = (own_lists.own_list(own.uuid) for own in own_lists.own_lists())
    assert [(listed.row.id, listed.note) for listed in both.films] == [(kept, "k\n\ng")]
    assert [(listed.row.id, listed.note) for listed in one.films] == [(kept, "only")]


def test_watches_of_one_day_become_one_when_asked(two: Two) -> None:
    kept, gone = two
    assert len(film_merging.plan(kept, gone).same_days) == 1
    film_merging.merge(kept, gone, join_same_days=True)
    page = films.film_page(kept)
    assert [(watch.note, watch.people) for watch in page.watches] == [("c", ("C",)), ("a\n\nb", ("A", "B"))]


@pytest.mark.parametrize("join", [False, True])
def test_undoing_a_merge_brings_every_row_back(two: Two, join: bool) -> None:
    was = whole()
    _changes, before = film_merging.merge(*two, join_same_days=join)
    film_merging.undo_merge(before)
    assert whole() == was
    assert check.check().ok


def test_a_watch_logged_since_survives_the_undo(two: Two) -> None:
    kept, gone = two
    _changes, before = film_merging.merge(kept, gone)
    watches.log_watch(Watch(kept, parse_edtf("2026-01-01"), note="new"))
    film_merging.undo_merge(before)
    assert [watch.note for watch in watches.watches_of(kept)] == ["new", "a"]


def test_a_film_is_not_merged_with_itself(two: Two) -> None:
    with pytest.raises(KnownError, match="one film already"):
        film_merging.merge(two[0], two[0])


def test_differing_facts_are_told_before(two: Two) -> None:
    kept, gone = two
    assert film_merging.plan(kept, gone).differing == ()
    third = films.add_film(Film("Her", 2014))[0].id
    assert film_merging.plan(kept, third).differing == ("year",)


def test_a_split_moves_what_was_chosen_and_undoes(two: Two) -> None:
    _kept, gone = two
    was = whole()
    chosen = [watch.uuid for watch in watches.watches_of(gone) if watch.note == "c"]
    other, _changes, before = film_merging.split(gone, Film("His", 2019), chosen)
    assert [watch.note for watch in watches.watches_of(other)] == ["c"]
    assert [watch.note for watch in watches.watches_of(gone)] == ["b"]
    film_merging.undo_split(before, other)
    assert whole() == was


def test_a_split_needs_something_to_take_and_a_title(two: Two) -> None:
    uuid = watches.watches_of(two[1])[0].uuid
    with pytest.raises(KnownError, match="Choose the watches"):
        film_merging.split(two[1], Film("His"))
    with pytest.raises(KnownError, match="needs a title"):
        film_merging.split(two[1], Film("  "), [uuid])
    with pytest.raises(KnownError, match="there already"):
        film_merging.split(two[1], Film("Her", 2013), [uuid])


def export(folder: Path, address: str, entry: str, day: str) -> Path:
    """Write a diary of one row about the film at an address."""
    file = folder / "diary.csv"
    head = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date"
    file.write_text(f"{head}\n{day},Her.,,{entry},,,,{day}\n", encoding="utf-8")
    watched = folder / "watched.csv"
    watched.write_text(f"Date,Name,Year,Letterboxd URI\n{day},Her.,,{address}\n", encoding="utf-8")
    return folder


def test_an_import_that_speaks_of_the_other_film_means_the_kept_one(two: Two, tmp_path: Path) -> None:
    from moodboard.services import importing

    kept, gone = two
    film_merging.merge(kept, gone)
    folder = tmp_path / "export"
    folder.mkdir()
    importing.run([export(folder, "boxd.it/1", "boxd.it/e1", "2026-02-03")])
    assert films.count_films() == 1
    assert watches.watches_of(kept)[0].date.edtf == "2026-02-03"
