# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up scenes with every kind of cut, and much that is none: how many are found, how many too many."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from common import empty_library
from moodboard.services.video.survey import survey

WIDTH, HEIGHT, RATE = 480, 270, 24
X264 = "keyint=240:scenecut=0:bframes=3:b-pyramid=normal"
MOVES = ("still", "pan", "slow pan", "hand-held", "zoom", "people", "lamp", "whip", "flashes", "drawn")
ENDS = ("hard", "dissolve", "slow dissolve", "quick dissolve", "black", "white", "dip", "flash cut")
_LENGTH = {
    "dissolve": 1.0,
    "slow dissolve": 2.0,
    "quick dissolve": 0.5,
    "black": 0.7,
    "white": 0.6,
    "dip": 0.4,
}

Picture = NDArray[np.float32]


@dataclass
class Film:
    """Frames as they come, and what was done."""

    cuts: list[tuple[str, float, float]] = field(default_factory=list)
    """Kind, and between when and when."""
    shots: list[tuple[str, float]] = field(default_factory=list)
    """How the camera moves, and from when on."""


class Shot:
    """A painted place that a camera looks at."""

    def __init__(self, seed: int, move: str) -> None:
        self.move = move
        self._chance = np.random.default_rng(seed)
        self._scene = _scene(self._chance)
        self._speed = self._chance.uniform(2.5, 5.0) * self._chance.choice((-1, 1))
        self._shake = self._chance.normal(0, 3.2, (4000, 2)).cumsum(axis=0)
        kernel = np.ones(5) / 5
        self._shake = np.stack([np.convolve(self._shake[:, k], kernel, "same") for k in (0, 1)], axis=1)
        self._person = _scene(self._chance)[:200, :110] * 0.6

    def at(self, step: int) -> Picture:
        """Return a frame of it."""
        x, y, zoom = 240.0, 60.0, 1.0
        if self.move == "pan":
            x += _to_and_fro(self._speed * step, 200)
        elif self.move == "slow pan":
            x += self._speed * step / 5
        elif self.move == "hand-held":
            x += _to_and_fro(self._shake[step, 0], 60)
            y += _to_and_fro(self._shake[step, 1], 40)
        elif self.move == "zoom":
            zoom = 1 + step / 150
        elif self.move == "whip" and step > 30:
            x += 210 * (1 - np.cos(np.pi * min(1.0, (step - 30) / 11))) / 2
        elif self.move == "drawn":
            x += _to_and_fro(6 * (step // 3), 180)
        made = self._seen(x, y, zoom)
        if self.move == "people":
            left = (step * 5) % (WIDTH + 110) - 110
            a, b = max(0, left), min(WIDTH, left + 110)
            if b > a:
                made[70:270, a:b] = self._person[:, a - left : b - left]
        if self.move == "lamp":
            made = made * (0.45 + 0.55 * min(1.0, max(0.0, (step - 24) / 18)))
        if self.move == "flashes" and step % 40 in (20, 21, 27):
            made = made * 0.15 + 225
        return made + self._chance.normal(0, 2.5, (HEIGHT, WIDTH, 1)).astype(np.float32)

    def _seen(self, x: float, y: float, zoom: float) -> Picture:
        wide, high = WIDTH / zoom, HEIGHT / zoom
        left, top = int(x + (WIDTH - wide) / 2), int(y + (HEIGHT - high) / 2)
        part = self._scene[top : top + round(high), left : left + round(wide)]
        if zoom == 1.0:
            return part.copy()
        rows = np.linspace(0, part.shape[0] - 1, HEIGHT).astype(int)
        return part[rows][:, np.linspace(0, part.shape[1] - 1, WIDTH).astype(int)]


def _to_and_fro(way: float, width: float) -> float:
    """Return a place on a way that turns back at its ends."""
    return width - abs(way % (2 * width) - width)


def _scene(chance: np.random.Generator) -> Picture:
    """Return a place larger than the frame: sky and ground, cloudy detail, a few hard edges."""
    size = WIDTH + 500, HEIGHT + 130
    made = np.zeros((size[1], size[0], 3), np.float32)
    for cells, share in ((3, 0.35), (9, 0.3), (30, 0.2), (120, 0.15)):
        coarse = chance.integers(0, 255, (cells * 9 // 16 + 2, cells, 3)).astype(np.uint8)
        made += np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC), np.float32) * share
    tint = chance.uniform(0.5, 1.2, 3) * chance.uniform(0.35, 1.15)
    made *= tint.astype(np.float32)
    for _block in range(int(chance.integers(3, 9))):
        x, y = int(chance.integers(0, size[0] - 60)), int(chance.integers(0, size[1] - 60))
        colour = chance.uniform(10, 235, 3)
        made[y : y + int(chance.integers(30, 200)), x : x + int(chance.integers(20, 160))] = colour
    return made


def frames(film: Film, shots: int, seed: int) -> Iterator[Picture]:
    """Yield the frames of a film with so many shots, and note in ``film`` what is done."""
    chance, number = np.random.default_rng(seed), 0
    now = Shot(seed * 1000, MOVES[0])
    film.shots.append((now.move, 0.0))
    step = begin = 0
    for shot in range(1, shots + 1):
        for step in range(begin, begin + int(chance.integers(42, 120))):
            yield now.at(step)
            number += 1
        new = Shot(seed * 1000 + shot, MOVES[int(chance.integers(len(MOVES)))])
        end = ENDS[int(chance.integers(len(ENDS)))] if chance.random() < 0.6 else "hard"
        begun = number
        for mixed in _end(end, now, step, new):
            yield mixed
            number += 1
        film.cuts.append((end, (begun - 1) / RATE, number / RATE))
        film.shots.append((new.move, number / RATE))
        now, begin = new, (number - begun) // (2 if end in ("black", "white", "dip") else 1)
    for step in range(begin, begin + 40):
        yield now.at(step)


def _end(end: str, old: Shot, step: int, new: Shot) -> Iterator[Picture]:
    long = round(_LENGTH.get(end, 0.0) * RATE)
    if end == "flash cut":
        yield from (new.at(n) * 0.1 + 230 for n in range(2))
    elif end.endswith("dissolve"):
        for n in range(long):
            share = (n + 1) / (long + 1)
            yield old.at(step + n) * (1 - share) + new.at(n) * share
    elif end in ("black", "white", "dip"):
        plate = 245.0 if end == "white" else 2.0
        deepest = 0.88 if end == "dip" else 1.0
        for n in range(long):
            share = deepest * (n + 1) / long
            yield old.at(step + n) * (1 - share) + plate * share
        for n in range(long):
            share = deepest * (1 - (n + 1) / long)
            yield new.at(n) * (1 - share) + plate * share


def write(to: Path, shots: int, seed: int) -> Film:
    """Write a film; returns what is in it."""
    film = Film()
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "22", "x264-params": X264}
        for number, picture in enumerate(frames(film, shots, seed)):
            pixels = np.ascontiguousarray(picture.clip(0, 255).astype(np.uint8))
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return film


def judge(path: Path, film: Film, told: bool = False) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return by kind how many cuts there are and how many were found, and what was taken for one."""
    found = list(survey(path).cuts)
    all_of, hits, false = Counter[str](), Counter[str](), Counter[str]()
    for kind, begin, end in film.cuts:
        all_of[kind] += 1
        mine = [cut for cut in found if cut.since < end + 0.3 and cut.at > begin - 0.1]
        hits[kind] += bool(mine)
        found = [cut for cut in found if cut not in mine[:1]]
        if told and not mine:
            print(f"  missed: {kind} at {begin:.2f}–{end:.2f}")
    for cut in found:
        move = [move for move, begins in film.shots if begins <= cut.at + 0.01][-1]
        false[move] += 1
        if told:
            print(f"  none: {cut.since:.2f}–{cut.at:.2f} soft={cut.soft} in {move}")
    return all_of, hits, false


def main(films: int, shots: int, told: bool) -> None:
    """Make films, find their cuts, and print what share of them was found and how many are right."""
    all_of, hits, false = Counter[str](), Counter[str](), Counter[str]()
    with TemporaryDirectory(prefix="moodboard-bench-") as folder, empty_library():
        for seed in range(1, films + 1):
            path = Path(folder) / f"{seed}.mkv"
            counted = judge(path, write(path, shots, seed), told)
            for one, more in zip((all_of, hits, false), counted, strict=True):
                one.update(more)
    for kind in ENDS:
        print(f"{kind:>14}: {hits[kind]} of {all_of[kind]} found")
    right, wrong, there = hits.total(), false.total(), all_of.total()
    where = ", ".join(f"{count} × {move}" for move, count in false.most_common()) or "none"
    print(f"taken for cuts and none: {wrong} ({where})")
    print(
        f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, there):.3f}, of {there} cuts"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=4)
    parser.add_argument("--shots", type=int, default=60)
    parser.add_argument("--told", action="store_true", help="say which ones")
    said = parser.parse_args()
    main(said.films, said.shots, said.told)
