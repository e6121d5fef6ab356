# SPDX-License-Identifier: GPL-3.0-or-later
"""How to get one's history out of each service, in a sentence each; plain, to be translated where shown."""

from __future__ import annotations

from collections.abc import Mapping

SERVICES: Mapping[str, str] = {
    "letterboxd": "On letterboxd.com, open Settings, Data, and choose Export your data; give the ZIP as "
    "it is.",
    "imdb": "On imdb.com, open Your ratings, your watchlist or a list, choose Export, and get the CSV from "
    "your exports page.",
    "trakt": "On trakt.tv, open Settings, Data, and choose Export data; give the ZIP that it prepares.",
    "simkl": "On simkl.com, open Settings, Export, and download the backup; give SimklBackup.zip or the CSV.",
    "movary": "In Movary, open Settings, Account, Data, and export history, ratings and watchlist; give the "
    "three CSV files together.",
    "yamtrack": "In Yamtrack, open Settings, Export, and download the CSV.",
    "ryot": "In Ryot, open Settings, Imports and Exports, and start an export; give the JSON file.",
    "tmdb": "On themoviedb.org, open Settings, Export, or ask for a list’s CSV; give the file as it is.",
    "kodi": "In Kodi, open Settings, Media, Library, Export library; give the folder of nfo files or the one "
    "file.",
    "watcharr": "In Watcharr, open your profile and choose Export; give the JSON file.",
    "mediatracker": "In MediaTracker, open Settings, Export; give the JSON file.",
    "kinopoisk": "Kinopoisk has no export of its own; a browser add-on that saves your votes as CSV will do.",
    "netflix": "On netflix.com, open Account, your profile, Viewing activity, and choose Download all.",
    "letterboxd-import": "Any program that writes Letterboxd’s import format will do; give its CSV files.",
    "moodboard": "In another Moodboard, export the whole library; give its ZIP. A friend’s board comes as "
    "one .moodboard file.",
    "beeref": "In BeeRef, save the board; give the .bee file.",
    "pureref": "In PureRef, save the scene; give the .pur file.",
    "pictures": "Give screenshots, or a folder of them; names such as Her-01.29.14.jpg tell the film and the "
    "time.",
    "text": "Paste your lines, or give a .txt file: each paragraph becomes one, and you look them through "
    "first.",
    "table": "In a spreadsheet, save the sheet as CSV; you say which column holds the titles.",
}


def how_to_get(service: str) -> str:
    """Return the sentence about a service, empty for one that is not known."""
    return SERVICES.get(service.strip().casefold(), "")
