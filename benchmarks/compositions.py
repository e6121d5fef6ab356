# SPDX-License-Identifier: GPL-3.0-or-later
"""Compose boards of many kinds of pins: the pictures of docs/compose.md, and how long each takes.

Run with a folder to write into: ``python benchmarks/compositions.py docs/pictures/compose``. The
pictures are cut from the stills that the program paints for its sample.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from common import empty_library, machine
from moodboard.domain.arrange import justified_rows
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, PinStyle, Place, TextStyle
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.resources import asset

WIDE = 800
LINES = {
    "me": "Me too, now we know how.",
    "kept": "I kept the window open\nso the city could come in.",
    "late": "Nobody is late\nfor this.",
    "stay": "Stay on the line.\nYou don’t have to talk.",
    "small": "Tell me the small part again.",
    "name": "Say your name the way\nyour mother says it.",
    "miss": "If we miss the stop, we miss it together.",
    "city": "كنت هناك حين أشرقت الشمس على المدينة",
    "sea": "I have been trying to remember the first time I saw the sea, and I can’t, because every time "
    "I try I see it the way it was in this film, the boat going out and nobody waving, and I think now "
    "that this is what it does, it takes the place of the thing, gently, until you are grateful.",
}
NOTE = "Night bus, one earphone each.\nNobody spoke until the depot."


@dataclass(frozen=True)
class Case:
    """A board to compose: shapes of the pictures (0: as painted), lines, and what is odd about it."""

    name: str
    shapes: tuple[float, ...]
    lines: tuple[str, ...] = ()
    note: bool = False
    pixels: int = 1600
    """How wide the pictures are."""
    turned: tuple[int, ...] = ()
    locked: int = -1
    press: int = 0


CASES = (
    Case("01-five-one-line", (0,) * 5, ("me",)),
    Case(
        "02-seven-four-lines", (1.78, 2.39, 1.0, 0.8, 1.85, 1.2, 1.35), ("me", "kept", "late", "stay"), True
    ),
    Case("03-nine-portraits", (0.67, 0.7, 0.75, 0.67, 0.8, 0.67, 0.7, 0.75, 0.67), ("kept", "late")),
    Case("04-eight-scope", (2.39,) * 8, ("me", "small")),
    Case("05-ten-mixed", (1, 1, 1.78, 0.67, 1.5, 1, 2.39, 0.8, 1.33, 1), ("late", "stay", "small"), True),
    Case("06-six-thumbnails", (1.5, 1, 1.78, 1.33, 0.75, 1.78), ("me",), pixels=200),
    Case("07-panorama", (1.78, 5.0, 1.5, 1.78, 1, 1.85), ("stay", "small")),
    Case("08-monologue", (1.78, 1.85, 1.5, 2.39, 1.78), ("me", "sea")),
    Case("09-five-six-lines", (0,) * 5, ("me", "kept", "late", "stay", "small", "name")),
    Case("10-arabic-and-a-turn", (1.78, 2.39, 1, 1.5, 1.78, 0.8, 1.78), ("city", "late"), turned=(3,)),
    Case("11-twentyfour", (0,) * 24, ("me", "miss")),
    Case("12-forty", (0, 0, 1.78, 0.67, 1, 1.5, 0, 0) * 5),
    Case("13-locked-by-hand", (0,) * 7, ("me", "late"), locked=2),
    Case("14-words-alone", (), ("me", "kept", "late", "stay", "small", "name")),
    Case("15-one-and-one", (0,), ("small",)),
)


def main(to: Path) -> None:
    """Compose all cases; each result is exported as the program exports boards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from moodboard.qt import fonts

    application = QGuiApplication([])
    fonts.load_fonts()
    to.mkdir(parents=True, exist_ok=True)
    print(machine())
    only = sys.argv[2:]
    with TemporaryDirectory() as made, empty_library():
        for case in CASES:
            if not only or any(case.name.startswith(one) for one in only):
                show(case, Path(made), to)
    del application


