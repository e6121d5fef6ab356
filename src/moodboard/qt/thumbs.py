# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures for painting: at once from memory, else soon from two threads, the newest request first."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from moodboard.domain.errors import KnownError
from moodboard.services import pictures

log = logging.getLogger(__name__)

DEFAULT_BUDGET = 160 * 1024 * 1024
DEFAULT_SHARP_BUDGET = 96 * 1024 * 1024

_Key: TypeAlias = tuple[str, int]
_THREADS = 2
_BATCH = {64: 128, 128: 32, 256: 12, 512: 4}  # about 10 ms of work each, so that the newest comes soon
_SHARP_STEPS = (768, 1024, 1536, 2048, 3072, 4096, 6144, 8192)
_WHOLE = 1 << 20  # a longest side that no picture has: the original's own pixels


class _Shelf:
    """Images by key, the longest unused dropped first when they outgrow the budget."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.bytes = 0
        self._images: OrderedDict[_Key, QImage] = OrderedDict()

    def get(self, key: _Key) -> QImage | None:
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def put(self, key: _Key, image: QImage) -> None:
        old = self._images.pop(key, None)
        self.bytes += image.sizeInBytes() - (0 if old is None else old.sizeInBytes())
        self._images[key] = image
        # The newest stays even when it alone is too large: somebody looks at it.
        while self.bytes > self.budget and len(self._images) > 1:
            _, dropped = self._images.popitem(last=False)
            self.bytes -= dropped.sizeInBytes()

    def clear(self) -> None:
        self._images.clear()
        self.bytes = 0


class Thumbs(QObject):
    """Images of pictures at the levels of the mip chain, and sharp ones of the originals.

    ``image`` and ``sharp`` never wait: they give what is in memory, or None and fetch it.
    """

    arrived = Signal(str, int)
    """A picture came into memory at a level, or at a longest side that was asked of ``sharp``."""
    arrived_together = Signal(object)
    """The same as a list of (picture, level), once for each batch: cheaper for a whole board."""
    failed = Signal(str)
    """The picture's file is missing or damaged; told once."""

    _brought = Signal()

    def __init__(
        self,
        budget_bytes: int = DEFAULT_BUDGET,
        sharp_budget_bytes: int = DEFAULT_SHARP_BUDGET,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = _Shelf(budget_bytes)
        self._sharp_shelf = _Shelf(sharp_budget_bytes)
        self._wake = threading.Condition()
        self._wanted: OrderedDict[_Key, None] = OrderedDict()  # the newest at the end
        self._missing: OrderedDict[_Key, None] = OrderedDict()  # not kept as thumbnails: made again
        self._in_work: set[_Key] = set()
        self._news: list[tuple[list[_Key], list[str]]] = []
        self._broken: set[str] = set()
        self._generation = 0
        self._stopped = False
        self._threads: list[threading.Thread] = []
        self._brought.connect(self._on_brought, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """How many requests are waited for, and arrivals not yet told."""
        with self._wake:
            return len(self._wanted) + len(self._missing) + len(self._in_work) + len(self._news)

    @property
    def memory(self) -> int:
        """Bytes of all images held."""
        with self._wake:
            return self._shelf.bytes + self._sharp_shelf.bytes

    def image(self, picture: str, level: int) -> QImage | None:
        """Return the picture at a level of the mip chain; None when it has yet to come, or never will."""
        key = picture, mip_level(level)
        with self._wake:
            found = self._shelf.get(key)
            if found is None:
                self._want(key)
        return found

    def want(self, wanted: Iterable[str], level: int) -> None:
        """Fetch many pictures that are not in memory, the first of them soonest."""
        level = mip_level(level)
        with self._wake:
            for picture in reversed(tuple(wanted)):
                if self._shelf.get((picture, level)) is None:
                    self._want((picture, level))

    def sharp(self, picture: str, longest: int) -> QImage | None:
        """Return the original's pixels, at least ``longest`` on the longest side or all there are.

        It may be larger than asked: sizes go in steps, so that a slow zoom decodes twice, not at
        every turn of the wheel.
        """
        key = picture, sharp_size(longest)
        with self._wake:
            found = self._sharp_shelf.get(key)
            if found is None:
                self._want(key)
        return found

    def nearest(self, picture: str, level: int) -> QImage | None:
        """Return what is in memory and best for a level: larger if there is, else the largest below."""
        with self._wake:
            for size in pictures.LEVELS:
                if size >= level and (found := self._shelf.get((picture, size))) is not None:
                    return found
            for size in (*_SHARP_STEPS, _WHOLE):
                if (found := self._sharp_shelf.get((picture, size))) is not None:
                    return found
            for size in reversed(pictures.LEVELS):
                if (found := self._shelf.get((picture, size))) is not None:
                    return found
        return None

    def is_broken(self, picture: str) -> bool:
        """Tell whether the picture could not be read; it is not asked for again."""
        with self._wake:
            return picture in self._broken

    def drop_requests(self) -> None:
        """Forget what is waited for: the view went elsewhere. What is being read still arrives."""
        with self._wake:
            self._wanted.clear()
            self._missing.clear()
            self._generation += 1

    def clear(self) -> None:
        """Forget everything, failures too: another library, or files that came back."""
        with self._wake:
            self._shelf.clear()
            self._sharp_shelf.clear()
            self._broken.clear()
            self._news.clear()
            # Also what is being read now belongs to the past.
            self._in_work.clear()
        self.drop_requests()

    def stop(self) -> None:
        """End the threads and wait for them; nothing is fetched afterwards."""
        with self._wake:
            self._stopped = True
            self._wanted.clear()
            self._missing.clear()
            self._news.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _want(self, key: _Key) -> None:
        if self._stopped or key in self._in_work or key[0] in self._broken:
            return
        if key in self._missing:
            self._missing.move_to_end(key)
            return
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        if not self._threads:
            for _ in range(_THREADS):
                thread = threading.Thread(target=self._work, name="thumbs", daemon=True)
                self._threads.append(thread)
                thread.start()
        self._wake.notify()

    # From here on down to _bring: on the worker threads.

    def _work(self) -> None:
        while (task := self._next_task()) is not None:
            generation, keys, is_missing = task
            came: dict[_Key, QImage] = {}
            absent: list[_Key] = []
            broken: list[str] = []
            try:
                if is_missing or keys[0][1] > pictures.LEVELS[-1]:
                    came[keys[0]] = _read_one(*keys[0])
                else:
                    came, absent = _read_kept(keys)
            except KnownError as error:
                log.warning("%s", error)
                broken = [keys[0][0]]
            except Exception:
                log.exception("A picture could not be made ready: %s", keys[0][0])
                broken = [keys[0][0]]
            self._bring(generation, keys, came, absent, broken)

    def _next_task(self) -> tuple[int, list[_Key], bool] | None:
        """Wait for requests; the newest and those before it of the same level, sharp ones alone."""
        with self._wake:
            while not self._stopped:
                if self._wanted:
                    newest, _ = self._wanted.popitem()
                    keys = [newest]
                    most = _BATCH.get(newest[1], 1)
                    while len(keys) < most and self._wanted and next(reversed(self._wanted))[1] == newest[1]:
                        keys.append(self._wanted.popitem()[0])
                    self._in_work.update(keys)
                    return self._generation, keys, False
                if self._missing:
                    key, _ = self._missing.popitem()
                    self._in_work.add(key)
                    return self._generation, [key], True
                self._wake.wait()
        return None

    def _bring(
        self,
        generation: int,
        keys: list[_Key],
        came: dict[_Key, QImage],
        absent: list[_Key],
        broken: list[str],
    ) -> None:
        with self._wake:
            # Cleared in between: it is another library's by now.
            known = [key for key in came if key in self._in_work]
            for key in known:
                shelf = self._shelf if key[1] <= pictures.LEVELS[-1] else self._sharp_shelf
                shelf.put(key, came[key])
            if generation == self._generation and not self._stopped:
                self._missing.update(dict.fromkeys(reversed(absent)))
                self._wake.notify_all()
            broken = [one for one in broken if any(key[0] == one for key in keys if key in self._in_work)]
            self._broken.update(broken)
            self._in_work.difference_update(keys)
            if self._stopped or not (known or broken):
                return
            self._news.append((known, broken))
        try:
            self._brought.emit()
        except RuntimeError:
            log.debug("Pictures arrived after their window was gone.")

    @Slot()
    def _on_brought(self) -> None:
        with self._wake:
            if not self._news:
                return
            came, broken = self._news.pop(0)
        if came:
            self.arrived_together.emit(came)
        for key in came:
            self.arrived.emit(*key)
        for picture in broken:
            self.failed.emit(picture)


def mip_level(size: float) -> int:
    """Return the smallest level of the mip chain with at least ``size`` pixels, or the largest."""
    return next((level for level in pictures.LEVELS if level >= size), pictures.LEVELS[-1])


def sharp_size(longest: float) -> int:
    """Return the step of original sizes that holds ``longest`` pixels."""
    return next((step for step in _SHARP_STEPS if step >= longest), _WHOLE)


def image_of(raw: pictures.Raw) -> QImage:
    """Return the pixels as an image that owns them, in the format that paints fastest."""
    kind, depth, painted = (
        (QImage.Format.Format_RGBA8888, 4, QImage.Format.Format_ARGB32_Premultiplied)
        if raw.alpha
        else (QImage.Format.Format_RGB888, 3, QImage.Format.Format_RGB32)
    )
    # The conversion copies: the bytes may go.
    return QImage(raw.data, raw.width, raw.height, raw.width * depth, kind).convertToFormat(painted)


def _read_one(picture: str, size: int) -> QImage:
    if size <= pictures.LEVELS[-1]:
        return image_of(pictures.mip(picture, size))
    return image_of(pictures.decode(picture, None if size == _WHOLE else size))


def _read_kept(keys: list[_Key]) -> tuple[dict[_Key, QImage], list[_Key]]:
    level = keys[0][1]
    kept = pictures.mips([picture for picture, _ in keys], level)
    came = {(picture, level): image_of(raw) for picture, raw in kept.items()}
    return came, [key for key in keys if key not in came]
