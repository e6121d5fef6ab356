# SPDX-License-Identifier: GPL-3.0-or-later
"""The windowed model of the film list."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from library_ui import add, log
from moodboard.domain.film import FilmRow
from moodboard.domain.film_filters import FilmFilters
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.qt import film_model
from moodboard.qt.film_model import ROW_ROLE, FilmModel
from moodboard.services import films


@pytest.fixture
def model(library: Path, qtbot: QtBot) -> FilmModel:
    for number, title in enumerate(("Aster", "Birch", "Cedar", "Dill", "Elm")):
        add(title, 2000 + number, times=number, rating=10 if number == 3 else None)
    made = FilmModel()
    made.reload()
    return made


def _titles(model: FilmModel) -> list[str]:
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [row.title for row in rows if isinstance(row, FilmRow)]


def test_model_keeps_qts_rules(model: FilmModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.set_query(FilmQuery("Cedar"))
    model.set_query(FilmQuery())


def test_order_comes_from_the_query(model: FilmModel) -> None:
    model.set_query(FilmQuery(sort=FilmSort.REWATCHES))
    assert _titles(model)[0] == "Elm"
    model.set_query(FilmQuery(sort=FilmSort.TITLE))
    assert _titles(model)[0] == "Aster"


def test_words_and_chips_narrow_together(model: FilmModel) -> None:
    model.set_query(FilmQuery(chips=frozenset({FilmChip.FIVE_STARS})))
    assert _titles(model) == ["Dill"]
    model.set_query(FilmQuery("Cedar", frozenset({FilmChip.FIVE_STARS})))
    assert model.rowCount() == 0


def test_row_of_finds_a_film_and_misses_a_hidden_one(model: FilmModel) -> None:
    film = films.find_film("Cedar")
    model.set_query(FilmQuery(sort=FilmSort.TITLE))
    assert model.row_of(film.id) == 2
    model.set_query(FilmQuery("Birch"))
    assert model.row_of(film.id) is None


def test_a_change_in_place_paints_one_row_only(model: FilmModel, qtbot: QtBot) -> None:
    model.set_query(FilmQuery(sort=FilmSort.TITLE))
    assert len(_titles(model)) == 5
    film = films.find_film("Cedar")
    changes = films.edit_film(replace(film, rating=7))
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.waitSignal(model.dataChanged) as changed,
    ):
        model.take_changes(changes)
    assert changed.args is not None
    assert changed.args[0].row() == 2
    row = model.film_at(2)
    assert row is not None
    assert row.rating == 7


def test_a_film_that_moves_resets_the_list(model: FilmModel, qtbot: QtBot) -> None:
    assert len(_titles(model)) == 5
    film = films.find_film("Aster")
    log(film.id, "yesterday")
    from moodboard.domain.changes import Changes

    with qtbot.waitSignal(model.modelReset):
        model.take_changes(Changes(films=frozenset({film.id})))
    assert _titles(model)[0] == "Aster"


def test_only_pages_in_view_are_read(library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        add(f"Film {number:03}")
    asked: list[int] = []
    real = films.film_rows

    def counted(query: FilmQuery, offset: int = 0, limit: int = 128) -> tuple[FilmRow, ...]:
        asked.append(offset)
        return real(query, offset, limit)

    monkeypatch.setattr(film_model.films, "film_rows", counted)
    model = FilmModel()
    model.set_query(FilmQuery(sort=FilmSort.TITLE))
    assert model.rowCount() == 300
    assert asked == []
    row = model.film_at(299)
    assert row is not None
    assert row.title == "Film 299"
    assert asked == [256]


def test_accessible_words_say_title_count_and_stars(model: FilmModel) -> None:
    from PySide6.QtCore import Qt

    model.set_query(FilmQuery("Dill"))
    words = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Dill (2003), ")
    assert "5 stars" in words


def test_a_film_near_the_top_is_at_hand_and_one_far_down_is_not(
    model: FilmModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_model, "PAGE", 2)
    model.set_query(FilmQuery(sort=FilmSort.TITLE))
    aster, elm = films.find_film("Aster").id, films.find_film("Elm").id
    assert model.row_at_hand(aster) == 0
    assert model.row_at_hand(elm) is None and not model.is_at_hand()
    assert model.row_of(elm) == 4
    elm_row = model.film_at(4)
    assert elm_row is not None and elm_row.title == "Elm"
    assert model.held_at(4) is None  # its page was not read for that


def test_filters_and_directions_reach_the_list(model: FilmModel) -> None:
    model.set_query(FilmQuery(sort=FilmSort.YEAR, backwards=True, filters=FilmFilters(times_from=2)))
    assert _titles(model) == ["Cedar", "Dill", "Elm"]


def test_a_film_that_leaves_the_filter_leaves_the_list(model: FilmModel) -> None:
    model.set_query(FilmQuery(sort=FilmSort.TITLE, filters=FilmFilters(times_to=1)))
    assert _titles(model) == ["Aster", "Birch"]
    model.take_changes(films.set_times_seen(films.find_film("Aster").id, 5))
    assert _titles(model) == ["Birch"]
