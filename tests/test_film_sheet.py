# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's page as PDF or picture: what is on it, where it is, and what stays home."""

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor

from moodboard.cli.main import main
from moodboard.domain.dates import parse_edtf
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.film import Film, Watch
from moodboard.domain.film_sheet import Part, SheetRequest, request_for
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.qt import film_sheet_run
from moodboard.qt.export_run import application
from moodboard.qt.film_sheet import composed
from moodboard.qt.film_sheet_pieces import Heading, ShotRow, WatchHead
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.services import films, library, lines, pictures, stills, watches
from moodboard.services.film_sheet import sheet_of
from moodboard.services.stills import NewStill


def quiet(_done: int, _total: int) -> None:
    """Report to nobody."""


@pytest.fixture
def film(library: Path, tmp_path: Path) -> Film:
    made, _ = films.add_film(Film("Her", 2013, ("Spike Jonze",), 126, rating=10, notes="for me"))
    for said, note in (("2014-01-19", "Secret words."), ("2016-22", ""), ("2026-10-31", "")):
        watches.log_watch(Watch(made.id, parse_edtf(said), rating=9, note=note, people=("Ana",), where="Rex"))
    lines.add_line(Line(new_uuid(), "Me too, now we know how.", made.id, "Samantha"))
    shots = []
    for number, colour in enumerate(("#c02020", "#2040c0", "#20a040")):
        file = tmp_path / f"{number}.png"
        Image.new("RGB", (400, 225 + number), colour).save(file)
        shots.append(NewStill(pictures.take_in_file(file), film_id=made.id))
    stills.keep(shots)
    return made


def request(
    film: Film, name: str = "x.pdf", size: str = "", *without: str, dark: bool = False
) -> SheetRequest:
    return request_for(film.id, Path(name), size, without, dark)


def near(pixel: tuple[int, ...], colour: str) -> bool:
    wanted = QColor(colour)
    return all(
        abs(a - b) < 12 for a, b in zip(pixel, (wanted.red(), wanted.green(), wanted.blue()), strict=False)
    )


def test_a_pdf_has_its_text_as_text_in_our_fonts(film: Film, tmp_path: Path) -> None:
    done = film_sheet_run.export(request(film), tmp_path / "her.pdf", quiet)
    data = (tmp_path / "her.pdf").read_bytes()
    assert data.startswith(b"%PDF") and done.pages == len(re.findall(rb"/Type\s*/Page\b", data))
    assert b"Newsreader" in data and b"Hanken" in data
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", data)
    assert box is not None
    assert float(box[1]) == pytest.approx(595.5, abs=1) and float(box[2]) == pytest.approx(842, abs=1)


def test_a_long_diary_goes_on_over_pages_and_none_is_lost(film: Film, tmp_path: Path) -> None:
    for year in range(1920, 2000):
        watches.log_watch(Watch(film.id, parse_edtf(str(year)), note="Again. " * 60))
    with application():
        made = composed(request(film), sheet_of(request(film)))
    heads = [one for one in made.laid if isinstance(one.what, WatchHead)]
    assert len(heads) == 83 and made.pages > 3
    assert all(one.top + one.height <= made.height - 40 for one in made.laid)


def test_a_picture_shows_its_cover_its_paper_and_its_shots(film: Film, tmp_path: Path) -> None:
    film_sheet_run.export(request(film, "her.png"), tmp_path / "her.png", quiet)
    with application():
        made = composed(request(film, "her.png"), sheet_of(request(film)))
    row = next(one for one in made.laid if isinstance(one.what, ShotRow))
    assert isinstance(row.what, ShotRow)
    with Image.open(tmp_path / "her.png") as image:
        assert image.size == made.pixels and image.width == 2400
        assert near(image.getpixel((20, 20)), "#c02020")  # type: ignore[arg-type]
        assert near(image.getpixel((10, image.height - 10)), LIGHT.panel)  # type: ignore[arg-type]
        for (_still, rect), colour in zip(row.what.shots, ("#c02020", "#2040c0", "#20a040"), strict=False):
            middle = (
                (row.left + rect.x + rect.width / 2) * made.scale,
                (row.top + rect.height / 2) * made.scale,
            )
            assert near(image.getpixel((round(middle[0]), round(middle[1]))), colour)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("size", "pixels"), [("phone", (1170, 2532)), ("story", (1080, 1920)), ("a4", (2480, 3508))]
)
def test_a_poster_has_its_shape_and_room_for_all(
    film: Film, tmp_path: Path, size: str, pixels: tuple[int, int]
) -> None:
    done = film_sheet_run.export(request(film, "x.jpg", size, dark=True), tmp_path / "x.jpg", quiet)
    with Image.open(tmp_path / "x.jpg") as image:
        assert image.size == pixels and near(image.getpixel((5, image.height - 5)), DARK.panel)  # type: ignore[arg-type]
    assert not (done.left_out.watches or done.left_out.shots or done.left_out.lines)


