# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pin a click means: its topmost group, or what lies in the group that was gone into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from moodboard.domain import grouping, stacking
from moodboard.domain.board import Pin, PinKind

if TYPE_CHECKING:
    from moodboard.ui.board.canvas_keys import CanvasKeys


class GroupWalk:
    """Remember which group of a canvas the person has gone into, "" for none."""

    def __init__(self, canvas: CanvasKeys) -> None:
        self._canvas = canvas
        self.inside = ""

    def forget(self) -> None:
        """Be outside of all groups: another board is shown."""
        self.inside = ""

    def takes(self, pin: Pin) -> bool:
        """Tell whether a click reaches a pin: it goes through locked ones."""
        return not (pin.locked or pin.group) or not self._canvas.editor.is_locked(pin.uuid)

    def meant(self, pin: Pin) -> Pin:
        """Return what a click on a pin chooses; outside of the group gone into, that one is left."""
        if not pin.group:
            self.inside = ""
            return pin
        pins = self._canvas.editor.pins
        if self.inside and self.inside not in grouping.above(pins, pin.uuid):
            self.inside = ""
        return pins[grouping.topmost_of(pins, pin.uuid, self.inside)]

    def deeper(self, pin: Pin) -> str:
        """Go one group further in towards a pin; what is chosen then, "" when there is no further."""
        if not pin.group:
            return ""
        pins = self._canvas.editor.pins
        at = grouping.topmost_of(pins, pin.uuid, self.inside)
        if at == pin.uuid or pins[at].kind is not PinKind.GROUP:
            return ""
        self.inside = at
        return grouping.topmost_of(pins, pin.uuid, at)

    def out(self) -> str:
        """Go out of the group gone into; its uuid, "" when there was none."""
        left = self.inside if self.inside in self._canvas.scene else ""
        above = grouping.above(self._canvas.editor.pins, left) if left else []
        self.inside = above[0] if above else ""
        return left

    def go_to(self, uuid: str) -> None:
        """Be inside of the group in which a pin lies, wherever it was chosen."""
        above = grouping.above(self._canvas.editor.pins, uuid)
        self.inside = above[0] if above else ""

    def banded(self, found: Iterable[Pin]) -> list[str]:
        """Return what a rubber band around these pins chooses."""
        pins = self._canvas.editor.pins
        names: dict[str, None] = {}
        for pin in found:
            if pin.kind is PinKind.GROUP or not self.takes(pin):
                continue
            names.setdefault(grouping.topmost_of(pins, pin.uuid, self.inside) if pin.group else pin.uuid)
        return list(names)

    def beside(self) -> list[Pin]:
        """Return what can be chosen here without going further in, in no order."""
        return [pin for pin in self._canvas.scene.all() if self._at(pin) == self.inside and self.takes(pin)]

    def _at(self, pin: Pin) -> str:
        group = self._canvas.editor.pins.get(pin.group) if pin.group else None
        return pin.group if group is not None and group.kind is PinKind.GROUP else ""

    def order(self) -> list[str]:
        """Return what Tab walks through, as an eye reads."""
        return stacking.reading_order(self.beside())
