# SPDX-License-Identifier: GPL-3.0-or-later
"""A small board to export, for tests."""

import io
import random
import uuid
from dataclasses import dataclass

from PIL import Image, ImageDraw

from moodboard.domain.board import Crop, Pin, PinKind, PinStyle, Place, TextStyle, Tone
from moodboard.domain.film import Film
from moodboard.domain.line import Line
from moodboard.services import boards, films, lines, pictures, stills

SAID = "Me too, now we know how."


@dataclass(frozen=True)
class World:
    """The board's number and its pins."""

    board_id: int
    pins: tuple[Pin, ...]


def a_picture(seed: int, width: int = 480, height: int = 270) -> bytes:
    """Return a JPEG of coloured blocks, different for each seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", (width, height), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y = chance.randrange(width), chance.randrange(height)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + chance.randrange(10, 90), y + chance.randrange(10, 90)), fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def a_name() -> str:
    return str(uuid.uuid4())


def make_world(count: int = 6) -> World:
    """Lay stills, a line, a note and a strip on a new board."""
    film, _ = films.add_film(Film("Window Seat", 2008))
    taken = [pictures.take_in_bytes(a_picture(n), f"shot-{n}.jpg") for n in range(count)]
    made, _ = stills.add_stills(taken, film.id)
    said, _ = lines.add_line(Line(a_name(), SAID, film.id, "Nobody", 62.0))
    laid = [
        Pin(a_name(), PinKind.STILL, Place(n % 3 * 214.0, n // 3 * 134.0, 200, 120), z=n, still=still.uuid)
        for n, still in enumerate(made)
    ]
    laid[1] = _with(laid[1], place=Place(214, 0, 200, 120, turn=7.5))
    laid[2] = _with(laid[2], crop=Crop(0.1, 0.2, 0.6, 0.7), style=PinStyle(caption="{film} · kept"))
    laid[3] = _with(laid[3], style=PinStyle(tone=Tone(greyscale=True), flip_x=True))
    laid.append(
        Pin(
            a_name(),
            PinKind.LINE,
            Place(0, 290, 520, 58),
            z=20,
            line=said.uuid,
            style=PinStyle(text=TextStyle(size=40)),
        )
    )
    note = TextStyle("Hanken Grotesk", 12, 400, leading=1.35)
    laid.append(
        Pin(
            a_name(), PinKind.NOTE, Place(0, 370, 180, 52), z=21, text="Night bus.", style=PinStyle(text=note)
        )
    )
    colours = ("#4b3a56", "#8b6080", "#c8806f")
    laid.append(Pin(a_name(), PinKind.SWATCHES, Place(214, 380, 200, 30), z=22, colours=colours))
    board, _ = boards.create_board("Now we know how", film.id, laid)
    return World(board.id, tuple(laid))


def _with(pin: Pin, **changes: object) -> Pin:
    from dataclasses import replace

    return replace(pin, **changes)  # type: ignore[arg-type]
