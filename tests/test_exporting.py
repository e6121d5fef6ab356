# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning an export and writing it in every format."""

import errno
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from export_world import SAID, World, make_world
from moodboard.domain.board import Pin, PinKind, PinStyle, Place
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.domain.export import ExportPlan, ExportRequest, Format, Mode, format_of
from moodboard.services import boards, exporting, exporting_frames, exporting_raster


class Flat:
    """Paints one colour; counts its bands."""

    def __init__(self, plan: ExportPlan) -> None:
        self.plan, self.bands = plan, 0

    def paint_band(self, y: int, height: int) -> bytes:
        self.bands += 1
        pixel = b"\x10\x80\xf0\x40" if self.plan.clear else b"\x10\x80\xf0"
        return pixel * self.plan.width * height

    def write_document(self, to: Path, report: exporting.Report) -> None:
        report(0, 1)
        to.write_bytes(b"document")


@pytest.fixture
def world(library: Path) -> World:
    return make_world()


def plan_of(world: World, **asked: object) -> ExportPlan:
    return exporting.plan(ExportRequest(world.board_id, **asked))  # type: ignore[arg-type]


def put(plan: ExportPlan, to: Path, report: exporting.Report = lambda done, total: None) -> Path:
    exporting.write(plan, Flat(plan), to, report)
    return to


# --- planning -----------------------------------------------------------------------------------


def test_a_width_fixes_the_height_by_what_lies_on_the_board(world: World) -> None:
    plan = plan_of(world, width=1000, margin=50)
    assert plan.width == 1000 and plan.height == pytest.approx(900 * 422 / 628 + 100, abs=30)


def test_a_size_is_kept_and_the_board_is_centred_in_it(world: World) -> None:
    plan = plan_of(world, width=900, height=300, margin=0)
    left = (min(pin.place.bounds.x for pin in plan.pins) - plan.origin[0]) * plan.scale
    right = plan.width - (max(pin.place.bounds.right for pin in plan.pins) - plan.origin[0]) * plan.scale
    assert (plan.width, plan.height) == (900, 300) and left == pytest.approx(right, abs=1)


def test_without_a_size_the_stills_show_their_own_pixels(world: World) -> None:
    assert plan_of(world).scale == pytest.approx(480 / 200)


def test_a_preset_is_refitted_and_says_what_was_left_out(world: World) -> None:
    plan = plan_of(world, preset="phone")
    assert plan.mode is Mode.REFIT and (plan.width, plan.height) == (1170, 2532)
    placed = {pin.uuid for pin in plan.pins}
    assert placed.isdisjoint(pin.uuid for pin in plan.left_out)
    assert len(placed) + len(plan.left_out) == plan.considered == 9


def test_notes_and_strips_stay_out_of_a_refit_unless_asked_for(world: World) -> None:
    kinds = {pin.kind for pin in plan_of(world, preset="desktop").pins}
    assert kinds == {PinKind.STILL, PinKind.LINE}
    assert PinKind.NOTE not in {pin.kind for pin in plan_of(world, notes=False).pins}


def test_a_print_preset_follows_the_dots_per_inch(world: World) -> None:
    plan = plan_of(world, preset="a4", dpi=150)
    assert (plan.width, plan.height, plan.dpi) == (1240, 1754, 150)


def test_stills_with_too_few_pixels_are_named(world: World) -> None:
    soft = plan_of(world, width=4000).soft
    assert soft and soft[0].name.startswith("shot-") and not plan_of(world, width=600).soft


