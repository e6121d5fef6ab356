# SPDX-License-Identifier: GPL-3.0-or-later
"""A thin scroll bar that lies over a list's margin, so that rows keep their width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 7
_STYLE = (
    "QScrollBar:vertical { width: 7px; margin: 2px 1px; background: transparent; }"
    "QScrollBar::handle:vertical { border-radius: 2px; }"
)


class OverlayScrollBar(QScrollBar):
    """Follow a list's own, hidden, vertical scroll bar; seen while the pointer is over the list."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        source = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(_STYLE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        source.rangeChanged.connect(self._on_range)
        source.valueChanged.connect(self.setValue)
        self.valueChanged.connect(source.setValue)
        area.installEventFilter(self)
        self._on_range()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the right edge, come and go with the pointer."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._place()
        elif kind == QEvent.Type.Enter:
            self._place()
            self.setVisible(self.maximum() > self.minimum())
        elif kind == QEvent.Type.Leave and not self.isSliderDown():
            self.hide()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        area = self._area.rect()
        self.setGeometry(QRect(area.right() - _WIDTH + 1, area.top(), _WIDTH, area.height()))
        self.raise_()

    def _on_range(self) -> None:
        # Asked for anew: what stands for the list's bar in Python may be gone while the bar is not.
        source = self._area.verticalScrollBar()
        self.setPageStep(source.pageStep())
        self.setSingleStep(source.singleStep())
        self.setRange(source.minimum(), source.maximum())
        self.setVisible(self.isVisible() and self.maximum() > self.minimum())
