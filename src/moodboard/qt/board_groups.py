# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of pins, and what the list of layers does: name, lock, hide, put in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from moodboard.domain import grouping
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit
from moodboard.qt.board_locks import BoardLocks

_translate = QCoreApplication.translate

NAMED_BY_TEXT = (PinKind.GROUP, PinKind.FRAME)
"""Their name is shown on the board; other pins have one in the list of layers only."""


class BoardGroups(BoardLocks):
    """The verbs of groups and layers; every one is one undo step."""

    def with_members(self, uuids: Iterable[str]) -> list[str]:
        """Add to groups everything that lies in them."""
        return grouping.descendants(self.pins, (uuid for uuid in uuids if uuid in self.pins))

    def leaves(self, uuids: Iterable[str]) -> list[str]:
        """Put in the place of groups what lies in them."""
        return grouping.leaves(self.pins, (uuid for uuid in uuids if uuid in self.pins))

    def topmost(self, uuids: Iterable[str]) -> list[str]:
        """Leave out what belongs to a group that is among them too."""
        return grouping.outermost(self.pins, (uuid for uuid in uuids if uuid in self.pins))

    def is_hidden(self, uuid: str) -> bool:
        """Tell whether a pin is hidden, itself or with its group."""
        pin = self.pins.get(uuid)
        if pin is None:
            return False
        return pin.hidden or any(self.pins[group].hidden for group in grouping.above(self.pins, uuid))

    # -- groups ----------------------------------------------------------------------------------

    def group(self, uuids: Iterable[str], name: str = "", colour: str = "") -> str:
        """Put pins together into a group; its uuid, "" when there is nothing to put together."""
        names = self.topmost(self.unlocked(uuids))
        if not names:
            self.may_change()
            return ""
        pin = Pin(str(uuid4()), PinKind.GROUP, Place(0, 0, 1, 1), text=name)
        pin = replace(pin, style=replace(pin.style, background=colour))
        self.push(grouping.grouped(self.pins, names, pin), _translate("board", "Group"))
        return pin.uuid if pin.uuid in self.pins else ""

    def ungroup(self, uuids: Iterable[str]) -> tuple[str, ...]:
        """Take groups apart; the uuids of what was in them."""
        groups = [
            uuid
            for uuid in dict.fromkeys(uuids)
            if uuid in self.pins and self.pins[uuid].kind is PinKind.GROUP and not self.is_locked(uuid)
        ]
        of = grouping.members(self.pins.values())
        freed = [pin.uuid for group in groups for pin in of.get(group, ())]
        self.push(grouping.ungrouped(self.pins, groups), _translate("board", "Ungroup"))
        return tuple(uuid for uuid in freed if uuid in self.pins)

    def put_into(self, uuids: Iterable[str], parent: str, behind: str = "") -> None:
        """Put pins into a group, "" for none: right behind one that lies there, or in front of all."""
        edit = grouping.put_into(self.pins, uuids, parent, behind)
        self.push(edit, _translate("board", "Put in order"))

    # -- layers ----------------------------------------------------------------------------------

    def lock(self, uuids: Iterable[str], locked: bool = True) -> None:
        """Lock pins where they are, or unlock them."""
        label = _translate("board", "Lock") if locked else _translate("board", "Unlock")
        self._set(uuids, lambda pin: replace(pin, locked=locked), label)

    def hide(self, uuids: Iterable[str], hidden: bool = True) -> None:
        """Hide pins, or show them again."""
        label = _translate("board", "Hide") if hidden else _translate("board", "Show")
        self._set(uuids, lambda pin: replace(pin, hidden=hidden), label)

    def show_all(self) -> None:
        """Show everything that is hidden."""
        self.hide([pin.uuid for pin in self.own_pins() if pin.hidden], False)

    def unlock_all(self) -> None:
        """Unlock every pin."""
        self.lock([pin.uuid for pin in self.own_pins() if pin.locked], False)

    def unlock_around(self, uuid: str) -> None:
        """Unlock a pin and the groups that it lies in, so that it can be moved."""
        self.lock([uuid, *grouping.above(self.pins, uuid)], False)

    def call(self, uuid: str, name: str) -> None:
        """Give a pin a name; none lets it be called after what it shows."""
        name = " ".join(name.split())
        pin = self.pins.get(uuid)
        if pin is not None and (name or pin.kind is not PinKind.FRAME):
            named = replace(pin, text=name) if pin.kind in NAMED_BY_TEXT else replace(pin, name=name)
            self._set([uuid], lambda _pin: named, _translate("board", "Rename"))

    def colour_groups(self, uuids: Iterable[str], colour: str) -> None:
        """Paint a colour behind groups; "" for none."""
        groups = [u for u in uuids if u in self.pins and self.pins[u].kind is PinKind.GROUP]
        self._set(
            groups,
            lambda pin: replace(pin, style=replace(pin.style, background=colour)),
            _translate("board", "Change colour"),
        )

    def _set(self, uuids: Iterable[str], change: Callable[[Pin], Pin], label: str) -> None:
        before = [self.pins[uuid] for uuid in dict.fromkeys(uuids) if uuid in self.pins]
        pairs = [(pin, change(pin)) for pin in before]
        pairs = [(old, new) for old, new in pairs if old != new]
        self.push(BoardEdit(tuple(old for old, _ in pairs), tuple(new for _, new in pairs)), label)
