# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which a page holds its pins: as they are read, where painting leaves that free.

What is written later is painted in front, and is read later: of two pins that touch the one behind
comes first, all others stand in the order of reading.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.stacking import reading_order

_MOST_CELLS = 256
_GROUNDS = (PinKind.FRAME, PinKind.GROUP)


def page_order(pins: Sequence[Pin], extents: Mapping[str, Rect]) -> list[Pin]:
    """Return pins, given in painting order with what each covers, in the order of reading."""
    grounds = [pin for pin in pins if pin.kind in _GROUNDS]
    others = [pin for pin in pins if pin.kind not in _GROUNDS]
    rank = {uuid: n for n, uuid in enumerate(reading_order(others))}
    before = [0] * len(others)
    after: list[list[int]] = [[] for _ in others]
    for low, high in _touching([extents[pin.uuid] for pin in others]):
        after[low].append(high)
        before[high] += 1
    ready = [(rank[pin.uuid], n) for n, pin in enumerate(others) if not before[n]]
    heapq.heapify(ready)
    made = list(grounds)
    while ready:
        _, n = heapq.heappop(ready)
        made.append(others[n])
        for follower in after[n]:
            before[follower] -= 1
            if not before[follower]:
                heapq.heappush(ready, (rank[others[follower].uuid], follower))
    return made


def _touching(boxes: Sequence[Rect]) -> set[tuple[int, int]]:
    """Return the pairs of boxes that share room, found in cells so that not all are compared."""
    if not boxes:
        return set()
    sides = sorted(max(box.width, box.height) for box in boxes)
    cell = max(1.0, sides[len(sides) // 2])
    cells: dict[tuple[int, int], list[int]] = {}
    found: set[tuple[int, int]] = set()
    wide: list[int] = []
    for n, box in enumerate(boxes):
        left, right = int(box.x // cell), int(box.right // cell)
        top, bottom = int(box.y // cell), int(box.bottom // cell)
        if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            wide.append(n)
            continue
        for across in range(left, right + 1):
            for down in range(top, bottom + 1):
                here = cells.setdefault((across, down), [])
                found.update((other, n) for other in here if boxes[other].meets(box))
                here.append(n)
    for n in wide:
        found.update((min(n, m), max(n, m)) for m, box in enumerate(boxes) if m != n and box.meets(boxes[n]))
    return found
