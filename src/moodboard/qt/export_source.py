# SPDX-License-Identifier: GPL-3.0-or-later
"""Where an export's pins get their words and pixels: the plan, and the files as they came."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from moodboard.domain.board import Crop, Pin
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.line import Line
from moodboard.domain.still import Still, as_shown
from moodboard.domain.veils import stills_under
from moodboard.qt.paint_look import caption_words
from moodboard.qt.pin_text import attribution
from moodboard.services import pictures

_BUDGET = 96_000_000
_FINER = 1.5
"""How many of a picture's pixels are kept for each exported one: Qt's smoothing needs one to two."""
_WHOLE_UP_TO = 2.0

Picture = tuple[QImage, QRectF]


class PlanSource:
    """Words by their ids, and no pictures: plates are painted."""

    def __init__(
        self,
        stills: Mapping[str, Still],
        lines: Mapping[str, Line],
        films: Mapping[int, str],
        pins: Iterable[Pin] = (),
    ) -> None:
        self._stills, self._lines, self._films = stills, lines, films
        self._under = stills_under(pins)
        self.hidden: frozenset[str] = frozenset()
        """Pins that are not painted for now: the words on them stand on the canvas."""
        self.missing: set[str] = set()
        """Pictures that could not be read; plates stand for them."""

    def still(self, uuid: str) -> Still | None:
        """Return the still."""
        return self._stills.get(uuid)

    def line(self, uuid: str) -> Line | None:
        """Return the line."""
        return self._lines.get(uuid)

    def attribution(self, line: Line) -> str:
        """Return the words that name the line's source."""
        return attribution(line, self._films)

    def caption(self, pin: Pin) -> str:
        """Return the words under a still."""
        still = self._stills.get(pin.still)
        film = self._films.get(still.film_id, "") if still is not None and still.film_id else ""
        return caption_words(pin.style.caption, still, film)

    def still_under(self, pin: Pin) -> Pin | None:
        """Return the still that a line mostly lies on."""
        still = self._under.get(pin.uuid)
        if still is None or not self.hidden.isdisjoint((still.uuid, still.twin or still.uuid)):
            return None
        return still

    def picture(self, still: Still, crop: Crop, device_width: float, device_height: float) -> Picture | None:
        """Return no picture."""
        return None

    def passed(self, y: float) -> None:
        """Note that nothing above ``y`` will be painted any more."""


class ExportSource(PlanSource):
    """Decodes originals to one to two times the size they are painted at, and keeps what is in use."""

    def __init__(self, plan: ExportPlan, budget: int = _BUDGET) -> None:
        super().__init__(plan.stills, plan.lines, plan.films, plan.pins)
        self._budget = budget
        self._kept: OrderedDict[tuple[str, Crop, int], Picture] = OrderedDict()
        self._bytes = 0
        self._last: dict[tuple[str, Crop], float] = {}
        for pin in plan.pins:
            still = plan.stills.get(pin.still)
            if still is not None:
                key = as_shown(still, pin.style.frame_at, pin.style.tone.outline).picture, pin.crop
                self._last[key] = max(self._last.get(key, -math.inf), pin.place.bounds.bottom)

    @property
    def held_bytes(self) -> int:
        """How much is in memory now."""
        return self._bytes

    def picture(self, still: Still, crop: Crop, device_width: float, device_height: float) -> Picture | None:
        """Return the original's pixels inside the crop."""
        own = max(still.width * crop.width, still.height * crop.height)
        longest = math.ceil(max(device_width, device_height) * _FINER)
        if own <= longest / _FINER * _WHOLE_UP_TO:
            longest = 0
        key = still.picture, crop, longest
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if still.picture in self.missing:
            return None
        try:
            raw = pictures.decode(still.picture, longest or None, crop)
        except KnownError:
            self.missing.add(still.picture)
            return None
        made = image_from(raw), _part(still, crop, raw, whole=not longest)
        self._kept[key] = made
        self._bytes += made[0].sizeInBytes()
        while self._bytes > self._budget and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return made

    def passed(self, y: float) -> None:
        """Let go of the pictures that end above ``y``."""
        for key in [key for key in self._kept if self._last.get(key[:2], math.inf) < y - 1]:
            self._drop(key)

    def _drop(self, key: tuple[str, Crop, int]) -> None:
        self._bytes -= self._kept.pop(key)[0].sizeInBytes()


def image_from(raw: pictures.Raw) -> QImage:
    """Return the pixels as an image of the kind that Qt paints fastest."""
    if raw.alpha:
        image = QImage(raw.data, raw.width, raw.height, raw.width * 4, QImage.Format.Format_RGBA8888)
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image = QImage(raw.data, raw.width, raw.height, raw.width * 3, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _part(still: Still, crop: Crop, raw: pictures.Raw, whole: bool) -> QRectF:
    """Return which part of the decoded pixels is the crop: cut at whole pixels, it may be a hair more."""
    if not whole:
        return QRectF(0, 0, raw.width, raw.height)
    x, y = crop.x * still.width, crop.y * still.height
    left, top = x - round(x), y - round(y)
    width, height = crop.width * still.width, crop.height * still.height
    left, top = max(0.0, left), max(0.0, top)
    return QRectF(left, top, min(width, raw.width - left), min(height, raw.height - top))
