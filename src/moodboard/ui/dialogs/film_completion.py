# SPDX-License-Identifier: GPL-3.0-or-later
"""Films offered under a field as one types: the library's own first, then the catalogue's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from moodboard.domain.catalogue import FilmFacts, search_words
from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.domain.text_keys import folded
from moodboard.qt.catalogue_asker import CatalogueAsker
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import films
from moodboard.services.finding import FoundFilm, TitleFinder
from moodboard.ui import theme

_SHOWN = 8
_OWN = 5
_FOUND = 8
_FEW = 5_000
"""Films whose titles are read within ten milliseconds."""
_ROW = 46
_SIDE = 12
OFFER_ROLE = Qt.ItemDataRole.UserRole + 1
SECOND_ROLE = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Offer:
    """One film under the field: the library's (``film_id``), or the catalogue's (``facts``)."""

    title: str
    year: int | None
    directors: tuple[str, ...] = ()
    film_id: int = 0
    facts: FilmFacts | None = None
    also: str = ""
    """The other title, when it is that one which was typed."""
    spans: tuple[tuple[int, int], ...] = ()
    """The letters of the title that were typed."""
    is_near: bool = False
    """Not to the letter: something was mistyped, or another film is meant."""


class OfferModel(QAbstractListModel):
    """The offers, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def offers(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return self._offers

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these instead."""
        if tuple(offers) == self._offers:
            return
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title for the field, title and year for the eye, both lines for a screen reader."""
        if not 0 <= index.row() < len(self._offers):
            return None
        offer = self._offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return named(offer.title, offer.year)
        if role == Qt.ItemDataRole.EditRole:
            return offer.title
        if role == OFFER_ROLE:
            return offer
        if role == SECOND_ROLE:
            return self.second_line(offer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.title}, {self.second_line(offer)}"
        return None

    def second_line(self, offer: Offer) -> str:
        """Return what tells films of one title apart, and where it is known from."""
        told = [offer.also, "" if offer.year is None else str(offer.year), ", ".join(offer.directors[:3])]
        where = self.tr("in your library") if offer.facts is None else self.tr("IMDb")
        return " · ".join(part for part in (*told, where) if part)


class _Row(QStyledItemDelegate):
    """Two lines: the title, and muted what tells it apart."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row is alike."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw them, on the soft fill when it would be taken."""
        tokens = theme.tokens()
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(tokens.soft if chosen else tokens.raised))
        if chosen:
            painter.fillRect(rect.left(), rect.top() + 8, 3, rect.height() - 16, QColor(tokens.accent))
        offer = index.data(OFFER_ROLE)
        title = offer.title if isinstance(offer, Offer) else ""
        spans = offer.spans if isinstance(offer, Offer) else ()
        lines = ((title, "row-title", tokens.ink, 5), (index.data(SECOND_ROLE), "small", tokens.ink_2, 24))
        for words, font, colour, top in lines:
            painter.setFont(ui_font(font))
            painter.setPen(QColor(colour))
            room = rect.adjusted(_SIDE, top, -_SIDE, 0)
            room.setHeight(18)
            said = painter.fontMetrics().elidedText(str(words), Qt.TextElideMode.ElideRight, room.width())
            if spans and words is title:
                _draw_marked(painter, room, said, spans)
            else:
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)


