# SPDX-License-Identifier: GPL-3.0-or-later
"""The review of an import: lines, columns, choices and what is left at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from import_reviews import Open, bring_in, diary, history, review_of
from letterboxd_files import DIARY, REVIEW, entry, review, table, zipped
from moodboard.domain.film import Film
from moodboard.domain.imports.mapping import Column
from moodboard.qt.table_rows import KEY_ROLE
from moodboard.services import films, importing, lines
from moodboard.ui import messages

__all__ = ["review_of"]

_EDIT = Qt.ItemDataRole.EditRole
_TICK = Qt.ItemDataRole.CheckStateRole


# Lines


def quoting(tmp_path: Path) -> Path:
    words = "Still. <blockquote>Nobody waits for the ferry.</blockquote>"
    rows = [review(words, 1), review("<blockquote>It rained for a year.</blockquote>", 2, day="2024-02-02")]
    return zipped(tmp_path / "letterboxd.zip", {"reviews.csv": table(REVIEW, rows)})


def test_quoted_lines_are_kept_only_when_they_are_ticked(
    review_of: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = review_of(quoting(tmp_path))
    model = dialog.review.lines.model
    assert model.rowCount() == 2
    model.setData(model.index(0, model.SPEAKER), "Ana", _EDIT)
    bring_in(dialog, qtbot)
    (line,) = lines.lines_of_film(films.find_film("Her").id)
    assert (line.text, line.speaker) == ("Nobody waits for the ferry.", "Ana")


def test_ticked_lines_go_when_the_import_is_taken_back(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    films.add_film(Film(title="Her", year=2013))
    dialog = review_of(quoting(tmp_path))
    dialog.review.lines.model.tick_all(True)
    assert bring_in(dialog, qtbot).totals.lines == 2
    with qtbot.waitSignal(dialog.taken_back):
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert not lines.lines_of_film(films.find_film("Her").id)


# Columns


def spreadsheet(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("What,Seen on,Stars\nHer,03/04/2020,4\nRan,05/04/2020,5\n")
    return path


def test_columns_of_an_unknown_table_are_guessed_and_shown(review_of: Open, tmp_path: Path) -> None:
    dialog = review_of(spreadsheet(tmp_path))
    (part,) = dialog.review.columns.parts()
    keys = [part.model.index(row, part.model.MEANS).data(KEY_ROLE) for row in range(3)]
    assert keys == ["title", "date", "rating"]
    assert dialog.counts().startswith("2 films and 2 watches")


def test_the_order_of_day_and_month_is_chosen(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = review_of(spreadsheet(tmp_path))
    (part,) = dialog.review.columns.parts()
    qtbot.mouseClick(part.days.button("day"), Qt.MouseButton.LeftButton)
    assert part.example.text() == "“03/04/2020” is 3 Apr 2020"
    qtbot.mouseClick(part.days.button("month"), Qt.MouseButton.LeftButton)
    assert part.example.text() == "“03/04/2020” is 4 Mar 2020"
    bring_in(dialog, qtbot)
    (watch,) = films.film_page(films.find_film("Her").id).watches
    assert watch.date.edtf == "2020-03-04"


def test_without_titles_the_table_says_what_is_missing(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = review_of(spreadsheet(tmp_path))
    (part,) = dialog.review.columns.parts()
    part.model.setData(part.model.index(0, part.model.MEANS), "", _EDIT)
    assert part.missing() == "Say which column holds the titles."
    qtbot.waitUntil(lambda: "There is nothing new" in dialog.counts())
    part.model.setData(part.model.index(0, part.model.MEANS), Column.TITLE.value, _EDIT)
    qtbot.waitUntil(lambda: dialog.counts().startswith("2 films"))


def test_one_of_several_tables_is_left_out(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "a.csv").write_text("Film,Seen\nHer,2020-01-01\n")
    (folder / "b.csv").write_text("Titel;Gesehen\nRan;2021-01-01\n")
    dialog = review_of(folder)
    assert dialog.counts().startswith("2 films")
    dialog.review.columns.parts()[1].leave_out.setChecked(True)
    qtbot.waitUntil(lambda: dialog.counts().startswith("1 film "))


def test_a_column_means_one_thing_only(review_of: Open, tmp_path: Path) -> None:
    (part,) = review_of(spreadsheet(tmp_path)).review.columns.parts()
    part.model.setData(part.model.index(2, part.model.MEANS), Column.TITLE.value, _EDIT)
    assert [part.model.index(row, 2).data(KEY_ROLE) for row in range(3)] == ["", "date", "title"]


# Choices


def test_only_choices_that_concern_the_files_are_offered(review_of: Open, tmp_path: Path) -> None:
    dialog = review_of(diary(tmp_path, entry(1)))
    assert not dialog.review.choices.concerns()


def test_deleted_rows_come_in_when_asked_for(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = zipped(
        tmp_path / "letterboxd.zip",
        {
            "diary.csv": table(DIARY, [entry(1)]),
            "deleted/diary.csv": table(DIARY, [entry(9, "Gone", 2020)]),
        },
    )
    dialog = review_of(path)
    assert dialog.counts().startswith("1 film ")
    dialog.review.choices.deleted.tick.setChecked(True)
    qtbot.waitUntil(lambda: dialog.counts().startswith("2 films"))


def test_a_list_of_imdb_is_what_the_person_says(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    head = "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year"
    path = tmp_path / "seen.csv"
    path.write_text(f"{head}\n1,tt1798709,2020-01-02,2020-01-02,,Her,https://x,Movie,8,126,2013\n")
    dialog = review_of(path)
    assert "watch" not in dialog.counts()
    file = next(file.file for file in importing.run([path], dry_run=True).files)
    box = dialog.review.choices.kind_box(file)
    box.setCurrentIndex(box.findData("imdb-checkins"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: "1 watch" in dialog.counts())


# The end


def test_the_report_is_saved(
    review_of: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = review_of(diary(tmp_path, entry(1), entry(2, day="nonsense")))
    monkeypatch.setattr(messages, "choose_save", lambda *_args: tmp_path / "report.csv")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "nonsense" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert "report.csv" in dialog.detail()


def test_what_could_not_be_read_is_shown_after_the_import_too(
    review_of: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = review_of(diary(tmp_path, entry(1), entry(2, day="nonsense")))
    bring_in(dialog, qtbot)
    assert dialog.review.shown() is dialog.review.problems
    assert dialog.problems()[0].startswith("diary.csv, 3: ")


def test_a_file_that_is_nothing_is_a_sentence(review_of: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "note.json"
    path.write_text("42")
    dialog = review_of(path)
    assert not dialog.keep_button.isEnabled()
    assert dialog.problems() or dialog.error()


def test_all_models_keep_to_the_rules_of_models(
    review_of: Open, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    films.add_film(Film(title="Her", year=2013))
    path = zipped(
        tmp_path / "all.zip",
        {
            "reviews.csv": table(REVIEW, [review("<blockquote>So it rained.</blockquote>", 1, tags="imax")]),
            "mine.csv": "What,Seen on,Stars\nRan,03/04/2020,4\n",
            "diary.csv": table(DIARY, [entry(2, day="nonsense")]),
            "watched-history.json": history(tmp_path).read_text(),
        },
    )
    pages = review_of(path).review
    (part,) = pages.columns.parts()
    for model in (
        pages.unsure.model, pages.films.model, pages.tags.model, pages.tags.rules_model, pages.lines.model,
        pages.problems.model, pages.files.model, part.model,
    ):  # fmt: skip
        assert model.rowCount() > 0
        qtmodeltester.check(model)
