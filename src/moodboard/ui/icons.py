# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own line icons, tinted in the colour of their role and crisp at every scale."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from moodboard.qt.tokens import Tokens
from moodboard.resources import asset

SIZE = 16
_PIXELS = (16, 24, 32, 48)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return asset(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """SVG knows no #AARRGGBB, so the drawing is made opaque; callers paint it translucent."""
    svg = _source(name).replace("currentColor", QColor(colour).name())
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, name: str, rect: QRectF, colour: str, opacity: float = 1.0) -> None:
    """Draw the icon into the rectangle."""
    before = painter.opacity()
    painter.setOpacity(before * opacity)
    _renderer(name, colour).render(painter, rect)
    painter.setOpacity(before)


def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0, opacity: float = 1.0) -> QPixmap:
    """Return the icon as a picture of ``size`` logical pixels."""
    pixels = round(size * ratio)
    result = QPixmap(QSize(pixels, pixels))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, name, QRectF(0, 0, pixels, pixels), colour, opacity)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


def icon(name: str, role: str = "ink_2", colours: Tokens | None = None) -> QIcon:
    """Return the icon in a token's colour: ink on hover, accent when on, faint when disabled."""
    if colours is None:
        from moodboard.ui import theme

        colours = theme.tokens()
    plain = str(getattr(colours, role))
    return _icon(name, plain, colours.ink if role == "ink_2" else plain, colours.accent)


@lru_cache(maxsize=512)
def _icon(name: str, plain: str, hover: str, chosen: str) -> QIcon:
    result = QIcon()
    mode, state = QIcon.Mode, QIcon.State
    for pixels in _PIXELS:
        result.addPixmap(pixmap(name, plain, pixels), mode.Normal, state.Off)
        result.addPixmap(pixmap(name, hover, pixels), mode.Active, state.Off)
        result.addPixmap(pixmap(name, chosen, pixels), mode.Normal, state.On)
        result.addPixmap(pixmap(name, plain, pixels, opacity=0.45), mode.Disabled, state.Off)
    return result


@lru_cache(maxsize=64)
def tinted_file(name: str, colour: str) -> str:
    """Return the path of a tinted copy: style sheets can only name files."""
    svg = _source(name).replace("currentColor", QColor(colour).name())
    digest = hashlib.sha256(svg.encode()).hexdigest()[:12]
    path = _scratch() / f"{name}-{digest}.svg"
    if not path.exists():
        path.write_text(svg, encoding="utf-8")
    return path.as_posix()


_folder: Path | None = None


def _scratch() -> Path:
    """A folder of this process, gone when it ends."""
    global _folder
    if _folder is None:
        _folder = Path(tempfile.mkdtemp(prefix="moodboard-icons-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    return _folder


def names() -> tuple[str, ...]:
    """Return the names of all shipped icons."""
    return tuple(sorted(path.stem for path in asset("icons").glob("*.svg")))
