# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of the films' page: the search field as its title, filters, order, and how films are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSlider, QVBoxLayout, QWidget

from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.qt.fonts import ui_font
from moodboard.ui import icons, keys, theme
from moodboard.ui.buttons import Button, ghost_button, link_button, outline_button
from moodboard.ui.library.page.filter_chips import FilterChips, shown_parts
from moodboard.ui.library.page.wall import LARGEST, SMALLEST, USUAL

LIST, POSTERS, STILLS = "list", "posters", "stills"
SORTS = (
    FilmSort.LAST_SEEN,
    FilmSort.REWATCHES,
    FilmSort.RATING,
    FilmSort.TITLE,
    FilmSort.YEAR,
    FilmSort.ADDED,
    FilmSort.GAP,
    FilmSort.DUE,
)


class SearchTitle(QLineEdit):
    """A large field without a box: what is typed into it becomes the page's title."""

    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFont(ui_font("title"))
        self.setFixedHeight(44)
        self.setTextMargins(30, 0, 34, 0)
        self.setPlaceholderText(self.tr("Search titles, people, words, lines"))
        self.setAccessibleName(self.tr("Search titles, people, words, lines"))
        keys.follow(self, self.tr("Search films"), "search")
        self._clear = ghost_button(icon="close", tip=self.tr("Clear the search (Esc)"), parent=self)
        self._clear.set_compact(28, 6)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the films, Escape clears."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """The cross keeps to the end."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._clear.move(self.width() - 30, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the glass, and a hairline under it all that is darker while one types."""
        super().paintEvent(event)
        tokens = theme.tokens()
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(2, 13, 18, 18), tokens.ink_2)
        line = tokens.control if self.hasFocus() else tokens.line_2
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(line))


