# SPDX-License-Identifier: GPL-3.0-or-later
"""What keys do that are held while the mouse works, and keys that always mean the same."""

from moodboard.ui.action_table.spec import QT_TRANSLATE_NOOP

HELD: tuple[tuple[str, str], ...] = (
    (QT_TRANSLATE_NOOP("actions", "Space and drag"), QT_TRANSLATE_NOOP("actions", "Push the board")),
    (QT_TRANSLATE_NOOP("actions", "Middle button and drag"), QT_TRANSLATE_NOOP("actions", "Push the board")),
    (
        QT_TRANSLATE_NOOP("actions", "Z and drag"),
        QT_TRANSLATE_NOOP("actions", "Zoom: up or to the right comes closer"),
    ),
    (QT_TRANSLATE_NOOP("actions", "Ctrl, middle button and drag"), QT_TRANSLATE_NOOP("actions", "Zoom")),
    (
        QT_TRANSLATE_NOOP("actions", "Alt and drag"),
        QT_TRANSLATE_NOOP("actions", "Duplicate the pin; beside all pins push the board"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "C and drag"),
        QT_TRANSLATE_NOOP("actions", "Draw what of a picture is shown"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "V and drag"),
        QT_TRANSLATE_NOOP("actions", "Push a picture inside its frame; the wheel enlarges it there"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "S and click"),
        QT_TRANSLATE_NOOP("actions", "Copy one colour off the board"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Shift while dragging"),
        QT_TRANSLATE_NOOP("actions", "Keep to one direction, to steps while turning"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Ctrl while dragging"),
        QT_TRANSLATE_NOOP("actions", "Let neighbours not attract"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Ctrl and drag a handle"),
        QT_TRANSLATE_NOOP("actions", "Turn what is chosen"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Alt and drag a handle"),
        QT_TRANSLATE_NOOP("actions", "Change the size around the middle"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Ctrl, Alt and drag"),
        QT_TRANSLATE_NOOP("actions", "Take the picture’s file out of the window"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Shift or Ctrl and click"),
        QT_TRANSLATE_NOOP("actions", "Choose one more pin, or one less"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Shift and wheel"),
        QT_TRANSLATE_NOOP("actions", "Push the board sideways; with Ctrl up and down"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Alt and wheel"),
        QT_TRANSLATE_NOOP("actions", "Let what is chosen be seen through"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Two fingers"),
        QT_TRANSLATE_NOOP("actions", "Push the board; apart or together zoom"),
    ),
    (QT_TRANSLATE_NOOP("actions", "Eraser of a pen"), QT_TRANSLATE_NOOP("actions", "Wipe drawings away")),
)
"""The hand's ways, and what they do on the board."""

ALWAYS: tuple[tuple[str, str], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "Arrows"),
        QT_TRANSLATE_NOOP("actions", "Nudge what is chosen, by ten with Shift; else push the board"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Tab"),
        QT_TRANSLATE_NOOP("actions", "Choose the next pin, with Shift the one before"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Enter"),
        QT_TRANSLATE_NOOP("actions", "Edit words, look closely at a picture, go into a group"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Esc"),
        QT_TRANSLATE_NOOP("actions", "Take back a drag, put the tool down, let go of what is chosen"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Enter while typing"),
        QT_TRANSLATE_NOOP("actions", "End; with Shift a new line, Esc takes it back"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "Arrows while cropping"),
        QT_TRANSLATE_NOOP("actions", "Push the picture; with Alt cut off that side, with Shift give it back"),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "V with a drawing tool in hand"),
        QT_TRANSLATE_NOOP("actions", "Choose pins again"),
    ),
    (QT_TRANSLATE_NOOP("actions", "F10"), QT_TRANSLATE_NOOP("actions", "Main menu")),
)
"""Keys that cannot be given to commands."""
