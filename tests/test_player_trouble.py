# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken files, files that go away, and the end of a player: a sentence or on it plays, and nothing hangs."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from film_clips import Clip, make, number_in, picture, sound_only
from player_parts import HandOut, Watcher, pixels, sounding, tone


@pytest.fixture
def watcher(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Watcher(qtbot)
    yield made
    made.player.shut_down()
    assert made.player.is_closed


def refused(watcher: Watcher, path: Path) -> str:
    watcher.player.open(path)
    watcher.until(lambda: watcher.failed)
    watcher.player.play()
    assert not watcher.player.is_playing
    assert not watcher.shown
    return watcher.failed[-1]


def test_sound_without_pictures_is_refused_in_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    assert "sound but no pictures" in refused(watcher, sound_only(tmp_path / "song.m4a"))


def test_empty_file_is_refused_in_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    empty = tmp_path / "empty.mkv"
    empty.touch()
    assert "0 bytes" in refused(watcher, empty)


def test_file_without_its_index_is_refused_in_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    path = make(tmp_path / "cut.mp4")
    path.write_bytes(path.read_bytes()[:2000])
    assert "cut short" in refused(watcher, path)


def test_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    assert "is not there" in refused(watcher, tmp_path / "gone.mkv")


def test_what_is_no_film_is_refused_in_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    path = tmp_path / "noise.mkv"
    path.write_bytes(random.Random(1).randbytes(40_000))
    assert refused(watcher, path).endswith(".")


def test_film_that_breaks_off_plays_to_there_and_says_so(tmp_path: Path, watcher: Watcher) -> None:
    frames = [picture(number) for number in range(400)]
    path = make(tmp_path / "short.mkv", Clip(frames=400, gop=12), frames)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    watcher.open(path)
    watcher.player.set_rate(4)
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    assert "cut short" in watcher.failed[0]
    assert 100 < number_in(pixels(watcher.shown[-1])) < 300
    assert not watcher.player.is_playing


def test_damage_in_the_middle_is_played_over(tmp_path: Path, watcher: Watcher) -> None:
    path = make(tmp_path / "clip.ts", Clip(frames=200, gop=12))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = random.Random(2).randbytes(3000)
    path.write_bytes(bytes(data))
    watcher.open(path)
    watcher.player.set_rate(4)
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    assert number_in(pixels(watcher.shown[-1])) == 199


@pytest.mark.parametrize("name", ["clip.mkv", "clip.mp4", "clip.avi", "clip.ts"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scattered_damage_never_stops_the_player(
    tmp_path: Path, watcher: Watcher, name: str, seed: int
) -> None:
    chance = random.Random(seed)
    path = make(tmp_path / name, Clip(frames=100, gop=12, codec="mpeg4" if "avi" in name else "libx264"))
    data = bytearray(path.read_bytes())
    for _time in range(20):
        data[chance.randrange(3000, len(data) - 3000)] = chance.randrange(256)
    path.write_bytes(bytes(data))
    watcher.player.open(path)
    watcher.until(lambda: watcher.shown or watcher.failed)
    watcher.player.set_rate(4)
    watcher.player.play()
    watcher.until(lambda: watcher.ended or watcher.failed)
    told = len(watcher.failed) + len(watcher.shown)
    watcher.player.seek(0.1)
    watcher.player.step(1)
    watcher.until(lambda: len(watcher.failed) + len(watcher.shown) > told)


def test_times_that_jump_back_go_on(tmp_path: Path, watcher: Watcher) -> None:
    first = make(tmp_path / "a.ts", Clip(frames=48, gop=12))
    second = make(tmp_path / "b.ts", Clip(gop=12), [picture(number) for number in range(100, 160)])
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    watcher.open(joined)
    watcher.player.set_rate(2)
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    for shown in watcher.shown:
        number = round(shown.at * 24)
        assert number_in(pixels(shown)) == (number if number < 48 else number + 52)
    assert number_in(pixels(watcher.shown[-1])) == 159


def test_file_that_goes_away_is_a_sentence(tmp_path: Path, watcher: Watcher) -> None:
    path = make(tmp_path / "clip.mkv", Clip(frames=100))
    watcher.open(path)
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 3)
    path.unlink()
    watcher.player.set_rate(4)
    watcher.until(lambda: watcher.ended or watcher.failed)
    watcher.player.seek(0.4)
    watcher.until(lambda: watcher.failed)
    assert "not there any more" in watcher.failed[-1]
    assert not watcher.player.is_playing


def test_file_that_shrinks_while_it_plays_is_a_sentence_or_its_end(tmp_path: Path, watcher: Watcher) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (100, 112, 192, 3), dtype=np.uint8)
    path = make(tmp_path / "clip.mkv", Clip(frames=100), list(noise))
    watcher.open(path)
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 3)
    os.truncate(path, 1000)
    watcher.player.set_rate(4)
    watcher.until(lambda: watcher.ended or watcher.failed)
    assert not watcher.player.is_playing


