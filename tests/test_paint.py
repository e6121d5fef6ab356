# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins are painted where they lie, as their style says, at every zoom."""

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPicture

from moodboard.domain.board import NOTE_STYLE, WHOLE, Crop, Pin, PinKind, PinStyle, Place, TextStyle, Tone
from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.domain.tone import toned_colour
from moodboard.qt import paint
from moodboard.qt.paint import Look
from moodboard.qt.tokens import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

RED, GREEN, BLUE, WHITE = "#c03020", "#20a040", "#2040c0", "#ffffff"
FLAT = Look(LIGHT, shadows=False)


def quarters() -> QImage:
    """Return a picture of four colours: red, green over blue, white."""
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for n, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        painter.fillRect(n % 2 * 40, n // 2 * 20, 40, 20, QColor(colour))
    painter.end()
    return image


@dataclass
class Source:
    """A source with one picture, one line."""

    image: QImage | None = field(default_factory=quarters)
    alpha: bool = False
    asked: list[tuple[float, float]] = field(default_factory=list)

    def still(self, uuid: str) -> Still | None:
        if not uuid:
            return None
        return Still(uuid, uuid, 80, 40, average="#336699", timecode=760, alpha=self.alpha)

    def line(self, uuid: str) -> Line | None:
        return Line(uuid, "Me too, now we know how.") if uuid else None

    def attribution(self, line: Line) -> str:
        return "Her"

    def caption(self, pin: Pin) -> str:
        return paint.caption_words(pin.style.caption, self.still(pin.still), "Her")

    def still_under(self, pin: Pin) -> Pin | None:
        return None

    def picture(
        self, still: Still, crop: Crop, device_width: float, device_height: float
    ) -> tuple[QImage, QRectF] | None:
        self.asked.append((device_width, device_height))
        if self.image is None:
            return None
        width, height = self.image.width(), self.image.height()
        return self.image, QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)


def still_pin(turn: float = 0.0, crop: Crop = WHOLE, uuid: str = "p", **style: object) -> Pin:
    return Pin(
        uuid, PinKind.STILL, Place(40, 40, 160, 80, turn), still="s", crop=crop, style=PinStyle(**style)
    )


def paint_on(
    *pins: Pin, source: Source | None = None, look: Look = FLAT, zoom: float = 1.0, **more: object
) -> QImage:
    image = QImage(round(300 * zoom), round(200 * zoom), QImage.Format.Format_RGB32)
    image.fill(QColor(look.tokens.canvas))
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    paint.paint_pins(painter, pins, source or Source(), replace(look, scale=zoom), **more)
    painter.end()
    return image


def colour_at(image: QImage, x: float, y: float, zoom: float = 1.0) -> str:
    return image.pixelColor(int(x * zoom), int(y * zoom)).name()


def close(one: str, other: str, by: int = 3) -> bool:
    return all(abs(int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) <= by for n in (1, 3, 5))


@pytest.mark.parametrize("zoom", [0.25, 1, 3])
def test_a_still_fills_its_place(zoom: float) -> None:
    image = paint_on(still_pin(), zoom=zoom)
    assert colour_at(image, 60, 50, zoom) == RED
    assert colour_at(image, 180, 50, zoom) == GREEN
    assert colour_at(image, 60, 110, zoom) == BLUE
    assert colour_at(image, 36, 80, zoom) == LIGHT.canvas.lower()
    assert colour_at(image, 206, 80, zoom) == LIGHT.canvas.lower()


def test_a_crop_shows_its_part_only() -> None:
    image = paint_on(still_pin(crop=Crop(0.5, 0.5, 0.5, 0.5)))
    assert {colour_at(image, x, y) for x in (45, 120, 190) for y in (50, 110)} == {WHITE}


def test_a_flip_mirrors_the_picture() -> None:
    assert colour_at(paint_on(still_pin(flip_x=True)), 60, 50) == GREEN
    assert colour_at(paint_on(still_pin(flip_y=True)), 60, 50) == BLUE
    assert colour_at(paint_on(still_pin(flip_x=True, flip_y=True)), 60, 50) == WHITE


def test_a_turn_is_clockwise_about_the_centre() -> None:
    image = paint_on(still_pin(turn=90))
    assert colour_at(image, 140, 30) == RED  # the top left goes to the top right
    assert colour_at(image, 140, 140) == GREEN
    assert colour_at(image, 50, 80) == LIGHT.canvas.lower()


