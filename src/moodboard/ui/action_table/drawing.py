# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for drawing on the board."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs

_NEEDS = Needs.BOARD

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "draw.bar",
        QT_TRANSLATE_NOOP("actions", "Drawing tools"),
        "draw",
        ("D",),
        _NEEDS,
        "draw",
        BOARD,
        checkable=True,
    ),
    ActionSpec(
        "draw.arrow", QT_TRANSLATE_NOOP("actions", "Draw an arrow"), "draw", ("A",), _NEEDS, "arrow", BOARD
    ),
    ActionSpec(
        "draw.line", QT_TRANSLATE_NOOP("actions", "Draw a line"), "draw", ("L",), _NEEDS, "stroke", BOARD
    ),
    ActionSpec(
        "draw.pen", QT_TRANSLATE_NOOP("actions", "Draw with a pen"), "draw", ("P",), _NEEDS, "pen", BOARD
    ),
    ActionSpec(
        "draw.rectangle",
        QT_TRANSLATE_NOOP("actions", "Draw a rectangle"),
        "draw",
        ("B",),
        _NEEDS,
        "rectangle",
        BOARD,
    ),
    ActionSpec(
        "draw.ellipse",
        QT_TRANSLATE_NOOP("actions", "Draw an ellipse"),
        "draw",
        ("E",),
        _NEEDS,
        "ellipse",
        BOARD,
    ),
    ActionSpec(
        "draw.connect",
        QT_TRANSLATE_NOOP("actions", "Join the pins chosen by arrows"),
        "draw",
        ("Shift+A",),
        Needs.SEVERAL,
        "arrow",
        BOARD,
    ),
    ActionSpec(
        "draw.detach",
        QT_TRANSLATE_NOOP("actions", "Let the ends go of their pins"),
        "draw",
        (),
        Needs.PINS,
        "detach",
        BOARD,
    ),
    ActionSpec(
        "draw.put_arrow", QT_TRANSLATE_NOOP("actions", "Put an arrow in the middle"), "draw", (), _NEEDS
    ),
    ActionSpec("draw.put_line", QT_TRANSLATE_NOOP("actions", "Put a line in the middle"), "draw", (), _NEEDS),
    ActionSpec(
        "draw.put_rectangle",
        QT_TRANSLATE_NOOP("actions", "Put a rectangle in the middle"),
        "draw",
        (),
        _NEEDS,
    ),
    ActionSpec(
        "draw.put_ellipse",
        QT_TRANSLATE_NOOP("actions", "Put an ellipse in the middle"),
        "draw",
        (),
        _NEEDS,
    ),
)