class PageHead(QWidget):
    """Say what is asked for; show what is asked."""

    sort_wanted = Signal(object)
    turn_wanted = Signal()
    """The same order the other way round."""
    view_wanted = Signal(str)
    size_wanted = Signal(int)
    save_wanted = Signal()
    keep_wanted = Signal()
    """Let the smart list at hand ask what is asked now."""
    side_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchTitle(self)
        self.side_button = ghost_button(icon="menu", tip=self.tr("Lists of films (F4)"), parent=self)
        self.count = QLabel(self)
        self.count.setFont(ui_font("count"))
        self.filter_button = outline_button(self.tr("Filter"), parent=self)
        keys.follow(self.filter_button, self.tr("Filter the films"), "films.filter")
        self.filter_button.set_compact(30, 12)
        self.chips = FilterChips(self)
        self.save_button = link_button(
            self.tr("Save as a smart list…"), self.tr("Keep this search under a name"), self
        )
        self.keep_button = link_button("", "", self)
        self.keep_button.hide()
        self.sort_button = ghost_button("", "", self.tr("Order of the films"), self)
        self.sort_button.set_compact(30, 8)
        self.turn_button = ghost_button(icon="sort", tip=self.tr("Turn the order round"), parent=self)
        self.turn_button.set_compact(30, 6)
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self._sorts: dict[FilmSort, QAction] = {}
        self.views: dict[str, Button] = {}
        self._make_sorts()
        self._make_views()
        self._lay_out()
        self.turn_button.clicked.connect(self.turn_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.keep_button.clicked.connect(self.keep_wanted)
        self.side_button.clicked.connect(self.side_wanted)

    def _make_sorts(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for sort in SORTS:
            entry = QAction(self.sort_words(sort), menu)
            entry.setCheckable(True)
            entry.triggered.connect(lambda _on, sort=sort: self.sort_wanted.emit(sort))
            group.addAction(entry)
            menu.addAction(entry)
            self._sorts[sort] = entry
        self.sort_button.set_menu(menu)

    def sort_words(self, sort: FilmSort) -> str:
        """Return what an order is called."""
        return {
            FilmSort.LAST_SEEN: self.tr("Last seen"),
            FilmSort.REWATCHES: self.tr("Times seen"),
            FilmSort.RATING: self.tr("Stars"),
            FilmSort.TITLE: self.tr("Title"),
            FilmSort.YEAR: self.tr("Year"),
            FilmSort.ADDED: self.tr("Added"),
            FilmSort.GAP: self.tr("Usual gap"),
            FilmSort.DUE: self.tr("Due"),
        }[sort]

    def _make_views(self) -> None:
        for view, icon, words in (
            (LIST, "view-list", self.tr("List")),
            (POSTERS, "view-posters", self.tr("Posters")),
            (STILLS, "view-stills", self.tr("Stills")),
        ):
            button = ghost_button(icon=icon, tip=words, parent=self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on, view=view: self.view_wanted.emit(view))
            keys.follow(button, words, f"films.{view}")
            self.views[view] = button
        self.zoom.setRange(SMALLEST, LARGEST)
        self.zoom.setValue(USUAL)
        self.zoom.setPageStep(24)
        self.zoom.setFixedWidth(110)
        self.zoom.setAccessibleName(self.tr("Size of the pictures"))
        self.zoom.setToolTip(self.tr("Size of the pictures"))
        self.zoom.valueChanged.connect(self.size_wanted)
        self.zoom.hide()
        theme.controller().changed.connect(self._dress_zoom)
        self._dress_zoom()

    def _dress_zoom(self, _tokens: object = None) -> None:
        """A thin line and a round knob, as everywhere."""
        tokens = theme.tokens()
        self.zoom.setStyleSheet(
            f"QSlider::groove:horizontal {{ height: 2px; background: {tokens.line_2}; border-radius: 1px; }}"
            f"QSlider::sub-page:horizontal {{ background: {tokens.fill}; border-radius: 1px; }}"
            f"QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -5px 0; border-radius: 6px;"
            f" background: {tokens.fill}; }}"
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.side_button)
        top.addWidget(self.search, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.count)
        row.addSpacing(12)
        row.addWidget(self.filter_button)
        row.addSpacing(8)
        row.addWidget(self.save_button)
        row.addSpacing(10)
        row.addWidget(self.keep_button)
        row.addStretch(1)
        row.addWidget(self.zoom)
        row.addSpacing(8)
        row.addWidget(self.sort_button)
        row.addWidget(self.turn_button)
        row.addSpacing(8)
        for button in self.views.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(row)
        column.addWidget(self.chips)

    def show_query(self, query: FilmQuery, count: int, kept: str) -> None:
        """Show what is asked; ``kept`` names the smart list that it was and no longer is."""
        self.count.setText(self.tr("%n film(s)", "", count))
        self.chips.show_query(query)
        self._sorts[query.sort].setChecked(True)
        words = self.sort_words(query.sort)
        self.sort_button.setText(words)
        self.sort_button.setAccessibleName(self.tr("Order: {order}").format(order=words))
        self.sort_button.updateGeometry()
        turned = (
            self.tr("Now the most comes first") if query.descending else self.tr("Now the least comes first")
        )
        if query.sort is FilmSort.TITLE:
            turned = self.tr("Now Z to A") if query.descending else self.tr("Now A to Z")
        self.turn_button.setToolTip(f"{self.tr('Turn the order round')}. {turned}.")
        self.turn_button.setAccessibleName(self.turn_button.toolTip())
        self.save_button.setVisible(bool(shown_parts(query) or query.text.strip()))
        self.keep_button.setVisible(bool(kept))
        if kept:
            self.keep_button.setText(self.tr("Change “{name}”").format(name=kept))
            self.keep_button.setToolTip(self.tr("Let the smart list ask what is asked now"))
            self.keep_button.setAccessibleName(self.keep_button.text())
            self.keep_button.updateGeometry()

    def show_view(self, view: str) -> None:
        """Press the button of the view that is shown."""
        self.views[view].setChecked(True)
        self.zoom.setVisible(view != LIST)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(600, super().sizeHint().height())
