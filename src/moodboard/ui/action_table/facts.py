# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for facts that a service tells of films, when asked."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "film.lookup",
        QT_TRANSLATE_NOOP("actions", "Look up facts…"),
        "film",
        ("Ctrl+U",),
        Needs.FILM,
        "search",
    ),
    ActionSpec(
        "film.lookup_many", QT_TRANSLATE_NOOP("actions", "Fill in facts for films without them…"), "film"
    ),
    ActionSpec("film.facts", QT_TRANSLATE_NOOP("actions", "Film facts…"), "film"),
)
