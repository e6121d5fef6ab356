# SPDX-License-Identifier: GPL-3.0-or-later
"""Every filter of the film list on one card; each acts as soon as it is set."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.film_filters import Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery
from moodboard.domain.query_words import About, QueryPart
from moodboard.qt.fonts import ui_font
from moodboard.ui.buttons import Chip, link_button
from moodboard.ui.card import Popover
from moodboard.ui.library.page.facet_field import FacetField
from moodboard.ui.library.page.filter_chips import Flow, chip_words

_WIDTH = 620
_FIRST_DECADE, _LAST_DECADE = 1890, 2030


class MarkChip(Chip):
    """Whether something has to be so: a click asks for it, another for the contrary, a third for neither."""

    mark_changed = Signal(object)
    """True, False or None."""

    def __init__(self, mark: FilmMark, parent: QWidget | None = None) -> None:
        self._words = {
            wanted: chip_words(QueryPart(About.MARK, mark=mark, wanted=wanted)) for wanted in (True, False)
        }
        super().__init__(self._words[True], parent)
        self.mark = mark
        self._wanted: bool | None = None
        self.clicked.connect(self._on_clicked)
        self._show()

    def wanted(self) -> bool | None:
        """What is asked."""
        return self._wanted

    def set_wanted(self, wanted: bool | None) -> None:
        """Show what is asked."""
        self._wanted = wanted
        self._show()

    def _on_clicked(self) -> None:
        self._wanted = {None: True, True: False, False: None}[self._wanted]
        self._show()
        self.mark_changed.emit(self._wanted)

    def _show(self) -> None:
        self.setChecked(self._wanted is not None)
        words = self._words[self._wanted is not False]
        self.setText(words)
        state = {None: self.tr("does not matter"), True: self.tr("on"), False: self.tr("on")}[self._wanted]
        self.setAccessibleName(f"{words}: {state}")
        self.setToolTip(self.tr("Click for “{other}”").format(other=self._next()))
        self.updateGeometry()
        parent = self.parentWidget()
        if isinstance(parent, Flow):
            parent.put(parent.widgets())

    def _next(self) -> str:
        if self._wanted is None:
            return self._words[True]
        return self._words[False] if self._wanted else self.tr("does not matter")


class FilterPopover(Popover):
    """All filters in two columns; what is on already stands in its field."""

    query_changed = Signal(object)
    """The ``FilmQuery`` with what was set."""
    save_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._query = FilmQuery()
        self._showing = False
        self.times_from, self.times_to = self._number(3), self._number(3)
        self.years_from, self.years_to = self._number(4), self._number(4)
        self.rating_from, self.rating_to = self._stars(), self._stars()
        self.unrated = QCheckBox(self.tr("Films without stars too"))
        self.decade = QComboBox()
        self.facets = {
            Facet.WITH: FacetField(Facet.WITH, self.tr("With whom")),
            Facet.WHERE: FacetField(Facet.WHERE, self.tr("Where")),
            Facet.MEDIUM: FacetField(Facet.MEDIUM, self.tr("Seen on")),
            Facet.CUT: FacetField(Facet.CUT, self.tr("Cut")),
            Facet.THEME: FacetField(Facet.THEME, self.tr("Theme")),
            Facet.DIRECTOR: FacetField(Facet.DIRECTOR, self.tr("Director")),
        }
        self.marks = {mark: MarkChip(mark) for mark in FilmMark}
        self.chips = {chip: Chip(chip_words(QueryPart(About.CHIP, chip=chip))) for chip in FilmChip}
        self.count = QLabel()
        self.clear_button = link_button(self.tr("Clear all"), self.tr("Take every filter away"))
        self.save_button = link_button(
            self.tr("Save as a smart list…"), self.tr("Keep these filters under a name")
        )
        self._inside = QWidget()
        self._scroll = QScrollArea(self)
        self._lay_out()
        self._connect()

    # -- building ----------------------------------------------------------------------------------

    @staticmethod
    def _number(digits: int) -> QLineEdit:
        field = QLineEdit()
        field.setValidator(QIntValidator(0, 10**digits - 1, field))
        field.setMaximumWidth(72)
        return field

    @staticmethod
    def _stars() -> QComboBox:
        box = QComboBox()
        box.addItem("–", None)
        for rating in range(1, 11):
            box.addItem(f"{rating / 2:g}".replace("0.5", "½").replace(".5", "½"), rating)
        return box

    def _lay_out(self) -> None:
        self.decade.addItem(self.tr("Decade"), None)
        for first in range(_LAST_DECADE - 10, _FIRST_DECADE - 1, -10):
            self.decade.addItem(self.tr("{first}s").format(first=first), first)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(14)
        right.setSpacing(14)
        left.addLayout(self._range(self.tr("Times seen"), self.times_from, self.times_to))
        left.addLayout(self._range(self.tr("Stars"), self.rating_from, self.rating_to))
        left.addWidget(self.unrated)
        left.addLayout(self._range(self.tr("Year"), self.years_from, self.years_to, self.decade))
        left.addStretch(1)
        head = QLabel(self.tr("Names"))
        head.setFont(ui_font("small"))
        head.setProperty("role", "muted")
        right.addWidget(head)
        right.setSpacing(8)
        for facet in (Facet.THEME, Facet.WITH, Facet.WHERE, Facet.MEDIUM, Facet.CUT, Facet.DIRECTOR):
            right.addWidget(self.facets[facet])
        right.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        marks = Flow()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(marks)
        marks.put([*self.chips.values(), *self.marks.values()])
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("plain", True)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 14)
        foot.setSpacing(20)
        self.count.setFont(ui_font("count"))
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        foot.addWidget(self.save_button)
        return foot

    def _range(self, words: str, low: QWidget, high: QWidget, more: QWidget | None = None) -> QVBoxLayout:
        label = QLabel(words)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        low.setAccessibleName(self.tr("{what}, from").format(what=words))
        high.setAccessibleName(self.tr("{what}, to").format(what=words))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(low)
        to = QLabel(self.tr("to"))
        to.setProperty("role", "muted")
        row.addWidget(to)
        row.addWidget(high)
        if more is not None:
            more.setAccessibleName(self.tr("Decade"))
            row.addWidget(more)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        for field in (self.times_from, self.times_to, self.years_from, self.years_to):
            field.textEdited.connect(self._on_numbers)
        for box in (self.rating_from, self.rating_to):
            box.activated.connect(self._on_stars)
        self.unrated.clicked.connect(self._on_stars)
        self.decade.activated.connect(self._on_decade)
        for facet, names_field in self.facets.items():
            names_field.names_changed.connect(lambda names, facet=facet: self._name(facet, names))
        for mark, chip in self.marks.items():
            chip.mark_changed.connect(lambda wanted, mark=mark: self._mark(mark, wanted))
        for own in self.chips.values():
            own.clicked.connect(self._on_chips)
        self.clear_button.clicked.connect(
            lambda: self._say(replace(self._query, chips=frozenset(), filters=FilmFilters()))
        )
        self.save_button.clicked.connect(self.save_requested)

    # -- what is set -------------------------------------------------------------------------------

    def show_query(self, query: FilmQuery, count: int) -> None:
        """Fill the fields with what is asked; those that are typed into stay as they are."""
        self._query = query
        filters = query.filters
        self._fill(self.times_from, filters.times_from)
        self._fill(self.times_to, filters.times_to)
        self._fill(self.years_from, filters.year_from)
        self._fill(self.years_to, filters.year_to)
        self.rating_from.setCurrentIndex(self.rating_from.findData(filters.rating_from))
        self.rating_to.setCurrentIndex(self.rating_to.findData(filters.rating_to))
        self.unrated.setChecked(filters.unrated)
        self.decade.setCurrentIndex(max(0, self.decade.findData(filters.decade)))
        for facet, field in self.facets.items():
            field.set_names(filters.names(facet))
        for mark, chip in self.marks.items():
            chip.set_wanted(filters.mark(mark))
        for own, button in self.chips.items():
            button.setChecked(own in query.chips)
        self.count.setText(self.tr("%n film(s)", "", count))
        narrows = bool(query.filters or query.chips)
        self.clear_button.setEnabled(narrows)
        self.save_button.setEnabled(narrows or bool(query.text.strip()))
        QTimer.singleShot(0, self, self._fit)

    def open_under(self, anchor: QWidget, place: QRect) -> None:
        """Open below the button."""
        self._fit()
        self.open_at(anchor, place)

    def sizeHint(self) -> QSize:
        """As high as its fields, at most as high as the page."""
        parent = self.parentWidget()
        height = self._inside.sizeHint().height() + 56
        room = parent.height() - 24 if parent is not None else height
        width = min(_WIDTH, parent.width() - 24) if parent is not None else _WIDTH
        return QSize(width, min(height, room))

    def take_keyboard(self) -> None:
        """Begin with how often it was seen."""
        self.times_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        if self.size() != self.sizeHint():
            self.resize(self.sizeHint())
            parent = self.parentWidget()
            if parent is not None and self.isVisible():
                lowest = parent.height() - self.height() - 8
                self.move(self.x(), max(8, min(self.y(), lowest)))

    @staticmethod
    def _fill(field: QLineEdit, value: int | None) -> None:
        if not field.hasFocus() or _read(field) != value:
            field.setText("" if value is None else str(value))

    def _say(self, query: FilmQuery) -> None:
        if query != self._query:
            self.query_changed.emit(query)

    def _filters(self, **values: object) -> None:
        self._say(replace(self._query, filters=replace(self._query.filters, **values)))  # type: ignore[arg-type]

    def _on_numbers(self) -> None:
        years = {
            name: year if year is None or year >= 1000 else getattr(self._query.filters, name)
            for name, year in (("year_from", _read(self.years_from)), ("year_to", _read(self.years_to)))
        }  # a year that is being typed narrows nothing yet
        self._filters(times_from=_read(self.times_from), times_to=_read(self.times_to), **years)

    def _on_stars(self) -> None:
        self._filters(
            rating_from=self.rating_from.currentData(),
            rating_to=self.rating_to.currentData(),
            unrated=self.unrated.isChecked(),
        )

    def _on_decade(self) -> None:
        first = self.decade.currentData()
        filters = self._query.filters
        wanted = filters.without("year_from", "year_to") if first is None else filters.within_decade(first)
        self._say(replace(self._query, filters=wanted))

    def _name(self, facet: Facet, names: tuple[str, ...]) -> None:
        self._say(replace(self._query, filters=self._query.filters.naming(facet, names)))

    def _mark(self, mark: FilmMark, wanted: bool | None) -> None:
        self._say(replace(self._query, filters=self._query.filters.marking(mark, wanted)))

    def _on_chips(self) -> None:
        on = frozenset(chip for chip, button in self.chips.items() if button.isChecked())
        self._say(replace(self._query, chips=on))


def _read(field: QLineEdit) -> int | None:
    text = field.text().strip()
    return int(text) if text.isdigit() else None
