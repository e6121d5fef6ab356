# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary: its outline for a query, and pages of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from moodboard.domain.diary import DiaryQuery, DiaryRow, Outline, outlined
from moodboard.store import database
from moodboard.store import diary_pages as store

_EVERYTHING = DiaryQuery()


def outline(query: DiaryQuery = _EVERYTHING) -> Outline:
    """Return all watches that answer, by number, in their sections; a job's work for a long diary."""
    with database.read():
        found = store.in_order(query)
    return outlined(found)


def rows(ids: Sequence[int]) -> tuple[DiaryRow, ...]:
    """Return what the rows of these watches show; those that are gone are left out."""
    with database.read():
        return tuple(store.rows(ids))
