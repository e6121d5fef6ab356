# SPDX-License-Identifier: GPL-3.0-or-later
"""A glimpse of a film near a time: a keyframe soon before it, small, upright, or the shot's own picture."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from film_clips import HEIGHT, WIDTH, Clip, make, number_in, scaled, shots
from moodboard.domain.errors import KnownError
from moodboard.services.video import looks
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.preview import Glimpse, Preview
from moodboard.services.video.survey import survey
from odd_clips import with_few_times

KINDS = {
    "film.mkv": Clip(gop=12),
    "film.mp4": Clip(gop=12),
    "film.ts": Clip(gop=12),
    "film.avi": Clip(gop=12, codec="mpeg4"),
    "film.vob": Clip(gop=12, codec="mpeg2video", rate=24),
    "film.webm": Clip(gop=12, codec="libvpx-vp9", options={"deadline": "realtime", "cpu-used": "8"}),
    "ten-bit.mkv": Clip(
        gop=12,
        codec="libx265",
        pixels="yuv420p10le",
        options={"preset": "ultrafast", "x265-params": "log-level=none:open-gop=0"},
    ),
}


def pixels(seen: Glimpse) -> NDArray[np.uint8]:
    return np.frombuffer(seen.rgb, np.uint8).reshape(seen.height, seen.width, 3)


@pytest.mark.parametrize("name", KINDS)
def test_glimpse_is_a_keyframe_at_or_soon_before_the_time(tmp_path: Path, name: str) -> None:
    with Preview(make(tmp_path / name, KINDS[name])) as preview:
        for asked in (0, 5, 12, 13, 30, 47, 48, 59):
            seen = preview.near((asked + 0.5) / 24, WIDTH)
            assert number_in(pixels(seen)) == round(seen.at * 24)
            assert 0 <= asked - round(seen.at * 24) <= 24


def test_glimpse_is_as_wide_as_asked_and_never_larger_than_the_film(tmp_path: Path) -> None:
    with Preview(make(tmp_path / "film.mkv", Clip(frames=12))) as preview:
        assert (preview.near(0.2, 96).width, preview.near(0.2, 96).height) == (96, 56)
        assert preview.near(0.2, 4000).width == WIDTH


@pytest.mark.parametrize("turned", [90, 180, -90])
def test_glimpse_of_a_turned_film_stands_upright(tmp_path: Path, turned: int) -> None:
    frames = [np.ascontiguousarray(np.rot90(scaled(n, (WIDTH, HEIGHT)), -turned // 90)) for n in range(8)]
    size = frames[0].shape[1], frames[0].shape[0]
    with Preview(make(tmp_path / "turned.mp4", Clip(turned=turned, size=size), frames)) as preview:
        seen = preview.near(0.1, WIDTH)
    assert (seen.width, seen.height, number_in(pixels(seen))) == (WIDTH, HEIGHT, 0)


def test_glimpse_has_square_pixels(tmp_path: Path) -> None:
    with Preview(make(tmp_path / "wide.mkv", Clip(frames=4, ratio=Fraction(2)))) as preview:
        seen = preview.near(0, WIDTH)
    assert (seen.width, seen.height) == (WIDTH, HEIGHT // 2)


def test_glimpse_of_hdr_looks_as_the_frame_that_is_kept(tmp_path: Path) -> None:
    colours = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
    options = {"preset": "ultrafast", "x264-params": colours}
    path = make(tmp_path / "hdr.mkv", Clip(pixels="yuv420p10le", options=options, frames=8))
    with Preview(path) as preview, FrameReader(path) as reader:
        seen, kept = pixels(preview.near(0, WIDTH)).astype(int), looks.pixels_of(reader.at(0), 1.0)
    assert np.abs(seen - kept).mean() < 3


def test_second_glimpse_of_a_place_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Preview(make(tmp_path / "film.mkv", Clip(gop=12))) as preview:
        first = preview.near(0.7, 96)
        monkeypatch.setattr(Preview, "_decoded", lambda *_given: pytest.fail("decoded again"))
        assert preview.near(0.8, 96) is first


def test_picture_of_the_shot_stands_in_where_the_keyframe_is_of_another(
    tmp_path: Path, library: object
) -> None:
    path = make(tmp_path / "film.mkv", Clip(gop=600), shots((30, 30, 30)))
    with Preview(path) as preview:
        assert preview.near(2.0, WIDTH).at == 0.0
    survey(path)
    with Preview(path) as preview, FrameReader(path) as reader:
        seen = preview.near(2.0, WIDTH)
        assert 30 / 24 - 0.01 <= seen.at < 60 / 24
        there = looks.small(reader.at(2.0).raw, 96, 54).astype(int)
        assert np.abs(pixels(seen)[::2, ::2][:54, :96].astype(int) - there).mean() < 60
        assert preview.near(0.5, WIDTH).at == 0.0


def test_shots_that_are_told_are_taken_at_once(tmp_path: Path, library: object) -> None:
    path = make(tmp_path / "film.mkv", Clip(gop=600), shots((30, 30, 30)))
    found = survey(path).shots
    with Preview(path) as preview:
        preview.set_shots(())
        assert preview.near(2.0, WIDTH).at == 0.0
        preview.set_shots(found)
        assert preview.near(2.0, WIDTH).at >= 30 / 24 - 0.01


def test_damaged_keyframe_gives_way_to_the_one_before(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", Clip(gop=12, frames=240))
    with Preview(path) as preview:
        monkey = preview._decoded
        answers = iter((None,))
        preview._decoded = lambda timed: next(answers, monkey(timed))  # type: ignore[method-assign]
        assert 0 < preview.near(9.0, 96).at < 8.5


def test_what_cannot_be_glimpsed_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv")
    with Preview(path) as preview:
        preview.near(0, 96)
        for seconds in (-1.0, float("nan")):
            with pytest.raises(KnownError, match="timecode"):
                preview.near(seconds, 96)
        path.unlink()
        with pytest.raises(KnownError, match="not there any more"):
            preview.near(1, 96)


def test_disc_with_few_times_gives_glimpses(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.vob", Clip(frames=200, codec="mpeg2video", rate=25, options={"bf": "2"}))
    with Preview(with_few_times(whole, tmp_path / "few.vob", 3)) as preview:
        seen = preview.near(6.0, WIDTH)
    assert number_in(pixels(seen)) == round(seen.at * 25)


@pytest.mark.parametrize("order", ["tff", "bff"])
def test_glimpse_of_an_interlaced_film_is_not_torn(tmp_path: Path, order: str) -> None:
    torn = scaled(0, (WIDTH, HEIGHT))
    torn[1::2] = np.roll(torn, 12, axis=1)[1::2]
    options = {"preset": "ultrafast", "x264-params": f"{order}=1:bframes=0"}
    with Preview(make(tmp_path / "fields.mkv", Clip(options=options), [torn] * 4)) as preview:
        seen = pixels(preview.near(0, WIDTH)).astype(int)
    combs = [np.abs(np.diff(one.astype(int), axis=0)).mean() for one in (seen, torn)]
    assert combs[0] < combs[1] / 2
