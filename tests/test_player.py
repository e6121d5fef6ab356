# SPDX-License-Identifier: GPL-3.0-or-later
"""A film that plays shows the frame of its time, and stands on exactly the one that was seen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from film_clips import BFRAMES, HEIGHT, NO_B, WIDTH, Clip, make, number_in, picture
from moodboard.services.video import looks
from moodboard.services.video.frames import FrameReader
from player_parts import HandOut, Watcher, burst, pitch, pixels, sounding, tone

TIMES = [sum((40, 15, 90, 33)[n % 4] for n in range(number)) for number in range(60)]
VP9 = {"deadline": "realtime", "cpu-used": "8"}
KINDS = {
    "b-frames.mp4": Clip(options=BFRAMES),
    "no-b-frames.mov": Clip(options=NO_B),
    "varies.mkv": Clip(times=TIMES, gop=8, options=BFRAMES),
    "broadcast.ts": Clip(),
    "old.avi": Clip(codec="mpeg4"),
    "old-b-frames.avi": Clip(options=BFRAMES),
    "disc.vob": Clip(codec="mpeg2video", rate=25, options={"bf": "2"}),
    "web.webm": Clip(codec="libvpx-vp9", options=VP9),
    "h265.mkv": Clip(codec="libx265", options={"preset": "ultrafast", "x265-params": "log-level=none"}),
    "ten-bit.mkv": Clip(pixels="yuv420p10le"),
    "av1.mkv": Clip(codec="libsvtav1", frames=24, options={"preset": "8", "crf": "20"}),
    "begins-late.mkv": Clip(first=5000),
    "wide-pixels.mkv": Clip(ratio=Fraction(16, 11)),
    "narrow-pixels.mp4": Clip(ratio=Fraction(1, 2)),
}


@pytest.fixture
def watcher(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Watcher(qtbot)
    yield made
    made.player.shut_down()
    assert made.player.is_closed


@pytest.fixture
def heard(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Watcher(qtbot, HandOut)
    yield made
    made.player.shut_down()
    assert made.player.is_closed


def number_at(clip: Clip, at: float) -> int:
    """Return which frame of a clip is shown at a time."""
    if clip.times is not None:
        return sum(time <= round(at * 1000) for time in clip.times) - 1
    return int(at * clip.rate + 0.1)


@pytest.mark.parametrize("name", KINDS)
def test_number_in_the_picture_is_that_of_its_time(tmp_path: Path, watcher: Watcher, name: str) -> None:
    clip = KINDS[name]
    watcher.open(make(tmp_path / name, clip))
    watcher.player.set_rate(0.5)
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 8)
    watcher.pause()
    watcher.step(1)
    watcher.step(1)
    watcher.step(-1)
    watcher.seek(0.71)
    watcher.step(-1)
    watcher.seek(0.33)
    watcher.player.set_rate(2)
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    for shown in watcher.shown:
        assert number_in(pixels(shown)) == number_at(clip, shown.at), shown.at
    assert number_in(pixels(watcher.shown[-1])) == clip.frames - 1
    assert not watcher.failed


@pytest.mark.parametrize("name", ["divx.avi", "b-frames.mp4", "broadcast.ts"])
def test_what_plays_on_after_a_jump_has_its_own_times(tmp_path: Path, watcher: Watcher, name: str) -> None:
    kinds = {**KINDS, "divx.avi": Clip(codec="mpeg4", options={"bf": "2"}, gop=12)}
    watcher.open(make(tmp_path / name, kinds[name]))
    watcher.player.set_rate(0.5)
    for at in (0.9, 1.6):
        watcher.seek(at)
        count = len(watcher.shown)
        watcher.player.play()
        watcher.until(lambda count=count: len(watcher.shown) > count + 4)
        watcher.pause()
        watcher.seek(at - 0.3, exact=False)
    assert [number_in(pixels(one)) for one in watcher.shown] == [
        number_at(kinds[name], one.at) for one in watcher.shown
    ]


@pytest.mark.parametrize("turned", [90, 180, -90])
def test_turned_film_plays_upright(tmp_path: Path, watcher: Watcher, turned: int) -> None:
    frames = [np.ascontiguousarray(np.rot90(picture(number), -turned // 90)) for number in range(30)]
    size = frames[0].shape[1], frames[0].shape[0]
    watcher.player.set_fit(QSize(2 * WIDTH, 9 * HEIGHT))
    watcher.open(make(tmp_path / "turned.mp4", Clip(turned=turned, size=size), frames))
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    for shown in watcher.shown:
        assert (shown.image.width(), shown.image.height()) == (2 * WIDTH, 2 * HEIGHT)
        assert number_in(pixels(shown)) == round(shown.at * 24)
        assert np.allclose(pixels(shown)[-12, 12], (200, 30, 30), atol=24)


def test_every_step_either_way_is_one_frame(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4"), 25 / 24)
    numbers = [number_in(pixels(watcher.step(by))) for by in [1] * 20 + [-1] * 30 + [5, -7]]
    assert numbers == [*range(26, 46), *range(44, 14, -1), 20, 13]


def test_step_past_either_end_stays_on_the_last_frame(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4"), 58 / 24)
    assert number_in(pixels(watcher.step(5))) == 59
    watcher.player.step(1)
    assert number_in(pixels(watcher.seek(1 / 24))) == 1
    assert number_in(pixels(watcher.step(-9))) == 0
    assert not watcher.failed


def test_pause_stands_on_the_frame_that_was_seen(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4"))
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 6)
    watcher.player.pause()
    engine = watcher.player._engine
    assert engine is not None
    assert engine.current is not None
    seen = engine.current.passing.at
    paused = watcher.pause()
    assert paused.at == seen
    assert watcher.player.at == seen
    watcher.step(1)
    watcher.until(lambda: watcher.player.at > seen)  # the frame that stands may be told once more before
    assert number_in(pixels(watcher.shown[-1])) == round(seen * 24) + 1


@pytest.mark.parametrize("name", ["b-frames.mp4", "varies.mkv", "wide-pixels.mkv", "ten-bit.mkv"])
def test_what_stands_is_what_would_be_kept(tmp_path: Path, watcher: Watcher, name: str) -> None:
    path = make(tmp_path / name, KINDS[name])
    watcher.open(path)
    shown = watcher.seek(1.0)
    with FrameReader(path) as reader:
        kept = looks.pixels_of(reader.at(shown.at), reader.file.pixel_ratio)
    assert np.array_equal(pixels(shown), kept)


def test_frame_that_was_played_stands_as_it_would_be_kept(tmp_path: Path, watcher: Watcher) -> None:
    path = make(tmp_path / "clip.mp4")
    watcher.player.set_fit(QSize(WIDTH - 1, HEIGHT - 1))
    watcher.open(path)
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 6)
    watcher.player.pause()
    shown = watcher.pause()  # lets it be larger by one pixel: as large as the film
    with FrameReader(path) as reader:
        kept = looks.pixels_of(reader.at(shown.at), 1.0)
    assert np.array_equal(pixels(shown), kept)


def test_newest_seek_wins_and_older_ones_are_dropped(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4", Clip(frames=200)))
    for number in range(150):
        last = watcher.player.seek(number / 24, exact=number % 2 == 0)
    last = watcher.player.seek(77 / 24)
    watcher.until(lambda: watcher.shown[-1].seek == last)
    assert number_in(pixels(watcher.shown[-1])) == 77
    assert len(watcher.shown) < 60


def test_scrubbing_shows_the_keyframe_before(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4", Clip(frames=100, gop=20)))
    shown = watcher.seek(55.5 / 24, exact=False)
    assert number_in(pixels(shown)) == 40
    assert shown.at == pytest.approx(40 / 24)
    assert number_in(pixels(watcher.step(1))) == 41


def test_film_that_plays_goes_on_after_scrubbing(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4", Clip(frames=100, gop=20)))
    watcher.player.play()
    number = watcher.player.seek(45 / 24, exact=False)
    watcher.until(lambda: watcher.shown[-1].seek == number and watcher.shown[-1].at > 42 / 24)
    assert watcher.player.is_playing


def test_seek_past_the_end_shows_the_last_frame(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(sounding(tmp_path / "clip.mkv", tone(3.4), frames=60))
    assert number_in(pixels(watcher.seek(3.3))) == 59
    assert not watcher.failed


def test_film_stands_on_its_last_frame_when_it_ends_and_plays_again(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "clip.mp4"), 2.2)
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    assert not watcher.player.is_playing
    assert number_in(pixels(watcher.shown[-1])) == 59
    assert watcher.plays == [True, False]
    watcher.player.play()
    watcher.until(lambda: watcher.shown[-1].at < 1)
    assert number_in(pixels(watcher.shown[-1])) == round(watcher.shown[-1].at * 24)


def test_opens_where_it_was_left(tmp_path: Path, watcher: Watcher) -> None:
    assert number_in(pixels(watcher.open(make(tmp_path / "clip.mp4"), 1.5))) == 36
    assert watcher.player.file is not None
    assert watcher.player.file.frame_rate == 24


def test_picture_is_as_large_as_the_stage(tmp_path: Path, watcher: Watcher) -> None:
    watcher.player.set_fit(QSize(600, 600))
    shown = watcher.open(make(tmp_path / "clip.mp4"))
    assert (shown.image.width(), shown.image.height()) == (600, 350)
    count = len(watcher.shown)
    watcher.player.set_fit(QSize(96, 600))
    watcher.until(lambda: len(watcher.shown) > count)
    assert (watcher.shown[-1].image.width(), watcher.shown[-1].image.height()) == (96, 56)
    assert watcher.shown[-1].at == shown.at


def test_frames_are_shown_by_the_sound(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    heard.player.play()
    for film in (0.3, 0.9, 1.51):
        heard.pull_to(film)
        due = int(film * 24 + 0.01)
        heard.until(lambda due=due: round(heard.shown[-1].at * 24) >= due)
        assert round(heard.shown[-1].at * 24) == due
        assert number_in(pixels(heard.shown[-1])) == due


def test_picture_waits_when_no_sound_is_asked_for(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    heard.player.play()
    heard.pull_to(0.5)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 12)
    engine = heard.player._engine
    assert engine is not None
    assert engine.desk.clock.now() <= 0.5 + 1e-6


def test_noise_is_heard_with_its_frame(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", burst(2.5, [1.0])), 0.5)
    heard.player.play()
    heard.pull_to(1.2)
    samples = np.concatenate(heard.out.heard)
    loud = int(np.argmax(samples[:, 0] > 10_000))
    assert 0.5 + loud / 48_000 == pytest.approx(1.0, abs=0.002)


@pytest.mark.parametrize("rate", [0.5, 2.0, 4.0])
def test_other_speeds_keep_pitch_and_time(tmp_path: Path, heard: Watcher, rate: float) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(8.0, 480.0), frames=192))
    heard.player.set_rate(rate)
    heard.player.play()
    heard.pull_to(3.0)
    samples = np.concatenate(heard.out.heard)
    assert len(samples) / 48_000 == pytest.approx(3.0 / rate, rel=0.05)
    assert pitch(samples[len(samples) // 3 :]) == pytest.approx(480, abs=12)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 72)
    assert number_in(pixels(heard.shown[-1])) == 72


def test_speed_stays_between_a_quarter_and_four(tmp_path: Path, watcher: Watcher) -> None:
    told: list[float] = []
    watcher.player.rate_changed.connect(told.append)
    for rate in (9.0, 0.01, 1.0, 1.0):
        watcher.player.set_rate(rate)
    assert told == [4.0, 0.25, 1.0]


def test_other_track_is_heard_from_where_the_film_is(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5, 300), tone(2.5, 700)))
    assert heard.player.has_sound
    heard.player.play()
    heard.pull_to(0.5)
    heard.player.set_audio(2)
    heard.out.heard.clear()
    heard.pull_to(1.2)
    assert pitch(np.concatenate(heard.out.heard)) == pytest.approx(700, abs=6)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 28)


def test_muted_film_is_silent_and_goes_on(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    heard.player.play()
    heard.pull_to(0.2)
    heard.player.set_muted(True)
    heard.out.heard.clear()
    heard.pull_to(0.5)
    assert not np.concatenate(heard.out.heard).any()
    heard.until(lambda: round(heard.shown[-1].at * 24) == 12)
    heard.player.set_muted(False)
    heard.player.set_volume(0.5)
    heard.out.heard.clear()
    heard.pull_to(0.8)
    assert np.concatenate(heard.out.heard).max() == pytest.approx(16_000 / 8, rel=0.05)


def test_pause_silences_the_device_and_play_goes_on_where_it_was(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    heard.player.play()
    heard.pull_to(0.5)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 12)
    heard.player.pause()
    heard.until(lambda: heard.out.fill is None)
    heard.player.play()
    heard.pull_to(0.76)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 18)
    assert [number_in(pixels(shown)) for shown in heard.shown] == [round(one.at * 24) for one in heard.shown]


def test_sound_that_ends_early_does_not_stop_the_film(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(0.5)))
    heard.player.play()
    heard.pull_to(1.5)
    heard.until(lambda: round(heard.shown[-1].at * 24) == 36)


def test_film_without_a_device_plays_on_the_wall_clock_and_says_so_once(
    tmp_path: Path, watcher: Watcher
) -> None:
    watcher.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    watcher.player.play()
    watcher.until(lambda: watcher.ended == 2)
    assert watcher.lost == ["No sound device answers."]
    assert not watcher.player.has_sound
    assert not watcher.failed


def test_device_that_goes_away_leaves_the_film_playing(tmp_path: Path, heard: Watcher) -> None:
    heard.open(sounding(tmp_path / "clip.mkv", tone(2.5)))
    heard.player.play()
    heard.pull_to(0.3)
    heard.out.is_there = False
    heard.until(lambda: heard.ended)
    assert len(heard.lost) == 1
    assert number_in(pixels(heard.shown[-1])) == 59
