# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for the pins chosen."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("pin.crop", QT_TRANSLATE_NOOP("actions", "Crop"), "pin", ("C",), Needs.STILL, "crop", BOARD),
    ActionSpec(
        "pin.greyscale",
        QT_TRANSLATE_NOOP("actions", "Greyscale"),
        "pin",
        ("Alt+G",),
        Needs.STILLS,
        "tone",
        BOARD,
    ),
    ActionSpec(
        "pin.flip_h",
        QT_TRANSLATE_NOOP("actions", "Flip left to right"),
        "pin",
        ("Shift+H",),
        Needs.STILLS,
        "flip-h",
        BOARD,
    ),
    ActionSpec(
        "pin.flip_v",
        QT_TRANSLATE_NOOP("actions", "Flip top to bottom"),
        "pin",
        ("Shift+V",),
        Needs.STILLS,
        "flip-v",
        BOARD,
    ),
    ActionSpec(
        "pin.rotate_right",
        QT_TRANSLATE_NOOP("actions", "Turn right by 90°"),
        "pin",
        ("R",),
        Needs.PINS,
        "rotate",
        BOARD,
    ),
    ActionSpec(
        "pin.rotate_left",
        QT_TRANSLATE_NOOP("actions", "Turn left by 90°"),
        "pin",
        ("Shift+R",),
        Needs.PINS,
        "",
        BOARD,
    ),
    ActionSpec(
        "pin.unturn", QT_TRANSLATE_NOOP("actions", "Turn back upright"), "pin", (), Needs.PINS, "", BOARD
    ),
    ActionSpec(
        "pin.forward",
        QT_TRANSLATE_NOOP("actions", "Bring forward"),
        "pin",
        ("]", "PgUp"),
        Needs.PINS,
        "front",
        BOARD,
    ),
    ActionSpec(
        "pin.backward",
        QT_TRANSLATE_NOOP("actions", "Send back"),
        "pin",
        ("[", "PgDown"),
        Needs.PINS,
        "back",
        BOARD,
    ),
    ActionSpec(
        "pin.front",
        QT_TRANSLATE_NOOP("actions", "Bring to the front"),
        "pin",
        ("Shift+PgUp",),
        Needs.PINS,
        "",
        BOARD,
    ),
    ActionSpec(
        "pin.back",
        QT_TRANSLATE_NOOP("actions", "Send to the back"),
        "pin",
        ("Shift+PgDown",),
        Needs.PINS,
        "",
        BOARD,
    ),
)
