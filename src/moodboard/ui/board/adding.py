# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes onto the open board: words typed, frames, stills and lines of the library, what is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from moodboard.domain import arrange
from moodboard.domain.board import PinKind, Rect
from moodboard.domain.errors import KnownError
from moodboard.domain.framing import free_name
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.services import lines as lines_service
from moodboard.ui.board.canvas_drop import NOT_LAID
from moodboard.ui.board.frame_popover import preset_name

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

Point = tuple[float, float]
_ROOM = {PinKind.LINE: (320.0, 44.0), PinKind.NOTE: (206.0, 40.0)}
"""The room looked for where words shall be typed."""
_GAP = 14.0


class BoardAdding(QObject):
    """Each verb comes back to now first, lays something and chooses it."""

    imports_dropped = Signal(list)
    """Paths of other programs' boards and of exports: they are no pictures for this board."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self._canvas = page.canvas
        canvas = page.canvas
        canvas.edit_text_requested.connect(self.edit)
        canvas.new_text_requested.connect(self._on_new_text)
        canvas.files_dropped.connect(self._on_files)
        canvas.image_dropped.connect(self._on_image)
        canvas.addresses_dropped.connect(self._on_addresses)
        canvas.too_long.connect(self._on_too_long)
        canvas.stills_dropped.connect(lambda uuids, x, y: self.stills(uuids, (x, y)))
        canvas.lines_dropped.connect(lambda uuids, x, y: self.lines(uuids, (x, y)))
        canvas.both_dropped.connect(lambda stills, lines, x, y: self.both(stills, lines, (x, y)))

    # -- words ---------------------------------------------------------------------------------------

    def line(self) -> None:
        """Type a line where there is room near the middle of the view."""
        self._type_near_centre(PinKind.LINE)

    def note(self) -> None:
        """Type a note where there is room near the middle of the view."""
        self._type_near_centre(PinKind.NOTE)

    def _type_near_centre(self, kind: PinKind) -> None:
        if not self._page.board_id:
            return
        width, height = _ROOM[kind]
        taken = [pin.place.bounds for pin in self._editor.own_pins() if pin.kind is not PinKind.FRAME]
        spot = arrange.free_spot(taken, width, height, self._canvas.centre())
        self._canvas.show_rect(spot)
        self.words_at(kind, spot.x, spot.y + height / 2, offered=True)

    def words_at(self, kind: PinKind, x: float, y: float, offered: bool = False) -> None:
        """Type a line or a note at a board point; ``offered`` when the program chose it."""
        self._page.scrub.to_now()
        self._canvas.select(())
        self._page.words.begin_new(kind, x, y, offered)
        self._page.hint.hide()

    def edit(self, uuid: str) -> None:
        """Edit a line or a note in its place; a frame's name in its popover."""
        self._page.scrub.to_now()
        pin = self._editor.pins.get(uuid)
        if pin is not None and pin.kind is PinKind.FRAME:
            self._canvas.select((uuid,))
            self._page.inspector.open_popover("frame")
        elif pin is not None and pin.kind is PinKind.DRAWING:
            self._canvas.select((uuid,))
            self._page.inspector.open_popover("drawing")
        else:
            self._page.words.begin_edit(uuid)

    # -- what is laid --------------------------------------------------------------------------------

    def frame(self, preset: str = "phone") -> None:
        """Lay a frame of a shape around what is chosen, else around everything, else in the view."""
        if not self._page.board_id:
            return
        bounds = self._editor.bounds(self._canvas.selected() or None)
        if bounds is None:
            x, y = self._canvas.centre()
            bounds = Rect(x - 200, y - 200, 400, 400)
        self._page.scrub.to_now()
        name = free_name(preset_name(preset).split("  ")[0], self._editor.own_pins())
        from moodboard.domain.aligning import frame_around

        around = frame_around(preset, bounds)
        self._canvas.select((self._editor.add_frame(name, around, preset),))
        self._canvas.show_whole(around)

    def stills(self, uuids: Sequence[str], at: Point | None = None) -> None:
        """Lay stills of the library; at the view's centre when no place is told."""
        shown = self._editor.known_stills(uuids)
        if shown and self._page.board_id:
            self._page.scrub.to_now()
            self._canvas.select(
                self._editor.add_stills(shown, *(at or self._free(len(shown), shown[0].ratio)))
            )

    def _free(self, count: int, ratio: float) -> Point:
        """Return the middle of a free place near the view's centre."""
        laid = arrange.bounds(self._editor.laid_out([ratio] * count, *self._canvas.centre()))
        if laid is None:
            return self._canvas.centre()
        taken = [pin.place.bounds for pin in self._editor.own_pins() if pin.kind is not PinKind.FRAME]
        return arrange.free_spot(taken, laid.width, laid.height, self._canvas.centre()).centre

    def both(self, stills: Sequence[str], lines: Sequence[str], at: Point | None = None) -> None:
        """Lay stills and lines of the library in film order, as one step."""
        if not self._page.board_id:
            return
        found: list[Still | Line] = list(self._editor.known_stills(stills))
        for uuid in lines:
            try:
                found.append(lines_service.line(uuid))
            except KnownError as error:
                self._page.bar.tell(str(error))
        if not found:
            return
        found.sort(key=lambda one: (one.timecode is None, one.timecode or 0.0))
        self._page.scrub.to_now()
        if at is None:
            laid = arrange.bounds(self._editor.room_for(found, self._editor.captions_of(found)))
            taken = [pin.place.bounds for pin in self._editor.own_pins() if pin.kind is not PinKind.FRAME]
            centre = self._canvas.centre()
            at = arrange.free_spot(taken, laid.width, laid.height, centre).centre if laid else centre
        self._canvas.select(self._editor.add_in_order(found, *at))

    def lines(self, uuids: Sequence[str], at: Point | None = None) -> None:
        """Lay lines of the library, one under the other."""
        if not self._page.board_id:
            return
        self._page.scrub.to_now()
        pins: list[str] = []
        x, y = at or self._canvas.centre()
        for uuid in uuids:
            try:
                pin = self._editor.add_existing_line(lines_service.line(uuid), x, y)
            except KnownError as error:
                self._page.bar.tell(str(error))
                continue
            if not pin:  # a lock was told, and keeps the others off too
                break
            pins.append(pin)
            y += self._editor.pins[pin].place.height + _GAP
        self._canvas.select(pins)

    def paste(self) -> None:
        """Lay what the clipboard holds."""
        self._page.scrub.to_now()
        self._canvas.paste()

    # -- what the canvas hears -----------------------------------------------------------------------

    def _on_new_text(self, x: float, y: float, kind: str) -> None:
        self.words_at(PinKind.NOTE if kind == "note" else PinKind.LINE, x, y)

    def _on_files(self, paths: Sequence[str], x: float, y: float) -> None:
        files = [Path(path) for path in paths]
        imports = [file for file in files if file.suffix.casefold() in NOT_LAID]
        if imports:
            self.imports_dropped.emit(imports)
        pictures = [file for file in files if file not in imports]
        if pictures:
            self._page.scrub.to_now()
            self._page.intake.take_files(pictures, (x, y))

    def _on_addresses(self, addresses: Sequence[str], x: float, y: float) -> None:
        self._page.scrub.to_now()
        self._page.intake.take_addresses(addresses, (x, y))

    def _on_too_long(self, letters: int) -> None:
        words = self.tr("That is too long for one line: {n} letters. Paste less at once.")
        self._page.bar.tell(words.format(n=f"{letters:,}"))

    def _on_image(self, image: object, x: float, y: float) -> None:
        self._page.scrub.to_now()
        self._page.intake.take_image(image, (x, y))
