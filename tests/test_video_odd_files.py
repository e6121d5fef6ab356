# SPDX-License-Identifier: GPL-3.0-or-later
"""Odd, old, damaged and hostile film files: the right frame or a sentence, soon, and never another frame."""

from __future__ import annotations

import io
import os
import random
import socket
import struct
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from film_clips import BFRAMES, HEIGHT, NO_B, WIDTH, Clip, make, number_in, scaled
from moodboard.domain.errors import KnownError
from moodboard.services.video import grabbing, looks, opening, timeline, tone
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.opening import open_film_file
from odd_clips import packed, packets_but, patched, with_cover, with_few_times

FFV1 = Clip(codec="ffv1", frames=12, options={})
X265 = {"preset": "ultrafast", "x265-params": "log-level=none"}
OPEN_GOP = {"preset": "ultrafast", "x264-params": "open-gop=1:bframes=3:b-pyramid=normal:scenecut=0"}
RENEWED = {"preset": "ultrafast", "x264-params": "intra-refresh=1:bframes=0:scenecut=0"}
PLAIN = {
    "two-rates.mkv": Clip(rate=Fraction(60000, 1001)),
    "open-groups.mkv": Clip(gop=12, options=OPEN_GOP),
    "open-groups.ts": Clip(gop=12, options=OPEN_GOP),
    "open-groups-265.mkv": Clip(codec="libx265", options=X265, gop=12),
    "renewed-bit-by-bit.mkv": Clip(gop=20, options=RENEWED),
    "begins-late.mp4": Clip(first=5000),
    "b-frames.avi": Clip(codec="mpeg4", options={"bf": "2"}, gop=12),
    "one-frame.mp4": Clip(frames=1),
    "one-frame.mkv": Clip(frames=1),
    "odd-size.mkv": Clip(codec="ffv1", frames=8, size=(853, 481), options={}),
    "all-colours.mkv": Clip(pixels="yuv444p", frames=12),
    "grey.mkv": replace(FFV1, pixels="gray"),
    "grey-16.mkv": replace(FFV1, pixels="gray16le"),
    "clear.mkv": replace(FFV1, pixels="yuva420p"),
    "rgb.mkv": replace(FFV1, pixels="bgra"),
    "sixteen-bits.mkv": replace(FFV1, pixels="yuv444p16le"),
    "rgb-16.mkv": replace(FFV1, pixels="gbrp16le"),
    "narrow-pixels.mkv": Clip(ratio=Fraction(8, 15), frames=12),
    "absurd-pixels.mkv": Clip(ratio=Fraction(400), frames=12),
}


def shown(reader: FrameReader, seconds: float) -> int:
    return number_in(looks.pixels_of(reader.at(seconds), reader.file.pixel_ratio))


def numbers(path: Path, rate: float = 24, count: int = 60) -> list[int]:
    with FrameReader(path) as reader:
        return [shown(reader, (number + 0.5) / rate) for number in range(count)]


def refusal(path: Path, seconds: float = 0.5) -> str:
    with pytest.raises(KnownError) as told, FrameReader(path) as reader:
        looks.pixels_of(reader.at(seconds), reader.file.pixel_ratio)
    assert str(told.value).endswith(".")
    return str(told.value)


@pytest.mark.parametrize("name", PLAIN)
def test_frame_of_an_odd_film_is_the_asked_one(tmp_path: Path, name: str) -> None:
    clip = PLAIN[name]
    path = make(tmp_path / name, clip)
    assert numbers(path, float(clip.rate), clip.frames) == list(range(clip.frames))


def test_film_with_frames_packed_together_gives_each(tmp_path: Path) -> None:
    source = make(tmp_path / "plain.avi", Clip(codec="mpeg4", options={"bf": "1"}))
    assert numbers(packed(source, tmp_path / "packed.avi")) == list(range(60))


def test_poster_in_the_file_is_not_the_film(tmp_path: Path) -> None:
    assert numbers(with_cover(tmp_path / "film.mp4", Clip(frames=12)), count=12) == list(range(12))


