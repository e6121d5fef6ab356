# SPDX-License-Identifier: GPL-3.0-or-later
"""The review of an import: unsure films first, what matched what, tags."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from import_reviews import Open, bring_in, diary, history, review_of
from letterboxd_files import DIARY, FILM, RATED, REVIEW, entry, review, table, zipped
from moodboard.domain.film import Film
from moodboard.domain.tag_rules import DEFAULT_RULES, TagField
from moodboard.qt.review_models import MINE, UNSURE_DATES
from moodboard.qt.table_rows import STARS_ROLE
from moodboard.qt.tag_models import RulesModel, TagsModel
from moodboard.services import films, importing, tag_rules

__all__ = ["review_of"]

_EDIT = Qt.ItemDataRole.EditRole
_TICK = Qt.ItemDataRole.CheckStateRole


# Unsure films


def test_what_is_unsure_comes_first_with_its_candidates(review_of: Open, tmp_path: Path) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    unsure = dialog.review.unsure
    assert dialog.review.shown() is unsure
    assert dialog.detail().startswith("1 film unsure")
    assert [unsure.choices.item(n).text() for n in range(unsure.choices.count())] == [
        "1   Her (2013), yours",
        "N   A new film",
        "O   Leave it out",
    ]


def test_a_key_answers_and_the_counts_follow(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    assert dialog.counts() == "1 watch to bring in."
    qtbot.keyClick(dialog.review.unsure.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: dialog.counts() == "1 film and 1 watch to bring in.")
    bring_in(dialog, qtbot)
    assert films.count_films() == 2


def test_a_film_that_is_left_out_does_not_come(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    her, _ = films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    qtbot.keyClick(dialog.review.unsure.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: dialog.counts() == "There is nothing new in it.")
    bring_in(dialog, qtbot)
    assert films.film_row(her.id).times_seen == 0


def test_enter_goes_to_the_choices_and_takes_one(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    unsure = dialog.review.unsure
    qtbot.keyClick(unsure.table, Qt.Key.Key_Return)
    qtbot.keyClick(unsure.choices, Qt.Key.Key_Down)
    qtbot.keyClick(unsure.choices, Qt.Key.Key_Return)
    assert list(unsure.answers().values()) == [importing.NEW]
    assert unsure.count() == "0"


def test_another_film_of_the_library_may_be_meant(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    films.add_film(Film(title="Her", year=2013))
    other, _ = films.add_film(Film(title="Soft Machines", year=1999))
    dialog = review_of(history(tmp_path))
    dialog.review.unsure.other.film_picked.emit(other.id)
    bring_in(dialog, qtbot)
    assert films.film_row(other.id).times_seen == 1


def test_all_open_ones_are_answered_at_once(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    qtbot.mouseClick(dialog.review.unsure.all_new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.counts().startswith("1 film"))


def test_what_is_being_typed_outlasts_another_look(review_of: Open, tmp_path: Path) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(history(tmp_path))
    dialog.review.unsure.other.setText("Soft")
    report = importing.run([history(tmp_path)], dry_run=True, preview=True)
    dialog.review.take(report)
    assert dialog.review.unsure.other.text() == "Soft"


# Films and watches


def test_each_watch_is_shown_with_date_stars_and_the_film_it_is(review_of: Open, tmp_path: Path) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(diary(tmp_path, entry(1, rating="4.5"), entry(2, "Tag", 2018, day="")))
    model = dialog.review.films.model
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert rows[0] == ["Her (2013)", "19 Jan 2024", "4.5", "Her (2013)", "as new"]
    assert rows[1][0] == "Tag (2018)"
    assert rows[1][3] == "a new film"
    assert model.index(0, model.STARS).data(STARS_ROLE) == 9


def test_films_are_sifted_by_words_and_by_what_they_are(review_of: Open, tmp_path: Path) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(diary(tmp_path, entry(1), entry(2, "Tag", 2018, day="sometime")))
    model = dialog.review.films.model
    model.set_filter("", MINE)
    assert model.index(0, 0).data() == "Her (2013)"
    model.set_filter("", UNSURE_DATES)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Tag (2018)"]
    model.set_filter("her", UNSURE_DATES)
    assert model.rowCount() == 0


def test_a_first_watch_that_is_a_rewatch_is_shown_as_at_least_one_more(
    review_of: Open, tmp_path: Path
) -> None:
    dialog = review_of(diary(tmp_path, entry(1, rewatch="Yes")))
    model = dialog.review.films.model
    assert model.index(0, model.HERE).data() == "new, at least ×2"
    assert "1 film seen once more than is told" in dialog.detail()


def test_dates_that_are_unsure_are_counted(review_of: Open, tmp_path: Path) -> None:
    assert "1 date unsure" in review_of(diary(tmp_path, entry(1), entry(2, day=""))).detail()


def test_a_diary_row_and_its_review_are_one_watch(review_of: Open, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "letterboxd.zip",
        {"diary.csv": table(DIARY, [entry(1)]), "reviews.csv": table(REVIEW, [review("Oh.", 1)])},
    )
    assert review_of(path).review.films.model.rowCount() == 1


def test_films_without_a_watch_say_why_they_come(review_of: Open, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "letterboxd.zip",
        {
            "watchlist.csv": table(FILM, [["2025-02-08", "Heat 2", "", "https://boxd.it/DErS"]]),
            "ratings.csv": table(RATED, [["2020-01-01", "Ran", 1985, "https://boxd.it/ran", "4"]]),
        },
    )
    model = review_of(path).review.films.model
    assert [model.index(row, 1).data() for row in range(2)] == ["to watch", "rated, no date"]


def test_the_preview_is_left_out_of_the_import_itself(library: Path, tmp_path: Path) -> None:
    path = diary(tmp_path, entry(1))
    assert importing.run([path], dry_run=True, preview=True).preview
    assert not importing.run([path], preview=True).preview


# Tags


def test_a_tag_is_turned_into_another_field_and_it_is_remembered(
    review_of: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = review_of(diary(tmp_path, entry(1, tags="the rex, with ana")))
    model = dialog.review.tags.model
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "the rex")
    assert model.setData(model.index(row, TagsModel.MEANS), TagField.WHERE.value, _EDIT)
    bring_in(dialog, qtbot)
    (watch,) = films.film_page(films.find_film("Her").id).watches
    assert (watch.where, watch.people) == ("the rex", ("ana",))
    assert tag_rules.rules()[0].words == "the rex"


def test_rules_are_not_kept_when_the_import_is_left(review_of: Open, tmp_path: Path) -> None:
    dialog = review_of(diary(tmp_path, entry(1, tags="the rex")))
    model = dialog.review.tags.model
    model.setData(model.index(0, TagsModel.MEANS), TagField.WHERE.value, _EDIT)
    dialog.reject()
    assert tag_rules.rules() == DEFAULT_RULES


def test_a_value_and_the_tag_that_goes_are_edited_in_place(
    review_of: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = review_of(diary(tmp_path, entry(1, tags="imax, quiet")))
    model = dialog.review.tags.model
    assert model.index(0, TagsModel.VALUE).data() == "IMAX"
    model.setData(model.index(0, TagsModel.VALUE), "the big one", _EDIT)
    model.setData(model.index(0, TagsModel.GOES), Qt.CheckState.Checked.value, _TICK)
    bring_in(dialog, qtbot)
    (watch,) = films.film_page(films.find_film("Her").id).watches
    assert (watch.medium, watch.themes) == ("the big one", ("quiet",))


def test_a_choice_is_made_by_the_keyboard_in_the_table(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    tags = review_of(diary(tmp_path, entry(1, tags="the rex"))).review.tags
    tags.table.choose(0, TagsModel.MEANS)
    qtbot.keyClick(tags.table, Qt.Key.Key_Return)
    box = tags.table.viewport().findChild(QComboBox)
    box.setCurrentIndex(box.findData(TagField.WHERE.value))
    box.activated.emit(box.currentIndex())
    assert tags.model.index(0, TagsModel.VALUE).data() == "the rex"
    assert tags.count() == "1"


def test_rules_are_added_moved_and_removed(review_of: Open, tmp_path: Path) -> None:
    tags = review_of(diary(tmp_path, entry(1, tags="imax"))).review.tags
    rules = tags.rules_model
    before = rules.rowCount()
    rules.add()
    rules.setData(rules.index(0, RulesModel.WORDS), "the rex", _EDIT)
    assert rules.move(0, 1) == 1
    assert rules.rules()[1].words == "the rex"
    rules.remove(1)
    assert rules.rowCount() == before


def test_a_rule_that_would_fit_every_tag_is_refused_in_a_sentence(review_of: Open, tmp_path: Path) -> None:
    tags = review_of(diary(tmp_path, entry(1, tags="imax"))).review.tags
    assert not tags.rules_model.setData(tags.rules_model.index(0, RulesModel.WORDS), "*", _EDIT)
    assert "every tag" in tags.error()
