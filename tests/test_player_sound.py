# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound is the clock: what is heard, when, and how high; without a device nor any time passing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from film_clips import Clip, make
from moodboard.services.video.playing.clock import Clock
from moodboard.services.video.playing.sound_feed import SoundFeed
from moodboard.services.video.playing.sound_out import DeviceOut
from moodboard.services.video.playing.sound_run import Buffer
from moodboard.services.video.playing.tempo import Tempo, steps_of
from player_parts import RATE, burst, pitch, sounding, tone


def all_of(feed: SoundFeed, at: float) -> np.ndarray:
    feed.seek(at)
    pieces, due = [], at
    while (piece := feed.next()) is not None:
        assert piece.at == pytest.approx(due, abs=1e-6)
        pieces.append(piece.samples)
        due = piece.at + len(piece.samples) / RATE
    return np.concatenate(pieces)


class Ticks:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_clock_never_runs_past_what_was_handed_out() -> None:
    ticks = Ticks()
    clock = Clock(ticks)
    clock.stand(10.0)
    clock.heard(10.02, 0.0, 1.0)
    ticks.now += 5
    assert clock.now() == pytest.approx(10.02)


def test_clock_is_behind_by_the_device_s_delay() -> None:
    ticks = Ticks()
    clock = Clock(ticks)
    for number in range(50):
        clock.heard(2.0 * (number + 1) * 0.02, 0.06, 2.0)
        ticks.now += 0.02
    assert clock.now() == pytest.approx(2.0 * (50 * 0.02) - 2.0 * 0.04, abs=0.01)


def test_clock_is_not_shaken_by_a_device_that_asks_in_bursts() -> None:
    ticks = Ticks()
    clock = Clock(ticks)
    steps, handed, last = [], 0.0, None
    for _burst in range(100):
        for _part in range(2):
            handed += 0.02
            clock.heard(handed, 0.06, 1.0)
        for _look in range(4):
            ticks.now += 0.01
            now = clock.now()
            steps.append(now - last if last is not None else 0.01)
            last = now
    assert all(0.005 < step < 0.015 for step in steps[100:])


def test_clock_without_sound_runs_by_the_wall() -> None:
    ticks = Ticks()
    clock = Clock(ticks)
    clock.stand(3.0)
    clock.go(0.5)
    ticks.now += 4
    clock.go(2.0)
    ticks.now += 1
    clock.stand()
    ticks.now += 9
    assert clock.now() == pytest.approx(7.0)


def test_buffer_is_silent_when_it_is_closed_or_empty() -> None:
    clock = Clock(Ticks())
    buffer = Buffer(clock)
    buffer.put(np.full((100, 2), 1000, np.int16), 5.0, 1.0)
    assert not any(buffer.fill(50))
    buffer.is_open = True
    got = np.frombuffer(buffer.fill(150), np.int16).reshape(-1, 2)
    assert (got[:100] == 1000).all()
    assert not got[100:].any()
    assert clock.now() == pytest.approx(5.0 + 100 / RATE)


@pytest.mark.parametrize(("gain", "most"), [(1.0, 8000), (0.5, 4000), (0.0, 0)])
def test_loudness_changes_at_once(gain: float, most: int) -> None:
    buffer = Buffer(Clock(Ticks()))
    buffer.put(np.full((100, 2), 8000, np.int16), 0.0, 1.0)
    buffer.is_open, buffer.gain = True, gain
    assert np.frombuffer(buffer.fill(100), np.int16).max() == most


