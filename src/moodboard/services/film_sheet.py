# SPDX-License-Identifier: GPL-3.0-or-later
"""Gather what stands on a film's page when it is exported."""

from __future__ import annotations

from datetime import date

from moodboard.domain.film_sheet import FilmSheet, SheetRequest, stripped
from moodboard.services import films, lines, stills


def sheet_of(request: SheetRequest, today: date | None = None) -> FilmSheet:
    """Return a film's page as it is now, without what stays home; raises KnownError for no film."""
    page = films.film_page(request.film_id)
    shots = stills.stills_of_film(request.film_id)
    # The same still as at the head of the page in the window.
    cover = next((still for still in shots if still.uuid == page.row.cover), None)
    whole = FilmSheet(page, today or date.today(), cover, shots, lines.lines_of_film(request.film_id))
    return stripped(whole, request.without)
