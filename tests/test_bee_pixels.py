# SPDX-License-Identifier: GPL-3.0-or-later
"""A BeeRef board looks the same here: our painter against their rule, painted with Qt's own matrices."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from foreign_boards import UPRIGHT, Matrix, Pur, bee_file, old_pur_file, png, quarters
from moodboard.domain.export import ExportRequest
from moodboard.qt import paint
from moodboard.qt.board_painter import look_of, planned
from moodboard.qt.export_source import ExportSource
from moodboard.services import importing

Pixels = NDArray[np.int16]
pytestmark = pytest.mark.usefixtures("qapp", "library")
SIDE = 900
GROUND = "#808080"
SIZES = ((160, 100), (90, 150), (120, 120))


def canvas() -> tuple[QImage, QPainter]:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(SIDE / 2, SIDE / 2)
    return image, painter


def pixels_of(image: QImage) -> Pixels:
    made = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4)
    return rows[:, :, :3].astype(np.int16)


def by_our_painter(board_id: int) -> Pixels:
    plan = planned(ExportRequest(board_id, notes=True))
    image, painter = canvas()
    look = replace(look_of(plan), shadows=False)
    paint.paint_pins(painter, plan.pins, ExportSource(plan), look)
    painter.end()
    return pixels_of(image)


def by_their_rule(items: list[dict[str, Any]]) -> Pixels:
    image, painter = canvas()
    for item in sorted(items, key=lambda one: one["z"]):
        picture = QImage.fromData(item["picture"])
        data = item["data"] or {}
        painter.save()
        painter.translate(item["x"], item["y"])
        painter.scale(item["flip"], 1)
        painter.rotate(item["rotation"])
        painter.scale(item["scale"], item["scale"])
        painter.setOpacity(data.get("opacity", 1.0))
        part = QRectF(*data.get("crop", (0, 0, picture.width(), picture.height())))
        painter.drawImage(part, picture, part)
        painter.restore()
    painter.end()
    return pixels_of(image)


def assert_alike(ours: Pixels, theirs: Pixels) -> None:
    """Every pixel is the same, but for one at the edges, which each smooths its own way."""
    apart = np.abs(ours - theirs).max(axis=2)
    flat = np.ones_like(apart, dtype=bool)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            moved = np.roll(theirs, (dy, dx), axis=(0, 1))
            flat &= (np.abs(moved - theirs).max(axis=2)) == 0
    assert flat.mean() > 0.9
    assert apart[flat].max() <= 1
    assert len(np.unique(theirs @ np.array([65536, 256, 1]))) > 4  # there was something to be seen


def an_item(chance: random.Random, z: int) -> dict[str, Any]:
    width, height = SIZES[z % 3]
    item: dict[str, Any] = {
        "x": chance.uniform(-250, 200),
        "y": chance.uniform(-250, 200),
        "z": chance.choice((z, -z, z / 10)),
        "scale": chance.uniform(0.6, 2.4),
        "rotation": chance.uniform(-180, 360),
        "flip": chance.choice((1, -1)),
        "picture": png(quarters(width, height, z)),
        "data": {"filename": f"{z}.png", "opacity": chance.choice((1.0, 0.5)), "grayscale": False},
    }
    if z % 2:
        left, top = chance.randrange(width // 2), chance.randrange(height // 2)
        across, down = chance.randrange(30, width - left + 1), chance.randrange(30, height - top + 1)
        item["data"]["crop"] = [left, top, across, down]
    return item


@pytest.mark.parametrize("seed", range(5))
def test_turned_flipped_cropped_and_stacked(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    items = [an_item(chance, z) for z in range(1, 9)]
    report = importing.run([bee_file(tmp_path / "board.bee", items)])
    assert not report.problems
    assert_alike(by_our_painter(report.board_ids[0]), by_their_rule(items))


@pytest.mark.parametrize(("rotation", "flip"), [(0, 1), (0, -1), (90, 1), (90, -1), (180, 1), (270, -1)])
def test_upright_pictures_are_the_same_to_the_last_pixel(tmp_path: Path, rotation: int, flip: int) -> None:
    item = {
        "x": 40, "y": -30, "z": 1, "scale": 2.0, "rotation": rotation, "flip": flip,
        "picture": png(quarters(160, 100)), "data": {"crop": [20, 10, 120, 70]},
    }  # fmt: skip
    report = importing.run([bee_file(tmp_path / "board.bee", [item])])
    ours, theirs = by_our_painter(report.board_ids[0]), by_their_rule([item])
    # The seams between the four flat quarters are smoothed by enlarging; all else is one to one.
    assert_alike(ours, theirs)
    ground = np.array([0x80] * 3)
    assert ((ours != ground).any(axis=2) == (theirs != ground).any(axis=2)).all()


def test_a_first_version_file_without_data_comes_in(tmp_path: Path) -> None:
    chance = random.Random(9)
    items = [an_item(chance, z) | {"data": None} for z in (2, 4)]
    file = bee_file(tmp_path / "old.bee", [item | {"filename": "a.png"} for item in items], version=1)
    report = importing.run([file])
    assert not report.problems
    assert_alike(by_our_painter(report.board_ids[0]), by_their_rule(items))


# -- PureRef ----------------------------------------------------------------------------------------


def painted(shown: list[tuple[bytes, tuple[int, int], Matrix, tuple[int, int, int, int] | None]]) -> Pixels:
    """Paint pictures about their middle, the back first."""
    image, painter = canvas()
    for data, (width, height), (m11, m12, m21, m22, dx, dy), crop in shown:
        painter.save()
        painter.setTransform(QTransform(m11, m12, m21, m22, dx, dy), combine=True)
        painter.translate(-width / 2, -height / 2)
        part = QRectF(*(crop or (0, 0, width, height)))
        painter.drawImage(part, QImage.fromData(data), part)
        painter.restore()
    painter.end()
    return pixels_of(image)


def turned(degrees: float, scale: float, x: float, y: float, mirror: int = 1) -> Matrix:
    c, s = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    return mirror * c, mirror * s, -s, c, x, y


PUR = [
    ((160, 100), turned(0, 1.5, -100, -50), None),
    ((90, 150), turned(33, 1.2, 60, 40, -1), (10, 20, 60, 100)),
    ((120, 120), turned(-120, 0.9, -30, 120), (0, 0, 60, 60)),
    ((160, 100), turned(200, 1.1, 150, -120, -1), None),
]


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_a_pureref_2_board_looks_the_same(tmp_path: Path, version: str) -> None:
    made, wanted = Pur(), []
    for number, (size, matrix, crop) in enumerate(PUR):
        data = png(quarters(*size, number))
        made.picture(made.image(data, *size), size, matrix, crop, z=number)
        wanted.append((data, size, matrix, crop))
    report = importing.run([made.write(tmp_path / "board.pur", version)])
    assert not report.problems
    assert_alike(by_our_painter(report.board_ids[0]), painted(wanted))


def test_a_pureref_1_board_looks_the_same(tmp_path: Path) -> None:
    pictures, wanted = [], []
    for number, (size, matrix, crop) in enumerate(PUR):
        data = png(quarters(*size, number))
        pictures.append(
            {"png": data, "size": size, "matrix": matrix, "z": number, "crop": crop or (0, 0, *size)}
        )
        wanted.append((data, size, matrix, crop))
    # The first picture once more, in front of all, by its number only.
    pictures.append({"png": 0, "size": PUR[0][0], "matrix": UPRIGHT, "z": 9})
    wanted.append((wanted[0][0], PUR[0][0], UPRIGHT, None))
    report = importing.run([old_pur_file(tmp_path / "board.pur", pictures, [])])
    assert not report.problems and report.totals.stills == 4
    assert_alike(by_our_painter(report.board_ids[0]), painted(wanted))


def test_what_lies_in_a_group_is_placed_within_it(tmp_path: Path) -> None:
    made = Pur()
    data, size = png(quarters(160, 100)), (160, 100)
    group = made.group(turned(20, 1.3, 50, -20), name="Group")
    inner = made.group(turned(-50, 0.8, 30, 30), parent=group, name="Inner")
    made.picture(made.image(data, *size), size, turned(15, 1.0, 40, -60), parent=inner)
    report = importing.run([made.write(tmp_path / "board.pur")])
    whole = QTransform()
    for matrix in (turned(20, 1.3, 50, -20), turned(-50, 0.8, 30, 30), turned(15, 1.0, 40, -60)):
        whole = QTransform(*matrix) * whole
    flat = (whole.m11(), whole.m12(), whole.m21(), whole.m22(), whole.dx(), whole.dy())
    assert_alike(by_our_painter(report.board_ids[0]), painted([(data, size, flat, None)]))
