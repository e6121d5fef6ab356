# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a film's page: its still under title, facts, stars, heart, themes and rhythm."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from moodboard.domain.film import FilmPage
from moodboard.domain.still import Still
from moodboard.qt.film_sheet_pictures import shade
from moodboard.qt.film_title import SMALL_STEPS, STEPS, SetTitle, set_title
from moodboard.qt.film_words import facts_words, rhythm_words
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.scripts import foreign_stretches
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import DARK, PAGE_MARGIN, Tokens, with_alpha
from moodboard.ui import icons, theme
from moodboard.ui.buttons import fill_button, outline_button
from moodboard.ui.film.themes_row import ThemesRow
from moodboard.ui.on_ground import set_ground, tokens_on
from moodboard.ui.stars import StarsEdit, paint_stars, star_path

HIGHEST, LOWEST, BARE = 300, 216, 160
_FOOT = 22
_PITCH, _RADIUS = 17.0, 7.0


class HeaderStars(StarsEdit):
    """The current rating: filled stars only, with outlines while it is being given."""

    def sizeHint(self) -> QSize:
        """Five stars."""
        return QSize(round(4 * _PITCH + 2 * _RADIUS) + 6, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Outlines under the pointer or the keyboard."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if self.underMouse() or self.hasFocus():
            painter.setPen(QColor(tokens.ink))
            for place in range(5):
                painter.save()
                painter.translate(2 + _RADIUS + place * _PITCH, middle)
                painter.setOpacity(0.6)
                painter.drawPath(star_path(_RADIUS))
                painter.restore()
        shown = self._hovered if self._hovered is not None else self.rating()
        paint_stars(painter, shown, 2.0, middle, tokens.star, _PITCH, _RADIUS)

    def enterEvent(self, event: object) -> None:
        """Show the outlines."""
        self.update()

    def _rating_at(self, x: float) -> int:
        place = (x - 2 - _RADIUS + _PITCH / 2) / _PITCH
        return min(10, max(1, math.floor(place * 2) + 1))


class HeaderHeart(QAbstractButton):
    """A heart that is given or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedSize(26, 24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Heart"))
        self.setToolTip(self.tr("Heart (Space)"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ember when given."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ink = tokens.accent if on else tokens.ink
        opacity = 1.0 if on or self.underMouse() or self.hasFocus() else 0.6
        icons.paint(painter, "heart-full" if on else "heart", QRectF(5, 4, 16, 16), ink, opacity)


class FilmHeader(QWidget):
    """Say what film it is, over the still that stands for it."""

    rated = Signal(object)
    liked = Signal(bool)
    themes_edited = Signal(object)
    facts_opened = Signal()
    log_requested = Signal()
    board_requested = Signal()
    watching_requested = Signal()
    """It plays elsewhere, and its clock is to run."""
    capture_requested = Signal()
    """Its film file is wanted, to take shots and lines out of it."""
    cover_requested = Signal(str)
    """The uuid of the still that is to stand for the film, empty for the first one."""

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.margin = PAGE_MARGIN
        self._page: FilmPage | None = None
        self._still: Still | None = None
        self._title: SetTitle | None = None
        self._picture: tuple[tuple[str, int, int, float], QPixmap, bool] | None = None
        self._quiet = False
        self.stars, self.heart = HeaderStars(self), HeaderHeart(self)
        self.themes = ThemesRow(self)
        self.log_button = fill_button(self.tr("Log a watch"), "plus", parent=self)
        self.board_button = outline_button(self.tr("Open board"), "board", parent=self)
        self.capture_button = outline_button(self.tr("Capture"), "capture", parent=self)
        self.capture_button.setToolTip(self.tr("Open the film file, and take shots and lines out of it"))
        self.watching_button = outline_button(icon="watching", parent=self)
        self.watching_button.setAccessibleName(self.tr("Watch now"))
        self.log_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stars.rated.connect(self._on_rated)
        self.heart.clicked.connect(self.liked)
        self.themes.themes_edited.connect(self.themes_edited)
        self.log_button.clicked.connect(self.log_requested)
        self.board_button.clicked.connect(self.board_requested)
        self.watching_button.clicked.connect(self.watching_requested)
        self.capture_button.clicked.connect(self.capture_requested)
        self.setMouseTracking(True)
        thumbs.arrived_together.connect(self._on_arrived)
        theme.controller().changed.connect(self._on_theme)

    # -- what is shown -------------------------------------------------------------------------------

    def show_page(self, page: FilmPage, still: Still | None, known_themes: tuple[str, ...]) -> None:
        """Show a film and the still that stands for it."""
        self._page, self._still = page, still
        self._quiet = True
        self.stars.set_rating(page.film.rating)
        self._quiet = False
        self.heart.setChecked(page.film.liked)
        self.themes.show_themes(page.film.themes, known_themes)
        self.setAccessibleName(page.film.title)
        self.setAccessibleDescription(f"{facts_words(page)}. {rhythm_words(page)}")
        self._on_theme()
        self._lay_out()
        self.update()

    def say_board(self, has_one: bool) -> None:
        """Offer to open a board of the film, or to make the first."""
        words = self.tr("Open board") if has_one else self.tr("New board")
        tip = self.tr("Open its newest board, or choose one") if has_one else self.tr("Make its first board")
        self.board_button.setText(words)
        self.board_button.setAccessibleName(words)
        self.board_button.setToolTip(tip)
        self._lay_out()

    def still(self) -> Still | None:
        """What it shows."""
        return self._still

    def _poster(self) -> str:
        return self._page.row.poster if self._page is not None else ""

    def height_in(self, room: int, width: int) -> int:
        """How high it is on a page of this size."""
        title = self._set(width, room)
        needed = title.height + 96
        if self._still is None:
            return max(BARE, needed + 12)
        return max(min(HIGHEST, max(LOWEST, round(room * 0.352))), needed + 30)

    def _set(self, width: int, room: int = 0) -> SetTitle:
        title = self._page.film.title if self._page is not None else ""
        steps: tuple[str, ...] = STEPS if self._still is not None else SMALL_STEPS
        if room and room < 720 and self._still is not None:
            steps = STEPS[1:]  # a low window has no room for the largest
        self._title = set_title(title, max(120, width - 2 * self.margin), steps)
        return self._title

    def _on_theme(self) -> None:
        set_ground(self, on_still(theme.tokens()) if self._still is not None or self._poster() else None)
        self._picture = None
        self.update()

    # -- layout --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything keeps to its edge."""
        super().resizeEvent(event)
        self._lay_out()

    def _bottom(self) -> int:
        return self.height() - _FOOT

    def rhythm_base(self) -> float:
        """The base line of the rhythm's words."""
        return self._bottom() - 6.0

    def facts_base(self) -> float:
        """The base line of the facts."""
        return self.rhythm_base() - 30.0

    def _lay_out(self) -> None:
        right = self.width() - self.margin
        for button in (self.log_button, self.watching_button, self.capture_button, self.board_button):
            size = button.sizeHint()
            button.setGeometry(
                right - size.width(), self._bottom() - size.height(), size.width(), size.height()
            )
            right -= size.width() + 10
        facts = self._facts_width()
        middle = round(self.facts_base() - 4)
        x = self.margin + round(facts) + (18 if facts else -2)
        self.stars.setGeometry(x, middle - 12, self.stars.sizeHint().width(), 24)
        x += self.stars.width() + 2
        self.heart.move(x, middle - 12)
        x += 34
        self.themes.setGeometry(x, middle - 13, max(80, self.width() - self.margin - x - 4), 26)
        if self.themes.geometry().bottom() >= self.board_button.y():
            self.themes.resize(max(80, self.board_button.x() - 16 - x), 26)

    def _facts_width(self) -> float:
        words = facts_words(self._page) if self._page is not None else ""
        return min(QFontMetricsF(_facts_font()).horizontalAdvance(words), self._facts_room())

    def _facts_room(self) -> float:
        """Facts give way to stars, heart and a theme."""
        return max(120.0, self.width() * 0.42)

    # -- pointer -------------------------------------------------------------------------------------

    def _words_rect(self) -> QRect:
        """Title and facts: a double click on them edits the film."""
        height = self._title.height if self._title is not None else 0
        top = round(self.facts_base()) - 22 - height
        return QRect(self.margin, top, self.width() - 2 * self.margin, height + 28)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Title and facts are edited in their dialog."""
        if self._words_rect().contains(event.position().toPoint()):
            self.facts_opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Edit the film, or let go of the chosen still."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit the film…")).triggered.connect(self.facts_opened)
        if self._page is not None and self._page.film.cover:
            action = menu.addAction(self.tr("Use the first shot as header"))
            action.triggered.connect(lambda: self.cover_requested.emit(""))
        menu.popup(event.globalPos())

    def _on_rated(self, rating: int | None) -> None:
        if not self._quiet:
            self.rated.emit(rating)

    # -- painting ------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Still or panel, gradient, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self._page
        if page is None:
            return
        tokens = tokens_on(self)
        if self._still is not None:
            self._paint_still(painter, self._still)
        else:
            self._paint_panel(painter, page, tokens)
        painter.setPen(QColor(tokens.ink))
        title = self._title or self._set(self.width())
        title.paint(painter, self.margin, self.facts_base() - 24 - title.height)
        self._paint_lines(painter, page)

    def _paint_lines(self, painter: QPainter, page: FilmPage) -> None:
        facts = _facts_font()
        painter.setFont(facts)
        shown = QFontMetricsF(facts).elidedText(
            facts_words(page), Qt.TextElideMode.ElideRight, self._facts_room()
        )
        painter.drawText(QPointF(self.margin, self.facts_base()), shown)
        words = rhythm_words(page)
        font = make_font(SERIF, 20, italic=not foreign_stretches(words, SERIF))
        painter.setFont(font)
        room = self.board_button.x() - self.margin - 24
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(self.margin, self.rhythm_base()), shown)

    def _paint_panel(self, painter: QPainter, page: FilmPage, tokens: Tokens) -> None:
        image = self._thumbs.image(page.row.poster, 64) if page.row.poster else None
        if image is None:
            ground = theme.tokens().stage if page.row.poster else tokens.raised
            painter.fillRect(self.rect(), QColor(ground))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(theme.tokens().line))
            return
        few = image.scaled(
            5, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        across = QLinearGradient(0, 0, self.width(), 0)
        for place in range(few.width()):
            across.setColorAt(place / 4, few.pixelColor(place, 0))
        painter.fillRect(self.rect(), across)
        painter.fillRect(self.rect(), with_alpha(theme.tokens().stage, 0.62))

    def _paint_still(self, painter: QPainter, still: Still) -> None:
        picture = self._header_picture(still)
        if picture is None:
            painter.fillRect(self.rect(), QColor(still.average))
        else:
            painter.drawPixmap(0, 0, picture)
        painter.fillRect(self.rect(), shade(self.height(), theme.tokens().stage))

    def _header_picture(self, still: Still) -> QPixmap | None:
        ratio = self.devicePixelRatioF()
        key = still.picture, self.width(), self.height(), ratio
        if self._picture is not None and self._picture[0] == key and self._picture[2]:
            return self._picture[1]
        across = max(self.width(), self.height() * still.ratio) * ratio
        longest = round(max(across, across / still.ratio))
        image = self._thumbs.sharp(still.picture, longest)
        final = image is not None
        image = image or self._thumbs.nearest(still.picture, 512)
        if image is None:
            self._thumbs.image(still.picture, 256)
            return None
        if self._picture is None or self._picture[0] != key or final:
            self._picture = key, _filling(image, self.size(), ratio), final
        return self._picture[1]

    def _on_arrived(self, came: object) -> None:
        still = self._still
        shown = still.picture if still is not None else self._poster()
        if shown and isinstance(came, list) and any(key[0] == shown for key in came):
            if self._picture is not None and not self._picture[2]:
                self._picture = None
            self.update()


def _facts_font() -> QFont:
    font = ui_font("body")
    font.setPixelSize(14)
    return font


def _filling(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Return the picture cut to fill the header, a little above its middle."""
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    scale = max(width / image.width(), height / image.height())
    wide, high = max(1, round(width / scale)), max(1, round(height / scale))
    left = (image.width() - wide) // 2
    top = round((image.height() - high) * 0.42)
    part = image.copy(left, top, wide, high)
    scaled = part.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    made = QPixmap.fromImage(scaled)
    made.setDevicePixelRatio(ratio)
    return made


def on_still(tokens: Tokens) -> Tokens:
    """Return the tokens of what lies on a still: paper on dark in both themes, the theme's own ember."""
    return replace(
        DARK,
        ink=DARK.stage_ink,
        raised="#66120E0C",
        hover="#A6120E0C",
        line_2="#8CF0E7DC",
        star="#F2B873",
        fill=tokens.fill,
        on_fill=tokens.on_fill,
        fill_pressed=tokens.fill_pressed,
    )
