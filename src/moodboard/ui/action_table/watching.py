# SPDX-License-Identifier: GPL-3.0-or-later
"""The command for a film that is watched elsewhere."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "film.watching_now",
        QT_TRANSLATE_NOOP("actions", "Watch now"),
        "film",
        ("Ctrl+Shift+R",),
        Needs.FILM,
        "watching",
    ),
)
