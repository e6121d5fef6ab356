# SPDX-License-Identifier: GPL-3.0-or-later
"""grab, sheet and barcode on the command line: the asked frames kept, pictures written, plain errors."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from command_line import said_here as moodboard
from film_clips import Clip, make, number_in, shots, sound_only
from moodboard.cli.arguments import moment, timecode
from test_cli import answer, refused


@pytest.fixture
def her(tmp_path: Path) -> Path:
    moodboard("add", "Her", "--year", "2013")
    return make(tmp_path / "Her.2013.1080p.BluRay.mkv", Clip(frames=120))


def _numbers(grabbed: object) -> list[int]:
    assert isinstance(grabbed, dict)
    library = Path(os.environ["MOODBOARD_LIBRARY"])
    return [number_in(np.asarray(Image.open(library / still["picture"]))) for still in grabbed["stills"]]


def test_grab_keeps_the_asked_frames_with_film_and_timecode_and_pins_them(her: Path) -> None:
    done = answer("grab", her, "--at", "0:01.5", "2.25", "0:00:04", "--at", "3s", "--board", "Now")
    assert isinstance(done, dict)
    assert (done["film"], done["board"]) == ("Her", "Now")
    assert _numbers(done) == [36, 54, 96, 72]
    assert [still["at"] for still in done["stills"]] == [1.5, 2.25, 4.0, 3.0]
    assert done["stills"][0]["name"] == "Her-00.00.01.500.png"
    boards = answer("boards")
    assert isinstance(boards, list)
    assert [(board["title"], board["film"], board["pins"]) for board in boards] == [("Now", "Her", 4)]


def test_grab_takes_one_every_so_often_and_one_of_every_shot(her: Path, tmp_path: Path) -> None:
    assert _numbers(answer("grab", her, "--every", "1s")) == [0, 24, 48, 72, 96]
    film = make(tmp_path / "Him.mkv", Clip(), shots((30, 30, 30)))
    done = answer("grab", film, "--cuts", "--film", "Her")
    assert isinstance(done, dict) and done["film"] == "Her"
    assert [int(still["at"] * 24) // 30 for still in done["stills"]] == [0, 1, 2]
    assert all(still["name"].endswith(".jpg") for still in done["stills"])


def test_grab_says_what_could_not_be_had_and_keeps_the_rest(her: Path, tmp_path: Path) -> None:
    done = moodboard("grab", her, "--at", "1", "2:00:00")
    assert done.returncode == 1 and "Her-00.00.01.000.png" in done.stdout
    assert "2:00:00: The film ends at 0:00:04" in done.stderr
    many = moodboard("grab", her, "--at", "2:00:00", "2:00:01", "1", "2:00:02")
    assert many.stderr.count("The film ends") == 1 and "2:00:00 and 2 later times: " in many.stderr
    assert "--at" in refused(1, "grab", her)
    assert "above 0" in refused(1, "grab", her, "--every", "0")
    assert "is not there" in refused(1, "grab", tmp_path / "gone.mkv", "--at", "1")
    assert "no pictures" in refused(1, "grab", sound_only(tmp_path / "song.m4a"), "--at", "1")
    assert "not a place" in refused(2, "grab", her, "--at", "soon")


def test_grab_of_an_unknown_film_belongs_to_none(tmp_path: Path) -> None:
    done = answer("grab", make(tmp_path / "Nobody.Knows.mkv"), "--at", "1")
    assert isinstance(done, dict) and done["film"] is None and len(done["stills"]) == 1


def test_sheet_of_a_film_has_one_picture_a_shot(tmp_path: Path) -> None:
    film = make(tmp_path / "Shots  2001.mkv", Clip(), shots((30, 25, 40, 28, 30)))
    out = tmp_path / "sheet.png"
    done = answer("sheet", film, out)
    assert isinstance(done, dict) and done["shots"] == 5
    with Image.open(out) as sheet:
        assert sheet.size == (done["width"], done["height"])
    assert "not one of tattoo" in refused(2, "sheet", film, "poster")
    assert "is not there" in refused(1, "sheet", tmp_path / "gone.mkv", out)


def test_barcode_of_a_film_is_written_in_the_asked_size(her: Path, tmp_path: Path) -> None:
    out = tmp_path / "code.png"
    assert moodboard("barcode", her, out, "--width", "300", "--height", "40").returncode == 0
    with Image.open(out) as code:
        assert code.size == (300, 40)
    assert ".png" in refused(1, "barcode", her, tmp_path / "code.gif")
    assert "no folder" in refused(1, "barcode", her, tmp_path / "nowhere" / "code.png")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("29:14.5", 1754.5), ("1:29:14,25", 5354.25), ("01.29.14.250", 5354.25), ("5m", 300), ("1h2m", 3720)],
)
def test_timecodes_are_read_as_they_are_written(said: str, seconds: float) -> None:
    assert timecode(said) == moment(said) == seconds


def test_plain_decimals_are_seconds_of_a_film_file() -> None:
    assert moment("74.25") == 74.25 and moment("90") == 90


@pytest.mark.parametrize(
    ("name", "clip"),
    [
        ("Her.avi", Clip(codec="mpeg4", options={"bf": "2"}, gop=12)),
        ("Her.vob", Clip(codec="mpeg2video", rate=24, gop=12, options={"bf": "2"})),
        ("Her.mp4", Clip(first=3000, gop=7)),
    ],
)
def test_grab_keeps_the_asked_frames_of_old_and_odd_files(tmp_path: Path, name: str, clip: Clip) -> None:
    path = make(tmp_path / name, clip)
    asked = (0, 11, 12, 35, 59)
    times = [f"{(number + 0.5) / 24:.3f}s" for number in asked]
    assert _numbers(answer("grab", path, *(word for time in times for word in ("--at", time)))) == list(asked)
