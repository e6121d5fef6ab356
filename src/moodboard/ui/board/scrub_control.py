# SPDX-License-Identifier: GPL-3.0-or-later
"""Walking the watches: later pins fade out in place, and any editing comes back to now first."""

from __future__ import annotations

from PySide6.QtCore import QObject

from moodboard.domain.errors import KnownError
from moodboard.domain.scrubber import Axis, axis_of
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.tokens import APPEAR_MS
from moodboard.services import films
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.motion import Glide
from moodboard.ui.board.scrubber import Scrubber


class ScrubControl(QObject):
    """Keep the axis true to the board, and the canvas true to the axis."""

    def __init__(
        self, editor: BoardEditor, canvas: BoardCanvas, scrubber: Scrubber, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._canvas = canvas
        self._scrubber = scrubber
        self._hidden: frozenset[str] = frozenset()
        self._going: frozenset[str] = frozenset()
        self._coming: frozenset[str] = frozenset()
        self._watch_of: dict[str, str] = {}
        self._glide = Glide(self, APPEAR_MS, self._on_glide)
        scrubber.number_changed.connect(self._on_number)
        editor.pins_changed.connect(self._on_edited)
        editor.loaded.connect(self.reload)
        canvas.selection_changed.connect(self._on_selection)
        editor.board_changed.connect(self.refresh)

    @property
    def axis(self) -> Axis:
        """The axis shown."""
        return self._scrubber.axis.axis

    @property
    def is_now(self) -> bool:
        """Whether the board is shown as it is."""
        return self._scrubber.is_now

    def to_now(self) -> None:
        """Show the board as it is, at once."""
        if not self._scrubber.is_now:
            self._scrubber.to_now()
            self._end_glide()

    def reload(self) -> None:
        """Begin at now with another board."""
        self._glide.stop()
        self._hidden = self._going = self._coming = frozenset()
        self._scrubber.to_now()
        self.refresh()

    def refresh(self) -> None:
        """Count the watches and the pins anew."""
        self._watch_of = {uuid: pin.watch for uuid, pin in self._editor.pins.items()}
        self._scrubber.set_axis(self._axis())

    def _axis(self) -> Axis:
        board = self._editor.board
        if board is None or board.film_id is None:
            return Axis()
        try:
            earlier = films.film_row(board.film_id).earlier_watches
        except KnownError:
            earlier = 0  # the film went to the bin: its watches are still told by the pins
        return axis_of(self._editor.watches, earlier, self._editor.own_pins())

    def _on_edited(self, uuids: object) -> None:
        self.to_now()
        # Moving and restyling pins, the most frequent edits, leave the axis as it is.
        pins = self._editor.pins
        if any(
            self._watch_of.get(uuid) != (pins[uuid].watch if uuid in pins else None)
            for uuid in (uuids if isinstance(uuids, frozenset) else ())
        ):
            self.refresh()

    def _on_selection(self) -> None:
        """A pin that is not seen was chosen: by Tab, by a rubber band, or by a click where it lies."""
        if not self._hidden.isdisjoint(self._canvas.selected()):
            self.to_now()

    def _on_number(self, number: int) -> None:
        wanted = self.axis.later_than(number)
        if wanted == self._hidden:
            return
        self._end_glide()
        self._going, self._coming = wanted - self._hidden, self._hidden - wanted
        self._hidden = wanted
        self._canvas.select([uuid for uuid in self._canvas.selected() if uuid not in wanted])
        self._glide.run()

    def _end_glide(self) -> None:
        if self._glide.is_running:
            self._glide.stop()
            self._on_glide(1.0)

    def _on_glide(self, way: float) -> None:
        faded = dict.fromkeys(self._hidden, 0.0)
        faded.update(dict.fromkeys(self._going, 1.0 - way))
        faded.update(dict.fromkeys(self._coming, way))
        self._canvas.fade(faded)
        if way >= 1.0:
            self._going = self._coming = frozenset()
