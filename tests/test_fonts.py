# SPDX-License-Identifier: GPL-3.0-or-later
"""The two families are there, and their axes do what the look asks."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter

from moodboard.domain.board import TextStyle
from moodboard.qt import fonts

pytestmark = pytest.mark.usefixtures("qapp")


def darkness(font: QFont, words: str = "Me too, now we know how.") -> int:
    """Return how much ink the words take."""
    image = QImage(700, 90, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    painter.drawText(10, 60, words)
    painter.end()
    return sum(255 - value for value in bytes(image.constBits()))


def test_both_families_come_from_their_packages() -> None:
    assert {fonts.SERIF, fonts.SANS} <= fonts.load_fonts()


@pytest.mark.parametrize("name", fonts.TYPE)
def test_a_named_type_has_its_family_and_size(name: str) -> None:
    font, spec = fonts.ui_font(name), fonts.TYPE[name]
    assert QFontInfo(font).family() == spec.family
    assert font.pixelSize() == spec.size >= 12
    assert font.italic() is spec.italic
    assert font.letterSpacing() == pytest.approx(spec.tracking, abs=1 / 64)
    assert fonts.line_height(name) == spec.line


@pytest.mark.parametrize("family", [fonts.SERIF, fonts.SANS])
@pytest.mark.parametrize("italic", [False, True])
def test_a_heavier_weight_takes_more_ink(family: str, italic: bool) -> None:
    light, medium = (fonts.make_font(family, 48, weight, italic) for weight in (300, 500))
    assert darkness(medium) > darkness(light) * 1.1


def test_the_optical_size_follows_the_size() -> None:
    font = fonts.make_font(fonts.SERIF, 48)
    other = fonts.make_font(fonts.SERIF, 48)
    other.setVariableAxis(QFont.Tag("opsz"), 6)
    assert darkness(other) > darkness(font) * 1.05


def test_figures_of_a_timecode_are_equally_wide() -> None:
    metrics = QFontMetricsF(fonts.ui_font("timecode"))
    assert metrics.horizontalAdvance("1:11:11") == metrics.horizontalAdvance("0:46:28")


def test_an_unknown_family_falls_back_to_the_serif() -> None:
    assert QFontInfo(fonts.make_font("No Such Family", 20)).family() == fonts.SERIF


def test_a_changed_copy_leaves_the_next_one_as_it_was() -> None:
    fonts.ui_font("body").setPixelSize(90)
    assert fonts.ui_font("body").pixelSize() == 13


def test_the_families_used_name_the_fall_backs() -> None:
    style = TextStyle()
    assert fonts.families_used("Me too.", fonts.font_of(style)) == (fonts.SERIF,)
    used = fonts.families_used("Me too, שלום", fonts.font_of(style))
    assert fonts.SERIF in used
    assert len(used) > 1 or not fonts.covers(fonts.SERIF, "ש")


def test_what_a_family_lacks_is_known() -> None:
    assert fonts.covers(fonts.SERIF, "é")
    assert not fonts.covers(fonts.SERIF, "ש")
