# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that lays a board out as a finished composition."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "arrange.compose",
        QT_TRANSLATE_NOOP("actions", "Compose"),
        "arrange",
        ("Shift+C",),
        Needs.BOARD,
        "compose",
        BOARD,
    ),
)