def _units(text: str) -> int:
    """How long a text is for Qt, which counts an emoji as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _draw_marked(painter: QPainter, room: QRect, said: str, spans: tuple[tuple[int, int], ...]) -> None:
    """Draw a title with the letters that were typed in ember."""
    layout = QTextLayout(said, painter.font())
    marks = []
    for start, end in spans:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = _units(said[:start]), _units(said[start:end])
        mark.format.setForeground(QColor(theme.tokens().accent))
        if mark.length > 0:
            marks.append(mark)
    layout.setFormats(marks)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))


class _Completer(QCompleter):
    """One that leaves the matching to the store."""

    def splitPath(self, _path: str) -> list[str]:
        """Match nothing: Qt makes the first match current, unseen, and Down would go past it."""
        return ["\uffff"]


class FilmCompletion(QObject):
    """Complete a field with films."""

    film_picked = Signal(int)
    facts_picked = Signal(object)
    """``FilmFacts`` of a film that the library has not."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.model = OfferModel(self)
        self._finder = TitleFinder()
        self._jobs = JobRunner(self)
        self._warming: Job | None = None
        self._own: tuple[Offer, ...] = ()
        self._found: tuple[Offer, ...] = ()
        completer = _Completer(self.model, self)
        # The store has matched already, by more than how the title begins.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        popup = QListView()
        popup.setObjectName("film_offers")
        popup.setAccessibleName(self.tr("Films that may be meant"))
        popup.setUniformItemSizes(True)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        popup.setItemDelegate(_Row(popup))  # after setPopup, which puts one of its own
        completer.activated[QModelIndex].connect(self._on_picked)  # type: ignore[index]
        self._asker = CatalogueAsker(_FOUND, self)
        self._asker.answered.connect(self._on_answer)
        field.textEdited.connect(self.suggest)
        field.setCompleter(completer)

    def names(self) -> list[str]:
        """What is offered now, as title and year."""
        return [named(offer.title, offer.year) for offer in self.model.offers()]

    def suggest(self, text: str = "") -> None:
        """Offer what the text may begin: the library's films at once, the catalogue's when it answers."""
        typed = text.strip()
        try:
            self._warm()
            found = self._finder.find(typed, _OWN if typed else _SHOWN)
        except KnownError:  # typing goes on; whoever keeps the film is told
            found = ()
        self._own = tuple(_own(film) for film in found)
        # Until it answers, what still fits stays: a list that shrinks and grows at each key flickers.
        start = folded(typed)
        self._found = tuple(offer for offer in self._found if start and start in folded(offer.title))
        self._show()
        if typed:
            self._asker.ask(typed)

    def _warm(self) -> None:
        """Read the titles that forgive mistakes: at once where they are few, else beside the typing."""
        if self._finder.is_warm() or self._warming is not None:
            return
        if films.count_films() < _FEW:
            self._finder.warm()
            return
        self._warming = Job(lambda _report: self._finder.warm())
        self._warming.succeeded.connect(lambda _none: self._on_warm())
        self._jobs.start(self._warming)

    def _on_warm(self) -> None:
        if self._field.hasFocus() and self._field.text().strip():
            self.suggest(self._field.text())

    def _on_answer(self, text: str, found: Sequence[FilmFacts]) -> None:
        if text != self._field.text().strip():
            return
        self._found = tuple(_found(facts, text) for facts in found)
        before = self.model.offers()
        self._show()
        if self.model.offers() and self.model.offers() != before and self._field.hasFocus():
            completer = self._field.completer()
            if completer is not None:
                completer.complete()

    def _show(self) -> None:
        own = {(folded(offer.title), offer.year) for offer in self._own}
        others = [offer for offer in self._found if (folded(offer.title), offer.year) not in own]
        self.model.set_offers((*self._own, *others))

    def _on_picked(self, index: QModelIndex) -> None:
        offer = index.data(OFFER_ROLE)
        if isinstance(offer, Offer):
            self.pick(offer)

    def pick(self, offer: Offer) -> None:
        """Take an offer; a film of the catalogue that the library has leads to the library's."""
        if offer.facts is None:
            self.film_picked.emit(offer.film_id)
            return
        from moodboard.services import catalogue

        known = catalogue.film_in_library(offer.facts)
        if known is not None:
            self.film_picked.emit(known)
        else:
            self.facts_picked.emit(offer.facts)


def _own(film: FoundFilm) -> Offer:
    row = film.row
    return Offer(
        row.title, row.year, row.directors, row.id, also=film.also, spans=film.spans, is_near=film.is_near
    )


def _found(facts: FilmFacts, typed: str) -> Offer:
    words = search_words(facts.title)
    is_title = all(any(word.startswith(part) for word in words) for part in search_words(typed))
    also = "" if is_title else facts.original_title
    return Offer(facts.title, facts.year, facts.directors, facts=facts, also=also)
