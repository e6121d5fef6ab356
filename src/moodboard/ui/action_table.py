# SPDX-License-Identifier: GPL-3.0-or-later
"""ACTIONS: the one table of commands, their words, shortcuts and what they need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
        """Qt's own is said to return an object."""
        return text
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


class Needs(StrEnum):
    """What has to be there for an action to make sense."""

    NOTHING = ""
    FILM = "film"
    """A film is chosen in the library."""
    BOARD = "board"
    """A board is open."""
    PINS = "pins"
    """At least one pin is chosen on the board."""
    STILL = "still"
    """Exactly one still is chosen on the board."""
    STILLS = "stills"
    """At least one still is chosen on the board."""
    SAMPLE = "sample"
    """The sample library is in."""
    UNDO = "undo"
    REDO = "redo"


class Where(StrEnum):
    """Where its shortcut is heard."""

    WINDOW = "window"
    BOARD = "board"
    """Only while the board has the keyboard: single letters stay away from lists and fields."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command."""

    id: str
    text: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    icon: str = ""
    where: Where = Where.WINDOW
    checkable: bool = False
    why: str = ""
    """The tool-tip's second sentence while it cannot be used."""


_B = Where.BOARD

MENUS: tuple[tuple[str, str], ...] = (
    ("film", QT_TRANSLATE_NOOP("actions", "Film")),
    ("board", QT_TRANSLATE_NOOP("actions", "Board")),
    ("edit", QT_TRANSLATE_NOOP("actions", "Edit")),
    ("pin", QT_TRANSLATE_NOOP("actions", "Pin")),
    ("view", QT_TRANSLATE_NOOP("actions", "View")),
    ("app", QT_TRANSLATE_NOOP("actions", "Moodboard")),
)

