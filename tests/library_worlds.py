# SPDX-License-Identifier: GPL-3.0-or-later
"""Small libraries of any kind, for tests that carry them from one place to another."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from moodboard.domain.board import Crop, Pin, PinKind, PinStyle, Place, TextStyle
from moodboard.domain.dates import parse_edtf
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.services import boards, films, lines, pictures, stills, watches
from moodboard.services.stills import NewStill
from moodboard.store import database, import_lists, library_rows, load

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("\"'\r\n,;\0\u200f🎬<&="),
    max_size=20,
)
TITLES = WORDS.map(lambda said: " ".join(said.replace("\0", "").split()) or "Untitled")
DATES = st.sampled_from(
    ("", "2016-03-12", "2016-03", "2016-22", "2014", "201X", "../2014", "2003/2005", "2016-03-12")
)
NAMES = st.lists(TITLES, max_size=2, unique_by=str.casefold).map(tuple)


@dataclass(frozen=True)
class World:
    """What a small library holds."""

    films: list[Film]
    watches: list[tuple[int, Watch]]
    lines: list[tuple[int, Line]]
    notes: list[str]
    binned: bool


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a library."""
    made = [
        Film(
            f"{draw(TITLES)} {number}", draw(st.none() | st.integers(1900, 2030)), draw(NAMES),
            notes=draw(WORDS), earlier_watches=draw(st.integers(0, 3)), liked=draw(st.booleans()),
            watchlist=draw(st.booleans()), rating=draw(st.none() | st.integers(1, 10)), themes=draw(NAMES),
            imdb=draw(st.sampled_from(("", f"tt000000{number}"))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    of = st.integers(0, len(made) - 1)
    seen = st.builds(
        Watch, film_id=st.just(0), date=DATES.map(parse_edtf), times=st.integers(1, 3),
        rating=st.none() | st.integers(1, 10), note=WORDS, rewatch=st.none() | st.booleans(), people=NAMES,
        where=WORDS, medium=WORDS, cut=WORDS, finished=st.booleans(), liked=st.booleans(), themes=NAMES,
    )  # fmt: skip
    said = st.builds(Line, uuid=st.just(""), text=TITLES, speaker=TITLES, feelings=NAMES)
    return World(
        made,
        draw(st.lists(st.tuples(of, seen), max_size=5)),
        draw(st.lists(st.tuples(of, said), max_size=3)),
        draw(st.lists(WORDS, max_size=3)),
        draw(st.booleans()),
    )


def build(world: World) -> None:
    """Put it into the open library, with a board of every kind of pin, a list and a shot."""
    ids = [films.add_film(film)[0].id for film in world.films]
    for place, watch in world.watches:
        watches.log_watch(replace(watch, film_id=ids[place]))
    kept = [
        lines.add_line(replace(line, uuid=new_uuid(), film_id=ids[place]))[0] for place, line in world.lines
    ]
    shot = stills.keep([NewStill(pictures.take_in_bytes(picture(), "a shot.png"), ids[0], 12.5)])[0][0]
    board, _ = boards.create_board("Mood", ids[0], pins(shot.uuid, [line.uuid for line in kept], world.notes))
    with database.write():
        owner = import_lists.add_list(
            new_uuid(), "https://boxd.it/list", "Ünsorted", "why\nnot", ("a", "b"), "2024"
        )
        for number, film_id in enumerate(ids, 1):
            import_lists.put_entry(owner, 0, film_id, number, "a, note")
    if world.binned:
        films.bin_film(ids[-1])
        boards.bin_board(boards.create_board("Away")[0].id)
    assert board.id


def pins(shot: str, said: list[str], notes: list[str]) -> list[Pin]:
    """Return a pin of every kind, grouped, in a frame, and joined by an arrow."""
    group, first, frame = new_uuid(), new_uuid(), new_uuid()
    style = PinStyle(
        text=TextStyle(size=41.5, colour="#112233"), opacity=0.5, flip_x=True, caption="🎬 {film}"
    )
    place, crop = Place(1.5, -2.25, 300, 200, 12.5), Crop(0.1, 0.2, 0.5, 0.6)
    laid = [
        Pin(first, PinKind.STILL, place, 1, still=shot, crop=crop, style=style, group=group),
        Pin(group, PinKind.GROUP, place, text="together", name="a group"),
        Pin(frame, PinKind.FRAME, place, 2, text="phone", style=PinStyle(margin=12.0, background="#fff0aa")),
        Pin(new_uuid(), PinKind.STILL, place, 3, still=shot, frame=frame, twin=first),
        Pin(new_uuid(), PinKind.SWATCHES, place, 4, still=shot, colours=("#aabbcc", "#010203"), locked=True),
        Pin(new_uuid(), PinKind.DRAWING, place, 5, hidden=True,
            drawing=Drawing(Shape.ARROW, ((0.0, 0.0), (1.0, 0.5)), start=first, end=frame, dashed=True)),
    ]  # fmt: skip
    laid += [Pin(new_uuid(), PinKind.LINE, place, 6, line=uuid) for uuid in said]
    return laid + [Pin(new_uuid(), PinKind.NOTE, place, 7, text=words) for words in notes]


def picture() -> bytes:
    """Return a small picture's bytes."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((64, 36)).convert("RGB").save(out, "PNG")
    return out.getvalue()


def everything() -> dict[str, list[Any]]:
    """Return all that a person made in the open library, numbers and trails aside."""
    found: dict[str, list[Any]] = {}
    with database.read():
        for sheet in library_rows.sheets():
            if sheet.name in ("import_run", "import_item", "setting"):
                continue
            rows = [library_rows.plain(sheet, row) for row in database.rows(library_rows.selecting(sheet))]
            if sheet.of is not None:
                stored = load.stored(sheet, [row["uuid"] for row in rows])
                for row in rows:
                    row["themes"] = stored[row["uuid"]]["themes"]
            for row in rows:
                row.pop("id", None)
            found[sheet.name] = sorted(rows, key=repr)
    return found
