# SPDX-License-Identifier: GPL-3.0-or-later
"""``moodboard export`` as people run it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from export_world import World, make_world
from moodboard.services import boards, library


@pytest.fixture
def world(library: Path) -> World:
    return make_world()


def command(*said: str) -> list[str]:
    return [sys.executable, "-m", "moodboard", "--library", str(library.folder()), "export", *said]


def environment() -> dict[str, str]:
    """Return what a machine without a display has."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def run(*said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*said), capture_output=True, text=True, env=environment(), timeout=60)


def test_a_phone_wallpaper_is_made_without_a_display(world: World, tmp_path: Path) -> None:
    file = tmp_path / "her.png"
    done = run("Now we know how", str(file), "--preset", "phone")
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    with Image.open(file) as image:
        assert image.size == (1170, 2532)


def test_a_preset_on_the_fly_writes_nothing_to_the_library(world: World, tmp_path: Path) -> None:
    before = boards.open_board(world.board_id)
    run(f"#{world.board_id}", str(tmp_path / "her.png"), "--preset", "square")
    assert boards.open_board(world.board_id) == before


@pytest.mark.parametrize("suffix", ["jpg", "webp", "tiff", "pdf", "svg"])
def test_the_ending_of_the_name_is_the_format(world: World, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"her.{suffix}"
    assert run("now we KNOW how", str(file), "--width", "320").returncode == 0
    assert file.stat().st_size > 1000 and len(list(tmp_path.glob("*her*"))) == 1


def test_size_margin_background_and_dpi_are_obeyed(world: World, tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    said = ("--size", "400x300", "--margin", "30", "--background", "teal", "--dpi", "200", "--no-lines")
    assert run(f"#{world.board_id}", str(file), *said).returncode == 0
    with Image.open(file) as image:
        assert image.size == (400, 300) and image.getpixel((3, 3)) == (0, 128, 128)
        assert round(image.info["dpi"][0]) == 200


def test_only_the_pins_that_are_named_come(world: World, tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    assert run(f"#{world.board_id}", str(file), "--pins", world.pins[0].uuid, "--margin", "0").returncode == 0
    with Image.open(file) as image:
        assert image.size == (480, 288)


def test_progress_is_numbers(world: World, tmp_path: Path) -> None:
    lines = run(f"#{world.board_id}", str(tmp_path / "x.png"), "--width", "300", "--progress").stdout.split(
        "\n"
    )
    steps = [tuple(map(int, line.split())) for line in lines if line]
    assert steps[0][0] == 0 and steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        (("Nowhere", "x.png"), 1, "Nowhere"),
        (("#1", "x.bmp"), 2, ".svg"),
        (("#1", "x.png", "--preset", "watch"), 2, "phone"),
        (("#1", "x.png", "--size", "wide"), 2, "WxH"),
        (("#1", "x.png", "--frame", "Door"), 1, "no frame"),
        (("#1", "x.jpg", "--background", "none"), 1, "transparency"),
        (("#1", "x.png", "--background", "reddish"), 1, "not a colour"),
        (("#1", "nowhere/x.png"), 1, "no folder"),
        (("#1", "x.webp", "--width", "20000"), 1, "16,383"),
        (("#1",), 2, "FILE"),
    ],
)
def test_what_does_not_work_is_one_line_and_a_code(
    world: World, tmp_path: Path, said: tuple[str, ...], code: int, words: str
) -> None:
    done = subprocess.run(
        command(*said), capture_output=True, text=True, env=environment(), cwd=tmp_path, timeout=60
    )
    assert done.returncode == code and words in done.stderr
    assert done.stderr.count("\n") == 1 and not list(tmp_path.glob("*x.*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_stopped_export_leaves_no_file(world: World, tmp_path: Path) -> None:
    said = command(f"#{world.board_id}", str(tmp_path / "x.png"), "--width", "12000", "--progress")
    process = subprocess.Popen(said, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"0 ")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode != 0 and not list(tmp_path.glob("*x.png*"))
