# SPDX-License-Identifier: GPL-3.0-or-later
"""Which watch something is pinned during."""

from datetime import date

import pytest

from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Watch
from moodboard.domain.pinning import watch_for

WATCHES = [Watch(1, parse_edtf(day), uuid=day, id=n) for n, day in enumerate(["2020-05-01", "2024-03-09"])]


@pytest.mark.parametrize(
    ("taken", "today", "watch"),
    [
        ("2020-05-02T00:40:00", "2024-03-09", "2020-05-01"),
        ("2020-05-04T00:40:00", "2024-03-09", ""),
        ("", "2024-03-10", "2024-03-09"),
        ("", "2024-03-12", ""),
        ("no date at all", "2024-03-08", "2024-03-09"),
    ],
)
def test_a_pictures_own_date_decides_and_else_today(taken: str, today: str, watch: str) -> None:
    assert watch_for(WATCHES, date.fromisoformat(today), taken) == watch