def test_film_of_one_frame_plays_and_ends(tmp_path: Path, watcher: Watcher) -> None:
    watcher.open(make(tmp_path / "one.mp4", Clip(frames=1)))
    watcher.player.play()
    watcher.until(lambda: watcher.ended)
    assert number_in(pixels(watcher.shown[-1])) == 0


def test_wishes_before_the_file_is_open_are_kept(tmp_path: Path, watcher: Watcher) -> None:
    watcher.player.open(make(tmp_path / "clip.mp4"))
    number = watcher.player.seek(1.0)
    watcher.player.play()
    watcher.until(lambda: watcher.shown and watcher.shown[-1].at > 1.2)
    assert watcher.shown[-1].seek == number


def test_without_a_file_nothing_happens(watcher: Watcher) -> None:
    player = watcher.player
    player.play()
    player.step(1)
    player.pause()
    player.toggle()
    assert player.seek(3.0) == 0
    assert not player.is_playing
    assert not player.has_sound


def film_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("film ")]


@pytest.mark.parametrize("doing", ["standing", "playing", "seeking", "opening"])
def test_closing_ends_every_thread_and_the_device(tmp_path: Path, qtbot: QtBot, doing: str) -> None:
    path = sounding(tmp_path / "clip.mkv", tone(2.5))
    for _time in range(20):
        watcher = Watcher(qtbot, HandOut)
        if doing == "opening":
            watcher.player.open(path)
        else:
            watcher.open(path)
        if doing != "standing":
            watcher.player.play()
        if doing == "seeking":
            for number in range(10):
                watcher.player.seek(number / 5, exact=bool(number % 2))
        watcher.player.close()
        watcher.until(lambda watcher=watcher: watcher.player.is_closed)
        assert watcher.out.closed
    assert not film_threads()


def test_closed_film_tells_nothing_more(tmp_path: Path, watcher: Watcher) -> None:
    path = make(tmp_path / "clip.mp4")
    watcher.open(path)
    watcher.player.play()
    watcher.until(lambda: len(watcher.shown) > 3)
    watcher.player.close()
    count = len(watcher.shown)
    watcher.until(lambda: watcher.player.is_closed)
    assert len(watcher.shown) == count
    assert watcher.plays == [True, False]
    assert watcher.player.file is None


def test_other_film_takes_the_place_of_the_first(tmp_path: Path, watcher: Watcher) -> None:
    first, second = make(tmp_path / "a.mp4"), make(tmp_path / "b.mp4", Clip(rate=12))
    watcher.open(first)
    watcher.player.play()
    for _time in range(5):
        watcher.player.open(first)
    shown = watcher.open(second, 1.0)
    watcher.until(lambda: watcher.player.file is not None and watcher.player.file.path == second)
    assert number_in(pixels(watcher.shown[-1])) == 12
    assert shown.at == 1.0


@pytest.mark.parametrize("doing", ["pass", "player.play()", "player.seek(1.0)"])
def test_program_that_ends_with_an_open_film_does_not_hang(tmp_path: Path, doing: str) -> None:
    path = sounding(tmp_path / "clip.mkv", tone(2.5))
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "from moodboard.qt.player import Player\n"
        "app = QGuiApplication([])\nplayer = Player()\n"
        "def shown(one):\n"
        f"    {doing}\n"
        "    app.quit()\n"
        "player.shown.connect(shown)\n"
        "player.open(Path(sys.argv[1]))\n"
        "sys.exit(app.exec())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
