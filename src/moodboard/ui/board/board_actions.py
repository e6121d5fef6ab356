# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the page's methods each of the board's actions calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from moodboard.ui.actions import ActionBook

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


def handlers(page: BoardPage) -> dict[str, Callable[[], object]]:
    """Return what each action of the board does."""
    canvas, editor, verbs = page.canvas, page.editor, page.verbs
    return {
        "board.all": page.boards.toggle_menu,
        "board.new": page.boards.new,
        "board.from_selection": page.boards.from_selection,
        "board.rename": page.rename_board,
        "board.duplicate": lambda: page.boards.duplicate(page.board_id),
        "board.bin": lambda: page.boards.put_in_bin(page.board_id),
        "board.export": lambda: page.export_requested.emit(""),
        "add.pictures": page.intake.choose,
        "add.line": page.adding.line,
        "add.note": page.adding.note,
        "add.frame": page.adding.frame,
        "add.swatches": verbs.swatches,
        "edit.undo": editor.undo,
        "edit.redo": editor.redo,
        "edit.cut": page.clipboard.cut,
        "edit.copy": page.clipboard.copy,
        "edit.paste": page.adding.paste,
        "edit.duplicate": verbs.duplicate,
        "edit.delete": verbs.remove,
        "edit.select_all": canvas.select_all,
        "edit.select_none": lambda: canvas.select(()),
        "pin.crop": canvas.begin_crop,
        "pin.tone": lambda: page.inspector.open_popover("tone"),
        "pin.caption": lambda: page.inspector.open_popover("caption"),
        "pin.replace": page.intake.choose_replacement,
        "pin.cover": lambda: verbs.do("cover"),
        "pin.greyscale": verbs.greyscale,
        "pin.flip_h": lambda: editor.flip(canvas.selected()),
        "pin.flip_v": lambda: editor.flip(canvas.selected(), False),
        "pin.rotate_right": lambda: verbs.turn(90),
        "pin.rotate_left": lambda: verbs.turn(-90),
        "pin.unturn": lambda: verbs.turn(None),
        "pin.forward": lambda: editor.raise_(canvas.selected()),
        "pin.backward": lambda: editor.lower(canvas.selected()),
        "pin.front": lambda: editor.front(canvas.selected()),
        "pin.back": lambda: editor.back(canvas.selected()),
        "view.fit_all": canvas.fit_all,
        "view.fit_selection": canvas.fit_selection,
        "view.actual_size": lambda: canvas.zoom_to(1.0),
        "view.zoom_in": lambda: canvas.zoom_step(1),
        "view.zoom_out": lambda: canvas.zoom_step(-1),
    }


EDITING = frozenset(
    {
        "add.frame",
        "add.swatches",
        "edit.undo",
        "edit.redo",
        "edit.cut",
        "edit.duplicate",
        "edit.delete",
        "edit.select_all",
        "pin.crop",
        "pin.tone",
        "pin.caption",
        "pin.replace",
        "pin.greyscale",
        "pin.flip_h",
        "pin.flip_v",
        "pin.rotate_right",
        "pin.rotate_left",
        "pin.unturn",
        "pin.forward",
        "pin.backward",
        "pin.front",
        "pin.back",
    }
)
"""Actions that change pins: an earlier watch being shown, the board comes back to now first."""


def connect_actions(book: ActionBook, page: BoardPage) -> None:
    """Let the book's board actions act on the page, and the canvas hear the board's shortcuts."""
    for action_id, handler in handlers(page).items():
        book.connect_handler(action_id, at_now(page, handler) if action_id in EDITING else handler)
    book.attach_board(page.canvas)


def at_now(page: BoardPage, handler: Callable[[], object]) -> Callable[[], None]:
    """Return the handler of an action that changes pins: it comes back to now, and ends typing, first."""

    def act() -> None:
        page.scrub.to_now()
        page.words.finish(True)
        handler()

    return act
