# SPDX-License-Identifier: GPL-3.0-or-later
"""The shelf under the stage: what was just pinned, on its way to a board or left in the film's tray."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.qt.fonts import ui_font
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import capturing
from moodboard.services.capturing import Captured
from moodboard.ui import theme
from moodboard.ui.buttons import link_button
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.pin_delegate import EDGE
from moodboard.ui.capture.pin_list import PinList
from moodboard.ui.capture.pin_model import PinModel, in_film_order, mime_of
from moodboard.ui.capture.pinner import Pinner
from moodboard.ui.menu_keys import keep_keys
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession

_MARGIN = 24
_HINT_FROM = 560
"""Pixels of width from which the hint beside the title is shown."""


class Shelf(QWidget):
    """Show the cards of a pinner, and act on them."""

    place_requested = Signal(int, list, list)
    """Stills and lines (uuids, in film order) for a board; 0 is the open one, or one that is asked for."""

    def __init__(
        self,
        parts: PageParts,
        session: CaptureSession,
        pinner: Pinner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._session = parts, session
        self.pinner = pinner or session.findChild(Pinner) or Pinner(parts, session)
        self.model = PinModel()
        self.list = PinList(self.model, parts.thumbs, self)
        self._title = QLabel(self.tr("Just pinned"), self)
        self._title.setFont(ui_font("section"))
        self._hint = QLabel(self.tr("Drag onto a board, or leave them in the film’s tray"), self)
        self._hint.setFont(ui_font("small"))
        self._hint.setProperty("role", "muted")
        self._stop = link_button(self.tr("Stop"), self.tr("Leave the rest; what is pinned stays"), self)
        self._stop.clicked.connect(self.pinner.many.stop)
        self._stop.hide()
        self._empty = QLabel(self)
        self._empty.setFont(ui_font("body"))
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._waiting_for_bin: set[PinCard] = set()
        self._lay_out()
        self._connect()
        self._show_empty()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._hint)
        head.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(10)
        below = QHBoxLayout()
        below.setContentsMargins(_MARGIN - EDGE, 0, 0, 0)
        below.addWidget(self.list)
        column.addLayout(below, 1)
        self._title.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(200)

    def _connect(self) -> None:
        pinner, view = self.pinner, self.list
        pinner.pinned.connect(self._on_pinned)
        pinner.kept.connect(self._on_kept)
        pinner.dropped.connect(self._on_dropped)
        pinner.found.connect(self._on_found)
        pinner.counted.connect(self._on_counted)
        pinner.told.connect(self._on_told)
        pinner.failed.connect(self._on_failed)
        view.place_requested.connect(self.place)
        view.bin_requested.connect(self.bin)
        view.retake_requested.connect(pinner.retake)
        view.copy_requested.connect(self.copy)
        view.menu_requested.connect(self._open_menu)
        self.model.rowsInserted.connect(self._show_empty)
        self.model.rowsRemoved.connect(self._show_empty)
        book = self._parts.book
        book.connect_handler("capture.jpeg", self._keep_as_jpeg)
        book.action("capture.jpeg").setChecked(self._parts.settings.get(CAPTURE_FORMAT) == "jpeg")
        self._parts.events.changed.connect(self._on_changed)
        theme.controller().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As in the look."""
        return QSize(600, 212)

    def minimumSizeHint(self) -> QSize:
        """The title and a row of small cards."""
        return QSize(200, 58 + self.list.minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The panel's colour, under the dark stage."""
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().panel))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint gives way first."""
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= _HINT_FROM)
        self._place_empty()

    # What can be done with cards

    def retake(self, by: int) -> None:
        """Give the chosen shots the frame so many later; the newest one when none is chosen."""
        cards = [card for card in self.list.chosen() if card.is_shot]
        if not cards:
            cards = [card for card in self.model.cards() if card.is_shot and card.is_kept][:1]
        for card in cards:
            self.pinner.retake(card, by)
        if not cards:
            self._parts.verbs.say(self.tr("There is no shot on the shelf to take again."))

    def place(self, cards: Sequence[PinCard], board_id: int = 0) -> None:
        """Lay cards on a board, in film order."""
        ordered = in_film_order(card for card in cards if card.is_kept)
        stills = [uuid for card in ordered for uuid in card.stills]
        lines = [uuid for card in ordered for uuid in card.lines]
        if stills or lines:
            self.place_requested.emit(board_id, stills, lines)

    def bin(self, cards: Sequence[PinCard]) -> None:
        """Put what the cards show in the bin, and offer the way back."""
        self._waiting_for_bin.update(card for card in cards if not card.is_kept)
        kept = [card for card in cards if card.is_kept]
        stills = [uuid for card in kept for uuid in card.stills]
        lines = [uuid for card in kept for uuid in card.lines]
        # The line that came with a shot goes with it, as they came by one key.
        lines += [card.line.uuid for card in kept if card.is_shot and card.line is not None]
        lines = list(dict.fromkeys(uuid for uuid in lines if uuid in capturing.still_there((), lines)[1]))
        count = len(kept)
        words = self.tr("%n pin(s) in the bin", "", count)
        if count and self._parts.history.do(
            words,
            lambda: (
                capturing.bin_both(stills, lines),
                lambda: capturing.restore_both(stills, lines),
            ),
        ):
            self._parts.verbs.say(f"{words}.", self._parts.history.undo)

    def copy(self, cards: Sequence[PinCard]) -> None:
        """Put cards in the clipboard: to be pasted on a board, or into another program."""
        from PySide6.QtCore import QMimeData

        made = mime_of(in_film_order(card for card in cards if card.is_kept))
        plain = QMimeData()  # a plain one: the clipboard outlives the program's own
        for kind in made.formats():
            if kind.startswith("application/x-moodboard"):
                plain.setData(kind, made.data(kind))
        if made.hasText() and not made.hasUrls():
            plain.setText(made.text())
        if made.hasUrls():
            plain.setUrls(made.urls())
        QGuiApplication.clipboard().setMimeData(plain)
        self._parts.verbs.say(self.tr("%n pin(s) copied.", "", len(cards)))

    def menu_for(self, cards: Sequence[PinCard]) -> QMenu:
        """Return what can be done with these cards, and how frames are kept."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keep_keys(menu)
        kept = [card for card in cards if card.is_kept]
        if kept:
            self._add(menu, self.tr("Put on the board"), lambda: self.place(kept), "Enter")
            menu.addMenu(self._boards_menu(kept, menu))
            first = in_film_order(kept)[0]
            words = self.tr("Go to {time}").format(time=first.timecode)
            self._add(menu, words, lambda: self._session.go(first.at))
            self._add(menu, self.tr("Copy"), lambda: self.copy(kept), "Ctrl+C")
            shots = [card for card in kept if card.is_shot]
            if shots:
                menu.addSeparator()
                for said, by, key in (
                    (self.tr("A frame earlier"), -1, ","),
                    (self.tr("A frame later"), 1, "."),
                ):
                    self._add(menu, said, lambda by=by: self._retake(shots, by), key)
            menu.addSeparator()
            self._add(menu, self.tr("Put in the bin"), lambda: self.bin(kept), "Del")
            menu.addSeparator()
        menu.addAction(self._parts.book.action("capture.jpeg"))
        return menu

    def _keep_as_jpeg(self, on: bool) -> None:
        self._parts.settings.set(CAPTURE_FORMAT, "jpeg" if on else "png")

    def _boards_menu(self, cards: list[PinCard], parent: QWidget) -> QMenu:
        from moodboard.services import boards

        menu = QMenu(self.tr("Put on a board"), parent)
        for row in boards.list_boards()[:20]:
            self._add(menu, row.title.replace("&", "&&"), lambda row=row: self.place(cards, row.id))
        menu.setEnabled(bool(menu.actions()))
        return menu

    def _add(self, menu: QMenu, words: str, act: object, key: str = "") -> None:
        action = menu.addAction(f"{words}\t{key}" if key else words)
        action.triggered.connect(lambda _on=False: act())  # type: ignore[operator]

    def _open_menu(self, cards: list[PinCard], at: QPoint) -> None:
        self.menu_for(cards).popup(at)

    def _retake(self, cards: Sequence[PinCard], by: int) -> None:
        for card in cards:
            self.pinner.retake(card, by)

    # News

    def _on_pinned(self, card: PinCard) -> None:
        at_start = self.list.horizontalScrollBar().value() < 40
        self.model.add(card)
        if at_start or not card.is_kept:
            self.list.scrollToTop()
            self.list.horizontalScrollBar().setValue(0)

    def _on_kept(self, card: PinCard) -> None:
        if card.line is not None and not card.is_shot:
            card.words = card.line.text
        for older in self.model.doubles_of(card):  # a shot that took its line by a later key, or left the bin
            self.model.drop(older)
        self.model.alter(card)
        self.list.scheduleDelayedItemsLayout()
        self.list.refresh_buttons()
        if card in self._waiting_for_bin:
            self._waiting_for_bin.discard(card)
            self.bin([card])

    def _on_dropped(self, card: PinCard) -> None:
        self._waiting_for_bin.discard(card)
        self.model.drop(card)

    def _on_found(self, card: PinCard, made: Captured) -> None:
        """Show the one that was there, instead of a second."""
        self.model.drop(card)
        uuid = made.still.uuid if made.still is not None else made.line.uuid if made.line is not None else ""
        there = self.model.with_uuid(uuid)
        if there is None:
            self.model.add(card)
            there = card
        self.list.choose(there)
        if made.still is not None:
            words = self.tr("You have this very frame already, at {time}.")
        else:
            words = self.tr("You have this line already, at {time}.")
        self._parts.verbs.say(words.format(time=there.timecode))

    def _on_counted(self, done: int, total: int) -> None:
        self._stop.setVisible(total > 0)
        if total:
            words = self.tr("Pinning {n} of {total}").format(n=min(done + 1, total), total=total)
        else:
            words = self.tr("Drag onto a board, or leave them in the film’s tray")
        self._hint.setText(words)
        self._hint.setVisible(total > 0 or self.width() >= _HINT_FROM)

    def _on_told(self, words: str) -> None:
        self._parts.verbs.say(words)

    def _on_failed(self, sentence: str) -> None:
        self._parts.verbs.say(sentence, error=True)

    def _on_changed(self, changes: Changes, _origin: object = None) -> None:
        cards = [card for card in self.model.all_cards() if card.is_kept]
        known = {uuid for card in cards for uuid in (*card.stills, *card.lines)}
        known |= {card.line.uuid for card in cards if card.line is not None}
        if cards and (changes.everything or known & changes.stills or known & changes.lines):
            self._read(cards)

    def _read(self, cards: list[PinCard]) -> None:
        """Show the cards as the library has them now: retaken, linked, in the bin, back again."""
        shots = [uuid for card in cards for uuid in card.stills]
        said = [card.line.uuid for card in cards if card.line is not None]
        stills, lines = capturing.still_there(shots, said)
        words = capturing.words_in(tuple(stills.values()))
        there = [card for card in self.model.all_cards() if not card.is_kept]
        for card in cards:
            if card.is_shot and card.still is not None:
                found = stills.get(card.still.uuid)
                if found is None:
                    continue
                if found.picture != card.still.picture:
                    card.image = None
                card.still, card.words = found, words.get(found.uuid, "")
            elif card.line is not None:
                line = lines.get(card.line.uuid)
                if line is None:
                    continue
                card.line, card.words = line, line.text
            there.append(card)
            self.model.alter(card)
        self.model.show_only(there)

    def _show_empty(self) -> None:
        is_empty = not self.model.rowCount()
        self._empty.setVisible(is_empty)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_empty else Qt.FocusPolicy.StrongFocus)
        book = self._parts.book
        shot, line, both = (book.shortcut(f"capture.pin_{kind}") for kind in ("shot", "line", "both"))
        said = self.tr("Nothing pinned yet. Press {p} for the shot, {l} for the line, {b} for both.")
        self._empty.setText(said.format(p=shot, l=line, b=both))
        self._place_empty()

    def _place_empty(self) -> None:
        self._empty.setGeometry(_MARGIN, 52, max(0, self.width() - 2 * _MARGIN), 40)
