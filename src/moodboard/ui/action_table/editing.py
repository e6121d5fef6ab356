# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for undo, the clipboard and choosing."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("edit.undo", QT_TRANSLATE_NOOP("actions", "Undo"), "edit", ("Ctrl+Z",), Needs.UNDO, "undo"),
    ActionSpec(
        "edit.redo",
        QT_TRANSLATE_NOOP("actions", "Redo"),
        "edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        Needs.REDO,
        "redo",
    ),
    ActionSpec("edit.cut", QT_TRANSLATE_NOOP("actions", "Cut"), "edit", ("Ctrl+X",), Needs.PINS, "", BOARD),
    ActionSpec(
        "edit.copy", QT_TRANSLATE_NOOP("actions", "Copy"), "edit", ("Ctrl+C",), Needs.PINS, "copy", BOARD
    ),
    ActionSpec("edit.paste", QT_TRANSLATE_NOOP("actions", "Paste"), "edit", ("Ctrl+V",), Needs.BOARD),
    ActionSpec(
        "edit.duplicate",
        QT_TRANSLATE_NOOP("actions", "Duplicate"),
        "edit",
        ("Ctrl+D",),
        Needs.PINS,
        "",
        BOARD,
    ),
    ActionSpec(
        "edit.delete",
        QT_TRANSLATE_NOOP("actions", "Remove"),
        "edit",
        ("Del", "Backspace"),
        Needs.PINS,
        "trash",
        BOARD,
    ),
    ActionSpec(
        "edit.select_all",
        QT_TRANSLATE_NOOP("actions", "Select all"),
        "edit",
        ("Ctrl+A",),
        Needs.BOARD,
        "",
        BOARD,
    ),
    ActionSpec(
        "edit.select_none",
        QT_TRANSLATE_NOOP("actions", "Select nothing"),
        "edit",
        (),
        Needs.PINS,
        "",
        BOARD,
    ),
)
