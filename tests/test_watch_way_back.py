# SPDX-License-Identifier: GPL-3.0-or-later
"""An edit of a watch or of a rating that is undone leaves the library as it was, to the letter."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from film_page_ui import film_page, log
from moodboard.domain.errors import NotFoundError
from moodboard.domain.film import Film, Watch
from moodboard.services import film_pages, film_way_back, films, watches
from moodboard.services.film_pages import FilmFields
from moodboard.store import database, film_sources


def everything() -> list[tuple[object, ...]]:
    """All that is kept of films and watches."""
    with database.read():
        of_films = list(database.rows("SELECT * FROM film ORDER BY uuid"))
        of_watches = "SELECT uuid, edtf, said, times, rating, rated, leads, off_watchlist, note FROM watch"
        return of_films + list(database.rows(of_watches + " ORDER BY uuid"))


def rated_film(watchlist: bool = False) -> Film:
    """A film with a watch of five stars, and four stars of its own that were given later."""
    film = films.add_film(Film("Aa", 2000, watchlist=watchlist))[0]
    log(film.id, "31 Oct 2026", 10, "hm")
    film_pages.set_fields(film.id, FilmFields(rating=8))
    return films.film(film.id)


@pytest.mark.parametrize("rating", [4, None])
def test_stars_of_a_watch_that_are_undone_leave_the_films_rating(library: Path, rating: int | None) -> None:
    film = rated_film()
    watch = watches.watches_of(film.id)[0]
    before, was = everything(), watches.kept(watch.uuid)
    watches.edit_watch(watch.__class__(**{**fields_of(watch), "rating": rating}))
    assert everything() != before
    watches.put_back(was)
    assert everything() == before
    assert films.film(film.id).rating == 8


def fields_of(watch: object) -> dict[str, object]:
    """What a watch is made of."""
    return {name: getattr(watch, name) for name in type(watch).__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_removed_watch_comes_back_with_its_place_among_the_ratings(library: Path) -> None:
    film = rated_film(watchlist=True)
    watch = watches.watches_of(film.id)[0]
    before, was = everything(), watches.kept(watch.uuid)
    watches.remove_watch(watch.uuid)
    assert films.film(film.id).watchlist
    watches.bring_back(was)
    assert everything() == before
    assert not watches.bring_back(was)  # it is there already


def test_a_watch_that_is_gone_is_not_put_back_by_undoing_an_edit(library: Path) -> None:
    film = rated_film()
    was = watches.kept(watches.watches_of(film.id)[0].uuid)
    watches.remove_watch(was.watch.uuid)
    with pytest.raises(NotFoundError):
        watches.put_back(was)


def test_a_rating_that_is_undone_was_never_given(library: Path) -> None:
    film = films.add_film(Film("Aa", 2000))[0]
    log(film.id, "31 Oct 2026", 10)
    before = everything()
    _, way_back = film_pages.set_fields(film.id, FilmFields(rating=2))
    film_pages.set_fields(film.id, way_back)
    assert everything() == before


def test_looking_into_a_watch_alters_nothing_that_its_fields_cannot_show(qtbot: QtBot, library: Path) -> None:
    film = films.add_film(Film("Aa", 2000))[0]
    odd = {"people": ("Smith, John",), "where": " the Rex ", "themes": ("a, b",)}
    log(film.id, date(2026, 10, 31).isoformat(), 8, "Quelle\u00a0nuit\r\nlongue", **odd)
    before = watches.watches_of(film.id)
    with film_page(qtbot, film.id) as (program, page):
        page.view.watches.edit(before[0].uuid)
        editor = page.view.watches.editor()
        assert editor is not None
        qtbot.keyClick(editor.date.field, Qt.Key.Key_Return)
        assert watches.watches_of(film.id) == before
        assert not program.history.can_undo()


def test_words_that_are_typed_back_after_they_were_kept_are_kept_too(qtbot: QtBot, library: Path) -> None:
    film = films.add_film(Film("Aa", 2000))[0]
    log(film.id, "31 Oct 2026", 8, "first")
    with film_page(qtbot, film.id) as (_program, page):
        page.view.watches.edit(watches.watches_of(film.id)[0].uuid)
        editor = page.view.watches.editor()
        assert editor is not None
        for words in ("second", "first"):
            editor.words.setPlainText(words)
            editor.keep()
            assert watches.watches_of(film.id)[0].note == words


def test_what_a_dialog_does_to_a_film_is_a_step_too(qtbot: QtBot, library: Path) -> None:
    film = rated_film()
    with film_page(qtbot, film.id) as (program, _page):
        before = everything()
        verbs, history = program.verbs, program.history
        was = film_way_back.kept(film.id)
        after = Film("Bb", 2001, id=film.id, uuid=film.uuid, rating=2)
        verbs._on_film_edited(was, after, films.edit_film(after))
        assert films.film(film.id).title == "Bb"
        history.undo()
        assert everything() == before
        history.redo()
        assert films.film(film.id).title == "Bb"
        history.undo()
        verbs.bin_film(film.id)
        history.undo()
        assert everything() == before
        verbs.set_times_seen(film.id, 7)
        assert films.film(film.id).earlier_watches == 6
        history.undo()
        assert films.film(film.id).earlier_watches == 0
        with qtbot.waitSignal(verbs.watch_logged):
            logged, changes = watches.log_watch(Watch(film.id))
            verbs._on_watch_kept(logged, changes, film.title)
        history.undo()
        assert len(watches.watches_of(film.id)) == 1


def test_the_source_of_a_fact_comes_back_with_it(library: Path) -> None:
    film = films.add_film(Film("Aa", 2000, runtime=90))[0]
    with database.write():
        film_sources.put(film.id, {"runtime": film_sources.Kept("tmdb", "2026-01-01", "90")})
    was = film_way_back.kept(film.id)
    films.edit_film(Film("Aa", 2000, runtime=91, id=film.id, uuid=film.uuid))
    with database.read():
        assert not film_sources.of_film(film.id)
    film_way_back.put_back(was)
    with database.read():
        assert film_sources.of_film(film.id)["runtime"].service == "tmdb"
