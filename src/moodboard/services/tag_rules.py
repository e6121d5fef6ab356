# SPDX-License-Identifier: GPL-3.0-or-later
"""The library's own table of what tags really are."""

from __future__ import annotations

from collections.abc import Iterable

from moodboard.domain.tag_rules import DEFAULT_RULES, TagRule, checked, from_json, to_json
from moodboard.store import database, settings

_NAME = "import.tag_rules"


def rules() -> tuple[TagRule, ...]:
    """Return the rules, those that come with the program until the person changes them."""
    with database.read():
        kept = settings.get(_NAME)
    return from_json(kept) if kept else DEFAULT_RULES


def keep(wanted: Iterable[TagRule]) -> tuple[TagRule, ...]:
    """Keep other rules; returns them in tidy words. The next import goes by them."""
    tidy = checked(wanted)
    with database.write():
        settings.put(_NAME, to_json(tidy))
    return tidy


def reset() -> tuple[TagRule, ...]:
    """Go back to the rules that come with the program."""
    with database.write():
        settings.put(_NAME, "")
    return DEFAULT_RULES
