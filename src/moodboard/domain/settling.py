# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from an edit: pins that belong to others go where those went, in the same undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from moodboard.domain import attaching
from moodboard.domain.board import Pin
from moodboard.domain.edits import BoardEdit, applied
from moodboard.domain.group_settling import groups_fit, groups_follow
from moodboard.domain.reaching import stay_near

Rule = Callable[[Mapping[str, Pin], BoardEdit], BoardEdit]
"""Given the pins as they are after an edit and the edit, what else changes; mostly nothing."""

RULES: tuple[Rule, ...] = (groups_follow, stay_near, attaching.follow, groups_fit)
"""One after the other; each is given what the ones before it made."""


def settled(pins: Mapping[str, Pin], edit: BoardEdit, rules: Iterable[Rule] = RULES) -> BoardEdit:
    """Return the edit with everything that follows from it; ``pins`` are those before it."""
    after = applied(pins, edit)
    for rule in rules:
        more = rule(after, edit)
        if not more.is_empty:
            edit, after = edit.then(more), applied(after, more)
    return edit