WHY = {
    Needs.FILM: QT_TRANSLATE_NOOP("actions", "Choose a film first."),
    Needs.BOARD: QT_TRANSLATE_NOOP("actions", "Open a board first."),
    Needs.PINS: QT_TRANSLATE_NOOP("actions", "Choose a pin on the board first."),
    Needs.STILL: QT_TRANSLATE_NOOP("actions", "Choose one picture on the board first."),
    Needs.STILLS: QT_TRANSLATE_NOOP("actions", "Choose a picture on the board first."),
    Needs.SAMPLE: QT_TRANSLATE_NOOP("actions", "The sample is not in this library."),
    Needs.UNDO: QT_TRANSLATE_NOOP("actions", "There is nothing to undo."),
    Needs.REDO: QT_TRANSLATE_NOOP("actions", "There is nothing to redo."),
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("film.add", QT_TRANSLATE_NOOP("actions", "Add a film…"), "film", ("Ctrl+N",), icon="plus"),
    ActionSpec(
        "film.edit", QT_TRANSLATE_NOOP("actions", "Edit the film…"), "film", ("F2",), Needs.FILM, "edit"
    ),
    ActionSpec("watch.log", QT_TRANSLATE_NOOP("actions", "Log a watch…"), "film", ("Ctrl+L",), icon="check"),
    ActionSpec(
        "film.count",
        QT_TRANSLATE_NOOP("actions", "Set the times seen"),
        "film",
        ("Ctrl+Shift+L",),
        Needs.FILM,
    ),
    ActionSpec(
        "film.board", QT_TRANSLATE_NOOP("actions", "New board for the film"), "film", (), Needs.FILM, "board"
    ),
    ActionSpec(
        "film.bin", QT_TRANSLATE_NOOP("actions", "Put the film in the bin"), "film", (), Needs.FILM, "trash"
    ),
    ActionSpec("search", QT_TRANSLATE_NOOP("actions", "Search films"), "film", ("Ctrl+F",), icon="search"),
    ActionSpec(
        "library.import", QT_TRANSLATE_NOOP("actions", "Import…"), "film", ("Ctrl+Shift+I",), icon="import"
    ),
    ActionSpec("sample.add", QT_TRANSLATE_NOOP("actions", "Add the sample library"), "film", (), icon="film"),
    ActionSpec("sample.remove", QT_TRANSLATE_NOOP("actions", "Remove the sample"), "film", (), Needs.SAMPLE),
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
        "add.pictures",
        QT_TRANSLATE_NOOP("actions", "Pictures…"),
        "board",
        ("Ctrl+I",),
        Needs.BOARD,
        "picture",
    ),
    ActionSpec(
        "add.line", QT_TRANSLATE_NOOP("actions", "Line"), "board", ("T", "Ctrl+T"), Needs.BOARD, "text", _B
    ),
    ActionSpec("add.note", QT_TRANSLATE_NOOP("actions", "Note"), "board", ("N",), Needs.BOARD, "note", _B),
    ActionSpec("add.frame", QT_TRANSLATE_NOOP("actions", "Frame"), "board", (), Needs.BOARD, "frame"),
    ActionSpec(
        "add.swatches",
        QT_TRANSLATE_NOOP("actions", "Colours of the picture"),
        "board",
        (),
        Needs.STILL,
        "swatches",
    ),
    ActionSpec("edit.undo", QT_TRANSLATE_NOOP("actions", "Undo"), "edit", ("Ctrl+Z",), Needs.UNDO, "undo"),
    ActionSpec(
        "edit.redo",
        QT_TRANSLATE_NOOP("actions", "Redo"),
        "edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        Needs.REDO,
        "redo",
    ),
    ActionSpec("edit.cut", QT_TRANSLATE_NOOP("actions", "Cut"), "edit", ("Ctrl+X",), Needs.PINS, "", _B),
    ActionSpec(
        "edit.copy", QT_TRANSLATE_NOOP("actions", "Copy"), "edit", ("Ctrl+C",), Needs.PINS, "copy", _B
    ),
    ActionSpec("edit.paste", QT_TRANSLATE_NOOP("actions", "Paste"), "edit", ("Ctrl+V",), Needs.BOARD),
    ActionSpec(
        "edit.duplicate", QT_TRANSLATE_NOOP("actions", "Duplicate"), "edit", ("Ctrl+D",), Needs.PINS, "", _B
    ),
    ActionSpec(
        "edit.delete",
        QT_TRANSLATE_NOOP("actions", "Remove"),
        "edit",
        ("Del", "Backspace"),
        Needs.PINS,
        "trash",
        _B,
    ),
    ActionSpec(
        "edit.select_all",
        QT_TRANSLATE_NOOP("actions", "Select all"),
        "edit",
        ("Ctrl+A",),
        Needs.BOARD,
        "",
        _B,
    ),
    ActionSpec(
        "edit.select_none",
        QT_TRANSLATE_NOOP("actions", "Select nothing"),
        "edit",
        ("Ctrl+Shift+A",),
        Needs.PINS,
        "",
        _B,
    ),
    ActionSpec("pin.crop", QT_TRANSLATE_NOOP("actions", "Crop"), "pin", ("C",), Needs.STILL, "crop", _B),
    ActionSpec(
        "pin.greyscale",
        QT_TRANSLATE_NOOP("actions", "Greyscale"),
        "pin",
        ("Alt+G",),
        Needs.STILLS,
        "tone",
        _B,
    ),
    ActionSpec(
        "pin.flip_h",
        QT_TRANSLATE_NOOP("actions", "Flip left to right"),
        "pin",
        ("Shift+H",),
        Needs.STILLS,
        "flip-h",
        _B,
    ),
    ActionSpec(
        "pin.flip_v",
        QT_TRANSLATE_NOOP("actions", "Flip top to bottom"),
        "pin",
        ("Shift+V",),
        Needs.STILLS,
        "flip-v",
        _B,
    ),
    ActionSpec(
        "pin.rotate_right",
        QT_TRANSLATE_NOOP("actions", "Turn right by 90°"),
        "pin",
        ("R",),
        Needs.PINS,
        "rotate",
        _B,
    ),
    ActionSpec(
        "pin.rotate_left",
        QT_TRANSLATE_NOOP("actions", "Turn left by 90°"),
        "pin",
        ("Shift+R",),
        Needs.PINS,
        "",
        _B,
    ),
    ActionSpec(
        "pin.unturn", QT_TRANSLATE_NOOP("actions", "Turn back upright"), "pin", (), Needs.PINS, "", _B
    ),
    ActionSpec(
        "pin.forward",
        QT_TRANSLATE_NOOP("actions", "Bring forward"),
        "pin",
        ("]", "PgUp"),
        Needs.PINS,
        "front",
        _B,
    ),
    ActionSpec(
        "pin.backward",
        QT_TRANSLATE_NOOP("actions", "Send back"),
        "pin",
        ("[", "PgDown"),
        Needs.PINS,
        "back",
        _B,
    ),
    ActionSpec(
        "pin.front",
        QT_TRANSLATE_NOOP("actions", "Bring to the front"),
        "pin",
        ("Shift+PgUp",),
        Needs.PINS,
        "",
        _B,
    ),
    ActionSpec(
        "pin.back",
        QT_TRANSLATE_NOOP("actions", "Send to the back"),
        "pin",
        ("Shift+PgDown",),
        Needs.PINS,
        "",
        _B,
    ),
    ActionSpec(
        "view.fit_all",
        QT_TRANSLATE_NOOP("actions", "Show everything"),
        "view",
        ("1", "Ctrl+Space", "Shift+1"),
        Needs.BOARD,
        "fit",
        _B,
    ),
    ActionSpec(
        "view.fit_selection",
        QT_TRANSLATE_NOOP("actions", "Show the pins chosen"),
        "view",
        ("2", "F"),
        Needs.PINS,
        "",
        _B,
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
        "theme.switch", QT_TRANSLATE_NOOP("actions", "Light or dark"), "view", ("Ctrl+Shift+D",), icon="moon"
    ),
    ActionSpec("theme.system", QT_TRANSLATE_NOOP("actions", "Follow the system"), "view", (), checkable=True),
    ActionSpec("view.less_motion", QT_TRANSLATE_NOOP("actions", "Less motion"), "view", (), checkable=True),
    ActionSpec(
        "app.library_folder",
        QT_TRANSLATE_NOOP("actions", "Show the library folder"),
        "app",
        (),
        icon="folder",
    ),
    ActionSpec("app.about", QT_TRANSLATE_NOOP("actions", "About Moodboard"), "app"),
    ActionSpec("app.quit", QT_TRANSLATE_NOOP("actions", "Quit"), "app", ("Ctrl+Q",)),
)
