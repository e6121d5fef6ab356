# SPDX-License-Identifier: GPL-3.0-or-later
"""Smart lists: a query keeps its meaning in words, as JSON, in the library and in its ZIP."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import query_words
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film
from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.domain.query_file import from_json, to_json
from moodboard.services import films, importing, library_export, restoring, smart_lists
from moodboard.services import library as service
from moodboard.store import changes

NAMES = st.lists(st.text(min_size=1, max_size=5), max_size=3)
QUERIES = st.builds(
    FilmQuery,
    text=st.text(max_size=5).map(str.strip),
    chips=st.frozensets(st.sampled_from(FilmChip)),
    sort=st.sampled_from(FilmSort),
    backwards=st.booleans(),
    filters=st.builds(
        lambda filters, people, themes: filters.naming(Facet.WITH, people).naming(Facet.THEME, themes),
        st.builds(
            FilmFilters,
            times_from=st.none() | st.integers(0, 99),
            rating_to=st.none() | st.integers(1, 10),
            unrated=st.booleans(),
            year_from=st.none() | st.integers(1888, 2030),
            marks=st.frozensets(st.sampled_from(FilmMark)),
            unmarked=st.frozensets(st.sampled_from(FilmMark)),
        ),
        NAMES,
        NAMES,
    ),
)
ANA = FilmQuery(filters=FilmFilters(people=("Ana",), times_from=3).within_decade(1990))


@given(QUERIES)
def test_a_query_comes_back_from_its_text(query: FilmQuery) -> None:
    saved = from_json(to_json(query))
    assert saved.query == query and not saved.unknown


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(str))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(from_json(text).query, FilmQuery)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('{"version": 2, "moon": "full", "filters": {"people": ["Ana"], "tide": 1}}', ("moon", "tide")),
        ('{"filters": {"times_from": "3", "people": "Ana"}}', ("times_from", "people")),
        ('{"sort": "moon", "chips": ["rewatched", 3]}', ("sort", "chips")),
        (
            '{"filters": {"rating_from": 11, "unrated": 1, "marks": ["moon"]}}',
            ("rating_from", "unrated", "marks"),
        ),
        ("[]", ("all",)),
    ],
)
def test_what_is_not_understood_is_named(text: str, unknown: tuple[str, ...]) -> None:
    assert sorted(from_json(text).unknown) == sorted(unknown)


def test_a_query_is_said_in_words() -> None:
    assert query_words.in_words(ANA) == "Seen 3 times or more, 1990s, with Ana"
    assert query_words.in_words(FilmQuery()) == "All films"
    many = FilmFilters(rating_from=9, unrated=True, year_from=1994, year_to=1994, times_to=0)
    many = many.marking(FilmMark.SHOTS, False).marking(FilmMark.WATCHLIST, True)
    assert query_words.in_words(FilmQuery("rain", filters=many)) == (
        "“rain”, never seen, 4½ stars or more or unrated, 1994, without shots, on the watchlist"
    )


@given(QUERIES)
def test_taking_every_part_away_leaves_all_films(query: FilmQuery) -> None:
    for part in query_words.parts(query):
        query = query_words.without(query, part)
    left = query_words.parts(query)
    # A mark that is asked for and forbidden at once goes with its one part.
    assert not left and not query.narrows


def test_a_list_is_kept_found_renamed_and_changed(library: Path) -> None:
    smart, told = smart_lists.add("  With   Ana ", ANA)
    assert told.film_lists == {smart.uuid}
    assert smart_lists.find("with ána") == smart
    smart_lists.rename(smart.uuid, "Ana, 1990s")
    smart_lists.change(smart.uuid, FilmQuery("rain"))
    assert smart_lists.smart_list(smart.uuid).query == FilmQuery("rain")
    assert [one.name for one in smart_lists.smart_lists()] == ["Ana, 1990s"]


def test_a_name_is_given_once(library: Path) -> None:
    first, _ = smart_lists.add("Ana", ANA)
    with pytest.raises(KnownError, match="already"):
        smart_lists.add("ANA", FilmQuery())
    smart_lists.rename(first.uuid, "ANA")
    with pytest.raises(KnownError, match="needs a name"):
        smart_lists.add(" ", FilmQuery())


def test_lists_stand_in_the_persons_order(library: Path) -> None:
    a, b, c = (smart_lists.add(name, FilmQuery(name))[0].uuid for name in "abc")
    assert smart_lists.reorder([c, a]).film_lists == {a, b, c}
    assert [one.name for one in smart_lists.smart_lists()] == ["c", "a", "b"]
    assert not smart_lists.reorder([c, a, b])


def test_a_binned_list_comes_back_under_a_free_name(library: Path) -> None:
    old, _ = smart_lists.add("Ana", ANA)
    smart_lists.bin_list(old.uuid)
    with pytest.raises(NotFoundError):
        smart_lists.smart_list(old.uuid)
    smart_lists.add("Ana", FilmQuery())
    smart_lists.restore_list(old.uuid)
    assert [one.name for one in smart_lists.smart_lists()] == ["Ana 2", "Ana"]
    assert smart_lists.find("Ana 2").query == ANA


def test_another_process_hears_of_a_changed_list(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = changes.last_change()
    smart, _ = smart_lists.add("Ana", ANA)
    monkeypatch.setattr(changes, "_writer", ("somebody else", changes._writer[1]))
    assert changes.changes_since(before)[1].film_lists == {smart.uuid}


def test_renaming_keeps_what_a_newer_program_asked(library: Path) -> None:
    from moodboard.store import database

    smart, _ = smart_lists.add("Ana", ANA)
    newer = '{"filters": {"people": ["Ana"], "tide": 1}, "version": 9}'
    with database.write():
        database.rows("UPDATE smart_list SET query = ?", (newer,))
    smart_lists.rename(smart.uuid, "Ben")
    with database.read():
        assert database.rows("SELECT query FROM smart_list") == [(newer,)]
    assert smart_lists.smart_list(smart.uuid).unknown == ("tide",)


def test_lists_go_along_with_the_library_and_back_out(library: Path, tmp_path: Path) -> None:
    films.add_film(Film("Her"))
    smart, _ = smart_lists.add("With Ana", ANA)
    library_export.export(tmp_path / "whole.zip")
    service.close_library()
    restoring.restore(tmp_path / "whole.zip", tmp_path / "restored")
    service.open_library(tmp_path / "other")
    smart_lists.add("Mine", FilmQuery())
    report = importing.run([tmp_path / "whole.zip"])
    assert {one.name for one in smart_lists.smart_lists()} == {"Mine", "With Ana"}
    assert report.import_id is not None
    importing.undo(report.import_id)
    assert [one.name for one in smart_lists.smart_lists()] == ["Mine"]
    service.open_library(tmp_path / "restored")
    assert smart_lists.smart_list(smart.uuid).query == ANA
