# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that lead from the library to film files, and bring their pictures in by themselves."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "still.open_film",
        QT_TRANSLATE_NOOP("actions", "Open the film there"),
        "pin",
        ("O",),
        Needs.PINS,
        "film",
        BOARD,
    ),
    ActionSpec(
        "film.capture", QT_TRANSLATE_NOOP("actions", "Open the film file"), "film", (), Needs.FILM, "capture"
    ),
    ActionSpec(
        "library.film_folder",
        QT_TRANSLATE_NOOP("actions", "Find my film files…"),
        "film",
        icon="folder",
    ),
    ActionSpec(
        "library.screenshots", QT_TRANSLATE_NOOP("actions", "Watch a folder for screenshots…"), "film"
    ),
)
