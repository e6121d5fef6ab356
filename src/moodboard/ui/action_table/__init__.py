# SPDX-License-Identifier: GPL-3.0-or-later
"""ACTIONS: the one table of commands; a file for each kind, put together here."""

from moodboard.ui.action_table import (
    arranging,
    boards,
    capture,
    colour,
    composing,
    drawing,
    editing,
    facts,
    film_files,
    filming,
    framing,
    layers,
    library,
    one_film,
    outwards,
    pages,
    pictures,
    pins,
    program,
    views,
    watching,
    words,
)
from moodboard.ui.action_table.spec import BOARD, QT_TRANSLATE_NOOP, ActionSpec, Needs, Where

__all__ = ["ACTIONS", "BOARD", "MENUS", "WHY", "ActionSpec", "Needs", "Where"]

MENUS: tuple[tuple[str, str], ...] = (
    ("film", QT_TRANSLATE_NOOP("actions", "Film")),
    ("board", QT_TRANSLATE_NOOP("actions", "Board")),
    ("capture", QT_TRANSLATE_NOOP("actions", "Capture")),
    ("edit", QT_TRANSLATE_NOOP("actions", "Edit")),
    ("pin", QT_TRANSLATE_NOOP("actions", "Pin")),
    ("arrange", QT_TRANSLATE_NOOP("actions", "Arrange")),
    ("draw", QT_TRANSLATE_NOOP("actions", "Draw")),
    ("colour", QT_TRANSLATE_NOOP("actions", "Colour")),
    ("view", QT_TRANSLATE_NOOP("actions", "View")),
    ("app", QT_TRANSLATE_NOOP("actions", "Moodboard")),
)

WHY = {
    Needs.FILM: QT_TRANSLATE_NOOP("actions", "Choose a film first."),
    Needs.BOARD: QT_TRANSLATE_NOOP("actions", "Open a board first."),
    Needs.PINS: QT_TRANSLATE_NOOP("actions", "Choose a pin on the board first."),
    Needs.SEVERAL: QT_TRANSLATE_NOOP("actions", "Choose two pins or more on the board first."),
    Needs.STILL: QT_TRANSLATE_NOOP("actions", "Choose one picture on the board first."),
    Needs.STILLS: QT_TRANSLATE_NOOP("actions", "Choose a picture on the board first."),
    Needs.WALK: QT_TRANSLATE_NOOP("actions", "Pin something during two watches first."),
    Needs.FRAME: QT_TRANSLATE_NOOP("actions", "Lay a frame on the board first."),
    Needs.FILE: QT_TRANSLATE_NOOP("actions", "Open a film file on the capture page first."),
    Needs.SAMPLE: QT_TRANSLATE_NOOP("actions", "The sample is not in this library."),
    Needs.UNDO: QT_TRANSLATE_NOOP("actions", "There is nothing to undo."),
    Needs.REDO: QT_TRANSLATE_NOOP("actions", "There is nothing to redo."),
}

ACTIONS: tuple[ActionSpec, ...] = (
    *library.ACTIONS,
    *one_film.ACTIONS,
    *outwards.ACTIONS,
    *facts.ACTIONS,
    *filming.ACTIONS,
    *watching.ACTIONS,
    *film_files.ACTIONS,
    *pages.ACTIONS,
    *boards.ACTIONS,
    *capture.ACTIONS,
    *editing.ACTIONS,
    *pins.ACTIONS,
    *words.ACTIONS,
    *pictures.ACTIONS,
    *composing.ACTIONS,
    *arranging.ACTIONS,
    *colour.ACTIONS,
    *drawing.ACTIONS,
    *framing.ACTIONS,
    *layers.ACTIONS,
    *views.ACTIONS,
    *program.ACTIONS,
)
