# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for where a film belongs: on lists, with another one that is the same, or not."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "film.put_on_list",
        QT_TRANSLATE_NOOP("actions", "Put on a list…"),
        "film",
        ("Ctrl+Shift+J",),
        Needs.FILM,
        "numbers",
    ),
    ActionSpec("library.bin", QT_TRANSLATE_NOOP("actions", "Look into the bin"), "film", (), icon="trash"),
    ActionSpec("film.merge", QT_TRANSLATE_NOOP("actions", "Same film as…"), "film", (), Needs.FILM, "link"),
    ActionSpec("film.split", QT_TRANSLATE_NOOP("actions", "Make it two films…"), "film", (), Needs.FILM),
)
