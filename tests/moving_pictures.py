# SPDX-License-Identifier: GPL-3.0-or-later
"""Animated files for tests: frames of one colour each, so that a pixel tells which one is shown."""

from pathlib import Path

from PIL import Image

COLOURS = ("#ff0000", "#00ff00", "#0000ff", "#ffff00")


def animated(
    to: Path, colours: tuple[str, ...] = COLOURS, size: tuple[int, int] = (64, 36), lasting: int = 20
) -> Path:
    """Write a GIF or a WebP with a frame of each colour."""
    frames = [Image.new("RGB", size, colour) for colour in colours]
    frames[0].save(to, save_all=True, append_images=frames[1:], duration=lasting, loop=0, lossless=True)
    return to
