# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether 3/12 is a day in December or in March: what is the custom where the person lives."""

from __future__ import annotations

import re

_MONTH_FIRST = {
    "en": frozenset({"US", "AS", "BI", "GU", "MH", "MP", "PH", "PR", "UM", "VI"}),
    "es": frozenset({"PA", "PR"}),
    "fil": frozenset({"PH"}),
}
_YEAR_MONTH_DAY = frozenset({"ja", "ko", "zh", "yue"})
"""Languages that begin with the year and keep month before day without it; others turn round then."""
_DAY_FIRST_PLACES = frozenset({"HK", "MO", "SG"})
"""Where one of them is spoken, and the day comes first all the same."""
_NO_PLACE = frozenset({"", "C", "POSIX"})


def day_first_in(locale_name: str) -> bool:
    """Return the custom of a locale such as ``en_US.UTF-8``; the day first where nothing is known."""
    name = re.split(r"[.@]", locale_name)[0]
    if name in _NO_PLACE:
        return True
    language, _, place = name.replace("-", "_").partition("_")
    place = place.split("_")[-1]
    if language in _YEAR_MONTH_DAY:
        return place in _DAY_FIRST_PLACES
    return place not in _MONTH_FIRST.get(language, ())


def day_first_by(pattern: str, language: str = "") -> bool:
    """Return the custom that a pattern of a short date shows, such as ``M/d/yy``."""
    letters = re.sub(r"'[^']*'", "", pattern)
    if letters.lstrip(" ").startswith("y"):
        return language not in _YEAR_MONTH_DAY
    return "d" not in letters or "M" not in letters or letters.index("d") < letters.index("M")
