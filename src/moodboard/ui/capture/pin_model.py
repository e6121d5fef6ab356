# SPDX-License-Identifier: GPL-3.0-or-later
"""What was pinned in this sitting as a model, the newest first, that can be dragged from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt

from moodboard.qt import carried
from moodboard.qt.carried import LINES_MIME, STILLS_MIME
from moodboard.qt.indexes import Index
from moodboard.ui.capture.pin_card import PinCard

CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The ``PinCard``."""


class PinModel(QAbstractListModel):
    """Cards; those whose shot or line is in the bin are kept aside, for an undo brings them back."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[PinCard] = []
        self._shown: list[PinCard] = []
        self._gone: set[PinCard] = set()

    # What is there

    def cards(self) -> tuple[PinCard, ...]:
        """What is shown, the newest first."""
        return tuple(self._shown)

    def all_cards(self) -> tuple[PinCard, ...]:
        """These, and those that are in the bin."""
        return tuple(self._all)

    def card_at(self, row: int) -> PinCard | None:
        """The card in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, card: PinCard) -> int:
        """Where a card is shown; -1 when it is not."""
        return self._shown.index(card) if card in self._shown else -1

    def with_uuid(self, uuid: str) -> PinCard | None:
        """The card of a shot or a line."""
        return next((card for card in self._all if uuid in (*card.stills, *card.lines)), None)

    def doubles_of(self, card: PinCard) -> list[PinCard]:
        """Other cards of the same shot, or of the same line."""
        own = (*card.stills, *card.lines)
        return [
            one
            for one in self._all
            if one is not card and any(uuid in own for uuid in (*one.stills, *one.lines))
        ]

    # What changes

    def add(self, card: PinCard) -> None:
        """Put a card in front."""
        self._all.insert(0, card)
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._shown.insert(0, card)
        self.endInsertRows()

    def drop(self, card: PinCard) -> None:
        """Take a card away for good."""
        self._hide(card)
        if card in self._all:
            self._all.remove(card)
        self._gone.discard(card)

    def alter(self, card: PinCard) -> None:
        """Paint a card anew: it is kept by now, or has another picture."""
        row = self.row_of(card)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def show_only(self, there: Iterable[PinCard]) -> None:
        """Show those that are there, each at its place; the others are in the bin."""
        wanted = set(there)
        for card in [one for one in self._shown if one not in wanted]:
            self._hide(card)
            self._gone.add(card)
        for card in [one for one in self._all if one in self._gone and one in wanted]:
            self._gone.discard(card)
            before = self._all[: self._all.index(card)]
            row = sum(one in before for one in self._shown)
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, card)
            self.endInsertRows()

    def _hide(self, card: PinCard) -> None:
        row = self.row_of(card)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()

    # For the view

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen and dragged."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card, or its words."""
        card = self.card_at(index.row()) if index.isValid() else None
        if card is None:
            return None
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = f"{card.timecode} · {card.still.name}" if card.is_shot and card.still else card.timecode
            speaker = card.line.speaker if card.line is not None else ""
            return "\n".join(part for part in (card.words, speaker, said) if part)
        return None

    def _spoken(self, card: PinCard) -> str:
        if not card.is_shot:
            return self.tr("Line at {time}: {words}").format(time=card.timecode, words=card.words)
        if card.words:
            return self.tr("Shot at {time}, with the line: {words}").format(
                time=card.timecode, words=card.words
            )
        return self.tr("Shot at {time}").format(time=card.timecode)

    def supportedDragActions(self) -> Qt.DropAction:
        """A drag lays a copy; nothing leaves the shelf."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Uuids for boards, files and words for other programs."""
        return [STILLS_MIME, LINES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the cards in film order."""
        rows = sorted({index.row() for index in indexes})
        return mime_of(in_film_order([self._shown[row] for row in rows]))


def in_film_order(cards: Iterable[PinCard]) -> list[PinCard]:
    """Return cards by when in the film they are; what was pinned sooner first where that is the same."""
    return sorted(cards, key=lambda card: (card.seconds, card.number))


def mime_of(cards: Sequence[PinCard]) -> QMimeData:
    """Return what boards take (uuids, as the film's tray gives them) and what other programs take.

    Boards look for the uuids first; the pictures' files are copied only while they are asked for.
    """
    from moodboard.ui.board.canvas_drop import OUT
    from moodboard.ui.board.pictures.files import FilesMime

    stills = [card.still for card in cards if card.is_shot and card.still is not None]
    lines = [card.line for card in cards if not card.is_shot and card.line is not None]
    data: QMimeData = FilesMime([(still, "") for still in stills]) if stills else QMimeData()
    data.removeFormat(OUT)  # unlike what comes off a board, this may be laid on one
    if stills:
        carried.put(data, STILLS_MIME, (still.uuid for still in stills))
    if lines:
        carried.put(data, LINES_MIME, (line.uuid for line in lines))
    words = [card.words for card in cards if card.words]
    if words:
        data.setText("\n\n".join(words))
    return data
