# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups: who belongs to whom, making and undoing them, and the order in which they are stacked.

A group is a pin of its own whose place is that of its members; members name it in ``Pin.group``.
Pins laid out inside a frame's export belong to no group.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from moodboard.domain.board import Pin, PinKind, stacking_key
from moodboard.domain.edits import BoardEdit
from moodboard.domain.stacking import LEAST_GAP

Pins = Mapping[str, Pin]
PADDING = 12.0
"""Board units between the members of a coloured group and the edge of its colour."""

_GROUP = PinKind.GROUP


def padding_of(group: Pin) -> float:
    """Return how far a group's place reaches beyond its members."""
    return PADDING if group.style.background else 0.0


def has_groups(pins: Pins) -> bool:
    """Tell whether there is any group; most boards have none, and take the quick ways."""
    return any(pin.kind is _GROUP for pin in pins.values())


# -- who belongs to whom -------------------------------------------------------------------------


def above(pins: Pins, uuid: str) -> list[str]:
    """Return the groups that a pin lies in, the nearest first."""
    found: list[str] = []
    pin = pins.get(uuid)
    while pin is not None and pin.group and pin.group not in found:
        group = pins.get(pin.group)
        if group is None or group.kind is not _GROUP:
            break
        found.append(pin.group)
        pin = group
    return found


def topmost_of(pins: Pins, uuid: str, inside: str = "") -> str:
    """Return what a click on a pin takes: its topmost group, or the one right below ``inside``."""
    way = [uuid, *above(pins, uuid)]
    if inside in way[1:]:
        return way[way.index(inside) - 1]
    return way[-1]


def outermost(pins: Pins, uuids: Iterable[str]) -> list[str]:
    """Leave out what belongs to a group that is among them too."""
    names = dict.fromkeys(uuids)
    return [uuid for uuid in names if not (pins[uuid].group and any(a in names for a in above(pins, uuid)))]


def members(pins: Iterable[Pin]) -> dict[str, list[Pin]]:
    """Return the direct members of each group by its uuid."""
    found: dict[str, list[Pin]] = {}
    for pin in pins:
        if pin.group and not pin.frame:
            found.setdefault(pin.group, []).append(pin)
    return found


def descendants(pins: Pins, uuids: Iterable[str]) -> list[str]:
    """Return these pins, each group followed by everything in it, however deep."""
    found = dict.fromkeys(uuids)
    waiting = [uuid for uuid in found if uuid in pins and pins[uuid].kind is _GROUP]
    if not waiting:
        return list(found)
    of = members(pins.values())
    while waiting:
        for pin in of.get(waiting.pop(), ()):
            if pin.uuid not in found:
                found[pin.uuid] = None
                if pin.kind is _GROUP:
                    waiting.append(pin.uuid)
    return list(found)


def leaves(pins: Pins, uuids: Iterable[str]) -> list[str]:
    """Return these pins with everything in their groups, without the groups themselves."""
    return [uuid for uuid in descendants(pins, uuids) if uuid in pins and pins[uuid].kind is not _GROUP]


def unseen(pins: Pins) -> frozenset[str]:
    """Return the pins that are hidden, themselves or with a group that they lie in."""
    hidden = [pin.uuid for pin in pins.values() if pin.hidden]
    return frozenset(descendants(pins, hidden)) if hidden else frozenset()


# -- making and undoing --------------------------------------------------------------------------


def grouped(pins: Pins, uuids: Iterable[str], group: Pin) -> BoardEdit:
    """Put pins together into a new group where the foremost of them lies.

    It belongs to the group that all of them belonged to, if there is one.
    """
    names = [uuid for uuid in outermost(pins, (u for u in uuids if u in pins)) if not pins[uuid].frame]
    if not names:
        return BoardEdit()
    shared = set(above(pins, names[0]))
    for name in names[1:]:
        shared &= set(above(pins, name))
    parent = next((one for one in above(pins, names[0]) if one in shared), "")
    front = max((pins[uuid] for uuid in leaves(pins, names)), key=stacking_key, default=group)
    made = replace(group, group=parent, z=front.z)
    after = {name: replace(pins[name], group=made.uuid) for name in names}
    draft = {**pins, **after, made.uuid: made}
    return _changed(pins, {**draft, **_by_uuid(restacked(draft, flat(draft)))})


def ungrouped(pins: Pins, uuids: Iterable[str]) -> BoardEdit:
    """Take these groups away; their members go where the groups were."""
    going = [pins[uuid] for uuid in dict.fromkeys(uuids) if uuid in pins and pins[uuid].kind is _GROUP]
    gone = {group.uuid for group in going}
    of = members(pins.values())
    before: list[Pin] = []
    after: list[Pin] = []
    for group in going:
        parent = next((one for one in above(pins, group.uuid) if one not in gone), "")
        for pin in of.get(group.uuid, ()):
            if pin.uuid not in gone:
                before.append(pin)
                after.append(replace(pin, group=parent))
    return BoardEdit((*going, *before), tuple(after))


