# SPDX-License-Identifier: GPL-3.0-or-later
"""How to get each service's export: a sentence each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain import import_help
from moodboard.domain.text_keys import folded
from moodboard.qt.fonts import ui_font
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.importing.page import muted
from moodboard.ui.dialogs.importing.words import service_name

_WIDTH, _HEIGHT = 600, 620
_RIGHT = 14


class WhereFromDialog(FormDialog):
    """All services, with a search."""

    def __init__(self, service: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Where from?"), self.tr("Done"), parent)
        high = _HEIGHT if parent is None else min(_HEIGHT, parent.window().height() - 48)
        self.resize(_WIDTH, high)
        self.cancel_button.hide()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search services"))
        self.search.setAccessibleName(self.tr("Search services"))
        self.search.textChanged.connect(self._filter)
        self._parts: dict[str, QWidget] = {}
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Services and how to get their exports"))
        self.area.setWidget(self._list())
        self.area.viewport().setAutoFillBackground(False)
        self.nothing = muted(
            self.tr("No such service. Any table of films as CSV will do: choose “Any spreadsheet”."), self
        )
        self.nothing.hide()
        for widget in (self.search, self.nothing, self.area):
            self.rows.addWidget(widget)
        self.rows.setStretchFactor(self.area, 1)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1)
        column.setStretch(3, 0)
        self.search.setText(service_name(service) if service else "")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> tuple[str, ...]:
        """The services that answer to the search."""
        return tuple(key for key, part in self._parts.items() if not part.isHidden())

    def _list(self) -> QWidget:
        holder = QWidget()
        holder.setAutoFillBackground(False)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, _RIGHT, 0)
        column.setSpacing(16)
        for key, sentence in import_help.SERVICES.items():
            part = QWidget(holder)
            rows = QVBoxLayout(part)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(2)
            name = QLabel(service_name(key), part)
            name.setFont(ui_font("section"))
            words = QLabel(self.tr(sentence), part)
            words.setWordWrap(True)
            words.setProperty("role", "muted")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addWidget(name)
            rows.addWidget(words)
            column.addWidget(part)
            self._parts[key] = part
        column.addStretch(1)
        return holder

    def _filter(self, typed: str) -> None:
        asked = folded(typed).split()
        for key, part in self._parts.items():
            said = folded(f"{key} {service_name(key)} {import_help.SERVICES[key]}")
            part.setVisible(all(word in said for word in asked))
        self.nothing.setVisible(not self.shown())
