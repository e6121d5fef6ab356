# SPDX-License-Identifier: GPL-3.0-or-later
"""A film that plays looks as its frames do when they are kept: colours, light, fields, shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from film_clips import HEIGHT, WIDTH, Clip, make, number_in
from moodboard.services.video import looks, tone
from moodboard.services.video.frames import Frame
from moodboard.services.video.playing.feed import PictureFeed
from moodboard.services.video.playing.screen import Screen, fitted
from moodboard.services.video.playing.weave import Weave

SMOOTH = np.linspace(16, 235, 256).astype(np.uint8)


def smooth(width: int, height: int, kind: str) -> VideoFrame:
    """Return a picture with slow changes of light and colour, as it would be decoded."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    rgb = np.stack([x, y, 1 - x * y], axis=-1)
    wide = (rgb * 65535).astype(np.uint16)
    frame = VideoFrame.from_ndarray(wide, format="rgb48le").reformat(format=kind)
    frame.pts = 0
    return frame


def kept(frame: VideoFrame, ratio: float = 1.0) -> NDArray[np.int16]:
    made = looks.pixels_of(Frame(0.0, None, 0, None, frame), ratio)
    return made.astype(np.int16)


def played(frame: VideoFrame, ratio: float = 1.0, fit: tuple[int, int] | None = None) -> NDArray[np.int16]:
    made = Screen().quick(frame, ratio, frame, fit)
    return made.pixels[:, :, 2::-1].astype(np.int16)


def scaled(pixels: NDArray[np.int16], fit: tuple[int, int] | None) -> NDArray[np.int16]:
    made = Screen().exact(pixels.astype(np.uint8), fit)
    return made.pixels[:, :, 2::-1].astype(np.int16)


@pytest.mark.parametrize("fit", [None, (300, 300), (900, 900)])
@pytest.mark.parametrize("matrix", [1, 5, 9])
@pytest.mark.parametrize("full", [1, 2])
@pytest.mark.parametrize("kind", ["yuv420p", "yuv422p10le"])
def test_colours_that_play_are_those_that_are_kept(
    fit: tuple[int, int] | None, matrix: int, full: int, kind: str
) -> None:
    frame = smooth(640, 360, kind)
    frame.colorspace, frame.color_range = matrix, full
    differences = np.abs(played(frame, fit=fit) - scaled(kept(frame), fit))[4:-4, 4:-4]
    assert differences.mean() < 1.5
    assert differences.max() <= 4


@pytest.mark.parametrize(("transfer", "primaries"), [(16, 9), (18, 9), (1, 9)])
@pytest.mark.parametrize("fit", [None, (320, 320)])
def test_light_that_plays_is_pressed_by_the_same_curve(
    transfer: int, primaries: int, fit: tuple[int, int] | None
) -> None:
    frame = smooth(640, 360, "yuv420p10le")
    frame.colorspace, frame.color_trc, frame.color_primaries = 9, transfer, primaries
    assert tone.curve_of(transfer, primaries == 9) is not None
    differences = np.abs(played(frame, fit=fit) - scaled(kept(frame), fit))[4:-4, 4:-4]
    assert differences.mean() < 1.5
    assert np.percentile(differences, 99) <= 8


def test_wide_pixels_play_as_wide_as_they_are_kept() -> None:
    frame = smooth(320, 180, "yuv420p")
    assert played(frame, 2.0).shape == kept(frame, 2.0).shape == (180, 640, 3)
    assert played(frame, 2.0, (320, 320)).shape == (90, 320, 3)


@pytest.mark.parametrize(
    ("size", "fit", "made"),
    [
        ((1920, 1080), (1200, 800), (1200, 675)),
        ((1080, 1920), (1200, 800), (450, 800)),
        ((320, 180), (1200, 800), (1200, 675)),
        ((320, 180), None, (320, 180)),
        ((4000, 1), (100, 100), (100, 1)),
    ],
)
def test_picture_is_the_largest_that_fits(
    size: tuple[int, int], fit: tuple[int, int] | None, made: tuple[int, int]
) -> None:
    assert fitted(*size, fit) == made


def interlaced(to: Path) -> Path:
    """Write a clip whose lines of one field lie half a frame of movement behind the other's."""
    frames = []
    for number in range(24):
        light = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
        for field in (0, 1):
            left = 10 + 5 * number + 2 * field
            light[field::2, left : left + 40] = 220
        frames.append(light)
    options = {"flags": "+ilme+ildct", "bf": "0", "b": "6000000"}
    return make(to, Clip(codec="mpeg2video", rate=25, frames=24, options=options), frames)