# -- order ---------------------------------------------------------------------------------------


def tree(pins: Pins) -> dict[str, list[Pin]]:
    """Return what lies in each group, the back first; under "" what lies in none."""
    found: dict[str, list[Pin]] = {"": []}
    for pin in pins.values():
        if pin.frame:
            continue
        parent = pins.get(pin.group) if pin.group else None
        known = parent is not None and parent.kind is _GROUP
        found.setdefault(pin.group if known else "", []).append(pin)
    for listed in found.values():
        listed.sort(key=stacking_key)
    return found


def flat(pins: Pins, of: Mapping[str, Sequence[Pin]] | None = None) -> list[str]:
    """Return all pins but the groups in painting order, the members of a group together."""
    of = tree(pins) if of is None else of
    order: list[str] = []
    waiting = list(reversed(of.get("", ())))
    while waiting:
        pin = waiting.pop()
        if pin.kind is _GROUP:
            waiting.extend(reversed(of.get(pin.uuid, ())))
        else:
            order.append(pin.uuid)
    return order


def restacked(pins: Pins, order: Sequence[str]) -> tuple[Pin, ...]:
    """Return the pins whose z changes so that they lie in this order, the back first; as few as can be."""
    now = sorted((pins[uuid] for uuid in order), key=stacking_key)
    if [pin.uuid for pin in now] == list(order):
        return ()
    kept = _rising([pins[uuid].z for uuid in order])
    wanted: dict[str, float] = {}
    start = 0
    for end in (*kept, len(order)):
        run = order[start:end]
        low = pins[order[start - 1]].z if start else None
        high = pins[order[end]].z if end < len(order) else None
        low = low if low is not None else (high or 0.0) - len(run) - 1
        step = 1.0 if high is None else (high - low) / (len(run) + 1)
        if run and step <= LEAST_GAP:  # no room between two neighbours: all are numbered anew
            wanted = {uuid: float(n + 1) for n, uuid in enumerate(order)}
            break
        wanted.update({uuid: low + step * (n + 1) for n, uuid in enumerate(run)})
        start = end + 1
    return tuple(replace(pins[uuid], z=z) for uuid, z in wanted.items() if pins[uuid].z != z)


def _rising(values: Sequence[float]) -> list[int]:
    """Return where the longest strictly rising row of values stands."""
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(n)
        else:
            tails[at], ends[at] = value, n
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def stepped(
    pins: Pins, uuids: Iterable[str], step: Callable[[list[Pin], Collection[str]], tuple[Pin, ...]]
) -> tuple[Pin, ...]:
    """Return the pins whose z changes when these go forward or back among those beside them.

    ``step`` is one of ``stacking``; what lies in a group stays between its members.
    """
    names = outermost(pins, (uuid for uuid in uuids if uuid in pins))
    of = tree(pins)
    for parent, beside in of.items():
        chosen = {pin.uuid for pin in beside} & set(names)
        if chosen:
            drafts = {pin.uuid: pin for pin in beside}
            drafts.update({pin.uuid: pin for pin in step(list(beside), chosen)})
            of[parent] = [pins[pin.uuid] for pin in sorted(drafts.values(), key=stacking_key)]
    return restacked(pins, flat(pins, of))


def put_into(pins: Pins, uuids: Iterable[str], parent: str, behind: str = "") -> BoardEdit:
    """Put pins into a group, "" for none: right behind one of its members, or in front of all.

    A group is never put into itself; then nothing happens.
    """
    names = outermost(pins, (uuid for uuid in uuids if uuid in pins))
    inner = set(descendants(pins, names))
    if not names or parent in inner or behind in inner:
        return BoardEdit()
    of = {group: [pin for pin in beside if pin.uuid not in names] for group, beside in tree(pins).items()}
    going = sorted((pins[name] for name in names), key=stacking_key)
    beside = of.setdefault(parent, [])
    at = next((n for n, pin in enumerate(beside) if pin.uuid == behind), len(beside))
    beside[at:at] = going
    after = {**pins, **{pin.uuid: replace(pin, group=parent) for pin in going}}
    after.update(_by_uuid(restacked(after, flat(after, of))))
    return _changed(pins, after)


def _changed(pins: Pins, after: Pins) -> BoardEdit:
    """Return the edit; the pins that stay are the very same values, so nothing is compared."""
    now = [pin for uuid, pin in after.items() if pins.get(uuid) is not pin and pins.get(uuid) != pin]
    return BoardEdit(tuple(pins[pin.uuid] for pin in now if pin.uuid in pins), tuple(now))


def _by_uuid(pins: Iterable[Pin]) -> dict[str, Pin]:
    return {pin.uuid: pin for pin in pins}
