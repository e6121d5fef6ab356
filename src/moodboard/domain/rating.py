# SPDX-License-Identifier: GPL-3.0-or-later
"""Half-star ratings, stored as whole numbers 1..10; no rating is None, never 0."""

from moodboard.domain.errors import KnownError

LOWEST, HIGHEST = 1, 10


def parse_stars(said: str | float) -> int:
    """Return 1..10 for 0.5..5 stars in steps of a half; raises KnownError for anything else."""
    try:
        halves = float(said) * 2
    except ValueError:
        halves = 0.0
    if not LOWEST <= halves <= HIGHEST or halves != int(halves):  # in this order: NaN is no whole number
        raise KnownError(f"{said!r} is not a rating. Give 0.5 to 5 stars, in halves.")
    return int(halves)


def stars(rating: int | None) -> float | None:
    """Return 0.5..5 stars for a stored rating 1..10, None for none."""
    return None if rating is None else rating / 2
