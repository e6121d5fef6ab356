# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for boards and what is laid on them."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("board.all", QT_TRANSLATE_NOOP("actions", "All boards"), "board", ("Ctrl+B",), icon="board"),
    ActionSpec(
        "board.new", QT_TRANSLATE_NOOP("actions", "New board"), "board", ("Ctrl+Shift+N",), icon="plus"
    ),
    ActionSpec(
        "board.from_selection",
        QT_TRANSLATE_NOOP("actions", "New board from the pins chosen"),
        "board",
        (),
        Needs.PINS,
    ),
    ActionSpec(
        "board.rename", QT_TRANSLATE_NOOP("actions", "Rename the board"), "board", (), Needs.BOARD, "edit"
    ),
    ActionSpec(
        "board.duplicate",
        QT_TRANSLATE_NOOP("actions", "Duplicate the board"),
        "board",
        (),
        Needs.BOARD,
        "copy",
    ),
    ActionSpec(
        "board.bin",
        QT_TRANSLATE_NOOP("actions", "Put the board in the bin"),
        "board",
        (),
        Needs.BOARD,
        "trash",
    ),
    ActionSpec(
        "board.export", QT_TRANSLATE_NOOP("actions", "Export…"), "board", ("Ctrl+E",), Needs.BOARD, "export"
    ),
    ActionSpec(
        "board.export_walk",
        QT_TRANSLATE_NOOP("actions", "Export the rewatches…"),
        "board",
        (),
        Needs.WALK,
        "play",
    ),
    ActionSpec(
        "board.send", QT_TRANSLATE_NOOP("actions", "Send the board…"), "board", (), Needs.BOARD, "export"
    ),
    ActionSpec(
        "board.open_file",
        QT_TRANSLATE_NOOP("actions", "Open a board that was sent…"),
        "board",
        ("Ctrl+O",),
        icon="import",
    ),
    ActionSpec(
        "add.pictures",
        QT_TRANSLATE_NOOP("actions", "Pictures…"),
        "board",
        ("Ctrl+I",),
        Needs.BOARD,
        "picture",
    ),
    ActionSpec(
        "add.line", QT_TRANSLATE_NOOP("actions", "Line"), "board", ("T", "Ctrl+T"), Needs.BOARD, "text", BOARD
    ),
    ActionSpec("add.note", QT_TRANSLATE_NOOP("actions", "Note"), "board", ("N",), Needs.BOARD, "note", BOARD),
    ActionSpec("add.frame", QT_TRANSLATE_NOOP("actions", "Frame"), "board", (), Needs.BOARD, "frame"),
    ActionSpec(
        "add.swatches",
        QT_TRANSLATE_NOOP("actions", "Colours of what is chosen"),
        "colour",
        (),
        Needs.STILLS,
        "swatches",
    ),
)
