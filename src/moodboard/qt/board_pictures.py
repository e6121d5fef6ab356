# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the canvas's painter gets pictures and words from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from math import hypot

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from moodboard.domain.board import WHOLE, Crop, Pin
from moodboard.domain.line import Line
from moodboard.domain.still import Still, file_and_frame
from moodboard.qt import pin_text
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.board_veils import BoardVeils
from moodboard.qt.paint import caption_words
from moodboard.qt.thumbs import Thumbs, mip_level, sharp_size

TINY = (16, 32)
"""Levels made here out of the smallest kept one, for boards seen from far away: 20,000 pictures of 64
pixels would not fit in memory, and shrinking them in every paint would alias."""
MOST_TINY = {16: 40_000, 32: 8_000}
"""How many of each are kept, some 40 and 20 MB: of the larger ones a window cannot show more at once."""
SMALLEST, LARGEST = 64, 512
GATHER_MS, GATHER_MANY_MS, MANY = 30, 160, 200
"""Milliseconds in which arriving pictures are gathered; longer while many are still to come."""
MOST_SORTED = 3000

_Found = tuple[QImage, QRectF]


class _TinyShelf:
    """Tiny images of one size by picture, the longest unused dropped first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[str, _Found] = OrderedDict()

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, picture: str) -> bool:
        return picture in self._found

    def get(self, picture: str) -> _Found | None:
        found = self._found.get(picture)
        if found is not None:
            self._found.move_to_end(picture)
        return found

    def put(self, picture: str, image: QImage) -> _Found:
        found = self._found[picture] = image, QRectF(image.rect())
        if len(self._found) > self._most:
            self._found.popitem(last=False)
        return found


class BoardPictures(QObject):
    """The PinSource of an open board: pictures from memory at the level that the zoom needs."""

    arrived = Signal(object)
    """frozenset of paths of pictures that came into memory."""
    failed = Signal(str)

    def __init__(self, editor: BoardEditor, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor, self._thumbs = editor, thumbs
        self._tiny = {size: _TinyShelf(MOST_TINY[size]) for size in TINY}
        self._asked: set[tuple[str, int]] = set()
        self._came: set[str] = set()
        self._gather = QTimer(self, singleShot=True)
        self._gather.timeout.connect(self._on_gathered)
        self.hurried = False
        """Whether to make do with what is in memory."""
        self.veils = BoardVeils(lambda: editor.pins)
        """Which lines lie on stills."""
        thumbs.arrived_together.connect(self._on_arrived)
        thumbs.failed.connect(self.failed)

    def new_view(self) -> None:
        """Allow everything to be asked for again: another part is seen."""
        self._asked.clear()

    def forget(self) -> None:
        """Drop what was made for another board."""
        self.veils.forget()
        self._tiny = {size: _TinyShelf(MOST_TINY[size]) for size in TINY}
        self._asked.clear()

    @property
    def tiny(self) -> int:
        """How many tiny images are held."""
        return sum(len(shelf) for shelf in self._tiny.values())

    # -- the source of the painter ---------------------------------------------------------------

    def still(self, uuid: str) -> Still | None:
        """Return the still."""
        return self._editor.stills.get(uuid)

    def line(self, uuid: str) -> Line | None:
        """Return the line."""
        return self._editor.lines.get(uuid)

    def attribution(self, line: Line) -> str:
        """Return the words that name the line's source."""
        return pin_text.attribution(line, self._editor.films)

    def caption(self, pin: Pin) -> str:
        """Return the words under a still."""
        still = self._editor.stills.get(pin.still)
        film = self._editor.films.get(still.film_id, "") if still and still.film_id is not None else ""
        return caption_words(pin.style.caption, still, film)

    def still_under(self, pin: Pin) -> Pin | None:
        """Return the still that a line mostly lies on."""
        return self.veils.under(pin)

    def picture(self, still: Still, crop: Crop, device_width: float, device_height: float) -> _Found | None:
        """Return an image of at least the device size where there is one, and its part for the crop."""
        needed = max(device_width / crop.width, device_height / crop.height)
        if needed <= TINY[-1]:
            size = TINY[0] if needed <= TINY[0] else TINY[1]
            found = self._tiny[size].get(still.picture)
            if found is None:
                found = self._make_tiny(still.picture, size)
                if found is None:
                    return None
            if crop is WHOLE or crop == WHOLE:
                return found
            return found[0], _part(found[0], crop)
        image = self._image(still, needed)
        return None if image is None else (image, _part(image, crop))

    def _image(self, still: Still, needed: float) -> QImage | None:
        picture, own = still.picture, max(still.width, still.height)
        if needed <= LARGEST or own <= LARGEST:
            return self._level(picture, mip_level(min(needed, own)))
        longest = int(min(needed, own)) + 1
        if not self._may_ask(picture, sharp_size(longest)):
            return self._thumbs.nearest(picture, LARGEST)
        image = self._thumbs.sharp(picture, longest)
        if image is not None:
            return image
        image = self._thumbs.nearest(picture, LARGEST)
        # asked for last, it comes first: a soft picture at once, then the sharp one
        return self._thumbs.image(picture, 256) if image is None else image

    def _level(self, picture: str, level: int) -> QImage | None:
        if not self._may_ask(picture, level):
            return self._thumbs.nearest(picture, level)
        image = self._thumbs.image(picture, level)
        return self._thumbs.nearest(picture, level) if image is None else image

    def _may_ask(self, picture: str, level: int) -> bool:
        """Ask twice at most in one view, or pictures that push each other out would never rest."""
        if self.hurried:
            return False
        return (picture, level) not in self._asked

    def _make_tiny(self, picture: str, level: int) -> _Found | None:
        """Make both tiny levels, for the next zoom may need the other when the larger has gone."""
        image = self._level(picture, SMALLEST)
        if image is None:
            return None
        made: dict[int, _Found] = {}
        for size in reversed(TINY):
            image = _shrunk(image, size)
            made[size] = self._tiny[size].put(picture, image)
        return made[level]

    # -- fetching --------------------------------------------------------------------------------

    def prepare(self, pins: Sequence[Pin], scale: float, centre: tuple[float, float]) -> None:
        """Ask for all pictures of these pins together, the nearest to the centre soonest."""
        if len(pins) > MOST_SORTED:
            return
        wanted: dict[int, list[tuple[float, str]]] = {}
        stills = self._editor.stills
        for pin in pins:
            still = stills.get(pin.still) if pin.still else None
            if still is None or pin.colours:
                continue
            place = pin.place
            needed = scale * max(place.width / pin.crop.width, place.height / pin.crop.height)
            tiny = self._tiny[TINY[0] if needed <= TINY[0] else TINY[1]]
            if needed > LARGEST or (needed <= TINY[-1] and still.picture in tiny):
                continue
            away = hypot(place.x + place.width / 2 - centre[0], place.y + place.height / 2 - centre[1])
            wanted.setdefault(mip_level(max(SMALLEST, needed)), []).append((away, still.picture))
        for level, pictures in wanted.items():
            self._thumbs.want([p for _, p in sorted(pictures) if (p, level) not in self._asked], level)

    def pinned_with(self, pictures: Iterable[str], pins: Mapping[str, Pin]) -> list[str]:
        """Return the pins that show these pictures."""
        paths = {file_and_frame(picture)[0] for picture in pictures}
        names = {uuid for uuid, still in self._editor.stills.items() if still.picture in paths}
        return [pin.uuid for pin in pins.values() if pin.still in names]

    def _on_arrived(self, keys: object) -> None:
        assert isinstance(keys, list)
        self._asked.update(keys)
        self._came.update(picture for picture, _ in keys)
        if not self._gather.isActive():
            self._gather.start(GATHER_MS if self._thumbs.pending < MANY else GATHER_MANY_MS)

    def _on_gathered(self) -> None:
        came, self._came = frozenset(self._came), set()
        self.arrived.emit(came)

    @property
    def is_waiting(self) -> bool:
        """Whether pictures are still to come."""
        return bool(self._came) or self._thumbs.pending > 0


def _shrunk(image: QImage, longest: int) -> QImage:
    size = image.size().scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio)
    made = image.scaled(
        max(1, size.width()),
        max(1, size.height()),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return made if made.hasAlphaChannel() else made.convertToFormat(QImage.Format.Format_RGB32)


def _part(image: QImage, crop: Crop) -> QRectF:
    width, height = image.width(), image.height()
    return QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)
