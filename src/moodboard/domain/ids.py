# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that stay when libraries are merged, and the moments at which things were written down."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def new_uuid() -> str:
    """Return a name that no other row in any library has."""
    return uuid.uuid4().hex


def utc_now() -> str:
    """Return this moment as ISO 8601 in UTC, to the microsecond so that moments sort as they came."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
