# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for colours: strips, the eyedropper, the ground, stills found by a colour."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "colour.pick",
        QT_TRANSLATE_NOOP("actions", "Pick a colour off the board"),
        "colour",
        ("S", "I"),
        Needs.BOARD,
        "eyedropper",
        BOARD,
    ),
    ActionSpec(
        "colour.find",
        QT_TRANSLATE_NOOP("actions", "Find stills by colour…"),
        "colour",
        ("Ctrl+Alt+F",),
        Needs.BOARD,
        "find-colour",
        BOARD,
    ),
    ActionSpec(
        "colour.background",
        QT_TRANSLATE_NOOP("actions", "Background…"),
        "colour",
        ("Ctrl+Shift+B",),
        Needs.BOARD,
        "ground",
        BOARD,
    ),
    ActionSpec(
        "colour.strip_film",
        QT_TRANSLATE_NOOP("actions", "Colours of the film"),
        "colour",
        (),
        Needs.BOARD,
        "swatches",
        BOARD,
    ),
    ActionSpec(
        "colour.strip_board",
        QT_TRANSLATE_NOOP("actions", "Colours of the whole board"),
        "colour",
        (),
        Needs.BOARD,
        "swatches",
        BOARD,
    ),
    ActionSpec(
        "colour.copy",
        QT_TRANSLATE_NOOP("actions", "Copy the colours as hex"),
        "colour",
        (),
        Needs.PINS,
        "copy",
        BOARD,
    ),
)
