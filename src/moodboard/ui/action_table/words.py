# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for words: their type, and the links in notes."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "words.type", QT_TRANSLATE_NOOP("actions", "Type…"), "pin", ("Shift+T",), Needs.PINS, "text", BOARD
    ),
    ActionSpec(
        "words.open_link",
        QT_TRANSLATE_NOOP("actions", "Open the note’s link"),
        "pin",
        ("Ctrl+Return",),
        Needs.PINS,
        "link",
        BOARD,
    ),
)