@pytest.mark.parametrize("zoom", [0.25, 1, 3])
def test_the_edges_of_a_turned_still_are_smooth(zoom: float) -> None:
    image = paint_on(still_pin(turn=10, crop=Crop(0.5, 0.5, 0.5, 0.5)), zoom=zoom)
    column = [image.pixelColor(int(120 * zoom), y).blue() for y in range(image.height() // 2)]
    steps = {value for value in column if QColor(LIGHT.canvas).blue() + 2 < value < 253}
    whole = [image.pixelColor(x, int(52 * zoom)).blue() for x in range(image.width())]
    assert steps or {v for v in whole if QColor(LIGHT.canvas).blue() + 2 < v < 253}


def test_a_tone_is_the_domains_tone() -> None:
    tone = Tone(warmth=0.5, contrast=0.3, fade=0.2)
    for turn in (0.0, 180.0):
        image = paint_on(still_pin(turn=turn, tone=tone))
        at = (60, 50) if not turn else (180, 110)
        assert close(colour_at(image, *at), toned_colour(RED, tone), 1)


def test_greyscale_shows_no_colour() -> None:
    shown = QColor(colour_at(paint_on(still_pin(tone=Tone(greyscale=True))), 60, 50))
    assert shown.red() == shown.green() == shown.blue()


def test_opacity_lets_the_board_through_but_not_the_shadow() -> None:
    half = paint_on(still_pin(opacity=0.5), look=Look(LIGHT))
    ground, red = QColor(LIGHT.canvas), QColor(RED)
    expected = QColor(*((a + b) // 2 for a, b in zip(ground.getRgb()[:3], red.getRgb()[:3], strict=True)))
    assert close(colour_at(half, 60, 50), expected.name())


def test_a_missing_picture_is_a_plate_in_its_average_colour() -> None:
    assert colour_at(paint_on(still_pin(), source=Source(None)), 120, 80) == "#336699"
    assert colour_at(paint_on(still_pin(turn=5), source=Source(None)), 120, 80) == "#336699"
    tone = Tone(greyscale=True)
    assert colour_at(paint_on(still_pin(tone=tone), source=Source(None)), 120, 80) == toned_colour(
        "#336699", tone
    )


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("turn", [0.0, 3.0])
@pytest.mark.parametrize("zoom", [0.3, 1, 2.5])
def test_a_still_lies_on_the_board_with_its_shadow_below(tokens, turn: float, zoom: float) -> None:
    image = paint_on(still_pin(turn=turn), look=Look(tokens), zoom=zoom)
    below, far = QColor(colour_at(image, 120, 126, zoom)), QColor(colour_at(image, 120, 185, zoom))
    assert below.lightness() < far.lightness()
    assert far.name() == tokens.canvas.lower()
    assert colour_at(paint_on(still_pin(turn=turn), zoom=zoom), 120, 130, zoom) == LIGHT.canvas.lower()


def test_the_shadow_of_a_turned_still_falls_down_too() -> None:
    upright = paint_on(still_pin(), look=Look(LIGHT))
    upside_down = paint_on(still_pin(turn=180), look=Look(LIGHT))
    assert close(colour_at(upright, 120, 128), colour_at(upside_down, 120, 128), 2)


def test_a_large_still_has_the_same_shadow_from_patches() -> None:
    pin = replace(still_pin(), place=Place(40, 40, 220, 120))
    patched, whole = (
        paint_on(pin, look=Look(LIGHT)),
        paint_on(replace(pin, place=Place(140, 40, 60, 120)), look=Look(LIGHT)),
    )
    for y in (161, 165, 172, 180, 190):
        assert close(colour_at(patched, 150, y), colour_at(whole, 170, y), 3)


def test_a_cut_out_casts_no_rectangle() -> None:
    clear = QImage(80, 40, QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(0)
    image = paint_on(still_pin(), source=Source(clear, alpha=True), look=Look(LIGHT))
    assert colour_at(image, 120, 126) == LIGHT.canvas.lower()


def test_corners_are_rounded_where_that_can_be_seen() -> None:
    image = paint_on(still_pin(), zoom=3)
    assert colour_at(image, 40, 40, 3) != RED
    assert colour_at(image, 43, 43, 3) == RED


def test_what_lies_in_front_hides_what_lies_behind() -> None:
    front = replace(still_pin(uuid="q"), place=Place(40, 40, 160, 80), crop=Crop(0, 0, 0.5, 0.5))
    assert colour_at(paint_on(still_pin(), front), 180, 110) == RED
    assert colour_at(paint_on(front, still_pin()), 180, 110) == WHITE


def test_a_captioned_still_has_words_under_it() -> None:
    image = paint_on(still_pin(caption="{timecode} · {film}"))
    row = {colour_at(image, x, y) for x in range(40, 110) for y in range(128, 146)}
    assert any(QColor(colour).lightness() < 140 for colour in row)


def test_a_caption_without_a_timecode_leaves_no_gap() -> None:
    still = Still("s", "p", 80, 40)
    assert paint.caption_words("{timecode} · {film}", still, "Her") == "Her"
    assert paint.caption_words("{timecode} · {film}", replace(still, timecode=760), "Her") == "0:12:40 · Her"
    assert paint.caption_words("as it is", None) == "as it is"


def dark_pixels(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 120 for x in range(image.width()) for y in range(image.height())
    )


def line_pin(**style: object) -> Pin:
    made = PinStyle(text=TextStyle(size=24, weight=400, **style))
    return Pin("l", PinKind.LINE, Place(20, 20, 260, 58), line="l", style=made)


def test_a_line_is_set_in_the_ink_of_the_theme_or_its_own() -> None:
    assert dark_pixels(paint_on(line_pin())) > 200
    own = paint_on(line_pin(colour="#ff0000"))
    reds = [own.pixelColor(x, y) for x in range(300) for y in range(60)]
    assert any(colour.red() > 240 and colour.green() < 40 for colour in reds)


def test_the_source_of_a_line_is_set_under_it() -> None:
    assert dark_pixels(paint_on(line_pin(attribution=True))) > dark_pixels(paint_on(line_pin())) + 10


def note_pin(height: float = 52) -> Pin:
    return Pin(
        "n",
        PinKind.NOTE,
        Place(40, 40, 200, height),
        text="Night bus, one earphone each.",
        style=PinStyle(text=NOTE_STYLE),
    )


def test_a_note_is_a_raised_card() -> None:
    image = paint_on(note_pin(), look=Look(LIGHT))
    assert colour_at(image, 45, 45) == LIGHT.raised.lower()
    assert QColor(colour_at(image, 140, 96)).lightness() < QColor(LIGHT.canvas).lightness()


def test_a_note_grows_rather_than_cut_its_words() -> None:
    assert colour_at(paint_on(note_pin(10)), 45, 70) == LIGHT.raised.lower()
    assert paint.note_size("One", NOTE_STYLE, 200)[1] == pytest.approx(36.2)


@pytest.mark.parametrize("zoom", [0.37, 1, 2.2])
@pytest.mark.parametrize("turn", [0.0, 180.0])
def test_swatches_are_equal_strips_without_gaps(zoom: float, turn: float) -> None:
    colours = (RED, GREEN, BLUE) if not turn else (BLUE, GREEN, RED)
    pin = Pin("w", PinKind.SWATCHES, Place(40, 40, 200, 30, turn), colours=colours)
    image = paint_on(pin, zoom=zoom)
    met = [colour_at(image, x, 55, zoom) for x in (60, 140, 220)]
    assert all(close(one, other) for one, other in zip(met, (RED, GREEN, BLUE), strict=True))
    row = {image.pixelColor(x, int(55 * zoom)).name() for x in range(int(45 * zoom), int(235 * zoom))}
    assert all(QColor(colour).lightness() < 170 for colour in row)


def test_a_frame_is_an_outline_on_the_board_and_nothing_in_an_export() -> None:
    frame = Pin("f", PinKind.FRAME, Place(40, 40, 200, 100), text="Phone")
    assert colour_at(paint_on(frame), 40, 90) != LIGHT.canvas.lower()
    exported = paint_on(frame, look=replace(FLAT, exporting=True))
    assert {colour_at(exported, x, 90) for x in range(300)} == {LIGHT.canvas.lower()}


def test_the_background_of_a_frame_is_exported() -> None:
    frame = Pin("f", PinKind.FRAME, Place(40, 40, 200, 100), style=PinStyle(background="#223344"))
    assert colour_at(paint_on(frame, look=replace(FLAT, exporting=True)), 100, 90) == "#223344"


def test_a_faded_pin_is_seen_through() -> None:
    faded = paint_on(still_pin(), still_pin(uuid="other", turn=1), faded={"p": 0.0, "other": 0.0})
    assert colour_at(faded, 60, 50) == LIGHT.canvas.lower()


def test_pictures_are_asked_for_as_fine_as_they_are_shown() -> None:
    source = Source()
    paint_on(still_pin(), still_pin(turn=5), source=source, zoom=2)
    assert all(size == pytest.approx((320, 160)) for size in source.asked)


def test_one_pin_alone_is_painted_as_among_others() -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    paint.paint_pin(painter, still_pin(), Source(), FLAT)
    painter.end()
    assert image == paint_on(still_pin())


def test_a_high_density_screen_shows_the_same_picture() -> None:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    paint.paint_pins(painter, [still_pin()], Source(), replace(FLAT, scale=2))
    painter.end()
    image.setDevicePixelRatio(1)
    assert image == paint_on(still_pin(), zoom=2)


def test_a_document_gets_the_whole_picture_and_its_words() -> None:
    recorded = QPicture()
    painter = QPainter(recorded)
    paint.paint_pins(painter, [still_pin(), line_pin()], Source(), Look(LIGHT))
    painter.end()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.drawPicture(0, 0, recorded)
    painter.end()
    assert close(colour_at(image, 180, 100), WHITE, 12)


@pytest.mark.parametrize("turn", [0.0, 25.0])
@pytest.mark.parametrize("kind", list(PinKind))
def test_nothing_is_painted_outside_the_extent(kind: PinKind, turn: float) -> None:
    pin = Pin(
        "p",
        kind,
        Place(90, 70, 120, 60, turn),
        still="s",
        line="l",
        text="Night bus, one earphone",
        colours=(RED, BLUE),
        style=PinStyle(text=replace(NOTE_STYLE, size=14, attribution=True), caption="{timecode}"),
    )
    image = paint_on(pin, look=Look(LIGHT))
    extent = paint.pin_extent(pin, Source())
    for x in range(300):
        for y in range(200):
            if not (extent.x - 1 <= x <= extent.right + 1 and extent.y - 1 <= y <= extent.bottom + 1):
                assert close(colour_at(image, x, y), LIGHT.canvas.lower(), 1), (x, y)
