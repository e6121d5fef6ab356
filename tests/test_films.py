# SPDX-License-Identifier: GPL-3.0-or-later
"""Films: adding, finding, and the list with its orders, chips and words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from moodboard.domain.dates import parse_edtf, parse_said, tonight
from moodboard.domain.errors import AmbiguousError, KnownError, NotFoundError
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.services import films, lines, watches

pytestmark = pytest.mark.usefixtures("library")


def add(title: str, year: int | None = None, *days: str, **values: object) -> Film:
    """Add a film with watches on these dates."""
    film, _changes = films.add_film(replace(Film(title, year), **values))  # type: ignore[arg-type]
    for day in days:
        watches.log_watch(Watch(film.id, parse_edtf(day)))
    return film


def listed(text: str = "", *chips: FilmChip, sort: FilmSort = FilmSort.LAST_SEEN) -> list[str]:
    query = FilmQuery(text, frozenset(chips), sort)
    rows = films.film_rows(query)
    assert films.count_films(query) == len(rows)
    assert [films.position_of(row.id, query) for row in rows] == list(range(len(rows)))
    return [row.title for row in rows]


def test_a_film_comes_back_as_it_was_put_in() -> None:
    whole = Film(
        "Her", 2013, ("Spike Jonze",), 126, "Her", "https://boxd.it/3D2", "tt1798709", 152601, 9, True, True,
        "The city", ("rain", "alone"), 2, "", False,
    )  # fmt: skip
    stored, changes = films.add_film(whole)
    assert replace(stored, id=0, uuid="") == whole
    assert changes.films == {stored.id}
    assert films.film_page(stored.id).film == stored


def test_the_same_title_and_year_is_there_already() -> None:
    add("Amélie", 2001)
    with pytest.raises(KnownError, match="Amélie \\(2001\\) is there already"):
        films.add_film(Film("amelie", 2001))
    add("Amélie", 2024)


@pytest.mark.parametrize(
    "film", [Film("  "), Film("Her", 13), Film("Her", rating=11), Film("Her", earlier_watches=-1)]
)
def test_what_no_film_has_is_refused(film: Film) -> None:
    with pytest.raises(KnownError):
        films.add_film(film)


def test_a_film_is_found_by_what_people_write() -> None:
    film = add("Her", 2013, original_title="Her!")
    for said in ("Her", " her ", "Her (2013)", "HER!", str(film.id), f"#{film.id}"):
        assert films.find_film(said) == film


def test_a_title_in_brackets_is_a_title_first() -> None:
    assert films.find_film(add("Metropolis (2001)").title).title == "Metropolis (2001)"


def test_an_ambiguous_title_lists_the_candidates() -> None:
    add("Solaris", 1972)
    add("Solaris", 2002)
    with pytest.raises(AmbiguousError, match=r"Solaris \(2002\).*Solaris \(1972\)"):
        films.find_film("solaris")
    assert films.find_film("Solaris (1972)").year == 1972


def test_what_is_not_there_is_said_with_what_is_near() -> None:
    add("Window Seat", 2008)
    with pytest.raises(NotFoundError, match=r"Did you mean Window Seat \(2008\)"):
        films.find_film("Window")


def test_a_binned_film_is_gone_until_it_is_restored() -> None:
    film = add("Her", 2013, "2016")
    films.bin_film(film.id)
    assert listed() == []
    assert films.film_row(film.id).times_seen == 1
    with pytest.raises(NotFoundError):
        films.find_film("Her")
    films.restore_film(film.id)
    assert listed() == ["Her"]


def test_twelve_typed_on_the_count_makes_earlier_watches() -> None:
    film = add("Her", 2013, "2016", "2017", "2018")
    films.set_times_seen(film.id, 12)
    row = films.film_row(film.id)
    assert (row.times_seen, row.watches, row.earlier_watches) == (12, 3, 9)
    films.set_times_seen(film.id, 1)
    assert films.film_row(film.id).times_seen == 3


def test_orders_of_the_list() -> None:
    add("The Barley", 2017, "2019", "2020", rating=6)
    add("Snow", 1996, "2025-12-01", rating=10)
    add("Window Seat", 2008, earlier_watches=9)
    add("Élan", None)
    assert listed() == ["Snow", "The Barley", "Window Seat", "Élan"]
    assert listed(sort=FilmSort.REWATCHES)[:2] == ["Window Seat", "The Barley"]
    assert listed(sort=FilmSort.TITLE) == ["The Barley", "Élan", "Snow", "Window Seat"]
    assert listed(sort=FilmSort.YEAR) == ["The Barley", "Window Seat", "Snow", "Élan"]
    assert listed(sort=FilmSort.RATING) == ["Snow", "The Barley", "Élan", "Window Seat"]


def test_due_is_longest_since_last_seen_in_the_films_own_gap() -> None:
    today = tonight(datetime.now())

    def ago(*days: int) -> list[str]:
        return [(today - timedelta(days=day)).isoformat() for day in days]

    add("Each year", None, *ago(2000, 1635, 1270, 900))
    add("Each month", None, *ago(390, 360, 330, 300))
    add("Lately", None, *ago(100, 60, 10))
    add("Once", None, *ago(4000))
    assert listed(sort=FilmSort.DUE)[:3] == ["Each month", "Each year", "Lately"]
    assert set(listed("", FilmChip.DUE_AGAIN)) == {"Each month", "Each year"}


def test_chips_combine() -> None:
    add("Her", 2013, "2016", "2017", rating=10)
    add("Barley", 2017, "2016", "2017", rating=8)
    add("Snow", 1996, rating=10)
    assert listed("", FilmChip.REWATCHED) == ["Barley", "Her"]
    assert listed("", FilmChip.REWATCHED, FilmChip.FIVE_STARS) == ["Her"]
    assert listed("h", FilmChip.FIVE_STARS) == ["Her"]


def test_words_are_found_wherever_they_were_written() -> None:
    film = add("Umbrella Weather", 2001, directors=("Ana Ruiz",), notes="rooftops", themes=("melancholy",))
    watches.log_watch(Watch(film.id, note="cried at the depot", people=("Noor",), where="Rex"))
    lines.add_line(Line("", "Stay on the line.", film.id))
    for text in (
        "umbr",
        "weather 2001",
        "ruiz",
        "ROOFTOP",
        "melan",
        "depot",
        "noor",
        "rex",
        "stay on",
        "úmbrella",
    ):
        assert listed(text) == ["Umbrella Weather"], text
    assert listed("umbrella snow") == []


def test_words_follow_changes() -> None:
    film = add("Her", 2013)
    films.edit_film(replace(film, title="Him"))
    assert (listed("her"), listed("him")) == ([], ["Him"])
    line, _changes = lines.add_line(Line("", "earphone", film.id))
    lines.bin_line(line.uuid)
    assert listed("earphone") == []


def test_scripts_without_spaces_are_found_inside() -> None:
    add("雨の日の映画", 1999)
    add("فيلم عن المطر", 2003)
    assert listed("映画") == ["雨の日の映画"]
    assert listed("日") == ["雨の日の映画"]
    assert listed("المطر") == ["فيلم عن المطر"]


def test_a_sign_alone_is_looked_for_as_it_is() -> None:
    add("M*A*S*H ❤", 1970)
    add("Her", 2013)
    assert listed("❤") == ["M*A*S*H ❤"]
    assert listed("her -") == ["Her"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.text(max_size=12))
@example('"')
@example("her OR NOT (")
@example("NEAR(a b)")
@example("\ud800*")
@example("title:her")
@example("\0")
@example("\U0001e900\U0001e943")
def test_any_typed_text_may_be_searched(text: str) -> None:
    listed(text)
    films.suggest_titles(text, 3)
    lines.find_lines(text)


def test_pages_join_without_a_gap() -> None:
    for n in range(7):
        add(f"Film {n}")
    query = FilmQuery(sort=FilmSort.TITLE)
    pages = [films.film_rows(query, offset, 3) for offset in (0, 3, 6)]
    assert [row.title for page in pages for row in page] == [f"Film {n}" for n in range(7)]


def test_suggestions_begin_with_what_is_typed() -> None:
    add("Another Her", 1990, "2016", "2017")
    add("Her", 2013)
    add("The Heron", 2023, "2023")
    assert [row.title for row in films.suggest_titles("her", 5)] == ["Her", "The Heron", "Another Her"]
    assert len(films.suggest_titles("", 2)) == 2


def test_first_and_last_watch_are_told_as_dates() -> None:
    film = add("Her", 2013, "2016-22", "2013-12-24", "../2014")
    row = films.film_row(film.id)
    assert row.first_watched == parse_edtf("2013-12-24")
    assert row.last_watched == parse_edtf("2016-22")


def test_words_of_a_date_are_kept_with_the_film() -> None:
    film = add("Her")
    watches.log_watch(Watch(film.id, parse_said("Christmas 2008", date(2026, 1, 1))))
    last = films.film_row(film.id).last_watched
    assert last is not None and last.said == "Christmas 2008"


def test_an_edited_rating_is_set_by_itself() -> None:
    film = add("Her", 2013)
    films.edit_film(replace(film, rating=7))
    assert films.film_row(film.id).rating == 7
    films.edit_film(replace(film, rating=None))
    assert films.film_row(film.id).rating is None


def test_editing_into_another_film_is_refused() -> None:
    add("Her", 2013)
    other = add("Him", 2013)
    with pytest.raises(KnownError, match="there already"):
        films.edit_film(replace(other, title="Her"))


def test_titles_come_by_id() -> None:
    film = add("Her", 2013)
    assert films.titles([film.id, 999]) == {film.id: "Her"}
