# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for going from page to page."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("page.boards", QT_TRANSLATE_NOOP("actions", "Go to the boards"), "view", ("Ctrl+1",)),
    ActionSpec("page.films", QT_TRANSLATE_NOOP("actions", "Go to the films"), "view", ("Ctrl+2",)),
    ActionSpec("page.diary", QT_TRANSLATE_NOOP("actions", "Go to the diary"), "view", ("Ctrl+3",)),
    ActionSpec("page.back", QT_TRANSLATE_NOOP("actions", "Back"), "view", ("Alt+Left",)),
    ActionSpec(
        "film.page",
        QT_TRANSLATE_NOOP("actions", "Open the film’s page"),
        "film",
        ("Alt+Return",),
        Needs.FILM,
        "film",
    ),
)
