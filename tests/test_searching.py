# SPDX-License-Identifier: GPL-3.0-or-later
"""One search: titles, people, what was written, lines, lists and boards, each kind by itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.edtf import parse_edtf
from moodboard.domain.excerpts import LENGTH, excerpt
from moodboard.domain.film import Film, Watch
from moodboard.domain.found import FoundEverything, ListKind
from moodboard.domain.line import Line
from moodboard.domain.query import FilmQuery
from moodboard.services import boards, films, lines, smart_lists, watches
from moodboard.services.searching import search_everything
from moodboard.store import title_search, word_search


@pytest.fixture
def filled(library: Path) -> dict[str, int]:
    """Return films by title."""
    ids = {}
    for title, facts in {
        "Her": Film("Her", 2013, directors=("Spike Jonze",), notes="Where the harbour is quiet."),
        "The Harbour": Film("The Harbour", 1999, original_title="Hafen"),
        "Zoo": Film("Zoo", 1985),
    }.items():
        assert facts.title == title
        ids[title] = films.add_film(facts)[0].id
    watches.log_watch(
        Watch(ids["Her"], parse_edtf("2020-05-04"), note="Cried at the same place.", people=("Harriet",))
    )
    lines.add_line(Line("", "Me too. Now we know how.", ids["Her"], "Samantha"))
    boards.create_board("Harbour nights", ids["The Harbour"])
    smart_lists.add("Rainy harbours", FilmQuery("rain"))
    return ids


def test_every_kind_is_found_by_the_beginning_of_a_word(filled: dict[str, int]) -> None:
    found = search_everything("har")
    assert [row.title for row in found.films.hits] == ["The Harbour"]
    assert [(one.name, one.films) for one in found.people.hits] == [("Harriet", 1)]
    assert [one.excerpt.text for one in found.words.hits] == ["Where the harbour is quiet."]
    assert {one.kind for one in found.titles.hits} == {ListKind.BOARD, ListKind.SMART}
    assert not found.lines.hits


def test_a_match_is_told_by_its_place(filled: dict[str, int]) -> None:
    (hit,) = search_everything("same").words.hits
    piece = hit.excerpt
    assert piece.text[piece.start : piece.start + piece.length] == "same"
    assert hit.date == parse_edtf("2020-05-04") and hit.watch and hit.title == "Her"


def test_lines_are_found_by_words_and_speaker(filled: dict[str, int]) -> None:
    for typed in ("know ho", "saman"):
        (hit,) = search_everything(typed).lines.hits
        assert hit.title == "Her" and hit.speaker == "Samantha"


def test_the_original_title_and_accents_find_a_film(filled: dict[str, int]) -> None:
    assert [row.title for row in search_everything("háfen").films.hits] == ["The Harbour"]


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "AND", "a OR", "^x", "{notes}:", "\0", "-", "%", "☃"])
def test_no_typed_text_is_a_query_language(filled: dict[str, int], typed: str) -> None:
    assert isinstance(search_everything(typed), FoundEverything)


def test_what_is_binned_is_not_found(filled: dict[str, int]) -> None:
    films.bin_film(filled["Her"])
    assert not search_everything("same").words.hits
    assert not search_everything("where").words.hits
    assert not search_everything("know").lines.hits
    assert not search_everything("her").films.hits
    assert not search_everything("spike").people.hits
    films.restore_film(filled["Her"])
    assert search_everything("same").words.hits


def test_words_follow_what_is_edited(filled: dict[str, int]) -> None:
    from dataclasses import replace

    (watch,) = watches.watches_of(filled["Her"])
    watches.edit_watch(replace(watch, note="Laughed."))
    assert not search_everything("cried").words.hits
    assert search_everything("laugh").words.total == 1
    watches.remove_watch(watch.uuid)
    assert search_everything("laugh").words.total == 0


def test_the_exact_and_the_most_seen_title_come_first(library: Path) -> None:
    for title, times in (("Herbarium", 9), ("Her", 1), ("Over Her", 20)):
        film, _ = films.add_film(Film(title))
        watches.log_watch(Watch(film.id, times=times))
    assert [row.title for row in search_everything("her").films.hits] == ["Her", "Herbarium", "Over Her"]


@pytest.mark.parametrize("many", [1, 1500])
def test_many_titles_are_looked_up_as_few_are(
    library: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(title_search, "_MANY", many)
    for title, times in (("Her", 1), ("Herbarium", 9), ("Heron", 4), ("Over Her", 20)):
        film, _ = films.add_film(Film(title))
        watches.log_watch(Watch(film.id, times=times))
    assert [row.title for row in films.suggest_titles("her", 4)] == ["Her", "Herbarium", "Heron", "Over Her"]
    assert [row.title for row in films.suggest_titles("her", 2)] == ["Her", "Herbarium"]


def test_of_many_words_the_newest_are_shown_and_more_is_told(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_search, "MOST", 3)
    film, _ = films.add_film(Film("Her"))
    for number in range(5):
        watches.log_watch(Watch(film.id, note=f"rain {number}"))
        lines.add_line(Line("", f"Rain, {number}.", film.id))
    found = search_everything("rain", 2)
    assert [hit.excerpt.text for hit in found.words.hits] == ["rain 4", "rain 3"]
    assert (found.words.total, found.words.is_exact) == (3, False)
    assert (found.lines.total, found.lines.is_exact) == (3, False)


@given(st.text(max_size=400), st.text(alphabet="abcçĳß雨 日", min_size=1, max_size=6))
def test_an_excerpt_is_a_piece_of_the_text_with_the_match_in_it(text: str, typed: str) -> None:
    found = excerpt(f"{text} {typed} {text}", typed)
    if found is not None:
        assert 0 < found.length <= len(found.text) - found.start
        assert len(found.text) <= 2 * LENGTH + 10
        assert found.text.strip("…") in " ".join(f"{text} {typed} {text}".split())


@pytest.mark.parametrize(("text", "typed", "matched"), [
    ("An Élan in spring", "elan", "Élan"),
    ("Straße im Regen", "strasse", "Straße"),
    ("雨の日にまた見た", "日に", "日に"),
    ("word " * 60 + "umbrella " + "word " * 60, "umbr", "umbr"),
])  # fmt: skip
def test_the_matched_part_is_as_it_is_written(text: str, typed: str, matched: str) -> None:
    found = excerpt(text, typed)
    assert found is not None
    assert found.text[found.start : found.start + found.length] == matched
