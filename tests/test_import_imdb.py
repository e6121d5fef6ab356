# SPDX-License-Identifier: GPL-3.0-or-later
"""IMDb's exports: every set of columns, both encodings, every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from import_tools import again_adds_nothing, bring, counts, days, page
from moodboard.services import films, importing

pytestmark = pytest.mark.usefixtures("library")

OLD = "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes"
RATINGS_2023 = f"{OLD},Release Date,Directors"
RATINGS = RATINGS_2023.replace("Title,URL", "Title,Original Title,URL")
LIST_2023 = (
    "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,"
    "Genres,Num Votes,Release Date,Directors"
)
LIST = f"{LIST_2023.replace('Title,URL', 'Title,Original Title,URL')},Your Rating,Date Rated"
SKYFALL = (
    'tt1074638,7,2025-12-01,"Skyfall","Skyfall",https://www.imdb.com/title/tt1074638,Film,7.8,143,2012,'
    '"Azione, Thriller",762654,"2012-10-31","Sam Mendes"'
)


def test_a_rating_comes_with_the_facts_of_its_film(tmp_path: Path) -> None:
    report = bring(tmp_path, "ratings.csv", f"{RATINGS}\n{SKYFALL}\n")
    film = page("Skyfall").film
    assert counts(report, "imdb-ratings") == (1, 1, 0, 0, 0)
    assert (film.rating, film.year, film.imdb, film.runtime) == (7, 2012, "tt1074638", 143)
    assert film.directors == ("Sam Mendes",)
    again_adds_nothing(tmp_path, "ratings.csv")


def test_an_import_with_facts_is_taken_back_whole(tmp_path: Path) -> None:
    row = SKYFALL.replace('"Skyfall","Skyfall"', '"Cielo","Skyfall"')
    bring(tmp_path, "r.csv", f"{RATINGS}\n{row}\n")
    importing.undo(importing.imports()[0].id)
    assert films.count_films() == 0


def test_rated_is_not_watched_on_that_day_unless_one_asks(tmp_path: Path) -> None:
    bring(tmp_path, "ratings.csv", f"{RATINGS}\n{SKYFALL}\n")
    assert not page("Skyfall").watches and page("Skyfall").film.earlier_watches == 1
    bring(tmp_path, "ratings.csv", f"{RATINGS}\n{SKYFALL}\n", rated_as_watched=True)
    assert days(page("Skyfall").watches) == ["2025-12-01~"] and page("Skyfall").film.earlier_watches == 0


def test_the_columns_of_2023_are_read(tmp_path: Path) -> None:
    row = "tt0080684,10,2019-05-04,Star Wars,https://x,movie,8.7,124,1980,Action,1,1980-05-17,Irvin Kershner"
    bring(tmp_path, "r.csv", f"{RATINGS_2023}\n{row}\n")
    assert page("Star Wars").film.rating == 10


def test_windows_1252_is_taken_when_it_is_no_utf_8(tmp_path: Path) -> None:
    row = "tt1407927,8,2019-05-04,180° South,u,movie,7,85,2010,Documentary,1,2010-01-01,Chris Malloy"
    bring(tmp_path, "old.csv", f"{RATINGS_2023}\n{row}\n".encode("cp1252"))
    assert page("180° South").film.rating == 8


@pytest.mark.parametrize(
    "said", ["TV Series", "tvSeries", "Serie TV", "Mini serie TV", "Episodio TV", "Videospiel"]
)
def test_what_is_no_film_is_left_out_and_said(said: str, tmp_path: Path) -> None:
    row = SKYFALL.replace(",Film,", f",{said},")
    report = bring(tmp_path, "r.csv", f"{RATINGS}\n{row}\n")
    assert films.count_films() == 0 and report.files[0].reasons == {f"{said}, not a film": 1}
    bring(tmp_path, "r.csv", f"{RATINGS}\n{row}\n", series=True)
    assert films.count_films() == 1


@pytest.mark.parametrize("said", ["Film", "Corto", "Speciale TV", "Elokuva", "映画", ""])
def test_no_language_costs_a_film(said: str, tmp_path: Path) -> None:
    bring(tmp_path, "r.csv", f"{RATINGS}\n{SKYFALL.replace(',Film,', f',{said},')}\n")
    assert films.count_films() == 1


def test_a_localized_title_finds_the_film_by_number_or_original_title(tmp_path: Path) -> None:
    bring(tmp_path, "a.csv", f"{RATINGS}\n{SKYFALL}\n")
    row = SKYFALL.replace('"Skyfall","Skyfall"', '"Cielo che cade","Skyfall"').replace("tt1074638", "")
    bring(tmp_path, "b.csv", f"{RATINGS}\n{row}\n")
    assert films.count_films() == 1


def test_a_number_without_tt_is_still_one_and_blank_cells_harm_nothing(tmp_path: Path) -> None:
    row = '1074638,7,2025-12-01,"Skyfall","Skyfall",,Film,,,,,,,'
    bring(tmp_path, "r.csv", f"{RATINGS}\n{row}\n")
    film = page("Skyfall").film
    assert (film.imdb, film.year, film.runtime, film.directors) == ("tt1074638", None, None, ())


def test_a_watchlist_is_told_by_its_name_and_a_list_keeps_places_and_notes(tmp_path: Path) -> None:
    body = (
        f"{LIST_2023}\n1,tt1074638,2020-01-01,2020-01-01,seen in Rome,Skyfall,u,movie,7.8,143,2012,,1,,\n"
        "2,tt0080684,2020-01-01,2020-01-01,,Star Wars,u,movie,8,124,1980,,1,,\n"
        "3,tt1074638,2020-01-02,2020-01-02,,Skyfall,u,movie,7.8,143,2012,,1,,\n"
    )
    bring(tmp_path, "WATCHLIST.csv", body)
    assert page("Skyfall").film.watchlist and page("Skyfall").film.notes == "seen in Rome"
    report = bring(tmp_path, "bond.csv", body)
    assert report.totals.lists == 1 and report.files[0].reasons["twice on this list"] == 1
    again_adds_nothing(tmp_path, "bond.csv")


def test_check_ins_are_watches_also_several_of_one_film(tmp_path: Path) -> None:
    row = "{0},tt1074638,{1},2020-01-01,,Skyfall,Skyfall,u,Film,7.8,143,2012,,1,2012-10-31,,,"
    body = "\n".join(
        [LIST, row.format(1, "2014-03-01"), row.format(2, "2016-07-09"), row.format(3, "2016-07-09")]
    )
    bring(tmp_path, "check-ins.csv", body)
    assert days(page("Skyfall").watches) == ["2014-03-01", "2016-07-09", "2016-07-09"]
    again_adds_nothing(tmp_path, "check-ins.csv")
    bring(tmp_path, "mine.csv", body.replace("2014", "2013"), kinds={"mine.csv": "imdb-checkins"})
    assert days(page("Skyfall").watches) == ["2013-03-01", "2014-03-01", "2016-07-09", "2016-07-09"]


def test_the_quoted_columns_of_2011_are_read(tmp_path: Path) -> None:
    header = (
        '"position","const","created","modified","description","Title","Title type","Directors","You rated",'
        '"IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes","Release Date (month/day/year)","URL"'
    )
    row = (
        '"1","tt0111161","Sat Apr 23 08:36:35 2011","","","The Shawshank Redemption","Feature Film",'
        '"Frank Darabont","9","9.3","142","1994","drama","1","1994-09-10","http://www.imdb.com/title/tt0111161/"'
    )
    bring(tmp_path, "checkins.csv", f"{header}\n{row}\n")
    found = page("The Shawshank Redemption")
    assert days(found.watches) == ["2011-04-23"] and found.film.rating == 9


def test_a_rating_that_is_none_is_told_with_its_line_and_the_film_comes(tmp_path: Path) -> None:
    report = bring(tmp_path, "r.csv", f"{RATINGS}\n{SKYFALL.replace(',7,', ',77,')}\n")
    assert [(p.line, "77" in p.reason) for p in report.problems] == [(2, True)]
    assert page("Skyfall").film.rating is None
