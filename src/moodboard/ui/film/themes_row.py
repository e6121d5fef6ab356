# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's themes as words on its header: one more is typed, one is taken away."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QSizePolicy, QWidget

from moodboard.domain.text_keys import folded
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import with_alpha
from moodboard.ui import icons
from moodboard.ui.film.watch_editor import ListCompleter
from moodboard.ui.on_ground import tokens_on

_HEIGHT = 24
_GAP = 6
_CROSS = 12


class ThemeChip(QAbstractButton):
    """One theme; Delete or a click on its cross takes it away."""

    removed = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None, adds: bool = False) -> None:
        super().__init__(parent)
        self._adds = adds
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if adds:
            self.setAccessibleName(self.tr("Add a theme"))
            self.setToolTip(self.tr("Add a theme"))
        else:
            self.setAccessibleName(self.tr("Theme {name}").format(name=words))
            self.setToolTip(self.tr("{name}: click to take it away (Del)").format(name=words))
            self.clicked.connect(lambda: self.removed.emit(words))

    def sizeHint(self) -> QSize:
        """The words, and the cross or the plus."""
        words = QFontMetricsF(ui_font("small")).horizontalAdvance(self.text())
        return QSize(round(words) + (_CROSS + 14 if self._adds else 28), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away, Enter is a click."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._adds:
            self.removed.emit(self.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same by the menu."""
        if not self._adds:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            name = self.text()
            menu.addAction(self.tr("Take “{name}” away").format(name=name)).triggered.connect(self.click)
            menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill with an edge."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.hasFocus()
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._adds:
            painter.setPen(QPen(with_alpha(tokens.ink, 0.45), 1))
            painter.setBrush(with_alpha(tokens.ink, 0.16 if over else 0.06))
            painter.drawRoundedRect(edge, _HEIGHT / 2 - 0.5, _HEIGHT / 2 - 0.5)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink))
        metrics = QFontMetricsF(ui_font("small"))
        base = round((self.height() + metrics.ascent() - metrics.descent()) / 2)
        opacity = 1.0 if over else 0.75
        if self._adds:
            icons.paint(painter, "plus", QRectF(2, 6, _CROSS, _CROSS), tokens.ink, opacity)
            painter.setOpacity(opacity)
            painter.drawText(QPointF(_CROSS + 7, base), self.text())
        else:
            # The words make room for the cross that comes with the pointer.
            width = metrics.horizontalAdvance(self.text())
            left = 8.0 if over else (self.width() - width) / 2
            painter.drawText(QPointF(left, base), self.text())
            if over:
                at = QRectF(self.width() - 17, 7, 10, 10)
                icons.paint(painter, "close", at, tokens.ink, 0.8)


class ThemesRow(QWidget):
    """The chips in one row; those without room are told in the last one's menu."""

    themes_edited = Signal(object)
    """The themes as they are now, a tuple."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes: tuple[str, ...] = ()
        self._chips: list[ThemeChip] = []
        self._more = ThemeChip("", self, adds=True)
        self._more.clicked.connect(self._open_more)
        self.add_chip = ThemeChip(self.tr("Theme"), self, adds=True)
        self.add_chip.clicked.connect(self.type_theme)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("New theme"))
        self.field.setPlaceholderText(self.tr("A theme"))
        self.field.setProperty("compact", True)
        self.field.setFixedHeight(_HEIGHT)
        self.field.hide()
        self.field.returnPressed.connect(lambda: self._keep(stay=True))
        self.field.installEventFilter(self)
        self.setFixedHeight(_HEIGHT + 2)

    def show_themes(self, themes: tuple[str, ...], known: tuple[str, ...] = ()) -> None:
        """Show a film's themes; ``known`` completes what is typed."""
        self.field.setCompleter(ListCompleter(known, self.field))
        if themes == self._themes and len(self._chips) == len(themes):
            return
        focused = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._themes = themes
        self._chips = []
        for name in themes:
            chip = ThemeChip(name, self)
            chip.removed.connect(self._remove)
            self._chips.append(chip)
        for before, after in pairwise((self._more, *self._chips, self.add_chip, self.field)):
            QWidget.setTabOrder(before, after)
        self._lay_out()
        if focused is not None:
            near = self._chips[min(focused, len(self._chips) - 1)] if self._chips else self.add_chip
            near.setFocus(Qt.FocusReason.TabFocusReason)

    def themes(self) -> tuple[str, ...]:
        """What is shown."""
        return self._themes

    def chips(self) -> list[ThemeChip]:
        """One for each theme."""
        return self._chips

    def type_theme(self) -> None:
        """Open the field for one more."""
        self.field.clear()
        self.field.show()
        self.add_chip.hide()
        self._lay_out()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: object) -> None:
        """As many as fit."""
        self._lay_out()

    def _lay_out(self) -> None:
        """One after the other; what has no room is behind "+3"."""
        end_width = 120 if not self.field.isHidden() else self.add_chip.sizeHint().width()
        x, hidden, before = 0, 0, self.field
        for chip in self._chips:
            width = min(chip.sizeHint().width(), 220)
            fits = not hidden and x + width + _GAP + end_width + 36 <= self.width()
            chip.setVisible(fits)
            hidden += not fits
            if fits:
                chip.setGeometry(x, 1, width, _HEIGHT)
                x += width + _GAP
        self._more.setVisible(bool(hidden))
        if hidden:
            self._more.setText(f"{hidden}")
            self._more.setAccessibleName(self.tr("%n more theme(s)", "", hidden))
            self._more.setToolTip(", ".join(self._themes[-hidden:]))
            self._more.setGeometry(x, 1, 40, _HEIGHT)
            x += 40
        if self.field.isHidden():
            self.add_chip.setGeometry(x, 1, self.add_chip.sizeHint().width(), _HEIGHT)
        before.setGeometry(x, 1, 120, _HEIGHT)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip, name in zip(self._chips, self._themes, strict=True):
            if chip.isHidden():
                words = self.tr("Take “{name}” away").format(name=name)
                menu.addAction(words).triggered.connect(lambda _on=False, gone=name: self._remove(gone))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _remove(self, name: str) -> None:
        self.themes_edited.emit(tuple(one for one in self._themes if one != name))

    def _keep(self, stay: bool) -> None:
        name = " ".join(self.field.text().split())
        known = {folded(one) for one in self._themes}
        self.field.clear()
        if name and folded(name) not in known:
            self.themes_edited.emit((*self._themes, name))
        if stay and not name:
            self._close(back=True)

    def _close(self, back: bool) -> None:
        self.field.hide()
        self.add_chip.show()
        self._lay_out()
        if back:
            self.add_chip.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Escape gives up; leaving keeps what was typed."""
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    self.field.clear()
                    self._close(back=True)
                    return True
            popup = self.field.completer().popup() if self.field.completer() is not None else None
            listed = popup is not None and popup.isVisible()
            if event.type() == QEvent.Type.FocusOut and not self.field.isHidden() and not listed:
                self._keep(stay=False)
                self._close(back=False)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]