def test_an_empty_board_cannot_be_exported(library: Path) -> None:
    board, _ = boards.create_board("Empty")
    with pytest.raises(KnownError, match="There is nothing on this board yet"):
        exporting.plan(ExportRequest(board.id))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"width": 16_001, "height": 9_000, "limit": 16_000}, r"The largest that works is 16,000 × 8,999"),
        ({"width": 16_384, "height": 10, "format": Format.WEBP}, "16,383"),
        ({"width": 40_000, "height": 10}, "32,000"),
        ({"background": None, "format": Format.JPEG}, "JPEG has no transparency"),
        ({"background": "reddish"}, "not a colour"),
        ({"width": 100, "height": 100, "margin": 60}, "leaves no room"),
        ({"frame": "none"}, "not on the board"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_painted(
    world: World, asked: dict[str, object], said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        plan_of(world, **asked)


def test_a1_at_300_dpi_can_be_planned(world: World) -> None:
    plan = plan_of(world, width=7016, height=9933, dpi=300)
    assert exporting.band_height(plan) * plan.width * 4 < 8_000_000


def test_an_unknown_ending_lists_the_formats() -> None:
    with pytest.raises(KnownError, match=r"\.png, \.jpg, \.webp, \.tif, \.pdf, \.svg or \.html"):
        format_of(Path("board.bmp"))


# --- frames -------------------------------------------------------------------------------------


def test_a_frame_shows_the_board_under_it(world: World) -> None:
    frame = Pin("f", PinKind.FRAME, Place(0, 0, 200, 120), z=-1, text="First")
    boards.apply_edit(world.board_id, BoardEdit(after=(frame,)))
    plan = plan_of(world, frame="f", width=400)
    assert plan.height == 240 and plan.scale == 2 and plan.origin == (0, 0)
    assert world.pins[0].uuid in {pin.uuid for pin in plan.pins}
    assert world.pins[5].uuid not in {pin.uuid for pin in (*plan.pins, *plan.left_out)}


def laid_frame(world: World) -> Pin:
    opened = boards.open_board(world.board_id)
    frame, edit = exporting_frames.frame_made(opened, "phone")
    edit = edit.then(exporting_frames.laid_out(opened, frame, ExportRequest(world.board_id)))
    boards.apply_edit(world.board_id, edit)
    return frame


def test_a_frames_own_layout_is_what_its_preset_exports(world: World) -> None:
    before = plan_of(world, preset="phone")
    frame = laid_frame(world)
    after = plan_of(world, preset="phone")
    assert [pin.place for pin in after.pins] == [pin.place for pin in before.pins]
    assert {pin.frame for pin in after.pins} == {frame.uuid}
    assert {pin.uuid for pin in after.left_out} == {pin.uuid for pin in before.left_out}


def test_what_is_moved_in_a_layout_stays_with_its_frame_and_off_the_board(world: World) -> None:
    frame = laid_frame(world)
    twin = exporting_frames.twins_of(boards.open_board(world.board_id), frame.uuid)[0]
    boards.apply_edit(world.board_id, exporting_frames.moved(twin, replace(twin.place, x=1.0)))
    assert any(pin.place.x == 1.0 for pin in plan_of(world, preset="phone").pins)
    assert all(pin.place.x != 1.0 for pin in plan_of(world).pins)


def test_moving_the_frame_on_the_board_leaves_its_layout_alone(world: World) -> None:
    frame = laid_frame(world)
    before = plan_of(world, frame=frame.uuid)
    moved = replace(frame, place=replace(frame.place, x=5000.0, width=99.0))
    boards.apply_edit(world.board_id, BoardEdit((frame,), (moved,)))
    assert plan_of(world, frame=frame.uuid) == before


def test_a_line_keeps_its_break_until_its_words_change(world: World) -> None:
    laid_frame(world)
    plan = plan_of(world, preset="phone")
    line = next(pin.line for pin in plan.pins if pin.kind is PinKind.LINE)
    assert " ".join(plan.lines[line].text.split()) == SAID


# --- writing ------------------------------------------------------------------------------------

RASTER = [Format.PNG, Format.JPEG, Format.WEBP, Format.TIFF]
SUFFIX = {Format.PNG: "png", Format.JPEG: "jpg", Format.WEBP: "webp", Format.TIFF: "tif"}


@pytest.mark.parametrize("kind", RASTER)
def test_size_profile_resolution_and_colour_are_in_the_file(
    world: World, tmp_path: Path, kind: Format
) -> None:
    plan = plan_of(world, width=331, height=207, format=kind, dpi=300)
    with Image.open(put(plan, tmp_path / f"x.{SUFFIX[kind]}")) as image:
        assert image.size == (331, 207) and image.mode == "RGB"
        assert "sRGB" in ImageCms.getProfileName(io.BytesIO(image.info["icc_profile"]))
        said = image.info.get("dpi") or (image.getexif()[0x011A],) * 2
        assert said[0] == pytest.approx(300, abs=0.1) and said[1] == pytest.approx(300, abs=0.1)
        assert image.getpixel((330, 206)) == pytest.approx((16, 128, 240), abs=3)


@pytest.mark.parametrize("kind", [Format.PNG, Format.WEBP, Format.TIFF])
def test_a_clear_background_is_transparent(world: World, tmp_path: Path, kind: Format) -> None:
    plan = plan_of(world, width=64, height=48, format=kind, background=None)
    with Image.open(put(plan, tmp_path / f"x.{SUFFIX[kind]}")) as image:
        assert image.mode == "RGBA" and image.getpixel((5, 5))[3] == 64


@pytest.mark.parametrize("kind", [Format.PNG, Format.TIFF])
def test_many_bands_make_one_picture(
    world: World, tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_BAND_BYTES", 1)
    plan = plan_of(world, width=50, height=163, format=kind)

    class Striped(Flat):
        def paint_band(self, y: int, height: int) -> bytes:
            return b"".join(bytes((row, 255 - row, row // 2)) * 50 for row in range(y, y + height))

    exporting.write(plan, Striped(plan), tmp_path / "x", lambda done, total: None)
    with Image.open(tmp_path / "x") as image:
        assert [image.getpixel((n % 50, n)) for n in range(163)] == [(n, 255 - n, n // 2) for n in range(163)]


def test_quality_changes_the_size_of_the_file(world: World, tmp_path: Path) -> None:
    class Noise(Flat):
        def paint_band(self, y: int, height: int) -> bytes:
            return bytes((n * n * 7919 + y) % 251 for n in range(self.plan.width * height * 3))

    sizes = []
    for quality in (40, 95):
        plan = plan_of(world, width=120, height=120, format=Format.JPEG, quality=quality)
        exporting.write(plan, Noise(plan), tmp_path / "x.jpg")
        sizes.append((tmp_path / "x.jpg").stat().st_size)
    assert sizes[0] < sizes[1]


# --- all or nothing -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Format))
def test_a_cancelled_export_leaves_nothing(world: World, tmp_path: Path, kind: Format) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def stop(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        put(plan_of(world, width=80, height=60, format=kind), folder / "x", stop)
    assert list(folder.iterdir()) == []


def test_an_older_file_stays_whole_when_the_new_one_fails(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.png"
    target.write_bytes(b"older")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(exporting_raster, "_write_png", full)
    with pytest.raises(KnownError, match="is full"):
        put(plan_of(world), target)
    assert target.read_bytes() == b"older" and not list(tmp_path.glob(".*.part"))


def test_a_folder_that_is_not_there_or_not_ours_is_said(world: World, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no folder"):
        put(plan_of(world), tmp_path / "nowhere" / "x.png")
    with pytest.raises(KnownError, match="is a folder"):
        put(plan_of(world), tmp_path)


def test_a_folder_that_refuses_is_said(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KnownError, match="Choose another folder"):
        put(plan_of(world), tmp_path / "x.png")


def test_progress_goes_from_nothing_to_all(world: World, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    put(plan_of(world, width=100, height=70), tmp_path / "x.png", lambda *step: steps.append(step))
    assert steps[0] == (0, 70) and steps[-1] == (70, 70)


# --- documents ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_a_pdf_holds_its_words_as_text_and_has_the_page_size(world: World, tmp_path: Path) -> None:
    from moodboard.qt.board_painter import BoardPainter, planned

    plan = planned(ExportRequest(world.board_id, Format.PDF, width=960, height=480, dpi=96))
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.pdf")
    data = (tmp_path / "x.pdf").read_bytes()
    box = re.search(rb"/MediaBox \[0 0 (\S+) (\S+)\]", data)
    assert box is not None and (float(box[1]), float(box[2])) == pytest.approx((720, 360), abs=1)
    assert b"/ToUnicode" in data and b"/DCTDecode" in data
    try:
        said = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], capture_output=True, text=True)
    except FileNotFoundError:
        return
    assert SAID in " ".join(said.stdout.split())


@pytest.mark.usefixtures("qapp")
def test_an_svg_holds_the_files_own_bytes_and_the_words(world: World, tmp_path: Path) -> None:
    import base64
    from xml.etree import ElementTree

    from moodboard.qt.board_painter import BoardPainter, planned
    from moodboard.services import pictures

    plan = planned(ExportRequest(world.board_id, Format.SVG, width=800))
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.svg")
    text = (tmp_path / "x.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("width") == "800"
    assert SAID in [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    still = plan.stills[world.pins[0].still]
    assert base64.b64encode(pictures.original(still.picture).read_bytes()).decode() in text
    assert text.count("<image ") == 6 and "<text" not in text


def test_a_pin_style_survives_planning(world: World) -> None:
    plan = plan_of(world)
    assert next(pin for pin in plan.pins if pin.uuid == world.pins[3].uuid).style != PinStyle()
