# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands act on what is chosen in an own list too, on all that is chosen, and a film knows its lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from film_page_ui import film_page
from moodboard.domain.film import Film
from moodboard.domain.own_list import Listed, OwnList
from moodboard.domain.query import FilmQuery
from moodboard.services import films, own_lists
from moodboard.ui.library.library_page import LibraryPage
from moodboard.ui.near_focus import place_at
from moodboard.ui.pages import FILM, FILMS
from moodboard.wiring import Program


def films_named(*titles: str) -> list[int]:
    """Films of these titles; their ids."""
    return [films.add_film(Film(title, 2000))[0].id for title in titles]


def list_of(*ids: int) -> str:
    """A list of films; its uuid."""
    return own_lists.make(OwnList("Rainy days"), tuple(map(Listed, ids)))[0].uuid


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """The whole program."""
    made = Program()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.show()
    made.window.activateWindow()
    yield made
    made.close()


def page_of(program: Program) -> LibraryPage:
    """The films' page, shown."""
    program.window.pages.go(FILMS)
    page = program.window.pages.current()
    assert isinstance(page, LibraryPage)
    return page


def test_a_command_is_about_the_film_chosen_in_the_list_that_is_shown(program: Program) -> None:
    first, second = films_named("Aa", "Bb")
    uuid = list_of(first, second)
    page = page_of(program)
    page.choice.choose(first)
    program.pages.show_list(uuid)
    view = page.rooms.currentWidget()
    assert page.chosen_films() == ()
    view.rows.choose((second,))  # type: ignore[union-attr]
    assert page.chosen_films() == (second,)
    assert program.book.action("film.page").isEnabled()
    program.book.action("film.page").trigger()
    assert program.window.pages.name() == FILM
    assert program.window.pages.current().chosen_films() == (second,)  # type: ignore[union-attr]


def test_without_a_film_chosen_in_the_list_film_commands_rest(program: Program) -> None:
    (first,) = films_named("Aa")
    uuid = list_of(first)
    page = page_of(program)
    page.choice.choose(first)
    assert program.book.action("film.page").isEnabled()
    program.pages.show_list(uuid)
    page.rooms.currentWidget().rows.clearSelection()  # type: ignore[union-attr]
    assert not program.book.action("film.page").isEnabled()
    page.show_room(None)
    assert program.book.action("film.page").isEnabled()


def test_all_the_chosen_films_go_on_a_list(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = films_named(*(f"Film {number:03}" for number in range(150)))
    uuid = list_of()
    page = page_of(program)
    page.select_all()
    offered: list[tuple[int, ...]] = []
    lists = program.pages._lists
    monkeypatch.setattr(lists, "offer", lambda films, _where: offered.append(films))
    program.pages.put_on_list()
    lists.put_on(uuid, offered[0])
    assert {one.film_id for one in own_lists.own_list(uuid).entries} == set(ids)


def test_a_film_shows_its_lists_and_a_click_opens_one(qtbot: QtBot, library: Path) -> None:
    (film,) = films_named("Aa")
    uuid = list_of(film)
    with film_page(qtbot, film) as (program, page):
        lists = page.view.lists
        assert lists.isVisible()
        assert lists.words_of(0) == "Rainy days, 1 film"
        lists.opened.emit(0)
        assert program.window.pages.name() == FILMS
        films_page = program.window.pages.current()
        assert films_page.rooms.currentWidget().uuid() == uuid  # type: ignore[union-attr]


def test_a_film_that_comes_on_a_list_says_so_at_once(qtbot: QtBot, library: Path) -> None:
    (film,) = films_named("Aa")
    with film_page(qtbot, film) as (program, page):
        assert not page.view.lists.isVisible()
        uuid = list_of()
        program.window.pages.page(FILMS)
        program.pages._lists.put_on(uuid, (film,))
        qtbot.waitUntil(page.view.lists.isVisible)
        assert page.view.lists.mapTo(page, QPoint(0, 0)).y() > 0


def test_the_way_back_to_a_list_leads_to_its_rows(program: Program) -> None:
    first, second = films_named("Aa", "Bb")
    uuid = list_of(first, second)
    page = page_of(program)
    program.pages.show_list(uuid)
    rows = page.rooms.currentWidget().rows  # type: ignore[union-attr]
    rows.choose((second,))
    program.book.action("film.page").trigger()
    program.window.pages.back()
    assert rows.hasFocus()
    assert page.chosen_films() == (second,)


def test_the_side_bar_goes_on_naming_the_list_when_films_change(program: Program) -> None:
    (first,) = films_named("Aa")
    uuid = list_of(first)
    page = page_of(program)
    program.pages.show_list(uuid)
    program.events.publish(films.bin_film(films_named("Bb")[0]))
    page.model.reload()
    assert page.side.chosen() == ("lists", uuid)
    page.show_room(None)
    assert page.side.chosen() == ("films", "all")


def test_the_film_beside_a_board_is_not_the_one_of_a_page_without_films(program: Program) -> None:
    (film,) = films_named("Aa")
    page = page_of(program)
    page.show_query(FilmQuery("nothing is called that"))
    program.pane.film_chosen.emit(film)
    assert page.chosen_films() == ()
    assert not program.book.action("film.bin").isEnabled()


def test_a_menu_that_a_key_asks_for_opens_under_the_row_or_the_button_at_hand(qtbot: QtBot) -> None:
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.addItems(["Aa", "Bb"])
    rows.resize(300, 400)
    for row in (0, 1):
        rows.setCurrentRow(row)
        box = rows.visualRect(rows.currentIndex())
        at = rows.viewport().mapFromGlobal(place_at(rows))
        assert box.left() <= at.x() <= box.right() and 0 < at.y() - box.bottom() <= 2
    rows.clear()
    assert rows.rect().contains(rows.mapFromGlobal(place_at(rows)))
    button = QPushButton("Choose")
    qtbot.addWidget(button)
    button.resize(90, 30)
    assert button.rect().adjusted(0, 0, 0, 2).contains(button.mapFromGlobal(place_at(button)))
