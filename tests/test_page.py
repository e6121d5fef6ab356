# SPDX-License-Identifier: GPL-3.0-or-later
"""A board exported as one HTML page: whole in itself, harmless, and with nothing that stays home."""

import base64
import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from export_world import SAID, World, a_name, make_world
from moodboard.domain.board import NOTE_STYLE, Crop, Pin, PinKind, PinStyle, Place, Rect, TextStyle
from moodboard.domain.board_file import Along
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import CancelledError
from moodboard.domain.export import ExportPlan, ExportRequest, Format, format_of
from moodboard.domain.film import Film, Watch
from moodboard.domain.line import Line
from moodboard.domain.page_order import page_order
from moodboard.qt import fonts, page_fonts
from moodboard.qt.board_painter import BoardPainter
from moodboard.qt.paint_words import line_of
from moodboard.services import boards, exporting, films, lines, pictures, stills, watches

pytestmark = pytest.mark.usefixtures("qapp")

HOSTILE = "</script></style><script>alert(1)</script> \"quoted' & <b>"
_EMPTY = frozenset(["meta"])


class Page(HTMLParser):
    """Reads a page and checks that every tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.source = text
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.rows: list[str] = []
        self.words: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "text":
            self.rows.append("")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.words[tag] = self.words.get(tag, "") + data
        if "text" in self._open:
            self.rows[-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def pictures(self) -> list[bytes]:
        data = [image["href"] for image in self.all("image") if "webp" in image["href"]]
        return [base64.b64decode(one.partition(",")[2]) for one in data]


@pytest.fixture
def world(library: Path) -> World:
    return make_world()


def plan_of(board_id: int, **asked: object) -> ExportPlan:
    return exporting.plan(ExportRequest(board_id, Format.HTML, **asked))  # type: ignore[arg-type]


def page_of(board_id: int, folder: Path, **asked: object) -> Page:
    plan = plan_of(board_id, **asked)
    exporting.write(plan, BoardPainter(plan), folder / "x.html")
    return Page((folder / "x.html").read_text("utf-8"))


def a_board(*pins: Pin, title: str = "Mine", film: int | None = None) -> int:
    return boards.create_board(title, film, list(pins))[0].id


def a_line(words: str, width: float = 600, y: float = 0, **style: object) -> Pin:
    line, _ = lines.add_line(Line(a_name(), words))
    looks = PinStyle(text=TextStyle(**style))  # type: ignore[arg-type]
    return Pin(a_name(), PinKind.LINE, Place(0, y, width, 50), line=line.uuid, style=looks)


# --- one file, sealed -----------------------------------------------------------------------------


def test_htm_and_html_are_pages() -> None:
    assert format_of(Path("a.HTML")) is format_of(Path("a.htm")) is Format.HTML


def test_a_page_is_well_formed_and_asks_nobody_for_anything(world: World, tmp_path: Path) -> None:
    page = page_of(world.board_id, tmp_path, notes=True)
    bare = re.sub(r"data:[a-z/]+;base64,[A-Za-z0-9+/=]+", "", page.source)
    assert set(re.findall(r"https?:[^\"' )]*", bare)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|\bsrc=|<link|<iframe|url\((?!#|\))", bare)
    assert all(re.match("data:|#", a["href"]) for tag, a in page.tags if "href" in a and tag != "a")


def test_the_policy_allows_our_style_and_script_alone(world: World, tmp_path: Path) -> None:
    page = page_of(world.board_id, tmp_path)
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.words[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not any(name.startswith("on") or name == "style" for _, attrs in page.tags for name in attrs)


def test_the_script_is_small(world: World, tmp_path: Path) -> None:
    assert len(page_of(world.board_id, tmp_path).words["script"].encode()) < 6144


def test_title_language_and_view_are_said(world: World, tmp_path: Path) -> None:
    page = page_of(world.board_id, tmp_path)
    assert page.words["title"].startswith("Now we know how") and page.words["h1"] == "Now we know how"
    assert page.all("html")[0]["lang"] and any(m.get("name") == "viewport" for m in page.all("meta"))


def test_hostile_words_stay_words(library: Path, tmp_path: Path) -> None:
    note = Pin(a_name(), PinKind.NOTE, Place(0, 200, 300, 90), text=HOSTILE, style=PinStyle(text=NOTE_STYLE))
    strip = Pin(a_name(), PinKind.SWATCHES, Place(0, 400, 90, 20), colours=('"/><script>x', "#aabbcc"))
    face = a_line("Set", y=500, face='x";}</style><script>', colour='"><script>')
    board = a_board(a_line(HOSTILE), note, strip, face, title=HOSTILE)
    page = page_of(board, tmp_path, notes=True)
    assert [tag for tag, _ in page.tags].count("script") == [tag for tag, _ in page.tags].count("style") == 1
    assert page.words["h1"] == HOSTILE and HOSTILE in " ".join(page.rows)
    assert {rect["data-hex"] for rect in page.all("rect") if "data-hex" in rect} == {"none", "#aabbcc"}


def test_links_of_notes_lead_out_without_a_trace(library: Path, tmp_path: Path) -> None:
    words = "[see](https://example.org/a?b=1&c=2) [no](javascript:alert(1)) http://example.com/x"
    note = Pin(a_name(), PinKind.NOTE, Place(0, 0, 300, 90), text=words, style=PinStyle(text=NOTE_STYLE))
    page = page_of(a_board(note), tmp_path, notes=True)
    assert [a["href"] for a in page.all("a")] == ["https://example.org/a?b=1&c=2", "http://example.com/x"]
    assert all(a["rel"] == "noopener noreferrer" for a in page.all("a"))


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [SAID, "שלום עולם, זה משפט ארוך שנשבר לשורות", "Ann: Hello there you.\nBen: Hi."]
)
def test_each_row_stands_where_it_was_laid(library: Path, tmp_path: Path, words: str) -> None:
    board = a_board(a_line(words, width=240, y=30))
    plan = plan_of(board)
    painter = BoardPainter(plan)
    made = line_of(plan.pins[0], painter.source)
    assert made is not None
    laid = {
        (round(part.x + row.x + row.width * row.rightwards, 2), round(30 + part.y + row.baseline, 2)): row
        for part in made.parts
        for row in part.laid.lines
    }
    page = page_of(board, tmp_path)
    assert len(page.all("text")) == len(laid) > 1
    for text, said in zip(page.all("text"), page.rows, strict=True):
        row = laid[round(float(text["x"]), 2), round(float(text["y"]), 2)]
        assert said == row.words.rstrip() and float(text["textlength"]) == pytest.approx(row.width, abs=1e-3)
        assert (text.get("direction") == "rtl") == row.rightwards


def test_who_speaks_stands_before_what_is_said(library: Path, tmp_path: Path) -> None:
    page = page_of(a_board(a_line("Theo: Hi.\nSam: Hello.")), tmp_path)
    assert page.rows == ["THEO", "Hi.", "SAM", "Hello."]


def test_bold_and_italic_words_of_a_note_have_types_of_their_own(library: Path, tmp_path: Path) -> None:
    note = Pin(
        a_name(), PinKind.NOTE, Place(0, 0, 300, 40), text="**Bold** and *slant*", style=PinStyle(NOTE_STYLE)
    )
    page = page_of(a_board(note), tmp_path, notes=True)
    types = [span["class"] for span in page.all("tspan")]
    rules = dict(re.findall(r"\.(t\d+)\{font:(\w+ \d+)", page.words["style"]))
    assert [rules[name] for name in types] == ["normal 700", "normal 400", "italic 400"]


def test_pins_are_read_as_an_eye_walks_and_painted_as_they_lie() -> None:
    def pin(name: str, x: float, y: float) -> Pin:
        return Pin(name, PinKind.STILL, Place(x, y, 100, 100))

    pins = [pin("last", 0, 300), pin("right", 200, 0), pin("front", 150, 50), pin("first", 0, 0)]
    made = page_order(pins, {one.uuid: one.place.bounds for one in pins})
    names = [one.uuid for one in made]
    assert names[0] == "first" and names[-1] == "last" and names.index("right") < names.index("front")


def test_no_order_puts_a_pin_behind_one_it_lay_in_front_of() -> None:
    pins = [Pin(f"{n}", PinKind.STILL, Place(n * 37 % 400, n * 91 % 400, 120, 90)) for n in range(60)]
    boxes: dict[str, Rect] = {one.uuid: one.place.bounds for one in pins}
    at = {one.uuid: n for n, one in enumerate(page_order(pins, boxes))}
    pairs = [(a, b) for n, a in enumerate(pins) for b in pins[n + 1 :] if boxes[a.uuid].meets(boxes[b.uuid])]
    assert pairs and all(at[a.uuid] < at[b.uuid] for a, b in pairs)


# --- fonts ----------------------------------------------------------------------------------------


def _tables(font: bytes) -> dict[str, bytes]:
    made = {}
    for n in range(struct.unpack_from(">H", font, 12)[0]):
        tag, at, small, size, _ = struct.unpack_from(">4sLLLL", font, 44 + 20 * n)
        data = font[at : at + small]
        made[tag.decode()] = data if small == size else zlib.decompress(data)
    return made


@pytest.mark.parametrize("family", list(fonts.FAMILIES))
def test_a_font_keeps_its_numbers_and_loses_the_outlines_of_others(family: str) -> None:
    file = fonts.font_file(family, False)
    assert file is not None
    glyphs = fonts.glyphs_for(family, False, "Affinity é")
    tables = _tables(page_fonts.woff(file.read_bytes(), glyphs))
    starts = struct.unpack(f">{len(tables['loca']) // 4}L", tables["loca"])
    full = {n for n in range(len(starts) - 1) if starts[n + 1] > starts[n]}
    space = set(fonts.glyphs_for(family, False, " "))
    assert set(glyphs) - space <= full and len(full) < 60
    assert starts[-1] == len(tables["glyf"]) and b"O\0p\0e\0n\0 \0F\0o\0n\0t\0" in tables["name"]


def test_only_faces_that_are_used_go_along(library: Path, tmp_path: Path) -> None:
    page = page_of(a_board(a_line("Upright words")), tmp_path)
    assert page.words["style"].count("@font-face") == 1
    page = page_of(a_board(a_line("Slanted", italic=True)), tmp_path)
    assert page.words["style"].count("@font-face") == 2  # the title stands upright above


# --- pictures -------------------------------------------------------------------------------------


def _still(data: bytes, **pin: object) -> Pin:
    taken = pictures.take_in_bytes(data, "IMG_secret_name.jpg")
    (still,), _ = stills.add_stills([taken], None)
    return Pin(a_name(), PinKind.STILL, Place(0, 0, 900, 600), still=still.uuid, **pin)  # type: ignore[arg-type]


def _halves(width: int = 3000, height: int = 2000, mode: str = "RGB") -> bytes:
    image = Image.new(mode, (width, height), "#c02020")
    image.paste("#2020c0", (width // 2, 0, width, height))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    image.save(out, "PNG" if mode == "RGBA" else "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_holds_what_is_seen_of_it_and_nothing_else(library: Path, tmp_path: Path) -> None:
    pin = _still(_halves(), crop=Crop(0, 0, 0.5, 1))
    page = page_of(a_board(pin), tmp_path)
    (data,) = page.pictures()
    image = Image.open(io.BytesIO(data))
    assert max(image.size) == 1600 and image.size[1] == 1600
    assert not image.getexif() and b"taken at home" not in data
    assert max(image.convert("RGB").getextrema()[2]) < 120  # the blue half stays home
    assert "IMG_secret_name" not in page.source and str(tmp_path) not in page.source


def test_the_same_picture_goes_once_and_another_part_of_it_again(library: Path, tmp_path: Path) -> None:
    pin = _still(_halves(600, 400))
    twice = replace(pin, uuid=a_name(), place=Place(0, 700, 300, 200), style=PinStyle(flip_x=True))
    other = replace(pin, uuid=a_name(), place=Place(0, 1000, 300, 200), crop=Crop(0, 0, 0.5, 0.5))
    page = page_of(a_board(pin, twice, other), tmp_path)
    assert len(page.pictures()) == 2 and len(page.all("use")) == 3


def test_pictures_with_the_same_bytes_are_one(library: Path, tmp_path: Path) -> None:
    image = io.BytesIO()
    Image.new("RGB", (400, 400), "#808080").save(image, "PNG")
    pin = _still(image.getvalue(), crop=Crop(0, 0, 0.5, 0.5))
    page = page_of(a_board(pin, replace(pin, uuid=a_name(), crop=Crop(0.5, 0.5, 0.5, 0.5))), tmp_path)
    assert len(page.pictures()) == 1 and len(page.all("use")) == 2


def test_what_is_clear_stays_clear(library: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    (data,) = page_of(a_board(_still(out.getvalue())), tmp_path).pictures()
    assert Image.open(io.BytesIO(data)).convert("RGBA").getpixel((9, 9))[3] == 0  # type: ignore[index]


def test_a_lower_quality_is_a_smaller_page(world: World, tmp_path: Path) -> None:
    sizes = [len(page_of(world.board_id, tmp_path, quality=quality).source) for quality in (40, 95)]
    assert sizes[0] < sizes[1] and plan_of(world.board_id).quality == 82


def test_each_still_says_its_caption_film_and_timecode(world: World, tmp_path: Path) -> None:
    said = [g["aria-label"] for g in page_of(world.board_id, tmp_path).all("g") if g.get("role") == "img"]
    assert "Window Seat · kept" in said and said.count("Window Seat") == 5


# --- what stays home ------------------------------------------------------------------------------


@pytest.fixture
def watched(library: Path) -> Iterator[int]:
    film, _ = films.add_film(Film("Her", 2013))
    date = parse_edtf("2026-10-31")
    watches.log_watch(Watch(film.id, date, rating=9, note="cried", people=("Ana",), where="Kino"))
    secret = Pin(a_name(), PinKind.NOTE, Place(0, 100, 200, 50), text="for me only")
    hidden = Pin(a_name(), PinKind.SWATCHES, Place(0, 300, 90, 20), colours=("#fedcba",), hidden=True)
    yield a_board(a_line("Me too."), secret, hidden, film=film.id)


def test_notes_hidden_pins_and_the_diary_stay_home(watched: int, tmp_path: Path) -> None:
    page = page_of(watched, tmp_path)
    for word in ("for me only", "#fedcba", "31 Oct", "Ana", "Kino", "cried", "<footer"):
        assert word not in page.source


@pytest.mark.parametrize(
    ("along", "there", "not_there"),
    [
        (Along(watches=True), ("Seen ×1", "31 Oct 2026", "★★★★½"), ("Ana", "Kino", "cried")),
        (Along(watches=True, people=True), ("with Ana", "Kino"), ("cried",)),
        (Along(watches=True, notes=True), ("cried",), ("Ana", "Kino")),
        (Along(people=True, notes=True), (), ("31 Oct", "Ana", "Kino", "cried")),
    ],
)
def test_of_the_diary_goes_what_is_ticked(
    watched: int, tmp_path: Path, along: Along, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    source = page_of(watched, tmp_path, along=along).source
    assert all(word in source for word in there) and not any(word in source for word in not_there)


def test_other_formats_know_nothing_of_watches(watched: int) -> None:
    plan = exporting.plan(ExportRequest(watched, Format.SVG, along=Along(watches=True)))
    assert plan.diary is None


def test_what_stays_home_is_not_said_to_have_no_room(watched: int) -> None:
    plan = plan_of(watched)
    assert not plan.left_out and plan.considered == 1


# --- writing --------------------------------------------------------------------------------------


def test_a_page_that_is_stopped_leaves_no_file(world: World, tmp_path: Path) -> None:
    plan = plan_of(world.board_id)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        exporting.write(plan, BoardPainter(plan), tmp_path / "x.html", stop)
    assert list(tmp_path.glob("*x.html*")) == []


def test_the_size_is_told_beforehand_about_right(world: World, tmp_path: Path) -> None:
    plan = plan_of(world.board_id)
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.html")
    assert 0.3 < (tmp_path / "x.html").stat().st_size / plan.estimated_bytes < 2
