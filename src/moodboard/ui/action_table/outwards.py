# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for what leaves the library, and for backups."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "film.export",
        QT_TRANSLATE_NOOP("actions", "Export this film’s page…"),
        "film",
        (),
        Needs.FILM,
        "export",
    ),
    ActionSpec(
        "library.export", QT_TRANSLATE_NOOP("actions", "Export the library…"), "film", (), icon="export"
    ),
    ActionSpec("library.letterboxd", QT_TRANSLATE_NOOP("actions", "Export for Letterboxd…"), "film"),
    ActionSpec("library.csv", QT_TRANSLATE_NOOP("actions", "Export as CSV…"), "film"),
    ActionSpec("library.backup", QT_TRANSLATE_NOOP("actions", "Back up now"), "film"),
    ActionSpec("library.restore", QT_TRANSLATE_NOOP("actions", "Restore a backup…"), "film"),
)
