# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for groups, locks and layers, the map of the board, and presenting it."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "pin.group", QT_TRANSLATE_NOOP("actions", "Group"), "arrange", ("Ctrl+G",), Needs.SEVERAL, "group"
    ),
    ActionSpec(
        "pin.ungroup",
        QT_TRANSLATE_NOOP("actions", "Ungroup"),
        "arrange",
        ("Ctrl+Shift+G",),
        Needs.PINS,
        "ungroup",
    ),
    ActionSpec(
        "pin.lock",
        QT_TRANSLATE_NOOP("actions", "Lock or unlock"),
        "pin",
        ("Ctrl+Shift+K",),
        Needs.PINS,
        "lock",
    ),
    ActionSpec(
        "pin.hide", QT_TRANSLATE_NOOP("actions", "Hide"), "pin", ("Ctrl+Shift+H",), Needs.PINS, "eye-off"
    ),
    ActionSpec(
        "layers.show_all",
        QT_TRANSLATE_NOOP("actions", "Show what is hidden"),
        "board",
        (),
        Needs.BOARD,
        "eye",
    ),
    ActionSpec(
        "layers.unlock_all",
        QT_TRANSLATE_NOOP("actions", "Unlock all pins"),
        "board",
        (),
        Needs.BOARD,
        "unlock",
    ),
    ActionSpec(
        "board.lock",
        QT_TRANSLATE_NOOP("actions", "Lock the board"),
        "board",
        ("Ctrl+Shift+L",),
        Needs.BOARD,
        "lock",
        checkable=True,
    ),
    ActionSpec(
        "layers.show",
        QT_TRANSLATE_NOOP("actions", "Layers"),
        "view",
        ("Ctrl+J",),
        Needs.BOARD,
        "layers",
        checkable=True,
    ),
    ActionSpec(
        "view.minimap",
        QT_TRANSLATE_NOOP("actions", "Map of the board"),
        "view",
        ("M",),
        Needs.BOARD,
        "map",
        BOARD,
        checkable=True,
    ),
    ActionSpec("view.present", QT_TRANSLATE_NOOP("actions", "Present"), "view", ("F5",), Needs.BOARD, "play"),
)
