# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of a film at a time is the asked one, in every kind of file, and looks as it should."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film_clips import BFRAMES, HEIGHT, NO_B, WIDTH, Clip, make, number_in, picture, sound_only
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import Transfer, clock, title_of
from moodboard.services.video import looks, tone
from moodboard.services.video.frames import Frame, FrameReader
from moodboard.services.video.opening import open_film_file

VP9 = {"deadline": "realtime", "cpu-used": "8"}
KINDS = {
    "b-frames.mp4": Clip(options=BFRAMES),
    "no-b-frames.mp4": Clip(options=NO_B),
    "rounded-times.mkv": Clip(options=BFRAMES),
    "one-keyframe.mkv": Clip(gop=600),
    "moving.mov": Clip(),
    "broadcast.ts": Clip(),
    "old.avi": Clip(codec="mpeg4"),
    "old-b-frames.avi": Clip(options=BFRAMES),
    "disc.vob": Clip(codec="mpeg2video", rate=25),
    "disc-b-frames.mpg": Clip(codec="mpeg2video", rate=25, options={"bf": "2"}),
    "web.webm": Clip(codec="libvpx-vp9", options=VP9),
    "h265.mkv": Clip(codec="libx265", options={"preset": "ultrafast", "x265-params": "log-level=none"}),
    "ten-bit.mkv": Clip(pixels="yuv420p10le"),
    "begins-late.mkv": Clip(first=5000),
    "begins-late.ts": Clip(first=5000),
    "with-sound.mp4": Clip(sound=True),
    "av1.mkv": Clip(codec="libsvtav1", frames=24, options={"preset": "8", "crf": "20"}),
    "wide-pixels.mkv": Clip(ratio=Fraction(16, 11)),
}


def shown(reader: FrameReader, frame: Frame) -> int:
    return number_in(looks.pixels_of(frame, reader.file.pixel_ratio))


@pytest.mark.parametrize("name", KINDS)
def test_frame_at_a_time_is_the_asked_one(tmp_path: Path, name: str) -> None:
    clip = KINDS[name]
    with FrameReader(make(tmp_path / name, clip)) as reader:
        asked = [number for number in (0, 1, 2, 17, 29, 30, 31, 58, 59, 7) if number < clip.frames]
        at_its_time = [shown(reader, reader.at(number / clip.rate)) for number in asked]
        in_its_middle = [shown(reader, reader.at((number + 0.5) / clip.rate)) for number in asked]
    assert at_its_time == asked
    assert in_its_middle == asked


@pytest.mark.parametrize("name", ["b-frames.mp4", "rounded-times.mkv", "old-b-frames.avi", "broadcast.ts"])
def test_steps_go_frame_by_frame_either_way(tmp_path: Path, name: str) -> None:
    with FrameReader(make(tmp_path / name, KINDS[name])) as reader:
        frame = reader.at(25 / 24)
        numbers = []
        for step in [reader.after] * 34 + [reader.before] * 59:
            stepped = step(frame)
            assert stepped is not None
            frame = stepped
            numbers.append(shown(reader, frame))
        assert numbers == [*range(26, 60), *range(58, -1, -1)]
        assert reader.before(frame) is None
        assert reader.after(reader.at(59.4 / 24)) is None


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(9, 700), min_size=12, max_size=30), b_frames=st.booleans())
def test_frames_of_a_varying_rate_are_found(tmp_path: Path, gaps: list[int], b_frames: bool) -> None:
    times = [sum(gaps[:number]) for number in range(len(gaps))]
    clip = Clip(frames=len(times), times=times, gop=8, options=BFRAMES if b_frames else NO_B)
    with FrameReader(make(tmp_path / "varies.mkv", clip)) as reader:
        for number, (at, gap) in enumerate(zip(times, gaps, strict=True)):
            assert shown(reader, reader.at(at / 1000)) == number
            if number + 1 < len(times):
                assert shown(reader, reader.at((at + gap - 2) / 1000)) == number


def test_timestamps_that_jump_back_go_on_instead(tmp_path: Path) -> None:
    first = make(tmp_path / "a.ts", Clip(frames=48))
    numbers = [picture(number) for number in range(100, 160)]
    second = make(tmp_path / "b.ts", Clip(), numbers)
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    with FrameReader(joined) as reader:
        found = [shown(reader, reader.at((number + 0.5) / 24)) for number in (3, 40, 50, 90)]
    assert found == [3, 40, 102, 142]


