# SPDX-License-Identifier: GPL-3.0-or-later
"""Focus view: what is chosen is looked at closely, then the next picture, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moodboard.domain import stacking
from moodboard.domain.board import BoardView, PinKind

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

CLOSEST = 8.0
"""Nothing is blown up beyond this."""
TOOLS = 92.0
"""Screen pixels under what is looked at: its tools and facts stand there, not over the board's title."""


class FocusView:
    """Remember the view before; it lasts until it is left or something else is chosen."""

    def __init__(self, canvas: BoardCanvas) -> None:
        self._canvas = canvas
        self._before: BoardView | None = None
        self._names: tuple[str, ...] = ()
        canvas.selection_changed.connect(self._on_selection)

    @property
    def is_on(self) -> bool:
        """Whether something is looked at closely."""
        return self._before is not None

    def toggle(self) -> None:
        """Look closely at what is chosen; once more brings the view before back."""
        canvas = self._canvas
        if self.is_on and self._names == canvas.selected():
            self.leave()
            return
        bounds = canvas.editor.bounds(canvas.selected())
        if bounds is None:
            canvas.fit_all()
            return
        self._before, self._names = canvas.view(), canvas.selected()
        canvas.fit_rect(bounds, most=CLOSEST, below=TOOLS)

    def leave(self) -> None:
        """Go back to the view before."""
        before, self._before = self._before, None
        if before is not None:
            self._canvas.go_to(self._canvas.viewport.moved_to(before))

    def forget(self) -> None:
        """End it where it is."""
        self._before = None

    def step(self, by: int) -> None:
        """Look at the next picture in reading order, or the one before; past the last nothing happens."""
        canvas = self._canvas
        order = stacking.reading_order(canvas.scene.all())
        stills = {pin.uuid for pin in canvas.scene.all() if pin.kind is PinKind.STILL}
        at = [n for n, uuid in enumerate(order) if uuid in self._names]
        if not at:
            return
        rest = order[at[-1] + 1 :] if by > 0 else order[: at[0]][::-1]
        uuid = next((uuid for uuid in rest if uuid in stills), "")
        if uuid:
            self._names = (uuid,)
            canvas.walk.go_to(uuid)
            canvas.select((uuid,))
            canvas.fit_rect(canvas.editor.bounds((uuid,)), most=CLOSEST, below=TOOLS)

    def _on_selection(self) -> None:
        if self._before is not None and self._canvas.selected() != self._names:
            self._before = None
