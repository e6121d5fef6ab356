# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the films' page: seen again, the watchlist, hearts, filters, how the films are shown."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "film.again",
        QT_TRANSLATE_NOOP("actions", "Seen again today"),
        "film",
        ("Ctrl+Shift+Y",),
        Needs.FILM,
        "redo",
    ),
    ActionSpec(
        "film.watchlist",
        QT_TRANSLATE_NOOP("actions", "On the watchlist, or off it"),
        "film",
        ("Ctrl+Shift+W",),
        Needs.FILM,
    ),
    ActionSpec(
        "film.heart",
        QT_TRANSLATE_NOOP("actions", "Give a heart, or take it"),
        "film",
        (),
        Needs.FILM,
        "heart",
    ),
    ActionSpec("films.filter", QT_TRANSLATE_NOOP("actions", "Filter the films…"), "film", ("Ctrl+Shift+F",)),
    ActionSpec("films.save_list", QT_TRANSLATE_NOOP("actions", "Save as a smart list…"), "film"),
    ActionSpec("films.all", QT_TRANSLATE_NOOP("actions", "Show all films"), "film"),
    ActionSpec("films.list", QT_TRANSLATE_NOOP("actions", "Films as a list"), "view", (), icon="view-list"),
    ActionSpec(
        "films.posters", QT_TRANSLATE_NOOP("actions", "Films as posters"), "view", (), icon="view-posters"
    ),
    ActionSpec(
        "films.stills", QT_TRANSLATE_NOOP("actions", "Films as stills"), "view", (), icon="view-stills"
    ),
)