def test_film_that_begins_in_the_middle_of_a_shot_is_right_from_its_first_keyframe(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.ts", Clip(gop=12, options=NO_B))
    late = packets_but(whole, tmp_path / "late.ts", range(5))
    with FrameReader(late) as reader:
        found = [shown(reader, (number - 5 + 0.5) / 24) for number in range(12, 60)]
        assert found == list(range(12, 60))
        assert shown(reader, 0.0) == 12


def test_size_that_changes_on_the_way_is_followed(tmp_path: Path) -> None:
    first = make(tmp_path / "a.ts", Clip(frames=48))
    second = make(tmp_path / "b.ts", Clip(frames=48, first=2000, size=(2 * WIDTH, 2 * HEIGHT)))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    with FrameReader(joined) as reader:
        small, large = (looks.pixels_of(reader.at(at), reader.file.pixel_ratio) for at in (1.02, 3.02))
    assert number_in(small) == 24 and 20 < number_in(large) < 30
    assert large.shape == (2 * HEIGHT, 2 * WIDTH, 3)


MIRRORED = (-65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
UPSIDE_DOWN = (65536, 0, 0, 0, -65536, 0, 0, 0, 1 << 30)


@pytest.mark.parametrize(("matrix", "axis"), [(MIRRORED, 1), (UPSIDE_DOWN, 0)])
def test_mirrored_film_is_laid_out_right(tmp_path: Path, matrix: tuple[int, ...], axis: int) -> None:
    frames = [np.ascontiguousarray(np.flip(scaled(number, (WIDTH, HEIGHT)), axis)) for number in range(8)]
    assert numbers(make(tmp_path / "mirrored.mp4", Clip(matrix=matrix), frames), count=8) == list(range(8))


def _lost(path: Path, to: Path, first: int, count: int) -> Path:
    data = bytearray(path.read_bytes())
    data[first : first + count] = bytes(count)
    to.write_bytes(data)
    return to


@pytest.fixture(scope="module")
def grainy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = np.random.default_rng(3)
    frames = [
        np.clip(
            scaled(number, (WIDTH, HEIGHT)) + chance.integers(-16, 17, (HEIGHT, WIDTH, 1)), 0, 255
        ).astype(np.uint8)
        for number in range(96)
    ]
    return make(tmp_path_factory.mktemp("grainy") / "film.mkv", Clip(gop=24, options=BFRAMES), frames)


def test_damage_is_said_or_does_not_matter(tmp_path: Path, grainy: Path) -> None:
    chance, size, said = random.Random(8), grainy.stat().st_size, 0
    for _try in range(50):
        count = chance.choice((1, 40, 3000, 12000))
        path = _lost(grainy, tmp_path / "damaged.mkv", chance.randrange(1000, size - count), count)
        asked = chance.randrange(96)
        try:
            with FrameReader(path) as reader:
                assert shown(reader, (asked + 0.5) / 24) == asked
        except KnownError as told:
            assert str(told).endswith(".")
            said += 1
    assert 0 < said < 45


def test_film_is_read_on_after_a_damaged_place(tmp_path: Path, grainy: Path) -> None:
    middle = grainy.stat().st_size * 3 // 8
    path = _lost(grainy, tmp_path / "damaged.mkv", middle, 5000)
    with FrameReader(path) as reader:
        assert [shown(reader, (number + 0.5) / 24) for number in (3, 80, 90)] == [3, 80, 90]


def test_lost_reference_frame_is_never_passed_over(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mkv", Clip(gop=48))
    path = packets_but(whole, tmp_path / "lost.mkv", [9])
    with FrameReader(path) as reader, pytest.raises(KnownError, match="damaged at 0:00:00"):
        reader.at(20.5 / 24)
    with FrameReader(path) as reader:
        assert shown(reader, 50.5 / 24) == 50  # a keyframe mends it


def test_film_whose_beginning_is_lost_is_not_answered_with_a_later_frame(
    tmp_path: Path, grainy: Path
) -> None:
    path = _lost(grainy, tmp_path / "headless.mkv", 900, grainy.stat().st_size // 3)
    with FrameReader(path) as reader:
        assert shown(reader, 90.5 / 24) == 90
        with pytest.raises(KnownError, match=r"begin at 0:00:0|damaged at 0:00:00"):
            reader.at(20.5 / 24)


def test_file_that_shrinks_while_it_is_open_is_told(tmp_path: Path, grainy: Path) -> None:
    path = tmp_path / "film.mkv"
    path.write_bytes(grainy.read_bytes() + b"\xec\x4f\x00" + bytes(3_840))
    with FrameReader(path) as reader:
        assert shown(reader, 0.5) == 12
        os.truncate(path, 900)
        try:
            assert shown(reader, 3.5) == 84  # what was read already
        except KnownError as told:
            assert str(told).endswith(".")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mkv")
    assert "is not a file" in refusal(tmp_path / "pipe.mkv")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.mkv"))
        assert "is not a file" in refusal(tmp_path / "socket.mkv")
    assert "is not a file" in refusal(Path("/dev/zero"))
    assert "is a folder" in refusal(tmp_path)


def test_film_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", Clip(frames=1))
    with pytest.raises(KnownError, match="You may not read"), opening.known_errors(path):
        raise PermissionError(13, "Permission denied")


def test_film_without_any_frame_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", Clip(codec="mpeg4"), [scaled(0, (WIDTH, HEIGHT))])
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\x1f\x43\xb6\x75")])
    refusal(path)


def test_duration_that_cannot_be_is_not_believed(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv")
    data = path.read_bytes()
    at = data.index(b"\x44\x89\x88") + 3
    path.write_bytes(data[:at] + struct.pack(">d", 9e14) + data[at + 8 :])
    with FrameReader(path) as reader:
        assert shown(reader, 30.5 / 24) == 30
    assert "end" in refusal(path, 90_000.0)


def test_frames_larger_than_any_are_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", Clip(codec="ffv1", frames=2, size=(320, 272), options={}))
    wide = patched(path, tmp_path / "wide.mkv", b"\xb0\x82\x01\x40", b"\xb0\x82\x2f\x00")
    huge = patched(wide, tmp_path / "huge.mkv", b"\xba\x82\x01\x10", b"\xba\x82\x2f\x00")
    assert "too large" in refusal(huge)


def test_dolby_vision_alone_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mp4", Clip(frames=4, codec="libx265", tag="dvh1", options=X265))
    assert "colours cannot be shown right" in open_film_file(path).doubt
    assert not open_film_file(make(tmp_path / "plain.mp4", Clip(frames=4))).doubt
    words = bytearray(struct.pack("@N", 40) + bytes(72))
    words[40 + 10] = 1
    assert opening.is_profile_5(bytes(words))
    words[40 + 4] = 1
    assert not opening.is_profile_5(bytes(words))


@pytest.mark.parametrize("every", [1, 3])
def test_large_disc_file_is_sought_by_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    clip = Clip(frames=400, codec="mpeg2video", rate=25, gop=12, options={"bf": "2"})
    path = with_few_times(make(tmp_path / "whole.vob", clip), tmp_path / "disc.vob", every)
    monkeypatch.setattr(timeline, "SMALL", 0)
    monkeypatch.setattr(timeline.Packets, "look_through", lambda _self: pytest.fail("the whole file is read"))
    with FrameReader(path) as reader:
        asked = [0, 7, 399, 200, 201, 202, 203, 204, 13, 350]
        assert [shown(reader, (number + 0.5) / 25) for number in asked] == asked


def test_film_whose_times_jump_is_not_read_from_its_start_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(tmp_path / "a.ts", Clip(frames=200, gop=24))
    second = make(tmp_path / "b.ts", Clip(gop=24), [scaled(n, (WIDTH, HEIGHT)) for n in range(200, 400)])
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    with FrameReader(joined) as reader:
        assert shown(reader, 0.5) == 12
        monkeypatch.setattr(timeline.Packets, "_rewound", lambda _self: pytest.fail("read from the start"))
        asked = [390, 205, 120, 262, 300]
        assert [shown(reader, (number + 0.5) / 24) - number for number in asked] == pytest.approx(
            [0] * 5, abs=2
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from((".mkv", ".mp4", ".ts", ".avi", ".mov")),
    gop=st.integers(1, 40),
    b_frames=st.integers(0, 4),
    closed=st.booleans(),
    frames=st.integers(4, 50),  # FFmpeg knows a .ts of fewer packets for nothing at all
    where=st.lists(st.floats(0, 0.999), min_size=3, max_size=6),
)
def test_number_in_what_is_kept_is_the_asked_frame(
    tmp_path: Path, suffix: str, gop: int, b_frames: int, closed: bool, frames: int, where: list[float]
) -> None:
    told = f"bframes={b_frames}:open-gop={0 if closed else 1}:scenecut=0"
    clip = Clip(frames=frames, gop=gop, options={"preset": "ultrafast", "x264-params": told})
    with FrameReader(make(tmp_path / f"film{suffix}", clip)) as reader:
        for part in where:
            asked = int(part * frames)
            kept = grabbing.grab(reader, reader.at((asked + 0.5) / 24), "Film")
            with Image.open(io.BytesIO(kept.data)) as picture:
                assert picture.mode == "RGB"
                assert number_in(np.asarray(picture)) == asked


def test_kept_picture_says_that_it_is_srgb_and_keeps_every_pixel(tmp_path: Path) -> None:
    with FrameReader(make(tmp_path / "film.mkv", Clip(frames=4))) as reader:
        frame = reader.at(0.1)
        kept = grabbing.grab(reader, frame, "Film")
        seen = looks.pixels_of(frame, 1.0)
    with Image.open(io.BytesIO(kept.data)) as picture:
        picture.load()
        assert picture.info.get("srgb") is not None
        assert picture.info.get("gamma", 0.45455) == pytest.approx(0.45455, abs=1e-4)
        assert np.array_equal(np.asarray(picture), seen)


@pytest.mark.parametrize("transfer", [0, opening.PQ, opening.HLG])
def test_quick_toning_is_the_exact_one(transfer: int) -> None:
    curve = tone.curve_of(transfer, True)
    assert curve is not None
    ramp = np.linspace(0, 1, 512)[None, :, None] * np.linspace(0.2, 1, 300)[:, None, None]
    stored = (ramp * (1.0, 0.96, 0.9)).astype(np.float32)
    quick = tone.toned(np.round(stored * 65535).astype(np.uint16), curve).astype(int)
    exact = np.round(255 * tone.exactly_toned(stored, curve))
    assert np.abs(quick - exact).max() <= 3


def test_brightest_light_that_a_file_tells_of_is_white() -> None:
    light = np.full((1, 1, 3), 0.7518, np.float32)  # 1000 candelas in PQ
    of_1000, of_4000 = (
        float(tone.exactly_toned(light, curve).max())
        for curve in (tone.curve_of(opening.PQ, True, 1000.0), tone.curve_of(opening.PQ, True, 4000.0))
        if curve is not None
    )
    assert of_1000 > 0.995 and of_4000 < 0.99


def test_hlg_keeps_the_hue_of_what_is_saturated() -> None:
    curve = tone.Curve(opening.HLG, wide=False)
    scene = np.array([0.04, 0.02, 0.01])
    seen = tone.exactly_toned(np.sqrt(3 * scene).astype(np.float32)[None, None], curve)[0, 0]
    light = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    assert light[0] / light[1] == pytest.approx(2, rel=0.05)
    assert light[1] / light[2] == pytest.approx(2, rel=0.05)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the most memory had")
def test_shot_of_a_4k_film_takes_no_gigabytes(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", Clip(frames=6, size=(3840, 2160)))
    program = f"""
from pathlib import Path
from moodboard.services.video import grabbing
from moodboard.services.video.frames import FrameReader
with FrameReader(Path({str(path)!r})) as reader:
    grabbing.grab(reader, reader.at(0.2), "Film")
told = Path("/proc/self/status").read_text()
print(told.split("VmHWM:")[1].split()[0])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 450_000


@pytest.mark.parametrize(
    ("head", "row"), [("ffconcat version 1.0\n", "file {0}\n"), ("#EXTM3U\n#EXTINF:2,\n", "{0}\n")]
)
def test_a_list_of_other_files_is_never_followed(tmp_path: Path, head: str, row: str) -> None:
    clip = make(tmp_path / "her.ts")
    named = tmp_path / "list.mkv"
    named.write_text(head + row.format(clip.name) + ("#EXT-X-ENDLIST\n" if "EXTM3U" in head else ""))
    with pytest.raises(KnownError) as refused:
        open_film_file(named)
    assert "list.mkv" in str(refused.value)
