# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for frames and for sheets of paper."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "board.export_frames",
        QT_TRANSLATE_NOOP("actions", "Export all frames…"),
        "board",
        ("Ctrl+Shift+E",),
        Needs.FRAME,
        "export",
    ),
    ActionSpec(
        "frame.tattoo",
        QT_TRANSLATE_NOOP("actions", "Tattoo sheet of what is chosen"),
        "board",
        (),
        Needs.BOARD,
        "sheet",
    ),
    ActionSpec(
        "frame.print",
        QT_TRANSLATE_NOOP("actions", "Print sheet of what is chosen"),
        "board",
        (),
        Needs.BOARD,
        "sheet",
    ),
    ActionSpec(
        "frame.mirror",
        QT_TRANSLATE_NOOP("actions", "Mirror what is in the frame"),
        "board",
        (),
        Needs.FRAME,
        "flip-h",
    ),
    ActionSpec(
        "frame.marks",
        QT_TRANSLATE_NOOP("actions", "Crop marks in the frame"),
        "board",
        (),
        Needs.FRAME,
        "crop",
    ),
    ActionSpec(
        "pin.outline",
        QT_TRANSLATE_NOOP("actions", "Outline"),
        "pin",
        ("Alt+O",),
        Needs.STILLS,
        "outline",
        BOARD,
    ),
)
