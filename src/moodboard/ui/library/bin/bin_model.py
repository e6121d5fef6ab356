# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies in the bin as rows."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from moodboard.domain.bin import BinKind, Binned
from moodboard.domain.dates import parse_edtf, spoken
from moodboard.qt.indexes import Index

BINNED_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FACTS_ROLE = BINNED_ROLE + 1
"""What it is, of which film, and since when it lies there; in words."""


class BinModel(QAbstractListModel):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Binned, ...] = ()

    def show_things(self, things: tuple[Binned, ...]) -> None:
        """Show these."""
        if things != self._things:
            self.beginResetModel()
            self._things = things
            self.endResetModel()

    def thing(self, row: int) -> Binned | None:
        """What lies in a row."""
        return self._things[row] if 0 <= row < len(self._things) else None

    def things(self) -> tuple[Binned, ...]:
        """All of it."""
        return self._things

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How much there is."""
        return 0 if parent.isValid() else len(self._things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A thing, its name, its facts."""
        one = self.thing(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == BINNED_ROLE:
            return one
        if role == FACTS_ROLE:
            return self.facts(one)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(one)}, {self.facts(one)}"
        return None

    def title(self, one: Binned) -> str:
        """Return what a thing is called."""
        words = " ".join(one.title.split())
        return words or (self.tr("A shot") if one.kind is BinKind.STILL else self.tr("Without a name"))

    def facts(self, one: Binned) -> str:
        """Return what a thing is, in words."""
        kinds = {
            BinKind.FILM: self.tr("film"),
            BinKind.BOARD: self.tr("board"),
            BinKind.STILL: self.tr("shot"),
            BinKind.LINE: self.tr("line"),
            BinKind.OWN_LIST: self.tr("list"),
            BinKind.SMART_LIST: self.tr("smart list"),
        }
        said = [kinds[one.kind]]
        if one.watches:
            said.append(self.tr("%n watch(es)", "", one.watches))
        if one.film:
            said.append(one.film)
        if one.held:
            said.append(self.tr("still on a board"))
        said.append(self.tr("put here {when}").format(when=_when(one.at)))
        return " · ".join(said)


def _when(at: str) -> str:
    now = datetime.now().astimezone()
    try:
        day = datetime.fromisoformat(at).astimezone().date()
    except ValueError:
        return at
    return spoken(parse_edtf(day.isoformat()), now.date())
