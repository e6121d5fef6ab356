# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for the program itself."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "app.library_folder",
        QT_TRANSLATE_NOOP("actions", "Show the library folder"),
        "app",
        (),
        icon="folder",
    ),
    ActionSpec(
        "app.palette",
        QT_TRANSLATE_NOOP("actions", "Find a command…"),
        "app",
        ("Ctrl+K", "Ctrl+Shift+P"),
        icon="search",
    ),
    ActionSpec(
        "app.shortcuts",
        QT_TRANSLATE_NOOP("actions", "Shortcuts…"),
        "app",
        ("F1", "Ctrl+,", "Ctrl+H"),
        icon="edit",
    ),
    ActionSpec("app.about", QT_TRANSLATE_NOOP("actions", "About Moodboard"), "app"),
    ActionSpec("app.quit", QT_TRANSLATE_NOOP("actions", "Quit"), "app", ("Ctrl+Q",)),
)