def test_frame_written_twice_as_wide_as_high_is_stretched(tmp_path: Path) -> None:
    with FrameReader(make(tmp_path / "wide.mp4", Clip(ratio=Fraction(2)))) as reader:
        assert looks.pixels_of(reader.at(0.5), reader.file.pixel_ratio).shape == (HEIGHT, 2 * WIDTH, 3)
        assert (reader.file.width, reader.file.height) == (2 * WIDTH, HEIGHT)
    with FrameReader(make(tmp_path / "narrow.mp4", Clip(ratio=Fraction(1, 2)))) as reader:
        assert looks.pixels_of(reader.at(0.5), reader.file.pixel_ratio).shape == (2 * HEIGHT, WIDTH, 3)


@pytest.mark.parametrize("turned", [90, 180, -90])
def test_turned_film_stands_upright(tmp_path: Path, turned: int) -> None:
    frames = [np.ascontiguousarray(np.rot90(picture(number), -turned // 90)) for number in range(20)]
    size = frames[0].shape[1], frames[0].shape[0]
    path = make(tmp_path / "turned.mp4", Clip(turned=turned, size=size), frames)
    with FrameReader(path) as reader:
        pixels = looks.pixels_of(reader.at(11 / 24), reader.file.pixel_ratio)
        assert (reader.file.width, reader.file.height) == (WIDTH, HEIGHT)
    assert number_in(pixels) == 11
    assert np.allclose(pixels[-6, 6], (200, 30, 30), atol=24)


@pytest.mark.parametrize(("size", "matrix"), [((192, 112), 5), ((1280, 720), 1)])
def test_colours_are_read_as_the_size_has_them(tmp_path: Path, size: tuple[int, int], matrix: int) -> None:
    from av.video.frame import VideoFrame
    from av.video.reformatter import ColorRange, Colorspace

    frame = VideoFrame.from_ndarray(np.full((size[1], size[0], 3), (200, 40, 90), np.uint8), format="rgb24")
    stored = frame.reformat(
        format="yuv420p",
        dst_colorspace=Colorspace(matrix),
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
    )
    stored.colorspace, stored.color_range = 2, 0
    seen = looks.pixels_of_raw(stored, 1.0, stored)
    assert np.allclose(seen[40, 60], (200, 40, 90), atol=3)


def test_interlaced_frame_is_woven(tmp_path: Path) -> None:
    frames = []
    for number in range(24):
        even, odd = (np.full((HEIGHT, WIDTH, 3), 30, np.uint8) for _field in "ab")
        even[:, number * 6 : number * 6 + 40] = 220
        odd[:, number * 6 + 3 : number * 6 + 43] = 220
        even[1::2] = odd[1::2]
        frames.append(even)
    options = {"preset": "ultrafast", "x264-params": "tff=1:bframes=0"}
    path = make(tmp_path / "fields.mkv", Clip(options=options), frames)
    with FrameReader(path) as reader:
        frame = reader.at(10.5 / 24)
        assert frame.raw.interlaced_frame and frame.before is not None and frame.after is not None
        assert frame.at == pytest.approx(10 / 24, abs=0.001)
        woven = looks.pixels_of(frame, 1.0).astype(int)
        torn = frame.raw.to_ndarray(format="rgb24").astype(int)
    comb = [np.abs(np.diff(one[20:90, 55:65], axis=0)).mean() for one in (woven, torn)]
    assert comb[0] < comb[1] / 3


@pytest.mark.parametrize(("transfer", "kind"), [("smpte2084", Transfer.PQ), ("arib-std-b67", Transfer.HLG)])
def test_hdr_is_toned_to_a_screen(tmp_path: Path, transfer: str, kind: Transfer) -> None:
    colours = f"colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    options = {"preset": "ultrafast", "x264-params": colours}
    path = make(tmp_path / "hdr.mkv", Clip(pixels="yuv420p10le", options=options, frames=12))
    with FrameReader(path) as reader:
        assert reader.file.transfer is kind and reader.file.bits == 10
        pixels = looks.pixels_of(reader.at(5 / 24), 1.0)
    assert number_in(pixels) == 5
    assert pixels.dtype == np.uint8


def test_toning_keeps_white_light_and_grey_grey() -> None:
    curve = tone.curve_of(16, True)
    assert curve is not None
    nits = np.array([0, 5, 50, 203, 1000, 10000])
    power = (nits / 10000) ** 0.1593017578125
    stored = ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
    rows = np.repeat(np.round(stored * 65535).astype(np.uint16)[None, :, None], 3, axis=2)
    seen = tone.toned(rows, curve)[0].astype(int)
    assert (np.ptp(seen, axis=1) <= 2).all()
    levels = seen[:, 0]
    assert list(levels) == sorted(levels) and levels[0] == 0 and levels[-1] >= 254
    assert 200 < levels[3] < 245


def test_sharpness_tells_blur(tmp_path: Path) -> None:
    sharp = picture(341)
    blurred = ((sharp.astype(int) + np.roll(sharp, 3, 1) + np.roll(sharp, -3, 1)) // 3).astype(np.uint8)
    assert looks.sharpness(sharp) > 1.5 * looks.sharpness(blurred)


def test_file_tells_its_tracks_and_rates(tmp_path: Path) -> None:
    told = open_film_file(make(tmp_path / "film.mkv", Clip(sound=True, codec="libx264")))
    assert (told.width, told.height, told.codec, told.bits) == (WIDTH, HEIGHT, "h264", 8)
    assert told.duration == pytest.approx(2.5, abs=0.05) and told.frame_rate == pytest.approx(24)
    assert [track.codec for track in told.audio] == ["aac"] and told.subtitles == ()


def _refused(path: Path) -> str:
    with pytest.raises(KnownError) as refused:
        open_film_file(path)
    return str(refused.value)


def test_what_is_not_a_film_is_told_in_a_sentence(tmp_path: Path) -> None:
    empty, words = tmp_path / "empty.mkv", tmp_path / "words.mkv"
    empty.touch()
    words.write_text("no film " * 400)
    assert "is empty" in _refused(empty)
    assert "it is not a film" in _refused(words)
    assert "is not there" in _refused(tmp_path / "gone.mkv")
    assert "is a folder" in _refused(tmp_path)
    assert "has sound but no pictures" in _refused(sound_only(tmp_path / "song.m4a"))
    assert "has sound but no pictures" in _refused(sound_only(tmp_path / "song.mkv"))


def test_mp4_without_its_index_is_told(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert "index" in _refused(cut)


@pytest.mark.parametrize("name", ["cut.mkv", "cut.ts", "cut.avi", "cut.vob"])
def test_cut_film_gives_what_is_there_and_says_where_it_ends(tmp_path: Path, name: str) -> None:
    clip = Clip(frames=300, gop=24, codec="mpeg2video" if name == "cut.vob" else "libx264", rate=25)
    whole = make(tmp_path / f"whole{Path(name).suffix}", clip)
    cut = tmp_path / name
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with FrameReader(cut) as reader:
        assert [shown(reader, reader.at((number + 0.5) / 25)) for number in (0, 60, 130)] == [0, 60, 130]
        with pytest.raises(KnownError, match=r"ends? at 0:00:0"):
            reader.at(11.9)


def test_film_that_vanishes_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv")
    with FrameReader(path) as reader:
        reader.at(0.1)
        path.unlink()
        with pytest.raises(KnownError, match="not there any more"):
            reader.at(2)


def test_reading_leaves_the_file_alone(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with FrameReader(path) as reader:
        reader.at(1)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf"), 400.0])
def test_time_outside_the_film_is_told(tmp_path: Path, seconds: float) -> None:
    with FrameReader(make(tmp_path / "film.mkv")) as reader, pytest.raises(KnownError):
        reader.at(seconds)


@given(st.binary(min_size=1, max_size=400), st.integers(0, 4000))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_film_never_ends_in_anything_but_a_sentence(tmp_path: Path, noise: bytes, place: int) -> None:
    whole = tmp_path / "whole.mkv"
    data = bytearray((whole if whole.exists() else make(whole, Clip(frames=30))).read_bytes())
    place = place % len(data)
    data[place : place + len(noise)] = noise
    path = tmp_path / "damaged.mkv"
    path.write_bytes(data)
    try:
        with FrameReader(path) as reader:
            looks.pixels_of(reader.at(0.7), reader.file.pixel_ratio)
    except KnownError as told:
        assert str(told).endswith(".")


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("Her.2013.1080p.BluRay.x264-GRP.mkv", "Her", 2013),
        ("2001 A Space Odyssey (1968) [1080p].mkv", "2001 A Space Odyssey", 1968),
        ("In_the_Mood_for_Love_2000_Criterion.mkv", "In the Mood for Love", 2000),
        ("1917.2019.mkv", "1917", 2019),
        ("1984.mkv", "1984", None),
        ("[grp] Paprika (2006).mkv", "Paprika", 2006),
        ("Amélie (2001) {imdb-tt0211915}.mp4", "Amélie", 2001),
    ],
)
def test_name_of_a_film_file_tells_title_and_year(name: str, title: str, year: int | None) -> None:
    assert title_of(name) == (title, year)


def test_clock_is_written_to_the_thousandth() -> None:
    assert clock(5354.25, ".") == "01.29.14.250"
    assert clock(3599.9996) == "01:00:00.000"
