# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of a whole film as a still of it: a pin without a timecode."""

from __future__ import annotations

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.file_names import file_name
from moodboard.domain.still import Still
from moodboard.services import pictures, pictures_shots, stills
from moodboard.services.stills import NewStill
from moodboard.services.video import colours
from moodboard.services.video.keeping import Survey


def keep(survey: Survey, title: str, film_id: int | None, film_file: str = "") -> tuple[Still, Changes]:
    """Make a still of a film's colours; the same film's barcode stays one still."""
    if not survey.complete:
        raise KnownError("The film is still being looked through. Wait until all of its colours are known.")
    data = pictures_shots.as_png(colours.barcode(survey.colours))
    taken = pictures.take_in_bytes(data, f"{file_name(title, 'Film')} barcode.png")
    kept, changes = stills.keep([NewStill(taken, film_id, None, film_file=film_file)])
    return kept[0], changes
