# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as vague as memory: EDTF text, its earliest and latest day, and the words as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A day, month, season, year, span, "before", or nothing known.

    ``edtf`` is ISO 8601-2 text ("2016-03-12", "2016-03", "2016-22" for summer, "2014",
    "2003/2005", "../2014", "" for unknown). ``earliest`` and ``latest`` bound it; None where open.
    """

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    said: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.edtf)

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


UNKNOWN = VagueDate()
