# SPDX-License-Identifier: GPL-3.0-or-later
"""Running text with the line height that the look asks for; a label knows only the font's own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from moodboard.qt.fonts import line_height, ui_font
from moodboard.ui import theme


class Paragraph(QWidget):
    """Words in one of the look's settings of type and in one of its colours."""

    def __init__(
        self, words: str, type_name: str, role: str = "ink_2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._type = type_name
        self._role = role
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_words(words, role)

    def words(self) -> str:
        """What it says."""
        return self._words

    def set_words(self, words: str, role: str = "ink_2") -> None:
        """Say something else, perhaps in another colour."""
        self._words, self._role = words, role
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As many lines as it breaks into."""
        return self._laid(width).lineCount() * line_height(self._type)

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line by line."""
        painter = QPainter(self)
        painter.setPen(QColor(getattr(theme.tokens(), self._role)))
        layout = self._laid(self.width())
        height = line_height(self._type)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(0, round(number * height + (height - line.height()) / 2)))
        layout.draw(painter, QPointF(0, 0))

    def _laid(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._words, ui_font(self._type))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, width))
            line = layout.createLine()
        layout.endLayout()
        return layout
