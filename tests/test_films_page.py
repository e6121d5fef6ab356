# SPDX-License-Identifier: GPL-3.0-or-later
"""The films' page with real keys and clicks: search, filters, orders, views, what is chosen and edited."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from films_page_ui import choose, chosen, films_page, titles
from library_ui import add, keep_line, log
from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Film, Watch
from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.found import FacetValue
from moodboard.domain.query import FilmSort
from moodboard.qt.settings import FILMS_VIEW
from moodboard.services import films, films_many, smart_lists, watches
from moodboard.ui.library.library_page import LibraryPage
from moodboard.ui.library.page import many
from moodboard.ui.library.page.carrying import FILMS_MIME, carry, films_in
from moodboard.ui.library.page.many_cards import ManyCard, StarsCard, WordCard
from moodboard.ui.library.page.places import NameDialog
from moodboard.ui.library.page.sidebar_model import Entry, Section, SideModel
from moodboard.ui.pages import FILM, FILMS
from moodboard.wiring import Program

_LEFT = Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(library: Path, qtbot: QtBot) -> Iterator[LibraryPage]:
    her = films.add_film(Film("Her", 2013, ("Ida Rook",), rating=10, themes=("rain",)))[0].id
    watches.log_watch(Watch(her, parse_edtf("2026-05-03"), people=("Ana",), note="The harbour at night."))
    log(her, "2014")
    films.add_film(Film("Barley", 2017, rating=7, watchlist=True))
    add("Snow, Later", 1996, times=4, rating=8)
    add("Alder", 1988)
    keep_line(her, "Nobody is late for the harbour.")
    with films_page(qtbot) as (program, made):
        made.program = program  # type: ignore[attr-defined]  - for tests that look at the rest of it
        yield made


def program_of(page: LibraryPage) -> Program:
    made = page.program  # type: ignore[attr-defined]
    assert isinstance(made, Program)
    return made


def keys(qtbot: QtBot, target: QWidget, *wanted: Qt.Key) -> None:
    for key in wanted:
        qtbot.keyClick(target, key)


# -- what is asked --------------------------------------------------------------------------------


def test_typing_narrows_the_films_at_once_and_escape_clears(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.head.search, "barl")
    assert titles(page) == ["Barley"]
    keys(qtbot, page.head.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 4


def test_words_of_watches_and_lines_and_people_are_found_as_one_types(
    page: LibraryPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.head.search, "harbour")
    assert titles(page) == ["Her"]
    qtbot.waitUntil(page.found.isVisible)
    model = page.found.hits.model_of_hits
    found = [
        row.title or row.excerpt.text
        for row in map(model.row_at, range(model.rowCount()))
        if row and (row.title or row.excerpt)
    ]
    assert "Lines" in found and "Words" in found
    assert any("Nobody is late" in words for words in found)


def test_a_person_that_is_found_becomes_a_filter(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.head.search, "ana")
    qtbot.waitUntil(page.found.isVisible)
    hits = page.found.hits
    hits.setFocus()
    keys(qtbot, hits, Qt.Key.Key_Return)
    assert page.head.search.text() == ""
    assert page.query().filters.people == ("Ana",) and titles(page) == ["Her"]
    assert not page.found.isVisible()


def test_a_line_that_is_found_opens_its_film_at_it(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.head.search, "nobody")
    qtbot.waitUntil(page.found.isVisible)
    model = page.found.hits.model_of_hits
    first = model.first_hit()
    assert first is not None
    row = model.row_at(first)
    assert row is not None
    page.open_hit(row.hit)
    program = program_of(page)
    assert program.window.pages.name() == FILM


def test_nothing_found_offers_to_add_the_film(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.head.search, "Stalker")
    assert page.nothing_button.isVisible() and page.nothing_button.text() == "Add it?"
    assert "No film by that name." in page.nothing_button.accessibleName()


def test_no_film_for_the_filters_leads_back_to_all(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_query(replace(page.query(), filters=FilmFilters(year_from=1900, year_to=1901)))
    qtbot.mouseClick(page.nothing_button, _LEFT)
    assert len(titles(page)) == 4


def test_filters_combine_and_each_chip_takes_its_own_away(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_filters()
    qtbot.keyClicks(page.filters.years_from, "1990")
    qtbot.keyClicks(page.filters.times_from, "1")
    assert sorted(titles(page)) == ["Her", "Snow, Later"]
    qtbot.mouseClick(page.filters.marks[FilmMark.LINES], _LEFT)
    assert titles(page) == ["Her"]
    qtbot.mouseClick(page.filters.marks[FilmMark.LINES], _LEFT)
    assert titles(page) == ["Snow, Later"]  # the second click asks for the contrary
    page.filters.close_popover()
    chips = page.head.chips.widgets()
    assert [chip.text() for chip in chips] == ["Seen", "1990 or later", "Without lines"]  # type: ignore[attr-defined]
    qtbot.keyClick(chips[2], Qt.Key.Key_Delete)
    assert sorted(titles(page)) == ["Her", "Snow, Later"]


def test_a_year_that_is_half_typed_narrows_nothing(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_filters()
    qtbot.keyClicks(page.filters.years_to, "199")
    assert len(titles(page)) == 4
    qtbot.keyClicks(page.filters.years_to, "6")
    assert sorted(titles(page)) == ["Alder", "Snow, Later"]


def test_stars_unrated_and_a_decade_are_asked_by_their_controls(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_filters()
    card = page.filters
    card.rating_from.setCurrentIndex(card.rating_from.findData(8))
    card.rating_from.activated.emit(card.rating_from.currentIndex())
    assert sorted(titles(page)) == ["Her", "Snow, Later"]
    card.decade.setCurrentIndex(card.decade.findData(1990))
    card.decade.activated.emit(card.decade.currentIndex())
    assert titles(page) == ["Snow, Later"]
    qtbot.mouseClick(card.clear_button, _LEFT)
    assert len(titles(page)) == 4 and card.rating_from.currentData() is None


def test_a_name_is_completed_with_its_number_of_films(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_filters()
    field = page.filters.facets[Facet.WITH].field
    field.setFocus()
    qtbot.keyClicks(field, "an")
    assert field.offers() == [("Ana", 1)]
    keys(qtbot, field, Qt.Key.Key_Return)
    assert page.query().filters.people == ("Ana",) and field.text() == ""


def test_a_click_on_a_head_orders_and_another_turns_round(page: LibraryPage, qtbot: QtBot) -> None:
    heads = page.table.heads
    qtbot.mouseClick(heads.viewport(), _LEFT, pos=QPoint(20, 15))
    assert page.query().sort is FilmSort.TITLE
    assert titles(page) == ["Alder", "Barley", "Her", "Snow, Later"]
    qtbot.mouseClick(heads.viewport(), _LEFT, pos=QPoint(20, 15))
    assert titles(page) == ["Snow, Later", "Her", "Barley", "Alder"]


def test_every_order_of_the_menu_works(page: LibraryPage) -> None:
    for sort in FilmSort:
        page.head.sort_wanted.emit(sort)
        assert page.query().sort is sort and len(titles(page)) == 4
        assert page.head.sort_button.text() == page.head.sort_words(sort)


# -- the side bar and smart lists -----------------------------------------------------------------


def test_the_side_bar_leads_to_the_watchlist_and_counts(page: LibraryPage, qtbot: QtBot) -> None:
    page.side.choose("films", "watchlist")
    assert titles(page) == ["Barley"]
    assert page.query().filters.mark(FilmMark.WATCHLIST) is True
    qtbot.waitUntil(lambda: page.side.side.entries("films")[1].count == 1)


def test_a_search_is_saved_as_a_smart_list_and_undone(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_query(replace(page.query(), filters=FilmFilters(times_from=2)))
    page.places.save()
    dialog = page.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("Again and again")
    dialog.keep()
    assert [smart.name for smart in smart_lists.smart_lists()] == ["Again and again"]
    assert page.side.chosen()[0] == "smart"
    program_of(page).history.undo()
    assert smart_lists.smart_lists() == () and page.side.side.entries("smart") == ()
    program_of(page).history.redo()
    assert [smart.name for smart in smart_lists.smart_lists()] == ["Again and again"]


def test_a_taken_name_is_said_in_the_dialog(page: LibraryPage) -> None:
    smart_lists.add("Mine", replace(page.query(), filters=FilmFilters(times_from=2)))
    page.places.save()
    dialog = page.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("mine")
    dialog.keep()
    assert dialog.error() and dialog.isVisible()
    dialog.reject()


def test_a_smart_list_that_is_altered_can_be_changed(page: LibraryPage, qtbot: QtBot) -> None:
    smart, changes = smart_lists.add("Mine", replace(page.query(), filters=FilmFilters(times_from=2)))
    program_of(page).events.publish(changes)
    assert page.show_subject(f"smart:{smart.uuid}")
    assert sorted(titles(page)) == ["Her", "Snow, Later"]
    page.show_query(replace(page.query(), filters=FilmFilters(times_from=3)))
    assert page.head.keep_button.isVisible() and "Mine" in page.head.keep_button.text()
    page.head.keep_button.click()
    assert smart_lists.smart_list(smart.uuid).query.filters.times_from == 3
    assert not page.head.keep_button.isVisible()


def test_a_smart_list_is_renamed_moved_and_binned(page: LibraryPage) -> None:
    one, changes = smart_lists.add("One", replace(page.query(), filters=FilmFilters(times_from=2)))
    two, more = smart_lists.add("Two", replace(page.query(), filters=FilmFilters(times_from=3)))
    program_of(page).events.publish(changes | more)
    page.places.move(two.uuid, -1)
    assert [smart.name for smart in smart_lists.smart_lists()] == ["Two", "One"]
    page.places.remove(one.uuid)
    assert [entry.words for entry in page.side.side.entries("smart")] == ["Two"]
    assert "bin" in page.bar.words()


def test_sections_can_be_added_in_their_places(qtmodeltester: object, qtbot: QtBot) -> None:
    model = SideModel()
    tester = QAbstractItemModelTester(model)
    model.add_section(Section("bin", "Bin"))
    model.add_section(Section("lists", "Lists", takes_films=True), before="bin")
    model.set_entries("lists", [Entry("a", "Best", 3)])
    words = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert words == ["Lists", "Best", "Bin"]
    dropped: list[object] = []
    model.dropped.connect(lambda *told: dropped.append(told))
    assert model.dropMimeData(carry([4, 7]), Qt.DropAction.CopyAction, -1, -1, model.index(1, 0))
    assert dropped == [("lists", "a", (4, 7))]
    assert tester.model() is model


def test_films_are_read_from_a_drag_and_nonsense_is_none() -> None:
    assert films_in(carry([3, 1])) == (3, 1)
    for raw, meant in ((b'[1, true, "x"]', (1,)), (b"{}", ()), (b"\xff", ()), (b"", ())):
        data = QMimeData()
        data.setData(FILMS_MIME, raw)
        assert films_in(data) == meant


# -- views ----------------------------------------------------------------------------------------


def test_the_model_keeps_qts_rules(page: LibraryPage, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(page.model)
    page.show_all()
    add_more = films_many.set_heart([films.find_film("Her").id], True)[0]
    page.model.take_changes(add_more)
    page.head.search.setText("a")
    page.head.search.clear()
    assert tester.model() is page.model


def test_the_views_share_what_is_chosen(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Her", "Alder")
    for view in ("posters", "stills", "list"):
        page.show_view(view)
        assert sorted(chosen(page)) == ["Alder", "Her"]
    assert program_of(page).settings.get(FILMS_VIEW) == "list"


def test_keys_walk_over_the_wall(page: LibraryPage, qtbot: QtBot) -> None:
    page.head.sort_wanted.emit(FilmSort.TITLE)
    page.show_view("posters")
    page.choice.choose(films.find_film("Alder").id)
    keys(qtbot, page.wall, Qt.Key.Key_Right)
    assert chosen(page) == ["Barley"]
    qtbot.keyClick(page.wall, Qt.Key.Key_End, _SHIFT)
    assert chosen(page) == ["Barley", "Her", "Snow, Later"]
    keys(qtbot, page.wall, Qt.Key.Key_Home)
    assert chosen(page) == ["Alder"]


def test_a_click_on_the_wall_chooses_and_one_beside_it_does_not(page: LibraryPage, qtbot: QtBot) -> None:
    page.head.sort_wanted.emit(FilmSort.TITLE)
    page.show_view("stills")
    qtbot.mouseClick(page.wall.viewport(), _LEFT, pos=page.wall.cell(2).center())
    assert chosen(page) == ["Her"]
    qtbot.mouseClick(page.wall.viewport(), _LEFT, pos=page.wall.cell(3).bottomRight() + QPoint(2, 200))
    assert chosen(page) == []


def test_the_wall_holds_its_place_at_another_size(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_view("posters")
    across = page.wall.across()
    page.head.zoom.setValue(300)
    assert page.wall.size_wanted() == 300 and page.wall.across() < across


def test_columns_come_and_go_and_are_remembered(page: LibraryPage, qtbot: QtBot) -> None:
    heads = page.table.heads
    entries = {entry.text(): entry for entry in heads.columns_menu().findChildren(QAction)}
    entries["Added"].trigger()
    entries["Shots"].trigger()
    assert heads.is_shown("added") and not heads.is_shown("shots")
    state = heads.remembered()
    heads.reset_columns()
    assert not heads.is_shown("added")
    heads.recall(state)
    assert heads.is_shown("added") and not heads.is_shown("shots")
    heads.recall(b"nonsense")
    assert heads.is_shown("title")


def test_what_was_shown_is_shown_again_at_the_next_start(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_query(
        replace(page.query(), sort=FilmSort.YEAR, backwards=True, filters=FilmFilters(times_from=1))
    )
    page.show_view("stills")
    page.remember()
    program_of(page).settings.flush()
    with films_page(qtbot) as (_program, again):
        assert again.view() == "stills" and titles(again) == ["Snow, Later", "Her"]
        assert again.query().filters.times_from == 1


def test_a_narrow_window_hides_the_side_bar_behind_its_button(library: Path, qtbot: QtBot) -> None:
    add("Her")
    with films_page(qtbot, 800) as (program, page):
        assert page.side.isHidden() and page.head.side_button.isVisible()
        program.book.action("pane.toggle").trigger()
        assert page.side.isVisible() and not page.head.side_button.isVisible()


# -- what is chosen -------------------------------------------------------------------------------


def test_all_are_chosen_by_the_command_and_none_by_escape(page: LibraryPage, qtbot: QtBot) -> None:
    program_of(page).book.action("edit.select_all").trigger()
    assert page.choice.is_all() and page.choice.count() == 4
    qtbot.waitUntil(page.many.isVisible)
    keys(qtbot, page.table.rows, Qt.Key.Key_Escape)
    assert page.choice.count() == 1


def test_what_is_chosen_keeps_its_mark_in_another_order(page: LibraryPage) -> None:
    choose(page, "Her", "Alder")
    for sort in FilmSort:
        page.head.sort_wanted.emit(sort)
        assert sorted(chosen(page)) == ["Alder", "Her"]


def test_what_is_chosen_keeps_its_mark_when_the_library_changes(page: LibraryPage) -> None:
    choose(page, "Her", "Alder")
    program_of(page).events.publish(films.add_film(Film("Aardvark"))[1])
    assert sorted(chosen(page)) == ["Alder", "Her"]


def test_another_search_keeps_only_the_film_at_hand(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Her", "Alder")
    page.choice.selection.setCurrentIndex(
        page.model.index(page.model.row_of(films.find_film("Her").id) or 0, 0),
        page.choice.selection.SelectionFlag.NoUpdate,
    )
    page.head.search.setText("her")
    assert chosen(page) == ["Her"]


def test_the_film_at_hand_is_what_commands_are_about(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Barley")
    qtbot.waitUntil(lambda: program_of(page).verbs.chosen_film() == films.find_film("Barley").id)
    assert program_of(page).book.action("film.edit").isEnabled()


def test_enter_and_a_double_click_open_the_film(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Barley")
    keys(qtbot, page.table.rows, Qt.Key.Key_Return)
    pages = program_of(page).window.pages
    assert pages.name() == FILM and pages.chosen_films() == (films.find_film("Barley").id,)
    assert pages.back() and pages.name() == FILMS


def test_letters_look_for_a_title_and_only_a_and_w_act(page: LibraryPage, qtbot: QtBot) -> None:
    page.head.sort_wanted.emit(FilmSort.TITLE)
    page.choice.choose(films.find_film("Alder").id)
    qtbot.keyClicks(page.table.rows, "sno")
    assert chosen(page) == ["Snow, Later"]
    assert films.film_row(films.find_film("Snow, Later").id).times_seen == 4
    keys(qtbot, page.table.rows, Qt.Key.Key_Escape)  # the word is over
    qtbot.keyClick(page.table.rows, Qt.Key.Key_A, _SHIFT)
    assert chosen(page) == ["Alder"]
    assert films.film_row(films.find_film("Alder").id).times_seen == 0


# -- what is done ---------------------------------------------------------------------------------


def test_a_logs_a_watch_of_today_and_undo_takes_it_back(page: LibraryPage, qtbot: QtBot) -> None:
    her = films.find_film("Her").id
    choose(page, "Her")
    keys(qtbot, page.table.rows, Qt.Key.Key_A)
    assert films.film_row(her).times_seen == 3 and "Logged “Her”" in page.bar.words()
    qtbot.mouseClick(page.bar.undo_button(), _LEFT)
    assert films.film_row(her).times_seen == 2


def test_again_on_a_row_logs_the_film_under_the_pointer(page: LibraryPage, qtbot: QtBot) -> None:
    page.head.sort_wanted.emit(FilmSort.TITLE)
    rows = page.table.rows
    box = rows.rows.again_rect(rows.visualRect(page.model.index(1, 0)))
    qtbot.mouseMove(rows.viewport(), box.center())
    qtbot.mouseClick(rows.viewport(), _LEFT, pos=box.center())
    barley = films.film_row(films.find_film("Barley").id)
    assert barley.times_seen == 1 and not barley.watchlist  # logging takes it off the watchlist


def test_w_puts_on_the_watchlist_and_takes_off(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder")
    keys(qtbot, page.table.rows, Qt.Key.Key_W)
    assert films.find_film("Alder").watchlist
    keys(qtbot, page.table.rows, Qt.Key.Key_W)
    assert not films.find_film("Alder").watchlist


def test_delete_bins_what_is_chosen_and_undo_brings_it_back(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Her", "Alder")
    keys(qtbot, page.table.rows, Qt.Key.Key_Delete)
    assert sorted(titles(page)) == ["Barley", "Snow, Later"]
    program_of(page).book.action("edit.undo").trigger()
    assert len(titles(page)) == 4


def test_the_menu_offers_the_commands_of_the_table(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Her")
    one = {entry.objectName() for entry in page.deeds.menu().actions()}
    assert {"film.page", "film.again", "watch.log", "film.watchlist", "film.heart", "film.edit"} <= one
    choose(page, "Her", "Alder")
    several = [entry.text() for entry in page.deeds.menu().actions()]
    assert "Log a watch of each…" in several and "Open the film’s page" not in several


def _card(page: LibraryPage) -> ManyCard:
    return page.findChildren(ManyCard)[-1]


def test_stars_for_many_by_keys(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder", "Barley")
    qtbot.waitUntil(page.many.isVisible)
    qtbot.mouseClick(page.many.stars, _LEFT)
    card = _card(page)
    assert isinstance(card, StarsCard)
    keys(qtbot, card.stars, Qt.Key.Key_4, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert [films.find_film(title).rating for title in ("Alder", "Barley", "Her")] == [7, 7, 10]
    assert sorted(chosen(page)) == ["Alder", "Barley"]


def test_a_theme_for_many_and_its_way_back(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder", "Her")
    page.deeds.ask_theme(page.many.theme, True)
    card = _card(page)
    assert isinstance(card, WordCard)
    qtbot.keyClicks(card.field, "trains")
    keys(qtbot, card.field, Qt.Key.Key_Return)
    assert films.find_film("Her").themes == ("rain", "trains")
    program_of(page).history.undo()
    assert films.find_film("Her").themes == ("rain",) and films.find_film("Alder").themes == ()


def test_many_are_logged_on_a_date_in_words(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder", "Barley")
    page.deeds.ask_watch(page.many.log)
    card = _card(page)
    assert isinstance(card, WordCard)
    card.field.setText("summer 2016 ×2")
    assert "summer 2016 ×2" in card.say.text()
    card.keep()
    assert films.film_row(films.find_film("Alder").id).times_seen == 2
    assert watches.watches_of(films.find_film("Barley").id)[0].date.edtf == "2016-22"


def test_a_date_or_a_year_that_makes_no_sense_is_said_and_stays(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder", "Barley")
    for ask, said in ((page.deeds.ask_watch, "the 45th of never"), (page.deeds.ask_year, "soon")):
        ask(page.many.log)
        card = _card(page)
        assert isinstance(card, WordCard)
        card.field.setText(said)
        card.keep()
        assert card.isVisible() and card.say.text() and card.field.text() == said
        card.close_popover()
        QApplication.processEvents()


def test_directors_and_year_and_hearts_for_many(page: LibraryPage, qtbot: QtBot) -> None:
    choose(page, "Alder", "Barley")
    page.deeds.set_directors(("Ida Rook", "Agnes Hollow"))
    page.deeds.set_year(2001)
    page.deeds.set_heart(True)
    for title in ("Alder", "Barley"):
        film = films.find_film(title)
        assert (film.directors, film.year, film.liked) == (("Ida Rook", "Agnes Hollow"), 2001, True)


def test_very_many_are_edited_in_the_background_and_undone_there(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "AT_ONCE", 2)
    page.select_all()
    page.deeds.rate(5)
    qtbot.waitUntil(lambda: "stars" in page.bar.words() and not page.deeds.edits.is_busy())
    assert {films.film(film).rating for film in page.choice.ids()} == {5}
    assert page.choice.is_all()
    program_of(page).history.undo()
    qtbot.waitUntil(lambda: films.find_film("Her").rating == 10)
    program_of(page).history.redo()
    qtbot.waitUntil(lambda: films.find_film("Her").rating == 5)
    qtbot.waitUntil(lambda: not program_of(page).jobs.running)


def test_what_cannot_be_done_to_many_is_a_sentence(page: LibraryPage, qtbot: QtBot) -> None:
    add("Alder", 1990)
    program_of(page).events.publish(films_many.set_heart([films.find_film("Alder (1990)").id], True)[0])
    page.select_all()
    page.deeds.set_year(2003)
    assert "Alder (2003)" in page.bar.words() and films.find_film("Her").year == 2013


def test_commands_from_other_pages_act_on_their_film(page: LibraryPage, qtbot: QtBot) -> None:
    program = program_of(page)
    program.pages.open_film(films.find_film("Alder").id)
    for command in ("film.heart", "film.watchlist", "film.again"):
        program.book.action(command).trigger()
    alder = films.film_row(films.find_film("Alder").id)
    assert alder.liked and alder.times_seen == 1 and not alder.watchlist
    program.book.action("search").trigger()
    assert program.window.pages.name() == FILMS and page.head.search.hasFocus()


def test_rows_and_fields_say_what_they_are(page: LibraryPage) -> None:
    index = page.model.index(page.model.row_of(films.find_film("Her").id) or 0, 0)
    spoken = str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Her (2013), seen 2 times, 5 stars")
    unnamed = [field for field in page.findChildren(QLineEdit) if not field.accessibleName()]
    assert [field for field in unnamed if field.parent().metaObject().className() != "QComboBox"] == []


def test_a_found_director_is_asked_by_name(page: LibraryPage) -> None:
    page.open_hit(FacetValue(Facet.DIRECTOR, "Ida Rook", 1))
    assert titles(page) == ["Her"]


def test_columns_without_room_wait_for_it_and_are_still_remembered(page: LibraryPage, qtbot: QtBot) -> None:
    heads = page.table.heads
    heads.fill(1100)
    assert "directors" in {column.id for column, _x, _w in heads.places()}
    heads.fill(520)
    shown = [column.id for column, _x, _w in heads.places()]
    assert "directors" not in shown and {"title", "times"} <= set(shown)
    assert sum(width for _c, _x, width in heads.places()) <= 520
    state = heads.remembered()
    assert [column.id for column, _x, _w in heads.places()] == shown
    heads.recall(state)
    heads.fill(1100)
    assert "directors" in {column.id for column, _x, _w in heads.places()}


def test_a_click_that_chooses_more_logs_nothing_where_again_stands(page: LibraryPage, qtbot: QtBot) -> None:
    page.head.sort_wanted.emit(FilmSort.TITLE)
    rows = page.table.rows
    page.choice.choose(page.model.film_at(0).id)
    box = rows.rows.again_rect(rows.visualRect(page.model.index(1, 0)))
    before = page.model.film_at(1).times_seen
    qtbot.mouseClick(rows.viewport(), _LEFT, Qt.KeyboardModifier.ShiftModifier, box.center())
    assert page.choice.count() == 2 and page.model.film_at(1).times_seen == before