@pytest.mark.parametrize("rate", [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0])
def test_speed_changes_the_length_and_keeps_the_pitch(rate: float) -> None:
    rows = (tone(4.0, 441.0) * 32000).astype(np.int16)
    samples = np.stack([rows, rows], axis=1)
    tempo = Tempo(rate)
    made = [tempo.changed(samples[first : first + 1024]) for first in range(0, len(samples), 1024)]
    done = np.concatenate([*made, tempo.rest()])
    assert len(done) / RATE == pytest.approx(4.0 / rate, abs=0.08)
    assert pitch(done[len(done) // 4 : -len(done) // 4]) == pytest.approx(441.0, abs=6)


@pytest.mark.parametrize("rate", [0.25, 0.3, 1.0, 1.9, 2.5, 4.0])
def test_speeds_are_made_of_steps_that_leave_no_samples_out(rate: float) -> None:
    steps = steps_of(rate)
    assert np.prod(steps) == pytest.approx(rate)
    assert all(0.5 <= step <= 2.0 for step in steps)


@pytest.mark.parametrize("name", ["clip.mkv", "clip.mov", "clip.avi"])
@pytest.mark.parametrize("at", [0.0, 0.7, 1.4])
def test_sound_begins_at_the_asked_time_to_the_sample(tmp_path: Path, name: str, at: float) -> None:
    feed = SoundFeed(sounding(tmp_path / name, burst(2.5, [1.5])), None)
    samples = all_of(feed, at)
    feed.close()
    assert int(np.argmax(samples[:, 0] > 10_000)) == pytest.approx((1.5 - at) * RATE, abs=48)


def test_track_that_begins_late_is_silent_until_then(tmp_path: Path) -> None:
    feed = SoundFeed(sounding(tmp_path / "late.mkv", tone(1.0), late=RATE), None)
    samples = all_of(feed, 0.0)
    feed.close()
    assert not samples[: RATE - 100].any()
    assert np.abs(samples[RATE + 100 :]).max() > 10_000


def test_track_whose_times_jump_back_goes_on(tmp_path: Path) -> None:
    parts = [sounding(tmp_path / f"{n}.mkv", tone(2.0, 300.0 + 300 * n), frames=48, gop=12) for n in (0, 1)]
    joined = joined_ts(tmp_path, parts)
    feed = SoundFeed(joined, None)
    samples = all_of(feed, 0.0)
    feed.close()
    assert pitch(samples[RATE // 2 : RATE]) == pytest.approx(300, abs=4)
    assert pitch(samples[5 * RATE // 2 : 3 * RATE]) == pytest.approx(600, abs=4)


def test_place_after_a_jump_back_is_found_again(tmp_path: Path) -> None:
    from moodboard.services.video.playing.feed import PictureFeed

    parts = [sounding(tmp_path / f"{n}.mkv", tone(2.0, 300.0 + 300 * n), frames=48, gop=12) for n in (0, 1)]
    joined = joined_ts(tmp_path, parts)
    pictures = PictureFeed(joined)
    pictures.start(3.0)
    assert pictures.next() is not None
    assert len(pictures.shifts) == 2
    feed = SoundFeed(joined, None, pictures.shifts)
    feed.seek(3.0)
    piece = feed.next()
    samples = np.concatenate([piece.samples, *(feed.next().samples for _ in range(12))])  # type: ignore[union-attr]
    assert pitch(samples) == pytest.approx(600, abs=6)
    pictures.close()
    feed.close()


def joined_ts(folder: Path, parts: list[Path]) -> Path:
    import av

    whole = folder / "joined.ts"
    data = b""
    for number, part in enumerate(parts):
        to = folder / f"part{number}.ts"
        with av.open(str(part)) as source, av.open(str(to), "w") as out:
            video = out.add_stream_from_template(source.streams.video[0])
            sound = out.add_stream("mp2", rate=RATE, layout="stereo")
            for packet in source.demux():
                if packet.dts is None:
                    continue
                if packet.stream.type == "video":
                    packet.stream = video
                    out.mux(packet)
                else:
                    for frame in packet.decode():
                        frame.pts = None
                        out.mux(sound.encode(frame))
            out.mux(sound.encode(None))
        data += to.read_bytes()
    whole.write_bytes(data)
    return whole


def test_silent_film_has_no_track(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        SoundFeed(make(tmp_path / "silent.mp4", Clip(frames=10)), None)


def test_device_that_is_missing_says_nothing_on_the_terminal() -> None:
    code = (
        "from moodboard.services.video.playing.sound_out import DeviceOut\n"
        "from moodboard.domain.errors import KnownError\n"
        "out = DeviceOut()\n"
        "try:\n    out.start(bytes)\n"
        "except KnownError as error:\n    print(error)\n"
        "out.close()\n"
    )
    nowhere = {"PULSE_SERVER": "/nowhere", "ALSA_CONFIG_PATH": "/nowhere", "PATH": "", "HOME": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=nowhere, check=True, timeout=60
    )
    assert done.stderr == ""
    assert "without sound" in done.stdout


def test_device_pulls_on_its_own_and_stops(tmp_path: Path) -> None:
    import threading

    import miniaudio

    asked = threading.Semaphore(0)

    def fill(count: int) -> bytes:
        asked.release()
        return bytes(4 * count)

    out = DeviceOut([miniaudio.Backend.NULL])
    for _time in range(2):
        out.start(fill)
        assert asked.acquire(timeout=10)
        assert asked.acquire(timeout=10)
        assert out.is_there
        out.stop()
    assert 0 < out.delay < 0.5
    out.close()