def test_fields_are_woven_while_it_plays_as_they_are_when_it_stands(tmp_path: Path) -> None:
    from moodboard.services.video.frames import FrameReader

    path = interlaced(tmp_path / "disc.mpg")
    feed, weave = PictureFeed(path), Weave()
    feed.start(0.0)
    done = []
    while (passing := feed.next()) is not None:
        done += weave.push(passing)
    done += weave.push(None)
    feed.close()
    assert [round(passing.at * 25) for passing, _picture in done] == list(range(24))
    with FrameReader(path) as reader:
        for passing, picture in done[3:20]:
            assert passing.raw.interlaced_frame
            made = Screen().quick(picture, reader.file.pixel_ratio, passing.raw, None).pixels[:, :, 2::-1]
            stands = looks.pixels_of(reader.at(passing.at), reader.file.pixel_ratio)
            raw = looks.pixels_of_raw(passing.raw, reader.file.pixel_ratio, passing.raw)
            assert np.abs(made.astype(np.int16) - stands).mean() < 1
            assert np.abs(raw.astype(np.int16) - stands).mean() > 1


def test_frames_that_went_by_leave_no_memory_behind(tmp_path: Path) -> None:
    import gc

    feed, screen = PictureFeed(make(tmp_path / "clip.mp4", Clip(turned=90))), Screen()
    feed.start(0.0)
    gc.collect()
    gc.disable()
    try:
        for _frame in range(20):
            passing = feed.next()
            assert passing is not None
            screen.quick(passing.raw, 1.0, passing.raw, None)
            count = sum(isinstance(one, VideoFrame) for one in gc.get_objects())
        assert count <= 4
    finally:
        gc.enable()
        feed.close()


def test_frames_come_in_order_from_the_asked_one_on(tmp_path: Path) -> None:
    feed = PictureFeed(make(tmp_path / "clip.mkv"))
    for first in (0, 31, 17, 58):
        feed.start((first + 0.5) / 24)
        numbers = []
        while (passing := feed.next()) is not None:
            numbers.append(number_in(looks.pixels_of_raw(passing.raw, 1.0, passing.raw)))
            assert passing.until is None or passing.until > passing.at
        assert numbers == list(range(first, 60))
    feed.close()


def test_slow_decoder_leaves_out_frames_but_shows_none_wrongly(tmp_path: Path) -> None:
    feed = PictureFeed(make(tmp_path / "clip.mp4", Clip(frames=120)))
    feed.start(0.0)
    feed.hurry = True
    seen = []
    while (passing := feed.next()) is not None:
        seen.append((round(passing.at * 24), number_in(looks.pixels_of_raw(passing.raw, 1.0, passing.raw))))
    feed.close()
    assert all(due == number for due, number in seen)
    assert 20 < len(seen) < 110


def test_decoder_that_is_far_behind_goes_on_at_a_keyframe(tmp_path: Path) -> None:
    feed = PictureFeed(make(tmp_path / "clip.mp4", Clip(frames=120, gop=30)))
    feed.start(0.0)
    feed.next()
    feed.skip_to = 65 / 24
    numbers = []
    while (passing := feed.next()) is not None:
        numbers.append(number_in(looks.pixels_of_raw(passing.raw, 1.0, passing.raw)))
        assert numbers[-1] == round(passing.at * 24)
    feed.close()
    assert numbers[-30:] == list(range(90, 120))
    assert not set(numbers) & set(range(40, 90))


@pytest.mark.parametrize("name", ["clip.mp4", "old.avi"])
def test_decoder_that_is_far_behind_after_the_last_keyframe_plays_to_the_end(
    tmp_path: Path, name: str
) -> None:
    feed = PictureFeed(make(tmp_path / name, Clip(frames=60, gop=250)))
    feed.start(0.0)
    feed.next()
    feed.skip_to = 40 / 24
    numbers = []
    while (passing := feed.next()) is not None:
        numbers.append(number_in(looks.pixels_of_raw(passing.raw, 1.0, passing.raw)))
        feed.skip_to = 50 / 24  # late again: there is nothing more to leave out
    feed.close()
    assert numbers[-20:] == list(range(40, 60))
