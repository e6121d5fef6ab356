# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of services and kinds of files, as people call them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from moodboard.services.importing import Totals

_NAMES = {
    "letterboxd": "Letterboxd",
    "letterboxd-import": "Letterboxd’s import format",
    "imdb": "IMDb",
    "trakt": "Trakt",
    "simkl": "Simkl",
    "movary": "Movary",
    "yamtrack": "Yamtrack",
    "ryot": "Ryot",
    "tmdb": "TMDB",
    "kodi": "Kodi",
    "watcharr": "Watcharr",
    "mediatracker": "MediaTracker",
    "kinopoisk": "Kinopoisk",
    "netflix": "Netflix",
    "bee": "BeeRef",
    "beeref": "BeeRef",
    "pur": "PureRef",
    "pureref": "PureRef",
    "moodboard": "Moodboard",
}


def service_name(key: str) -> str:
    """Return what people call a service, or a kind of import."""
    own = {
        "table": QCoreApplication.translate("imports", "Any spreadsheet"),
        "pictures": QCoreApplication.translate("imports", "Pictures"),
        "several": QCoreApplication.translate("imports", "Several services"),
        "boards": QCoreApplication.translate("imports", "Boards"),
        "library": QCoreApplication.translate("imports", "A Moodboard library"),
        "text": QCoreApplication.translate("imports", "A text"),
    }
    return own.get(key) or _NAMES.get(key, key)


def kind_name(kind: str) -> str:
    """Return whose file one of a kind is."""
    known = service_name(kind)
    if known != kind:
        return known
    head = kind.partition("-")[0]
    if head in _NAMES:
        return _NAMES[head]
    if kind in ("unknown", "unreadable"):
        return ""
    return _NAMES["letterboxd"]


def things(totals: Totals) -> str:
    """Return what came, in one enumeration; empty for nothing."""

    def said(words: str, number: int) -> str:
        return QCoreApplication.translate("imports", words, "", number)

    parts = (
        (totals.films, said("%n film(s)", totals.films)),
        (totals.watches, said("%n watch(es)", totals.watches)),
        (totals.ratings, said("%n rating(s)", totals.ratings)),
        (totals.reviews, said("%n review(s)", totals.reviews)),
        (totals.lists, said("%n list(s)", totals.lists)),
        (totals.lines, said("%n line(s)", totals.lines)),
        (totals.boards, said("%n board(s)", totals.boards)),
        (totals.stills, said("%n shot(s)", totals.stills)),
    )
    found = [words for count, words in parts if count]
    if len(found) < 2:
        return "".join(found)
    both = QCoreApplication.translate("imports", "{these} and {last}")
    return both.format(these=", ".join(found[:-1]), last=found[-1])
