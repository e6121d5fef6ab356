# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that a person keeps: what is on them, in which order, with which notes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film
from moodboard.domain.own_list import Entries, Listed, OwnList, added, moved, noted, removed, stepped
from moodboard.services import films, own_lists

_FILMS = st.lists(st.integers(1, 30), unique=True).map(lambda ids: tuple(map(Listed, ids)))


def ids(entries: Entries) -> list[int]:
    return [one.film_id for one in entries]


@given(_FILMS, st.sets(st.integers(1, 30)), st.integers(-3, 40))
def test_moving_films_loses_none_and_keeps_both_orders(entries: Entries, going: set[int], to: int) -> None:
    after = ids(moved(entries, going, to))
    assert sorted(after) == sorted(ids(entries))
    assert [one for one in after if one in going] == [one for one in ids(entries) if one in going]
    assert [one for one in after if one not in going] == [one for one in ids(entries) if one not in going]


@given(_FILMS, st.lists(st.integers(1, 40)), st.integers(-3, 40))
def test_a_list_names_each_film_once(entries: Entries, new: list[int], at: int) -> None:
    after = ids(added(entries, new, at))
    assert len(after) == len(set(after)) == len({*ids(entries), *new})


def test_chosen_films_step_as_one_block() -> None:
    entries = tuple(map(Listed, (1, 2, 3, 4, 5)))
    assert ids(stepped(entries, (3, 4), -1)) == [1, 3, 4, 2, 5]
    assert ids(stepped(entries, (3, 4), 1)) == [1, 2, 5, 3, 4]
    assert ids(stepped(entries, (1,), -1)) == [1, 2, 3, 4, 5]
    assert ids(stepped(entries, (2, 5), 1)) == [1, 3, 4, 2, 5]


def test_a_note_stays_with_its_film() -> None:
    entries = noted(tuple(map(Listed, (1, 2))), 2, "  the rain ")
    assert moved(entries, (2,), 0)[0] == Listed(2, "the rain")
    assert ids(removed(entries, (1,))) == [2]


@pytest.fixture
def three(library: Path) -> list[int]:
    """Put three films in; their ids."""
    return [films.add_film(Film(title))[0].id for title in ("A", "B", "C")]


def made(three: list[int]) -> str:
    return own_lists.make(OwnList("Rainy", ranked=True), tuple(map(Listed, three)))[0].uuid


def test_a_list_comes_back_as_it_was_made(three: list[int]) -> None:
    own, changes = own_lists.make(OwnList(" Rainy  days ", "why", True, ("wet",)), (Listed(three[1], "x"),))
    page = own_lists.own_list(own.uuid)
    assert (page.own.name, page.own.description, page.own.ranked, page.own.tags) == (
        "Rainy days", "why", True, ("wet",),
    )  # fmt: skip
    assert [(one.row.id, one.note) for one in page.films] == [(three[1], "x")]
    assert changes.film_lists == {own.uuid}


def test_order_and_notes_are_kept(three: list[int]) -> None:
    uuid = made(three)
    wanted = (Listed(three[2], "first"), Listed(three[0]))
    own_lists.put(uuid, wanted)
    assert own_lists.own_list(uuid).entries == wanted


def test_a_list_changed_elsewhere_is_not_put_back(three: list[int]) -> None:
    uuid = made(three)
    was = own_lists.own_list(uuid).entries
    own_lists.put(uuid, was[:1])
    with pytest.raises(KnownError, match="changed elsewhere"):
        own_lists.put(uuid, was[1:], was)


def test_a_binned_film_keeps_its_place(three: list[int]) -> None:
    uuid = made(three)
    films.bin_film(three[1])
    assert [one.row.id for one in own_lists.own_list(uuid).films] == [three[0], three[2]]
    assert own_lists.own_lists()[0].films == 2
    films.restore_film(three[1])
    assert [one.row.id for one in own_lists.own_list(uuid).films] == three


def test_a_binned_list_comes_back_whole(three: list[int]) -> None:
    uuid = made(three)
    own_lists.bin_list(uuid)
    assert own_lists.own_lists() == ()
    assert [one.uuid for one in own_lists.own_lists(binned=True)] == [uuid]
    own_lists.restore_list(uuid)
    assert own_lists.own_list(uuid).own.films == 3


def test_adding_tells_how_many_are_new(three: list[int]) -> None:
    uuid = own_lists.make(OwnList("Rainy"), (Listed(three[0]),))[0].uuid
    assert own_lists.add_to(uuid, three)[:2] == (2, (Listed(three[0]),))
    assert [one.uuid for one in own_lists.lists_of(three[2])] == [uuid]


def test_a_list_needs_a_name_and_to_be_there(library: Path) -> None:
    with pytest.raises(KnownError, match="needs a name"):
        own_lists.make(OwnList("  "))
    with pytest.raises(NotFoundError):
        own_lists.put("nowhere", ())


def test_a_list_is_found_by_its_name_in_any_case(three: list[int]) -> None:
    uuid = made(three)
    assert own_lists.find("RAINY").uuid == uuid
    with pytest.raises(NotFoundError):
        own_lists.find("Sunny")
