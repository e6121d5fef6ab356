# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed families: their names, and the weights that each one offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics

from moodboard.qt.fonts import SANS, SERIF, load_fonts

OUR_WEIGHTS = {SERIF: (200, 800), SANS: (100, 900)}
_WEIGHT = QFont.Tag("wght")


@dataclass(frozen=True, slots=True)
class Weights:
    """What weights a family has: every one between two, or some."""

    least: int
    most: int
    steps: tuple[int, ...] = ()
    """Empty for a family with an axis."""

    def nearest(self, weight: int) -> int:
        """Return the weight that the family has nearest to this one."""
        if self.steps:
            return min(self.steps, key=lambda step: abs(step - weight))
        return min(max(weight, self.least), self.most)

    @property
    def is_one(self) -> bool:
        """Whether there is nothing to choose."""
        return self.least == self.most


def families() -> list[str]:
    """Return the families to choose from, our two first."""
    load_fonts()
    others = [
        name
        for name in QFontDatabase.families()
        if name not in (SERIF, SANS)
        and not name.startswith((".", "@"))
        and not QFontDatabase.isPrivateFamily(name)
    ]
    return [SERIF, SANS, *others]


@lru_cache(maxsize=512)
def weights_of(family: str) -> Weights:
    """Return the weights of a family; of one that is not there, those that Qt can ask for."""
    if family in OUR_WEIGHTS:
        return Weights(*OUR_WEIGHTS[family])
    for axis in QFontInfo(QFont(family)).variableAxes():
        if axis.tag() == _WEIGHT and QFontDatabase.hasFamily(family):
            return Weights(round(axis.minimumValue()), round(axis.maximumValue()))
    steps = sorted({QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)})
    steps = [step for step in steps if 1 <= step <= 1000]
    if not steps:
        return Weights(100, 900)
    return Weights(steps[0], steps[-1], tuple(steps))


def writes(family: str, text: str) -> bool:
    """Tell whether the family has the letters of its own name, so that it can show it."""
    if QFontDatabase.WritingSystem.Latin not in QFontDatabase.writingSystems(family):
        return False  # ornaments lie where others have letters
    metrics = QFontMetrics(QFont(family))
    return all(metrics.inFontUcs4(ord(character)) for character in text if not character.isspace())
