# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pin lies in front of which, and moving some of them forward or back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from moodboard.domain.board import Pin, PinKind, stacking_key

LEAST_GAP = 1e-6
"""Below it a pin no longer fits between two others, and all are numbered anew."""


_AROUND = (PinKind.FRAME, PinKind.GROUP)
"""What lies around other pins opens no row for them."""


def front_z(pins: Iterable[Pin]) -> float:
    """Return the z of a new pin in front of all."""
    return max((pin.z for pin in pins), default=0.0) + 1.0


def back_z(pins: Iterable[Pin]) -> float:
    """Return the z of a new pin behind all."""
    return min((pin.z for pin in pins), default=0.0) - 1.0


def brought_forward(pins: Iterable[Pin], chosen: Collection[str]) -> tuple[Pin, ...]:
    """Return the pins whose z changes when the chosen step over the next pin that they touch."""
    return _stepped(sorted(pins, key=stacking_key), chosen, lambda pin, z: replace(pin, z=z), 1.0)


def sent_backward(pins: Iterable[Pin], chosen: Collection[str]) -> tuple[Pin, ...]:
    """Return the pins whose z changes when the chosen step behind the next pin that they touch."""
    mirrored = [replace(pin, z=-pin.z) for pin in sorted(pins, key=stacking_key, reverse=True)]
    return _stepped(mirrored, chosen, lambda pin, z: replace(pin, z=-z), -1.0)


def brought_to_front(pins: Iterable[Pin], chosen: Collection[str]) -> tuple[Pin, ...]:
    """Return the chosen pins in front of all others, in their own order."""
    ordered = sorted(pins, key=stacking_key)
    mine = [pin for pin in ordered if pin.uuid in chosen]
    if ordered[len(ordered) - len(mine) :] == mine:
        return ()
    first = front_z(ordered)
    return tuple(replace(pin, z=first + n) for n, pin in enumerate(mine))


def sent_to_back(pins: Iterable[Pin], chosen: Collection[str]) -> tuple[Pin, ...]:
    """Return the chosen pins behind all others, in their own order."""
    ordered = sorted(pins, key=stacking_key)
    mine = [pin for pin in ordered if pin.uuid in chosen]
    if ordered[: len(mine)] == mine:
        return ()
    last = back_z(ordered)
    return tuple(replace(pin, z=last - len(mine) + 1 + n) for n, pin in enumerate(mine))


def _stepped(
    ordered: Sequence[Pin], chosen: Collection[str], with_z: Callable[[Pin, float], Pin], sign: float
) -> tuple[Pin, ...]:
    mine = [pin for pin in ordered if pin.uuid in chosen]
    if not mine:
        return ()
    last = ordered.index(mine[-1])
    above = [pin for pin in ordered[last + 1 :] if pin.uuid not in chosen]
    if not above:
        # nothing is in front of the foremost; the others of the chosen may still close up to it
        order = [pin for pin in ordered if pin.uuid not in chosen] + mine
    else:
        target = next(
            (pin for pin in above if any(pin.place.bounds.meets(own.place.bounds) for own in mine)), above[0]
        )
        rest = [pin for pin in ordered if pin.uuid not in chosen]
        cut = rest.index(target) + 1
        order = rest[:cut] + mine + rest[cut:]
    if order == list(ordered):
        return ()
    return _renumbered(order, mine, with_z, sign)


def _renumbered(
    order: Sequence[Pin], mine: Sequence[Pin], with_z: Callable[[Pin, float], Pin], sign: float
) -> tuple[Pin, ...]:
    first = order.index(mine[0])
    low = order[first - 1].z if first else mine[0].z - len(mine) - 1
    after = first + len(mine)
    high = order[after].z if after < len(order) else low + len(mine) + 1
    step = (high - low) / (len(mine) + 1)
    if step > LEAST_GAP:
        return tuple(with_z(pin, low + step * (n + 1)) for n, pin in enumerate(mine))
    base = float(len(order)) if sign < 0 else 0.0
    return tuple(with_z(pin, n + 1 - base) for n, pin in enumerate(order))


def reading_order(pins: Iterable[Pin]) -> list[str]:
    """Return the uuids as an eye walks the board: rows from the top, each from the left.

    A pin opens a new row when its centre lies below the whole of the row's first pin.
    """
    waiting = sorted(pins, key=lambda pin: (pin.place.bounds.y, pin.place.bounds.x, pin.uuid))
    rows: list[list[Pin]] = []
    row_bottom = 0.0
    for pin in waiting:
        bounds = pin.place.bounds
        if rows and bounds.centre[1] < row_bottom and pin.kind not in _AROUND:
            rows[-1].append(pin)
        else:
            rows.append([pin])
            row_bottom = bounds.bottom if pin.kind not in _AROUND else bounds.y
    return [
        pin.uuid for row in rows for pin in sorted(row, key=lambda pin: (pin.place.bounds.x, pin.place.y))
    ]
