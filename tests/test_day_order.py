# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether 3/12 is in December or in March, in the window and in the shell."""

import pytest
from PySide6.QtCore import QLocale

from moodboard.cli.main import main
from moodboard.domain.day_order import day_first_by, day_first_in
from moodboard.domain.film import Film
from moodboard.qt.day_order import day_first
from moodboard.services import films, watches

_ANY = QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry


@pytest.mark.parametrize(
    ("name", "first"),
    [
        *(("en_US.UTF-8", False), ("en_GB", True), ("de_DE@euro", True), ("C.UTF-8", True), ("", True)),
        *(("ja_JP", False), ("es_US", True), ("es_PR", False), ("en-PH", False), ("sv_SE", True)),
    ],
)
def test_a_locale_names_its_custom(name: str, first: bool) -> None:
    assert day_first_in(name) is first


@pytest.mark.parametrize(
    "language", ["en", "es", "de", "fr", "pt", "ja", "zh", "ko", "it", "sv", "fil", "nl"]
)
def test_the_table_of_the_shell_says_what_qt_knows(language: str) -> None:
    for locale in QLocale.matchingLocales(*_ANY):
        is_posix = locale.name() == "en_US" and locale.dateFormat(locale.FormatType.ShortFormat).startswith(
            "y"
        )
        if QLocale.languageToCode(locale.language()) == language and not is_posix:
            assert day_first_in(locale.name()) is day_first(locale), locale.name()


def test_patterns_are_read_with_their_words_left_out() -> None:
    assert day_first_by("d 'de' MMMM")
    assert not day_first_by("M/d/yy")
    assert day_first_by("yyyy-MM-dd", "sv")
    assert not day_first_by("yyyy/MM/dd", "ja")


@pytest.mark.parametrize(("locale", "edtf"), [("en_US.UTF-8", "2016-03-12"), ("en_GB.UTF-8", "2016-12-03")])
def test_the_command_line_follows_the_locale(
    library: object, monkeypatch: pytest.MonkeyPatch, locale: str, edtf: str
) -> None:
    film = films.add_film(Film("Her"))[0]
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_TIME", locale)
    assert main(["--library", str(library), "watch", "Her", "--on", "3/12/2016"]) == 0
    from moodboard.services import library as service

    service.open_library(library)  # type: ignore[arg-type]
    assert watches.watches_of(film.id)[0].date.edtf == edtf
