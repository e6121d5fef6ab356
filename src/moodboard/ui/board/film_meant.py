# SPDX-License-Identifier: GPL-3.0-or-later
"""Which film is meant on a board: that of what is chosen there, and the board's own."""

from __future__ import annotations

from moodboard.ui.board.page import BoardPage


def films_meant(page: BoardPage) -> tuple[int | None, int | None]:
    """Return the one film of the chosen pins while the board has the keyboard, and the board's film."""
    editor, canvas = page.editor, page.canvas
    if editor.board is None:
        return None, None
    own = editor.board.film_id
    if not canvas.hasFocus():
        return None, own
    films = set()
    for uuid in canvas.selected():
        pin = editor.pins.get(uuid)
        still = editor.stills.get(pin.still) if pin is not None else None
        line = editor.lines.get(pin.line) if pin is not None else None
        films |= {source.film_id for source in (still, line) if source is not None and source.film_id}
    return (next(iter(films)) if len(films) == 1 else None), own
