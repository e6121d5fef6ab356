# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of buttons: ghost, outline, fill, link, chip, tab; painted alike everywhere."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolTip, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import icons, theme
from moodboard.ui.on_ground import tokens_on

HEIGHT = 32
_ICON_GAP = 8


class Kind(StrEnum):
    """How loud a button is."""

    GHOST = "ghost"
    OUTLINE = "outline"
    FILL = "fill"
    LINK = "link"


class Button(QAbstractButton):
    """A button of one kind, with an icon, words, or both.

    It takes the focus by Tab only, so that a click on a board's button leaves the keyboard there.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: Kind = Kind.GHOST,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = icon
        self._trailing = ""
        self._action: QAction | None = None
        self._menu: QMenu | None = None
        self._padding = 16 if kind in (Kind.OUTLINE, Kind.FILL) else 12
        self._height = HEIGHT
        self._font = ui_font("body-strong")
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text or tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if kind is Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def icon_name(self) -> str:
        """The icon shown, empty for none."""
        return self._icon

    def set_compact(self, height: int = 28, padding: int = 10) -> None:
        """Make it smaller, for rows and bars."""
        self._height, self._padding = height, padding
        self.updateGeometry()

    def set_small_text(self) -> None:
        """Set its words at the size of captions."""
        self._font = ui_font("small-strong")
        self.updateGeometry()

    def set_menu(self, menu: QMenu, arrow: bool = True) -> None:
        """Open the menu under the button on a click."""
        self._menu = menu
        self._trailing = "chevron-down" if arrow else ""
        self.clicked.connect(self._open_menu)
        self.updateGeometry()

    def menu(self) -> QMenu | None:
        """The menu it opens."""
        return self._menu

    def set_action(self, action: QAction, words: bool = True, text: str = "") -> None:
        """Trigger the action, and show its tool-tip and whether it can be used now."""
        self._action = action
        if words:
            self.setText(text or action.text().replace("&", ""))
        self.setAccessibleName(text or action.text().replace("&", "").rstrip("…"))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def _on_action_changed(self) -> None:
        if self._action is not None:
            self.setEnabled(self._action.isEnabled())
            self.setToolTip(self._action.toolTip())
            if self._action.isCheckable():
                self.setCheckable(True)
                self.setChecked(self._action.isChecked())

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """As wide as its icon and words ask for."""
        width = self._content_width()
        if self._kind is Kind.LINK:
            return QSize(round(width), max(18, self._height - 12))
        if not self.text():
            return QSize(self._height, self._height)
        return QSize(round(width) + 2 * self._padding, self._height)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def _content_width(self) -> float:
        width = QFontMetricsF(self._font).horizontalAdvance(self.text()) if self.text() else 0.0
        if self._icon:
            width += icons.SIZE + (_ICON_GAP if self.text() else 0)
        if self._trailing and self.text():
            width += 18
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Plate, icon, words."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        self._paint_plate(painter, tokens)
        self._paint_content(painter, self._ink(tokens))

    def _paint_plate(self, painter: QPainter, tokens: Tokens) -> None:
        plate = self._plate(tokens)
        if plate is None and self._kind is not Kind.OUTLINE:
            return
        edge = QColor(tokens.line_2) if self._kind is Kind.OUTLINE else None
        painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(plate if plate is not None else Qt.BrushStyle.NoBrush)
        inset = 0.5 if edge is not None else 0.0
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, RADIUS_BUTTON - inset, RADIUS_BUTTON - inset)

    def _plate(self, tokens: Tokens) -> QColor | None:
        hovered = self.isEnabled() and (self.underMouse() or self._menu_open())
        if self._kind is Kind.FILL:
            return _pressed(QColor(tokens.fill)) if self.isDown() else QColor(tokens.fill)
        if self._kind is Kind.OUTLINE:
            base = QColor(tokens.hover if hovered else tokens.raised)
            return _pressed(base) if self.isDown() else base
        if self._kind is Kind.LINK:
            return None
        if self.isChecked():
            return QColor(tokens.soft)
        if hovered or self.isDown():
            return _pressed(QColor(tokens.hover)) if self.isDown() else QColor(tokens.hover)
        return None

    def _menu_open(self) -> bool:
        return self._menu is not None and self._menu.isVisible()

    def _ink(self, tokens: Tokens) -> str:
        if self._kind is Kind.FILL:
            return tokens.on_fill
        if self._kind is Kind.LINK:
            return tokens.accent
        if self._kind is Kind.OUTLINE:
            return tokens.ink
        if self.isChecked():
            return tokens.accent
        return tokens.ink if self.isEnabled() and self.underMouse() else tokens.ink_2

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        x = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            icons.paint(painter, self._icon, QRectF(x, middle - 8, icons.SIZE, icons.SIZE), ink)
            x += icons.SIZE + _ICON_GAP
        if not self.text():
            return
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(x, round(middle + (metrics.ascent() - metrics.descent()) / 2)), self.text())
        if self._kind is Kind.LINK and self.underMouse():
            under = round(middle + metrics.ascent() / 2 + 2)
            painter.drawLine(QPointF(x, under), QPointF(x + metrics.horizontalAdvance(self.text()), under))
        if self._trailing:
            x += metrics.horizontalAdvance(self.text()) + 6
            icons.paint(painter, self._trailing, QRectF(x, middle - 6, 12, 12), ink)


def _pressed(colour: QColor) -> QColor:
    """Six per cent darker."""
    return colour.darker(106)


def ghost_button(text: str = "", icon: str = "", tip: str = "", parent: QWidget | None = None) -> Button:
    """Return a button without an edge; the icon alone makes it a square of 32."""
    return Button(text, icon, Kind.GHOST, tip, parent)


def outline_button(text: str = "", icon: str = "", tip: str = "", parent: QWidget | None = None) -> Button:
    """Return a button on a raised plate with an edge."""
    return Button(text, icon, Kind.OUTLINE, tip, parent)


def fill_button(text: str = "", icon: str = "", tip: str = "", parent: QWidget | None = None) -> Button:
    """Return the main button; at most one on a screen."""
    return Button(text, icon, Kind.FILL, tip, parent)


def link_button(text: str, tip: str = "", parent: QWidget | None = None) -> Button:
    """Return words in ember that do something."""
    return Button(text, "", Kind.LINK, tip, parent)


class Chip(QAbstractButton):
    """A pill that is on or off; 26 high, the words at caption size."""

    def __init__(self, text: str, parent: QWidget | None = None, checkable: bool = True) -> None:
        super().__init__(parent)
        self.setCheckable(checkable)
        self._font = ui_font("small")
        self._font_on = ui_font("small-strong")
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its words and eleven pixels on either side."""
        room = 22 if self.isCheckable() else 25
        return QSize(round(QFontMetricsF(self._font_on).horizontalAdvance(self.text())) + room, 26)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dark pill when on, an outlined one when off."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.chip), 1))
            painter.setBrush(QColor(tokens.chip))
        else:
            painter.setPen(QPen(QColor(tokens.line_2), 1))
            hovered = self.isEnabled() and self.underMouse()
            painter.setBrush(QColor(tokens.hover) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 12.5, 12.5)
        painter.setFont(self._font_on)
        plain = tokens.ink_2 if self.isCheckable() else tokens.ink
        painter.setPen(QColor(tokens.on_chip if self.isChecked() else plain))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class TabButton(QAbstractButton):
    """A word with an ember line under it when it is the one shown."""

    def __init__(
        self, text: str, line_at: int = 46, baseline: int = 29, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line_at, self._baseline = line_at, baseline
        self._font = ui_font("body-strong")
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Exactly as wide as its word."""
        return QSize(round(QFontMetricsF(self._font).horizontalAdvance(self.text())), self._line_at + 2)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The word, and the line when chosen."""
        tokens = theme.tokens()
        painter = QPainter(self)
        on = self.isChecked()
        painter.setFont(self._font if on else ui_font("body"))
        painter.setPen(QColor(tokens.ink if on or self.underMouse() else tokens.ink_2))
        painter.drawText(QPointF(0, self._baseline), self.text())
        if on:
            painter.fillRect(QRectF(0, self._line_at, self.width(), 2), QColor(tokens.accent))


def tip_of(text: str, shortcut: str = "") -> str:
    """Return a tool-tip: the name, and the shortcut in brackets."""
    plain = text.replace("&", "").rstrip("…")
    return f"{plain} ({shortcut})" if shortcut else plain


def hide_tips() -> None:
    """Take a shown tool-tip away, e.g. when a drag begins."""
    QToolTip.hideText()
