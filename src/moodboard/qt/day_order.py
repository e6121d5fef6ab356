# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of day and month that the person's system is set to."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from moodboard.domain.day_order import day_first_by


def day_first(locale: QLocale | None = None) -> bool:
    """Return whether 3/12 is 3 December here."""
    here = locale or QLocale.system()
    language = QLocale.languageToCode(here.language())
    if here.language() == QLocale.Language.C:
        return True
    return day_first_by(here.dateFormat(QLocale.FormatType.ShortFormat), language)
