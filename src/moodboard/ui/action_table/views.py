# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for what is seen, and how."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "view.fit_all",
        QT_TRANSLATE_NOOP("actions", "Show everything"),
        "view",
        ("1", "Ctrl+Space", "Shift+1"),
        Needs.BOARD,
        "fit",
        BOARD,
    ),
    ActionSpec(
        "view.fit_selection",
        QT_TRANSLATE_NOOP("actions", "Show the pins chosen"),
        "view",
        ("2", "F"),
        Needs.PINS,
        "",
        BOARD,
    ),
    ActionSpec("view.actual_size", QT_TRANSLATE_NOOP("actions", "100 %"), "view", ("Ctrl+0",), Needs.BOARD),
    ActionSpec(
        "view.zoom_in",
        QT_TRANSLATE_NOOP("actions", "Closer"),
        "view",
        ("Ctrl++", "Ctrl+="),
        Needs.BOARD,
        "plus",
    ),
    ActionSpec(
        "view.zoom_out", QT_TRANSLATE_NOOP("actions", "Farther"), "view", ("Ctrl+-",), Needs.BOARD, "minus"
    ),
    ActionSpec(
        "pane.toggle", QT_TRANSLATE_NOOP("actions", "Show the library"), "view", ("F4",), checkable=True
    ),
    ActionSpec(
        "view.full_screen", QT_TRANSLATE_NOOP("actions", "Full screen"), "view", ("F11",), checkable=True
    ),
    ActionSpec(
        "view.wheel_pans",
        QT_TRANSLATE_NOOP("actions", "The wheel pans, Ctrl with it zooms"),
        "view",
        (),
        checkable=True,
    ),
    ActionSpec(
        "view.on_top",
        QT_TRANSLATE_NOOP("actions", "Always on top"),
        "view",
        ("Ctrl+Shift+A",),
        checkable=True,
    ),
    ActionSpec(
        "theme.switch", QT_TRANSLATE_NOOP("actions", "Light or dark"), "view", ("Ctrl+Shift+D",), icon="moon"
    ),
    ActionSpec("theme.system", QT_TRANSLATE_NOOP("actions", "Follow the system"), "view", (), checkable=True),
    ActionSpec("view.less_motion", QT_TRANSLATE_NOOP("actions", "Less motion"), "view", (), checkable=True),
)
