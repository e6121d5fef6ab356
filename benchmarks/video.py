# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page's figures, on an hour of 1080p H.264 with keyframes ten seconds apart.

Exact frames, steps, previews, a pass for the cuts, and a search among the lines of a film.
"""

from __future__ import annotations

import argparse
import random
import time
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from common import empty_library, memory, show
from lines_search import search_lines
from moodboard.services import pictures
from moodboard.services.video import grabbing
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.preview import Preview
from moodboard.services.video.survey import survey

WIDTH, HEIGHT, RATE = 1920, 1080, 24
PART = 60
"""Seconds that are encoded; the film is made of them again and again."""
X264 = "keyint=240:min-keyint=24:scenecut=0:bframes=3:b-pyramid=normal"


def film(to: Path, minutes: int) -> list[float]:
    """Write the film; returns when its cuts are."""
    part = to.with_name("part.mp4")
    cuts = _part(part)
    with av.open(str(to), "w") as out, av.open(str(part)) as source:
        template = source.streams.video[0]
        stream = out.add_stream_from_template(template)
        for repeat in range(minutes):
            source.seek(0)
            shift = int(repeat * PART / (template.time_base or Fraction(1, 12288)))
            for packet in source.demux(template):
                if packet.dts is None:
                    continue
                packet.pts, packet.dts = (packet.pts or 0) + shift, packet.dts + shift
                packet.stream = stream
                out.mux(packet)
    part.unlink()
    found = [repeat * PART + cut for repeat in range(minutes) for cut in cuts]
    return [cut for cut in found if cut]


def _part(to: Path) -> list[float]:
    """Encode a minute of shots that pan over clouds with grain; returns when they begin."""
    chance = random.Random(1)
    grain = [np.random.default_rng(n).integers(-3, 4, (HEIGHT, WIDTH)).astype(np.int16) for n in range(4)]
    begins, number = [], 0
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"preset": "faster", "crf": "23", "x264-params": X264}
        while number < PART * RATE:
            begins.append(number / RATE)
            light, colour = _scene(number)
            speed = chance.uniform(-3, 3)
            length, rest = chance.randint(48, 200), PART * RATE - number
            for step in range(rest if rest < length + 48 else length):  # no shot of a frame or two
                x, y = int(300 + speed * step / 2), int(100 + step / 5)
                rows = (light[y : y + HEIGHT, x : x + WIDTH] + grain[step % 4]).clip(16, 235)
                planes = np.concatenate([rows.astype(np.uint8), colour])
                frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
                frame.pts, number = number, number + 1
                out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return begins


def _scene(seed: int) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    chance = np.random.default_rng(seed)
    size = WIDTH + 600, HEIGHT + 200
    light = np.zeros((size[1], size[0]), np.float32)
    for cells, share in ((6, 0.31), (24, 0.21), (96, 0.12), (400, 0.07)):
        coarse = Image.fromarray(chance.integers(0, 255, (cells * 9 // 16 + 2, cells)).astype(np.uint8))
        light += np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), np.float32) * share
    light = np.clip(light + int(chance.integers(-60, 60)) + 10, 16, 235)
    colours = [
        np.asarray(
            Image.fromarray(chance.integers(80, 176, (9, 16)).astype(np.uint8)).resize(
                (WIDTH // 2, HEIGHT // 2), Image.Resampling.BICUBIC
            )
        ).reshape(-1, WIDTH)
        for _plane in "uv"
    ]
    return light.astype(np.int16), np.concatenate(colours)


def frames(path: Path, seconds: float, count: int) -> None:
    """Grab frames here and there, then step."""
    chance = random.Random(3)
    decoded, encoded, jpegs, kept = [], [], [], []
    with FrameReader(path) as reader:
        for _time in range(count):
            at = chance.randrange(int(seconds * RATE)) / RATE
            started = time.perf_counter()
            frame = reader.at(at)
            there = time.perf_counter()
            made = grabbing.grab(reader, frame, "Bench")
            done = time.perf_counter()
            grabbing.grab(reader, frame, "Bench", jpeg=True)
            jpegs.append(time.perf_counter() - done + there - started)
            begun = time.perf_counter()
            pictures.read_bytes(made.data, made.name)
            assert abs(frame.at - at) < 1 / RATE / 2, "the wrong frame"
            decoded.append(there - started)
            encoded.append(done - started)
            kept.append(time.perf_counter() - begun + done - started)
        show("exact frame 1080p, decoded", decoded, "goal 400 ms")
        show("… as a PNG", encoded, "goal 400 ms")
        show("… as a JPEG instead", jpegs, "goal 400 ms")
        show("… read into the library, colours and thumbnails too", kept)
        frame, steps = reader.at(seconds / 2), []
        for step in [reader.after] * 48 + [reader.before] * 48:
            started = time.perf_counter()
            frame = step(frame) or frame
            steps.append(time.perf_counter() - started)
        show("one frame on or back", steps)


def glimpses(path: Path, seconds: float, count: int) -> None:
    """Look here and there as a pointer on the seek bar does, each place for the first time."""
    chance = random.Random(5)
    with Preview(path) as preview:
        for width in (240, 1280):
            taken = []
            for _time in range(count):
                started = time.perf_counter()
                preview.near(chance.random() * seconds, width)
                taken.append(time.perf_counter() - started)
            show(f"preview while scrubbing, {width} pixels wide", taken, "goal 60 ms")


def cuts(path: Path, seconds: float, known: list[float]) -> None:
    """Go through the film for its cuts, shots and colours."""
    started, processor = time.perf_counter(), time.process_time()
    found = survey(path)
    taken, processor = time.perf_counter() - started, time.process_time() - processor
    hits = sum(any(cut.since < at <= cut.at + 0.001 for cut in found.cuts) for at in known)
    print(
        f"pass over {seconds / 60:.0f} min: {taken:.1f} s, {seconds / taken:.1f} × real time (goal 20), "
        f"{seconds / processor:.1f} × of one core; {hits} of {len(known)} cuts, "
        f"{len(found.cuts) - hits} that are none"
    )


def main(minutes: int, count: int) -> None:
    """Make the film and measure."""
    with TemporaryDirectory(prefix="moodboard-bench-") as folder, empty_library():
        path = Path(folder) / "Bench.mp4"
        known = film(path, minutes)
        print(f"{minutes} min of {WIDTH}×{HEIGHT}, {path.stat().st_size / 1e6:.0f} MB")
        frames(path, minutes * PART, count)
        glimpses(path, minutes * PART, count)
        cuts(path, minutes * PART, known)
        search_lines(2000)
        print(f"memory at most {memory(peak=True):.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--count", type=int, default=40)
    said = parser.parse_args()
    main(said.minutes, said.count)
