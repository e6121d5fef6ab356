# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay new pins on the open board; every verb is one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from moodboard.domain import arrange, grouping, stacking
from moodboard.domain.arrange import Piece
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, PinStyle, Place, Rect, TextStyle, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.domain.line import Line
from moodboard.domain.pinning import watch_for
from moodboard.domain.still import Still
from moodboard.qt import pin_text
from moodboard.qt.board_groups import BoardGroups
from moodboard.qt.paint_still import caption_height
from moodboard.services import capturing, watching
from moodboard.services import stills as stills_service

_translate = QCoreApplication.translate

SWATCH_HEIGHT = 30.0
SWATCH_WIDTH = 36.0


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


class BoardAdder(BoardGroups):
    """What is on the board, and the verbs that lay more on it."""

    # -- what is there ---------------------------------------------------------------------------

    @property
    def words(self) -> pin_text.Words:
        """What the pins say."""
        return pin_text.Words(self.lines, self.films)

    def chosen(self, uuids: Iterable[str]) -> list[Pin]:
        """Return these pins, in the order given."""
        return [self.pins[uuid] for uuid in uuids if uuid in self.pins]

    def bounds(self, uuids: Iterable[str] | None = None) -> Rect | None:
        """Return the rectangle around these pins, or around all of the board's own that are seen."""
        if uuids is not None:
            return bounds_of(self.chosen(uuids))
        hidden = grouping.unseen(self.pins)
        return bounds_of([pin for pin in self.own_pins() if pin.uuid not in hidden])

    def known_stills(self, uuids: Sequence[str]) -> list[Still]:
        """Return these stills, from the library when the board does not show them."""
        missing = [uuid for uuid in uuids if uuid not in self.stills]
        found = self.stills | (stills_service.stills(missing) if missing else {})
        return [found[uuid] for uuid in uuids if uuid in found]

    def text_of(self, uuid: str) -> str:
        """Return the words of a line, a note, or a frame's name."""
        return self.words.of(self.pins[uuid]) if uuid in self.pins else ""

    # -- adding ----------------------------------------------------------------------------------

    def laid_out(self, ratios: Sequence[float], x: float, y: float) -> list[Rect]:
        """Return where pictures of these ratios land when dropped with their middle on the point."""
        rects = arrange.justified_rows(ratios, arrange.width_for(ratios)) if ratios else []
        around = arrange.bounds(rects)
        if around is None:
            return []
        return arrange.moved(rects, x - around.centre[0], y - around.centre[1])

    def add_stills(self, stills: Sequence[Still], x: float, y: float) -> tuple[str, ...]:
        """Lay stills in rows whose middle is the board point, in front; their pins' uuids."""
        said = capturing.words_in(stills)
        if said:
            return self._add_said(stills, said, x, y)
        self.stills.update({still.uuid: still for still in stills})
        rects = self.laid_out([still.ratio for still in stills], x, y)
        front = stacking.front_z(self.own_pins())
        pins = [
            self.new_pin(PinKind.STILL, rect, front + n, still=still.uuid)
            for n, (still, rect) in enumerate(zip(stills, rects, strict=True))
        ]
        self.add_pins(pins, _translate("board", "Add pictures"))
        return tuple(pin.uuid for pin in pins if pin.uuid in self.pins)

    def _add_said(
        self, stills: Sequence[Still], said: Mapping[str, str], x: float, y: float
    ) -> tuple[str, ...]:
        """Lay stills of which some were pinned with what is said in them: that is their caption."""
        return self._add_in_order(stills, said, x, y, _translate("board", "Add pictures"))

    def add_in_order(self, pinned: Sequence[Still | Line], x: float, y: float) -> tuple[str, ...]:
        """Lay stills and lines in their order, in rows whose middle is the board point, as one step."""
        return self._add_in_order(
            pinned, self.captions_of(pinned), x, y, _translate("board", "Add shots and lines")
        )

    @staticmethod
    def captions_of(pinned: Sequence[Still | Line]) -> dict[str, str]:
        """Return by still what is said in it, unless the line itself is laid beside."""
        laid = {one.uuid for one in pinned if isinstance(one, Line)}
        return capturing.words_in([one for one in pinned if isinstance(one, Still) and one.line not in laid])

    def _add_in_order(
        self, pinned: Sequence[Still | Line], said: Mapping[str, str], x: float, y: float, label: str
    ) -> tuple[str, ...]:
        for one in pinned:
            if isinstance(one, Still):
                self.stills[one.uuid] = one
            else:
                self.lines[one.uuid] = one
        rects = self.room_for(pinned, said)
        around = arrange.bounds(rects)
        if around is None:
            return ()
        rects = arrange.moved(rects, x - around.centre[0], y - around.centre[1])
        front = stacking.front_z(self.own_pins())
        pins = []
        for number, (one, rect) in enumerate(zip(pinned, rects, strict=True)):
            if isinstance(one, Still):
                style = PinStyle(caption=said.get(one.uuid, ""))
                pin = self.new_pin(PinKind.STILL, rect, front + number, still=one.uuid, style=style)
            else:
                style = PinStyle(text=pin_text.style_for(one.text))
                pin = self.new_pin(PinKind.LINE, rect, front + number, line=one.uuid, style=style)
            pins.append(pin)
        self.add_pins(pins, label)
        return tuple(pin.uuid for pin in pins if pin.uuid in self.pins)

    def room_for(self, pinned: Sequence[Still | Line], said: Mapping[str, str]) -> list[Rect]:
        """Return where stills and lines lie in rows, captions under them, the first at the origin."""
        pieces = [
            Piece(one.ratio) if isinstance(one, Still) else Piece(1.0, self._size_of(one)) for one in pinned
        ]
        words = [piece.size[0] * piece.size[1] / arrange.TARGET_HEIGHT**2 for piece in pieces if piece.size]
        ratios = [piece.ratio for piece in pieces if piece.size is None]
        widest = max((piece.width for piece in pieces), default=0.0)
        width = max(widest, arrange.width_for([*ratios, *words]))
        rects = arrange.flowing_rows(pieces, width, arrange.GUTTER, arrange.TARGET_HEIGHT)
        under = [
            caption_height(said.get(one.uuid, "") if isinstance(one, Still) else "", rect.width)
            for one, rect in zip(pinned, rects, strict=True)
        ]
        return arrange.with_room_under(rects, under)

    def _size_of(self, line: Line) -> tuple[float, float]:
        style = pin_text.style_for(line.text)
        under = pin_text.attribution(line, self.films) if style.attribution else ""
        return pin_text.size_for(PinKind.LINE, line.text, style, 0.0, under)

    def add_existing_line(
        self, line: Line, x: float, y: float, style: TextStyle | None = None, width: float = 0.0
    ) -> str:
        """Pin a line of the library with its middle on the board point."""
        self.lines[line.uuid] = line
        style = style or pin_text.style_for(line.text)
        under = pin_text.attribution(line, self.films) if style.attribution else ""
        width, height = pin_text.size_for(PinKind.LINE, line.text, style, width, under)
        rect = Rect(x - width / 2, y - height / 2, width, height)
        pin = self.new_pin(PinKind.LINE, rect, line=line.uuid, style=PinStyle(text=style))
        self.add_pins([pin], _translate("board", "Add line"))
        return self._laid(pin)

    def type_line(
        self, text: str, x: float, y: float, width: float = 0.0, style: TextStyle | None = None
    ) -> str:
        """Pin new words, their top left on the point; "" when there are none. Width 0: as they need."""
        text = text.strip()
        if not text or self.board is None:
            return ""
        line = Line(str(uuid4()), text, self.board.film_id)
        style = style or pin_text.style_for(text)
        width, height = pin_text.size_for(PinKind.LINE, text, style, width)
        pin = self.new_pin(
            PinKind.LINE, Rect(x, y, width, height), line=line.uuid, style=PinStyle(text=style)
        )
        self.push(BoardEdit(after=(pin,), lines_after=(line,)), _translate("board", "Type line"))
        return self._laid(pin)

    def add_note(self, text: str, x: float, y: float, style: TextStyle = NOTE_STYLE) -> str:
        """Pin a note, its top left on the point; "" when it has no words."""
        text = text.strip()
        if not text:
            return ""
        width, height = pin_text.size_for(PinKind.NOTE, text, style, pin_text.NOTE_WIDTH)
        pin = self.new_pin(PinKind.NOTE, Rect(x, y, width, height), text=text, style=PinStyle(text=style))
        self.add_pins([pin], _translate("board", "Add note"))
        return self._laid(pin)

    def add_swatches(self, still_uuid: str, x: float, y: float, width: float = 0.0) -> str:
        """Pin a still's colours as a strip, its top left on the point; "" when it has none."""
        still = self.stills.get(still_uuid)
        return self.add_strip(still.palette, x, y, width, still_uuid) if still is not None else ""

    def add_strip(
        self, colours: Sequence[str], x: float, y: float, width: float = 0.0, still: str = ""
    ) -> str:
        """Pin colours as a strip, its top left on the point; "" when there are none."""
        if not colours:
            return ""
        rect = Rect(x, y, width or SWATCH_WIDTH * len(colours), SWATCH_HEIGHT)
        pin = self.new_pin(PinKind.SWATCHES, rect, still=still, colours=tuple(colours))
        self.add_pins([pin], _translate("board", "Add colours"))
        return self._laid(pin)

    def add_frame(self, name: str, rect: Rect, preset: str = "", style: PinStyle | None = None) -> str:
        """Lay a frame behind everything; what lies in it is what an export of the frame shows."""
        style = replace(style or PinStyle(), preset=preset)
        back = stacking.back_z(self.own_pins())
        pin = self.new_pin(PinKind.FRAME, rect, back, text=name, style=style)
        self.add_pins([pin], _translate("board", "Add frame"))
        return self._laid(pin)

    def _laid(self, pin: Pin) -> str:
        """Return a pin's uuid, "" when a lock kept it off the board."""
        return pin.uuid if pin.uuid in self.pins else ""

    def add_pins(self, pins: Sequence[Pin], label: str) -> None:
        """Lay pins made by ``new_pin`` on the board."""
        self.push(BoardEdit(after=tuple(pins)), label)

    def new_pin(
        self,
        kind: PinKind,
        rect: Rect,
        z: float | None = None,
        *,
        still: str = "",
        line: str = "",
        text: str = "",
        colours: tuple[str, ...] = (),
        style: PinStyle | None = None,
    ) -> Pin:
        """Return a pin for now, in front of all others; it is not on the board yet."""
        shown = self.stills.get(still) if kind is PinKind.STILL else None
        return Pin(
            uuid=str(uuid4()),
            kind=kind,
            place=Place(rect.x, rect.y, rect.width, rect.height),
            z=stacking.front_z(self.own_pins()) if z is None else z,
            still=still,
            line=line,
            text=text,
            colours=colours,
            style=style or PinStyle(),
            watch=self.watch_of(shown),
            pinned=now().isoformat(timespec="seconds"),
        )

    def watch_of(self, still: Still | None) -> str:
        """Return the watch during which something is pinned now; a still's own date comes first."""
        today = datetime.now().astimezone().date()
        going = watching.watch_going(self.board.film_id if self.board is not None else None)
        return watch_for(
            self.watches, today, still.taken if still else "", still.watch if still else "", going
        )
