# SPDX-License-Identifier: GPL-3.0-or-later
"""Images for painting: never waited for, newest first, within their budget."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from moodboard.qt.thumbs import Thumbs, image_of, mip_level, sharp_size
from moodboard.services import pictures

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def thumbs(library: Path, qtbot: QtBot) -> Iterator[Thumbs]:
    thumbs = Thumbs()
    yield thumbs
    thumbs.stop()


def taken(colour: tuple[int, ...] = (200, 40, 40), width: int = 1200, height: int = 600) -> str:
    buffer = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, (width, height), colour).save(buffer, "PNG", compress_level=1)
    return pictures.take_in_bytes(buffer.getvalue(), "shot.png").picture


def settle(qtbot: QtBot, thumbs: Thumbs) -> None:
    qtbot.waitUntil(lambda: thumbs.pending == 0, timeout=10_000)


def test_picture_comes_soon_and_stays(qtbot: QtBot, thumbs: Thumbs) -> None:
    picture = taken()
    with qtbot.waitSignal(thumbs.arrived) as told:
        assert thumbs.image(picture, 128) is None
    assert told.args == [picture, 128]
    image = thumbs.image(picture, 128)
    assert image is not None and (image.width(), image.height()) == (128, 64)
    assert image.pixelColor(5, 5).red() in range(196, 205) and thumbs.pending == 0


def test_picture_asked_for_twice_is_read_once(qtbot: QtBot, thumbs: Thumbs) -> None:
    picture, told = taken(), []
    thumbs.arrived.connect(lambda *said: told.append(said))
    for _ in range(5):
        thumbs.image(picture, 64)
    settle(qtbot, thumbs)
    assert told == [(picture, 64)]


def test_level_between_two_is_the_larger(qtbot: QtBot, thumbs: Thumbs) -> None:
    assert [mip_level(size) for size in (1, 64, 65, 300, 5000)] == [64, 64, 128, 512, 512]
    assert [sharp_size(size) for size in (100, 1025, 4000)] == [768, 1536, 4096]


def test_missing_thumbnail_is_made_again(qtbot: QtBot, thumbs: Thumbs, library: Path) -> None:
    picture = taken()
    (library / "cache.db").unlink()
    with qtbot.waitSignal(thumbs.arrived):
        thumbs.image(picture, 256)
    assert thumbs.image(picture, 256) is not None


def test_missing_file_is_told_once_and_not_asked_for_again(
    qtbot: QtBot, thumbs: Thumbs, library: Path
) -> None:
    picture, told = taken(), []
    pictures.original(picture).unlink()
    (library / "cache.db").unlink()
    thumbs.failed.connect(told.append)
    assert thumbs.image(picture, 64) is None
    settle(qtbot, thumbs)
    assert thumbs.image(picture, 64) is None and thumbs.is_broken(picture)
    settle(qtbot, thumbs)
    assert told == [picture]
    thumbs.clear()
    assert not thumbs.is_broken(picture)


def test_broken_original_keeps_its_thumbnails(qtbot: QtBot, thumbs: Thumbs) -> None:
    picture = taken()
    thumbs.image(picture, 512)
    settle(qtbot, thumbs)
    pictures.original(picture).unlink()
    with qtbot.waitSignal(thumbs.failed):
        assert thumbs.sharp(picture, 1000) is None
    assert thumbs.nearest(picture, 512) is not None


def test_sharp_picture_has_the_original_s_pixels(qtbot: QtBot, thumbs: Thumbs) -> None:
    picture = taken(width=2400, height=1200)
    thumbs.sharp(picture, 1000)
    thumbs.sharp(picture, 99_999)
    settle(qtbot, thumbs)
    asked, whole = thumbs.sharp(picture, 1000), thumbs.sharp(picture, 99_999)
    assert asked is not None and asked.width() == 1024
    assert whole is not None and whole.width() == 2400


def test_nearest_prefers_the_smallest_that_is_large_enough(qtbot: QtBot, thumbs: Thumbs) -> None:
    picture = taken()
    assert thumbs.nearest(picture, 64) is None
    for level in (64, 512):
        thumbs.image(picture, level)
    settle(qtbot, thumbs)
    widths = [image.width() for size in (64, 128, 512, 4000) if (image := thumbs.nearest(picture, size))]
    assert widths == [64, 512, 512, 512]


def test_nearest_asks_for_nothing(qtbot: QtBot, thumbs: Thumbs) -> None:
    thumbs.nearest(taken(), 64)
    assert thumbs.pending == 0


def test_memory_stays_within_the_budget_and_drops_the_longest_unused(qtbot: QtBot, library: Path) -> None:
    one = 128 * 64 * 4
    thumbs = Thumbs(budget_bytes=3 * one)
    names = [taken((n * 20, 0, 0)) for n in range(5)]
    for name in names:
        thumbs.image(name, 128)
        settle(qtbot, thumbs)
        thumbs.nearest(names[0], 128)
    assert thumbs.memory == 3 * one
    assert [thumbs.nearest(name, 128) is not None for name in names] == [True, False, False, True, True]
    thumbs.stop()


def test_many_are_brought_in_few_batches(qtbot: QtBot, thumbs: Thumbs) -> None:
    names = [taken((n, 10, 10), 80, 40) for n in range(40)]
    batches: list[list[tuple[str, int]]] = []
    thumbs.arrived_together.connect(batches.append)
    thumbs.want(names, 64)
    settle(qtbot, thumbs)
    assert len(batches) <= 3 and {name for batch in batches for name, _level in batch} == set(names)


def test_dropped_requests_do_not_arrive(qtbot: QtBot, thumbs: Thumbs) -> None:
    thumbs.stop()  # nothing is read, so that all of them are still waited for
    thumbs = Thumbs()
    thumbs.want([], 64)
    assert thumbs.pending == 0
    names = [taken((n, 10, 10), 80, 40) for n in range(3)]
    with thumbs._wake:  # the threads wait while requests are made and dropped
        thumbs.want(names, 64)
        thumbs.drop_requests()
    assert thumbs.pending == 0
    thumbs.stop()


def test_transparent_picture_is_premultiplied(qtbot: QtBot) -> None:
    image = image_of(pictures.decode(taken((200, 100, 50, 128), 20, 10)))
    assert image.format() == QImage.Format.Format_ARGB32_Premultiplied
    assert image.pixelColor(3, 3).alpha() == 128


def test_odd_widths_are_not_skewed(qtbot: QtBot) -> None:
    raw = pictures.Raw(3, 2, bytes([255, 0, 0] * 3 + [0, 0, 255] * 3))
    image = image_of(raw)
    assert image.pixelColor(2, 0) == QColor(255, 0, 0) and image.pixelColor(0, 1) == QColor(0, 0, 255)


def test_stopped_thumbs_ask_for_nothing(qtbot: QtBot, thumbs: Thumbs) -> None:
    thumbs.stop()
    assert thumbs.image(taken(), 64) is None and thumbs.pending == 0
