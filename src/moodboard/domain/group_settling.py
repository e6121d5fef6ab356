# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from an edit for groups: they lie where their members lie, and empty ones vanish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf, nextafter

from moodboard.domain.board import Pin, PinKind, Place, Rect, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.domain.grouping import above, descendants, members, padding_of
from moodboard.domain.locking import is_locked
from moodboard.domain.transforms import moved, scaled, turned

_GROUP = PinKind.GROUP
_NOTHING = BoardEdit()


def groups_follow(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return what else changes; ``pins`` are those after the edit.

    A group that was placed as a whole carries its members along. Then every group that the edit
    touches gets the bounds of its members and lies right behind the backmost of them. A pin that
    speaks of a group that is not there belongs to none.
    """
    if not any((pin.group and not pin.frame) or pin.kind is _GROUP for pin in (*edit.before, *edit.after)):
        return _NOTHING
    now = dict(pins)
    _leave_lost_groups(now, edit)
    _carry(now, edit)
    return _fitted(pins, now, edit)


def groups_fit(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return which groups lie elsewhere after other rules moved their members; nothing is carried.

    Those are attached arrows, all others were fitted before.
    """
    if not any(pin.group and pin.kind is PinKind.DRAWING for pin in edit.after):
        return _NOTHING
    return _fitted(pins, dict(pins), edit)


def groups_refitted(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return which groups lie elsewhere after any of their members were moved; nothing is carried."""
    return _fitted(pins, dict(pins), edit)


def _fitted(pins: Mapping[str, Pin], now: dict[str, Pin], edit: BoardEdit) -> BoardEdit:
    _fit(now, _concerned(now, edit))
    changed = {uuid for uuid in pins if now.get(uuid) is not pins[uuid] and now.get(uuid) != pins[uuid]}
    return BoardEdit(
        tuple(pins[uuid] for uuid in changed), tuple(now[uuid] for uuid in changed if uuid in now)
    )


def _leave_lost_groups(now: dict[str, Pin], edit: BoardEdit) -> None:
    """Let no pin speak of a group that is not there, and no group lie in itself."""
    went = {pin.uuid: pin for pin in edit.before if pin.kind is _GROUP and pin.uuid not in now}
    for pin in [*now.values()] if went else list(edit.after):
        current = now.get(pin.uuid)
        if current is None or not current.group:
            continue
        parent = current.group
        while parent in went and parent not in now:
            parent = went[parent].group  # only the group was taken away: its members go one level up
        group = now.get(parent) if parent else None
        if current.frame or group is None or group.kind is not _GROUP:
            parent = ""
        if parent and current.kind is _GROUP and current.uuid in (parent, *above(now, parent)):
            parent = ""
        if parent != current.group:
            now[current.uuid] = replace(current, group=parent)


def _carry(now: dict[str, Pin], edit: BoardEdit) -> None:
    """Move, scale and turn the members of groups that were placed while their members were not."""
    before = {pin.uuid: pin for pin in edit.before}
    touched = {pin.uuid for pin in edit.after if pin.kind is not _GROUP}
    placed = [
        pin for pin in edit.after if pin.kind is _GROUP and pin.uuid in before and pin.uuid in now
    ]  # the ones that were there and still are
    for group in placed:
        old = before[group.uuid]
        if old.place == group.place or group.style.background != old.style.background:
            continue
        inside = [uuid for uuid in descendants(now, [group.uuid]) if uuid != group.uuid]
        if touched.isdisjoint(inside):
            for uuid in inside:
                if is_locked(now, uuid):
                    continue
                now[uuid] = _carried(now[uuid], old, group)
            touched.update(inside)


def _carried(pin: Pin, old: Pin, new: Pin) -> Pin:
    was, will, pad = old.place, new.place, 2 * padding_of(old)
    turn = will.turn - was.turn
    across, centre = was.width - pad, was.rect.centre
    if was.width != will.width and across > 0 and will.width > pad:
        pin = scaled(pin, (will.width - pad) / across, centre)
    elif was.width == will.width and was.height != will.height and was.height > pad and will.height > pad:
        pin = scaled(pin, (will.height - pad) / (was.height - pad), centre)
    if turn:
        pin = turned(pin, turn, centre)
    dx, dy = will.rect.centre[0] - centre[0], will.rect.centre[1] - centre[1]
    return moved(pin, dx, dy) if dx or dy else pin


def _concerned(now: Mapping[str, Pin], edit: BoardEdit) -> list[str]:
    """Return the groups that may be other ones now, the innermost first."""
    names: dict[str, None] = {}
    for pin in (*edit.before, *edit.after):
        for name in (pin.group, pin.uuid):
            if name in now and now[name].kind is _GROUP:
                names.setdefault(name)
                names.update(dict.fromkeys(above(now, name)))
        current = now.get(pin.uuid)
        if current is not None and current.group:
            names.update(dict.fromkeys(above(now, pin.uuid)))
    inner = [
        uuid for uuid in descendants(now, names) if now[uuid].kind is _GROUP
    ]  # carried along, they moved too
    return sorted(inner, key=lambda uuid: -len(above(now, uuid)))


def _fit(now: dict[str, Pin], groups: Iterable[str]) -> None:
    of = members(now.values())
    for uuid in groups:
        group = now[uuid]
        own = [now[pin.uuid] for pin in of.get(uuid, ()) if pin.uuid in now]
        around = bounds_of(own)
        if around is None:
            del now[uuid]
            continue
        place = _place(around, padding_of(group))
        z = nextafter(min(pin.z for pin in own), -inf)
        if place != group.place or z != group.z:
            now[uuid] = replace(group, place=place, z=z)


def _place(around: Rect, padding: float) -> Place:
    rect = around.grown(padding) if padding else around
    return Place(rect.x, rect.y, rect.width, rect.height)