def show(case: Case, made: Path, to: Path) -> None:
    """Compose one case and write its picture."""
    from moodboard.domain.compose_pins import Composer, Spot, World
    from moodboard.qt.board_painter import ExportMetrics
    from moodboard.services import boards

    pins, stills, lines = laid(case, made)
    world = World(stills, lines, ExportMetrics().text)
    started = time.perf_counter()
    composed = Composer(pins, world, Spot((0.0, 0.0))).nth(case.press)
    taken = time.perf_counter() - started
    result = {pin.uuid: pin for pin in pins} | {pin.uuid: pin for pin in composed.pins}
    shown = list(result.values())
    if composed.strip is not None:
        rect = composed.strip.rect
        place = Place(rect.x, rect.y, rect.width, rect.height)
        shown.append(Pin(new_uuid(), PinKind.SWATCHES, place, colours=composed.strip.colours))
    board, _ = boards.create_board(case.name, None, shown)
    bytes_written = export(board.id, to / f"{case.name}.jpg")
    print(
        f"{case.name:<24} {composed.scheme:<16} {taken * 1e3:6.0f} ms  {bytes_written / 1024:5.0f} kB",
        flush=True,
    )


def laid(case: Case, made: Path) -> tuple[list[Pin], dict[str, Still], dict[str, Line]]:
    """Return the pins as a person drops them: pictures in rows, words below."""
    from moodboard.services import lines, pictures, stills

    files = cut(case, made)
    shots, _ = (
        stills.add_stills([pictures.take_in_file(file) for file in files], None) if files else ((), None)
    )
    pins = []
    for n, (still, rect) in enumerate(
        zip(shots, justified_rows([s.ratio for s in shots], 1200.0), strict=True)
    ):
        turn = 90.0 if n in case.turned else 0.0
        place = Place(rect.x, rect.y, rect.width, rect.height, turn)
        if n == case.locked:
            place = Place(-900.0, -120.0, 620.0, 620.0 / still.ratio)
        pins.append(Pin(new_uuid(), PinKind.STILL, place, z=n, still=still.uuid, locked=n == case.locked))
    said = {}
    for n, name in enumerate(case.lines):
        line, _ = lines.add_line(Line(new_uuid(), LINES[name]))
        said[line.uuid] = line
        style = PinStyle(text=TextStyle())
        pins.append(
            Pin(new_uuid(), PinKind.LINE, Place(0, 2000 + 90 * n, 500, 43), line=line.uuid, style=style)
        )
    if case.note:
        style = PinStyle(text=NOTE_STYLE)
        pins.append(Pin(new_uuid(), PinKind.NOTE, Place(0, 3000, 206, 52), text=NOTE, style=style))
    return pins, {still.uuid: still for still in shots}, said


def cut(case: Case, made: Path) -> list[Path]:
    """Cut the pictures out of the painted stills: other parts, mirrored, when there are many."""
    from PIL import Image, ImageOps

    chance = random.Random(case.name)
    painted = sorted(asset("stills").glob("*.jpg"))
    chance.shuffle(painted)
    files = []
    for n, shape in enumerate(case.shapes):
        image = Image.open(painted[n % len(painted)]).convert("RGB")
        width, height = image.size
        ratio = shape or width / height
        part = 1.0 if n < len(painted) else chance.uniform(0.7, 0.85)
        w, h = (width * part, width * part / ratio)
        if h > height * part:
            w, h = height * part * ratio, height * part
        x, y = (width - w) * chance.uniform(0.3, 0.7), (height - h) * chance.uniform(0.3, 0.8)
        image = image.crop((round(x), round(y), round(x + w), round(y + h)))
        image = ImageOps.mirror(image) if n >= len(painted) and n % 2 else image
        image.thumbnail((case.pixels, case.pixels))
        file = made / f"{case.name}-{n:02}.jpg"
        image.save(file, quality=90)
        files.append(file)
    return files


def export(board_id: int, to: Path) -> int:
    """Export the board and keep it as a small JPEG; returns its bytes."""
    from PIL import Image

    from moodboard.domain.export import ExportRequest
    from moodboard.qt.export_run import export as write
    from moodboard.services import boards

    large = to.with_suffix(".png")
    request = replace(ExportRequest(board_id), width=WIDE * 2)
    write(request, boards.open_board(board_id), large, lambda done, total: None)
    with Image.open(large) as image:
        size = (WIDE, round(image.height * WIDE / image.width))
        image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(to, quality=79, optimize=True)
    large.unlink()
    return to.stat().st_size


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("compositions"))
