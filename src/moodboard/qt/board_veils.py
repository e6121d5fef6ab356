# SPDX-License-Identifier: GPL-3.0-or-later
"""Remember which line lies on which still, and find it out anew only for what an edit may have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.veils import stills_under, wants_veil

_MANY = 200
"""From so many changed pins on, everything is found out anew."""


class BoardVeils:
    """The stills under lines; asked for each line that is painted, so an answer is one look-up."""

    def __init__(self, pins: Callable[[], Mapping[str, Pin]]) -> None:
        self._pins = pins
        self._lines: dict[str, Pin] = {}
        self._stills: dict[str, Pin] | None = None
        self._without: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Find out everything anew when it is next asked for."""
        self._stills = None

    def hide(self, uuids: Iterable[str]) -> None:
        """Leave out stills that are not seen for now, as of an earlier watch."""
        self._without = frozenset(uuids)

    def under(self, pin: Pin) -> Pin | None:
        """Return the still that a line lay on when the board last changed."""
        if self._stills is None:
            self._find_all()
            assert self._stills is not None
        still = self._stills.get(pin.uuid)
        return still if still is None or still.uuid not in self._without else None

    def update(self, changed: Collection[str]) -> frozenset[str]:
        """Take over changed pins; the lines that lie on something else now."""
        before = self._stills
        if before is None:
            return frozenset()
        pins = self._pins()
        if len(changed) > _MANY:
            self._find_all()
        else:
            self._find_some(pins, changed)
        after = self._stills or {}
        return frozenset(
            uuid
            for uuid in before.keys() | after.keys()
            if before.get(uuid) != after.get(uuid) and uuid in pins
        )

    def _find_all(self) -> None:
        pins = self._pins()
        self._lines = {pin.uuid: pin for pin in pins.values() if pin.kind is PinKind.LINE and wants_veil(pin)}
        self._stills = stills_under(pins.values()) if self._lines else {}

    def _find_some(self, pins: Mapping[str, Pin], changed: Collection[str]) -> None:
        """Look again only at changed lines, and at those that a changed still reaches or reached."""
        assert self._stills is not None
        again: set[str] = set()
        names = set(changed)
        places = []
        for uuid in changed:
            pin = pins.get(uuid)
            if uuid in self._lines or (pin is not None and wants_veil(pin)):
                again.add(uuid)
            elif pin is not None and pin.kind is PinKind.STILL:
                places.append(pin.place)
        again.update(uuid for uuid, still in self._stills.items() if still.uuid in names)
        if places:
            for uuid, line in self._lines.items():
                centre = line.place.rect.centre
                if any(place.contains(*centre) for place in places):
                    again.add(uuid)
        if not again:
            return
        for uuid in again:
            pin = pins.get(uuid)
            if pin is not None and wants_veil(pin):
                self._lines[uuid] = pin
            else:
                self._lines.pop(uuid, None)
        kept = {uuid: still for uuid, still in self._stills.items() if uuid not in again}
        self._stills = kept | stills_under(pins.values(), again)
