# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that put pins in order: layouts, edges, gaps, sizes, the grid."""

from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs


def _layout(name: str, text: str, icon: str = "", keys: tuple[str, ...] = ()) -> ActionSpec:
    """A layout of what is chosen, or of the whole board."""
    return ActionSpec(f"arrange.{name}", text, "arrange", keys, Needs.BOARD, icon, BOARD)


def _order(name: str, text: str, icon: str = "", keys: tuple[str, ...] = ()) -> ActionSpec:
    """Where several pins are needed: all of the board on one edge is never meant."""
    return ActionSpec(f"arrange.{name}", text, "arrange", keys, Needs.SEVERAL, icon, BOARD)


ACTIONS: tuple[ActionSpec, ...] = (
    _layout("pack", QT_TRANSLATE_NOOP("actions", "Pack tight"), "pack", ("Ctrl+P", "Shift+O")),
    _layout("rows", QT_TRANSLATE_NOOP("actions", "Arrange in rows"), "rows"),
    _layout("columns", QT_TRANSLATE_NOOP("actions", "Arrange in columns"), "columns"),
    _layout("timecode", QT_TRANSLATE_NOOP("actions", "Arrange by timecode"), "film"),
    _layout("colour", QT_TRANSLATE_NOOP("actions", "Arrange by colour"), "swatches"),
    _layout("film", QT_TRANSLATE_NOOP("actions", "Arrange by film")),
    _layout("pinned", QT_TRANSLATE_NOOP("actions", "Arrange by date pinned")),
    _layout("added", QT_TRANSLATE_NOOP("actions", "Arrange by date added")),
    _layout("name", QT_TRANSLATE_NOOP("actions", "Arrange by name")),
    _layout("random", QT_TRANSLATE_NOOP("actions", "Arrange at random")),
    _order("left", QT_TRANSLATE_NOOP("actions", "Align left edges"), "edges-left", ("Ctrl+Left",)),
    _order("centre", QT_TRANSLATE_NOOP("actions", "Align centres side to side"), "edges-centre"),
    _order("right", QT_TRANSLATE_NOOP("actions", "Align right edges"), "edges-right", ("Ctrl+Right",)),
    _order("top", QT_TRANSLATE_NOOP("actions", "Align top edges"), "edges-top", ("Ctrl+Up",)),
    _order("middle", QT_TRANSLATE_NOOP("actions", "Align centres top to bottom"), "edges-middle"),
    _order("bottom", QT_TRANSLATE_NOOP("actions", "Align bottom edges"), "edges-bottom", ("Ctrl+Down",)),
    _order(
        "even_down",
        QT_TRANSLATE_NOOP("actions", "Even gaps top to bottom"),
        "gaps-down",
        ("Ctrl+Alt+Shift+Up",),
    ),
    _order(
        "even_across",
        QT_TRANSLATE_NOOP("actions", "Even gaps side to side"),
        "gaps-across",
        ("Ctrl+Alt+Shift+Down",),
    ),
    _order("gutter_down", QT_TRANSLATE_NOOP("actions", "One gutter apart, top to bottom")),
    _order("gutter_across", QT_TRANSLATE_NOOP("actions", "One gutter apart, side to side")),
    _layout("height", QT_TRANSLATE_NOOP("actions", "Same height"), "", ("Ctrl+Alt+Left",)),
    _layout("width", QT_TRANSLATE_NOOP("actions", "Same width"), "", ("Ctrl+Alt+Right",)),
    _layout("area", QT_TRANSLATE_NOOP("actions", "Same area"), "", ("Ctrl+Alt+Up",)),
    _layout("scale", QT_TRANSLATE_NOOP("actions", "Same scale"), "", ("Ctrl+Alt+Down",)),
    ActionSpec(
        "arrange.grid",
        QT_TRANSLATE_NOOP("actions", "Grid"),
        "arrange",
        ("G",),
        Needs.BOARD,
        "grid",
        BOARD,
        checkable=True,
    ),
)