def test_what_finds_no_room_on_a_poster_is_counted(film: Film, tmp_path: Path) -> None:
    for year in range(1920, 2000):
        watches.log_watch(Watch(film.id, parse_edtf(str(year)), note="Again. " * 40))
    done = film_sheet_run.export(request(film, "x.png", "story"), tmp_path / "x.png", quiet)
    assert done.left_out.watches > 20


def test_what_stays_home_is_not_in_what_is_painted(film: Film) -> None:
    private = request(film, "x.pdf", "", *Part)
    sheet = sheet_of(private)
    assert not sheet.stills and not sheet.lines and not sheet.page.film.notes
    assert not any(watch.note or watch.people or watch.where for watch in sheet.page.watches)
    assert sheet.cover is not None and len(sheet.page.watches) == 3


def test_a_film_without_anything_is_a_page_too(library: Path, tmp_path: Path) -> None:
    bare, _ = films.add_film(Film("Nothing yet"))
    for name in ("x.pdf", "x.png"):
        film_sheet_run.export(request(bare, name), tmp_path / name, quiet)
        assert (tmp_path / name).stat().st_size > 1000


def test_headings_never_stand_at_the_foot_of_a_page(film: Film) -> None:
    for year in range(1950, 1990):
        watches.log_watch(Watch(film.id, parse_edtf(str(year))))
        with application():
            laid = composed(request(film), sheet_of(request(film))).laid
        for one, after in itertools.pairwise(laid):
            assert not isinstance(one.what, Heading) or after.page == one.page


def test_a_cancel_leaves_no_file(film: Film, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError

    for name in ("x.pdf", "x.png"):
        with pytest.raises(CancelledError):
            film_sheet_run.export(request(film, name), tmp_path / name, stop)
        assert not [path for path in tmp_path.iterdir() if path.name.startswith((".x", "x."))]


@pytest.mark.parametrize(
    ("name", "size"), [("x.gif", ""), ("x", ""), ("x.svg", ""), ("x.pdf", "phone"), ("x.png", "b5")]
)
def test_what_cannot_be_written_is_refused_in_a_sentence(name: str, size: str) -> None:
    with pytest.raises(KnownError, match=r"^(End the name|PDF has no size|PNG has no size)"):
        request_for(1, Path(name), size)


def test_a_picture_that_is_gone_is_a_plate_and_is_told(film: Film, library: Path, tmp_path: Path) -> None:
    for file in (library / "pictures").rglob("*.png"):
        file.unlink()
    assert film_sheet_run.export(request(film, "x.png"), tmp_path / "x.png", quiet).unread == 3


def test_the_command_writes_the_file(film: Film, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library.close_library()
    to = tmp_path / "her.webp"
    said = ["--library", str(tmp_path / "Moodboard"), "export-film", "Her", str(to), "--without", "notes"]
    assert main(said) == 0
    assert capsys.readouterr().out.strip() == str(to) and to.stat().st_size > 1000
    assert main([*said[:4], str(tmp_path / "x.gif")]) == 1


def test_a_long_picture_is_no_higher_than_its_format_can_be(film: Film) -> None:
    note = "A row of its own.\n" * 900
    watches.log_watch(replace(Watch(film.id, parse_edtf("1999-01-01")), note=note))
    webp = request(film, "x.webp")
    with application():
        width, height = composed(webp, sheet_of(webp)).pixels
    assert height <= webp.format.longest_side and width < 2400
